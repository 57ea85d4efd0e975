"""Small segments lean on the others: published prior, its fallbacks, how often they are held."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betainc

from kpi.doubt.segments import Counted, intervals, prior_of
from kpi.doubt.wilson import wilson
from tests.cases import known_answer

TEN = [
    (3, 120), (30, 400), (45, 1500), (7, 380), (0, 35),
    (60, 900), (150, 4800), (9, 410), (61, 1000), (2, 160),
]  # fmt: skip
"""Ten campaigns: so many conversions of so many clicks."""


def test_how_rates_are_spread() -> None:
    prior = prior_of(TEN)
    assert prior is not None
    assert prior == pytest.approx((3.89715, 98.1462), rel=1e-5)
    smallest = prior.alpha / (sum(prior) + 35)
    assert smallest == pytest.approx(0.0284373, rel=1e-5), "0 of 35 is hardly a rate of nothing"


def test_segments_against_known_answers() -> None:
    known = known_answer("E3_empirical_bayes")
    told = list(zip(known["k"], known["n"], strict=True))
    prior = prior_of(told)
    assert prior == pytest.approx((known["alpha"], known["beta"]), rel=1e-6)
    assert prior is not None
    for (k, n), mean, below in zip(told, known["post"], known["p_below"], strict=True):
        a, b = prior.alpha + k, prior.beta + n - k
        assert a / (a + b) == pytest.approx(mean, rel=1e-6)
        assert betainc(a, b, 0.025) == pytest.approx(below, rel=1e-4, abs=1e-12)


def test_five_in_a_hundred_of_the_posterior_lie_past_each_end() -> None:
    prior = prior_of(TEN)
    assert prior is not None
    for (k, n), ends in zip(TEN, intervals(TEN), strict=True):
        assert ends is not None
        past = [float(betainc(prior.alpha + k, prior.beta + n - k, end)) for end in ends]
        assert past == pytest.approx([0.05, 0.95], abs=1e-9)


ALIKE = [(3, 100), (6, 200), (9, 300), (1, 34)]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([], []),
        ([(0, 0)], [None]),
        ([(5, 3)], [None]),  # more than all
        ([(2, 40)], [wilson(2, 40)]),
        # no more different than chance makes them: all are one
        (ALIKE, [wilson(19, 634)] * 4),
        ([(0, 20), (0, 30), (0, 4)], [wilson(0, 54)] * 3),
        ([(20, 20), (4, 4), (9, 9)], [wilson(33, 33)] * 3),
        ([(3, 100), (4, 120)], [wilson(7, 220)] * 2),
        # two that differ: nobody can see by how much campaigns do
        ([(100, 10_000), (500, 10_000)], [wilson(100, 10_000), wilson(500, 10_000)]),
        # what is no share does not speak, and the others do not wait for it
        ([(3, 100), (0, 0), (4, 120), (9, 2)], [wilson(7, 220), None, wilson(7, 220), None]),
    ],
)
def test_where_no_spread_can_be_told(segments: list[Counted], expected: list[object]) -> None:
    assert intervals(segments) == expected


def test_a_small_segment_leans_and_a_large_one_stands() -> None:
    tiny, large = (0, 35), (150, 4800)
    told = dict(zip(TEN, intervals(TEN), strict=True))
    (low, high), alone = told[tiny] or (1, 0), wilson(*tiny) or (1, 0)
    assert low > 0.005 and high < alone[1], "the others tell what 35 clicks cannot"
    assert told[large] == pytest.approx(wilson(*large), abs=0.001)


counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(counts, max_size=12))
def test_every_share_has_an_interval_of_rates(segments: list[Counted]) -> None:
    for ends in intervals(segments):
        assert ends is not None and 0 <= ends[0] < ends[1] <= 1


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(counts, min_size=3, max_size=8), st.integers(1, 5000))
def test_more_of_the_same_number_is_never_a_lower_rate(segments: list[Counted], of: int) -> None:
    """Within a cut, of two equally large segments the one that counts more lies higher."""
    found = intervals([*segments, (0, of), (of // 2, of), (of, of)])[-3:]
    for before, after in pairwise(found):
        assert before is not None and after is not None
        assert before[0] <= after[0] and before[1] <= after[1]


@pytest.mark.slow
def test_segments_are_held_nine_times_in_ten_and_more_narrowly_than_alone() -> None:
    rng = np.random.default_rng(20261122)
    held, width, alone, all_of = 0, 0.0, 0.0, 0
    for _ in range(150):
        rates = rng.beta(4, 100, 30)
        of = rng.integers(20, 400, 30)
        told = [(int(k), int(n)) for k, n in zip(rng.binomial(of, rates), of, strict=True)]
        for segment, rate, ends in zip(told, rates, intervals(told), strict=True):
            own = wilson(*segment)
            assert ends is not None and own is not None
            held += ends[0] <= rate <= ends[1]
            width, alone, all_of = width + ends[1] - ends[0], alone + own[1] - own[0], all_of + 1
    assert 0.86 <= held / all_of <= 0.93
    assert width < 0.8 * alone


def test_a_page_of_campaigns_takes_milliseconds() -> None:
    rng = np.random.default_rng(7)
    of = rng.integers(0, 900, 402)
    told = [(int(k), int(n)) for k, n in zip(rng.binomial(of, 0.03), of, strict=True)]
    intervals(told)  # the first one loads scipy
    begun = time.perf_counter()
    intervals(told)
    assert time.perf_counter() - begun < 0.1, "about 5 ms on a quiet machine"
