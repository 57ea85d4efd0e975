"""Published snapshots: hardened, versioned, answering as of a time, with ranges and origins."""

from __future__ import annotations

import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import publication, snapshot
from data.schema import Measure
from data.warehouse.rollups import column
from tests.data.typed import RECEIVED, Shop, answers, costs, day, row

pytestmark = pytest.mark.slow  # each publishes a store


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_nothing_is_published_before_the_first_import(shop: Shop) -> None:
    assert snapshot.current(shop.store) is None


FORBIDDEN = [
    "from read_csv('/etc/hostname')",
    "from read_text('/etc/hostname')",
    "from read_parquet('{parsed}/1.parquet')",
    "from glob('/etc/*')",
    "from secret_rows",
    "attach '{master}' as m",
    "attach ':memory:' as m",
    "install json",
    "load httpfs",
    "set memory_limit = '8GB'",
    "set enable_external_access = true",
    "pragma disable_progress_bar",
    "create table t (x integer)",
    "delete from imports",
    "insert into imports (import_id) values (9)",
    "copy imports to '{parsed}/out.csv'",
    "export database '{parsed}'",
    "create secret s (type s3)",
]


# as of a time these change nothing but the private copy in memory
PRIVATE = {
    "attach ':memory:' as m",
    "create table t (x integer)",
    "delete from imports",
    "insert into imports (import_id) values (9)",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    made = Shop(tmp_path_factory.mktemp("published"))
    made.load([row(1, "a", 1)])
    made.published()
    return made


READERS = [(sql, "now") for sql in FORBIDDEN]
READERS += [(sql, "as_of") for sql in FORBIDDEN if sql not in PRIVATE]


@pytest.mark.parametrize(("sql", "when"), READERS)
def test_a_reader_reads_and_does_nothing_else(published: Shop, sql: str, when: str) -> None:
    found = snapshot.current(published.store)
    assert found is not None
    reader = found if when == "now" else found.as_of(datetime(2100, 1, 1))
    secret_rows = [(1,)]
    paths = {"parsed": published.store.parsed, "master": published.store.master}
    with pytest.raises(duckdb.Error):
        reader.query(sql.format(**paths))
    assert (secret_rows, list(published.store.parsed.glob("*.csv"))) == ([(1,)], [])


def test_values_are_bound(shop: Shop) -> None:
    shop.load([row(1, "a'; drop table imports; --", 1)])
    found = shop.published()
    sql = "select campaign from campaigns where campaign = $name"
    name = "a'; drop table imports; --"
    assert found.query(sql, name=name) == [(name,)]
    assert found.query(sql, name=name) == [(name,)]


def test_a_snapshot_stays_as_it_was_and_three_are_kept(shop: Shop) -> None:
    held = []
    for n in range(1, 7):
        shop.load([row(n, "a", n)])
        held.append(shop.published())
    assert [len(costs(found)) for found in held] == [1, 2, 3, 4, 5, 6]
    assert [found.number for found in held] == [1, 2, 3, 4, 5, 6]
    kept = sorted(path.name for path in shop.store.snapshots.iterdir())
    assert kept == ["CURRENT", "all-4.duckdb", "all-5.duckdb", "all-6.duckdb"]
    again = snapshot.current(shop.store)
    assert again is held[-1]


@pytest.mark.slow
def test_readers_in_threads_while_it_is_replaced(shop: Shop) -> None:
    shop.load([row(1, "a", 1)])
    shop.published()
    wrong: list[Any] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            found = snapshot.current(shop.store)
            rows = (
                found.query("select count(*), sum(cost) from campaign_days") if found else [(0, 0)]
            )
            if rows[0][0] != rows[0][1]:
                wrong.append(rows)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(2, 8):
        shop.load([row(n, "a", 1)])
        publication.publish(shop.store)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_as_of_is_what_was_published_then(shop: Shop) -> None:
    moments = []
    for rows, how in [
        ([row(n, c, 10) for n in (1, 2) for c in "ab"], {}),
        (
            [row(n, "a", 1, campaign_id="7", account_id="9") for n in (2, 3)],
            {"answers": {"replace": "merge"}},
        ),
        ([row((1, 31), "a", leads=4)], {}),
    ]:
        at = shop.load(rows, **how).at
        moments.append((at, answers(shop.published())))
    moments.append((shop.undo(2), answers(shop.published())))
    last = shop.published()
    for at, then in moments:
        assert at is not None
        assert answers(last.as_of(at)) == then
    assert [s.imports for s in last.sources(moments[0][0])] == [1]
    assert last.as_of(datetime(2000, 1, 1)).accounts() == []


@pytest.mark.parametrize(
    ("first", "last", "exported", "complete"),
    [
        (1, 31, None, day(31)),
        # received on 1 June: that day and what follows is not over
        (120, 200, None, date(2026, 5, 31)),
        (152, 152, None, None),
        # exported in the afternoon of its last day
        (1, 31, datetime(2026, 1, 31, 15), day(30)),
        (1, 31, datetime(2026, 2, 3, 9), day(31)),
    ],
)
def test_complete_to(
    shop: Shop, first: int, last: int, exported: datetime | None, complete: date | None
) -> None:
    assert date(2026, 6, 1) == RECEIVED
    shop.load([row(first, "a", 1), row(last, "a", 1)], exported_at=exported)
    (source,) = shop.published().sources()
    assert (source.first_day, source.last_day, source.complete_to) == (
        day(first),
        day(last),
        complete,
    )
    assert (source.tax, source.tax_assumed, source.currency, source.imports) == (
        "excluded", True, "TWD", 1,
    )  # fmt: skip


def said(shop: Shop, start: int, end: int) -> list[tuple[Any, ...]]:
    """Return (last day, campaign, cost, leads) of what ranges add to a period."""
    found = shop.published()
    names = dict(found.query("select campaign_key, campaign from campaigns"))
    rows = found.ranges(day(start), day(end))
    cost, leads = column(Measure.COST), column(Measure.LEADS)
    told = [((r[0] - day(0)).days, names[r[3]], r[cost], r[leads]) for r in rows]
    return sorted(told, key=repr)


@pytest.mark.parametrize(
    ("files", "period", "expected"),
    [
        # only periods that contain the whole range
        ([[row((2, 8), "a", 70)]], (1, 31), [(8, "a", 70, None)]),
        ([[row((2, 8), "a", 70)]], (2, 8), [(8, "a", 70, None)]),
        ([[row((2, 8), "a", 70)]], (3, 31), []),
        # a measure that has daily values in the range is read from them
        ([[row((2, 8), "a", 70, leads=5)], [row(4, "a", 1)]], (1, 31), [(8, "a", None, 5)]),
        ([[row((2, 8), "a", 70, leads=5)], [row(9, "a", 1)]], (1, 31), [(8, "a", 70, 5)]),
        # of overlapping ranges the longest counts
        ([[row((1, 31), "a", 300)], [row((1, 7), "a", 70)]], (1, 31), [(31, "a", 300, None)]),
        ([[row((1, 31), "a", 300)], [row((1, 7), "a", 70)]], (1, 7), [(7, "a", 70, None)]),
        # each measure on its own; ranges that only touch both count
        (
            [[row((1, 31), "a", 300)], [row((1, 7), "a", leads=2)]],
            (1, 31),
            [(31, "a", 300, None), (7, "a", None, 2)],
        ),
        (
            [[row((1, 7), "a", 1)], [row((8, 14), "a", 2)]],
            (1, 14),
            [(14, "a", 2, None), (7, "a", 1, None)],
        ),
    ],
)
def test_ranges(
    shop: Shop, files: list[Any], period: tuple[int, int], expected: list[tuple[Any, ...]]
) -> None:
    for rows in files:
        shop.load(rows)
    assert said(shop, *period) == expected


def test_of_the_same_range_the_coarser_voice_counts(shop: Shop) -> None:
    shop.load([row((1, 7), "a", 30, ad_group=g, leads=1) for g in "xy"], level=2)
    shop.load([row((1, 7), "a", 50)])
    assert said(shop, 1, 7) == [(7, "a", 50, None), (7, "a", None, 2)]


def test_the_imports_behind_a_figure(shop: Shop) -> None:
    shop.load([row(n, "a", 10) for n in (1, 2, 3)])
    shop.load([row(n, "a", 1) for n in (3, 4)])
    shop.load([row(n, "a", 1, ad_group="x", leads=2) for n in (1, 2)], level=2)
    shop.load([row(1, "a", 1)], platform="meta_ads", format="meta_ads.campaign")
    found = shop.published()

    def behind(
        *where: Any, measures: tuple[Measure, ...] = tuple(Measure)
    ) -> list[tuple[int, int]]:
        return [(i.import_id, i.days) for i in found.imports_behind(*where, measures=measures)]

    google = ("google_ads", None, day(1), day(31))
    assert behind(*google, measures=(Measure.COST,)) == [(1, 2), (2, 2)]
    assert behind(*google, measures=(Measure.LEADS,)) == [(3, 2)]
    assert behind(*google) == [(1, 2), (2, 2), (3, 2)]
    assert behind(None, "Shop", day(1), day(1)) == [(1, 1), (3, 1), (4, 1)]
    assert behind("google_ads", "Nobody", day(1), day(31)) == []
    everybody = found.imports_behind(None, None, day(1), day(31))
    assert {i.import_id: i.platform for i in everybody}[4] == "meta_ads"


def test_days_of_several_accounts_are_days(shop: Shop) -> None:
    """Three vendors of one cost sheet are not three times as many days."""
    shop.load([row(n, "a", 10, account_name=name) for n in (1, 2) for name in ("x", "y", "z")])
    (ref,) = shop.published().imports_behind(None, None, day(1), day(31))
    assert ref.days == 2


def test_money_is_exact(shop: Shop) -> None:
    shop.load([row(1, c, "0.100001") for c in "abcdefghij"])
    assert shop.published().query("select cost from account_days") == [(Decimal("1.000010"),)]
