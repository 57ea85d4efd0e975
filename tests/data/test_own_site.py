"""Which sales channels count as the own site: the rule is followed, and by nothing but itself."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import snapshot
from data.hold import ingesting
from data.limits import TERMINAL
from data.rules import fees, own_site
from data.rules.fees import FeeRule
from data.rules.settled import settled
from data.schema import ORDERS
from data.snapshot import Snapshot
from tests.data.typed import Shop, day, order, row

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SHOP: dict[str, Any] = {
    "book": ORDERS, "level": None, "platform": "91app", "format": "91app.orders",
}  # fmt: skip
SITE = """
    select coalesce(campaign, '–'), sum(orders_placed), sum(site_orders_placed),
        sum(site_orders_paid), coalesce(sum(site_revenue_placed), 0), sum(site_new_customers_placed)
    from campaign_days left join campaigns using (campaign_key)
    where orders_placed is not null group by all order by 2 desc, 1
"""
"""A line a channel: its orders, and what of them is the own site's."""
TOTAL = "select sum(site_orders_placed), sum(site_revenue_placed) from account_days"
OWN = ("官網", 3, 3, 2, 600, 1)
"""What the own site is by any rule."""


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Return a store with orders of the site, of an app, of a store, and of no channel."""
    shop = Shop(tmp_path)
    lines = [
        order(1, "A", 100, customer="x"),
        order(1, "B", 200, customer="x"),
        order(2, "C", 300, payment_status="unpaid"),
        order(1, "D", 10, sales_channel="APP", customer="y"),
        order(2, "E", 30, sales_channel="APP", refund=5),
        order(2, "F", 1000, sales_channel="門市"),
        order(2, "G", 7, sales_channel=None),
        order(2, "H", 9, sales_channel="APP", status="cancelled"),
    ]
    shop.load(lines, **SHOP)
    return shop


def start(shop: Shop) -> Snapshot:
    """Bring rules, master and snapshot together, as any start does."""
    with ingesting(shop.store, shop.state, "test", TERMINAL, wait=True):
        pass
    found = snapshot.current(shop.store)
    assert found is not None
    return found


def told(found: Snapshot) -> dict[str, tuple[Any, ...]]:
    """Return what the own site has of each channel."""
    return {name: tuple(map(float, rest)) for name, *rest in found.query(SITE)}


RULES: dict[str, tuple[list[str], dict[str, tuple[Any, ...]], tuple[int, float]]] = {
    "nothing said": ([], {}, (3, 600)),
    "the site is said again": (["官網"], {}, (3, 600)),
    "nobody's channel": (["LINE 購物"], {}, (3, 600)),
    "another case is another channel": (["app"], {}, (3, 600)),
    "no name is no channel": (["–", ""], {}, (3, 600)),
    "a quote": (["'; drop table orders; --"], {}, (3, 600)),
    "an app": (["APP"], {"APP": (2, 2, 2, 35, 1)}, (5, 635)),
    "an app and a store": (
        ["門市", "APP", "APP"],
        {"APP": (2, 2, 2, 35, 1), "門市": (1, 1, 1, 1000, 0)},
        (6, 1635),
    ),
}


@pytest.mark.parametrize(("channels", "counted", "total"), RULES.values(), ids=RULES)
def test_channels_that_count_are_the_own_site(
    shop: Shop, channels: list[str], counted: dict[str, tuple[Any, ...]], total: tuple[int, float]
) -> None:
    own_site.keep(shop.state, channels, "boss", "our shop")
    found = start(shop)
    none = {"APP": (2, 0, 0, 0, 0), "門市": (1, 0, 0, 0, 0), "–": (1, 0, 0, 0, 0)}
    assert told(found) == {"官網": OWN[1:], **none, **counted}  # the split itself never changes
    assert found.query(TOTAL) == [(total[0], Decimal(total[1]))]
    assert found.own_site() == {"官網", *channels}
    noted = shop.state.audit("setting own_channels")[-1]
    assert (noted["by"], noted["why"]) == ("boss", "our shop")


def test_a_rule_that_changes_is_followed_and_one_that_stays_publishes_nothing(shop: Shop) -> None:
    numbers = [start(shop).number]
    for channels, orders in ((["APP"], 5), (["APP"], 5), (["門市"], 4), ([], 3)):
        own_site.keep(shop.state, channels, "boss", "tried")
        found = start(shop)
        assert found.query(TOTAL)[0][0] == orders
        numbers.append(found.number)
    assert [b - a for a, b in pairwise(numbers)] == [1, 0, 1, 1]


def test_imports_undo_and_a_rebuilt_master_keep_to_the_rule(shop: Shop) -> None:
    own_site.keep(shop.state, ["APP"], "boss", "our shop")
    start(shop)
    shop.load([order(3, "Z", 50, sales_channel="APP")], **SHOP)
    assert start(shop).query(TOTAL) == [(6, 685)]
    shop.undo(2)
    assert start(shop).query(TOTAL) == [(5, 635)]
    shop.store.master.unlink()
    assert start(shop).query(TOTAL) == [(5, 635)]


def test_an_earlier_time_is_told_by_the_rule_it_is_published_with(shop: Shop) -> None:
    start(shop)
    at = shop.published().query("select max(committed_at) from imports")[0][0]
    own_site.keep(shop.state, ["APP"], "boss", "our shop")
    shop.load([order(3, "Z", 50, sales_channel="APP")], **SHOP)
    found = start(shop)
    then = found.as_of(at)
    assert (found.query(TOTAL), then.query(TOTAL)) == ([(6, 685)], [(5, 635)])
    assert then.own_site() == {"官網", "APP"}
    own_site.keep(shop.state, [], "boss", "not ours after all")
    assert then.query(TOTAL) == [(5, 635)] and start(shop).as_of(at).query(TOTAL) == [(3, 600)]


def test_what_was_derived_and_not_published_is_published_at_the_next_start(shop: Shop) -> None:
    """Killed between the two, the master is ahead of the board: of both rules."""
    shop.load([row(1, "brand", 1000)])
    before = start(shop).number
    own_site.keep(shop.state, ["APP"], "boss", "our shop")
    fees.save(shop.state, FeeRule("google_ads", Decimal("0.15"), day(1)), "boss", "agreed")
    with shop.master() as master:
        master.follow(settled(shop.state))
    found = start(shop)
    assert found.number == before + 1
    assert found.query(TOTAL) == [(5, 635)]
    fee = found.query("select sum(amount) from account_days where platform = 'fees'")
    assert fee == [(Decimal(150),)]
    assert start(shop).number == found.number


def test_a_snapshot_of_an_earlier_layout_is_published_anew(shop: Shop) -> None:
    number = start(shop).number
    path = shop.store.snapshots / f"all-{number}.duckdb"
    snapshot._open.clear()
    with duckdb.connect(str(path)) as con:
        con.execute("drop view own_site; drop table own_channels")
    found = start(shop)
    assert (found.number, found.own_site()) == (number + 1, {"官網"})


def test_killed_at_any_moment_figures_and_rule_agree(shop: Shop) -> None:
    """What is published was derived by the rule it names; a start ends what was begun."""
    chance, orders = random.Random(91), {"APP": 5, "門市": 4}
    start(shop)
    killed = 0
    for n in range(12):
        channel = list(orders)[n % 2]
        own_site.keep(shop.state, [channel], "boss", "tried")
        words = [sys.executable, "-m", "data", "recover", "--store", str(shop.store.root)]
        child = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.6))
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        child.wait()
        found = snapshot.current(shop.store)
        assert found is not None
        told_by = sum(orders[c] - 3 for c in found.own_site() - {"官網"}) + 3
        assert found.query(TOTAL)[0][0] == told_by
        if n % 3 == 2:
            assert start(shop).query(TOTAL)[0][0] == orders[channel]
    assert killed > 3
    assert not list(shop.store.root.glob("damaged-*"))
