"""Deciding on an item: a step of the playbook with its action, or to leave it for the week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from data.state import Conflict, State, today
from data.text import Text
from kpi.actions.action import Action
from kpi.actions.listed import blank
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.goals.playbook import PLAYBOOK, SKIP
from kpi.goals.teams import LETTERS, teams
from kpi.review.record import Decision, Item, Review, review
from kpi.review.refused import Closed, NeedsReason, NotDecided
from kpi.review.words import LIST, both

A_WEEK = timedelta(7)
NONE: frozenset[str] = frozenset()
TRIES = 20
"""So often others may change a review while one decision is being kept."""

CLOSED = Text(
    "這次週會已經結束，決議不能再改；要補的事請加在「行動」。",
    "This review is closed and its decisions stand; add what is missing as an action.",
)
NO_ITEM = Text(
    "這次週會的議程沒有「{item}」；請重新整理後再選。",
    "The agenda of this review has no “{item}”: reload and choose again.",
)
NO_STEP = Text(
    "處置清單沒有「{step}」；可選：{steps}。",
    "The playbook has no “{step}”; there are: {steps}.",
)
NO_OWNER = Text(
    "「{item}」還沒有負責人：請填誰來做。", "“{item}” has no owner yet: say who does it."
)
SKIPPED_TWICE = Text(
    "「{item}」上週也沒有處理：連續第二週要寫下原因，會留在紀錄裡。",
    "“{item}” was left alone last week, too: the second week running wants a reason, kept on"
    " record.",
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody wants to decide on one item."""

    item: str
    step: str
    why: str
    owner: str
    due: date | None
    by: str


def decide(
    state: State,
    seen: Review,
    item: str,
    step: str,
    *,
    why: str = "",
    owner: str = "",
    due: date | None = None,
    by: str,
) -> Review:
    """Decide on an item, or decide again; return the review as it is kept then.

    Every step but :data:`kpi.goals.playbook.SKIP` makes an action, 觀察 too: who looks again, and
    when. It is kept in one transaction with the decision. Deciding again changes that action, and
    leaving the item after all takes it away while nothing was reported of it.

    Parameters
    ----------
    item : str
        The key of an item of the agenda.
    step : str
        A key of :data:`kpi.goals.playbook.PLAYBOOK`, or ``SKIP``.
    owner, due : str, datetime.date or None
        Where they are not given those of the decision before, else the goal's owner and a week
        from today.

    Raises
    ------
    Closed, NotDecided
        For a closed review; for an item or step there is not, or one that is nobody's.
    NeedsReason
        When a KPI is left alone the second week running without `why`.
    data.state.Conflict
        When somebody else decided on this very item since it was seen; a decision on another item
        meanwhile is kept beside this one.
    """
    wish = _Wish(item, step, why.strip(), owner.strip(), due, by)
    before, now = seen.decided(item), seen
    for _ in range(TRIES):
        try:
            return _keep(state, now, wish)
        except Conflict:
            found = review(state, seen.id)
            theirs = found.decided(item) if found else None
            if found and theirs and _says(theirs, wish):
                return found  # the same key twice
            if found is None or theirs != before:
                raise
            now = found
    return _keep(state, now, wish)


def needs_why(state: State, seen: Review, item: str) -> bool:
    """Whether leaving an item alone wants a reason: the review before did so, too."""
    return item in skipped_before(state, seen)


def skipped_before(state: State, seen: Review) -> frozenset[str]:
    """Return the items that the review before left alone."""
    id = state.review_before(seen.id)
    doc = state.review_doc(id) if id else None
    return (
        frozenset(one["item"] for one in doc["decisions"] if one["step"] == SKIP) if doc else NONE
    )


def _keep(state: State, seen: Review, wish: _Wish) -> Review:
    """Check a wish against the review as it was seen, and keep it with its action."""
    item = _checked(state, seen, wish)
    on, old = today(state), seen.decided(item.key)
    action = _action(state, old.action) if old and old.action else None
    made = gone = None
    if wish.step != SKIP:
        made = _made(state, seen, item, _filled(seen, item, wish, action, on), action, on)
    elif action and action.kept == "doing":
        gone = action
    decision = Decision(
        item=item.key,
        step=wish.step,
        why=wish.why,
        owner=made.owner if made else "",
        due=made.due if made else None,
        action=made.id if made else "",
        by=wish.by,
        at=datetime.now(UTC).replace(tzinfo=None),
    )
    others = tuple(one for one in seen.decisions if one.item != item.key)
    decided = replace(seen, decisions=(*others, decision))
    new, old_ones = ([one.as_doc()] if one else [] for one in (made, gone))
    state.keep_decision(decided.as_doc(), new, old_ones, wish.by, wish.step)
    return replace(decided, version=seen.version + 1)


def _says(kept: Decision, wish: _Wish) -> bool:
    """Whether a decision is what somebody wants already."""
    same = (kept.step, kept.by, kept.why) == (wish.step, wish.by, wish.why)
    return same and wish.owner in ("", kept.owner) and wish.due in (None, kept.due)


def _filled(seen: Review, item: Item, wish: _Wish, old: Action | None, on: date) -> _Wish:
    """Return a wish with who and when where they are not given.

    As its action says, else the goal's owner and a week's time.
    """
    kept = seen.of_goal(item.goal) if item.goal else None
    owner = wish.owner or (old.owner if old else kept.owner.zh if kept else "")
    if not owner:
        raise NotDecided(NO_OWNER.fill(item=item.title))
    due = wish.due or (old.due if old else on + A_WEEK)
    return replace(wish, owner=owner, due=due)


def _checked(state: State, seen: Review, wish: _Wish) -> Item:
    """Return the item a wish is about, where it may be decided so."""
    item = next((one for one in seen.agenda if one.key == wish.item), None)
    if item is None:
        raise NotDecided(NO_ITEM.fill(item=wish.item))
    if not seen.is_open:
        raise Closed(CLOSED)
    if wish.step not in (*PLAYBOOK, SKIP):
        steps = both(lambda lang: LIST.to(lang).join(step.to(lang) for step in PLAYBOOK.values()))
        raise NotDecided(NO_STEP.fill(step=wish.step, steps=steps))
    if wish.step == SKIP and not wish.why and needs_why(state, seen, wish.item):
        raise NeedsReason(SKIPPED_TWICE.fill(item=item.title))
    return item


def _action(state: State, id: str) -> Action | None:
    """Return the action of an earlier decision; None where somebody took it away."""
    return next((Action.from_doc(doc) for doc in state.actions() if doc["id"] == id), None)


def _made(
    state: State, seen: Review, item: Item, wish: _Wish, old: Action | None, on: date
) -> Action:
    """Return the action of a decision, with what the goal says of who takes part."""
    assert wish.due is not None
    kept = seen.of_goal(item.goal) if item.goal else None
    base = old or replace(
        blank(on, wish.by, seen.id),
        kpi=kept.kpi if kept else "",
        goal=item.goal,
        platform=kept.platforms[0] if kept and len(kept.platforms) == 1 else "",
    )
    what = PLAYBOOK[wish.step].zh
    made = replace(base, what=what, step=wish.step, owner=wish.owner, due=wish.due)
    return made if old else _with_parties(state, made)


def _with_parties(state: State, made: Action) -> Action:
    """Return a new action with who takes part by RACI: as its goal says, else as its stage."""
    docs = (doc for doc in state.goals() if doc["id"] == made.goal)
    goal = next((Goal.from_doc(doc) for doc in docs), None)
    stage = KPIS[goal.kpi].stage if goal else None
    told = teams(state)[stage] if stage else {}
    found = {n: getattr(goal, n, ()) or told.get(n, ()) for n in LETTERS}
    return replace(
        made,
        responsible=found["responsible"],
        accountable=found["accountable"],
        consulted=found["consulted"],
        informed=found["informed"],
    )
