"""LTV and payback: cohorts too small or too young, money over time, forecasts and what came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.customers import bg_nbd, gamma_gamma, sbg
from kpi.customers.bg_nbd import Rates
from kpi.customers.cohort import NO_COST, SMALLEST, Cohort, payback, pooled
from kpi.customers.gamma_gamma import Spread
from kpi.customers.histories import histories, newcomers
from kpi.customers.subscription import subscriber_value
from kpi.customers.time_unit import TimeUnit
from kpi.customers.to_come import value_to_come
from kpi.customers.value import NO_MARGIN, Ltv, ends_of, lifetime, observed_value
from kpi.period import Span

JANUARY = Span(date(2025, 1, 1), date(2025, 1, 31))
YEAR_AHEAD = Span(date(2026, 1, 1), date(2026, 12, 31))


def cohort(customers: int, cost: int | None, *margins: int) -> Cohort:
    """Return a cohort of January in TWD."""
    spent = None if cost is None else Decimal(cost)
    return Cohort(JANUARY, customers, "TWD", tuple(map(Decimal, margins)), spent)


@pytest.mark.parametrize(
    ("told", "month", "censored", "said"),
    [
        (cohort(0, 0), None, False, "0 customers"),
        (cohort(SMALLEST - 1, 100, 1000), None, False, "29 customers"),
        (cohort(100, None, 1000), None, False, NO_COST.en),
        (cohort(100, 60_000), None, True, "the 0 months seen (0% of CAC"),
        (cohort(100, 60_000, 30_000, 20_000), None, True, "the 2 months seen (83% of CAC"),
        (cohort(100, 60_000, 30_000, 30_000, 9_000), 2, False, None),  # to the dollar
        (cohort(100, 60_000, 90_000, -80_000), 1, False, None),  # the first month it is back
        (cohort(100, 60_000, -5_000, 64_999), None, True, "(100% of CAC"),
        (cohort(100, 0, 0), 1, False, None),  # cost nothing
    ],
)
def test_payback(told: Cohort, month: int | None, censored: bool, said: str | None) -> None:
    back = payback(told)
    assert (back.month, back.censored, back.seen) == (month, censored, len(told.margins))
    assert (back.why_not is None) == (said is None)
    assert said is None or (back.why_not and said in back.why_not.en)


def test_margin_is_divided_by_all_who_were_acquired() -> None:
    """The survivor trap: 100 came, 10 came back; their margin is that of 100."""
    told = cohort(100, 60_000, 20_000, 10_000)
    assert told.curve == (Decimal(200), Decimal(300)) and told.cac == Decimal(600)
    assert cohort(0, 5, 1).curve == () and cohort(0, 5, 1).cac is None
    assert cohort(100, None, 1).cac is None


def test_young_cohorts_are_in_no_average() -> None:
    old, older = cohort(100, 60_000, 10_000, 60_000), cohort(300, 90_000, 90_000, 0, 5_000)
    young, costless = cohort(100, 900_000, 1), cohort(100, None, 1, 1)
    told = pooled([old, young, older, costless], 2)
    assert told.left_out == (young, costless)
    assert told.cohort == cohort(400, 150_000, 100_000, 60_000)
    assert told.cohort is not None and payback(told.cohort).month == 2, "sums over sums"
    none = pooled([young], 2)
    assert none.cohort is None and none.why_not is not None and "2 months old" in none.why_not.en
    assert pooled([], 1).cohort is None
    with pytest.raises(ValueError, match="different currencies"):
        pooled([old, replace(older, currency="USD")], 1)


def test_observed_value() -> None:
    told = cohort(100, None, 30_000, 20_000, 10_000)
    plain = observed_value(told, 2, 0.0)
    assert plain.amount == plain.so_far == 500 and (plain.low, plain.high) == (None, None)
    assert plain.days == Span(date(2025, 1, 1), date(2025, 4, 1)) and plain.unit is TimeUnit.MONTH
    paid = observed_value(told, 2, 0.1)
    assert paid.amount == pytest.approx(300 * 1.1 ** (-0.5 / 12) + 200 * 1.1 ** (-1.5 / 12))
    for few, months, said in ((told, 4, "4 months old"), (replace(told, customers=5), 1, "5 cust")):
        refused = observed_value(few, months, 0.1)
        assert refused.amount is None and refused.why_not and said in refused.why_not.en


def test_a_log_normal_has_its_mean_and_spread() -> None:
    low, high = ends_of(100, 50.0**2) or (0, 0)
    assert log(low * high) / 2 == pytest.approx(log(100) - log(1.25) / 2)
    assert log(high / low) / 2 == pytest.approx(1.644854 * log(1.25) ** 0.5)
    assert ends_of(-100, 50.0**2) == pytest.approx((-high, -low)), "a margin below 0"
    assert ends_of(0, 5) == (0, 0) and ends_of(100, 0) == (100, 100)
    assert ends_of(float("inf"), 1) is None and ends_of(1, float("nan")) is None


RATES, SPREAD = Rates(0.6, 8.0, 0.7, 2.5), Spread(6.0, 4.0, 3000.0)
MARGIN, DISCOUNT = Decimal("0.4"), 0.1


class Shop:
    """Customers who buy as the models say: what they did in a year, and in the year after it."""

    def __init__(self, customers: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.age = np.round(rng.uniform(26, 78, customers), 2)
        pace = rng.gamma(RATES.r, 1 / RATES.alpha, customers)
        leaves = rng.beta(RATES.a, RATES.b, customers)
        rate = rng.gamma(SPREAD.q, 1 / SPREAD.v, customers)
        self.x, self.tx, paid = (np.zeros(customers) for _ in range(3))
        self.later, ahead = np.zeros(customers), YEAR_AHEAD.days / 7
        at, here = np.zeros(customers), np.ones(customers, dtype=bool)
        while here.any():
            at = at + rng.exponential(1 / pace)
            value, here = rng.gamma(SPREAD.p, 1 / rate), here & (at <= self.age + ahead)
            seen = here & (at <= self.age)
            self.x, self.tx = self.x + seen, np.where(seen, at, self.tx)
            paid += np.where(seen, value, 0)
            waited = (at - self.age) * 7 / 365.25
            self.later += np.where(here & ~seen, value * (1 + DISCOUNT) ** -waited, 0)
            here &= rng.random(customers) >= leaves
        self.means = np.where(self.x > 0, paid / np.maximum(self.x, 1), 0)

    def models(self) -> tuple[bg_nbd.BgNbd, gamma_gamma.GammaGamma]:
        """Fit both."""
        told = histories(TimeUnit.WEEK, self.x.tolist(), self.tx.tolist(), self.age.tolist())
        return bg_nbd.fit(told), gamma_gamma.fit("TWD", self.x.tolist(), self.means.tolist())


SHOP = Shop(4000, seed=1)
ORDERS, VALUES = SHOP.models()
NEW = newcomers(TimeUnit.WEEK, 500)


def to_come(**other: object) -> Ltv:
    """Return what 500 newcomers are to bring, with something changed."""
    given_: dict[str, object] = {
        "orders": ORDERS, "values": VALUES, "told": NEW, "means": [0.0], "margin": MARGIN,
        "days": YEAR_AHEAD, "discount": DISCOUNT,
    }  # fmt: skip
    return value_to_come(**{**given_, **other})  # type: ignore[arg-type]


TOO_FEW = bg_nbd.fit(newcomers(TimeUnit.WEEK, 5))
NO_VALUES = gamma_gamma.fit("TWD", [], [])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"margin": None}, NO_MARGIN.en),
        ({"told": newcomers(TimeUnit.WEEK, 29)}, "29 customers in this cohort"),
        ({"told": histories(TimeUnit.WEEK, [], [], []), "means": []}, "0 customers in this"),
        ({"orders": TOO_FEW}, "5 customers, 0 of whom"),
        ({"values": NO_VALUES}, "Only 0 customers"),
    ],
)
def test_where_there_is_no_value_it_says_why(other: dict[str, object], said: str) -> None:
    ltv = to_come(**other)
    assert (ltv.amount, ltv.low, ltv.high) == (None, None, None)
    assert ltv.why_not is not None and said in ltv.why_not.en
    assert lifetime(ltv, date(2025, 1, 1), []) is ltv, "nothing is added to no answer"


def test_units_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="counts WEEK, the histories DAY"):
        to_come(told=newcomers(TimeUnit.DAY, 500))


def test_value_to_come_against_a_fine_sum() -> None:
    assert ORDERS.rates and VALUES.spread and VALUES.spread.mean
    ltv, steps = to_come(), np.linspace(0, YEAR_AHEAD.days / 7, 5001)
    many = [float(bg_nbd.expected(ORDERS.rates, NEW, float(at))[0]) for at in steps]
    middle = (steps[1:] + steps[:-1]) / 2
    summed = np.sum(np.diff(many) * (1 + DISCOUNT) ** (-middle * 7 / 365.25))
    assert ltv.amount == pytest.approx(summed * VALUES.spread.mean * 0.4, rel=1e-4)
    free = to_come(discount=0.0).amount
    assert free == pytest.approx(many[-1] * VALUES.spread.mean * 0.4)
    assert ltv.amount is not None and free is not None and ltv.amount < free
    assert (ltv.currency, ltv.unit, ltv.customers) == ("TWD", TimeUnit.WEEK, 500)


def test_a_forecast_says_what_it_leans_on() -> None:
    told = [note.en for note in to_come().notes]
    assert len(told) == 1 and told[0].startswith("500 customers never bought again")
    far = to_come(days=Span(date(2026, 1, 1), date(2030, 12, 31))).notes
    assert "261 weeks ahead, further than the 78 weeks" in far[-1].en
    tied = replace(VALUES, warning=NO_MARGIN)
    assert to_come(values=tied).notes[0] == NO_MARGIN, "what the fit warned of goes along"


def test_more_customers_are_surer_and_a_loss_is_a_loss() -> None:
    few, many = (
        to_come(told=newcomers(TimeUnit.WEEK, 50)),
        to_come(told=newcomers(TimeUnit.WEEK, 50_000)),
    )
    assert few.low and few.high and many.low and many.high and few.amount and many.amount
    assert few.amount == pytest.approx(many.amount)
    assert few.low < many.low < many.amount < many.high < few.high
    lost = to_come(margin=Decimal("-0.4"))
    assert lost.low and lost.high and lost.amount and lost.low < lost.amount < lost.high < 0


@pytest.mark.slow
def test_what_cohorts_come_to_lies_in_their_intervals() -> None:
    """Of 20 shops' cohorts in 100, those whose next year lies between low and high."""
    held = 0
    for seed in range(100, 120):
        group = Shop(400, seed)
        told = histories(TimeUnit.WEEK, group.x.tolist(), group.tx.tolist(), group.age.tolist())
        ltv = to_come(told=told, means=group.means.tolist())
        came = 0.4 * group.later.sum() / 400
        assert ltv.low is not None and ltv.high is not None
        held += ltv.low <= came <= ltv.high
    assert held >= 16


def test_what_was_seen_and_what_is_to_come_are_added_at_one_day() -> None:
    ltv, acquired = to_come(), date(2025, 1, 1)
    past = [(acquired, Decimal(50_000)), (date(2025, 7, 2), Decimal(20_000))]
    whole = lifetime(ltv, acquired, past)
    seen = (50_000 + 20_000 * 1.1 ** (-182 / 365.25)) / 500
    later = 1.1 ** (-365 / 365.25)
    assert ltv.amount and ltv.low and ltv.high
    assert whole.so_far == pytest.approx(seen)
    assert whole.amount == pytest.approx(seen + later * ltv.amount)
    assert (whole.low, whole.high) == pytest.approx(
        (seen + later * ltv.low, seen + later * ltv.high)
    )
    assert whole.days == Span(acquired, date(2026, 12, 31))
    for wrong in (acquired - timedelta(1), YEAR_AHEAD.start):
        with pytest.raises(ValueError, match="counted twice"):
            lifetime(ltv, acquired, [(wrong, Decimal(1))])


HIGH_END = sbg.fit(TimeUnit.MONTH, [(1000, 869, 743, 653, 593, 551, 517, 491)])


def test_a_subscriber_is_worth_his_payments() -> None:
    half = Span(date(2026, 1, 1), date(2026, 6, 30))
    ltv = subscriber_value(HIGH_END, Decimal(300), "TWD", 1000, half, 0.0)
    assert HIGH_END.churn is not None
    assert ltv.amount == pytest.approx(300 * sum(sbg.survival(HIGH_END.churn, 5)))
    assert ltv.low and ltv.high and ltv.amount and ltv.low < ltv.amount < ltv.high
    assert ltv.notes == () and ltv.unit is TimeUnit.MONTH
    first = subscriber_value(HIGH_END, Decimal(300), "TWD", 1000, half.first(1), 0.1)
    assert (first.amount, first.low, first.high) == pytest.approx((300, 300, 300))
    far = subscriber_value(HIGH_END, Decimal(300), "TWD", 1000, YEAR_AHEAD, 0.1)
    assert "12 months ahead, further than the 7 months" in far.notes[0].en
    for model, margin, many, said in (
        (HIGH_END, None, 1000, NO_MARGIN.en),
        (HIGH_END, Decimal(300), 29, "29 customers"),
        (sbg.fit(TimeUnit.MONTH, []), Decimal(300), 1000, "0 subscribers"),
    ):
        refused = subscriber_value(model, margin, "TWD", many, half, 0.1)
        assert refused.amount is None and refused.why_not and said in refused.why_not.en


def test_subscribers_come_to_what_was_forecast() -> None:
    churn, factor, held = HIGH_END.churn, 1.1 ** (-1 / 12), 0
    assert churn is not None
    ltv = subscriber_value(HIGH_END, Decimal(300), "TWD", 200, YEAR_AHEAD, 0.1)
    assert ltv.low is not None and ltv.high is not None
    for seed in range(60):
        rng = np.random.default_rng(seed)
        paid = np.minimum(rng.geometric(rng.beta(churn.alpha, churn.beta, 200)), 12)
        came = 300 * np.mean((1 - factor**paid) / (1 - factor))
        held += ltv.low <= came <= ltv.high
    assert held >= 48


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.integers(-(10**9), 10**12), max_size=24), st.integers(0, 10**12),
    st.integers(SMALLEST, 10**6),
)  # fmt: skip
def test_payback_is_the_first_month_at_cac(margins: list[int], cost: int, many: int) -> None:
    told = cohort(many, cost, *margins)
    back = payback(told)
    reached = [n for n in range(1, len(margins) + 1) if sum(margins[:n]) >= cost]
    exact = reached[0] if reached else None
    assert back.month == exact and back.censored == (exact is None)
