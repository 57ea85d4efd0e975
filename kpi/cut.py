"""How figures are split and filtered: the dimensions, their path, the table that knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from data.text import Text

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


TIMES = (Dimension.MONTH, Dimension.WEEK, Dimension.DAY)
ENTITIES = (Dimension.PLATFORM, Dimension.ACCOUNT, Dimension.CAMPAIGN, Dimension.AD_GROUP)
"""From coarse to fine; the path of one is every entity up to it."""

NOT_CARRIED = {
    "channel": Text("渠道", "channel"),
    "device": Text("裝置", "device"),
    "campaign_class": Text("活動類別", "campaign class"),
    "sales_channel": Text("銷售通路", "sales channel"),
}

UNKNOWN = Text(
    zh="不認得「{name}」這個切分；可以用：{names}。",
    en="“{name}” is not a dimension; use one of: {names}.",
)
NO_DATA_FOR = Text(
    zh="目前讀得到的匯出沒有「{label}」欄，{name} 無法切分；可以用：{names}。",
    en="No export read today carries {label}, so {name} cannot be answered; use one of: {names}.",
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


def path(names: Iterable[Dimension]) -> tuple[Dimension, ...]:
    """Return the entities that name a cut wholly, from platform down to the finest asked for."""
    asked = [ENTITIES.index(name) for name in names if name in ENTITIES]
    if asked == [ENTITIES.index(Dimension.PLATFORM)] or not asked:
        return tuple(ENTITIES[i] for i in asked)
    return ENTITIES[: max(asked) + 1]


def cut_of(scope: Mapping[str, str]) -> Cut:
    """Return names and values in the order of the path, so that equal scopes compare equal."""
    order = [str(name) for name in ENTITIES]
    return tuple(sorted(scope.items(), key=lambda item: order.index(item[0])))
