"""A mapping tried on a received file before it is kept: the file read in full, nothing loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from data import sandbox
from data.journal import JournalRow
from data.limits import BROWSER
from data.lock import flock
from data.mapping.mapping import ColumnMapping
from data.reading.mapped import READ_BY
from data.report import Report
from data.schema import quantity
from data.sql import filled, recipe
from data.store import Store
from data.text import Text

UNNAMED = "–"
"""What a mapping is called while it has no name."""
ROWS = 10
"""How many rows are shown as they would be read."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a file would be, read by a mapping: report, first rows, sums."""

    report: Report
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    sums: tuple[tuple[str, Decimal], ...] = ()


def trial(
    store: Store, row: JournalRow, mapping: ColumnMapping, answers: Mapping[str, str]
) -> Trial:
    """Read a received file by a mapping in the sandbox; nothing of it stays."""
    raw = store.raw / row.sha256
    mapping = replace(mapping, name=UNNAMED)
    asked = row.answers | dict(answers) | {"format": mapping.format}
    with flock(store.parse_lock, wait=True), TemporaryDirectory(dir=store.inbox) as scratch:
        out = Path(scratch) / "rows.parquet"
        report = sandbox.parse(store, raw, row.file, out, asked, limits=BROWSER, mappings=[mapping])
        # by which mapping it was read is not news here
        report = replace(report, sketch=None, warnings=_others(report.warnings))
        if report.status != "parsed":
            return Trial(report)
        with duckdb.connect(":memory:") as con:
            found = con.execute(recipe("first_rows"), {"file": str(out), "rows": ROWS})
            names, rows = tuple(c[0] for c in found.description or ()), tuple(found.fetchall())
            added = [m for m in report.measures if quantity(m).additive]
            if not added:
                return Trial(report, names, rows)
            sql = filled("sums_of", sums=", ".join(f"sum({quantity(m)})" for m in added))
            sums = con.execute(sql, {"file": str(out)}).fetchall()[0]
            return Trial(report, names, rows, tuple(zip(added, map(Decimal, sums), strict=True)))


def _others(warnings: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(w for w in warnings if w != READ_BY.fill(name=UNNAMED))
