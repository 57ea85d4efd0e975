"""What a bench hands back, and how RESULTS.md is written from it."""

from __future__ import annotations

import os
import platform
import statistics
import time
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


class Others:
    """How many cores other programs keep busy while one measures (Linux; 0 elsewhere)."""

    def __init__(self) -> None:
        self._began, self._busy, self._own = time.monotonic(), _busy(), _own()

    def cores(self) -> float:
        """Return the mean since the start."""
        spent = (_busy() - self._busy) - (_own() - self._own)
        return max(0.0, spent / (time.monotonic() - self._began))


def _busy() -> float:
    """Seconds in which some core of the machine was at work."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _idle, _wait, irq, soft, steal = (
        int(x) for x in stat.read_text().split("\n")[0].split()[1:9]
    )
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def _own() -> float:
    """Seconds of processor time of this program and its finished children."""
    return sum(os.times()[:4])


def machine() -> str:
    """Return what the figures were measured on."""
    memory = "memory unknown"
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        memory = f"{pages / 2**30:.0f} GiB"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory}, {system}, {packages}"


def write(sections: Sequence[Section], others: float, path: Path = RESULTS) -> str:
    """Rewrite the results file; return its text. `others` is from :class:`Others`."""
    out = [
        "# What was measured",
        "",
        f"`make bench` on {date.today().isoformat()}: {machine()}.",
        "Shares and ratios are taken within one run; absolute times hold for this machine only.",
        f"Other programs kept {others:.1f} cores busy meanwhile; they make every figure worse.",
    ]
    for section in sections:
        out += ["", *_lines(section)]
    text = "\n".join(out) + "\n"
    path.write_text(text, encoding="utf-8")
    return text


def replace(section: Section, path: Path = RESULTS) -> str:
    """Put one section in the place of the one of its title, else at the end; return the text.

    It says its own day and machine, for the head of the file is about the whole run.
    """
    day = f"Measured alone on {date.today().isoformat()}: {machine()}."
    told = Section(section.title, f"{section.how} {day}", section.figures)
    before = path.read_text(encoding="utf-8").rstrip("\n") if path.exists() else ""
    head, *others = before.split("\n\n## ")
    kept = {other.split("\n")[0]: f"## {other}" for other in others}
    kept[section.title] = "\n".join(_lines(told))
    text = "\n\n".join([head, *kept.values()]) + "\n"
    path.write_text(text, encoding="utf-8")
    return text


def _lines(section: Section) -> list[str]:
    """Return a section as lines of Markdown."""
    marks = {True: "reached", False: "not reached", None: ""}
    head = [f"## {section.title}", "", section.how, "", "| what | figure | goal | |"]
    rows = [f"| {f.what} | {f.value} | {f.goal} | {marks[f.reached]} |" for f in section.figures]
    return [*head, "|---|---|---|---|", *rows]
