"""Whole reports: native files, encodings, formats, and what is no report at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.limits import TERMINAL, Limits
from tests.data.reports import GOOGLE, english, google, reading, row, rows, total


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


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (google(), "no data: a header"),
        (google(total("1", "1", "1.00", "1")), "no data: totals"),
        (google(row(day="soon"), row(day="later")), "None of the 2 rows"),
        (google("No data available."), "says “No data available”"),
        ("Row Type,Action,Campaign,Cost\nCampaign,Add,x,1\n", "bulk sheet"),
        ("No data available.\n", "No data available"),
        (bytes(n * 37 % 251 for n in range(4000)), "neither text nor an Excel workbook"),
        ("品項\t數量\n茶\t3\n".encode("utf-16-le"), "Exports that can be read: Google Ads, Meta"),
        ("# ----\n# All Web Site Data\n# 20200101-20200131\n# -----\nChannel,Users\n", "Universal"),
        ("Date,Clicks,Impressions,Cost\n2026-01-01,1,2,US$3.00\n", "overview card"),
        (google(row(), header=GOOGLE.replace("CTR", "Keyword")), "Keyword"),
        ("name,value\na,1\n", "No header row is known"),
        (google(row(), title="All time\n", header=GOOGLE.replace("Day", "X")), "no day column"),
        ("\n\n\n", "file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_said_to_be_that(tmp_path: Path, text: str | bytes, rule: str) -> None:
    report = reading(tmp_path, text)
    assert report.status == "rejected"
    said = [*english(report), *(p.mend.en for p in report.problems)]
    assert any(rule in r for r in said), said
    assert all(p.mend.zh and p.mend.en for p in report.problems)


def test_two_formats_that_fit_are_both_named(tmp_path: Path) -> None:
    header = "Campaign,Campaign name,Clicks,Impr.,Cost,Amount spent (TWD),Day"
    text = google("a,b,1,2,3.5,4.5,2026-01-05", header=header)
    report = reading(tmp_path, text)
    (question,) = report.questions
    assert question.key == "format"
    assert {c for c, _ in question.choices} == {"google_ads.campaign", "meta_ads.campaign"}
    assert reading(tmp_path, text, {"format": "meta_ads.campaign"}).platform == "meta_ads"


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
