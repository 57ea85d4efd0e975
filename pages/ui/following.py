"""Whether the board follows a rule that was kept; looked at again while a child brings it there."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data import intake
from data.journal import now
from data.snapshot import Snapshot
from data.text import Lang, Text
from pages.ui import access
from pages.ui.drop import EVERY, LONG
from pages.ui.rules import words

Follows = Callable[[Snapshot], bool]


def following(
    seen: Snapshot, follows: Follows, under_way: Text, done: Text | None, lang: Lang
) -> None:
    """Say whether what is published follows a rule.

    Parameters
    ----------
    follows : callable
        Whether a snapshot was derived by the rule.
    under_way, done : Text
        What is said until then, and from then on; None where there is nothing to say.
    """
    waits = not follows(seen)
    st.fragment(_state, run_every=EVERY if waits else None)(follows, waits, under_way, done, lang)


def _state(
    follows: Follows, waits: bool, under_way: Text, done: Text | None, lang: Lang
) -> None:  # fmt: skip
    seen = access.snapshot()
    if waits and seen and follows(seen):
        st.rerun()  # the figures of the page have changed with it
    if not waits:
        if done:
            st.markdown(f":gray[:material/check: {done.to(lang)}]")
        return
    st.markdown(f":blue[:material/hourglass_empty: {under_way.to(lang)}]")
    last = access.state().changed_at()
    if last and now() - last > LONG:
        again = words.GO_ON.to(lang)
        st.button(again, type="tertiary", on_click=intake.recover, args=(access.store(),))
