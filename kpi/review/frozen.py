"""One KPI as a review froze it: figures, limits, verdict, definition and completeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import Text
from kpi.card import Flag, Verdict
from kpi.definition import Unit

NUMBERS = ("value", "previous", "last_year", "numerator", "denominator", "low", "high", "target",
           "guardrail", "due", "expected")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Week:
    """A KPI over one week of its past; None is "no answer"."""

    start: date
    value: Decimal | None
    previous: Decimal | None


@dataclass(frozen=True, slots=True)
class Driver:
    """What one part added to the change of a KPI since the period before, in the KPI's unit.

    Parameters
    ----------
    platform : str
        The channel it is of; empty where it is of none.
    """

    name: Text
    effect: Decimal
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One goal's KPI, as it was read and judged when the review was opened.

    Words are kept in both languages beside the numbers, so that the review says the same when
    words and definitions have changed since.

    Parameters
    ----------
    scope : Text or None
        The channel it is of; None for all.
    start, end : datetime.date
        The days that were read: the week, or from the goal's period's first day to the week's last.
    low, high : Decimal or None
        Its interval.
    target, guardrail, due : Decimal or None
        As the verdict used them.
    expected : Decimal or None
        What the figure will be once its latest days have filled up; None where they have.
    figure, limits : Text
        「2.74」, 「目標 3.0｜護欄 2.8」.
    changes : tuple of Text
        「較上期 −0.31（3.05）」, one a comparison.
    formula, basis, complete : Text
        How it is defined, on what it rests (ledger, tax, who claims), how far its data reach.
    drivers : tuple of Driver
        Why it moved, the gravest first; empty where it cannot be told from noise.
    why : Text or None
        The same in one sentence.
    weight : Decimal
        Severity × weight on the north star, by which reds and yellows are ordered.
    step : str
        The key of the agreed step of the playbook; empty where it is none of it.
    platforms : tuple of str
        The channels it is of; empty for what is of the whole company.
    margin : bool
        Whether it tells a margin or a cost that an outside eye must not see.
    """

    goal: str
    kpi: str
    rank: str
    name: Text
    scope: Text | None
    unit: Unit
    currency: str | None
    start: date
    end: date
    verdict: Verdict | None
    flags: tuple[Flag, ...]
    figure: Text
    limits: Text | None
    changes: tuple[Text, ...]
    formula: Text
    basis: Text | None
    complete: Text
    owner: Text
    agreed: Text
    weeks: tuple[Week, ...] = ()
    drivers: tuple[Driver, ...] = ()
    why: Text | None = None
    value: Decimal | None = None
    previous: Decimal | None = None
    last_year: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    target: Decimal | None = None
    guardrail: Decimal | None = None
    due: Decimal | None = None
    expected: Decimal | None = None
    weight: Decimal = Decimal(0)
    step: str = ""
    platforms: tuple[str, ...] = ()
    margin: bool = False

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Frozen:
        """Build it from its document; numbers are kept by their digits."""
        known = {name: doc[name] for name in cls.__slots__ if doc.get(name) is not None}
        known |= {name: number(doc.get(name)) for name in (*NUMBERS, "weight")}
        known |= {name: said(doc[name]) for name in ("name", "figure", "formula", "complete",
                                                     "owner", "agreed")}  # fmt: skip
        known |= {n: said(doc[n]) if doc.get(n) else None for n in ("scope", "limits", "basis",
                                                                    "why")}  # fmt: skip
        known |= {name: date.fromisoformat(doc[name]) for name in ("start", "end")}
        known["unit"] = Unit(doc["unit"])
        known["currency"] = doc["currency"]
        known["verdict"] = Verdict(doc["verdict"]) if doc["verdict"] else None
        known["flags"] = tuple(Flag(flag) for flag in doc["flags"])
        known["changes"] = tuple(map(said, doc["changes"]))
        known["weeks"] = tuple(
            Week(date.fromisoformat(start), number(value), number(previous))
            for start, value, previous in doc["weeks"]
        )
        known["drivers"] = tuple(
            Driver(said(name), Decimal(effect), platform)
            for name, effect, platform in doc["drivers"]
        )
        known["platforms"] = tuple(doc["platforms"])
        return cls(**known)

    def as_doc(self) -> dict[str, Any]:
        """Return its document."""
        doc: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name, value in doc.items():
            if isinstance(value, Text):
                doc[name] = value.as_dict()
            elif isinstance(value, Decimal):
                doc[name] = digits(value)
            elif isinstance(value, date):
                doc[name] = value.isoformat()
        doc["changes"] = [text.as_dict() for text in self.changes]
        doc["weeks"] = [
            [w.start.isoformat(), digits(w.value), digits(w.previous)] for w in self.weeks
        ]
        doc["drivers"] = [[d.name.as_dict(), digits(d.effect), d.platform] for d in self.drivers]
        return doc


def number(kept: str | None) -> Decimal | None:
    """Return a number as it was kept."""
    return None if kept is None else Decimal(kept)


def digits(value: Decimal | None) -> str | None:
    """Return a number as it is kept: by its digits."""
    return None if value is None else str(value)


def said(kept: Mapping[str, str]) -> Text:
    """Return a sentence as it was kept."""
    return Text(kept["zh"], kept["en"])
