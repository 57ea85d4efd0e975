"""Actions as a table: a row each in words, and the CSV that tools for tasks take in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from data.state import Comment
from data.text import Lang, Text
from kpi.actions.action import STATES, Action
from kpi.actions.history import told
from kpi.actions.listed import FIELDS, in_order, what_of
from kpi.format import NO_ANSWER
from kpi.goals import teams
from kpi.goals.goal import Goal
from kpi.uploads import harmless

WHERE = Text("在哪裡", "Where")
SHOWN = ("what", "kept", "owner", "due", "goal")
"""The fields that stand in columns, before where it is done."""
TITLES = (*(FIELDS[name] for name in SHOWN), WHERE)
HEADERS = (
    "Name", "Description", "Section", "Assignee", "Due Date", "Status", "KPI", "Platform",
    "Campaign", "Page", "Link", "Expected Benefit", "ID",
)  # fmt: skip
"""In English whatever the page speaks, for importers know columns by these names: Asana takes the
first five without being told (https://help.asana.com, "Preparing data for CSV import"); ClickUp
asks which is which and wants each name once; Notion makes a property of each and the title of the
first; Trello's importers ask as ClickUp does, a list being the section."""
PLAIN_NOTES = ("benefit", "platform", "campaign", "page", "goal", *teams.LETTERS, "link")
"""What the description repeats, for tools that take in no columns of their own."""
NOTE = Text("{field}：{value}", "{field}: {value}")
SAID = Text("{by}：{text}", "{by}: {text}")
BETWEEN = Text("・", " · ")


def rows(
    found: Iterable[Action], goals: tuple[Goal, ...], today: date, lang: Lang
) -> list[tuple[str, ...]]:
    """Return actions in words, a row each under :data:`TITLES`, in the order they come in."""
    return [
        (*(_cell(one, name, goals, today, lang) for name in SHOWN), where(one, lang))
        for one in found
    ]


def where(one: Action, lang: Lang) -> str:
    """Return where an action is done, as far as it is said."""
    named = [told(one, name, lang) for name in ("platform", "campaign", "page")]
    return BETWEEN.to(lang).join(name for name in named if name != NO_ANSWER) or NO_ANSWER


def exported(
    found: Iterable[Action],
    goals: tuple[Goal, ...],
    comments: Sequence[Comment],
    today: date,
    lang: Lang,
) -> list[list[str]]:
    """Return actions as the rows of a CSV that Asana, ClickUp, Notion and Trello take in.

    No cell begins as what a spreadsheet would run; ``'`` then stands before it.

    Parameters
    ----------
    comments : sequence of Comment
        Of any action; each goes with its own, below its description.
    """
    said: dict[str, list[Comment]] = {}
    for comment in comments:
        said.setdefault(comment.action, []).append(comment)
    lines = [list(HEADERS)]
    for one in in_order(found, today):
        state = STATES[one.state(today)].to(lang)
        own = [told(one, name, lang, goals).replace(NO_ANSWER, "")
               for name in ("goal", "platform", "campaign", "page", "link", "benefit")]  # fmt: skip
        cells = (what_of(one).to(lang), _description(one, goals, said, lang), state, one.owner,
                 one.due.isoformat(), state, *own, one.id)  # fmt: skip
        lines.append([harmless(cell) for cell in cells])
    return lines


def _cell(one: Action, name: str, goals: tuple[Goal, ...], today: date, lang: Lang) -> str:
    return STATES[one.state(today)].to(lang) if name == "kept" else told(one, name, lang, goals)


def _description(
    one: Action, goals: tuple[Goal, ...], said: Mapping[str, Sequence[Comment]], lang: Lang
) -> str:
    """Return all else that is known of an action, a line each: its fields, then its comments."""
    known = [(FIELDS["owner"], one.owner)]
    known += [(FIELDS[name], told(one, name, lang, goals)) for name in PLAIN_NOTES]
    lines = [NOTE.fill(field=f, value=v).to(lang) for f, v in known if v != NO_ANSWER]
    lines += [SAID.fill(by=each.by, text=each.text).to(lang) for each in said.get(one.id, ())]
    return "\n".join(" ".join(line.split()) for line in lines)
