"""What a pull has fetched so far: a file for each table and month, so that it goes on where it was.

A part is written whole or not at all. The last days of GA4 still fill up: a part that reached into
them is asked again by the next pull, one that did not is final.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from data.durable import settle
from data.ga4.asking import Answer
from data.ga4.tables import Table

PROVISIONAL = 3
"""So many of the newest days are not final yet."""
FRESH = timedelta(hours=6)
"""A part asked this lately is good enough to go on with."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table over at most a month."""

    table: Table
    first: date
    last: date

    def file(self, folder: Path) -> Path:
        """Return where it lies, named after what was asked: another question is another part."""
        asked = " ".join((*self.table.headings, *self.table.events))
        mark = f"{crc32(asked.encode()):08x}"
        return folder / f"{self.table.key}-{mark}-{self.first:%Y%m%d}-{self.last:%Y%m%d}.json"


def parts(tables: tuple[Table, ...], first: date, last: date) -> Iterator[Part]:
    """Yield what has to be asked, month by month, the newest first."""
    end = last
    while end >= first:
        start = max(end.replace(day=1), first)
        yield from (Part(table, start, end) for table in tables)
        end = start - timedelta(1)


def kept(part: Part, folder: Path, now: datetime) -> Answer | None:
    """Return what was fetched of a part before, where that still holds."""
    file = part.file(folder)
    if not file.exists():
        return None
    doc = json.loads(file.read_text("utf-8"))
    asked_at = datetime.fromisoformat(doc["asked_at"])
    final = part.last < asked_at.date() - timedelta(PROVISIONAL)
    return _answer(doc["answer"]) if final or now - asked_at < FRESH else None


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
