"""The component that draws slides over the whole screen; its script and styles lie beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from data.text import Lang
from kpi.review.slide import Slide
from pages.ui.deck import words

HERE = Path(__file__).parent
SCRIPTS = (
    "draw.js", "fit.js", "line.js", "panels.js", "status.js", "overlay.js", "keys.js", "deck.js",
)  # fmt: skip
"""One module in the browser; the last one says what it exports."""
KEY = "deck"
Json = Mapping[str, Any]

_DECK = st.components.v2.component(
    "lodestar_deck",
    css=(HERE / "deck.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS),
)


def draw(slides: Sequence[Slide], lang: Lang, told: Json, hear: Callable[[], None]) -> None:
    """Draw slides over the whole screen.

    Parameters
    ----------
    told : mapping
        What else the script has to know, as JSON: at least ``mode`` (``review`` or ``tv``).
    hear : callable
        Called when the browser says something; :func:`said` then returns it.
    """
    data = {
        "slides": [asdict(slide) for slide in slides],
        "lang": lang,
        "theme": st.context.theme.type or "light",
        "words": words.of_the_screen(lang),
        # the browser knows by it that the server still answers
        "beat": datetime.now(UTC).isoformat(),
        **told,
    }
    _DECK(key=KEY, data=data, on_said_change=hear)


def said() -> Json:
    """Return what the browser said last."""
    return st.session_state[KEY].get("said") or {}
