"""The parts of a site over some days, with the total GA4 was asked for and what is left of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.schema import WebMeasure
from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi.facts.kept import Kept
from kpi.facts.people import whole as people
from kpi.figure import Number
from kpi.period import Span
from kpi.site.cuts import CUTS, Amounts, Column, Cut, SiteCut, Whole
from kpi.sql import text

OTHER = ("(other)", "(其他)")
"""What GA4 calls the rest where there are too many different values."""
NAMELESS = "–"
REST = Text("其他（含被併列與隱藏的）", "Other (incl. grouped and withheld)")
ESTIMATE = Text("GA4 分列估計的差", "Difference of GA4's estimates")
TOTAL = Text("總計（GA4）", "Total (GA4)")

_KEPT: Kept[tuple[Parts, ...]] = Kept(32)


@dataclass(frozen=True, slots=True)
class Line:
    """One part, or the rest, or the total: its name, and what it adds up to."""

    name: Text
    values: Amounts
    key: str = ""

    def figure(self, column: Column) -> Number | None:
        """Return one figure of it."""
        return column.value(self.values)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one property.

    Parameters
    ----------
    days : Span
        The days that are told, of those asked.
    lines : tuple of Line
        Those with most first, or in their own order.
    rest, total : Line or None
        The total as GA4 was asked for it, and what the lines leave of it: of every sum lines +
        rest = total. None where it was not asked, or nothing is left.
    withheld : Line or None
        What GA4 itself put together or withheld, however few of the lines are shown.
    """

    cut: SiteCut
    account: str
    currency: str | None
    days: Span
    lines: tuple[Line, ...]
    rest: Line | None
    total: Line | None
    withheld: Line | None

    @property
    def how(self) -> Cut:
        """How it is told."""
        return CUTS[self.cut]

    def first(self, most: int) -> Parts:
        """Return its first lines; of what is left out the rest tells, where there is a total."""
        if len(self.lines) <= most:
            return self
        shown = self.lines[:most]
        rest = _rest(self.total, shown) if self.total else _summed(self.lines[most:])
        return replace(self, lines=shown, rest=rest)


def parts(snapshot: Snapshot, cut: SiteCut, asked: Span) -> tuple[Parts, ...]:
    """Return the parts of every property over some days; none where nobody told them.

    People are those of exactly these days.
    """
    kept = _KEPT.find(snapshot, (cut, asked))
    if kept is None:
        kept = _KEPT.keep(snapshot, (cut, asked), tuple(_found(snapshot, cut, asked)))
    return kept


def known_spans(snapshot: Snapshot, cut: SiteCut) -> tuple[Span, ...]:
    """Return some days of which a cut is told, the latest first."""
    rows = snapshot.query(text("site_known"), cut=CUTS[cut].told)
    return tuple(Span(first, last) for first, last in rows)


def _found(snapshot: Snapshot, cut: SiteCut, asked: Span) -> Sequence[Parts]:
    how = CUTS[cut]
    measures = [m for m in WebMeasure if any(m in (c.over, c.under) for c in how.columns)]
    daily = how.whole is not Whole.PEOPLE
    rows = _rows(snapshot, how, asked, measures, daily) if daily else []
    daily = bool(rows)
    rows = rows or _rows(snapshot, how, asked, measures, daily=False)
    wholes = _wholes(snapshot, how, asked, measures, daily)
    by_account: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_account.setdefault(row[0], []).append(row)
    return [
        _parts(cut, mine, measures, wholes.get(key)) for key, mine in sorted(by_account.items())
    ]


def _rows(
    snapshot: Snapshot, how: Cut, asked: Span, measures: Sequence[WebMeasure], daily: bool
) -> list[tuple[Any, ...]]:
    """Return one row a property and part: of days, or of exactly the days asked."""
    which = "s.day_from = s.day_to" if daily else "s.day_from = $start and s.day_to = $end"
    question = text("site").format(part=how.part, which=which, sums=_sums("s", measures))
    return snapshot.query(question, cut=how.told, start=asked.start, end=asked.end)


def _wholes(
    snapshot: Snapshot, how: Cut, asked: Span, measures: Sequence[WebMeasure], daily: bool
) -> Mapping[int, Amounts]:
    """Return by property what GA4 says of all parts together."""
    if how.whole is Whole.PEOPLE:
        told = people(snapshot, asked)
        return {key: {m: v for m in measures if (v := said.get(m)) is not None}
                for key, said in told.items()}  # fmt: skip
    if not daily:
        return {}
    question = text("site_whole").format(sums=_sums("w", measures))
    bound = {"cut": how.told, "whole": how.whole.value, "start": asked.start, "end": asked.end}
    return {key: _amounts(measures, sums) for key, *sums in snapshot.query(question, **bound)}


def _parts(
    cut: SiteCut, rows: Sequence[tuple[Any, ...]], measures: Sequence[WebMeasure],
    whole: Amounts | None,
) -> Parts:  # fmt: skip
    how = CUTS[cut]
    _, account, currency, *_ = rows[0]
    lines = [
        Line(_named(how, name), _amounts(measures, sums), name or "")
        for _, _, _, name, _, _, *sums in rows
    ]
    first = how.columns[0].over
    order = (lambda x: x.key) if how.ordered else (lambda x: -(x.values.get(first) or 0))
    total = Line(TOTAL, whole) if whole else None
    lines = [x for x in sorted(lines, key=order) if not (total and x.key.casefold() in OTHER)]
    days = Span(min(row[4] for row in rows), max(row[5] for row in rows))
    rest = _rest(total, lines)
    return Parts(cut, account, currency, days, tuple(lines), rest, total, rest)


def _rest(total: Line | None, lines: Sequence[Line]) -> Line | None:
    """Return what the lines leave of the total, sum by sum; None where that is nothing."""
    if total is None:
        return None
    left = {
        m: whole - sum(x.values.get(m) or 0 for x in lines)
        for m, whole in total.values.items()
        if m.additive and any(m in x.values for x in lines)
    }
    if not any(left.values()):
        return None
    return Line(ESTIMATE if any(v < 0 for v in left.values()) else REST, left)


def _summed(lines: Sequence[Line]) -> Line:
    """Return lines that are left out as one: what adds up of them."""
    told = [m for m in WebMeasure if m.additive and any(m in x.values for x in lines)]
    return Line(REST, {m: sum(x.values.get(m) or 0 for x in lines) for m in told})


def _named(how: Cut, name: str | None) -> Text:
    said = name or ""
    shown = said or NAMELESS
    return how.names.get(said.casefold(), Text(shown, shown))


def _sums(of: str, measures: Sequence[WebMeasure]) -> str:
    return ", ".join(f"sum({of}.{m})" for m in measures)


def _amounts(measures: Sequence[WebMeasure], sums: Sequence[Any]) -> Amounts:
    return {m: v for m, v in zip(measures, sums, strict=True) if v is not None}


def remarks(snapshot: Snapshot, cut: SiteCut, asked: Span, lang: Lang) -> list[str]:
    """Return what GA4 remarked of its own figures of a cut on some days, each once."""
    how = CUTS.get(cut)
    need, exact = (how.breakdown, how.whole is Whole.PEOPLE) if how else ("cohort", False)
    bound = {"need": need, "exact": exact, "start": asked.start, "end": asked.end}
    rows = snapshot.query(text("site_remarks"), **bound)
    return list(dict.fromkeys(Text(zh, en).to(lang) for zh, en in rows))
