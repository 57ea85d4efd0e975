"""Odd days in words: what happened, how much money, and how that was told."""

from __future__ import annotations

from dataclasses import dataclass

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.anomalies.anomaly import Anomalies, Anomaly, How, Kind, OddFigure
from kpi.definition import Unit
from kpi.format import MINUS, NO_ANSWER, day, days, figure, share

MOST = 12
"""So many are listed, the gravest by money; the rest is counted."""
DISTORTS = (Kind.BOTS, Kind.TRACKING)
"""Listed before any money, because other figures of the day are wrong by them."""

MORE = Text(
    "{what} {value}，比預期的 {expected} 多 {by}",
    "{what} {value}, {by} more than the {expected} expected",
)
LESS = Text(
    "{what} {value}，比預期的 {expected} 少 {by}",
    "{what} {value}, {by} less than the {expected} expected",
)
ALSO = Text("{what} {value}（預期 {expected}）", "{what} {value} ({expected} expected)")
KINDS = {
    Kind.SALES: Text("{told}。", "{told}."),
    Kind.BOTS: Text(
        "{told}，訂單卻沒有跟著多：可能是機器人，這天的轉換率失真。",
        "{told}, and no more orders with them: probably bots. The day's conversion rate is off.",
    ),
    Kind.TRACKING: Text(
        "{told}，訂單照常：可能是追蹤碼斷了，請檢查 GA4。",
        "{told}, and orders as ever: tracking may be broken. Check GA4.",
    ),
    Kind.VISITS: Text("{told}。", "{told}."),
    Kind.SPENDING: Text("{told}。", "{told}."),
}
HOWS = {
    How.REVENUE: Text("與預期營收的差", "revenue above or below what was expected"),
    How.ORDERS: Text(
        "訂單差 × 前 28 天的客單價", "orders × value of an order in the 28 days before"
    ),
    How.VISITS: Text(
        "工作階段差 × 前 28 天每次的營收", "sessions × revenue of a session in the 28 days before"
    ),
    How.COST: Text("與預期花費的差", "cost above or below what was expected"),
    How.NOTHING: Text("訂單照常，沒有金額", "orders as ever: no money"),
}
IN_CALENDAR = Text("{what}（行事曆：{names}）", "{what} (Calendar: {names})")
SILENT = Text(
    "{platform}：花費只到 {day}，之後是缺資料，不算異常。",
    "The cost of {platform} ends on {day}; the days after it are missing and no anomaly.",
)
REST = Text("另有 {n} 件金額較小的異常沒有列出。", "{n} with less money at stake are not listed.")
OF = Text("{platform}・{kpi}", "{kpi} of {platform}")
RULE = Text(
    "{days} 每天與前 8 週的同星期、前 14 天的水準相比，超過 3.5 個穩健標準差才列出；異常的日子不進"
    "基準，連續 7 天同向才當成新的水準。",
    "Each day of {days} against its weekday in the eight weeks and the level of the fourteen days"
    " before; listed beyond 3.5 robust standard deviations. An odd day enters no baseline; seven in"
    " a row are a new level.",
)
NONE = Text("{days} 沒有異常的日子。", "No odd day in {days}.")
NAMED = 2
"""So many names of the calendar are told of a day."""
SEPARATE = Text("；", "; ")
LIST = Text("、", ", ")


@dataclass(frozen=True, slots=True)
class AnomalyLine:
    """One anomaly in words.

    Parameters
    ----------
    stake, how : str
        The money with its sign, and how it was told.
    """

    days: str
    what: str
    stake: str
    how: str


def lines(found: Anomalies, currency: str | None, lang: Lang) -> tuple[AnomalyLine, ...]:
    """Return the gravest anomalies in words, the newest first."""
    ordered = sorted(found.found, key=lambda a: (a.kind not in DISTORTS, -abs(a.stake or 0)))
    listed = ordered[:MOST]
    return tuple(_line(one, currency, lang) for one in found.found if one in listed)


def notes(found: Anomalies, lang: Lang) -> tuple[str, ...]:
    """Return what has to be known of the list: silent sources, what is not listed, the rule."""
    told = [
        SILENT.fill(platform=_platform(platform), day=day(last)).to(lang)
        for platform, last in found.silent.items()
    ]
    if len(found.found) > MOST:
        told.append(REST.fill(n=len(found.found) - MOST).to(lang))
    if not found.found:
        told.insert(0, NONE.fill(days=days(found.days)).to(lang))
    return (*told, RULE.fill(days=days(found.days)).to(lang))


def _line(one: Anomaly, currency: str | None, lang: Lang) -> AnomalyLine:
    first, *rest = one.figures
    usual = first.odd.expected
    by = share(abs(first.difference) / usual) if usual > 0 else NO_ANSWER
    text = MORE if first.difference > 0 else LESS
    told = text.fill(**_parts(first, currency, lang), by=by)
    also = [ALSO.fill(**_parts(figure, currency, lang)).to(lang) for figure in rest]
    whole = SEPARATE.to(lang).join([told.to(lang), *also])
    what = KINDS[one.kind].fill(told=whole).to(lang)
    if one.occasions:
        names = LIST.to(lang).join(name.to(lang) for name in one.occasions[:NAMED])
        what = IN_CALENDAR.fill(what=what, names=names).to(lang)
    return AnomalyLine(days(one.days), what, _stake(one, currency, lang), HOWS[one.how].to(lang))


def _parts(one: OddFigure, currency: str | None, lang: Lang) -> dict[str, str]:
    """Return a figure's name, value and what was expected."""
    where = dict(one.cut).get("platform")
    name = one.kpi.name.to(lang)
    named = OF.fill(platform=_platform(where), kpi=name).to(lang) if where else name
    value, expected = (
        figure(round(number), one.kpi.unit, lang, currency=currency)
        for number in (one.odd.value, one.odd.expected)
    )
    return {"what": named, "value": value, "expected": expected}


def _platform(key: str) -> Text:
    return PLATFORMS[key].name if key in PLATFORMS else Text(key, key)


def _stake(one: Anomaly, currency: str | None, lang: Lang) -> str:
    """Return the money with its sign; 0 where sales were as ever."""
    if one.stake is None:
        return NO_ANSWER
    written = figure(abs(round(one.stake)), Unit.MONEY, lang, currency=currency)
    return written if not round(one.stake) else f"{MINUS if one.stake < 0 else '+'}{written}"
