"""Which days a source has: runs, totals without days, gaps, and days not over yet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kpi.facts.coverage import Covered, coverage
from kpi.period import Span
from tests.data.typed import RECEIVED, Shop, day, row

pytestmark = pytest.mark.slow  # each opens a master


def span(first: int, last: int) -> Span:
    return Span(day(first), day(last))


def covered(shop: Shop) -> list[Covered]:
    return coverage(shop.published())


@pytest.mark.parametrize(
    ("files", "days", "totals", "missing"),
    [
        # days without a row inside a declared range are covered
        ([([1, 5], {})], [(1, 5)], [], []),
        # a gap between two files; a third that overlaps both ends of it less one day
        ([([1, 2], {}), ([5, 6], {})], [(1, 2), (5, 6)], [], [(3, 4)]),
        ([([1, 2], {}), ([2, 3], {}), ([5, 6], {})], [(1, 3), (5, 6)], [], [(4, 4)]),
        # a finer level covers too
        ([([1], {}), ([2], {"level": 2})], [(1, 2)], [], []),
        # a total is no day, and no gap
        ([([(1, 10)], {})], [], [(1, 10)], []),
        ([([1, 2], {}), ([(2, 5)], {}), ([8], {})], [(1, 2), (8, 8)], [(2, 5)], [(6, 7)]),
    ],
)
def test_runs_totals_and_gaps(
    tmp_path: Path,
    files: list[tuple[list[Any], dict[str, Any]]],
    days: list[tuple[int, int]],
    totals: list[tuple[int, int]],
    missing: list[tuple[int, int]],
) -> None:
    shop = Shop(tmp_path)
    for at, how in files:
        shop.load([row(n, "a", 1) for n in at], **how)
    (found,) = covered(shop)
    assert found.days == tuple(span(*pair) for pair in days)
    assert found.totals == tuple(span(*pair) for pair in totals)
    assert found.missing == tuple(span(*pair) for pair in missing)
    assert found.missing_days == sum(last - first + 1 for first, last in missing)
    assert found.unfinished is None


def test_the_day_of_the_export_is_not_over(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    today = (RECEIVED - date(2026, 1, 1)).days + 1
    shop.load([row(today - 1, "a", 1), row(today, "a", 1)])
    (found,) = covered(shop)
    assert found.unfinished == Span(RECEIVED, RECEIVED)
    assert found.source.complete_to == RECEIVED - timedelta(1)


def test_an_undone_file_covers_nothing(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.load([row(1, "a", 1)])
    shop.load([row(9, "a", 1)])
    shop.load([row(1, "a", 1, account_name="Else")])
    shop.undo(2)
    assert [(c.source.account, c.days) for c in covered(shop)] == [
        ("Else", (span(1, 1),)),
        ("Shop", (span(1, 1),)),
    ]


def test_an_empty_store_has_no_calendar(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.master().close()
    assert covered(shop) == []
