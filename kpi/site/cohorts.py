"""Who came back: the people who first came in a week, day by day after each one's first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.snapshot import Snapshot
from kpi.facts.kept import Kept
from kpi.figure import quotient
from kpi.period import Span
from kpi.sql import text

SHOWN = (1, 2, 3, 4, 5, 6, 7, 14, 21, 28)
"""The days after the first that are told."""

_KEPT: Kept[tuple[Retention, ...]] = Kept(8)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people who first came in one week from Monday, or all of them.

    Parameters
    ----------
    week : Span or None
        None for all weeks together.
    users : int
        How many they are.
    there : mapping of int to (int, int)
        By day after the first: how many were there, of how many; missing where the last of them
        has not had the day yet.
    back : (int, int) or None
        How many came back on any of days 1–7, of how many; None where a day of the week is not
        known.
    """

    week: Span | None
    users: int
    there: Mapping[int, tuple[int, int]]
    back: tuple[int, int] | None

    def share(self, day: int) -> float | None:
        """Return which share of them was there on a day after the first."""
        return _share(self.there.get(day))

    @property
    def retention(self) -> float | None:
        """Which share of them came back within the week after their first day."""
        return _share(self.back)


@dataclass(frozen=True, slots=True)
class Retention:
    """The cohorts of one property, the latest first, and all of them together.

    People belong to one cohort only, so cohorts add.
    """

    account: str
    cohorts: tuple[Cohort, ...]
    total: Cohort


def retention(snapshot: Snapshot, asked: Span) -> tuple[Retention, ...]:
    """Return the cohorts of the weeks that lie wholly in some days, by property."""
    kept = _KEPT.find(snapshot, asked)
    if kept is None:
        kept = _KEPT.keep(snapshot, asked, _found(snapshot, asked))
    return kept


def _found(snapshot: Snapshot, asked: Span) -> tuple[Retention, ...]:
    bound = {"start": asked.start, "end": asked.end}
    back = {
        (account, week): (came, users)
        for account, week, came, users in snapshot.query(text("site_back"), **bound)
    }
    told: dict[tuple[int, str], dict[Span, dict[int, tuple[int, int]]]] = {}
    for key, account, first, last, day, there, users in snapshot.query(
        text("cohort_days"), **bound
    ):
        weeks = told.setdefault((key, account), {})
        weeks.setdefault(Span(first, last), {})[day] = there, users
    return tuple(
        _retention(account, {w: (days, back.get((key, w.start))) for w, days in weeks.items()})
        for (key, account), weeks in sorted(told.items())
    )


Told = tuple[Mapping[int, tuple[int, int]], tuple[int, int] | None]


def _retention(account: str, weeks: Mapping[Span, Told]) -> Retention:
    cohorts = tuple(
        Cohort(week, max(users for _, users in days.values()), days, back)
        for week, (days, back) in sorted(weeks.items(), reverse=True)
    )
    there = {day: _sum([c.there[day] for c in cohorts if day in c.there]) for day in range(29)}
    backs = [c.back for c in cohorts if c.back]
    total = Cohort(
        None, sum(c.users for c in cohorts), {d: n for d, n in there.items() if n[1]},
        _sum(backs) if backs else None,
    )  # fmt: skip
    return Retention(account, cohorts, total)


def _sum(told: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(n for n, _ in told), sum(d for _, d in told)


def _share(told: tuple[int, int] | None) -> float | None:
    share = quotient(*told) if told else None
    return None if share is None else float(share)
