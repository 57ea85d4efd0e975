"""One sentence on a verdict: which limit, which interval, how much more it takes to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from decimal import Decimal
from functools import partial
from math import ceil, log10
from typing import Protocol

from data.text import Text
from kpi.card import Flag, Verdict
from kpi.definition import Better
from kpi.doubt.level import LEVEL
from kpi.doubt.needed import needed
from kpi.doubt.without import why_none
from kpi.figure import Number
from kpi.goals.goal import Goal
from kpi.goals.targets import target_in
from kpi.reading import Reading
from kpi.status import Judgement, Limit, is_past
from kpi.verdict import VERDICTS

NAMES: dict[Limit, Text] = {
    "target": Text("目標", "its target"),
    "guardrail": Text("護欄", "its guardrail"),
}
LOWER, HIGHER = Text("低於", "below"), Text("高於", "above")
MET, NOT_ABOVE = Text("達到", "at or above"), Text("不高於", "at or below")

WHOLE = Text("{verdict}：{said}", "{verdict}: {said}")
LEAD = Text("{value} {stands}{name} {limit}", "{value} is {stands} {name}, {limit}")
INSIDE = Text("{lead}、仍在護欄 {limit} 之內", "{lead}, and inside its guardrail, {limit}")
CERTAIN = Text(
    "{lead}，{level} 區間 {low}–{high} 整段都是，差距不在誤差內。",
    "{lead}, and so is the whole {level} interval, {low}–{high}: more than error.",
)
REACHES = Text(
    "{lead}，但 {level} 區間 {low}–{high} 還碰得到{name}；{needed}",
    "{lead}, but the {level} interval, {low}–{high}, still reaches {name}; {needed}",
)
CROSSES = Text(
    "{lead}，但 {level} 區間 {low}–{high} 跨過{name}；{needed}",
    "{lead}, but the {level} interval, {low}–{high}, reaches past {name}; {needed}",
)
POINT = Text("{lead}；{why}，只以數值本身判定。", "{lead}; {why}, so the value alone is judged.")
UNDER = Text(
    "{told}也低於區間下緣 {low}，提供參考。",
    "{told} It is below the band's lower end, {low}, too: for information.",
)
MAY_BE_UNDER = Text(
    "{told}是否低於區間下緣 {low}，還在誤差之內。",
    "{told} Whether it is below the band's lower end, {low}, lies within the error.",
)

SUM_MET = Text(
    "{value} {stands}應達 {due}；累計的數字沒有誤差區間。",
    "{value} is {stands} the {due} due; a running sum has no interval.",
)
SUM_SHORT = Text(
    "{value} {stands}應達 {due}，還在護欄 {limit} 之內；累計的數字沒有誤差區間。",
    "{value} is {stands} the {due} due, and inside its guardrail, {limit}; a running sum has no"
    " interval.",
)
SUM_PAST = Text(
    "{value} {stands}應達 {due}，也過了護欄 {limit}；累計的數字沒有誤差區間。",
    "{value} is {stands} the {due} due, and past its guardrail, {limit}; a running sum has no"
    " interval.",
)

SHORT_HISTORY = Text(
    "訂單歷史不夠長，不判定。", "The orders do not reach back far enough for a verdict."
)
NO_DAY = Text("期間還沒有完整的一天，不判定。", "No day of the period is complete: no verdict yet.")
NOTHING = Text("這段期間沒有答案，不判定。", "These days have no answer, so there is no verdict.")

MORE = Text("{name}再多約 {n} 才分得出來。", "about {n} more {name} would tell.")
MORE_IN_DAYS = Text(
    "{name}再多約 {n}（照目前約 {days} 天）才分得出來。",
    "about {n} more {name} (some {days} days at this pace) would tell.",
)
MORE_IN_YEARS = Text(
    "{name}再多約 {n}（照目前要一年以上）才分得出來。",
    "about {n} more {name} (over a year at this pace) would tell.",
)
DAYS = Text(
    "照目前每天的起伏，再約 {days} 天才分得出來。",
    "as its days scatter now, some {days} more of them would tell.",
)
YEARS = Text(
    "照目前每天的起伏，要一年以上才分得出來。",
    "as its days scatter now, it takes over a year of them to tell.",
)
NEVER = Text("剛好在界線上，再多也分不出來。", "right on the limit no number of them would tell.")
MOST_DAYS = 365
FINEST = 3


class Write(Protocol):
    """Writes a value in the unit of the KPI, with so many digits more than usual."""

    def __call__(self, value: Number | None, *, finer: int = 0, short: bool = False) -> str: ...


def sentence(reading: Reading, goal: Goal, judgement: Judgement, write: Write) -> Text | None:
    """Say why a verdict is what it is; None where the goal does not judge the reading."""
    if judgement.verdict is None:
        return None
    if judgement.verdict is Verdict.UNKNOWN:
        said = _unknown(reading, judgement)
    elif judgement.due is not None:
        said = _sum(reading, judgement, write)
    else:
        said = _ratio(reading, goal, judgement, write)
    return WHOLE.fill(verdict=VERDICTS[judgement.verdict][0], said=said)


def _unknown(reading: Reading, judgement: Judgement) -> Text:
    if Flag.SHORT_HISTORY in judgement.flags:
        return SHORT_HISTORY
    return NO_DAY if judgement.due is not None and reading.value is not None else NOTHING


def _sum(reading: Reading, judgement: Judgement, write: Write) -> Text:
    higher, verdict = reading.kpi.better is Better.HIGHER, judgement.verdict
    if verdict is Verdict.GOOD:
        text, stands = SUM_MET, MET if higher else NOT_ABOVE
    else:
        text = SUM_PAST if verdict is Verdict.ACT else SUM_SHORT
        stands = LOWER if higher else HIGHER
    if judgement.guardrail is None and verdict is not Verdict.GOOD:
        text = SUM_MET
    finer = _finer([reading.value, judgement.due, judgement.guardrail], write)
    told = {"value": reading.value, "due": judgement.due, "limit": judgement.guardrail}
    return text.fill(stands=stands, **{n: write(v, finer=finer) for n, v in told.items()})


def _ratio(reading: Reading, goal: Goal, judgement: Judgement, write: Write) -> Text:
    """Hold a ratio against its limits: the guardrail where it is past it, else the target."""
    assert reading.value is not None
    limits: dict[Limit, Decimal] = {"target": target_in(goal, reading.period)}
    if judgement.guardrail is not None:
        limits["guardrail"] = judgement.guardrail
    past = {n for n, limit in limits.items() if is_past(reading.kpi, reading.value, limit)}
    band = goal.low if reading.kpi.better is not Better.HIGHER else None
    finer = _finer((reading.value, *(reading.interval or ()), *limits.values(), band), write)
    written = {n: write(limit, finer=finer, short=True) for n, limit in limits.items()}
    lead = _lead(reading, write(reading.value, finer=finer), written, past)
    told = _doubted(reading, judgement, lead, past, limits, partial(write, finer=finer))
    under = _under(reading, band)
    return under.fill(told=told, low=write(band, finer=finer, short=True)) if under else told


def _doubted(
    reading: Reading, judgement: Judgement, lead: Text, past: Set[Limit],
    limits: Mapping[Limit, Decimal], write: Callable[[Number | None], str],
) -> Text:  # fmt: skip
    """Add to where a value lies how sure that is, or why nobody can say."""
    if reading.interval is None:
        return POINT.fill(lead=lead, why=why_none(reading.kpi))
    low, high = map(write, reading.interval)
    told = {"lead": lead, "level": f"{LEVEL:.0%}", "low": low, "high": high}
    name = judgement.straddled
    if name is None:
        return CERTAIN.fill(**told)
    text = REACHES if name in past else CROSSES
    return text.fill(name=NAMES[name], needed=_needed(reading, limits[name]), **told)


def _under(reading: Reading, band: Decimal | None) -> Text | None:
    """Return how to say that a value is, or may be, below the lower end of its band."""
    if band is None or reading.value is None:
        return None
    below = {float(v) < float(band) for v in (reading.value, *(reading.interval or ()))}
    return None if below == {False} else UNDER if below == {True} else MAY_BE_UNDER


def _lead(reading: Reading, value: str, limits: Mapping[Limit, str], past: Set[Limit]) -> Text:
    """Say on which side of its limits the value itself lies."""
    name: Limit = "guardrail" if "guardrail" in past else "target"
    higher = reading.kpi.better is Better.HIGHER
    worse, better = (LOWER, MET) if higher else (HIGHER, NOT_ABOVE)
    stands = worse if name in past else better
    lead = LEAD.fill(value=value, stands=stands, name=NAMES[name], limit=limits[name])
    if past == {"target"} and "guardrail" in limits:
        return INSIDE.fill(lead=lead, limit=limits["guardrail"])
    return lead


def _finer(values: Iterable[Number | None], write: Write) -> int:
    """Return how many digits more it takes until no two different values look alike."""
    told = {float(value) for value in values if value is not None}
    looks = (len({write(value, finer=finer) for value in told}) for finer in range(FINEST))
    return next((finer for finer, count in enumerate(looks) if count == len(told)), FINEST)


def _needed(reading: Reading, limit: Decimal) -> Text:
    """Say how much more it takes to tell a figure from a limit."""
    more = needed(reading, float(limit))
    if more is None:
        return NEVER
    years = more.days is not None and more.days > MOST_DAYS
    days = _about(more.days)
    if more.observations is None:
        return YEARS if years else DAYS.fill(days=days)
    below = reading.kpi.denominator
    assert below is not None
    text = MORE if more.days is None else MORE_IN_YEARS if years else MORE_IN_DAYS
    return text.fill(name=below.name, n=_about(more.observations), days=days)


def _about(count: int | None) -> str:
    """Write a count with two digits that matter, rounded up."""
    if not count:
        return "1"
    step = 10 ** max(0, int(log10(count)) - 1)
    return f"{ceil(count / step) * step:,}"
