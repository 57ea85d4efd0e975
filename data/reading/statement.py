"""The statement that reads cells by a plan, over records or over single columns, and its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.reading.judge import EPOCH, faults, typed
from data.reading.plan import Plan
from data.reading.shop.identity import pads
from data.reading.text.records import MISSING
from data.sql import filled


@dataclass(frozen=True, slots=True)
class Text:
    """A text to scan.

    Parameters
    ----------
    width : int
        Cells of its widest record.
    work : pathlib.Path
        A folder for what is written while reading.
    tidied : bool
        Whether it was written by `data.reading.text.records`: every record then has
        the same width.
    parallel : bool
        Whether DuckDB may read it in parallel; not where cells of a raw text break lines.
    """

    path: Path
    delimiter: str
    width: int
    work: Path
    tidied: bool = False
    parallel: bool = True


def records(plan: Plan, text: Text, wanted: str, kept: str, **how: str) -> str:
    """Return the statement over the records of a text.

    Parameters
    ----------
    kept : str
        Which records by their fault: ``null``, ``not null``.
    how : str
        ``row_no`` and ``skip`` of data/sql/records.sql where they are not the usual.
    """
    cells = filled(
        "records",
        **{
            "row_no": "0",
            "skip": str(plan.table.header_row),
            "columns": "{" + ", ".join(f"'c{i}': 'varchar'" for i in range(text.width)) + "}",
            "missing": MISSING,
            "padding": str(not text.tidied).lower(),
            "parallel": str(text.parallel).lower(),
            **how,
        },
    )
    return scan(cells, typed(plan), faults(plan, text.width), wanted, kept)


def scan(
    cells: str, sql: Mapping[str, str], tests: Iterable[tuple[str, str]], wanted: str, kept: str
) -> str:
    """Return scan.sql over some cells, with what is typed and tested of them."""
    cases = " ".join(f"when {test} then '{code}'" for test, code in tests)
    return filled(
        "scan",
        cells=cells,
        typed=", ".join(f"{reading} as {column}" for column, reading in sql.items()),
        faults=cases or "when false then ''",
        wanted=wanted,
        kept=kept,
    )


def bound(sql: str, plan: Plan, path: Path, delimiter: str, **more: Any) -> dict[str, Any]:
    """Return the values a statement binds; DuckDB refuses one it does not know."""
    first, last = plan.table.declared or (EPOCH, plan.horizon)
    values = {
        "text": str(path),
        "delimiter": delimiter,
        "first": first,
        "last": last,
        "horizon": plan.horizon,
        "currency": plan.currency,
        "labelled": list(plan.labelled),
        **{f"said_{role}": value for role, value in plan.table.said.items()},
        **(pads(plan.key) if plan.key else {}),
        **more,
    }
    return {name: value for name, value in values.items() if f"${name}" in sql}
