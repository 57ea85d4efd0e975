"""Costs with months side by side, as people send them; the odd ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.samples import boxes, golden
from tests.samples.sheets import GOOGLE, META, Entry, month, parsed


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all of them; yield each file name with its golden."""
    for write in (
        merged_months,
        subtotals_off,
        roc_months,
        tax_alone,
        two_sheets,
        two_years,
        thousands,
        monthless,
        english,
    ):
        yield from write(out)


FEES = (12_000, 12_500, 13_000)


META_FEES = (8_000, None, 8_400)


PEOPLE = 90_000


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
