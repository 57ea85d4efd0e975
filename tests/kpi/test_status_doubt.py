"""Verdicts in doubt: what an interval changes, what it flags, how often red is wrong or missed."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.card import Flag, Verdict
from kpi.doubt.wilson import power, wilson
from kpi.goals.goal import Goal
from kpi.status import Judgement, judge, paired
from tests.kpi.test_status import COURSE, goal, judged, reading

GOOD, WATCH, ACT = Verdict.GOOD, Verdict.WATCH, Verdict.ACT
ORDER = (ACT, WATCH, GOOD)
NEXT_MONTH = d(2026, 12, 1)


def held(kpi: str, value: float, interval: Any, target: str, **limits: Any) -> Judgement:
    """Judge a value with its interval."""
    return judge(reading(kpi, value, interval=interval), goal(kpi, target, **limits), NEXT_MONTH)


@pytest.mark.parametrize(
    ("value", "interval", "verdict", "straddled"),
    [
        # target 1.6 %, guardrail 1.2 %
        (0.0110, None, ACT, None),  # without an interval the value alone decides
        (0.0110, (0.0102, 0.0119), ACT, None),
        (0.0110, (0.0102, 0.0120), WATCH, "guardrail"),  # its end on the guardrail reaches it
        (0.0114, (0.0102, 0.0127), WATCH, "guardrail"),
        (0.0114, (0.0050, 0.0200), WATCH, "guardrail"),  # reaches the target too
        (0.0120, (0.0120, 0.0120), WATCH, None),
        (0.0130, (0.0121, 0.0140), WATCH, None),
        (0.0130, (0.0115, 0.0150), WATCH, "guardrail"),
        (0.0150, (0.0140, 0.0161), WATCH, "target"),
        (0.0150, (0.0110, 0.0170), WATCH, "target"),
        (0.0160, (0.0160, 0.0170), GOOD, None),
        (0.0165, (0.0150, 0.0180), GOOD, "target"),
        (0.0165, (0.0100, 0.0250), GOOD, "target"),
        (0.0180, (0.0161, 0.0200), GOOD, None),
        # an interval that leans on other segments may leave its own value outside
        (0.0000, (0.0125, 0.0150), WATCH, "guardrail"),
        (0.0000, (0.0100, 0.0119), ACT, None),
        (0.0500, (0.0100, 0.0119), GOOD, "target"),
    ],
)
def test_a_rate_acts_only_where_all_of_it_is_past_the_guardrail(
    value: float, interval: Any, verdict: Verdict, straddled: str | None
) -> None:
    found = held("ctr", value, interval, "0.016", low="0.012")
    assert (found.verdict, found.straddled) == (verdict, straddled)
    assert (Flag.UNCERTAIN in found.flags) is (straddled is not None)


@pytest.mark.parametrize(
    ("kpi", "value", "interval", "verdict", "straddled"),
    [
        # CAC: target 600, band 500–700
        ("cac", 780.0, (702.0, 858.0), ACT, None),
        ("cac", 780.0, (690.0, 870.0), WATCH, "guardrail"),
        ("cac", 640.0, (610.0, 690.0), WATCH, None),
        ("cac", 640.0, (590.0, 690.0), WATCH, "target"),
        ("cac", 580.0, (520.0, 640.0), GOOD, "target"),
        ("frequency", 780.0, (690.0, 870.0), WATCH, "guardrail"),
    ],
)
def test_lower_is_better(
    kpi: str, value: float, interval: Any, verdict: Verdict, straddled: str | None
) -> None:
    found = held(kpi, value, interval, "600", low="500", high="700")
    assert (found.verdict, found.straddled) == (verdict, straddled)


def test_without_a_guardrail_only_the_target_can_be_in_doubt() -> None:
    found = held("ctr", 0.011, (0.010, 0.012), "0.016")
    assert (found.verdict, found.straddled) == (WATCH, None)


def test_a_running_sum_has_no_doubt() -> None:
    row = reading("conversion_value", Decimal(700), interval=None)
    found = judge(row, goal("conversion_value", "1000", share="0.8"), NEXT_MONTH)
    assert (found.verdict, found.straddled) == (ACT, None)


@pytest.mark.parametrize(
    ("interval", "verdict", "flags"),
    [
        (None, ACT, (Flag.IMPROVING,)),  # the worked example: 1.1 % on its way to 1.6 %
        ((0.0112, 0.0118), ACT, (Flag.IMPROVING,)),
        ((0.0110, 0.0121), WATCH, (Flag.UNCERTAIN, Flag.IMPROVING)),
    ],
)
def test_what_improves_is_said_however_sure_it_is(
    interval: Any, verdict: Verdict, flags: tuple[Flag, ...]
) -> None:
    limits = {"baseline": "0.011", "low": "0.012", **COURSE}
    row = reading("ctr", 0.0115, interval=interval)
    found = judge(row, goal("ctr", "0.016", **limits), d(2026, 10, 10))
    assert (found.verdict, found.flags) == (verdict, flags)


def test_worked_example_cac() -> None:
    """Baseline 780, target 600, band 500–700: plainly red at first, then act and improving."""
    limits = {"baseline": "780", "low": "500", "high": "700", **COURSE}
    first = judged("cac", 780.0, "600", d(2026, 10, 1), **limits)
    assert (first.verdict, first.flags) == (ACT, ())
    moved = judged("cac", 750.0, "600", d(2026, 10, 16), **limits)
    assert (moved.verdict, moved.flags) == (ACT, (Flag.IMPROVING,))


@pytest.mark.parametrize(
    ("rank", "confirmed", "draft"),
    [
        ("star", None, True),
        ("core", None, True),
        ("watched", None, False),
        ("core", d(2026, 10, 1), False),
    ],
)
@pytest.mark.parametrize("value", [0.03, None])
def test_what_nobody_confirmed_is_a_draft(
    rank: Any, confirmed: d | None, draft: bool, value: float | None
) -> None:
    asked = dataclasses.replace(goal("ctr", "0.025"), rank=rank, confirmed_on=confirmed)
    assert (Flag.DRAFT in judge(reading("ctr", value), asked, NEXT_MONTH).flags) is draft


def test_a_goal_that_does_not_judge_may_be_a_draft() -> None:
    asked = dataclasses.replace(goal("ctr", "0.025", end=d(2026, 10, 31)), confirmed_on=None)
    found = judge(reading("ctr", 0.03), asked, NEXT_MONTH)
    assert (found.verdict, found.flags) == (None, (Flag.DRAFT,))


def a_goal(name: str, pair: str | None = None) -> Goal:
    """Return a goal by its name, paired with another."""
    return dataclasses.replace(goal("ctr", "0.025"), id=name, pair=pair)


@pytest.mark.parametrize(
    ("verdicts", "pairs", "conditional"),
    [
        ({"a": GOOD, "b": ACT}, {"a": "b"}, {"a"}),
        ({"a": GOOD, "b": WATCH}, {"a": "b"}, set()),
        ({"a": GOOD, "b": Verdict.UNKNOWN}, {"a": "b"}, set()),
        ({"a": WATCH, "b": ACT}, {"a": "b"}, set()),
        ({"a": ACT, "b": ACT}, {"a": "b", "b": "a"}, set()),
        ({"a": GOOD, "b": ACT}, {}, set()),
        ({"a": GOOD, "b": ACT}, {"b": "a"}, set()),  # the pair is named by the one it guards
        ({"a": GOOD, "b": ACT}, {"a": "c"}, set()),  # not in view
        ({"a": GOOD, "b": GOOD, "c": ACT}, {"a": "c", "b": "c"}, {"a", "b"}),
        ({"a": None, "b": ACT}, {"a": "b"}, set()),
    ],
)
def test_good_is_conditional_while_its_pair_acts(
    verdicts: dict[str, Verdict | None], pairs: dict[str, str], conditional: set[str]
) -> None:
    told = [(a_goal(n, pairs.get(n)), Judgement(v, ())) for n, v in verdicts.items()]
    found = dict(zip(verdicts, paired(told), strict=True))
    assert {n for n, j in found.items() if Flag.CONDITIONAL in j.flags} == conditional
    assert {n: j.verdict for n, j in found.items()} == verdicts, "a verdict stays what it is"


def test_conditional_stands_behind_what_is_graver() -> None:
    told = [
        (a_goal("a", "b"), Judgement(GOOD, (Flag.STALE, Flag.DRAFT))),
        (a_goal("b"), Judgement(ACT, ())),
        (None, Judgement(None, (Flag.STALE,))),  # a figure without a goal
    ]
    assert [j.flags for j in paired(told)] == [
        (Flag.STALE, Flag.CONDITIONAL, Flag.DRAFT),
        (),
        (Flag.STALE,),
    ]


rates = st.floats(0, 1).map(lambda x: round(x, 4))


@given(st.integers(1, 5000), st.integers(0, 5000), rates, rates, st.sampled_from(["ctr", "cac"]))
def test_a_better_value_is_never_judged_worse(
    of: int, counted: int, one: float, other: float, kpi: str
) -> None:
    """One more of as many, everything else equal; for a cost that is worse."""
    low, high = sorted((one, other))
    counted %= of
    limits = {"low": str(low)} if kpi == "ctr" else {"high": str(high)}
    found = [
        held(kpi, k / of, wilson(k, of), str(high if kpi == "ctr" else low), **limits).verdict
        for k in (counted, counted + 1)
    ]
    assert all(found)
    worse, better = found if kpi == "ctr" else reversed(found)
    assert ORDER.index(worse) <= ORDER.index(better)


@given(st.integers(1, 10**6), st.integers(0, 10**6), rates)
def test_red_by_the_interval_is_red_by_the_value(of: int, counted: int, guardrail: float) -> None:
    counted %= of + 1
    limits: dict[str, Any] = {"low": str(guardrail)}
    sure = held("ctr", counted / of, wilson(counted, of), "1", **limits)
    plain = held("ctr", counted / of, None, "1", **limits)
    if sure.verdict is ACT:
        assert plain.verdict is ACT and Flag.UNCERTAIN not in sure.flags
    if plain.verdict is ACT and sure.verdict is not ACT:
        assert sure.verdict is WATCH and sure.straddled == "guardrail"


WEEKS = 2000


def red_weeks(rate: float, of: int, sure: bool = True) -> float:
    """Return in which share of simulated weeks a rate is red against 2.5 %."""
    counted = np.random.default_rng(20261122).binomial(of, rate, WEEKS)
    red = 0
    for k in map(int, counted):
        interval = wilson(k, of) if sure else None
        red += held("ctr", k / of, interval, "0.04", low="0.025").verdict is ACT
    return red / WEEKS


@pytest.mark.parametrize(("of", "most"), [(50, 0.0), (200, 0.03), (1000, 0.01)])
def test_a_true_three_percent_is_hardly_ever_red(
    of: int, most: float, record_property: pytest.RecordProperty
) -> None:
    """Against a guardrail of 2.5 %; the price is said beside it: what a real 2 % is found in."""
    false, found = red_weeks(0.03, of), red_weeks(0.02, of)
    for name, value in (("red at a true 3 %", false), ("red at a true 2 %", found)):
        record_property(f"{name}, n = {of}", value)
    assert false <= most
    assert found == pytest.approx(power(of, 0.02, 0.025, higher=True), abs=0.025)
    assert red_weeks(0.03, of, sure=False) > 5 * false, "a plain light is red far more often"


def test_the_price_of_being_sure() -> None:
    assert red_weeks(0.02, 1000) == pytest.approx(0.22, abs=0.025)
    assert red_weeks(0.02, 200) == pytest.approx(0.09, abs=0.02)
