"""What was planted in the sample shop is seen in its figures."""

from __future__ import annotations

from calendar import monthrange
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.data.sample.figures import one
from tests.data.sample_shop import Shop
from tests.data.test_sample_shop import newest

pytestmark = pytest.mark.slow


def days(first: str, last: str, by: int = 0) -> tuple[str, str]:
    return tuple((d.fromisoformat(day) + timedelta(by)).isoformat() for day in (first, last))  # type: ignore[return-value]


def test_the_headline(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["headline"]
    where = ("ctr", "--where", "platform=google_ads", "--where", f"campaign={story['campaign']}")
    since = d.fromisoformat(story["first"])
    before = show(str(since - timedelta(28)), str(since - timedelta(1)), *where)
    after = show(str(since), shop.truth["last"], *where)
    told = [round(one(rows, "ctr")["value"], 3) for rows in (before, after)]
    assert told == [0.011, 0.034]


def test_cac_drifts_past_its_guardrail(shop: Shop, by_month: Any) -> None:
    story = shop.truth["stories"]["drift"]
    by = [by_month["cac", month]["value"] for month in shop.months]
    since = shop.months.index(story["first"][:7])
    assert max(by[:since]) < 660 and sum(by[:since]) / since < 600
    assert by[-2] > story["guardrail"] and by[-1] > story["guardrail"]
    assert by[since + 2] < by[-2], "it drifts, it does not jump"
    assert by_month["cac", shop.months[-2]]["verdict"] == "act"


def test_one_source_stopped(shop: Shop, show: Any) -> None:
    story, last = shop.truth["stories"]["stopped"], shop.truth["last"]
    rows = show(last[:8] + "01", last, "cost", "--by", "platform")
    flags = {row["cut"]["platform"]: row["flags"] for row in rows}
    assert [p for p, f in flags.items() if "stale" in f] == [story["platform"]]
    ends = {s.platform: s.last_day for s in shop.snapshot.sources()}
    assert ends["line_ads"] == d.fromisoformat(story["last"])
    assert {ends[p] for p in ("google_ads", "meta_ads", "ga4", "shopline", "shopee")} == {
        d.fromisoformat(last)}  # fmt: skip


def test_one_week_was_restated(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["restated"]
    early, late = (r for r in shop.state.journal() if r.file.startswith("Meta"))
    assert late.changes is not None and late.changes["replaced_days"] == 7
    first, then = map(Decimal, story["conversions"])
    told = late.changes["measures"]["conversions"]
    assert Decimal(told["before"]) == first < then < Decimal(told["after"])
    for kpi in ("cost", "conversions", "conversion_value"):
        row = one(show(*story["days"], kpi, "--where", "platform=meta_ads"), kpi)
        assert Decimal(str(row["value"])) == Decimal(story[kpi][1])
    exports = shop.store.root / "sample" / "exports"
    assert newest(exports / early.file) == d.fromisoformat(story["days"][1])


def test_a_campaign_without_utm(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["broken_utm"]

    def visits(by: int) -> dict[str, int]:
        rows = show(*days(*story["days"], by), "sessions", "--by", "channel")
        return {row["cut"]["channel"]: row["value"] for row in rows}

    during, before = visits(0), visits(-14)
    gone = during[story["channel"]] - before[story["channel"]]
    assert gone == pytest.approx(story["sessions"], rel=0.1) and gone > 5 * before[story["channel"]]
    where = (
        "link_clicks",
        "cost",
        "--where",
        "platform=meta_ads",
        "--where",
        f"campaign={story['campaign']}",
    )
    assert one(show(*story["days"], *where[1:]), "cost")["value"] > 20_000, "it was paid for"


def test_a_day_of_machines(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["bots"]
    day = d.fromisoformat(story["day"])
    before = {r["kpi"]: r["value"] for r in show(*[str(day - timedelta(7))] * 2)}
    found = {r["kpi"]: r["value"] for r in show(*[str(day)] * 2)}
    assert found["sessions"] == story["sessions"] + story["people"] > 2 * before["sessions"]
    assert found["engagement_rate_web"] < before["engagement_rate_web"] / 2
    assert found["purchases"] == pytest.approx(before["purchases"], rel=0.5)


def test_a_week_in_which_nothing_happened(shop: Shop, show: Any) -> None:
    first, last = shop.truth["stories"]["quiet"]["days"]
    rows = show(first, last)
    steady = ("cost", "impressions", "clicks", "sessions", "page_views", "conversions")
    for kpi in steady:
        row = one(rows, kpi)
        assert row["value"] == pytest.approx(row["previous"], rel=0.001), kpi
    for kpi, within in (("orders", 0.03), ("revenue", 0.06), ("new_customers", 0.06)):
        row = one(rows, kpi)
        assert row["value"] == pytest.approx(row["previous"], rel=within), kpi


def test_the_year_has_its_peaks(shop: Shop, show: Any) -> None:
    def orders(day: d) -> int:
        return int(one(show(str(day), str(day), "orders"), "orders")["value"])

    assert orders(d(2025, 11, 11)) > 2.5 * orders(d(2025, 10, 14))
    assert orders(d(2026, 2, 17)) < 0.75 * orders(d(2026, 2, 3)), "Lunar New Year's Day"
    sold = {m: shop.known("orders_placed", m) / monthrange(int(m[:4]), int(m[5:]))[1]
            for m in shop.months}  # fmt: skip
    assert sold["2026-05"] > sold["2026-06"] and sold["2025-12"] > sold["2025-09"]
