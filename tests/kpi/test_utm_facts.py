"""What the audit reads of a snapshot, and the door to it; the sample shop's broken links."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.snapshot import Snapshot
from kpi.__main__ import main
from kpi.period import Span
from kpi.utm import facts
from kpi.utm.audit import audit, usual
from kpi.utm.kept import Settled, settle
from kpi.utm.matching import Kind
from kpi.utm.news import at_stake
from tests.data.sample_shop import TODAY, Shop, filled

NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 17))


def visit(world: Any, first: int, last: int, campaign: str, sessions: int, account: str = "站",
          said: str = "facebook / paid_social") -> Any:  # fmt: skip
    key, _ = world.keys[account]
    world._insert("site_parts", account_key=key, day_from=date(2026, 11, first),
                  day_to=date(2026, 11, last), cut="link", other=said, name=campaign,
                  sessions=sessions)  # fmt: skip
    return world


@pytest.fixture
def site(world: Any) -> Any:
    """Return Meta, which spends on two campaigns, and a property of GA4."""
    world.account("甲", "meta_ads").account("站", "ga4")
    world.day("甲", date(2026, 11, 3), "A", cost=300, link_clicks=10, clicks_all=99)
    world.day("甲", date(2026, 11, 4), "A", cost=100, clicks_all=5)
    world.day("甲", date(2026, 11, 4), "B", cost=50, clicks_all=20)
    world.day("甲", date(2026, 11, 4), "free", cost=0, clicks_all=3)
    world.day("甲", date(2026, 10, 4), "before", cost=70)
    world.day("站", date(2026, 11, 3), "Unassigned", sessions=4)
    return world.day("站", date(2026, 11, 3), "付費社群", sessions=6)


def test_campaigns_that_cost_something_come_by_their_cost(site: Any) -> None:
    found = facts.campaigns(site.snapshot, NOVEMBER)
    told = [(c.name, c.cost, c.clicks, c.basis) for c in found]
    assert told == [("A", 400, 15, "mixed"), ("B", 50, 20, "all")]
    assert facts.channels(site.snapshot, NOVEMBER) == {"Unassigned": 4, "Paid Social": 6}


def test_cost_of_files_without_days_counts_where_they_lie_inside(site: Any) -> None:
    site.account("乙", "line_ads")
    site.range("乙", date(2026, 11, 2), date(2026, 11, 9), cost=Decimal("20.5"))
    found = {c.account: c.cost for c in facts.campaigns(site.snapshot, NOVEMBER)}
    assert found["乙"] == Decimal("20.5")
    cut = Span(date(2026, 11, 3), date(2026, 11, 17))
    assert "乙" not in {c.account for c in facts.campaigns(site.snapshot, cut)}


RANGES = [
    # visits as (first, last, sessions), what they add up to from the 1st to the 17th
    ([(3, 3, 5), (4, 4, 6)], 11),
    ([(3, 3, 5), (1, 10, 90)], 5),  # days come before ranges
    ([(1, 5, 50), (1, 10, 90), (11, 12, 7)], 97),  # of ranges that overlap the longest
    ([(1, 5, 50), (3, 7, 60)], 60),  # of two as long the later
    ([(10, 20, 90), (3, 3, 5)], 5),  # a range that ends later is not inside
]


@pytest.mark.parametrize(("told", "wanted"), RANGES)
def test_visits_add_up_without_counting_twice(
    site: Any, told: list[tuple[int, int, int]], wanted: int
) -> None:
    for first, last, sessions in told:
        visit(site, first, last, "A", sessions)
    (found,) = facts.visits(site.snapshot, NOVEMBER)
    assert (found.sessions, found.source, found.medium) == (wanted, "facebook", "paid_social")


def test_names_of_nothing_are_none(site: Any) -> None:
    for campaign, said in (
        ("(not set)", "(not set) / (not set)"),
        ("(未設定)", "x"),
        ("A", "a / b / c"),
    ):
        visit(site, 3, 3, campaign, 1, said=said)
    found = {(v.source, v.medium, v.campaign) for v in facts.visits(site.snapshot, NOVEMBER)}
    assert found == {("", "", ""), ("x", "", ""), ("a", "b / c", "A")}


def test_both_sides_are_compared_over_the_days_ga4_knows(site: Any, state: Any) -> None:
    found = audit(site.snapshot, state, NOVEMBER)
    assert not found.told and [x.match.kind for x in found.lines] == [Kind.UNKNOWN] * 2
    visit(site, 4, 6, "A", 12)
    found = audit(site.snapshot, state, NOVEMBER)
    assert (found.told, found.days) == (True, Span(date(2026, 11, 4), date(2026, 11, 6)))
    assert [(x.campaign.name, x.campaign.cost) for x in found.lines] == [("A", 100), ("B", 50)]
    assert found.lines[0].per_click == 12 / 5
    assert usual(site.snapshot) == Span(date(2026, 10, 21), date(2026, 11, 17))


def test_names_of_before_are_read_from_the_files_that_count(site: Any) -> None:
    ((key,),) = site.con.execute(
        "select campaign_key from campaigns where campaign = 'A'"
    ).fetchall()
    for path, name in ((90, "A"), (91, "Old A"), (92, "gone")):
        site._insert("paths", path_key=path, platform="meta_ads", account_key=1, campaign_key=key,
                     campaign=name)  # fmt: skip
        site._insert("sightings", import_id=1 if name != "gone" else 999, path_key=path)
    assert facts.campaigns(site.snapshot, NOVEMBER)[0].names == ("A", "Old A")


# -- the sample shop ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


def test_one_line_only_while_money_is_at_stake(site: Any, state: Any) -> None:
    assert at_stake(site.snapshot, state) is None, "GA4 names no campaigns: nobody can tell"
    visit(site, 3, 4, "A", 9)
    fresh = Snapshot(Path("all-2.duckdb"), site.con)
    told = at_stake(fresh, state)
    assert told and told.zh.startswith("1 筆花費找不到對應的 utm_campaign：NT$50（")
    assert at_stake(fresh, state, Span(date(2026, 11, 3), date(2026, 11, 3))) is None
    lost = next(x for x in audit(fresh, state, NOVEMBER).lines if x.match.kind is Kind.NONE)
    said = Settled(lost.campaign.id, "B", untracked="門市 QR code")
    settle(state, said, "甲", "printed")
    assert at_stake(fresh, state) is None, "what is untracked on purpose is not lost"


@pytest.mark.slow
def test_the_planted_broken_links_are_the_first_near_miss_with_their_money(shop: Shop) -> None:
    told = shop.truth["stories"]["broken_utm"]
    days = Span(*map(date.fromisoformat, told["days"]))
    found = audit(shop.snapshot, shop.state, days)
    first = found.misses[0]
    assert first.campaign.name == told["campaign"] and first.match.near[0].name == "新品上市-冷泡壺"
    months = shop.truth["campaigns"]["meta_ads"][told["campaign"]]["cost"]
    cost = sum(map(Decimal, months.values()))
    assert first.campaign.cost == cost > 0, "it ran on these days alone"
    (money,) = found.money
    assert (money.unmatched, money.near) == (cost, cost)
    (broken,) = found.broken
    assert (broken.visits.sessions, broken.group) == (told["sessions"], told["channel"])
    assert all(x.match.kind is Kind.EXACT for x in found.lines if x is not first)
    assert money.cost == sum(x.campaign.cost for x in found.lines)


@pytest.mark.slow
def test_visits_by_campaign_add_up_to_the_channels_of_their_days(shop: Shop) -> None:
    last = date.fromisoformat(shop.truth["last"])
    month = Span(last.replace(day=1), last)
    visits = facts.visits(shop.snapshot, month)
    channels = facts.channels(shop.snapshot, month)
    truth = shop.truth["quantities"]
    named = f"{last:%Y-%m}"
    assert sum(v.sessions for v in visits) == sum(channels.values())
    assert sum(channels.values()) == Decimal(truth["sessions"]["ga4"]["by_month"][named])
    revenue = sum(v.revenue or 0 for v in visits)
    assert revenue == Decimal(truth["web_revenue"]["ga4"]["by_month"][named])


@pytest.mark.slow
def test_the_door_tells_the_audit(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    first, last = shop.truth["stories"]["broken_utm"]["days"]
    call = ["utm", "--from", first, "--to", last, "--store", str(shop.store.root)]
    assert main([*call, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["period"] == {"from": first, "to": last} and said["known"] is True
    row = next(r for r in said["campaigns"] if r["near"])
    assert (row["match"], row["sessions"], row["near"][0]["why"]) == ("none", None, ["separators"])
    assert said["money"][0]["unmatched"] == row["cost"]
    for lang in ("zh", "en"):
        assert main([*call, "--lang", lang]) == 0
        assert row["campaign"] in capsys.readouterr().out
    assert main(["utm", "--from", last, "--to", first, "--store", str(shop.store.root)]) == 2
    assert main(["utm", "--store", str(shop.store.root / "nowhere")]) == 2


def test_what_is_said_of_a_campaign_reaches_the_audit(site: Any, state: Any) -> None:
    visit(site, 3, 4, "something", 12)
    before = audit(site.snapshot, state, NOVEMBER)
    line = next(x for x in before.lines if x.campaign.name == "B")
    assert line.match.kind is Kind.NONE
    settle(state, Settled(line.campaign.id, "B", same=("something",)), "ann", "asked the agency")
    after = audit(site.snapshot, state, NOVEMBER)
    line = next(x for x in after.lines if x.campaign.name == "B")
    assert (line.match.kind, line.match.sessions) == (Kind.SAID, 12)
    assert line.said is not None and line.said.by == "ann"
