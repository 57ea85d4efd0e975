"""Notes beside an item: everybody's, and one's own kept while it is typed."""

from __future__ import annotations

import streamlit as st

from pages.ui import access
from pages.ui.plain import plain
from pages.ui.review import scene, words
from pages.ui.review.scene import Scene


def draw(at: Scene) -> None:
    """Draw what others noted, and a line to write in while the review is open."""
    lang, own = at.lang, scene.pen()
    noted = [note for note in at.state.notes(at.review.id) if note.item == at.item]
    shown = [note for note in noted if note.pen != own or not at.review.is_open]
    if shown or at.review.is_open:
        st.markdown(f"**{words.NOTES.to(lang)}**")
    for note in shown:
        when = f"{access.local(note.at):%H:%M}"
        st.markdown(plain(words.NOTED.fill(text=note.text, by=note.by, at=when).to(lang)))
    if not at.review.is_open:
        return
    mine = next((note.text for note in noted if note.pen == own), "")
    key = f"note-{at.item}"
    left, right = st.columns([4, 1])
    left.text_input(
        words.NOTE.to(lang), mine, key=key, live=True, max_chars=500, icon=":material/edit_note:",
        on_change=_write, args=(at.review.id, at.item, key),
    )  # fmt: skip
    right.text_input(words.ME.to(lang), key=scene.NAME, placeholder=access.user(), max_chars=40)


def _write(review: str, item: str, key: str) -> None:
    access.state().write_note(
        review, item, scene.pen(), scene.writer(), st.session_state.get(key) or ""
    )
