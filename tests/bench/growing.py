"""Stores of the benches: kept between runs, and grown by a book of typed rows."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from data.hold import ingesting
from data.journal import Step
from data.limits import TERMINAL
from data.report import Report, Rows, Span
from data.state import State
from data.store import Store

Made = dict[str, int | str]
"""What a store holds, as its file tells."""


def kept(told: Path) -> Made | None:
    """Return what the store beside a file holds; one of an earlier layout is built again from its
    typed rows. None where the store was never finished.
    """
    if not told.exists():
        return None
    store = Store.at(told.parent)
    with ingesting(store, State.open(store.state_url), "bench", TERMINAL, wait=True):
        return json.loads(told.read_text())


def grow(told: Path, base: Path, made: Made, add: Callable[[Store, State], int]) -> Made:
    """Copy a store and load one more import into it; say beside it what it holds now."""
    root = told.parent
    if root.exists():
        shutil.rmtree(root)
    shutil.copytree(base, root, ignore=shutil.ignore_patterns("damaged-*", "former-*"))
    store = Store.at(root)
    state = State.open(store.state_url)
    with ingesting(store, state, "bench", TERMINAL, wait=True) as ingest:
        ingest.decide(state.entry(add(store, state)), keep=True)
    told.write_text(json.dumps(made))
    return made


def enter(
    store: Store, state: State, name: str, drawn: tuple[str, Mapping[str, Any]],
    types: Mapping[str, str], period: Span, **report: Any,
) -> int:  # fmt: skip
    """Write typed rows and their journal row, as a parsed file has them; return the import.

    Parameters
    ----------
    drawn : (str, mapping)
        The SQL that invents the rows and what is bound in it; a column it does not make is empty.
    types : mapping of str to str
        The columns of the book's typed rows with their types.
    report
        What else the parsed file's report says.
    """
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    import_id = state.received(sha256, name, "bench", period.end)
    with duckdb.connect() as con:
        rows = con.sql(drawn[0], params=dict(drawn[1])).to_arrow_table()
        columns = [
            f"{c}::{t} as {c}" if c in rows.column_names else f"null::{t} as {c}"
            for c, t in types.items()
        ]
        con.register("drawn", rows)
        con.table("drawn").project(", ".join(columns)).write_parquet(str(store.rows(import_id)))
    many = Rows(in_=rows.num_rows, loaded=rows.num_rows)
    told = Report(
        status="parsed", sha256=sha256, currency="TWD", period=period, rows=many, **report
    )
    state.move(import_id, Step.PARSED, "bench", report=told)
    return import_id
