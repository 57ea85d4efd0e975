"""Goals: what a KPI should reach, who owns it, what is done when it does not. And their packs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from data.state import Conflict, State
from data.text import Text
from kpi.cut import Cut, cut_of
from kpi.period import Calendar

PACKS = Path(__file__).parent / "packs.toml"
FIRST_PACK = "ads"
SHOP_PACK = "shop"
"""The first pack of a state without goals; the second where the store has orders."""

NUMBERS = ("target", "baseline", "low", "high", "share")

DAYS = ("start", "end", "confirmed_on")

Rank = Literal["star", "core", "watched"]
Shape = Literal["even", "last_year", "plan"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What one KPI should reach within a scope; direction comes from the KPI, never from here.

    Parameters
    ----------
    scope : Cut
        Names and values it is judged over, as ``(("platform", "google_ads"),)``; empty for all.
    target : Decimal
        In the KPI's unit; for a KPI that accumulates, of one whole goal period.
    baseline : Decimal or None
        Where it stood at `start`.
    low, high : Decimal or None
        The guardrails of a ratio: past the one on its bad side acts, the other informs.
    share : Decimal or None
        The guardrail of a KPI that accumulates, as a share of what is due: below 0.8 acts.
    period : str
        What a sum accumulates over, and how often it is judged.
    shape : str
        How what is due grows over the period: the same every day (``even``), as the same season a
        year before (``last_year``), or as the plan says day by day (``plan``).
    start, end : datetime.date or None
        First day and deadline; None where it holds until changed.
    owner, step : Text
        A role or person, and the agreed step of the playbook.
    sop : str
        Where the step is written down: an address, or empty.
    pair : str or None
        The goal it is paired with: leading with lagging, or a KPI with its quality guardrail.
    asked_by, confirmed_by : str
        The asking unit (需求單位), and who confirmed for it.
    confirmed_on : datetime.date or None
        The day of it; None is a draft.
    """

    id: str
    kpi: str
    scope: Cut
    rank: Rank
    target: Decimal
    owner: Text
    step: Text
    baseline: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    share: Decimal | None = None
    cadence: Literal["week", "month"] = "week"
    period: Calendar = "month"
    shape: Shape = "even"
    start: date | None = None
    end: date | None = None
    sop: str = ""
    pair: str | None = None
    asked_by: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Goal:
        """Build a goal from its document in the state or a pack.

        Raises
        ------
        KeyError, TypeError, ValueError
            When the document lacks or misspells something.
        """
        known: dict[str, Any] = {n: doc[n] for n in cls.__slots__ if doc.get(n) is not None}
        known["scope"] = cut_of(doc.get("scope", {}))
        known |= {n: Text(**known[n]) for n in ("owner", "step")}
        known |= {n: Decimal(str(known[n])) for n in NUMBERS if n in known}
        known |= {n: date.fromisoformat(known[n]) for n in DAYS if n in known}
        return cls(**known)


@cache
def _packs() -> dict[str, Any]:
    return tomllib.loads(PACKS.read_text(encoding="utf-8"))


def pack_names() -> dict[str, Text]:
    """Return what the ready-made packs are called, in their order."""
    return {key: Text(**found["name"]) for key, found in _packs().items()}


def pack(key: str) -> list[dict[str, Any]]:
    """Return the goals of a ready-made pack, in their order."""
    goals: list[dict[str, Any]] = _packs()[key]["goals"]
    return [{**goal, "position": n} for n, goal in enumerate(goals)]


@cache
def shipped() -> Mapping[str, Goal]:
    """Return the goals of every pack by id, as they are before anybody changes them."""
    return {doc["id"]: Goal.from_doc(doc) for key in _packs() for doc in pack(key)}


def load_pack(state: State, key: str, by: str = "lodestar") -> None:
    """Put the goals of a pack into the state."""
    state.save_goals(pack(key), by, f"pack {key}")


def goals(state: State, has_orders: bool = False) -> tuple[Goal, ...]:
    """Return the goals in their order; a state without any is given a pack that fits the store."""
    docs = state.goals()
    if not docs:
        # somebody else may be loading it at the same moment: then it is there already
        with suppress(Conflict):
            load_pack(state, SHOP_PACK if has_orders else FIRST_PACK)
        docs = state.goals()
    return tuple(Goal.from_doc(doc) for doc in docs)
