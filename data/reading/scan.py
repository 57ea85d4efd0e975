"""One pass of DuckDB over the text: good rows go to Parquet, every other record is held back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb

from data.reading import encoded
from data.reading.judge import columns
from data.reading.plan import Plan
from data.reading.statement import Text, bound, records
from data.reading.text.records import Count, count, edges

LONG = 32 << 20
"""Bytes from which only the two ends of a text are searched for what is no data, at first."""
_HELD, _MORE = "create or replace temp table held as", "insert into held"


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
    loaded = encoded.load(con, text, plan, out)
    if loaded is not None:
        return loaded
    sql = f"copy ({records(plan, text, columns(plan), 'null')}) to $out (format parquet)"
    done = con.execute(sql, bound(sql, plan, text.path, text.delimiter, out=str(out)))
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
        _hold(con, text, plan, _HELD, head, above, above)
        _hold(con, text, plan, _MORE, tail, 0, counted.records - count(tail).records)
        if above + loaded + _held(con) == counted.records:
            return _held(con)
    _hold(con, text, plan, _HELD, text.path, above, above)
    return _held(con)


def values(con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, wanted: str) -> list[Any]:
    """Return one row of aggregates over the cells of all records, good or not."""
    select = records(plan, text, wanted, "null or true")
    found = con.execute(select, bound(select, plan, text.path, text.delimiter))
    return list(found.fetchall()[0])


def _hold(
    con: duckdb.DuckDBPyConnection,
    text: Text,
    plan: Plan,
    into: str,
    part: Path,
    skip: int,
    offset: int,
) -> None:
    sql = f"{into} {_held_statement(plan, text, skip)}"
    con.execute(sql, bound(sql, plan, part, text.delimiter, offset=offset))


def _held(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("select count(*) from held").fetchall()[0][0])


def _held_statement(plan: Plan, text: Text, skip: int) -> str:
    """Return the scan that keeps what is not good, with all its cells."""
    raw = ", ".join(f"c{i}" for i in range(text.width))
    measured = " or ".join(f"{m.value} is not null" for m in plan.measures) or "false"
    wanted = f"row_no, fault, [{raw}] as cells, {measured} as measured, {columns(plan)}"
    row_no = "$offset + row_number() over ()"
    return records(plan, text, wanted, "not null", row_no=row_no, skip=str(skip))
