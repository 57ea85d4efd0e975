"""Reading whole files: what is loaded, what is held back and why, and what is asked."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.limits import TERMINAL, Limits
from data.reading.judge import COLUMNS
from data.reading.reader import read
from data.report import Report

TODAY = date(2026, 11, 21)
RANGE = "1 January 2026 - 31 January 2026"
GOOGLE = "Campaign status,Campaign,Campaign ID,Day,Currency code,Clicks,Impr.,CTR,Cost,Conversions"
META = (
    "Campaign name,Delivery status,Result type,Results,Impressions,Link clicks,Purchases,"
    "Amount spent (TWD),Reporting starts,Reporting ends"
)


def row(
    name: str = "Brand",
    day: str = "2026-01-05",
    clicks: str = "10",
    impressions: str = '"1,000"',
    cost: str = "12.50",
    conversions: str = "1.50",
) -> str:
    """Return a good Google row, with the cells of the case."""
    return f"Enabled,{name},171,{day},TWD,{clicks},{impressions},1.00%,{cost},{conversions}"


def total(clicks: str, impressions: str, cost: str, conversions: str, of: str = "Campaigns") -> str:
    return f"Total: {of}, --, --, --,TWD,{clicks},{impressions},1%,{cost},{conversions}"


def google(*rows: str, header: str = GOOGLE, title: str = f"Campaign report\n{RANGE}\n") -> str:
    return title + header + "\n" + "".join(f"{r}\n" for r in rows)


def meta(*rows: str, header: str = META) -> str:
    return "\ufeff" + header + "\n" + "".join(f"{r}\n" for r in rows)


def reading(
    tmp_path: Path, text: str | bytes, answers: dict[str, str] | None = None, **more: Any
) -> Report:
    """Read a text as a file and hold it to the equation of rows."""
    path = tmp_path / "received"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = read(path, "any name", tmp_path / "1.parquet", answers or {}, today=TODAY, **more)
    assert report.rows.closes
    assert Report.from_json(report.to_json()) == report
    if report.status == "parsed":
        assert len(rows(tmp_path)) == report.rows.loaded
    return report


def rows(tmp_path: Path, *columns: str) -> list[tuple[Any, ...]]:
    wanted = ", ".join(columns or COLUMNS)
    return duckdb.read_parquet(str(tmp_path / "1.parquet")).project(wanted).fetchall()


def english(report: Report) -> list[str]:
    return [p.rule.en for p in report.problems]


def test_a_native_google_report_is_read_to_the_cent(tmp_path: Path) -> None:
    text = google(
        row("Brand", "2026-01-05"),
        row('"PMax, all"', "2026-01-06", clicks=" --", cost='"1,234.56"', conversions="0.00"),
        total("10", '"2,000"', '"1,247.06"', "1.50"),
        total("10", '"2,000"', '"1,247.06"', "1.50", of="Account"),
        total("99", '"9,000"', '"9,247.06"', "9.50", of="Search"),
    )
    report = reading(tmp_path, text)
    assert (report.status, report.format, report.level) == ("parsed", "google_ads.campaign", 1)
    assert (report.currency, report.breakdown, report.reconciled) == ("TWD", "", True)
    assert report.period is not None
    assert (report.period.start, report.period.end) == (date(2026, 1, 1), date(2026, 1, 31))
    assert (report.period.grain, report.period.declared) == ("day", True)
    assert (report.rows.in_, report.rows.loaded, report.rows.skipped.totals) == (8, 2, 3)
    assert report.rows.skipped.preamble == 3
    assert report.sums["cost"].file_total == report.sums["cost"].loaded == Decimal("1247.06")
    got = rows(tmp_path, "day_from", "day_to", "campaign", "clicks_all", "impressions", "cost")
    assert got[1] == (*(date(2026, 1, 6),) * 2, "PMax, all", None, 1000, Decimal("1234.56"))


ENCODINGS = [
    ("utf-8", "utf-8", ","),
    ("UTF-8 with BOM", "utf-8-sig", ","),
    ("UTF-16 with BOM and tabs, as Excel .csv", "utf-16", "\t"),
    ("UTF-16 without BOM", "utf-16-le", "\t"),
    ("big-endian UTF-16 without BOM", "utf-16-be", "\t"),
    ("cp950 from Taiwanese Excel", "cp950", ","),
    ("semicolons", "utf-8", ";"),
]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [e[1:] for e in ENCODINGS], ids=[e[0] for e in ENCODINGS]
)
def test_every_encoding_reads_the_same(tmp_path: Path, encoding: str, delimiter: str) -> None:
    title = "廣告活動報表\n2026年1月1日 - 2026年1月31日\n"
    header = "廣告活動狀態,廣告活動,日期,貨幣代碼,點擊,曝光,費用"
    text = google(
        "啟用,品牌字｜碁峰裏,2026-01-05,TWD,10,2000,12.50",
        "總計：廣告活動, --, --,TWD,10,2000,12.50",
        header=header,
        title=title,
    ).replace(",", delimiter)
    report = reading(tmp_path, text.encode(encoding))
    assert (report.status, report.reconciled, report.warnings) == ("parsed", True, ())
    assert rows(tmp_path, "campaign", "cost") == [("品牌字｜碁峰裏", Decimal("12.50"))]


BAD_CELLS = [
    # (cell of the row, value, rule, column)
    ("day", "2026-02-30", "Not a day that exists", "Day"),
    ("day", "soon", "Not a day that exists", "Day"),
    ("day", "2026-02-01", "Outside the file's own range", "Day"),
    ("day", "infinity", "Not a day that exists", "Day"),
    ("name", " --", "The name is missing", "Campaign"),
    ("clicks", "12.5", "A count must be whole", "Clicks"),
    ("clicks", "-3", "A count cannot be negative", "Clicks"),
    ("conversions", "-1.5", "A count cannot be negative", "Conversions"),
    ("cost", "NaN", "Too large, or not a finite number", "Cost"),
    ("cost", "inf", "Too large, or not a finite number", "Cost"),
    ("cost", "1e308", "Too large, or not a finite number", "Cost"),
    ("cost", "99999999999999999", "Too large, or not a finite number", "Cost"),
    ("cost", "US$12.50", "Not a number", "Cost"),
    ("cost", "12.50x", "Not a number", "Cost"),
    ("cost", "0x10", "Not a number", "Cost"),
    ("cost", "1_000", "Not a number", "Cost"),
    ("cost", "#DIV/0!", "The cell holds an error", "Cost"),
    ("cost", '"12,50"', "Another decimal mark than its column", "Cost"),
    ("cost", '"1.234,50"', "Another decimal mark than its column", "Cost"),
]


@pytest.mark.parametrize(("cell", "value", "rule", "column"), BAD_CELLS)
def test_a_bad_cell_quarantines_its_row(
    tmp_path: Path, cell: str, value: str, rule: str, column: str
) -> None:
    good = [row(day=f"2026-01-{d:02}") for d in range(1, 26)]
    report = reading(tmp_path, google(*good[:10], row(**{cell: value}), *good[10:]))
    assert (report.status, report.rows.loaded, report.rows.quarantined) == ("parsed", 25, 1)
    (problem,) = report.problems
    assert (problem.rule.en, problem.column, problem.row) == (rule, column, 14)
    assert problem.value == value.strip('"')
    with (tmp_path / "1.quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        header, kept = csv.reader(file)
    assert header[:5] == ["row", "column", "rule", "Campaign status", "Campaign"]
    assert (kept[0], kept[1], len(kept)) == ("14", column, 13)


GOOD_CELLS = [
    ("cost", "NT$12.50", "12.50"),
    ("cost", '"NT$1,234.50"', "1234.50"),
    ("cost", "(12.50)", "-12.50"),
    ("cost", "−12.50", "-12.50"),
    ("cost", "１２.５０", "12.50"),
    ("cost", "12.50\u00a0", "12.50"),
    ("cost", "1\u202f234.50", "1234.50"),
    ("cost", "-12.50", "-12.50"),
    ("cost", "TWD 12.5", "12.50"),
    ("cost", "12.123456", "12.123456"),
    ("clicks_all", "64517.0", "64517"),
    ("clicks_all", '"1,234,567"', "1234567"),
    ("clicks_all", " --", None),
    ("clicks_all", "", None),
    ("clicks_all", "0", "0"),
    ("campaign", "=1+1", "=1+1"),
    ("campaign", '" Brand "', "Brand"),
    ("campaign", '"5"" monitors"', '5" monitors'),
    ("day_from", "2026/1/5", "2026-01-05"),
    ("day_from", "2026年1月5日", "2026-01-05"),
    ("day_from", "20260105", "2026-01-05"),
    ("day_from", '"Jan 5, 2026"', "2026-01-05"),
    ("day_from", "5 Jan 2026", "2026-01-05"),
    ("day_from", '"Mon, 5 Jan 2026"', "2026-01-05"),
    ("day_from", "05-Jan-2026", "2026-01-05"),
    ("day_from", "2026-01-05 00:00:00", "2026-01-05"),
    ("day_from", "46027", "2026-01-05"),
]
CELL_OF = {"clicks_all": "clicks", "campaign": "name", "day_from": "day", "cost": "cost"}


@pytest.mark.parametrize(("column", "value", "expected"), GOOD_CELLS)
def test_a_cell_is_read_exactly(
    tmp_path: Path, column: str, value: str, expected: str | None
) -> None:
    report = reading(tmp_path, google(row(), row(**{CELL_OF[column]: value})))
    assert report.status == "parsed", english(report)
    (got,) = rows(tmp_path, column)[1]
    wanted: Any = expected
    if column == "cost":
        wanted = Decimal(str(expected))
    elif column == "clicks_all":
        wanted = None if expected is None else int(expected)
    elif column == "day_from":
        wanted = date.fromisoformat(str(expected))
    assert got == wanted


LABELS = [
    # a campaign may be called like a total; nothing of it may vanish
    (row('"Total: brand"'), "a day"),
    (row("Total Recall"), "a name that only begins so"),
    (row("總計：品牌"), "in 繁體中文"),
]


@pytest.mark.parametrize("line", [c[0] for c in LABELS], ids=[c[1] for c in LABELS])
def test_a_campaign_called_like_a_total_stays(tmp_path: Path, line: str) -> None:
    report = reading(tmp_path, google(row(), line, total("20", "2000", "25.00", "3.00")))
    assert (report.status, report.rows.loaded, report.rows.skipped.totals) == ("parsed", 2, 1)


BARE = "Campaign,Currency code,Clicks,Impr.,Cost"


@pytest.mark.parametrize(
    ("lines", "loaded"),
    [
        (
            (
                "Brand,TWD,10,1000,5.00",
                "Total: brand,TWD,3,100,2.00",
                "Total: Campaigns,TWD,13,1100,7.00",
            ),
            2,
        ),
        (("Brand,TWD,10,1000,5.00", "Gen,TWD,3,100,2.00", "Total: everything,TWD,13,1100,7.00"), 2),
        (("Total: Campaigns,TWD,13,1100,7.00", "Brand,TWD,10,1000,5.00", "Gen,TWD,3,100,2.00"), 2),
    ],
    ids=["a campaign by its figures", "an unknown label by its figures", "a total at the top"],
)
def test_where_nothing_else_tells_the_sums_decide(
    tmp_path: Path, lines: tuple[str, ...], loaded: int
) -> None:
    report = reading(tmp_path, google(*lines, header=BARE))
    assert (report.status, report.rows.loaded, report.rows.skipped.totals) == ("parsed", loaded, 1)
    assert report.period is not None and report.period.grain == "range"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_totals_may_stand_anywhere(tmp_path: Path, place: int) -> None:
    lines = [row(day="2026-01-01"), row(day="2026-01-02")]
    lines.insert(place, total("20", "2000", "25.00", "3.00"))
    report = reading(tmp_path, google(*lines))
    assert (report.reconciled, report.rows.loaded, report.rows.skipped.totals) == (True, 2, 1)


def test_a_total_that_does_not_agree_loads_nothing(tmp_path: Path) -> None:
    report = reading(tmp_path, google(row(), total("10", "1000", "12.60", "1.50")))
    assert (report.status, report.reconciled) == ("rejected", False)
    (problem,) = report.problems
    assert problem.column == "Cost"
    assert "12.6" in problem.rule.en and "12.5" in problem.rule.en and "0.1" in problem.rule.en


def test_rounding_of_each_row_is_no_difference(tmp_path: Path) -> None:
    lines = [row(day=f"2026-01-{d:02}", cost="0.33", conversions="0") for d in range(1, 21)]
    report = reading(tmp_path, google(*lines, total("200", "20000", "6.67", "0")))
    assert (report.status, report.reconciled) == ("parsed", True)


def test_quarantined_money_counts_towards_the_total(tmp_path: Path) -> None:
    lines = [row(day=f"2026-01-{d:02}", cost="1.00") for d in range(1, 26)]
    bad = row(day="2026-02-30", cost="2.00")
    report = reading(tmp_path, google(*lines, bad, total("260", "26000", "27.00", "39.00")))
    assert (report.status, report.reconciled) == ("parsed", True)
    assert report.sums["cost"].quarantined == Decimal("2.00")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (google(), "no data: a header"),
        (google(total("1", "1", "1.00", "1")), "no data: totals"),
        (google(row(day="soon"), row(day="later")), "None of the 2 rows"),
        (google("No data available."), "no data: a header"),
        ("Row Type,Action,Campaign,Cost\nCampaign,Add,x,1\n", "bulk sheet"),
        ("No data available.\n", "No data available"),
        ("# ----\n# All Web Site Data\n# 20200101-20200131\n# -----\nChannel,Users\n", "Universal"),
        ("Date,Clicks,Impressions,Cost\n2026-01-01,1,2,US$3.00\n", "lacks: Campaign"),
        (google(row(), header=GOOGLE.replace("CTR", "Keyword")), "Keyword"),
        ("name,value\na,1\n", "No header row is known"),
        (google(row(), title="All time\n", header=GOOGLE.replace("Day", "X")), "no day column"),
        ("\n\n\n", "file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_said_to_be_that(tmp_path: Path, text: str, rule: str) -> None:
    report = reading(tmp_path, text)
    assert report.status == "rejected"
    assert any(rule in r for r in english(report)), english(report)
    assert all(p.mend.zh and p.mend.en for p in report.problems)


QUESTIONS = [
    ("date_order", [row(day="1/5/2026"), row(day="2/6/2026")], ["dmy", "mdy"]),
    ("decimal", [row(cost="3.000"), row(cost="4.500")], ["point", "comma"]),
    ("quarantine", [row(), row(cost="x")], ["load", "reject"]),
]


@pytest.mark.parametrize(("key", "lines", "codes"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_what_reads_two_ways_is_asked(
    tmp_path: Path, key: str, lines: list[str], codes: list[str]
) -> None:
    title = "Campaign report\nAll time\n"
    report = reading(tmp_path, google(*lines, title=title))
    assert (report.status, report.format) == ("needs_answer", "google_ads.campaign")
    (question,) = report.questions
    assert (question.key, [c for c, _ in question.choices]) == (key, codes)


@pytest.mark.parametrize(
    ("key", "answer", "lines", "column", "expected"),
    [
        ("date_order", "dmy", [row(day="1/5/2026")], "day_from", date(2026, 5, 1)),
        ("date_order", "mdy", [row(day="1/5/2026")], "day_from", date(2026, 1, 5)),
        ("decimal", "point", [row(cost="3.000")], "cost", Decimal(3)),
        ("decimal", "comma", [row(cost="3.000")], "cost", Decimal(3000)),
        ("quarantine", "load", [row(), row(cost="x")], "cost", Decimal("12.50")),
    ],
)
def test_an_answer_is_honoured(
    tmp_path: Path, key: str, answer: str, lines: list[str], column: str, expected: object
) -> None:
    report = reading(tmp_path, google(*lines, title="Campaign report\nAll time\n"), {key: answer})
    assert report.status == "parsed"
    assert rows(tmp_path, column)[0] == (expected,)


def test_reject_is_an_answer_too(tmp_path: Path) -> None:
    report = reading(tmp_path, google(row(), row(cost="x")), {"quarantine": "reject"})
    assert report.status == "rejected"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["1/5/2026", "13/5/2026"], date(2026, 5, 1)),
        (["1/5/2026", "1/13/2026"], date(2026, 1, 5)),
        (["01-05-2026", "31-05-2026"], date(2026, 5, 1)),
        (["115/01/05", "115/01/06"], date(2026, 1, 5)),
    ],
)
def test_one_value_decides_for_the_column(tmp_path: Path, days: list[str], expected: date) -> None:
    title = "Campaign report\nAll time\n"
    report = reading(tmp_path, google(*(row(day=d) for d in days), title=title))
    assert report.status == "parsed", english(report)
    assert rows(tmp_path, "day_from")[0] == (expected,)


def test_republic_years_are_said_and_never_mixed_in(tmp_path: Path) -> None:
    alone = reading(tmp_path, google(row(day="115/01/05")))
    assert alone.status == "parsed" and "Republic" in alone.warnings[0].en
    mixed = reading(tmp_path, google(row(day="115/01/05"), row(), row()), {"quarantine": "load"})
    assert (mixed.rows.loaded, mixed.rows.quarantined) == (2, 1)


def test_both_orders_in_one_column_refuse(tmp_path: Path) -> None:
    title = "Campaign report\nAll time\n"
    report = reading(tmp_path, google(row(day="13/1/2026"), row(day="1/13/2026"), title=title))
    assert report.status == "rejected" and "mixes" in english(report)[0]


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        (['"1.234,50"', '"12,5"'], "1234.50"),
        (['"1.234"', '"12,5"'], "1234"),
        (["1.234", "12.5"], "1.234"),
        (['"1,234"', "987"], "1234"),
        (['"1,234"', "12.5"], "1234"),
        (["0.123", "1"], "0.123"),
        (["1234.567", "1"], "1234.567"),
    ],
)
def test_the_decimal_mark_is_the_columns(tmp_path: Path, costs: list[str], expected: str) -> None:
    comma = "," in costs[-1]
    others = {"impressions": "2.000", "conversions": '"1,50"'} if comma else {"impressions": "2000"}
    report = reading(tmp_path, google(*(row(cost=c, **others) for c in costs)))
    assert rows(tmp_path, "impressions")[0] == (2000,)
    assert report.status == "parsed", (english(report), report.questions)
    assert rows(tmp_path, "cost")[0] == (Decimal(expected),)


def test_evidence_far_down_decides_as_well(tmp_path: Path) -> None:
    lines = [row(cost="7") for _ in range(3000)] + [row(cost="3.000"), row(cost='"1.234,50"')]
    report = reading(tmp_path, google(*lines))
    assert report.status == "parsed"
    assert report.sums["cost"].loaded == 21000 + 3000 + Decimal("1234.50")


def test_future_days_are_held_back(tmp_path: Path) -> None:
    title = "Campaign report\nAll time\n"
    lines = [row(day="2026-11-22")] * 30 + [row(day="2026-11-23")]
    report = reading(tmp_path, google(*lines, title=title))
    assert (report.rows.loaded, report.rows.quarantined) == (30, 1)
    assert english(report) == ["The day lies in the future"]
    assert report.period is not None and not report.period.declared


def test_ids_that_excel_rounded_are_refused_and_zeros_kept(tmp_path: Path) -> None:
    lines = [row() for _ in range(30)]
    broken = row().replace(",171,", ",1.23E+17,")
    report = reading(tmp_path, google(*lines, row().replace(",171,", ",0042,"), broken))
    assert english(report) == ["The id is no longer whole"]
    assert rows(tmp_path, "campaign_id")[-1] == ("0042",)


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (["120211234567890000", "120211234567891000", "120211234567892000"], "rejected"),
        (["120211234567890000", "120211234567891001", "120211234567892000"], "parsed"),
        (["1000", "2000", "3000"], "parsed"),
    ],
)
def test_ids_with_their_ends_cut_to_zeros(tmp_path: Path, ids: list[str], status: str) -> None:
    report = reading(tmp_path, google(*(row().replace(",171,", f",{i},") for i in ids)))
    assert report.status == status
    assert not report.problems or report.problems[0].column == "Campaign ID"


def test_a_last_row_without_line_end_is_pointed_out(tmp_path: Path) -> None:
    cut = reading(tmp_path, google(row(), row()).removesuffix("\n"))
    assert cut.status == "parsed" and "cut off" in cut.warnings[0].en
    whole = google(row(), total("10", "1000", "12.50", "1.50")).removesuffix("\n")
    assert reading(tmp_path, whole).warnings == ()


@pytest.mark.parametrize(
    ("text", "row_no", "rule"),
    [
        (google(*[row()] * 30, "Enabled,Brand"), 34, "Fewer cells than the header"),
        (google(*[row()] * 30, row() + ",extra"), 34, "More cells than the header"),
        (google(*[row()] * 30, row(name='"two\nlines"', cost="x")), 34, "Not a number"),
        (google(*[row()] * 15, "", *[row()] * 15, row(cost="x")), 35, "Not a number"),
        (google(*[row()] * 30, row(cost="1\x002")), 34, "Not a number"),
    ],
    ids=["short", "long", "cells with line breaks", "blank lines", "NUL"],
)
def test_odd_records_keep_their_row_number(
    tmp_path: Path, text: str, row_no: int, rule: str
) -> None:
    report = reading(tmp_path, text)
    assert (report.status, report.rows.loaded, english(report)) == ("parsed", 30, [rule])
    assert report.problems[0].row == row_no


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_do_not_matter(tmp_path: Path, newline: str) -> None:
    text = google(row(), row(), total("20", "2000", "25.00", "3.00")).replace("\n", newline)
    assert reading(tmp_path, text).rows.loaded == 2
    mixed = google(row(), row()).replace("\n", newline, 2)
    assert reading(tmp_path, mixed).rows.loaded == 2


def test_a_file_cut_off_in_its_last_row_says_so(tmp_path: Path) -> None:
    text = google(*[row()] * 30, row())
    report = reading(tmp_path, text[: text.rindex("TWD")])
    assert (report.rows.loaded, english(report)) == (30, ["Fewer cells than the header"])
    torn = reading(tmp_path, text[: text.rindex("000")])
    assert torn.status == "rejected" and "quotation" in english(torn)[0]


def test_two_formats_that_fit_are_both_named(tmp_path: Path) -> None:
    header = "Campaign,Campaign name,Clicks,Impr.,Cost,Amount spent (TWD),Day"
    text = google("a,b,1,2,3.5,4.5,2026-01-05", header=header)
    report = reading(tmp_path, text)
    (question,) = report.questions
    assert question.key == "format"
    assert {c for c, _ in question.choices} == {"google_ads.campaign", "meta_ads.campaign"}
    assert reading(tmp_path, text, {"format": "meta_ads.campaign"}).platform == "meta_ads"


def test_several_currencies_are_refused(tmp_path: Path) -> None:
    report = reading(tmp_path, google(row(), row().replace("TWD", "USD")))
    assert report.status == "rejected"
    assert "more than one currency" in english(report)[0] and report.problems[0].value == "USD"


def test_converted_money_is_never_the_accounts_own(tmp_path: Path) -> None:
    header = BARE + ",Cost (Converted currency),Converted currency code"
    report = reading(tmp_path, google("a,TWD,1,2,32.00,1.00,USD", header=header))
    assert (report.currency, report.sums["cost"].loaded) == ("TWD", Decimal(32))


@pytest.mark.parametrize(
    ("header", "cost", "answers", "currency"),
    [
        ("Campaign,Clicks,Impr.,Cost", "12.50", {}, None),
        ("Campaign,Clicks,Impr.,Cost", "12.50", {"currency": "twd"}, "TWD"),
        ("Campaign,Clicks,Impr.,Cost", "NT$12.50", {}, "TWD"),
        ("Campaign,Clicks,Impr.,Cost", "$12.50", {}, None),
        ("Campaign,Clicks,Impr.,Cost (JPY)", "12", {"currency": "TWD"}, "JPY"),
    ],
)
def test_currency_is_what_the_file_says_else_what_was_answered(
    tmp_path: Path, header: str, cost: str, answers: dict[str, str], currency: str | None
) -> None:
    report = reading(tmp_path, google(f"a,1,2,{cost}", header=header), answers)
    assert (report.status, report.currency) == ("parsed", currency)


META_TOTAL = ",,mixed,,3000,30,3,300.00,2026-01-01,2026-01-31"


def test_metas_total_is_the_first_row_without_names(tmp_path: Path) -> None:
    text = meta(
        META_TOTAL,
        "A,active,purchases,2,2000,20,3,100.00,2026-01-01,2026-01-31",
        "B,inactive,link clicks,10,1000,10,,200.00,2026-01-01,2026-01-31",
    )
    report = reading(tmp_path, text)
    assert (report.format, report.currency, report.reconciled) == ("meta_ads.campaign", "TWD", True)
    assert (report.rows.loaded, report.rows.skipped.totals) == (2, 1)
    assert report.period is not None
    assert (report.period.grain, report.period.declared) == ("range", True)
    # an empty action cell is none; an empty count elsewhere is unknown
    assert rows(tmp_path, "campaign", "conversions") == [("A", 3), ("B", 0)]


@pytest.mark.parametrize("label", ["Total", "總計"])
def test_metas_labelled_total(tmp_path: Path, label: str) -> None:
    text = meta(
        "A,active,purchases,2,3000,30,3,300.00,2026-01-01,2026-01-31",
        label + META_TOTAL,
    )
    report = reading(tmp_path, text)
    assert (report.status, report.reconciled, report.rows.loaded) == ("parsed", True, 1)


def test_metas_reporting_days_can_be_daily(tmp_path: Path) -> None:
    lines = [f"A,active,,,10,1,0,1.00,2026-01-0{d},2026-01-0{d}" for d in (1, 2, 3)]
    report = reading(tmp_path, meta(",,,,30,3,0,3.00,2026-01-01,2026-01-03", *lines))
    assert report.period is not None
    assert (report.period.grain, report.reconciled, report.rows.loaded) == ("day", True, 3)


def test_metas_months_are_ranges(tmp_path: Path) -> None:
    header = "行銷活動名稱,月,曝光次數,花費金額 (TWD),開始,目標,目標"
    report = reading(
        tmp_path,
        meta(
            "甲,2025-09-01 - 2025-09-30,10,1.50,2020-01-01,OUTCOME_SALES,銷售",
            "甲,2025-10-01 - 2025-10-31,20,2.50,2020-01-01,OUTCOME_SALES,銷售",
            header=header,
        ),
    )
    assert report.period is not None
    assert (report.period.start, report.period.end) == (date(2025, 9, 1), date(2025, 10, 31))
    assert (report.period.grain, report.period.declared) == ("range", False)
    assert rows(tmp_path, "day_from", "day_to")[0] == (date(2025, 9, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("header", "line", "expected"),
    [
        ("Campaign name,Ad set name,Ad name,Day", "a,b,c,2026-01-01", ("meta_ads.ad", 3)),
        ("Campaign name,Ad set name,Day", "a,b,2026-01-01", ("meta_ads.ad_set", 2)),
        ("Ad set name,Day", "b,2026-01-01", ("meta_ads.ad_set", 2)),
        ("Ad set name,Ad name,Day,Delivery level", "b,,2026-01-01,adset", ("meta_ads.ad_set", 2)),
        ("行銷活動名稱,天數", "a,2026-01-01", ("meta_ads.campaign", 1)),
    ],
)  # fmt: skip
def test_metas_level(tmp_path: Path, header: str, line: str, expected: tuple[str, int]) -> None:
    money = ",Impressions,Amount spent (TWD)"
    report = reading(tmp_path, meta(line + ",5,1.00", header=header + money))
    assert (report.status, report.format, report.level) == ("parsed", *expected), english(report)


def test_metas_breakdowns_are_named(tmp_path: Path) -> None:
    header = (
        "Campaign name,Gender,Age,Day,Impressions,Amount spent (TWD),* Age (TWD),Website purchases"
    )
    lines = [
        f"A,{g},{a},2026-01-01,5,1.00,9,1" for g in ("female", "unknown") for a in ("18-24", "")
    ]
    report = reading(tmp_path, meta(*lines, header=header))
    assert (report.breakdown, report.rows.loaded) == ("age+gender", 4)
    assert "conversions" not in report.measures and "Website purchases" in report.warnings[0].en


def test_problems_are_at_most_a_hundred_and_the_rest_is_said(tmp_path: Path) -> None:
    report = reading(tmp_path, google(*[row()] * 3000, *[row(cost="x")] * 150))
    assert (report.status, len(report.problems), report.rows.quarantined) == ("parsed", 100, 150)
    assert "150" in report.warnings[0].en
    with (tmp_path / "1.quarantine.csv").open(encoding="utf-8-sig") as file:
        assert len(file.readlines()) == 151


def test_no_cell_of_the_quarantine_file_is_a_live_formula(tmp_path: Path) -> None:
    report = reading(tmp_path, google(*[row()] * 30, row(name='"=HYPERLINK(1)"', cost="@x")))
    assert report.rows.quarantined == 1
    kept = (tmp_path / "1.quarantine.csv").read_text("utf-8-sig").splitlines()[1]
    assert "'=HYPERLINK(1)" in kept and "'@x" in kept


def test_values_are_shown_without_tricks(tmp_path: Path) -> None:
    value = "12\u202e" + "9" * 100
    report = reading(tmp_path, google(*[row()] * 30, row(cost=value)))
    shown = report.problems[0].value or ""
    assert shown.startswith("12U+202E99") and len(shown) == 80


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ({"rows": 5}, "rows; 5 may be"),
        ({"packed": 100}, "MB may be"),
        ({"cell": 50}, "larger than"),
        ({"columns": 5}, "columns; 5 may be"),
    ],
)
def test_limits_are_said_in_words(tmp_path: Path, limits: dict[str, int], rule: str) -> None:
    given = {f: getattr(TERMINAL, f) for f in TERMINAL.__dataclass_fields__} | limits
    long = row(name="x" * 60)
    report = reading(tmp_path, google(*[long] * 10), limits=Limits(**given))
    assert report.status == "rejected"
    assert any(rule in r for r in english(report)), english(report)
