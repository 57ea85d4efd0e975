"""Which result types or conversion actions a file names, and how many of each it counts.

They are kept beside the typed rows and not in them: nothing adds them up but the table that holds
them against the site's own counts (data/counted.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.durable import settle
from data.exports.base import Column
from data.reading.cells import Mark, number
from data.reading.judge import sources
from data.reading.plan import Plan
from data.reading.scan import LONG
from data.reading.statement import Text, bound, records
from data.schema import Kind, Measure
from data.sql import filled
from data.store import beside

MOST, LONGEST = 50, 120
NOTHING = ("", "-", "--", "–", "mixed", "[]")
"""What stands where a row has none; ``mixed`` is the total's."""
ACTION, RESULTS = "conversion_action", "results"


def actions(
    con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, out: Path
) -> tuple[str, ...]:  # fmt: skip
    """Write what is counted of each action, and return their names in order.

    Of a very long file neither is told, for it would have to be read again.
    """
    named = (c for c in plan.table.columns if _names(c))
    column = next(named, None)
    if column is None or text.path.stat().st_size > LONG:
        return ()
    part = beside(out).with_suffix(".part")
    wanted = (
        f"day_from, {sources(plan)['day_to']} as day_to,"
        " coalesce(account_id, account_name, '') as account,"
        " coalesce(campaign, campaign_id, '') as campaign,"
        f" trim(c{column.index}) as action, {_count(plan)} as counted"
    )
    sql = filled("counted_actions", rows=records(plan, text, wanted, "null"))
    values = {"out": str(part), "nothing": list(NOTHING), "longest": LONGEST}
    con.execute(sql, bound(sql, plan, text.path, text.delimiter, **values))
    settle(part, beside(out))
    found = con.execute(
        "select distinct action from read_parquet($file) order by action limit $most",
        {"file": str(beside(out)), "most": MOST},
    )
    return tuple(name for (name,) in found.fetchall())


def _names(column: Column) -> bool:
    """Whether a column names what was counted: Meta's result type, Google's conversion action."""
    return column.field.fills == "result_type" or column.field.name == ACTION


def _count(plan: Plan) -> str:
    """Return the SQL of how many: Meta's results, of a row's own type; Google's conversions, which
    such a report splits by action.
    """
    columns = plan.table.columns
    results = next((c for c in columns if c.field.name == RESULTS), None)
    if results:
        return number(f"c{results.index}", Kind.FRACTION, Mark.POINT, (), "null")
    split = any(c.field.name == ACTION for c in columns)
    return str(Measure.CONVERSIONS) if split else f"null::{Kind.FRACTION.sql_type}"
