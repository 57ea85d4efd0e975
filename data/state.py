"""What people decided: settings, goals, answers, and who changed what; with the journal."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from data import tables as t
from data.journal import Journal, JournalRow, Step, note
from data.text import Text

__all__ = ["Conflict", "JournalRow", "State", "Step", "today"]

TIME_ZONE = "Asia/Taipei"

CONFLICT = Text(
    zh="「{goal}」剛剛被別人改過了（現在第 {now} 版，你看到第 {seen} 版）；請重新整理後再改。",
    en="“{goal}” was just changed by somebody else (version {now} now, you saw {seen}). Reload.",
)


class Conflict(RuntimeError):
    """Somebody else saved the same goal first; ``text`` says so in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


class State(Journal):
    """The state database of a store; every write leaves an audit row in its own transaction."""

    @classmethod
    def open(cls, url: str) -> State:
        """Open by SQLAlchemy URL (:attr:`data.store.Store.state_url`); made when missing."""
        return cls(t.engine(url))

    # -- settings ---------------------------------------------------------------------------

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting, else `default`."""
        with self._engine.connect() as con:
            row = con.execute(sa.select(t.settings.c.value).where(t.settings.c.key == key)).first()
        return default if row is None else row[0]

    def set_setting(self, key: str, value: Any, by: str, why: str = "") -> None:
        """Set one setting to a plain JSON value."""
        with self._write() as con:
            where = t.settings.c.key == key
            old = con.execute(sa.select(t.settings.c.value).where(where)).first()
            if old is None:
                con.execute(t.settings.insert().values(key=key, value=value))
            else:
                con.execute(t.settings.update().where(where).values(value=value))
            note(con, by, f"setting {key}", why, None if old is None else old[0], value)

    # -- goals ------------------------------------------------------------------------------

    def goals(self) -> list[dict[str, Any]]:
        """Return every goal's document with its ``id`` and ``version``, in their order."""
        query = sa.select(t.goals).order_by(t.goals.c.position, t.goals.c.id)
        with self._engine.connect() as con:
            return [{**g.doc, "id": g.id, "version": g.version} for g in con.execute(query)]

    def save_goal(self, doc: Mapping[str, Any], by: str, why: str) -> int:
        """Save one goal and return its new version.

        Raises
        ------
        Conflict
            When ``doc["version"]`` (0 or absent for a new goal) is not the version kept.
        """
        with self._write() as con:
            return _save_goal(con, doc, by, why)

    def save_goals(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several goals in one transaction: all of them or none."""
        with self._write() as con:
            for doc in docs:
                _save_goal(con, doc, by, why)

    def delete_goal(self, goal_id: str, by: str, why: str) -> None:
        """Remove a goal; the audit keeps what it was."""
        with self._write() as con:
            where = t.goals.c.id == goal_id
            old = con.execute(sa.select(t.goals.c.doc).where(where)).scalar()
            con.execute(t.goals.delete().where(where))
            note(con, by, f"goal {goal_id}", why, old, None)

    # -- remembered answers -------------------------------------------------------------------

    def answers(self, platform: str, account: str, format: str) -> dict[str, str]:
        """Return what was answered for this source before; account "" for files that name none."""
        kept = t.answers.c
        query = sa.select(kept.key, kept.value).where(
            kept.platform == platform, kept.format == format, kept.account == account
        )
        with self._engine.connect() as con:
            return {row.key: row.value for row in con.execute(query)}

    def remember(
        self, source: tuple[str, str, str], key: str, value: str, by: str, import_id: int
    ) -> None:
        """Keep an answer for the next file of one (platform, account, format)."""
        where = dict(zip(("platform", "account", "format"), source, strict=True), key=key)
        match = [t.answers.c[name] == wanted for name, wanted in where.items()]
        with self._write() as con:
            old = con.execute(sa.select(t.answers.c.value).where(*match)).scalar()
            con.execute(t.answers.delete().where(*match))
            con.execute(t.answers.insert().values(**where, value=value, import_id=import_id))
            note(con, by, f"answer {'/'.join(source)}/{key}", "", old, value)

    # -- audit --------------------------------------------------------------------------------

    def audit(self, what: str | None = None) -> list[dict[str, Any]]:
        """Return who changed what, when, why, from what to what; oldest first."""
        query = sa.select(t.audit).order_by(t.audit.c.audit_id)
        if what is not None:
            query = query.where(t.audit.c.what == what)
        with self._engine.connect() as con:
            return [dict(row._mapping) for row in con.execute(query)]

    def version(self) -> int:
        """Return a number that grows with every write: the key of whatever is derived from here."""
        with self._engine.connect() as con:
            return con.execute(sa.select(sa.func.max(t.audit.c.audit_id))).scalar() or 0


def today(state: State) -> date:
    """Return the day it is for the board: ``LODESTAR_TODAY``, else today in its time zone."""
    given = os.environ.get("LODESTAR_TODAY")
    if given:
        return date.fromisoformat(given)
    return datetime.now(ZoneInfo(state.setting("time_zone", TIME_ZONE))).date()


def _save_goal(con: sa.Connection, doc: Mapping[str, Any], by: str, why: str) -> int:
    """Write one goal when the version seen is the version kept."""
    goal_id, seen = str(doc["id"]), int(doc.get("version") or 0)
    where = t.goals.c.id == goal_id
    old = con.execute(sa.select(t.goals).where(where)).first()
    kept = old.version if old else 0
    if kept != seen:
        raise Conflict(CONFLICT.fill(goal=goal_id, now=kept, seen=seen))
    body = {k: v for k, v in doc.items() if k not in ("id", "version")}
    row = {"version": kept + 1, "doc": body, "position": int(doc.get("position") or 0)}
    if old is None:
        con.execute(t.goals.insert().values(id=goal_id, **row))
    else:
        con.execute(t.goals.update().where(where).values(**row))
    note(con, by, f"goal {goal_id}", why, None if old is None else old.doc, body)
    return kept + 1
