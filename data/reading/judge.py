"""What each column of a record is in SQL, and the tests a record must pass to be a good row."""

from __future__ import annotations

from datetime import date

from data.exports.base import Column
from data.reading.cells import blank_cell, name, number, rounded_id
from data.reading.days import day, half
from data.reading.plan import Plan
from data.schema import Kind, Measure

NAMES = ("campaign", "ad_group", "ad")
_ROLES = {
    "account_id": "account_id", "account_name": "account",
    "campaign_id": "campaign_id", "campaign": "campaign",
    "ad_group_id": "ad_group_id", "ad_group": "ad_group", "ad_id": "ad_id", "ad": "ad",
}  # fmt: skip
COLUMNS = ("day_from", "day_to", *_ROLES, *(m.value for m in Measure))
"""The columns of the typed Parquet, all always there, in this order."""
LABEL = r"(?i)(total|總計|合計|合计)\s*[:：].*"
EPOCH = date(2000, 1, 1)
"""No export is older."""


def typed(plan: Plan) -> dict[str, str]:
    """Return the SQL of every column of the typed rows, but of a last day that is the first."""
    sql = dict(zip(("day_from", "day_to"), _days(plan), strict=True))
    if _one_day(plan):
        del sql["day_to"]
    for target, role in _ROLES.items():
        column = plan.table.column(role)
        sql[target] = name(_cell(column)) if column else "null::text"
    for measure in Measure:
        found = plan.measures.get(measure)
        sql[measure.value] = (
            number(
                _cell(found),
                measure.kind,
                plan.marks[found.index],
                plan.symbols if measure.kind is Kind.MONEY else (),
                "0" if found.field.blank_is_zero else "null",
            )
            if found
            else f"null::{measure.kind.sql_type}"
        )
    return sql


def faults(plan: Plan, width: int) -> list[tuple[str, str]]:
    """Return the tests of a record in order: SQL that is true where it fails, and the code.

    A code is ``<rule>:<column index>``; the rules are worded in `data.reading.faults`.
    """
    last = len(plan.table.headers) - 1
    tests = [(f"c{last} is null", f"short:{last}")]
    tests += [(f"coalesce(c{i}, '') <> ''", f"long:{i}") for i in range(last + 1, width)]
    return [*tests, *_day_faults(plan), *_name_faults(plan), *_measure_faults(plan)]


def columns(plan: Plan) -> str:
    """Return the select list of the typed Parquet."""
    same = {"day_to": "day_from as day_to"} if _one_day(plan) else {}
    return ", ".join(same.get(c, c) for c in COLUMNS)


def evidence(plan: Plan) -> list[Column]:
    """Return the columns that are blank in a total row and filled in a row of data."""
    roles = {"day", "campaign_id", "ad_group_id", "ad_id", "status", "breakdown", *NAMES}
    return [c for c in plan.table.columns if c.field.fills in roles]


def _cell(column: Column) -> str:
    return f"c{column.index}"


def _days(plan: Plan) -> tuple[str, str]:
    """Return the SQL of a row's first and last day."""
    if plan.days is None:
        return "$first::date", "$last::date"
    halves = (plan.days[0].field.fills == "period",) * 2
    cells = [
        half(_cell(c), which) if ranged else _cell(c)
        for c, ranged, which in zip(plan.days, halves, (1, 2), strict=True)
    ]
    first, last = (
        day(cell, plan.orders.get(c.index), c.index in plan.roc)
        for cell, c in zip(cells, plan.days, strict=True)
    )
    return first, last


def _one_day(plan: Plan) -> bool:
    """Whether one column says both ends: reading it twice costs a tenth of the whole scan."""
    return plan.days is not None and plan.days[0].field.fills == "day"


def _day_faults(plan: Plan) -> list[tuple[str, str]]:
    if plan.days is None:
        return []
    (first, last), tests = plan.days, []
    ends = [(first, "day_from")] if _one_day(plan) else [(first, "day_from"), (last, "day_to")]
    for column, typed_day in ends:
        unread = f"{typed_day} is null or {typed_day} < date '{EPOCH}'"
        tests.append((unread, f"date:{column.index}"))
        tests.append((f"{typed_day} > $horizon", f"future:{column.index}"))
    end = ends[-1][1]
    tests.append((f"{end} < day_from", f"date:{last.index}"))
    if plan.table.declared:
        outside = f"day_from < $first or {end} > $last"
        tests.append((outside, f"outside:{first.index}"))
    return tests


def _name_faults(plan: Plan) -> list[tuple[str, str]]:
    tests = []
    for role in NAMES[: min(plan.table.export.level, 3)]:
        column = plan.table.column(role)
        if column:
            tests.append((f"{role} is null", f"name:{column.index}"))
    for role in ("account_id", "campaign_id", "ad_group_id", "ad_id"):
        column = plan.table.column(role)
        if column:
            tests.append((rounded_id(_cell(column)), f"id:{column.index}"))
    tests += _label_faults(plan)
    level = plan.table.column("delivery_level")
    if level:
        words = ", ".join(f"'{w}'" for w in plan.table.export.delivery_levels)
        tests.append((f"lower(trim({_cell(level)})) not in ({words})", f"level:{level.index}"))
    said = plan.table.column("currency")
    if said:
        cell = _cell(said)
        other = f"{cell} <> $currency and not {blank_cell(cell)}"
        other += f" and upper(trim({cell})) <> $currency"
        tests.append((other, f"currency:{said.index}"))
    return tests


def _label_faults(plan: Plan) -> list[tuple[str, str]]:
    """A name that reads like a total's label, on a row with nothing else that data has.

    A readable day is such a thing: a row of a day is no total of the report.
    """
    if plan.table.column("day"):
        return []
    tests = []
    words = ", ".join(f"'{label}'" for label in plan.table.export.entity_totals)
    for role in NAMES:
        column = plan.table.column(role)
        if column is None:
            continue
        others = [c for c in evidence(plan) if c.index != column.index]
        bare = " and ".join(f"trim({_cell(c)}) in ('', '--', '-')" for c in others) or "true"
        label = f"(regexp_full_match({role}, '{LABEL}') or {role} in ({words}))"
        known = f"not list_contains($labelled, {role})"
        tests.append((f"{label} and {bare} and {known}", f"label:{column.index}"))
    return tests


def _measure_faults(plan: Plan) -> list[tuple[str, str]]:
    tests = []
    for measure, column in plan.measures.items():
        cell = _cell(column)
        tests.append((f"{measure} is null and not {blank_cell(cell)}", f"number:{column.index}"))
        if measure.kind is not Kind.MONEY:
            tests.append((f"{measure} < 0", f"negative:{column.index}"))
    return tests
