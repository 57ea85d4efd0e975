"""Reviews and actions to be kept, made of as little as they need."""

from __future__ import annotations

from datetime import date as d
from datetime import datetime, timedelta
from decimal import Decimal as D
from typing import Any

from data.text import Text
from kpi.actions.action import Action
from kpi.card import Verdict
from kpi.catalog import KPIS
from kpi.period import Span
from kpi.review.frozen import Frozen, Week
from kpi.review.record import Decision, Item, Line, Review

TODAY = d(2026, 11, 18)
OWNER = Text("黃子維", "Huang")


def action(id: str = "a-1", **more: Any) -> Action:
    """Return an action that says all it must."""
    told = {"what": "停掉轉換率低的廣告組合", "owner": "黃子維", "due": d(2026, 11, 20),
            "made_on": d(2026, 11, 9), "by": "ann"}  # fmt: skip
    return Action(id, **{**told, **more})


def frozen(goal: str, kpi: str, week: Span, value: Any = None, **more: Any) -> Frozen:
    """Return a KPI as a review of a week froze it."""
    made = KPIS[kpi]
    told: dict[str, Any] = {
        "rank": "core", "name": made.name, "scope": None, "unit": made.unit, "currency": "TWD",
        "start": week.start, "end": week.end, "verdict": Verdict.GOOD, "flags": (),
        "figure": Text("–", "–"), "limits": None, "changes": (), "formula": made.name,
        "basis": None, "complete": Text("齊", "complete"), "owner": OWNER, "agreed": OWNER,
        "value": None if value is None else D(str(value)),
    }  # fmt: skip
    return Frozen(goal, kpi, **{**told, **more})


def week_of(monday: d) -> Span:
    """Return the Monday to Sunday that begins on a day."""
    return Span(monday, monday + timedelta(6))


def review(monday: d, *kept: Frozen, **more: Any) -> Review:
    """Return a review of a week, opened the Monday after, with an item a goal."""
    week = week_of(monday)
    opened = datetime.combine(week.end + timedelta(1), datetime.min.time())
    agenda = tuple(
        Item(f.goal, "kpi", f.name, 2, f.goal, (Line(Text("掉了", "It fell")),)) for f in kept
    )
    told: dict[str, Any] = {
        "id": monday.isoformat(), "week": week, "snapshot": 1, "known_at": opened,
        "opened_at": opened, "opened_by": "ann", "currency": "TWD",
        "news": Text("這週平穩", "A calm week"), "terms": (), "frozen": kept, "agenda": agenda,
    }  # fmt: skip
    return Review(**{**told, **more})


def decision(item: str, step: str, why: str = "", **more: Any) -> Decision:
    """Return what was decided on an item."""
    told = {"owner": "黃子維", "due": None, "action": "", "by": "ann",
            "at": datetime(2026, 11, 16, 3)}  # fmt: skip
    return Decision(item, step, why, **{**told, **more})


def past(week: Span, value: Any) -> Week:
    """Return one week of a KPI's past."""
    return Week(week.start, None if value is None else D(str(value)), None)
