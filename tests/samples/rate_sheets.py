"""Exchange rates: months or currencies side by side, a bank's own tables, and a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.samples import boxes, golden
from tests.samples.sheets import Entry, month, parsed


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all of them; yield each file name with its golden."""
    for write in (bank_history, bank_board, hundreds, nameless, across, down, rates):
        yield from write(out)


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


def bank_history(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A bank's history of one currency: a word before its rates says which side they are of."""
    kinds = ["匯率", "現金", "即期", "遠期10天"]
    table: boxes.Table = [
        ["資料日期", "幣別", *kinds, *kinds],
        ["20260902", "USD", "本行買入", "30.67500", "31.02500", "31.01", "本行賣出", "31.345",
         "31.125", "31.2"],
        ["20260901", "USD", "本行買入", "30.575", "30.925", "0.00000", "本行賣出", "31.245",
         "31.0256", "0.00000"],
    ]  # fmt: skip
    boxes.utf8(out / "rates_bank_history.csv", table, bom=True)
    found = (("2026-09-02", "31.125"), ("2026-09-01", "31.0256"))
    entries: list[Entry] = [(day, day, None, "USD", None, rate) for day, rate in found]
    yield "rates_bank_history.csv", _asked("即期賣出", entries, golden.rows(2, preamble=1))


def bank_board(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A bank's board of one day: two rows of merged headings, and currencies it has no cash of."""
    path = out / "rates_bank_board.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": boxes.MADE})
    sheet = book.add_worksheet("牌告")
    sheet.merge_range(0, 0, 0, 4, "牌告匯率")
    sheet.write(1, 0, "掛牌日期：2026/09/01")
    sheet.merge_range(2, 0, 3, 0, "幣別")
    sheet.merge_range(2, 1, 2, 2, "現金匯率")
    sheet.merge_range(2, 3, 2, 4, "即期匯率")
    sheet.write_row(3, 1, ["本行買入", "本行賣出"] * 2)
    sheet.write_row(4, 0, ["美金 (USD)", 30.6, 31.345, 31.025, 31.125])
    sheet.write_row(5, 0, ["日圓 (JPY)", 0.2053, 0.2181, 0.2126, 0.2166])
    sheet.write_row(6, 0, ["南非幣 (ZAR)", "-", "-", 1.681, 1.761])
    sheet.write(8, 0, "牌告匯率僅供參考")
    book.close()
    day = ("2026-09-01", "2026-09-01")
    found = (("USD", "31.345"), ("JPY", "0.2181"))
    entries: list[Entry] = [(*day, None, code, None, rate) for code, rate in found]
    rows = golden.rows(2, blank=1, preamble=4, footer=1)
    yield path.name, _asked("現金賣出", entries, rows)


def hundreds(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rates of a hundred yen are not those of one: refused, never divided by a guess."""
    table: boxes.Table = [["2026 匯率"], ["月份", "USD", "日圓(100)"], ["2026/1", "31.5", "21.53"]]
    boxes.utf8(out / "rates_hundred.csv", table)
    wanted = golden.refused("a hundred or a thousand units") | {"book": "rates", "format": None}
    yield "rates_hundred.csv", wanted | {"where": [3]}


def nameless(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Currencies side by side, and no word of rates: asked."""
    table: boxes.Table = [["月份", "USD", "JPY"], ["2026/1", "31.5", "0.2153"]]
    boxes.utf8(out / "rates_nameless.csv", table)
    found = (("USD", "31.5"), ("JPY", "0.2153"))
    entries: list[Entry] = [(*month(2026, 1), None, code, None, rate) for code, rate in found]
    then = parsed("generic.rates", entries, golden.rows(2, preamble=1))
    asked = {"status": "needs_answer", "questions": ["format"], "book": "rates", "format": None}
    yield "rates_nameless.csv", asked | {"then": [then | {"answers": {"format": "generic.rates"}}]}


def across(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A currency a row, a month a column, the year merged above; an average is no rate."""
    path = out / "rates_across.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": boxes.MADE})
    sheet = book.add_worksheet("匯率")
    sheet.merge_range(0, 0, 0, 4, "各月匯率（兌新台幣）")
    sheet.merge_range(2, 1, 2, 2, "2025年")
    sheet.merge_range(2, 3, 2, 4, "2026年")
    sheet.write_row(3, 0, ["幣別", "11月", "12月", "1月", "2月", "平均"])
    sheet.write_row(4, 0, ["USD", 31.2, 31.25, 31.5, 31.625, 31.394])
    sheet.write_row(5, 0, ["日圓", 0.2123, 0.2153, None, 0.215678])
    sheet.write_row(6, 0, ["歐元 (EUR)", 36, 36.1, 36.2, "-"])
    sheet.write(8, 0, "資料來源：財務部")
    book.close()
    months = ((2025, 11), (2025, 12), (2026, 1), (2026, 2))
    told = {
        "USD": ("31.2", "31.25", "31.5", "31.625"),
        "JPY": ("0.2123", "0.2153", None, "0.215678"),
        "EUR": ("36", "36.1", "36.2", None),
    }
    entries: list[Entry] = [
        (*month(*when), None, code, "TWD", rate)
        for code, row in told.items()
        for when, rate in zip(months, row, strict=True)
        if rate
    ]
    rows = golden.rows(10, blank=1, preamble=4, footer=1)
    yield path.name, parsed("generic.rates", entries, rows)


def down(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A month a row, a currency a column, in years of the Republic; notes above and below."""
    table: boxes.Table = [
        ["115年度平均匯率", "", "", ""],
        ["", "", "", ""],
        ["月份", "USD/TWD", "JPY/TWD", "備註"],
        ["115年1月", "31.500", "0.215300", "5"],
        ["115年2月", "1,031.25", "", ""],
        ["全年平均", "31.375", "0.2153", ""],
        ["以財政部公布為準", "", "", ""],
    ]
    boxes.cp950(out / "rates_down.csv", table)
    entries: list[Entry] = [
        (*month(2026, 1), None, "USD", "TWD", "31.5"),
        (*month(2026, 1), None, "JPY", "TWD", "0.2153"),
        (*month(2026, 2), None, "USD", "TWD", "1031.25"),
    ]
    rows = golden.rows(3, totals=1, preamble=3, footer=1)
    yield "rates_down.csv", parsed("generic.rates", entries, rows)


def _asked(kind: str, entries: Sequence[Entry], rows: dict[str, Any]) -> dict[str, Any]:
    """Return the golden of a table with several kinds of rate: asked, then read by the answer."""
    then = parsed("generic.rates", entries, rows) | {"answers": {"rate_kind": kind}}
    asked = {"status": "needs_answer", "questions": ["rate_kind"], "book": "rates"}
    return asked | {"format": "generic.rates", "then": [then]}
