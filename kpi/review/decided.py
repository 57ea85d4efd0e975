"""A decision in words: what, who, until when."""

from __future__ import annotations

from data.text import Lang, Text
from kpi.format import day
from kpi.goals.playbook import NOT_THIS_WEEK, PLAYBOOK, SKIP
from kpi.overview.board import BY
from kpi.review.frozen import Frozen
from kpi.review.record import Decision, Review

REASON = Text("{said}（{why}）", "{said} ({why})")
BETWEEN = "・"


def step_name(step: str) -> Text:
    """Return what a step is called; one the playbook no longer has, by its key."""
    return NOT_THIS_WEEK if step == SKIP else PLAYBOOK.get(step, Text(step, step))


def owner_name(one: Decision, kept: Frozen | None, lang: Lang) -> str:
    """Return who does it; the goal's own owner in the language that is read."""
    if kept and one.owner in (kept.owner.zh, kept.owner.en):
        return kept.owner.to(lang)
    return one.owner


def told(one: Decision, review: Review, lang: Lang) -> str:
    """Return a decision in one line: 「停投・黃子維・11/20 前」, 「本週不處理（等新素材）」."""
    kept = review.of_goal(one.item)
    step = step_name(one.step).to(lang)
    if one.step != SKIP:
        due = BY.fill(day=day(one.due)).to(lang) if one.due else ""
        step = BETWEEN.join(filter(None, (step, owner_name(one, kept, lang), due)))
    return REASON.fill(said=step, why=one.why).to(lang) if one.why else step
