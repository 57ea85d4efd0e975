"""Which goals belong together: leading with lagging, a KPI with the one that guards its quality."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.catalog import KPIS
from kpi.goals.goal import Goal

GUARDS: dict[str, tuple[str, ...]] = {
    "revenue": ("return_rate", "contribution", "roi"),
    "site_revenue": ("return_rate", "contribution"),
    "orders": ("aov", "return_rate", "uncollected_rate"),
    "site_orders": ("aov", "return_rate", "uncollected_rate"),
    "new_customers": ("cac", "repurchase_90d"),
    "cac": ("repurchase_90d", "new_customers", "ltv_cac", "paid_subscriptions"),
    "aov": ("checkout_conversion", "return_rate"),
    "checkout_conversion": ("aov", "return_rate"),
    "blended_roas": ("new_customers", "revenue"),
    "roi": ("revenue", "new_customers"),
    "contribution": ("revenue",),
    "conversions": ("cpa", "cvr_click"),
    "cpa": ("conversions", "roas"),
    "roas": ("conversion_value", "conversions"),
    "ctr": ("cvr_click", "landing_rate"),
    "cpc": ("cvr_click", "landing_rate"),
    "cpm": ("ctr",),
    "landing_rate": ("cvr_click",),
    "valid_sessions": ("engagement_rate_web", "bounce_rate", "conversion_rate"),
    "sessions": ("engagement_rate_web", "bounce_rate", "conversion_rate"),
    "unique_visitors": ("engagement_rate_web", "conversion_rate"),
    "conversion_rate": ("valid_sessions", "key_events"),
    "key_events": ("conversion_rate",),
    "email_open": ("email_ctr",),
    "line_open": ("line_click",),
    "line_friends": ("line_block_rate",),
    "ad_revenue": ("time_on_site", "bounce_rate"),
    "visitor_to_subscriber": ("retention_d7", "time_on_site"),
    "leads": ("mql_rate", "invalid_lead_rate"),
    "mql": ("mql_accept_rate", "mql_to_sql"),
    "mql_rate": ("mql_accept_rate",),
    "lead_cost": ("mql_rate", "invalid_lead_rate"),
    "pipeline_amount": ("win_rate",),
    "paid_subscriptions": ("cac", "ltv_cac"),
    "trial_activation": ("trial_to_paid",),
}
"""By a KPI that can be pushed alone: what would show that it was bought too dearly."""


def paired(goal: Goal, goals: Sequence[Goal]) -> Goal | None:
    """Return the goal it is paired with: the one it names, else one that names it."""
    there = {g.id: g for g in goals if g.id != goal.id}
    if goal.pair is not None:
        return there.get(goal.pair)
    return next((g for g in there.values() if g.pair == goal.id), None)


def fits(one: Goal, other: Goal) -> bool:
    """Whether two goals make a pair: one leads and one lags, or one guards the other's quality."""
    first, second = KPIS[one.kpi], KPIS[other.kpi]
    guards = second.key in GUARDS.get(first.key, ()) or first.key in GUARDS.get(second.key, ())
    return guards or first.leading is not second.leading


def candidates(goal: Goal, goals: Sequence[Goal]) -> list[Goal]:
    """Return the goals it could be paired with, the likeliest first.

    A guard of its quality before others, then one of the same scope, then one of the same stage.
    """
    kpi = KPIS[goal.kpi]
    guards = GUARDS.get(goal.kpi, ())

    def rank(other: Goal) -> tuple[int, bool, bool, bool]:
        place = guards.index(other.kpi) if other.kpi in guards else len(guards)
        stage = KPIS[other.kpi].stage is not kpi.stage
        return place, other.scope != goal.scope, stage, other.rank == "watched"

    return sorted((g for g in goals if g.id != goal.id and fits(goal, g)), key=rank)
