"""What a team settled about its campaign links: rules and pairings, as documents with versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tables as t
from data.versioned import KeptDocuments, Versioned

UTM = Versioned(t.utm, "utm")


class KeptUtm(KeptDocuments):
    """Rules and pairings in the state database; every write leaves an audit row with it."""

    def utm(self) -> list[dict[str, Any]]:
        """Return every document with its ``id`` and ``version``, by id."""
        return self._docs(UTM)

    def save_utm(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several documents in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(UTM, docs, by, why)

    def delete_utm(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove a document as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        self._delete(UTM, doc, by, why)
