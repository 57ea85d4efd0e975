"""What a KPI is: names, parts, unit, direction, ledger, stage; never its limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from data.schema import Kind, Measure
from data.text import Text


class Unit(StrEnum):
    """What a value is counted in, as the terminal door names it."""

    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    MULTIPLE = "multiple"


class Better(StrEnum):
    """Which way is better; ``band`` means neither too much nor too little."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class Ledger(StrEnum):
    """Which book a number is read from."""

    PLATFORM = "platform"


class Stage(StrEnum):
    """Where in the funnel a KPI stands."""

    AWARENESS = "awareness"
    ENGAGEMENT = "engagement"
    CONVERSION = "conversion"


LEDGERS = {
    Ledger.PLATFORM: Text("平台帳（廣告平台自己的數字）", "platform (the ad platforms' own)")
}


@dataclass(frozen=True, slots=True)
class Part:
    """What stands above or below a division line.

    Parameters
    ----------
    measures : tuple of Measure
        The first one that a block (one account's one day) carries is summed; which one it was is
        the basis of the figure.
    """

    name: Text
    measures: tuple[Measure, ...]

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in a currency."""
        return any(m.kind is Kind.MONEY for m in self.measures)


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI: its meaning, never its limits (those are goals).

    Parameters
    ----------
    sentence : Text
        Its definition in one sentence.
    denominator : Part or None
        None for a plain sum.
    scale : int
        Factor of the quotient: 1000 for CPM.
    process : bool
        True for 過程 (input), False for 結果 (output).
    leading : bool
        Whether it moves before the result does.
    context : bool
        A number that explains others and is not a core KPI itself.
    claimed : bool
        Platforms claim the same orders for themselves: over more than one platform a sum is shown
        as claimed, never judged, and a ratio has no single figure.
    single_row : bool
        Only an answer where exactly one exported row makes up the figure (reach does not add).
    decimals : int or None
        Digits of money and multiples on screen; None for the unit's own.
    """

    key: str
    name: Text
    sentence: Text
    numerator: Part
    denominator: Part | None
    unit: Unit
    better: Better
    stage: Stage | None
    scale: int = 1
    process: bool = True
    leading: bool = False
    context: bool = False
    claimed: bool = False
    single_row: bool = False
    decimals: int | None = None
    ledger: Ledger = Ledger.PLATFORM
    cadence: Literal["week", "month"] = "week"

    @property
    def accumulates(self) -> bool:
        """Whether the figure grows day by day, so that it is judged against what is due."""
        return self.denominator is None

    @property
    def within_one_platform(self) -> bool:
        """Whether a figure over several platforms has no meaning."""
        return self.claimed and self.denominator is not None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Numerator, and denominator where there is one."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)

    @property
    def is_money(self) -> bool:
        """Whether money enters it, so that currency and tax basis matter."""
        return any(part.is_money for part in self.parts)

    @property
    def by_click(self) -> bool:
        """Whether it counts clicks, so that the click basis must be said."""
        clicks = {Measure.LINK_CLICKS, Measure.CLICKS_ALL}
        return any(clicks & set(part.measures) for part in self.parts)

    @property
    def formula(self) -> Text:
        """The formula in words."""
        if self.denominator is None:
            return Text("加總（{n}）", "sum of {n}").fill(n=self.numerator.name)
        scale = "" if self.scale == 1 else f"{self.scale:,} × "
        return Text("{s}{n} ÷ {d}", "{s}{n} ÷ {d}").fill(
            s=scale, n=self.numerator.name, d=self.denominator.name
        )
