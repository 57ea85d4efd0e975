"""Choosing a pack: what it would set, what it would take away, and whose work it would touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.goals.goal import Goal, Rank, pack, pack_names, pack_objective, shipped

Fate = Literal["new", "same", "back", "gone", "kept", "beside"]
"""``back`` is an edited goal set to the pack's values again, ``kept`` one somebody edited that
stays, ``beside`` one of the pack that is not set because such a goal stays for the same KPI."""

BY_PACK = Text("載入「{name}」組合", "The pack “{name}”")


@dataclass(frozen=True, slots=True)
class Step:
    """What choosing a pack does with one goal.

    Parameters
    ----------
    asked : bool
        Whether somebody edited it, so that it is only given up when they say so.
    """

    fate: Fate
    goal: Goal
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What choosing a pack would do; `docs` and `gone` are what is written."""

    key: str
    steps: tuple[Step, ...]
    docs: tuple[Mapping[str, Any], ...]
    gone: tuple[Mapping[str, Any], ...]

    @property
    def edited(self) -> tuple[Step, ...]:
        """The goals somebody edited that are not what the pack wants."""
        return tuple(step for step in self.steps if step.asked)


def is_edited(goal: Goal) -> bool:
    """Whether a goal is somebody's own, or no longer what its pack set."""
    return shipped().get(goal.id) != goal


def plan(docs: Sequence[Mapping[str, Any]], key: str, give_up: Collection[str] = ()) -> Plan:
    """Return what choosing a pack would do to the goals there are.

    Goals nobody edited follow the pack; edited ones stay unless their id is in `give_up`.
    """
    wanted = {doc["id"]: doc for doc in pack(key)}
    there = {doc["id"]: (doc, Goal.from_doc(doc)) for doc in docs}
    staying = [g for n, (_, g) in there.items() if is_edited(g) and n not in give_up]
    steps, saved, gone = [], [], []
    for goal_id, (doc, goal) in there.items():
        asked = is_edited(goal)
        if asked and goal_id not in give_up:
            steps.append(Step("kept", goal, asked))
        elif goal_id not in wanted:
            steps.append(Step("gone", goal, asked))
            gone.append(doc)
    for goal_id, doc in wanted.items():
        kept = there.get(goal_id)
        if kept and kept[1] in staying:
            continue
        step, new = _set(doc, kept, staying)
        steps.append(step)
        if new:
            saved.append(new)
    return Plan(key, tuple(steps), tuple(saved), tuple(gone))


def _set(
    doc: Mapping[str, Any], kept: tuple[Mapping[str, Any], Goal] | None, staying: Sequence[Goal]
) -> tuple[Step, Mapping[str, Any] | None]:
    """Return what becomes of one goal of the pack, and its document where it is written."""
    goal = Goal.from_doc(doc)
    if kept and kept[1] == goal:
        return Step("same", goal), None
    if any((g.kpi, g.scope) == (goal.kpi, goal.scope) for g in staying):
        return Step("beside", goal), None
    if goal.rank == "star" and any(g.rank == "star" for g in staying):
        # there is one north star: the one that stays
        rank: Rank = "watched" if KPIS[goal.kpi].context else "core"
        doc = {**doc, "rank": rank}
        goal = Goal.from_doc(doc)
    if kept:
        return Step("back", goal, asked=True), {**doc, "version": kept[0]["version"]}
    return Step("new", goal), doc


def choose(state: State, chosen: Plan, by: str, why: str) -> None:
    """Do what was shown, all of it or nothing.

    Raises
    ------
    data.state.Conflict
        When somebody changed one of the goals meanwhile.
    """
    served, left = _objectives(chosen, state.goals(), state.objectives())
    state.save_goals(chosen.docs, by, why, chosen.gone, objectives=served, dropped=left)


Docs = Sequence[Mapping[str, Any]]


def _objectives(chosen: Plan, goals: Docs, there: Docs) -> tuple[Docs, Docs]:
    """Return the objective that comes with a pack, and unedited ones that lose all their goals."""
    going = {doc["id"] for doc in chosen.gone}
    after = [*(doc for doc in goals if doc["id"] not in going), *chosen.docs]
    held = {doc.get("objective") for doc in after}
    own = pack_objective(chosen.key)
    served = [own] if own["id"] in held - {doc["id"] for doc in there} else []
    packed = {pack_objective(name)["id"] for name in pack_names()} - held
    return served, [doc for doc in there if doc["id"] in packed and doc["version"] == 1]


def pack_of(goals: Sequence[Goal]) -> tuple[str | None, int, int]:
    """Return the pack most goals came from, how many of it were changed, how many are others."""
    home = {doc["id"]: key for key in pack_names() for doc in pack(key)}
    found = Counter(home[g.id] for g in goals if g.id in home)
    if not found:
        return None, 0, len(goals)
    key = found.most_common(1)[0][0]
    own = [g for g in goals if home.get(g.id) == key]
    return key, sum(is_edited(g) for g in own), len(goals) - len(own)
