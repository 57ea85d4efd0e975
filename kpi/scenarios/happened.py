"""What came of a kept scenario: the board's figures of the planned days beside the prediction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from data.snapshot import Snapshot
from data.state import State
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.definition import Kpi
from kpi.facts.completeness import completeness
from kpi.facts.extent import extent
from kpi.facts.sums import gather
from kpi.figure import Number
from kpi.period import free
from kpi.reading import read
from kpi.scenarios.scenario import Predicted, Scenario
from kpi.terms import terms

Standing = Literal["coming", "running", "waiting", "over", "none"]
"""The planned days have not begun; run; are over and some source has not told them; are told;
are told and hold no answer."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One predicted figure with what came.

    Parameters
    ----------
    actual : int, Decimal, float or None
        The board's figure, once all of the planned days are complete.
    complete_to : datetime.date or None
        As far as every source of it has told.
    inside : bool or None
        Whether it lies in the predicted interval; None where there is none, or nothing to tell.
    young : bool
        Whether it still fills up: orders of these days may yet be paid or sent back.
    """

    told: Predicted
    standing: Standing
    actual: Number | None = None
    complete_to: date | None = None
    inside: bool | None = None
    young: bool = False

    @property
    def kpi(self) -> Kpi:
        """The KPI that was predicted."""
        return KPIS[self.told.kpi]


def happened(
    snapshot: Snapshot | None, state: State, kept: Scenario, today: date
) -> tuple[Happened, ...]:
    """Return what came of each predicted figure, of the whole company."""
    days, predicted = kept.draft.days, kept.draft.predicted
    reach = extent(snapshot) if snapshot else None
    if snapshot is None or reach is None or not reach.sources or today <= days.start:
        early: Standing = "coming" if today <= days.start else "waiting"
        return tuple(Happened(told, early) for told in predicted)
    own = terms(state, reach.sources)
    period = free(days, own.year)
    known = completeness(snapshot, [period], today, own)
    kpis = [KPIS[told.kpi] for told in predicted]
    facts = gather(snapshot, kpis, (days, period.previous, period.last_year), terms=own)
    found = []
    for told, kpi in zip(predicted, kpis, strict=True):
        reading = read(kpi, (), (), period, facts, known, people=False)
        late = not known.feeding(kpi, ()) or Flag.STALE in reading.flags
        standing = _standing(reading.complete_to, days.end, today, late)
        actual = reading.value if standing == "over" else None
        if standing == "over" and actual is None:
            standing = "none"
        young = actual is not None and Flag.IMMATURE in reading.flags
        inside = _inside(told, actual)
        found.append(Happened(told, standing, actual, reading.complete_to, inside, young))
    return tuple(found)


def _standing(complete_to: date | None, last: date, today: date, late: bool) -> Standing:
    if complete_to is not None and complete_to >= last and not late:
        return "over"
    return "running" if today <= last else "waiting"


def _inside(told: Predicted, actual: Number | None) -> bool | None:
    if actual is None or told.low is None or told.high is None:
        return None
    value = Decimal(repr(actual)) if isinstance(actual, float) else Decimal(actual)
    return told.low <= value <= told.high
