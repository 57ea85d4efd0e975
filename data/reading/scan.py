"""One pass of DuckDB over the text: good rows go to Parquet, every other record is held back."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.reading.judge import EPOCH, columns, faults, typed
from data.reading.plan import Plan
from data.reading.shop.identity import pads
from data.reading.text.records import MISSING, Count, count, edges
from data.sql import recipe

LONG = 32 << 20
"""Bytes from which only the two ends of a text are searched for what is no data, at first."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to scan.

    Parameters
    ----------
    width : int
        Cells of its widest record.
    work : pathlib.Path
        A folder for what is written while reading.
    tidied : bool
        Whether it was written by `data.reading.text.records`: every record then has
        the same width.
    parallel : bool
        Whether DuckDB may read it in parallel; not where cells of a raw text break lines.
    """

    path: Path
    delimiter: str
    width: int
    work: Path
    tidied: bool = False
    parallel: bool = True


def connect(raw: Path, work: Path, out: Path) -> duckdb.DuckDBPyConnection:
    """Open an engine that sees one file, two folders and nothing else."""
    con = duckdb.connect(":memory:")
    # it turns try_cast over read_csv into a cast that fails the whole file (duckdb 2.0.0)
    con.execute("set disabled_optimizers = 'type_pushdown'")
    con.execute(f"set threads = {min(os.cpu_count() or 1, 4)}")
    con.execute("set memory_limit = '450MB'")
    con.execute("set temp_directory = $folder", {"folder": str(work / "spill")})
    con.execute("set allowed_paths = $files", {"files": [str(raw)]})
    con.execute("set allowed_directories = $folders", {"folders": [str(work), str(out.parent)]})
    for setting in (
        "autoinstall_known_extensions",
        "autoload_known_extensions",
        "allow_community_extensions",
        "enable_external_access",
    ):
        con.execute(f"set {setting} = false")
    con.execute("set lock_configuration = true")
    return con


def load(con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, out: Path) -> int:
    """Write the good rows as Parquet; return how many."""
    select = _statement(plan, text, "0", columns(plan), "null")
    sql = f"copy ({select}) to $out (format parquet)"
    done = con.execute(sql, _bound(sql, plan, text.path, text.delimiter, out=str(out)))
    return int(done.fetchall()[0][0])


def hold(
    con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, loaded: int, counted: Count
) -> int:
    """Collect in table ``held`` every record that is not good, with its number; return how many.

    The ends of a long text are searched first: where they account for every record that was not
    loaded, the middle need not be read again.
    """
    above = plan.table.header_row
    if text.path.stat().st_size > LONG:
        head, tail = text.work / "head.csv", text.work / "tail.csv"
        for path, part in zip((head, tail), edges(text.path), strict=True):
            path.write_bytes(part)
        _create_held(con, text, plan)
        _hold(con, text, plan, head, above, above)
        _hold(con, text, plan, tail, 0, counted.records - count(tail).records)
        if above + loaded + _held(con) == counted.records:
            return _held(con)
    _create_held(con, text, plan)
    _hold(con, text, plan, text.path, above, above)
    return _held(con)


def values(con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, wanted: str) -> list[Any]:
    """Return one row of aggregates over the cells of all records, good or not."""
    select = _statement(plan, text, "0", wanted, "null or true")
    bound = _bound(select, plan, text.path, text.delimiter)
    return list(con.execute(select, bound).fetchall()[0])


def _create_held(con: duckdb.DuckDBPyConnection, text: Text, plan: Plan) -> None:
    select = _held_statement(plan, text, plan.table.header_row)
    create = f"create or replace temp table held as {select} limit 0"
    con.execute(create, _bound(create, plan, text.path, text.delimiter, offset=0))


def _hold(
    con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, part: Path, skip: int, offset: int
) -> None:
    insert = f"insert into held {_held_statement(plan, text, skip)}"
    con.execute(insert, _bound(insert, plan, part, text.delimiter, offset=offset))


def _held(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("select count(*) from held").fetchall()[0][0])


def _held_statement(plan: Plan, text: Text, skip: int) -> str:
    """Return the scan that keeps what is not good, with all its cells."""
    raw = ", ".join(f"c{i}" for i in range(text.width))
    measured = " or ".join(f"{m.value} is not null" for m in plan.measures)
    wanted = f"row_no, fault, [{raw}] as cells, {measured} as measured, {columns(plan)}"
    return _statement(plan, text, "$offset + row_number() over ()", wanted, "not null", skip)


def _statement(
    plan: Plan, text: Text, row_no: str, wanted: str, kept: str, skip: int | None = None
) -> str:
    """Return scan.sql with the columns and readings of one file."""
    return recipe("scan").format(
        row_no=row_no,
        columns="{" + ", ".join(f"'c{i}': 'varchar'" for i in range(text.width)) + "}",
        missing=MISSING,
        padding=str(not text.tidied).lower(),
        skip=plan.table.header_row if skip is None else skip,
        parallel=str(text.parallel).lower(),
        typed=", ".join(f"{sql} as {column}" for column, sql in typed(plan).items()),
        faults=" ".join(f"when {test} then '{code}'" for test, code in faults(plan, text.width)),
        wanted=wanted,
        kept=kept,
    )


def _bound(sql: str, plan: Plan, path: Path, delimiter: str, **more: Any) -> dict[str, Any]:
    """Return the values a statement binds; DuckDB refuses one it does not know."""
    first, last = plan.table.declared or (EPOCH, plan.horizon)
    bound = {
        "text": str(path),
        "delimiter": delimiter,
        "first": first,
        "last": last,
        "horizon": plan.horizon,
        "currency": plan.currency,
        "labelled": list(plan.labelled),
        **{f"said_{role}": value for role, value in plan.table.said.items()},
        **(pads(plan.key) if plan.key else {}),
        **more,
    }
    return {name: value for name, value in bound.items() if f"${name}" in sql}
