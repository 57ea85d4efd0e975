"""Maturity curves: which share of a day's final figure a source has told so many days after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import quantiles

from data.schema import Quantity
from data.snapshot import Snapshot, Telling
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.figure import quotient

AGES = (1, 3, 7, 28)
"""So many days after a day it is looked at in a table."""
FINAL = 28
"""What is told later than this of a day is its final figure."""
FEWEST = 14
"""So many days have to have been told at an age and finally, or the share is not known."""
HISTORY = timedelta(364)
"""So far back is learnt from: platforms change how late they are."""
TENTHS = 10
ONE = Decimal(1)

Source = tuple[str, Quantity]
"""A platform and what it counts."""


@dataclass(frozen=True, slots=True)
class Share:
    """Which share of the final figure was known at an age.

    Parameters
    ----------
    known : Decimal
        Sum of what was known ÷ sum of what it became, over the same days; past 1 where a platform
        takes back.
    low, high : Decimal
        Between which values the shares of eight in ten of the days lie.
    days : int
        On how many days it rests.
    """

    known: Decimal
    low: Decimal
    high: Decimal
    days: int


WHOLE = Share(ONE, ONE, ONE, 0)


@dataclass(frozen=True, slots=True)
class Curve:
    """The shares of one source by age in days; ages that too few days tell are missing."""

    shares: Mapping[int, Share]

    def at(self, age: int) -> Share | None:
        """Return the share at an age: its own, else between its neighbours; None below them all.

        From `FINAL` on everything is known.
        """
        if age > FINAL:
            return WHOLE
        if age in self.shares:
            return self.shares[age]
        before = max((a for a in self.shares if a < age), default=None)
        after = min((a for a in self.shares if a > age), default=None)
        if before is None or after is None:
            return None
        far = quotient(age - before, after - before) or Decimal(0)
        left, right = self.shares[before], self.shares[after]
        known, low, high = (
            a + (b - a) * far
            for a, b in (
                (left.known, right.known), (left.low, right.low), (left.high, right.high)
            )
        )  # fmt: skip
        return Share(known, low, high, min(left.days, right.days))


CURVES: Kept[Mapping[Source, Curve]] = Kept(most=1)


def find(snapshot: Snapshot) -> Mapping[Source, Curve] | None:
    """Return the curves where they were worked out before; nothing is worked out here."""
    return CURVES.find(snapshot, ())


def curves(snapshot: Snapshot) -> Mapping[Source, Curve]:
    """Return the maturity curve of every source that was told often enough, kept for a snapshot.

    Notes
    -----
    The idea of the chain ladder: what became of earlier days at the same age tells what will
    become of the newest ones, weighing each day by its size (T. Mack, Distribution-free
    calculation of the standard error of chain ladder reserve estimates, ASTIN Bulletin 23 (1993),
    213–225). What is done is simpler: no factor from age to age, but one from each age to the
    final figure, over the days that were told both at just that age and again more than 28 days
    after. A file that tells a day only once so teaches nothing, however old the day is. Accounts
    are added up; of a measure that several kinds of report tell, only the coarsest kind is
    followed, since their sums need not be alike.
    """
    found = find(snapshot)
    if found is not None:
        return found
    newest = extent(snapshot).newest
    told = snapshot.tellings(newest - HISTORY) if newest else []
    return CURVES.keep(snapshot, (), learnt(told))


def learnt(told: Iterable[Telling]) -> dict[Source, Curve]:
    """Return the curves that tellings teach, given in the order in which they were told."""
    known: dict[Source, dict[int, list[tuple[Decimal, Decimal]]]] = {}
    for source, days in _by_day(told).items():
        for ages in days:
            last = max(ages)
            if last <= FINAL:
                continue
            for age in ages:
                if age <= FINAL:
                    pairs = known.setdefault(source, {}).setdefault(age, [])
                    pairs.append((ages[age], ages[last]))
    made = {
        source: {age: share for age, pairs in by_age.items() if (share := _share(pairs))}
        for source, by_age in known.items()
    }
    return {
        source: Curve(dict(sorted(shares.items()))) for source, shares in made.items() if shares
    }


def _by_day(told: Iterable[Telling]) -> dict[Source, list[dict[int, Decimal]]]:
    """Return, of each account's day, what was told at which age; in the coarsest voice."""
    found: dict[Source, dict[tuple[int, date], dict[str, dict[int, Decimal]]]] = {}
    for one in told:
        age = (one.told_on - one.day).days
        for measure, value in one.values.items():
            days = found.setdefault((one.platform, measure), {})
            voices = days.setdefault((one.account_key, one.day), {})
            voices.setdefault(one.voice, {})[age] = Decimal(value)
    return {
        source: [voices[min(voices)] for voices in days.values()] for source, days in found.items()
    }


def _share(pairs: list[tuple[Decimal, Decimal]]) -> Share | None:
    """Return the share of pairs of what was known and what it became; None of too few."""
    told = [(early, final) for early, final in pairs if final > 0]
    if len(told) < FEWEST:
        return None
    each = sorted(quotient(early, final) or Decimal(0) for early, final in told)
    known = quotient(sum(e for e, _ in told), sum(f for _, f in told))
    tenths = quantiles(each, n=TENTHS, method="inclusive")
    return Share(known or Decimal(0), tenths[0], tenths[-1], len(told))
