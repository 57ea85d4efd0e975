"""One screen of a review, worded in one language: what projector, PPTX and PDF draw."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.card import Chip
from kpi.review.record import Kind


@dataclass(frozen=True, slots=True)
class Bar:
    """What one part added: its name, how much (for the bar's length), and how that is written."""

    name: str
    effect: float
    text: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A KPI over its last weeks.

    Parameters
    ----------
    days : tuple of str
        The Monday of each week, as it is written: 11/16.
    values, previous : tuple of float or None
        By week; None leaves a gap.
    target, guardrail : float or None
        Lines across, with `target_text` and `guardrail_text` beside them.
    texts : tuple of str
        Each value as it is written.
    alt : str
        The chart in one sentence.
    """

    days: tuple[str, ...]
    values: tuple[float | None, ...]
    previous: tuple[float | None, ...]
    texts: tuple[str, ...]
    alt: str
    target: float | None = None
    target_text: str = ""
    guardrail: float | None = None
    guardrail_text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide: its key on the keyboard, its word, whether it is the decision taken."""

    step: str
    key: str
    word: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen.

    Parameters
    ----------
    key : str
        The key of its item.
    title, note : str
        「整體 ROAS」, 「11/10–11/16 與 11/3–11/9 相比」.
    figure : str
        The headline figure; empty where it shows none.
    chip : Chip or None
        The verdict; `flag` is the gravest flag in words.
    limits : str
        「目標 3.0｜護欄 2.8」.
    facts : tuple of str
        「較上期 −0.31（3.05）」, one a line.
    bars_title : str
        「為什麼少了 0.31」.
    sentences : tuple of str
        What is said on it, a line each; the first is the message of the slide.
    titles, rows : tuple
        A table; the first column is the name.
    choices : tuple of Choice
        How it can be decided; empty where there is nothing to decide, or not any more.
    decided : str
        「停投・黃子維・11/20 前」; empty while nothing is.
    owner, due : str
        Whose action the decision made, and its day as ISO; empty where it made none.
    asks_why : bool
        Whether 「本週不處理」 wants a reason here.
    minutes : int
        How long it should take.
    speaker : tuple of str
        What the speaker should know: definition, basis, completeness.
    """

    key: str
    kind: Kind
    title: str
    note: str
    minutes: int
    figure: str = ""
    chip: Chip | None = None
    flag: str = ""
    limits: str = ""
    facts: tuple[str, ...] = ()
    bars_title: str = ""
    bars: tuple[Bar, ...] = ()
    spark: Spark | None = None
    sentences: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    choices: tuple[Choice, ...] = ()
    decided: str = ""
    owner: str = ""
    due: str = ""
    asks_why: bool = False
    speaker: tuple[str, ...] = ()
