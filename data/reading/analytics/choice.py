"""GA4 files: which of their tables is read, so that no visit counts twice, and its rows as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.exports import ga4
from data.exports.base import Export
from data.reading.analytics.blocks import Block, blocks
from data.reading.analytics.comments import is_comment
from data.reading.analytics.links import headed
from data.reading.analytics.rows import rows
from data.reading.analytics.words import no_table, remarks, warnings
from data.reading.statement import Text as ScanText
from data.reading.table import Table
from data.reading.text.records import write
from data.schema import Quantity
from data.text import Text

Records = Callable[[], Iterable[list[str]]]
Head = list[list[str]]


@dataclass(frozen=True, slots=True)
class Read:
    """The table that is read, its text, and what was left out of it.

    Parameters
    ----------
    above, among : int
        Records of other tables above the header and below it; both are empty in the text.
    """

    table: Table
    text: ScanText
    above: int
    among: int
    warnings: tuple[Text, ...]


def commented(records: Sequence[Sequence[str]]) -> bool:
    """Whether a text begins with `#` lines, as every file downloaded from GA4 does."""
    first = next((r for r in records if any(c.strip() for c in r)), None)
    return first is not None and is_comment(first)


def open_analytics(records: Records, head: Head, delimiter: str, work: Path) -> Read | None:
    """Return the one table of a GA4 file that makes typed rows; None where it is another's file.

    Raises
    ------
    Refusal
        When it is a Universal Analytics export, or holds no table of the site's figures.
    """
    tables = blocks(records())
    if not tables or not tables[0].says.analytic:
        return None
    chosen = _chosen(tables)
    if chosen is None or tables[0].universal:
        raise no_table(tables, head)
    table = _table(chosen, _export(tables), delimiter)
    tally: Counter[str] = Counter()
    path = work / "analytics.csv"
    width = max(len(table.headers), chosen.width)
    write(path, rows(records(), tables, chosen, table, tally), width)
    text = ScanText(path, ",", width, work, tidied=True)
    said = warnings(tables, chosen, tally)
    return Read(table, text, tally["above"], tally["among"], said)


def _chosen(tables: Sequence[Block]) -> Block | None:
    """Choose by one rule: days with sessions, else channels with sessions, else the richest.

    Only tables of all users compete, else those of the first segment: comparisons repeat the same
    visits. Of two alike the later days are read: the earlier are what they are compared with.
    """
    readable = [b for b in tables if b.readable]
    everybody = [b for b in readable if b.says.everybody]
    first = [b for b in readable if b.says.segment == readable[0].says.segment]
    return max(everybody or first, key=_rank, default=None)


def _rank(block: Block) -> tuple[object, ...]:
    fills = {str(c.field.fills) for c in block.columns}
    return (
        bool(block.sample),
        fills >= {"day", "sessions"},
        fills >= {"channel", "sessions"},
        sum(isinstance(c.field.fills, Quantity) for c in block.columns),
        str(block.says.days and block.says.days[1]),
        -block.header_row,
    )


def _export(tables: Sequence[Block]) -> Export:
    if tables[0].says.pulled:
        return ga4.API
    if tables[0].says.one_line:
        return ga4.EXPLORATION
    return ga4.SNAPSHOT if len({b.headers for b in tables}) > 1 else ga4.REPORT


def _table(chosen: Block, export: Export, delimiter: str) -> Table:
    said = {"account": chosen.says.property_name, "audience": chosen.segment}
    return Table(
        export=export,
        delimiter=delimiter,
        header_row=chosen.header_row,
        headers=headed(chosen.headers, chosen.width),
        columns=tuple(c for c in chosen.columns if c != chosen.repeated),
        declared=chosen.says.days,
        sample=tuple(chosen.sample),
        said={role: name for role, name in said.items() if name},
        remarks=remarks(chosen),
    )
