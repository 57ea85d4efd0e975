"""Who changed which action, when, what and why, in words; the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.state import State
from data.text import Lang, Text
from kpi.actions.action import STATES, Action
from kpi.actions.listed import FIELDS, about, what_of
from kpi.format import NO_ANSWER
from kpi.goals import teams
from kpi.goals.goal import Goal
from kpi.goals.playbook import NOT_THIS_WEEK, PLAYBOOK, SKIP
from kpi.naming import value_name

PREFIX = "action "
ADDED = Text("新增，期限 {due}", "Added, due {due}")
GONE = Text("收回", "Taken back")
CHANGED = Text("{field} {old} → {new}", "{field} {old} → {new}")
BETWEEN = Text("；", "; ")
SAME = Text("沒有改變", "Nothing changed")


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: when (UTC, without zone), by whom, of which action, what, and why."""

    at: datetime
    by: str
    action: str
    name: str
    what: str
    why: str


def history(
    state: State, lang: Lang, action: str | None = None, goals: tuple[Goal, ...] = ()
) -> list[Edit]:
    """Return the edits of one action, or of all.

    Parameters
    ----------
    goals : tuple of Goal
        By which KPIs are named.
    """
    rows = state.audit(f"{PREFIX}{action}") if action else state.audit(None, PREFIX)
    return [_edit(row, lang, goals) for row in reversed(rows)]


def told(one: Action, field: str, lang: Lang, goals: tuple[Goal, ...] = ()) -> str:
    """Return a field of an action as people read it; "–" where it says nothing."""
    value = getattr(one, field)
    if field == "what":
        return what_of(one).to(lang)
    if field == "goal":
        return about(one, goals, lang) or NO_ANSWER
    if field in teams.LETTERS:
        return teams.written(value, lang) or NO_ANSWER
    if field == "kept":
        return STATES[one.kept].to(lang)
    if field == "step" and value in PLAYBOOK:
        return PLAYBOOK[value].to(lang)
    if field == "platform" and value:
        return value_name(field, value, lang)
    return f"{value:%Y/%m/%d}" if isinstance(value, date) else value or NO_ANSWER


def differences(
    old: Action, new: Action, lang: Lang, goals: tuple[Goal, ...] = ()
) -> Iterator[str]:
    """Yield what changed between two versions of an action, a field each."""
    for name, field in FIELDS.items():
        if getattr(old, name) != getattr(new, name):
            before, after = (told(one, name, lang, goals) for one in (old, new))
            yield CHANGED.fill(field=field, old=before, new=after).to(lang)


def changed(old: Action, new: Action, lang: Lang, goals: tuple[Goal, ...] = ()) -> str:
    """Say what changed between two versions of an action."""
    return BETWEEN.to(lang).join(differences(old, new, lang, goals)) or SAME.to(lang)


def _edit(row: Mapping[str, Any], lang: Lang, goals: tuple[Goal, ...]) -> Edit:
    key = row["what"].removeprefix(PREFIX)
    old, new = (
        Action.from_doc({**row[side], "id": key}) if row[side] else None for side in ("old", "new")
    )
    one = new or old
    assert one is not None
    if old and new:
        said = changed(old, new, lang, goals)
    else:
        said = (ADDED.fill(due=told(new, "due", lang)) if new else GONE).to(lang)
    return Edit(row["at"], row["by"], key, what_of(one).to(lang), said, _why(row["why"], lang))


def _why(why: str | None, lang: Lang) -> str:
    """Return the reason as people gave it; the step a review decided on in words."""
    step = {**PLAYBOOK, SKIP: NOT_THIS_WEEK}.get(why or "")
    return step.to(lang) if step else why or ""
