"""What a team calls the stages of its pipelines: names nobody knows are mapped, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.state import State
from data.text import Text
from data.warehouse import rollups

SETTING = "stage_names"
STAGES: Mapping[str, Text] = {
    "lead": Text("名單", "Lead"),
    "mql": Text("MQL（行銷合格）", "MQL (marketing qualified)"),
    "sql": Text("SQL（業務合格）", "SQL (sales qualified)"),
    "opportunity": Text("商機", "Opportunity"),
    "won": Text("成交", "Won"),
    "lost": Text("失單", "Lost"),
    "nurture": Text("培育", "Nurture"),
    "invalid": Text("無效", "Invalid"),
    "trial": Text("試用", "Trial"),
    "activated": Text("啟用", "Activated"),
    "paid": Text("付費", "Paid"),
    "renewed": Text("續訂", "Renewed"),
    "other": Text("不算名單", "No lead"),
}
"""What a stage can mean, by its key in the master."""


def name_key(name: str) -> str:
    """Return what two spellings of one stage have in common, as data/sql/crm.sql compares them."""
    return name.strip(" ").lower()


def settled(state: State) -> tuple[tuple[str, str], ...]:
    """Return the names that were mapped, each with its stage, in order."""
    return tuple(sorted(dict(state.setting(SETTING, {})).items()))


def keep(state: State, mapped: Mapping[str, str], by: str, why: str) -> None:
    """Keep what stages are called; the audit keeps who, when and why."""
    named = {name_key(name): stage for name, stage in mapped.items() if stage in STAGES}
    state.set_setting(SETTING, dict(sorted(named.items())), by, why)


def kept(con: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """Return the names the master follows."""
    rows = con.execute("select name, stage from stage_names order by name").fetchall()
    return tuple((name, stage) for name, stage in rows)


def follow(
    con: duckdb.DuckDBPyConnection, mapped: tuple[tuple[str, str], ...], parsed: Path
) -> None:
    """Let stages be called so, and derive all leads again where that changes anything."""
    if mapped == kept(con):
        return
    con.execute("delete from stage_names")
    if mapped:
        con.executemany("insert into stage_names values (?, ?)", [list(pair) for pair in mapped])
    rollups.name_stages(con, parsed)
