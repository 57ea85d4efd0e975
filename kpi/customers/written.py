"""A book of customers as plain JSON values, and back; nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import Text
from kpi.customers.book import Book
from kpi.customers.estimate import Estimate, ToCome
from kpi.customers.facts import Entry, Facts, LifeMonth, Money, Pair, Segment


def written(book: Book) -> dict[str, Any]:
    """Return a book as JSON writes it."""
    facts, fit = book.facts, book.estimate
    return {
        "currency": book.currency,
        "discount": book.discount,
        "until": facts.until.isoformat(),
        "days": [
            [day.isoformat(), [[month, *_plain(life)] for month, life in months.items()]]
            for day, months in facts.days.items()
        ],
        "segments": [_plain(one) for one in facts.segments],
        "pairs": [_plain(one) for one in facts.pairs],
        "channels": [_plain(one) for one in facts.channels],
        "fit": [
            fit.customers, fit.came_back, fit.parameters, fit.intervals, fit.correlation,
            fit.covariance, [[day.isoformat(), *astuple(one)] for day, one in fit.days.items()],
            fit.expected, fit.missed, fit.why_not.as_dict() if fit.why_not else None,
            fit.warning.as_dict() if fit.warning else None,
        ],
    }  # fmt: skip


def read(told: dict[str, Any]) -> Book:
    """Return the book that was written."""
    return Book(_facts(told), _estimate(told["fit"]), told["currency"], told["discount"])


def _facts(told: dict[str, Any]) -> Facts:
    return Facts(
        date.fromisoformat(told["until"]),
        {
            date.fromisoformat(day): {month: _life(life) for month, *life in months}
            for day, months in told["days"]
        },
        tuple(_segment(row) for row in told["segments"]),
        tuple(Pair(*row) for row in told["pairs"]),
        tuple(_entry(row) for row in told["channels"]),
    )


def _segment(row: Sequence[Any]) -> Segment:
    since, times, top, many, paid = row
    return Segment(since, times, top, many, Decimal(paid))


def _life(row: Sequence[Any]) -> LifeMonth:
    buyers, orders, again, revenue, *money = row
    return LifeMonth(buyers, orders, again, Decimal(revenue), *(_money(one) for one in money))


def _entry(row: Sequence[Any]) -> Entry:
    channel, customers, watched, again, soon, watched_later, later = row
    return Entry(channel, customers, watched, again, _money(soon), watched_later, _money(later))


def _estimate(row: Sequence[Any]) -> Estimate:
    customers, back, parameters, intervals, corr, covariance, days, *rest = row
    expected, missed, *said = rest
    why_not, warning = (Text(**one) if one else None for one in said)
    return Estimate(
        customers=customers,
        came_back=back,
        parameters=tuple(parameters),
        intervals=tuple((low, high) for low, high in intervals),
        correlation=corr,
        covariance=tuple(tuple(line) for line in covariance),
        days={date.fromisoformat(day): ToCome(a, tuple(s), c) for day, a, s, c in days},
        expected=tuple(expected),
        missed=missed,
        why_not=why_not,
        warning=warning,
    )


def _money(row: Sequence[str]) -> Money:
    known, rest = row
    return Money(Decimal(known), Decimal(rest))


def _plain(one: Any) -> Any:
    """Return the fields of a row in their order; decimals as text, which is exact."""
    if isinstance(one, Decimal):
        return str(one)
    if isinstance(one, str | int | float):
        return one
    return [_plain(getattr(one, name)) for name in one.__dataclass_fields__]
