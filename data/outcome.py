"""The end of reading a file: everything counted, compared with its totals, and reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from data.faults import SHOWN, problems, write_quarantine
from data.plan import Plan
from data.refusal import refuse, shown
from data.report import Problem, Question, Report, Span
from data.sorting import Rows, row_count
from data.sql import recipe
from data.text import Text
from data.totals import balance

ASK_ABOVE = 0.05
"""Share of bad rows above which a person is asked first."""
KEPT_OF_REFUSED = 10_000
"""Rows written to the quarantine file of a file that is refused as a whole."""

_NO_ROWS = Text("檔案只有標題列，沒有任何一列資料。", "The file has a header but no row of data.")
_ONLY_TOTALS = Text(
    "檔案只有總計列，沒有任何一列資料。", "The file has only totals, no row of data."
)
_OTHER_RANGE = Text(
    "請確認匯出時選的日期範圍與篩選條件裡有資料。",
    "Check that the range and filters chosen for the export hold data.",
)
_ALL_BAD = Text(
    "{n} 列資料全部無法讀取，原因見各列。", "None of the {n} rows could be read; see each row."
)
_READ_RULES = Text(
    "請依各列的說明修正後再匯入。", "Correct them as each row says, then import again."
)
_CURRENCIES = Text(
    "檔案裡有一種以上的幣別（{currency} 以及其他），金額不能相加。",
    "The file holds more than one currency ({currency} and others); their money cannot be added.",
)
_ONE_CURRENCY = Text(
    "請依帳戶或幣別分開匯出。", "Export each account or currency as a file of its own."
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
    plan, sheet = rows.plan, rows.opened.sheet
    n = row_count(con, rows)
    known |= {"rows": n, "warnings": _warnings(rows, n.quarantined)}
    if not n.loaded and not n.quarantined:
        raise refuse(_ONLY_TOTALS if n.skipped.totals else _NO_ROWS, _OTHER_RANGE, sheet=sheet)
    bad = problems(con, plan, sheet)
    refused = not n.loaded
    write_quarantine(con, plan, quarantine(out), KEPT_OF_REFUSED if refused else n.quarantined)
    checked = balance(con, plan, out, sheet)
    known |= {
        "accounts": _accounts(con, out),
        "currency": plan.currency or _answered_currency(answers),
        "period": _period(con, plan, out),
        "breakdown": _breakdown(plan),
        "measures": tuple(m.value for m in plan.measures),
        "sums": checked.sums,
        "reconciled": checked.reconciled,
    }
    against = (*_against(con, rows, n.quarantined), *checked.problems)
    if refused:
        against += (Problem(_ALL_BAD.fill(n=n.quarantined), _READ_RULES, sheet=sheet),)
    question = None if against else _question(n.loaded, n.quarantined)
    if question and answers.get("quarantine") == "reject":
        against = (Problem(_DECLINED, _READ_RULES, sheet=sheet),)
    if against:
        return Report("rejected", problems=(*against, *bad), **known)
    if question and answers.get("quarantine") != "load":
        return Report("needs_answer", questions=(question,), problems=bad, **known)
    return Report("parsed", problems=bad, **known)


def quarantine(out: Path) -> Path:
    """Return where the bad rows of a typed file lie."""
    return out.with_suffix(".quarantine.csv")


def _question(loaded: int, quarantined: int) -> Question | None:
    share = quarantined / (loaded + quarantined)
    if share <= ASK_ABOVE:
        return None
    words = _QUARANTINE.fill(bad=quarantined, good=loaded, share=f"{share:.0%}")
    return Question("quarantine", words, _QUARANTINES)


def _against(con: duckdb.DuckDBPyConnection, rows: Rows, quarantined: int) -> tuple[Problem, ...]:
    """Return what forbids loading although rows could be read: a second currency."""
    if not quarantined:
        return ()
    sql = (
        "select row_no, cells[1 + split_part(fault, ':', 2)::integer] from sorted"
        " where sort = 'data' and fault like 'currency:%' order by row_no limit 1"
    )
    column = rows.plan.table.column("currency")
    return tuple(
        Problem(
            _CURRENCIES.fill(currency=rows.plan.currency),
            _ONE_CURRENCY,
            sheet=rows.opened.sheet,
            row=row,
            column=column.header if column else None,
            value=shown(value),
        )
        for row, value in con.execute(sql).fetchall()
    )


def _answered_currency(answers: dict[str, str]) -> str | None:
    return answers["currency"].strip().upper() if answers.get("currency") else None


def _accounts(con: duckdb.DuckDBPyConnection, out: Path) -> tuple[str, ...]:
    return tuple(a for (a,) in con.execute(recipe("file_accounts"), {"file": str(out)}).fetchall())


def _breakdown(plan: Plan) -> str:
    names = {c.field.name for c in plan.table.columns if c.field.fills == "breakdown"}
    return "+".join(sorted(names))


def _period(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> Span | None:
    """Return the days the file speaks for, and whether it says so itself."""
    (first, last, ranges, daily) = con.execute(recipe("span"), {"file": str(out)}).fetchall()[0]
    if first is None:
        return None
    declared = plan.table.declared
    start, end = declared or (first, last)
    if daily and plan.days:
        return Span(start, end, "day", declared is not None)
    # one range on every row is the file's own word for what it covers
    return Span(start, end, "range", declared is not None or ranges == 1)


def _warnings(rows: Rows, quarantined: int) -> tuple[Text, ...]:
    """Return what a person should know although it stops nothing."""
    plan = rows.plan
    warnings = (*rows.opened.warnings, *rows.warnings)
    subsets = {c.field.name: c.header for c in plan.table.columns if c.field.fills == "subset"}
    if "converted_cost" in subsets and "cost" not in plan.measures:
        warnings += (_CONVERTED.fill(column=subsets["converted_cost"]),)
    parts = [h for name, h in subsets.items() if name.endswith("purchases")]
    if parts and "conversions" not in plan.measures:
        warnings += (_PARTS.fill(column=parts[0]),)
    if quarantined > SHOWN:
        warnings += (_MORE.fill(n=quarantined, shown=SHOWN),)
    return warnings
