"""The odd days of a view: the company's sales and visits, and each platform's cost."""

from __future__ import annotations

from datetime import date, timedelta

from data.snapshot import Snapshot
from data.state import State
from kpi.anomalies.anomaly import Anomalies, Anomaly
from kpi.anomalies.watching import ORDERS, REVENUE, SESSIONS, sales, spending, watched
from kpi.calendar.marks import occasions
from kpi.catalog import KPIS
from kpi.cut import Cut, cut_of
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness
from kpi.facts.kept import Kept
from kpi.facts.quantities import Ledger
from kpi.pacing.history import histories
from kpi.period import Span
from kpi.view import View

COMPANY = (REVENUE, ORDERS, SESSIONS)
COST = KPIS["cost"]
TOLD = 28
"""The days that are told of, up to the last complete one."""
KEPT: Kept[Anomalies] = Kept(most=64)
"""By the state they were found with, and the filter."""


def anomalies(
    snapshot: Snapshot, state: State, view: View, known: Completeness, last: date
) -> Anomalies:
    """Return the odd days of the four weeks up to a day; kept until snapshot or state change."""
    key = state.version(), tuple(view.where.items()), view.today, last
    found = KEPT.find(snapshot, key)
    return found or KEPT.keep(snapshot, key, _look(snapshot, state, view, known, last))


def _look(
    snapshot: Snapshot, state: State, view: View, known: Completeness, last: date
) -> Anomalies:
    days = Span(last - timedelta(TOLD - 1), last)
    costs: list[Cut] = [(("platform", p),) for p in _platforms(view, known)]
    asked: list[tuple[Kpi, Cut]] = [*((kpi, ()) for kpi in COMPANY), *((COST, c) for c in costs)]
    read = dict(zip(asked, histories(snapshot, asked, view.where, known), strict=True))
    seen = {k: watched(*k, h, days) for k, h in read.items() if h.numerators}
    company = {kpi.key: one for (kpi, cut), one in seen.items() if not cut}
    platforms = [one for (_, cut), one in seen.items() if cut]
    named = occasions(state, days)
    found: list[Anomaly] = []
    for span in days.each_day():
        called = tuple(o.name for o in named if o.span.overlaps(span))
        told = sales(span.start, company, called)
        for one in (*([told] if told else []), *spending(platforms, span.start, called)):
            before = next((n for n, was in enumerate(found) if was.goes_on(one)), None)
            if before is None:
                found.append(one)
            else:
                found[before] = found[before].with_day(one)
    silent = {
        dict(cut)["platform"]: h.complete_to
        for (_, cut), h in read.items()
        if cut and h.complete_to and h.complete_to < last
    }
    found.sort(key=lambda one: one.days.end, reverse=True)
    return Anomalies(days, tuple(found), silent)


def _platforms(view: View, known: Completeness) -> list[str]:
    """Return the ad platforms within the filter that tell a cost."""
    return [
        p
        for p in known.extent.platforms(Ledger.PLATFORM)
        if view.platform in (None, p) and known.feeding(COST, cut_of({**view.where, "platform": p}))
    ]
