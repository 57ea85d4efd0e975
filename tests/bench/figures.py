"""What a bench hands back, and how RESULTS.md is written from it."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

WORK = Path(__file__).parent / "work"
RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("duckdb", "streamlit", "pandas", "pyarrow")


@dataclass(frozen=True)
class Figure:
    """One measured figure, ready to show; `reached` None where there is no goal."""

    what: str
    value: str
    goal: str = ""
    reached: bool | None = None


@dataclass(frozen=True)
class Section:
    """One bench: what was done, in words, and its figures."""

    title: str
    how: str
    figures: tuple[Figure, ...]


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 % stay at or below (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


def machine() -> str:
    """Return what the figures were measured on."""
    memory = "memory unknown"
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        memory = f"{pages / 2**30:.0f} GiB"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory}, {system}, {packages}"


def write(sections: Sequence[Section], load: float, path: Path = RESULTS) -> str:
    """Rewrite the results file; return its text. `load` is the load average before the run."""
    out = [
        "# What was measured",
        "",
        f"`make bench` on {date.today().isoformat()}: {machine()}.",
        "Shares and ratios are taken within one run; absolute times hold for this machine only.",
        f"Load before the run: {load:.1f} (other work on the machine makes every figure worse).",
    ]
    for section in sections:
        out += ["", f"## {section.title}", "", section.how, "", "| what | figure | goal | |"]
        out += ["|---|---|---|---|"]
        marks = {True: "reached", False: "not reached", None: ""}
        out += [
            f"| {f.what} | {f.value} | {f.goal} | {marks[f.reached]} |" for f in section.figures
        ]
    text = "\n".join(out) + "\n"
    path.write_text(text, encoding="utf-8")
    return text
