"""What a budget brings: odd accounts, every total to the dollar, no advice without grounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text import LANGS, Text
from kpi.period import Span
from kpi.response.assumed import assumed
from kpi.whatif import best as finding
from kpi.whatif.account import Account
from kpi.whatif.best import Wish, best
from kpi.whatif.budget_board import budget_board
from kpi.whatif.curve import picture
from kpi.whatif.days import choices, chosen, code_of
from kpi.whatif.expected import Going
from kpi.whatif.fees import TAX, Paid
from kpi.whatif.going_on import Ending
from kpi.whatif.limits import Limits, bounds
from kpi.whatif.outcome import outcome
from kpi.whatif.presets import presets
from kpi.whatif.question import Asked, answer
from kpi.whatif.question_board import question_board
from tests.kpi.whatif_world import FEE, NO_FEE, NOTHING, account, without

# amount · account · placed · left over
ASKED: list[tuple[str, dict[str, Any], dict[str, Any], int]] = [
    ("nothing", {"amount": 0}, {}, 0),
    ("one dollar", {"amount": 1}, {}, 1),
    ("within what was seen", {"amount": 30_001}, {}, 30_001),
    ("less", {"amount": -50_000}, {}, -50_000),
    ("less than nothing is left of it", {"amount": -(10**9)}, {}, -241_500),
    ("more than was ever seen", {"amount": 10**9}, {}, 120_750),
    ("no cap and unlocked", {"amount": 300_000, "growth": None, "unlocked": True}, {}, 300_000),
    ("no room at all", {"amount": 300_000}, {"seen": 1.0}, 0),
    ("one channel", {"amount": 30_000}, {"tops": (900.0,), "current": (100_000,)}, 30_000),
    ("a paused channel", {"amount": 1_000}, {"current": (100_000, 0)}, 1_000),
]


@pytest.mark.parametrize(("said", "asked", "made", "placed"), ASKED, ids=[x[0] for x in ASKED])
def test_an_amount_is_placed_to_the_dollar(
    said: str, asked: dict[str, Any], made: dict[str, Any], placed: int
) -> None:
    found = account(**made)
    told = answer(found, Asked(**asked))
    assert (told.placed, sum(told.paid)) == (placed, placed)
    assert told.left_over == asked["amount"] - placed
    assert all((n >= 0) is (told.placed >= 0) or n == 0 for n in told.paid)
    for lang in LANGS:
        shown = question_board(found, told, NOTHING, lang)
        assert shown.sentence and shown.message
        assert bool(shown.figures) is bool(placed)


@given(st.integers(-200_000, 400_000), st.booleans(), st.booleans())
@settings(max_examples=12, deadline=None)
def test_what_is_paid_is_media_with_its_fees_and_tax(amount: int, tax: bool, fee: bool) -> None:
    found = without(account(), "meta_ads", paid=NO_FEE)
    told = answer(found, Asked(amount, with_tax=tax, with_fee=fee, growth=None, unlocked=True))
    assert told.left_over == 0 or amount < 0 or sum(told.then) >= sum(told.base)
    for channel, paid, part in zip(found.channels, told.paid, told.outcome.parts, strict=True):
        media = part.money - part.before
        assert float(media * channel.paid.for_one(tax, fee)) == pytest.approx(paid, abs=1)


# fee · taxed · with tax · with fees · media of 300,000 (reference: 248,447 with both)
FEES: list[tuple[Paid, bool, bool, int]] = [
    (FEE, True, True, 248_447),
    (FEE, False, True, 260_870),
    (FEE, True, False, 285_714),
    (FEE, False, False, 300_000),
    (NO_FEE, True, True, 285_714),
    (Paid(Decimal("0.15"), False, Decimal(1), Decimal(0), FEE.said), True, True, 250_000),
    (Paid(Decimal(0), True, 1 / TAX, Decimal(0), FEE.said), True, True, 300_000),
]


@pytest.mark.parametrize(("paid", "tax", "fee", "media"), FEES)
def test_the_media_that_is_left(paid: Paid, tax: bool, fee: bool, media: int) -> None:
    assert round(300_000 / paid.for_one(tax, fee)) == media


def test_the_place_is_told_only_where_it_is_reliably_better() -> None:
    alike, apart = account(), account(tops=(4_000.0, 300.0))
    assert not answer(alike, Asked(40_000)).told
    told = answer(apart, Asked(40_000))
    assert told.told and told.paid[0] > told.paid[1]
    doubtful = answer(account(tops=(1_000.0, 900.0), doubt=1.5), Asked(40_000))
    assert not doubtful.told


def test_beyond_what_was_seen_nothing_is_promised() -> None:
    free = Asked(300_000, growth=None, unlocked=True)
    told = answer(account(), free)
    assert told.beyond and not told.vague
    assert question_board(account(), told, NOTHING, "zh").message.count("看不出來") == 1
    assert "cannot tell" in question_board(account(), told, NOTHING, "en").sentence


def test_a_wide_range_and_an_assumed_curve_tell_nothing() -> None:
    assert not answer(account(), Asked(40_000)).vague
    assert answer(account(doubt=2.5), Asked(40_000)).vague
    guessed = without(account(), "google_ads", "meta_ads", assumed=True)
    assert answer(guessed, Asked(40_000)).vague


def test_the_allocators_response_is_that_of_the_curve_and_of_the_picture() -> None:
    found = account(tops=(4_000.0, 300.0))
    then = best(found, found.current, Wish(Limits(around=0.4)), NOTHING).then
    assert then is not None and sum(then) == sum(found.current)
    told = outcome(found, then)
    weekly = [np.array(money) / found.weeks for money in (found.current, then)]
    drawn = found.ahead.brings(weekly[1]) - found.ahead.brings(weekly[0])
    assert told.orders.middle == pytest.approx(drawn.sum(1).mean())
    shown = picture(found, 0, then[0], "12 月", "zh")
    now, tried = shown.dots
    assert tried.orders - now.orders == pytest.approx(told.parts[0].orders.middle)


SUMS = {"marketing_cost": 300_000, "new_customers": 500, "site_revenue": 900_000, "cost": 200_000}
GOING = Going((), {key: Ending.exactly(value) for key, value in SUMS.items()})
# account · wish · why nothing is advised
WISHES: list[tuple[str, Account, Wish, Text | None]] = [
    ("alike", account(), Wish(Limits(around=0.4)), finding.ALREADY),
    ("apart", account(tops=(4_000.0, 300.0)), Wish(Limits(around=0.4)), None),
    ("doubtful", account(tops=(1_000.0, 800.0), doubt=1.5), Wish(Limits()), finding.NOT_BETTER),
    ("both locked", account(tops=(4_000.0, 300.0)),
     Wish(Limits(locked=("google_ads", "meta_ads"))), finding.ALREADY),
    ("one channel", account((900.0,), (100_000,)), Wish(Limits()), finding.ONE_CHANNEL),
    ("no money", without(account(current=(0, 0)), "x"), Wish(Limits()), finding.NOTHING),
    ("assumed", without(account(), "google_ads", "meta_ads", assumed=True), Wish(Limits()),
     finding.ASSUMED),
    ("a CAC nobody reaches", account(), Wish(Limits(), cac=Decimal(1)),
     finding.OUT_OF_REACH.fill(name=finding.CAC.name, value="1")),
    ("a CAC that is kept", account(), Wish(Limits(), cac=Decimal(620)), None),
    ("a ROAS that is kept", account(), Wish(Limits(), roas=Decimal("4.2")), None),
    ("too much is asked", account(), Wish(Limits(least={"meta_ads": 900_000})),
     Text("下限", "The least of all")),
]  # fmt: skip


@pytest.mark.parametrize(("said", "found", "wish", "why_not"), WISHES, ids=[x[0] for x in WISHES])
def test_the_best_mix(said: str, found: Account, wish: Wish, why_not: Text | None) -> None:
    told = best(found, found.current, wish, GOING)
    assert (told.why_not.en if told.why_not else "").startswith(why_not.en if why_not else "")
    assert bool(told.why_not) is bool(why_not)
    free = wish.cac or wish.roas
    if told.then and not free:
        assert sum(told.then) == sum(found.current)
    if free and told.then:  # the next larger total would not keep it
        within = bounds(found, found.current, wish.limits)
        assert sum(within.least) < sum(told.then) < sum(within.most)


def test_bounds_keep_to_growth_experience_and_what_is_typed() -> None:
    found = account(current=(100_000, 0))
    limits = Limits(growth=0.2, least={"google_ads": 50_000}, most={"meta_ads": 500})
    assert bounds(found, (100_000, 0), limits).least == (50_000, 0)
    assert bounds(found, (100_000, 0), limits).most == (120_000, 500)
    assert bounds(found, (100_000, 0), Limits(growth=None)).most == (150_000, 1_500)
    assert bounds(found, (100_000, 0), Limits(growth=None, unlocked=True)).most[0] == 300_000
    assert bounds(found, (180_000, 0), Limits(growth=0.2)).most[0] == 180_000, "it may stay"
    assert bounds(found, (70_000, 0), Limits(locked=("google_ads",))).least[0] == 70_000


@pytest.mark.parametrize("then", [(100_000, 100_000), (0, 0), (250_000, 0), (99_999, 100_001)])
def test_every_division_is_worded(then: tuple[int, ...]) -> None:
    for lang in LANGS:
        board = budget_board(account(), then, NOTHING, lang)
        assert board.sentence and len(board.channels) == 2 and len(board.figures) == 3
        assert bool(board.warnings) is (max(then) > 150_000)
    assert budget_board(account(margin=None), then, NOTHING, "en").figures[2].value == "–"


def test_nothing_moved_brings_nothing() -> None:
    told = outcome(account(), account().current)
    assert (told.media, told.cost, told.orders.middle, told.per_order) == (0, 0, 0, None)
    assert not told.reliable


@pytest.mark.parametrize("elasticity", [0.02, 0.12, 0.4])
def test_an_assumed_curve_has_the_elasticity_assumed(elasticity: float) -> None:
    typical, share = np.array([9_000.0, 300.0]), np.array([0.9, 0.1])
    curves = assumed(typical, share, 500.0, elasticity, 401)
    more = curves.brings(typical * 1.001) - curves.brings(typical)
    seen = more / 500 / 0.001
    assert np.median(seen.sum(1)) == pytest.approx(elasticity, rel=0.12)
    assert seen[:, 0].min() == pytest.approx(0.45 * elasticity, rel=0.01)
    assert seen[:, 0].max() == pytest.approx(1.8 * elasticity, rel=0.01)


TODAY = date(2026, 11, 20)
# code · first · last
DAYS: list[tuple[str, str, str]] = [
    ("", "2026-12-01", "2026-12-31"),
    ("nonsense", "2026-12-01", "2026-12-31"),
    ("rest", "2026-11-20", "2026-11-30"),
    ("2027-01", "2027-01-01", "2027-01-31"),
    ("2026-10", "2026-12-01", "2026-12-31"),
    ("2028-01", "2026-12-01", "2026-12-31"),
    ("2026-12-05..2026-12-24", "2026-12-05", "2026-12-24"),
    ("2026-12-05..2026-12-06", "2026-12-01", "2026-12-31"),
    ("deadline", "2026-12-01", "2026-12-31"),
]


@pytest.mark.parametrize(("code", "first", "last"), DAYS)
def test_which_days(code: str, first: str, last: str) -> None:
    found = chosen(code, choices(TODAY, ()), TODAY).days
    assert found == Span(date.fromisoformat(first), date.fromisoformat(last))
    assert chosen(code_of(found), choices(TODAY, ()), TODAY).days == found


def test_presets_are_those_that_are_known() -> None:
    assert list(presets(account())) == ["now"]
    told = without(account(), "google_ads", planned=5, last_month=7, last_year=0)
    both = without(told, "meta_ads", planned=0, last_month=None, last_year=0)
    assert presets(both) == {"now": (100_000, 100_000), "plan": (5, 0)}
