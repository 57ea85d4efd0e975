"""Lists of columns for the recipes in SQL, made from the measures and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256

from data.schema import (
    ADS,
    ASIDE,
    BOOKS,
    OWN_SITE,
    CostMeasure,
    LeadMeasure,
    Measure,
    OwnedMeasure,
    Quantity,
    ShopMeasure,
    WebMeasure,
)
from data.sql import filled, names, recipe

SPOKEN: tuple[Quantity, ...] = (
    *Measure,
    *(m for m in WebMeasure if m not in ASIDE),
    *OwnedMeasure,
)
"""What imports say of days and ranges, and voices decide."""
DAILY: tuple[Quantity, ...] = (*SPOKEN, *CostMeasure)
"""What imports say of days, costs being spread over theirs."""
ENTITIES = {
    "ads": "campaign",
    "web": "channel",
    "owned": "campaign",
    "orders": "sales_channel",
    "costs": "category",
}
"""What stands under an account, by book: the column that names it."""


@cache
def layout() -> str:
    """Return the mark of what the master's tables hold: it changes with any recipe or column.

    A store with another mark was written by another version of this program.
    """
    text = "".join((*map(recipe, names()), _tables()))
    said = "\n".join(line.split("--")[0].strip() for line in text.splitlines())
    return sha256(said.encode()).hexdigest()[:16]


def schema() -> str:
    """Return the recipe of the master's tables, marked with their layout where they are new."""
    return _tables() + filled("mark_layout", layout=layout())


def _tables() -> str:
    shop = [(column, m.kind.sql_type) for m in ShopMeasure for column in (m.placed, m.paid)]
    shops = ", ".join(f"{column} {kind}" for column, kind in shop)
    return filled(
        "schema",
        spoken=definitions(SPOKEN),
        daily=f"{definitions(DAILY)}, {shops}",
        led=definitions(LeadMeasure),
        claimed=definitions(Measure),
        visited=definitions(WebMeasure),
        own_site=OWN_SITE,
    )


def definitions(measures: Iterable[Quantity]) -> str:
    """Return columns with their types."""
    return ", ".join(f"{m} {m.kind.sql_type}" for m in measures)


def said(books: Sequence[str], had: Sequence[str]) -> tuple[Quantity, ...]:
    """Return what typed rows of these books say of days; of what voices decide, what they have."""
    every = (m for key in books for m in BOOKS[key].measures)
    return tuple(m for m in every if m not in ASIDE and (m in had or m not in SPOKEN))


def lists(measures: Sequence[Quantity]) -> dict[str, str]:
    """Return the select lists of data/sql/days.sql.

    Counts of people do not add: one is kept only where a single exported row made it.
    """
    people = [m for m in measures if not m.additive]
    asked = ", ".join(f"v.{m}" for m in people)
    spoken = f"coalesce({asked}, f.voice)" if people else "f.voice"
    return {
        "plain": ", ".join(measures),
        "voices": ", ".join(f"min(f.voice) filter (f.{m} is not null) as {m}" for m in measures),
        "sums": ", ".join(map(_sum, measures)),
        "heard": ", ".join(map(_heard, measures)),
        "rows": f"count(*) filter (f.voice = {spoken})",
    }


def totals(measures: Sequence[Quantity]) -> str:
    """Return the sums of campaigns' days, or of accounts' days; people as in :func:`lists`."""
    return ", ".join(
        f"sum({m}) as {m}"
        if m.additive
        else f"case when sum(reach_rows) = 1 then max({m}) end as {m}"
        for m in measures
    )


def _sum(measure: Quantity) -> str:
    if measure.additive:
        return f"sum(f.{measure}) as {measure}"
    return f"case when count(*) = 1 then max(f.{measure}) end as {measure}"


def _heard(measure: Quantity) -> str:
    """Return what the voice that speaks for a measure says of it."""
    speaks = f"filter (f.voice = v.{measure})"
    if measure.additive:
        return f"sum(f.{measure}) {speaks} as {measure}"
    alone = f"count(*) {speaks} = 1"
    return f"case when {alone} then max(f.{measure}) {speaks} end as {measure}"


def site() -> dict[str, str]:
    """Return the lists of data/sql/people.sql and site_parts.sql; the people quoted, too."""
    counted = [m for m in WebMeasure if not m.additive]
    lists = {"measures": ", ".join(WebMeasure), "people": ", ".join(counted)}
    sums = ", ".join(map(_sum, WebMeasure))
    return lists | {"sums": sums, "quoted": ", ".join(f"'{m}'" for m in counted)}


def ranges() -> dict[str, str]:
    """Return the select lists of data/sql/range_candidates.sql and range_days.sql."""
    return {
        "spoken": ", ".join(SPOKEN),
        "known": ", ".join(f"count(d.{m}) > 0 as {m}" for m in SPOKEN),
    }


def shop_days() -> str:
    """Return what the orders of a day add up to, as placed and as paid."""
    return ", ".join(
        f"{_SHOP[m].format(of=of)} as {column}"
        for m in ShopMeasure
        for column, of in ((m.placed, "placed"), (m.paid, "paid"))
    )


def figures() -> dict[Quantity, str]:
    """Return what a change is told in: the sum over days of all that adds up; orders as placed."""
    said = {m: f"sum({m})" for m in DAILY if m.additive}
    led = {m: f"sum({m})" for m in LeadMeasure}
    return said | {m: f"sum({m.placed})" for m in ShopMeasure} | led


def lead_days() -> dict[str, str]:
    """Return the lists of data/sql/lead_days.sql: sums of what happened, null where never told.

    Money of another currency is told where it has a rate on its day, and waits elsewhere; where
    nothing of a day's money is known, neither is the sum.
    """
    sums, days = [], []
    worth = "(case when coalesce(h.currency, a.currency) = a.currency then 1 else f.rate end)"
    for m in LeadMeasure:
        # of 18 digits the product of two with six places would hold no million
        amount = f"sum((h.amount::decimal(38,6) * {worth})::decimal(18,6))"
        of = _MONEY_OF.get(m)
        waits = f"count(*) filter (h.what = '{of}' and h.amount is not null and {worth} is null)"
        sums.append(
            f"case when {waits} = 0 then {amount} filter (h.what = '{of}') end as {m}"
            if of
            else f"count(*) filter (h.what = '{m}') as {m}"
        )
        nothing = f"case when coalesce(s.{of}, 0) = 0 then 0 end" if of else "0"
        days.append(f"case when {_KNOWN[m]} then coalesce(s.{m}, {nothing}) end as {m}")
    return {"sums": ", ".join(sums), "days": ", ".join(days)}


def _reaches(stage: str) -> str:
    return f"(list_contains(k.stages, '{stage}') and coalesce(day > k.since['{stage}'], true))"


_MONEY_OF = {
    LeadMeasure.PIPELINE_AMOUNT: LeadMeasure.OPPORTUNITIES,
    LeadMeasure.WON_AMOUNT: LeadMeasure.DEALS_WON,
}
"""What stands behind an amount of a CRM."""
_KNOWN = {
    LeadMeasure.CRM_LEADS: _reaches("lead"),
    LeadMeasure.NEW_LEADS: _reaches("lead"),
    LeadMeasure.INVALID_LEADS: _reaches("lead"),
    LeadMeasure.LEADS_TO_MQL: f"{_reaches('lead')} and {_reaches('mql')}",
    LeadMeasure.MQL: _reaches("mql"),
    LeadMeasure.MQL_ACCEPTED: f"{_reaches('mql')} and k.has_accepted",
    LeadMeasure.MQL_TO_SQL: f"{_reaches('mql')} and {_reaches('sql')}",
    LeadMeasure.SQL: _reaches("sql"),
    LeadMeasure.SQL_TO_WON: f"{_reaches('sql')} and {_reaches('won')}",
    LeadMeasure.OPPORTUNITIES: _reaches("opportunity"),
    LeadMeasure.OPPORTUNITIES_WON: f"{_reaches('opportunity')} and {_reaches('won')}",
    LeadMeasure.DEALS_WON: _reaches("won"),
    LeadMeasure.DEALS_LOST: _reaches("lost"),
    LeadMeasure.CONTACTED: "k.contacted",
    LeadMeasure.REPLIED: "k.contacted and k.replied",
    LeadMeasure.TRIALS: _reaches("trial"),
    LeadMeasure.TRIALS_ACTIVATED: f"{_reaches('trial')} and {_reaches('activated')}",
    LeadMeasure.TRIALS_IN_A_DAY: f"{_reaches('trial')} and {_reaches('activated')}",
    LeadMeasure.TRIALS_PAID: f"{_reaches('trial')} and {_reaches('paid')}",
    LeadMeasure.SUBSCRIBED: _reaches("paid"),
    LeadMeasure.RENEWED: _reaches("renewed"),
    LeadMeasure.PIPELINE_AMOUNT: f"{_reaches('opportunity')} and k.has_amounts",
    LeadMeasure.WON_AMOUNT: f"{_reaches('won')} and k.has_amounts",
}
"""Whether an account tells it at all, by what it ever told: k of data/sql/lead_days.sql."""

_NEW = "is_new"
_SITE = "is_site"
_SHOP = {
    ShopMeasure.ORDERS: "count(*) filter ({of})",
    ShopMeasure.GROSS: "sum(total + discount) filter ({of})",
    ShopMeasure.REVENUE: "sum(total - refund) filter ({of})",
    ShopMeasure.DISCOUNTS: "sum(discount) filter ({of})",
    ShopMeasure.REFUNDS: "sum(refund) filter ({of})",
    ShopMeasure.ITEMS: "sum(items) filter ({of})",
    ShopMeasure.NEW_CUSTOMERS: f"count(*) filter ({{of}} and {_NEW})",
    ShopMeasure.NEW_REVENUE: f"sum(total - refund) filter ({{of}} and {_NEW})",
    ShopMeasure.RETURNED_ORDERS: "count(*) filter ({of} and is_returned)",
    ShopMeasure.SITE_ORDERS: f"count(*) filter ({{of}} and {_SITE})",
    ShopMeasure.SITE_REVENUE: f"sum(total - refund) filter ({{of}} and {_SITE})",
    ShopMeasure.SITE_NEW_CUSTOMERS: f"count(*) filter ({{of}} and {_SITE} and {_NEW})",
}
"""Each over one day's orders of data/sql/orders.sql: all that were placed, or were paid."""

FINE = tuple(ADS.measures)
"""What ad groups have."""
