"""An odd day: which figures were off, what it is, and what it cost or brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from data.text import Text
from kpi.anomalies.rule import Odd
from kpi.cut import Cut
from kpi.definition import Kpi
from kpi.period import Span


class Kind(StrEnum):
    """What an odd day is."""

    SALES = "sales"
    """Revenue or orders are off."""
    BOTS = "bots"
    """More visits, and no more orders with them."""
    TRACKING = "tracking"
    """Fewer visits, and orders as ever: counting has a hole."""
    VISITS = "visits"
    """Visits are off, and orders are not known, or moved a little."""
    SPENDING = "spending"
    """A platform's cost is off."""


class How(StrEnum):
    """How the money at stake was told."""

    REVENUE = "revenue"
    """The difference itself."""
    ORDERS = "orders"
    """Orders × what an order brought in the 28 days before."""
    VISITS = "visits"
    """Visits × what a visit brought in the 28 days before."""
    COST = "cost"
    """The difference of the cost itself."""
    NOTHING = "nothing"
    """No money: the sales were as ever."""


@dataclass(frozen=True, slots=True)
class OddFigure:
    """One figure of an odd day."""

    kpi: Kpi
    cut: Cut
    odd: Odd

    @property
    def difference(self) -> float:
        """How much more there was than expected."""
        return self.odd.value - self.odd.expected

    def plus(self, odd: Odd) -> OddFigure:
        """Return it with another day of it."""
        value, expected = self.odd.value + odd.value, self.odd.expected + odd.expected
        score = max(self.odd.score, odd.score, key=abs)
        return replace(self, odd=Odd(self.odd.at, value, expected, score))


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Odd days in a row, of the company or of one platform's cost.

    Parameters
    ----------
    figures : tuple of OddFigure
        What was odd, the most telling first; over several days what they came to.
    stake : float or None
        Money above or below what was expected, told as `how` says; None where nobody knows.
    occasions : tuple of Text
        What the calendar calls these days.
    """

    days: Span
    kind: Kind
    figures: tuple[OddFigure, ...]
    stake: float | None
    how: How
    occasions: tuple[Text, ...] = ()

    def goes_on(self, later: Anomaly) -> bool:
        """Whether the next day is odd in the same way."""
        one, other = self.figures[0], later.figures[0]
        return (
            (self.kind, one.kpi, one.cut) == (later.kind, other.kpi, other.cut)
            and one.difference * other.difference > 0
            and self.days.end + timedelta(1) == later.days.start
        )

    def with_day(self, later: Anomaly) -> Anomaly:
        """Return both as one."""
        figures = {(f.kpi, f.cut): f for f in self.figures}
        for more in later.figures:
            known = figures.get((more.kpi, more.cut))
            figures[more.kpi, more.cut] = known.plus(more.odd) if known else more
        stakes = [stake for stake in (self.stake, later.stake) if stake is not None]
        return replace(
            self,
            days=Span(self.days.start, later.days.end),
            figures=tuple(figures.values()),
            stake=sum(stakes) if stakes else None,
            occasions=tuple(dict.fromkeys((*self.occasions, *later.occasions))),
        )


@dataclass(frozen=True, slots=True)
class Anomalies:
    """The odd days among the days that were looked at, the newest first.

    Parameters
    ----------
    silent : mapping of str to datetime.date
        By platform, the last day of a cost that ends before the others': missing is no anomaly.
    """

    days: Span
    found: tuple[Anomaly, ...]
    silent: Mapping[str, date]
