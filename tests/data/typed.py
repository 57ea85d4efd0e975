"""Typed rows written by hand: stores for tests of what comes after reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data import publication, snapshot
from data.journal import JournalRow, Step
from data.report import Report, Rows, Span
from data.schema import ADS, Book, Kind, Measure
from data.state import State
from data.store import Store
from data.warehouse.master import Master, Outcome

RECEIVED = date(2026, 6, 1)
Row = dict[str, Any]


def day(n: int) -> date:
    """Return the n-th day of 2026."""
    return date(2026, 1, 1) + timedelta(days=n - 1)


def row(
    n: int | tuple[int, int], campaign: str | None, cost: float | None = None, **more: Any
) -> Row:
    """Return one exported row on the n-th day, or on a range of days."""
    first, last = (n, n) if isinstance(n, int) else n
    said = {"day_from": day(first), "day_to": day(last), "campaign": campaign, "cost": cost}
    return {"account_name": "Shop", **said, **more}


def order(n: int, order_id: str, total: float | None = None, **more: Any) -> Row:
    """Return one line of an order placed and paid on the n-th day at the shop's own site."""
    said = {"day_from": day(n), "day_to": day(n), "order_id": order_id, "total": total}
    usual = {"status": "placed", "payment_status": "paid", "sales_channel": "官網"}
    return {"account_name": "Shop", **usual, **said, **more}


def arrow_type(book: Book, column: str) -> pa.DataType:
    """Return the type a column of typed rows has."""
    if column in ("day_from", "day_to", *book.dates):
        return pa.date32()
    if column in book.texts:
        return pa.string()
    kind = book.measures(column).kind
    return pa.int64() if kind is Kind.COUNT else pa.decimal128(18, 6)


def write(path: Path, rows: Sequence[Row], book: Book = ADS) -> None:
    """Write typed rows as the sandbox does."""
    schema = pa.schema([(column, arrow_type(book, column)) for column in book.columns])
    table = []
    for given in rows:
        made = {name: given.get(name) for name in schema.names}
        for m in book.measures:
            if m.kind is not Kind.COUNT and made[m] is not None:
                made[m] = Decimal(str(made[m])).quantize(Decimal("0.000001"))
        table.append(made)
    pq.write_table(pa.Table.from_pylist(table, schema=schema), path)


class Shop:
    """A store whose imports are written by hand.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the store.
    """

    def __init__(self, root: Path) -> None:
        self.store = Store.at(root)
        self.state = State.open(f"sqlite:///{root / 'state.sqlite'}")

    def parsed(
        self,
        rows: Sequence[Row],
        *,
        level: int | None = 1,
        book: Book = ADS,
        answers: Mapping[str, str] | None = None,
        days: tuple[int, int] | None = None,
        counted: Rows | None = None,
        **report: Any,
    ) -> JournalRow:
        """Put a file into the journal as PARSED, its typed rows in their place."""
        first = day(days[0]) if days else min(r["day_from"] for r in rows)
        last = day(days[1]) if days else max(r["day_to"] for r in rows)
        grain = "day" if all(r["day_from"] == r["day_to"] for r in rows) else "range"
        names = {r["account_id"] if r.get("account_id") else r.get("account_name") for r in rows}
        said: dict[str, Any] = {
            "format": "google_ads.campaign",
            "platform": "google_ads",
            "currency": "TWD",
            "accounts": tuple(sorted(filter(None, names))),
            "period": Span(first, last, grain, declared=True),
            "measures": tuple(
                str(m) for m in book.measures if any(r.get(m) is not None for r in rows)
            ),
            "book": book.key,
            "rows": counted or Rows(in_=len(rows), loaded=len(rows)),
            **report,
        }
        sha256 = f"{len(self.state.journal()):064x}"
        import_id = self.state.received(sha256, f"{sha256[-4:]}.csv", "test", RECEIVED)
        write(self.store.rows(import_id), rows, book)
        found = Report(status="parsed", level=level, **said)
        self.state.move(import_id, Step.PARSED, "test", report=found, answers=dict(answers or {}))
        return self.state.entry(import_id)

    def load(self, rows: Sequence[Row], **how: Any) -> Outcome:
        """Commit rows as one import, and let the journal follow."""
        entry = self.parsed(rows, **how)
        with self.master() as master:
            done = master.commit(entry)
        if done.at is not None:
            told = done.changes.to_json()
            self.state.move(
                entry.import_id, Step.COMMITTED, "test", committed_at=done.at, changes=told
            )
        return done

    def undo(self, import_id: int) -> datetime:
        """Undo one import, and let the journal follow."""
        with self.master() as master:
            at = master.undo(import_id)
        self.state.move(import_id, Step.UNDONE, "test", undone_at=at)
        return at

    def master(self) -> Master:
        """Open the master."""
        return Master(self.store.master, self.store.parsed)

    def published(self) -> snapshot.Snapshot:
        """Publish the master and return what is current."""
        publication.publish(self.store)
        found = snapshot.current(self.store)
        assert found is not None
        return found


MEASURES = ", ".join(f"sum({m}) as {m}" for m in Measure if m.additive)
CAMPAIGNS = f"""
    select day, platform, account, campaign_id, campaign, {MEASURES}, min(reach), sum(reach_rows)
    from campaign_days join accounts using (account_key, platform)
    left join campaigns using (account_key, campaign_key)
    group by all order by all
"""  # noqa: S608
AD_GROUPS = f"""
    select day, account, campaign, ad_group_id, ad_group, {MEASURES}
    from ad_group_days join accounts using (account_key)
    left join campaigns using (account_key, campaign_key)
    left join ad_groups using (campaign_key, ad_group_key)
    group by all order by all
"""  # noqa: S608
ACCOUNTS = f"""
    select day, platform, account, account_id, currency, {MEASURES}
    from account_days join accounts using (account_key, platform) group by all order by all
"""  # noqa: S608


def answers(found: snapshot.Snapshot) -> dict[str, Any]:
    """Return everything a snapshot says, by names and not by keys."""
    sources = [
        (s.platform, s.account, s.currency, s.first_day, s.last_day, s.complete_to, s.imports)
        for s in found.sources()
    ]
    names = {a.account_key: a.account for a in found.accounts()}
    campaigns = dict(found.query("select campaign_key, campaign from campaigns"))
    ranges = [
        (r[0], names[r[2]], campaigns.get(r[3]), *r[4:])
        for r in found.ranges(date(2025, 1, 1), date(2027, 1, 1))
    ]
    return {
        "campaigns": found.query(CAMPAIGNS),
        "ad_groups": found.query(AD_GROUPS),
        "accounts": found.query(ACCOUNTS),
        "sources": sources,
        "ranges": sorted(ranges, key=repr),
    }


def costs(found: snapshot.Snapshot) -> dict[tuple[int, str], float]:
    """Return cost by (n-th day, campaign): the shortest thing to compare."""
    rows = found.query(
        "select day, campaign, cost from campaign_days join campaigns using (campaign_key)"
        " where cost is not null order by all"
    )
    return {((at - day(1)).days + 1, name): float(cost) for at, name, cost in rows}
