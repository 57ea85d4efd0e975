"""How figures are split and filtered: the dimensions, their path, which books know them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from data.text import Text
from kpi.definition import Kpi
from kpi.facts.ga4_channels import group_name
from kpi.facts.quantities import Ledger

Cut = tuple[tuple[str, str], ...]
"""Names and values in the order of the path: ``(("platform", "meta_ads"), ("campaign", "A"))``."""


class Dimension(StrEnum):
    """What a figure may be split or filtered by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    PLATFORM = "platform"
    ACCOUNT = "account"
    CAMPAIGN = "campaign"
    AD_GROUP = "ad_group"
    CHANNEL = "channel"
    SALES_CHANNEL = "sales_channel"
    CAMPAIGN_CLASS = "campaign_class"


TIMES = (Dimension.MONTH, Dimension.WEEK, Dimension.DAY)
PATH = (Dimension.PLATFORM, Dimension.ACCOUNT, Dimension.CAMPAIGN, Dimension.AD_GROUP)
"""From coarse to fine; the path of one is every entity up to it."""
GROUPS = (Dimension.CHANNEL, Dimension.SALES_CHANNEL, Dimension.CAMPAIGN_CLASS)
"""Groups over what stands under the accounts; they have no path."""
ENTITIES = (*PATH, *GROUPS)

PLACES = {str(name): place for place, name in enumerate(ENTITIES)}

KNOWN_TO: dict[Dimension, frozenset[Ledger]] = {
    Dimension.PLATFORM: frozenset(Ledger),
    Dimension.ACCOUNT: frozenset(Ledger) - {Ledger.PLAN},
    Dimension.CAMPAIGN: frozenset({Ledger.PLATFORM}),
    Dimension.AD_GROUP: frozenset({Ledger.PLATFORM}),
    Dimension.CHANNEL: frozenset({Ledger.PLATFORM, Ledger.WEB}),
    Dimension.SALES_CHANNEL: frozenset({Ledger.ORDERS}),
    Dimension.CAMPAIGN_CLASS: frozenset({Ledger.PLATFORM}),
}
"""The books that know a dimension. A figure across books has no part in any single account."""

NOT_CARRIED = {"device": Text("裝置", "device")}

UNCLASSED = "未分類"
"""The class of campaigns whose name no rule knows."""

UNKNOWN = Text(
    zh="不認得「{name}」這個切分；可以用：{names}。",
    en="“{name}” is not a dimension; use one of: {names}.",
)
NO_DATA_FOR = Text(
    zh="目前讀得到的匯出沒有「{label}」欄，{name} 無法切分；可以用：{names}。",
    en="No export read today carries {label}, so {name} cannot be answered; use one of: {names}.",
)
OTHER_BOOK = Text(
    zh="「{kpi}」讀的是 {ledger}，不能用 {name} 切分或篩選；可以這樣切的指標有：{names}。",
    en="“{kpi}” is read from {ledger}, which {name} does not split; it does split: {names}.",
)
NO_CLASS = Text(
    zh="沒有「{value}」這個活動類別；目前的規則有：{names}（在「資料」的「規則」更改）。",
    en="There is no campaign class “{value}”; the rules (Data page) know: {names}.",
)
NONE_CLASSED = Text(
    zh="沒有任何活動名稱符合類別規則（{names}）；請到「資料」的「規則」加上你們命名用的字。",
    en="No campaign's name meets a rule ({names}); add your own words on the Data page, under"
    " Rules.",
)


class ImpossibleCut(ValueError):
    """A cut that no data can answer; ``text`` says why and what can be used instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def dimension(name: str) -> Dimension:
    """Return a dimension by name.

    Raises
    ------
    ImpossibleCut
        When there is no such dimension, or no data carries it yet.
    """
    names = ", ".join(Dimension)
    if name in names.split(", "):
        return Dimension(name)
    if name in NOT_CARRIED:
        raise ImpossibleCut(NO_DATA_FOR.fill(name=name, label=NOT_CARRIED[name], names=names))
    raise ImpossibleCut(UNKNOWN.fill(name=name, names=names))


def obstacle(kpi: Kpi, names: Iterable[Dimension]) -> Dimension | None:
    """Return the first dimension that cannot split or filter a KPI; None where all can."""
    for name in names:
        if name in TIMES:
            continue
        if kpi.across or kpi.is_estimated or not KNOWN_TO[name].issuperset(kpi.ledgers):
            return name
    return None


def possible(named: Iterable[Kpi], every: Iterable[Kpi], names: Iterable[Dimension]) -> list[Kpi]:
    """Return the KPIs that these dimensions can split: those named, else all of them that can.

    Raises
    ------
    ImpossibleCut
        When a KPI that was asked for by name cannot be split so.
    """
    asked, names, every = list(named), list(names), list(every)
    for kpi in asked:
        hindered = obstacle(kpi, names)
        if hindered is not None:
            others = ", ".join(k.key for k in every if obstacle(k, [hindered]) is None)
            told = {"kpi": kpi.name, "ledger": kpi.ledger, "name": hindered, "names": others}
            raise ImpossibleCut(OTHER_BOOK.fill(**told))
    return asked or [kpi for kpi in every if obstacle(kpi, names) is None]


def path(names: Iterable[Dimension]) -> tuple[Dimension, ...]:
    """Return the entities that name a cut wholly, from platform down to the finest asked for."""
    asked = list(names)
    depths = [PATH.index(name) for name in asked if name in PATH]
    groups = tuple(name for name in GROUPS if name in asked)
    if depths == [PATH.index(Dimension.PLATFORM)] or not depths:
        return (*(PATH[i] for i in depths), *groups)
    return (*PATH[: max(depths) + 1], *groups)


def cut_of(scope: Mapping[str, str]) -> Cut:
    """Return names and values in the order of the path, so that equal scopes compare equal.

    A channel is called as its figures are, in whatever language it was asked for.
    """
    named = {n: group_name(v) if n == Dimension.CHANNEL else v for n, v in scope.items()}
    return tuple(sorted(named.items(), key=lambda item: PLACES[item[0]]))
