"""The fields of an own event: what they are called, as people type and read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from data.text import Lang, Text
from kpi.calendar.occasion import KINDS, OWN
from kpi.calendar.own import Event
from kpi.catalog import KPIS
from kpi.goals.table import kpi_of
from kpi.goals.typing import NO_CHOICE, NotTyped, day_of
from kpi.uploads import Objection, harmless, meant

FIELDS: dict[str, Text] = {
    "first": Text("起日", "First day"),
    "last": Text("迄日", "Last day"),
    "name": Text("名稱", "Name"),
    "topic": Text("主題", "Topic"),
    "kind": Text("類型", "Kind"),
    "channel": Text("渠道", "Channel"),
    "side": Text("對內／對外", "Inside or outside"),
    "owner": Text("負責人", "Owner"),
    "kpis": Text("指標", "KPIs"),
    "partner": Text("去年檔期", "Last year’s campaign"),
}
WORDED = ("name", "topic", "channel", "owner")
SIDES = {"inside": Text("對內", "inside"), "outside": Text("對外", "outside")}
OWN_KINDS = {kind: KINDS[kind] for kind in OWN}
CHOICES: Mapping[str, Mapping[Any, Text]] = {"kind": OWN_KINDS, "side": SIDES}
USUAL_KIND = "content"
"""What a line without a kind is: content calendars have no such column."""
LONGEST, MOST_DAYS = 60, 366
BETWEEN = Text("、", ", ")

NEEDED = Text("請填這一格。", "Fill this in.")
TOO_LONG = Text("太長了，最多 60 個字。", "Too long: 60 letters at most.")
BACKWARDS = Text(
    "迄日比起日 {first} 早；請對調，或改成同一天。",
    "It lies before the first day {first}; swap them, or make it the same day.",
)
TOO_MANY_DAYS = Text(
    "從起日 {first} 起超過一年；請檢查年份，或分成幾段。",
    "That is more than a year after the first day {first}; look at the year, or cut it in parts.",
)
NO_KPI = Text(
    "沒有「{value}」這個指標；請用「名詞」頁上的名稱，幾個之間用頓號或逗號，空白是全部。",
    "There is no KPI “{value}”; use names of the Glossary page with commas between, or leave it"
    " empty for all.",
)
NO_PARTNER = Text(
    "在 {first} 之前沒有叫「{value}」的檔期；請先加入去年的檔期，或清空這一格。",
    "There is no campaign called “{value}” before {first}; add last year's first, or leave it"
    " empty.",
)
ONLY_CAMPAIGNS = Text(
    "只有類型是「檔期」才和去年的檔期比；請改類型，或清空這一格。",
    "Only a campaign is compared with one of last year; change the kind, or leave it empty.",
)


def as_typed(event: Event, field: str, lang: Lang, every: Iterable[Event] = ()) -> str:
    """Return a field as it stands in its box or cell."""
    value = getattr(event, field)
    if field == "kpis":
        return BETWEEN.to(lang).join(KPIS[key].name.to(lang) for key in value if key in KPIS)
    if field == "partner":
        return harmless(next((e.name for e in every if e.id == value), ""))
    if field in CHOICES:
        return CHOICES[field][value].to(lang) if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if value else ""


def parse(
    cells: Mapping[str, str], base: Event | None, every: Sequence[Event]
) -> tuple[Event | None, list[Objection]]:
    """Return the event that cells say, over the one that is there, and what is wrong with them.

    A field that is not among the cells stays as it is. None where the days or the name of a new
    event cannot be read.
    """
    wrong: list[Objection] = []
    told: dict[str, Any] = {}
    if base is None and not cells.get("name", "").strip() and "topic" in cells:
        # a content calendar names its posts by their topic
        cells = {**cells, "name": cells["topic"], "topic": ""}
    for field in FIELDS:
        if field in cells and field not in ("last", "partner"):
            try:
                told[field] = _value(field, " ".join(cells[field].split()))
            except NotTyped as refused:
                wrong.append(Objection(field, refused.text))
    if base is None and ("first" not in told or "name" not in told):
        missing = [f for f in ("first", "name") if f not in told and f not in cells]
        return None, [*wrong, *(Objection(field, NEEDED) for field in missing)]
    new = replace(base, **told) if base else _new(told, every)
    for field, judge in (("last", _last), ("partner", _partner)):
        try:
            new = judge(new, cells, base, every)
        except NotTyped as refused:
            wrong.append(Objection(field, refused.text))
    return new, wrong


def _value(field: str, said: str) -> Any:
    """Read one field that depends on no other."""
    if field == "first":
        return day_of(said) if said else _needed()
    if field == "kpis":
        return _kpis(said)
    if field in CHOICES:
        return _choice(field, said)
    if field == "name" and not said:
        _needed()
    if len(said) > LONGEST:
        raise NotTyped(TOO_LONG)
    return meant(said)


def _needed() -> Any:
    raise NotTyped(NEEDED)


def _choice(field: str, said: str) -> str:
    if not said:
        return USUAL_KIND if field == "kind" else ""
    for code, name in CHOICES[field].items():
        if said.casefold() in (code, name.zh, name.en.casefold()):
            return str(code)
    names = Text(*(BETWEEN.to(x).join(n.to(x) for n in CHOICES[field].values())
                   for x in ("zh", "en")))  # fmt: skip
    raise NotTyped(NO_CHOICE.fill(value=said[:40], names=names))


def _kpis(said: str) -> tuple[str, ...]:
    """Read names of KPIs; one whose own name holds a comma or slash is taken whole first."""
    pieces = [said] if kpi_of(said) else said.translate(_COMMAS).split(",")
    found = dict.fromkeys(filter(None, (p.strip() for p in pieces)))
    keys = {piece: kpi_of(piece) for piece in found}
    unknown = next((piece for piece, key in keys.items() if key is None), None)
    if unknown is not None:
        raise NotTyped(NO_KPI.fill(value=unknown[:40]))
    return tuple(dict.fromkeys(key for key in keys.values() if key))


_COMMAS = str.maketrans("、，；;", ",,,,")


def _new(told: Mapping[str, Any], every: Sequence[Event]) -> Event:
    """Return a new event of one day; its id follows from what it is about."""
    mark = sha256(repr((told["name"], told["first"])).encode()).hexdigest()[:8]
    taken = {event.id for event in every}
    key = next(k for n in range(len(taken) + 1) if (k := f"{mark}-{n}" if n else mark) not in taken)
    return Event(**{"kind": USUAL_KIND, **told, "id": key, "last": told["first"]})


def _last(
    event: Event, cells: Mapping[str, str], base: Event | None, _every: Sequence[Event]
) -> Event:
    """Read the last day; empty is the first."""
    said = cells.get("last", "").strip()
    last = day_of(said) if said else event.first
    if "last" not in cells and base:
        last = base.last
    if last < event.first:
        raise NotTyped(BACKWARDS.fill(first=event.first))
    if (last - event.first).days >= MOST_DAYS:
        raise NotTyped(TOO_MANY_DAYS.fill(first=event.first))
    return replace(event, last=last)


def _partner(
    event: Event, cells: Mapping[str, str], _base: Event | None, every: Sequence[Event]
) -> Event:
    """Read the campaign of last year by its name: the latest that began before this one."""
    said = meant(" ".join(cells.get("partner", "").split()))
    if "partner" not in cells:
        return event if event.kind == "campaign" else replace(event, partner=None)
    if not said:
        return replace(event, partner=None)
    if event.kind != "campaign":
        raise NotTyped(ONLY_CAMPAIGNS)
    found = [e for e in every if e.kind == "campaign" and e.name == said and e.first < event.first]
    if not found:
        raise NotTyped(NO_PARTNER.fill(value=said[:40], first=event.first))
    return replace(event, partner=max(found, key=lambda e: e.first).id)
