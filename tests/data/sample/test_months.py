"""Every KPI of every month and platform against the truth, to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kpi.catalog import KPIS
from tests.data.sample.figures import (
    BY_DAY,
    CLAIMED,
    ESTIMATED,
    MIDDLES,
    ORDERED,
    REST,
    SEARCHED,
    SUMS,
    UNFED,
    WENT_ON,
    known,
    one,
)
from tests.data.sample_shop import Shop

pytestmark = pytest.mark.slow

ADS = ("google_ads", "meta_ads", "line_ads", "linkedin_ads")


def test_every_quantity_of_every_platform_and_month(shop: Shop) -> None:
    """The daily tables against the model: nothing in between that a KPI could hide."""
    columns = {
        row[0] for row in shop.snapshot.query("select column_name from (describe account_days)")
    }
    compared = 0
    for quantity, platforms in shop.truth["quantities"].items():
        if quantity not in columns:
            continue
        found = {
            (platform, month): value
            for platform, month, value in shop.snapshot.query(
                MONTHLY.format(quantity=quantity), last=shop.truth["last"]
            )
        }
        for platform, told in platforms.items():
            for month, value in told["by_month"].items():
                here = found.pop((platform, month), Decimal(0))
                assert abs(here - Decimal(value)) < Decimal("0.001"), (quantity, platform, month)
                compared += 1
        assert not {k: v for k, v in found.items() if v}, f"{quantity}: more than there is"
    assert compared > 1_500


MONTHLY = """
select platform, strftime(day, '%Y-%m') as month, sum({quantity}) as value
from account_days
where day <= $last::date and {quantity} is not null
group by all
"""


@pytest.mark.parametrize("kpi", SEARCHED)
def test_searches_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    above, below = SEARCHED[kpi]
    told = {
        month: Decimal(by[above]) / (Decimal(by[below]) if below else 1)
        for month, by in shop.truth["search"].items()
    }
    found = {m: row["value"] for (key, m), row in by_month.items() if key == kpi}
    wanted = {month: pytest.approx(float(value), rel=1e-9) for month, value in told.items()}
    assert {m: v for m, v in found.items() if v is not None} == wanted and len(wanted) == 16


def test_every_kpi_is_held_against_the_truth() -> None:
    assert {
        *SEARCHED,
        *SUMS,
        *REST,
        *CLAIMED,
        *BY_DAY,
        *ORDERED,
        *WENT_ON,
        *MIDDLES,
        *ESTIMATED,
        "budget_use",
        *UNFED,
    } == set(KPIS)


def test_what_nothing_feeds_has_no_answer(by_month: Any) -> None:
    assert {kpi for (kpi, _), row in by_month.items() if row["value"] is not None} & UNFED == set()


@pytest.mark.parametrize("kpi", WENT_ON)
def test_what_became_of_those_who_entered_a_step(shop: Shop, by_month: Any, kpi: str) -> None:
    above, below = WENT_ON[kpi]
    for month in shop.months:
        row, entered = by_month[kpi, month], shop.known(below, month)
        wanted = float(shop.known(above, month) / entered) if entered else None
        assert (row["value"], row["denominator"]) == (wanted, entered), month
    assert sum(bool(shop.known(below, m)) for m in shop.months) >= 22


@pytest.mark.parametrize("kpi", MIDDLES)
def test_the_median_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    told = shop.truth["middles"][kpi]
    assert len(told) >= 22
    for month in shop.months:
        value = by_month[kpi, month]["value"] if month in told else None
        assert value == pytest.approx(told.get(month), abs=1e-6), month


@pytest.mark.parametrize("kpi", ORDERED)
def test_customers_and_baskets_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    told = shop.truth[kpi]
    assert list(told) == shop.months
    for month, (above, below) in told.items():
        row = by_month.get((kpi, month))
        if row is None:
            assert not below, month
        else:
            assert (row["numerator"], row["denominator"]) == (above, below), month
            assert row["value"] == above / below
    assert sum(bool(below) for _, below in told.values()) >= 22


def test_customers_who_are_too_young_are_left_out_and_said(show: Any) -> None:
    """The newest day is 2026-11-20: whose first order is of 08-22 or before has had 90 days."""
    for first, last, young in (
        ("2026-08-01", "2026-08-22", False), ("2026-08-01", "2026-08-23", True),
        ("2026-08-23", "2026-08-31", True),
    ):  # fmt: skip
        row = one(show(first, last, "repurchase_90d"), "repurchase_90d")
        assert ("immature" in row["flags"]) is young, last
        assert (row["value"] is None) is (first > "2026-08-22")


def test_budget_use_of_every_platform_and_month(shop: Shop, by_month: Any, show: Any) -> None:
    told = {
        (platform, month): tuple(map(Decimal, both))
        for platform, by in shop.truth["budget_use"].items()
        for month, both in by.items()
    }
    rows = show(shop.truth["first"], shop.truth["last"], "budget_use", "--by", "month", "--by",
                "platform")  # fmt: skip
    found = {(r["cut"]["platform"], r["cut"]["month"]): r for r in rows if r["value"] is not None}
    assert set(found) == set(told)
    for place, (spent, planned) in told.items():
        row = found[place]
        assert (Decimal(str(row["numerator"])), Decimal(str(row["denominator"]))) == (
            spent, planned), place  # fmt: skip
    for month in shop.months:
        spent, planned = (
            sum(both[n] for (_, m), both in told.items() if m == month) for n in (0, 1)
        )
        assert by_month["budget_use", month]["value"] == pytest.approx(float(spent / planned))


@pytest.mark.parametrize("kpi", sorted(SUMS))
def test_a_sum_of_every_month_to_the_cent(shop: Shop, by_month: Any, kpi: str) -> None:
    assert len(shop.months) == 25
    for month in shop.months:
        value = Decimal(str(by_month[kpi, month]["value"]))
        assert abs(value - shop.known(SUMS[kpi], month)) < Decimal("0.005"), month


@pytest.mark.parametrize("kpi", sorted(REST))
def test_a_ratio_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    for month in shop.months:
        wanted = REST[kpi](known(shop, month))
        assert by_month[kpi, month]["value"] == pytest.approx(float(wanted), rel=1e-9), month


def test_the_whole_time_to_the_cent(shop: Shop, show: Any) -> None:
    rows = {row["kpi"]: row for row in show(shop.truth["first"], shop.truth["last"])}
    for kpi, quantity in SUMS.items():
        by = shop.truth["quantities"][quantity].values()
        wanted = sum(Decimal(told["total"]) for told in by)
        assert abs(Decimal(str(rows[kpi]["value"])) - wanted) < Decimal("0.01"), kpi


@pytest.mark.parametrize("platform", ADS)
def test_each_platform_of_every_month(shop: Shop, show: Any, platform: str) -> None:
    wanted = {**{k: v for k, v in SUMS.items() if k in PLATFORM}, **CLAIMED}
    rows = show(shop.truth["first"], shop.truth["last"], "--by", "month", "--where",
                f"platform={platform}")  # fmt: skip
    found = {(row["kpi"], row["cut"]["month"]): row["value"] for row in rows}
    compared = 0
    for kpi in wanted:
        for month in shop.months:
            q = known(shop, month, platform)
            if (kpi, month) not in found or (kpi in CLAIMED and not q("conversions")):
                continue
            told = wanted[kpi]
            true = q(told) if isinstance(told, str) else told(q)
            if kpi != "roas" or q("conversion_value"):
                assert found[kpi, month] == pytest.approx(float(true), abs=0.005), (kpi, month)
                compared += 1
    assert compared >= 3 * 25


PLATFORM = {"impressions", "clicks_all", "cost", "conversions", "conversion_value"}
