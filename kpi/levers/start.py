"""Where the levers begin: the board's own figures of a period, over the days that all have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from kpi.calendar import chosen
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.sums import gather
from kpi.figure import Number, form, quotient
from kpi.goals.goal import Goal, goals
from kpi.levers.formulas import FORMULAS
from kpi.levers.levers import NONE, Held, Levers
from kpi.period import Period, Span
from kpi.reading import Reading, read
from kpi.terms import Terms, terms
from kpi.view import View

DAILY = ("checkout_conversion", "orders", "cost")
"""Whose sources say over which days everything is read."""
ASKED = tuple(dict.fromkeys((
    *FORMULAS, *DAILY, "site_orders", "site_revenue", "discounts", "refunds", "impressions",
    "ctr", "cpc", "other_costs", "paid_share", "ltv", "aov",
)))  # fmt: skip
BY_CHANNEL = ("orders", "gross_revenue", "discounts", "refunds")


@dataclass(frozen=True, slots=True)
class Start:
    """The board's figures as levers.

    Parameters
    ----------
    readings : mapping of str to Reading
        By KPI, over the days of `period`: what every figure rests on.
    """

    period: Period
    levers: Levers
    held: Held
    readings: Mapping[str, Reading]
    known: Completeness
    goals: tuple[Goal, ...]

    @property
    def days(self) -> Span:
        """The days the levers stand for."""
        return self.period.now


def start(snapshot: Snapshot, state: State, view: View) -> Start | None:
    """Read where the levers begin, of the whole company; None where there are no facts at all.

    Visits are sessions, as goals count them: people do not add up to another period's.
    """
    reach = extent(snapshot)
    if not reach.sources:
        return None
    own = terms(state, reach.sources)
    asked = chosen.period(snapshot, state, view, own.year)
    known = completeness(snapshot, [asked], view.today, own)
    every = tuple(g for g in goals(state, reach.books) if not g.scope)
    kpis = list(dict.fromkeys(KPIS[key] for key in (*ASKED, *(g.kpi for g in every))))
    period = _shared(known, asked)
    facts = gather(snapshot, kpis, (period.now, period.previous, period.last_year), terms=own)
    readings = {
        kpi.key: read(kpi, (), (), period, facts, known, asked.now, people=False) for kpi in kpis
    }
    told = _Told(readings, _site(snapshot, period.now, own, reach.own_site))
    return Start(period, told.levers(), told.held(), readings, known, every)


def _shared(known: Completeness, asked: Period) -> Period:
    """Return the period as far as every source reaches that has figures in it."""
    kpis = [KPIS[key] for key in DAILY]
    live = [k for k in kpis if any(not known.is_stale(s, asked.now.end)
                                   for s in known.feeding(k, ()))]  # fmt: skip
    ends = [known.complete_to(kpi, (), asked.now.end) for kpi in live]
    last = min(filter(None, ends), default=None)
    return asked.until(last) if last else asked


def _site(
    snapshot: Snapshot, days: Span, own: Terms, site: frozenset[str]
) -> Mapping[str, Decimal]:
    """Return sums of the own site's sales channels alone; nothing where it has no orders."""
    kpis = [KPIS[key] for key in BY_CHANNEL]
    facts = gather(snapshot, kpis, [days], [Dimension.SALES_CHANNEL], terms=own)
    cuts = [cut for cut in facts.cuts(days) if dict(cut)[str(Dimension.SALES_CHANNEL)] in site]
    found = {
        kpi.key: [_exact(form(kpi, facts.sums(days, cut)).value) or NONE for cut in cuts]
        for kpi in kpis
    }
    return {key: sum(values, NONE) for key, values in found.items() if values}


@dataclass(frozen=True, slots=True)
class _Told:
    """Readings of all, and sums of the own site, as levers and what is held beside them."""

    readings: Mapping[str, Reading]
    site: Mapping[str, Decimal]

    def value(self, key: str) -> Decimal | None:
        return _exact(self.readings[key].value)

    def levers(self) -> Levers:
        gross, off, back = (self.site.get(k) for k in ("gross_revenue", "discounts", "refunds"))
        left = None if gross is None or off is None else gross - off
        conversion = self.readings["checkout_conversion"]
        return Levers(
            traffic=self.value("valid_sessions"),
            ctr=self.rate("ctr"),
            conversion=quotient(conversion.numerator, conversion.denominator),
            basket=quotient(gross, self.site.get("orders")),
            cpc=self.rate("cpc"),
            budget=self.value("cost"),
            discount=quotient(off, gross),
            refunds=quotient(back, left),
        )

    def held(self) -> Held:
        profit, new = self.readings["contribution"], self.value("new_customers")
        return Held(
            arrivals=quotient(self.readings["paid_share"].numerator, self.value("clicks")),
            other_costs=self.value("other_costs"),
            new_share=quotient(new, self.value("site_orders")),
            ltv=self.value("ltv"),
            profit=quotient(profit.numerator, self.value("revenue")),
            orders=self.elsewhere("orders"),
            gross=self.elsewhere("gross_revenue"),
            discounts=self.elsewhere("discounts"),
            refunds=self.elsewhere("refunds"),
        )

    def rate(self, key: str) -> Decimal | None:
        """Return a rate with every digit, from its two sums."""
        return quotient(self.readings[key].numerator, self.readings[key].denominator)

    def elsewhere(self, key: str) -> Decimal:
        """Return what is not the own site's."""
        whole = self.value(key)
        return NONE if whole is None else whole - self.site.get(key, NONE)


def _exact(value: Number | None) -> Decimal | None:
    """Return a figure as an exact number."""
    if value is None:
        return None
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
