"""How what a budget brings is worded: amounts, changes with their range, days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.text import Lang, Text
from kpi.card import Chip
from kpi.definition import Unit
from kpi.format import MINUS, NO_ANSWER, days, figure
from kpi.period import Span, calendar_span
from kpi.rules import MONTH_NAMES
from kpi.whatif.outcome import Estimate

CROSSES = Text("{low} 至 {high}", "{low} to {high}")
CANNOT_TELL = Text("看不出來", "Cannot tell")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its range beside it, worded.

    Parameters
    ----------
    beside : str
        Its range, or what else belongs to it.
    chip : Chip or None
        How it stands against a goal.
    """

    name: str
    value: str
    beside: str
    chip: Chip | None = None


def money(value: float | Decimal | None, lang: Lang, currency: str, short: bool = False) -> str:
    """Return an amount in whole units: all digits, or short as in a sentence."""
    whole = None if value is None else round(value)
    return figure(whole, Unit.MONEY, lang, currency=currency, full=not short, short=short)


def signed(value: float, written: str) -> str:
    """Return a change with its sign."""
    return written if written.startswith(MINUS) or round(value) == 0 else f"+{written}"


def count(value: float, lang: Lang) -> str:
    """Return a number of orders."""
    return figure(round(value), Unit.COUNT, lang, full=True)


def change(value: float, lang: Lang) -> str:
    """Return a number of orders more or fewer."""
    return signed(value, count(value, lang))


def changes(told: Estimate, lang: Lang) -> str:
    """Return the range of a change: +95–160, or −12 to +30 where it crosses nothing."""
    low, high = (change(end, lang) for end in told.interval)
    if low == high:
        return low
    if told.low >= 0.5:
        return f"{low}–{high.lstrip('+')}"
    return CROSSES.fill(low=low, high=high).to(lang)


def money_changes(told: Estimate, lang: Lang, currency: str, short: bool = False) -> str:
    """Return the range of a change of money."""
    low, high = (signed(end, money(end, lang, currency, short)) for end in told.interval)
    if told.low >= 0.5:
        return f"{low}–{high.lstrip('+')}"
    return CROSSES.fill(low=low, high=high).to(lang)


def between(told: Estimate | None, lang: Lang, currency: str) -> str:
    """Return the range of an amount."""
    if told is None:
        return NO_ANSWER
    return "–".join(money(end, lang, currency) for end in told.interval)


def named(span: Span, lang: Lang) -> str:
    """Return planned days: a month by its name, else from when to when."""
    if span == calendar_span("month", span.start):
        return MONTH_NAMES[span.start.month - 1].to(lang)
    return days(span)


def unit_of(currency: str) -> Text:
    """Return what money is counted in, as a column is headed."""
    return Text("元" if currency == "TWD" else currency, currency)
