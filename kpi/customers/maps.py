"""Who comes back, by month of the first order and month since: a map, and the curve of margin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.text import Lang, Text
from kpi.customers.book import Book
from kpi.customers.cohort import too_small
from kpi.customers.looking import Look
from kpi.definition import Unit
from kpi.format import figure, share
from kpi.period import Span, year_back

ACROSS = 12
"""Months of their lives that a map shows."""
ACTIVE = Text("每個月有回來下單的比例（%）", "Share who ordered in each month (%)")
AGAIN = Text("到那個月為止回購過的比例（%）", "Share who had ordered again by each month (%)")
ACTIVE_DO = Text(
    "一列是同一個月首購的人，一欄是首購後第幾個月（30.4 天算一個月，第 1 個月含首購）；分母永遠是"
    "當初的所有人。還沒過完的月份留白，不補也不平均。",
    "A row holds those who first ordered in one month, a column the month since then (30.4 days;"
    " month 1 holds the first order). All who came at first are below the line. Months that are"
    " not over stay blank: nothing is filled in or averaged.",
)
ALT = Text(
    "{title}：{n} 批顧客；第 {month} 個月在 {low} 到 {high} 之間。",
    "{title}: {n} cohorts; in month {month} between {low} and {high}.",
)
CURVE_ALT = Text(
    "{days} 首購的人累計毛利每人 {first}，到第 {month} 個月 {last}；獲客成本每人 {cac}。",
    "Those who first ordered {days} had brought {first} each after a month and {last} after month"
    " {month}; a new customer cost {cac}.",
)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Shares by row and column; None where the month is not over for all of the row.

    Parameters
    ----------
    rows : tuple of (str, int, tuple of float or None)
        Name, customers, a share for each column.
    columns : tuple of int
        Months since the first order, 1 for that of it.
    """

    title: str
    rows: tuple[tuple[str, int, tuple[float | None, ...]], ...]
    columns: tuple[int, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Cumulative margin a customer, by month since the first order.

    Parameters
    ----------
    seen, before : tuple of (int, float)
        As it was counted; of those of a year before.
    ahead : tuple of (int, float, float, float)
        Month, expected, low, high; it begins where `seen` ends.
    cost : float or None
        What a customer cost.
    """

    seen: tuple[tuple[int, float], ...]
    before: tuple[tuple[int, float], ...]
    ahead: tuple[tuple[int, float, float, float], ...]
    cost: float | None
    labels: tuple[str, str, str]
    """At the end of what is expected, of what was seen before, and at the cost."""
    alt: str


def active(book: Book, span: Span) -> tuple[float | None, ...]:
    """Return which share of a cohort ordered in months 2, 3, … of their lives."""
    return _shares(book, span, range(1, ACROSS), lambda n: book.month(span, n).buyers)


def again(book: Book, span: Span) -> tuple[float | None, ...]:
    """Return which share of a cohort had a second order by the end of months 1, 2, …"""
    return _shares(
        book, span, range(ACROSS), lambda n: sum(book.month(span, m).again for m in range(n + 1))
    )


def _shares(
    book: Book, span: Span, months: range, counted: Callable[[int], int]
) -> tuple[float | None, ...]:
    many, seen = book.customers(span), book.seen(span)
    if too_small(many):
        return (None,) * len(months)
    return tuple(counted(n) / many if n < seen else None for n in months)


def heat_maps(found: Look, lang: Lang) -> tuple[HeatMap, HeatMap]:
    """Return both maps of the newest months that have any."""
    spans = [s for s in found.months if found.book.seen(s)]
    return (
        _map(found.book, spans, AGAIN, tuple(range(1, ACROSS + 1)), lang),
        _map(found.book, spans, ACTIVE, tuple(range(2, ACROSS + 1)), lang),
    )


def _map(
    book: Book, spans: Sequence[Span], title: Text, columns: tuple[int, ...], lang: Lang
) -> HeatMap:
    told = again if title is AGAIN else active
    rows = tuple((f"{s.start:%Y-%m}", book.customers(s), told(book, s)) for s in spans)
    place = next((n for n in reversed(range(len(columns))) if _known(rows, n)), 0)
    known = _known(rows, place)
    ends = {"low": share(min(known, default=None)), "high": share(max(known, default=None))}
    alt = ALT.fill(title=title, n=len(rows), month=columns[place], **ends).to(lang)
    return HeatMap(title.to(lang), rows, columns, alt)


def _known(rows: Sequence[tuple[str, int, tuple[float | None, ...]]], place: int) -> list[float]:
    return [v for _, _, shares in rows if (v := shares[place]) is not None]


def curve(found: Look, lang: Lang) -> Curve | None:
    """Return the margin of those who were watched longest lately; None without a margin."""
    span, book = found.older, found.book
    cohort = found.cohort(span)
    if cohort is None or too_small(cohort.customers) or not cohort.margins:
        return None
    seen = tuple(enumerate(map(float, cohort.curve), start=1))
    ahead = _ahead(found, span, seen)
    year = year_back(span)
    earlier = found.cohort(year) if book.customers(year) else None
    before = tuple(enumerate(map(float, earlier.curve), start=1)) if earlier else ()
    cost = float(cohort.cac) if cohort.cac is not None else None
    ends = (ahead[-1][1] if ahead else seen[-1][1], before[-1][1] if before else None, cost)
    written = [_money(found, end, lang) for end in ends]
    alt = CURVE_ALT.fill(
        days=f"{span.start:%Y-%m}–{span.end:%Y-%m}", first=_money(found, seen[0][1], lang),
        month=seen[-1][0], last=_money(found, seen[-1][1], lang), cac=written[2],
    )  # fmt: skip
    return Curve(seen, before[:24], ahead, cost, (written[0], written[1], written[2]), alt.to(lang))


def _ahead(
    found: Look, span: Span, seen: Sequence[tuple[int, float]]
) -> tuple[tuple[int, float, float, float], ...]:
    """Return what is expected after what was seen, with the share of doubt at the horizon."""
    expected, ltv = found.book.expected(span, found.terms.margin), found.ltv(span)
    if not expected or ltv.amount is None or ltv.low is None or ltv.high is None:
        return ()
    at, value = seen[-1]
    to_come = ltv.amount - ltv.so_far
    less, more = (
        abs(end - ltv.amount) / to_come if to_come > 0 else 0.0 for end in (ltv.low, ltv.high)
    )
    told = [(at, value, value, value)]
    for month in range(at + 1, len(expected) + 1):
        rise = max(expected[month - 1] - expected[at - 1], 0.0)
        told.append((month, value + rise, value + rise * (1 - less), value + rise * (1 + more)))
    return tuple(told)


def _money(found: Look, value: float | None, lang: Lang) -> str:
    return figure(value, Unit.MONEY, lang, currency=found.terms.currency)
