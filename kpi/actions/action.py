"""An action: what somebody will do about which KPI, where, until when; and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from data.text import Text
from kpi.goals.teams import Parties, as_list, from_list

State = Literal["doing", "checking", "late", "done"]
"""進行中, 待確認, 延遲中, 已完成. Overdue ones are late by themselves and never kept as such."""

STATES: dict[State, Text] = {
    "doing": Text("進行中", "In progress"),
    "checking": Text("待確認", "To be confirmed"),
    "late": Text("延遲中", "Late"),
    "done": Text("已完成", "Done"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Parameters
    ----------
    what : str
        What is done, as people typed it; the words of the playbook where they chose a step.
    step : str
        A key of :data:`kpi.goals.playbook.PLAYBOOK`; empty for what is none of it.
    kpi, goal : str
        The KPI it is to move and the goal by which that is judged; empty for what belongs to none.
    review : str
        The review in which it was decided; empty for what was added outside of one.
    kept : str
        As people last said: ``doing``, ``checking`` or ``done``.
    done_on : datetime.date or None
        The day it was said to be done.
    platform, campaign, page : str
        Where it is done, as far as it is said.
    benefit : str
        What it is expected to bring, as people typed it.
    link : str
        Where the work is kept: an address, or empty.
    version : int
        Of the kept document; 0 for what is not kept yet.
    """

    id: str
    what: str
    owner: str
    due: date
    made_on: date
    by: str
    step: str = ""
    kpi: str = ""
    goal: str = ""
    review: str = ""
    kept: State = "doing"
    done_on: date | None = None
    responsible: Parties = ()
    accountable: Parties = ()
    consulted: Parties = ()
    informed: Parties = ()
    platform: str = ""
    campaign: str = ""
    page: str = ""
    benefit: str = ""
    link: str = ""
    version: int = 0

    def state(self, today: date) -> State:
        """Return how far it is: late where it is neither done nor waiting and its day is over."""
        return "late" if self.kept == "doing" and self.due < today else self.kept

    @property
    def on_time(self) -> bool | None:
        """Whether it was done by its day; None while it is not done."""
        return None if self.done_on is None else self.done_on <= self.due

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Action:
        """Build an action from its document."""
        known: dict[str, Any] = {name: doc[name] for name in cls.__slots__ if name in doc}
        for name in ("due", "made_on", "done_on"):
            known[name] = date.fromisoformat(known[name]) if known.get(name) else None
        for name in ("responsible", "accountable", "consulted", "informed"):
            known[name] = from_list(known.get(name, ()))
        return cls(**known)

    def as_doc(self) -> dict[str, Any]:
        """Return its document."""
        doc = {name: getattr(self, name) for name in self.__slots__}
        for name in ("due", "made_on", "done_on"):
            doc[name] = doc[name].isoformat() if doc[name] else None
        for name in ("responsible", "accountable", "consulted", "informed"):
            doc[name] = as_list(doc[name])
        return doc
