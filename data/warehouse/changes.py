"""What an import changes: days taken over, sums before and after, campaigns that would vanish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from data.journal import JournalRow
from data.report import Question
from data.schema import CRM, ORDERS, SEARCH, LeadMeasure, Quantity, SearchMeasure, ShopMeasure
from data.sql import filled, recipe
from data.text import Text
from data.warehouse import columns, rollups

SUMMED = columns.figures()
DATED = (*rollups.SPEAKING, SEARCH.key)
"""Books in which one import takes the place of another day by day, or range by range."""
_DERIVED: Mapping[str, tuple[str, ...]] = {
    ORDERS.key: tuple(ShopMeasure),
    CRM.key: (
        LeadMeasure.CRM_LEADS, LeadMeasure.MQL, LeadMeasure.SQL, LeadMeasure.OPPORTUNITIES,
        LeadMeasure.DEALS_WON, LeadMeasure.PIPELINE_AMOUNT, LeadMeasure.WON_AMOUNT,
        LeadMeasure.SUBSCRIBED,
    ),
}  # fmt: skip
"""What is told of a change in books of which the days are derived."""
NAMED = 3
"""How many vanishing campaigns a question names."""

ASK = Text(
    zh="這個檔案會讓 {count} 個廣告活動的資料消失（{names}，合計花費 {cost}）。"
    "這是完整的報表，要整個取代這些日子嗎？還是只更新檔案裡有的廣告活動？",
    en="With this file, data of {count} campaigns would vanish ({names}; cost {cost} in all). "
    "Is it the complete report that replaces these days, or does it only update what it contains?",
)
CHOICES = (
    ("replace", Text(zh="取代：這些日子以這個檔案為準", en="Replace: the file is all there is")),
    ("merge", Text(zh="合併：檔案裡沒有的保留原樣", en="Merge: keep what the file lacks")),
)
UNNAMED = Text(zh="未具名", en="without a name")
ALL_UNHEARD = Text(
    zh="這份檔案的日期已由較晚匯出的檔案 {files} 提供，載入後數字不變。",
    en="Files exported later already speak for all of its days ({files}); loading it changes "
    "no figure.",
)
SOME_UNHEARD = Text(
    zh="其中 {days} 天已由較晚匯出的檔案 {files} 提供，這些日子的數字不變。",
    en="Files exported later already speak for {days} of its days ({files}); the figures of "
    "these days stay.",
)


@dataclass(frozen=True, slots=True)
class Lost:
    """One campaign that would lose days, and the cost on them."""

    campaign: str | None
    days: int
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import changes on the board.

    Parameters
    ----------
    replaced_days : int
        Days for which another import spoke before.
    measures : dict
        By measure of the file: sums over its accounts and days, before and after.
    vanishing : tuple of Lost
        Campaigns that lose days if the file replaces what is there.
    unheard : tuple of (int, int)
        Imports said later, and the days of this one for which they are heard instead.
    silent : bool
        Whether that is every day of it.
    days : int or None
        Where an undo is told: the days the import speaks for; of `replaced_days` of them others
        speak then.
    """

    replaced_days: int
    measures: dict[str, tuple[Decimal | None, Decimal | None]]
    vanishing: tuple[Lost, ...] = ()
    unheard: tuple[tuple[int, int], ...] = ()
    silent: bool = False
    days: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, sums as strings; `unheard` and `days` only where told."""
        told = {
            "replaced_days": self.replaced_days,
            "measures": {
                name: {"before": _plain(before), "after": _plain(after)}
                for name, (before, after) in self.measures.items()
            },
        }
        more = {"days": self.days} if self.days is not None else {}
        return told | more | ({"unheard": self._unheard()} if self.unheard else {})

    def _unheard(self) -> dict[str, Any]:
        instead = [import_id for import_id, _days in self.unheard]
        return {"imports": instead, "days": sum(d for _id, d in self.unheard), "all": self.silent}

    def question(self) -> Question:
        """Return the question `replace`, naming the dearest campaigns."""
        cost = sum((lost.cost or Decimal(0) for lost in self.vanishing), Decimal(0))
        texts = [Text(n, n) if (n := lost.campaign) else UNNAMED for lost in self.vanishing[:NAMED]]
        more = len(self.vanishing) > NAMED
        names = Text(
            zh="、".join(f"「{t.zh}」" for t in texts) + ("等" if more else ""),
            en=", ".join(f"“{t.en}”" for t in texts) + (" and more" if more else ""),
        )
        text = ASK.fill(count=len(self.vanishing), names=names, cost=f"{cost:,.2f}")
        return Question(key="replace", text=text, choices=CHOICES)


@dataclass(frozen=True, slots=True)
class Before:
    """What has to be read before the rollups are derived again."""

    replaced_days: int
    figures: dict[str, Decimal | None]
    standing: int


def before(con: duckdb.DuckDBPyConnection, row: JournalRow) -> Before:
    """Read, between touch and rebuild, what the import is about to change."""
    own = {"import_id": row.import_id}
    con.execute(recipe("compared"), own)
    standing = con.execute(recipe("standing")).fetchall()[0][0]
    replaced = con.execute(recipe("replaced"), own).fetchall()[0][0]
    if _book(row) not in DATED:  # orders take the place of orders, never of days
        return Before(0, _figures(con, row), 0)
    return Before(int(replaced), _figures(con, row), standing)


def after(con: duckdb.DuckDBPyConnection, row: JournalRow, before: Before) -> Changes:
    """Read what the import has changed, and put it beside what was."""
    lost = con.execute(recipe("vanishing")).fetchall() if before.standing else []
    own = {"import_id": row.import_id}
    by_day = _book(row) in DATED
    others = con.execute(recipe("unheard"), own).fetchall() if by_day else []
    speaks = "select count(*) from speakers where import_id = $import_id"
    spoken = con.execute(speaks, own).fetchall()[0][0]
    return Changes(
        before.replaced_days,
        _both(con, row, before),
        tuple(Lost(*found) for found in lost),
        tuple(others),
        silent=by_day and not spoken,
    )


def without(con: duckdb.DuckDBPyConnection, row: JournalRow, before: Before) -> Changes:
    """Read what undoing an import has changed, and whose days they are now."""
    days, handed = con.execute(recipe("handed")).fetchall()[0]
    return Changes(handed, _both(con, row, before), days=days)


def unheard(told: Mapping[str, Any] | None) -> Text | None:
    """Return the sentence about days for which other imports are heard; None where there is none.

    Parameters
    ----------
    told : mapping or None
        What :meth:`Changes.to_json` returned.
    """
    found = (told or {}).get("unheard")
    if not found:
        return None
    ids = [f"#{import_id}" for import_id in found["imports"]]
    more = len(ids) > NAMED
    files = Text(
        zh="、".join(ids[:NAMED]) + ("等" if more else ""),
        en=", ".join(ids[:NAMED]) + (" and more" if more else ""),
    )
    return (ALL_UNHEARD if found["all"] else SOME_UNHEARD).fill(files=files, days=found["days"])


def _both(
    con: duckdb.DuckDBPyConnection, row: JournalRow, before: Before
) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Return each measure of the import before and now."""
    now = _figures(con, row)
    brought = _DERIVED.get(_book(row), _brought(row))
    return {m: (before.figures[m], now[m]) for m in now if m in brought}


def _figures(con: duckdb.DuckDBPyConnection, row: JournalRow) -> dict[str, Decimal | None]:
    """Sum each measure over the compared accounts and days: daily values, and speaking ranges.

    Of searches what is split as the import splits it: a list of pages changes no list of queries.
    """
    if row.report and row.report.book == SEARCH.key:
        split = row.report.breakdown or "all"
        told = con.execute(recipe("searched"), {"split": split}).fetchall()[0]
        both = SearchMeasure.SEARCH_CLICKS, SearchMeasure.SEARCH_IMPRESSIONS
        return dict(zip(both, map(_sum, zip(told, strict=True)), strict=True))
    sums = filled("figures", sums=", ".join(SUMMED.values()))
    daily = con.execute(sums).fetchall()[0]
    compared = con.execute("select account_key, day_from, day_to from compared").fetchall()
    ranged: list[Sequence[Any]] = []
    if compared:
        accounts = {account for account, _first, _last in compared}
        first, last = min(c[1] for c in compared), max(c[2] for c in compared)
        ranged = [r for r in rollups.ranges(con, first, last) if r[2] in accounts]
    return {
        measure: _sum([value, *(r[rollups.column(measure)] for r in _of(measure, ranged))])
        for measure, value in zip(SUMMED, daily, strict=True)
    }


def _of(measure: Quantity, ranged: list[Sequence[Any]]) -> list[Sequence[Any]]:
    """Return the ranges, where ranges can say such a measure."""
    return ranged if measure in columns.SPOKEN else []


def _book(row: JournalRow) -> str:
    return row.report.book if row.report else ""


def _brought(row: JournalRow) -> tuple[str, ...]:
    return row.report.measures if row.report else ()


def _sum(values: Sequence[Any]) -> Decimal | None:
    """Add what is known; None where nothing is."""
    known = [Decimal(v) for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None


def _plain(value: Decimal | None) -> str | None:
    """Write a sum without exponent and needless zeros."""
    return None if value is None else f"{value.normalize():f}"
