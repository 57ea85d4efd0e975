"""What the overview shows, worded and formatted: cards, the star, things to do, freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """The judgement of a reading against its goal."""

    GOOD = "good"
    WATCH = "watch"
    ACT = "act"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a reader must know beside the verdict; listed from the gravest to the lightest."""

    STALE = "stale"
    TAX_MIXED = "tax_mixed"
    PARTIAL_COVERAGE = "partial_coverage"
    SHORT_HISTORY = "short_history"
    UNCERTAIN = "uncertain"
    CONDITIONAL = "conditional"
    IMPROVING = "improving"
    IMMATURE = "immature"
    PARTIAL = "partial"
    BELOW_BAND = "below_band"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line; ``value`` None leaves a gap, ``previous`` is the line in grey."""

    at: date
    value: float | None
    previous: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A limit drawn across a chart, with the words beside it; `short` where room is scarce."""

    value: float
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: a dotted vertical at its first day, its name on top."""

    at: date
    label: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Between which values something lies on a day; `value` is the likeliest."""

    at: date
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A sparkline of weeks, or the star's running sum against what is due.

    Parameters
    ----------
    points : tuple of Point
        Ascending by day; the last with a value is the last complete one.
    due : tuple of Point
        What is due day by day (sums only); empty for ratios.
    complete_to : datetime.date or None
        Behind this day the chart is hatched.
    label : str
        The last value, formatted, to stand at the dot.
    alt : str
        The chart in one sentence, for those who do not see it.
    axis : tuple of (float, str)
        Ticks of the value axis, already formatted; empty for a sparkline.
    marks : tuple of Mark
        What happened in these days, ascending.
    doubt : tuple of Doubt
        The interval of each point that has one.
    forecast : tuple of Doubt
        What is expected from the last complete day on; `forecast_label` stands at its end.
    moved : tuple of Point
        Where the target stood before it was moved, as a line of steps; empty where it never was.
    """

    points: tuple[Point, ...]
    target: Line | None = None
    guardrail: Line | None = None
    guardrail_high: Line | None = None
    due: tuple[Point, ...] = ()
    complete_to: date | None = None
    label: str = ""
    alt: str = ""
    axis: tuple[tuple[float, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    doubt: tuple[Doubt, ...] = ()
    forecast: tuple[Doubt, ...] = ()
    forecast_label: str = ""
    moved: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its figure, both ready to show; ``note`` is muted text behind the figure."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A verdict as icon, word and colour role; the page maps the role to its colour slot."""

    verdict: Verdict
    word: str
    icon: str


@dataclass(frozen=True, slots=True)
class Card:
    """One KPI on the overview, everything worded.

    Parameters
    ----------
    goal_id : str
        The goal it belongs to; also the key of "where does this number come from".
    scope : str
        「Google Ads」 where the goal is one platform's; empty for all.
    figure : str
        The value, "–" where there is no answer.
    pace : tuple of Pair
        達成率, 時間進度 (預估期末 later); empty where nothing accumulates.
    table : tuple of Pair
        Star only: 應達, 目標, 較上期, 較去年同期.
    why_empty : str
        One sentence why there is no answer; empty where there is one.
    """

    goal_id: str
    kpi: str
    name: str
    scope: str
    figure: str
    chip: Chip | None
    flag: str
    target: str
    changes: tuple[Pair, ...]
    pace: tuple[Pair, ...]
    table: tuple[Pair, ...]
    owner: str
    basis: str
    chart: Chart
    why_empty: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that needs action: what, the agreed step with its owner, by when."""

    what: str
    step: str
    due: str


@dataclass(frozen=True, slots=True)
class Board:
    """The overview.

    Parameters
    ----------
    sentence : str
        Period, comparison and news in one sentence.
    period_note : str
        Which days the period stands for and why it ends there.
    freshness : str
        One line: each source and the day it is complete to.
    first, last : datetime.date or None
        The days the period stands for; None while there are no figures.
    watched : tuple of Card
        KPIs beside the core, such as the gross ROI beside the net one.
    offer : str
        Which set of goals fits the files better; empty where the star has its figure.
    """

    sentence: str
    period_note: str
    star: Card | None
    cards: tuple[Card, ...]
    todos: tuple[Todo, ...]
    more_todos: int
    freshness: str
    first: date | None = None
    last: date | None = None
    watched: tuple[Card, ...] = ()
    offer: str = ""


@dataclass(frozen=True, slots=True)
class OriginFile:
    """One file behind a number."""

    file: str
    source: str
    days: str
    imported: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from: one click from every figure.

    Parameters
    ----------
    facts : tuple of Pair
        Formula, what was divided by what (with figures), ledger, period, completeness, basis,
        currency and tax basis, flags in full.
    """

    title: str
    sentence: str
    facts: tuple[Pair, ...]
    files: tuple[OriginFile, ...]
