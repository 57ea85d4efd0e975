"""RFM: customers named by how recently, how often and how much they bought in a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.text import Text
from kpi.customers.facts import FAR, NEAR, OFTEN, Segment


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of customers: its name, who belongs to it, what usually helps."""

    name: Text
    rule: Text
    advice: Text


_NEAR = {"near": NEAR, "far": FAR, "often": OFTEN}
KINDS = {
    "champion": Kind(
        Text("主力顧客", "Champions"),
        Text(
            "{near} 天內買過、一年 {often} 次以上，金額在前 20%",
            "within {near} days, {often} orders or more, in the top 20 % of spenders",
        ).fill(**_NEAR),
        Text("先想怎麼留住：搶先購、專屬服務", "keep them: early access, service of their own"),
    ),
    "loyal": Kind(
        Text("忠誠顧客", "Loyal"),
        Text(
            "{near} 天內買過、一年 {often} 次以上", "within {near} days, {often} orders or more"
        ).fill(**_NEAR),
        Text("推更高的客單：組合、加購", "raise the basket: bundles, add-ons"),
    ),
    "promising": Kind(
        Text("有潛力", "Promising"),
        Text("{near} 天內買過、一年 2 次", "within {near} days, two orders").fill(**_NEAR),
        Text("推第三次購買", "lead them to a third order"),
    ),
    "new": Kind(
        Text("剛買過一次", "Bought once, lately"),
        Text("{near} 天內買過、一年 1 次", "within {near} days, one order").fill(**_NEAR),
        Text("首購後 90 天內推第二次", "a second order within 90 days"),
    ),
    "leaving": Kind(
        Text("快流失", "About to leave"),
        Text("{near}–{far} 天沒買、一年 2 次以上", "{near} to {far} days ago, two or more").fill(
            **_NEAR
        ),
        Text("現在就聯繫，最划算的喚回", "call them back now: the cheapest to win again"),
    ),
    "waiting": Kind(
        Text("待喚回", "To call back"),
        Text("{near}–{far} 天沒買、一年 1 次", "{near} to {far} days ago, one order").fill(**_NEAR),
        Text("一次性的再行銷，測得到再投", "one test of remarketing before spending more"),
    ),
    "gone": Kind(
        Text("沉睡", "Asleep"),
        Text("超過 {far} 天沒買", "more than {far} days ago").fill(**_NEAR),
        Text("不要再花廣告費，只用自有管道", "no ads; own channels only"),
    ),
}
"""From the most valuable to those who are asleep."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind with its customers and what they paid in the year."""

    kind: Kind
    customers: int
    revenue: Decimal


def counted(found: Sequence[Segment]) -> list[Counted]:
    """Return every kind with its customers, in order; kinds without anybody too."""
    told = []
    for name, kind in KINDS.items():
        own = [one for one in found if _kind_of(one) == name]
        revenue = sum((one.revenue for one in own), Decimal(0))
        told.append(Counted(kind, sum(one.customers for one in own), revenue))
    return told


def _kind_of(one: Segment) -> str:
    if one.since == "gone":
        return "gone"
    if one.since == "far":
        return "leaving" if one.times > 1 else "waiting"
    if one.times >= OFTEN:
        return "champion" if one.is_top else "loyal"
    return "promising" if one.times == 2 else "new"
