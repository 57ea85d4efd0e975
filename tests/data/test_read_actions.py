"""The result types and conversion actions that a file names are told in its report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.counted import counted
from data.report import Report
from data.snapshot import current
from data.store import Store, beside
from tests.data.reports import reading

pytestmark = pytest.mark.slow

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


TWICE = "Campaign name,Result type,Results,Impressions,Amount spent (TWD),Day\n"
COUNTED = [
    # Google: conversions by action, and nothing else of such a report
    (
        GOOGLE
        + "2026-01-01,A,Purchase,1,\"1,001.50\",TWD\n"
        + "2026-01-01,A,Purchase,1,2,TWD\n"
        + "2026-01-02,A, --,1,7.00,TWD\n"
        + "Total: Campaigns, --, --,9,1010.50,TWD\n",
        [("A", "Purchase", Decimal("1003.5"))],
    ),
    # Meta: results by the type of their row; the total's are mixed, a blank is not known
    (
        "\ufeff" + TWICE + ",mixed,,30,3.00,\n"
        + "A,網站購買,2,10,1.00,2026-01-01\nB,連結點擊次數,50,10,1.00,2026-01-01\n"
        + "C,網站購買,,10,1.00,2026-01-01\n",
        [("A", "網站購買", 2), ("B", "連結點擊次數", 50), ("C", "網站購買", None)],
    ),
    # types without their results are named and not counted
    (
        "\ufeff" + TWICE.replace("Results,", "") + "A,網站購買,10,1.00,2026-01-01\n",
        [("A", "網站購買", None)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), COUNTED)
def test_each_action_is_counted_by_itself(tmp_path: Path, content: str, told: Any) -> None:
    assert reading(tmp_path, content).status == "parsed"
    kept = duckdb.read_parquet(str(beside(tmp_path / "1.parquet")))
    assert sorted(kept.project("campaign, action, counted").fetchall()) == told


def test_a_report_by_action_says_nothing_of_what_has_none(tmp_path: Path) -> None:
    heads = "Day,Campaign,Conversion action,Impr.,Cost,Conversions,Conv. value,Currency code"
    lines = "2026-01-01,A,Purchase,0,0.00,3.00,90.00,TWD\n"
    report = reading(tmp_path, f"{GOOGLE.partition('Day')[0]}{heads}\n{lines}")
    assert report.measures == ("conversions", "conversion_value"), "no cost, and no zero either"


@pytest.mark.slow
def test_the_coarsest_file_of_a_campaign_is_heard(call: Any, tmp_path: Path) -> None:
    """Campaign A is told by campaign, B only by ad set, where its types are; nothing twice."""
    days = "Reporting starts,Reporting ends"
    campaigns = (
        f"\ufeffCampaign name,Result type,Results,Impressions,Amount spent (TWD),{days}\n"
        "A,網站購買,5,10,1.00,2026-01-01,2026-01-01\nB,mixed,,10,1.00,2026-01-01,2026-01-01\n"
    )
    sets = (
        "\ufeffCampaign name,Ad set name,Result type,Results,Impressions,Amount spent (TWD),"
        f"{days}\n"
        "A,a,網站購買,5,10,1.00,2026-01-01,2026-01-01\n"
        "B,b,網站購買,2,5,0.50,2026-01-01,2026-01-01\n"
        "B,c,連結點擊次數,40,5,0.50,2026-01-01,2026-01-01\n"
    )
    for name, text in (("campaigns.csv", campaigns), ("sets.csv", sets)):
        (tmp_path / name).write_text(text, "utf-8")
        assert call("import", tmp_path / name, "--answer", "account=甲")[0] == 0
    store = Store.at(tmp_path / "store")
    seen, first = current(store), date(2026, 1, 1)
    assert seen is not None
    assert counted(store, seen, first, first) == {"meta_ads": {"網站購買": 7, "連結點擊次數": 40}}
    assert counted(store, seen, date(2026, 1, 2), date(2026, 1, 9)) == {}
    assert call("undo", "last")[0] == 0
    seen = current(store)
    assert seen and counted(store, seen, first, first) == {"meta_ads": {"網站購買": 5}}


def test_a_report_from_before_names_none(tmp_path: Path) -> None:
    kept = reading(tmp_path, (SAMPLES / "meta_campaign_day_zh_csv.csv").read_bytes()).to_json()
    del kept["actions"]
    assert Report.from_json(kept).actions == ()
