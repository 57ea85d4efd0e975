"""What the records held back by the scan are: totals, blank lines, preamble, or bad data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.reading.judge import LABEL, evidence
from data.reading.opening import Opened
from data.reading.plan import Plan
from data.reading.text.records import Count
from data.reading.totals import beside_unnamed, label_key, labels, matches_rows
from data.report import Rows as RowCount
from data.report import Skipped
from data.sql import recipe
from data.text import Text


@dataclass(frozen=True, slots=True)
class Rows:
    """A file whose records were read by a plan: how many are good, and how many were held back."""

    opened: Opened
    plan: Plan
    counted: Count
    loaded: int
    held: int
    warnings: tuple[Text, ...] = ()

    @property
    def closes(self) -> bool:
        """Whether the engine saw as many records as were counted without it."""
        above = self.plan.table.header_row
        return above + self.loaded + self.held == self.counted.records


def sort_held(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Fill table ``sorted``: what each record held back is."""
    table = rows.plan.table
    headers = [h.strip() for h in table.headers]
    bound = {
        "records": rows.counted.records,
        "finished": rows.counted.finished,
        "label": LABEL,
        "labels": labels(table.export),
        "labelled": list(rows.plan.labelled),
        "evidence": [c.index + 1 for c in evidence(rows.plan)],
        "headers": headers + [""] * (rows.opened.text.width - len(headers)),
        "blank_total": table.export.blank_first_total,
    }
    con.execute(recipe("sort_held"), bound)


def row_count(con: duckdb.DuckDBPyConnection, rows: Rows) -> RowCount:
    """Return the equation of the import."""
    sorts = con.execute("select sort, count(*) from sorted group by sort").fetchall()
    n: Counter[str] = Counter(dict(sorts))
    beside, above, among = rows.opened.beside, rows.opened.above, rows.opened.among
    return RowCount(
        in_=rows.counted.records + beside,
        loaded=rows.loaded,
        quarantined=n["data"],
        skipped=Skipped(
            totals=n["totals"],
            blank=n["blank"] - among,
            preamble=rows.plan.table.header_row - above + n["preamble"],
            footer=n["footer"],
            other_tables=beside + above + among,
        ),
    )


def settle_labels(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> Plan:
    """Let the sums decide where a name reads like a total's and nothing beside it says more.

    A campaign may be called "Total: brand". Where the report has no id, status or day to tell it
    from a total, a label that is not the platform's own is a total only if its figures are the
    sum of the rows. Where Meta's total without a name says more than the rows, a row called
    "Total" is one of them.
    """
    if len(evidence(plan)) > 1:
        return plan
    sql = "select cells, fault from sorted where sort = 'totals' and fault like 'label:%'"
    known = labels(plan.table.export)
    doubtful = {
        str(cells[int(fault.split(":")[1])]).strip() for cells, fault in con.execute(sql).fetchall()
    }
    colons = {name for name in doubtful if ":" in label_key(name)}
    named = {
        name
        for name in colons
        if label_key(name) not in known and not matches_rows(con, plan, out, name)
    }
    if doubtful - colons and beside_unnamed(con, plan, out):
        named |= doubtful - colons
    return replace(plan, labelled=(*plan.labelled, *sorted(named))) if named else plan
