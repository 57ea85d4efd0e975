"""Every kept scenario as a card: open it by its link, give it another name, remove it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import streamlit as st

from data.state import Conflict
from data.text import Lang, Text
from kpi.format import day, days
from kpi.scenarios.scenario import Scenario, keep, objection, remove
from pages.ui import access, url
from pages.ui.plain import plain
from pages.ui.whatif import scenarios_words as words
from pages.ui.whatif.budget_words import BUDGET
from pages.ui.whatif.levers_words import LEVERS
from pages.ui.whatif.shell_scene import PART, SCENARIO

KINDS: dict[str, Text] = {"budget": BUDGET, "levers": LEVERS}
"""What made a scenario, by the part that opens it."""


def cards(every: Sequence[Scenario], lang: Lang) -> None:
    """Draw a card a scenario."""
    grid = st.grid(3, min_column_width=300)
    for kept in every:
        with grid:
            _card(kept, every, lang)


def _card(kept: Scenario, every: Sequence[Scenario], lang: Lang) -> None:
    kind = KINDS.get(kept.draft.kind)
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        with st.container(gap="xxsmall"):
            st.markdown(f"**{plain(kept.name)}**")
            about = words.ABOUT.fill(
                kind=kind or kept.draft.kind, days=days(kept.draft.days), by=kept.by,
                day=day(kept.made_on),
            ).to(lang)  # fmt: skip
            st.markdown(f":gray[:small[{plain(about)}]]")
            for said in (kept.note, "" if kind else words.GONE.to(lang)):
                if said:
                    st.markdown(f":small[{plain(said)}]")
        with st.container(horizontal=True, vertical_alignment="center"):
            if kind:
                st.button(
                    words.OPEN.to(lang), key=f"open-{kept.id}", icon=":material/open_in_full:",
                    help=words.OPEN_DO.to(lang), on_click=url.write,
                    args=({PART: "", SCENARIO: kept.id},),
                )  # fmt: skip
            with st.popover(words.CHANGE.to(lang), type="tertiary", key=f"change-{kept.id}"):
                _edit(kept, every, lang)


def _edit(kept: Scenario, every: Sequence[Scenario], lang: Lang) -> None:
    """Draw another name and note with why, and the way to remove it."""
    key = f"scenario-{kept.id}-{kept.version}"
    name = " ".join(st.text_input(words.NAME.to(lang), kept.name, key=f"{key}-name").split())
    note = " ".join(st.text_input(words.NOTE.to(lang), kept.note, key=f"{key}-note").split())
    why = " ".join(st.text_input(words.WHY.to(lang), key=f"{key}-why").split())
    wanted = dataclasses.replace(kept, name=name, note=note)
    wrong = objection(wanted, every)
    if wrong:
        st.markdown(f":red[{plain(wrong.to(lang))}]")
    with st.container(horizontal=True):
        same = wanted == kept
        if st.button(words.SAVE.to(lang), key=f"{key}-save", disabled=same or wrong is not None):
            _write(lambda: keep(access.state(), wanted, access.user(), why), lang)
        if st.button(words.DELETE.to(lang), key=f"{key}-delete", type="tertiary"):
            gone = why or words.DELETED.to(lang)
            _write(lambda: remove(access.state(), kept, access.user(), gone), lang)


def _write(change: Callable[[], None], lang: Lang) -> None:
    try:
        change()
    except Conflict as conflict:
        st.error(plain(conflict.text.to(lang)), icon=":material/error:")
        return
    st.rerun()
