"""The rows of the one table of a GA4 file that is read, as text; all other records are empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from data.exports import ga4
from data.reading.analytics.blocks import Block
from data.reading.analytics.links import link, write
from data.reading.table import Table
from data.schema import WEB, Kind, Quantity

OTHER = ("(other)", "(其他)")
"""What GA4 calls the rest where a report has too many different values."""


def rows(
    records: Iterable[list[str]],
    tables: Sequence[Block],
    chosen: Block,
    table: Table,
    tally: Counter[str],
) -> Iterator[list[str]]:
    """Yield one record for each of the file: rows of the table, all else empty and counted."""
    own = _Rows(chosen, table)
    for number, record in enumerate(records, 1):
        filled = any(c.strip() for c in record)
        if chosen.header_row < number <= chosen.end and own.belongs(record):
            tally["other"] += own.is_other(record)
            yield own.written(record)
            continue
        mine = number < tables[0].header_row or chosen.start <= number <= chosen.header_row
        if filled and not mine:
            tally["above" if number < chosen.header_row else "among"] += 1
            tally["repeated"] += chosen.header_row < number <= chosen.end
        yield []


class _Rows:
    """How the rows of the chosen table are written: days as days, "not yet" as unknown."""

    def __init__(self, block: Block, table: Table) -> None:
        self.repeated, self.value = block.repeated, block.value
        self.first = block.says.days[0] if block.says.days else None
        self.last = block.says.days[1] if block.says.days else None
        nth = next((c for c in table.columns if c.field.name == ga4.NTH_DAY), None)
        self.nth = nth.index if nth and table.column("day") is nth else None
        self.counts = [
            c.index
            for c in table.columns
            if isinstance(c.field.fills, Quantity) and c.field.fills.kind is not Kind.MONEY
        ]
        self.link = link(block.headers, block.width)
        roles = {*WEB.texts.values(), "breakdown"}
        self.names = [c.index for c in table.columns if c.field.fills in roles]

    def belongs(self, record: Sequence[str]) -> bool:
        """Whether a row is of the first value of a column whose values repeat the visits."""
        if self.repeated is None or len(record) <= self.repeated.index:
            return True
        said = record[self.repeated.index].strip()
        return said in ("", self.value)

    def is_other(self, record: Sequence[str]) -> bool:
        """Whether GA4 put several values together in a row."""
        return any(len(record) > i and record[i].strip().casefold() in OTHER for i in self.names)

    def written(self, record: list[str]) -> list[str]:
        """Return a row: its day written out, -1 ("not yet") as unknown, its link in one column."""
        for i in self.counts:
            if len(record) > i and record[i].strip() == "-1":
                record[i] = ""
        if self.nth is not None and self.first and self.last and len(record) > self.nth:
            said = record[self.nth].strip()
            if said.isascii() and said.isdigit() and len(said) <= 5:
                on = self.first + timedelta(int(said))
                record[self.nth] = on.isoformat() if on <= self.last else record[self.nth]
        if self.link:
            write(record, self.link)
        return record
