"""Pull GA4: ask month by month, the newest first, and hand files to the import like any other."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.ga4 import parts as kept_parts
from data.ga4 import standing
from data.ga4.access import Access, Property
from data.ga4.asking import Answer, Wait, ask
from data.ga4.parts import PROVISIONAL, Part
from data.ga4.tables import TABLES
from data.ga4.writing import Pulled, notes, write
from data.journal import JournalRow, Step
from data.store import Store

FORMAT = "ga4.api"
MONTHS = 13
"""A first pull reaches back so many months: a year, and the month it is compared with."""

Say = Callable[[int, int, Part], None]
"""Told after each part: how many are done, how many there are, which one it was."""


@dataclass(frozen=True, slots=True)
class Pull:
    """What a pull brought.

    Parameters
    ----------
    files : tuple of pathlib.Path
        One a table that has rows.
    currency, time_zone : str
        The property's own; they answer what its files cannot say.
    left : dict of str to int
        Tokens of the quotas that remain.
    """

    first: date
    last: date
    files: tuple[Path, ...]
    asked: int
    notes: tuple[str, ...]
    currency: str
    time_zone: str
    left: dict[str, int]


def folder(store: Store, owner: Property) -> Path:
    """Return where the parts and files of a property lie while it is pulled."""
    return standing.folder(store) / owner.id


def due(journal: list[JournalRow], owner: Property, today: date) -> tuple[date, date]:
    """Return the days to pull: from the first that was provisional, else thirteen months back."""
    told = [
        row.report.period.end
        for row in journal
        if row.state in (Step.COMMITTED, Step.PUBLISHED)
        and row.report
        and row.report.format == FORMAT
        and row.report.period
        and owner.name in row.report.accounts
    ]
    last = today - timedelta(1)
    if told:
        return min(max(told) - timedelta(PROVISIONAL - 1), last), last
    back = today.year * 12 + today.month - 1 - MONTHS
    return date(back // 12, back % 12 + 1, 1), last


def pull(
    access: Access,
    owner: Property,
    days: tuple[date, date],
    work: Path,
    say: Say,
    wait: Wait = time.sleep,
) -> Pull:
    """Fetch every table over some days; what an earlier, stopped pull fetched is not asked again.

    Raises
    ------
    data.ga4.access.NoAccess
        When the key does not open the property.
    data.ga4.asking.Interrupted
        When it has to go on later; what was fetched stays.
    """
    work.mkdir(parents=True, exist_ok=True)
    wanted, found, asked = list(kept_parts.parts(TABLES, *days)), dict[Part, Answer](), 0
    for n, part in enumerate(wanted, 1):
        now = kept_parts.utc_now()
        answer = kept_parts.kept(part, work, now)
        if answer is None:
            answer = ask(access, owner.id, part.table, part.first, part.last, wait)
            kept_parts.keep(part, work, answer, now)
            asked += 1
        found[part] = answer
        say(n, len(wanted), part)
    return _written(found, owner, days, work, asked)


def done(work: Path) -> None:
    """Forget the parts of a pull whose files are loaded: the store keeps those."""
    shutil.rmtree(work)


def _written(
    found: dict[Part, Answer], owner: Property, days: tuple[date, date], work: Path, asked: int
) -> Pull:
    files, said = [], list[str]()
    for table in TABLES:
        pulled: Pulled = sorted(
            ((p, a) for p, a in found.items() if p.table is table), key=lambda pair: pair[0].first
        )
        said += notes(pulled)
        if not any(answer.rows for _, answer in pulled):
            continue
        path = work / f"GA4 {table.key} {days[0]}–{days[1]}.csv"
        write(path, owner, table, pulled)
        files.append(path)
    newest = next(iter(found.values()))
    return Pull(
        *days, tuple(files), asked, tuple(said), newest.currency, newest.time_zone, newest.left
    )
