"""Which files are missing before the weekly review, by source and range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.schema import PLATFORMS
from data.snapshot import Snapshot, Source
from data.text import Lang, Text
from kpi.alerts.cadence import last_review
from kpi.alerts.rules import AlertTerms
from kpi.facts.coverage import Covered, coverage
from kpi.facts.extent import extent
from kpi.facts.quantities import Ledger
from kpi.format import days
from kpi.period import Span, Year, calendar_span

ONE_DAY = timedelta(days=1)
ASKED_WEEKS = timedelta(weeks=4)
"""So far back gaps are asked for."""
ENDED = timedelta(days=35)
"""A source that stopped so long before the week's end is taken as ended; nobody is asked for it."""

LINE = Text("{source}：缺 {days}", "{source}: {days} missing")
SOURCE = Text("{platform}・{account}", "{platform}, {account}")
LIST = Text("、", ", ")


@dataclass(frozen=True, slots=True)
class Missing:
    """One source with the days nobody has brought a file for."""

    platform: str
    account: str
    spans: tuple[Span, ...]

    def worded(self, lang: Lang) -> str:
        """Say it: 「Meta・主帳戶：缺 11/17–11/22」."""
        name = PLATFORMS[self.platform].name
        source = SOURCE.fill(platform=name, account=self.account)
        if self.account == name.zh:
            source = name
        listed = LIST.to(lang).join(days(span) for span in self.spans)
        return LINE.fill(source=source.to(lang), days=listed).to(lang)


def reviewed_week(day: date, year: Year) -> Span:
    """Return the last whole week before a day: what its review looks at."""
    return calendar_span("week", calendar_span("week", day, year).start - ONE_DAY, year)


def missing_files(snapshot: Snapshot, week: Span) -> tuple[Missing, ...]:
    """Return the sources that lack days up to a week's end, by platform and account.

    Costs come when bills do and plans when somebody plans: neither is asked for.
    """
    reach = extent(snapshot)
    wanted = {s.account_key for s in reach.sources if reach.ledgers(s.platform) - {Ledger.COSTS}}
    found = [c for c in coverage(snapshot) if c.source.account_key in wanted]
    told = ((c.source, tuple(_spans(c, week))) for c in found if _goes_on(c.source, week))
    return tuple(Missing(s.platform, s.account, spans) for s, spans in told if spans)


def _goes_on(source: Source, week: Span) -> bool:
    """Whether files of a source are still expected."""
    return source.last_day >= week.end - ENDED


def _spans(covered: Covered, week: Span) -> Iterator[Span]:
    """Yield the gaps of the last weeks, and what is behind the last complete day."""
    first = week.end - ASKED_WEEKS + ONE_DAY
    for gap in covered.missing:
        if gap.end >= first and gap.start <= week.end:
            yield Span(max(gap.start, first), min(gap.end, week.end))
    complete = covered.source.complete_to
    start = complete + ONE_DAY if complete else covered.source.first_day
    if start <= week.end:
        yield Span(start, week.end)


def is_due(at: datetime, terms: AlertTerms) -> bool:
    """Whether the reminder may be sent: on the review's day, from its hour on."""
    return at.date() == last_review(at, terms).date()


def key(at: datetime, terms: AlertTerms) -> str:
    """Name the reminder of a review, so that it goes out once."""
    return f"files|{last_review(at, terms).date()}"


def listed(missing: Sequence[Missing], lang: Lang) -> list[str]:
    """Return a line for each source."""
    return [one.worded(lang) for one in missing]
