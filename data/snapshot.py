"""What everybody reads: versioned, read-only copies of the master, and what they answer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data.outdated import Damaged, Outdated
from data.rules import charges
from data.rules.fees import FeeRule
from data.schema import PLATFORMS, Quantity, ShopMeasure
from data.sql import filled, recipe
from data.store import Store
from data.tellings import Telling as Telling
from data.tellings import tellings
from data.warehouse import columns, rollups
from data.warehouse.rollups import RANGE_ROW as RANGE_ROW

ALL: tuple[Quantity, ...] = (*columns.DAILY, *ShopMeasure)
"""Whatever the daily tables hold."""

HARDENED: dict[str, Any] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "memory_limit": "1GB",
    "max_execution_time": 30_000,
    "lock_configuration": True,
}


@dataclass(frozen=True, slots=True)
class Account:
    """One advertising account; ``account`` is its name, else its id."""

    account_key: int
    platform: str
    account: str
    account_id: str | None
    account_name: str | None
    currency: str | None
    time_zone: str | None
    tax: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """One account as a source of figures.

    Parameters
    ----------
    complete_to : datetime.date or None
        The last day covered, but never later than the day before the covering file was written
        or received: the day of an export is not over yet.
    received_at : datetime.datetime
        When its latest file came, UTC.
    tax : str
        ``included`` or ``excluded``; the platform's customary basis while nobody answered.
    imports : int
        How many imports that count it has.
    """

    platform: str
    account_key: int
    account: str
    currency: str | None
    first_day: date
    last_day: date
    complete_to: date | None
    received_at: datetime
    tax: str
    tax_assumed: bool
    time_zone: str | None
    imports: int


def _source(row: dict[str, Any]) -> Source:
    """Fill the tax basis in: answered, else customary on the platform."""
    customary = "included" if PLATFORMS[row["platform"]].tax_included else "excluded"
    return Source(**{**row, "tax": row["tax"] or customary}, tax_assumed=row["tax"] is None)


@dataclass(frozen=True, slots=True)
class ImportRef:
    """One import behind a figure; ``days`` counts the days it speaks for there."""

    import_id: int
    file: str
    format: str
    days: int
    committed_at: datetime
    platform: str


class Snapshot:
    """One published state of the master, or that state as of an earlier time.

    Parameters
    ----------
    path : pathlib.Path
        ``snapshots/all-<number>.duckdb``; never changed once it has that name.
    """

    def __init__(self, path: Path, con: duckdb.DuckDBPyConnection | None = None) -> None:
        self.path = path
        self.number = int(path.stem.rpartition("-")[2])
        self.is_past = con is not None
        self._con = con or duckdb.connect(str(path), read_only=True, config=HARDENED)

    def query(self, sql: str, **bound: Any) -> list[tuple[Any, ...]]:
        """Run one named query on a cursor of its own; values are bound as ``$name``."""
        with self._con.cursor() as cursor:
            return cursor.execute(sql, bound).fetchall()

    def is_outdated(self) -> bool:
        """Whether another version of this program wrote it."""
        try:
            return self.query(recipe("layout")) != [(columns.layout(),)]
        except duckdb.CatalogException:  # from before there were marks
            return True

    def accounts(self) -> list[Account]:
        """Return every account that a live import has rows of, by platform and name."""
        return [Account(*row) for row in self.query(recipe("accounts"))]

    def sources(self, as_of: datetime | None = None) -> list[Source]:
        """Return every account with what is known of its coverage, now or at an earlier time."""
        at = self if as_of is None else self.as_of(as_of)
        names = [field for field in Source.__slots__ if field != "tax_assumed"]
        return [_source(dict(zip(names, row, strict=True))) for row in at.query(recipe("sources"))]

    def fee_rules(self) -> list[FeeRule]:
        """Return the rules by which its service fees grew."""
        return charges.read(self.query(charges.KEPT))

    def own_site(self) -> frozenset[str]:
        """Return the sales channels that count as the shop's own site."""
        return frozenset(channel for (channel,) in self.query("from own_site"))

    def stages(self) -> dict[str, str]:
        """Return what the stages that people named mean, by their names in lower case."""
        return dict(self.query("select name, stage from stage_names"))

    def ranges(self, start: date, end: date) -> list[tuple[Any, ...]]:
        """Return what range-only files add to a period; see data/rollups.py.

        Returns
        -------
        list of tuple
            As `RANGE_ROW` names them; measures that do not count in this period are None.
        """
        with self._con.cursor() as cursor:
            return rollups.ranges(cursor, start, end)

    def imports_behind(
        self,
        platform: str | None,
        account: str | None,
        start: date,
        end: date,
        measures: Sequence[Quantity] = ALL,
    ) -> list[ImportRef]:
        """Return the imports that speak for these measures in a period, by commit time.

        Parameters
        ----------
        platform, account : str or None
            All of them where None; an account by its name or its id.
        """
        rows = self.query(
            filled("imports_behind", people=columns.site()["quoted"]),
            platform=platform,
            account=account,
            start=start,
            end=end,
            measures=[str(m) for m in measures],
        )
        return [ImportRef(*row) for row in rows]

    def tellings(self, since: date) -> list[Telling]:
        """Return what each import told of the days since one, by day and time."""
        return [] if self.is_past else list(tellings(self.path, since))

    def as_of(self, at: datetime) -> Snapshot:
        """Return the figures as they were at a time (UTC): later imports and undos left out."""
        spilled = {"temp_directory": f"{self.path}.past", "memory_limit": HARDENED["memory_limit"]}
        con = duckdb.connect(config={"python_enable_replacements": False, **spilled})
        con.execute("attach $path as kept (read_only)", {"path": str(self.path)})
        con.execute("create temp table moment as select $at::timestamp", {"at": at})
        con.execute(columns.schema())
        con.execute(recipe("as_of"))
        rollups.touch(con, None)
        rollups.rebuild(con, self.path.parent.parent / "parsed")
        charges.charge(con, self.fee_rules())
        for name, value in HARDENED.items():
            con.execute(f"set {name} = '{value}'")
        return Snapshot(self.path, con)


_open: dict[Path, Snapshot] = {}
_opening = threading.Lock()


def current(store: Store) -> Snapshot | None:
    """Return the published snapshot, None before the first; cheap enough for every rerun.

    A snapshot that was replaced closes by itself when its last reader lets go of it.

    Raises
    ------
    Outdated
        When another version of this program wrote it; Damaged, when it does not open.
    """
    for _attempt in range(5):
        name = pointer(store)
        if name is None:
            return None
        path = store.snapshots / name
        held = _open.get(store.root)
        if held is not None and held.path == path:
            return held
        with _opening:
            try:
                opened = Snapshot(path)
            except duckdb.IOException as unreadable:
                if path.exists():
                    raise Damaged(path.name) from unreadable
                continue  # replaced and tidied away between our reading and our opening
            if opened.is_outdated():
                raise Outdated
            _open[store.root] = opened
            return opened
    raise RuntimeError(f"no snapshot could be opened in {store.snapshots}")


def pointer(store: Store) -> str | None:
    """Return the file name that CURRENT points to, None where nothing is published."""
    try:
        return (store.snapshots / "CURRENT").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
