"""A made-up crowd: who visited when and by which channel, so that people can be told apart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
ROW = ("sessionDefaultChannelGroup", "person", "active")
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+", "unknown")
GENDERS = ("female", "male", "unknown")
CAME = ("returning", "new")


@dataclass(frozen=True)
class Visit:
    """One session of a person; the first of all makes it a new user."""

    day: str
    person: int
    channel: str
    active: bool = True
    new: bool = False
    key_events: int = 0


@dataclass(frozen=True)
class Crowd:
    """Sessions of persons, of whom each is counted once, however the question is cut.

    Parameters
    ----------
    columns : dict of str to array
        The sessions column by column, in order of their days: ``date`` (YYYYMMDD), the channel's
        place in `channels`, ``person``, ``active``, ``new``, ``keys`` (key events).
    """

    columns: dict[str, Ints]
    channels: tuple[str, ...]
    dimensions: tuple[str, ...] = (
        "date", "sessionDefaultChannelGroup", "userAgeBracket", "userGender", "newVsReturning",
    )  # fmt: skip
    metrics: tuple[str, ...] = ("activeUsers", "totalUsers", "newUsers", "sessions", "keyEvents")
    adds: bool = True

    @staticmethod
    def of(visits: Sequence[Visit]) -> Crowd:
        """Return a crowd of visits written down one by one."""
        told = sorted(visits, key=lambda v: v.day)
        names = tuple(sorted({v.channel for v in visits}))
        columns = {
            "date": [int(v.day) for v in told],
            "sessionDefaultChannelGroup": [names.index(v.channel) for v in told],
            "person": [v.person for v in told],
            "active": [v.active for v in told],
            "new": [v.new for v in told],
            "keys": [v.key_events for v in told],
        }
        return Crowd({name: np.array(column) for name, column in columns.items()}, names)

    def told(
        self, days: tuple[str, str], wanted: list[str], metrics: list[str], events: set[str]
    ) -> dict[tuple[str, ...], list[Decimal]]:
        """Return the distinct people over some days, and what they did."""
        asked = (days, *wanted, "|", *metrics)
        if asked not in self._known:
            self._known[asked] = self._told(days, wanted, metrics)
        return self._known[asked]

    @cached_property
    def _known(self) -> dict[tuple[Any, ...], dict[tuple[str, ...], list[Decimal]]]:
        return {}

    def _told(
        self, days: tuple[str, str], wanted: list[str], metrics: list[str]
    ) -> dict[tuple[str, ...], list[Decimal]]:
        columns = self.columns
        low, high = (np.searchsorted(columns["date"], int(d), s) for d, s in
                     zip(days, ("left", "right"), strict=True))  # fmt: skip
        inside = {name: column[low:high] for name, column in columns.items()}
        inside |= {  # all their life the same
            "userAgeBracket": inside["person"] % len(AGES),
            "userGender": inside["person"] // len(AGES) % len(GENDERS),
            "newVsReturning": inside["new"].astype(np.int64),
        }
        cuts = np.zeros(high - low, dtype=np.int64)
        for name in wanted:
            cuts = cuts * 100_000_000 + inside[name]
        every, first, of = np.unique(cuts, return_index=True, return_inverse=True)
        counted = _counted(inside, of, len(every))
        return {
            tuple(self._name(name, int(inside[name][first[n]])) for name in wanted): [
                Decimal(int(counted[metric][n])) for metric in metrics
            ]
            for n in range(len(every))
        }

    def _name(self, dimension: str, code: int) -> str:
        names = {"userAgeBracket": AGES, "userGender": GENDERS, "newVsReturning": CAME}
        return str(code) if dimension == "date" else names.get(dimension, self.channels)[code]

    def people(self, first: date, last: date, channel: str | None = None) -> set[int]:
        """Return who was active, by going through the sessions one by one."""
        days = self.columns["date"]
        low, high = np.searchsorted(days, [int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}") + 1])
        told = (self.columns[name][low:high].tolist() for name in ROW)
        return {
            person
            for group, person, active in zip(*told, strict=True)
            if active and channel in (None, self.channels[group])
        }

    def followed(
        self, came: tuple[date, date], offsets: range, by_day: bool
    ) -> dict[str, tuple[int, int]]:
        """Return of those who first came on some days how many were there, and how many they are.

        By the day after each one's first, or on any of the days after the days themselves.
        """
        person, first, since = self._visits
        mine = (first >= came[0].toordinal()) & (first <= came[1].toordinal())
        everybody = len(np.unique(person[mine]))
        if by_day:
            many = np.bincount(since[mine], minlength=offsets.stop)
            return {f"{n:04}": (int(many[n]), everybody) for n in offsets if many[n]}
        there = mine & (since >= offsets.start) & (since < offsets.stop)  # of one day's people
        back = len(np.unique(person[there]))
        return {"": (back, everybody)} if back else {}

    @cached_property
    def _visits(self) -> tuple[Ints, Ints, Ints]:
        """Of each day on which somebody who was ever new came: who, since when, days after."""
        stamps, day = np.unique(self.columns["date"], return_inverse=True)
        ordinals = np.array([date.fromisoformat(str(s)).toordinal() for s in stamps])
        new = self.columns["new"].astype(bool)
        pairs = np.unique(np.stack([self.columns["person"], ordinals[day]]), axis=1)
        who, when = self.columns["person"][new], ordinals[day][new]
        order = np.argsort(who, kind="stable")
        who, when = who[order], when[order]
        known = np.isin(pairs[0], who)
        person, on = pairs[0][known], pairs[1][known]
        first = when[np.searchsorted(who, person)]
        since = on - first
        return person[since >= 0], first[since >= 0], since[since >= 0]


def _counted(inside: dict[str, Ints], of: Ints, many: int) -> dict[str, Ints]:
    """Return by metric what each cut counts; `of` says which cut a session belongs to."""
    persons = inside["person"] + (1 << 31)

    def distinct(chosen: Ints) -> Ints:
        pairs = np.unique((of[chosen] << 32) + persons[chosen])
        return np.bincount(pairs >> 32, minlength=many)

    def summed(column: Ints) -> Ints:
        return np.bincount(of, weights=column, minlength=many).astype(np.int64)

    everybody = np.ones(len(of), dtype=bool)
    return {
        "activeUsers": distinct(inside["active"]),
        "totalUsers": distinct(everybody),
        "newUsers": summed(inside["new"]),
        "sessions": summed(everybody),
        "keyEvents": summed(inside["keys"]),
    }


def crowd(days: Sequence[date], channels: Sequence[str], daily: int = 25, seed: int = 5) -> Crowd:
    """Return some months of a small site to which a third of the people come back."""
    dice, known, visits = random.Random(seed), 0, list[Visit]()
    for day in days:
        for _ in range(dice.randint(daily // 2, daily)):
            back = known > 0 and dice.random() < 0.35
            person = dice.randrange(max(0, known - 200), known) if back else known
            known += not back
            for _ in range(1 + (dice.random() < 0.2)):
                told = dice.choice(channels), dice.random() < 0.9, not back, dice.randint(0, 9) // 9
                visits.append(Visit(f"{day:%Y%m%d}", person, *told))
                back = True
    return Crowd.of(visits)
