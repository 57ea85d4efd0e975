"""Pull GA4: ask month by month, the newest first, and hand files to the import like any other."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from data.ga4 import parts as kept_parts
from data.ga4 import reached, standing
from data.ga4.access import Access, Property
from data.ga4.asking import Answer, Wait, ask
from data.ga4.parts import PROVISIONAL, Part
from data.ga4.spans import Days
from data.ga4.table import Table
from data.ga4.tables import TABLES
from data.ga4.writing import Pulled, notes, write
from data.journal import JournalRow, Step
from data.report import Report
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


def due(
    journal: list[JournalRow],
    owner: Property,
    today: date,
    asked: Mapping[str, date] = {},
    tables: Sequence[Table] = TABLES,
) -> dict[Table, Days]:
    """Return the days to pull of each table: from its first provisional one, else thirteen months.

    Parameters
    ----------
    asked : mapping of str to date
        How far tables were asked that may have had nothing to tell; it holds while anything of the
        property is loaded.
    """
    told: dict[str, date] = {}
    for row in journal:
        if row.state in (Step.COMMITTED, Step.PUBLISHED) and _is_of(row.report, owner):
            assert row.report and row.report.period  # a committed one has both
            cut, end = row.report.breakdown, row.report.period.end
            told[cut] = max(told.get(cut, end), end)
    known = {t: _known(t, told, asked) for t in tables}
    last = today - timedelta(1)
    back = today.year * 12 + today.month - 1 - MONTHS
    start = date(back // 12, back % 12 + 1, 1)
    again = timedelta(PROVISIONAL - 1)
    return {t: (min(end - again, last) if end else start, last) for t, end in known.items()}


def _known(table: Table, told: Mapping[str, date], asked: Mapping[str, date]) -> date | None:
    """Return up to which day a table is known; what people did after they came is told later."""
    end = told.get(table.breakdown)
    if end is None:
        return asked.get(table.asked) if told else None
    return asked.get(table.asked, end) if table.over.followed else end


def _is_of(report: Report | None, owner: Property) -> bool:
    """Whether an import was pulled of a property."""
    return report is not None and report.format == FORMAT and owner.name in report.accounts


def whole(days: Mapping[Table, Days]) -> Days:
    """Return the first day of any table and the last."""
    return min(first for first, _ in days.values()), max(last for _, last in days.values())


def pull(
    access: Access,
    owner: Property,
    days: Days | Mapping[Table, Days],
    work: Path,
    say: Say,
    wait: Wait = time.sleep,
) -> Pull:
    """Fetch every table over some days; what an earlier, stopped pull fetched is not asked again.

    Parameters
    ----------
    days : (date, date), or mapping of Table to (date, date)
        The same for all tables, or of each its own.

    Raises
    ------
    data.ga4.no_access.NoAccess
        When the key does not open the property.
    data.ga4.asking.Interrupted
        When it has to go on later; what was fetched stays.
    """
    work.mkdir(parents=True, exist_ok=True)
    each = dict(days) if isinstance(days, Mapping) else dict.fromkeys(TABLES, days)
    wanted, found, asked = kept_parts.wanted(each), dict[Part, Answer](), 0
    for n, part in enumerate(wanted, 1):
        now = kept_parts.utc_now()
        answer = kept_parts.kept(part, work, now)
        if answer is None:
            days_of = part.table, part.first, part.last
            answer = ask(access, owner.id, *days_of, wait, part.spans)
            kept_parts.keep(part, work, answer, now)
            asked += 1
        found[part] = replace(answer, rows=[], count=len(answer.rows))  # read again one by one
        say(n, len(wanted), part)
    return _written(found, owner, each, work, asked)


def done(work: Path, last: date, tables: Iterable[Table] = TABLES) -> None:
    """Forget the parts of a pull whose files are loaded up to a day: the store keeps those."""
    reached.write(work, tables, last)
    shutil.rmtree(work)


def _written(
    found: dict[Part, Answer], owner: Property, days: Mapping[Table, Days], work: Path, asked: int
) -> Pull:
    files, said = [], list[str]()
    for table in days:
        pulled: Pulled = sorted(
            ((p, a) for p, a in found.items() if p.table is table),
            key=lambda pair: (pair[0].first, pair[0].last),
        )
        said += notes(pulled)
        if not any(answer.count for _, answer in pulled):
            continue
        first, last = days[table]
        path = work / f"GA4 {table.key} {first}–{last}.csv"
        write(path, owner, table, pulled, partial(kept_parts.rows, folder=work))
        files.append(path)
    newest = next(iter(found.values()))
    first, last = whole(days)
    told = tuple(dict.fromkeys(said))  # several spans of one month say the same
    own = newest.currency, newest.time_zone
    return Pull(first, last, tuple(files), asked, told, *own, newest.left)
