"""The rules of goals: what is plainly wrong is refused at its field, what is right passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.text import LANGS, Text
from kpi.catalog import KPIS
from kpi.cut import cut_of
from kpi.facts.quantities import Ledger
from kpi.goals.fields import as_read
from kpi.goals.goal import Goal, pack, pack_names
from kpi.goals.rules import missing, objections
from kpi.goals.typing import NotTyped, parse

TODAY = date(2026, 11, 21)
BOOKS = {
    "google_ads": frozenset({Ledger.PLATFORM}),
    "shopline": frozenset({Ledger.ORDERS}),
}
WORD = Text("甲", "A")


def goal(kpi: str, target: str, scope: dict[str, str] | None = None, **more: Any) -> Goal:
    numbers = {n: Decimal(v) for n, v in more.items() if isinstance(v, str) and n != "rank"}
    return Goal(
        "this", kpi, cut_of(scope or {}), more.pop("rank", "watched"), Decimal(target), WORD, WORD,
        **{**more, **numbers},
    )  # fmt: skip


GOOGLE = {"platform": "google_ads"}
WRONG = [
    # the target on the wrong side of its guardrail, for either direction
    (goal("ctr", "0.02", low="0.03"), "target"),
    (goal("cac", "800", high="700"), "target"),
    (goal("cac", "400", low="500", high="700"), "target"),
    (goal("aov", "1500", high="1400"), "target"),
    (goal("frequency", "5", high="4"), "target"),
    # crossed guardrails are told as that, not as a wrong target
    (goal("cac", "600", low="700", high="500"), "low"),
    # a sum has a share, a ratio has limits
    (goal("revenue", "3000000", low="1"), "low"),
    (goal("ctr", "0.02", share="0.8"), "share"),
    (goal("revenue", "3000000", share="1.1"), "share"),
    (goal("cost", "100", share="0.8"), "share"),
    (goal("revenue", "3000000", share="0"), "share"),
    # nothing counts below zero but a gain
    (goal("revenue", "0"), "target"),
    (goal("ctr", "-0.01"), "target"),
    (goal("cac", "600", baseline="-1"), "baseline"),
    (goal("ctr", "1.6"), "target"),
    # scopes a KPI cannot have
    (goal("cac", "600", GOOGLE), "scope"),
    (goal("cpa", "450"), "scope"),
    (goal("conversions", "600"), "scope"),
    (goal("revenue", "1", {"campaign_class": "品牌字"}), "scope"),
    (goal("revenue", "1", GOOGLE), "scope"),
    (goal("ctr", "0.02", {"platform": "shopline"}), "scope"),
    (goal("ctr", "0.02", {"platform": "nowhere"}), "scope"),
    (goal("ctr", "0.02", {"account": "甲"}), "scope"),
    # ranks and days
    (goal("impressions", "100", rank="core"), "rank"),
    (goal("ctr", "0.02", end=date(2026, 11, 20)), "end"),
    (goal("ctr", "0.02", start=date(2026, 12, 31), end=date(2026, 12, 1)), "end"),
]
RIGHT = [
    goal("ctr", "0.03", low="0.03"),
    goal("cac", "600", low="500", high="700", baseline="780", end=TODAY),
    goal("roi", "1.2", low="-0.1", baseline="-0.5"),
    goal("cost", "100", share="1.1"),
    goal("conversions", "600", GOOGLE, share="0.8", rank="star"),
    goal("orders", "100", {"platform": "shopline"}),
    goal("expense_ratio", "1.2"),
    goal("ctr", "0.02", {"platform": "meta_ads"}),  # no data of it yet
]


@pytest.mark.parametrize(("wrong", "field"), WRONG, ids=lambda x: str(x)[:60])
def test_what_is_plainly_wrong_is_refused_at_its_field(wrong: Goal, field: str) -> None:
    assert [one.field for one in objections(wrong, [wrong], TODAY, BOOKS)] == [field]


@pytest.mark.parametrize("right", RIGHT, ids=lambda g: f"{g.kpi}-{g.target}")
def test_what_is_right_passes(right: Goal) -> None:
    assert objections(right, [right], TODAY, BOOKS) == []


@pytest.mark.parametrize("key", pack_names())
def test_the_packs_break_no_rule(key: str) -> None:
    found = [Goal.from_doc(doc) for doc in pack(key)]
    assert [objections(g, found, TODAY, {}) for g in found] == [[]] * len(found)


def test_there_is_one_star_and_one_goal_for_one_thing() -> None:
    star, second = goal("revenue", "1", rank="star"), goal("orders", "1", rank="star")
    assert [o.field for o in objections(replace(second, id="b"), [star], TODAY, {})] == ["rank"]
    assert [o.field for o in objections(replace(star, id="b", rank="core"), [star], TODAY, {})] == [
        "scope"
    ]


def test_a_deadline_that_passed_may_stay_and_not_be_set() -> None:
    old = goal("ctr", "0.02", end=date(2026, 9, 30))
    assert objections(replace(old, target=Decimal("0.03")), [], TODAY, {}, before=old) == []
    later = replace(old, end=date(2026, 10, 31))
    assert [o.field for o in objections(later, [], TODAY, {}, before=old)] == ["end"]


@pytest.mark.parametrize(
    ("found", "lacks"),
    [
        (goal("cac", "600", rank="core"), ("baseline", "high", "end")),
        (goal("revenue", "1", rank="star", share="0.8", baseline="1"), ("end",)),
        (goal("ctr", "0.02", rank="core", baseline="0.01", low="0.01", end=TODAY), ()),
        (goal("ctr", "0.02"), ()),
    ],
)
def test_what_a_contract_lacks(found: Goal, lacks: tuple[str, ...]) -> None:
    assert missing(found) == lacks


@pytest.mark.parametrize(
    ("kpi", "field", "said", "meant", "read"),
    [
        ("ctr", "target", "1.25", "0.0125", "1.25%"),
        ("ctr", "target", "１．２５％", "0.0125", "1.25%"),
        ("revenue", "target", "3,000,000", "3000000", "3,000,000"),
        ("revenue", "share", "85.5", "0.855", "85.5%"),
        ("blended_roas", "low", " 2.50 ", "2.5", "2.5"),
        ("roi", "baseline", "−0.2", "-0.2", "−0.2"),
        ("time_on_site", "target", "90", "90", "90 秒"),
    ],
)
def test_numbers_are_read_as_they_are_typed(
    kpi: str, field: str, said: str, meant: str, read: str
) -> None:
    value = parse(KPIS[kpi], field, said)
    assert value == Decimal(meant)
    assert as_read(replace(goal(kpi, "1"), **{field: value}), field, "zh") == read


@pytest.mark.parametrize(
    ("kpi", "field", "said"),
    [
        ("ctr", "target", ""), ("ctr", "target", "abc"), ("ctr", "target", "1,6"),
        ("revenue", "target", "300萬"), ("revenue", "target", "5%"), ("revenue", "target", "1e9"),
        ("revenue", "target", "12,34,567"), ("revenue", "target", "1" * 16),
        ("ctr", "end", "31/12/2026"), ("ctr", "end", "2026-02-30"), ("ctr", "end", "下週"),
        ("ctr", "cadence", "每天"), ("ctr", "owner", " "), ("ctr", "owner", "甲" * 61),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_both_languages(kpi: str, field: str, said: str) -> None:
    with pytest.raises(NotTyped) as refused:
        parse(KPIS[kpi], field, said)
    assert all(refused.value.text.to(lang) for lang in LANGS)


def test_a_word_in_one_language_keeps_the_other() -> None:
    watch = Text("觀察", "Watch")
    assert parse(KPIS["ctr"], "step", "Watch", [watch]) == watch
    assert parse(KPIS["ctr"], "step", "開會", [watch]) == Text("開會", "開會")
