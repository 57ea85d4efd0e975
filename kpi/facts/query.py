"""The SQL of a question: which table knows each dimension, and what names and meets it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from data.schema import Quantity
from kpi.cut import ENTITIES, PATH, UNCLASSED, Dimension
from kpi.facts.ga4_channels import OF_PLATFORM
from kpi.facts.quantities import Question, Reckoned, question_of
from kpi.facts.telling import DEEP, pattern, shares, summed, told
from kpi.sql import text

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

_OF_PLATFORM = " ".join(f"when '{name}' then '{group}'" for name, group in OF_PLATFORM.items())


def _group(channel: str) -> str:
    """Return the SQL of the one name of a channel's group, whatever language spells it."""
    return f"coalesce($groups[list_position($spellings, lower({channel}))], {channel})"


NAMES = {
    Dimension.PLATFORM: ("fact.platform",),
    Dimension.ACCOUNT: ("account", "account_id"),
    Dimension.CAMPAIGN: (
        "case when list_contains($ads, fact.platform) then coalesce(campaign, '–') end as campaign",
        *("campaign_name", "campaign_id"),
    ),
    Dimension.AD_GROUP: ("coalesce(ad_group, '–') as ad_group", "ad_group_name", "ad_group_id"),
    Dimension.CHANNEL: (
        "case when list_contains($web, fact.platform)"
        f" then coalesce({_group('campaign_name')}, '–')"
        f" else case fact.platform {_OF_PLATFORM} end end as channel",
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
    Dimension.CHANNEL: f"channel = {_group('$channel')}",
    Dimension.SALES_CHANNEL: "sales_channel = $sales_channel",
    Dimension.CAMPAIGN_CLASS: "campaign_class = $campaign_class",
}

_MEET = "blocks.day between buckets.start and buckets.last"
_MEET_RANGES = (
    f"case when blocks.bucket is null then {_MEET} else blocks.bucket = buckets.bucket end"
)

_MORE = "union all by name select unnest($ranges::{}[], recursive := true)"
_BLOCK = "partition by account_key, bucket, since, day"
_WORTH = (
    "case when accounts.currency = $currency then weight::decimal(20,6)"
    " else (weight * worth.rate)::decimal(20,6) end"
)
_MEET_WORTH = (
    " left join worth on worth.currency = accounts.currency and worth.worth_day = fact.day"
    " and fact.bucket is null"
)
_MEET_SHARES = (
    " left join shares"
    " on of_account = fact.account_key and on_day = fact.day and fact.bucket is null"
)
_MEET_PROFITS = (
    " left join profits on of_shop = fact.account_key and earned_on = fact.day"
    " and fact.bucket is null"
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as SQL.

    Parameters
    ----------
    binds : frozenset of str
        The names of the values it binds.
    daily : bool
        Whether it brings sums day by day, from which every span can be added up; else by span.
    """

    sql: str
    binds: frozenset[str]
    daily: bool


@cache
def query(
    quantities: tuple[Quantity, ...],
    keys: tuple[Dimension, ...],
    filters: tuple[Dimension, ...],
    ranges: str,
    converts: bool = False,
    each_day: tuple[Quantity, ...] = (),
    by_category: bool = False,
) -> Query:
    """Fill kpi/sql/facts.sql; every name in it is an enum's or a constant.

    What accounts tell is few enough to be brought day by day and kept; of campaigns, and of ranges
    without days, the spans are added up by the database.

    Parameters
    ----------
    ranges : str
        The struct type of the rows that range-only files add; empty without any.
    converts : bool
        Whether there is money of other currencies with exchange rates: each day at its own. What
        is known only of a range waits, for no rate is a range's.
    each_day : tuple of Quantity
        What is asked for day by day, whatever it is of; patterns tell of all the quantities.
    by_category : bool
        Whether categories of goods have gross margins of their own.
    """
    dimensions = (*keys, *filters)
    table, steps, joins, coarser = _from(quantities, dimensions, converts, by_category)
    within, bits = Dimension.SALES_CHANNEL in dimensions, pattern(quantities)
    ending = "by_day" if each_day else _ending(quantities, table, ranges)
    filled = (text("facts") + text(ending)).format(
        steps=steps,
        names=", ".join(n for d in ENTITIES if d in (*coarser, *dimensions) for n in NAMES[d]),
        quantities=", ".join(told(q, table, within, by_category) for q in quantities),
        table=table,
        ranges=_MORE.format(ranges) if ranges else "",
        weight=_WORTH if converts else "weight",
        joins=joins,
        pattern=_of_block(bits, ending, table),
        bits=bits,
        sums=", ".join(f"sum({q})" for q in each_day or quantities),
        by_account=", ".join(map(summed, quantities)),
        cut="".join(f", {key}" for key in keys),
        meet=_MEET_RANGES if ranges else _MEET,
        filter=" and ".join(MATCHES[name] for name in filters) or "true",
    )
    return Query(filled, bound_names(filled), daily=ending == "by_day")


def _earning(table: str, steps: str, joins: str) -> tuple[str, str]:
    """Return steps and joins with those that bring gross profit by what lay in each order."""
    named, meet = "earned_in", f"{_MEET_PROFITS} and earned_in = fact.campaign_key"
    if table == "account_days":
        named, meet = "null as earned_in", _MEET_PROFITS
    steps = text("customer_earned") + text("profits").format(earned_in=named) + steps
    return steps, f"{meet} {joins}"


def _ending(quantities: Iterable[Quantity], table: str, ranges: str) -> str:
    """Return how the facts of a question are added up."""
    if any(question_of(q) is Question.OWNED for q in quantities):
        return "by_account"
    return "by_day" if table == "account_days" and not ranges else "by_span"


def _of_block(bits: str, ending: str, table: str) -> str:
    """Return the SQL of a block's pattern; an account's day is a block of one row."""
    alone = ending == "by_day" and table == "account_days"
    return bits if alone else f"bit_or({bits}) over ({_BLOCK})"


def bound_names(sql: str) -> frozenset[str]:
    """Return the names of the values that a query binds."""
    return frozenset(re.findall(r"\$(\w+)", sql))


def _from(
    quantities: Iterable[Quantity],
    dimensions: Sequence[Dimension],
    converts: bool,
    by_category: bool,
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
        steps, joins = shares(quantities), _MEET_SHARES
    if by_category and Reckoned.GROSS_PROFIT in quantities and table != "ad_group_days":
        steps, joins = _earning(table, steps, joins)
    if converts:
        steps, joins = text("worth") + steps, f"{_MEET_WORTH} {joins}"
    return table, steps, joins, PATH[: PATH.index(finest) + 1]
