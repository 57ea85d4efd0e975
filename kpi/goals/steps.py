"""A goal in five steps: what each asks for, what it holds, and what it still misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.format import NO_ANSWER
from kpi.goals import board
from kpi.goals.fields import CHOICES, FIELDS, NOBODY, as_read
from kpi.goals.goal import Goal
from kpi.goals.lints import Lint
from kpi.goals.names import Names
from kpi.goals.pairs import paired
from kpi.goals.rules import guardrail_field
from kpi.goals.teams import LETTERS

STEPS = {
    "objective": Text("策略目標", "Objective"),
    "rank": Text("北極星與核心", "North star and core"),
    "formula": Text("公式、來源與分工", "Formula, source and who"),
    "numbers": Text("基準、目標與護欄", "Baseline, target and guardrail"),
    "rhythm": Text("節奏與處置", "Cadence and what is done"),
}
FIELDS_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "objective": (("objective", "asked_by"),),
    "rank": (("rank", "pair"),),
    "formula": (("owner",), tuple(LETTERS)),
    "numbers": (
        ("baseline", "basis", "source", "measured_on"),
        ("target", "low", "high", "share"),
        ("start", "end"),
        ("monthly", "shape"),
    ),
    "rhythm": (("cadence", "period"), ("step", "sop")),
}
"""The fields of each step, in rows of those that belong together."""
TYPED = (*(name for rows in FIELDS_OF.values() for row in rows for name in row), "daily")
"""The fields of the form; days are filled from a plan and have no box."""

PAIRED = Text("{rank}・配「{name}」", "{rank} · with “{name}”")
MOVED = Text("{start} → {target}・護欄 {guardrail}", "{start} → {target} · guardrail {guardrail}")
BY_DAY = Text("{told}・{day} 前", "{told} · by {day}")
DONE = Text("{cadence}・越線就{step}", "{cadence} · past it: {step}")
OWNED = Text("{formula}・{owner}", "{formula} · {owner}")
LACKS = Text("缺{names}", "missing: {names}")
JOIN = Text("、", ", ")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a goal: what it says in a line, and what it misses; whole where that is empty."""

    key: str
    name: str
    told: str
    lacks: str


def steps(
    goal: Goal, goals: Sequence[Goal], names: Names, found: Sequence[Lint], lang: Lang
) -> list[Step]:
    """Return the five steps of a goal as it stands."""
    told = {
        "objective": names.told("objective", goal.objective).to(lang) if goal.objective else "",
        "rank": _rank(goal, goals, names, lang),
        "formula": _formula(goal, lang),
        "numbers": _numbers(goal, lang),
        "rhythm": _rhythm(goal, lang),
    }
    return [
        Step(key, name.to(lang), told[key], _lacks(key, goal, goals, found, lang))
        for key, name in STEPS.items()
    ]


def first_open(found: Sequence[Step]) -> str:
    """Return where to go on: the first step that misses something, else the numbers."""
    return next((step.key for step in found if step.lacks), "numbers")


def _lacks(
    key: str, goal: Goal, goals: Sequence[Goal], found: Sequence[Lint], lang: Lang
) -> str:  # fmt: skip
    """Name what a step misses; advice on what is there is no lack."""
    mine = [name for row in FIELDS_OF[key] for name in row]
    names = [one.field for one in found if one.rule == "incomplete" and one.field in mine]
    watched = goal.rank == "watched"
    if key == "objective" and not goal.objective and not watched:
        names.append("objective")
    if key == "rank" and not watched and paired(goal, goals) is None:
        names.append("pair")
    if not names:
        return ""
    called = (_called(name, lang) for name in names)
    return LACKS.fill(names=JOIN.to(lang).join(called)).to(lang)


def _called(name: str, lang: Lang) -> str:
    text = board.GUARDRAIL if name in ("low", "high", "share") else FIELDS[name]
    return text.to(lang).lower() if lang == "en" else text.to(lang)


def _rank(goal: Goal, goals: Sequence[Goal], names: Names, lang: Lang) -> str:
    rank, other = CHOICES["rank"][goal.rank], paired(goal, goals)
    if other is None:
        return rank.to(lang)
    return PAIRED.fill(rank=rank, name=names.told("pair", other.id)).to(lang)


def _formula(goal: Goal, lang: Lang) -> str:
    formula = KPIS[goal.kpi].formula
    if goal.owner == NOBODY:
        return formula.to(lang)
    return OWNED.fill(formula=formula, owner=goal.owner).to(lang)


def _numbers(goal: Goal, lang: Lang) -> str:
    told = MOVED.fill(
        start=as_read(goal, "baseline", lang),
        target=board.target(goal, lang),
        guardrail=board.guardrail(goal, lang),
    )
    if getattr(goal, guardrail_field(KPIS[goal.kpi])) is None and goal.baseline is None:
        told = Text(board.target(goal, "zh"), board.target(goal, "en"))
    if goal.end is None:
        return told.to(lang)
    return BY_DAY.fill(told=told, day=as_read(goal, "end", lang)).to(lang)


def _rhythm(goal: Goal, lang: Lang) -> str:
    cadence = CHOICES["cadence"][goal.cadence]
    if goal.step == NOBODY:
        return cadence.to(lang)
    return DONE.fill(cadence=cadence, step=goal.step).to(lang) or NO_ANSWER
