"""The actions there are: taking one down as typed, moving it on, keeping it, what it is called."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from data.state import State
from data.text import Lang, Text
from kpi.actions.action import Action
from kpi.actions.action import State as Progress
from kpi.catalog import KPIS
from kpi.goals import teams
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.playbook import PLAYBOOK
from kpi.uploads import Objection

FIELDS: dict[str, Text] = {
    "what": Text("做什麼", "What"),
    "step": Text("處置", "Step"),
    "goal": Text("指標", "KPI"),
    "owner": Text("負責人", "Owner"),
    "due": Text("期限", "Due"),
    "kept": Text("進度", "Progress"),
    "platform": Text("平台", "Platform"),
    "campaign": Text("活動", "Campaign"),
    "page": Text("頁面", "Page"),
    "benefit": Text("預期效益", "Expected benefit"),
    "link": Text("連結", "Link"),
    **teams.LETTERS,
}
"""What can be typed of an action, in the order in which it is asked for."""
LENGTHS = {"what": 200, "owner": 60, "campaign": 200, "page": 300, "benefit": 200, "link": 500,
           **dict.fromkeys(teams.LETTERS, 300)}  # fmt: skip
"""How many letters a field takes."""
SAID: tuple[Progress, ...] = ("doing", "checking", "done")
"""How far somebody may say an action is; late it becomes by itself."""
ORDER: tuple[Progress, ...] = ("late", "checking", "doing", "done")
"""What is asked about first."""
USUAL_DAYS = 7
"""An action is due a week on until somebody says otherwise."""

NO_WHAT = Text(
    "請寫下要做什麼，例如「停掉轉換率低於 1% 的廣告組合」。",
    "Say what is done, for example “pause ad sets that convert below 1 %”.",
)
NO_OWNER = Text(
    "請填負責人：沒有人負責的事，下週沒有人能回答。",
    "Name an owner: what is nobody's, nobody can answer for next week.",
)
NO_DUE = Text("請選期限：沒有日子就不會延遲。", "Choose a due date: without one it is never late.")
NO_LINK = Text(
    "「{value}」不是能打開的網址；請貼上 http:// 或 https:// 開頭的完整連結。",
    "“{value}” is no address that opens; paste a whole link that begins with http:// or https://.",
)
TOO_LONG = Text("最多 {n} 個字，請縮短。", "At most {n} letters; shorten it.")
_LINK = re.compile(r"https?://[^\s/?#@\\]+([/?#][^\s\\]*)?", re.IGNORECASE)


def actions(state: State) -> tuple[Action, ...]:
    """Return every action, the one that is due first leading."""
    found = map(Action.from_doc, state.actions())
    return tuple(sorted(found, key=lambda one: (one.due, one.made_on, one.id)))


def in_order(found: Iterable[Action], today: date) -> tuple[Action, ...]:
    """Return actions as they are talked about: late, to be confirmed, in progress, done."""
    return tuple(sorted(found, key=lambda a: (ORDER.index(a.state(today)), a.due, a.id)))


def blank(made_on: date, by: str, review: str = "") -> Action:
    """Return an action that says nothing yet.

    Parameters
    ----------
    review : str
        The review in which it is decided; empty outside of one.
    """
    due = made_on + timedelta(USUAL_DAYS)
    return Action(f"a-{uuid4().hex[:10]}", "", "", due, made_on, by, review=review)


def typed(
    told: Mapping[str, Any], base: Action, today: date, goals: Sequence[Goal] = ()
) -> tuple[Action | None, tuple[Objection, ...]]:
    """Return an action with what was typed over it, or what is wrong with that.

    Parameters
    ----------
    told : mapping
        By name of a field: text as typed, a day (None where it was cleared), a code.
    goals : sequence of Goal
        Those an action may be to move; its KPI is its goal's.
    """
    said = {name: _said(name, value) for name, value in told.items()}
    step = PLAYBOOK.get(said.get("step", base.step))
    if step and said.get("what", base.what) in ("", step.zh, step.en):
        said["what"] = step.zh
    wrong = tuple(objections({**_fields(base), **said}))
    if wrong:
        return None, wrong
    if said.get("goal", base.goal) != base.goal:
        said["kpi"] = next((g.kpi for g in goals if g.id == said["goal"]), "")
    wanted: Progress = said.pop("kept", base.kept)
    return moved(dataclasses.replace(base, **said), wanted, today), ()


def objections(told: Mapping[str, Any]) -> Iterable[Objection]:
    """Yield what is wrong with the fields of an action, and what to do about it."""
    for name, text in (("what", NO_WHAT), ("owner", NO_OWNER), ("due", NO_DUE)):
        if not told.get(name):
            yield Objection(name, text)
    link = told.get("link") or ""
    if link and not _LINK.fullmatch(link):
        yield Objection("link", NO_LINK.fill(value=link[:60]))
    for name, most in LENGTHS.items():
        value = told.get(name)
        said = teams.written(value or (), "zh") if name in teams.LETTERS else value or ""
        if len(said) > most:
            yield Objection(name, TOO_LONG.fill(n=most))


def moved(one: Action, to: Progress, today: date) -> Action:
    """Return an action said to be so far; its day of being done is the day somebody says it.

    Raises
    ------
    ValueError
        For ``late``, which nobody says: it comes of the due date.
    """
    if to not in SAID:
        raise ValueError(f"{to!r} comes of the due date; say one of {', '.join(SAID)}")
    done_on = (one.done_on or today) if to == "done" else None
    return dataclasses.replace(one, kept=to, done_on=done_on)


def keep(state: State, wanted: Iterable[Action], by: str, why: str) -> None:
    """Keep actions, new or changed: all of them or none.

    Raises
    ------
    data.state.Conflict
        When somebody changed one of them since it was seen.
    ValueError
        When one of them says too little to be kept (:func:`objections`).
    """
    wanted = tuple(wanted)
    for one in wanted:
        if wrong := next(iter(objections(_fields(one))), None):
            raise ValueError(f"action {one.id}, {wrong.field}: {wrong.text.en}")
    state.save_actions([one.as_doc() for one in wanted], by, why)


def what_of(one: Action) -> Text:
    """Return what is done; a step of the playbook in both languages, else as it was typed."""
    step = PLAYBOOK.get(one.step)
    if step and one.what in (step.zh, step.en):
        return step
    return Text(one.what, one.what)


def about(one: Action, goals: Iterable[Goal], lang: Lang) -> str:
    """Return what an action is to move: its goal, else its KPI; empty where it is none."""
    goal = next((g for g in goals if g.id == one.goal), None)
    if goal:
        return kpi_name(goal, lang)
    return KPIS[one.kpi].name.to(lang) if one.kpi in KPIS else ""


def _fields(one: Action) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FIELDS}


def _said(name: str, value: Any) -> Any:
    if name in teams.LETTERS:
        return teams.parse(value or "")
    return value if isinstance(value, date) or name == "due" else " ".join((value or "").split())
