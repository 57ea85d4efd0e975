"""The visits and the people that a property marks, asked where it has something that marks them."""

from __future__ import annotations

from data.ga4.metadata import FILTER, MARKS, Offered
from data.ga4.table import Column, Table
from data.ga4.tables import DATE
from data.text import Text

VISITS = Text("有標記的造訪", "marked visits")
PEOPLE = Text("有標記的使用者", "marked people")


def tables(said: Offered | None) -> tuple[Table, ...]:
    """Return what is asked of a property besides `data.ga4.tables.TABLES`.

    The filters it tests, since they are what people choose from; without any, the parameter that a
    rule for internal traffic writes, where the property has made it a dimension. A visit that two
    filters mark stands in two rows, so the rows do not add up.
    """
    column = _column(said)
    if column is None:
        return ()
    sessions, people = ("sessions", "Sessions"), ("activeUsers", "Active users")
    return (
        Table("marks", VISITS, (DATE, column), (sessions,), adds=False),
        Table("people-by-mark", PEOPLE, (column,), (people, sessions), adds=False, people=True),
    )


def _column(said: Offered | None) -> Column | None:
    """Return what tells marked visits from the rest; None where the property does not."""
    if said is None:
        return None
    if said.filters:
        return FILTER, "Test data filter name"
    written = next((mark for mark in MARKS[1:] if mark in said.marks), None)
    return (written, "traffic_type") if written else None
