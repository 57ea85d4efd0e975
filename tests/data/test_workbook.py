"""Workbooks: which sheet is read, what its cells become, and what is refused before opening."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from data.limits import BROWSER, TERMINAL, Limits
from data.reading.reader import read
from data.report import Report

HEADER = ["Campaign", "Campaign ID", "Day", "Currency code", "Clicks", "Cost"]
ROW = ["Brand", "171", "2026-01-05", "TWD", 10, 1234.5]
Sheets = dict[str, list[list[Any]]]


def book(path: Path, sheets: Sheets, hidden: tuple[str, ...] = ()) -> None:
    with xlsxwriter.Workbook(str(path)) as file:
        for name, rows in sheets.items():
            sheet = file.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for at, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        form = file.add_format({"num_format": "yyyy/m/d"})
                        sheet.write_datetime(at, column, cell, form)
                    else:
                        sheet.write(at, column, cell)


def reading(
    tmp_path: Path, answers: dict[str, str] | None = None, limits: Limits = TERMINAL
) -> Report:
    out, today = tmp_path / "1.parquet", date(2026, 11, 21)
    report = read(tmp_path / "book", "b.csv", out, answers or {}, limits, today)
    assert report.rows.closes
    return report


def table(*rows: list[Any]) -> list[list[Any]]:
    return [["Campaign report"], ["1 January 2026 - 31 January 2026"], HEADER, *rows]


def test_cells_are_read_exactly(tmp_path: Path) -> None:
    rows = [
        ["Brand", "0042", date(2026, 1, 5), "TWD", 10, 1234.567],
        ["Gen", "171", 46028, "TWD", "1,000", "NT$1,234.50"],
        ["Total: Campaigns", None, None, "TWD", 1010, 2469.067],
    ]
    book(tmp_path / "book", {"Sheet": table(*rows)})
    report = reading(tmp_path)
    assert (report.status, report.reconciled, report.rows.in_) == ("parsed", True, 6)
    wanted = "campaign_id, day_from, clicks_all, cost"
    got = duckdb.read_parquet(str(tmp_path / "1.parquet")).project(wanted).fetchall()
    assert got == [
        ("0042", date(2026, 1, 5), 10, Decimal("1234.567")),
        ("171", date(2026, 1, 6), 1000, Decimal("1234.50")),
    ]


def test_rows_and_columns_are_counted_as_excel_does(tmp_path: Path) -> None:
    pad = [[None]] * 4 + [[None, *r] for r in [HEADER, *[ROW] * 30, [*ROW[:5], "x"]]]
    book(tmp_path / "book", {"Sheet": [["", "1 January 2026 - 31 January 2026"], *pad]})
    (problem,) = reading(tmp_path).problems
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("Sheet", 37, "Cost", "x")


CHOICES: list[tuple[Sheets, tuple[str, ...], dict[str, str], tuple[str, list[str]]]] = [
    ({"Notes": [["x"]], "Data": table(ROW)}, (), {}, ("parsed", [])),
    ({"A": table(ROW), "B": table(ROW)}, (), {}, ("needs_answer", ["A", "B"])),
    ({"A": table(ROW), "B": table(ROW)}, (), {"sheet": "B"}, ("parsed", [])),
    ({"A": table(ROW), "B": table(ROW)}, ("B",), {}, ("parsed", [])),
    ({"A": [["x"]], "B": table(ROW)}, ("B",), {}, ("needs_answer", ["B"])),
    ({"A": [["x"]], "B": table(ROW)}, ("B",), {"sheet": "B"}, ("parsed", [])),
    ({"Formatted Report": table(ROW), "Raw Data Report": table(ROW)}, (), {}, ("parsed", [])),
    ({"A": [["x"]]}, (), {}, ("rejected", [])),
]


@pytest.mark.parametrize(("sheets", "hidden", "answers", "expected"), CHOICES)
def test_the_sheet_with_the_report_is_read(
    tmp_path: Path,
    sheets: Sheets,
    hidden: tuple[str, ...],
    answers: dict[str, str],
    expected: tuple[str, list[str]],
) -> None:
    book(tmp_path / "book", sheets, hidden)
    report = reading(tmp_path, answers)
    codes = [c for q in report.questions for c, _ in q.choices]
    assert (report.status, codes) == expected


@pytest.mark.parametrize(
    ("write", "rule"),
    [
        (lambda s: s.write_formula(3, 5, "=1/0", None, "#DIV/0!"), "The cell holds an error"),
        (lambda s: s.write_formula(3, 5, "=1+1", None, 5), "The formula's result was not saved"),
    ],
)
def test_values_a_reader_would_not_see_are_not_taken_for_blank(
    tmp_path: Path, write: Callable[[Any], None], rule: str
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "plain")) as file:
        sheet = file.add_worksheet()
        for at, cells in enumerate(table(*[ROW] * 30)):
            sheet.write_row(at, 0, cells)
        write(sheet)
    rewrite(tmp_path, b"<f>1+1</f><v>5</v>", b"<f>1+1</f>")
    report = reading(tmp_path)
    assert [p.rule.en for p in report.problems] == [rule]
    assert (report.problems[0].row, report.problems[0].column) == (4, "Cost")


def rewrite(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Copy the plain workbook with something replaced in its sheets."""
    with (
        zipfile.ZipFile(tmp_path / "plain") as plain,
        zipfile.ZipFile(tmp_path / "book", "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for info in plain.infolist():
            content = plain.read(info)
            if info.filename.startswith("xl/worksheets/"):
                content = content.replace(old, new)
            changed.writestr(info.filename, content)


HARM = [
    (
        b"</sheetData>",
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
        "outside",
    ),
    (b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>', "outside"),
    (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet', "entities"),
    (b"</sheetData>", b"</sheetData>" + b" " * (12 << 20), "times the file"),
    (b"</sheetData>", b"", "cannot be read"),
]


@pytest.mark.parametrize(("old", "new", "rule"), HARM, ids=[h[2] for h in HARM])
def test_harm_is_seen_before_a_reader_opens_it(
    tmp_path: Path, old: bytes, new: bytes, rule: str
) -> None:
    book(tmp_path / "plain", {"Sheet": table(ROW)})
    rewrite(tmp_path, old, new)
    report = reading(tmp_path, limits=BROWSER)
    assert report.status == "rejected"
    assert rule in report.problems[0].rule.en
