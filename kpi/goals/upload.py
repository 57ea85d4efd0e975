"""What an uploaded table of goals would change, line by line, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from data.state import State
from data.text import Text
from kpi import uploads
from kpi.catalog import KPIS
from kpi.cut import cut_of
from kpi.goals.fields import (
    CHOICES,
    FIELDS,
    WORDED,
    WORDS,
    as_doc,
    differences,
    unit_of,
)
from kpi.goals.goal import Goal
from kpi.goals.names import REFERENCES, Names, kpi_name, names_of
from kpi.goals.objectives import Objective
from kpi.goals.rules import Books, objections
from kpi.goals.table import COLUMNS, kpi_of, scope_of
from kpi.goals.typing import NotTyped, parse, wordings
from kpi.uploads import Fate, Objection, Record, Sheet, as_name, meant

NO_KPI = Text(
    "沒有「{value}」這個指標；請用「名詞」頁上的名稱。",
    "There is no KPI “{value}”; use its name from the Glossary page.",
)
OTHER_UNIT = Text(
    "這個指標的單位是「{unit}」，不是「{value}」；請換算後填「{unit}」，或清空這一格。",
    "This KPI is counted in “{unit}”, not “{value}”; convert the figures, or leave the unit empty.",
)
LINE_TWICE = Text(
    "和第 {row} 列是同一個目標（指標與範圍都相同）；請只留一列。",
    "It is the same goal as in row {row} (KPI and scope are equal); keep one of them.",
)
AT_THE_END = 10_000
"""Where new goals stand: behind those there are."""


Line = uploads.Line[Goal]


@dataclass(frozen=True, slots=True)
class Upload(uploads.Upload[Goal]):
    """What a table would do to the goals; `docs` are they as the state keeps them."""

    docs: tuple[Mapping[str, Any], ...]


def preview(
    found: Sheet,
    docs: Sequence[Mapping[str, Any]],
    currency: str | None,
    today: date,
    books: Books,
    objectives: Sequence[Objective] = (),
) -> Upload:
    """Return what a table would change; nothing is kept by it."""
    kept = {doc["id"]: doc for doc in docs}
    goals = [Goal.from_doc(doc) for doc in docs]
    names = names_of([*goals, *_announced(found, goals)], objectives)
    lines: list[Line] = []
    for record in found.records:
        lines.append(_line(record, goals, lines, currency, names))
    lines = _held_together(lines, goals, today, books)
    saved = tuple(
        as_doc(line.new, kept.get(line.new.id, {"position": AT_THE_END + line.row}))
        for line in lines
        if line.new and line.fate in ("new", "changed")
    )
    return Upload(tuple(lines), found, saved)


def keep(state: State, upload: Upload, by: str, why: str) -> None:
    """Keep what was shown, all of it or nothing.

    Raises
    ------
    data.state.Conflict
        When somebody changed one of the goals meanwhile.
    """
    state.save_goals(upload.docs, by, why)


def _announced(found: Sheet, goals: Sequence[Goal]) -> list[Goal]:
    """Return the goals a table would add, so that its lines may name each other."""
    there = {(g.kpi, g.scope) for g in goals}
    named = ((kpi_of(" ".join(r.cells["kpi"].split())), r.cells) for r in found.records)
    new = {(key, cut_of(scope_of(cells))) for key, cells in named if key} - there
    return [_blank(key, scope) for key, scope in new]


def _line(
    record: Record,
    goals: Sequence[Goal],
    before: Sequence[Line],
    currency: str | None,
    names: Names,
) -> Line:
    """Read one line alone: its KPI, its goal, its cells."""
    cells = record.cells
    said = " ".join(cells["kpi"].split())
    key = kpi_of(said)
    if key is None:
        wrong = Objection("kpi", NO_KPI.fill(value=said[:40]))
        return uploads.Line(record.row, "refused", as_name(said[:40]), refused=(wrong,))
    scope = cut_of(scope_of(cells))
    old = next((g for g in goals if (g.kpi, g.scope) == (key, scope)), None)
    goal, wrong_cells = _read(cells, old or _blank(key, scope), old, goals, currency, names)
    twin = next((x for x in before if x.new and (x.new.kpi, x.new.scope) == (key, scope)), None)
    if twin:
        wrong_cells = [Objection("kpi", LINE_TWICE.fill(row=twin.row)), *wrong_cells]
    name = Text(kpi_name(goal, "zh"), kpi_name(goal, "en"))
    if wrong_cells:
        return uploads.Line(record.row, "refused", name, old, goal, tuple(wrong_cells))
    fate: Fate = "new" if old is None else "changed" if differences(old, goal) else "same"
    return uploads.Line(record.row, fate, name, old, goal)


def _blank(key: str, scope: Any) -> Goal:
    """Return a new goal before its cells are read; its id follows from what it is about."""
    mark = sha256(repr((key, scope)).encode()).hexdigest()[:6]
    nobody = Text("–", "–")
    cadence = KPIS[key].cadence
    return Goal(f"{key}-{mark}", key, scope, "watched", Decimal(0), nobody, nobody, cadence=cadence)


def _read(
    cells: Mapping[str, str], base: Goal, old: Goal | None, goals: Sequence[Goal],
    currency: str | None, names: Names,
) -> tuple[Goal, list[Objection]]:  # fmt: skip
    """Return the goal with what its cells say; a column that is not there changes nothing."""
    kpi, wrong, told = KPIS[base.kpi], [], {}
    unit, said = unit_of(kpi, currency), cells.get("unit", "").strip()
    if said and said.casefold() not in (unit.zh.casefold(), unit.en.casefold()):
        wrong.append(Objection("unit", OTHER_UNIT.fill(unit=unit, value=said[:40])))
    needed = ("target", "owner", "step") if old is None else ()
    for field in FIELDS:
        if field not in cells and field not in needed:
            continue
        text = cells.get(field, "")
        if old is None and not text.strip() and field in CHOICES:
            continue
        known = wordings(goals, field) if field in WORDED else ()
        mine = (getattr(base, field),) if old and field in WORDED else ()
        try:
            plain = meant(text) if field in WORDS else text
            if field in REFERENCES and plain == getattr(base, field):
                continue  # it names what is no more, as before
            told[field] = parse(kpi, field, plain, (*mine, *known), names)
        except NotTyped as refused:
            wrong.append(Objection(field, refused.text))
    return replace(base, **told), wrong


def _held_together(
    lines: Sequence[Line], goals: Sequence[Goal], today: date, books: Books
) -> list[Line]:
    """Hold each changed line against all others as they would be; a refused one stays as it was."""
    held = list(lines)
    while True:
        world = {g.id: g for g in goals}
        world |= {x.new.id: x.new for x in held if x.new and x.fate in ("new", "changed")}
        checked = [_checked(line, list(world.values()), today, books) for line in held]
        if checked == held:
            return held
        held = checked


def _checked(line: Line, world: Sequence[Goal], today: date, books: Books) -> Line:
    if line.new is None or line.fate not in ("new", "changed"):
        return line
    wrong = objections(line.new, world, today, books, line.old)
    return replace(line, fate="refused", refused=tuple(wrong)) if wrong else line


def column_of(sheet: Sheet, field: str) -> str:
    """Return how the column of a field is headed in the table; a scope by its first one."""
    names = [field] if field in COLUMNS else ["platform", "kpi"]
    return next((sheet.headers[n] for n in names if n in sheet.headers), sheet.headers["kpi"])
