"""The end of reading a file: everything counted, compared with its totals, and reported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from data.reading.faults import SHOWN, problems, write_quarantine
from data.reading.plan import Plan
from data.reading.refusal import Refusal, Unanswered, refuse, shown
from data.reading.sorting import Rows, row_count
from data.reading.totals import balance
from data.report import Problem, Question, Report, Span
from data.report import Rows as RowCount
from data.sql import recipe
from data.text import Text

ASK_ABOVE = 0.05
"""Share of bad rows above which a person is asked first."""
KEPT_OF_REFUSED = 10_000
"""Rows written to the quarantine file of a file that is refused as a whole."""

_NO_ROWS = Text("檔案沒有資料，只有標題列。", "The file holds no data: a header and not one row.")
_ONLY_TOTALS = Text("檔案沒有資料，只有總計列。", "The file holds no data: totals and not one row.")
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
_ROUNDED = Text(
    "所有編號從第 16 位起都是 0：尾數已被 Excel 捨去，不同的項目會混在一起。",
    "Every id has only zeros after its 15th digit: Excel has dropped the rest, and items mix.",
)
_AS_DOWNLOADED = Text(
    "請直接匯入平台下載的原始檔，不要先用 Excel 存檔。",
    "Import the file as the platform wrote it, without saving it in Excel first.",
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

    Typed rows stay only where they are to be loaded: of a file that is refused or waits for an
    answer every row of data is held back.

    Raises
    ------
    Refusal
        When there is no row of data at all.
    """
    sheet, n = rows.opened.sheet, row_count(con, rows)
    known |= {"warnings": _warnings(rows, n), "rows": _held_back(n)}
    if not n.loaded and not n.quarantined:
        raise refuse(_ONLY_TOTALS if n.skipped.totals else _NO_ROWS, _OTHER_RANGE, sheet=sheet)
    known |= _facts(con, rows.plan, out, answers)
    checked = balance(con, rows.plan, out, sheet)
    known |= {"sums": checked.sums, "reconciled": checked.reconciled}
    if n.quarantined:
        most = n.quarantined if n.loaded else KEPT_OF_REFUSED
        write_quarantine(con, rows.plan, quarantine(out), most)
    bad = problems(con, rows.plan, sheet)
    against = (*_against(con, rows, n), *_rounded_ids(con, rows, out), *checked.problems)
    asked = _question(n)
    if asked and answers.get("quarantine") == "reject":
        against += (Problem(_DECLINED, _READ_RULES, sheet=sheet),)
    if against:
        raise Refusal(*(*against, *bad)[:SHOWN])
    if asked and answers.get("quarantine") != "load":
        known["problems"] = bad
        raise Unanswered(asked)
    return Report("parsed", problems=bad, **known | {"rows": n})


def _facts(
    con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, answers: dict[str, str]
) -> dict[str, Any]:
    """Return what the rows say of the file as a whole."""
    return {
        "accounts": _accounts(con, out),
        "currency": plan.currency or _answered_currency(answers),
        "period": _period(con, plan, out),
        "breakdown": _breakdown(plan),
        "measures": tuple(m.value for m in plan.measures),
    }


def _held_back(n: RowCount) -> RowCount:
    """Return the equation of a file of which nothing is loaded."""
    return replace(n, loaded=0, quarantined=n.loaded + n.quarantined)


def quarantine(out: Path) -> Path:
    """Return where the bad rows of a typed file lie."""
    return out.with_suffix(".quarantine.csv")


def _question(n: RowCount) -> Question | None:
    share = n.quarantined / (n.loaded + n.quarantined)
    if share <= ASK_ABOVE:
        return None
    words = _QUARANTINE.fill(bad=n.quarantined, good=n.loaded, share=f"{share:.0%}")
    return Question("quarantine", words, _QUARANTINES)


def _against(con: duckdb.DuckDBPyConnection, rows: Rows, n: RowCount) -> tuple[Problem, ...]:
    """Return what forbids loading: a second currency, or no row that could be read."""
    sheet = rows.opened.sheet
    column = rows.plan.table.column("currency")
    other = con.execute(recipe("other_currency")).fetchall() if column else []
    words = _CURRENCIES.fill(currency=rows.plan.currency)
    found = tuple(
        Problem(words, _ONE_CURRENCY, sheet, row, column.header, shown(value))
        for row, value in other
        if column
    )
    if n.loaded or found:
        return found
    return (Problem(_ALL_BAD.fill(n=n.quarantined), _READ_RULES, sheet=sheet),)


def _rounded_ids(con: duckdb.DuckDBPyConnection, rows: Rows, out: Path) -> tuple[Problem, ...]:
    """Return a problem for a column of long ids that all end in zeros: Excel keeps 15 digits."""
    found = []
    for role in ("campaign_id", "ad_group_id", "ad_id"):
        column = rows.plan.table.column(role)
        sql = recipe("rounded_ids").format(column=role)
        example = con.execute(sql, {"file": str(out)}).fetchall()[0][0] if column else None
        if column and example:
            place = {"sheet": rows.opened.sheet, "column": column.header, "value": example}
            found.append(Problem(_ROUNDED, _AS_DOWNLOADED, **place))
    return tuple(found)


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
    # reporting columns, or one range on every row, are the file's own word for what it covers
    said = declared is not None or ranges == 1 or plan.table.column("period_start") is not None
    return Span(start, end, "range", said)


def _warnings(rows: Rows, n: RowCount) -> tuple[Text, ...]:
    """Return what a person should know although it stops nothing."""
    plan = rows.plan
    warnings = (*rows.opened.warnings, *rows.warnings)
    subsets = {c.field.name: c.header for c in plan.table.columns if c.field.fills == "subset"}
    if "converted_cost" in subsets and "cost" not in plan.measures:
        warnings += (_CONVERTED.fill(column=subsets["converted_cost"]),)
    parts = [h for name, h in subsets.items() if name.endswith("purchases")]
    if parts and "conversions" not in plan.measures:
        warnings += (_PARTS.fill(column=parts[0]),)
    if not rows.counted.finished and not n.skipped.totals:
        warnings += (_CUT_OFF,)
    if n.quarantined > SHOWN:
        warnings += (_MORE.fill(n=n.quarantined, shown=SHOWN),)
    return warnings
