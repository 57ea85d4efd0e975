"""Goals and packs: every key known, one star, three to five core, kept in the state."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from data.state import State
from kpi.catalog import KPIS
from kpi.definition import Better
from kpi.facts.quantities import Ledger
from kpi.goals.goal import PACKS, Goal, goals, load_pack, pack

KEYS = list(tomllib.loads(PACKS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("key", KEYS)
def test_packs_are_whole(key: str) -> None:
    found = [Goal.from_doc(doc) for doc in pack(key)]
    ranks = [goal.rank for goal in found]
    assert ranks.count("star") == 1
    assert 3 <= ranks.count("core") <= 5
    assert len({goal.id for goal in found}) == len(found)
    for goal in found:
        assert goal.kpi in KPIS, "every key named by a pack is in the catalog"
        kpi = KPIS[goal.kpi]
        assert not (kpi.context and goal.rank == "core")
        bad_side = goal.share if kpi.accumulates else (
            goal.low if kpi.better is Better.HIGHER else goal.high
        )  # fmt: skip
        assert bad_side is not None, f"{goal.id} has no guardrail on its bad side"


def test_a_state_without_goals_is_given_the_first_pack(state: State) -> None:
    assert state.goals() == []
    first = goals(state)
    assert [g.id for g in first] == [doc["id"] for doc in pack("ads")]
    assert goals(state) == first
    assert len(state.audit("goal ads-conversions-google")) == 1


def test_a_store_with_orders_begins_with_the_shop(state: State) -> None:
    first = goals(state, {"shopline": frozenset({Ledger.ORDERS})})
    assert [g.id for g in first] == [doc["id"] for doc in pack("shop")]
    assert goals(state) == first


def test_the_packs_are_named_in_both_languages() -> None:
    packs = tomllib.loads(PACKS.read_text(encoding="utf-8"))
    names = {key: found["name"]["zh"] for key, found in packs.items()}
    assert names == {
        "ads": "投放成效", "shop": "電商", "saas": "SaaS", "content": "內容網站", "b2b": "B2B",
        "five": "五大必看",
    }  # fmt: skip
    assert all(found["name"]["en"] for found in packs.values())
    ids = [goal["id"] for found in packs.values() for goal in found["goals"]]
    assert len(ids) == len(set(ids)), "packs may be loaded side by side"


def test_what_was_changed_stays(state: State) -> None:
    goals(state)
    doc = next(d for d in state.goals() if d["kpi"] == "cpa")
    state.save_goal({**doc, "target": 0.1, "end": "2026-12-31"}, "林怡君", "new quarter")
    found = next(g for g in goals(state) if g.kpi == "cpa")
    assert (found.target, found.end) == (Decimal("0.1"), date(2026, 12, 31))


def test_scopes_compare_in_any_order() -> None:
    doc = pack("ads")[0]
    one = Goal.from_doc({**doc, "scope": {"account": "甲", "platform": "google_ads"}})
    two = Goal.from_doc({**doc, "scope": {"platform": "google_ads", "account": "甲"}})
    assert one == two


def test_loading_twice_at_once_is_no_error(state: State) -> None:
    load_pack(state, "ads")
    assert len(goals(state)) == 6
