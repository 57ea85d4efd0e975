"""Where sums end as things go: what a change of a budget is added to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.state import State
from kpi.calendar.marks import indexed
from kpi.calendar.own import events
from kpi.catalog import KPIS
from kpi.catalog.costs import PROFIT, SPENT
from kpi.catalog.orders import ORDERS, REVENUE, SITE_NEW, SITE_ORDERS, SITE_REVENUE
from kpi.catalog.platform import COST
from kpi.definition import Part
from kpi.facts.completeness import completeness
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import LONGEST, histories
from kpi.pacing.outlook import FARTHEST
from kpi.period import Span, to_date
from kpi.terms import terms

SUMS: Mapping[Part, str] = {
    ORDERS: "orders", REVENUE: "revenue", SITE_ORDERS: "site_orders",
    SITE_REVENUE: "site_revenue", SITE_NEW: "new_customers", COST: "cost", SPENT: "marketing_cost",
    PROFIT: "revenue",
}  # fmt: skip
"""The KPI that is just this part; gross profit is revenue times the margin."""
EVERY = tuple(dict.fromkeys(SUMS.values()))
KEPT: Kept[Mapping[tuple[str, Span], Forecast]] = Kept(most=24)
"""By what they depend on: the days, the calendar and the terms, not the goals."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A sum at the end of some days; low and high hold it eight times in ten."""

    value: float
    low: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Ending:
        """Return what is not in doubt."""
        return cls(value, value, value)

    @classmethod
    def of(cls, made: Forecast, scale: float = 1.0) -> Ending | None:
        """Return where a forecast ends; None where there is none."""
        if made.total is None:
            return None
        low = made.total if made.low is None else made.low
        high = made.total if made.high is None else made.high
        return cls(made.total * scale, low * scale, high * scale)


def going_on(
    snapshot: Snapshot, state: State, spans: Sequence[Span], today: date
) -> Mapping[tuple[str, Span], Forecast]:
    """Forecast every sum that a budget moves, over each span; kept beside the snapshot."""
    reach = extent(snapshot)
    told = terms(state, reach.sources)
    around = Span(reach.last - timedelta(LONGEST), reach.last + timedelta(FARTHEST))
    marked = _marked(state, around)
    calendar = hash(tuple((key, *days.items()) for key, days in marked.items()))
    key: Hashable = tuple(sorted(set(spans))), today, told, calendar
    found = KEPT.find(snapshot, key)
    if found is not None:
        return found
    known = completeness(snapshot, [to_date("month", reach.last, told.year)], today, told)
    read = histories(snapshot, [(KPIS[name], ()) for name in EVERY], {}, known)
    return KEPT.keep(snapshot, key, {
        (name, span): forecast_of(history, span, marked=marked[name])
        for name, history in zip(EVERY, read, strict=True)
        for span in set(spans)
    })  # fmt: skip


def _marked(state: State, around: Span) -> Mapping[str, Mapping[date, str]]:
    """Return the special days of every sum; the same, unless an event belongs to some KPIs."""
    if any(event.kpis for event in events(state)):
        return {key: indexed(state, around, key) for key in EVERY}
    return dict.fromkeys(EVERY, indexed(state, around))
