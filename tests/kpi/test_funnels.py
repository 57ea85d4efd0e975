"""Funnels: steps and their rates, what crosses books, whose a step is, steps of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d
from decimal import Decimal
from math import isclose
from typing import Any

import pytest

from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.doubt.wilson import wilson
from kpi.facts.quantities import Ledger
from kpi.funnels.board import funnel_board
from kpi.funnels.funnel import STEPS, TEMPLATES, Funnel, chosen, fitting, funnels, keep, objection
from kpi.funnels.origin import funnel_origin
from kpi.funnels.reading import read_funnel
from kpi.goals.teams import Party, teams
from kpi.goals.teams import keep as keep_teams
from tests.kpi.funnel_world import SHOP, WEB, Site, at

pytestmark = pytest.mark.slow  # each builds a world of its own

# -- steps and rates ----------------------------------------------------------------------------


def test_rates_are_made_of_what_is_said(site: Site) -> None:
    told = site.ads(10_000, 100).visits(**WEB).sold(25, 25_000).told()
    made = {
        s.step.key: (int(s.passage.numerator or 0), int(s.passage.denominator or 0), s.crosses)
        for s in told.steps
        if s.passage
    }
    assert made == {
        "clicks": (300, 30_000, False),
        "sessions": (180, 300, True),  # of all sessions those that ads brought
        "items": (1_200, 3_000, False),
        "carts": (240, 1_200, False),
        "checkouts": (120, 240, False),
        "purchases": (66, 132, False),  # times by times, not by sessions
    }
    assert at(told, "again").passage is None and not at(told, "again").stands


def test_shares_are_wilsons_and_quotients_go_by_their_days(site: Site) -> None:
    told = site.ads(10_000, 100).visits(**WEB).told()
    for key in ("clicks", "items", "carts", "checkouts", "purchases"):
        rate = at(told, key).passage
        assert rate is not None and rate.numerator is not None and rate.denominator is not None
        assert rate.interval == pytest.approx(wilson(int(rate.numerator), int(rate.denominator)))
    crossing = at(told, "sessions").passage
    assert crossing is not None and crossing.interval is not None
    share = wilson(180, 300)
    assert share is not None and crossing.interval != pytest.approx(share)


def test_a_step_nobody_counts_is_passed_over(site: Site) -> None:
    """Without product views the cart is held against the sessions, which is the catalog's rate."""
    web = {k: v for k, v in WEB.items() if k != "item_sessions"}
    told = site.visits(**web).told()
    assert not at(told, "items").stands
    cart = at(told, "carts")
    assert cart.before is not None and cart.before.key == "sessions" and cart.passage is not None
    assert (cart.passage.numerator, cart.passage.denominator) == (240, 3_000)
    assert not at(told, "impressions").stands and at(told, "sessions").passage is None
    lines = {line.key: line for line in site.board().lines}
    assert "看過商品的工作階段" in lines["items"].why_empty
    assert lines["impressions"].why_empty and lines["impressions"].count == "–"
    assert "資料" in lines["impressions"].why_empty


def test_so_far_stays_within_one_book(site: Site) -> None:
    told = site.ads(10_000, 100).visits(**WEB).told()
    shares = {s.step.key: s.so_far.value for s in told.steps if s.so_far}
    assert shares == pytest.approx(
        {"clicks": 0.01, "items": 0.4, "carts": 0.08, "checkouts": 0.04, "purchases": 0.022}
    )


def test_all_steps_are_read_over_the_days_that_all_have(
    world: Any, state: State, view: Any
) -> None:
    world.account("甲", "google_ads")
    world.account("站", "ga4", complete_to=d(2026, 11, 15))
    for day in (d(2026, 11, 2), d(2026, 11, 16)):
        world.day("甲", day, impressions=100, clicks_all=10, cost=Decimal(1))
        world.day("站", day, sessions=50)
    told = read_funnel(world.snapshot, state, view(), SHOP)
    assert told is not None and told.period.now.end == d(2026, 11, 15)
    assert (at(told, "impressions").count.value, at(told, "sessions").count.value) == (100, 50)


def test_a_source_that_stopped_long_ago_holds_nobody_up(
    world: Any, state: State, view: Any
) -> None:
    world.account("甲", "google_ads").account("站", "ga4", complete_to=d(2026, 11, 5))
    world.day("甲", d(2026, 11, 2), impressions=100, clicks_all=10, cost=Decimal(1))
    world.day("站", d(2026, 11, 2), sessions=50)
    board = funnel_board(world.snapshot, state, view(), SHOP)
    assert board is not None
    lines = {line.key: line for line in board.lines}
    assert lines["impressions"].count == "100" and lines["sessions"].count == "–"
    assert "11/5" in lines["sessions"].why_empty


# -- owners, choices, origins -------------------------------------------------------------------


def test_whose_a_step_is(site: Site) -> None:
    site.visits(**WEB)
    owners = {line.key: line.owner for line in site.board().lines}
    assert (owners["impressions"], owners["checkouts"]) == ("行銷", "網站")
    seen = teams(site.state)
    wanted = {s: dict(found.items()) for s, found in seen.items()}
    stage = STEPS["checkouts"].stage
    wanted[stage] = {**wanted[stage], "responsible": (Party("電商組"),)}
    keep_teams(site.state, seen, wanted, "test", "test")
    assert next(x.owner for x in site.board().lines if x.key == "checkouts") == "電商組"
    own = replace(SHOP.steps[5], owner=Text("小林", "小林"))
    funnel = Funnel("own-1", Text("我的", "我的"), (SHOP.steps[2], own))
    assert [line.owner for line in site.board(funnel).lines] == ["網站", "小林"]


def test_kept_funnels_have_versions(state: State) -> None:
    own = Funnel("own-1", Text("結帳", "結帳"), (STEPS["carts"], STEPS["purchases"]))
    assert objection(own, funnels(state)) is None
    keep(state, own, "ann", "new")
    (found,) = [f for f in funnels(state) if f.is_own]
    assert (found.version, found.outcome) == (1, "purchases")
    assert [s.key for s in found.steps] == ["carts", "purchases"]
    assert chosen(funnels(state), "own-1", {}) == found
    for wrong in (
        replace(own, steps=own.steps[:1]),
        replace(own, steps=tuple(STEPS.values())[:11]),
        replace(own, name=Text("長" * 41, "長" * 41)),
        replace(own, steps=own.steps * 2),
        replace(own, id="own-2", name=Text("電商", "電商")),
    ):
        assert objection(wrong, funnels(state)) is not None
    assert state.audit("funnel own-1")[-1]["by"] == "ann"


@pytest.mark.parametrize(
    ("books", "key"),
    [
        ({}, "shop"),
        ({"google_ads": {Ledger.PLATFORM}, "ga4": {Ledger.WEB}, "s": {Ledger.ORDERS}}, "shop"),
        ({"hubspot": {Ledger.CRM}}, "b2b"),
        ({"ga4": {Ledger.WEB}}, "content"),
    ],
)
def test_the_template_that_fits(books: Any, key: str) -> None:
    assert fitting({k: frozenset(v) for k, v in books.items()}).id == key


def test_every_step_is_judged_by_a_kpi_there_is() -> None:
    assert {s.kpi for s in STEPS.values() if s.kpi} <= set(KPIS)
    for funnel in TEMPLATES.values():
        assert not funnel.phases or len(funnel.phases) == len(funnel.steps)
        assert not funnel.outcome or funnel.outcome in {s.key for s in funnel.steps}


def test_a_figure_tells_where_it_comes_from(site: Site) -> None:
    site.visits(**WEB)._reach()
    seen, view = site.world.snapshot, site.view()
    found = funnel_origin(seen, site.state, view, SHOP, "purchases")
    assert found is not None and found.title == "結帳 → 購買"
    facts = {p.label: p.value for p in found.facts}
    assert facts["數量"] == "66 次" and facts["公式"] == "網站購買次數 ÷ 開始結帳次數"
    assert facts["代入"].endswith("= 50.0%")
    assert funnel_origin(seen, site.state, view, SHOP, "nothing") is None


def test_every_word_has_both_languages(site: Site) -> None:
    site.ads(10_000, 100).visits(**WEB)
    zh, en = site.board(), site.board(lang="en")
    assert len(zh.lines) == len(en.lines) and zh.sentence != en.sentence
    assert not any(ord(c) > 0x2E7F for c in en.sentence + en.alt)
    assert isclose(zh.lines[3].value or 0, 1_200)
