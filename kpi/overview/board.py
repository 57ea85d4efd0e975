"""The overview as data: the sentence, the star, core cards, what needs action, freshness."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.card import Board, Todo, Verdict
from kpi.definition import Better
from kpi.format import day, joined, share
from kpi.goals.goal import Rank
from kpi.goals.packs import offer
from kpi.overview.chart import shown
from kpi.overview.sentence import EMPTY, freshness, full_name, news, period_note
from kpi.overview.situation import Situation, situation
from kpi.overview.standing import Standing
from kpi.overview.wording import card
from kpi.view import View

MOST_TODOS = 3
RANKS: tuple[Rank, ...] = ("star", "core", "watched")

BELOW = Text("低於護欄 {value}", "below its guardrail {value}")
ABOVE = Text("高於護欄 {value}", "above its guardrail {value}")
NOT_DUE = Text(
    "只有 {value}，不到應達（{due}）的 {share}", "at {value}, under {share} of the {due} due"
)
TOO_MUCH = Text(
    "已經 {value}，超過應達（{due}）的 {share}", "at {value}, over {share} of the {due} due"
)
BY, NOT_PLANNED = Text("{day} 前", "by {day}"), Text("未排定", "not scheduled")


def board(snapshot: Snapshot | None, state: State, view: View) -> Board:
    """Return the overview of a view, everything worded and formatted.

    Parameters
    ----------
    snapshot : Snapshot or None
        None before anything is published: the board then says what to do.
    """
    scene = situation(snapshot, state, view) if snapshot else None
    if scene is None:
        return Board(EMPTY.to(view.lang), "", None, (), (), 0, "")
    ranks = {rank: [s for s in scene.standings if s.goal.rank == rank] for rank in RANKS}
    acting = [
        s
        for s in scene.standings
        if s.judgement.verdict is Verdict.ACT and s.goal.rank != "watched"
    ]
    star = card(ranks["star"][0], scene, view.lang) if ranks["star"] else None
    return Board(
        sentence=news(scene, view),
        period_note=period_note(scene, view),
        star=star,
        cards=tuple(card(s, scene, view.lang) for s in ranks["core"]),
        watched=tuple(card(s, scene, view.lang) for s in ranks["watched"]),
        todos=tuple(todo(s, scene, view.lang) for s in acting[:MOST_TODOS]),
        more_todos=max(0, len(acting) - MOST_TODOS),
        freshness=freshness(scene, view),
        first=scene.period.now.start,
        last=scene.period.now.end,
        offer="" if star and not star.why_empty else _offer(scene, view.lang),
    )


def _offer(scene: Situation, lang: Lang) -> str:
    """Say which pack the files would fill, where the chosen goals stay empty."""
    told = offer([s.goal for s in scene.standings], scene.known.extent.books)
    return told.to(lang) if told else ""


def todo(standing: Standing, scene: Situation, lang: Lang) -> Todo:
    """Word a KPI that needs action with its agreed step and owner."""
    goal = standing.goal
    name = full_name(standing, lang)
    return Todo(
        what=joined(name, _past(standing, scene, lang)),
        step=f"{goal.step.to(lang)}・{goal.owner.to(lang)}",
        due=BY.fill(day=day(goal.end)).to(lang) if goal.end else NOT_PLANNED.to(lang),
    )


def _past(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Say which limit it is past."""
    judgement, higher = standing.judgement, standing.kpi.better is Better.HIGHER
    if judgement.due is None:
        limit = shown(judgement.guardrail, standing, scene, lang, short=True)
        return (BELOW if higher else ABOVE).fill(value=limit).to(lang)
    return (
        (NOT_DUE if higher else TOO_MUCH)
        .fill(
            value=shown(standing.reading.value, standing, scene, lang),
            due=shown(judgement.due, standing, scene, lang, short=True),
            share=share(standing.goal.share),
        )
        .to(lang)
    )
