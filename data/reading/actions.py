"""Which result types or conversion actions a file names, for those who map conversions."""

from __future__ import annotations

import duckdb

from data.reading.plan import Plan
from data.reading.scan import LONG, values
from data.reading.statement import Text

MOST, LONGEST = 50, 120
NOTHING = frozenset({"", "-", "--", "–", "mixed", "[]"})
"""What stands where a row has none; ``mixed`` is the total's."""


def actions(con: duckdb.DuckDBPyConnection, text: Text, plan: Plan) -> tuple[str, ...]:
    """Return the names in order; none of a very long file, which would have to be read again."""
    named = (c for c in plan.table.columns if _names(c.field.fills, c.field.name))
    column = next(named, None)
    if column is None or text.path.stat().st_size > LONG:
        return ()
    (found,) = values(con, text, plan, f"list(distinct trim(c{column.index}))")
    said = {name for name in found or () if name and name.casefold() not in NOTHING}
    return tuple(sorted(name for name in said if len(name) <= LONGEST)[:MOST])


def _names(fills: object, name: str) -> bool:
    """Whether a column names what was counted: Meta's result type, Google's conversion action."""
    return fills == "result_type" or name == "conversion_action"
