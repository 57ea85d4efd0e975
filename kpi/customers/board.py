"""The page of customers as it is drawn: sentence, four figures, curve, cohorts, maps, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.card import Flag, Pair
from kpi.catalog import KPIS
from kpi.customers import tables
from kpi.customers.board_words import (
    BACK,
    COSTS,
    FRESH,
    JOINT,
    MISSED,
    MONTHS,
    NO_CAC,
    NO_GOAL,
    NO_WORTH,
    NOT_BACK,
    NOT_CHECKED,
    OF_MONTHS,
    STOP,
    UNKNOWN_NEW,
    WORTH,
    WORTH_ALONE,
)
from kpi.customers.cohort import YOUNG, too_small
from kpi.customers.looking import HEAD, Look, look
from kpi.customers.maps import ACTIVE_DO, Curve, HeatMap, curve, heat_maps
from kpi.customers.value import NO_MARGIN
from kpi.definition import Unit
from kpi.format import NO_ANSWER, day, figure, joined
from kpi.grid import Grid, Tile
from kpi.meaning import meaning
from kpi.overview.wording import TARGET, chip
from kpi.period import Span
from kpi.reading import Reading
from kpi.status import Judgement
from kpi.verdict import FLAGS


@dataclass(frozen=True, slots=True)
class CustomerBoard:
    """The page, everything worded.

    Parameters
    ----------
    notes : tuple of str
        What has to be known of the estimate.
    needs_margin : bool
        Whether somebody has to enter a gross margin first.
    """

    sentence: str
    tiles: tuple[Tile, ...]
    curve: Curve | None
    why_no_curve: str
    cohorts: Grid
    maps: tuple[HeatMap, HeatMap]
    maps_note: str
    split: Grid
    segments: Grid
    pairs: Grid
    channels: Grid
    notes: tuple[str, ...]
    needs_margin: bool
    freshness: str


def customer_board(
    snapshot: Snapshot, state: State, lang: Lang, today: date
) -> CustomerBoard | None:
    """Return the page; None while its book is not worked out, or where there are no customers."""
    found = look(snapshot, state, today)
    if found is None:
        return None
    drawn = curve(found, lang)
    return CustomerBoard(
        sentence=_sentence(found, lang),
        tiles=tuple(_tile(found, kpi.key, lang) for kpi in HEAD),
        curve=drawn,
        why_no_curve="" if drawn else _no_curve(found).to(lang),
        cohorts=tables.cohorts(found, lang),
        maps=heat_maps(found, lang),
        maps_note=ACTIVE_DO.to(lang),
        split=tables.split(found, lang),
        segments=tables.segments(found, lang),
        pairs=tables.pairs(found, lang),
        channels=tables.channels(found, lang),
        notes=tuple(note.to(lang) for note in _notes(found, lang)),
        needs_margin=found.book.share(found.terms.margin) is None,
        freshness=FRESH.fill(day=day(found.book.facts.until), currency=found.book.currency).to(
            lang
        ),
    )


def span_of(found: Look, key: str) -> Span:
    """Return the months a figure at the top is told of: payback those watched for half a year."""
    return found.older if key == "payback_months" else found.latest


def _sentence(found: Look, lang: Lang) -> str:
    """Say what a new customer costs, when that is back, and what he is worth, with its doubt."""
    latest, older = (_months(span) for span in (found.latest, found.older))
    cac, ltv, times = (found.reading(k, found.latest) for k in ("cac", "ltv", "ltv_cac"))
    back = found.payback(found.older)
    said = [NO_CAC]
    if cac and cac.value is not None:
        said = [COSTS.fill(months=latest, cac=_amount(found, _written(found, cac, lang)))]
    if back and back.month:
        said.append(BACK.fill(months=older, n=back.month))
    elif back and back.censored:
        said.append(NOT_BACK.fill(months=older))
    if ltv and ltv.value is not None:
        told = {"ltv": _amount(found, _written(found, ltv, lang))}
        text = WORTH_ALONE
        if ltv.interval and times and times.value is not None:
            text = WORTH
            told |= {"times": _written(found, times, lang)}
            told |= dict(zip(("low", "high"), (_money(found, v, lang) for v in ltv.interval),
                             strict=True))  # fmt: skip
        said.append(text.fill(**told))
    else:
        said.append(NO_WORTH)
    short = _short_history(found, lang)
    whole = JOINT.to(lang).join(text.to(lang) for text in said) + STOP.to(lang)
    whole = whole[0].upper() + whole[1:]
    return f"{whole}{'' if lang == 'zh' else ' '}{short}" if short else whole


def _short_history(found: Look, lang: Lang) -> str:
    """Return the sentence that holds where the history is too short to know who is new."""
    reading = found.reading("cac", found.latest)
    if reading is None or Flag.SHORT_HISTORY not in reading.flags:
        return ""
    return meaning(Flag.SHORT_HISTORY, reading, found.known, found.latest).to(lang)


def _tile(found: Look, key: str, lang: Lang) -> Tile:
    """Word one of the figures at the top."""
    span = span_of(found, key)
    reading, judged = found.reading(key, span), found.judged(key, span)
    kpi, goal = KPIS[key], found.goals.get(key)
    value = _written(found, reading, lang) if reading else NO_ANSWER
    flags = judged.flags if judged else reading.flags if reading else ()
    target = _target(found, key, lang) if goal else ""
    return Tile(
        key=key,
        name=kpi.name.to(lang),
        figure=value,
        chip=chip(judged.verdict, lang) if judged else None,
        flag=FLAGS[flags[0]][0].to(lang) if flags else "",
        change=Pair(OF_MONTHS.fill(months=_months(span)).to(lang), _ends(found, reading, lang)),
        target=target,
        basis="",
        why_empty=_why_empty(found, key, span).to(lang) if value == NO_ANSWER else "",
        why_not=_why_not(judged, lang),
    )


def _why_not(judged: Judgement | None, lang: Lang) -> str:
    return judged.why_not.to(lang) if judged and judged.why_not else ""


def _target(found: Look, key: str, lang: Lang) -> str:
    goal, kpi = found.goals[key], KPIS[key]
    told = figure(goal.target, kpi.unit, lang, currency=found.terms.currency, short=True)
    return TARGET.fill(value=told).to(lang)


def _ends(found: Look, reading: Reading | None, lang: Lang) -> str:
    """Return the 90 % range of a figure; empty where it has none."""
    if reading is None or reading.interval is None:
        return ""
    unit, currency = reading.kpi.unit, found.terms.currency
    ends = "–".join(figure(v, unit, lang, currency=currency) for v in reading.interval)
    return _amount(found, ends) if unit is Unit.MONEY else ends


def _why_empty(found: Look, key: str, span: Span) -> Text:
    """Say why a figure at the top has no answer."""
    ltv, back, many = found.ltv(span), found.payback(span), found.book.customers(span)
    if key == "cac":
        return NO_CAC
    if key == "payback_months":
        return (back.why_not if back else None) or NO_MARGIN
    return too_small(many) or ltv.why_not or NO_CAC


def _no_curve(found: Look) -> Text:
    if found.cohort(found.older) is None:
        return NO_MARGIN
    small = too_small(found.book.customers(found.older))
    return small or YOUNG.fill(n=found.book.seen(found.older), share="0%")


def _notes(found: Look, lang: Lang) -> Iterator[Text]:
    """Yield what has to be known of the estimate."""
    fit = found.book.estimate
    if fit.why_not:
        yield fit.why_not
    else:
        off = figure(abs(fit.missed), Unit.RATIO, lang) if fit.missed is not None else ""
        yield MISSED.fill(by=off) if off else NOT_CHECKED
    if fit.warning:
        yield fit.warning
    if "ltv_cac" not in found.goals:
        yield NO_GOAL
    new = found.reading("new_customers", found.latest)
    unknown = int(new.value or 0) - found.book.customers(found.latest) if new else 0
    if unknown > 0:
        yield UNKNOWN_NEW.fill(n=f"{unknown:,}")


def _months(span: Span) -> Text:
    first, last = f"{span.start:%Y-%m}", f"{span.end:%Y-%m}"
    if first == last:
        return Text(f"{first} ", first)
    return MONTHS.fill(first=first, last=last)


def _written(found: Look, reading: Reading, lang: Lang) -> str:
    kpi = reading.kpi
    return figure(reading.value, kpi.unit, lang, decimals=kpi.decimals,
                  currency=found.terms.currency)  # fmt: skip


def _amount(found: Look, written: str) -> str:
    """Return an amount with its currency behind it."""
    return joined(written, found.book.currency)


def _money(found: Look, value: float, lang: Lang) -> str:
    return figure(value, Unit.MONEY, lang, currency=found.terms.currency)
