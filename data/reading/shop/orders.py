"""What a row of an order says in words: placed or cancelled, paid or not, where, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.exports.base import Column, Says
from data.reading.cells import blank_cell, name
from data.reading.plan import Plan
from data.reading.shop.identity import customer
from data.schema import OWN_SITE, OrderMeasure, Quantity
from data.text import Text

GIVEN = frozenset(
    (OrderMeasure.DISCOUNT, OrderMeasure.SUBSIDY, OrderMeasure.REFUND, OrderMeasure.FEES)
)
"""Some shops write these below zero; they are positive here."""
STRICT = ("status", "payment_status")
"""Roles in which a word nobody mapped is a fault; elsewhere it says nothing."""
STORE = "門市"

_UNSAID = Text(
    "檔案沒有付款狀態、付款時間或訂單完成的欄位，因此成立的訂單都視為已收款。",
    "No column says whether orders were paid; every order placed is taken as paid.",
)
_NOBODY = Text(
    "檔案沒有會員編號、手機或電子郵件欄，無法分辨新客與舊客。",
    "There is no member, mobile or e-mail column: new customers cannot be told from old ones.",
)


def texts(plan: Plan) -> dict[str, str]:
    """Return the SQL of what a row says in words, for the columns of the book."""
    return {
        "status": _status(plan),
        "payment_status": _payment(plan),
        "refund_status": _first(
            (_says(plan, Says.REFUNDED), "refunded"),
            (_says(plan, Says.PARTLY_REFUNDED), "partially_refunded"),
        ),
        "sales_channel": _first(
            (_says(plan, Says.OWN_SITE), OWN_SITE),
            (_says(plan, Says.STORE), STORE),
            other=_name(plan.table.column("sales_channel")),
        ),
        "customer_kind": _first(
            (_says(plan, Says.NEW), "new"), (_says(plan, Says.RETURNING), "returning")
        ),
        "customer": customer(plan),
    }


def faults(plan: Plan) -> list[tuple[str, str]]:
    """Return the tests of an order's row: unknown words, unread days, orders that do not hold."""
    tests = []
    for column in plan.table.columns:
        words, cell = _words(plan, column), f"c{column.index}"
        if column.field.fills in STRICT:
            known = _matches(column, words)
            tests.append((f"not {known} and not {blank_cell(cell)}", f"word:{column.index}"))
        if column.field.fills in plan.book.dates:
            unread = f"{column.field.fills} is null and not {blank_cell(cell)}"
            tests.append((unread, f"date:{column.index}"))
    held = [(f"(order_id, '{code}') in (from refused)", code) for code in plan.refused]
    return tests + held


def warnings(plan: Plan) -> tuple[Text, ...]:
    """Return what a file of orders cannot say although it can be read."""
    told = () if tells_payment(plan) else (_UNSAID,)
    identified = any(map(plan.table.column, ("member", "mobile", "email", "customer_kind")))
    return told if identified or plan.table.export.own_channel != OWN_SITE else (*told, _NOBODY)


def tells_payment(plan: Plan) -> bool:
    """Whether any column could say that an order was paid."""
    told = {_says(plan, said) for said in (Says.PAID, Says.UNPAID, Says.COLLECTED)}
    return told != {"false"} or plan.table.column("paid_on") is not None


def _status(plan: Plan) -> str:
    gone = _says(plan, Says.CANCELLED)
    if column := plan.table.column("cancelled_on"):
        gone = f"({gone} or not {blank_cell(f'c{column.index}')})"
    said = [f"not {blank_cell(f'c{c.index}')}" for c in _columns(plan, *STRICT)]
    return _first((gone, "cancelled"), (" or ".join(said) or "true", "placed"))


def _payment(plan: Plan) -> str:
    """What is due on delivery is paid once the goods were handed over, where a shop tells that."""
    collected, on_delivery = _says(plan, Says.COLLECTED), _says(plan, Says.ON_DELIVERY)
    paid = plan.table.column("paid_on")
    cases = [
        (_says(plan, Says.PAID), "paid"),
        (_says(plan, Says.UNPAID), "unpaid"),
        (collected, "paid"),
        (f"not {blank_cell(f'c{paid.index}')}" if paid else "false", "paid"),
    ]
    if collected != "false":
        cases[:0] = [(f"{on_delivery} and {collected}", "paid"), (on_delivery, "unpaid")]
    return _first(*cases)


def _first(*cases: tuple[str, str], other: str = "null::text") -> str:
    """Return the SQL of the first value whose test is true."""
    whens = " ".join(f"when {test} then '{value}'" for test, value in cases)
    return f"case {whens} else {other} end"


def _says(plan: Plan, said: Says) -> str:
    """Return the SQL of whether any word of a row says something; ``false`` where none could."""
    tests = []
    for column in plan.table.columns:
        words = _words(plan, column).items()
        if meant := [word for word, says in words if said in says]:
            tests.append(_matches(column, meant))
    return f"({' or '.join(tests)})" if tests else "false"


def _words(plan: Plan, column: Column) -> Mapping[str, tuple[Says, ...]]:
    fills = column.field.fills
    return {} if isinstance(fills, Quantity) else plan.table.export.words.get(fills, {})


def _matches(column: Column, words: Iterable[str]) -> str:
    pattern = "|".join(words).replace("'", "''")
    return rf"regexp_full_match(c{column.index}, '(?i)[\s　]*(?:{pattern})[\s　]*')"


def _columns(plan: Plan, *roles: str) -> list[Column]:
    return [c for c in plan.table.columns if c.field.fills in roles]


def _name(column: Column | None) -> str:
    return name(f"c{column.index}") if column else "null::text"
