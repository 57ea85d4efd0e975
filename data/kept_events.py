"""Own events as the state keeps them: documents with versions, so that nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tables as t
from data.versioned import KeptDocuments, Versioned

EVENTS = Versioned(t.events, "event")


class KeptEvents(KeptDocuments):
    """The calendar of the state database; every write leaves an audit row with it."""

    def events(self) -> list[dict[str, Any]]:
        """Return every own event's document with its ``id`` and ``version``, by first day."""
        return sorted(self._docs(EVENTS), key=lambda doc: (doc["first"], doc["last"], doc["id"]))

    def save_events(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several events in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(EVENTS, docs, by, why)

    def delete_event(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove an event as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        self._delete(EVENTS, doc, by, why)
