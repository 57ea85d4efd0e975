"""Where the table begins in a text, and which export format it is, by content alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data.exports import EXPORTS
from data.exports.base import Column, Export, header_key
from data.reading.refusal import Unanswered
from data.reading.search.filters import said
from data.reading.spans import declared
from data.remark import Remark
from data.report import Question
from data.schema import SEARCH
from data.text import Text

DELIMITERS = (",", "\t", ";", "|")
HEAD = 60
"""How many records are searched for the header, and how many words make a header."""
LEAST = 3

_FORMAT = Text(
    "檔案同時符合 {names}，應以哪一種格式讀取？",
    "The file fits {names}. Which one should it be read as?",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table inside a text.

    Parameters
    ----------
    header_row : int
        Record number of the header, the first record being 1.
    columns : tuple of Column
        What the format knows of the header.
    declared : tuple of date or None
        The range of days named above the header.
    said : dict of str to str
        Names above the header that belong to every row, by role.
    mapped : str
        The format where a person's mapping recognised it; else the export's name is the format.
    by : Text or None
        What is said of how it was recognised; `remarks`: what the file says of its own figures.
    """

    export: Export
    delimiter: str
    header_row: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    declared: tuple[date, date] | None
    sample: tuple[tuple[str, ...], ...]
    said: dict[str, str] = field(default_factory=dict)
    mapped: str = ""
    by: Text | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def format(self) -> str:
        """What it was recognised as."""
        return self.mapped or self.export.name

    def column(self, fills: str) -> Column | None:
        """Return the column that fills a measure or role."""
        return next((c for c in self.columns if c.field.fills == fills), None)


def recognise(
    records: Sequence[Sequence[str]], delimiter: str, answers: dict[str, str]
) -> Table | None:
    """Find the header and its format; None where nothing is known.

    Raises
    ------
    Unanswered
        When two formats fit and no answer says which.
    """
    row, score = header(records)
    if score < LEAST:
        return None
    known = [e for e in EXPORTS if not e.commented and e.wrote(records[row])]
    fitting = _by_level(_fitting(known, records[row]), records, row)
    if len(fitting) > 1:
        fitting = [e for e in fitting if e.name == answers.get("format")] or fitting
    if len(fitting) > 1:
        names = "、".join(e.name for e in fitting), " and ".join(e.name for e in fitting)
        choices = tuple((e.name, _called(e)) for e in fitting)
        raise Unanswered(Question("format", _FORMAT.fill(names=Text(*names)), choices))
    return _table(fitting[0], records, row, delimiter) if fitting else None


def _called(export: Export) -> Text:
    """Return what a person knows a format by, and its name."""
    name = export.platform.name
    return Text(f"{name.zh}（{export.name}）", f"{name.en} ({export.name})")


def header(records: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return the index of the record with most known headers among the first, and how many."""
    scores = [max(e.filled(r) for e in EXPORTS) for r in records[:HEAD]]
    best = max(scores, default=0)
    return (scores.index(best), best) if scores else (0, 0)


def _fitting(exports: Sequence[Export], headers: Sequence[str]) -> list[Export]:
    """Return the formats among these that fit a table with these headers.

    Deals have amounts and days as a cost sheet has: what a CRM wrote is nothing else, even where it
    lacks something.
    """
    fitting = [e for e in exports if e.fits(e.columns(headers))]
    of_crm = any(e.counts_rows and (e.own or e in fitting) for e in exports)
    return [e for e in fitting if e.counts_rows or not of_crm]


def _by_level(fitting: list[Export], records: Sequence[Sequence[str]], row: int) -> list[Export]:
    """Let the file's own level column choose: an ad-set export may carry an empty Ad name."""
    said = set()
    for export in EXPORTS:
        for column in export.columns(records[row]):
            if column.field.fills == "delivery_level":
                cells = (r[column.index] for r in records[row + 1 :] if len(r) > column.index)
                said |= {header_key(c) for c in cells if c.strip()}
    named = [
        e
        for e in EXPORTS
        if said & set(e.delivery_levels)
        and {c.field.fills for c in e.columns(records[row])}.issuperset(e.needs)
    ]
    return named if len(named) == 1 else fitting


def _table(export: Export, records: Sequence[Sequence[str]], row: int, delimiter: str) -> Table:
    return Table(
        export=export,
        delimiter=delimiter,
        header_row=row + 1,
        headers=tuple(records[row]),
        columns=export.columns(records[row]),
        declared=declared(records[:row]),
        sample=tuple(tuple(r) for r in records[row + 1 :]),
        said=said(records[:row]) if export.book is SEARCH else {},
    )
