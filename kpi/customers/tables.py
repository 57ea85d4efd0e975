"""The tables of the page of customers: cohorts, new and returning, segments, pairs, channels."""

from __future__ import annotations

from decimal import Decimal

from data.text import Lang, Text
from kpi.customers.cohort import SMALLEST
from kpi.customers.facts import LATER, LEAST, SOON, WINDOW, Entry, Money
from kpi.customers.looking import Look
from kpi.customers.segments import counted
from kpi.customers.table_words import (
    ADVICE,
    CHANNEL,
    CHANNEL_NOTE,
    COHORT_NOTES,
    IN,
    IN_MONTH,
    MONTH,
    NOT_YET,
    PAIR,
    PAIR_NOTE,
    RANGE,
    SEGMENT,
    SEGMENT_NOTE,
    SPLIT_NOTE,
)
from kpi.definition import Unit
from kpi.figure import Number
from kpi.format import NO_ANSWER, figure
from kpi.grid import Cell, Column, Grid, Line
from kpi.overview.wording import chip
from kpi.period import Span


def cohorts(found: Look, lang: Lang) -> Grid:
    """Return a line a month of first orders, the newest first."""
    columns = _columns(
        lang, ("customers", Text("新客", "New")), ("cac", Text("CAC", "CAC")),
        ("payback", Text("回本", "Payback")), ("seen", Text("已看到", "Seen so far")),
        ("ltv", Text("LTV（24 個月）", "LTV (24 months)")),
        ("range", Text("90% 範圍", "90% range")), ("ltv_cac", Text("LTV/CAC", "LTV/CAC")),
    )  # fmt: skip
    lines = tuple(_cohort(found, span, lang) for span in reversed(found.months))
    rate = f"{found.terms.discount * 100:f}".rstrip("0").rstrip(".")
    notes = tuple(note.fill(rate=rate, least=SMALLEST).to(lang) for note in COHORT_NOTES)
    return Grid(MONTH.to(lang), columns, lines, notes)


def _cohort(found: Look, span: Span, lang: Lang) -> Line:
    ltv, back = found.ltv(span), found.payback(span)
    reading = found.reading("ltv_cac", span)
    judged = found.judged("ltv_cac", span)
    shown = chip(judged.verdict, lang) if judged else None
    ends = RANGE.fill(low=_money(found, ltv.low, lang), high=_money(found, ltv.high, lang))
    month = back.month if back else None
    young = NOT_YET.fill(n=back.seen).to(lang) if back and back.censored else NO_ANSWER
    return Line(
        f"{span.start:%Y-%m}",
        (
            _count(ltv.customers, lang),
            _cell(found, "cac", span, lang),
            Cell(month, IN_MONTH.fill(n=month).to(lang) if month else young),
            Cell(ltv.so_far, _money(found, ltv.so_far if ltv.amount is not None else None, lang)),
            Cell(ltv.amount, _money(found, ltv.amount, lang)),
            Cell(None, ends.to(lang) if ltv.low is not None else NO_ANSWER),
            Cell(reading.value if reading else None,
                 figure(reading.value if reading else None, Unit.MULTIPLE, lang)),
        ),
        (shown,) if shown else (),
    )  # fmt: skip


def split(found: Look, lang: Lang) -> Grid:
    """Return new and returning customers' revenue by month, the newest first."""
    columns = _columns(
        lang, ("new", Text("新客營收", "New customers' revenue")),
        ("returning", Text("舊客營收", "Returning revenue")),
        ("share", Text("舊客占比", "Returning share")), ("cost", Text("廣告花費", "Media cost")),
        ("new_roas", Text("新客營收 ROAS", "New-customer ROAS")),
        ("roas", Text("整體 ROAS", "Blended ROAS")),
    )  # fmt: skip
    lines = tuple(_split(found, span, lang) for span in reversed(found.months))
    return Grid(IN.to(lang), columns, lines, (SPLIT_NOTE.to(lang),))


def _split(found: Look, span: Span, lang: Lang) -> Line:
    reading = found.reading("returning_revenue_share", span)
    new, whole = (reading.numerator, reading.denominator) if reading else (None, None)
    cost = found.reading("cost", span)
    spent = cost.value if cost else None
    rest = whole - new if new is not None and whole is not None else None
    roas = float(new) / float(spent) if new is not None and spent else None
    return Line(
        f"{span.start:%Y-%m}",
        (
            Cell(new, _money(found, new, lang)),
            Cell(rest, _money(found, rest, lang)),
            _cell(found, "returning_revenue_share", span, lang),
            Cell(spent, _money(found, spent, lang)),
            Cell(roas, figure(roas, Unit.MULTIPLE, lang)),
            _cell(found, "blended_roas", span, lang),
        ),
    )


def segments(found: Look, lang: Lang) -> Grid:
    """Return the kinds of customers with how many they are and what they paid."""
    told = counted(found.book.facts.segments)
    many = sum(one.customers for one in told)
    paid = sum((one.revenue for one in told), Decimal(0))
    columns = _columns(
        lang, ("customers", Text("顧客", "Customers")), ("share", Text("占比", "Share")),
        ("revenue", Text("營收", "Revenue")), ("paid", Text("營收占比", "Share of revenue")),
        ("rule", Text("定義", "Definition")), ("advice", ADVICE),
    )  # fmt: skip
    lines = tuple(
        Line(
            one.kind.name.to(lang),
            (
                _count(one.customers, lang),
                _share(one.customers / many if many else None, lang),
                Cell(one.revenue, _money(found, one.revenue, lang)),
                _share(float(one.revenue / paid) if paid else None, lang),
                Cell(None, one.kind.rule.to(lang)),
                Cell(None, one.kind.advice.to(lang)),
            ),
        )
        for one in told
    )
    return Grid(SEGMENT.to(lang), columns, lines, (SEGMENT_NOTE.fill(window=WINDOW).to(lang),))


def pairs(found: Look, lang: Lang) -> Grid:
    """Return what is bought together more often than by chance."""
    columns = _columns(
        lang, ("orders", Text("訂單", "Orders")), ("support", Text("支持度", "Support")),
        ("lift", Text("提升度", "Lift")),
    )  # fmt: skip
    lines = tuple(
        Line(
            f"{one.one} ＋ {one.other}",
            (
                _count(one.together, lang),
                _share(one.support, lang),
                Cell(one.lift, figure(one.lift, Unit.MULTIPLE, lang)),
            ),
        )
        for one in found.book.facts.pairs
    )
    note = PAIR_NOTE.fill(window=WINDOW, least=LEAST).to(lang)
    return Grid(PAIR.to(lang), columns, lines, (note,))


def channels(found: Look, lang: Lang) -> Grid:
    """Return the sales channels of first orders with what their customers brought."""
    columns = _columns(
        lang, ("customers", Text("新客", "New")),
        ("again", Text(f"{SOON} 天內回購", f"Again in {SOON} days")),
        ("soon", Text(f"{SOON} 天毛利／人", f"Margin in {SOON} days")),
        ("later", Text(f"{LATER} 天毛利／人", f"Margin in {LATER} days")),
    )  # fmt: skip
    lines = tuple(_channel(found, one, lang) for one in found.book.facts.channels)
    return Grid(
        CHANNEL.to(lang), columns, lines, (CHANNEL_NOTE.fill(soon=SOON, later=LATER).to(lang),)
    )


def _channel(found: Look, one: Entry, lang: Lang) -> Line:
    again = one.again / one.watched_soon if one.watched_soon >= SMALLEST else None
    return Line(
        one.channel,
        (
            _count(one.customers, lang),
            _share(again, lang),
            _each(found, one.soon, one.watched_soon, lang),
            _each(found, one.later, one.watched_later, lang),
        ),
    )


def _each(found: Look, money: Money, many: int, lang: Lang) -> Cell:
    """Return the margin a customer, of enough of them."""
    margin = money.margin(found.terms.margin)
    each = margin / many if margin is not None and many >= SMALLEST else None
    return Cell(each, _money(found, each, lang))


def _columns(lang: Lang, *named: tuple[str, Text]) -> tuple[Column, ...]:
    return tuple(Column(key, title.to(lang)) for key, title in named)


def _cell(found: Look, kpi: str, span: Span, lang: Lang) -> Cell:
    reading = found.reading(kpi, span)
    if reading is None:
        return Cell(None, NO_ANSWER)
    told = figure(reading.value, reading.kpi.unit, lang, decimals=reading.kpi.decimals,
                  currency=found.terms.currency, full=True)  # fmt: skip
    return Cell(reading.value, told)


def _count(many: int, lang: Lang) -> Cell:
    return Cell(many, figure(many, Unit.COUNT, lang, full=True))


def _share(value: float | None, lang: Lang) -> Cell:
    return Cell(value, figure(value, Unit.RATIO, lang))


def _money(found: Look, value: Number | None, lang: Lang) -> str:
    return figure(value, Unit.MONEY, lang, currency=found.terms.currency, full=True)
