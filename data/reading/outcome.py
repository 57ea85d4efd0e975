"""The end of reading a file: everything counted, compared with its totals, and reported."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from data.reading.actions import actions
from data.reading.crm import leads
from data.reading.faults import SHOWN, problems, write_quarantine
from data.reading.objections import READ_RULES, objections
from data.reading.plan import Plan
from data.reading.refusal import Refusal, Unanswered, refuse
from data.reading.search.words import search_warnings
from data.reading.sheets.tidy_text import agreed, placed
from data.reading.shop import orders
from data.reading.sorting import Rows, row_count
from data.reading.totals import balance
from data.report import Problem, Question, Report, Span
from data.report import Rows as RowCount
from data.schema import CRM, ORDERS, PARTS, SEARCH, SPAN, WEB
from data.sql import filled, recipe
from data.text import Text

ASK_ABOVE = 0.05
"""Share of bad rows above which a person is asked first."""
KEPT_OF_REFUSED = 10_000
"""Rows written to the quarantine file of a file that is refused as a whole."""

_NO_ROWS = Text("檔案沒有資料，只有標題列。", "The file holds no data: a header and not one row.")
_ONLY_TOTALS = Text("檔案沒有資料，只有總計列。", "The file holds no data: totals and not one row.")
_SAYS_NONE = Text(
    "匯出檔自己註明沒有資料（No data available）。",
    "The export says “No data available”: there is not one row in it.",
)
_OTHER_RANGE = Text(
    "請確認匯出時選的日期範圍與篩選條件裡有資料。",
    "Check that the range and filters chosen for the export hold data.",
)
_CUT_OFF = Text(
    "檔案最後一列沒有換行，可能沒有下載完整；請確認最後一列的數字。",
    "The last row has no line end: the file may be cut off. Check the last row's figures.",
)
_QUARANTINE = Text(
    "{bad} 列（{share}）無法讀取，已列出原因。要載入其餘 {good} 列嗎？",
    "{bad} rows ({share}) could not be read; each is listed. Load the other {good}?",
)
_QUARANTINES = (
    ("load", Text("載入其餘的列", "Load the other rows")),
    ("reject", Text("整個檔案不載入", "Load nothing of this file")),
)
_DECLINED = Text("依您的選擇，整個檔案未載入。", "As you chose, nothing of this file was loaded.")
_MORE = Text(
    "共有 {n} 列無法讀取，這裡列出前 {shown} 列；完整清單可下載。",
    "{n} rows could not be read; the first {shown} are listed, the download has all.",
)
_PARTS = Text(
    "檔案沒有「購買次數」欄，只有「{column}」，後者只是一部分，因此轉換次數視為未知。",
    "There is no column “Purchases”, and “{column}” is only a part of them: conversions stay"
    " unknown.",
)
_CONVERTED = Text(
    "檔案沒有帳戶幣別的「費用」欄，只有換算後的「{column}」，因此花費視為未知。",
    "There is no “Cost” in the account's own currency, only “{column}”: cost stays unknown.",
)


def conclude(
    con: duckdb.DuckDBPyConnection,
    rows: Rows,
    out: Path,
    answers: dict[str, str],
    known: dict[str, Any],
) -> Report:
    """Return the report of a file whose rows were read and close.

    Raises
    ------
    Refusal
        When there is no row of data at all.
    """
    sheet, stated, n = rows.opened.sheet, rows.opened.restated, row_count(con, rows)
    known |= {"warnings": _warnings(rows, n), "rows": n}
    if not n.loaded and not n.quarantined:
        raise refuse(_nothing(con, n), _OTHER_RANGE, sheet=sheet)
    known |= _facts(con, rows, out, answers)
    checked = balance(con, rows.plan, out, sheet)
    known |= {"sums": checked.sums, "reconciled": agreed(stated, checked.reconciled)}
    known["warnings"] += checked.warnings + _told(con, rows.plan, out)
    if n.quarantined:
        most = n.quarantined if n.loaded else KEPT_OF_REFUSED
        write_quarantine(con, rows.plan, quarantine(out), most)
    bad = placed(problems(con, rows.plan, sheet), stated)
    against = placed(objections(con, rows, n, out, checked), stated)
    against = (*(stated.problems if stated else ()), *against)
    asked = _question(n)
    if asked and answers.get("quarantine") == "reject":
        against += (Problem(_DECLINED, READ_RULES, sheet=sheet),)
    if against:
        raise Refusal(*(*against, *bad)[:SHOWN])
    if asked and answers.get("quarantine") != "load":
        known["problems"] = bad
        raise Unanswered(asked)
    return Report("parsed", problems=bad, **known)


def _told(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> tuple[Text, ...]:
    """Return what a person should know of the typed rows although it stops nothing."""
    return leads.warnings(con, plan, out) if plan.book is CRM else ()


def _facts(
    con: duckdb.DuckDBPyConnection, rows: Rows, out: Path, answers: dict[str, str]
) -> dict[str, Any]:
    """Return what the rows say of the file as a whole."""
    plan = rows.plan
    return {
        "actions": actions(con, rows.opened.text, plan, out),
        "accounts": _accounts(con, out),
        "currency": plan.currency or (None if plan.means else _answered_currency(answers)),
        "currencies": tuple(sorted(plan.means)),
        "period": _period(con, plan, out),
        "breakdown": _breakdown(plan),
        "measures": tuple(m.value for m in plan.measures),
        "remarks": plan.table.remarks,
    }


def _nothing(con: duckdb.DuckDBPyConnection, n: RowCount) -> Text:
    """Say what a file without any row of data holds instead."""
    if n.skipped.totals:
        return _ONLY_TOTALS
    sql = "select count(*) from sorted where texts[1] ilike 'no data available%'"
    return _SAYS_NONE if con.execute(sql).fetchall()[0][0] else _NO_ROWS


def quarantine(out: Path) -> Path:
    """Return where the bad rows of a typed file lie."""
    return out.with_suffix(".quarantine.csv")


def _question(n: RowCount) -> Question | None:
    share = n.quarantined / (n.loaded + n.quarantined)
    if share <= ASK_ABOVE:
        return None
    words = _QUARANTINE.fill(bad=n.quarantined, good=n.loaded, share=f"{share:.0%}")
    return Question("quarantine", words, _QUARANTINES)


def _answered_currency(answers: dict[str, str]) -> str | None:
    return answers["currency"].strip().upper() if answers.get("currency") else None


def _accounts(con: duckdb.DuckDBPyConnection, out: Path) -> tuple[str, ...]:
    return tuple(a for (a,) in con.execute(recipe("file_accounts"), {"file": str(out)}).fetchall())


def _breakdown(plan: Plan) -> str:
    names = {c.field.name for c in plan.table.columns if c.field.fills in ("breakdown", *PARTS)}
    if plan.book in (WEB, SEARCH):  # every dimension is a breakdown
        said = {c.field.fills for c in plan.table.columns} | plan.table.said.keys()
        dimensions = set(plan.book.texts.values()) - set(PARTS)
        names |= {role for role in dimensions & said if not role.startswith("account")}
    if plan.book is WEB and plan.table.column("period_start"):
        names.add(SPAN)
    return "+".join(sorted(names))


def _period(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> Span | None:
    """Return the days the file speaks for, and whether it says so itself."""
    bound: dict[str, Any] = {"file": str(out)}
    span = recipe("span")
    if plan.book is CRM:  # what happened to a lead goes on after the day it was made
        span = filled("crm_span", dates=", ".join(d for d in CRM.dates if d != "closed_on"))
        bound["today"] = plan.horizon - timedelta(plan.table.export.ahead)
    (first, last, ranges, daily) = con.execute(span, bound).fetchall()[0]
    if first is None:
        return None
    declared = plan.table.declared
    start, end = declared or (first, last)
    if daily and plan.days:
        return Span(start, end, "day", declared is not None)
    # reporting columns, or one range on every row, are the file's own word for what it covers
    said = declared is not None or ranges == 1 or plan.table.column("period_start") is not None
    return Span(start, end, "range", said)


def _warnings(rows: Rows, n: RowCount) -> tuple[Text, ...]:
    """Return what a person should know although it stops nothing."""
    plan = rows.plan
    by = (plan.table.by,) if plan.table.by else ()
    warnings = (*by, *rows.opened.warnings, *rows.warnings)
    subsets = {c.field.name: c.header for c in plan.table.columns if c.field.fills == "subset"}
    if "converted_cost" in subsets and "cost" not in plan.measures:
        warnings += (_CONVERTED.fill(column=subsets["converted_cost"]),)
    parts = [h for name, h in subsets.items() if name.endswith("purchases")]
    if parts and "conversions" not in plan.measures:
        warnings += (_PARTS.fill(column=parts[0]),)
    if not rows.counted.finished and not n.skipped.totals:
        warnings += (_CUT_OFF,)
    if plan.book is ORDERS:
        warnings += orders.warnings(plan)
    if plan.book is SEARCH:
        warnings += search_warnings(plan.table)
    if n.quarantined > SHOWN:
        warnings += (_MORE.fill(n=n.quarantined, shown=SHOWN),)
    return warnings
