"""Where the figure a lever begins at comes from, and why one has none."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi.card import Origin
from kpi.catalog import KPIS
from kpi.channels.board import without_goal
from kpi.levers.start import Start
from kpi.origin import explain
from kpi.overview.empty import why_empty as why_empty_of
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.status import Judgement
from kpi.view import View


def lever_origin(snapshot: Snapshot, state: State, view: View, begun: Start, key: str) -> Origin:
    """Return where a KPI of the levers comes from."""
    return explain(snapshot, state, view, _scene(begun), _standing(begun, key))


def why_empty(begun: Start, key: str, lang: Lang) -> str:
    """Return why a KPI of the levers has no answer, and what to do."""
    return why_empty_of(_standing(begun, key), _scene(begun), lang)


def _scene(begun: Start) -> Situation:
    known = begun.known
    terms, ranges, last = known.terms, known.extent.ranges, known.extent.last
    return Situation(begun.period, last, terms.currency, known, ranges, ())


def _standing(begun: Start, key: str) -> Standing:
    reading = begun.readings[key]
    nobody = Judgement(None, reading.flags)
    return Standing(without_goal(reading), KPIS[key], reading, nobody, (), ())
