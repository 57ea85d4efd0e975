"""sBG: published answers, tables that cannot be, no answer, recovery of what was simulated."""

from __future__ import annotations

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.customers.sbg import (
    ENDLESS,
    NO_MAXIMUM,
    Churn,
    discounted_tenure,
    expected_tenure,
    fit,
    log_likelihood,
    retention,
    survival,
)
from kpi.customers.time_unit import YEAR, TimeUnit
from tests.cases import known_answer

HIGH_END = (1000, 869, 743, 653, 593, 551, 517, 491)
REGULAR = (1000, 631, 468, 382, 326, 289, 262, 241)
"""Of 1,000 acquired, how many were left after each year: Fader & Hardie (2007)."""
HELD_OUT = {HIGH_END: 0.394, REGULAR: 0.173}
"""What was left of them after twelve years, which the fit does not see."""
MONTH = TimeUnit.MONTH
TEN_PER_CENT = 1.1 ** (YEAR / MONTH.days) - 1
"""A year's discount that is 10 % a period."""


@pytest.mark.parametrize("table", [(), (100, 101), (100, 50, 60), (100, -1)])
def test_a_table_that_cannot_be_is_named(table: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"table 2 .*never grows"):
        fit(MONTH, [HIGH_END, table])


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([], "There are 0 subscribers"),
        ([(0, 0, 0)], "There are 0 subscribers"),
        ([(1, 1, 0)], "There are 1 subscribers"),
        ([(1000,)], "seen 2 renewals yet"),
        ([(1000, 600)], "seen 2 renewals yet"),
        ([(1000, 1000, 1000)], NO_MAXIMUM.en),  # nobody left
        ([(1000, 0, 0)], NO_MAXIMUM.en),  # everybody did
        ([(10_000, 8000, 6400, 5120, 4096)], NO_MAXIMUM.en),  # the same share each time
        ([(10_000, 9000, 7000, 4000, 1000)], NO_MAXIMUM.en),  # ever more
    ],
)
def test_where_there_is_no_answer_it_says_why(tables: list[tuple[int, ...]], said: str) -> None:
    found = fit(MONTH, tables)
    assert found.churn is None and found.intervals() is None
    assert found.why_not is not None and said in found.why_not.en


@pytest.mark.parametrize(
    ("table", "alpha", "beta"), [(HIGH_END, 0.668, 3.806), (REGULAR, 0.704, 1.182)]
)
def test_published_parameters(table: tuple[int, ...], alpha: float, beta: float) -> None:
    found = fit(MONTH, [table])
    assert found.churn is not None
    assert (found.churn.alpha, found.churn.beta) == pytest.approx((alpha, beta), abs=0.002)
    assert survival(found.churn, 12)[12] == pytest.approx(HELD_OUT[table], abs=0.02)
    assert (found.subscribers, found.periods, found.unit) == (1000, 7, MONTH)


@pytest.mark.parametrize(("key", "table"), [("HighEnd_T7", HIGH_END), ("Regular_T7", REGULAR)])
def test_known_answers(key: str, table: tuple[int, ...]) -> None:
    known, found = known_answer("C3_sbg")[key], fit(MONTH, [table])
    assert found.churn is not None and found.found is not None
    told = (found.churn.alpha, found.churn.beta)
    assert told == pytest.approx((known["alpha"], known["beta"]), rel=1e-5)
    assert found.found.log_likelihood == pytest.approx(known["LL"], abs=1e-6)
    assert log_likelihood(found.churn, [table]) == pytest.approx(known["LL"], abs=1e-6)
    assert survival(found.churn, 12) == pytest.approx(known["S"], abs=6e-6)
    tenure = discounted_tenure(MONTH, found.churn, TEN_PER_CENT)
    assert tenure.periods == pytest.approx(known["DEL_d10"], rel=1e-6)
    assert tenure.unit is MONTH


def test_likelihood_by_hand() -> None:
    """Beta(1, 1): a half leaves, then a third of those left; one of four leaves at each."""
    by_hand = log(1 / 2) + log(1 / 2 * 1 / 3) + 2 * log(1 / 3)
    assert log_likelihood(Churn(1, 1), [(4, 3, 2)]) == pytest.approx(by_hand)
    assert log_likelihood(Churn(1, 1), [(4, 3), (3, 3)]) == pytest.approx(log(1 / 2) * 7)
    assert survival(Churn(1, 1), 3) == pytest.approx((1, 1 / 2, 1 / 3, 1 / 4))
    assert survival(Churn(1, 1), 0) == (1,)
    assert retention(Churn(1, 1), 1) == 1 / 2


def test_cohorts_of_different_ages_speak_together() -> None:
    """The same table twice is twice as sure; a cohort cut short takes nothing back."""
    once, twice = fit(MONTH, [HIGH_END]), fit(MONTH, [HIGH_END, HIGH_END])
    assert once.churn and twice.churn and once.found and twice.found
    both = (twice.churn.alpha, twice.churn.beta)
    assert both == pytest.approx((once.churn.alpha, once.churn.beta), rel=1e-5)
    assert twice.found.covariance[0][0] == pytest.approx(once.found.covariance[0][0] / 2, rel=1e-3)
    unseen = fit(MONTH, [HIGH_END, HIGH_END[:1]])
    assert unseen.churn is not None and (unseen.subscribers, unseen.periods) == (2000, 7)
    assert unseen.churn.alpha == pytest.approx(once.churn.alpha, rel=1e-5)
    exact = [round(share * 10**7) for share in survival(Churn(1.2, 4), 12)]
    mixed = fit(MONTH, [exact, exact[:9], exact[:3]])
    assert mixed.churn is not None
    assert (mixed.churn.alpha, mixed.churn.beta) == pytest.approx((1.2, 4), rel=1e-3)


def test_tenure() -> None:
    lasting = Churn(3, 4)
    assert expected_tenure(MONTH, lasting).periods == pytest.approx(6 / 2)
    assert sum(survival(lasting, 20_000)) == pytest.approx(3, rel=1e-3)
    assert expected_tenure(MONTH, lasting, renewed=10).periods == pytest.approx(16 / 2)
    endless = expected_tenure(MONTH, Churn(0.668, 3.806))
    assert endless.periods is None and endless.why_not == ENDLESS
    assert discounted_tenure(MONTH, Churn(0.668, 3.806), 0.0) == endless
    assert discounted_tenure(MONTH, lasting, 0.0) == expected_tenure(MONTH, lasting)
    assert discounted_tenure(MONTH, lasting, 0.1, within=0).periods == 0
    assert discounted_tenure(MONTH, lasting, 0.1, within=1).periods == 1, "the first is paid now"
    with pytest.raises(ValueError, match="a discount rate per year"):
        discounted_tenure(MONTH, lasting, -0.1)


@pytest.mark.slow
def test_what_was_simulated_lies_in_the_intervals() -> None:
    held, all_of = 0, 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        gone = rng.geometric(rng.beta(1.2, 4, 4000))
        ends = fit(MONTH, [[int((gone > t).sum()) for t in range(13)]]).intervals()
        assert ends is not None
        for value, (low, high) in zip((1.2, 4), ends, strict=True):
            held, all_of = held + (low <= value <= high), all_of + 1
    assert held / all_of >= 0.8


positive = st.floats(0.05, 50)


@settings(max_examples=50, deadline=None)
@given(st.builds(Churn, positive, positive), st.floats(0.01, 5), st.integers(0, 40))
def test_who_has_stayed_stays_longer(churn: Churn, discount: float, renewed: int) -> None:
    shares = survival(churn, 30)
    assert all(1 >= before >= after >= 0 for before, after in pairwise(shares))
    assert retention(churn, 1 + renewed) <= retention(churn, 2 + renewed) < 1
    whole, older = (
        discounted_tenure(TimeUnit.MONTH, churn, discount, n).periods
        for n in (renewed, renewed + 1)
    )
    cut = discounted_tenure(TimeUnit.MONTH, churn, discount, renewed, within=24).periods
    assert whole is not None and older is not None and cut is not None
    assert 1 <= cut <= whole * (1 + 1e-9) and whole <= older * (1 + 1e-9)
