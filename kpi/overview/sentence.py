"""The overview's sentences: the news, why the period ends there, how fresh each source is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from data.schema import PLATFORMS
from data.snapshot import Source
from data.text import Lang, Text
from kpi.calendar import chosen
from kpi.card import Verdict
from kpi.facts.completeness import Completeness
from kpi.facts.quantities import MONEY
from kpi.format import change, day, days, joined
from kpi.overview.chart import shown
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.period import Period, Span, calendar_span
from kpi.view import PERIODS, View

EMPTY = Text(
    "還沒有任何數字：到「資料」放進廣告平台、GA4、訂單或費用的檔案，這裡就會出現指標。",
    "No figures yet: drop files of ads, GA4, orders or costs on the Data page and KPIs appear"
    " here.",
)
COMPARED = Text("{now} 與 {before} 相比：{news}。", "{now} against {before}: {news}.")
LIST = Text("、", ", ")
AND = Text("{a}，{b}", "{a}; {b}")

AHEAD = Text("超前應達 {by}", "ahead of what is due by {by}")
BEHIND = Text("落後應達 {by}", "behind what is due by {by}")
EXACT = Text("剛好達到應達", "exactly what is due")
VALUE = Text("為 {value}，較上期 {change}", "at {value}, {change} on the previous period")
VALUE_ALONE = Text("為 {value}", "at {value}")
NO_ANSWER = Text("還沒有答案", "has no answer yet")

CORE_ACT = Text("{n} 項核心指標中 {k} 項需處理", "{k} of {n} core KPIs need action")
CORE_FINE = Text("{n} 項核心指標都不需處理", "none of {n} core KPIs needs action")
CORE_UNKNOWN = Text("{text}、{u} 項資料不足", "{text}, {u} without enough data")
CORE_NONE = Text("{n} 項核心指標都資料不足", "none of {n} core KPIs has an answer")
NO_GOALS = Text("這個篩選下沒有目標", "no goals within this filter")

UNTIL_HERE = Text(
    "資料完整至 {day}，{period}以此為止。",
    "Data complete to {day}, where the period ({period}) ends.",
)
WHOLE = Text("{days} 整段都有完整資料。", "{days}: the whole period is complete.")
CUSTOM = Text("自訂期間 {days}；資料完整至 {day}。", "Chosen days {days}; data complete to {day}.")

FRESH = Text("資料完整至：{sources}", "Complete to: {sources}")
LATE = Text("{source}（未更新）", "{source} (not updated)")
NO_DAY = Text("{source} 尚無完整的一天", "{source} no complete day yet")
NO_CURRENCY = Text("幣別未定", "currency not known")
ACCOUNT_IN = Text("{account}（{currency}）", "{account} ({currency})")
EXCHANGED = Text(
    "{text}。依匯率換算為 {currency}：{accounts}",
    "{text}. Told in {currency} by exchange rates: {accounts}",
)
RATED = Text("{account}（{currency}，匯率到 {day}）", "{account} ({currency}, rates to {day})")
OTHER_MONEY = Text(
    "{text}。金額以 {currency} 計，未計入：{accounts}",
    "{text}. Money is in {currency}, left out: {accounts}",
)


def news(scene: Situation, view: View) -> str:
    """Return period, comparison and news in one sentence."""
    lang = view.lang
    star = next((s for s in scene.standings if s.goal.rank == "star"), None)
    core = [s for s in scene.standings if s.goal.rank == "core"]
    told = [_star_news(star, scene, lang)] if star else []
    told += [_core_news(core).to(lang)] if core else []
    said = told[0] if told else NO_GOALS.to(lang)
    for more in told[1:]:
        said = AND.fill(a=said, b=more).to(lang)
    now, before = (days(s, view.today) for s in (scene.period.now, scene.period.previous))
    return COMPARED.fill(now=now, before=before, news=said).to(lang)


def _star_news(star: Standing, scene: Situation, lang: Lang) -> str:
    name = full_name(star, lang)
    value, due = star.reading.value, star.judgement.due
    if value is None:
        return joined(name, NO_ANSWER.to(lang))
    if due is None:
        text = VALUE_ALONE if star.reading.previous is None else VALUE
        by = change(value, star.reading.previous, star.kpi.unit)
        return joined(name, text.fill(value=shown(value, star, scene, lang), change=by).to(lang))
    ahead = Decimal(value) - due
    by = shown(abs(ahead), star, scene, lang, short=True)
    text = EXACT if ahead == 0 else (AHEAD if ahead > 0 else BEHIND).fill(by=by)
    return joined(name, text.to(lang))


def _core_news(core: Sequence[Standing]) -> Text:
    verdicts = [s.judgement.verdict for s in core]
    act, unknown = verdicts.count(Verdict.ACT), verdicts.count(Verdict.UNKNOWN)
    if unknown == len(core):
        return CORE_NONE.fill(n=len(core))
    text = CORE_ACT.fill(n=len(core), k=act) if act else CORE_FINE.fill(n=len(core))
    return CORE_UNKNOWN.fill(text=text, u=unknown) if unknown else text


def scope_name(standing: Standing, lang: Lang) -> str:
    """Return what a goal is judged over: 「Google Ads」, with the account where it names one."""
    names = [
        PLATFORMS[value].name.to(lang) if name == "platform" and value in PLATFORMS else value
        for name, value in standing.goal.scope
    ]
    return "・".join(names)


def full_name(standing: Standing, lang: Lang) -> str:
    """Return a KPI with what it is judged over, as it stands within a sentence."""
    scope, name = scope_name(standing, lang), standing.kpi.name.to(lang)
    if lang == "zh" or not scope:
        return joined(scope, name)
    return f"{name} ({scope})"


def period_note(scene: Situation, view: View) -> str:
    """Return which days the period stands for and why it ends there."""
    lang, now, last = view.lang, scene.period.now, scene.last_complete
    if view.chosen:
        return CUSTOM.fill(days=days(now, view.today), day=day(last)).to(lang)
    if said := chosen.note(scene.period, last, view.today, lang):
        return said
    known = view.period in PERIODS and view.period not in ("custom", "season")
    period = view.period if known else "month"
    if period in ("month", "quarter") and now == _whole(period, scene.period):
        return WHOLE.fill(days=days(now, view.today)).to(lang)
    return UNTIL_HERE.fill(day=day(last), period=PERIODS[period]).to(lang)


def _whole(by: str, period: Period) -> Span:
    return calendar_span("quarter" if by == "quarter" else "month", period.now.start, period.year)


def freshness(scene: Situation, view: View) -> str:
    """Return each platform and the day it is complete to, late accounts and other money named."""
    known, end, lang = scene.known, scene.period.now.end, view.lang
    inside = known.inside(tuple(view.where.items()))
    if not inside:
        return ""
    text = FRESH.fill(sources="・".join(_fresh(inside, known, end, lang)))
    other = [s for s in inside if s.currency != scene.currency]
    paying = [s for s in other if known.carried.get(s.account_key, 0) & MONEY and scene.currency]
    told = [
        RATED.fill(account=s.account, currency=s.currency, day=day(rated.end)).to(lang)
        for s in paying
        if (rated := known.money_days(s))
    ]
    waiting = [
        ACCOUNT_IN.fill(account=s.account, currency=s.currency or NO_CURRENCY).to(lang)
        for s in paying
        if not known.money_days(s)
    ]
    for said, accounts in ((EXCHANGED, told), (OTHER_MONEY, waiting)):
        if accounts:
            names = LIST.to(lang).join(accounts)
            text = said.fill(text=text, currency=scene.currency, accounts=names)
    return text.to(lang)


def _fresh(inside: Sequence[Source], known: Completeness, end: date, lang: Lang) -> list[str]:
    """Say how far each platform reaches; those that reach the same day are named together."""
    told: dict[str, str] = {}
    for platform in dict.fromkeys(s.platform for s in inside):
        name = PLATFORMS[platform].name.to(lang)
        said = _platform_fresh([s for s in inside if s.platform == platform], known, end, lang)
        reach = said.removeprefix(name)  # the same for two platforms only if all of it is alike
        told[reach] = LIST.to(lang).join(filter(None, (told.get(reach), name)))
    return [f"{names}{reach}" for reach, names in told.items()]


def _platform_fresh(sources: Sequence[Source], known: Completeness, end: date, lang: Lang) -> str:
    """Say how fresh a platform is; of several accounts the late ones are named."""
    name = PLATFORMS[sources[0].platform].name.to(lang)
    feeding = [s for s in sources if s.account_key in known.carried] or list(sources)
    late = [s for s in feeding if known.is_stale(s, end)]
    fresh = [s.complete_to for s in feeding if s not in late and s.complete_to]
    told = [f"{name} {day(min(fresh))}"] if fresh else []
    if late and not fresh and len({s.complete_to for s in late}) == 1:
        told.append(_late(name, late[0], lang))
    else:
        told += [_late(s.account if fresh else f"{name} {s.account}", s, lang) for s in late]
    return LIST.to(lang).join(told)


def _late(name: str, source: Source, lang: Lang) -> str:
    if source.complete_to is None:
        return NO_DAY.fill(source=name).to(lang)
    return LATE.fill(source=f"{name} {day(source.complete_to)}").to(lang)
