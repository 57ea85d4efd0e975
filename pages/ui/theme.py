"""Colours of the charts, light and dark; everything else takes its colours from config.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data.text import Lang
from kpi.card import Verdict

HERE = Path(__file__).parent
FONT = "IBM Plex Sans, PingFang TC, Microsoft JhengHei, Noto Sans TC, Noto Sans CJK TC, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """What a chart is drawn with.

    Parameters
    ----------
    ink, previous : str
        What is measured, and what was.
    text, muted : str
        Target lines and their labels; the labels of axes.
    line, band, hatch : str
        Grid, the zone between guardrail and target, and the unknown.
    """

    ink: str
    previous: str
    text: str
    muted: str
    line: str
    band: str
    hatch: str


LIGHT = Palette("#1F4B8E", "#8D99A9", "#13233A", "#465468", "#D3DBE6", "#DCE6F2", "#9AA6B6")
DARK = Palette("#8DB8F5", "#6F7F96", "#E9EEF6", "#B3BFCE", "#2B3B55", "#1D3152", "#5A6B84")

# The violet slot of the theme is the solid chip; the graver, the more ink.
CHIP_SLOT = {
    Verdict.GOOD: "green",
    Verdict.WATCH: "yellow",
    Verdict.ACT: "violet",
    Verdict.UNKNOWN: "gray",
}


def palette() -> Palette:
    """Return the palette of the theme the reader has chosen."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def logo(lang: Lang) -> str:
    """Return the wordmark as SVG, in the ink of the reader's theme."""
    svg = (HERE / f"logo-{lang}.svg").read_text(encoding="utf-8")
    chosen = palette()
    return svg.replace(LIGHT.ink, chosen.ink).replace(LIGHT.text, chosen.text)
