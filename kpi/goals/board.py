"""The goals as data: the sentence, and a line for each beside what the board says of it today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.text import Lang, Text
from kpi.card import Board, Card, Chip
from kpi.catalog import KPIS
from kpi.definition import Better
from kpi.format import NO_ANSWER
from kpi.goals.choosing import pack_of
from kpi.goals.fields import CHOICES, FIELDS, as_read, scope_name
from kpi.goals.goal import Goal, Rank, pack_names
from kpi.goals.rules import missing
from kpi.overview.wording import MONTHS

RANKS: tuple[Rank, ...] = ("star", "core", "watched")

COUNT = Text("{n} 個目標", "{n} goals")
ONE = Text("1 個目標", "1 goal")
OF_PACK = Text("{count}，採用「{name}」組合{aside}", "{count}, pack “{name}”{aside}")
OWN = Text("{count}，都是自己訂的", "{count}, all of your own")
ASIDE = Text("（{facts}）", " ({facts})")
EDITED, ADDED = Text("改過 {n} 個", "{n} changed"), Text("另加 {n} 個", "{n} added")
WHOLE = Text("{said}；北極星與核心都完整。", "{said}; all core goals complete.")
LACKING = Text(
    "{said}；北極星與核心 {all} 個裡有 {n} 個不完整，缺{what}。",
    "{said}; {n} of {all} core goals incomplete: {what}.",
)
NO_STAR = Text("{said}還沒有北極星。", "{said} There is no north star yet.")
NONE = Text(
    "還沒有目標：先選一個組合，再改成你們自己的。",
    "No goals yet: choose a pack, then make it your own.",
)
LIST, JOIN = Text("、", ", "), Text("、", ", ")
OF_MONTH = Text("{value}／{month}", "{value}/{month}")
A_PERIOD = Text("{value}／{period}", "{value}/{period}")
SHARE = Text("應達的 {share}", "{share} of due")
AT_LEAST, AT_MOST = Text("≥ {value}", "≥ {value}"), Text("≤ {value}", "≤ {value}")
COMPLETE = Text("完整", "Complete")


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal, worded; figure and chip are the board's own of today.

    Parameters
    ----------
    lacks : str
        What it needs to be a contract; "–" where it is only watched.
    complete : bool
        Whether it needs nothing.
    """

    goal_id: str
    name: str
    scope: str
    figure: str
    chip: Chip | None
    flag: str
    baseline: str
    target: str
    guardrail: str
    owner: str
    cadence: str
    deadline: str
    period: str
    lacks: str
    complete: bool


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The goals of one rank."""

    title: str
    lines: tuple[GoalLine, ...]


def cards_of(board: Board | None) -> dict[str, Card]:
    """Return the cards of the overview by their goal."""
    if board is None:
        return {}
    stars = (board.star,) if board.star else ()
    return {card.goal_id: card for card in (*stars, *board.cards, *board.watched)}


def sentence(goals: Sequence[Goal], lang: Lang) -> str:
    """Say how many goals there are, of which pack, and how many are incomplete."""
    if not goals:
        return NONE.to(lang)
    said = _of_pack(goals, lang)
    counted = [g for g in goals if g.rank != "watched"]
    lacking = [g for g in counted if missing(g)]
    if lacking:
        found = {name for g in lacking for name in missing(g)}
        told = LACKING.fill(said=said, all=len(counted), n=len(lacking), what=_fields(found, lang))
    else:
        told = WHOLE.fill(said=said)
    if not any(g.rank == "star" for g in goals):
        told = NO_STAR.fill(said=told)
    return told.to(lang)


def _of_pack(goals: Sequence[Goal], lang: Lang) -> str:
    count = ONE if len(goals) == 1 else COUNT.fill(n=len(goals))
    key, edited, added = pack_of(goals)
    if key is None:
        return OWN.fill(count=count).to(lang)
    facts = [text.fill(n=n).to(lang) for text, n in ((EDITED, edited), (ADDED, added)) if n]
    aside = ASIDE.fill(facts=LIST.to(lang).join(facts)).to(lang) if facts else ""
    return OF_PACK.fill(count=count, name=pack_names()[key], aside=aside).to(lang)


def groups(
    goals: Sequence[Goal], cards: Mapping[str, Card], lang: Lang, today: date | None = None
) -> list[GoalGroup]:
    """Return the goals by rank, ranks without any left out; see :func:`line`."""
    found = []
    for rank in RANKS:
        lines = [line(g, cards.get(g.id), lang, today) for g in goals if g.rank == rank]
        if lines:
            found.append(GoalGroup(CHOICES["rank"][rank].to(lang), tuple(lines)))
    return found


def line(goal: Goal, card: Card | None, lang: Lang, today: date | None = None) -> GoalLine:
    """Word one goal; where this month has a target of its own, with that one."""
    return GoalLine(
        goal_id=goal.id,
        name=KPIS[goal.kpi].name.to(lang),
        scope=scope_name(goal, lang),
        figure=card.figure if card else NO_ANSWER,
        chip=card.chip if card else None,
        flag=card.flag if card else "",
        baseline=as_read(goal, "baseline", lang),
        target=_of_month(goal, today, lang) or target(goal, lang),
        guardrail=guardrail(goal, lang),
        owner=goal.owner.to(lang),
        cadence=CHOICES["cadence"][goal.cadence].to(lang),
        deadline=as_read(goal, "end", lang),
        period=CHOICES["period"][goal.period].to(lang),
        lacks=_lacks(goal, lang),
        complete=not missing(goal),
    )


def _lacks(goal: Goal, lang: Lang) -> str:
    if goal.rank == "watched":
        return NO_ANSWER
    return _fields(missing(goal), lang) or COMPLETE.to(lang)


def target(goal: Goal, lang: Lang) -> str:
    """Return the target; of a sum with the period it is of."""
    value = as_read(goal, "target", lang)
    if not KPIS[goal.kpi].accumulates:
        return value
    return A_PERIOD.fill(value=value, period=CHOICES["period"][goal.period]).to(lang)


def _of_month(goal: Goal, today: date | None, lang: Lang) -> str:
    """Return this month's own target; empty where it has none."""
    own = dict(goal.monthly).get(f"{today:%Y-%m}") if today else None
    if own is None or today is None or (KPIS[goal.kpi].accumulates and goal.period != "month"):
        return ""
    value = as_read(replace(goal, target=own), "target", lang)
    month = Text(f"{today.month} 月", MONTHS[today.month - 1])
    return OF_MONTH.fill(value=value, month=month).to(lang)


def guardrail(goal: Goal, lang: Lang) -> str:
    """Return the limits in words: ≥ 1.2%, 500–700, or the share of what is due."""
    low, high = (as_read(goal, name, lang) for name in ("low", "high"))
    if goal.share is not None:
        higher = KPIS[goal.kpi].better is Better.HIGHER
        share = SHARE.fill(share=as_read(goal, "share", lang))
        return (AT_LEAST if higher else AT_MOST).fill(value=share).to(lang)
    if goal.low is not None and goal.high is not None:
        return f"{low}–{high}"
    if goal.low is not None:
        return AT_LEAST.fill(value=low).to(lang)
    return AT_MOST.fill(value=high).to(lang) if goal.high is not None else NO_ANSWER


def _fields(names: Sequence[str] | set[str], lang: Lang) -> str:
    """Name fields; whichever guardrail it is, it is the guardrail."""
    told = ["guardrail" if n in ("low", "high", "share") else n for n in FIELDS if n in names]
    return JOIN.to(lang).join(
        dict.fromkeys(GUARDRAIL.to(lang) if n == "guardrail" else _lower(n, lang) for n in told)
    )


def _lower(name: str, lang: Lang) -> str:
    said = FIELDS[name].to(lang)
    return said.lower() if lang == "en" else said


GUARDRAIL = Text("護欄", "guardrail")
