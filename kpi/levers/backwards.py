"""From a goal and its deadline to what it takes of each lever alone, on the days that are left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.text import Text
from kpi.catalog.costs import SPENT
from kpi.catalog.orders import ORDERS, REVENUE, SITE_NEW, SITE_ORDERS, SITE_REVENUE
from kpi.catalog.platform import COST
from kpi.catalog.web import VALID, VALID_VISITORS
from kpi.definition import Better, Part
from kpi.levers.solving import Moving, needed
from kpi.levers.to_come import ToCome
from kpi.pacing.pace import Pace

Name = Literal["traffic", "conversion", "basket"]
NAMES: tuple[Name, ...] = ("traffic", "conversion", "basket")

SUM_OF: Mapping[Part, str] = {
    VALID: "valid_sessions",
    VALID_VISITORS: "valid_sessions",
    ORDERS: "orders",
    SITE_ORDERS: "site_orders",
    REVENUE: "revenue",
    SITE_REVENUE: "site_revenue",
    SITE_NEW: "new_customers",
    COST: "cost",
    SPENT: "marketing_cost",
}
"""The sum that forecasts each part of a KPI; what is not here no lever leads to."""
_OF_VISITS = {
    "valid_sessions": "valid_sessions",
    "site_orders": "site_orders",
    "orders": "site_orders",
    "new_customers": "new_customers",
    "site_revenue": "site_revenue",
    "revenue": "site_revenue",
}
MOVES: Mapping[Name, Mapping[str, str]] = {
    "traffic": _OF_VISITS,
    "conversion": {key: by for key, by in _OF_VISITS.items() if key != "valid_sessions"},
    "basket": {"site_revenue": "site_revenue", "revenue": "site_revenue"},
}
"""By lever: the sums it moves, each by the own site's share of what is still to come."""

NOT_OURS = Text(
    "「{kpi}」不是由造訪、轉換率與客單價乘出來的，這三根槓桿推不出它要多少。",
    "{kpi} is not what visits, conversion and AOV multiply to, so no lever leads to it.",
)
SCOPED = Text(
    "這個目標只看一部分來源，而造訪、訂單與客單價是整個網站的，推不回去。",
    "This goal looks at some sources alone; visits, orders and AOV are those of the whole site.",
)
NO_FORECAST = Text(
    "造訪或訂單還不能預估到期末，推不出剩下的日子要多少。",
    "Visits or orders cannot be forecast to the end yet, so nothing follows for the days left.",
)


@dataclass(frozen=True, slots=True)
class Needed:
    """What a goal takes of one lever, the others as they are expected.

    Parameters
    ----------
    expected : float
        The lever on the days left: visits a day, orders a visit, money an order.
    moves : bool
        Whether it moves the goal's KPI at all.
    exactly, surely : float or None
        What it takes to end at the target as expected, and with nine chances in ten. None where
        the lever alone does not lead there, or no error of such forecasts is known.
    """

    name: Name
    expected: float
    moves: bool
    exactly: float | None
    surely: float | None


@dataclass(frozen=True, slots=True)
class Backwards:
    """What a goal takes of each lever; `orders` are those lacking, of the own site.

    Parameters
    ----------
    spends : bool
        Whether the goal holds spend against what it brings, so that more of it moves both.
    """

    levers: tuple[Needed, ...]
    orders: float | None
    spends: bool


def is_met(pace: Pace) -> bool:
    """Whether a sum is at its target already, whatever is still to come."""
    if not pace.kpi.accumulates or pace.kpi.better is not Better.HIGHER or pace.value is None:
        return False
    return pace.judged and float(pace.value) >= float(pace.target)


def on_course(pace: Pace) -> bool:
    """Whether a goal ends at its target or better as things are expected."""
    total = pace.forecast.total
    if total is None or not pace.judged:
        return False
    target = float(pace.target)
    return total <= target if pace.kpi.better is Better.LOWER else total >= target


def obstacle(pace: Pace, coming: ToCome | None) -> Text | None:
    """Return why levers do not lead to a goal; None where they do."""
    if pace.goal.scope:
        return SCOPED
    keys = [SUM_OF.get(part) for part in pace.kpi.parts]
    if None in keys or not any(key in moves for key in keys for moves in MOVES.values()):
        return NOT_OURS.fill(kpi=pace.kpi.name)
    wanted = {*keys, "valid_sessions", "site_orders", "site_revenue"}
    if coming is None or any(key is None or coming.total(key) is None for key in wanted):
        return NO_FORECAST
    return None


def backwards(pace: Pace, coming: ToCome) -> Backwards:
    """Return what a goal takes of each lever alone; see :func:`obstacle` for which goals."""
    kpi, days = pace.kpi, coming.days.days
    visits, orders, revenue = (
        coming.rests[key] for key in ("valid_sessions", "site_orders", "site_revenue")
    )
    expected = {
        "traffic": visits / days,
        "conversion": _quotient(orders, visits),
        "basket": _quotient(revenue, orders),
    }
    share = _low_share(pace)
    found = []
    for name in NAMES:
        now = expected[name]
        if now is None:
            continue
        parts = [_moving(part, name, coming) for part in kpi.parts]
        factor = needed(kpi, float(pace.target), *parts)
        surely = _surely(pace, parts[0], share) if share else None
        moves = any(part.moves for part in parts)
        found.append(Needed(name, now, moves, _times(now, factor), _times(now, surely)))
    by_visits = needed(kpi, float(pace.target), *(_moving(p, "traffic", coming) for p in kpi.parts))
    lacking = None if by_visits is None else (by_visits - 1) * orders
    spends = any(SUM_OF[part] in ("cost", "marketing_cost") for part in kpi.parts)
    return Backwards(tuple(found), lacking, spends)


def _moving(part: Part, name: Name, coming: ToCome) -> Moving:
    key = SUM_OF[part]
    by = MOVES[name].get(key)
    return Moving(coming.totals[key], coming.rests.get(by, 0.0) if by else 0.0)


def _low_share(pace: Pace) -> float | None:
    """Return to which share of what is expected the days left come at worst, in one of ten cases.

    Of a sum alone: what earlier forecasts were off by grows with what is expected.
    """
    told = pace.forecast
    if pace.kpi.denominator is not None or told.low is None or told.total is None:
        return None
    so_far = told.so_far or 0.0
    rest = told.total - so_far
    return (told.low - so_far) / rest if rest > 0 and told.low > so_far else None


def _surely(pace: Pace, part: Moving, share: float) -> float | None:
    """Return the factor with which the low end of the forecast is at the target."""
    told = pace.forecast
    assert told.total is not None
    so_far = told.so_far or 0.0
    rest = (float(pace.target) - so_far) / share
    return needed(pace.kpi, so_far + rest, Moving(told.total, part.moves))


def _times(now: float, factor: float | None) -> float | None:
    return None if factor is None else now * factor


def _quotient(above: float, below: float) -> float | None:
    return above / below if below > 0 else None
