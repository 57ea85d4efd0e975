"""A small company on the eve of its weekly review: two ad platforms, a shop, a cost sheet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date as d
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.state import State
from data.text import Text
from kpi.period import Span
from kpi.review.opening import open_review
from kpi.review.record import Review
from tests.kpi.conftest import World

WEEK = Span(d(2026, 11, 16), d(2026, 11, 22))
MONDAY = d(2026, 11, 23)
FIRST = d(2025, 9, 1)


def goal(id: str, kpi: str, **changed: Any) -> dict[str, Any]:
    """Return the document of a goal."""
    whole = {
        "id": id, "kpi": kpi, "scope": {}, "rank": "core", "target": 1, "period": "month",
        "cadence": "week", "position": 0, "owner": {"zh": "投放負責人", "en": "Ads lead"},
        "step": {"zh": "停投", "en": "Pause what does not convert"},
    }  # fmt: skip
    return {**whole, **changed}


GOALS = (
    goal("sales", "revenue", rank="star", target=3_000_000, share=0.8, position=0,
         owner={"zh": "電商負責人", "en": "Shop lead"}, step={"zh": "觀察", "en": "Watch"}),
    goal("cpa-google", "cpa", scope={"platform": "google_ads"}, target=450, high=600, position=1),
    goal("cpa-meta", "cpa", scope={"platform": "meta_ads"}, target=450, high=600, position=2),
    goal("aov", "aov", target=1_000, low=800, position=3,
         step={"zh": "請老闆想想", "en": "Ask the boss"}),
    goal("profit", "roi", target=3, low=2, position=4),
)  # fmt: skip
"""By their figures below: watch, act, good, good, act (a margin)."""


def shop(
    world: World, *, google: int = 700, meta: int = 400, revenue: int = 90_000,
    last: d = WEEK.end, costs: int = 20_000,
) -> World:  # fmt: skip
    """Fill a world in which every day is like the other, until its last week."""
    world.account("甲", "google_ads", complete_to=last).account("乙", "meta_ads", complete_to=last)
    world.account("店", "shop", complete_to=last, tax="excluded")
    world.account("帳", "costs", complete_to=last)
    before = WEEK.start.replace(day=15)
    for name, cpa, each in (("甲", google, 50), ("乙", meta, 10)):
        told = {"conversions": Decimal(each), "impressions": 10_000}
        world.days(name, FIRST, before, cost=Decimal(500 * each), **told)
        world.days(name, WEEK.start, last, cost=Decimal(cpa * each), **told)
    world.days("帳", FIRST, last, amount=Decimal(costs))
    both = [(FIRST, before, 90_000), (WEEK.start, last, revenue)]
    for first, end, money in both:
        kept = {"orders": 80, "revenue": Decimal(money), "gross": Decimal(money)}
        names = {f"{n}_{as_}": v for n, v in kept.items() for as_ in ("placed", "paid")}
        world.days("店", first, end, **names)
    return world


def opened(world: World, state: State, week: Span = WEEK, today: d = MONDAY) -> Review:
    """Open a review with the goals above, unless the state has goals already."""
    if not state.goals():
        state.save_goals(GOALS, "ann", "")
    return open_review(world.snapshot, state, week, today, "林主任")


@dataclass(frozen=True)
class Usual:
    """The usual week with its review: made once, to be looked at and never changed."""

    world: World
    file: Path
    review: Review

    def copy(self, folder: Path) -> State:
        """Return a state of one's own in which the review is open."""
        with (
            closing(sqlite3.connect(self.file)) as kept,
            closing(sqlite3.connect(folder / "usual.sqlite")) as mine,
        ):
            kept.backup(mine)
        return State.open(f"sqlite:///{folder / 'usual.sqlite'}")


@pytest.fixture(scope="session", name="usual")
def usual_week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Usual]:
    """Return the usual week, opened."""
    yield _usual(tmp_path_factory.getbasetemp())
    _usual.cache_clear()


@cache
def _usual(folder: Path) -> Usual:
    file = folder / "usual-review.sqlite"
    state = State.open(f"sqlite:///{file}")
    state.set_setting("currency", "TWD", by="test")
    world = shop(World())
    return Usual(world, file, opened(world, state))


def every_text(thing: Any) -> list[Text]:
    """Return every text within a document of dataclasses."""
    if isinstance(thing, Text):
        return [thing]
    if isinstance(thing, tuple):
        return [text for one in thing for text in every_text(one)]
    if hasattr(thing, "__slots__"):
        return [t for name in thing.__slots__ for t in every_text(getattr(thing, name))]
    return []
