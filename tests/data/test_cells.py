"""Single cells: numbers, days, written ranges; SQL and Python read the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb
import pytest

from data.reading.cells import Mark, Order, evidence, mended, name, number, rounded_id
from data.reading.days import day, half
from data.reading.refusal import shown
from data.reading.spans import declared, span_of
from data.reading.workbook.workbook import _number as cell_text
from data.schema import Kind

SIGNS = ("NT$", "TWD", "$")


@cache
def engine() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("set disabled_optimizers = 'type_pushdown'")
    return con


def sql(expression: str, value: str | None) -> Any:
    relation = engine().values([value]).project("col0::varchar as x")
    return relation.project(expression).fetchall()[0][0]


NUMBERS = [
    # text, as a count, as money with a point, as money with a comma
    ("1,234.56", None, "1234.56", None),
    ("1.234,56", None, None, "1234.56"),
    ("1,234", "1234", "1234", "1.234"),
    ("3.000", "3", "3", "3000"),
    ("12,34,567", None, None, None),
    ("1,2,3", None, None, None),
    ("12,50", None, None, "12.50"),
    ("12.50", None, "12.50", None),
    ("64517.0", "64517", "64517", None),
    ("0042", "42", "42", "42"),
    ("-5", "-5", "-5", "-5"),
    ("−5", "-5", "-5", "-5"),
    ("(5)", "-5", "-5", "-5"),
    ("NT$1,234", None, "1234", "1.234"),
    ("-NT$5", None, "-5", "-5"),
    ("5 TWD", None, "5", "5"),
    ("NT$-5", None, "-5", "-5"),
    ("NT$(5)", None, "-5", "-5"),
    ("(5 TWD)", None, "-5", "-5"),
    ("ＮＴ＄５", None, "5", "5"),
    ("$5", None, "5", "5"),
    ("-(5)", None, None, None),
    ("TWD", None, None, None),
    ("US$5", None, None, None),
    ("€5", None, None, None),
    ("１，２３４．５", None, "1234.5", None),
    ("1\u00a0234", "1234", "1234", "1234"),
    ("1e5", None, None, None),
    ("1e308", None, None, None),
    ("nan", None, None, None),
    ("0x10", None, None, None),
    ("1_000", None, None, None),
    ("5%", None, None, None),
    ("٣", None, None, None),
    ("9" * 30, None, None, None),
    ("123456789012.123456", None, "123456789012.123456", None),
    ("1000000000000", "1000000000000", None, None),
    (" --", None, None, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("text", "count", "point", "comma"), NUMBERS)
def test_numbers(text: str, count: str | None, point: str | None, comma: str | None) -> None:
    whole = sql(number("x", Kind.COUNT, Mark.POINT, (), "null"), text)
    assert whole == (None if count is None else int(count))
    for mark, expected in ((Mark.POINT, point), (Mark.COMMA, comma)):
        got = sql(number("x", Kind.MONEY, mark, SIGNS, "null"), text)
        assert got == (None if expected is None else Decimal(expected)), mark


@pytest.mark.parametrize("text", ["", " --", "--", "-", "N/A", "null", "(not set)", "[]", "—"])
def test_a_blank_is_what_its_column_says(text: str) -> None:
    assert sql(number("x", Kind.COUNT, Mark.POINT, (), "null"), text) is None
    assert sql(number("x", Kind.COUNT, Mark.POINT, (), "0"), text) == 0


@pytest.mark.parametrize(
    ("text", "kind", "proof"),
    [
        ("3.000", Kind.MONEY, Mark.OPEN),
        ("3,000", Kind.MONEY, Mark.OPEN),
        ("3.000", Kind.COUNT, Mark.OPEN),
        ("3.500", Kind.COUNT, Mark.COMMA),
        ("3,500", Kind.COUNT, Mark.POINT),
        ("0.500", Kind.MONEY, Mark.POINT),
        ("1.234.567", Kind.MONEY, Mark.COMMA),
        ("12.5", Kind.MONEY, Mark.POINT),
        ("12", Kind.MONEY, None),
        (" --", Kind.MONEY, None),
        ("Cost", Kind.MONEY, None),
    ],
)
def test_what_a_value_proves(text: str, kind: Kind, proof: Mark | None) -> None:
    assert evidence(text, kind, ()) == proof


@pytest.mark.parametrize(
    ("mark", "text", "expected"),
    [
        (Mark.OPEN, "3.000", None),
        (Mark.OPEN, "3,000", Decimal(3000)),
        (Mark.OPEN, "3.5", Decimal("3.5")),
        (Mark.WARY, "3,000", None),
        (Mark.WARY, "3000", Decimal(3000)),
    ],
)
def test_an_open_mark_reads_only_what_is_certain(
    mark: Mark, text: str, expected: Decimal | None
) -> None:
    assert sql(number("x", Kind.MONEY, mark, (), "null"), text) == expected


@pytest.mark.parametrize("text", [t for t, *_ in NUMBERS])
def test_python_and_sql_mend_alike(text: str) -> None:
    for mark in (Mark.POINT, Mark.COMMA):
        read = sql(number("x", Kind.MONEY, mark, SIGNS, "null"), mended(text, SIGNS, mark))
        assert read == sql(number("x", Kind.MONEY, mark, SIGNS, "null"), text)


DAYS = [
    # text, as it is, day first, month first, in Republic years
    ("2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("2026/1/5", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("2026年1月5日", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("20260105", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("Jan 5, 2026", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("5 January 2026", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("Thu, 5 Feb 2026", "2026-02-05", "2026-02-05", "2026-02-05", "2026-02-05"),
    ("46027", "2026-01-05", "2026-01-05", "2026-01-05", "2026-01-05"),
    ("1/5/2026", None, "2026-05-01", "2026-01-05", None),
    ("13/5/2026", None, "2026-05-13", None, None),
    ("31.08.2026", None, "2026-08-31", None, None),
    ("115/01/05", None, None, None, "2026-01-05"),
    ("2026-02-30", None, None, None, None),
    ("2026-01-05 10:00", None, None, None, None),
    ("1/5/26", None, None, None, None),
    ("Feb 30, 2026", None, None, None, None),
    ("tomorrow", None, None, None, None),
    ("", None, None, None, None),
]


@pytest.mark.parametrize(("text", "plain", "dmy", "mdy", "roc"), DAYS)
def test_days(text: str, plain: str, dmy: str, mdy: str, roc: str) -> None:
    ways = ((None, False), (Order.DMY, False), (Order.MDY, False), (None, True))
    for (order, years), expected in zip(ways, (plain, dmy, mdy, roc), strict=True):
        got = sql(day("x", order, years), text)
        assert got == (None if expected is None else date.fromisoformat(expected))


def test_a_cell_can_hold_two_days() -> None:
    text = "2025-09-01 - 2025-09-30"
    assert [sql(half("x", n), text) for n in (1, 2)] == ["2025-09-01", "2025-09-30"]


SPANS = [
    ("27 January 2026 - 23 February 2026", "2026-01-27", "2026-02-23"),
    ('"July 8, 2025 - July 31, 2025"', "2025-07-08", "2025-07-31"),
    ("2026年1月1日 - 2026年3月31日", "2026-01-01", "2026-03-31"),
    ("2026年1月1日至2026年3月31日", "2026-01-01", "2026-03-31"),
    ("Report Period: Aug 1, 2026 - Aug 7, 2026", "2026-08-01", "2026-08-07"),
    ("2026-01-01 - 2026-01-31", "2026-01-01", "2026-01-31"),
    ("5 March 2026", "2026-03-05", "2026-03-05"),
    ("31 January 2026 - 1 January 2026", None, None),
    ("30 February 2026", None, None),
    ("All time", None, None),
    ("全部時間", None, None),
    ("1/2/2026 - 3/4/2026", None, None),
    ("Campaign report", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("line", "start", "end"), SPANS)
def test_ranges_above_a_table(line: str, start: str | None, end: str | None) -> None:
    expected = (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None
    assert span_of(line) == expected


def test_a_range_split_at_its_commas_is_one_range() -> None:
    cells = ["July 8", " 2025 - July 31", " 2025"]
    assert declared([["Campaign report"], cells]) == (date(2025, 7, 8), date(2025, 7, 31))


@pytest.mark.parametrize(
    ("text", "expected"), [(" a ", "a"), ("--", None), (" --", None), ("", None), ("0042", "0042")]
)
def test_names(text: str, expected: str | None) -> None:
    assert sql(name("x"), text) == expected


@pytest.mark.parametrize(
    ("text", "rounded"), [("1.23E+17", True), ("120211234567890001", False), ("E1+2", False)]
)
def test_ids_that_excel_rounded(text: str, rounded: bool) -> None:
    assert sql(rounded_id("x"), text) is rounded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (12.5, "12.5"),
        (0.1, "0.1"),
        (313.17, "313.17"),
        (1.234, "1.2340"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (1.202123456789012e17, "1.20212345678901E+17"),
    ],
)
def test_numbers_of_a_workbook_read_in_one_way(value: float, text: str) -> None:
    assert cell_text(value) == text


def test_messages_show_values_without_tricks() -> None:
    assert shown("a\u202eb\x00") == "aU+202EbU+0000"
    assert shown("x" * 200) == "x" * 80
    assert shown(None) is None
