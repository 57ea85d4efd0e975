"""Working the book of customers out beside the pages: nobody waits for it within a click."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.customers import kept
from kpi.facts.beside import Work, Works
from kpi.facts.extent import extent
from kpi.goals.goal import goals
from kpi.terms import Terms, terms

STEPS = (
    Text("正在整理每位顧客的訂單", "Going through every customer's orders"),
    Text("正在找出誰回來過", "Finding out who came back"),
    Text("正在估計回購與客單價", "Estimating repeat purchases and order values"),
)
"""What is done while so many steps are."""
WORKS = Works(STEPS)


def begin(snapshot: Snapshot, terms: Terms) -> Work | None:
    """Begin to work a book out, once however many ask; None where it is there already."""
    if kept.find(snapshot, terms) is not None:
        return None
    name = str(snapshot.path), repr(kept.key(terms))
    return WORKS.begin(name, lambda tell: kept.prepare(snapshot, terms, tell))


def begin_for_goals(snapshot: Snapshot, state: State) -> None:
    """Begin the work where a goal waits for it."""
    reach = extent(snapshot)
    if any(KPIS[goal.kpi].is_estimated for goal in goals(state, reach.books)):
        told = terms(state, reach.sources)
        if kept.has_customers(snapshot, told):
            begin(snapshot, told)
