"""The table of own events: written out in rows of text, read back line by line as a preview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from data.state import State
from data.text import Lang, Text
from kpi import uploads
from kpi.calendar.fields import FIELDS, as_typed, parse
from kpi.calendar.own import Event
from kpi.uploads import Fate, Objection, Record, Sheet, WrongTable, as_name, spellings

SHEET = Text("行事曆", "Calendar")

NO_HEADER = Text(
    "找不到標題列：第一列要有「日期」或「起日」，以及「名稱」或「主題」。請從這一頁下載範本再填。",
    "There is no header: the first line must have “Date” or “First day”, and “Name” or “Topic”."
    " Download the template from this page and fill that in.",
)
TWICE = Text(
    "和第 {row} 列是同一件事（名稱與起日都相同）；請只留一列。",
    "It is the same event as in row {row} (name and first day are equal); keep one of them.",
)
_OTHERS: dict[str, tuple[Text, ...]] = {
    "first": (Text("日期", "Date"), Text("開始", "Start"), Text("開始日期", "Start date")),
    "last": (Text("結束", "End"), Text("結束日期", "End date"), Text("迄", "To")),
    "name": (Text("檔期", "Event"), Text("活動", "Campaign")),
    "channel": (Text("管道", "Channels"), Text("平台", "Platform")),
    "side": (Text("對內對外", "Inside/outside"), Text("對象", "Audience")),
    "kpis": (Text("KPI", "KPI"),),
}
"""What else people head these columns with."""
_SPELLED = spellings(FIELDS) | {
    key: name
    for name, texts in _OTHERS.items()
    for text in texts
    for key in spellings({name: text})
}


Line = uploads.Line[Event]
Upload = uploads.Upload[Event]


def rows(every: Sequence[Event], lang: Lang) -> list[list[str]]:
    """Return the table of events, its header in both languages first."""
    header = [f"{text.zh} {text.en}" for text in FIELDS.values()]
    return [header, *([as_typed(e, field, lang, every) for field in FIELDS] for e in every)]


def sheet(table: Sequence[Sequence[str]]) -> Sheet:
    """Return the lines of an uploaded table.

    Raises
    ------
    kpi.uploads.WrongTable
        When it has no header of this table, or a column twice.
    """
    found = uploads.sheet(table, _SPELLED, ("first",), NO_HEADER)
    if not found.headers.keys() & {"name", "topic"}:
        raise WrongTable(NO_HEADER)
    return found


def preview(found: Sheet, every: Sequence[Event]) -> Upload:
    """Return what a table would change; nothing is kept by it.

    A line is the event of that name and first day; what is not in the table stays. Two passes:
    a campaign may name as last year's one that stands further down.
    """
    alone = [
        Record(r.row, {k: v for k, v in r.cells.items() if k != "partner"}) for r in found.records
    ]
    known = _world(every, _lines(alone, every, every))
    return uploads.Upload(tuple(_lines(found.records, every, known)), found)


def _world(every: Sequence[Event], lines: Iterable[Line]) -> list[Event]:
    """Return the events as they would be."""
    world = {event.id: event for event in every}
    world |= {line.new.id: line.new for line in lines if line.new and line.fate != "refused"}
    return list(world.values())


def _lines(records: Iterable[Record], every: Sequence[Event], known: Sequence[Event]) -> list[Line]:
    lines: list[Line] = []
    for record in records:
        lines.append(_line(record, every, known, lines))
    return lines


def _line(
    record: Record, every: Sequence[Event], known: Sequence[Event], before: Sequence[Line]
) -> Line:
    new, wrong = parse(record.cells, None, every)
    if new is None:
        said = record.cells.get("name") or record.cells.get("topic") or ""
        return uploads.Line(record.row, "refused", as_name(said[:60]), refused=tuple(wrong))
    old = next((e for e in every if (e.name, e.first) == (new.name, new.first)), None)
    new, wrong = parse(_kept(record.cells, old), old, known)
    assert new is not None, "its days and name were read"
    if old is None:  # the id that no other event has, whichever were known
        new = replace(new, id=next((e.id for e in known if _same(e, new)), new.id))
    twin = next((x for x in before if x.new and _same(x.new, new)), None)
    if twin:
        wrong = [Objection("first", TWICE.fill(row=twin.row)), *wrong]
    if wrong:
        return uploads.Line(record.row, "refused", as_name(new.name), old, new, tuple(wrong))
    fate: Fate = "new" if old is None else "changed" if new != old else "same"
    return uploads.Line(record.row, fate, as_name(new.name), old, new)


def _kept(cells: Mapping[str, str], old: Event | None) -> Mapping[str, str]:
    """Return the cells as they change an event that is there; one named by its topic keeps it."""
    if old is None or cells.get("name", "").strip():
        return cells
    return {k: v for k, v in cells.items() if k not in ("name", "topic")}


def _same(one: Event, other: Event) -> bool:
    return (one.name, one.first) == (other.name, other.first)


def column_of(found: Sheet, field: str) -> str:
    """Return how the column of a field is headed in the table."""
    return found.headers.get(field, found.headers.get("topic", found.headers["first"]))


def keep(state: State, saved: Iterable[Event], by: str, why: str) -> None:
    """Keep events, all of them or none.

    Raises
    ------
    data.state.Conflict
        When somebody changed one of them meanwhile.
    """
    docs: list[dict[str, Any]] = [event.as_doc() for event in saved]
    state.save_events(docs, by, why)
