"""Actions that people took on, as documents with versions, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import note, now
from data.versioned import KeptDocuments, Versioned

ACTIONS = Versioned(t.actions, "action")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment on an action; `at` is UTC."""

    action: str
    by: str
    at: datetime
    text: str


class KeptActions(KeptDocuments):
    """Actions in the state database; every write leaves an audit row with it."""

    def actions(self) -> list[dict[str, Any]]:
        """Return every action's document with its ``id`` and ``version``, by id."""
        return self._docs(ACTIONS)

    def save_actions(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several actions in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(ACTIONS, docs, by, why)

    def comments(self) -> list[Comment]:
        """Return every comment, the oldest first."""
        c = t.comments.c
        query = sa.select(c.action, c.by, c.at, c.text).order_by(c.comment_id)
        with self._engine.connect() as con:
            return [Comment(*row) for row in con.execute(query)]

    def comment(self, action: str, by: str, text: str) -> None:
        """Add a comment to an action."""
        with self._write() as con:
            row = {"action": action, "by": by, "at": now(), "text": text}
            con.execute(t.comments.insert().values(row))
            note(con, by, f"comment {action}", "", None, text)
