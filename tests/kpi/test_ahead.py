"""What is known or counted ahead: levels that go on as they did, planned budgets, bands."""

from __future__ import annotations

import random
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kpi.catalog import KPIS
from kpi.facts.completeness import completeness
from kpi.pacing.ending import between, required
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import History
from kpi.pacing.pace import figure_of
from kpi.pacing.used import NO_PLAN, days_of
from kpi.period import Span, to_date
from kpi.terms import Terms
from tests.kpi.conftest import TODAY

FRIENDS, BLOCKS, USE, CAC = (
    KPIS[key] for key in ("line_friends", "line_block_rate", "budget_use", "cac")
)
NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 30))
LAST = d(2026, 11, 10)
DAYS = 400


def level(adds: list[float], blocks: float = 0.0, kpi: Any = FRIENDS, last: d = LAST) -> History:
    """Return friends that begin with 10,000 and change each day; so many of them block a day."""
    first = last - timedelta(len(adds) - 1)
    return History(kpi, first, (10_000.0, *adds[1:]), (500.0, *[blocks] * (len(adds) - 1)), last)


def test_a_level_goes_on_changing_as_it_did() -> None:
    told = forecast_of(level([20.0] * DAYS, 5.0), NOVEMBER, Decimal(16_000))
    now = 10_000 - 500 + 15 * (DAYS - 1)
    assert (told.so_far, told.total) == (now, now + 15 * 20)
    assert (told.low, told.high) == (told.total, told.total), "it never was off"
    assert told.run_rate == pytest.approx(15)
    assert told.required == pytest.approx((16_000 - now) / 20)
    assert [one.at for one in told.path][-1] == NOVEMBER.end and told.notes == ()


def test_a_rate_of_levels_has_an_end_and_no_rate_a_day() -> None:
    told = forecast_of(level([20.0] * DAYS, 5.0, BLOCKS), NOVEMBER, Decimal("0.2"))
    parts = 10_000 + 20 * (DAYS - 1 + 20), 500 + 5 * (DAYS - 1 + 20)
    assert told.total == pytest.approx(parts[0] / parts[1])
    assert (told.run_rate, told.required) == (None, None)


@pytest.mark.parametrize("adds", [[0.0] * DAYS, [-10.0] * DAYS])
def test_a_level_may_stand_still_or_fall(adds: list[float]) -> None:
    told = forecast_of(level(adds), NOVEMBER, Decimal(9_000))
    assert told.why_not is None and told.total == 9_500 + adds[-1] * (DAYS - 1 + 20)


def test_a_level_is_told_by_its_last_day() -> None:
    history = level([20.0] * DAYS, 5.0)
    whole = figure_of(history, Span(LAST, LAST))
    assert whole == 9_500 + 15 * (DAYS - 1) == figure_of(history, Span(d(2026, 11, 1), LAST))
    over = forecast_of(history, Span(d(2026, 11, 1), LAST))
    assert over.total == whole, "also of a period that is over"


def test_what_comes_of_a_level_lies_in_its_range_eight_times_in_ten() -> None:
    """Sixty simulated accounts whose days add at random around a drift."""
    held = 0
    for seed in range(60):
        dice = random.Random(seed)
        adds = [dice.gauss(dice.uniform(5, 15), 30) for _ in range(DAYS + 20)]
        told = forecast_of(level(adds[:DAYS]), NOVEMBER)
        came = 9_500 + sum(adds[1:])
        assert told.low is not None and told.high is not None
        held += told.low <= came <= told.high
    assert 0.70 <= held / 60 <= 0.92


def used(budget: float, spent: float = 100.0, ahead: float | None = None) -> Forecast:
    """Forecast the use of a budget of so much a day, of which so much was spent."""
    first, more = LAST - timedelta(199), 60
    plan = (*[budget] * 200, *[budget if ahead is None else ahead] * more)
    history = History(USE, first, tuple([spent] * 200), plan, LAST, ahead=True)
    return forecast_of(history, NOVEMBER, Decimal(1), band=(Decimal("0.9"), Decimal("1.1")))


@pytest.mark.parametrize(
    ("ahead", "total", "within"),
    [(None, 1.0, True), (200.0, 3000 / 5000, False), (0.0, 3.0, False)],
)
def test_a_budget_is_known_ahead(ahead: float | None, total: float, within: bool) -> None:
    told = used(100.0, ahead=ahead)
    assert told.total == pytest.approx(total)
    assert told.within is not None and (told.within > 0.5) is within
    assert (told.low, told.high) == (pytest.approx(total), pytest.approx(total))


def test_the_chance_of_a_band() -> None:
    ends = [480.0, 520.0, 600.0, 690.0, 720.0]
    assert between(ends, (Decimal(500), Decimal(700))) == pytest.approx(3.5 / 6)
    assert between(ends, (Decimal(900), Decimal(990))) == pytest.approx(0.5 / 6)
    assert required(CAC, [1.0, 1.0], [], None) is None


@pytest.mark.slow
def test_the_use_of_a_budget_over_real_tables(world: Any) -> None:
    """Google spends 1,000 a day of 1,250; Meta has a budget and nobody exported its cost."""
    first = d(2026, 6, 1)
    world.account("甲", "google_ads", first=first)
    world.days("甲", first, d(2026, 11, 17), cost=Decimal(1000))
    world.planned(first, d(2026, 11, 30), "Google Ads", 1250 * 183)
    world.planned(first, d(2026, 11, 30), "Meta", 500 * 183)
    known = completeness(world.snapshot, [to_date("month", d(2026, 11, 17))], TODAY, Terms("TWD"))
    google = (("platform", "google_ads"),)
    asked = [(KPIS["cost"], google), (USE, ()), (USE, google), (USE, (("platform", "meta_ads"),))]
    cost, whole, alone, meta = days_of(world.snapshot, asked, {}, known)
    assert cost.kpi.key == "cost" and set(cost.numerators) == {1000.0}
    for one in (whole, alone):
        assert (one.first, one.complete_to, one.ahead) == (first, d(2026, 11, 17), True)
        told = forecast_of(one, NOVEMBER, Decimal(1))
        assert told.total == pytest.approx(0.8) and told.probability is not None
        assert figure_of(one, Span(NOVEMBER.start, d(2026, 11, 17))) == pytest.approx(0.8)
    assert meta.why_not == NO_PLAN and days_of(world.snapshot, [], {}, known) == []


@pytest.mark.slow
def test_friends_over_real_tables(world: Any) -> None:
    """Twenty more a day; a day nobody told leaves it as it was."""
    first = d(2026, 6, 1)
    world.account("賴", "line_oa", currency=None, first=first)
    for n in range((d(2026, 11, 17) - first).days + 1):
        if n != 50:
            world.day("賴", first + timedelta(n), line_friends=1000 + 20 * n, line_blocks=100)
    known = completeness(world.snapshot, [to_date("month", d(2026, 11, 17))], TODAY, Terms("TWD"))
    (found,) = days_of(world.snapshot, [(FRIENDS, ())], {}, known)
    assert found.why_not is None and found.numerators[:3] == (1000.0, 20.0, 20.0)
    assert found.numerators[50:52] == (0.0, 40.0)
    told = forecast_of(found, NOVEMBER, Decimal(5000))
    assert told.so_far == 900 + 20 * 169 and told.total == pytest.approx(told.so_far + 20 * 13)
