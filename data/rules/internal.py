"""Which marks of visits people call internal: the rest count, and without a choice all marks do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.sql import recipe
from data.state import State
from data.warehouse import rollups

SETTING = "internal_filters"


def settled(state: State) -> tuple[str, ...] | None:
    """Return the marks that were chosen; None where nobody chose yet."""
    chosen = state.setting(SETTING)
    return None if chosen is None else tuple(sorted(chosen))


def keep(state: State, names: Iterable[str], by: str, why: str) -> None:
    """Keep which marks are internal; the audit keeps who, when and why."""
    state.set_setting(SETTING, sorted(set(names)), by, why)


def kept(con: duckdb.DuckDBPyConnection) -> tuple[str, ...] | None:
    """Return the marks that are internal in the master; None where all are."""
    rows = con.execute("select chosen from internal_filters").fetchall()
    return tuple(rows[0][0]) if rows else None


def take_out(con: duckdb.DuckDBPyConnection, chosen: tuple[str, ...] | None, parsed: Path) -> None:
    """Let these marks be internal, and derive the marked days again where that changes anything.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        The master; a transaction must be open around it.
    parsed : pathlib.Path
        Folder of the imports' typed rows.
    """
    if chosen == kept(con):
        return
    con.execute("delete from internal_filters")
    if chosen is not None:
        con.execute("insert into internal_filters values ($chosen)", {"chosen": list(chosen)})
    con.execute(recipe("resolve"))
    con.execute(recipe("touched_marks"))
    rollups.rebuild(con, parsed)
