"""Meta's own ways: totals first, months, levels, breakdowns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.data.reports import english, meta, reading, rows

pytestmark = pytest.mark.slow

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
