"""Funnels a team put together, as documents with versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tables as t
from data.versioned import KeptDocuments, Versioned

FUNNELS = Versioned(t.funnels, "funnel")


class KeptFunnels(KeptDocuments):
    """Funnels in the state database; every write leaves an audit row with it."""

    def funnels(self) -> list[dict[str, Any]]:
        """Return every funnel's document with its ``id`` and ``version``, by id."""
        return self._docs(FUNNELS)

    def save_funnels(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several funnels in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(FUNNELS, docs, by, why)

    def delete_funnel(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove a funnel as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        self._delete(FUNNELS, doc, by, why)
