"""What the site's analytics have seen: its events over the days that are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kpi.period import Span


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """One event.

    Parameters
    ----------
    count, sessions : int or None
        How often it came, and in how many sessions; None where that is not known.
    """

    name: str
    count: int | None
    sessions: int | None = None
    is_key: bool = False


@dataclass(frozen=True)
class Site:
    """The events of the site.

    Parameters
    ----------
    span : Span
        The days its counts stand for.
    whole : bool
        Whether the property itself listed them: one that is not there did not come. Exports hold
        the events somebody chose.
    """

    span: Span
    events: Sequence[SeenEvent] = ()
    whole: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, SeenEvent]:
        """The events by their exact names: GA4 tells Purchase from purchase."""
        return {event.name: event for event in self.events}

    def came(self, name: str) -> bool:
        """Whether an event came in these days."""
        return bool(name in self.by_name and self.by_name[name].count)
