"""Dividing a budget: to the dollar, within bounds, no worse than trying everything."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.budget.advice import gain
from kpi.budget.allocation import divide
from kpi.budget.bounds import Bounds
from kpi.response.curve import Curves
from kpi.response.response import Ahead, Response
from kpi.response.spending import Floats
from tests.cases import known_answer
from tests.kpi.test_response import case, fitted, respond

pytestmark = pytest.mark.slow  # each builds a world of its own


@cache
def month(seed: int) -> tuple[Response, Ahead, tuple[int, ...]]:
    """Return an account's curves, its next month, and a month's money as of its last quarter."""
    _, found = fitted(seed)
    now = tuple(int(n * 4) for n in found.told.spend[-13:].mean(0))
    return found, found.ahead(4), now


def steady(top: list[float], bend: list[float]) -> Ahead:
    """Return weeks ahead of known curves that work in their own week only."""
    curves = Curves(*(np.array([each]) for each in (top, [0.0] * len(top), bend)))
    return Ahead(curves, 1, np.ones((1, 1, len(top))), np.zeros((1, 1, len(top))))


def brings(ahead: Ahead, money: tuple[int, ...]) -> float:
    """Return what a division brings on average."""
    return float(ahead.brings(np.array(money) / ahead.weeks).sum(1).mean())


@given(st.floats(0.5, 1.5), st.floats(0, 0.9), st.floats(0, 2))
@settings(max_examples=15, deadline=None)
def test_the_total_is_met_to_the_dollar_within_the_bounds(
    share: float, less: float, more: float
) -> None:
    _, ahead, now = month(8)
    bounds, total = Bounds.around(now, less, more), int(sum(now) * share)
    then = divide(ahead, total, bounds)
    if then is None:
        assert total < sum(bounds.least) or total > sum(bounds.most)
        return
    assert sum(then) == total
    assert all(a <= n <= b for a, n, b in zip(bounds.least, then, bounds.most, strict=True))


@pytest.mark.parametrize(
    ("total", "bounds", "wanted"),
    [
        (0, Bounds((0, 0), (0, 0)), (0, 0)),
        (0, Bounds((0, 0), (90, 90)), (0, 0)),
        (7, Bounds((7, 0), (7, 90)), (7, 0)),
        (97, Bounds((7, 0), (7, 90)), (7, 90)),
        (96, Bounds((7, 0), (7, 89)), (7, 89)),
        (98, Bounds((7, 0), (7, 90)), None),
        (6, Bounds((7, 0), (7, 90)), None),
        (50, Bounds((0,), (90,)), (50,)),
    ],
)
def test_odd_budgets(total: int, bounds: Bounds, wanted: tuple[int, ...] | None) -> None:
    ahead = steady([5.0, 9.0][: len(bounds.least)], [0.02, 0.04][: len(bounds.least)])
    assert divide(ahead, total, bounds) == wanted
    assert (bounds.forbid(total) is None) == (wanted is not None)


def test_a_channel_above_what_was_seen_may_stay_and_none_may_pass_it() -> None:
    bounds = Bounds.around((100, 100, 100), 0.5, 1.0, locked=(2,), largest=(150, 80, 500))
    assert bounds == Bounds((50, 50, 100), (150, 100, 100))


def test_nothing_that_could_be_tried_is_better() -> None:
    ahead = steady([300.0, 120.0, 80.0], [0.01, 0.05, 0.03])
    total, bounds = 120, Bounds((10, 10, 10), (100, 80, 90))
    then = divide(ahead, total, bounds)
    assert then is not None
    tried = [
        (a, b, total - a - b)
        for a, b in product(range(10, 101), range(10, 81))
        if 10 <= total - a - b <= 90
    ]
    assert brings(ahead, then) == pytest.approx(max(brings(ahead, t) for t in tried), rel=1e-9)


def test_a_gain_that_the_draws_do_not_agree_on_is_not_reliable() -> None:
    unsure = Curves(np.array([[9.0, 1.0], [1.0, 9.0]]), np.zeros((2, 2)), np.full((2, 2), 0.01))
    ahead = Ahead(unsure, 1, np.ones((1, 2, 2)), np.zeros((1, 2, 2)))
    told = gain(ahead, (50, 50), (90, 10))
    assert told.middle < 0 < told.interval[1]
    assert not told.reliable
    sure = gain(steady([9.0, 1.0], [0.01, 0.01]), (50, 50), (90, 10))
    assert sure.reliable and sure.interval[0] > 0


def test_no_change_brings_no_gain() -> None:
    _, ahead, now = month(8)
    told = gain(ahead, now, now)
    assert (told.middle, told.interval, told.reliable) == (0.0, (0.0, 0.0), False)


# ------------------------------------------------------------------------------------ known answers


def true_week(top: Floats, bend: Floats, money: tuple[int, ...], unit: float) -> float:
    """Return what a steady week truly brings."""
    return float((top * np.tanh(bend * np.array(money) / unit / 2)).sum())


@pytest.mark.parametrize("least_share", [0.995])
def test_the_published_example_is_divided_as_its_truth_would(least_share: float) -> None:
    """Money there is in parts of the largest week: millionths stand for dollars."""
    known = known_answer("M1_pymc_example")
    found = respond(case("pymc_mmm_example.csv", ("x1", "x2"), "y"))
    assert isinstance(found, Response)
    unit, share = 1e6, known["alloc"]["budget_per_week"]
    curves = Curves(found.curves.top, found.curves.decay, found.curves.bend / unit)
    shape = (1, *curves.top.shape)
    total = round(share * unit)
    then = divide(Ahead(curves, 1, np.ones(shape), np.zeros(shape)), total,
                  Bounds((0, 0), (total, total)))  # fmt: skip
    assert then is not None and sum(then) == total
    truth = known["truth"]
    reached = true_week(np.array(truth["beta"]), np.array(truth["lam"]), then, unit)
    assert reached >= least_share * known["alloc"]["true_opt"][2]


def test_the_simulated_example_is_divided_nearly_as_well() -> None:
    known = known_answer("M2_mmm_public_logistic4")
    names = tuple(f"spend_{c}" for c in "abcd")
    found = respond(case("mmm_public_logistic4.csv", names, "revenue"))
    assert isinstance(found, Response)
    mean = known["mean_spend"]
    bounds = Bounds(tuple(int(0.6 * m) for m in mean), tuple(int(1.4 * m) for m in mean))
    shape = (1, *found.curves.top.shape)
    then = divide(Ahead(found.curves, 1, np.ones(shape), np.zeros(shape)),
                  round(known["budget"]), bounds)  # fmt: skip
    assert then is not None
    bend = 1 / np.array(known["half_or_inv_lambda"])
    reached = true_week(np.array(known["beta"]), bend, then, 1)
    assert reached >= 0.98 * known["true_resp_opt"]
