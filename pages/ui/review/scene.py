"""Which review and item the page looks at, and whose pen writes on it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from data.state import Meeting, State
from data.text import Lang
from kpi.review.record import Review, review, reviews
from kpi.review.slide import Slide
from kpi.review.slides import slides
from pages.ui import access, url

REVIEW, ITEM = "review", "item"
"""In the URL. Without an item the page follows whoever leads."""
AT = "review-at"
"""The item of the URL as the page last saw it: what only draws a part again is not told the URL."""
PEN, NAME = "review-pen", "review-name"
"""Of this open page: the pen that tells its notes from others', and how its writer is called."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A review on the page.

    Parameters
    ----------
    screens : mapping of str to tuple of Slide
        By item, in the order of the agenda: what the projector shows of it, one after the other.
    item : str
        The key of the one that is looked at.
    meeting : Meeting or None
        Where the meeting is; None before anybody led it.
    """

    lang: Lang
    state: State
    review: Review
    screens: Mapping[str, tuple[Slide, ...]]
    item: str
    meeting: Meeting | None

    @property
    def at(self) -> Slide:
        """The first screen of the item that is looked at."""
        return self.screens[self.item][0]

    @property
    def leads(self) -> bool:
        """Whether this page leads the meeting."""
        return self.meeting is not None and self.meeting.lead == pen()


def chosen(state: State) -> Review | None:
    """Return the review the URL names, else the one that is open; None for all of them."""
    asked = st.query_params.get(REVIEW)
    if asked:
        return None if asked == "all" else review(state, asked)
    newest = next(iter(reviews(state)), None)
    return newest if newest and newest.is_open else None


def look(state: State, found: Review, lang: Lang) -> Scene:
    """Return what the page shows of a review: its own choice, else where the meeting is."""
    screens: dict[str, tuple[Slide, ...]] = {}
    for slide in _slides(found.id, state.version(), lang, found, state):
        screens[item_of(slide.key)] = (*screens.get(item_of(slide.key), ()), slide)
    meeting = state.meeting(found.id)
    wanted = (st.session_state.get(AT, ""), meeting.item if meeting and found.is_open else "")
    known = (item_of(key) for key in wanted if item_of(key) in screens)
    return Scene(lang, state, found, screens, next(known, next(iter(screens))), meeting)


def item_of(key: str) -> str:
    """Return the item a screen is of; a long one goes on over several."""
    return key.partition("~")[0]


def pen() -> str:
    """Return the pen of this open page."""
    made: str = st.session_state.setdefault(PEN, secrets.token_hex(8))
    return made


def writer() -> str:
    """Return how whoever writes here is called."""
    return st.session_state.get(NAME, "").strip() or access.user()


def go(found: str, key: str, leads: bool) -> None:
    """Turn to an item: with the whole meeting where this page leads it, else alone."""
    if leads:
        access.state().turn(found, key, pen())
    look_at("" if leads else key)


def look_at(key: str) -> None:
    """Look at an item, whatever the others do; at what the meeting looks at where it is empty."""
    st.session_state[AT] = key
    url.write({ITEM: key})


@st.cache_resource(max_entries=32, show_spinner=False)
def _slides(id: str, version: int, lang: Lang, _found: Review, _state: State) -> tuple[Slide, ...]:
    return slides(_found, lang, state=_state)
