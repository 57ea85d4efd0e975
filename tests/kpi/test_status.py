"""Verdicts against limits: worked examples, borders, and what is not judged."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.text import Text
from kpi.card import Flag, Verdict
from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.goals.goal import Goal
from kpi.period import Span, free
from kpi.reading import Reading
from kpi.status import CLAIMED, NOT_IN_FORCE, OTHER_SCOPE, Judgement, judge

GOOGLE: Cut = (("platform", "google_ads"),)
SOMEBODY, STEP = Text("林怡君", "Lin"), Text("觀察", "Watch")
NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 30))


def goal(kpi: str, target: str, **more: Any) -> Goal:
    """Return a goal on Google Ads, as its asking unit confirmed it."""
    numbers = {k: Decimal(v) for k, v in more.items() if k in ("baseline", "low", "high", "share")}
    rest = {k: v for k, v in more.items() if k not in numbers}
    whole = {"scope": GOOGLE, "rank": "core", "owner": SOMEBODY, "step": STEP,
             "confirmed_on": d(2026, 9, 1)}  # fmt: skip
    return Goal(id="g", kpi=kpi, target=Decimal(target), **{**whole, **numbers, **rest})


def reading(kpi: str, value: Any, **more: Any) -> Reading:
    """Return a reading of November, complete."""
    span = more.pop("span", NOVEMBER)
    whole: dict[str, Any] = {
        "scope": GOOGLE, "cut": (), "period": free(span), "numerator": None, "denominator": None,
        "basis": None, "platforms": frozenset({"google_ads"}), "previous": None, "last_year": None,
        "complete_to": span.end, "flags": (),
    }  # fmt: skip
    return Reading(kpi=KPIS[kpi], value=value, **{**whole, **more})


def judged(
    kpi: str, value: Any, target: str, today: d = d(2026, 12, 1), **limits: Any
) -> Judgement:
    """Judge one value against limits."""
    return judge(reading(kpi, value), goal(kpi, target, **limits), today)


@pytest.mark.parametrize(
    ("kpi", "value", "target", "limits", "verdict"),
    [
        ("ctr", None, "0.025", {"low": "0.02"}, Verdict.UNKNOWN),
        ("ctr", 0.0, "0.025", {"low": "0.02"}, Verdict.ACT),
        ("ctr", 25 / 1000, "0.025", {"low": "0.02"}, Verdict.GOOD),  # exactly on the target
        ("ctr", 0.024999, "0.025", {"low": "0.02"}, Verdict.WATCH),
        ("ctr", 0.02, "0.025", {"low": "0.02"}, Verdict.WATCH),  # on the guardrail is inside it
        ("ctr", 0.0199, "0.025", {"low": "0.02"}, Verdict.ACT),
        ("ctr", 0.01, "0.025", {}, Verdict.WATCH),  # without a guardrail nothing is past it
        # lower is better
        ("cpa", 450.0, "450", {"high": "600"}, Verdict.GOOD),
        ("cpa", 600.0, "450", {"high": "600"}, Verdict.WATCH),
        ("cpa", 600.01, "450", {"high": "600"}, Verdict.ACT),
        # neither too much nor too little
        ("frequency", 3.0, "3", {"low": "2", "high": "5"}, Verdict.GOOD),
        ("frequency", 4.0, "3", {"low": "2", "high": "5"}, Verdict.WATCH),
        ("frequency", 5.1, "3", {"low": "2", "high": "5"}, Verdict.ACT),
        ("frequency", 1.5, "3", {"low": "2", "high": "5"}, Verdict.GOOD),
    ],
)
def test_ratios(kpi: str, value: Any, target: str, limits: Any, verdict: Verdict) -> None:
    assert judged(kpi, value, target, **limits).verdict is verdict


@pytest.mark.parametrize(
    ("kpi", "value", "below"),
    [("cpa", 499.99, True), ("cpa", 500.0, False), ("frequency", 1.9, True), ("ctr", 0.001, False)],
)
def test_below_a_band_is_information(kpi: str, value: float, below: bool) -> None:
    low = {"cpa": "500", "frequency": "2", "ctr": "0.002"}[kpi]
    found = judged(kpi, value, "600", low=low, high="700")
    assert (Flag.BELOW_BAND in found.flags) is below
    assert found.verdict is (Verdict.ACT if kpi == "ctr" else Verdict.GOOD)


COURSE = {"start": d(2026, 10, 1), "end": d(2026, 12, 30)}  # 90 days; 780 → 600 is 2 a day


@pytest.mark.parametrize(
    ("today", "value", "verdict", "improving"),
    [
        (d(2026, 10, 1), 780.0, Verdict.ACT, False),  # red on the first day, nothing moved yet
        (d(2026, 10, 1), 779.0, Verdict.ACT, True),
        (d(2026, 10, 16), 751.0, Verdict.ACT, False),  # the line stands at 750
        (d(2026, 10, 16), 750.0, Verdict.ACT, True),
        (d(2026, 10, 16), 800.0, Verdict.ACT, False),
        (d(2026, 11, 15), 700.0, Verdict.WATCH, False),  # inside the guardrail: no excuse needed
        (d(2027, 1, 31), 720.0, Verdict.ACT, False),  # after the deadline the line is the target
    ],
)
def test_a_cost_past_its_guardrail_from_the_start(
    today: d, value: float, verdict: Verdict, improving: bool
) -> None:
    found = judged("cpa", value, "600", today, baseline="780", low="500", high="700", **COURSE)
    assert found.verdict is verdict
    assert (Flag.IMPROVING in found.flags) is improving


@pytest.mark.parametrize(
    ("today", "value", "verdict", "improving"),
    [
        (d(2026, 10, 1), 0.011, Verdict.ACT, False),
        (d(2026, 10, 10), 0.0115, Verdict.ACT, True),  # the line stands at 1.15 %
        (d(2026, 10, 11), 0.0115, Verdict.ACT, False),
        (d(2026, 11, 15), 0.0135, Verdict.WATCH, False),
        (d(2026, 11, 15), 0.016, Verdict.GOOD, False),
    ],
)
def test_a_rate_past_its_guardrail_from_the_start(
    today: d, value: float, verdict: Verdict, improving: bool
) -> None:
    found = judged("ctr", value, "0.016", today, baseline="0.011", low="0.012", **COURSE)
    assert found.verdict is verdict
    assert (Flag.IMPROVING in found.flags) is improving


def test_improving_needs_a_start_past_the_guardrail() -> None:
    found = judged("cpa", 710.0, "600", d(2026, 10, 2), baseline="690", high="700", **COURSE)
    assert Flag.IMPROVING not in found.flags
    assert Flag.IMPROVING not in judged("cpa", 710.0, "600", baseline="780", high="700").flags


@pytest.mark.parametrize(
    ("value", "day", "verdict", "due", "attained"),
    [
        # revenue 3,000,000 a month, even plan, 1,240,000 by day 10 of 30 complete
        ("1240000", 10, Verdict.GOOD, "1000000", "0.4133"),
        ("1000000", 10, Verdict.GOOD, "1000000", "0.3333"),
        ("999999.99", 10, Verdict.WATCH, "1000000", "0.3333"),
        ("800000", 10, Verdict.WATCH, "1000000", "0.2667"),
        ("799999.99", 10, Verdict.ACT, "1000000", "0.2667"),
        ("0", 1, Verdict.ACT, "100000", "0"),
        ("3000000", 30, Verdict.GOOD, "3000000", "1"),
        (None, 10, Verdict.UNKNOWN, "1000000", None),
    ],
)
def test_sums_against_what_is_due(
    value: Any, day: int, verdict: Verdict, due: str, attained: str | None
) -> None:
    row = reading("conversion_value", value and Decimal(value), complete_to=d(2026, 11, day))
    found = judge(
        row, goal("conversion_value", "3000000", share="0.8"), d(2026, 11, day + 1 - day // 30)
    )
    assert found.verdict is verdict
    assert found.due == Decimal(due)
    assert found.elapsed == Decimal(day) / 30
    rounded = None if found.attained is None else round(found.attained, 4)
    assert rounded == (None if attained is None else Decimal(attained))


def test_a_sum_with_no_complete_day_is_unknown() -> None:
    row = reading("conversions", Decimal(3), complete_to=d(2026, 10, 31))
    assert judge(row, goal("conversions", "600"), d(2026, 11, 1)).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("start", "end", "period", "verdict"),
    [
        (d(2026, 11, 2), d(2026, 11, 30), "month", None),
        (d(2026, 10, 1), d(2026, 11, 30), "month", None),
        (d(2026, 11, 11), d(2026, 11, 17), "month", None),
        (d(2026, 11, 1), d(2026, 11, 30), "quarter", None),
        (d(2026, 11, 1), d(2026, 11, 17), "month", Verdict.GOOD),
        (d(2026, 10, 1), d(2026, 11, 17), "quarter", Verdict.GOOD),
        (d(2026, 11, 9), d(2026, 11, 15), "week", Verdict.GOOD),
    ],
)
def test_sums_are_judged_on_their_own_period_only(
    start: d, end: d, period: Any, verdict: Verdict | None
) -> None:
    row = reading("conversions", Decimal(9999), span=Span(start, end))
    found = judge(row, goal("conversions", "600", period=period), d(2026, 12, 1))
    assert found.verdict is verdict
    assert (found.why_not is None) is (verdict is not None)


@pytest.mark.parametrize(
    ("changed", "goal_changed", "why"),
    [
        ({"platforms": frozenset({"google_ads", "meta_ads"})}, {}, CLAIMED),
        ({"scope": (("platform", "meta_ads"),)}, {}, OTHER_SCOPE),
        ({}, {"start": d(2026, 12, 1)}, NOT_IN_FORCE),
        ({}, {"end": d(2026, 10, 31)}, NOT_IN_FORCE),
    ],
)
def test_not_judged_and_said_why(changed: Any, goal_changed: Any, why: Text) -> None:
    row = reading("conversions", Decimal(700), flags=(Flag.STALE,), **changed)
    found = judge(
        row, dataclasses.replace(goal("conversions", "600"), **goal_changed), d(2026, 12, 1)
    )
    assert (found.verdict, found.why_not, found.flags) == (None, why, (Flag.STALE,))


def test_clicks_of_several_platforms_are_judged() -> None:
    row = reading("ctr", 0.03, platforms=frozenset({"google_ads", "meta_ads"}))
    assert judge(row, goal("ctr", "0.025"), d(2026, 12, 1)).verdict is Verdict.GOOD


def test_flags_stand_from_the_gravest_to_the_lightest() -> None:
    row = reading("cpa", 450.0, flags=(Flag.STALE, Flag.PARTIAL))
    found = judge(row, goal("cpa", "600", low="500", high="700"), d(2026, 12, 1))
    assert found.flags == (Flag.STALE, Flag.PARTIAL, Flag.BELOW_BAND)
