"""What an import changes: days taken over, sums before and after, campaigns that would vanish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from data import rollups
from data.journal import JournalRow
from data.report import Question
from data.schema import Measure
from data.sql import recipe
from data.text import Text

SUMMED = tuple(m for m in Measure if m.additive)
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
    """

    replaced_days: int
    measures: dict[str, tuple[Decimal | None, Decimal | None]]
    vanishing: tuple[Lost, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; sums as strings."""
        return {
            "replaced_days": self.replaced_days,
            "measures": {
                name: {"before": _plain(before), "after": _plain(after)}
                for name, (before, after) in self.measures.items()
            },
        }

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
    standing = con.execute(recipe("standing")).fetchall()[0][0]
    replaced = con.execute(recipe("replaced"), own).fetchall()[0][0]
    return Before(int(replaced), _figures(con, row), standing)


def after(con: duckdb.DuckDBPyConnection, row: JournalRow, before: Before) -> Changes:
    """Read what the import has changed, and put it beside what was."""
    now = _figures(con, row)
    brought = row.report.measures if row.report else ()
    lost = con.execute(recipe("vanishing")).fetchall() if before.standing else []
    return Changes(
        before.replaced_days,
        {m: (before.figures[m], now[m]) for m in SUMMED if m in brought},
        tuple(Lost(*found) for found in lost),
    )


def _figures(con: duckdb.DuckDBPyConnection, row: JournalRow) -> dict[str, Decimal | None]:
    """Sum each measure over the import's accounts and days: daily values, and speaking ranges."""
    own = {"import_id": row.import_id}
    daily = con.execute(recipe("figures"), own).fetchall()[0]
    spans = con.execute(recipe("claimed_ranges"), own).fetchall()
    accounts = {account for account, _first, _last in spans}
    ranged: list[Sequence[Any]] = []
    if spans:
        first, last = min(s[1] for s in spans), max(s[2] for s in spans)
        ranged = [r for r in rollups.ranges(con, first, last) if r[2] in accounts]
    return {
        measure: _sum([value, *(r[rollups.column(measure)] for r in ranged)])
        for measure, value in zip(SUMMED, daily, strict=True)
    }


def _sum(values: Sequence[Any]) -> Decimal | None:
    """Add what is known; None where nothing is."""
    known = [Decimal(v) for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None


def _plain(value: Decimal | None) -> str | None:
    """Write a sum without exponent and needless zeros."""
    return None if value is None else f"{value.normalize():f}"
