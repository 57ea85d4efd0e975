"""Conversions as the state keeps them: documents with versions, and who changed which when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.versioned import KeptDocuments, Versioned

CONVERSIONS = Versioned(t.conversions, "conversion")


class KeptConversions(KeptDocuments):
    """The conversions of the state database; every write leaves an audit row with it."""

    def conversions(self) -> list[dict[str, Any]]:
        """Return every conversion's document with its ``id`` and ``version``, in their order."""
        return self._docs(CONVERSIONS)

    def save_conversions(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several conversions in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(CONVERSIONS, docs, by, why)

    def delete_conversion(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove a conversion as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        self._delete(CONVERSIONS, doc, by, why)

    def conversion_history(self, most: int) -> list[dict[str, Any]]:
        """Return the last changes of any conversion, the newest first."""
        a = t.audit.c
        query = sa.select(t.audit).where(a.what.startswith(f"{CONVERSIONS.noun} "))
        with self._engine.connect() as con:
            rows = con.execute(query.order_by(a.audit_id.desc()).limit(most))
            return [dict(row._mapping) for row in rows]
