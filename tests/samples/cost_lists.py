"""Lists of costs, as people send them; the odd ones first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.sheets import GOOGLE, META, Entry, month, parsed


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all of them; yield each file name with its golden."""
    for write in (entry_list, foreign_rows, resaved_cp950, signs):
        yield from write(out)


LIST = ["日期", "類別", "廠商", "平台", "項目", "未稅金額", "含稅金額", "備註"]


def entry_list(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way to write a day, a month or a range; two amounts; a credit; bad rows named."""
    table: boxes.Table = [
        ["2026 年費用明細"],
        LIST,
        ["2026/9/5", "內容", "小象設計", "", "素材製作", "NT$1,200", "1,260", ""],
        ["115年8月", "代操", "大樹數位", "Google", "服務費", "12,000", "12,600", ""],
        ["2026-07", "代操", "大樹數位", "FB", "服務費折讓", "-1,000", "-1,050", ""],
        ["9月", "廣告費", "大樹數位", "Meta", "FB 廣告費", "50,000", "52,500", ""],
        ["2026/9/1~9/30", "推播", "連線", "LINE", "LINE 推播", "800", "840", ""],
        *([f"2026/8/{d}", "工具", "Figma", "", "授權", "100", "105", ""] for d in range(1, 31)),
        ["2026/9/31", "工具", "Figma", "", "授權", "100", "105", ""],
        ["合計", "", "", "", "", "66,100", "", ""],
    ]
    name = "costs_list.csv"
    boxes.utf8(out / name, table, bom=True)
    entries: list[Entry] = [
        ("2026-09-05", "2026-09-05", "小象設計", None, "內容", "素材製作", 1200, 60, "excluded"),
        (*month(2026, 8), "大樹數位", GOOGLE, "代操", "服務費", 12_000, 600, "excluded"),
        (*month(2026, 7), "大樹數位", META, "代操", "服務費折讓", -1000, -50, "excluded"),
        (*month(2026, 9), "大樹數位", META, "media", "FB 廣告費", 50_000, 2500, "excluded"),
        (*month(2026, 9), "連線", "LINE", "推播", "LINE 推播", 800, 40, "excluded"),
    ]
    for number in range(1, 31):
        day = f"2026-08-{number:02}"
        entries.append((day, day, "Figma", None, "工具", "授權", 100, 5, "excluded"))
    bad = [{"row": 38, "column": "日期", "value": "2026/9/31"}]
    rows = golden.rows(35, 1, totals=1, preamble=2)
    yield name, parsed("generic.costs", entries, rows, 66_100, currency="TWD", bad=bad)


def foreign_rows(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Foreign money waits visibly: it is never added to the sheet's own."""
    table: boxes.Table = [["日期", "項目", "金額", "幣別", "含稅/未稅"]]
    table += [[f"2026-09-{d:02}", "印刷費", "300", "TWD", "含稅"] for d in range(1, 21)]
    table += [["2026-09-21", "Figma", "45", "USD", "未稅"]]
    name = "costs_foreign.csv"
    boxes.utf8(out / name, table)
    entries: list[Entry] = [
        (f"2026-09-{d:02}",) * 2 + (None, None, "未分類", "印刷費", 300, None, "included")
        for d in range(1, 21)
    ]
    bad = [{"row": 22, "column": "外幣", "value": "USD 45"}]
    rows = golden.rows(20, 1, preamble=1)
    yield name, parsed("generic.costs", entries, rows, currency="TWD", bad=bad)


def resaved_cp950(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What Excel in Taiwan saves: Big5, with the tax in a column and a subtotal per month."""
    table: boxes.Table = [
        ["月份", "供應商", "費用項目", "金額", "稅額"],
        ["2026/8", "碁峰印刷", "型錄", "2,000", "100"],
        ["2026/8", "大樹數位", "代操", "9,000", "450"],
        ["8月小計", "", "", "11,000", "550"],
        ["2026/9", "大樹數位", "代操", "9,000", "450"],
        ["9月小計", "", "", "9,000", "450"],
        ["總計", "", "", "20,000", "1,000"],
    ]
    boxes.cp950(out / "costs_cp950.csv", table)
    entries: list[Entry] = [
        (*month(2026, 8), "碁峰印刷", None, "未分類", "型錄", 2000, 100, None),
        (*month(2026, 8), "大樹數位", None, "未分類", "代操", 9000, 450, None),
        (*month(2026, 9), "大樹數位", None, "未分類", "代操", 9000, 450, None),
    ]
    rows = golden.rows(3, totals=3, preamble=1)
    yield "costs_cp950.csv", parsed("generic.costs", entries, rows, 20_000)


def signs(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way to write NT$ beside an amount, minus and brackets too; another sign waits."""
    amounts = (
        ("(1,234元)", -1234), ("NT$(1,234)", -1234), ("-NT$1,234", -1234),
        ("NT$-1,234.50", "-1234.5"),
        ("＄１，２３４", 1234), ("ＮＴ＄１，２３４", 1234), ("$1,234", 1234), ("1,234元", 1234),
        ("新台幣 1,234 元", 1234), ("TWD 1,234", 1234), ("1,234 TWD", 1234), ("NTD1,234", 1234),
        ("1234", 1234), ("US$45", None), ("¥500", None), ("日幣500元", None),
    )  # fmt: skip
    table: boxes.Table = [["日期", "項目", "金額"]]
    table += [[f"2026-09-{d:02}", "印刷費", text] for d, (text, _) in enumerate(amounts, 1)]
    table += [[f"2026-08-{d:02}", "印刷費", "NT$1"] for d in range(1, 31)]
    table += [[f"2026-07-{d:02}", "印刷費", "1 元"] for d in range(1, 31)]
    name = "costs_signs.csv"
    boxes.utf8(out / name, table, bom=True)
    days = [(f"2026-09-{d:02}", a) for d, (_, a) in enumerate(amounts, 1) if a is not None]
    days += [(f"2026-{m:02}-{d:02}", 1) for m in (8, 7) for d in range(1, 31)]
    entries: list[Entry] = [
        (day, day, None, None, "未分類", "印刷費", amount, None, None) for day, amount in days
    ]
    bad = [
        {"row": 15, "column": "外幣", "value": "USD US$45"},
        {"row": 16, "column": "外幣", "value": "¥500"},
        {"row": 17, "column": "外幣", "value": "JPY 日幣500元"},
    ]
    rows = golden.rows(73, 3, preamble=1)
    yield name, parsed("generic.costs", entries, rows, currency="TWD", bad=bad)
