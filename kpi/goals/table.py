"""The table of goals: written out in rows of text, and read back line by line as a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi import uploads
from kpi.catalog import KPIS
from kpi.cut import ENTITIES
from kpi.goals.fields import FIELDS, KPI, UNIT, WORDS, as_typed, unit_of
from kpi.goals.goal import Goal
from kpi.goals.names import NO_NAMES, Names
from kpi.naming import CLASSES, value_name
from kpi.uploads import Sheet, harmless, meant, plain_key, spellings

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


def sheet(table: Sequence[Sequence[str]]) -> Sheet:
    """Return the lines of an uploaded table; empty ones are no lines.

    Raises
    ------
    kpi.uploads.WrongTable
        When it has no header of this table, or a column twice.
    """
    return uploads.sheet(table, _COLUMN_OF, ("kpi", "target"), NO_HEADER)


_COLUMN_OF = spellings(COLUMNS)
KPI_OF = {
    plain_key(word): kpi.key
    for kpi in KPIS.values()
    for word in (kpi.key, kpi.name.zh, kpi.name.en)
}
"""KPIs by their keys and names in either language."""


def kpi_of(cell: str) -> str | None:
    """Return the key of a KPI as somebody names it; None where there is none."""
    return KPI_OF.get(plain_key(cell))


def scope_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the scope a line names; platforms and classes by their names in either language."""
    named = {str(n): " ".join(meant(cells.get(n, "")).split()) for n in ENTITIES}
    return {name: _VALUE_OF.get((name, plain_key(v)), v) for name, v in named.items() if v}


def _values() -> dict[tuple[str, str], str]:
    named = {("platform", key): p.name for key, p in PLATFORMS.items()}
    named |= {("campaign_class", key): text for key, text in CLASSES.items()}
    return {
        (dimension, plain_key(word)): value
        for (dimension, value), text in named.items()
        for word in (value, text.zh, text.en)
    }


_VALUE_OF = _values()
