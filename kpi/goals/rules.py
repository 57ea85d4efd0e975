"""The rules of goals: which are plainly wrong, said in words at the field, and which incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from data.schema import PLATFORMS
from data.text import Text
from kpi.catalog import KPIS
from kpi.cut import PATH, Dimension, obstacle
from kpi.definition import LEDGERS, Better, Form, Kpi, Unit
from kpi.facts.quantities import Ledger
from kpi.goals.fields import FIELDS, Objection, as_read, kpi_name
from kpi.goals.goal import Goal
from kpi.naming import value_name

Books = Mapping[str, frozenset[Ledger]]
"""By platform, the ledgers it brought."""

CROSSED = Text(
    "護欄下限 {low} 高於上限 {high}；請對調或改其中一個。",
    "The lower guardrail {low} is above the upper one {high}; swap them or change one.",
)
UNDER = Text(
    "目標 {target} 低於護欄下限 {limit}：達標之前就先越線了。請調高目標或調低下限。",
    "The target {target} is below the lower guardrail {limit}: it would be past the limit before"
    " it is met. Raise the target or lower the limit.",
)
OVER = Text(
    "目標 {target} 高於護欄上限 {limit}：達標之前就先越線了。請調低目標或調高上限。",
    "The target {target} is above the upper guardrail {limit}: it would be past the limit before"
    " it is met. Lower the target or raise the limit.",
)
SHARE_UP = Text(
    "這個指標越高越好，護欄是應達的幾成；請填 0 到 100 之間，例如 80。",
    "More is better here, so the guardrail is a share of what is due: between 0 and 100, such as"
    " 80.",
)
SHARE_DOWN = Text(
    "這個指標超過應達才要處理；請填 100 以上，例如 110。",
    "Here it is too much that acts, so the guardrail is 100 or more of what is due, such as 110.",
)
NOT_POSITIVE = Text("要大於 0。", "It must be more than 0.")
OVER_WHOLE = Text(
    "比率不會超過 100%；請確認填的是百分比。",
    "A rate is 100 % at most; check that you typed percent.",
)
NO_SUCH_FIELD = Text(
    "{kpi}不用這一欄；請清空，改填「{instead}」。",
    "{kpi} does not have this field; leave it empty and use “{instead}”.",
)
BACKWARDS = Text(
    "期限 {end} 早於起日 {start}；請對調。", "The deadline {end} is before the start {start}; swap."
)
PASSED = Text(
    "期限 {end} 已經過了（今天是 {today}）；請填今天以後的日子，或清空。",
    "The deadline {end} has passed (today is {today}); choose a later day or leave it empty.",
)
SECOND_STAR = Text(
    "北極星只能有一個，現在是「{other}」；請先把它改成核心或關注。",
    "There is one north star, which is “{other}”; first make that one core or watched.",
)
ONLY_CONTEXT = Text(
    "{kpi}是背景數字，不能當核心；請選北極星或關注。",
    "{kpi} is a context number and cannot be core; choose north star or watched.",
)
TWICE = Text(
    "「{name}」已經有一個目標了；請改那一個，或換範圍。",
    "There is a goal for {name} already; change that one, or choose another scope.",
)
ACROSS = Text(
    "{kpi}跨 {ledgers} 幾本帳計算，不能限定範圍；請用全部。",
    "{kpi} is read from several books ({ledgers}), so it has no scope; use all.",
)
NOT_SPLIT = Text(
    "{kpi}讀的是{ledgers}，沒有「{value}」這種範圍；請換範圍或用全部。",
    "{kpi} is read from {ledgers}, which does not know “{value}”; choose another scope, or all.",
)
CLAIMED = Text(
    "{kpi}由各平台自己認列，幾個平台合起來不判定；請限定一個平台。",
    "{kpi} is claimed by each platform for itself; over several it is never judged. Choose one"
    " platform.",
)
NOT_ITS_PLATFORM = Text(
    "{value} 沒有{ledgers}的資料，{kpi}讀不到；請換平台。",
    "{value} has no {ledgers}, which {kpi} is read from; choose another platform.",
)
NO_PLATFORM = Text(
    "沒有「{value}」這個平台；請用平台的名稱，例如 Google Ads。",
    "There is no platform “{value}”; use its name, such as Google Ads.",
)
COARSER = Text(
    "限定「{value}」之前，要先限定它的{coarser}。",
    "Before “{value}”, name its {coarser}.",
)
COARSER_NAMES = {"platform": Text("平台", "platform"), "account": Text("帳戶", "account"),
                 "campaign": Text("廣告活動", "campaign")}  # fmt: skip


def objections(
    goal: Goal, others: Iterable[Goal], today: date, books: Books, before: Goal | None = None
) -> list[Objection]:
    """Return what is plainly wrong with a goal, field by field; empty where it may be kept.

    Parameters
    ----------
    others : iterable of Goal
        The goals beside it; one with its id is the goal itself.
    books : mapping
        By platform, the ledgers its data hold; a platform without data yet is not judged.
    before : Goal or None
        The goal as it is kept: a deadline that has passed may stay while other fields change.
    """
    kpi, beside = KPIS[goal.kpi], [g for g in others if g.id != goal.id]
    found = [
        *_scope(goal, kpi, books),
        *_rank(goal, kpi, beside),
        *_numbers(goal, kpi),
        *_limits(goal),
        *_days(goal, today, before),
    ]
    first: dict[str, Objection] = {}
    for one in found:
        first.setdefault(one.field, one)
    return list(first.values())


def _scope(goal: Goal, kpi: Kpi, books: Books) -> Iterator[Objection]:
    scope = dict(goal.scope)
    ledgers = _ledgers(kpi)
    if scope and kpi.across:
        yield Objection("scope", ACROSS.fill(kpi=kpi.name, ledgers=ledgers))
        return
    hindered = obstacle(kpi, [Dimension(name) for name in scope])
    if hindered is not None:
        value = _named(hindered, scope[hindered])
        yield Objection("scope", NOT_SPLIT.fill(kpi=kpi.name, ledgers=ledgers, value=value))
    for coarser, finer in pairwise(PATH):
        if finer in scope and coarser not in scope:
            told = COARSER_NAMES[coarser]
            yield Objection("scope", COARSER.fill(value=scope[finer], coarser=told))
    platform = scope.get("platform")
    if platform is None:
        if kpi.claimed:
            yield Objection("scope", CLAIMED.fill(kpi=kpi.name))
        return
    if platform not in PLATFORMS:
        yield Objection("scope", NO_PLATFORM.fill(value=platform))
    elif platform in books and books[platform].isdisjoint(kpi.ledgers):
        named = PLATFORMS[platform].name
        text = NOT_ITS_PLATFORM.fill(kpi=kpi.name, ledgers=ledgers, value=named)
        yield Objection("scope", text)


def _rank(goal: Goal, kpi: Kpi, beside: list[Goal]) -> Iterator[Objection]:
    star = next((g for g in beside if g.rank == "star"), None)
    if goal.rank == "star" and star:
        yield Objection("rank", SECOND_STAR.fill(other=_full(star)))
    if goal.rank == "core" and kpi.context:
        yield Objection("rank", ONLY_CONTEXT.fill(kpi=kpi.name))
    if any((g.kpi, g.scope) == (goal.kpi, goal.scope) for g in beside):
        yield Objection("scope", TWICE.fill(name=_full(goal)))


def _numbers(goal: Goal, kpi: Kpi) -> Iterator[Objection]:
    without = ("low", "high") if kpi.accumulates else ("share",)
    for field in without:
        if getattr(goal, field) is not None:
            instead = FIELDS["share" if kpi.accumulates else "low"]
            yield Objection(field, NO_SUCH_FIELD.fill(kpi=kpi.name, instead=instead))
    if goal.target <= 0 and kpi.form is not Form.GAIN:
        yield Objection("target", NOT_POSITIVE)
    below_zero = kpi.form in (Form.GAIN, Form.DIFFERENCE)
    for field in ("target", "baseline", "low", "high"):
        value = getattr(goal, field)
        if value is None:
            continue
        if value < 0 and not below_zero:
            yield Objection(field, NOT_POSITIVE)
        if kpi.unit is Unit.RATIO and value > 1 and kpi.better is not Better.BAND:
            yield Objection(field, OVER_WHOLE)


def _limits(goal: Goal) -> Iterator[Objection]:
    """Hold the target against its guardrails; which side is bad comes from the KPI."""
    kpi = KPIS[goal.kpi]
    low, high, share = goal.low, goal.high, goal.share
    said = {name: _said(goal, name) for name in ("target", "low", "high")}
    if low is not None and high is not None and low > high:
        yield Objection("low", CROSSED.fill(low=said["low"], high=said["high"]))
    elif low is not None and goal.target < low:
        yield Objection("target", UNDER.fill(target=said["target"], limit=said["low"]))
    elif high is not None and goal.target > high:
        yield Objection("target", OVER.fill(target=said["target"], limit=said["high"]))
    if share is not None and kpi.accumulates:
        if kpi.better is Better.HIGHER and not 0 < share <= 1:
            yield Objection("share", SHARE_UP)
        if kpi.better is not Better.HIGHER and share < 1:
            yield Objection("share", SHARE_DOWN)


def _days(goal: Goal, today: date, before: Goal | None) -> Iterator[Objection]:
    start, end = goal.start, goal.end
    if end is None:
        return
    if start and end < start:
        yield Objection("end", BACKWARDS.fill(end=end, start=start))
    elif end < today and (before is None or before.end != end):
        yield Objection("end", PASSED.fill(end=end, today=today))


def missing(goal: Goal) -> tuple[str, ...]:
    """Return what a goal still needs to be a contract, by field; a watched one needs nothing."""
    if goal.rank == "watched":
        return ()
    kpi = KPIS[goal.kpi]
    bad_side = "low" if kpi.better is Better.HIGHER else "high"
    wanted = ("baseline", "share" if kpi.accumulates else bad_side, "end")
    return tuple(name for name in wanted if getattr(goal, name) is None)


def _said(goal: Goal, field: str) -> Text:
    return Text(as_read(goal, field, "zh"), as_read(goal, field, "en"))


def _ledgers(kpi: Kpi) -> Text:
    names = [LEDGERS[ledger] for ledger in kpi.ledgers]
    return Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _named(name: str, value: str) -> Text:
    return Text(value_name(name, value, "zh"), value_name(name, value, "en"))


def _full(goal: Goal) -> Text:
    return Text(kpi_name(goal, "zh"), kpi_name(goal, "en"))
