"""The table of goals: written out in rows of text, and read back line by line as a preview."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.cut import ENTITIES
from kpi.goals.fields import FIELDS, KPI, UNIT, WORDS, as_typed, unit_of
from kpi.goals.goal import Goal
from kpi.goals.names import NO_NAMES, Names
from kpi.naming import CLASSES, value_name

SCOPES: dict[str, Text] = {
    "platform": Text("平台", "Platform"),
    "account": Text("帳戶", "Account"),
    "campaign": Text("廣告活動", "Campaign"),
    "ad_group": Text("廣告群組", "Ad group"),
    "channel": Text("流量管道", "Channel"),
    "sales_channel": Text("銷售通路", "Sales channel"),
    "campaign_class": Text("活動類別", "Campaign class"),
}
"""The columns that say what a goal is judged over; one that is empty everywhere is left out."""
COLUMNS: dict[str, Text] = {"kpi": KPI, **SCOPES, "unit": UNIT, **FIELDS}
SHEET = Text("目標", "Goals")

NO_HEADER = Text(
    "找不到標題列：第一列要有「指標 KPI」與「目標 Target」。請從這一頁下載表格再填。",
    "There is no header: the first line must have “指標 KPI” and “目標 Target”. Download the table"
    " from this page and fill that in.",
)
COLUMN_TWICE = Text(
    "「{name}」這一欄出現兩次；請只留一欄。", "The column “{name}” stands there twice; keep one."
)

# what a spreadsheet would run as a formula
_RUNS = re.compile(r"^'*[=+\-@\t\r|%]")
_ESCAPED = re.compile(r"^'+[=+\-@\t\r|%]")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of an uploaded table: its row as Excel counts it, its cells by column."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An uploaded table: its columns as they are headed, its lines, and what is not read."""

    headers: Mapping[str, str]
    records: tuple[Record, ...]
    ignored: tuple[str, ...]


class NoGoals(ValueError):
    """A table that is not one of goals; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def rows(
    goals: Sequence[Goal], currency: str | None, lang: Lang, names: Names = NO_NAMES
) -> list[list[str]]:
    """Return the table of goals, its header in both languages first."""
    used = {name for goal in goals for name, _ in goal.scope} | {"platform"}
    columns = [name for name in COLUMNS if name not in SCOPES or name in used]
    header = [header_of(name) for name in columns]
    cells = ([_cell(goal, name, currency, lang, names) for name in columns] for goal in goals)
    return [header, *cells]


def header_of(column: str) -> str:
    """Return the header of a column in both languages."""
    text = COLUMNS[column]
    return f"{text.zh} {text.en}"


def _cell(goal: Goal, column: str, currency: str | None, lang: Lang, names: Names) -> str:
    if column == "kpi":
        return KPIS[goal.kpi].name.to(lang)
    if column == "unit":
        return unit_of(KPIS[goal.kpi], currency).to(lang)
    if column in SCOPES:
        value = dict(goal.scope).get(column)
        return harmless(value_name(column, value, lang)) if value else ""
    text = as_typed(goal, column, lang, names)
    return harmless(text) if column in WORDS else text


def harmless(text: str) -> str:
    """Return a name that no spreadsheet runs as a formula; :func:`meant` gives it back."""
    return f"'{text}" if _RUNS.match(text) else text


def meant(cell: str) -> str:
    """Return a name as it was before it was made harmless."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def sheet(
    table: Sequence[Sequence[str]],
    spelled: Mapping[str, str] | None = None,
    needed: Collection[str] = ("kpi", "target"),
    no_header: Text = NO_HEADER,
) -> Sheet:
    """Return the lines of an uploaded table; empty ones are no lines.

    Parameters
    ----------
    spelled : mapping of str to str
        Columns by how they may be headed (:func:`spellings`); those of the goals unless said.
    needed : collection of str
        Columns without which it is no such table; `no_header` then says so.

    Raises
    ------
    NoGoals
        When it has no header of this table, or a column twice.
    """
    spelled = spelled or _COLUMN_OF
    filled = [(n, row) for n, row in enumerate(table, 1) if any(c.strip() for c in row)]
    head = filled[0][1] if filled else ()
    places: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(head):
        column = spelled.get(_key(title))
        if column is None:
            ignored += [title.strip()] if title.strip() else []
        elif column in places:
            raise NoGoals(COLUMN_TWICE.fill(name=title.strip()))
        else:
            places[column] = place
    if not places.keys() >= set(needed):
        raise NoGoals(no_header)
    records = tuple(
        Record(n, {c: row[p] if p < len(row) else "" for c, p in places.items()})
        for n, row in filled[1:]
    )
    return Sheet({c: head[p].strip() for c, p in places.items()}, records, tuple(ignored))


def _key(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).casefold().split())


def spellings(columns: Mapping[str, Text]) -> dict[str, str]:
    """Return columns by how they may be headed: key, either language, or both."""
    return {
        _key(word): name
        for name, text in columns.items()
        for word in (name, text.zh, text.en, f"{text.zh} {text.en}")
    }


_COLUMN_OF = spellings(COLUMNS)
KPI_OF = {
    _key(word): kpi.key for kpi in KPIS.values() for word in (kpi.key, kpi.name.zh, kpi.name.en)
}
"""KPIs by their keys and names in either language."""


def kpi_of(cell: str) -> str | None:
    """Return the key of a KPI as somebody names it; None where there is none."""
    return KPI_OF.get(_key(cell))


def scope_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the scope a line names; platforms and classes by their names in either language."""
    named = {str(n): " ".join(meant(cells.get(n, "")).split()) for n in ENTITIES}
    return {name: _VALUE_OF.get((name, _key(v)), v) for name, v in named.items() if v}


def _values() -> dict[tuple[str, str], str]:
    named = {("platform", key): p.name for key, p in PLATFORMS.items()}
    named |= {("campaign_class", key): text for key, text in CLASSES.items()}
    return {
        (dimension, _key(word)): value
        for (dimension, value), text in named.items()
        for word in (value, text.zh, text.en)
    }


_VALUE_OF = _values()
