"""What is wrong with single rows, in words: the problems shown and the quarantine file."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb

from data.exports.base import Column
from data.reading.cells import AMBIGUOUS
from data.reading.plan import Plan, foreign
from data.reading.refusal import shown
from data.reading.shop.personal import discreet
from data.reading.workbook.package import UNSAVED
from data.report import Problem
from data.schema import Kind, Quantity
from data.text import Text

SHOWN = 100
_BLOCK = 10_000

_EXPORT_AGAIN = Text(
    "請直接使用平台下載的原始檔；若這個值才是對的，請修正儲存格後再匯入。",
    "Use the file as the platform wrote it, or correct the cell and import again.",
)
_TEXT_IDS = Text(
    "編號已被 Excel 改成科學記號，尾數已遺失。請直接匯入平台下載的原始檔，不要先用 Excel 存檔。",
    "Excel has rounded this id and its last digits are gone. Import the file as downloaded.",
)
_CHECK_CELLS = Text(
    "請檢查這一列是否少了分隔符號或引號，或檔案是否沒有下載完整。",
    "Check the row for a missing separator or quote, or whether the download was cut off.",
)
_CALCULATE = Text(
    "請用 Excel 開啟、重新計算並存檔後再匯入。",
    "Open the file in Excel, recalculate, save, import.",
)
_ONE_LEVEL = Text("請只匯出同一層級的資料。", "Export rows of one level only.")
_FOREIGN = Text(
    "請把同一種外幣的列另存成一份費用表匯入：它會先等著，匯入匯率（generic.rates）後才計入。",
    "Import the rows of each foreign currency as a sheet of their own: it waits until an exchange"
    " rate (generic.rates) is imported.",
)
_APART = Text(
    "請把每一種幣別各自存成一個檔案再匯入；若只是寫錯，請修正儲存格。",
    "Import each currency as a file of its own; where the sign is a slip, correct the cell.",
)
_WORDS = Text(
    "請改成清單上的狀態（例如：已付款、未付款、已完成、已取消）後再匯入，或告訴我們這個字。",
    "Write one of the known words (paid, unpaid, completed, cancelled) and import again.",
)
_WHOLE_ORDERS = Text(
    "請從平台重新匯出包含整張訂單的期間；金額若分列填寫，請只填在每張訂單的第一列。",
    "Export a range that has the whole order; an order's amounts stand once or are all the same.",
)
_OTHER_ROW = Text(
    "請先修正同一張訂單的另一列，再重新匯入。", "Mend the other row of the order and import again."
)

_RULES: dict[str, tuple[Text, Text]] = {
    "short": (Text("這一列的欄位比標題列少", "Fewer cells than the header"), _CHECK_CELLS),
    "long": (Text("這一列的欄位比標題列多", "More cells than the header"), _CHECK_CELLS),
    "date": (Text("不是看得懂的日期，或日期不存在", "Not a day that exists"), _EXPORT_AGAIN),
    "future": (Text("日期在未來", "The day lies in the future"), _EXPORT_AGAIN),
    "outside": (Text("日期不在檔案宣告的範圍內", "Outside the file's own range"), _EXPORT_AGAIN),
    "name": (Text("沒有名稱", "The name is missing"), _EXPORT_AGAIN),
    "label": (Text("名稱像總計列", "The name reads like a total's label"), _EXPORT_AGAIN),
    "id": (Text("編號已不完整", "The id is no longer whole"), _TEXT_IDS),
    "level": (Text("這一列屬於另一個層級", "A row of another level"), _ONE_LEVEL),
    "currency": (Text("這一列是另一種幣別", "A row in another currency"), _EXPORT_AGAIN),
    "foreign": (Text("這一列是外幣，要有匯率才能相加", "Foreign money, not added"), _FOREIGN),
    "sign": (Text("金額寫的是另一種幣別", "The amount names another currency"), _APART),
    "number": (Text("不是數字", "Not a number"), _EXPORT_AGAIN),
    "negative": (Text("次數不能是負的", "A count cannot be negative"), _EXPORT_AGAIN),
    "fraction": (Text("次數必須是整數", "A count must be whole"), _EXPORT_AGAIN),
    "large": (Text("數字過大或無限大", "Too large, or not a finite number"), _EXPORT_AGAIN),
    "error": (Text("儲存格是錯誤值", "The cell holds an error"), _EXPORT_AGAIN),
    "formula": (Text("公式的結果沒有存檔", "The formula's result was not saved"), _CALCULATE),
    "rounded": (
        Text("數字被 Excel 縮寫，尾數可能遺失", "Excel shortened this number; digits may be lost"),
        _EXPORT_AGAIN,
    ),
    "year": (Text("日期沒有年份", "The day has no year"), _EXPORT_AGAIN),
    "word": (
        Text(
            "不認得這個狀態，無法判斷訂單是否成立、是否已收款",
            "An unknown word: is the order placed, cancelled, paid or not?",
        ),
        _WORDS,
    ),
    "total": (
        Text("整張訂單都沒有訂單金額", "No row of this order states its total"),
        _EXPORT_AGAIN,
    ),
    "orphan": (
        Text("這是退款列，但檔案裡沒有原訂單", "A refund without its order in the file"),
        _WHOLE_ORDERS,
    ),
    "repeat": (
        Text(
            "同一張訂單各列的金額不一致，無法只取一次",
            "The rows of one order state different amounts",
        ),
        _WHOLE_ORDERS,
    ),
    "order": (
        Text(
            "同一張訂單的另一列無法讀取，整張訂單都先保留",
            "Another row of the same order is held back",
        ),
        _OTHER_ROW,
    ),
    "blank": (Text("沒有日期", "The day is missing"), _EXPORT_AGAIN),
    "mark": (Text("小數點與同欄其他值不同", "Another decimal mark than its column"), _EXPORT_AGAIN),
}  # fmt: skip


def problems(con: duckdb.DuckDBPyConnection, plan: Plan, sheet: str | None) -> tuple[Problem, ...]:
    """Return the first quarantined rows as problems, in the order of the file."""
    sql = "select row_no, fault, cells from sorted where sort = 'data' order by row_no limit $n"
    found = []
    for row, fault, cells in con.execute(sql, {"n": SHOWN}).fetchall():
        rule, column, value = _read(plan, fault, discreet(plan, cells))
        where = {"sheet": sheet, "row": row, "column": column, "value": shown(value)}
        found.append(Problem(*_RULES[rule], **where))
    return tuple(found)


def write_quarantine(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, most: int) -> None:
    """Write the bad rows as they came, with their row number, column and rule, as CSV for Excel."""
    sql = "select row_no, fault, cells from sorted where sort = 'data' order by row_no limit $n"
    rows = con.execute(sql, {"n": most})
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "column", "rule", *map(inert, plan.table.headers)])
        while block := rows.fetchmany(_BLOCK):
            for row, fault, cells in block:
                cells = discreet(plan, cells)
                rule, column, _ = _read(plan, fault, cells)
                words = f"{_RULES[rule][0].zh} / {_RULES[rule][0].en}"
                writer.writerow([row, inert(column), words, *(inert(c or "") for c in cells)])


def _read(plan: Plan, fault: str, cells: list[str | None]) -> tuple[str, str, str | None]:
    """Return the rule broken, the column as headed, and the value as written."""
    rule, index = fault.split(":")[0], int(fault.split(":")[1])
    headers = plan.table.headers
    value = cells[index]
    if rule == "date":
        rule = _day_rule((value or "").strip())
    if rule == "number":
        column = next(c for c in plan.table.columns if c.index == index)
        rule = _number_rule((value or "").strip(), column, plan)
    return rule, headers[index] if index < len(headers) else "", value


def _day_rule(value: str) -> str:
    """Say more exactly why a day was not read."""
    if not value:
        return "blank"
    return "year" if re.fullmatch(r"[0-9]{1,2}([-/.][0-9]{1,2}|月[0-9]{1,2}日)", value) else "date"


def _number_rule(value: str, column: Column, plan: Plan) -> str:
    """Say more exactly why a number was not read."""
    if value == UNSAVED:
        return "formula"
    if value.startswith("#"):
        return "error"
    if re.fullmatch(r"[-+]?[0-9.,]+e\+?(0?[0-9]|1[0-5])", value, re.I):
        return "rounded"
    if re.fullmatch(
        r"[-+]?(nan|inf(inity)?|[0-9.]+e[-+]?[0-9]+|[0-9,]{13,}(\.[0-9]*)?)", value, re.I
    ):
        return "large"
    kind = column.field.fills.kind if isinstance(column.field.fills, Quantity) else None
    if kind is Kind.MONEY and foreign(value, plan):
        return "sign"
    if kind is Kind.COUNT and re.fullmatch(r"-?[0-9,]*\.[0-9]+", value):
        return "fraction"
    marked = re.fullmatch(r"-?[0-9][0-9.,]*", value)
    return "mark" if marked and plan.marks[column.index] not in AMBIGUOUS else "number"


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    live = cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[-+][0-9.,]+", cell)
    return f"'{cell}" if live else cell
