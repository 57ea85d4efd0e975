"""A scenario: what was tried, what it was to bring over which days, and who kept it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.format import day
from kpi.period import Span

LONGEST, LONGEST_NOTE = 60, 300
"""Letters of a name and of a note."""

NO_NAME = Text("請給這個情境一個名稱。", "Give this scenario a name.")
TOO_LONG = Text("名稱最長 {most} 個字。", "A name has {most} letters at most.")
LONG_NOTE = Text("備註最長 {most} 個字。", "A note has {most} letters at most.")
TAKEN = Text("已經有一個情境叫「{name}」。", "There is a scenario called “{name}” already.")
PAST = Text(
    "計畫的日子（到 {day}）已經過了，不算預測；請選還沒過完的日子。",
    "The planned days (to {day}) are over, so nothing is predicted; choose days still to come.",
)
NOTHING = Text(
    "還沒有算得出來的數字，先補上空著的槓桿再存。",
    "Nothing can be told yet; fill in what is empty before you keep it.",
)


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a KPI was to be over the planned days, as the board will show it.

    Parameters
    ----------
    kpi : str
        A key of the catalog, in whose unit the rest is.
    low, high : Decimal or None
        Its 80 % interval; None where nothing told its doubt.
    """

    kpi: str
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that was set, as people read it."""

    label: Text
    value: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a part of the page would keep.

    Parameters
    ----------
    kind : str
        The part of the page that can open it again.
    inputs : mapping
        All it needs for that, as plain JSON; money as text, so that no digit is lost.
    days : Span
        The planned days.
    currency : str or None
        Of the money among what is predicted.
    """

    kind: str
    inputs: Mapping[str, Any]
    shown: tuple[Shown, ...]
    predicted: tuple[Predicted, ...]
    days: Span
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A draft somebody kept.

    Parameters
    ----------
    snapshot : int
        The number of the snapshot it was worked out from, on the day `made_on`.
    version : int
        Of the kept document; 0 for what is not kept yet.
    """

    id: str
    name: str
    note: str
    by: str
    made_on: date
    snapshot: int
    draft: Draft
    version: int = 0

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Scenario:
        """Build a scenario from its document; KPIs that are gone are left out."""
        days = Span(*(date.fromisoformat(doc[name]) for name in ("first", "last")))
        shown = tuple(Shown(Text(**each["label"]), each["value"]) for each in doc["shown"])
        predicted = tuple(_predicted(each) for each in doc["predicted"] if each["kpi"] in KPIS)
        draft = Draft(doc["kind"], doc["inputs"], shown, predicted, days, doc["currency"])
        made_on = date.fromisoformat(doc["made_on"])
        told = (doc["id"], doc["name"], doc["note"], doc["by"], made_on, doc["snapshot"])
        return cls(*told, draft, doc["version"])

    def as_doc(self) -> dict[str, Any]:
        """Return its document; figures with their unit, for whoever reads it without the board."""
        draft = self.draft
        return {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "note": self.note,
            "by": self.by,
            "made_on": self.made_on.isoformat(),
            "snapshot": self.snapshot,
            "kind": draft.kind,
            "inputs": dict(draft.inputs),
            "shown": [{"label": s.label.as_dict(), "value": s.value} for s in draft.shown],
            "predicted": [_written(each) for each in draft.predicted],
            "first": draft.days.start.isoformat(),
            "last": draft.days.end.isoformat(),
            "currency": draft.currency,
        }


def _predicted(doc: Mapping[str, Any]) -> Predicted:
    ends = (None if doc[end] is None else Decimal(doc[end]) for end in ("low", "high"))
    return Predicted(doc["kpi"], Decimal(doc["value"]), *ends)


def _written(told: Predicted) -> dict[str, Any]:
    low, high = (None if end is None else str(end) for end in (told.low, told.high))
    unit = KPIS[told.kpi].unit
    return {"kpi": told.kpi, "unit": unit, "value": str(told.value), "low": low, "high": high}


def scenarios(state: State) -> tuple[Scenario, ...]:
    """Return what is kept, the newest first."""
    found = map(Scenario.from_doc, state.scenarios())
    return tuple(sorted(found, key=lambda s: (s.made_on, s.name), reverse=True))


def new(draft: Draft, name: str, note: str, by: str, made_on: date, snapshot: int) -> Scenario:
    """Return a scenario that is not kept yet."""
    return Scenario(f"s-{uuid4().hex[:10]}", name, note, by, made_on, snapshot, draft)


def objection(wanted: Scenario, others: Sequence[Scenario]) -> Text | None:
    """Return why a scenario cannot be kept; None where it can."""
    if not wanted.draft.predicted:
        return NOTHING
    if wanted.draft.days.end < wanted.made_on:
        return PAST.fill(day=day(wanted.draft.days.end))
    if not wanted.name:
        return NO_NAME
    if len(wanted.name) > LONGEST:
        return TOO_LONG.fill(most=LONGEST)
    if len(wanted.note) > LONGEST_NOTE:
        return LONG_NOTE.fill(most=LONGEST_NOTE)
    if any(s.name == wanted.name and s.id != wanted.id for s in others):
        return TAKEN.fill(name=wanted.name)
    return None


def keep(state: State, wanted: Scenario, by: str, why: str) -> None:
    """Keep a scenario, or another name or note of one.

    Raises
    ------
    data.state.Conflict
        When somebody changed it since it was seen.
    """
    state.save_scenarios([wanted.as_doc()], by, why)


def remove(state: State, seen: Scenario, by: str, why: str) -> None:
    """Remove a scenario; the audit keeps what it was.

    Raises
    ------
    data.state.Conflict
        When somebody changed it since it was seen.
    """
    state.delete_scenario(seen.as_doc(), by, why)
