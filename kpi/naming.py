"""What places and lines are called: platforms, accounts, classes, campaigns without a name."""

from __future__ import annotations

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.channels.place import Place
from kpi.cut import UNCLASSED, Cut, Dimension
from kpi.facts import ga4_channels
from kpi.format import NO_ANSWER

EVERYTHING = Text("全部渠道", "All channels")
REST = Text("未歸屬差額", "Not attributed")
LEVELS: dict[Dimension, Text] = {
    Dimension.PLATFORM: Text("平台", "Platform"),
    Dimension.CAMPAIGN_CLASS: Text("活動類別", "Campaign class"),
    Dimension.CAMPAIGN: Text("廣告活動", "Campaign"),
    Dimension.AD_GROUP: Text("廣告群組／組合", "Ad group / ad set"),
}
"""What the lines of a level are."""
NAMELESS: dict[str, Text] = {
    "campaign": Text("（沒有名稱的活動）", "(campaign without a name)"),
    "ad_group": Text("（沒有名稱的群組）", "(group without a name)"),
}
CLASSES: dict[str, Text] = {
    "品牌字": Text("品牌字", "Brand terms"),
    "非品牌": Text("非品牌", "Non-brand"),
    "再行銷": Text("再行銷", "Remarketing"),
    "新客開發": Text("新客開發", "Prospecting"),
    UNCLASSED: Text("未分類", "Not classed"),
}
"""The classes there are by themselves; a team's own keep the name it gave them."""


def value_name(name: str, value: str, lang: Lang) -> str:
    """Return what a value of a dimension is called."""
    if name == "platform" and value in PLATFORMS:
        return PLATFORMS[value].name.to(lang)
    if name == "channel":
        return ga4_channels.label(value).to(lang)
    if name == "campaign_class" and value in CLASSES:
        return CLASSES[value].to(lang)
    if value == NO_ANSWER and name in NAMELESS:
        return NAMELESS[name].to(lang)
    return value


def place_name(place: Place, lang: Lang) -> str:
    """Return what a place is called by its last step."""
    named = ("platform", "account", "campaign_class", "campaign")
    steps = [(name, value) for name in named if (value := getattr(place, name))]
    return value_name(*steps[-1], lang) if steps else EVERYTHING.to(lang)


def line_name(cut: Cut, place: Place, lang: Lang, *, with_account: bool) -> str:
    """Return what a line is called: its own name, and what tells it from another of that name."""
    names = dict(cut)
    last = next(n for n in ("ad_group", "campaign", "campaign_class", "platform") if n in names)
    told = [value_name(last, names[last], lang)]
    if last == "campaign" and with_account and not place.account:
        told.append(names["account"])
    if last != "platform" and not place.platform:
        told.insert(0, value_name("platform", names["platform"], lang))
    return "・".join(told)
