"""In which unit of time customers are told: days, weeks or months, and what waiting costs in it."""

from __future__ import annotations

from enum import Enum
from math import log

from data.text import Text

YEAR = 365.25
_DAYS = YEAR


class TimeUnit(Enum):
    """A unit of time: how many days it has and what it is called."""

    DAY = 1.0, Text("天", "days")
    WEEK = 7.0, Text("週", "weeks")
    MONTH = YEAR / 12, Text("個月", "months")
    YEAR = _DAYS, Text("年", "years")

    def __init__(self, days: float, label: Text) -> None:
        self.days, self.label = days, label

    @property
    def per_year(self) -> float:
        """How many of it a year has."""
        return YEAR / self.days

    def force(self, discount: float) -> float:
        """Return the force of interest in this unit, log(1 + rate) ÷ units a year.

        Parameters
        ----------
        discount : float
            Discount rate per year, 0.1 for 10 %.

        Raises
        ------
        ValueError
            When money later would be worth more than money now.
        """
        if not 0 <= discount < float("inf"):
            raise ValueError(f"a discount rate per year is 0 or more, such as 0.1: {discount}")
        return log(1 + discount) / self.per_year
