"""The result types and conversion actions that a file names are told in its report."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.report import Report
from tests.data.reports import reading

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
GOOGLE = "Campaign report\n1 January 2026 - 2 January 2026\nDay,Campaign,Conversion action,"
GOOGLE += "Impr.,Conversions,Currency code\n"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ((SAMPLES / "meta_campaign_day_zh_csv.csv").read_bytes(), ("網站購買", "連結點擊次數")),
        ((SAMPLES / "google_campaign_day_zh_utf8.csv").read_bytes(), ()),
        (
            GOOGLE
            + "2026-01-01,A,Purchase,1,1.00,TWD\n"
            + "2026-01-01,A, Shop - GA4 (web) purchase ,1,2.00,TWD\n"
            + "2026-01-02,A, --,1,0.00,TWD\n"
            + "2026-01-02,A,Purchase,1,0.00,TWD\n",
            ("Purchase", "Shop - GA4 (web) purchase"),
        ),
    ],
)
def test_what_is_counted_is_named(
    tmp_path: Path, content: str | bytes, named: tuple[str, ...]
) -> None:
    report = reading(tmp_path, content)
    assert report.actions == named
    assert Report.from_json(report.to_json()).actions == named


def test_a_report_from_before_names_none(tmp_path: Path) -> None:
    kept = reading(tmp_path, (SAMPLES / "meta_campaign_day_zh_csv.csv").read_bytes()).to_json()
    del kept["actions"]
    assert Report.from_json(kept).actions == ()
