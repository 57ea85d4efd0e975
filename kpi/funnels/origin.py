"""Where a figure of a funnel comes from: its rate read once more, with what it is made of."""

from __future__ import annotations

import dataclasses

from data.snapshot import Snapshot
from data.state import State
from kpi.card import Origin, Pair
from kpi.channels.board import without_goal
from kpi.definition import Unit
from kpi.format import NO_ANSWER, figure, joined
from kpi.funnels import words
from kpi.funnels.board import scene_of
from kpi.funnels.funnel import Funnel
from kpi.funnels.losses import DEFINITION
from kpi.funnels.reading import read_funnel
from kpi.origin import explain
from kpi.overview.standing import Standing
from kpi.status import Judgement
from kpi.view import View


def funnel_origin(
    snapshot: Snapshot, state: State, view: View, funnel: Funnel, key: str
) -> Origin | None:
    """Return where a step's figures come from; None where the funnel has no such step.

    Its rate tells both counts, formula, days and files; the first step has its count alone.
    """
    told = read_funnel(snapshot, state, view, funnel)
    at = next((s for s in told.steps if s.step.key == key), None) if told else None
    if told is None or at is None:
        return None
    reading = at.passage or at.count
    nobody = Judgement(None, reading.flags)
    standing = Standing(without_goal(reading), reading.kpi, reading, nobody, (), ())
    found = explain(snapshot, state, view, scene_of(told), standing)
    lang = view.lang
    counted = figure(at.count.value, Unit.COUNT, lang, full=True)
    unit = at.step.unit.to(lang) if counted != NO_ANSWER else ""
    facts = [Pair(words.COUNT.to(lang), joined(counted, unit), at.step.count.name.to(lang))]
    if at.passage:
        facts.append(Pair(words.RATE.to(lang), words.rate(reading.value, lang),
                          words.bounds(reading.interval, lang)))  # fmt: skip
    cost = Pair(words.COST.to(lang), DEFINITION.to(lang))
    return dataclasses.replace(found, facts=(*facts, *found.facts, cost))
