"""Who changed which goal, when and why, from what to what, in words; the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.state import State
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.goals.fields import FIELDS, as_read, differences, kpi_name
from kpi.goals.goal import Goal, pack_names

PREFIX = "goal "
BOARD = Text("看板", "The board")
SET = Text("訂下目標 {target}", "Set with the target {target}")
DELETED = Text("刪除（目標 {target}）", "Deleted (target {target})")
CHANGED = Text("{field} {old} → {new}", "{field} {old} → {new}")
PLACED = Text("換了位置", "Moved")
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
    """Return the changes of one goal, or of all, the newest first.

    Parameters
    ----------
    after : int
        So many of the oldest are left out: those somebody had seen.
    """
    rows = state.audit(f"{PREFIX}{goal_id}") if goal_id else _of_goals(state.audit())
    told = [_change(row, lang) for row in [*rows][after:]]
    return [change for change in reversed(told) if change]


def _of_goals(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["what"].startswith(PREFIX)]


def _change(row: Mapping[str, Any], lang: Lang) -> Change | None:
    goal_id = row["what"].removeprefix(PREFIX)
    old, new = (_goal(goal_id, row[side]) for side in ("old", "new"))
    goal = new or old
    if goal is None:
        return None
    by = BOARD.to(lang) if row["by"] == "lodestar" else row["by"]
    what = _what(old, new, lang)
    name = kpi_name(goal, lang)
    return Change(row["at"], by, goal_id, name, what, _why(row["why"] or "", lang))


def _goal(goal_id: str, doc: Mapping[str, Any] | None) -> Goal | None:
    """Return what a goal was; None where it was not, or its KPI is known no more."""
    if not doc or doc.get("kpi") not in KPIS:
        return None
    return Goal.from_doc({**doc, "id": goal_id})


def _what(old: Goal | None, new: Goal | None, lang: Lang) -> str:
    if old is None or new is None:
        text, goal = (SET, new) if new else (DELETED, old)
        assert goal is not None
        return text.fill(target=as_read(goal, "target", lang)).to(lang)
    said = [
        CHANGED.fill(
            field=FIELDS[name],
            old=as_read(old, name, lang),
            new=as_read(new, name, lang),
        ).to(lang)
        for name in differences(old, new)
    ]
    return BETWEEN.to(lang).join(said) or PLACED.to(lang)


def _why(why: str, lang: Lang) -> str:
    """Say in words what the board itself noted."""
    name = pack_names().get(why.removeprefix("pack ")) if why.startswith("pack ") else None
    return PACK.fill(name=name).to(lang) if name else why
