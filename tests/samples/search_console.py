"""Search Console's performance report: one download, a zip of CSV files or a workbook of sheets.

The layouts: English and 繁體中文; Chart (newer) and Dates (older); a range of days, a relative one,
and filtered exports. The golden of a download holds a document for each table read from it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden

FIRST, DAYS = date(2026, 10, 1), 31
MADE = (2026, 11, 5, 9, 0, 0)
Row = tuple[str, int, int, str]
"""What it is split by, clicks, impressions, position."""


@dataclass(frozen=True, slots=True)
class Words:
    """How one language names the tables and their columns."""

    chart: str
    queries: str
    pages: str
    countries: str
    devices: str
    appearance: str
    filters: str
    heads: tuple[str, str, str, str, str, str]
    measures: tuple[str, str, str, str]
    filtered: tuple[str, str]
    web: tuple[str, str]
    date: str


EN = Words(
    *("Chart", "Queries", "Pages", "Countries", "Devices", "Search appearance", "Filters"),
    ("Date", "Top queries", "Top pages", "Country", "Device", "Search Appearance"),
    ("Clicks", "Impressions", "CTR", "Position"),
    ("Filter", "Value"),
    ("Search type", "Web"),
    "Date",
)
OLDER = Words(
    *("Dates", "Queries", "Pages", "Countries", "Devices", "Search Appearance", "Filters"),
    *(EN.heads, EN.measures, EN.filtered, EN.web, EN.date),
)
ZH = Words(
    *("圖表", "查詢", "網頁", "國家／地區", "裝置", "搜尋外觀", "篩選器"),
    ("日期", "熱門查詢項目", "熱門網頁", "國家/地區", "裝置", "搜尋外觀"),
    ("點擊", "曝光", "點閱率", "排名"),
    ("篩選器", "值"),
    ("搜尋類型", "網路"),
    "日期",
)


def days(first: date = FIRST, n: int = DAYS) -> list[Row]:
    """Return the chart: clicks, impressions and position of every day; one day has nothing."""
    rows = [
        ((first + timedelta(i)).isoformat(), 40 + i % 7, 900 + 10 * i, f"{9 + i % 4}.{i % 10}5")
        for i in range(n)
    ]
    rows[3] = (rows[3][0], 0, 0, "0")
    return rows


QUERIES: list[Row] = [
    ("lodestar", 320, 900, "1.2"),
    ("Lode Star 看板", 41, 120, "1.55"),
    ("ＬＯＤＥＳＴＡＲ", 9, 40, "1"),
    ("北極星行銷看板", 55, 130, "1.08"),
    ("行銷 kpi 怎麼訂", 30, 4_100, "8.4"),
    ("roas, cac 差別", 12, 2_600, "11.75"),
    ("北極星指標", 0, 1_900, "14"),
]
"""A brand in four spellings, and what others search: one of them holds 北極星 as well."""
PAGES: list[Row] = [
    ("https://example.com/", 380, 1_800, "2.4"),
    ("https://example.com/blog/kpi", 120, 9_000, "9.15"),
]
COUNTRIES: list[Row] = [("Taiwan", 1_100, 25_000, "9.1"), ("Hong Kong", 90, 4_000, "10.2")]
DEVICES: list[Row] = [("Mobile", 800, 20_000, "9"), ("Desktop", 390, 9_000, "9.8")]


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all of them; yield each file name with its golden."""
    relative, exact = "Last month", "1 Oct 2026-31 Oct 2026"
    for of, name, words, said in (
        ("zip", "example.com-Performance-on-Search-2026-11-05.zip", EN, exact),
        ("zip", "search_console_older.zip", OLDER, relative),
        ("zip", "https___www.example.com_-Performance-on-Search-2026-11-05.zip", ZH, "前 1 個月"),
        ("xlsx", "example.com-Performance-on-Search-2026-11-05.xlsx", EN, relative),
        ("xlsx", "search_console_zh.xlsx", ZH, "2026年10月1日-2026年10月31日"),
    ):
        tables = _tables(words)
        write = _zip if of == "zip" else _xlsx
        write(out / name, words, tables, [(words.date, said)])
        yield name, _parsed(name, words, tables, filters=2)
    yield from _filtered(out)


def _filtered(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Exports of another scope: refused with what was filtered, but for one query filter."""
    refused: Sequence[tuple[str, tuple[str, str], Sequence[str]]] = (
        ("search_console_page.zip", ("Page", "+/blog/"), ("filtered by Page", "+/blog/")),
        ("search_console_compared.zip", ("Date", "Compare last 7 days to previous period"),
         ("compares two ranges",)),
    )  # fmt: skip
    for name, more, says in refused:
        asked = [("Date", "Last month"), more] if more[0] != "Date" else [more]
        _zip(out / name, EN, _tables(EN), asked)
        yield name, {"status": "rejected", "book": "search", "says": list(says)}
    image = Words(*(getattr(EN, f) for f in Words.__slots__[:10]), ("Search type", "Image"), "Date")
    _zip(out / "search_console_image.zip", image, _tables(EN), [("Date", "Last month")])
    says = ["Image search, not of web search"]
    yield "search_console_image.zip", {"status": "rejected", "book": "search", "says": says}
    brand = "example.com-Performance-on-Search-2026-11-06.zip"
    chart = {EN.chart: [(day, c // 2, n // 10, "1.3") for day, c, n, _ in days()]}
    asked = [("Query", "+lodestar"), ("Date", "Last month")]
    _zip(out / brand, EN, {**_tables(EN), **chart}, asked)
    wanted = _parsed(brand, EN, chart, filters=3)
    wanted["tables"][0]["filter"] = "+lodestar"
    yield brand, wanted


def _tables(words: Words) -> dict[str, list[Row]]:
    return {
        words.chart: days(),
        words.queries: QUERIES,
        words.pages: PAGES,
        words.countries: COUNTRIES,
        words.devices: DEVICES,
        words.appearance: [],
    }


def _zip(
    path: Path, words: Words, tables: dict[str, list[Row]], asked: Sequence[tuple[str, str]]
) -> None:
    """Write what the download "CSV" is: no BOM, line feeds, CTR as a percentage."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for head, (name, rows) in zip(words.heads, tables.items(), strict=True):
            cells = [[of, c, n, _percent(c, n), p] for of, c, n, p in rows]
            _member(packed, name, [[head, *words.measures], *cells])
        _member(packed, words.filters, [[*words.filtered], [*words.web], *map(list, asked)])


def _member(packed: zipfile.ZipFile, name: str, table: boxes.Table) -> None:
    packed.writestr(zipfile.ZipInfo(f"{name}.csv", MADE), boxes.text(table))


def _xlsx(
    path: Path, words: Words, tables: dict[str, list[Row]], asked: Sequence[tuple[str, str]]
) -> None:
    """Write what the download "Excel" is: CTR as a fraction, numbers as numbers, days as text."""
    sheets: list[tuple[str, boxes.Table]] = []
    for head, (name, rows) in zip(words.heads, tables.items(), strict=True):
        cells = [[of, c, n, c / n if n else 0, float(p)] for of, c, n, p in rows]
        sheets.append((name.replace("/", "／"), [[head, *words.measures], *cells]))
    sheets.append((words.filters, [[*words.filtered], [*words.web], *map(list, asked)]))
    boxes.xlsx(path, sheets)


def _percent(clicks: int, shown: int) -> str:
    return f"{round(100 * clicks / shown, 2):g}%" if shown else "0%"


def _parsed(name: str, words: Words, tables: dict[str, list[Row]], filters: int) -> dict[str, Any]:
    """Return what a right reading finds: a document a table that is read, in order of its file."""
    owner = {"e": "example.com", "h": "https://www.example.com/"}.get(name[0])
    above = 1 + filters + bool(owner) + 1 + 1  # filters, whose, which days, and the heading itself
    reports = {words.chart: "dates", words.queries: "queries", words.pages: "pages",
               words.countries: "countries", words.devices: "devices"}  # fmt: skip
    last = FIRST + timedelta(DAYS - 1)
    found = []
    for table, report in reports.items():
        if table in tables:
            rows = tables[table]
            found.append({
                "file": f"{table}.csv",
                "format": f"search_console.{report}",
                "accounts": [owner] if owner else [],
                "period": {
                    "start": FIRST.isoformat(), "end": last.isoformat(),
                    "grain": "day" if report == "dates" else "range", "declared": True,
                },
                "rows": golden.rows(len(rows), preamble=above),
                "filter": None,
                "entries": [[of, c, n, p] for of, c, n, p in sorted(rows)],
            })  # fmt: skip
    return {"status": "parsed", "book": "search", "tables": sorted(found, key=lambda t: t["file"])}
