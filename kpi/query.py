"""The SQL of a question: what tells each quantity, which table knows each dimension."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from data.schema import Kind, Measure, Quantity, ShopMeasure, WebMeasure
from kpi.cut import ENTITIES, PATH, UNCLASSED, Dimension
from kpi.quantities import BITS, WITHIN_CHANNEL, Reckoned

TABLES = {
    Dimension.PLATFORM: ("account_days", ""),
    Dimension.ACCOUNT: ("account_days", ""),
    Dimension.CAMPAIGN: ("campaign_days", "left join campaign_names using (campaign_key)"),
    Dimension.AD_GROUP: (
        "ad_group_days",
        "left join campaign_names using (campaign_key)"
        " left join ad_group_names using (ad_group_key)",
    ),
}
"""The coarsest table that knows a dimension, and what brings its name."""

ADS_CHANNELS = {"google_ads": "Paid Search", "meta_ads": "Paid Social"}
"""The GA4 channel group an ad platform belongs to."""
ORGANIC = (
    *("organic search", "organic social", "organic video", "organic shopping"),
    *(
        "自然搜尋",
        "自然社群",
        "自然影片",
        "自然購物",
        "隨機搜尋",
        "隨機社群",
        "隨機影片",
        "隨機購物",
    ),
)
PAID = (
    *("paid search", "paid social", "paid video", "paid shopping", "paid other"),
    *("display", "cross-network", "付費搜尋", "付費社群", "付費影片", "付費購物", "付費其他"),
    *("多媒體廣告", "跨聯播網"),
)
"""Channel groups of GA4 by name, in small letters."""

OWN_SITE = "官網"
"""The sales channel of the shop's own site."""

_ADS_CHANNEL = " ".join(f"when '{name}' then '{group}'" for name, group in ADS_CHANNELS.items())
NAMES = {
    Dimension.PLATFORM: ("fact.platform",),
    Dimension.ACCOUNT: ("account", "account_id"),
    Dimension.CAMPAIGN: (
        "case when list_contains($ads, fact.platform) then coalesce(campaign, '–') end as campaign",
        *("campaign_name", "campaign_id"),
    ),
    Dimension.AD_GROUP: ("coalesce(ad_group, '–') as ad_group", "ad_group_name", "ad_group_id"),
    Dimension.CHANNEL: (
        "case when list_contains($web, fact.platform) then coalesce(campaign_name, '–')"
        f" else case fact.platform {_ADS_CHANNEL} end end as channel",
    ),
    Dimension.SALES_CHANNEL: (
        "case when orders_placed is not null then coalesce(campaign_name, '–') end"
        " as sales_channel",
    ),
    Dimension.CAMPAIGN_CLASS: (
        "case when list_contains($ads, fact.platform)"
        f" then coalesce(campaign_class, '{UNCLASSED}') end as campaign_class",
    ),
}
"""What names a dimension; null where its rows belong to another book."""

MATCHES = {
    Dimension.PLATFORM: "platform = $platform",
    Dimension.ACCOUNT: "$account in (account, account_id)",
    Dimension.CAMPAIGN: (
        "campaign is not null and $campaign in (campaign, campaign_name, campaign_id)"
    ),
    Dimension.AD_GROUP: "$ad_group in (ad_group, ad_group_name, ad_group_id)",
    Dimension.CHANNEL: "channel = $channel",
    Dimension.SALES_CHANNEL: "sales_channel = $sales_channel",
    Dimension.CAMPAIGN_CLASS: "campaign_class = $campaign_class",
}

_MEET = "blocks.day between buckets.start and buckets.last"
_MEET_RANGES = (
    f"case when blocks.bucket is null then {_MEET} else blocks.bucket = buckets.bucket end"
)

_MEET_SHARES = (
    " left join shares"
    " on of_account = fact.account_key and on_day = fact.day and fact.bucket is null"
)

DEEP = frozenset((Reckoned.ORGANIC_SESSIONS, Reckoned.PAID_SESSIONS, Reckoned.SITE_NEW_REVENUE))
"""What the names of channels make of an account's day."""

COUNTED = {
    **dict.fromkeys(ShopMeasure, ShopMeasure.ORDERS),
    ShopMeasure.NEW_REVENUE: ShopMeasure.NEW_CUSTOMERS,
    ShopMeasure.SITE_REVENUE: ShopMeasure.SITE_ORDERS,
}
"""How many orders stand behind an amount: of none the amount is 0, not unknown."""


@cache
def text(name: str) -> str:
    """Return a named query."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def query(
    quantities: tuple[Quantity, ...],
    keys: tuple[Dimension, ...],
    filters: tuple[Dimension, ...],
    ranges: str,
) -> tuple[str, frozenset[str]]:
    """Fill kpi/sql/facts.sql; every name in it is an enum's or a constant.

    Parameters
    ----------
    ranges : str
        The struct type of the rows that range-only files add; empty without any.

    Returns
    -------
    tuple of str and frozenset of str
        The query and the names of the values it binds.
    """
    dimensions = (*keys, *filters)
    table, steps, joins, coarser = _from(quantities, dimensions)
    pattern, more = _bits(quantities), ""
    if ranges:
        more = f"union all by name select unnest($ranges::{ranges}[], recursive := true)"
    if ranges or table != "account_days":
        pattern = f"bit_or({pattern}) over (partition by account_key, bucket, since, day)"
    within = Dimension.SALES_CHANNEL in dimensions
    filled = text("facts").format(
        steps=steps,
        names=", ".join(n for d in ENTITIES if d in (*coarser, *dimensions) for n in NAMES[d]),
        quantities=", ".join(_told(q, table, within) for q in quantities),
        table=table,
        ranges=more,
        joins=joins,
        pattern=pattern,
        sums=", ".join(f"sum({q})" for q in quantities),
        cut="".join(f", {key}" for key in keys),
        meet=_MEET_RANGES if ranges else _MEET,
        filter=" and ".join(MATCHES[name] for name in filters) or "true",
    )
    return filled, frozenset(re.findall(r"\$(\w+)", filled))


def _from(
    quantities: Iterable[Quantity], dimensions: Sequence[Dimension]
) -> tuple[str, str, str, tuple[Dimension, ...]]:
    """Return the table that is fine enough, the steps before it, its joins, what it names."""
    needed = [d if d in PATH else Dimension.CAMPAIGN for d in dimensions]
    finest = max((*needed, Dimension.PLATFORM), key=PATH.index)
    table, joins = TABLES[finest]
    steps = text("entities") if joins else ""
    if Dimension.CAMPAIGN_CLASS in dimensions:
        steps += text("classes")
        joins += " left join classes using (campaign_key)"
    if table == "account_days" and not DEEP.isdisjoint(quantities):
        steps, joins = _shares(quantities), _MEET_SHARES
    return table, steps, joins, PATH[: PATH.index(finest) + 1]


def _shares(quantities: Iterable[Quantity]) -> str:
    """Return the step that adds an account's channels up to the parts of its day asked for."""
    deep = [q for q in quantities if q in DEEP]
    return text("shares").format(
        sums=", ".join(f"case when count(*) = count({q}) then sum({q}) end as {q}" for q in deep),
        quantities=", ".join(f"{_reckoned(q)} as {q}" for q in deep if isinstance(q, Reckoned)),
    )


def _bits(quantities: Iterable[Quantity]) -> str:
    """Return the SQL of a pattern: which of these columns are not null, one bit each."""
    return " | ".join(f"(({q} is not null)::bigint * {BITS[q]})" for q in quantities)


def _told(quantity: Quantity, table: str, within: bool) -> str:
    """Return what tells a quantity under its own name; money weighed, null where it waits.

    Parameters
    ----------
    within : bool
        Within a sales channel the own site's figures give way to the channel's.
    """
    of = WITHIN_CHANNEL.get(quantity, quantity) if within else quantity
    if table == "ad_group_days" and not isinstance(of, Measure):
        return f"null::{of.kind.sql_type} as {quantity}"
    if of in DEEP and table == "account_days":
        told = str(of)
    else:
        told = _reckoned(of) if isinstance(of, Reckoned) else _kept(of)
    return f"{told} * weight as {quantity}" if of.kind is Kind.MONEY else f"{told} as {quantity}"


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
            f"(case when campaign_name = '官網' then {revenue} when orders_placed >= 0 then 0 end)"
        )
    if quantity is Reckoned.GROSS_PROFIT:
        return f"{_kept(ShopMeasure.REVENUE)} * $margin::decimal(9,6)"
    group = "$organic" if quantity is Reckoned.ORGANIC_SESSIONS else "$paid"
    sessions = WebMeasure.SESSIONS
    return (
        f"case when campaign_name is null then null"
        f" when list_contains({group}, lower(campaign_name)) then {sessions}"
        f" else {sessions} * 0 end"
    )
