"""How each goal would end under a division, and the verdict it would get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import hypot

from data.text import Lang
from kpi.card import Chip, Verdict
from kpi.catalog.costs import PROFIT, SPENT
from kpi.catalog.orders import ORDERS, REVENUE, SITE_NEW, SITE_ORDERS, SITE_REVENUE
from kpi.catalog.platform import COST
from kpi.definition import Kpi, Part
from kpi.doubt.level import Interval
from kpi.figure import Number, value_of
from kpi.format import limit
from kpi.overview.wording import chip
from kpi.status import is_past
from kpi.whatif.account import Account
from kpi.whatif.expected import Expected, Going
from kpi.whatif.going_on import Ending
from kpi.whatif.outcome import Estimate, Outcome, with_fees
from kpi.whatif.question_words import GOAL, GUARDRAIL


@dataclass(frozen=True, slots=True)
class Judged:
    """One goal, now and under the division.

    Parameters
    ----------
    now, then : Number or None
        At the end of the goal's days; None where nothing can be forecast.
    interval : (float, float) or None
        Of `then`, 80 %: of sums.
    uncertain : bool
        Whether the interval reaches over the target or the guardrail.
    """

    expected: Expected
    now: Number | None
    then: Number | None
    interval: Interval | None
    before: Verdict
    verdict: Verdict
    uncertain: bool


def changes(
    account: Account, then: Sequence[int], orders: Estimate, going: Going
) -> Mapping[Part, Estimate]:
    """Return by part what a division changes in where things go.

    Parameters
    ----------
    orders : Estimate
        Brought more than at the recent pace, within the planned days.
    """
    worth, margin = float(account.order_worth or 0), float(account.margin or 0)
    nothing = (0,) * len(then)
    media, paid = float(sum(then)), float(with_fees(account, nothing, then))
    # what is paid is what is planned, whatever a forecast of the cost says
    was = going.sums.get("cost")
    forecast = was.value if was else float(sum(account.current))
    pace = sum(account.current)
    fees = with_fees(account, nothing, account.current) / pace if pace else 1.0
    found = {
        **dict.fromkeys((ORDERS, SITE_ORDERS), orders),
        **dict.fromkeys((REVENUE, SITE_REVENUE), _scaled(orders, worth)),
        PROFIT: _scaled(orders, worth * margin),
        COST: Estimate.exactly(media - forecast),
        SPENT: Estimate.exactly(paid - forecast * fees),
    }
    if account.new_share is not None:
        found[SITE_NEW] = _scaled(orders, float(account.new_share))
    return found


def judged(account: Account, then: Sequence[int], told: Outcome, going: Going) -> list[Judged]:
    """Return every goal that a division can be judged by, held against the recent pace."""
    now = changes(account, account.current, Estimate.exactly(0), going)
    changed = changes(account, then, told.in_days, going)
    return [
        _judged(one, now, changed)
        for one in going.goals
        if all(part in changed for part in one.kpi.parts)
    ]


def limit_chip(going: Going, key: str, told: Estimate, lang: Lang) -> tuple[Chip | None, str]:
    """Return how an amount stands against the goal of a KPI, and that goal; nothing without one."""
    one = next((e for e in going.goals if e.kpi.key == key), None)
    if one is None:
        return None, ""
    limits = [value for value in (one.target, one.guardrail) if value is not None]
    found = {_verdict(one, value) for value in (*told.interval, told.middle)}
    verdict = _verdict(one, told.middle)
    verdict = Verdict.WATCH if verdict is Verdict.ACT and len(found) > 1 else verdict
    names = [GOAL.fill(target=limit(limits[0], one.kpi.unit, lang)).to(lang)]
    if len(limits) > 1:
        names.append(GUARDRAIL.fill(guardrail=limit(limits[1], one.kpi.unit, lang)).to(lang))
    return chip(verdict, lang), "".join(names)


def _judged(
    one: Expected, now_changed: Mapping[Part, Estimate], changed: Mapping[Part, Estimate]
) -> Judged:
    kpi = one.kpi
    stays = [moved_ending(end, now_changed[p]) for end, p in zip(one.ends, kpi.parts, strict=True)]
    now = formed(kpi, stays)
    moved = [moved_ending(end, changed[p]) for end, p in zip(one.ends, kpi.parts, strict=True)]
    then = formed(kpi, moved)
    first = moved[0]
    interval = (first.low, first.high) if first and kpi.denominator is None else None
    before, verdict = (_verdict(one, value) for value in (now, then))
    uncertain = interval is not None and len({_verdict(one, v) for v in (*interval, then)}) > 1
    if verdict is Verdict.ACT and uncertain:
        verdict = Verdict.WATCH
    return Judged(one, now, then, interval, before, verdict, uncertain)


def formed(kpi: Kpi, ends: Sequence[Ending | None]) -> Number | None:
    """Form a KPI from where its parts end."""
    values = [None if end is None else Decimal(repr(end.value)) for end in ends]
    first, second = (*values, None)[:2]
    return value_of(kpi, first, second)


def moved_ending(end: Ending | None, by: Estimate) -> Ending | None:
    """Return a part's end with a change on top: what is off in both is independent."""
    if end is None:
        return None
    value = end.value + by.middle
    below = hypot(end.value - end.low, by.middle - by.low)
    above = hypot(end.high - end.value, by.high - by.middle)
    return Ending(value, value - below, value + above)


def _verdict(one: Expected, value: Number | None) -> Verdict:
    if value is None:
        return Verdict.UNKNOWN
    if not is_past(one.kpi, value, one.target):
        return Verdict.GOOD
    past = one.guardrail is not None and is_past(one.kpi, value, one.guardrail)
    return Verdict.ACT if past else Verdict.WATCH


def _scaled(one: Estimate, by: float) -> Estimate:
    return Estimate(one.middle * by, one.low * by, one.high * by)
