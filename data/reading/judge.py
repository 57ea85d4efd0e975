"""What each column of a record is in SQL, and the tests a record must pass to be a good row."""

from __future__ import annotations

from datetime import date

from data.exports.base import Column
from data.reading.cells import blank_cell, name, number, rounded_id
from data.reading.crm import leads
from data.reading.days import clockless, day, half
from data.reading.plan import WITHIN, Plan
from data.reading.shop import orders
from data.schema import CRM, ORDERS, Kind, Quantity

LABEL = r"(?i)(total|總計|合計|合计)\s*[:：].*"
UNMARKED = ("(not set)", "(未設定)")
"""What GA4 writes where no filter of internal, developer or test traffic meets a visit."""
SAID = {ORDERS.key: orders, CRM.key: leads}
"""Books whose rows say something in words, and what reads them."""
EPOCH = date(2000, 1, 1)
"""No export is older."""


def typed(plan: Plan) -> dict[str, str]:
    """Return the SQL of every column of the typed rows, but of a last day that is the first."""
    sql = dict(zip(("day_from", "day_to"), _days(plan), strict=True))
    if _one_day(plan):
        del sql["day_to"]
    for target, role in plan.book.texts.items():
        column = plan.table.column(role)
        said = f"$said_{role}::text" if role in plan.table.said else "null::text"
        sql[target] = name(_cell(column)) if column else said
        if column and role in plan.table.said:  # the network, and the account within it
            sql[target] = f"{said} || coalesce('{WITHIN}' || {sql[target]}, '')"
    for role in plan.book.dates:
        column = plan.table.column(role)
        sql[role] = _day(plan, column, day_cell(column)) if column else "null::date"
    for measure in plan.book.measures:
        parts = [_measured(plan, measure, column) for column in plan.parts(measure)]
        sql[measure.value] = _summed(measure, parts) if parts else _null(measure)
    return sql | (SAID[plan.book.key].texts(plan) if plan.book.key in SAID else {})


def faults(plan: Plan, width: int) -> list[tuple[str, str]]:
    """Return the tests of a record in order: SQL that is true where it fails, and the code.

    A code is ``<rule>:<column index>``; the rules are worded in `data.reading.faults`.
    """
    last = len(plan.table.headers) - 1
    tests = [(f"c{last} is null", f"short:{last}")]
    tests += [(f"coalesce(c{i}, '') <> ''", f"long:{i}") for i in range(last + 1, width)]
    tests += [*_day_faults(plan), *_name_faults(plan), *_measure_faults(plan)]
    return tests + (SAID[plan.book.key].faults(plan) if plan.book.key in SAID else [])


def sources(plan: Plan) -> dict[str, str]:
    """Return the columns of the typed Parquet, each with the typed column it is."""
    same = {"day_to": "day_from"} if _one_day(plan) else {}
    return {c: same.get(c, c) for c in plan.book.columns}


def columns(plan: Plan) -> str:
    """Return the select list of the typed Parquet."""
    return ", ".join(f"{source} as {column}" for column, source in sources(plan).items())


def evidence(plan: Plan) -> list[Column]:
    """Return the columns that are blank in a total row and filled in a row of data."""
    roles = {"day", "status", "breakdown", *plan.book.texts.values()} - {"account", "account_id"}
    return [c for c in plan.table.columns if c.field.fills in roles]


def _cell(column: Column) -> str:
    return f"c{column.index}"


def _measured(plan: Plan, measure: Quantity, column: Column) -> str:
    """Return the SQL of a measure from its column, or from a mean and what it is the mean over."""
    sql = number(
        _cell(column),
        measure.kind,
        plan.marks[column.index],
        plan.symbols if measure.kind is Kind.MONEY else (),
        "0" if column.field.blank_is_zero else "null",
        "double" if column.field.per else "",
    )
    if column.field.per:  # typed to its left, so this select may use it; a mean is cut at no place
        sql = f"try_cast(round(({sql}) * {column.field.per}, 3) as {measure.kind.sql_type})"
    if column.field.marked:
        return _marked(plan, sql)
    return _of_event(plan, column.field.when, sql) if column.field.when else sql


def _of_event(plan: Plan, event: str, sql: str) -> str:
    """Return what a row says where it is of an event; a file that shows the event on some rows
    says on every other that there was none of it.
    """
    cell = _cell(c) if (c := plan.table.column("event")) else "null"
    shown = f"bool_or(trim({cell}) = '{event}') over ()"
    return f"case when event = '{event}' then {sql} when {shown} then 0 end"


def _marked(plan: Plan, sql: str) -> str:
    """Return what a row counts where its visits are marked, else 0."""
    column = plan.table.column("audience")
    said = name(_cell(column)) if column else "null"
    plain = ", ".join(f"'{word}'" for word in UNMARKED)
    return f"case when coalesce({said}, '') in ('', {plain}) then 0 else {sql} end"


def _summed(measure: Quantity, parts: list[str]) -> str:
    """Return the SQL of a measure from its parts; what is given away is never below zero."""
    if measure in orders.GIVEN:
        parts = [f"abs({part})" for part in parts]
    if len(parts) == 1:
        return parts[0]
    added = " + ".join(f"coalesce({part}, 0)" for part in parts)
    whole = f"try_cast({added} as {measure.kind.sql_type})"
    return f"case when coalesce({', '.join(parts)}) is not null then {whole} end"


def _null(measure: Quantity) -> str:
    return f"null::{measure.kind.sql_type}"


def _days(plan: Plan) -> tuple[str, str]:
    """Return the SQL of a row's first and last day."""
    if plan.days is None:
        return "$first::date", "$last::date"
    halves = (plan.days[0].field.fills == "period",) * 2
    cells = [
        half(_cell(c), which) if ranged else day_cell(c)
        for c, ranged, which in zip(plan.days, halves, (1, 2), strict=True)
    ]
    first, last = (_day(plan, c, cell) for cell, c in zip(cells, plan.days, strict=True))
    return first, last


def _day(plan: Plan, column: Column, cell: str) -> str:
    """Return the SQL of a day of one column; further days are written as the row's own day is."""
    own = column if plan.days is None or column in plan.days else plan.days[0]
    return day(cell, plan.orders.get(own.index), own.index in plan.roc)


def day_cell(column: Column) -> str:
    """Return the SQL of a cell as far as it says a day."""
    return clockless(_cell(column)) if column.field.clock else _cell(column)


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
    filled = {role: text for text, role in plan.book.texts.items()}
    for role in plan.table.export.required:
        column = plan.table.column(role)
        if column:  # what a cell says, not what is known of the word: a stage may be anybody's own
            tests.append((f"{filled.get(role, role)} is null", f"name:{column.index}"))
    ids = filter(None, map(plan.table.column, plan.book.ids))
    tests += [(rounded_id(_cell(column)), f"id:{column.index}") for column in ids]
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
    foreign = plan.table.column("foreign")
    if foreign:
        tests.append((f"{_cell(foreign)} <> ''", f"foreign:{foreign.index}"))
    return tests


def _label_faults(plan: Plan) -> list[tuple[str, str]]:
    """A name that reads like a total's label, on a row with nothing else that data has.

    A readable day is such a thing: a row of a day is no total of the report.
    """
    if plan.table.column("day"):
        return []
    tests = []
    words = ", ".join(f"'{label}'" for label in plan.table.export.entity_totals)
    for role in plan.table.export.required:
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
    for measure, column in plan.numbers:
        cell = _cell(column)
        read = f"event = '{column.field.when}' and " if column.field.when else ""
        alone = len(plan.parts(measure)) == 1
        typed_number = str(measure) if alone else f"({_measured(plan, measure, column)})"
        unread = f"{read}{typed_number} is null and not {blank_cell(cell)}"
        tests.append((unread, f"number:{column.index}"))
        if measure.kind is not Kind.MONEY:
            # pieces that came back stand below zero beside the money paid back
            returned = " and coalesce(total, 0) >= 0" if plan.book is ORDERS else ""
            tests.append((f"{measure} < 0{returned}", f"negative:{column.index}"))
    return tests
