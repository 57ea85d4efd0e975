"""An account with what a budget of some days would bring in it: channels, curves, worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.facts.sums import gather
from kpi.figure import form, quotient
from kpi.period import Span, calendar_span, free, year_back
from kpi.response import kept
from kpi.response.alike import members
from kpi.response.assumed import ELASTICITY, assumed
from kpi.response.book import CURVES, Book
from kpi.response.curve import Curves
from kpi.response.draws import DRAWS
from kpi.response.past import Past
from kpi.response.response import Ahead, ahead
from kpi.response.spending import Floats
from kpi.terms import Tax, Terms, terms
from kpi.whatif.channel import Channel, planned, spent
from kpi.whatif.fees import blended, paid

PACE = 4
"""Weeks at whose pace an account goes on."""
WORTH = timedelta(91)
"""Days over which an order is worth what it is."""
NEW = "new_customers"
REVENUE = {"site_orders": "site_revenue", "orders": "revenue"}

NEVER_PAID = Text(
    "所有廣告平台的花費都是 0，沒有可以試算的渠道。",
    "No ad platform has ever been paid, so there is no channel to try.",
)


@dataclass(frozen=True, slots=True)
class Account:
    """What the sliders move and what follows.

    Parameters
    ----------
    days, weeks
        The planned days; as weeks, in which the spend of the curves is told.
    ahead : Ahead
        What money a week brings of the orders: draws × channels.
    orders : str
        The KPI that counts the orders.
    order_worth, new_share : Decimal or None
        Net revenue of an order, and new customers an order, both of the newest mature quarter.
    margin : Decimal or None
        Gross margin; None while nobody entered it.
    told : (datetime.date, datetime.date)
        First and last day of the weeks that it was read from.
    silent : Text or None
        Why every curve is assumed; None where the account has curves of its own.
    """

    days: Span
    weeks: float
    channels: tuple[Channel, ...]
    ahead: Ahead
    orders: str
    currency: str
    order_worth: Decimal | None
    new_share: Decimal | None
    margin: Decimal | None
    tax: Tax
    elasticity: float
    mixed_tax: bool
    told: tuple[date, date]
    notes: tuple[Text, ...]
    silent: Text | None = None

    @property
    def current(self) -> tuple[int, ...]:
        """What every channel is paid at the recent pace."""
        return tuple(channel.current for channel in self.channels)

    @property
    def plan(self) -> tuple[int, ...] | None:
        """What the plan says of every channel that is paid; None where it does not say."""
        told = [c.planned if c.planned is not None or c.current else 0 for c in self.channels]
        return None if None in told or not any(told) else tuple(n or 0 for n in told)


ACCOUNTS: Kept[Account | Text] = Kept(most=24)
"""What was asked before; a slider asks for the same again."""


def account(
    snapshot: Snapshot, state: State, days: Span, today: date, elasticity: float = ELASTICITY
) -> Account | Text | None:
    """Return an account with what its curves say of some days to come.

    Returns
    -------
    Account, Text or None
        Text says what is missing; None while the book of responses is not fitted yet.
    """
    key = state.version(), days, today, elasticity
    found = ACCOUNTS.find(snapshot, key)
    if found is None:
        book = kept.find(snapshot, state)
        if book is None:
            return None
        found = ACCOUNTS.keep(
            snapshot, key, _account(snapshot, state, book, days, today, elasticity)
        )
    return found


def _account(
    snapshot: Snapshot, state: State, book: Book, days: Span, today: date, elasticity: float
) -> Account | Text:
    past = book.past
    if past is None:
        return book.why_not or NEVER_PAID
    groups = [g for g in book.groups if past.spend_of([g]).any()]
    if not groups:
        return NEVER_PAID
    told = terms(state, extent(snapshot).sources)
    known = completeness(snapshot, [free(Span(past.first, past.until))], today, told)
    weeks, spend = days.days / 7, past.spend_of(groups)
    pace = spend[-PACE:].mean(0)
    before = np.vstack([spend, np.tile(pace, (_gap(past, days), 1))])
    curves = _curves(book, past, groups, elasticity)
    worth, share = _worth(snapshot, past, told)
    return Account(
        days, weeks,
        _channels(snapshot, known, book, past, groups, days, pace),
        ahead(curves, weeks, before), past.orders, past.currency, worth, share,
        told.margin, told.tax, elasticity,
        told.tax == "exported" and len({s.tax for s in known.paying(KPIS["roi"], ())}) > 1,
        (past.first, past.until), past.notes, book.why_not,
    )  # fmt: skip


def _gap(past: Past, days: Span) -> int:
    """Return the weeks between the last one that is known and the planned days."""
    return max(0, round((days.start - past.until).days / 7))


def _curves(book: Book, past: Past, groups: Sequence[str], elasticity: float) -> Curves:
    """Return the curves of all groups: those that were fitted, and assumed ones for the others."""
    response, own, spend = book.response, book.seen, past.spend_of(groups)
    typical = np.array([column[column > 0].mean() for column in spend.T])
    share, mean = spend.sum(0) / spend.sum(), float(past.outcome.mean())
    guess = assumed(typical, share, mean, elasticity, DRAWS)

    def column(name: str, n: int, group: str) -> Floats:
        if response and group in own:
            fitted: Floats = getattr(response.curves, name)[:, own.index(group)]
            return fitted
        other: Floats = getattr(guess, name)[:, n]
        return other

    return Curves(*(
        np.column_stack([column(name, n, group) for n, group in enumerate(groups)])
        for name in CURVES
    ))  # fmt: skip


def _channels(
    snapshot: Snapshot,
    known: Completeness,
    book: Book,
    past: Past,
    groups: Sequence[str],
    days: Span,
    pace: Floats,
) -> tuple[Channel, ...]:
    """Return every group with its money of the planned days."""
    weeks, spend = days.days / 7, past.spend_of(groups)
    month = calendar_span("month", calendar_span("month", known.today).start - timedelta(1))
    year = year_back(days)
    costs = spent(snapshot, known, [month, year])
    plan = planned(snapshot, known, days)
    fees = paid(snapshot, past.channels, days.start, known.terms)
    own = dict(zip(past.channels, past.spend[-PACE:].mean(0), strict=True))
    scale = 1.0 if days == calendar_span("month", days.start) else days.days / month.days
    found = []
    for n, group in enumerate(groups):
        of, column = members(group), spend[:, n]
        found.append(Channel(
            group, of, round(pace[n] * weeks), {m: round(own[m] * weeks) for m in of},
            _sum(plan, of),
            _sum(costs[month], of, scale) or 0 if _reaches(past, month, known) else None,
            _sum(costs[year], of) or 0 if _reaches(past, year, known) else None,
            max(int(column.max() * weeks), round(pace[n] * weeks)),
            round(column[column > 0].mean() * weeks),
            blended([fees[m] for m in of], [float(own[m]) for m in of]), group not in book.seen,
        ))  # fmt: skip
    return tuple(found)


def _sum(told: Mapping[str, float], of: Sequence[str], scale: float = 1.0) -> int | None:
    """Return the money of a group's platforms; None where nothing is said of any of them."""
    known = [told[m] for m in of if m in told]
    return round(sum(known) * scale) if known else None


def _reaches(past: Past, span: Span, known: Completeness) -> bool:
    """Whether the account's files reach over a span."""
    return past.first <= span.start and span.end <= known.extent.last


def _worth(snapshot: Snapshot, past: Past, told: Terms) -> tuple[Decimal | None, Decimal | None]:
    """Return net revenue and new customers over orders, of the newest mature quarter."""
    kpis = [KPIS[key] for key in (past.orders, REVENUE[past.orders], NEW)]
    end = past.first + timedelta(7 * len(past.outcome) - 1)
    span = Span(end - WORTH + timedelta(1), end)
    facts = gather(snapshot, kpis, [span], (), None, told)
    orders, revenue, new = (form(kpi, facts.sums(span, ())).numerator for kpi in kpis)
    return quotient(revenue, orders), quotient(new, orders) or None
