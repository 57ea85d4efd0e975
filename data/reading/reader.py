"""Read one export file: typed rows, what was held back, and a report that accounts for it all."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from data.limits import TERMINAL, Limits
from data.mapping.mapping import ColumnMapping
from data.reading.mapped import known as known_mappings
from data.reading.opening import Opened, open_table, tidied
from data.reading.outcome import conclude
from data.reading.plan import Plan, accounts, first_plan
from data.reading.refusal import Refusal, Unanswered, refuse
from data.reading.scan import connect, hold, load
from data.reading.settle import settle_currency, settle_days, settle_marks
from data.reading.shop import whole_orders
from data.reading.sorting import Rows, settle_labels, sort_held
from data.reading.text.records import count
from data.report import Report
from data.schema import ORDERS
from data.text import Text

PARSER_VERSION = 4
"""Raise it when the same file would read differently; replay tells old Parquet from new by it."""

_LOST = Text(
    "檔案有 {records} 列，但只讀到 {read} 列，無法對齊，因此沒有載入任何一列。",
    "The file has {records} rows but {read} were read; as they do not close, nothing was loaded.",
)
_UNREADABLE = Text("檔案無法分欄讀取：{why}", "The file cannot be split into rows and cells: {why}")
_EXPORT_AGAIN = Text("請從平台重新匯出。", "Export it again from the platform.")
_TOO_LONG = Text("檔案有 {n} 列，上限是 {limit} 列。", "The file has {n} rows; {limit} may be.")
_SHORTER = Text(
    "請縮短日期範圍分次匯出，或改用終端機匯入。",
    "Export a shorter range at a time, or import it from the terminal.",
)


def read(
    path: Path,
    name: str,
    out: Path,
    answers: dict[str, str],
    limits: Limits = TERMINAL,
    today: date | None = None,
    key: bytes | None = None,
    mappings: Sequence[ColumnMapping] = (),
) -> Report:
    """Read one file into typed Parquet at `out`, and its bad rows into a CSV beside it.

    Parameters
    ----------
    path : pathlib.Path
        The file as received.
    name : str
        What its owner calls it; never used to recognise it.
    out : pathlib.Path
        Where the Parquet goes; ``<out>.quarantine.csv`` gets the bad rows.
    answers : dict of str to str
        Answers to earlier questions, by question key.
    today : datetime.date or None
        The day it is in Taipei, after which no row may lie; the clock's own by default.
    key : bytes or None
        What customers of order files are keyed with; None keys nobody.
    mappings : sequence of ColumnMapping
        What people have said of tables of their own.

    Returns
    -------
    Report
        Never an exception for what a file may hold: a refusal or a question is a report too.
    """
    today = today or datetime.now(ZoneInfo("Asia/Taipei")).date()
    known: dict[str, Any] = {"parser_version": PARSER_VERSION}
    with tempfile.TemporaryDirectory(prefix="reading-", dir=out.parent) as work:
        try:
            with known_mappings(mappings):
                opened = open_table(path, Path(work), answers, limits)
            known |= _recognised(opened)
            plan = first_plan(opened.table, today, answers, key)
            known |= {"currency": plan.currency, "accounts": accounts(opened.table)}
            with connect(path, Path(work), out) as con:
                rows = _rows(con, opened, plan, out, answers, limits)
                return conclude(con, rows, out, answers, known)
        except Refusal as refusal:
            out.unlink(missing_ok=True)
            told = {"problems": refusal.problems, "sketch": refusal.sketch}
            return Report("rejected", **known | told).held_back()
        except Unanswered as unanswered:
            out.unlink(missing_ok=True)
            told = {"questions": unanswered.questions} | unanswered.known
            return Report("needs_answer", **known | told).held_back()


def _recognised(opened: Opened) -> dict[str, Any]:
    """Return what the report says of a file as soon as its table is found."""
    export = opened.table.export
    return {
        "format": opened.table.format,
        "platform": export.platform.key,
        "level": None if export.level is None else int(export.level),
        "book": export.book.key,
        "warnings": opened.warnings,
    }


def _rows(
    con: duckdb.DuckDBPyConnection,
    opened: Opened,
    plan: Plan,
    out: Path,
    answers: dict[str, str],
    limits: Limits,
) -> Rows:
    """Read the text as it lies; where that does not account for every record, tidy it first."""
    text = opened.text
    try:
        rows = _attempt(con, opened, plan, out, answers, limits)
        why = _LOST.fill(
            records=rows.counted.records, read=plan.table.header_row + rows.loaded + rows.held
        )
    except duckdb.Error as error:
        if "CSV" not in str(error):
            raise
        if "parallel=false" in str(error) and text.parallel:
            opened = replace(opened, text=replace(text, parallel=False))
            return _rows(con, opened, plan, out, answers, limits)
        rows, why = None, _UNREADABLE.fill(why=str(error).split("\n")[0])
    if rows and rows.closes and (rows.counted.plain or text.tidied):
        if plan.book is ORDERS:
            whole_orders.combine(con, rows.plan, out)
        return rows
    if text.tidied:
        raise refuse(why, _EXPORT_AGAIN, sheet=opened.sheet)
    return _rows(con, tidied(opened, limits), plan, out, answers, limits)


def _attempt(
    con: duckdb.DuckDBPyConnection,
    opened: Opened,
    plan: Plan,
    out: Path,
    answers: dict[str, str],
    limits: Limits,
) -> Rows:
    """Read a text by a plan, and again where its rows show that the plan must change."""
    text = opened.text
    with ThreadPoolExecutor(1) as pool:
        counting = pool.submit(count, text.path, limits.cell)
        plan, warnings = settle_days(con, text, plan, answers)
        loaded = load(con, text, plan, out)
        counted = counting.result()
    if counted.records > limits.rows:
        rule = _TOO_LONG.fill(n=f"{counted.records:,}", limit=f"{limits.rows:,}")
        raise refuse(rule, _SHORTER, sheet=opened.sheet)
    while True:
        held = hold(con, text, plan, loaded, counted)
        rows = Rows(opened, plan, counted, loaded, held, warnings)
        if not rows.closes:
            return rows
        sort_held(con, rows)
        settled = _settled(con, plan, out, answers)
        if settled == plan:
            return rows
        plan = settled
        loaded = load(con, text, plan, out)


def _settled(
    con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, answers: dict[str, str]
) -> Plan:
    """Return the plan as the rows held back show it should be."""
    settled = settle_marks(con, settle_currency(con, plan), out, answers)
    settled = settle_labels(con, settled, out)
    orders = settled == plan and plan.book is ORDERS
    return whole_orders.settle(con, plan, out) if orders else settled
