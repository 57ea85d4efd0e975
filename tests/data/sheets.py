"""Cost, plan and rate sheets through the real reader, and what became of their entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data.reading.reader import read
from data.report import Report
from data.schema import BOOKS
from tests.samples import make

FILES = Path(make.FILES)


TODAY = date(2026, 11, 21)


COLUMNS = {
    "costs": (
        "account_name", "cost_platform", "category", "item", "amount", "amount_tax", "tax_basis",
    ),
    "plan": ("account_name", "plan_platform", "kpi", "budget", "reserve", "target"),
    "rates": ("account_name", "rate_currency", "rate_to", "rate"),
}  # fmt: skip


def reading(tmp_path: Path, path: Path, answers: dict[str, str] | None = None) -> Report:
    """Read a sheet, and hold the report to what every report must do."""
    report = read(path, path.name, tmp_path / "1.parquet", answers or {}, today=TODAY)
    assert report.rows.closes
    assert Report.from_json(report.to_json()) == report
    assert all(p.rule.zh != p.rule.en for p in report.problems)
    return report


def loaded(tmp_path: Path, book: str) -> list[tuple[Any, ...]]:
    """Return the typed rows, decimals without empty places."""
    columns = ("day_from", "day_to", *COLUMNS[book])
    rows = duckdb.read_parquet(str(tmp_path / "1.parquet"))
    assert tuple(rows.columns) == BOOKS[book].columns
    return [tuple(map(plain, r)) for r in rows.project(", ".join(columns)).fetchall()]


def plain(value: Any) -> Any:
    """Return a value as goldens write it."""
    if isinstance(value, Decimal):
        return number(str(value))
    return None if value is None else str(value)


def number(text: str | None) -> str | None:
    """Return a decimal without empty places."""
    return None if text is None else format(Decimal(text).normalize(), "f")


def sheet(tmp_path: Path, *lines: str, **answers: str) -> Report:
    """Read lines of CSV as a sheet."""
    path = tmp_path / "sheet.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return reading(tmp_path, path, answers)
