"""What people decided: settings, goals, answers, and who changed what; with the journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from data import tables as t
from data.engine import engine
from data.journal import JournalRow, Step, note, now
from data.kept_actions import Comment, KeptActions
from data.kept_alerts import Alert, KeptAlerts, Plan, PlanUsedUp
from data.kept_closings import KeptClosings
from data.kept_conversions import KeptConversions
from data.kept_events import KeptEvents
from data.kept_funnels import KeptFunnels
from data.kept_goals import KeptGoals
from data.kept_reviews import KeptReviews, Meeting, Note
from data.kept_scenarios import KeptScenarios
from data.kept_utm import KeptUtm
from data.versioned import Conflict

__all__ = [
    "Alert",
    "Comment",
    "Conflict",
    "JournalRow",
    "Meeting",
    "Note",
    "Plan",
    "PlanUsedUp",
    "State",
    "Step",
    "today",
]

TIME_ZONE = "Asia/Taipei"


class State(
    KeptGoals,
    KeptEvents,
    KeptClosings,
    KeptAlerts,
    KeptUtm,
    KeptConversions,
    KeptFunnels,
    KeptScenarios,
    KeptReviews,
    KeptActions,
):
    """The state database of a store; every write leaves an audit row in its own transaction."""

    @classmethod
    def open(cls, url: str) -> State:
        """Open by SQLAlchemy URL (:attr:`data.store.Store.state_url`); made when missing."""
        return cls(engine(url))

    # -- settings ---------------------------------------------------------------------------

    def setting(self, key: str, default: Any = None) -> Any:
        """Return a setting, else `default`."""
        return self.settings().get(key, default)

    def settings(self) -> dict[str, Any]:
        """Return every setting, in one look."""
        with self._engine.connect() as con:
            return {row.key: row.value for row in con.execute(sa.select(t.settings))}

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

    # -- service fees -------------------------------------------------------------------------

    def fee_rules(self) -> dict[int, dict[str, Any]]:
        """Return every fee rule by its id, as :mod:`data.rules.fees` writes it."""
        query = sa.select(t.fee_rules).order_by(t.fee_rules.c.rule_id)
        with self._engine.connect() as con:
            return {row.rule_id: row.doc for row in con.execute(query)}

    def save_fee_rule(
        self,
        doc: Mapping[str, Any],
        by: str,
        why: str,
        allow: Callable[[Mapping[int, Mapping[str, Any]]], None],
        rule_id: int | None = None,
    ) -> int:
        """Save a new fee rule, or change one; return its id.

        `allow` sees the other rules within the same transaction and raises what forbids this one.
        """
        with self._write() as con:
            kept = {row.rule_id: row.doc for row in con.execute(sa.select(t.fee_rules))}
            old = kept.pop(rule_id) if rule_id is not None else None
            allow(kept)
            if rule_id is None:
                done = con.execute(t.fee_rules.insert().values(doc=dict(doc)))
                rule_id = int(done.inserted_primary_key[0])  # type: ignore[index]
            else:
                where = t.fee_rules.c.rule_id == rule_id
                con.execute(t.fee_rules.update().where(where).values(doc=dict(doc)))
            note(con, by, f"fee rule {rule_id}", why, old, dict(doc))
            return rule_id

    def delete_fee_rule(self, rule_id: int, by: str, why: str) -> None:
        """Remove a fee rule; the audit keeps what it was."""
        with self._write() as con:
            where = t.fee_rules.c.rule_id == rule_id
            old = con.execute(sa.select(t.fee_rules.c.doc).where(where)).scalar()
            con.execute(t.fee_rules.delete().where(where))
            note(con, by, f"fee rule {rule_id}", why, old, None)

    # -- mappings of tables ---------------------------------------------------------------------

    def mappings(self) -> list[dict[str, Any]]:
        """Return every mapping's row, deleted ones too; :mod:`data.mapping` knows what they say."""
        query = sa.select(t.mappings).order_by(t.mappings.c.at, t.mappings.c.key)
        with self._engine.connect() as con:
            return [dict(row._mapping) for row in con.execute(query)]

    def save_mapping(self, key: str, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Keep a new mapping, or another document of one; who made it stays."""
        with self._write() as con:
            where = t.mappings.c.key == key
            old = con.execute(sa.select(t.mappings.c.doc).where(where)).scalar()
            if old is None:
                con.execute(t.mappings.insert().values(key=key, doc=dict(doc), by=by, at=now()))
            else:
                con.execute(t.mappings.update().where(where).values(doc=dict(doc)))
            note(con, by, f"mapping {key}", why, old, dict(doc))

    def replace_mapping(
        self, keys: tuple[str, str], doc: Mapping[str, Any], told: Sequence[str], by: str, why: str
    ) -> bool:
        """Put a mapping in another's place, with some answers; False where that one is gone."""
        m, (former, key), said = t.mappings.c, keys, t.answers.c
        with self._write() as con:
            where = (m.key == former) & m.deleted_at.is_(None)
            if not con.execute(t.mappings.update().where(where).values(deleted_at=now())).rowcount:
                return False
            con.execute(t.mappings.insert().values(key=key, doc=dict(doc), by=by, at=now()))
            kept = sa.select(t.answers).where(said.format == f"mapped.{former}", said.key.in_(told))
            for row in con.execute(kept).all():
                again = row._asdict() | {"format": f"mapped.{key}"}
                con.execute(t.answers.insert().values(again))
            note(con, by, f"mapping {key}", why, former, dict(doc))
        return True

    def delete_mapping(self, key: str, by: str, why: str) -> None:
        """Take a mapping out of use; files that were loaded by it can still be read again."""
        with self._write() as con:
            where = t.mappings.c.key == key
            old = con.execute(sa.select(t.mappings.c.doc).where(where)).scalar()
            con.execute(t.mappings.update().where(where).values(deleted_at=now()))
            note(con, by, f"mapping {key}", why, old, None)

    # -- audit --------------------------------------------------------------------------------

    def audit(self, what: str | None = None, *under: str) -> list[dict[str, Any]]:
        """Return who changed what, when, why, from what to what; oldest first.

        Parameters
        ----------
        what : str or None
            One thing alone: ``goal cac-1``.
        *under : str
            Whatever begins with one of these: ``goal``.
        """
        query = sa.select(t.audit).order_by(t.audit.c.audit_id)
        if what is not None:
            query = query.where(t.audit.c.what == what)
        if under:
            begins = (t.audit.c.what.startswith(word, autoescape=True) for word in under)
            query = query.where(sa.or_(*begins))
        with self._engine.connect() as con:
            return [dict(row._mapping) for row in con.execute(query)]

    def changed_at(self) -> datetime | None:
        """Return when somebody last changed anything (UTC); None where nobody did."""
        with self._engine.connect() as con:
            return con.execute(sa.select(sa.func.max(t.audit.c.at))).scalar()

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
