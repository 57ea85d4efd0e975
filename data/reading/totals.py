"""The file's own totals against the rows that were read, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from data.exports.base import Export
from data.reading.plan import Plan
from data.report import Problem, Sum
from data.schema import WEB, Kind, Quantity, WebMeasure
from data.sql import recipe
from data.text import Text

BY_HAND = (
    "total",
    "grand total",
    "subtotal",
    "sum",
    "總計",
    "合計",
    "小計",
    "加總",
    "总计",
    "合计",
)
"""What people call the rows they add below a report."""
CENT = Decimal("0.005")
"""What one row's rounding to cents can hide."""
ESTIMATED = frozenset(
    {
        WebMeasure.SESSIONS,
        WebMeasure.ENGAGED_SESSIONS,
        WebMeasure.ENGAGEMENT_SECONDS,
        WebMeasure.ITEM_SESSIONS,
        WebMeasure.CART_SESSIONS,
        WebMeasure.CHECKOUT_SESSIONS,
    }
)
"""What GA4 estimates anew for each row and for the total (HyperLogLog++), events and money not."""
ESTIMATE = Decimal("0.05")
"""Three times the error of such an estimate: what a total may differ from its rows by."""

_OFF = Text(
    "「{column}」的檔案總計是 {total}，各列加總是 {rows}，相差 {difference}。",
    "“{column}”: the file's own total is {total}, its rows sum to {rows}, a difference of"
    " {difference}.",
)
_OFF_MEND = Text(
    "檔案的列可能不完整或被改過。請從平台重新匯出整份報表。",
    "Rows may be missing or changed. Export the whole report again from the platform.",
)
_ALL_ROWS = Text(
    "GA4 的探索可能只匯出一部分的列：請把「顯示列數」調到包含所有列，再重新匯出。",
    "An exploration may have left rows out: raise “Show rows” until all are shown, export again.",
)
_ESTIMATED = Text(
    "「{column}」的檔案總計是 {total}，各列加總是 {rows}：GA4 的工作階段是逐列估計的，"
    "看板採用各列。",
    "“{column}”: the file's own total is {total}, its rows sum to {rows}. GA4 estimates sessions"
    " row by row; the board reads the rows.",
)


@dataclass(frozen=True, slots=True)
class Balance:
    """What the rows sum to, and whether the file's own total agrees."""

    sums: dict[str, Sum]
    reconciled: bool | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Text, ...] = ()


def label_key(label: str) -> str:
    """Return what two spellings of a total's label have in common."""
    words = label.strip().casefold().replace("：", ":").split(":")
    return ":".join(w.strip() for w in words)


def labels(export: Export) -> list[str]:
    """Return every label known to be a total's: the platform's own, and those people add."""
    return [*map(label_key, (*export.entity_totals, *export.other_totals)), *BY_HAND]


def balance(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, sheet: str | None) -> Balance:
    """Compare every additive measure with the file's total of exactly these rows.

    Tolerance is half a cent a row for money and fractional counts (the platform rounds each row),
    none for whole counts but those that the platform estimates.
    """
    if not _additive(plan):  # exchange rates and targets
        return Balance({}, None)
    loaded, quarantined, rows = _sums(con, plan, out)
    found = [_compare(plan, t, loaded, quarantined, rows, sheet) for t in _totals(con, plan)]
    if not found:
        return Balance(_as_sums(plan, None, loaded, quarantined), None)
    # one report saved twice into one file would show two: any that agrees is the rows' own
    return next((b for b in found if b.reconciled), found[0])


def matches_rows(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, name: str) -> bool:
    """Whether the row of one name states what all loaded rows sum to."""
    loaded, _, rows = _sums(con, plan, out)
    wanted = _additive(plan)
    sql = recipe("named").format(columns=", ".join(m.value for m in wanted))
    (row,) = con.execute(sql, {"name": name}).fetchall()[:1]
    return _equal(dict(zip(wanted, row, strict=True)), loaded, rows)


def beside_unnamed(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> bool:
    """Whether a total without a name stands in the file, and is more than the loaded rows."""
    loaded, _, rows = _sums(con, plan, out)
    wanted = _additive(plan)
    columns = ", ".join(m.value for m in wanted)
    sql = recipe("unnamed").format(columns=columns)
    found = con.execute(sql).fetchall()
    return any(not _equal(dict(zip(wanted, row, strict=True)), loaded, rows) for row in found)


def by_hand(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> tuple[str, str] | None:
    """Return column and name of a loaded row that is called a total and is the sum of the others.

    A row with a day of its own is no total of the report.
    """
    loaded, _, rows = _sums(con, plan, out)
    wanted = _additive(plan)
    columns = ", ".join(m.value for m in wanted)
    names = [role for role in plan.table.export.required if role in plan.book.texts]
    for role in () if plan.table.column("day") else names:
        sql = recipe("by_hand").format(name=role, columns=columns)
        called = con.execute(sql, {"file": str(out), "words": list(BY_HAND)}).fetchall()
        named = [(r[0], dict(zip(wanted, r[1:], strict=True))) for r in called]
        others = {m: loaded[m] - sum(Decimal(r[m] or 0) for _, r in named) for m in wanted}
        column = plan.table.column(role)
        for name, row in named if column and any(others.values()) else ():
            if column and _equal(row, others, rows):
                return column.header, name
    return None


def _equal(stated: dict[Quantity, Any], sums: dict[Quantity, Decimal], rows: int) -> bool:
    """Whether figures are these sums, as far as they are stated."""
    known = {m: Decimal(v) for m, v in stated.items() if v is not None}
    return all(abs(v - sums[m]) <= _tolerance(m, rows) for m, v in known.items())


def _tolerance(measure: Quantity, rows: int) -> Decimal:
    return Decimal(0) if measure.kind is Kind.COUNT else CENT * rows


def _compare(
    plan: Plan,
    total: dict[Quantity, Decimal],
    loaded: dict[Quantity, Decimal],
    quarantined: dict[Quantity, Decimal],
    rows: int,
    sheet: str | None,
) -> Balance:
    problems, warnings = [], []
    for measure, stated in total.items():
        summed = loaded[measure] + quarantined[measure]
        if abs(stated - summed) > _tolerance(measure, rows):
            header = plan.measures[measure].header
            amounts = {"total": _plain(stated), "rows": _plain(summed)}
            if measure in ESTIMATED and abs(stated - summed) <= ESTIMATE * stated:
                if not plan.measures[measure].field.per:  # what follows from it, differs with it
                    warnings.append(_ESTIMATED.fill(column=header, **amounts))
                continue
            words = _OFF.fill(column=header, difference=_plain(stated - summed), **amounts)
            mend = _ALL_ROWS if plan.book is WEB else _OFF_MEND
            problems.append(Problem(words, mend, sheet=sheet, column=header))
    sums = _as_sums(plan, total, loaded, quarantined)
    return Balance(sums, not problems if total else None, tuple(problems), tuple(warnings))


def _as_sums(
    plan: Plan,
    total: dict[Quantity, Decimal] | None,
    loaded: dict[Quantity, Decimal],
    quarantined: dict[Quantity, Decimal],
) -> dict[str, Sum]:
    """Return money always, and other additive measures where the file totals them."""
    stated = total or {}
    return {
        m.value: Sum(stated.get(m), loaded[m], quarantined[m])
        for m in _additive(plan)
        if m.kind is Kind.MONEY or m in stated
    }


def _additive(plan: Plan) -> list[Quantity]:
    return [m for m in plan.measures if m.additive]


def _sums(
    con: duckdb.DuckDBPyConnection, plan: Plan, out: Path
) -> tuple[dict[Quantity, Decimal], dict[Quantity, Decimal], int]:
    """Return what the loaded and the quarantined rows sum to, and how many rows they are."""
    wanted = _additive(plan)
    columns = ", ".join(f"sum({m.value})" for m in wanted)
    sums = recipe("sums").format(columns=columns)
    parts = con.execute(sums, {"file": str(out)}).fetchall()
    (loaded, n), (held, k) = ((dict(zip(wanted, p[2:], strict=True)), p[1]) for p in parts)
    return _whole(loaded), _whole(held), n + k


def _whole(sums: dict[Quantity, Any]) -> dict[Quantity, Decimal]:
    return {m: Decimal(0) if s is None else Decimal(s) for m, s in sums.items()}


def _totals(con: duckdb.DuckDBPyConnection, plan: Plan) -> Sequence[dict[Quantity, Decimal]]:
    """Return the totals that cover exactly the rows of this report."""
    wanted = _additive(plan)
    columns = ", ".join(m.value for m in wanted)
    sql = recipe("totals").format(columns=columns)
    own = [label_key(w) for w in plan.table.export.entity_totals]
    # what stands on the rows of one event only has no total of its own
    totalled = [not plan.measures[m].field.of_some_rows for m in wanted]
    return [
        {
            m: Decimal(v)
            for m, v, ok in zip(wanted, row, totalled, strict=True)
            if ok and v is not None
        }
        for row in con.execute(sql, {"own": own}).fetchall()
    ]


def _plain(amount: Decimal) -> str:
    """Write an amount without empty decimals."""
    text = f"{amount:,.6f}".rstrip("0").rstrip(".")
    return text or "0"
