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
from kpi.facts.quantities import Ledger
from kpi.goals.fitting import fitting
from kpi.goals.teams import LETTERS, Parties, from_list
from kpi.period import Calendar

PACKS = Path(__file__).parent / "packs.toml"
NO_BOOKS: Mapping[str, frozenset[Ledger]] = {}

NUMBERS = ("target", "baseline", "low", "high", "share")

DAYS = ("start", "end", "measured_on", "confirmed_on")

Rank = Literal["star", "core", "watched"]
Shape = Literal["even", "last_year", "plan"]
Basis = Literal["last_quarter", "best_quarter", "typed", "estimate"]
Monthly = tuple[tuple[str, Decimal], ...]
"""Targets of months: ``(("2026-11", Decimal(3000000)), …)``, in their order."""
Daily = tuple[tuple[date, Decimal], ...]


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
    basis : str or None
        Where the baseline is from: computed (``last_quarter``, ``best_quarter``), entered by hand
        (``typed``), or an industry ``estimate`` that is to be replaced after a quarter.
    source, measured_on : str, datetime.date or None
        Who says so, and of which day it is.
    monthly, daily : tuple
        Targets of single months, and of single days, where they differ from `target`;
        :func:`kpi.goals.targets.target_of` knows which of them counts.
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
    objective : str or None
        The objective it serves, by id.
    responsible, accountable, consulted, informed : tuple of Party
        RACI; where one is empty, that of its stage holds.
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
    cadence: Literal["week", "fortnight", "month"] = "week"
    period: Calendar = "month"
    shape: Shape = "even"
    start: date | None = None
    end: date | None = None
    sop: str = ""
    pair: str | None = None
    asked_by: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    objective: str | None = None
    basis: Basis | None = None
    source: str = ""
    measured_on: date | None = None
    monthly: Monthly = ()
    daily: Daily = ()
    responsible: Parties = ()
    accountable: Parties = ()
    consulted: Parties = ()
    informed: Parties = ()

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
        known |= {n: from_list(known[n]) for n in LETTERS if n in known}
        months = [(str(month), Decimal(str(value))) for month, value in known.get("monthly", ())]
        days = [(date.fromisoformat(d), Decimal(str(v))) for d, v in known.get("daily", ())]
        known |= {"monthly": tuple(sorted(months)), "daily": tuple(sorted(days))}
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


def pack_objective(key: str) -> dict[str, Any]:
    """Return the objective that the goals of a pack serve."""
    return dict(_packs()[key]["objective"])


@cache
def shipped() -> Mapping[str, Goal]:
    """Return the goals of every pack by id, as they are before anybody changes them."""
    return {doc["id"]: Goal.from_doc(doc) for key in _packs() for doc in pack(key)}


def load_pack(state: State, key: str, by: str = "lodestar") -> None:
    """Put the goals of a pack into the state, with their objective where it is not there."""
    there = {doc["id"] for doc in state.objectives()}
    served = [doc for doc in (pack_objective(key),) if doc["id"] not in there]
    state.save_goals(pack(key), by, f"pack {key}", objectives=served)


def goals(state: State, books: Mapping[str, frozenset[Ledger]] = NO_BOOKS) -> tuple[Goal, ...]:
    """Return the goals in their order; a state without any is given a pack that fits the store.

    Parameters
    ----------
    books : mapping
        By platform, the ledgers its data hold.
    """
    docs = state.goals()
    if not docs:
        # somebody else may be loading it at the same moment: then it is there already
        with suppress(Conflict):
            load_pack(state, fitting(books))
        docs = state.goals()
    return tuple(Goal.from_doc(doc) for doc in docs)
