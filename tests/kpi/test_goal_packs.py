"""Choosing a pack: what nobody edited follows it, what somebody edited stays unless given up."""

from __future__ import annotations

from datetime import date as d
from typing import Any

import pytest

from data.state import Conflict, State
from kpi.catalog import KPIS
from kpi.facts.quantities import Ledger
from kpi.goals import packs
from kpi.goals.board import groups, sentence
from kpi.goals.choosing import Plan, choose, pack_of, plan
from kpi.goals.goal import Goal, goals, load_pack, pack, pack_names
from kpi.goals.history import history


def fates(found: Plan) -> dict[str, str]:
    return {step.goal.id: step.fate for step in found.steps}


def edit(state: State, goal_id: str, **more: Any) -> None:
    doc = next(d for d in state.goals() if d["id"] == goal_id)
    state.save_goal({**doc, **more}, "甲", "because")


@pytest.mark.parametrize("first", pack_names())
@pytest.mark.parametrize("second", pack_names())
def test_a_pack_nobody_edited_is_replaced_whole(state: State, first: str, second: str) -> None:
    load_pack(state, first)
    found = plan(state.goals(), second)
    assert found.edited == ()
    choose(state, found, "甲", "we sell something else")
    assert [d["id"] for d in state.goals()] == [d["id"] for d in pack(second)]
    assert plan(state.goals(), second).docs == plan(state.goals(), second).gone == ()


def test_an_edited_goal_stays_until_it_is_given_up(state: State) -> None:
    load_pack(state, "shop")
    edit(state, "shop-cac", target=650)
    found = plan(state.goals(), "saas")
    assert [step.goal.id for step in found.edited] == ["shop-cac"]
    assert fates(found)["shop-cac"] == "kept"
    assert fates(found)["saas-cac"] == "beside", "one KPI has one goal"
    given_up = plan(state.goals(), "saas", ["shop-cac"])
    assert (fates(given_up)["shop-cac"], fates(given_up)["saas-cac"]) == ("gone", "new")
    choose(state, found, "甲", "try it")
    kept = {d["id"]: d["target"] for d in state.goals()}
    assert kept["shop-cac"] == 650 and "saas-cac" not in kept and "shop-aov" not in kept


def test_an_edited_goal_of_the_same_pack_is_set_back_only_when_asked(state: State) -> None:
    load_pack(state, "shop")
    edit(state, "shop-cac", target=650)
    assert plan(state.goals(), "shop").docs == ()
    choose(state, plan(state.goals(), "shop", ["shop-cac"]), "甲", "back")
    assert {d["id"]: d["target"] for d in state.goals()}["shop-cac"] == 600


def test_a_star_that_stays_is_the_only_one(state: State) -> None:
    load_pack(state, "shop")
    edit(state, "shop-revenue", target=4000000)
    choose(state, plan(state.goals(), "ads"), "甲", "ads as well")
    ranks = {d["id"]: d["rank"] for d in state.goals()}
    assert ranks["shop-revenue"] == "star"
    assert ranks["ads-conversions-google"] == "watched", "a context number is never core"
    assert list(ranks.values()).count("star") == 1


def test_who_was_faster_is_heard_of_and_nothing_is_half_done(state: State) -> None:
    load_pack(state, "shop")
    found = plan(state.goals(), "saas")
    edit(state, "shop-aov", target=1600)
    with pytest.raises(Conflict):
        choose(state, found, "乙", "too late")
    assert {d["id"] for d in state.goals()} == {d["id"] for d in pack("shop")}


def test_the_page_opens_with_what_there_is(state: State) -> None:
    load_pack(state, "shop")
    edit(state, "shop-cac", target=650, baseline=780, end="2026-12-31")
    goals = [Goal.from_doc(doc) for doc in state.goals()]
    assert pack_of(goals) == ("shop", 1, 0)
    assert sentence(goals, "zh") == (
        "10 個目標，採用「電商」組合（改過 1 個）；北極星與核心 6 個裡有 5 個不完整，缺基準、期限。"
    )
    assert sentence([], "en") and sentence(goals[1:2], "en").startswith("1 goal, pack")
    assert "還沒有北極星" in sentence(goals[1:2], "zh")
    assert [(g.title, len(g.lines)) for g in groups(goals, {}, "zh")] == [
        ("北極星", 1), ("核心", 5), ("關注", 4),
    ]  # fmt: skip
    edit(state, "shop-revenue", monthly=[["2026-11", 3480000]])
    star = Goal.from_doc(state.goals()[0])
    told = {today: groups([star], {}, "zh", today)[0].lines[0].target
            for today in (d(2026, 11, 2), d(2026, 12, 1), None)}  # fmt: skip
    assert [*told.values()] == ["3,480,000／11 月", "3,000,000／月", "3,000,000／月"]


def test_the_record_is_told_in_words_the_newest_first(state: State) -> None:
    load_pack(state, "shop")
    edit(state, "shop-cac", target=650, low=None, end="2026-12-31")
    state.delete_goal("shop-cac", "乙", "no longer")
    told = [(c.by, c.what, c.why) for c in history(state, "zh", "shop-cac")]
    assert told == [
        ("乙", "刪除（目標 650）", "no longer"),
        ("甲", "目標 600 → 650；護欄下限 500 → –；期限 – → 2026/12/31", "because"),
        ("看板", "訂下目標 600", "採用「電商」組合"),
    ]
    assert history(state, "en", "shop-cac", after=2)[0].what == "Deleted (target 650)"
    assert len(history(state, "zh")) == 13, "ten goals and an objective set, two changes"


def test_limits_are_told_with_every_digit_that_was_typed(state: State) -> None:
    """In a shop that counts in dollars a CAC of 12.5 is not 13."""
    load_pack(state, "shop")
    edit(state, "shop-cac", target=12.5, low=9.25, high=15)
    told = {name: (target, limits) for name, target, limits, _ in packs.lines(state, "en")}
    assert told["CAC"] == ("12.5", "at least 9.25, at most 15")
    assert told["Revenue"][0] == "3,000,000 a month"


ADS, WEB, ORDERS = (frozenset({x}) for x in (Ledger.PLATFORM, Ledger.WEB, Ledger.ORDERS))
FITTING: list[tuple[dict[str, frozenset[Ledger]], str, bool]] = [
    # what there is, the pack, whether its star is told
    ({}, "ads", False),
    ({"costs": frozenset({Ledger.COSTS})}, "ads", False),
    ({"linkedin_ads": ADS}, "ads", False),  # no pack has goals for it alone
    ({"ga4": WEB}, "content", True),
    ({"ga4": WEB, "linkedin_ads": ADS}, "five", True),
    ({"ga4": WEB, "google_ads": ADS}, "ads", True),
    ({"google_ads": ADS}, "ads", True),
    ({"shopee": ORDERS}, "shop", True),
    ({"shopee": ORDERS, "ga4": WEB, "meta_ads": ADS}, "shop", True),
]


@pytest.mark.parametrize(("books", "key", "told"), FITTING)
def test_a_store_begins_with_the_pack_its_files_can_tell(
    state: State, books: dict[str, frozenset[Ledger]], key: str, told: bool
) -> None:
    first = goals(state, books)
    assert pack_of(first)[0] == key
    assert packs.offer(first, books) is None, "what fits is not offered again"
    star = next(g for g in first if g.rank == "star")
    found = frozenset[Ledger]().union(*books.values()) >= set(KPIS[star.kpi].ledgers)
    assert found is told or not told


def test_a_pack_that_no_file_can_tell_is_replaced_only_by_hand(state: State) -> None:
    load_pack(state, "ads")
    kept = [Goal.from_doc(doc) for doc in state.goals()]
    for books, offered in (
        ({"ga4": WEB}, "內容網站"), ({"shopline": ORDERS, "ga4": WEB}, "電商"),
        ({"google_ads": ADS, "shopline": ORDERS}, None),  # what was chosen is told
        ({"meta_ads": ADS}, None), ({}, None),
    ):  # fmt: skip
        said = packs.offer(kept, books)
        assert (said is None) is (offered is None), books
        assert said is None or (offered in said.zh and "轉換" in said.zh)
    assert [d["id"] for d in state.goals()] == [d["id"] for d in pack("ads")]
    nothing = packs.offer([], {"ga4": WEB})
    assert nothing and "北極星" in nothing.zh
