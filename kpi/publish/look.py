"""The paper and ink of what is taken along: colours, marks of verdicts, typefaces."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.card import Verdict

PAPER, LINE = "FAFBFC", "D3DBE6"
TEXT, MUTED = "13233A", "465468"
ACTUAL, PREVIOUS, FALLEN = "1F4B8E", "8D99A9", "C0692B"
"""What is measured or rose, what was, and what fell."""

LATIN, EAST_ASIAN = "Arial", "Microsoft JhengHei"
"""Typefaces of slides: both are where PowerPoint is; Keynote takes its own for the second."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a verdict is printed: letters on a fill, and its mark; `mark` is within a ring."""

    text: str
    fill: str
    mark: str


INKS: dict[Verdict, Ink] = {
    Verdict.GOOD: Ink("084C41", "C9EBE2", "✓"),
    Verdict.WATCH: Ink("5C3D00", "FFE08A", ""),
    Verdict.ACT: Ink("FFFFFF", "A3171C", "!"),
    Verdict.UNKNOWN: Ink("465468", "EDF0F4", "?"),
}
"""留意 has no ring: its mark is an empty triangle."""
