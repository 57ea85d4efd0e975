"""The customers of a snapshot in numbers: the newest months of first orders, read and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from kpi.catalog import KPIS
from kpi.customers import kept
from kpi.customers.book import Book
from kpi.customers.cohort import Cohort, Payback, payback
from kpi.customers.value import Ltv
from kpi.cut import Dimension
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.goals.goal import Goal, goals
from kpi.period import Span, calendar_span, free
from kpi.reading import Reading, read_all
from kpi.status import Judgement, judge
from kpi.terms import Terms, terms

MONTHS = 13
"""So many months of first orders are listed, the running one among them."""
LATEST, OLDER = 3, 6
"""So many whole months are what a new customer costs now; so many, as long ago, have been watched
long enough to see when they were back."""
HEAD: tuple[Kpi, ...] = tuple(KPIS[key] for key in ("cac", "payback_months", "ltv", "ltv_cac"))
ASKED: tuple[Kpi, ...] = (
    *HEAD,
    *(KPIS[key] for key in ("marketing_cost", "cost", "new_customers", "site_revenue",
                            "returning_revenue_share", "blended_roas")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What the page of customers tells.

    Parameters
    ----------
    months : tuple of Span
        Whole calendar months of first orders, ascending; the last one may be running.
    latest, older : Span
        The newest whole months, and those that were watched half a year since.
    readings : mapping of (str, Span) to Reading
        By KPI and month, or one of these two spans.
    """

    book: Book
    terms: Terms
    known: Completeness
    today: date
    months: tuple[Span, ...]
    latest: Span
    older: Span
    readings: Mapping[tuple[str, Span], Reading]
    goals: Mapping[str, Goal]

    def reading(self, kpi: str, span: Span) -> Reading | None:
        """Return a KPI over a month or one of both spans."""
        return self.readings.get((kpi, span))

    def judged(self, kpi: str, span: Span) -> Judgement | None:
        """Return how it stands against its goal; None without one."""
        reading, goal = self.reading(kpi, span), self.goals.get(kpi)
        return judge(reading, goal, self.today) if reading and goal else None

    def cost(self, span: Span) -> Decimal | None:
        """Return all that was spent on acquiring the customers of a span."""
        reading = self.reading("marketing_cost", span)
        return Decimal(reading.value) if reading and reading.value is not None else None

    def cohort(self, span: Span) -> Cohort | None:
        """Return a span's customers with their margin by month; None without a margin."""
        return self.book.cohort(span, self.terms.margin, self.cost(span))

    def payback(self, span: Span) -> Payback | None:
        """Return when a span's customers have paid for themselves; None without a margin."""
        cohort = self.cohort(span)
        return payback(cohort) if cohort else None

    def ltv(self, span: Span) -> Ltv:
        """Return what a new customer of a span is worth."""
        return self.book.ltv(span, self.terms.margin)


def look(snapshot: Snapshot, state: State, today: date) -> Look | None:
    """Read the customers; None where nobody has worked their book out yet, or there are none."""
    reach = extent(snapshot)
    told = terms(state, reach.sources)
    book = kept.find(snapshot, told)
    if book is None or not book.facts.days:
        return None
    months = _months(book)
    whole = [m for m in months if m.end <= book.facts.until] or list(months)
    latest, older = _last(whole, LATEST), _last(whole, OLDER, LATEST)
    if whole[0].start > older.start:
        older = _last(whole, len(whole))
    every = Span(months[0].start, max(months[-1].start, book.facts.until))
    found = read_all(snapshot, ASKED, every, [Dimension.MONTH], {}, today, told)
    by_name = {f"{span.start:%Y-%m}": span for span in months}
    readings = {(r.kpi.key, by_name[dict(r.cut)["month"]]): r for r in found}
    for span in (latest, older):
        one = read_all(snapshot, ASKED, span, [], {}, today, told)
        readings |= {(r.kpi.key, span): r for r in one}
    return Look(
        book, told, completeness(snapshot, [free(latest)], today, told), today,
        tuple(months), latest, older, readings,
        {goal.kpi: goal for goal in goals(state, reach.books) if not goal.scope},
    )  # fmt: skip


def _months(book: Book) -> Sequence[Span]:
    """Return the newest months up to the last complete day, from the first orders on."""
    first, months = min(book.facts.days), [calendar_span("month", book.facts.until)]
    while len(months) < MONTHS and months[0].start > first:
        months.insert(0, calendar_span("month", months[0].start - timedelta(1)))
    return months


def _last(months: Sequence[Span], many: int, before: int = 0) -> Span:
    """Return the last months as one span, or those that end `before` months earlier than that."""
    end = max(len(months) - before * 2, 1) if before else len(months)
    chosen = months[max(0, end - many) : end]
    return Span(chosen[0].start, chosen[-1].end)
