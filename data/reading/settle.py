"""Decisions that need whole columns: day order, Republic years, declared range, decimal mark."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from data.exports.base import Column
from data.reading.cells import AMBIGUOUS, Mark, Order, evidence
from data.reading.currencies import agreed
from data.reading.days import ROC, SLASHED, day, half, tidy
from data.reading.judge import day_cell
from data.reading.plan import Plan, cells, in_money, republican, slashed
from data.reading.refusal import Unanswered, refuse
from data.reading.scan import values
from data.reading.statement import Text as ScanText
from data.report import Question
from data.schema import Kind, Quantity
from data.sql import recipe
from data.text import Text

_ORDER = Text(
    "「{column}」欄的日期（例如 {example}）可以讀成日/月/年，也可以讀成月/日/年，是哪一種？",
    "The days in “{column}” (such as {example}) could be day/month/year or month/day/year. Which?",
)
_ORDERS = (
    ("dmy", Text("日/月/年", "Day/month/year")),
    ("mdy", Text("月/日/年", "Month/day/year")),
)
_DECIMAL = Text(
    "「{column}」欄的數字（例如 {example}）是「千」還是「小數」？請選擇小數點符號。",
    "Numbers in “{column}” (such as {example}) read two ways. Which mark starts the decimals?",
)
_DECIMALS = (
    ("point", Text("小數點是「.」（3.000 是三）", "A point: 3.000 is three")),
    ("comma", Text("小數點是「,」（3.000 是三千）", "A comma: 3.000 is three thousand")),
)
_MIXED = Text(
    "「{column}」欄同時有日/月/年與月/日/年兩種寫法，無法判斷每一列是哪一天。",
    "“{column}” mixes day/month/year and month/day/year; no row's day can be trusted.",
)
_MIXED_MEND = Text(
    "這通常是 Excel 另存造成的，請直接使用平台下載的原始檔。",
    "Excel usually causes this when it saves a file again; use the file as the platform wrote it.",
)
_ROC_READ = Text(
    "「{column}」欄以民國年讀取（例如 {example}）。",
    "“{column}” was read in years of the Republic of China (such as {example}).",
)


def settle_days(
    con: duckdb.DuckDBPyConnection, text: ScanText, plan: Plan, answers: dict[str, str]
) -> tuple[Plan, tuple[Text, ...]]:
    """Decide how slashed days and short years are meant, from every value of the column.

    Raises
    ------
    Unanswered
        When no value says whether the day or the month comes first.
    Refusal
        When some values say one and some the other.
    """
    warnings: tuple[Text, ...] = ()
    for column in dict.fromkeys(plan.days or ()):
        if slashed(plan.table, column):
            order = _order(con, text, plan, column, answers)
            plan = replace(plan, orders=plan.orders | {column.index: order})
        elif republican(plan.table, column) and _all_republican(con, text, plan, column):
            plan = replace(plan, roc=plan.roc | {column.index})
            words = {"column": column.header, "example": _example(plan, column)}
            warnings += (_ROC_READ.fill(**words),)
    return _declare(con, text, plan), warnings


def settle_currency(con: duckdb.DuckDBPyConnection, plan: Plan) -> Plan:
    """Take the currency that the first signs of money say where they stand far down the file."""
    if plan.currency:
        return plan
    left = [c for m, column in plan.numbers if m.kind is Kind.MONEY for c in _left(con, column)]
    meant = agreed(left, plan.means)
    return plan if meant == plan.means else in_money(plan, meant)


def settle_marks(
    con: duckdb.DuckDBPyConnection, plan: Plan, out: Path, answers: dict[str, str]
) -> Plan:
    """Decide the decimal marks left open, from the rows held back and those already read.

    Returns
    -------
    Plan
        The same plan where nothing changed, else one to read the file again by.

    Raises
    ------
    Unanswered
        When every value with a mark reads both ways, as ``3.000`` does.
    """
    for measure, column in plan.numbers:
        mark = plan.marks[column.index]
        if mark not in AMBIGUOUS:
            continue
        left = _left(con, column)
        proofs = [evidence(c, measure.kind, plan.symbols) for c in left]
        if not any(proofs):
            continue
        points = Mark.POINT in proofs or _has_fractions(con, measure, out)
        if not points and Mark.COMMA not in proofs:
            example = left[proofs.index(Mark.OPEN)]
            words = _DECIMAL.fill(column=column.header, example=example)
            raise Unanswered(Question("decimal", words, _DECIMALS))
        decided = Mark.POINT if points else Mark.COMMA
        plan = replace(plan, marks=plan.marks | {column.index: decided})
    return plan


def _left(con: duckdb.DuckDBPyConnection, column: Column) -> list[str]:
    """Return the first different cells of a column that are no numbers as they are read."""
    sql = "select distinct cells[$i] from held where fault = $fault limit 1000"
    bound = {"i": column.index + 1, "fault": f"number:{column.index}"}
    return [c for (c,) in con.execute(sql, bound).fetchall()]


def _declare(con: duckdb.DuckDBPyConnection, text: ScanText, plan: Plan) -> Plan:
    """Take the range that Meta's reporting columns repeat on every row beside the row's own day.

    Reporting columns that follow the row's day declare nothing; nor do two ranges in one file.
    """
    day_column, *ends = (plan.table.column(r) for r in ("day", "period_start", "period_end"))
    if plan.table.declared or not day_column or None in ends:
        return plan
    order, roc = plan.orders.get(day_column.index), day_column.index in plan.roc
    own = f"{day(f'c{day_column.index}', order, roc)} is not null"
    said = [day(f"c{c.index}", order, roc) for c in ends if c]
    wanted = ", ".join(f"{f}({d}) filter ({own})" for d in said for f in ("min", "max"))
    first, same_first, last, same_last = values(con, text, plan, wanted)
    if first is None or last is None or (first, last) != (same_first, same_last) or first == last:
        return plan
    return replace(plan, table=replace(plan.table, declared=(first, last)))


def _has_fractions(con: duckdb.DuckDBPyConnection, measure: Quantity, out: Path) -> bool:
    """Whether a column already read holds a decimal: then the point marks it."""
    sql = recipe("has_fractions").format(measure=measure.value)
    return bool(con.execute(sql, {"file": str(out)}).fetchall()[0][0])


def _order(
    con: duckdb.DuckDBPyConnection,
    text: ScanText,
    plan: Plan,
    column: Column,
    answers: dict[str, str],
) -> Order:
    cell = tidy(day_cell(column))
    parts = f"regexp_split_to_array({cell}, '[-/.]')"
    chosen = f"filter (regexp_full_match({cell}, '{SLASHED}'))"
    wanted = ", ".join(f"max(try_cast({parts}[{i}] as integer)) {chosen}" for i in (1, 2))
    first, second = values(con, text, plan, wanted)
    if first > 12 and second > 12:
        rule = _MIXED.fill(column=column.header)
        raise refuse(rule, _MIXED_MEND, column=column.header)
    if first > 12 or second > 12:
        return Order.DMY if first > 12 else Order.MDY
    if within := _within(con, text, plan, column):
        return within
    if answers.get("date_order") in tuple(Order):
        return Order(answers["date_order"])
    words = _ORDER.fill(column=column.header, example=_example(plan, column))
    raise Unanswered(Question("date_order", words, _ORDERS))


def _within(
    con: duckdb.DuckDBPyConnection, text: ScanText, plan: Plan, column: Column
) -> Order | None:
    """Return the only order in which every day lies in the range the file declares."""
    if plan.table.declared is None:
        return None
    first, last = (f"date '{d}'" for d in plan.table.declared)
    read = [day(f"c{column.index}", order, False) for order in Order]
    outside = ", ".join(f"count(*) filter ({d} not between {first} and {last})" for d in read)
    inside = [
        order for order, n in zip(Order, values(con, text, plan, outside), strict=True) if not n
    ]
    return inside[0] if len(inside) == 1 else None


def _all_republican(
    con: duckdb.DuckDBPyConnection, text: ScanText, plan: Plan, column: Column
) -> bool:
    cell = day_cell(column)
    if column.field.fills == "period":
        cell = half(cell, 1)
    wanted = (
        f"count(*) filter (regexp_full_match({tidy(cell)}, '{ROC}')),"
        f" count({day(cell, None, False)})"
    )
    republican_cells, others = values(con, text, plan, wanted)
    return bool(republican_cells) and not others


def _example(plan: Plan, column: Column) -> str:
    """Return the first filled cell of a day column that has a number in it."""
    filled = (c.strip() for c in cells(plan.table, column))
    return next((c for c in filled if any(d.isdigit() for d in c)), "")
