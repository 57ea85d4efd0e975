"""What reading a funnel brings: every step's count and rate, now and before, and who judges it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kpi.card import Flag
from kpi.cut import Cut
from kpi.doubt.level import Interval
from kpi.facts.completeness import Completeness
from kpi.facts.quantities import Question
from kpi.funnels.funnel import Funnel
from kpi.funnels.steps import Step
from kpi.goals.goal import Goal
from kpi.period import Period
from kpi.reading import Reading
from kpi.status import Judgement

Against = Literal["previous", "year"]
"""What a rate is held against: 上期 or 去年同期."""


@dataclass(frozen=True, slots=True)
class Past:
    """A rate as it was, with its doubt; None where it cannot be compared."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Share:
    """Which share of the first step of a book reached a later one, with its doubt."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Judged:
    """The KPI that judges a step, where it has a goal of exactly this filter."""

    goal: Goal
    reading: Reading
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Stood:
    """One step in numbers.

    Parameters
    ----------
    count : Reading
        Without a value the step does not stand.
    before : Step or None
        The nearest step before it that stands: the rate is from there.
    passage : Reading or None
        The rate from there.
    so_far : Share or None
        Of its book's first step.
    past : mapping of str to Past
        The rate over the periods it is compared with.
    """

    step: Step
    count: Reading
    before: Step | None = None
    passage: Reading | None = None
    so_far: Share | None = None
    past: Mapping[Against, Past] = dataclasses.field(default_factory=dict)
    judged: Judged | None = None

    @property
    def stands(self) -> bool:
        """Whether it has a figure."""
        return self.count.value is not None

    @property
    def is_young(self) -> bool:
        """Whether some of those it follows have not had the time to go on: that is no loss yet."""
        rate = self.passage
        if rate is None or not rate.kpi.ripens or rate.kpi.question is not Question.DAYS:
            return False  # who buys again is counted only once his days are over
        return Flag.IMMATURE in rate.flags

    @property
    def crosses(self) -> bool:
        """Whether its rate is made of two books."""
        return self.passage is not None and self.passage.kpi.across


@dataclass(frozen=True, slots=True)
class Told:
    """A funnel in numbers.

    Parameters
    ----------
    scope : Cut
        The filter it was read with.
    asked, period : Period
        The days of the view, and those that every step that stands has: all are read over these.
    last : datetime.date
        The last complete day of the newest source.
    price : Reading or None
        What one outcome brings; None where the funnel has none.
    """

    funnel: Funnel
    scope: Cut
    asked: Period
    period: Period
    last: date
    known: Completeness
    goals: tuple[Goal, ...]
    steps: tuple[Stood, ...]
    price: Reading | None
