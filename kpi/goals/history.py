"""Who changed which goal or objective, when and why, in words; the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.state import State
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.goals.fields import FIELDS, as_read, differences
from kpi.goals.goal import Goal, pack_names
from kpi.goals.names import Names, kpi_name, names_of
from kpi.goals.objectives import PREFIX as OBJECTIVE
from kpi.goals.objectives import Objective, objectives

PREFIX = "goal "
BOARD = Text("看板", "The board")
SET = Text("訂下目標 {target}", "Set with the target {target}")
DELETED = Text("刪除（目標 {target}）", "Deleted (target {target})")
CHANGED = Text("{field} {old} → {new}", "{field} {old} → {new}")
PLACED = Text("換了位置", "Moved")
AGAIN_DRAFT = Text("又是草案，等需求單位再確認", "a draft again until it is confirmed")
OBJECTIVE_SET, OBJECTIVE_GONE = Text("訂下策略目標", "Objective set"), Text("刪除", "Deleted")
OBJECTIVE_FIELDS = (Text("名稱", "Name"), Text("為什麼", "Why"), Text("期間", "Period"))
KEPT = Text("換了底下的目標", "Other goals serve it")
PACK = Text("採用「{name}」組合", "Chose the pack “{name}”")
BETWEEN = Text("；", "; ")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when (UTC, without zone), by whom, of which goal, what, and why."""

    at: datetime
    by: str
    goal_id: str
    name: str
    what: str
    why: str


def history(state: State, lang: Lang, goal_id: str | None = None, after: int = 0) -> list[Change]:
    """Return the changes of one goal, or of all goals and objectives, the newest first.

    Parameters
    ----------
    after : int
        So many of the oldest are left out: those somebody had seen.
    """
    rows = state.audit(f"{PREFIX}{goal_id}") if goal_id else state.audit(None, PREFIX, OBJECTIVE)
    docs = [doc for doc in state.goals() if doc.get("kpi") in KPIS]
    names = names_of(map(Goal.from_doc, docs), objectives(state))
    told = [_change(row, lang, names) for row in [*rows][after:]]
    return [change for change in reversed(told) if change]


def _change(row: Mapping[str, Any], lang: Lang, names: Names) -> Change | None:
    by = BOARD.to(lang) if row["by"] == "lodestar" else row["by"]
    why = _why(row["why"] or "", lang)
    if row["what"].startswith(OBJECTIVE):
        return _of_objective(row, by, why, lang)
    goal_id = row["what"].removeprefix(PREFIX)
    old, new = (_goal(goal_id, row[side]) for side in ("old", "new"))
    goal = new or old
    if goal is None:
        return None
    what = _what(old, new, lang, names)
    return Change(row["at"], by, goal_id, kpi_name(goal, lang), what, why)


def _of_objective(row: Mapping[str, Any], by: str, why: str, lang: Lang) -> Change:
    """Word the change of an objective: set, deleted, or which of its words changed."""
    key = row["what"].removeprefix(OBJECTIVE)
    old, new = (
        Objective.from_doc({**row[side], "id": key}) if row[side] else None
        for side in ("old", "new")
    )
    told = new or old
    assert told is not None
    if old is None or new is None:
        what = (OBJECTIVE_SET if new else OBJECTIVE_GONE).to(lang)
    else:
        sides = [(o.name.to(lang), o.why, o.period) for o in (old, new)]
        what = BETWEEN.to(lang).join(
            CHANGED.fill(field=field, old=one or "–", new=other or "–").to(lang)
            for field, one, other in zip(OBJECTIVE_FIELDS, *sides, strict=True)
            if one != other
        )
    return Change(row["at"], by, "", told.name.to(lang), what or KEPT.to(lang), why)


def _goal(goal_id: str, doc: Mapping[str, Any] | None) -> Goal | None:
    """Return what a goal was; None where it was not, or its KPI is known no more."""
    if not doc or doc.get("kpi") not in KPIS:
        return None
    return Goal.from_doc({**doc, "id": goal_id})


def _what(old: Goal | None, new: Goal | None, lang: Lang, names: Names) -> str:
    if old is None or new is None:
        text, goal = (SET, new) if new else (DELETED, old)
        assert goal is not None
        return text.fill(target=as_read(goal, "target", lang)).to(lang)
    said = [
        CHANGED.fill(
            field=FIELDS[name],
            old=as_read(old, name, lang, names),
            new=as_read(new, name, lang, names),
        ).to(lang)
        for name in differences(old, new)
    ]
    if old.confirmed_on and not new.confirmed_on:
        said.append(AGAIN_DRAFT.to(lang))
    return BETWEEN.to(lang).join(said) or PLACED.to(lang)


def _why(why: str, lang: Lang) -> str:
    """Say in words what the board itself noted."""
    name = pack_names().get(why.removeprefix("pack ")) if why.startswith("pack ") else None
    return PACK.fill(name=name).to(lang) if name else why
