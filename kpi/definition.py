"""What a KPI is: names, parts, unit, direction, ledgers, stage; never its limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

from data.schema import LEVELS, Kind, Measure, Quantity
from data.text import Text
from kpi.facts.quantities import NEW, OF_SITE, WHOLE, Ledger, Question, ledger_of, question_of
from kpi.forms import FORMULAS, MEDIAN, SUM
from kpi.forms import Form as Form


class Unit(StrEnum):
    """What a value is counted in, as the terminal door names it."""

    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    SECONDS = "seconds"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    POSITION = "position"


class Better(StrEnum):
    """Which way is better; ``band`` means neither too much nor too little."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class Stage(StrEnum):
    """Where in the funnel a KPI stands."""

    AWARENESS = "awareness"
    ENGAGEMENT = "engagement"
    CONVERSION = "conversion"
    RETENTION = "retention"
    GROWTH = "growth"


LEDGERS = {
    Ledger.PLATFORM: Text("平台帳（廣告平台自己的數字）", "platform (the ad platforms' own)"),
    Ledger.OWNED: Text(
        "平台帳（自有媒體：EDM、LINE、粉專）", "platform (own media: e-mail, LINE, pages)"
    ),
    Ledger.WEB: Text("網站帳（GA4）", "web (GA4)"),
    Ledger.SEARCH: Text("網站帳（Search Console）", "web (Search Console)"),
    Ledger.ORDERS: Text("訂單帳", "orders"),
    Ledger.COSTS: Text("費用帳", "costs"),
    Ledger.CRM: Text("CRM 帳", "CRM"),
    Ledger.PLAN: Text("預算表", "plan"),
}
DOORS = {Ledger.OWNED: Ledger.PLATFORM, Ledger.SEARCH: Ledger.WEB}
"""What a ledger is called at the terminal door, where that is not its own key."""

CLICKS = frozenset((Measure.LINK_CLICKS, Measure.CLICKS_ALL))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What stands above or below a division line.

    Parameters
    ----------
    measures : tuple of Quantity
        The first one that a block (one account's one day) carries is summed; which one it was is
        the basis of the figure. People before sessions: they count only where one exported row
        makes up the figure.
    added : tuple of Quantity
        What is added to it by every block that carries it: the costs ledger beside media.
    """

    name: Text
    measures: tuple[Quantity, ...]
    added: tuple[Quantity, ...] = ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Everything that may enter it."""
        return (*self.measures, *self.added)

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in a currency."""
        return any(WHOLE.get(m, m).kind is Kind.MONEY for m in self.quantities)


@dataclass(frozen=True, eq=False)
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
    decimals : int or None
        Digits of money and multiples on screen; None for the unit's own.
    ripens : int
        So many days somebody is watched before he counts: later days still fill up.
    repeats : bool
        One of what stands below may do several times what is counted above.
    """

    key: str
    name: Text
    sentence: Text
    numerator: Part
    denominator: Part | None
    unit: Unit
    better: Better
    stage: Stage | None
    form: Form = Form.QUOTIENT
    scale: int = 1
    process: bool = True
    leading: bool = False
    context: bool = False
    claimed: bool = False
    decimals: int | None = None
    cadence: Literal["week", "month"] = "week"
    ripens: int = 0
    repeats: bool = False

    @cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        """The books its parts are read from, in the order of the formula."""
        return tuple(dict.fromkeys(map(ledger_of, self.quantities)))

    @property
    def ledger(self) -> str:
        """Its ledgers as the terminal door names them: ``orders + platform + costs``."""
        return " + ".join(dict.fromkeys(DOORS.get(name, name) for name in self.ledgers))

    @cached_property
    def question(self) -> Question:
        """Which question brings its parts; they all come by one."""
        (found,) = set(map(question_of, self.quantities))
        return found

    @cached_property
    def across(self) -> bool:
        """Whether it is read from several books, so that no block carries all of it."""
        return len(self.ledgers) > 1 and self.question in (Question.DAYS, Question.WORTH)

    @cached_property
    def is_estimated(self) -> bool:
        """Whether it is worked out from people's whole histories, of all customers or none."""
        return self.question is Question.WORTH

    @property
    def accumulates(self) -> bool:
        """Whether the figure grows day by day, so that it is judged against what is due."""
        sums = self.denominator is None or self.form is Form.DIFFERENCE
        return sums and not self.is_level and not self.is_middle

    @cached_property
    def is_level(self) -> bool:
        """Whether it is how many there are at the end, such as friends."""
        return LEVELS.issuperset(self.quantities)

    @property
    def is_middle(self) -> bool:
        """Whether it is a median, which no days add up to."""
        return self.question is Question.LEAD_TIMES

    @property
    def within_one_platform(self) -> bool:
        """Whether a figure over several platforms has no meaning."""
        return self.claimed and self.denominator is not None

    @cached_property
    def single_row(self) -> bool:
        """Whether it counts people only: an answer needs exactly one exported row."""
        people = any(not any(m.additive for m in part.measures) for part in self.parts)
        return people and self.question is Question.DAYS

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Numerator, and denominator where there is one."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Everything that may enter it."""
        return tuple(m for part in self.parts for m in part.quantities)

    @cached_property
    def is_money(self) -> bool:
        """Whether money enters it, so that currency and tax basis matter."""
        return any(part.is_money for part in self.parts)

    @cached_property
    def is_share(self) -> bool:
        """Whether it counts which of the things below the line did what stands above it."""
        return self.unit is Unit.RATIO and not self.is_money and not self.repeats

    @cached_property
    def by_click(self) -> bool:
        """Whether it counts clicks, so that the click basis must be said."""
        return not CLICKS.isdisjoint(self.quantities)

    @cached_property
    def by_visitor(self) -> bool:
        """Whether it counts visitors, else sessions: which of them must be said."""
        return any({m.additive for m in part.measures} == {False, True} for part in self.parts)

    @cached_property
    def needs_history(self) -> bool:
        """Whether it must know who bought before."""
        return not NEW.isdisjoint(self.quantities)

    @cached_property
    def of_site(self) -> bool:
        """Whether it reads the own site's orders alone, unless a sales channel was asked for."""
        return not OF_SITE.isdisjoint(self.quantities)

    @property
    def formula(self) -> Text:
        """The formula in words."""
        if self.denominator is None:
            return (MEDIAN if self.is_middle else SUM).fill(n=self.numerator.name)
        scale = "" if self.scale == 1 else f"{self.scale:,} × "
        return FORMULAS[self.form].fill(s=scale, n=self.numerator.name, d=self.denominator.name)
