"""Cost, plan and rate sheets as people send them, from made-up numbers; the odd ones first.

Goldens hold ``entries``: every loaded row as
``[first day, last day, account, platform, category, item, amount, tax, basis]`` (plan:
``[…, platform, kpi, budget, reserve, target]``; rates: ``[…, currency, to, rate]``), in the order
of the sheet, beside the row account, the sums and the words of what is held back.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.samples import boxes, golden

Entry = tuple[Any, ...]
GOOGLE, META = "google_ads", "meta_ads"
FEES = (12_000, 12_500, 13_000)
META_FEES = (8_000, None, 8_400)
TOOLS = (500, 500, 500)
PEOPLE = 90_000


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all of them; yield each file name with its golden."""
    for write in (
        merged_months, subtotals_off, roc_months, tax_alone, two_sheets, two_years, thousands,
        monthless, entry_list, foreign_rows, resaved_cp950, english, plan_months, plan_list, rates,
    ):  # fmt: skip
        yield from write(out)


def month(year: int, number: int, until: int | None = None) -> tuple[str, str]:
    """Return the first day of a month, and the last of it or of a later one."""
    last = until or number
    return (
        date(year, number, 1).isoformat(),
        date(year, last, monthrange(year, last)[1]).isoformat(),
    )


def parsed(
    name: str,
    entries: Sequence[Entry],
    rows: dict[str, Any],
    total: Any = None,
    **more: Any,
) -> dict[str, Any]:
    """Return the golden of a sheet that loads."""
    texts = [[None if c is None else str(c) for c in e] for e in entries]
    return {
        "status": "parsed",
        "book": name.split(".")[1],
        "format": name,
        "entries": texts,
        "rows": rows,
        "file_total": None if total is None else str(total),
        "reconciled": None if total is None else True,
        **more,
    }


def added(entries: Sequence[Entry]) -> Decimal:
    """Return what the amounts of cost entries add up to."""
    return sum((Decimal(str(e[6])) for e in entries), Decimal(0))


def taxed(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries with five percent on each, as an invoice without rounding states it."""
    return [(*e[:7], e[6] * Decimal("0.05"), "excluded") for e in entries]


def block(year: int, *, account: str | None = None) -> list[Entry]:
    """Return the entries most sheets hold: two agencies' fees and a tool, July to September."""
    entries: list[Entry] = []
    for platform, item, fees in (
        (GOOGLE, "Google 代操服務費", FEES),
        (META, "FB 代操服務費", META_FEES),
    ):
        for number, fee in zip((7, 8, 9), fees, strict=True):
            if fee is not None:
                days = month(year, number)
                entries.append((*days, account, platform, "代理商", item, fee, None, None))
    return entries


def merged_months(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Groups merged down, one fee merged over three months, a year merged over the months."""
    path = out / "costs_merged.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": boxes.MADE})
    sheet = book.add_worksheet("費用")
    sheet.merge_range(0, 0, 0, 5, "行銷費用明細（未稅）")
    sheet.merge_range(2, 2, 2, 4, "2026年")
    for column, text in enumerate(("類別", "項目", "7月", "8月", "9月", "合計")):
        sheet.write(3, column, text)
    sheet.merge_range(4, 0, 5, 0, "代理商")
    lines = (("Google 代操服務費", *FEES), ("FB 代操服務費", *META_FEES))
    for row, (item, *fees) in enumerate(lines, 4):
        sheet.write(row, 1, item)
        for column, fee in enumerate(fees, 2):
            if fee is not None:
                sheet.write(row, column, fee)
        sheet.write(row, 5, sum(f or 0 for f in fees))
    sheet.write_row(6, 0, ["小計", None, 20_000, 12_500, 21_400, 53_900])
    sheet.write_row(7, 0, ["人事", "行銷專員"])
    sheet.merge_range(7, 2, 7, 4, PEOPLE)
    sheet.write(7, 5, PEOPLE)
    sheet.write_row(9, 0, ["總計", None, 110_000 - 0, 12_500, 21_400, 143_900])
    sheet.write(11, 0, "備註：FB 八月暫停代操")
    book.close()
    entries = [(*e[:2], "費用", *e[3:8], "excluded") for e in block(2026)]
    people = (*month(2026, 7, 9), "費用", None, "人事", "行銷專員", PEOPLE, None, "excluded")
    rows = golden.rows(6, totals=2, blank=2, preamble=4, footer=1)
    yield path.name, parsed("generic.costs", [*entries, people], rows, 143_900, rows_of_sheet=12)


def subtotals_off(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A subtotal that is not what it sums, and a column of totals that is off in one row."""
    header = ["2026 行銷費用", "7月", "8月", "合計"]
    right = ["代操服務費", 1000, 1200, 2200]
    wrong_down: boxes.Table = [
        header,
        right,
        ["工具月費", 500, 500, 1000],
        ["小計", 1500, 1800, 3300],
    ]
    wrong_across: boxes.Table = [header, right, ["工具月費", 500, 500, 1500]]
    cases = {
        "costs_subtotal_off.csv": (wrong_down, ("“小計” states 1,800", "make 1,700", "of 100")),
        "costs_across_off.csv": (wrong_across, ("“合計” states 1,500", "sum to 1,000")),
    }
    for name, (table, says) in cases.items():
        boxes.utf8(out / name, table, bom=True)
        wanted = golden.refused(*says) | {"book": "costs", "reconciled": False}
        yield name, wanted | {"format": "generic.costs", "where": [4 if "sub" in name else 3]}


def roc_months(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Months in years of the Republic, quarter subtotals, spacer columns and tax rows."""
    table: boxes.Table = [
        ["一一五年度代理商請款", "", "", "", "", "", ""],
        ["項目", "115年7月", "115年8月", "115年9月", "Q3 小計", "", "115年10月"],
        ["Google 代操服務費", "12,000", "12,500", "13,000", "37,500", "", "13,100"],
        ["", "", "", "", "", "", ""],
        ["素材製作", "NT$3,000", "-", "(500)", "2,500", "", ""],
        ["小計", "15,000", "12,500", "12,500", "40,000", "", "13,100"],
        ["營業稅 5%", "750", "625", "625", "2,000", "", "655"],
        ["合計（含稅）", "15,750", "13,125", "13,125", "42,000", "", "13,755"],
    ]
    name = "costs_roc_months.csv"
    boxes.utf8(out / name, table)
    fees = zip((7, 8, 9, 10), (12_000, 12_500, 13_000, 13_100), strict=True)
    plain: list[Entry] = [
        (*month(2026, m), None, GOOGLE, "未分類", "Google 代操服務費", fee) for m, fee in fees
    ]
    plain += [
        (*month(2026, 7), None, None, "未分類", "素材製作", 3_000),
        (*month(2026, 9), None, None, "未分類", "素材製作", -500),
    ]
    rows = golden.rows(6, totals=3, blank=1, preamble=2)
    yield name, parsed("generic.costs", taxed(plain), rows, 53_100, currency="TWD")


def tax_alone(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A tax row that is not five percent of what stands above it stays an entry of its own."""
    table: boxes.Table = [
        ["2026 年費用", "7月", "8月"],
        ["KOL 合作費", 10_000, 10_000],
        ["營業稅", 500, 120],
        ["總計", 10_500, 10_120],
    ]
    name = "costs_tax_alone.csv"
    boxes.utf8(out / name, table)
    item = (None, None, "未分類", "KOL 合作費", 10_000)
    entries: list[Entry] = [
        (*month(2026, 7), *item, 500, "excluded"),
        (*month(2026, 8), *item, None, None),
        (*month(2026, 8), None, None, "稅", "營業稅", 0, 120, "excluded"),
    ]
    rows = golden.rows(3, totals=2, preamble=1)
    yield name, parsed("generic.costs", entries, rows, 20_000)


def two_sheets(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Spent and planned in one workbook: which one is asked, and each reads."""
    name = "costs_two_sheets.xlsx"
    months = ["7月", "8月", "9月"]
    spent: boxes.Table = [
        ["項目", *months],
        ["Google 代操服務費", *FEES],
        ["素材製作", 900, 900, 900],
    ]
    planned: boxes.Table = [["平台", *months], ["Google", 100_000, 110_000, 120_000]]
    boxes.xlsx(out / name, [("2026 費用", spent), ("2026 預算", planned)])
    fees = zip((7, 8, 9), FEES, strict=True)
    entries: list[Entry] = [
        (*month(2026, m), "2026 費用", GOOGLE, "未分類", "Google 代操服務費", f, None, None)
        for m, f in fees
    ] + [
        (*month(2026, m), "2026 費用", None, "未分類", "素材製作", 900, None, None)
        for m in (7, 8, 9)
    ]
    budgets: list[Entry] = [
        (*month(2026, m), None, GOOGLE, None, b, None, None)
        for m, b in ((7, 100_000), (8, 110_000), (9, 120_000))
    ]
    first = parsed("generic.costs", entries, golden.rows(6, preamble=1, other_tables=2))
    second = parsed("generic.plan", budgets, golden.rows(3, preamble=1, other_tables=3))
    then = [
        first | {"answers": {"sheet": "2026 費用"}},
        second | {"answers": {"sheet": "2026 預算"}},
    ]
    asked = {"status": "needs_answer", "questions": ["sheet"], "then": then}
    yield name, {**asked, "book": "costs", "format": None}


def two_years(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Months that pass the end of a year they do not name, and years that stand over them."""
    wraps: boxes.Table = [["2026 年度費用", "11月", "12月", "1月"], ["工具月費", 500, 500, 500]]
    boxes.utf8(out / "costs_wrapping.csv", wraps)
    wanted = golden.refused("from 11月 to 1月") | {"book": "costs", "format": None}
    yield "costs_wrapping.csv", wanted
    table: boxes.Table = [
        ["", "2025年", "", "2026年"],
        ["費用項目", "11月", "12月", "1月"],
        ["工具月費", 500, 500, 600],
    ]
    boxes.xlsx(out / "costs_years_above.xlsx", [("工作表1", table)])
    entries: list[Entry] = [
        (*month(y, m), None, None, "未分類", "工具月費", a, None, None)
        for y, m, a in ((2025, 11, 500), (2025, 12, 500), (2026, 1, 600))
    ]
    yield "costs_years_above.xlsx", parsed("generic.costs", entries, golden.rows(3, preamble=2))


def thousands(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A sheet in thousands that says so."""
    table: boxes.Table = [
        ["2026 年行銷費用（單位：新台幣千元，含稅）", "", ""],
        ["項目", "7月", "8月"],
        ["活動佈置費用", "12.5", "3"],
        ["合計", "12.5", "3"],
    ]
    boxes.cp950(out / "costs_thousands.csv", table)
    entries: list[Entry] = [
        (*month(2026, m), None, None, "未分類", "活動佈置費用", a, None, "included")
        for m, a in ((7, 12_500), (8, 3_000))
    ]
    rows = golden.rows(2, totals=1, preamble=2)
    yield (
        "costs_thousands.csv",
        parsed("generic.costs", entries, rows, 15_500, currency="TWD"),
    )


def monthless(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Months without any year: asked, never guessed."""
    table: boxes.Table = [["費用項目", "7月", "8月"], ["工具月費", 500, 600]]
    boxes.utf8(out / "costs_no_year.csv", table)
    for_year = {
        year: [
            (*month(common, m), None, None, "未分類", "工具月費", a, None, None)
            for m, a in ((7, 500), (8, 600))
        ]
        for year, common in (("2025", 2025), ("114", 2025))
    }
    then = [
        parsed("generic.costs", entries, golden.rows(2, preamble=1)) | {"answers": {"year": year}}
        for year, entries in for_year.items()
    ]
    asked = {"status": "needs_answer", "questions": ["year"], "then": then}
    yield "costs_no_year.csv", {**asked, "book": "costs", "format": None}


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


def english(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """English months, days typed as dates, and a subtotal row."""
    table: boxes.Table = [
        ["Marketing expenses", None, None, None, "all excl. tax, USD; currency: USD"],
        ["Vendor", "Item", date(2026, 7, 1), date(2026, 8, 1), "Total"],
        ["Big Tree", "Google Ads management fee", 1000.5, 1100, 2100.5],
        ["Big Tree", "Ad spend on Facebook", 500, 500, 1000],
        ["Total", None, 1500.5, 1600, 3100.5],
    ]
    boxes.xlsx(out / "costs_english.xlsx", [("Sheet1", table)])
    fee = ("Big Tree", GOOGLE, "未分類", "Google Ads management fee")
    media = ("Big Tree", META, "media", "Ad spend on Facebook")
    entries: list[Entry] = [
        (*month(2026, 7), *fee, "1000.5", None, "excluded"),
        (*month(2026, 8), *fee, 1100, None, "excluded"),
        (*month(2026, 7), *media, 500, None, "excluded"),
        (*month(2026, 8), *media, 500, None, "excluded"),
    ]
    rows = golden.rows(4, totals=1, preamble=2)
    yield "costs_english.xlsx", parsed("generic.costs", entries, rows, "3100.5", currency="USD")


def plan_months(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A year's budget side by side, the reserve among the platforms, targets below it."""
    table: boxes.Table = [
        ["2027 年度媒體預算", "", ""],
        ["平台", "1月", "2月"],
        ["Google", 100_000, 80_000],
        ["Meta", 60_000, 50_000],
        ["預備金", 10_000, 10_000],
        ["合計", 170_000, 140_000],
        ["CAC 目標", 600, 580],
        ["結帳轉換率目標", "1.6%", "1.65%"],
    ]
    boxes.utf8(out / "plan_months.csv", table, bom=True)
    entries: list[Entry] = []
    for index, (platform, budgets) in enumerate(
        ((GOOGLE, (100_000, 80_000)), (META, (60_000, 50_000)), (None, (10_000, 10_000)))
    ):
        for number, budget in enumerate(budgets, 1):
            amounts = (None, budget) if index == 2 else (budget, None)
            entries.append((*month(2027, number), None, platform, None, *amounts, None))
    for kpi, targets in (("CAC", ("600", "580")), ("結帳轉換率", ("0.016", "0.0165"))):
        for number, target in enumerate(targets, 1):
            entries.append((*month(2027, number), None, None, kpi, None, None, target))
    rows = golden.rows(10, totals=1, preamble=2)
    yield "plan_months.csv", parsed("generic.plan", entries, rows) | {"reconciled": True}


def plan_list(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Budget, reserve and targets in a list."""
    table: boxes.Table = [
        ["Month", "Platform", "Budget (TWD)", "Reserve", "KPI", "Target"],
        ["2027-01", "Google Ads", "100,000", "5,000", "", ""],
        ["2027-01", "", "", "", "cac", "600"],
        ["2027-02", "Meta", "50,000", "", "blended_roas", "3.125"],
    ]
    boxes.utf8(out / "plan_list.csv", table)
    entries: list[Entry] = [
        (*month(2027, 1), None, GOOGLE, None, 100_000, 5_000, None),
        (*month(2027, 1), None, None, "cac", None, None, 600),
        (*month(2027, 2), None, META, "blended_roas", 50_000, None, "3.125"),
    ]
    yield (
        "plan_list.csv",
        parsed("generic.plan", entries, golden.rows(3, preamble=1), currency="TWD"),
    )


def rates(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rates of days and of a month, exact to six decimals."""
    table: boxes.Table = [
        ["日期", "幣別", "對", "匯率"],
        ["2026/9/1", "USD", "TWD", "31.125"],
        ["115/09/02", "美元", "新台幣", "31.2"],
        ["2026年8月", "日圓", "TWD", "0.215678"],
    ]
    boxes.utf8(out / "rates_list.csv", table)
    entries: list[Entry] = [
        ("2026-09-01", "2026-09-01", None, "USD", "TWD", "31.125"),
        ("2026-09-02", "2026-09-02", None, "USD", "TWD", "31.2"),
        (*month(2026, 8), None, "JPY", "TWD", "0.215678"),
    ]
    yield "rates_list.csv", parsed("generic.rates", entries, golden.rows(3, preamble=1))
