"""Which table of a GA4 file is read, of which days and whom; the others are named."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.reading.analytics.comments import said
from tests.data.ga4 import CHANNEL, DAYS, RULER, TOP, explored, ga4_file, reading_web, warned
from tests.data.reports import english, reading, rows
from tests.samples import boxes, make

pytestmark = pytest.mark.slow


SAYS = [
    # the words are of any language; only their shape is looked at
    (("---",), None, None, None),
    (DAYS, None, "All Users", ("2026-01-01", "2026-01-03")),
    (("所有使用者", "開始日期：20260101", "結束日期：20260103"), None, "所有使用者",
     ("2026-01-01", "2026-01-03")),
    ((*TOP, *DAYS), "Shop", "All Users", ("2026-01-01", "2026-01-03")),
    ((RULER, "流量：管道", "帳戶：甲", "資源：北極星: GA4", RULER), "北極星: GA4", None, None),
    ((RULER, "Pages: Page path", RULER, "Some title"), None, None, None),
    (("All Users", "Top pages", *DAYS[1:]), None, "All Users", ("2026-01-01", "2026-01-03")),
    (("Top pages", *DAYS, "Which pages?"), None, "All Users", ("2026-01-01", "2026-01-03")),
    ((RULER, "Shop 20240101", "Property: Shop 20240101", RULER, *DAYS), "Shop 20240101",
     "All Users", ("2026-01-01", "2026-01-03")),
    (("Which pages get the most views?", "Mobile", "x: 20260101", "y: 20260103"), None, "Mobile",
     ("2026-01-01", "2026-01-03")),
    (("Shop", "Free form-Tab", "20260101-20260103"), "Shop", None, ("2026-01-01", "2026-01-03")),
    (("Shop", "Free form-Tab", "20260103-20260101"), "Shop", None, None),
    (("All Users", "a: 20260230", "b: 20260301"), None, "All Users", None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "owner", "segment", "days"), SAYS)
def test_comments_are_read_by_their_shape(
    lines: tuple[str, ...], owner: str | None, segment: str | None, days: Any
) -> None:
    found = said(lines)
    wanted = tuple(map(date.fromisoformat, days)) if days else None
    assert (found.property_name, found.segment, found.days) == (owner, segment, wanted)


GOLDENS = sorted(make.FILES.glob("ga4_*.golden.json"))


LOADING = [p for p in GOLDENS if json.loads(p.read_text("utf-8"))["status"] == "parsed"]


@pytest.mark.parametrize("path", LOADING, ids=lambda p: p.name.removesuffix(".golden.json"))
def test_every_sample_closes_and_says_what_it_is(path: Path, tmp_path: Path) -> None:
    wanted = json.loads(path.read_text("utf-8"))
    report = reading_web(tmp_path, path.with_name(path.name.removesuffix(".golden.json")))
    assert (report.book, report.breakdown, report.currency) == ("web", wanted["breakdown"], None)
    assert report.rows.in_ == wanted["rows"]["in"]
    for name, total in wanted["sums"].items():
        (got,) = rows(tmp_path, f"sum({name})")[0]
        assert Decimal(got) == Decimal(total["loaded"]), name


TABLES = [
    # header lines and rows of several tables; the row in which the one that is read begins
    (["Nth day,Active users", "0000,5", "# x", f"{CHANNEL},Sessions", "Direct,9"], 13, "channel"),
    ([f"{CHANNEL},Sessions", "Direct,9", "# x", "Nth day,Sessions", "0000,9"], 13, ""),
    (["Nth day,Sessions", "# x", f"{CHANNEL},Sessions", "Direct,9"], 12, "channel"),
    (["Page path,Views", "/,9", "# x", "Page title,Views,Event count", "Home,9,9"], 13, "page"),
    (["Cohort,Total users,Sessions", "Apr 9 - Apr 15,9,9", "# x", "Nth day,Views", "0000,9"], 13,
     ""),
    (["Nth day,Sessions", "0000,9", "# Mobile", "# a: 20260101", "# b: 20260103",
      "Nth day,Sessions,Views", "0000,5,5"], 10, ""),
    (["Nth day,Sessions", "0000,9", "# All Users", "# a: 20251201", "# b: 20251203",
      "Nth day,Sessions", "0000,7"], 10, ""),
    (["Nth day,Sessions", "0000,9", "# All Users", "# a: 20260201", "# b: 20260203",
      "Nth day,Sessions", "0000,7"], 15, ""),
    (["Nth day,Sessions", "0000,9", "", "Nth day,Views", "0000,7"], 10, ""),
    (["Nth day,Views", "0000,9", "# A card of days", "# a: 20260101", "# b: 20260103",
      "Nth day,Sessions", "0000,5"], 10, ""),
    ([f"{CHANNEL},Sessions", "Direct,9", "# Mobile", "# a: 20260101", "# b: 20260103",
      f"{CHANNEL},Sessions", "Direct,5", "# Mobile", "# a: 20260101", "# b: 20260103",
      "Date,Views", "20260101,5", "# All Users", "# a: 20260101", "# b: 20260103",
      "Date,Views", "20260101,9"], 10, "channel"),
    ([f"{CHANNEL},Sessions", "Direct,9", "# Mobile", "# a: 20260101", "# b: 20260103",
      "Date,Sessions", "20260101,9"], 10, "channel"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "row", "breakdown"), TABLES)
def test_one_table_is_read_and_the_others_are_named(
    lines: list[str], row: int, breakdown: str, tmp_path: Path
) -> None:
    report = reading(tmp_path, ga4_file(*lines))
    assert (report.status, report.rows.loaded, report.breakdown) == ("parsed", 1, breakdown)
    assert f"in row {row} was read" in warned(report)
    assert report.rows.skipped.other_tables >= 1
    assert report.rows.skipped.blank == lines.count("")


@pytest.mark.parametrize(
    ("cell", "loaded"),
    [("0000", "2026-01-01"), ("2", "2026-01-03"), ("0003", None), ("x", None), ("9" * 40, None)],
)
def test_the_nth_day_counts_from_the_table_s_own_start(
    cell: str, loaded: str | None, tmp_path: Path
) -> None:
    good = [f"{n % 3},1" for n in range(30)]
    report = reading(tmp_path, ga4_file("Nth day,Sessions", *good, f"{cell},1"))
    assert report.rows.quarantined == (loaded is None)
    if loaded:
        assert rows(tmp_path, "day_from")[-1] == (date.fromisoformat(loaded),)
    else:
        assert (report.problems[0].row, report.problems[0].value) == (41, cell)


NTH = [
    # cells of a column nobody declared, and the grain they are read with
    (["0000", "0001", "0002"], "day"),
    (["0000", "0001"], "range"),  # weeks, months or hours may be counted so too
    (["0", "1", "2"], "range"),
    (["0001", "0002", "0003"], "range"),
]


@pytest.mark.parametrize(("cells", "grain"), NTH)
def test_days_counted_from_0000_are_known_by_their_shape(
    cells: list[str], grain: str, tmp_path: Path
) -> None:
    report = reading(tmp_path, ga4_file("第幾天,工作階段", *(f"{c},1" for c in cells)))
    assert report.period is not None
    assert (report.period.grain, report.rows.loaded, report.breakdown) == (grain, len(cells), "")


def test_titles_of_cards_are_no_segments(tmp_path: Path) -> None:
    card = ga4_file("Nth day,Sessions", "0000,9", top=("Sessions over time", *DAYS[1:]))
    pages = ga4_file("Page path,Views", "/,9", top=(*TOP, "Views by page", *DAYS[1:]))
    report = reading(tmp_path, pages + card)
    assert rows(tmp_path, "sessions", "audience") == [(9, None)]
    assert "only, not of all users" not in warned(report)


def test_all_users_are_read_wherever_they_stand(tmp_path: Path) -> None:
    mobile = ga4_file("Date,Sessions", "20260101,4", top=(*TOP, "Mobile", *DAYS[1:]))
    report = reading(tmp_path, mobile + ga4_file("Date,Sessions", "20260101,9", top=DAYS))
    assert rows(tmp_path, "sessions", "audience") == [(9, None)]
    assert report.rows.skipped.other_tables == 2  # the lines at the top are the file's


@pytest.mark.parametrize(
    ("header", "row", "status"),
    [
        ("Date,Sessions", "20260101,9", "rejected"),  # as Universal Analytics writes it
        ("Date,Sessions", ",9,Grand total\n20260101,9", "parsed"),
        ("Date,Sessions,Event count", "20260101,9,9", "parsed"),
    ],
)
def test_an_exploration_between_rulers_is_told_from_universal_analytics(
    header: str, row: str, status: str, tmp_path: Path
) -> None:
    top = (RULER, "Shop", "Free form-Tab", "20260101-20260103", RULER)
    report = reading(tmp_path, ga4_file("", header, row, top=top))
    assert report.status == status
    assert status == "parsed" or "Universal Analytics" in english(report)[0]


REFUSED = [
    (ga4_file(), "No header row is known"),
    (ga4_file("No data available"), "No data available"),
    (ga4_file(f"{CHANNEL},Sessions"), "a header and not one row"),
    (ga4_file("Item brand,Items viewed", "a,1"), "none of its tables"),
    (ga4_file("Item name,Sessions", "a,1"), "none of its tables"),  # no figure of items
    (ga4_file("Step,Active users", "1. Visit,9"), "none of its tables"),
    (explored("Date,Sessions", ",9,Grand total"), "totals and not one row"),
    (explored("Date,Views", ",9,Grand total", "20260101,8"), "total is 9, its rows sum to 8"),
    (ga4_file("\n\nCampaign,Users,Sessions", "a,1,1",
              top=(RULER, "All Web Site Data", "20220101-20220131", RULER)), "Universal Analytics"),
    ("Date,Sessions,Views\n20260101,1,1\n", "the lines beginning with “#” above the header"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_no_report_is_refused(text: str, words: str, tmp_path: Path) -> None:
    report = reading(tmp_path, text)
    assert report.status == "rejected"
    assert words in " ".join(english(report))


def test_lines_of_another_tool_do_not_make_a_ga4_file(tmp_path: Path) -> None:
    lines = "# my notes\nCampaign,Day,Impr.,Clicks,Cost,Conversions\nA,2026-01-01,9,1,1.00,1.00\n"
    report = reading(tmp_path, lines)
    assert (report.status, report.format) == ("parsed", "google_ads.campaign")


def test_of_two_sheets_from_ga4_a_person_chooses(tmp_path: Path) -> None:
    sheet = [line.split(",") for line in explored("Date,Sessions", "20260101,9").split("\n")]
    other = [line.split(",") for line in explored("Date,Sessions", "20260102,4").split("\n")]
    boxes.xlsx(tmp_path / "book.xlsx", [("Tab 1", sheet), ("Tab 2", other), ("Notes", [["x"]])])
    book = (tmp_path / "book.xlsx").read_bytes()
    asked = reading(tmp_path, book)
    assert [q.key for q in asked.questions] == ["sheet"]
    report = reading(tmp_path, book, {"sheet": "Tab 2"})
    assert rows(tmp_path, "sessions") == [(4,)]
    assert report.rows.skipped.other_tables == len(sheet)
