"""Cells of a whole file: what is read exactly, and what holds its row back."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.data.reports import english, google, reading, row, rows

pytestmark = pytest.mark.slow

BAD_CELLS = [
    # (cell of the row, value, rule, column)
    ("day", "2026-02-30", "Not a day that exists", "Day"),
    ("day", "soon", "Not a day that exists", "Day"),
    ("day", "2026-02-01", "Outside the file's own range", "Day"),
    ("day", "infinity", "Not a day that exists", "Day"),
    ("name", " --", "The name is missing", "Campaign"),
    ("clicks", "12.5", "A count must be whole", "Clicks"),
    ("clicks", "-3", "A count cannot be negative", "Clicks"),
    ("conversions", "-1.5", "A count cannot be negative", "Conversions"),
    ("cost", "NaN", "Too large, or not a finite number", "Cost"),
    ("cost", "inf", "Too large, or not a finite number", "Cost"),
    ("cost", "1e308", "Too large, or not a finite number", "Cost"),
    ("cost", "99999999999999999", "Too large, or not a finite number", "Cost"),
    ("cost", "12.50x", "Not a number", "Cost"),
    ("cost", "0x10", "Not a number", "Cost"),
    ("cost", "1_000", "Not a number", "Cost"),
    ("cost", "#DIV/0!", "The cell holds an error", "Cost"),
    ("cost", '"12,50"', "Another decimal mark than its column", "Cost"),
    ("cost", '"1.234,50"', "Another decimal mark than its column", "Cost"),
]


@pytest.mark.parametrize(("cell", "value", "rule", "column"), BAD_CELLS)
def test_a_bad_cell_quarantines_its_row(
    tmp_path: Path, cell: str, value: str, rule: str, column: str
) -> None:
    good = [row(day=f"2026-01-{d:02}") for d in range(1, 26)]
    report = reading(tmp_path, google(*good[:10], row(**{cell: value}), *good[10:]))
    assert (report.status, report.rows.loaded, report.rows.quarantined) == ("parsed", 25, 1)
    (problem,) = report.problems
    assert (problem.rule.en, problem.column, problem.row) == (rule, column, 14)
    assert problem.value == value.strip('"')
    with (tmp_path / "1.quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        header, kept = csv.reader(file)
    assert header[:5] == ["row", "column", "rule", "Campaign status", "Campaign"]
    assert (kept[0], kept[1], len(kept)) == ("14", column, 13)


GOOD_CELLS = [
    ("cost", "NT$12.50", "12.50"),
    ("cost", '"NT$1,234.50"', "1234.50"),
    ("cost", "(12.50)", "-12.50"),
    ("cost", "−12.50", "-12.50"),
    ("cost", "１２.５０", "12.50"),
    ("cost", "12.50\u00a0", "12.50"),
    ("cost", "1\u202f234.50", "1234.50"),
    ("cost", "-12.50", "-12.50"),
    ("cost", "TWD 12.5", "12.50"),
    ("cost", "12.123456", "12.123456"),
    ("clicks_all", "64517.0", "64517"),
    ("clicks_all", '"1,234,567"', "1234567"),
    ("clicks_all", " --", None),
    ("clicks_all", "", None),
    ("clicks_all", "0", "0"),
    ("campaign", "=1+1", "=1+1"),
    ("campaign", '" Brand "', "Brand"),
    ("campaign", '"5"" monitors"', '5" monitors'),
    ("day_from", "2026/1/5", "2026-01-05"),
    ("day_from", "2026年1月5日", "2026-01-05"),
    ("day_from", "20260105", "2026-01-05"),
    ("day_from", '"Jan 5, 2026"', "2026-01-05"),
    ("day_from", "5 Jan 2026", "2026-01-05"),
    ("day_from", '"Mon, 5 Jan 2026"', "2026-01-05"),
    ("day_from", "05-Jan-2026", "2026-01-05"),
    ("day_from", "2026-01-05 00:00:00", "2026-01-05"),
    ("day_from", "46027", "2026-01-05"),
]

CELL_OF = {"clicks_all": "clicks", "campaign": "name", "day_from": "day", "cost": "cost"}


@pytest.mark.parametrize(("column", "value", "expected"), GOOD_CELLS)
def test_a_cell_is_read_exactly(
    tmp_path: Path, column: str, value: str, expected: str | None
) -> None:
    report = reading(tmp_path, google(row(), row(**{CELL_OF[column]: value})))
    assert report.status == "parsed", english(report)
    (got,) = rows(tmp_path, column)[1]
    wanted: Any = expected
    if column == "cost":
        wanted = Decimal(str(expected))
    elif column == "clicks_all":
        wanted = None if expected is None else int(expected)
    elif column == "day_from":
        wanted = date.fromisoformat(str(expected))
    assert got == wanted


def test_values_are_shown_without_tricks(tmp_path: Path) -> None:
    value = "12\u202e" + "9" * 100
    report = reading(tmp_path, google(*[row()] * 30, row(cost=value)))
    shown = report.problems[0].value or ""
    assert shown.startswith("12U+202E99") and len(shown) == 80
