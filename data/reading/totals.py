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
from data.schema import Kind, Measure
from data.sql import recipe
from data.text import Text

CENT = Decimal("0.005")
"""What one row's rounding to cents can hide."""

_OFF = Text(
    "「{column}」的檔案總計是 {total}，各列加總是 {rows}，相差 {difference}。",
    "“{column}”: the file's own total is {total}, its rows sum to {rows}, a difference of"
    " {difference}.",
)
_OFF_MEND = Text(
    "檔案的列可能不完整或被改過。請從平台重新匯出整份報表。",
    "Rows may be missing or changed. Export the whole report again from the platform.",
)


@dataclass(frozen=True, slots=True)
class Balance:
    """What the rows sum to, and whether the file's own total agrees."""

    sums: dict[str, Sum]
    reconciled: bool | None
    problems: tuple[Problem, ...] = ()


def label_key(label: str) -> str:
    """Return what two spellings of a total's label have in common."""
    words = label.strip().casefold().replace("：", ":").split(":")
    return ":".join(w.strip() for w in words)


def labels(export: Export) -> list[str]:
    """Return every label known to be a total's."""
    return [label_key(w) for w in (*export.entity_totals, *export.other_totals)]


def balance(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, sheet: str | None) -> Balance:
    """Compare every additive measure with the file's total of exactly these rows.

    Tolerance is half a cent a row for money and fractional counts (the platform rounds each row),
    none for whole counts.
    """
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
    stated = {m: Decimal(v) for m, v in zip(wanted, row, strict=True) if v is not None}
    return all(abs(v - loaded[m]) <= _tolerance(m, rows) for m, v in stated.items())


def _tolerance(measure: Measure, rows: int) -> Decimal:
    return Decimal(0) if measure.kind is Kind.COUNT else CENT * rows


def _compare(
    plan: Plan,
    total: dict[Measure, Decimal],
    loaded: dict[Measure, Decimal],
    quarantined: dict[Measure, Decimal],
    rows: int,
    sheet: str | None,
) -> Balance:
    problems = []
    for measure, stated in total.items():
        summed = loaded[measure] + quarantined[measure]
        if abs(stated - summed) > _tolerance(measure, rows):
            header = plan.measures[measure].header
            amounts = {"total": _plain(stated), "rows": _plain(summed)}
            words = _OFF.fill(column=header, difference=_plain(stated - summed), **amounts)
            problems.append(Problem(words, _OFF_MEND, sheet=sheet, column=header))
    sums = _as_sums(plan, total, loaded, quarantined)
    return Balance(sums, not problems if total else None, tuple(problems))


def _as_sums(
    plan: Plan,
    total: dict[Measure, Decimal] | None,
    loaded: dict[Measure, Decimal],
    quarantined: dict[Measure, Decimal],
) -> dict[str, Sum]:
    """Return money always, and other additive measures where the file totals them."""
    stated = total or {}
    return {
        m.value: Sum(stated.get(m), loaded[m], quarantined[m])
        for m in _additive(plan)
        if m.kind is Kind.MONEY or m in stated
    }


def _additive(plan: Plan) -> list[Measure]:
    return [m for m in plan.measures if m.additive]


def _sums(
    con: duckdb.DuckDBPyConnection, plan: Plan, out: Path
) -> tuple[dict[Measure, Decimal], dict[Measure, Decimal], int]:
    """Return what the loaded and the quarantined rows sum to, and how many rows they are."""
    wanted = _additive(plan)
    columns = ", ".join(f"sum({m.value})" for m in wanted)
    sums = recipe("sums").format(columns=columns)
    parts = con.execute(sums, {"file": str(out)}).fetchall()
    (loaded, n), (held, k) = ((dict(zip(wanted, p[2:], strict=True)), p[1]) for p in parts)
    return _whole(loaded), _whole(held), n + k


def _whole(sums: dict[Measure, Any]) -> dict[Measure, Decimal]:
    return {m: Decimal(0) if s is None else Decimal(s) for m, s in sums.items()}


def _totals(con: duckdb.DuckDBPyConnection, plan: Plan) -> Sequence[dict[Measure, Decimal]]:
    """Return the totals that cover exactly the rows of this report."""
    wanted = _additive(plan)
    columns = ", ".join(m.value for m in wanted)
    sql = recipe("totals").format(columns=columns)
    own = [label_key(w) for w in plan.table.export.entity_totals]
    return [
        {m: Decimal(v) for m, v in zip(wanted, row, strict=True) if v is not None}
        for row in con.execute(sql, {"own": own}).fetchall()
    ]


def _plain(amount: Decimal) -> str:
    """Write an amount without empty decimals."""
    text = f"{amount:,.6f}".rstrip("0").rstrip(".")
    return text or "0"
