"""Maturity curves as a table: of each source what was known after 1, 3, 7 and 28 days."""

from __future__ import annotations

from collections.abc import Iterable

from data.schema import PLATFORMS, Measure, Quantity, WebMeasure
from data.snapshot import Snapshot
from data.text import Text
from kpi.facts.extent import extent
from kpi.facts.quantities import Ledger
from kpi.format import NO_ANSWER, share
from kpi.restated.maturity import AGES, FEWEST, Curve, curves
from kpi.review.record import Line, Table

FILLING: tuple[Quantity, ...] = (
    Measure.CONVERSIONS, Measure.CONVERSION_VALUE, WebMeasure.PURCHASES, WebMeasure.KEY_EVENTS,
    Measure.LEADS, WebMeasure.SESSIONS, Measure.COST,
)  # fmt: skip
"""What fills up, the slowest first: of each source the first that it tells is shown."""

SOURCE = Text("來源", "Source")
AFTER_ONE = Text("1 天後", "After 1 day")
AFTER = Text("{n} 天後", "After {n} days")
DAYS = Text("依據天數", "Days it rests on")
OF = Text("{platform}・{measure}", "{platform}, {measure}")
UNKNOWN = Text(f"還不到 {FEWEST} 天", f"fewer than {FEWEST}")
USUALLY = Text(
    "{name}：平常 {shares}（依據 {n} 天）。", "{name}: usually {shares} (from {n} days)."
)
KNOWN = Text("{n} 天後有 {share}", "{share} known after {n} d")
BLANK = Text(NO_ANSWER, NO_ANSWER)


def maturity_table(snapshot: Snapshot) -> Table | None:
    """Return which share of its final figures each source had told after so many days.

    None while no curve is known. One row a platform or site: of what fills up slowest. "–" where
    too few days were told at that age and again more than 28 days after: a single import of
    everything teaches nothing.
    """
    known, rows, platforms = curves(snapshot), list[tuple[Text, ...]](), list[str]()
    if not known:
        return None
    for platform, measure in _sources(snapshot):
        name = OF.fill(platform=PLATFORMS[platform].name, measure=measure.label)
        rows.append((name, *_cells(known.get((platform, measure)))))
        platforms.append(platform)
    titles = (SOURCE, *(AFTER.fill(n=n) if n > 1 else AFTER_ONE for n in AGES), DAYS)
    return Table(titles, tuple(rows), tuple(platforms), (False,) * len(rows))


def maturity_lines(snapshot: Snapshot) -> tuple[Line, ...]:
    """Say the same of the sources whose curve is known, one sentence a source."""
    known, told = curves(snapshot), list[Line]()
    for platform, measure in _sources(snapshot):
        curve = known.get((platform, measure))
        shares = [(age, curve.shares[age]) for age in AGES if curve and age in curve.shares]
        if not shares:
            continue
        each = [KNOWN.fill(n=age, share=share(s.known)) for age, s in shares]
        listed = Text("、".join(t.zh for t in each), ", ".join(t.en for t in each))
        name = OF.fill(platform=PLATFORMS[platform].name, measure=measure.label)
        days = min(s.days for _, s in shares)
        told.append(Line(USUALLY.fill(name=name, shares=listed, n=days), platform=platform))
    return tuple(told)


def _sources(snapshot: Snapshot) -> Iterable[tuple[str, Quantity]]:
    """Yield the platforms and sites, each with what fills up slowest of what it tells."""
    known = extent(snapshot)
    told = {
        (s.platform, q) for s in known.sources for (key, q) in known.reach if key == s.account_key
    }
    for ledger in (Ledger.PLATFORM, Ledger.WEB):
        for platform in known.platforms(ledger):
            measure = next((m for m in FILLING if (platform, m) in told), None)
            if measure is not None and platform in PLATFORMS:
                yield platform, measure


def _cells(curve: Curve | None) -> tuple[Text, ...]:
    """Return the shares at each age, and the fewest days that any of them rests on."""
    found = [curve.shares.get(age) if curve else None for age in AGES]
    told = [s for s in found if s is not None]
    cells = (Text(w, w) if (w := share(s.known if s else None)) else BLANK for s in found)
    days = str(min((s.days for s in told), default=0))
    return (*cells, Text(days, days) if told else UNKNOWN)
