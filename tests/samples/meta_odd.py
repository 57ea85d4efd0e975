"""Meta reports with one thing odd each: scheduled workbooks, Results only, turned dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.google_odd import turn
from tests.samples.meta import Look, result, table, totals_of
from tests.samples.world import END, START, Fact, days, facts

COLUMNS = (
    "campaign", "day", "result_type", "results", "reach", "impressions", "cost", "link_clicks",
    "conversions", "conversion_value", "starts", "ends",
)  # fmt: skip
DAILY = Look(columns=COLUMNS)
WEEK = days(START, date(2026, 1, 25))
Made = Iterator[tuple[str, dict[str, Any]]]


def odd(out: Path) -> Made:
    """Write every odd report; yield each file name with its golden."""
    for make in (scheduled, results_only, full_range, resaved, comma_account):
        yield from make(out)


def some(name: str, ranges: list[tuple[date, date]] | None = None) -> list[Fact]:
    """Return the rows of one odd report."""
    return facts(f"meta {name}", 1, ranges or WEEK, 5)


def own_of(look: Look, rows: list[Fact]) -> dict[str, Any]:
    """Return the file's totals for the measures it shows."""
    return {m: v for m, v in totals_of(rows).items() if m in look.columns}


def scheduled(out: Path) -> Made:
    """A scheduled workbook: a formatted sheet, then the raw one, header in row 3 from column B."""
    look, rows = replace(DAILY, native=True, own_days=False), some("scheduled", days(START, END))
    raw = table(look, rows, None)
    pretty: boxes.Table = [
        ["Lodestar weekly"],
        [],
        *(["" if v is None else str(v) for v in r] for r in raw),
    ]
    notes: boxes.Table = [
        ["This is raw data. See Sheet 1 for a formatted report."],
        ["Report Period: Jan 19, 2026 - Feb 1, 2026"],
    ]
    sheets = [("Formatted Report", pretty), ("Raw Data Report", [*notes, *raw])]
    boxes.xlsx(out / "meta_scheduled.xlsx", sheets, left=1)
    yield "meta_scheduled.xlsx", result(look, rows, None, preamble=3, other_tables=len(pretty))


def results_only(out: Path) -> Made:
    """No Purchases column: Results of several types are no conversions."""
    look = replace(DAILY, columns=tuple(c for c in COLUMNS if not c.startswith("conversion")))
    rows = some("results only")
    own = own_of(look, rows)
    boxes.meta_csv(out / "meta_results_only.csv", table(look, rows, own))
    yield "meta_results_only.csv", result(look, rows, own)


def full_range(out: Path) -> Made:
    """Ads Reporting repeats the whole range in every row beside the Day."""
    look, rows = replace(DAILY, own_days=False), some("full range", days(START, END))
    own = own_of(look, rows)
    boxes.meta_csv(out / "meta_full_range.csv", table(look, rows, own))
    yield "meta_full_range.csv", result(look, rows, own)


def resaved(out: Path) -> Made:
    """Excel has turned the days: 2/3/2025 is the 2nd of March or the 3rd of February."""
    rows = some("resaved", days(date(2025, 3, 2), date(2025, 3, 8)))
    look = DAILY
    sheet = table(look, rows, own_of(look, rows))
    for line in sheet[1:]:
        for at, key in enumerate(look.columns):
            if key in ("day", "starts", "ends") and line[at]:
                day = date.fromisoformat(line[at])
                line[at] = f"{day.day}/{day.month}/{day.year}"
    (out / "meta_resaved.csv").write_bytes(boxes.text(sheet, end="\r\n").encode("utf-8-sig"))
    turned = [replace(f, day_from=turn(f.day_from), day_to=turn(f.day_to)) for f in rows]
    then = [
        {**result(look, rows, own_of(look, rows)), "answers": {"date_order": "dmy"}},
        {**result(look, turned, own_of(look, rows)), "answers": {"date_order": "mdy"}},
    ]
    yield "meta_resaved.csv", golden.asks("meta_ads.campaign", "date_order", then=then)


def comma_account(out: Path) -> Made:
    """An account whose name is its id, a full-width comma and its currency."""
    look = replace(DAILY, lang=1, grain="range", columns=("account", *COLUMNS))
    look = replace(look, columns=tuple(c for c in look.columns if c != "day"))
    rows = some("comma account", [(START, END)])
    own = own_of(look, rows)
    sheet = table(look, rows, own)
    for line in sheet[2:]:
        line[0] = "102796323413794， TWD"
    boxes.meta_csv(out / "meta_comma_account.csv", sheet)
    loads = result(look, rows, own)
    yield "meta_comma_account.csv", {**loads, "accounts": ["102796323413794， TWD"]}
