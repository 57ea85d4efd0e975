"""What a team settled about its campaign links: rules and pairings, as documents with versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tables as t
from data.journal import Journal
from data.versioned import Versioned

UTM = Versioned(t.utm, "utm")


class KeptUtm(Journal):
    """Rules and pairings in the state database; every write leaves an audit row with it."""

    def utm(self) -> list[dict[str, Any]]:
        """Return every document with its ``id`` and ``version``, by id."""
        with self._engine.connect() as con:
            return UTM.docs(con)

    def save_utm(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several documents in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        with self._write() as con:
            for doc in docs:
                UTM.save(con, doc, by, why)

    def delete_utm(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove a document as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        with self._write() as con:
            UTM.delete(con, doc, by, why)
