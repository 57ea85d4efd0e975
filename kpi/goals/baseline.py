"""Where a KPI stood: the mean of the last whole quarter, and the best quarter so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from data.text import Text
from kpi import format
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.definition import Better, Kpi, Unit
from kpi.facts.completeness import completeness
from kpi.facts.extent import extent
from kpi.facts.sums import gather
from kpi.goals.goal import Basis, Goal
from kpi.period import Span, calendar_span, free
from kpi.reading import Reading, read
from kpi.terms import Terms

QUARTERS = 8
"""So many whole quarters are looked back over."""
TOO_LITTLE = (Flag.STALE, Flag.PARTIAL, Flag.SHORT_HISTORY)
"""Flags of a quarter that is no ground to stand on."""
DIGITS = 4
"""Significant digits of a computed baseline; more would say more than the data do."""

NO_DATA = Text(
    "還沒有匯入任何資料，算不出基準；可以先手動輸入，或填產業估計並寫下來源與日期。",
    "No data are imported yet, so there is no baseline; type one, or an industry estimate with its"
    " source and date.",
)
NO_QUARTER = Text(
    "「{kpi}」從 {first} 起有資料，還沒有一個完整的季；"
    "可以先手動輸入，或填產業估計並寫下來源與日期。",
    "{kpi} has data since {first}, which is no whole quarter yet; type a baseline, or an industry"
    " estimate with its source and date.",
)
NO_ANSWER = Text(
    "「{kpi}」在 {span} 沒有答案（{why}）；可以先手動輸入，或填產業估計並寫下來源與日期。",
    "{kpi} has no answer for {span} ({why}); type a baseline, or an industry estimate with its"
    " source and date.",
)
WHYS = {
    Flag.SHORT_HISTORY: Text(
        "訂單歷史不足，新客會高估", "too few months of orders: new customers would be overstated"
    ),
    Flag.STALE: Text("來源沒有更新到季末", "a source ends before the quarter does"),
    Flag.PARTIAL: Text("來源沒有涵蓋整季", "a source does not cover all of it"),
    None: Text("沒有資料，或分母是 0", "no data, or nothing to divide by"),
}


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline that was read: a sum is told per period of its goal."""

    value: Decimal
    basis: Basis
    span: Span

    @property
    def source(self) -> str:
        """What stands as its source in the goal: the days it was read over, in any language."""
        return format.days(self.span, date.min)


@dataclass(frozen=True, slots=True)
class Found:
    """What the data say, or `why` they do not."""

    last: Baseline | None
    best: Baseline | None
    why: Text | None = None


def baselines(snapshot: Snapshot | None, goal: Goal, today: date, terms: Terms) -> Found:
    """Read a goal's KPI over the last whole quarters, within the goal's scope.

    A rate of a quarter is its sums' rate, never a mean of months. Within a goal sessions are
    counted and not visitors, as where it is judged.
    """
    kpi = KPIS[goal.kpi]
    if snapshot is None or not extent(snapshot).sources:
        return Found(None, None, NO_DATA)
    quarters = _quarters(today, terms)
    told = [(span, *_read(snapshot, goal, span, today, terms)) for span in quarters]
    known = [(span, _per_period(goal, r, span)) for span, r, why in told if r and not why]
    values = [(span, value) for span, value in known if value is not None]
    newest, why = told[0][1], told[0][2] or _since(snapshot, goal, quarters[0], today, terms)
    last = next((v for span, v in values if span == quarters[0]), None)
    best = _best(kpi, values)
    return Found(
        Baseline(last, "last_quarter", quarters[0]) if last is not None else None,
        Baseline(best[1], "best_quarter", best[0]) if best else None,
        None if last is not None else _why(kpi, newest, why, quarters[0]),
    )


def _quarters(today: date, terms: Terms) -> list[Span]:
    """Return the last whole quarters, the newest first."""
    found, day = [], today
    for _ in range(QUARTERS):
        day = calendar_span("quarter", day, terms.year).start - timedelta(1)
        found.append(calendar_span("quarter", day, terms.year))
    return found


def _read(
    snapshot: Snapshot, goal: Goal, span: Span, today: date, terms: Terms
) -> tuple[Reading | None, Flag | date | None]:
    """Return a quarter's reading, and what speaks against it: a flag, or the day data begin."""
    kpi, period = KPIS[goal.kpi], free(span)
    known = completeness(snapshot, [period], today, terms)
    begins = known.begins(kpi, goal.scope)
    if begins is None or begins > span.start:
        return None, begins
    by = tuple(Dimension(name) for name, _ in goal.scope)
    facts = gather(snapshot, [kpi], [span], by, {}, terms)
    own = replace(period, now=span)
    found = read(kpi, goal.scope, (), own, facts, known, people=False)
    against = next((flag for flag in TOO_LITTLE if flag in found.flags), None)
    return found, against


def _since(snapshot: Snapshot, goal: Goal, quarter: Span, today: date, terms: Terms) -> date | None:
    """Return since when there are data where there were none in a quarter."""
    whole = Span(quarter.start, max(today, quarter.end))
    begins = completeness(snapshot, [free(whole)], today, terms).begins(KPIS[goal.kpi], goal.scope)
    return begins if begins and begins > quarter.start else None


def _per_period(goal: Goal, found: Reading, span: Span) -> Decimal | None:
    """Return a quarter's value as a goal counts it: a sum per week or month of the quarter."""
    if found.value is None or found.over_platforms:
        return None
    value = found.value if isinstance(found.value, Decimal) else Decimal(repr(found.value))
    if found.kpi.accumulates and goal.period != "quarter":
        value = value / 3 if goal.period == "month" else value * 7 / span.days
    return trimmed(value, found.kpi)


def trimmed(value: Decimal, kpi: Kpi) -> Decimal:
    """Return a computed value with the digits that mean something."""
    whole = kpi.accumulates and kpi.unit in (Unit.COUNT, Unit.MONEY)
    places = min(value.adjusted() - DIGITS + 1, 0) if value else 0
    if whole and abs(value) >= 1:
        places = 0
    return Decimal(f"{value.quantize(Decimal(1).scaleb(places)).normalize():f}")


def _best(kpi: Kpi, values: Sequence[tuple[Span, Decimal]]) -> tuple[Span, Decimal] | None:
    """Return the best quarter; of a band there is none."""
    if not values or kpi.better is Better.BAND:
        return None
    choose = max if kpi.better is Better.HIGHER else min
    return choose(values, key=lambda one: one[1])


def _why(kpi: Kpi, found: Reading | None, against: Flag | date | None, span: Span) -> Text:
    if found is None and isinstance(against, date):
        return NO_QUARTER.fill(kpi=kpi.name, first=f"{against:%Y/%m/%d}")
    why = WHYS[against if isinstance(against, Flag) and against in WHYS else None]
    return NO_ANSWER.fill(kpi=kpi.name, span=format.days(span, date.min), why=why)
