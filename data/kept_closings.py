"""Closed months as the state keeps them: what their figures were, never written twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import Journal, note


class KeptClosings(Journal):
    """The closed months of the state database; closing and opening leave an audit row."""

    def closings(self) -> dict[str, dict[str, Any]]:
        """Return the document of every closed month by its name, ``2026-10``, oldest first."""
        query = sa.select(t.closings).order_by(t.closings.c.month)
        with self._engine.connect() as con:
            return {row.month: row.doc for row in con.execute(query)}

    def close_month(self, month: str, doc: Mapping[str, Any], by: str, why: str) -> bool:
        """Keep the figures of a month; False where somebody closed it before: theirs stay."""
        with self._write() as con:
            if _doc(con, month) is not None:
                return False
            con.execute(t.closings.insert().values(month=month, doc=dict(doc)))
            note(con, by, f"closing {month}", why, None, dict(doc))
        return True

    def open_month(self, month: str, by: str, why: str) -> bool:
        """Open a month again; False where it is open. The audit keeps what was frozen."""
        with self._write() as con:
            old = _doc(con, month)
            if old is None:
                return False
            con.execute(t.closings.delete().where(t.closings.c.month == month))
            note(con, by, f"closing {month}", why, old, None)
        return True


def _doc(con: sa.Connection, month: str) -> Any:
    return con.execute(sa.select(t.closings.c.doc).where(t.closings.c.month == month)).scalar()
