"""Finding the best mix: how far channels may move, which CAC or ROAS to keep, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import streamlit as st

from data.text import Lang
from kpi.whatif.account import Account
from kpi.whatif.best import Wish
from kpi.whatif.best import best as best_mix
from kpi.whatif.expected import Going
from kpi.whatif.outcome import Estimate
from kpi.whatif.telling import changes, money
from pages.ui.plain import plain
from pages.ui.whatif import budget_state as state
from pages.ui.whatif import budget_words as words

SAID = "b-said"
"""What was found last; it is forgotten when a slider moves."""
NAME, LEAST, MOST, BOUNDS = "name", "least", "most", "b-bounds"
AROUND = (0.2, 0.4, 0.6, None)


def find(
    choices: state.Choices, found: Account, going: Going, now: tuple[int, ...], lang: Lang
) -> None:
    """Draw the button behind which the best mix is looked for, and what was found."""
    with st.popover(words.FIND.to(lang), icon=":material/search_insights:", key="b-best"):
        st.selectbox(
            words.AROUND.to(lang), AROUND, index=1, key="b-around",
            format_func=lambda by: f"±{by:.0%}" if by else words.FREELY.to(lang),
        )  # fmt: skip
        with st.container(horizontal=True):
            st.number_input(words.WISH_CAC.to(lang), min_value=1, value=None, step=10,
                            key="b-cac", width=150)  # fmt: skip
            st.number_input(words.WISH_ROAS.to(lang), min_value=0.1, value=None, step=0.1,
                            key="b-roas", width=150)  # fmt: skip
        st.markdown(f":gray[:small[{words.WISH.to(lang)}]]")
        _bounds(found, lang)
        st.button(words.LOOK.to(lang), key="b-look", icon=":material/search:", on_click=_look,
                  args=(choices, found, going, now, lang))  # fmt: skip
    if said := st.session_state.get(SAID):
        st.markdown(f":material/search_insights: {plain(said)}")


def _bounds(found: Account, lang: Lang) -> None:
    """Draw the table of least and most."""
    st.markdown(f":gray[:small[{words.BOUNDS.to(lang)}]]")
    names = [c.name(lang) for c in found.channels]
    blank = pd.array([None] * len(names), dtype="Int64")
    number = st.column_config.NumberColumn
    st.data_editor(
        pd.DataFrame({NAME: names, LEAST: blank, MOST: blank}),
        hide_index=True, disabled=[NAME], key=BOUNDS, placeholder="–",
        column_config={
            NAME: words.CHANNEL.to(lang),
            LEAST: number(words.LEAST.to(lang), min_value=0, step=1),
            MOST: number(words.MOST.to(lang), min_value=0, step=1),
        },
    )  # fmt: skip


def _typed(found: Account, column: str) -> dict[str, int]:
    """Return what was typed into a column of the table, by channel."""
    rows: Mapping[int, Mapping[str, int | None]] = st.session_state[BOUNDS]["edited_rows"]
    return {
        found.channels[row].key: amount
        for row, cells in rows.items()
        if (amount := cells.get(column)) is not None and row < len(found.channels)
    }


def _look(
    choices: state.Choices, found: Account, going: Going, now: tuple[int, ...], lang: Lang
) -> None:
    """Look for the best mix; one that is advised goes on the sliders."""
    asked = st.session_state
    limits = replace(choices.limits, around=asked["b-around"], least=_typed(found, LEAST),
                     most=_typed(found, MOST))  # fmt: skip
    cac, roas = (None if v is None else Decimal(str(v)) for v in (asked["b-cac"], asked["b-roas"]))
    answer = best_mix(found, now, Wish(limits, cac, roas), going)
    asked[SAID] = answer.why_not.to(lang) if answer.why_not else ""
    if answer.why_not or answer.then is None or answer.gain is None:
        return
    ends = Estimate(answer.gain.middle, *answer.gain.interval)
    total = money(sum(answer.then), lang, found.currency)
    text = words.FOUND_TOTAL if cac or roas else words.FOUND
    asked[SAID] = text.fill(range=changes(ends, lang), total=total).to(lang)
    state.write_division(found, answer.then)


def forget() -> None:
    """Forget what was found: the sliders stand elsewhere."""
    st.session_state.pop(SAID, None)
