"""Which sales channels count as the shop's own site: 官網, and whichever people say besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from data.schema import OWN_SITE
from data.sql import recipe
from data.state import State
from data.warehouse import rollups

SETTING = "own_channels"


def settled(state: State) -> tuple[str, ...]:
    """Return the channels that shall count besides 官網."""
    return tuple(sorted(state.setting(SETTING, ())))


def keep(state: State, channels: Iterable[str], by: str, why: str) -> None:
    """Keep which channels count besides 官網; the audit keeps who, when and why."""
    state.set_setting(SETTING, sorted({*channels} - {OWN_SITE}), by, why)


def kept(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the channels that count in the master besides 官網."""
    rows = con.execute("select channel from own_channels order by channel").fetchall()
    return tuple(channel for (channel,) in rows)


def count(con: duckdb.DuckDBPyConnection, channels: Sequence[str]) -> None:
    """Let these channels count, and derive the days of orders again where that changes anything.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        The master with its orders in place; a transaction must be open around it.
    """
    if tuple(sorted(channels)) != kept(con):
        con.execute(recipe("own_channels"), {"channels": list(channels)})
        rollups.order_days(con)
