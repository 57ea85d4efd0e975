"""What is missing: spend without a conversion, key events nobody mapped, events that never came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from data.schema import PLATFORMS
from data.text import Text
from kpi.conversions.claims import Claim
from kpi.conversions.conversion import Conversion
from kpi.conversions.finding import Finding, Sort
from kpi.conversions.site import Site
from kpi.definition import Unit
from kpi.format import days, figure

PLATFORMS_WITHOUT = Text(
    "有花費卻沒有對應任何轉換：{platforms}",
    "Money is spent and no conversion stands for it: {platforms}",
)
PLATFORM_COST = Text("{platform} {cost}", "{platform} {cost}")
PLATFORMS_WHERE = Text("{platforms}，{days}", "{platforms}, {days}")
PLATFORMS_WHY = Text(
    "不知道這些錢要帶來哪一種轉換；平台自報的數字不能互相比較，預算也無從比起。",
    "Nobody says which conversion this money is to bring: the platforms' claims cannot be held"
    " against each other, nor their budgets.",
)
PLATFORMS_DO = Text(
    "在一個轉換裡填上這個平台怎麼稱呼它。", "Say in a conversion what the platform calls it."
)
KEY = Text("有重要事件沒有對應：{events}", "Key events in no conversion: {events}")
KEY_WHERE = Text("GA4，{days}：{events}", "GA4, {days}: {events}")
KEY_COUNT = Text("{event} {n} 次", "{event} {n} times")
KEY_WHY = Text(
    "它們算進看板的重要事件與轉換率，卻不知道代表什麼；出價若照它們最佳化，錢會往沒講好的方向去。",
    "They count in the board's key events and conversion rate without anybody saying what they"
    " stand for; bids that follow them spend towards something not agreed on.",
)
KEY_DO = Text(
    "把它們加進轉換；只是紀錄用的，請在 GA4 取消重要事件的標記。",
    "Add them to conversions; unmark those in GA4 that only keep record.",
)
NEVER = Text("「{name}」的事件 {event} 沒有出現", "The event {event} of “{name}” never came")
NEVER_WHERE = Text("GA4 資源，{days}：0 次", "the GA4 property, {days}: 0 times")
NEVER_WHY = Text(
    "代碼可能壞了或改了名字；這個轉換在網站這一邊是 0，平台自報的就沒有東西可以核對。",
    "The tag may be broken or the name changed: on the site this conversion is 0, and nothing"
    " holds the platforms' claims.",
)
NEVER_DO = Text(
    "在 GA4「即時」試一次；名字改了就換成新的。", "Try it under Realtime in GA4; where it was"
    " renamed, put the new name here.",
)  # fmt: skip
NO_SITE = Text("「{name}」沒有 GA4 事件", "“{name}” has no GA4 event")
NO_SITE_WHERE = Text("{platforms}，{days}", "{platforms}, {days}")
NO_SITE_WHY = Text(
    "只有平台自己說有多少，沒有網站的次數可以核對；同一筆被幾個平台認列也看不出來。",
    "Only the platforms say how many: nothing on the site holds them, and a conversion claimed by"
    " several cannot be told.",
)
NO_SITE_DO = Text("選一個 GA4 事件給它。", "Choose a GA4 event for it.")


def missing(
    conversions: Sequence[Conversion],
    site: Site | None,
    claims: Mapping[str, Claim],
    when: str,
    currency: str | None,
) -> Iterator[Finding]:
    """Yield what is missing, over the days named by `when`."""
    yield from _platforms(conversions, claims, when, currency)
    if site is not None:
        yield from _events(conversions, site, claims)
    for one in conversions:
        platforms = [p for p, names in one.claims.items() if names]
        if one.is_main and not one.events and platforms:
            yield Finding(
                Sort.MISSING,
                NO_SITE.fill(name=one.name),
                NO_SITE_WHERE.fill(platforms=named(platforms), days=when),
                NO_SITE_WHY,
                NO_SITE_DO,
                spent(platforms, claims),
                one.id,
            )


def _platforms(
    conversions: Sequence[Conversion],
    claims: Mapping[str, Claim],
    when: str,
    currency: str | None,
) -> Iterator[Finding]:
    """Yield one finding for all platforms that spend without a conversion: their money adds up."""
    mapped = {p for one in conversions for p, names in one.claims.items() if names}
    costs = {
        p: claim.cost
        for p, claim in claims.items()
        if p not in mapped and (claim.cost is None or claim.cost > 0)
    }
    if costs:
        told = [
            PLATFORM_COST.fill(platform=named([p]), cost=money(cost, currency))
            for p, cost in costs.items()
        ]
        yield Finding(
            Sort.MISSING,
            PLATFORMS_WITHOUT.fill(platforms=named(costs)),
            PLATFORMS_WHERE.fill(platforms=together(told), days=when),
            PLATFORMS_WHY,
            PLATFORMS_DO,
            spent(costs, claims),
        )


def _events(
    conversions: Sequence[Conversion], site: Site, claims: Mapping[str, Claim]
) -> Iterator[Finding]:
    when = days(site.span)
    mapped = {name for one in conversions for name in one.events}
    free = [event for event in site.events if event.is_key and event.name not in mapped]
    if free:
        told = [KEY_COUNT.fill(event=e.name, n=figure(e.count, Unit.COUNT, "zh")) for e in free]
        names = together(Text(e.name, e.name) for e in free)
        where = KEY_WHERE.fill(days=when, events=together(told))
        yield Finding(Sort.MISSING, KEY.fill(events=names), where, KEY_WHY, KEY_DO)
    for one in conversions if site.whole else ():
        for name in one.events:
            if not site.came(name):
                yield Finding(
                    Sort.MISSING,
                    NEVER.fill(name=one.name, event=name),
                    NEVER_WHERE.fill(days=when),
                    NEVER_WHY,
                    NEVER_DO,
                    spent(one.claims, claims) if one.is_main else None,
                    one.id,
                )


def spent(platforms: Iterable[str], claims: Mapping[str, Claim]) -> Decimal | None:
    """Return what some platforms cost together; None where that is not known of any."""
    costs = [claims[p].cost for p in platforms if p in claims]
    told = [cost for cost in costs if cost is not None]
    return sum(told, Decimal(0)) if told and len(told) == len(costs) else None


def named(platforms: Iterable[str]) -> Text:
    """Return what platforms are called, side by side."""
    return together(PLATFORMS[p].name if p in PLATFORMS else Text(p, p) for p in platforms)


def together(texts: Iterable[Text]) -> Text:
    """Return texts side by side."""
    told = list(texts)
    return Text("、".join(t.zh for t in told), ", ".join(t.en for t in told))


def money(value: Decimal | None, currency: str | None) -> str:
    """Return an amount with its currency and all digits."""
    return figure(value, Unit.MONEY, "zh", currency=currency, mixed=True, full=True)
