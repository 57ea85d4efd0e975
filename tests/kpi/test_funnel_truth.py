"""On the sample shop every step, rate and loss of the funnels is the truth's, count for count."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from kpi.facts.ga4_channels import OF_PLATFORM
from kpi.funnels.cut import By
from kpi.funnels.cutting import cutting
from kpi.funnels.funnel import TEMPLATES
from kpi.funnels.losses import losses, passes_on
from kpi.funnels.reading import read_funnel
from kpi.funnels.told import Told
from kpi.view import View
from tests.data.sample_shop import TODAY, Shop, filled
from tests.kpi.funnel_world import at, lost

pytestmark = pytest.mark.slow

LINKED = ("meta_ads", "linkedin_ads")
PAID = {*OF_PLATFORM.values(), "Cross-network", "Paid Other"}
LATE = slice(-9, -1)
"""Months that are over, some of them long enough ago for everybody to have come back."""
Read = Callable[..., Told]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


@pytest.fixture(scope="module")
def read(shop: Shop) -> Read:
    snapshot, state, kept = shop.snapshot, shop.state, dict[tuple[str, str], Told]()

    def month(name: str, key: str = "shop") -> Told:
        if (name, key) not in kept:
            first = d.fromisoformat(f"{name}-01")
            last = first.replace(day=monthrange(first.year, first.month)[1])
            today = d.fromisoformat(TODAY)
            view = View("zh", "custom", first, last, None, None, today)
            found = read_funnel(snapshot, state, view, TEMPLATES[key])
            assert found is not None and found.period.now == found.asked.now
            kept[name, key] = found
        return kept[name, key]

    return month


def counts(shop: Shop, month: str) -> dict[str, int]:
    def known(quantity: str, *platforms: str) -> int:
        return int(shop.known(quantity, month, *platforms))

    clicks = known("link_clicks", *LINKED) + known("clicks_all", "google_ads", "line_ads")
    return {
        "impressions": known("impressions"), "clicks": clicks, "sessions": known("sessions"),
        "items": known("item_sessions"), "carts": known("cart_sessions"),
        "checkouts": known("checkout_sessions"), "purchases": known("purchases"),
    }  # fmt: skip


def test_every_step_of_every_month(shop: Shop, read: Read) -> None:
    for month in shop.months[LATE]:
        told = read(month)
        found = {s.step.key: s.count.value for s in told.steps if s.step.key != "again"}
        assert found == counts(shop, month), month


def test_every_loss_of_every_month(shop: Shop, read: Read) -> None:
    """Who did not go on, step by step: what stands below the line less what stands above it."""
    for month in shop.months[LATE]:
        told, true = read(month), counts(shop, month)
        begun = int(shop.known("checkouts_begun", month))
        visits = shop.truth["channels"]["sessions"]
        paid = sum(by.get(month, 0) for name, by in visits.items() if name in PAID)
        wanted = {
            key: true[before] - true[key]
            for before, key in pairwise(true)
            if key not in ("sessions", "purchases")
        }
        wanted |= {"sessions": true["clicks"] - paid, "purchases": begun - true["purchases"]}
        above, below = shop.truth["repurchase_90d"].get(month, (0, 0))
        if below:
            wanted["again"] = below - above
        rates = {s.step.key: s.passage for s in told.steps if s.passage and s.passage.denominator}
        found = {k: int(r.denominator or 0) - int(r.numerator or 0) for k, r in rates.items()}
        assert found == wanted, month


def test_what_a_loss_costs(shop: Shop, read: Read) -> None:
    """Fewer reached the checkout than a month before: at the month's own rates and order value."""
    priced = 0
    for before, month in pairwise(shop.months[LATE]):
        told, now, then = read(month), counts(shop, month), counts(shop, before)
        by_month = {x.at.step.key: x for x in losses(told, "year")}
        assert set(by_month) <= {s.step.key for s in told.steps}
        loss, step = lost(told, "checkouts"), at(told, "checkouts")
        past = step.past["previous"].value
        if past is None or now["checkouts"] / now["carts"] >= past:
            assert loss.short == 0
            continue
        buying = now["purchases"] / int(shop.known("checkouts_begun", month))
        order = shop.known("site_revenue", month) / shop.known("site_orders", month)
        short = now["carts"] * past - now["checkouts"]
        assert loss.short == pytest.approx(short) and passes_on(told, step) == pytest.approx(buying)
        assert loss.cost == pytest.approx(Decimal(short) * Decimal(buying) * order)
        priced += then["carts"] > 0
    assert priced > 1


def test_channels_and_the_rest_are_the_whole(shop: Shop, read: Read) -> None:
    visits = shop.truth["channels"]["sessions"]
    for month in shop.months[-3:-1]:
        found = cutting(shop.snapshot, read(month), By.CHANNEL, "previous")
        assert found is not None
        told = {m.name: m.now["sessions"] for m in found.members}
        assert told == {name: by[month] for name, by in visits.items() if by.get(month)}
        rest = found.rest.now if found.rest else {}
        for step in found.steps:
            parts = sum(m.now.get(step.key, 0) for m in found.members)
            assert parts + rest.get(step.key, 0) == found.whole.now[step.key]


def test_the_crm_is_followed_by_its_cohorts(shop: Shop, read: Read) -> None:
    pairs = {
        "mql": ("leads_to_mql", "crm_leads"), "sql": ("mql_to_sql", "mql_reached"),
        "won": ("sql_to_won", "sql_reached"),
    }  # fmt: skip
    reached = {"leads": "crm_leads", "mql": "mql_reached", "sql": "sql_reached", "won": "deals_won"}
    for month in shop.months[LATE]:
        told = read(month, "b2b")
        for key, quantity in reached.items():
            assert at(told, key).count.value == shop.known(quantity, month), (month, key)
        for key, names in pairs.items():
            rate: Any = at(told, key).passage
            true = tuple(shop.known(name, month) for name in names)
            assert (rate.numerator, rate.denominator) == true, (month, key)
