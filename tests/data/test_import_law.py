"""The law of imports: any order, any repetition, undo as if never imported, as of any time.

Files are drawn whose claims differ (no two were exported at the same time): daily and range-only,
at two levels, replacing and merging, naming accounts and campaigns by id, by name or by both.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.journal import JournalRow
from data.snapshot import Snapshot
from data.warehouse.master import Master
from tests.data.typed import Row, Shop, answers, row

BRIEF = settings(
    max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
LONG = settings(
    max_examples=int(os.environ.get("LODESTAR_PERMUTATIONS", "500")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
OWNERS: list[Row] = [
    {"account_id": "9", "account_name": "Shop"},
    {"account_id": "9", "account_name": None},
    {"account_id": None, "account_name": "Shop"},
    {"account_id": None, "account_name": "Other"},
    {"account_id": "8", "account_name": "Other"},
]
CAMPAIGNS: list[Row] = [
    {"campaign": "a"},
    {"campaign": "a", "campaign_id": "1"},
    {"campaign": "a new", "campaign_id": "1"},
    {"campaign": "b"},
    {"campaign": "b", "campaign_id": "2"},
    {"campaign": "b", "campaign_id": "3"},
    {"campaign": None, "campaign_id": "2"},
]


@dataclass(frozen=True)
class File:
    """What one drawn file says."""

    rows: list[Row]
    how: dict[str, Any]


@st.composite
def drawn(draw: st.DrawFn, most: int = 4) -> list[File]:
    """Draw files with distinct claims."""
    return [_file(draw, n) for n in range(draw(st.integers(2, most)))]


def _file(draw: st.DrawFn, n: int) -> File:
    level = draw(st.sampled_from([1, 1, 2]))
    spans = draw(st.sampled_from([[1, 2, 3, 4], [1, 2, 3, 4], [(1, 2), (3, 5), (1, 6)]]))
    said = st.tuples(
        st.sampled_from(spans),
        st.sampled_from(OWNERS),
        st.sampled_from(CAMPAIGNS),
        st.sampled_from(["x", "y"]) if level == 2 else st.none(),
        st.none() | st.integers(0, 9),
        st.none() | st.integers(0, 3),
    )
    drawn_rows = draw(st.lists(said, min_size=1, max_size=6, unique_by=lambda r: repr(r[:4])))
    rows = [
        row(at, None, cost, leads=leads, reach=cost, ad_group=group) | owner | campaign
        for at, owner, campaign, group, cost, leads in drawn_rows
    ]
    exported = datetime(2026, 5, 1) + timedelta(days=n)
    mode = draw(st.sampled_from(["replace", "merge"]))
    return File(rows, {"level": level, "exported_at": exported, "answers": {"replace": mode}})


@contextmanager
def desk() -> Iterator[tuple[Shop, Master]]:
    """A store with its master in memory."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        yield shop, Master(Path(":memory:"), shop.store.parsed)


def commit(shop: Shop, master: Master, files: Sequence[File]) -> list[JournalRow]:
    """Commit files in an order."""
    entries = [shop.parsed(file.rows, **file.how) for file in files]
    for entry in entries:
        master.commit(entry)
    return entries


def said(shop: Shop, master: Master) -> dict[str, Any]:
    """Return what the master says, by names; how many imports say it aside."""
    found = answers(Snapshot(shop.store.snapshots / "all-0.duckdb", master._con.cursor()))
    found["sources"] = [source[:-1] for source in found["sources"]]
    return found


def obey_any_order(files: list[File], order: list[File], again: list[File]) -> None:
    with desk() as (shop, master):
        commit(shop, master, files)
        first = said(shop, master)
    with desk() as (shop, master):
        commit(shop, master, order)
        assert said(shop, master) == first
        commit(shop, master, again)
        assert said(shop, master) == first


def obey_undo(files: list[File], gone: list[bool]) -> None:
    with desk() as (shop, master):
        entries = commit(shop, master, files)
        for entry, goes in zip(entries, gone, strict=False):
            if goes:
                master.undo(entry.import_id)
        left = said(shop, master)
    with desk() as (shop, master):
        commit(shop, master, [f for f, goes in zip(files, gone, strict=False) if not goes])
        assert said(shop, master) == left


@pytest.mark.slow
@given(st.data())
@BRIEF
def test_any_order_and_any_repetition_give_the_same(data: st.DataObject) -> None:
    files = data.draw(drawn())
    again = data.draw(st.lists(st.sampled_from(files), max_size=2))
    obey_any_order(files, data.draw(st.permutations(files)), again)


@pytest.mark.slow
@given(drawn(), st.lists(st.booleans(), min_size=4, max_size=4))
@BRIEF
def test_undo_is_never_imported(files: list[File], gone: list[bool]) -> None:
    obey_undo(files, gone)


@pytest.mark.slow
@given(drawn(3), st.integers(0, 2))
@settings(BRIEF, max_examples=5)
def test_as_of_is_what_was_said_then(files: list[File], gone: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        then = []
        for file in files:
            at = shop.load(file.rows, **file.how).at
            then.append((at, answers(shop.published())))
        then.append((shop.undo(1 + gone % len(files)), answers(shop.published())))
        last = shop.published()
        for at, expected in then:
            assert at is not None
            assert answers(last.as_of(at)) == expected


@pytest.mark.long
@given(st.data())
@LONG
def test_any_order_long(data: st.DataObject) -> None:
    files = data.draw(drawn(5))
    again = data.draw(st.lists(st.sampled_from(files), max_size=2))
    obey_any_order(files, data.draw(st.permutations(files)), again)


@pytest.mark.long
@given(drawn(5), st.lists(st.booleans(), min_size=5, max_size=5))
@LONG
def test_undo_long(files: list[File], gone: list[bool]) -> None:
    obey_undo(files, gone)
