"""Blank sheets to download and fill in, in both languages, as XLSX or CSV.

What stands above the header is never read, so the two examples stand there, marked as examples:
they can be left, and one that is copied below the header is held back, because its day begins
with 範例／Example.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.text import Lang, Text

Kind = Literal["xlsx", "csv"]
KINDS: tuple[Kind, ...] = ("xlsx", "csv")

FILL_IN = Text(
    "請從標題列的下一列開始填寫；標題列以上（包含範例）不會被讀取。不需要的欄可以空白或刪除。",
    "Fill in below the header; nothing above it, the examples included, is read. Columns that are"
    " not needed may stay empty or be deleted.",
)
EXAMPLE = Text("範例：{cell}", "Example: {cell}")
_MADE = datetime(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Template:
    """One blank sheet.

    Parameters
    ----------
    headers : tuple of Text
        Spellings that the format knows.
    examples : tuple of tuple of Text or str
        Rows that show how to fill it in.
    """

    name: Text
    headers: tuple[Text, ...]
    examples: tuple[tuple[Text | str, ...], ...]


_MONTH, _PLATFORM = Text("月份", "Month"), Text("平台", "Platform")
_CURRENCY, _NOTE = Text("幣別", "Currency"), Text("備註", "Note")

TEMPLATES = {
    "generic.costs": Template(
        Text("費用", "costs"),
        (
            Text("日期", "Date"), Text("類別", "Category"), Text("廠商", "Vendor"), _PLATFORM,
            Text("項目", "Item"), Text("金額", "Amount"), Text("稅額", "Tax"),
            Text("稅別", "Tax basis"), _CURRENCY, _NOTE,
        ),
        (
            ("2026-09", Text("代理商", "Agency"), Text("大樹數位", "Big Tree"), "Google",
             Text("代操服務費", "Management fee"), "12000", "600", Text("未稅", "excluded"),
             "TWD", ""),
            ("2026-09-05", Text("內容", "Content"), Text("小象設計", "Little Elephant"), "",
             Text("素材製作", "Artwork"), "1260", "", Text("含稅", "included"), "TWD", ""),
        ),
    ),
    "generic.plan": Template(
        Text("預算與目標", "plan"),
        (
            _MONTH, _PLATFORM, Text("預算", "Budget"), Text("預備金", "Reserve"),
            Text("指標", "KPI"), Text("目標", "Target"), _CURRENCY, _NOTE,
        ),
        (
            ("2026-10", "Google", "100000", "5000", "", "", "TWD", ""),
            ("2026-10", "", "", "", "CAC", "600", "TWD", ""),
        ),
    ),
    "generic.rates": Template(
        Text("匯率", "rates"),
        (
            Text("日期", "Date"), _CURRENCY, Text("對", "To currency"), Text("匯率", "Rate"), _NOTE,
        ),
        (("2026-09-01", "USD", "TWD", "31.25", ""), ("2026-09", "JPY", "TWD", "0.2157", "")),
    ),
    "generic.orders": Template(
        Text("訂單", "orders"),
        (
            Text("訂單編號", "Order ID"), Text("訂單日期", "Order date"),
            Text("訂單狀態", "Order status"), Text("付款狀態", "Payment status"),
            Text("銷售管道", "Sales channel"), Text("訂單總額", "Order total"),
            Text("折扣", "Discount"), Text("退款金額", "Refund"), Text("運費", "Shipping"),
            Text("會員編號", "Customer ID"), Text("首購", "New or returning"),
            Text("商品名稱", "Product"), Text("商品分類", "Category"), Text("數量", "Quantity"),
            Text("單價", "Unit price"), _CURRENCY,
        ),
        (
            ("A-1001", "2026-09-05", "placed", "paid", Text("官網", "site"), "2270", "100", "",
             "60", "M-17", "new", Text("冷泡壺", "Cold brew pot"), Text("茶具", "Tea ware"), "1",
             "990", "TWD"),
            ("A-1001", "2026-09-05", "placed", "paid", Text("官網", "site"), "", "", "", "", "M-17",
             "new", Text("禮盒", "Gift box"), Text("禮盒", "Gifts"), "1", "1280", "TWD"),
        ),
    ),
    "generic.leads": Template(
        Text("名單", "leads"),
        (
            Text("名單編號", "Lead ID"), Text("建立時間", "Created"), Text("階段", "Stage"),
            Text("名單狀態", "Lead status"), Text("來源", "Source"),
            Text("行銷活動", "Campaign"), Text("渠道", "Channel"),
            Text("負責團隊", "Owner team"), Text("業務接受", "Accepted by sales"),
            Text("退回原因", "Rejection reason"), Text("首次聯繫時間", "First contact"),
            Text("回覆時間", "Replied"), Text("MQL 日期", "MQL on"), Text("SQL 日期", "SQL on"),
            Text("商機日期", "Opportunity on"), Text("成交日期", "Won on"),
            Text("失單日期", "Lost on"), Text("試用日期", "Trial on"),
            Text("啟用日期", "Activated on"), Text("付費日期", "Paid on"),
            Text("續訂日期", "Renewed on"), Text("退訂日期", "Ended on"),
            Text("計費週期", "Billing period"), Text("金額", "Amount"), _CURRENCY,
        ),
        (
            ("L-1001", "2026-09-05 09:30", "SQL", "", "LinkedIn", Text("企業禮贈", "Gifts"),
             Text("付費社群", "Paid social"), Text("業務一組", "Team 1"), Text("是", "yes"), "",
             "2026-09-05 14:00", "2026-09-06", "2026-09-08", "2026-09-15", "", "", "", "", "", "",
             "", "", "", "88000", "TWD"),
            ("L-1002", "2026-09-06 18:10", "MQL", "", Text("官網", "site"), "", "",
             Text("業務一組", "Team 1"), Text("否", "no"), Text("預算不足", "no budget"), "", "",
             "2026-09-09", "", "", "", "", "", "", "", "", "", "", "", ""),
        ),
    ),
}  # fmt: skip
"""By the format that reads them back."""

Rows = Sequence[Sequence[str]]


def template(name: str, kind: Kind, lang: Lang, rows: Rows = ()) -> bytes:
    """Return the bytes of a blank sheet, or of one filled with rows of text.

    Parameters
    ----------
    name : str
        One of `TEMPLATES`.
    """
    above, header = _head(TEMPLATES[name], lang)
    if kind == "csv":
        return _csv([*above, header, *map(list, rows)])
    return _xlsx(TEMPLATES[name].name.to(lang), above, header, rows)


def file_name(name: str, kind: Kind, lang: Lang) -> str:
    """Return what the download is called."""
    return f"lodestar_{TEMPLATES[name].name.to(lang)}.{kind}"


def _head(made: Template, lang: Lang) -> tuple[list[list[str]], list[str]]:
    """Return what stands above the header, and the header."""
    above = [[FILL_IN.to(lang)]]
    for row in made.examples:
        cells = [c.to(lang) if isinstance(c, Text) else c for c in row]
        above.append([EXAMPLE.fill(cell=cells[0]).to(lang), *cells[1:]])
    return above, [h.to(lang) for h in made.headers]


def _csv(table: list[list[str]]) -> bytes:
    """Return CSV that Excel opens without breaking 中文: UTF-8 with a byte-order mark."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(table)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _xlsx(title: str, above: list[list[str]], header: list[str], rows: Rows) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(title)
    shown = book.add_format({"italic": True, "font_color": "#666666"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for row, cells in enumerate((*above, header, *rows)):
        style = shown if row < len(above) else bold if row == len(above) else None
        for column, cell in enumerate(cells):
            if cell:  # as text: a month, an id or a rate must not become another one in Excel
                sheet.write_string(row, column, cell, style)
    sheet.set_column(0, len(header) - 1, 15)
    # as text: Excel would make a day of a month (2026-09), and a number of an order's id
    sheet.set_column(0, 1, 15, book.add_format({"num_format": "@"}))
    sheet.freeze_panes(len(above) + 1, 0)
    book.close()
    return content.getvalue()
