"""A small world for readings: real tables in DuckDB and a real state in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.schema import WebMeasure
from data.snapshot import Snapshot
from data.state import State
from data.warehouse import columns
from kpi.facts.quantities import VISITORS
from kpi.view import View
from tests.kpi.channel_world import ads, look, page  # noqa: F401
from tests.kpi.funnel_world import site  # noqa: F401

TODAY = date(2026, 11, 18)
BOOKS = {
    "google_ads": "ads", "meta_ads": "ads", "line_ads": "ads",
    "linkedin_ads": "ads", "ga4": "web", "costs": "costs",
    "edm": "owned", "line_oa": "owned", "social": "owned", "search_console": "search",
    "hubspot": "crm",
}  # fmt: skip
"""The book a platform brings; all others are shops."""


class World:
    """Accounts and their facts, written straight into the tables a snapshot has."""

    def __init__(self, con: duckdb.DuckDBPyConnection | None = None) -> None:
        self.con = con or _tables()
        self.snapshot = Snapshot(Path("all-1.duckdb"), self.con)
        self.keys: dict[str, tuple[int, str]] = {}

    def account(
        self,
        name: str,
        platform: str,
        currency: str | None = "TWD",
        tax: str | None = "excluded",
        complete_to: date | None = date(2026, 11, 17),
        first: date = date(2024, 1, 1),
    ) -> World:
        """Add an account whose one import covers its days up to `complete_to`."""
        key = len(self.keys) + 1
        self.keys[name] = key, platform
        self._insert("accounts", account_key=key, platform=platform, account=name,
                     account_id=f"id-{key}", currency=currency, tax=tax)  # fmt: skip
        end = complete_to or first
        received = datetime.combine(end + timedelta(1 if complete_to else 0), datetime.min.time())
        self._insert("imports", import_id=key, file=f"{name}.csv", format=f"{platform}.campaign",
                     declared_from=first, declared_to=end, committed_at=received,
                     received_at=received, received_on=received.date(),
                     platform=platform, book=BOOKS.get(platform, "orders"),
                     measures=["impressions", "cost", "conversions"])  # fmt: skip
        self._insert("paths", path_key=key, platform=platform, account_key=key)
        claim = {"import_id": key, "voice": "1", "day_from": first, "day_to": end}
        self._insert("claims", path_key=key, **claim)
        return self

    def day(self, account: str, day: date, campaign: str = "", **measures: Any) -> World:
        """Add an account's day, of one campaign where one is named."""
        key, platform = self.keys[account]
        row = {"day": day, "platform": platform, "account_key": key, "reach_rows": 1, **measures}
        if campaign:
            self._insert("campaign_days", campaign_key=self._campaign(key, campaign), **row)
        else:
            self._insert("account_days", **row)
        if not VISITORS.isdisjoint(measures):
            self.people(account, day, day, campaign, **measures)
        return self

    def people(
        self, account: str, first: date, last: date, channel: str = "", **measures: Any
    ) -> World:
        """Add the people of exactly a span, of one channel where one is named."""
        key, platform = self.keys[account]
        said = {name: value for name, value in measures.items() if name in set(WebMeasure)}
        self._insert("people", day_from=first, day_to=last, platform=platform, account_key=key,
                     by_channel=bool(channel), said_at=datetime(2026, 11, 18), voice="#span",
                     campaign_key=self._campaign(key, channel) if channel else None,
                     **said)  # fmt: skip
        return self

    def days(self, account: str, first: date, last: date, **measures: Any) -> World:
        """Add the same facts on every day from first to last."""
        if not VISITORS.isdisjoint(measures):
            for n in range((last - first).days + 1):
                self.day(account, first + timedelta(n), **measures)
            return self
        key, platform = self.keys[account]
        row = {"platform": platform, "account_key": key, "reach_rows": 1, **measures}
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
        self.con.execute(
            f"insert into account_days (day, {names}) select day::date, {marks}"  # noqa: S608
            " from generate_series(?::date, ?::date, interval 1 day) as every(day)",
            [*row.values(), first, last],
        )
        return self

    def range(self, account: str, first: date, last: date, **measures: Any) -> World:
        """Add what a range-only file says of one campaign."""
        key, platform = self.keys[account]
        self._insert("campaign_ranges", day_from=first, day_to=last, voice="1", platform=platform,
                     account_key=key, campaign_key=1, said_at=datetime(2026, 11, 18),
                     **{"reach_rows": 1, **measures})  # fmt: skip
        return self

    def searched(self, account: str, day: date, query: str | None = None, **told: Any) -> World:
        """Add what was searched on a day: all of it, or one query."""
        key, _ = self.keys[account]
        self._insert("searches", account_key=key, day_from=day, day_to=day, import_id=key,
                     split="query" if query else "all", name=query, **told)  # fmt: skip
        return self

    def took(self, crm: str, day: date, hours: float | None, days: float | None) -> World:
        """Add how long one lead took that was contacted, or became SQL, on a day."""
        key, _ = self.keys[crm]
        self._insert("lead_times", day=day, account_key=key, hours=hours, days=days)
        return self

    def sold(
        self, shop: str, day: date, channel: str = "", paid: dict[str, Any] | None = None,
        **placed: Any,
    ) -> World:  # fmt: skip
        """Add what a shop's orders of a day add up to; all of it paid unless said."""
        both = {f"{name}_placed": value for name, value in placed.items()}
        both |= {f"{name}_paid": value for name, value in {**placed, **(paid or {})}.items()}
        return self.day(shop, day, channel, **{"reach_rows": placed.get("orders", 1), **both})

    def order(
        self,
        shop: str,
        day: date,
        channel: str | None = "官網",
        kind: str | None = None,
        *,
        by: str | None = None,
        new: bool = False,
        since: date | None = None,
        status: str = "placed",
        payment: str = "paid",
        categories: Sequence[str | None] = (),
    ) -> World:
        """Add an order as the shop lists it, `by` a customer, with an item of each category."""
        key = self.keys[shop][0]
        ((before,),) = self.con.execute("select count(*) from orders").fetchall()
        number = f"{shop}-{day}-{before:05}"
        self._insert("orders", account_key=key, order_id=number, placed_on=day,
                     sales_channel=channel, status=status, payment_status=payment, customer=by,
                     is_new=new, customer_kind=kind, member_since=since, import_id=key)  # fmt: skip
        for category in categories:
            self._insert("order_lines", account_key=key, order_id=number, category=category,
                         quantity=1)  # fmt: skip
        return self

    def planned(
        self,
        first: date,
        last: date,
        platform: str | None,
        budget: Any,
        sheet: int = 70,
        currency: str = "TWD",
        **more: Any,
    ) -> World:
        """Add a line of a plan, from an import of its own for each sheet."""
        known = "select 1 from imports where import_id = ?"
        if not self.con.execute(known, [sheet]).fetchall():
            said = datetime(2026, 1, 1)
            self._insert("imports", import_id=sheet, file=f"plan-{sheet}.xlsx", platform="plan",
                         format="generic.plan", book="plan", declared_from=first,
                         declared_to=last, committed_at=said, received_at=said,
                         received_on=said.date())  # fmt: skip
        self._insert("plan", account_key=sheet, day_from=first, day_to=last, currency=currency,
                     plan_platform=platform, budget=budget, import_id=sheet, **more)  # fmt: skip
        return self

    def rate(
        self,
        first: date,
        last: date,
        currency: str,
        rate: str,
        to: str | None = "TWD",
        said: int = 90,
    ) -> World:
        """Add what one unit of a currency is worth on some days, from an import of its own."""
        self._insert("imports", import_id=said, file=f"rates-{said}.csv", format="generic.rates",
                     platform="rates", book="rates", declared_from=first, declared_to=last,
                     committed_at=datetime(2026, 11, 1), received_at=datetime(2026, 11, 1),
                     received_on=date(2026, 11, 1))  # fmt: skip
        self._insert("rates", rate_currency=currency, rate_to=to, day_from=first, day_to=last,
                     rate=Decimal(rate), import_id=said)  # fmt: skip
        return self

    def speaks(self, account: str, day: date) -> World:
        """Let the account's import be the one that is heard for a day."""
        key = self.keys[account][0]
        self._insert("speakers", import_id=key, account_key=key, voice="1", day_from=day,
                     day_to=day, said_at=datetime(2026, 11, 13), rank=1, layered=False)  # fmt: skip
        return self

    def publish(self, folder: Path) -> None:
        """Write the world down as the current snapshot of a store."""
        self.con.execute(f"attach '{folder / 'all-1.duckdb'}' as kept")
        self.con.execute("copy from database memory to kept")
        self.con.execute("detach kept")
        (folder / "CURRENT").write_text("all-1.duckdb", encoding="ascii")

    def _campaign(self, account_key: int, name: str) -> int:
        known = "select campaign_key from campaigns where account_key = ? and campaign = ?"
        row = self.con.execute(known, [account_key, name]).fetchone()
        if row:
            return int(row[0])
        key = account_key * 100 + len(self.con.execute("select 1 from campaigns").fetchall())
        self._insert("campaigns", campaign_key=key, account_key=account_key, campaign=name,
                     campaign_id=f"c{key}")  # fmt: skip
        return key

    def _insert(self, table: str, **values: Any) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        self.con.execute(f"insert into {table} ({names}) values ({marks})", [*values.values()])  # noqa: S608


def _tables() -> duckdb.DuckDBPyConnection:
    """Return the empty tables of a snapshot."""
    con = duckdb.connect()
    con.execute(columns.schema())
    return con


@pytest.fixture(scope="session")
def ground() -> duckdb.DuckDBPyConnection:
    """Return the tables on which worlds follow one another: they are emptied sooner than made."""
    return _tables()


@pytest.fixture
def world(ground: duckdb.DuckDBPyConnection) -> Iterator[World]:
    """Return an empty world."""
    yield World(ground)
    written = "select table_name from duckdb_tables() where estimated_size > 0"
    for (table,) in ground.execute(written).fetchall():
        if table != "layout":  # the mark of who made the tables
            ground.execute(f'delete from "{table}"')  # noqa: S608


@pytest.fixture
def state(tmp_path: Path) -> State:
    """Return a fresh state whose figures are told in TWD."""
    state = State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    state.set_setting("currency", "TWD", by="test")
    return state


@pytest.fixture
def view() -> Callable[..., View]:
    """Return a maker of views: 中文, this month, no filter."""

    def make(**changed: Any) -> View:
        whole = {"lang": "zh", "period": "month", "start": None, "end": None}
        return View(**{**whole, "platform": None, "account": None, "today": TODAY, **changed})

    return make
