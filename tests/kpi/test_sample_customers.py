"""The sample shop's customers: cohorts agree with the truth, forecasts with what came later."""

from __future__ import annotations

from contextlib import closing
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from sqlite3 import connect
from typing import Any

import numpy as np
import pytest

from data.samples.world import build
from data.state import State
from kpi.customers import kept
from kpi.customers.bg_nbd import Rates
from kpi.customers.board import customer_board
from kpi.customers.book import Book
from kpi.customers.estimate import BACK, TIMES, UNIT, _fitted, _told, missed
from kpi.customers.expected import Expected
from kpi.customers.facts import Asking, History, asking
from kpi.customers.gamma_gamma import Spread
from kpi.customers.maps import active, again
from kpi.customers.to_come import doubt
from kpi.customers.value import ends_of
from kpi.facts.extent import extent
from kpi.period import Span, calendar_span
from kpi.terminal.run import _customers
from kpi.terms import Terms, terms
from tests.data.sample_shop import TODAY, Shop, filled

pytestmark = pytest.mark.slow
DAY = d.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


@pytest.fixture(scope="module")
def told(shop: Shop) -> Terms:
    return terms(shop.state, extent(shop.snapshot).sources)


@pytest.fixture(scope="module")
def book(shop: Shop, told: Terms) -> Book:
    found = kept.prepare(shop.snapshot, told)
    assert found is not None
    return found


def span_of(month: str) -> Span:
    return calendar_span("month", d.fromisoformat(f"{month}-01"))


def test_every_cohort_agrees_with_the_truth(shop: Shop, book: Book) -> None:
    """Who came, who ordered in each month of their lives, for whom it was the second time."""
    for month, true in shop.truth["customer_lives"].items():
        span = span_of(month)
        lives = [book.month(span, n) for n in range(book.seen(span))]
        assert book.customers(span) == true["acquired"], month
        assert [life.buyers for life in lives] == true["buyers"], month
        assert [life.again for life in lives] == true["again"], month
        assert [life.revenue for life in lives] == true["revenue"], month
    assert len(shop.truth["customer_lives"]) == 25
    assert sum(len(true["buyers"]) for true in shop.truth["customer_lives"].values()) > 250


def test_shares_are_of_all_who_came_and_blank_where_a_month_is_not_over(
    shop: Shop, book: Book
) -> None:
    """The survivor trap: those who are gone stay below the line, and no young month is filled."""
    for month, true in shop.truth["customer_lives"].items():
        span, many, seen = span_of(month), true["acquired"], len(true["buyers"])
        bought = [n / many for n in true["buyers"][1:12]]
        assert [v for v in active(book, span) if v is not None] == bought
        assert sum(v is None for v in again(book, span)) == 12 - min(seen, 12)
        alive = true["buyers"][-1] if true["buyers"] else 0
        assert seen < 3 or alive / max(true["buyers"][-2], 1) != active(book, span)[-1]


def test_a_book_is_read_again_as_it_was_written(shop: Shop, told: Terms, book: Book) -> None:
    kept.BOOKS.keep(shop.snapshot, kept.key(told), None)  # type: ignore[arg-type]
    again_ = kept.find(shop.snapshot, told)
    assert again_ == book and again_ is not book


def test_the_scheduled_job_works_the_book_out_once(shop: Shop, book: Book, tmp_path: Path) -> None:
    kept_at, own = shop.store.root / "state.sqlite", tmp_path / "state.sqlite"
    with closing(connect(kept_at)) as there, closing(connect(own)) as here:
        there.backup(here)  # others look at the shop's own meanwhile
    state = State.open(f"sqlite:///{own}")
    assert _customers(shop.snapshot, state) == {"status": "unchanged"}
    assert _customers(None, state) == {"status": "nothing"}
    state.set_setting("discount_rate", "0.25", "boss", "dearer")
    assert _customers(shop.snapshot, state) == {"status": "made"}


def test_the_page_holds_cac_and_the_rest_together(shop: Shop, book: Book) -> None:
    board = customer_board(shop.snapshot, shop.state, "en", DAY)
    assert board is not None and [tile.key for tile in board.tiles] == [
        "cac", "payback_months", "ltv", "ltv_cac",
    ]  # fmt: skip
    for line in board.cohorts.lines:
        spent = sum(shop.known(q, line.name) for q in ("cost", "amount"))
        new = shop.known("site_new_customers", line.name)
        if line.name != board.cohorts.lines[0].name:  # which is not over
            assert line.cells[1].value == pytest.approx(float(spent / new))
        low, high = (Decimal(end.replace(",", "")) for end in line.cells[5].text.split(" to "))
        assert low <= Decimal(str(line.cells[4].value)).quantize(Decimal(1)) <= high
    for grid in (board.split, board.segments, board.pairs, board.channels):
        assert grid.lines and all(len(line.cells) == len(grid.columns) for line in grid.lines)


# -- what was forecast, and what came ------------------------------------------------------------


def histories_of(orders: Any, until: d) -> list[History]:
    """Return histories as the shop knew them on a day, straight from the model."""
    rows: dict[tuple[d, int, int, float], int] = {}
    for own in orders.values():
        known = [o for o in own if o.day <= until]
        first = min((o.day for o in known if o.new), default=None)
        if first is None:
            continue
        later = [o for o in known if o.day > first and o.total > o.refund]
        last = max(((o.day - first).days for o in later), default=0)
        paid = float(sum(o.total - o.refund for o in later))
        key = (first, len({o.day for o in later}), last, paid)
        rows[key] = rows.get(key, 0) + 1
    return [History(*key, count) for key, count in rows.items()]


@pytest.fixture(scope="module")
def placed() -> dict[int, list[Any]]:
    world = build(DAY)
    mature = world.listed.days[-1] - timedelta(14)
    found: dict[int, list[Any]] = {}
    for order in world.sold(marketplace=False):
        stands = not order.cancelled and (order.paid or order.day > mature)
        if order.channel == "官網" and stands and order.customer is not None:
            found.setdefault(order.customer, []).append(order)
    return found


@pytest.mark.parametrize("days", [182, 365])
def test_what_came_lies_in_the_interval_of_eight_cohorts_in_ten(
    placed: dict[int, list[Any]], days: int
) -> None:
    """Fitted on the first part of the history; what each cohort brought since was never seen."""
    last = DAY - timedelta(1)
    until = last - timedelta(days)
    rows = histories_of(placed, until)
    told, means = _told(rows, until)
    orders, values = _fitted(told, means, "TWD")
    assert orders.found and values.found
    months = sorted({f"{row.first:%Y-%m}" for row in rows})
    group = np.array([months.index(f"{row.first:%Y-%m}") for row in rows])
    model = Expected(told, means, "TWD", days / UNIT.days, 0.0, group, len(months))
    rates, spread = Rates(*orders.found.parameters), Spread(*values.found.parameters)
    amounts = model.amounts(rates, spread)
    variance = doubt(*model.slopes(orders.found, values.found), orders.found, values.found)
    variance += model.chance(rates, spread) + (_off(placed, until) * amounts) ** 2
    came = dict.fromkeys(months, 0.0)
    for own in placed.values():
        first = min((o.day for o in own if o.new and o.day <= until), default=None)
        if first:
            came[f"{first:%Y-%m}"] += sum(o.total - o.refund for o in own if o.day > until)
    inside = [
        low <= came[month] <= high
        for month, amount, var in zip(months, amounts.tolist(), variance.tolist(), strict=True)
        for low, high in [ends_of(amount, var) or (0.0, 0.0)]
    ]
    assert len(inside) >= 13 and sum(inside) / len(inside) >= 0.8, inside


def _off(placed: dict[int, list[Any]], until: d) -> float:
    """Return how far the same estimate was off in the quarters before."""
    found = []
    for end in (until - BACK * n for n in range(TIMES)):
        then = end - BACK
        known = [own for own in placed.values() if any(o.new and o.day <= then for o in own)]
        told = (float(o.total - o.refund) for own in known for o in own if then < o.day <= end)
        off = missed(histories_of(placed, then), then, end, sum(told), "TWD")
        found += [off**2] if off is not None else []
    return float(np.mean(found)) ** 0.5 if found else 0.0


def test_an_earlier_day_is_asked_for_as_it_was(shop: Shop, told: Terms) -> None:
    """What came after a day is not in what was known on it."""
    now = asking(shop.snapshot, told)
    assert now is not None
    then = now.until - timedelta(200)
    earlier = Asking(shop.snapshot, told, then)
    assert earlier.histories() == now.histories(then)
    assert max(earlier.facts().days) <= then
