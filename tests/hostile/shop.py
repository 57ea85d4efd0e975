"""Hostile order files: totals nobody can read, orders torn apart, buyers that are none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.hostile.case import ASKED, PARSED, Case, Table
from tests.samples import boxes

HEADER = [
    "訂單號碼",
    "訂單日期",
    "訂單合計",
    "幣別",
    "訂單狀態",
    "付款狀態",
    "手機",
    "數量",
    "備註",
]
TOTAL = Decimal(40 * 100)


def orders(count: int = 40) -> Table:
    """Return plain orders of one item and NT$100 each."""
    return [
        [f"A{n:05}", f"2026/01/{n % 28 + 1:02} 10:00", "100", "TWD", "已完成", "已付款",
         f"0900{n:06}", "1", ""]
        for n in range(count)
    ]  # fmt: skip


def put(at: int, column: str, value: Any) -> Table:
    """Return plain orders with one cell changed."""
    data = orders()
    data[at][HEADER.index(column)] = value
    return data


def case(name: str, data: Table, header: list[str] | None = None, **expected: Any) -> Case:
    """Return an order file."""
    table = [header or HEADER, *data]
    return Case(f"orders: {name}", lambda p: boxes.utf8(p, table), money="total", **expected)


def good(name: str, data: Table, **expected: Any) -> Case:
    """Return an order file of which everything loads."""
    return case(name, data, status=PARSED, **{"cost": TOTAL} | expected)


def held(name: str, column: str, value: str, at: str | None = None) -> Case:
    """Return an order file with one order that is held back."""
    return case(
        name, put(7, column, value), status=PARSED, cost=TOTAL - 100, aside=1, row=9,
        column=at or column,
    )  # fmt: skip


def shop() -> Iterator[Case]:
    """Yield every hostile order file."""
    yield case("header only", [], says="a header and not one row")
    yield held("a total that is text", "訂單合計", "一百元")
    yield held("no total", "訂單合計", "", "訂單號碼")
    yield held("an infinite total", "訂單合計", "1e308")
    yield held("a word nobody knows", "訂單狀態", "'; drop table orders; --")
    yield held("a word that is a pattern", "付款狀態", ".*")
    yield held("no id", "訂單號碼", "")
    yield held("an id of a spreadsheet", "訂單號碼", "2.02604E+13")
    yield held("minus one item", "數量", "-1")
    yield held("a day that is none", "訂單日期", "2026/02/30 10:00")
    yield held("a day to come", "訂單日期", "2036/02/03 10:00")
    yield good("notes of many lines", put(3, "備註", 'a\n"b"\n\nc,d\n' * 50))
    yield good("a formula in the notes", put(3, "備註", "=HYPERLINK(1)"))
    yield good("an id with quotes", put(3, "訂單號碼", "A'); --"))
    yield good("a number of 40 digits for a buyer", put(3, "手機", "9" * 40))
    yield good("a pattern for a buyer", put(3, "手機", "(((((((+*"))
    yield good("a NUL for a buyer", put(3, "手機", "09\0"))
    yield good("full-width everything", put(3, "訂單合計", "１００．００"))
    yield good("the same order on every row", [["A1", *r[1:]] for r in orders()], cost=Decimal(100))
    twice = [*orders(20), [*orders(1)[0][:2], "101", *orders(1)[0][3:]]]
    yield case(
        "one order says two totals", twice, status=ASKED, asks="quarantine",
        says="different amounts",
    )  # fmt: skip
    yield case("every total below zero", [[*r[:2], "-1", *r[3:]] for r in orders()],
               says="A refund without its order")  # fmt: skip
    yield case("two currencies", put(3, "幣別", "USD"), says="more than one currency")
    days = [[r[0], f"0{n % 9 + 1}/0{n % 9 + 1}/2026 10:00", *r[2:]] for n, r in enumerate(orders())]
    yield case("days that read two ways", days, status=ASKED, asks="date_order")
    both = [*HEADER[:2], "訂單總額", *HEADER[3:], "訂單合計"]
    yield case("two formats at once", [[*r, "1"] for r in orders()], both, status=ASKED,
               asks="format")  # fmt: skip
    yield case("twice the same column", [[*r, "5"] for r in orders()], [*HEADER, "訂單合計"],
               status=PARSED, cost=TOTAL)  # fmt: skip
