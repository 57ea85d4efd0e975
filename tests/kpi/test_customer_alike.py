"""Order values that do not differ between customers, RFM by its rule, margins typed by category."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from data.text import Text
from kpi.catalog import KPIS
from kpi.customers.alike import alike
from kpi.customers.cohort import SMALLEST
from kpi.customers.facts import OFTEN, Segment
from kpi.customers.gamma_gamma import Spread
from kpi.customers.order_value import expected_values
from kpi.customers.segments import KINDS, counted
from kpi.customers.value import NO_MARGIN
from kpi.customers.why_none import NOT_BACK, NOT_YET, why_none
from kpi.rules import with_margin
from kpi.terms import Terms


def orders(between: float, customers: int = 3000) -> tuple[list[float], list[float]]:
    """Return how often customers bought and their mean value, around 1,000."""
    rng = np.random.default_rng(7)
    often = rng.integers(1, 7, customers).astype(float)
    own = 1000 * np.exp(rng.normal(0, between, customers) - between**2 / 2)
    return often.tolist(), (rng.gamma(3 * often) / 3 / often * own).tolist()


def test_customers_who_are_alike_have_one_mean_with_its_doubt() -> None:
    often, paid = orders(0.0)
    told = alike("TWD", often, paid)
    assert told and told.found and told.warning and told.why_not is None
    p, q, v = told.found.parameters
    mean = Spread(p, q, v).mean
    low, high = told.found.intervals()[2]
    assert mean and low / v < 1000 / mean < high / v, "the true mean lies in the interval"
    assert p == pytest.approx(3, rel=0.1), "an order scatters as it was drawn"
    worth = expected_values(Spread(p, q, v), "TWD", [0, 1, 6], [0, 5_000, 5_000]).amounts
    assert worth == pytest.approx([mean] * 3, rel=1e-3), "nobody leans on his own"


def test_customers_who_differ_are_not_alike() -> None:
    assert alike("TWD", *orders(0.5)) is None


# since · orders of the year · among the top payers · kind
RFM = [
    ("gone", OFTEN, True, "gone"),
    ("gone", 1, False, "gone"),
    ("far", 1, True, "waiting"),
    ("far", 2, False, "leaving"),
    ("near", 1, True, "new"),
    ("near", 2, True, "promising"),
    ("near", OFTEN, False, "loyal"),
    ("near", OFTEN, True, "champion"),
]


@pytest.mark.parametrize(("since", "times", "top", "kind"), RFM)
def test_rfm(since: str, times: int, top: bool, kind: str) -> None:
    told = counted([Segment(since, times, top, 5, Decimal(700))])
    assert [one.customers for one in told] == [5 * (name == kind) for name in KINDS]
    assert sum(one.revenue for one in told) == 700


@pytest.mark.parametrize(
    ("category", "percent", "kept"),
    [
        (None, 20.0, {"茶": "0.6"}),
        ("杯", 20.0, {"茶": "0.6", "杯": "0.2"}),
        ("茶", 45.5, {"茶": "0.455"}),
        ("茶", None, {}),
        ("杯", None, {"茶": "0.6"}),
        ("杯", 0.0, {"茶": "0.6", "杯": "0"}),
    ],
)
def test_margins_of_categories(
    category: str | None, percent: float | None, kept: dict[str, str]
) -> None:
    told = with_margin((("茶", Decimal("0.6")),), category, percent)
    assert {name: Decimal(share) for name, share in told.items()} == {
        name: Decimal(share) for name, share in kept.items()
    }


@pytest.mark.parametrize(
    ("kpi", "terms", "wanted"),
    [
        ("ltv", Terms("TWD"), NO_MARGIN),
        ("payback_months", Terms("TWD"), NO_MARGIN),
        ("ltv_cac", Terms("TWD", margin=Decimal("0.5")), NOT_YET.fill(least=SMALLEST)),
        ("ltv", Terms("TWD", margins=(("茶", Decimal("0.5")),)), NOT_YET.fill(least=SMALLEST)),
        ("payback_months", Terms("TWD", margin=Decimal("0.5")), NOT_BACK),
        ("cac", Terms("TWD"), None),
        ("revenue", Terms("TWD"), None),
    ],
)
def test_why_nobody_knows_what_they_are_worth(kpi: str, terms: Terms, wanted: Text | None) -> None:
    assert why_none(KPIS[kpi], terms) == wanted
