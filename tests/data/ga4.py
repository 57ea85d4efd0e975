"""GA4 files as text, and the reader held to them."""

from __future__ import annotations

from pathlib import Path

from data.report import Report
from tests.data.reports import reading

RULER = "-" * 40


TOP = (RULER, "Traffic acquisition: Channel", "Account: A", "Property: Shop", RULER, "")


DAYS = ("All Users", "Start date: 20260101", "End date: 20260103")


CHANNEL = "Session primary channel group (Default Channel Group)"


def ga4_file(*parts: str, top: tuple[str, ...] = (*TOP, *DAYS)) -> str:
    """Return a file: `#` lines, then what follows as it is."""
    return "".join(f"# {line}\n" for line in top) + "".join(f"{part}\n" for part in parts)


def explored(*parts: str) -> str:
    return ga4_file("", *parts, top=("Shop", "Free form 1-Tab 1", "20260101-20260103"))


def warned(report: Report) -> str:
    return " ".join(w.en for w in report.warnings)


def reading_web(tmp_path: Path, path: Path) -> Report:
    return reading(tmp_path, path.read_bytes())
