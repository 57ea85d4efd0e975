"""What a number is: a quantity of some book, what it counts, and whether it adds up."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from data.text import Text


class Kind(StrEnum):
    """What a measure counts; decides its DuckDB type."""

    COUNT = "count"
    """Whole things: impressions, clicks."""
    FRACTION = "fraction"
    """Counts that may be fractional: data-driven conversions."""
    MONEY = "money"
    """An amount in the account's currency."""

    @property
    def sql_type(self) -> str:
        """DuckDB type. Six decimals hold the platforms' own micros exactly (exports.md 2.1)."""
        return "bigint" if self is Kind.COUNT else "decimal(18,6)"


class Quantity(StrEnum):
    """What an export can bring as a number, in any book: column, names, what it counts.

    The values of all books are distinct: a quantity is known by its name alone, which is its
    column everywhere.
    """

    label: Text
    """What people call it."""
    kind: Kind
    """What it counts."""

    def __new__(cls, column: str, zh: str, en: str, kind: Kind = Kind.COUNT) -> Self:
        made = str.__new__(cls, column)
        made._value_, made.label, made.kind = column, Text(zh, en), kind
        return made

    @property
    def additive(self) -> bool:
        """Whether sums over rows mean anything: people, prices, targets and rates do not add."""
        return self not in SINGLE


SINGLE: set[Quantity] = set()
"""What does not add; `data.measures` says which."""
