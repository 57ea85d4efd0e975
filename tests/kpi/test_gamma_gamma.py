"""Gamma-Gamma: published answers, odd amounts, no answer, who has no value of his own."""

from __future__ import annotations

from math import inf, log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.customers.gamma_gamma import NO_MAXIMUM, NO_MEAN, Spread, fit, log_likelihood
from kpi.customers.order_value import expected_values
from tests.cases import known_answer, rows_of

PUBLISHED = Spread(6.25, 3.74, 15.44)
"""CDNOW, in US dollars: Fader & Hardie (2013)."""


def simulate(spread: Spread, customers: int, seed: int) -> tuple[list[float], list[float]]:
    """Draw how often customers bought again and what they paid on average."""
    rng = np.random.default_rng(seed)
    x = rng.poisson(1.5, customers).astype(float)
    rate = rng.gamma(spread.q, 1 / spread.v, customers)
    paid = rng.gamma(spread.p * np.maximum(x, 1), 1 / rate)
    return x.tolist(), np.where(x > 0, paid / np.maximum(x, 1), 0).tolist()


@pytest.mark.parametrize("row", [(1, 0), (1, -5), (2, nan), (2, inf), (-1, 5)])
def test_an_amount_that_cannot_be_is_named(row: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"row 2 .*above 0"):
        fit("TWD", [1, row[0]], [900, row[1]])


def test_columns_are_of_one_length() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        fit("TWD", [1, 2], [900])


@pytest.mark.parametrize(
    ("x", "z", "said"),
    [
        ([], [], "Only 0 customers"),
        ([1], [900], "Only 1 customers"),
        ([0] * 500, [0] * 500, "Only 0 customers"),
        ([0] * 500, [nan] * 500, "Only 0 customers"),  # what nobody bought has no mean
        ([1] * 29, [900] * 29, "Only 29 customers"),
        ([2] * 200, [900] * 200, NO_MAXIMUM.en),  # everybody paid the same
    ],
)
def test_where_there_is_no_answer_it_says_why(x: list[float], z: list[float], said: str) -> None:
    found = fit("TWD", x, z)
    assert found.spread is None and found.intervals() is None
    assert found.why_not is not None and said in found.why_not.en


def test_amounts_without_a_mean_have_no_answer() -> None:
    rng = np.random.default_rng(1)
    paid = (1000 * rng.pareto(0.4, 3000) + 1).tolist()
    found = fit("TWD", [4] * 3000, paid)
    assert found.why_not == NO_MEAN and found.spread is None
    with pytest.raises(ValueError, match="no mean"):
        expected_values(Spread(2, 0.9, 10), "TWD", [1], [5])


def test_cdnow_against_known_answers() -> None:
    known, rows = known_answer("C2_gammagamma"), rows_of("cdnow_summary_with_monetary.csv")
    x, z = ([float(row[name]) for row in rows] for name in ("x", "zbar"))
    found = fit("USD", x, z)
    assert found.spread is not None and found.found is not None
    for name, value in known["computed"].items():
        if name in ("p", "q", "v"):
            assert getattr(found.spread, name) == pytest.approx(value, rel=1e-5)
            assert getattr(found.spread, name) == pytest.approx(known["published"][name], abs=0.01)
    assert found.found.log_likelihood == pytest.approx(known["computed"]["LL"], abs=1e-5)
    assert log_likelihood(found.spread, x, z) == pytest.approx(known["computed"]["LL"], abs=1e-5)
    assert found.customers == known["computed"]["n_repeat"] == 946
    assert found.correlation == pytest.approx(known["computed"]["corr_x_z"], rel=1e-9)
    assert found.warning is None
    told = expected_values(PUBLISHED, "USD", x[:10], z[:10])
    assert told.amounts == pytest.approx(known["computed"]["first10_pub"], abs=5e-4)


def test_who_never_came_back_does_not_get_the_mean_of_all_in_silence() -> None:
    told = expected_values(PUBLISHED, "USD", [2, 0, 0], [22.35, 0, nan])
    assert told.amounts == pytest.approx([24.6637, 35.2190, 35.2190], abs=5e-4)
    assert told.assumed.tolist() == [False, True, True]
    assert (note := told.note()) and note.en.startswith("2 customers never bought again")
    assert (note := told.note(np.array([5.0, 7.0, 1000.0]))) and note.zh.startswith("1,007 位")
    assert expected_values(PUBLISHED, "USD", [2], [22.35]).note() is None
    assert PUBLISHED.mean == pytest.approx(35.219, abs=5e-4)
    assert Spread(6, 1, 15).mean is None


@pytest.mark.parametrize(
    ("way", "said"), [(0, None), (1, "pays more an order"), (-1, "pays less an order")]
)
def test_it_says_when_how_often_and_how_much_belong_together(way: int, said: str | None) -> None:
    x, z = simulate(Spread(6, 4, 3000), 800, seed=5)
    paid = sorted((value for value in z if value), reverse=way < 0)
    often = sorted(many for many in x if many) if way else [many for many in x if many]
    mixed = np.random.default_rng(6).permutation(len(paid)) if not way else range(len(paid))
    found = fit("TWD", often, [paid[place] for place in mixed])
    assert found.spread is not None or way < 0, "it answers, and says what is wrong with it"
    assert (found.warning is None) == (said is None)
    assert said is None or (found.warning and said in found.warning.en)
    assert found.warning is None or ("too low" in found.warning.en) == (way > 0)


@pytest.mark.parametrize("times", [1e-9, 1.0, 1e12])
def test_a_currency_is_only_a_unit(times: float) -> None:
    x, z = simulate(Spread(6, 4, 3000), 800, seed=8)
    plain, scaled = fit("TWD", x, z), fit("X", x, [value * times for value in z])
    assert plain.spread is not None and scaled.spread is not None
    assert scaled.spread.v == pytest.approx(times * plain.spread.v, rel=1e-4)
    assert (scaled.spread.p, scaled.spread.q) == pytest.approx(
        (plain.spread.p, plain.spread.q), rel=1e-4
    )


def test_likelihood_by_hand() -> None:
    """One purchase with p = q = 1 is v ÷ (v + z)²."""
    assert log_likelihood(Spread(1, 1, 3), [1], [5]) == pytest.approx(log(3 / 64))


@pytest.mark.slow
def test_what_was_simulated_lies_in_the_intervals() -> None:
    held, all_of = 0, 0
    for seed in range(20):
        ends = fit("TWD", *simulate(Spread(6, 4, 3000), 2000, seed)).intervals()
        assert ends is not None
        for value, (low, high) in zip((6, 4, 3000), ends, strict=True):
            held, all_of = held + (low <= value <= high), all_of + 1
    assert held / all_of >= 0.8


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.floats(1e-3, 1e12))
def test_an_expected_value_lies_between_the_own_mean_and_that_of_all(x: int, z: float) -> None:
    told = float(expected_values(PUBLISHED, "USD", [x], [z]).amounts[0])
    ends = sorted((PUBLISHED.mean or 0, z if x else PUBLISHED.mean or 0))
    assert ends[0] * (1 - 1e-9) <= told <= ends[1] * (1 + 1e-9)
