"""Experiments of the own calendar that run into each other: one KPI, one page, the same days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from data.text import Text
from kpi.calendar.own import Event
from kpi.format import days
from kpi.period import Span

MEET = Text(
    "實驗「{one}」與「{other}」在 {days} 同時進行，{where}；結果分不出是誰造成的。"
    "錯開日期，或在「渠道」寫下不同的頁面。",
    "The experiments “{one}” and “{other}” both run {days}, {where}: nobody can tell whose result"
    " it is. Move one of them, or write different pages as their channel.",
)
SAME = Text("都在「{page}」", "both on “{page}”")
ANYWHERE = Text("至少有一個沒寫是哪一頁", "and one of them does not say on which page")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two experiments that disturb each other, and on which days."""

    one: Event
    other: Event
    days: Span

    def is_of(self, kpi_key: str) -> bool:
        """Whether a KPI is one they both test."""
        return all(event.occasion().is_of(kpi_key) for event in (self.one, self.other))

    def told(self, today: date) -> Text:
        """Say which two, on which days and where, and what to do."""
        page = self.one.channel if _page(self.one) and _page(self.other) else ""
        where = SAME.fill(page=page) if page else ANYWHERE
        named = {"one": self.one.name, "other": self.other.name, "days": days(self.days, today)}
        return MEET.fill(where=where, **named)


def meetings(every: Iterable[Event], today: date) -> list[Meeting]:
    """Return what runs into each other from today on; what is over nobody can move."""
    tests: Sequence[Event] = [e for e in every if e.kind == "experiment" and e.last >= today]
    found = (_met(one, other) for one, other in combinations(tests, 2))
    return [meeting for meeting in found if meeting]


def _met(one: Event, other: Event) -> Meeting | None:
    pages = {_page(one), _page(other)} - {""}
    apart = one.kpis and other.kpis and not {*one.kpis} & {*other.kpis}
    if len(pages) > 1 or apart or not one.span.overlaps(other.span):
        return None
    return Meeting(one, other, Span(max(one.first, other.first), min(one.last, other.last)))


def _page(event: Event) -> str:
    """Return where an experiment runs, however it is written."""
    written = "".join(event.channel.casefold().split())
    return written.rstrip("/") or written
