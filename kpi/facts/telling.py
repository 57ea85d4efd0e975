"""The SQL that tells each quantity: its column, what it is a part of, money weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from data.schema import (
    ASIDE,
    LEVELS,
    Kind,
    LeadMeasure,
    Measure,
    OwnedMeasure,
    Quantity,
    ShopMeasure,
    WebMeasure,
)
from kpi.facts.quantities import BITS, WITHIN_CHANNEL, Reckoned
from kpi.sql import text

SPOKEN: tuple[Quantity, ...] = (
    *Measure,
    *(m for m in WebMeasure if m not in ASIDE),
    *OwnedMeasure,
)
"""What exports say of days and ranges."""

DEEP = frozenset((Reckoned.ORGANIC_SESSIONS, Reckoned.PAID_SESSIONS, Reckoned.SITE_NEW_REVENUE))
"""What the names of channels make of an account's day."""

COUNTED = {
    **dict.fromkeys(ShopMeasure, ShopMeasure.ORDERS),
    ShopMeasure.NEW_REVENUE: ShopMeasure.NEW_CUSTOMERS,
    ShopMeasure.SITE_REVENUE: ShopMeasure.SITE_ORDERS,
}
"""How many orders stand behind an amount: of none the amount is 0, not unknown."""

_PROFIT = (
    "case when {revenue} is null then null when of_shop is null then 0"
    " when fact.day <= mature then profit_paid else profit_placed end"
)
"""Gross profit of a day, from the step kpi/sql/profits.sql; without an order it is none."""


def shares(quantities: Iterable[Quantity]) -> str:
    """Return the step that adds an account's channels up to the parts of its day asked for."""
    deep = [q for q in quantities if q in DEEP]
    return text("shares").format(
        sums=", ".join(f"case when count(*) = count({q}) then sum({q}) end as {q}" for q in deep),
        quantities=", ".join(f"{_reckoned(q)} as {q}" for q in deep if isinstance(q, Reckoned)),
    )


def pattern(quantities: Iterable[Quantity]) -> str:
    """Return the SQL of a pattern: which of these columns are not null, a bit each in order."""
    asked = tuple(quantities)
    bits = "bigint" if len(asked) < 63 else "hugeint"
    return " | ".join(f"(({q} is not null)::{bits} * {1 << n})" for n, q in enumerate(asked))


@cache
def carried(pattern: int, quantities: Sequence[Quantity]) -> int:
    """Return a pattern of these quantities as one of all: by ``BITS``."""
    return sum(BITS[q] for n, q in enumerate(quantities) if pattern >> n & 1)


def summed(quantity: Quantity) -> str:
    """Return what adds a quantity up over the days of an account; of a level the last day's."""
    if quantity in LEVELS:
        return f"arg_max({quantity}, blocks.day) filter ({quantity} is not null) as {quantity}"
    return f"sum({quantity}) as {quantity}"


def told(quantity: Quantity, table: str, within: bool, by_category: bool = False) -> str:
    """Return what tells a quantity under its own name; money weighed, null where it waits.

    Parameters
    ----------
    within : bool
        Within a sales channel the own site's figures give way to the channel's.
    by_category : bool
        Gross profit goes by what lay in each order, where categories have margins of their own.
    """
    of = WITHIN_CHANNEL.get(quantity, quantity) if within else quantity
    if table == "ad_group_days" and not isinstance(of, Measure):
        return f"null::{of.kind.sql_type} as {quantity}"
    if isinstance(of, LeadMeasure) and table != "account_days":  # nothing stands under a CRM
        return f"null::{of.kind.sql_type} as {quantity}"
    if of in DEEP and table == "account_days":
        column = str(of)
    elif of is Reckoned.GROSS_PROFIT and by_category:
        column = _PROFIT.format(revenue=_kept(ShopMeasure.REVENUE))
    else:
        column = _reckoned(of) if isinstance(of, Reckoned) else _kept(of)
    if of.kind is Kind.MONEY:
        column = f"({column})::decimal(18,6) * money_weight"
    return f"{column} as {quantity}"


def _kept(quantity: Quantity) -> str:
    """Return the column of a quantity; of orders what was paid on mature days, else placed."""
    if not isinstance(quantity, ShopMeasure):
        return str(quantity)
    count = COUNTED[quantity]
    paid, placed = (
        f"case when {counted} = 0 then coalesce({column}, 0) else {column} end"
        for counted, column in ((count.paid, quantity.paid), (count.placed, quantity.placed))
    )
    return f"(case when fact.day <= mature then {paid} else {placed} end)"


def _reckoned(quantity: Reckoned) -> str:
    """Return what makes a quantity that no column holds."""
    if quantity in (Reckoned.MATURE_PLACED, Reckoned.MATURE_PAID):
        column = ShopMeasure.ORDERS.placed
        if quantity is Reckoned.MATURE_PAID:
            column = ShopMeasure.ORDERS.paid
        return f"{column} * coalesce(fact.day <= mature, false)::integer"
    if quantity is Reckoned.SITE_NEW_REVENUE:
        revenue = _kept(ShopMeasure.NEW_REVENUE)
        return (
            f"(case when list_contains($own_site, campaign_name) then {revenue}"
            " when orders_placed >= 0 then 0 end)"
        )
    if quantity is Reckoned.VALID_SESSIONS:
        sessions = WebMeasure.SESSIONS
        return f"{sessions} - least(coalesce({WebMeasure.MARKED_SESSIONS}, 0), {sessions})"
    if quantity is Reckoned.GROSS_PROFIT:
        # of 18 digits the product would hold no million
        return f"{_kept(ShopMeasure.REVENUE)}::decimal(38,6) * $margin::decimal(9,6)"
    group = "$organic" if quantity is Reckoned.ORGANIC_SESSIONS else "$paid"
    sessions = WebMeasure.SESSIONS
    return (
        f"case when campaign_name is null then null"
        f" when list_contains({group}, lower(campaign_name)) then {sessions}"
        f" else {sessions} * 0 end"
    )
