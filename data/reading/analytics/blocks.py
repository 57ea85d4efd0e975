"""The tables of a text whose `#` lines stand between them: where each begins, and what it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from data.exports import ga4
from data.exports.base import Column, Field, header_key
from data.reading.analytics.comments import ALL_USERS, Comments, is_comment, line, said
from data.reading.analytics.links import linked
from data.reading.refusal import refuse
from data.schema import Quantity, WebMeasure
from data.text import Text

SAMPLE = 400
"""How many rows of a table are looked at before it is read."""
MOST = 1000
"""How many tables one file may have; a snapshot has some twenty."""
_NUMBER = re.compile(r"\s*[-−]?[0-9][0-9.,]*(%|e-?[0-9]+)?\s*", re.I)
_TOO_MANY = Text(
    "檔案有超過 {limit} 張表，或連續超過 {limit} 行「#」，不是 GA4 的匯出檔。",
    "The file has more than {limit} tables, or “#” lines in a row; no GA4 export has.",
)
_AS_WRITTEN = Text("請從 GA4 重新下載。", "Download it again from GA4.")
_VISITS = frozenset(
    {
        WebMeasure.SESSIONS,
        WebMeasure.ENGAGED_SESSIONS,
        WebMeasure.ENGAGEMENT_SECONDS,
        WebMeasure.NEW_USERS,
        WebMeasure.ITEM_SESSIONS,
        WebMeasure.CART_SESSIONS,
        WebMeasure.CHECKOUT_SESSIONS,
        WebMeasure.MARKED_SESSIONS,
    }
)
"""What one visit or person adds once to each of its events, so that rows by event do not add."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table.

    Parameters
    ----------
    start, header_row, end : int
        Record numbers of its first `#` line, its header and the last record before the next
        block, the first record of the file being 1.
    width : int
        Cells of its widest row.
    sample : list of tuple of str
        Its first rows.
    """

    says: Comments
    start: int
    header_row: int
    headers: tuple[str, ...]
    end: int = 0
    width: int = 0
    sample: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        """What GA4 is known to mean by its headers, less what does not add up by its rows."""
        known = (*ga4.REPORT.columns(self.headers), *self._nth_day())
        known = tuple(sorted((*known, *self._breakdowns(known)), key=lambda c: c.index))
        known = ga4.of_items((*linked(known, self.headers, self.width), *_marked(known)))
        by_event = [c for c in known if c.field.fills == "event"]
        if by_event or any(c.field.name in ga4.OF_EVENTS for c in known):
            derived = _by_event(known) if by_event and not self._paged(known) else ()
            known = (*(c for c in known if c.field.fills not in _VISITS), *derived)
        there = {c.field.fills for c in known}
        return tuple(c for c in known if c.field.per is None or c.field.per in there)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The headers of visits left out because they do not add up by the rows."""
        kept = {c.index for c in self.columns}
        known = ga4.REPORT.columns(self.headers)
        return tuple(c.header for c in known if c.field.fills in _VISITS and c.index not in kept)

    @property
    def repeated(self) -> Column | None:
        """The column whose values count the same visits again, where there is one."""
        wanted = (ga4.SEGMENT, ga4.DATE_RANGE)
        return next((c for c in self.columns if c.field.name in wanted), None)

    @property
    def value(self) -> str:
        """The one value of the repeating column that is read: all users, else the first."""
        if self.repeated is None:
            return ""
        at = self.repeated.index
        cells = [r[at].strip() for r in self.sample if len(r) > at and r[at].strip()]
        return next((c for c in cells if header_key(c) in ALL_USERS), next(iter(cells), ""))

    @property
    def segment(self) -> str | None:
        """Whose figures are read where they are not those of all users."""
        column = self.repeated
        if column and column.field.name == ga4.SEGMENT:
            return None if header_key(self.value) in ALL_USERS else self.value
        return None if self.says.everybody else self.says.segment

    @property
    def readable(self) -> bool:
        """Whether it holds something counted, by days or channels or anything else that adds."""
        return ga4.REPORT.fits(self.columns)

    @property
    def universal(self) -> bool:
        """Whether it is of Universal Analytics: its range in one line as in explorations.

        Those have their grand total, one cell too long, at the top, and words of their own.
        """
        total = any(any(c.strip() for c in r[len(self.headers) :]) for r in self.sample[:1])
        own = any(c.field.fills in ga4.OWN for c in self.columns)
        return self.says.ruled and self.says.one_line and not total and not own

    def _paged(self, known: Sequence[Column]) -> bool:
        return any(c.field.name in ga4.OF_EVENTS for c in known)

    def _nth_day(self) -> tuple[Column, ...]:
        """Return a first column under any heading that counts each day of the range from 0000."""
        if not self.says.days or not self.headers or ga4.REPORT.columns(self.headers[:1]):
            return ()
        first, last = self.says.days
        cells = [r[0].strip() for r in self.sample]
        days = [f"{n:04}" for n in range((last - first).days + 1)]
        if cells != days:
            return ()
        return (Column(0, self.headers[0], Field("day", (), name=ga4.NTH_DAY)),)

    def _breakdowns(self, known: Sequence[Column]) -> list[Column]:
        """Return the dimensions nobody declared: what stands before the figures and is no number.

        GA4 writes all dimensions before all figures.
        """
        measured = [c.index for c in known if isinstance(c.field.fills, Quantity)]
        others = set(range(min(measured, default=0))) - {c.index for c in known}
        return [
            Column(i, self.headers[i], Field("breakdown", (), name=header_key(self.headers[i])))
            for i in sorted(others)
            if any(len(r) > i and r[i].strip() and not _NUMBER.fullmatch(r[i]) for r in self.sample)
        ]


def blocks(records: Iterable[Sequence[str]]) -> list[Block]:
    """Return the tables of a text in order; one ends where `#` lines or a new header begin.

    Raises
    ------
    Refusal
        When there are more tables than any export has.
    """
    found: list[Block] = []
    widths: list[int] = []
    run: list[tuple[int, str]] = []
    number, rows, gap = 0, False, False
    for number, record in enumerate(records, 1):
        if not any(c.strip() for c in record):
            gap = True
            continue
        if is_comment(record) and not (rows and _is_row(record, found[-1])):
            run.append((number, line(record)))
            rows = False
        elif not rows or (gap and _is_header(record)):
            found.append(_block(run, number, record, found))
            widths.append(0)
            run, rows = [], True
        else:
            widths[-1] = max(widths[-1], len(record))
            if len(found[-1].sample) < SAMPLE:
                found[-1].sample.append(tuple(record))
        gap = False
        if len(found) > MOST or len(run) > MOST:
            raise refuse(_TOO_MANY.fill(limit=MOST), _AS_WRITTEN, row=number)
    starts = [*(b.start for b in found[1:]), run[0][0] if run else number + 1]
    ends = zip(found, starts, widths, strict=bool(found))
    return _without_titles([replace(b, end=s - 1, width=width) for b, s, width in ends])


def _without_titles(found: list[Block]) -> list[Block]:
    """Take for a card's title what only looks like a segment: a segment repeats other tables.

    Where the file names all users, whatever else it names is a segment: rather too little is read
    than a part for the whole.
    """
    segments: dict[tuple[str, ...], set[str | None]] = {}
    for block in found:
        segments.setdefault(block.headers, set()).add(block.says.segment)
    everybody = any(b.says.segment and b.says.everybody for b in found)
    if everybody or len(set().union(*segments.values())) == 1:
        return found
    return [
        b if len(segments[b.headers]) > 1 else replace(b, says=replace(b.says, segment=None))
        for b in found
    ]


def _block(
    run: list[tuple[int, str]], number: int, record: Sequence[str], before: list[Block]
) -> Block:
    """Return the block a header begins; what its own lines do not say, those above have said."""
    says = said([text for _, text in run])
    if before:
        above = before[-1].says
        says = replace(
            says,
            property_name=before[0].says.property_name,
            segment=says.segment or above.segment,
            days=says.days or above.days,
        )
    cells = list(record)
    while cells and not cells[-1].strip():  # Excel pads a header to the widest row
        cells.pop()
    return Block(says, run[0][0] if run else number, number, tuple(cells))


def _is_row(record: Sequence[str], block: Block) -> bool:
    """Whether a record that begins with `#` is a row: a page or campaign may be called so."""
    cells = record[1 : len(block.headers)]
    return len(record) >= len(block.headers) and any(map(_NUMBER.fullmatch, cells))


def _is_header(record: Sequence[str]) -> bool:
    """Whether a record below an empty line begins another table."""
    return ga4.REPORT.fits(ga4.REPORT.columns(record)) and not any(map(_NUMBER.fullmatch, record))


def _marked(known: Sequence[Column]) -> list[Column]:
    """Return what the sessions of marked visits say, where a column names their filter."""
    if not any(c.field.name == ga4.MARKS for c in known):
        return []
    sessions = (c for c in known if c.field.fills is WebMeasure.SESSIONS)
    return [replace(c, field=ga4.OF_MARKED) for c in sessions]


def _by_event(known: Sequence[Column]) -> list[Column]:
    """Return what the figures of single events say, where no column says it itself."""
    there = {c.field.fills for c in known}
    columns = {c.field.fills: c for c in known}
    return [
        replace(columns[of], field=single)
        for of, single in ga4.OF_SINGLE_EVENTS
        if of in columns and single.fills not in there
    ]
