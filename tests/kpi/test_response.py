"""Response curves: known answers, odd accounts, what no fit may do."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text import Text
from kpi.response.adstock import PERIODS, lagged, steepness, weights
from kpi.response.alike import as_one, together
from kpi.response.fit import NOTHING_VARIES, Problem
from kpi.response.response import Response, respond
from kpi.response.spending import Floats, Spending, without_season
from tests.accounts import Account, account
from tests.cases import known_answer, rows_of

pytestmark = pytest.mark.slow  # each builds a world of its own

MONDAY = date(2024, 1, 1)


def told(spend: Floats, outcome: Floats | None = None, names: str = "abcdef") -> Spending:
    """Return an account without events."""
    weeks, channels = spend.shape
    outcome = np.full(weeks, 100.0) if outcome is None else outcome
    return Spending(MONDAY, tuple(names[:channels]), spend, outcome, np.zeros((weeks, 0)))


@cache
def fitted(seed: int) -> tuple[Account, Response]:
    """Return a made-up account and its curves."""
    true = account(seed)
    found = respond(true.told)
    assert isinstance(found, Response)
    return true, found


@pytest.mark.parametrize("decay", [0.0, 0.3, 0.999])
def test_nothing_of_a_week_is_lost_or_gained(decay: float) -> None:
    shares = weights(np.array([decay]))
    assert shares.shape == (PERIODS, 1)
    assert shares.sum() == pytest.approx(1)
    near = (weights(np.array([decay + 1e-6])) - shares) / 1e-6
    assert near == pytest.approx(steepness(np.array([decay])), abs=1e-4)


def test_lags_begin_with_nothing() -> None:
    lags = lagged(np.array([[1.0], [2.0], [4.0]]))
    assert lags[:3, :, 0].tolist() == [[1, 2, 4], [0, 1, 2], [0, 0, 1]]
    assert not lags[3:].any()


@pytest.mark.parametrize("weeks", [30, 104])
def test_the_season_is_taken_out_once(weeks: int) -> None:
    """An event in every week is the level again; a half year tells no season from its trend."""
    each = told(np.ones((weeks, 1)))
    twice = Spending(MONDAY, each.channels, each.spend, each.outcome, np.ones((weeks, 1)))
    basis = without_season(twice)
    assert basis.shape == (weeks, 2 if weeks < 53 else 6)
    assert basis.T @ basis == pytest.approx(np.eye(basis.shape[1]), abs=1e-9)


def test_slopes_are_the_slopes_of_the_residuals() -> None:
    problem = Problem(account(3).told)
    at = problem.before + 0.1 * np.sin(np.arange(len(problem.before)))
    steep = problem.slopes(at, 0.5)
    for n in range(len(at)):
        step = np.zeros_like(at)
        step[n] = 1e-6
        near = (problem.residuals(at + step, 0.5) - problem.residuals(at - step, 0.5)) / 2e-6
        assert steep[:, n] == pytest.approx(near, abs=1e-5)


@pytest.mark.parametrize(
    ("spend", "why"),
    [
        (np.ones((25, 2)) * np.arange(1, 26)[:, None], "25"),
        (np.full((60, 2), 500.0), NOTHING_VARIES.en),
        (np.zeros((60, 2)), NOTHING_VARIES.en),
        (np.vstack([np.zeros((52, 1)), 300.0 * np.arange(1, 9)[:, None]]), NOTHING_VARIES.en),
    ],
    ids=["too few weeks", "the same every week", "never paid", "paid in eight weeks only"],
)
def test_who_tells_no_curve_is_told_why(spend: Floats, why: str) -> None:
    answer = respond(told(spend))
    assert isinstance(answer, Text)
    assert why in answer.en


def test_a_channel_that_never_varies_has_no_curve_and_takes_none_away() -> None:
    true, alone = fitted(5)
    more = np.column_stack([true.told.spend, np.full(true.told.weeks, 900.0)])
    names = (*true.told.channels, "z")
    both = respond(Spending(true.told.first, names, more, true.told.outcome, true.told.besides))
    assert isinstance(both, Response)
    assert both.silent == ("z",)
    assert both.told.channels == alone.told.channels
    assert both.contributions() == pytest.approx(alone.contributions())


def test_channels_that_move_together_are_one() -> None:
    rng = np.random.default_rng(1)
    wave, other = rng.uniform(10, 90, 80), rng.uniform(10, 90, 80)
    spend = np.column_stack([wave, other, 3 * wave + rng.normal(0, 0.5, 80), np.full(80, 7.0)])
    assert together(told(spend)) == ((0, 2), (1,), (3,))
    joined = as_one(told(spend))
    assert joined.channels == ("a + c", "b", "d")
    assert joined.spend.sum(1) == pytest.approx(spend.sum(1))


def test_a_month_brings_what_its_weeks_bring_beyond_none() -> None:
    """The closed form of the weeks ahead against the account's weeks written out."""
    _, found = fitted(8)
    ahead = found.ahead(4)
    week = found.told.spend[-6:].mean(0) * 1.3
    tail = np.zeros((PERIODS - 1, len(week)))
    long = [np.vstack([found.told.spend, np.tile(w, (4, 1)), tail]) for w in (week, 0 * week)]
    brought = []
    for spend in long:
        lags, shares = lagged(spend), weights(found.curves.decay)
        effective = np.einsum("lnj,lmj->nmj", lags, shares)
        brought.append(found.curves.brings(effective).sum(0))
    assert ahead.brings(week) == pytest.approx(brought[0] - brought[1], rel=1e-6, abs=1e-6)
    one = ahead.of_channel(0, week[:1])
    assert one[0] == pytest.approx(ahead.brings(week)[:, 0])


@given(st.integers(0, 5), st.integers(0, 300), st.integers(0, 300))
@settings(max_examples=30, deadline=None)
def test_more_money_never_brings_less_and_ever_less_more(channel: int, low: int, high: int) -> None:
    _, found = fitted(8)
    channel %= len(found.told.channels)
    typical = found.told.typical[channel]
    least, most = sorted((low / 100, high / 100))
    at = typical * np.array([least, (least + most) / 2, most])
    a, b, c = found.ahead(4).of_channel(channel, at)
    assert (np.diff([a, b, c], axis=0) >= -1e-6 * abs(c).max()).all()
    assert (b - a >= c - b - 1e-6 * abs(c).max()).all()


def test_the_same_weeks_always_give_the_same_answer() -> None:
    true, found = fitted(2)
    again = respond(true.told)
    assert isinstance(again, Response)
    assert (again.curves.top == found.curves.top).all()


# ------------------------------------------------------------------------------------ known answers


def case(file: str, channels: tuple[str, ...], outcome: str) -> Spending:
    """Return the account of a file."""
    rows = rows_of(file)
    columns = {name: np.array([float(row[name]) for row in rows])
               for name in (*channels, outcome, "event_1", "event_2")}  # fmt: skip
    return Spending(
        date.fromisoformat(rows[0]["date_week"]), channels,
        np.column_stack([columns[c] for c in channels]), columns[outcome],
        np.column_stack([columns["event_1"], columns["event_2"]]),
    )  # fmt: skip


def test_the_published_example_is_found_again() -> None:
    truth = known_answer("M1_pymc_example")["truth"]["contribution"]
    found = respond(case("pymc_mmm_example.csv", ("x1", "x2"), "y"))
    assert isinstance(found, Response)
    brought = found.contributions()
    assert brought.mean(0) == pytest.approx(truth, rel=0.05)
    low, high = np.quantile(brought, [0.05, 0.95], axis=0)
    assert ((low <= truth) & (truth <= high)).all()


def test_the_simulated_example_lies_within_its_bands() -> None:
    """Season and the second channel's spend rise together; the bands must know it."""
    truth = known_answer("M2_mmm_public_logistic4")["contrib"]
    names = tuple(f"spend_{c}" for c in "abcd")
    found = respond(case("mmm_public_logistic4.csv", names, "revenue"))
    assert isinstance(found, Response)
    low, high = np.quantile(found.contributions(), [0.05, 0.95], axis=0)
    assert ((low <= truth) & (truth <= high)).all()
