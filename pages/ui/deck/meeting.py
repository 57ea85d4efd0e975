"""A review on the projector: its slides, where the meeting is, and what is noted beside them."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from data.schema import PLATFORMS
from data.state import State
from data.text import LANGS, Lang
from kpi.review.outside import channels
from kpi.review.record import Review, review
from kpi.review.slide import Slide
from kpi.review.slides import slides
from pages.ui import access
from pages.ui.deck import component, hearing, words

REVIEWS = Path(__file__).parents[2] / "review.py"
POLL = 2
"""Seconds until a screen looks again where the meeting is."""


@st.fragment(run_every=POLL)
def project(id: str, lang: Lang) -> None:
    """Draw a review over the whole screen, and look every other second where its meeting is."""
    state = access.state()
    found = review(state, id)
    if found is None:
        st.info(words.NO_REVIEW.to(lang), icon=":material/search_off:")
        st.page_link(REVIEWS, label=words.TO_REVIEWS.to(lang), icon=":material/groups:")
        return
    eyes = channels(found)
    asked = st.query_params.get("eye")
    eye = asked if asked in eyes else None
    shown = _slides(id, state.version(), lang, eye, found, state)
    told = _told(state, found, lang) | {
        "eye": eye or "",
        "eyes": [{"key": "", "nr": "", "word": words.EVERYTHING.to(lang)}]
        + [{"key": c, "nr": "", "word": PLATFORMS[c].name.to(lang)} for c in eyes],
    }
    component.draw(shown, lang, told, partial(hearing.hear, id))


def _told(state: State, found: Review, lang: Lang) -> dict[str, Any]:
    """Return what the script knows beside the slides."""
    meeting, (last, refused) = state.meeting(found.id), hearing.heard()
    language = {"lang": lang} if lang != LANGS[0] else {}
    return {
        "mode": "review",
        "open": found.is_open,
        "name": words.NAME.to(lang),
        "first": st.query_params.get("item", ""),
        "leave": f"review?{urlencode({'review': found.id, **language})}",
        "heard": last,
        "refused": refused,
        "meeting": meeting
        and {
            "item": meeting.item,
            "lead": meeting.lead,
            "since": meeting.since.isoformat(),
            "free": hearing.is_free(meeting),
        },
        "notes": [asdict(note) | {"at": note.at.isoformat()} for note in state.notes(found.id)],
    }


@st.cache_resource(max_entries=32, show_spinner=False)
def _slides(
    id: str, version: int, lang: Lang, eye: str | None, _found: Review, _state: State
) -> tuple[Slide, ...]:
    return slides(_found, lang, outside=eye, state=_state)
