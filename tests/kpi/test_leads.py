"""What single leads tell, and the KPIs of the CRM where something odd is known of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.snapshot import Snapshot
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts import leads
from kpi.facts.extent import extent
from kpi.facts.leads import Between, Cohort, LeadCut, Reached
from kpi.period import Span
from kpi.pipelines import StageName, changed, stage_names
from kpi.reading import Reading, read_all
from kpi.terms import Terms
from tests.data.test_crm_history import deal, lead, load
from tests.data.typed import Shop, day

pytestmark = pytest.mark.slow
JANUARY, TODAY = Span(day(1), day(31)), date(2026, 2, 10)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return a store with people and deals of one CRM, and leads of another."""
    shop = Shop(tmp_path_factory.mktemp("crm"))
    people: dict[str, Any] = {"kind": "person", "account_name": "HubSpot", "owner_team": "北"}
    clock = {"created_clock": "09:00", "contacted_clock": "15:30"}
    rows = [
        lead(
            "1", "sql", 2, mql_on=4, sql_on=9, source="Ads", contacted_on=2, replied_on=3, **clock
        ),
        lead("2", "sql", 3, mql_on=5, sql_on=20, source="Ads", contacted_on=5, **clock),
        lead("3", "mql", 4, mql_on=6, accepted="no", reason="預算不足"),
        lead("4", "mql", 4, mql_on=6, accepted="no", reason="預算不足"),
        lead("5", "mql", 5, mql_on=7, accepted="no", reason="太遠"),
        lead("6", None, 5, stage_name="Tasting"),
        lead("7", "lead", 30, contacted_on=30),
    ]
    hub = {"platform": "hubspot", "format": "hubspot.contacts"}
    load(shop, 40, *({**row, **people} for row in rows), **hub)
    deals = [
        deal("9", "won", 500, 10, closed_on=25, persons="1"),
        deal("8", "opportunity", None, 22, persons="2"),
    ]
    load(shop, 40, *({**row, "account_name": "HubSpot"} for row in deals), **hub)
    load(shop, 40, lead("L", "lead", 8, account_name="Own"))
    return shop.published()


def reading(found: Snapshot, kpi: str, **where: str) -> Reading:
    scope = {Dimension(name): value for name, value in where.items()}
    (one,) = read_all(found, [KPIS[kpi]], JANUARY, [], scope, TODAY, Terms(currency="TWD"))
    return one


@pytest.mark.parametrize(
    ("kpi", "value"),
    [
        ("leads", 7), ("net_new_leads", 7), ("mql", 5), ("sql_leads", 2), ("won", 1),
        ("mql_rate", 5 / 6), ("mql_accept_rate", 2 / 5), ("invalid_lead_rate", 0.0),
        ("reply_rate", 1 / 3), ("mql_to_sql", 2 / 5), ("sql_to_won", 1 / 2), ("win_rate", 1 / 2),
        ("pipeline_amount", 500), ("won_amount", 500), ("first_contact_hours", Decimal("30.5")),
        ("lead_to_sql_days", 12), ("trial_activation", None), ("trial_to_paid", None),
        ("paid_subscriptions", None), ("lead_cost", None),
    ],
)  # fmt: skip
def test_every_kpi_of_the_crm(found: Snapshot, kpi: str, value: Any) -> None:
    told = reading(found, kpi).value
    assert told == pytest.approx(value) if value is not None else told is None


def test_a_rate_has_an_interval_and_a_median_none(found: Snapshot) -> None:
    low, high = reading(found, "mql_accept_rate").interval or (0, 0)
    assert 0 < low < 0.4 < high < 1
    assert reading(found, "lead_to_sql_days").interval is None
    assert not KPIS["lead_to_sql_days"].accumulates and KPIS["mql"].accumulates


def test_young_cohorts_are_said(found: Snapshot) -> None:
    young = {key for key in ("mql_accept_rate", "mql_rate", "sql_to_won", "leads")
             if Flag.IMMATURE in reading(found, key).flags}  # fmt: skip
    assert young == {"mql_accept_rate", "mql_rate", "sql_to_won"}, "they end on the ninth"


def test_a_crm_of_deals_lacks_nothing_of_one_of_people(found: Snapshot) -> None:
    assert Flag.PARTIAL_COVERAGE not in reading(found, "sql_leads").flags
    assert reading(found, "leads", platform="crm").value == 1
    assert reading(found, "mql", platform="crm").value is None


def test_who_reached_what_by_source_and_team(found: Snapshot) -> None:
    whole = {"lead": 7, "mql": 5, "sql": 2, "opportunity": 2, "won": 1}
    assert leads.reached(found, JANUARY) == [Reached(None, whole)]
    by = {r.name: r.counts for r in leads.reached(found, JANUARY, LeadCut.SOURCE)}
    assert by["Ads"] == {"lead": 2, "mql": 2, "sql": 2}
    assert leads.cohort(found, JANUARY, "mql", "sql") == [Cohort(None, 5, 2)]
    assert leads.cohort(found, JANUARY, "opportunity", "won") == [Cohort(None, 2, 1)]
    assert leads.cohort(found, JANUARY, "sql", "won", LeadCut.TEAM) == [Cohort("北", 2, 1)]
    assert leads.reached(found, Span(day(50), day(60))) == []


def test_how_long_it_took_and_why_not(found: Snapshot) -> None:
    assert leads.between(found, JANUARY, "lead", "sql") == Between(2, 12.0, 9.5, 14.5, 0)
    assert leads.between(found, JANUARY, "lead", "renewed") is None
    assert leads.reasons(found, JANUARY) == [("預算不足", 2), ("太遠", 1)]
    assert leads.reasons(found, JANUARY, most=1) == [("預算不足", 2)]
    (won,) = leads.customers(found)
    assert (won.day, won.lead_id, won.amount) == (day(25), "9", 500)
    assert leads.has_crm(found)


def test_what_another_meaning_would_change(found: Snapshot) -> None:
    names = stage_names(found)
    assert names[0] == StageName("Tasting", None, False, 1) and names[0].open
    assert not any(n.open for n in names[1:])
    assert changed(names, {}) == []
    assert changed(names, {"tasting": "mql", "lead": "won"}) == [(None, 1, 0), ("mql", 3, 4)]


def test_a_store_without_a_crm_has_no_answer(tmp_path: Path) -> None:
    from tests.data.typed import row

    shop = Shop(tmp_path)
    shop.load([row(1, "brand", 10)])
    found = shop.published()
    assert not leads.has_crm(found) and leads.customers(found) == [] == stage_names(found)
    assert reading(found, "leads").value is reading(found, "lead_to_sql_days").value is None


def test_what_has_no_day_or_no_rate_is_said(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    load(shop, 20, lead("A", "mql", mql_on=5), lead("B", "mql"))
    load(shop, 20, deal("D", "won", 9, 3, closed_on=8, currency="USD"),
         deal("E", "won", 70, 3, closed_on=9, currency="TWD"))  # fmt: skip
    found = shop.published()
    mql, won = reading(found, "mql"), reading(found, "won_amount")
    assert (mql.value, won.value) == (1, 70)
    assert Flag.PARTIAL_COVERAGE in mql.flags and Flag.PARTIAL_COVERAGE in won.flags
    said = {str(m): r.text.zh for r in extent(found).remarks for m in r.measures}
    assert "1 筆只知道在 2026/1/20 以前達到" in said["mql_reached"]
    assert "1 筆金額是 USD" in said["deal_amount_won"]
    assert Flag.PARTIAL_COVERAGE not in reading(found, "leads").flags
