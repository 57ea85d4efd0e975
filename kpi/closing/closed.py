"""Closed months as they were frozen: who closed them, when, why, and with which figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from data.state import State
from data.text import Text
from kpi.closing.figures import Figure, Key
from kpi.cut import cut_of
from kpi.period import Span, calendar_span
from kpi.terms import Tax, Terms

NAME = Text("{year} 年 {month} 月", "{year}/{month}")


@dataclass(frozen=True, slots=True)
class Closing:
    """One closed month.

    Parameters
    ----------
    month : str
        ``2026-10``.
    at : datetime.datetime
        UTC, without zone.
    snapshot : str
        Where the figures came from.
    booked : mapping of (str, str, Cut) to Decimal
        By month, KPI and scope: what was added to closed months before while this one was open,
        its 前期調整.
    """

    month: str
    by: str
    at: datetime
    why: str
    snapshot: str
    currency: str | None
    tax: Tax
    figures: Mapping[Key, Figure]
    booked: Mapping[tuple[str, Key], Decimal]

    @property
    def span(self) -> Span:
        """Its days."""
        return days_of(self.month)

    def terms(self, told: Terms) -> Terms:
        """Return the terms with the currency and tax basis it was closed in: like with like."""
        return replace(told, currency=self.currency, tax=self.tax)


def days_of(month: str) -> Span:
    """Return the days of a month by its name."""
    return calendar_span("month", date.fromisoformat(f"{month}-01"))


def named(month: str) -> Text:
    """Return what a month is called."""
    first = days_of(month).start
    return NAME.fill(year=first.year, month=first.month)


def closings(state: State) -> tuple[Closing, ...]:
    """Return every closed month, oldest first."""
    return tuple(_closing(month, doc) for month, doc in state.closings().items())


def _closing(month: str, doc: Mapping[str, Any]) -> Closing:
    found = [Figure.from_doc(one) for one in doc["figures"]]
    booked = {
        (one["month"], (one["kpi"], cut_of(one["scope"]))): Decimal(one["value"])
        for one in doc["booked"]
    }
    return Closing(
        month, doc["by"], datetime.fromisoformat(doc["at"]), doc["why"], doc["snapshot"],
        doc["currency"], doc["tax"], {figure.key: figure for figure in found}, booked,
    )  # fmt: skip
