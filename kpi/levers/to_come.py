"""What is still to come of a period, sum by sum, so that levers can be held against a goal."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.state import State
from kpi.calendar.marks import indexed
from kpi.catalog import KPIS
from kpi.facts.completeness import Completeness
from kpi.facts.kept import Kept
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import LONGEST, History, histories
from kpi.pacing.outlook import FARTHEST
from kpi.pacing.pace import figure_of
from kpi.period import Span

SUMS = (
    "valid_sessions", "site_orders", "site_revenue", "orders", "revenue", "new_customers", "cost",
    "marketing_cost",
)  # fmt: skip
"""What goals are made of, as far as levers lead to it."""


@dataclass(frozen=True, slots=True)
class ToCome:
    """The sums of a period as they are expected to end.

    Parameters
    ----------
    days : Span
        The days left.
    totals, rests : mapping of str to float
        By KPI: of the whole period, and of the days left alone. What cannot be forecast is not
        there.
    """

    days: Span
    totals: Mapping[str, float]
    rests: Mapping[str, float]

    def total(self, key: str) -> float | None:
        """Return what a sum is expected to come to."""
        return self.totals.get(key)

    def rest(self, key: str) -> float | None:
        """Return how much of it is still to come."""
        return self.rests.get(key)


KEPT: Kept[ToCome] = Kept(most=16)
"""What was forecast before, by the state and the days."""
FORECASTS: Kept[Forecast] = Kept(most=64)
"""Each sum by itself: what somebody writes elsewhere into the state does not forecast it anew."""


def to_come(snapshot: Snapshot, state: State, known: Completeness, whole: Span) -> ToCome | None:
    """Forecast each sum to the end of a period; None where no day is left, or nothing forecasts.

    The days left are those from today on, whichever day a source reaches. It is kept until the
    state or the snapshot changes.
    """
    first = max(known.today, whole.start)
    if first > whole.end:
        return None
    key = state.version(), whole, known.today, known.terms
    return KEPT.find(snapshot, key) or _keep(snapshot, state, known, whole, first, key)


def _keep(
    snapshot: Snapshot, state: State, known: Completeness, whole: Span, first: date, key: Hashable
) -> ToCome | None:
    read = histories(snapshot, [(KPIS[name], ()) for name in SUMS], {}, known)
    reach = Span(whole.start - timedelta(LONGEST), whole.end + timedelta(FARTHEST))
    totals, rests = dict[str, float](), dict[str, float]()
    for name, history in zip(SUMS, read, strict=True):
        marked = indexed(state, reach, name)
        seen = (name, whole, known.terms, known.today, hash(tuple(marked.items())))
        made = FORECASTS.find(snapshot, seen) or FORECASTS.keep(
            snapshot, seen, forecast_of(history, whole, marked=marked)
        )
        if made.total is not None:
            totals[name] = made.total
            rests[name] = made.total - _by(made, history, whole.start, first - timedelta(1))
    found = ToCome(Span(first, whole.end), totals, rests)
    return KEPT.keep(snapshot, key, found) if totals else None


def _by(made: Forecast, history: History, start: date, last: date) -> float:
    """Return a sum up to a day, as far as it is known, and as it is forecast beyond."""
    if last < start:
        return 0.0
    forecast = next((at.value for at in made.path if at.at == last), None)
    return forecast if forecast is not None else figure_of(history, Span(start, last)) or 0.0
