"""One slider moves: the total to the dollar, nobody beyond his bounds, locks where they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.budget.bounds import Bounds
from kpi.budget.moving import moved, spread

ENDS = st.tuples(st.integers(0, 900), st.integers(0, 900)).map(sorted)
CHANNELS = st.lists(st.tuples(ENDS, st.floats(0, 1e6)), min_size=1, max_size=8)


@given(CHANNELS, st.integers(0, 8_000))
@settings(max_examples=60, deadline=None)
def test_what_is_spread_is_the_total_within_the_bounds(
    channels: list[tuple[list[int], float]], total: int
) -> None:
    bounds = Bounds(tuple(e[0] for e, _ in channels), tuple(e[1] for e, _ in channels))
    given_to = spread(total, [w for _, w in channels], bounds)
    if given_to is None:
        assert not sum(bounds.least) <= total <= sum(bounds.most)
        return
    assert sum(given_to) == total
    assert all(a <= n <= b for a, n, b in zip(bounds.least, given_to, bounds.most, strict=True))


# total · wanted · least · most · given
SPREADS: list[tuple[int, list[float], list[int], list[int], list[int] | None]] = [
    (0, [1, 1], [0, 0], [9, 9], [0, 0]),
    (10, [0, 0], [0, 0], [9, 9], [5, 5]),
    (10, [1, 0], [0, 0], [9, 9], [9, 1]),
    (8, [1, 3], [0, 0], [90, 90], [2, 6]),
    (100, [3, 1], [0, 0], [50, 90], [50, 50]),
    (7, [1, 1, 1], [0, 0, 0], [9, 9, 9], [3, 2, 2]),
    (3, [1], [5], [9], None),
    (30, [1], [5], [9], None),
]


@pytest.mark.parametrize(("total", "wanted", "least", "most", "given_to"), SPREADS)
def test_in_proportion(
    total: int, wanted: list[float], least: list[int], most: list[int], given_to: list[int] | None
) -> None:
    found = spread(total, wanted, Bounds(tuple(least), tuple(most)))
    assert (None if found is None else list(found)) == given_to


WIDE = Bounds((0, 0, 0), (900, 900, 900))
LOCKED = Bounds((0, 200, 0), (900, 200, 900))
# bounds · to · is the total fixed · then, from (100, 200, 300)
MOVES: list[tuple[Bounds, int, bool, tuple[int, ...]]] = [
    (WIDE, 150, False, (150, 200, 300)),
    (WIDE, 150, True, (150, 180, 270)),
    (WIDE, 0, True, (0, 240, 360)),
    (LOCKED, 150, True, (150, 200, 250)),
    (LOCKED, 900, True, (400, 200, 0)),
    (LOCKED, 900, False, (900, 200, 300)),
    (Bounds((0, 200, 300), (900, 200, 300)), 150, True, (100, 200, 300)),
    (Bounds((100, 0, 0), (100, 900, 900)), 150, True, (100, 200, 300)),
    (WIDE, -5, False, (0, 200, 300)),
    (WIDE, 5_000, False, (900, 200, 300)),
]


@pytest.mark.parametrize(("bounds", "to", "fixed", "then"), MOVES)
def test_one_moves(bounds: Bounds, to: int, fixed: bool, then: tuple[int, ...]) -> None:
    assert moved((100, 200, 300), 0, to, bounds, 600 if fixed else None) == then


@given(CHANNELS.filter(lambda c: len(c) > 1), st.integers(0, 900), st.data())
@settings(max_examples=40, deadline=None)
def test_a_fixed_total_stays_whatever_is_moved(
    channels: list[tuple[list[int], float]], to: int, data: st.DataObject
) -> None:
    bounds = Bounds(tuple(e[0] for e, _ in channels), tuple(e[1] for e, _ in channels))
    now = tuple(
        data.draw(st.integers(a, b)) for a, b in zip(bounds.least, bounds.most, strict=True)
    )
    channel = data.draw(st.integers(0, len(now) - 1))
    then = moved(now, channel, to, bounds, sum(now))
    assert sum(then) == sum(now)
    assert all(a <= n <= b for a, n, b in zip(bounds.least, then, bounds.most, strict=True))
