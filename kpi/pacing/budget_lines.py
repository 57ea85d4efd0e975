"""Budget pacing in words: a line a platform, all of them together, and what must be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.definition import Unit
from kpi.figure import Number
from kpi.format import MINUS, NO_ANSWER, days, figure, share
from kpi.overview.wording import MONTHS
from kpi.pacing.budget import BudgetPace, Budgets
from kpi.period import Span

ALL = Text("合計", "All")
RANGE = Text("{low}–{high}", "{low}–{high}")
LEFT = Text(
    "{month}還有 {n} 天（含今天）。建議每日花費＝剩下的預算 ÷ 剩下的天數。",
    "{n} days of {month} are left, today included. A day may take what is left of the budget"
    " divided by them.",
)
OVER_MONTH = Text("{month}已經結束。", "{month} is over.")
RESERVE = Text("預備金 {value}，不算在預算內。", "A reserve of {value} is not part of the budget.")
RESERVE_WAITS = Text(
    "部分預備金是其他幣別，沒有算進來。", "Part of the reserve is in another currency and left out."
)
UNKNOWN = Text(
    "{platform} {days} 沒有人匯出花費：不算在已花，預估與建議每日花費用預估值補上。",
    "Nobody exported the cost of {platform} for {days}: it is not in what was spent, and the"
    " forecast stands for it in the other figures.",
)
UNPLANNED = Text(
    "{platform}：{n} 天沒有預算，或被兩行預算重複排到，這些天不計預算。",
    "{platform} has {n} days without a budget, or planned twice; they count no budget.",
)
WHY = Text("{name}：{why}", "{name}: {why}")
NO_BUDGET = Text(
    "這個月沒有匯入預算；到「資料」的「範本」下載「預算與目標」，填好平台與月份再匯入。",
    "No budget is imported for this month; download the plan sheet under Templates on the Data"
    " page, fill in platforms and months, and import it.",
)


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One platform's month against its plan, worded; `over` carries its sign.

    Parameters
    ----------
    range : str
        The 80 % range of `projected`; of several platforms none, for their ranges do not add up.
    """

    name: str
    budget: str
    spent: str
    expected: str
    use: str
    projected: str
    range: str
    over: str
    daily: str


def budget_lines(found: Budgets, currency: str | None, lang: Lang) -> tuple[BudgetLine, ...]:
    """Word every platform; where there are several, all of them below."""
    lines = [_line(_name(one.platform, lang), [one], currency, lang) for one in found.platforms]
    if len(lines) > 1:
        lines.append(_line(ALL.to(lang), found.platforms, currency, lang))
    return tuple(lines)


def _line(name: str, of: Sequence[BudgetPace], currency: str | None, lang: Lang) -> BudgetLine:
    """Word one platform, or several added up; what one of them lacks, all lack."""

    def money(values: Sequence[Number | None], signed: bool = False) -> str:
        told = [float(value) for value in values if value is not None]
        if len(told) < len(values):
            return NO_ANSWER
        whole = round(sum(told))
        written = figure(abs(whole), Unit.MONEY, lang, currency=currency, full=True)
        sign = MINUS if whole < 0 else "+" if signed and whole > 0 else ""
        return sign + written

    low, high = (of[0].forecast.low, of[0].forecast.high)
    ranged = len(of) == 1 and None not in (low, high) and bool(of[0].forecast.path)
    spent = [one.spent for one in of]
    expected = sum((one.expected for one in of), Decimal(0))
    known = sum((s for s in spent if s is not None), Decimal(0))
    return BudgetLine(
        name=name,
        budget=money([one.budget for one in of]),
        spent=money(spent),
        expected=money([one.expected for one in of]),
        use=share(known / expected) if expected and None not in spent else NO_ANSWER,
        projected=money([one.projected for one in of]),
        range=RANGE.fill(low=money([low]), high=money([high])).to(lang) if ranged else NO_ANSWER,
        over=money([one.over for one in of], signed=True),
        daily=money([one.daily for one in of]),
    )


def budget_notes(found: Budgets, currency: str | None, lang: Lang) -> tuple[str, ...]:
    """Say how many days are left, the reserve, unknown days, and why a forecast is missing."""
    month = month_name(found.month)
    if not found.platforms:
        return (NO_BUDGET.to(lang),)
    left = found.platforms[0].days_left
    told = [(LEFT if left else OVER_MONTH).fill(month=month, n=left)]
    for one in found.platforms:
        name = _name(one.platform, lang)
        told += [UNKNOWN.fill(platform=name, days=days(run)) for run in _runs(one.unknown)]
        if one.unplanned:
            told.append(UNPLANNED.fill(platform=name, n=one.unplanned))
        if one.forecast.why_not:
            told.append(WHY.fill(name=name, why=one.forecast.why_not))
    if found.reserve:
        value = figure(found.reserve, Unit.MONEY, lang, currency=currency, full=True)
        told.append(RESERVE.fill(value=value))
    if found.waits:
        told.append(RESERVE_WAITS)
    return tuple(text.to(lang) for text in told)


def month_name(month: Span) -> Text:
    """Return what a month is called: 11 月, Nov."""
    start = month.start
    return Text(f"{start.month} 月", MONTHS[start.month - 1])


def _runs(unknown: Sequence[date]) -> list[Span]:
    """Return days in a row as one span."""
    found: list[Span] = []
    for at in unknown:
        if found and found[-1].end + timedelta(1) == at:
            found[-1] = Span(found[-1].start, at)
        else:
            found.append(Span(at, at))
    return found


def _name(platform: str, lang: Lang) -> str:
    return PLATFORMS[platform].name.to(lang) if platform in PLATFORMS else platform
