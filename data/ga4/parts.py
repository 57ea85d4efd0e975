"""What a pull has fetched so far: a file for each table and month, so that it goes on where it was.

A part is written whole or not at all. The last days of GA4 still fill up: a part that reached into
them is asked again by the next pull, one that did not is final.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from data.durable import settle
from data.ga4.asking import Answer
from data.ga4.spans import COHORTS, NAME, Days, batches, first_days, first_weeks, shown, spans
from data.ga4.table import Over, Table

PROVISIONAL = 3
"""So many of the newest days are not final yet."""
FRESH = timedelta(hours=6)
"""A part asked this lately is good enough to go on with."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table over at most a month, or over several spans as wholes.

    Parameters
    ----------
    spans : tuple of (date, date)
        Over which people are counted, or on which they first came; empty where the table is asked
        day by day.
    until : datetime.date
        The last day of the pull.
    """

    table: Table
    first: date
    last: date
    spans: tuple[Days, ...] = ()
    until: date = date.max

    @property
    def told_to(self) -> date:
        """The last day that anything is told of: of people who are followed the last day they are
        followed on, as far as it has come.
        """
        _, after = self.table.over.followed or (0, 0)
        return min(self.until, self.last + timedelta(after))

    def file(self, folder: Path) -> Path:
        """Return where it lies, named after what was asked: another question is another part."""
        named = " ".join(NAME.format(*span) for span in self.spans)
        mark = f"-{crc32(named.encode()):08x}" if named else ""
        return folder / f"{self.table.asked}{mark}-{self.first:%Y%m%d}-{self.last:%Y%m%d}.json"


def wanted(days: Mapping[Table, Days]) -> list[Part]:
    """Return what has to be asked of each table, the newest first."""
    found = [part for table, span in days.items() for part in parts(table, *span)]
    return sorted(found, key=lambda part: part.last, reverse=True)


def parts(table: Table, first: date, last: date) -> Iterator[Part]:
    """Yield what has to be asked of a table: month by month; people over their spans, too."""
    end = last
    while end >= first and table.over is Over.DAYS:
        start = max(end.replace(day=1), first)
        yield Part(table, start, end)
        end = start - timedelta(1)
    for some in _together(table, first, last):
        ends = min(start for start, _ in some), max(end for _, end in some)
        yield Part(table, *ends, some, last)


def _together(table: Table, first: date, last: date) -> Iterator[tuple[Days, ...]]:
    """Yield the spans of a table, or the days its cohorts first came on, that go into one request.

    What is told of a cohort changes until it is followed no longer.
    """
    if table.over is Over.FIRST_DAYS:
        yield from batches(first_days(first, last), COHORTS)
    elif table.over is Over.FIRST_WEEKS:
        yield from batches(first_weeks(first, last), COHORTS)
    elif table.spanned:
        yield from batches((spans if table.people else shown)(first, last))


def kept(part: Part, folder: Path, now: datetime) -> Answer | None:
    """Return what was fetched of a part before, where that still holds."""
    file = part.file(folder)
    if not file.exists():
        return None
    doc = json.loads(file.read_text("utf-8"))
    asked_at = datetime.fromisoformat(doc["asked_at"])
    final = part.told_to < asked_at.date() - timedelta(PROVISIONAL)
    return _answer(doc["answer"]) if final or now - asked_at < FRESH else None


def rows(part: Part, folder: Path) -> list[tuple[str, ...]]:
    """Return the rows of a part that is kept."""
    return _answer(json.loads(part.file(folder).read_text("utf-8"))["answer"]).rows


def keep(part: Part, folder: Path, answer: Answer, now: datetime) -> None:
    """Keep what was fetched, safe from a kill and a power cut."""
    doc = {"asked_at": now.isoformat(), "answer": asdict(answer)}
    file = part.file(folder)
    written = file.with_suffix(".part")
    written.write_text(json.dumps(doc, ensure_ascii=False), "utf-8")
    settle(written, file)


def utc_now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


def _answer(doc: dict[str, object]) -> Answer:
    plain = Answer(**doc)  # type: ignore[arg-type]
    plain.rows = [tuple(row) for row in plain.rows]
    plain.totals = tuple(plain.totals) if plain.totals is not None else None
    plain.sampled = (plain.sampled[0], plain.sampled[1]) if plain.sampled else None
    plain.truncated = tuple(plain.truncated)
    return plain
