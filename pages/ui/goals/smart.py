"""A goal as one sentence in both languages, and the five letters with their reasons."""

from __future__ import annotations

import streamlit as st

from data.text import LANGS
from kpi.goals import smart
from kpi.goals.goal import Goal
from pages.ui.goals import contract_words as say
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain


def sentence(goal: Goal, scene: Scene) -> None:
    """Draw the sentence in the reader's language, and the other one small beneath."""
    other = next(lang for lang in LANGS if lang != scene.lang)
    mine, theirs = (
        plain(smart.sentence(goal, scene.today, lang, scene.told.year))
        for lang in (scene.lang, other)
    )
    st.markdown(f"{mine}  \n:gray[:small[{theirs}]]")


def letters(goal: Goal, scene: Scene) -> None:
    """Draw a line a letter: whether it holds, and why."""
    lang = scene.lang
    st.markdown(f"#### {say.SMART.to(lang)}", anchors=False)
    told = []
    for one in smart.letters(goal, scene.names.objectives, scene.today):
        icon = "check" if one.holds else "close"
        word = (say.HOLDS if one.holds else say.FAILS).to(lang)
        told.append(
            f"**{one.letter}**　{plain(one.name.to(lang))} :material/{icon}: {word}  \n"
            f":gray[:small[{plain(one.why.to(lang))}]]"
        )
    with st.container(gap="xsmall"):
        for line in told:
            st.markdown(line)
