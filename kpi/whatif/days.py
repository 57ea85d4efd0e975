"""Which days a budget is planned for: a month, the rest of this one, or up to the deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.text import Text
from kpi.format import days as written
from kpi.goals.goal import Goal
from kpi.period import Span, calendar_span

NEXT, REST, DEADLINE = "next", "rest", "deadline"
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
BETWEEN = ".."
"""Between the first and the last day, as a link writes any days."""
LEAST, FARTHEST = 7, 100
"""Fewer days are no plan, and no forecast reaches further."""

NAMES = {
    NEXT: Text("下個月", "Next month"),
    REST: Text("本月剩下的日子", "Rest of this month"),
    DEADLINE: Text("到期限 {day}", "Until the deadline {day}"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """Days that may be planned, under the code that stands for them in a link."""

    code: str
    days: Span
    name: Text


def choices(today: date, goals: Sequence[Goal]) -> tuple[Planned, ...]:
    """Return what may be planned: next month first, then the rest of this one, then the deadline.

    The deadline is that of the north star, where it has one and it is not one of the others.
    """
    month = calendar_span("month", today)
    following = calendar_span("month", month.end + timedelta(1))
    found = [Planned(NEXT, following, NAMES[NEXT])]
    if (month.end - today).days + 1 >= LEAST:
        found.append(Planned(REST, Span(today, month.end), NAMES[REST]))
    ends = [goal.end for goal in goals if goal.rank == "star" and goal.end]
    for end in ends[:1]:
        days = Span(today, end)
        if end not in {p.days.end for p in found} and LEAST <= days.days <= FARTHEST:
            name = NAMES[DEADLINE].fill(day=written(Span(end, end)))
            found.append(Planned(DEADLINE, days, name))
    return tuple(found)


def chosen(code: str, every: Sequence[Planned], today: date) -> Planned:
    """Return what a code stands for, also a month as ``2026-12`` or days as
    ``2026-12-01..2026-12-24``; else the first choice.
    """
    known = next((p for p in every if p.code == code or code_of(p.days) == code), None)
    days = _days(code)
    if known is None and days and today <= days.end and (days.end - today).days <= FARTHEST:
        text = written(days) if BETWEEN in code else code
        known = Planned(code, days, Text(text, text))
    return known or every[0]


def code_of(days: Span) -> str:
    """Return the code of any days."""
    return f"{days.start}{BETWEEN}{days.end}"


def _days(code: str) -> Span | None:
    month = MONTH.fullmatch(code)
    if month:
        return calendar_span("month", date(int(month[1]), int(month[2]), 1))
    try:
        first, last = map(date.fromisoformat, code.split(BETWEEN))
    except ValueError:
        return None
    days = Span(first, last)
    return days if LEAST <= days.days <= FARTHEST else None
