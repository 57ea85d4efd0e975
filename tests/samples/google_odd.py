"""Google Ads reports with one thing odd each: totals, dates, decimals, bad rows, re-saved files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import golden
from tests.samples.google import Look, result, table, totals_of, write
from tests.samples.world import END, START, Fact, days, facts

COLUMNS = (
    "status", "campaign", "day", "currency", "impressions", "clicks_all", "ctr", "cpc", "cost",
    "conversions", "conversion_value",
)  # fmt: skip
DAILY = Look(columns=COLUMNS)
WHOLE = replace(DAILY, daily=False, columns=tuple(c for c in COLUMNS if c != "day"))
Made = Iterator[tuple[str, dict[str, Any]]]


def odd(out: Path) -> Made:
    """Write every odd report; yield each file name with its golden."""
    for make in (
        all_time,
        totals_apart,
        no_totals,
        bad_rows,
        dates,
        decimals,
        resaved,
        no_currency,
    ):
        yield from make(out)


def some(
    name: str, ranges: list[tuple[date, date]] | None = None, campaigns: int = 5
) -> list[Fact]:
    """Return the rows of one odd report."""
    return facts(f"google {name}", 1, ranges or days(START, END), campaigns)


def all_time(out: Path) -> Made:
    """ "All time" names no range: the days present are what the file speaks for."""
    look, rows = replace(DAILY, title_range="all_en"), some("all time")
    own = totals_of(rows)
    write(out / "google_all_time.csv", "utf8", table(look, rows, own), look)
    yield "google_all_time.csv", result(look, rows, own)


def totals_apart(out: Path) -> Made:
    """A total three cents apart is rounding; a total 500 apart is a lost row."""
    rows = some("totals apart", [(START, END)], 9)
    near = {**totals_of(rows), "cost": totals_of(rows)["cost"] + Decimal("0.03")}
    write(out / "google_rounding.csv", "utf8", table(WHOLE, rows, near), WHOLE)
    yield "google_rounding.csv", result(WHOLE, rows, near)
    far = {**totals_of(rows), "cost": totals_of(rows)["cost"] + 500}
    write(out / "google_total_mismatch.csv", "utf16", table(WHOLE, rows, far), WHOLE)
    yield (
        "google_total_mismatch.csv",
        {
            **golden.refused("the file's own total is", "a difference of 500."),
            "format": "google_ads.campaign",
            "reconciled": False,
        },
    )


def no_totals(out: Path) -> Made:
    """No total rows at all, an empty line within and two at the end."""
    rows = some("no totals", [(START, END)])
    sheet = table(WHOLE, rows, None)
    sheet.insert(5, [])
    write(out / "google_no_totals.csv", "utf8", [*sheet, [], []], WHOLE)
    yield "google_no_totals.csv", result(WHOLE, rows, None, blank=3)


def bad_rows(out: Path) -> Made:
    """One bad day among 70 rows is set aside; six are more than 5 % and are asked about."""
    for name, spots in (("one_bad_row", [8]), ("many_bad_rows", [3, 8, 20, 33, 50, 69])):
        rows = some(name)
        own, sheet = totals_of(rows), table(DAILY, rows, totals_of(rows))
        for spot in spots:
            sheet[3 + spot][2] = "2026-02-30"
        write(out / f"google_{name}.csv", "utf8", sheet, DAILY)
        loads = result(DAILY, rows, own, [rows[s] for s in spots])
        loads["bad"] = [{"row": 4 + spots[0], "column": "Day", "value": "2026-02-30"}]
        if len(spots) > 1:
            then = {**loads, "answers": {"quarantine": "load"}}
            no = golden.refused("nothing of this file was loaded")
            no["answers"] = {"quarantine": "reject"}
            loads = golden.asks("google_ads.campaign", "quarantine", then=[then, no])
        yield f"google_{name}.csv", loads


def dates(out: Path) -> Made:
    """Days that read two ways are asked about; one day beyond 12 decides for all."""
    look = replace(DAILY, title_range="all_en", day="dmy")
    clear = some("dates clear", days(date(2025, 3, 5), date(2025, 3, 14)))
    write(out / "google_day_first.csv", "utf8", table(look, clear, totals_of(clear)), look)
    yield "google_day_first.csv", result(look, clear, totals_of(clear))
    rows = some("dates unclear", days(date(2025, 3, 5), date(2025, 3, 9)))
    own = totals_of(rows)
    write(out / "google_two_ways.csv", "utf8", table(look, rows, own), look)
    turned = [replace(f, day_from=turn(f.day_from), day_to=turn(f.day_to)) for f in rows]
    then = [
        {**result(look, rows, own), "answers": {"date_order": "dmy"}},
        {**result(look, turned, own), "answers": {"date_order": "mdy"}},
    ]
    yield "google_two_ways.csv", golden.asks("google_ads.campaign", "date_order", then=then)


def turn(day: date) -> date:
    """Return the day with its day and month swapped."""
    return date(day.year, day.day, day.month)


def decimals(out: Path) -> Made:
    """1.234,56 decides for the comma; 3.000 alone decides nothing."""
    look = replace(WHOLE, mark="comma", thousands=True, currency="EUR")
    rows = some("decimals", [(START, END)])
    own = totals_of(rows)
    write(out / "google_comma.csv", "semicolon", table(look, rows, own), look)
    yield "google_comma.csv", result(look, rows, own)
    costs = (Decimal(3), Decimal(12), Decimal(7), Decimal(45), Decimal(1))
    small = [
        replace(
            f,
            measures={**f.measures, "cost": c, "conversions": Decimal(2), "conversion_value": None},
        )
        for f, c in zip(rows, costs, strict=True)
    ]
    columns = tuple(c for c in look.columns if c not in ("cpc", "ctr", "conversion_value"))
    bare = replace(WHOLE, columns=tuple(c for c in columns if c != "conversions"))
    sheet = table(bare, small, None)
    at = bare.columns.index("cost")
    for row in sheet[3:]:
        row[at] = f"{row[at]}.000"
    write(out / "google_three_digits.csv", "utf8", sheet, bare)
    thousand = [
        replace(f, measures={**f.measures, "cost": f.measures["cost"] * 1000}) for f in small
    ]
    kept = ("impressions", "clicks_all", "cost")
    then = []
    for answer, read in (("point", small), ("comma", thousand)):
        loads = result(bare, read, None)
        loads["measures"] = list(kept)
        loads["sums"] = {k: v for k, v in loads["sums"].items() if k in kept}
        loads["nulls"] = {k: v for k, v in loads["nulls"].items() if k in kept}
        then.append({**loads, "answers": {"decimal": answer}})
    yield "google_three_digits.csv", golden.asks("google_ads.campaign", "decimal", then=then)


def resaved(out: Path) -> Made:
    """The same report after a round through Excel in Taiwan: cp950 and CRLF."""
    look = replace(DAILY, lang=1, title_range="zh", day="slash")
    rows = [f for f in some("resaved", None, 10) if f.campaign not in (6,)]  # cp950 has no emoji
    own = totals_of(rows)
    write(out / "google_resaved_cp950.csv", "cp950", table(look, rows, own), look)
    yield "google_resaved_cp950.csv", result(look, rows, own)


def no_currency(out: Path) -> Made:
    """No currency anywhere: the report says None, and the store asks."""
    look = replace(WHOLE, columns=tuple(c for c in WHOLE.columns if c != "currency"))
    rows = some("no currency", [(START, END)])
    own = totals_of(rows)
    write(out / "google_no_currency.csv", "utf8", table(look, rows, own), look)
    yield "google_no_currency.csv", result(look, rows, own)
