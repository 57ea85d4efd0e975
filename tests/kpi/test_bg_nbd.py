"""BG/NBD: published answers, odd histories, no answer, recovery of what was simulated."""

from __future__ import annotations

from math import inf, isfinite, log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from kpi.customers import bg_nbd
from kpi.customers.bg_nbd import NO_MAXIMUM, BgNbd, Rates, alive, expected, fit, log_likelihood
from kpi.customers.histories import Histories, grouped, histories, newcomers
from kpi.customers.time_unit import TimeUnit
from tests.cases import known_answer, rows_of

PUBLISHED = Rates(0.243, 4.414, 0.793, 2.426)
"""CDNOW, in weeks: Fader, Hardie & Lee (2005)."""
WEEK = TimeUnit.WEEK


def one(x: float, tx: float, age: float) -> Histories:
    """Return a single customer."""
    return histories(WEEK, [x], [tx], [age])


def cdnow() -> Histories:
    """Return the customers of the published case."""
    rows = rows_of("cdnow_customers_summary.csv")
    columns = ([float(row[name]) for row in rows] for name in ("frequency", "recency", "T"))
    return histories(WEEK, *columns)


def simulate(rates: Rates, customers: int, longest: float, seed: int) -> Histories:
    """Let customers be acquired over the first half of a time, buy and leave as the model says."""
    rng = np.random.default_rng(seed)
    x, tx = np.zeros(customers), np.zeros(customers)
    age = np.round(longest - rng.uniform(0, longest / 2, customers), 2)
    pace = rng.gamma(rates.r, 1 / rates.alpha, customers)
    leaves = rng.beta(rates.a, rates.b, customers)
    at, here = np.zeros(customers), np.ones(customers, dtype=bool)
    while here.any():
        at = at + rng.exponential(1 / np.maximum(pace, 1e-300))
        here &= at <= age
        x, tx = x + here, np.where(here, at, tx)
        here &= rng.random(customers) >= leaves
    return histories(WEEK, x.tolist(), tx.tolist(), age.tolist())


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((2, 0, 5), "on the day of the first"),
        ((0, 3, 5), "no last repeat purchase"),
        ((1, 6, 5), "between the first order and today"),
        ((1, -1, 5), "between the first order and today"),
        ((0, 0, -1), "from the first order on"),
        ((-1, 0, 5), "are counted"),
        ((1.5, 2, 5), "are counted"),
        ((1, nan, 5), "missing or infinite"),
        ((1, 2, inf), "missing or infinite"),
    ],
)
def test_a_history_that_cannot_be_is_named(row: tuple[float, ...], why: str) -> None:
    columns = zip((1, 2.0, 5.0), row, strict=True)
    with pytest.raises(ValueError, match=rf"row 2 .*{why}"):
        histories(WEEK, *columns)


def test_columns_are_of_one_length() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        histories(WEEK, [1, 0], [2.0], [3.0])


NOBODY_BACK = histories(WEEK, [0] * 500, [0] * 500, list(range(500)))
EVERYBODY_NEW = histories(WEEK, [0] * 500, [0] * 500, [0] * 500)
ALL_ALIKE = histories(WEEK, [3] * 500, [20.0] * 500, [21.0] * 500)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (histories(WEEK, [], [], []), "0 customers, 0 of whom"),
        (one(2, 3, 4), "1 customers, 1 of whom"),
        (NOBODY_BACK, "500 customers, 0 of whom"),
        (EVERYBODY_NEW, "500 customers, 0 of whom"),
        (newcomers(WEEK, 1_000_000), "1,000,000 customers, 0 of whom"),
        (ALL_ALIKE, NO_MAXIMUM.en),
    ],
)
def test_where_there_is_no_answer_it_says_why(told: Histories, said: str) -> None:
    found = fit(told)
    assert found.rates is None and found.intervals() is None and found.found is None
    assert found.why_not is not None and said in found.why_not.en


def test_customers_who_never_leave_have_no_chance_to_leave() -> None:
    """Purchases without an end: a ÷ (a + b) goes to 0 and nothing tells either."""
    rng = np.random.default_rng(4)
    pace, age = rng.gamma(2, 0.2, 3000), np.full(3000, 52.0)
    x = rng.poisson(pace * age)
    tx = np.where(x > 0, age * rng.random(3000) ** (1 / np.maximum(x, 1)), 0)
    found = fit(histories(WEEK, x.tolist(), tx.tolist(), age.tolist()))
    assert found.rates is None or found.rates.a / (found.rates.a + found.rates.b) < 0.01


def test_likelihood_by_hand() -> None:
    """Of x = 0 only the gamma speaks: (α ÷ (α + T))^r; of T = 0 nobody learns anything."""
    assert log_likelihood(PUBLISHED, one(0, 0, 0)) == pytest.approx(0)
    by_hand = 0.243 * log(4.414 / (4.414 + 38.86))
    assert log_likelihood(PUBLISHED, one(0, 0, 38.86)) == pytest.approx(by_hand)


@pytest.mark.slow
@pytest.mark.parametrize("row", [(1, 2, 5), (2, 30.43, 38.86), (7, 7, 7), (26, 20.0, 38.0)])
def test_likelihood_and_alive_against_the_integral(row: tuple[int, float, float]) -> None:
    """The likelihood for one λ and p, mixed over both priors by number."""
    from scipy.stats import beta, gamma

    (x, tx, age), (r, alpha, a, b) = row, (1.3, 4.4, 0.8, 2.4)

    def mixed(until: float) -> float:
        density = gamma(r, scale=1 / alpha).pdf
        mass = quad(lambda k: k**x * np.exp(-k * until) * density(k), 0, 9, epsabs=0, limit=200)
        return float(mass[0])

    stays = quad(lambda p: (1 - p) ** x * beta(a, b).pdf(p), 0, 1)[0] * mixed(age)
    leaves = quad(lambda p: p * (1 - p) ** (x - 1) * beta(a, b).pdf(p), 0, 1)[0] * mixed(tx)
    rates, told = Rates(r, alpha, a, b), one(*row)
    assert log_likelihood(rates, told) == pytest.approx(log(stays + leaves), rel=1e-6)
    assert alive(rates, told)[0] == pytest.approx(stays / (stays + leaves), rel=1e-6)


def test_published_customer() -> None:
    told = one(2, 30.43, 38.86)
    assert expected(PUBLISHED, told, 39)[0] == pytest.approx(1.226, abs=5e-4)
    assert alive(PUBLISHED, told)[0] == pytest.approx(0.726579, abs=1e-6)
    assert alive(PUBLISHED, one(0, 0, 38.86))[0] == 1


def test_cdnow_against_known_answers() -> None:
    known, told = known_answer("C1_bgnbd"), cdnow()
    found = fit(told)
    assert found.rates is not None and found.found is not None
    published = known["published"]
    for name in ("r", "alpha", "a", "b"):
        assert getattr(found.rates, name) == pytest.approx(published[name], abs=0.002)
        assert getattr(found.rates, name) == pytest.approx(known["computed"][name], rel=1e-5)
    assert found.found.log_likelihood == pytest.approx(published["LL"], abs=0.05)
    assert log_likelihood(found.rates, told) == pytest.approx(known["computed"]["LL"], abs=1e-6)
    assert (found.customers, found.came_back, found.unit) == (2357, 946, WEEK)
    of_all = known["sum E[X(39)] all customers, fitted params"]
    assert expected(found.rates, told, 39).sum() == pytest.approx(of_all, rel=1e-5)
    for ahead, many in known["uncond_fitted"].items():
        new = expected(found.rates, newcomers(WEEK, 1), float(ahead))[0]
        assert new == pytest.approx(many, abs=6e-5)


@pytest.mark.slow
@pytest.mark.parametrize("a", [0.3, 1.0, 1.0000001, 1.7])
@pytest.mark.parametrize("b", [0.2, 0.7, 2.4])
def test_expected_purchases_are_those_of_the_simulated(a: float, b: float) -> None:
    """Also at the poles of the formula: a = 1, and a + b = 1 for who never bought again."""
    rates, rng, many, ahead = Rates(0.8, 5.0, a, b), np.random.default_rng(11), 200_000, 30.0
    for row in ((0, 0, 0), (0, 0, 20), (4, 11, 20)):
        x, _, age = row
        pace = rng.gamma(rates.r + x, 1 / (rates.alpha + age), many)
        gone = rng.geometric(np.maximum(rng.beta(a, b + x, many), 1e-12))
        came = np.minimum(rng.poisson(pace * ahead), gone) * alive(rates, one(*row))[0]
        noise = 4 * came.std() / many**0.5
        assert expected(rates, one(*row), ahead)[0] == pytest.approx(came.mean(), abs=noise)


def test_a_unit_of_time_is_only_a_unit() -> None:
    weeks = simulate(Rates(0.6, 8.0, 0.7, 2.5), 1500, 78, seed=3)
    days = histories(
        TimeUnit.DAY, weeks.frequency.tolist(), (weeks.recency * 7).tolist(),
        (weeks.age * 7).tolist(),
    )  # fmt: skip
    by_week, by_day = fit(weeks), fit(days)
    assert by_week.rates is not None and by_day.rates is not None
    assert by_day.rates.alpha == pytest.approx(7 * by_week.rates.alpha, rel=1e-4)
    assert by_day.rates.r == pytest.approx(by_week.rates.r, rel=1e-4)
    assert by_day.watched == pytest.approx(7 * by_week.watched)
    a_year = expected(by_day.rates, days, 365)
    assert a_year == pytest.approx(expected(by_week.rates, weeks, 365 / 7), rel=1e-3)


def test_alike_histories_are_counted_once() -> None:
    told = histories(WEEK, [1, 0, 1, 0, 1], [2, 0, 2, 0, 3], [9, 9, 9, 8, 9])
    alike = grouped(told)
    rows = zip(alike.frequency, alike.recency, alike.age, alike.count, strict=True)
    assert list(rows) == [(0, 0, 8, 1), (0, 0, 9, 1), (1, 2, 9, 2), (1, 3, 9, 1)]
    assert (alike.customers, alike.came_back) == (told.customers, told.came_back) == (5, 3)
    assert log_likelihood(PUBLISHED, alike) == pytest.approx(log_likelihood(PUBLISHED, told))


@pytest.mark.slow
def test_what_was_simulated_lies_in_the_intervals() -> None:
    true, held, all_of = Rates(0.6, 8.0, 0.7, 2.5), 0, 0
    for seed in range(12):
        found: BgNbd = fit(simulate(true, 3000, 104, seed))
        ends = found.intervals()
        assert ends is not None, "3,000 customers over two years tell it"
        for value, (low, high) in zip((0.6, 8.0, 0.7, 2.5), ends, strict=True):
            held, all_of = held + (low <= value <= high), all_of + 1
    assert held / all_of >= 0.8


positive = st.floats(0.05, 20)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(Rates, positive, positive, positive, positive),
    st.integers(0, 5000), st.floats(0.001, 1), st.floats(0.5, 1e5), st.floats(0, 1e4),
)  # fmt: skip
def test_every_customer_has_an_answer(
    rates: Rates, x: int, share: float, age: float, ahead: float
) -> None:
    told = one(x, share * age if x else 0, age)
    sooner, later = (float(expected(rates, told, time)[0]) for time in (ahead, 2 * ahead))
    assert isfinite(later) and 0 <= sooner <= later * (1 + 1e-9) + 1e-9
    assert 0 <= alive(rates, told)[0] <= 1
    assert isfinite(log_likelihood(rates, told))


@settings(max_examples=25, deadline=None)
@given(st.builds(Rates, positive, positive, positive, positive))
def test_the_slope_is_that_of_the_likelihood(rates: Rates) -> None:
    told = histories(WEEK, [0, 1, 4, 30], [0, 3, 20, 51], [9, 40, 52, 52])
    slope, step = bg_nbd._likelihood(rates, told)[1], 1e-5
    at = np.log([rates.r, rates.alpha, rates.a, rates.b])
    for place, move in enumerate(np.eye(4) * step):
        ends = (log_likelihood(Rates(*np.exp(at + way * move)), told) for way in (1, -1))
        after, before = ends
        assert slope[place] == pytest.approx((after - before) / (2 * step), rel=1e-3, abs=1e-4)
