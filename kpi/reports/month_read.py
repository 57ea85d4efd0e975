"""A month in numbers: every goal as the overview reads it, the months before, what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import data.state
from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.actions.action import Action
from kpi.actions.listed import actions
from kpi.card import Flag, Verdict
from kpi.definition import Better
from kpi.figure import Number, quotient
from kpi.overview.situation import Situation, situation
from kpi.overview.standing import Standing
from kpi.period import Span, calendar_span
from kpi.review.freezing import exact
from kpi.review.judged import TO_THURSDAY
from kpi.review.record import Decision, Review, reviews
from kpi.review.refused import Refused
from kpi.view import View

MONTHS = 6
"""The month itself and those before it."""
MISSED = (Verdict.ACT, Verdict.WATCH)

NO_FIGURES = Text(
    "還沒有任何數字，做不出績效報告：先到「資料」放進檔案。",
    "There are no figures yet to report on: drop files on the Data page first.",
)
NOT_YET = Text(
    "{month} 還沒開始；現在可以做到 {last}。",
    "{month} has not begun; reports can be made up to {last}.",
)


class NoMonth(Refused):
    """A month on which there is nothing to report."""


@dataclass(frozen=True, slots=True)
class Read:
    """One goal over the month.

    Parameters
    ----------
    months : tuple of (Span, Number or None)
        Its figure month by month, the newest last; None where a month is not whole, but that of a
        ratio in the month itself.
    attained : Decimal or None
        達成率: its figure ÷ its target, of what should be low the other way round; of a sum as
        the overview says it. None of a band, and without an answer.
    """

    standing: Standing
    months: tuple[tuple[Span, Number | None], ...]
    attained: Decimal | None

    @property
    def before(self) -> Number | None:
        """Its figure of the month before; None where there is nothing to hold beside it."""
        (_, then), (_, now) = self.months[-2:]
        return None if now is None else then

    @property
    def missed(self) -> bool:
        """Whether it fell short; what is only watched is not held to its target."""
        verdict = self.standing.judgement.verdict
        return self.standing.goal.rank != "watched" and verdict in MISSED


@dataclass(frozen=True, slots=True)
class MonthRead:
    """A month in numbers.

    Parameters
    ----------
    reviews : tuple of Review
        Those of the weeks most of which lie in it, the oldest first.
    every : tuple of Action
        All actions there are.
    """

    month: Span
    today: date
    view: View
    scene: Situation
    reads: tuple[Read, ...]
    reviews: tuple[Review, ...]
    every: tuple[Action, ...]

    @property
    def is_over(self) -> bool:
        """Whether the data reach its last day."""
        return self.month.end <= self.scene.last_complete

    @property
    def agreed(self) -> tuple[Action, ...]:
        """What was agreed in its reviews, or written down on its days."""
        held = {one.id for one in self.reviews}
        return tuple(a for a in self.every if a.review in held or self._holds(a.made_on))

    @property
    def done(self) -> tuple[Action, ...]:
        """What was done on its days, whenever it was agreed."""
        return tuple(a for a in self.every if a.done_on and self._holds(a.done_on))

    @property
    def decisions(self) -> tuple[tuple[Review, Decision], ...]:
        """What its reviews decided."""
        return tuple((one, d) for one in self.reviews for d in one.decisions)

    def view_in(self, lang: Lang) -> View:
        """Return the view of the month in a language."""
        return replace(self.view, lang=lang)

    def remedies(self, read: Read) -> tuple[Action, ...]:
        """Return what was agreed on for a goal."""
        return tuple(a for a in self.agreed if a.goal == read.standing.goal.id)

    def _holds(self, at: date) -> bool:
        return self.month.start <= at <= self.month.end


def read_month(snapshot: Snapshot | None, state: State, first: date) -> MonthRead:
    """Read a month, each of its goals as the overview reads a chosen period.

    Raises
    ------
    NoMonth
        Before anything is published, and of a month that has not begun.
    """
    today, month = data.state.today(state), calendar_span("month", first)
    if month.start > today:
        raise NoMonth(NOT_YET.fill(month=f"{first:%Y-%m}", last=f"{today:%Y-%m}"))
    spans = [month]
    while len(spans) < MONTHS:
        spans.insert(0, calendar_span("month", spans[0].start - timedelta(1)))
    scenes = [_scene(snapshot, state, span, today) for span in spans]
    scene = scenes[-1]
    if scene is None:
        raise NoMonth(NO_FIGURES)
    return MonthRead(
        month,
        today,
        _view(month, today),
        scene,
        tuple(_read(n, one, spans, scenes) for n, one in enumerate(scene.standings)),
        tuple(r for r in reversed(reviews(state)) if month.contains(_middle(r.week))),
        actions(state),
    )


def _view(month: Span, today: date) -> View:
    return View("zh", "custom", month.start, month.end, None, None, today)


def _scene(snapshot: Snapshot | None, state: State, month: Span, today: date) -> Situation | None:
    return situation(snapshot, state, _view(month, today)) if snapshot else None


def _middle(week: Span) -> Span:
    """Return the day that says which month a week belongs to."""
    return Span(week.start + TO_THURSDAY, week.start + TO_THURSDAY)


def _read(n: int, one: Standing, spans: Sequence[Span], scenes: Sequence[Situation | None]) -> Read:
    told = [_whole(scene.standings[n]) if scene else None for scene in scenes[:-1]]
    now = _whole(one) if one.kpi.accumulates else one.reading.value
    return Read(one, tuple(zip(spans, (*told, now), strict=True)), attained(one))


def _whole(standing: Standing) -> Number | None:
    """Return the figure of a month; None where its data do not reach over all of it."""
    reading = standing.reading
    return None if Flag.PARTIAL in reading.flags else reading.value


def attained(one: Standing) -> Decimal | None:
    """Return which share of its target a goal reached."""
    value, target = exact(one.reading.value), one.target
    if one.judgement.attained is not None or value is None or min(value, target) <= 0:
        return one.judgement.attained
    if one.kpi.better is Better.BAND or one.judgement.verdict is None:
        return None
    higher = one.kpi.better is Better.HIGHER
    return quotient(value, target) if higher else quotient(target, value)
