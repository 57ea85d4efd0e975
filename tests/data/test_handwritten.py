"""Rows of the form for costs: what they say, what is wrong with them, and their sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.handwritten import (
    BACKWARDS,
    NO_AMOUNT,
    NO_DAY,
    TWO_CURRENCIES,
    TypedCost,
    entries,
    totals,
)
from data.text import Text

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
EMPTY = dict.fromkeys(
    ("first", "last", "category", "vendor", "platform", "item", "amount", "tax", "basis")
) | {"currency": "TWD"}


def row(**typed: Any) -> dict[str, Any]:
    """Return a row as the form gives it: whatever was not typed is None."""
    return EMPTY | {"first": FIRST, "amount": 100.0} | typed


SAYS: list[tuple[dict[str, Any], TypedCost]] = [
    (row(), TypedCost(FIRST, FIRST, Decimal("100.0"))),
    (row(last=LAST, amount=-0.1), TypedCost(FIRST, LAST, Decimal("-0.1"))),
    (row(vendor="  大樹 ", item=""), TypedCost(FIRST, FIRST, Decimal("100.0"), vendor="大樹")),
    (row(amount=0.0), TypedCost(FIRST, FIRST, Decimal("0.0"))),
    (
        row(amount=1050.0, basis="included"),
        TypedCost(FIRST, FIRST, Decimal(1000), tax=Decimal(50), basis="excluded"),
    ),
    (
        row(amount=100.0, basis="included"),  # the two parts add up to what was typed
        TypedCost(FIRST, FIRST, Decimal("95.24"), tax=Decimal("4.76"), basis="excluded"),
    ),
    (
        row(amount=1000.0, tax=0.0, basis="included"),  # a vendor without tax
        TypedCost(FIRST, FIRST, Decimal(1000), tax=Decimal(0), basis="excluded"),
    ),
    (
        row(amount=1000.0, tax=50.0, basis="excluded", currency="USD"),
        TypedCost(
            FIRST, FIRST, Decimal(1000), tax=Decimal(50), basis="excluded", currency="USD"
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), SAYS, ids=str)
def test_what_a_row_says(typed: dict[str, Any], said: TypedCost) -> None:
    assert entries([EMPTY, typed]) == ([said], [])


WRONG: list[tuple[dict[str, Any], Text]] = [
    (row(first=None), NO_DAY.fill(row=2)),
    (row(first=None, amount=None, item="x"), NO_DAY.fill(row=2)),
    (row(amount=None), NO_AMOUNT.fill(row=2)),
    (row(first=LAST, last=FIRST), BACKWARDS.fill(row=2, first=LAST, last=FIRST)),
    (row(currency="USD"), TWO_CURRENCIES.fill(currencies="TWD, USD")),
]


@pytest.mark.parametrize(
    ("typed", "said"), WRONG, ids=lambda x: x.en if isinstance(x, Text) else ""
)
def test_what_is_wrong_with_a_row(typed: dict[str, Any], said: Text) -> None:
    assert entries([row(), typed])[1] == [said]


def test_nothing_typed_is_nothing_said() -> None:
    assert entries([EMPTY, EMPTY | {"vendor": ""}]) == ([], [])


def test_sums_are_exact_and_a_tax_nobody_states_is_unknown() -> None:
    told, _ = entries([row(amount=0.1), row(amount=0.2), row(amount=0.3, tax=None)])
    assert totals(told) == {"TWD": (Decimal("0.6"), None)}
    told, _ = entries([row(amount=0.1), row(amount=0.2, tax=0.01)])
    assert totals(told) == {"TWD": (Decimal("0.3"), Decimal("0.01"))}
