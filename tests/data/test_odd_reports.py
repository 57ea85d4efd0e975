"""Reports as people really bring them: saved again in Excel, filtered, pasted, segmented."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.data.reports import english, reading, rows

pytestmark = pytest.mark.slow

HEADER = "Campaign,Day,Currency code,Impr.,Clicks,Cost"
TITLE = 'Campaign report\n"January 1, 2026 - January 31, 2026"\n'
META = "Campaign name,Day,Impressions,Amount spent (TWD),Reporting starts,Reporting ends"
RANGE = "Campaign,Currency code,Impr.,Clicks,Cost"


def lines(form: Callable[[int], str], count: int = 6) -> str:
    return "".join(f"{form(n)}\n" for n in range(1, count + 1))


def daily(name: str = "品牌", month: int = 1, count: int = 6, end: str = "") -> str:
    return lines(lambda n: f"{name},2026-{month:02}-{n:02},TWD,1000,10,12.50{end}", count)


def total(count: int = 6, end: str = "") -> str:
    return f"Total: Campaigns, --,TWD,{1000 * count},{10 * count},{12.5 * count:.2f}{end}\n"


def spans(*names: str) -> str:
    return "".join(f"{n},TWD,{1000 + k},10,{k + 1}2.50\n" for k, n in enumerate(names))


def days(form: Callable[[int], str]) -> str:
    """Return a Google report whose days are written in one way."""
    text = lines(lambda n: f"品牌,{form(n)},TWD,1000,10,12.50")
    return f"{TITLE}{HEADER}\n{text}{total()}"


LOADS = {
    # name: (text, rows loaded, cost)
    "Excel fills the short lines with commas": (
        "Campaign report,,,,,\n2026年1月1日 - 2026年1月31日,,,,,\n"
        f"{HEADER}\n{daily()}{total()},,,,,\n", 6, "75",
    ),
    "a comma behind every line": (f"{TITLE}{HEADER},\n{daily(end=',')}{total(end=',')}", 6, "75"),
    "commas behind the rows only": (f"{TITLE}{HEADER}\n{daily(end=',,')}{total()}", 6, "75"),
    "Excel's separator line": (f"sep=,\n{TITLE}{HEADER}\n{daily()}{total()}", 6, "75"),
    "a German account in English": (
        "Campaign report\n1 January 2026 - 31 January 2026\n" + HEADER.replace(",", ";") + "\n"
        + lines(lambda n: f"Marke;{n:02}.01.2026;EUR;1.000;10;1.012,50")
        + "Total: Campaigns;--;EUR;6.000;60;6.075,00\n", 6, "6075",
    ),
    "days that only fit the range one way": (days(lambda n: f"1/{n}/2026"), 6, "75"),
    "an empty time in Chinese": (days(lambda n: f"2026/1/{n} 上午 12:00:00"), 6, "75"),
    "an empty time in English": (days(lambda n: f"2026/1/{n} 12:00:00 AM"), 6, "75"),
    "a weekday in brackets": (days(lambda n: f"2026/1/{n} (一)"), 6, "75"),
    "a weekday in words": (days(lambda n: f"2026年1月{n}日 星期日"), 6, "75"),
    "hours of a day": (
        f"{TITLE}Campaign,Day,Hour of the day,Currency code,Impr.,Clicks,Cost\n"
        + lines(lambda n: f"品牌,2026-01-01,{n - 1},TWD,100,1,1.50", 24), 24, "36",
    ),
    "weeks": (f"{TITLE}{HEADER.replace('Day', 'Week')}\n{daily()}{total()}", 6, "75"),
    "months": (f"{TITLE}{HEADER.replace('Day', 'Month')}\n{daily()}{total()}", 6, "75"),
    "Meta's weeks": (
        "\ufeff" + META.replace("Day", "Week") + "\n"
        "A,2026-01-05 - 2026-01-11,10,1.00,2026-01-05,2026-01-11\n"
        "A,2026-01-12 - 2026-01-18,10,1.00,2026-01-12,2026-01-18\n", 2, "2",
    ),
    "campaigns called total by day": (
        f"{TITLE}{HEADER}\n{daily('總計')}{daily('Total')}{daily('合計')}{total(18)}", 18, "225",
    ),
    "campaigns called total over a range": (
        f"{TITLE}{RANGE}\n{spans('總計', 'Total', '品牌')}Total: Campaigns,TWD,3003,30,67.50\n",
        3, "67.50",
    ),
    "Meta campaigns called total": (
        "\ufeff" + META.replace("Day,", "") + "\n,3000,37.50,2026-01-01,2026-01-31\n"
        + "".join(f"{n},1000,12.50,2026-01-01,2026-01-31\n" for n in ("總計", "Total", "母親節")),
        3, "37.50",
    ),
    "totals added by hand below days": (
        f"{TITLE}{HEADER}\n{daily()}小計,,,6000,60,75.00\n{daily('B')}小計,,,6000,60,75.00\n"
        "總計,,,12000,120,150.00\n", 12, "150",
    ),
    "the same header pasted again, without totals": (
        f"{TITLE}{HEADER}\n{daily()}{HEADER}\n{daily('B')}", 12, "150",
    ),
    "saved as Unicode text": (
        f"\ufeff{TITLE}{HEADER}\n{daily()}".replace(",", "\t").encode("utf-16-le"), 6, "75",
    ),
    "money with its sign, credits too": (
        f"{TITLE}{HEADER}\n{daily()}品牌,2026-01-07,TWD,0,0,-NT$5.00\n", 7, "70",
    ),
    "headers in capitals and a column of notes": (
        f"{TITLE}備註,{HEADER.upper()}\n" + daily().replace("品牌", "老闆要看,品牌"), 6, "75",
    ),
    "paused campaigns without figures": (
        f"{TITLE}{HEADER}\n{daily()}停用,2026-01-07,TWD,-,-,-\n", 7, "75",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "loaded", "cost"), LOADS.values(), ids=LOADS)
def test_it_is_read_as_it_is_meant(
    tmp_path: Path, text: str | bytes, loaded: int, cost: str
) -> None:
    report = reading(tmp_path, text)
    assert report.status == "parsed", (english(report), report.questions)
    assert (report.rows.loaded, report.rows.quarantined) == (loaded, 0)
    assert report.sums["cost"].loaded == Decimal(cost)


def test_emoji_and_joined_signs_stay_in_names(tmp_path: Path) -> None:
    name = "🔥 週年慶 👩🏽‍💻👨‍👩‍👧‍👦"
    reading(tmp_path, f"{TITLE}{HEADER}\n{daily(name)}")
    assert set(rows(tmp_path, "campaign")) == {(name,)}


REFUSED = {
    # name: (text, words of the first problem)
    "two reports below each other": (
        f"{TITLE}{HEADER}\n{daily()}{total()}\n{TITLE}{HEADER}\n{daily(month=2)}{total()}",
        "Row 14 is a header again",
    ),
    "another platform's below": (
        f"{TITLE}{HEADER}\n{daily(count=28)}\n{META}\nA,2026-01-01,5,9.00,2026-01-01,2026-01-01\n",
        "Row 33 is a header again",
    ),
    "a total added by hand over a range": (
        f"{TITLE}{RANGE}\n{spans('A', 'B')}合計,TWD,2001,20,35.00\n", "“合計” is the sum",
    ),
    "days without a year": (days(lambda n: f"1月{n}日"), "None of the 6 rows"),
    "a list of members": (
        "會員編號,姓名,手機,Email,註冊日期\nM1,甲,0912345678,a@b.example,2026/01/05\n",
        "This looks like a list of members",
    ),
    "headers in German": (
        "Kampagnenbericht\nKampagne;Tag;Impr.;Klicks;Kosten\nA;2026-01-05;1;1;1,50\n",
        "No header row is known",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_words(tmp_path: Path, text: str, says: str) -> None:
    report = reading(tmp_path, text)
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    assert says in english(report)[0], english(report)


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ("品牌,2026-01-07,TWD,1.00E+06,10,12.50", "Impr.", "Excel shortened this number"),
        ("品牌,2026-01-07,TWD,1000,10,1E+05", "Cost", "Excel shortened this number"),
        ("品牌,1/7,TWD,1000,10,12.50", "Day", "The day has no year"),
        ("品牌,,TWD,1000,10,12.50", "Day", "The day is missing"),
        (",2026-01-07,TWD,1000,10,12.50", "Campaign", "The name is missing"),
    ],
)
def test_a_row_is_held_back_for_its_reason(
    tmp_path: Path, cells: str, column: str, rule: str
) -> None:
    report = reading(tmp_path, f"{TITLE}{HEADER}\n{daily(count=25)}{cells}\n")
    (problem,) = report.problems
    assert (report.rows.loaded, problem.row, problem.column) == (25, 29, column)
    assert rule in problem.rule.en


REPEATED = "2026-01-01,2026-01-31"
OWN = "2026-01-{n:02},2026-01-{n:02}"


@pytest.mark.parametrize(
    ("spoken", "declared"),
    [
        ([REPEATED] * 3, (date(2026, 1, 1), date(2026, 1, 31))),
        ([OWN] * 3, None),
        ([REPEATED, REPEATED, "2026-01-01,2026-02-28"], None),
    ],
    ids=["the range", "the day of the row", "two ranges"],
)
def test_metas_reporting_columns_declare_one_range(
    tmp_path: Path, spoken: list[str], declared: tuple[date, date] | None
) -> None:
    table = "".join(f"A,2026-01-{n:02},10,1.00,{s.format(n=n)}\n" for n, s in enumerate(spoken, 4))
    report = reading(tmp_path, f"\ufeff{META}\n{table}")
    assert report.period is not None and report.period.grain == "day"
    span = (report.period.start, report.period.end)
    assert report.period.declared is (declared is not None)
    assert span == (declared or (date(2026, 1, 4), date(2026, 1, 6)))


def book(path: Path, sheets: dict[str, list[list[Any]]], hidden: Iterable[int] = ()) -> bytes:
    """Write a workbook as Excel saves it: days as dates, some rows filtered away."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d"}) as made:
        for name, table in sheets.items():
            sheet = made.add_worksheet(name)
            for n, cells in enumerate(table):
                sheet.write_row(n, 0, cells)
            for n in hidden:
                sheet.set_row(n, options={"hidden": True})
    return path.read_bytes()


def sheet(first: date) -> list[list[Any]]:
    at = [first + timedelta(days=n) for n in range(6)]
    top = [["Campaign report"], [f"{at[0]} - {at[-1]}"], HEADER.split(",")]
    return [*top, *(["品牌", d, "TWD", 1000, 10, 12.5] for d in at)]


def test_rows_filtered_away_are_rows(tmp_path: Path) -> None:
    content = book(tmp_path / "a.xlsx", {"報表": sheet(date(2026, 1, 1))}, hidden=(5, 6))
    report = reading(tmp_path, content)
    assert (report.status, report.rows.loaded) == ("parsed", 6)


def test_a_sheet_a_month_is_asked_and_the_other_counted(tmp_path: Path) -> None:
    months = {"1月": sheet(date(2026, 1, 1)), "2月": sheet(date(2026, 2, 1))}
    notes = {"樞紐": [["列標籤", "加總"], ["品牌", 75]]}
    content = book(tmp_path / "a.xlsx", {**notes, **months})
    asked = reading(tmp_path, content)
    assert [c for c, _ in asked.questions[0].choices] == ["1月", "2月"]
    report = reading(tmp_path, content, {"sheet": "2月"})
    assert (report.status, report.rows.in_, report.rows.loaded) == ("parsed", 20, 6)
    assert (report.rows.skipped.preamble, report.rows.skipped.other_tables) == (3, 11)
    assert "1月" in report.warnings[0].zh
