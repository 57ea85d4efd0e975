"""A weekly review on the record: what was frozen when it was opened, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from data.state import State
from data.text import Text
from kpi.period import Span
from kpi.review.frozen import Frozen, said

Kind = Literal["actions", "past", "star", "core", "kpi", "pacing", "highlights", "unsaid", "close"]
"""What an item of the agenda is about, in the order of the agenda."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an item: a sentence, with the channel it is of.

    Parameters
    ----------
    who : Text or None
        Who contributed.
    platform : str
        The channel it is of; empty for what is of none.
    margin : bool
        Whether an outside eye must not see it.
    """

    text: Text
    who: Text | None = None
    platform: str = ""
    margin: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What an item shows as rows.

    Parameters
    ----------
    platforms : tuple of str
        The channel of each row; empty for what is of none.
    margins : tuple of bool
        Of each row, whether an outside eye must not see it.
    """

    titles: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    platforms: tuple[str, ...] = ()
    margins: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to talk about.

    Parameters
    ----------
    key : str
        Its place in the URL: its kind, or the id of the goal it is about.
    minutes : int
        How long it should take.
    goal : str
        The goal whose frozen KPI it shows; empty where it shows none.
    """

    key: str
    kind: Kind
    title: Text
    minutes: int
    goal: str = ""
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one item.

    Parameters
    ----------
    step : str
        The key of a step of the playbook, or ``skip`` for 「本週不處理」.
    why : str
        The reason, as people typed it.
    action : str
        The action that came of it; empty for none.
    """

    item: str
    step: str
    why: str
    owner: str
    due: date | None
    action: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """One weekly review.

    Parameters
    ----------
    id : str
        The Monday of its week: ``2026-11-16``.
    snapshot : int
        The number of the snapshot whose figures it froze.
    known_at : datetime.datetime
        When the newest import of that snapshot came (UTC): what came later changed the past.
    opened_at, closed_at : datetime.datetime or None
        UTC; None while it is open.
    news : Text
        The week in one sentence.
    terms : tuple of Text
        Currency, tax basis, and how far each source had told its days.
    version : int
        Of the kept document; 0 for what is not kept yet.
    """

    id: str
    week: Span
    snapshot: int
    known_at: datetime
    opened_at: datetime
    opened_by: str
    currency: str | None
    news: Text
    terms: tuple[Text, ...]
    frozen: tuple[Frozen, ...]
    agenda: tuple[Item, ...]
    decisions: tuple[Decision, ...] = ()
    closed_at: datetime | None = None
    closed_by: str = ""
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided upon."""
        return self.closed_at is None

    def of_goal(self, goal: str) -> Frozen | None:
        """Return the frozen KPI of a goal."""
        return next((one for one in self.frozen if one.goal == goal), None)

    def decided(self, item: str) -> Decision | None:
        """Return what was decided on an item."""
        return next((one for one in self.decisions if one.item == item), None)

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Review:
        """Build a review from its document."""
        return cls(
            id=doc["id"],
            week=Span(*map(date.fromisoformat, doc["week"])),
            snapshot=doc["snapshot"],
            known_at=datetime.fromisoformat(doc["known_at"]),
            opened_at=datetime.fromisoformat(doc["opened_at"]),
            opened_by=doc["opened_by"],
            currency=doc["currency"],
            news=said(doc["news"]),
            terms=tuple(map(said, doc["terms"])),
            frozen=tuple(map(Frozen.from_doc, doc["frozen"])),
            agenda=tuple(map(_item, doc["agenda"])),
            decisions=tuple(map(_decision, doc["decisions"])),
            closed_at=datetime.fromisoformat(doc["closed_at"]) if doc["closed_at"] else None,
            closed_by=doc["closed_by"],
            version=doc["version"],
        )

    def as_doc(self) -> dict[str, Any]:
        """Return its document."""
        return {
            "id": self.id,
            "week": [self.week.start.isoformat(), self.week.end.isoformat()],
            "snapshot": self.snapshot,
            "known_at": self.known_at.isoformat(),
            "opened_at": self.opened_at.isoformat(),
            "opened_by": self.opened_by,
            "currency": self.currency,
            "news": self.news.as_dict(),
            "terms": [text.as_dict() for text in self.terms],
            "frozen": [one.as_doc() for one in self.frozen],
            "agenda": [_item_doc(item) for item in self.agenda],
            "decisions": [_decision_doc(one) for one in self.decisions],
            "closed_at": self.closed_at.isoformat() if self.closed_at else None,
            "closed_by": self.closed_by,
            "version": self.version,
        }


def reviews(state: State) -> tuple[Review, ...]:
    """Return every review, the newest week first."""
    return tuple(Review.from_doc(doc) for doc in reversed(state.reviews()))


def review(state: State, id: str) -> Review | None:
    """Return one review; None where there is none of that week."""
    doc = state.review_doc(id)
    return Review.from_doc(doc) if doc else None


def _item(doc: Mapping[str, Any]) -> Item:
    lines = tuple(
        Line(said(text), said(who) if who else None, platform, margin)
        for text, who, platform, margin in doc["lines"]
    )
    kept = doc["table"]
    table = Table(
        tuple(map(said, kept["titles"])),
        tuple(tuple(map(said, row)) for row in kept["rows"]),
        tuple(kept["platforms"]),
        tuple(kept["margins"]),
    ) if kept else None  # fmt: skip
    named = (doc["key"], doc["kind"], said(doc["title"]), doc["minutes"], doc["goal"])
    return Item(*named, lines, table)


def _item_doc(item: Item) -> dict[str, Any]:
    table = item.table and {
        "titles": [text.as_dict() for text in item.table.titles],
        "rows": [[cell.as_dict() for cell in row] for row in item.table.rows],
        "platforms": list(item.table.platforms),
        "margins": list(item.table.margins),
    }
    return {
        "key": item.key, "kind": item.kind, "title": item.title.as_dict(),
        "minutes": item.minutes, "goal": item.goal, "table": table,
        "lines": [[line.text.as_dict(), line.who.as_dict() if line.who else None, line.platform,
                   line.margin] for line in item.lines],
    }  # fmt: skip


def _decision(doc: Mapping[str, Any]) -> Decision:
    due = date.fromisoformat(doc["due"]) if doc["due"] else None
    return Decision(**{**doc, "due": due, "at": datetime.fromisoformat(doc["at"])})


def _decision_doc(one: Decision) -> dict[str, Any]:
    doc = {name: getattr(one, name) for name in one.__slots__}
    return {**doc, "due": one.due and one.due.isoformat(), "at": one.at.isoformat()}
