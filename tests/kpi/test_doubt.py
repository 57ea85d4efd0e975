"""Intervals of shares and ratios: published answers, odd numbers, how often they hold the truth."""

from __future__ import annotations

import random
from math import comb, nan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi.doubt.delta import delta, linearised
from kpi.doubt.level import LEVEL, t_of, z_of
from kpi.doubt.wilson import enough, power, wilson
from tests.cases import known_answer, rows_of


@pytest.mark.parametrize(
    ("counted", "of"), [(0, 0), (3, 0), (0, -5), (21, 20), (-1, 20), (nan, 20), (20.5, 20)]
)
def test_what_is_no_share_has_no_interval(counted: float, of: float) -> None:
    assert wilson(counted, of) is None


@pytest.mark.parametrize(
    ("counted", "of", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81/263, 15/148, 0/20, 1/29
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
        (0.5, 20, 0.0026, 0.2005),  # half a conversion
    ],
)
def test_published_intervals_of_95_percent(
    counted: float, of: float, low: float, high: float
) -> None:
    assert wilson(counted, of, 0.95) == pytest.approx((low, high), abs=5e-4)


def test_shares_against_known_answers() -> None:
    for written, ends in known_answer("E1_wilson").items():
        counted, of = map(int, written.split("/"))
        assert wilson(counted, of, 0.95) == pytest.approx(ends, abs=1e-8), written


shares = st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares)
def test_an_interval_holds_its_share_and_shrinks_with_more(share: tuple[int, int]) -> None:
    counted, of = share
    ends, more = wilson(counted, of), wilson(4 * counted, 4 * of)
    assert ends is not None and more is not None
    assert 0 <= ends[0] <= counted / of <= ends[1] <= 1
    assert more[1] - more[0] < ends[1] - ends[0]


@pytest.mark.parametrize("of", [20, 50, 200, 1000])
@pytest.mark.parametrize("rate", [0.02, 0.1, 0.3, 0.5])
def test_shares_are_held_nine_times_in_ten(of: int, rate: float) -> None:
    """Added up exactly over all that can be counted; near 0 it swings, as any count does."""
    held = 0.0
    for counted in range(of + 1):
        low, high = wilson(counted, of) or (1, 0)
        if low <= rate <= high:
            held += comb(of, counted) * rate**counted * (1 - rate) ** (of - counted)
    assert held >= (0.85 if of * rate >= 2 else 0.66)
    assert held <= 0.96


@pytest.mark.parametrize(
    ("freedom", "level", "published"),
    [(2, 0.9, 2.920), (4, 0.9, 2.132), (6, 0.9, 1.943), (29, 0.9, 1.699), (30, 0.95, 2.042)],
)
def test_student_s_t(freedom: int, level: float, published: float) -> None:
    assert t_of(freedom, level) == pytest.approx(published, rel=4e-3)


def test_five_in_a_hundred_lie_past_each_end() -> None:
    assert LEVEL == 0.90
    assert z_of() == pytest.approx(1.644854, abs=1e-6)


@pytest.mark.parametrize(
    ("above", "below", "ends"),
    [
        ([], [], None),
        ([5.0], [2.0], None),  # one day
        ([5.0, 6.0], [2.0, 2.0], None),  # two cannot show how days scatter
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], None),
        ([1.0, 1.0, 1.0], [1.0, -2.0, 1.0], None),  # nothing left below the line
        ([4.0, 2.0, 6.0], [2.0, 1.0, 3.0], (2.0, 2.0)),  # every day alike
        ([0.0, 0.0, 0.0], [2.0, 1.0, 3.0], (0.0, 0.0)),
        # a day without a conversion costs something all the same: 100 ± 2.353 × 40.82
        ([100.0, 100.0, 100.0, 100.0], [1.0, 0.0, 2.0, 1.0], (3.94, 196.06)),
        # a day of refunds, so that the end may be negative too: 2 ± 2.920 × 4.359
        ([90.0, -60.0, 30.0], [10.0, 10.0, 10.0], (-10.73, 14.73)),
        # and none, so that it may not
        ([0.0, 0.0, 300.0], [10.0, 10.0, 10.0], (0.0, 39.2)),
    ],
)
def test_ratios_of_odd_days(
    above: list[float], below: list[float], ends: tuple[float, float] | None
) -> None:
    assert delta(above, below) == (
        None if ends is None else pytest.approx(ends, rel=5e-3, abs=0.05)
    )


def test_a_ratio_by_hand() -> None:
    """Cost 100 a day, conversions 1, 0, 2, 1: residuals 0, 100, −100, 0 around 100 each."""
    ratio, error = linearised([100.0] * 4, [1.0, 0.0, 2.0, 1.0]) or (nan, nan)
    assert (ratio, error) == pytest.approx((100.0, (4 * 20_000 / 3) ** 0.5 / 4))


@pytest.mark.parametrize("group", ["A", "B"])
def test_ratios_against_known_answers(group: str) -> None:
    known = known_answer("E2_ratio_delta")[f"ratio_{group}"]
    rows = [r for r in rows_of("ratio_metric_ab.csv") if r["group"] == group]
    revenue, spend = ([float(r[name]) for r in rows] for name in ("revenue", "spend"))
    ratio, error = linearised(revenue, spend) or (nan, nan)
    assert ratio == pytest.approx(known["ratio_of_sums"], rel=1e-12)
    assert error == pytest.approx(known["se_mean"], rel=1e-9)
    z = z_of(0.95)
    assert (ratio - z * error, ratio + z * error) == pytest.approx(known["ci95"], rel=1e-8)
    assert abs(ratio - known["mean_of_ratios"]) > 0.2, "never the mean of ratios"


amounts = st.floats(0, 1e6).map(lambda x: round(x, 2))


@given(st.lists(st.tuples(amounts, amounts.filter(bool)), min_size=3, max_size=60))
@example([(262144.45, 1.0)] * 3)
def test_a_ratio_lies_in_its_interval_and_more_days_narrow_it(
    days: list[tuple[float, float]],
) -> None:
    above, below = ([float(n) for n in column] for column in zip(*days, strict=True))
    low, high = delta(above, below) or (nan, nan)
    ratio = sum(above) / sum(below)
    assert low <= ratio * (1 + 1e-9) and ratio <= high * (1 + 1e-9)
    assert low >= 0
    wide = delta(above * 4, below * 4)
    rounded = 1e-12 * (1 + ratio)  # of days that are all alike nothing but rounding is left
    assert wide is not None and wide[1] - ratio <= (high - ratio) * (1 + 1e-9) + rounded


@pytest.mark.slow
@pytest.mark.parametrize("days", [5, 14, 60])
def test_ratios_are_held_nine_times_in_ten(days: int) -> None:
    """Cost of a conversion, where conversions of a day scatter about what was spent."""
    rng, held, weeks = random.Random(20261122), 0, 2000
    for _ in range(weeks):
        tries = [rng.randrange(20, 41) for _ in range(days)]
        conversions = [float(sum(rng.random() < 0.5 for _ in range(n))) for n in tries]
        low, high = delta([40.0 * n for n in tries], conversions) or (nan, nan)
        held += low <= 80 <= high
    assert 0.87 <= held / weeks <= 0.93


@pytest.mark.parametrize(
    ("rate", "limit", "of"),
    [
        (0.0114, 0.012, 89_100),
        (0.012, 0.012, None),
        (0.5, 0.0, None),
        (0.5, 1.2, None),
        (0.02, 0.025, 2638),
    ],
)
def test_how_many_it_takes(rate: float, limit: float, of: float | None) -> None:
    found = enough(rate, limit)
    assert found == (None if of is None else pytest.approx(of, rel=1e-3))


@given(st.integers(1, 400), st.integers(500, 50_000), st.floats(0.001, 0.9))
def test_with_that_many_the_interval_just_leaves_the_limit(
    counted: int, of: int, limit: float
) -> None:
    """What is said to be needed is what the interval itself needs."""
    number = enough(counted / of, limit)
    if number is None or number < 1:
        return
    for times, reaches in ((0.99, True), (1.01, False)):
        low, high = wilson(counted / of * number * times, number * times) or (nan, nan)
        assert (low <= limit <= high) is reaches


@pytest.mark.parametrize(
    ("of", "rate", "expected"),
    [(50, 0.03, 0.0), (200, 0.03, 0.016), (1000, 0.03, 0.0035), (1000, 0.02, 0.2185)],
)
def test_power_of_red_below_two_and_a_half_percent(of: int, rate: float, expected: float) -> None:
    assert power(of, rate, 0.025, higher=True) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(
    ("of", "rate", "guardrail"), [(200, 0.02, 0.025), (1000, 0.07, 0.05), (10, 1.0, 0.5)]
)
def test_power_is_what_is_counted(of: int, rate: float, guardrail: float) -> None:
    """All counts whose whole interval is past the guardrail, on either side."""
    for higher in (True, False):
        red = 0.0
        for counted in range(of + 1):
            low, high = wilson(counted, of) or (nan, nan)
            if high < guardrail if higher else low > guardrail:
                red += comb(of, counted) * rate**counted * (1 - rate) ** (of - counted)
        assert power(of, rate, guardrail, higher) == pytest.approx(red, abs=1e-9)
