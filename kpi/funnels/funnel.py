"""A funnel: named steps in order. Templates by business, and those a team keeps for itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.state import State
from data.text import Text
from kpi.facts.quantities import Ledger
from kpi.funnels.crm_steps import CRM_STEPS
from kpi.funnels.steps import WEB_STEPS, Step

STEPS: Mapping[str, Step] = {step.key: step for step in (*WEB_STEPS, *CRM_STEPS)}
"""Every step there is, by key."""
FEWEST, MOST = 2, 10
"""So many steps a funnel has."""
LONGEST = 40
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps in the order people take them.

    Parameters
    ----------
    id : str
        Of a template its key; of a kept one its own.
    outcome : str
        The step that brings money; empty where none does.
    version : int
        Of the kept document; 0 for a template and what is not kept yet.
    phases : tuple of Text
        What the steps stand for on a buyer's way, one each; empty where nobody says.
    """

    id: str
    name: Text
    steps: tuple[Step, ...]
    outcome: str = ""
    version: int = 0
    phases: tuple[Text, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether somebody chose its steps."""
        return self.id not in TEMPLATES

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Funnel:
        """Build a funnel from its document; steps that are gone are left out."""
        told = [(STEPS[s["step"]], s) for s in doc["steps"] if s["step"] in STEPS]
        steps = tuple(_named(step, said) for step, said in told)
        keys = {step.key for step in steps}
        outcome = next((key for key in OUTCOMES if key in keys), "")
        return cls(doc["id"], Text(doc["name"], doc["name"]), steps, outcome, doc["version"])

    def as_doc(self) -> dict[str, Any]:
        """Return the document of it: its steps by key, with an owner where one was typed."""
        steps = [
            {"step": s.key} | ({"owner": s.owner.zh} if s.owner != STEPS[s.key].owner else {})
            for s in self.steps
        ]
        return {"id": self.id, "name": self.name.zh, "steps": steps, "version": self.version}


def _named(step: Step, said: Mapping[str, Any]) -> Step:
    owner = said.get("owner")
    return dataclasses.replace(step, owner=Text(owner, owner)) if owner else step


def _funnel(
    key: str, zh: str, en: str, *steps: str, outcome: str = "", phases: tuple[Text, ...] = ()
) -> Funnel:
    return Funnel(key, Text(zh, en), tuple(STEPS[s] for s in steps), outcome, phases=phases)


OUTCOMES = ("purchases", "site_orders", "won")
"""What money comes with, the first of a funnel's steps counts."""

_KNOWING, _INTEREST, _WEIGHING, _BUYING, _STAYING = (
    Text("認知", "Awareness"),
    Text("興趣", "Interest"),
    Text("評估", "Evaluation"),
    Text("採購", "Purchase"),
    Text("維繫", "Retention"),
)
_READY = (
    _funnel(
        *("shop", "電商", "Shop"),
        *("impressions", "clicks", "sessions", "items", "carts", "checkouts", "purchases", "again"),
        outcome="purchases",
    ),
    _funnel(
        *("b2b", "B2B", "B2B"),
        *("impressions", "sessions", "leads", "mql", "sql", "won", "renewed"),
        outcome="won",
        phases=(*(_KNOWING, _INTEREST, _INTEREST, _WEIGHING, _WEIGHING, _BUYING, _STAYING),),
    ),
    _funnel(
        *("saas", "SaaS", "SaaS"),
        *("sessions", "trials", "activated", "paid", "back_in_7"),
    ),
    _funnel(
        *("content", "內容網站", "Content site"),
        *("sessions", "engaged", "content", "subscriptions", "cohort_users", "back_in_7"),
    ),
)
TEMPLATES: Mapping[str, Funnel] = {funnel.id: funnel for funnel in _READY}

TOO_FEW = Text(
    "漏斗要有 {fewest} 到 {most} 步，目前選了 {n} 步。",
    "A funnel has {fewest} to {most} steps; {n} are chosen.",
)
NO_NAME = Text("請給這個漏斗一個名稱。", "Give this funnel a name.")
TOO_LONG = Text("名稱最長 {most} 個字。", "A name has {most} letters at most.")
TWICE = Text("同一步只能放一次。", "A step can stand only once.")
TAKEN = Text("已經有一個漏斗叫「{name}」。", "There is a funnel called “{name}” already.")


def funnels(state: State) -> tuple[Funnel, ...]:
    """Return the templates, then what the team keeps."""
    return (*TEMPLATES.values(), *(Funnel.from_doc(doc) for doc in state.funnels()))


def chosen(
    every: Sequence[Funnel], key: str | None, books: Mapping[str, frozenset[Ledger]]
) -> Funnel:
    """Return the funnel of a key; without one that is known, the template that fits the files."""
    found = {funnel.id: funnel for funnel in every}
    return found.get(key or "") or fitting(books)


def fitting(books: Mapping[str, frozenset[Ledger]]) -> Funnel:
    """Return the template of which most steps are counted in a book that is there."""
    there = frozenset[Ledger]().union(*books.values())
    counted = {f.id: sum(s.ledger in there for s in f.steps) for f in TEMPLATES.values()}
    return max(TEMPLATES.values(), key=lambda f: (counted[f.id] / len(f.steps), counted[f.id]))


def objection(funnel: Funnel, others: Sequence[Funnel]) -> Text | None:
    """Return why a funnel cannot be kept; None where it can."""
    if not FEWEST <= len(funnel.steps) <= MOST:
        return TOO_FEW.fill(fewest=FEWEST, most=MOST, n=len(funnel.steps))
    if len(funnel.name.zh) > LONGEST:
        return TOO_LONG.fill(most=LONGEST)
    if len({step.key for step in funnel.steps}) < len(funnel.steps):
        return TWICE
    same = [f for f in others if f.id != funnel.id and funnel.name.zh in (f.name.zh, f.name.en)]
    return TAKEN.fill(name=funnel.name.zh) if same else None


def keep(state: State, funnel: Funnel, by: str, why: str) -> None:
    """Keep a funnel of a team's own.

    Raises
    ------
    data.state.Conflict
        When somebody changed it since it was seen.
    """
    state.save_funnels([funnel.as_doc()], by, why)


def remove(state: State, funnel: Funnel, by: str, why: str) -> None:
    """Remove a funnel of a team's own; the audit keeps what it was.

    Raises
    ------
    data.state.Conflict
        When somebody changed it since it was seen.
    """
    state.delete_funnel(funnel.as_doc(), by, why)
