"""A team's own events: campaigns, posts, experiments, outages, kept with who and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from data.state import State
from data.text import Text
from kpi.calendar.occasion import Kind, Occasion
from kpi.period import Span

Side = Literal["", "inside", "outside"]


@dataclass(frozen=True, slots=True)
class Event:
    """One own event.

    Parameters
    ----------
    first, last : datetime.date
        Both included.
    topic, channel, owner : str
        What it is about, where it runs, who looks after it; empty where nobody said.
    side : str
        ``inside`` (對內) or ``outside`` (對外); empty where nobody said.
    kpis : tuple of str
        Keys of the KPIs it belongs to; empty for all.
    partner : str or None
        Of a campaign: the id of last year's, which it is compared with day by day.
    version : int
        Of the kept document; 0 for one that is not kept yet.
    """

    id: str
    kind: Kind
    name: str
    first: date
    last: date
    topic: str = ""
    channel: str = ""
    side: Side = ""
    owner: str = ""
    kpis: tuple[str, ...] = ()
    partner: str | None = None
    version: int = 0

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Event:
        """Build an event from its document in the state."""
        known = {f.name: doc[f.name] for f in fields(cls) if doc.get(f.name) is not None}
        known |= {name: date.fromisoformat(doc[name]) for name in ("first", "last")}
        return cls(**known | {"kpis": tuple(doc.get("kpis", ()))})

    def as_doc(self) -> dict[str, Any]:
        """Return the document of it, with what is said and nothing else."""
        doc = {f.name: getattr(self, f.name) for f in fields(self)}
        doc |= {"first": self.first.isoformat(), "last": self.last.isoformat()}
        doc["kpis"] = list(self.kpis)
        needed = ("id", "kind", "name", "first", "last", "version")
        return {name: value for name, value in doc.items() if value or name in needed}

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last)

    def occasion(self) -> Occasion:
        """Return it as an occasion; its days are counted from the first."""
        name = Text(self.name, self.name)
        return Occasion(self.id, self.kind, name, self.span, self.first, self.kpis, self.partner)


def events(state: State) -> tuple[Event, ...]:
    """Return every own event, by first day."""
    return tuple(Event.from_doc(doc) for doc in state.events())


def roots(every: Iterable[Occasion]) -> dict[str, str]:
    """Return for each own event the first of the chain of its partners: what it is in any year."""
    partner = {o.key: o.partner for o in every}
    found = {}
    for key in partner:
        root, seen = key, {key}
        while (before := partner.get(root)) in partner and before not in seen:
            root = str(before)
            seen.add(root)
        found[key] = root
    return found
