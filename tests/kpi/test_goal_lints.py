"""The advice on goals: every rule fires where it should and nowhere else; the article's numbers."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.text import LANGS, Text
from kpi.calendar.own import Event
from kpi.card import Flag, Verdict
from kpi.catalog import KPIS
from kpi.cut import cut_of
from kpi.goals.advice import RULES
from kpi.goals.fields import NOBODY
from kpi.goals.goal import Goal, pack, pack_names
from kpi.goals.lints import Lint, lints, of_all, of_goal, past
from kpi.goals.names import names_of
from kpi.goals.objectives import Objective
from kpi.goals.pairs import GUARDS, candidates, fits, paired
from kpi.goals.rules import missing
from kpi.goals.smart import letters, sentence
from kpi.goals.summing import checks
from kpi.period import Span, Year, free
from kpi.reading import Reading
from kpi.status import judge

TODAY = d(2026, 11, 22)
SOMEBODY, STEP = Text("網站負責人", "Site lead"), Text("優化頁面", "Improve the page")
GROWTH = Objective("o", Text("成長", "Growth"))


def goal(kpi: str, target: str, **more: Any) -> Goal:
    """Return a goal that is whole but for what a case takes away."""
    numbers = {n: Decimal(v) for n, v in more.items() if n in ("baseline", "low", "high", "share")}
    rest = {n: v for n, v in more.items() if n not in numbers}
    whole: dict[str, Any] = {
        "id": kpi, "scope": (), "rank": "core", "owner": SOMEBODY, "step": STEP,
        "confirmed_on": TODAY, "confirmed_by": "林怡君", "end": d(2026, 12, 31), "objective": "o",
    }  # fmt: skip
    return Goal(kpi=kpi, target=Decimal(target), **{**whole, **numbers, **rest})


# checkout conversion of the article: 1.1 % → 1.6 %, guardrail 1.2 %
ARTICLE = goal(
    "checkout_conversion", "0.016", baseline="0.011", low="0.012", start=d(2026, 10, 1),
    cadence="fortnight", pair="add_to_cart_rate",
)  # fmt: skip
CART = goal("add_to_cart_rate", "0.1", baseline="0.08", low="0.07", pair="checkout_conversion")


def rules(found: list[Lint]) -> list[tuple[str, str]]:
    return [(one.rule, one.field) for one in found]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        # odd ones first: nothing to divide by, a gain below zero, a band, a context number
        (goal("aov", "1500", baseline="0", low="0", pair="x"), [("pair", "pair")]),
        (goal("roi", "1.2", baseline="-0.2", low="-0.5", pair="add_to_cart_rate"), []),
        (goal("frequency", "3", baseline="9", high="10", pair="aov"), [("pair", "pair")]),
        (goal("impressions", "120", baseline="100", share="0.8", pair="add_to_cart_rate"),
         [("context", "rank")]),
        # a watched goal is asked for nothing, and still told what is wrong with it
        (goal("aov", "1500", rank="watched", end=None, confirmed_on=None), []),
        (goal("aov", "1500", rank="watched", baseline="1600", end=None), [("stretch", "target")]),
        # past its guardrail from the start, in either direction and for a sum
        (ARTICLE, [("past", "low")]),
        (goal("cac", "600", baseline="780", high="700", pair="add_to_cart_rate"),
         [("past", "high")]),
        (goal("revenue", "3000000", baseline="2399999", share="0.8", pair="add_to_cart_rate"),
         [("past", "share")]),
        (goal("revenue", "3000000", baseline="2400000", share="0.8", pair="add_to_cart_rate"), []),
        (goal("checkout_conversion", "0.016", baseline="0.012", low="0.012",
              pair="add_to_cart_rate"), []),
        # how far the target is
        (goal("aov", "1500", baseline="1500", low="1200", pair="add_to_cart_rate"),
         [("stretch", "target")]),
        (goal("aov", "1500", baseline="1251", low="1200", pair="add_to_cart_rate"),
         [("stretch", "target")]),
        (goal("aov", "1500", baseline="1250", low="1200", pair="add_to_cart_rate"), []),
        (goal("aov", "1500", baseline="1000", low="900", pair="add_to_cart_rate"), []),
        (goal("aov", "1500", baseline="999", low="900", pair="add_to_cart_rate"),
         [("stretch", "target")]),
        (goal("cac", "600", baseline="901", high="950", pair="add_to_cart_rate"),
         [("stretch", "target")]),
        # what a contract lacks
        (goal("aov", "1500", owner=NOBODY, step=NOBODY, end=None, pair="add_to_cart_rate"),
         [("incomplete", n) for n in ("baseline", "low", "owner", "step", "end")]),
        # pairs: none, one that is no more, two that lag
        (goal("email_ctr", "0.03", baseline="0.025", low="0.02"), [("pair", "pair")]),
        (goal("checkout_conversion", "0.016", baseline="0.0125", low="0.012",
              pair="repurchase_90d"), [("pair", "pair")]),
        # estimates: without a source, of today, of a quarter ago
        (goal("aov", "1500", baseline="1200", low="1000", pair="add_to_cart_rate",
              basis="typed"), [("estimate", "source")]),
        (goal("aov", "1500", baseline="1200", low="1000", pair="add_to_cart_rate",
              basis="estimate", source="報告", measured_on=d(2026, 8, 23)), []),
        (goal("aov", "1500", baseline="1200", low="1000", pair="add_to_cart_rate",
              basis="estimate", source="報告", measured_on=d(2026, 8, 22)),
         [("estimate", "basis")]),
        (goal("aov", "1500", baseline="1200", low="1000", pair="add_to_cart_rate",
              basis="typed", source="報告", measured_on=d(2026, 8, 22)),
         [("estimate", "basis")]),
        (goal("aov", "1500", baseline="1200", low="1000", pair="add_to_cart_rate",
              confirmed_on=None), [("draft", "confirmed_on")]),
    ],
    ids=lambda x: f"{x.kpi}-{x.baseline}" if isinstance(x, Goal) else "",
)  # fmt: skip
def test_what_is_said_of_one_goal(one: Goal, found: list[tuple[str, str]]) -> None:
    others = [CART, goal("repurchase_90d", "0.3", rank="watched")]
    said = of_goal(one, [one, *others], TODAY)
    assert rules(said) == found
    assert all(x.text.to(lang) for x in said for lang in LANGS)


def test_the_articles_numbers_are_act_and_improving_and_said() -> None:
    """Baseline 1.1 %, guardrail 1.2 %, target 1.6 %: no silent red."""
    (said,) = of_goal(ARTICLE, [ARTICLE, CART], TODAY)
    assert "1.1%" in said.text.zh and "1.2%" in said.text.zh and "改善中" in said.text.zh
    assert past(ARTICLE) == Decimal("0.012")
    span = Span(d(2026, 10, 1), d(2026, 10, 5))
    reading = Reading(
        KPIS["checkout_conversion"], (), (), free(span), 0.0115, None, None, None,
        frozenset({"ga4"}), None, None, span.end, (),
    )  # fmt: skip
    found = judge(reading, ARTICLE, d(2026, 10, 6))
    assert found.verdict is Verdict.ACT and Flag.IMPROVING in found.flags
    open_ended = dataclasses.replace(ARTICLE, start=None)
    assert "起日" in of_goal(open_ended, [ARTICLE, CART], TODAY)[0].text.zh


def test_together_they_have_one_star_three_to_five_core_and_no_empty_objective() -> None:
    star = goal("revenue", "1", rank="star")
    core = [goal(k, "1") for k in ("aov", "cac", "roi", "cpc", "ctr", "cpm")]
    table: list[tuple[list[Goal], list[Objective], list[str]]] = [
        ([], [], ["star", "core"]),
        ([star, *core[:2]], [], ["core"]),
        ([star, *core[:3]], [GROWTH], []),
        ([star, *core[:5]], [GROWTH], []),
        ([star, *core], [GROWTH, Objective("p", Text("空", "Empty"))], ["core", "objective"]),
        ([star, goal("orders", "1", rank="star"), *core[:3]], [], ["star"]),
    ]
    for goals, objectives, found in table:
        assert [x.rule for x in of_all(goals, objectives)] == found, len(goals)


def trial(name: str, first: int, last: int, page: str = "", *kpis: str, kind: Any = "experiment",
          ) -> Event:  # fmt: skip
    return Event(name, kind, name, d(2026, 11, first), d(2026, 11, last), channel=page, kpis=kpis)


A = trial("甲", 20, 26, "/cart", "aov", "ctr")
MEETINGS: list[tuple[list[Event], str, bool]] = [
    ([A], "aov", False),
    ([A, trial("乙", 26, 28, "/cart", "aov")], "aov", True),
    ([A, trial("乙", 26, 28, " /Cart/ ", "aov")], "aov", True),
    ([A, trial("乙", 26, 28, "", "aov")], "aov", True),  # wherever it runs
    ([A, trial("乙", 26, 28)], "aov", True),  # of every KPI
    ([A, trial("乙", 26, 28)], "revenue", False),  # the other one is not of revenue
    ([A, trial("乙", 26, 28, "/", "aov")], "aov", False),
    ([A, trial("乙", 26, 28, "/cart", "revenue")], "aov", False),
    ([A, trial("乙", 26, 28, "/cart", "ctr")], "aov", False),
    ([A, trial("乙", 27, 28, "/cart", "aov")], "aov", False),
    ([A, trial("乙", 10, 21, "/cart", "aov")], "aov", False),  # over since yesterday
    ([A, trial("乙", 10, 22, "/cart", "aov")], "aov", True),
    ([A, trial("乙", 26, 28, "/cart", "aov", kind="content")], "aov", False),
]


@pytest.mark.parametrize(("events", "kpi", "meet"), MEETINGS)
def test_no_two_experiments_on_one_kpi_and_page_at_once(
    events: list[Event], kpi: str, meet: bool
) -> None:
    one = goal(kpi, "1500", rank="watched")
    found = of_goal(one, [one], TODAY, events)
    assert rules(found) == [("experiment", "step")] * meet
    for text in (x.text for x in found):
        assert all("甲" in text.to(lang) and "乙" in text.to(lang) for lang in LANGS)
    both = [one, goal("cpc", "1", rank="watched", id="other")]
    told = [c for c in checks(lints(both, [], TODAY, events), names_of(both), "zh")
            if c.rule == "experiment"]  # fmt: skip
    assert len(told) == meet


@pytest.mark.parametrize("key", pack_names())
def test_a_pack_lacks_only_what_no_pack_can_know(key: str) -> None:
    """Its core goals are contracts but for baseline, deadline and people's names."""
    goals = [Goal.from_doc(doc) for doc in pack(key)]
    assert all(g.kpi in KPIS for g in goals), "every key named by a pack is in the catalog"
    served = [Objective(f"objective-{key}", Text("一", "One"))]
    found = lints(goals, served, TODAY)
    assert {(x.rule, x.field) for x in found} == {
        ("incomplete", "baseline"), ("incomplete", "end"), ("draft", "confirmed_on"),
    }  # fmt: skip
    for one in goals:
        if one.rank != "watched":
            other = paired(one, goals)
            assert other and fits(one, other), one.id
            assert missing(one) == ("baseline", "end") and one.objective == served[0].id


def test_what_guards_a_kpi_is_in_the_catalog() -> None:
    assert {*GUARDS, *(k for found in GUARDS.values() for k in found)} <= KPIS.keys()


def test_a_guard_of_its_quality_is_the_likeliest_pair() -> None:
    goals = [goal("ctr", "1"), goal("return_rate", "1"), goal("roi", "1", rank="watched")]
    revenue = goal("revenue", "1", rank="star")
    assert [g.kpi for g in candidates(revenue, [revenue, *goals])] == ["return_rate", "roi", "ctr"]


def test_the_page_says_a_line_a_rule() -> None:
    goals = [ARTICLE, goal("cac", "600", baseline="780", high="700"), goal("aov", "1", end=None)]
    told = checks(lints(goals, [], TODAY), names_of(goals), "zh")
    assert [x.rule for x in told] == [
        rule for rule in RULES if rule in ("star", "incomplete", "pair", "past")
    ]  # fmt: skip
    assert "期限：客單價" in told[1].text and "基準：客單價" in told[1].text


SENTENCES: list[tuple[Goal, d, str, str]] = [
    (ARTICLE, TODAY,
     "於本季結束前，把結帳轉換率從 1.1% 提升到 1.6%，每兩週評估一次；低於 1.2% 就優化頁面，"
     "由網站負責人負責。",
     "By the end of this quarter, raise checkout conversion from 1.1% to 1.6%, reviewed every two"
     " weeks; below 1.2%: improve the page (Site lead)."),
    (goal("cac", "600", baseline="780", high="700", end=d(2026, 11, 30), cadence="month"), TODAY,
     "於本月底前，把獲客成本 CAC 從 780 降到 600，每月評估一次；高於 700 就優化頁面，"
     "由網站負責人負責。",
     "By the end of this month, lower CAC from 780 to 600, reviewed monthly; above 700: improve"
     " the page (Site lead)."),
    (goal("revenue", "3000000", baseline="2500000", share="0.8", owner=NOBODY), d(2026, 9, 1),
     "於今年底前，把營收從每月 2,500,000 提升到每月 3,000,000，每週評估一次；"
     "落後到應達的 80% 以下就優化頁面。",
     "By the end of this year, raise revenue from 2,500,000 a month to 3,000,000 a month, reviewed"
     " weekly; under 80% of what is due: improve the page."),
    (goal("expense_ratio", "0.15", end=d(2026, 12, 15), step=NOBODY, high="0.2"), TODAY,
     "於 2026/12/15 前，把行銷費用率控制在 15%，每週評估一次。",
     "By 2026/12/15, hold marketing expense ratio at 15%, reviewed weekly."),
    (goal("aov", "1500", end=None, step=NOBODY), TODAY,
     "把客單價做到 1,500，每週評估一次。", "Bring AOV to 1,500, reviewed weekly."),
    (goal("cpc", "12", baseline="8", end=None, step=NOBODY), TODAY,
     "把單次點擊成本 CPC 從 8 調整到 12，每週評估一次。",
     "Bring CPC from 8 to 12, reviewed weekly."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "today", "zh", "en"), SENTENCES, ids=lambda x: "")
def test_the_goal_as_one_sentence(one: Goal, today: d, zh: str, en: str) -> None:
    assert (sentence(one, today, "zh"), sentence(one, today, "en")) == (zh, en)


def test_a_fiscal_quarter_is_this_quarter() -> None:
    april = Year(first_month=2)
    one = goal("aov", "1500", end=d(2027, 1, 31))
    assert sentence(one, TODAY, "zh", april).startswith("於本季結束前")
    assert sentence(one, TODAY, "zh").startswith("於 2027/01/31 前")


@pytest.mark.parametrize(
    ("first_month", "end", "zh", "en"),
    [
        (4, d(2027, 3, 31), "於本會計年度結束前", "By the end of this fiscal year"),
        (4, d(2026, 12, 31), "於本季結束前", "By the end of this quarter"),
        (7, d(2027, 6, 30), "於本會計年度結束前", "By the end of this fiscal year"),
        (7, d(2026, 12, 31), "於本季結束前", "By the end of this quarter"),
        (12, d(2026, 11, 30), "於本季結束前", "By the end of this quarter"),
        (2, d(2026, 12, 31), "於今年底前", "By the end of this year"),
        (1, d(2027, 3, 31), "於 2027/03/31 前", "By 2027/03/31"),
    ],
)
def test_by_when_follows_the_companys_year(first_month: int, end: d, zh: str, en: str) -> None:
    one, year = goal("aov", "1500", end=end), Year(first_month=first_month)
    assert sentence(one, TODAY, "zh", year).startswith(zh)
    assert sentence(one, TODAY, "en", year).startswith(en)


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (ARTICLE, "SMART"),
        (goal("aov", "1500", baseline="1000", objective=None), "SMAT"),
        (goal("revenue", "12", baseline="10", rank="star", objective=None), "SMART"),
        (goal("aov", "1500", baseline="900", owner=NOBODY, end=TODAY), "MRT"),
        (goal("aov", "1500", baseline="1600", end=d(2026, 11, 21)), "SMR"),
        (goal("aov", "1500", end=None), "SR"),
        (goal("roi", "1.2", baseline="-0.2"), "SMART"),
        (goal("roi", "-0.3", baseline="-0.2"), "SMRT"),
        (goal("cac", "600", baseline="780", objective="gone"), "SMAT"),
        (goal("impressions", "12", baseline="10"), "SMAT"),
    ],
    ids=lambda x: f"{x.kpi}-{x.baseline}" if isinstance(x, Goal) else x,
)
def test_the_letters_one_by_one(one: Goal, holds: str) -> None:
    found = letters(one, {"o": GROWTH.name}, TODAY)
    assert "".join(x.letter for x in found) == "SMART"
    assert "".join(x.letter for x in found if x.holds) == holds
    assert all(x.why.to(lang) for x in found for lang in LANGS)


def test_a_scope_is_part_of_the_name() -> None:
    one = goal("ctr", "0.02", scope=cut_of({"platform": "google_ads"}), end=None, step=NOBODY)
    assert sentence(one, TODAY, "zh") == "把點擊率 CTR（Google Ads）做到 2%，每週評估一次。"


@pytest.mark.parametrize(
    ("monthly", "verdict"),
    [((), Verdict.GOOD), ((("2026-10", Decimal("0.02")),), Verdict.WATCH),
     ((("2026-11", Decimal("0.02")),), Verdict.GOOD)],
)  # fmt: skip
def test_a_rate_is_judged_by_the_target_of_its_month(monthly: Any, verdict: Verdict) -> None:
    one = dataclasses.replace(ARTICLE, monthly=monthly)
    span = Span(d(2026, 10, 1), d(2026, 10, 31))
    reading = Reading(
        KPIS["checkout_conversion"], (), (), free(span), 0.017, None, None, None,
        frozenset({"ga4"}), None, None, span.end, (),
    )  # fmt: skip
    assert judge(reading, one, TODAY).verdict is verdict


def test_a_sum_is_judged_by_the_target_of_its_month() -> None:
    """Ten of October's 31 days: 2,000,000 of its own 6,200,000 are due."""
    one = goal("revenue", "3000000", share="0.8", monthly=(("2026-10", Decimal(6200000)),))
    span = Span(d(2026, 10, 1), d(2026, 10, 10))
    reading = Reading(
        KPIS["revenue"], (), (), free(span), Decimal(1550000), None, None, None,
        frozenset({"shop"}), None, None, span.end, (),
    )  # fmt: skip
    found = judge(reading, one, d(2026, 10, 11))
    assert (found.due, found.attained, found.verdict) == (2000000, Decimal("0.25"), Verdict.ACT)
