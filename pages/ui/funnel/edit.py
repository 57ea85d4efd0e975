"""Steps of a team's own: choose them in order, say whose each is, keep them."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import streamlit as st

from data.state import Conflict
from data.text import Lang, Text
from kpi.format import NO_ANSWER
from kpi.funnels.funnel import FEWEST, MOST, NO_NAME, STEPS, Funnel, keep, objection, remove
from kpi.funnels.steps import Step
from pages.ui import access, url
from pages.ui.funnel import words
from pages.ui.funnel.scene import EDIT, FUNNEL, Scene
from pages.ui.plain import plain
from pages.ui.words import CANCEL


def editor(at: Scene) -> None:
    """Draw the steps of the funnel on the page, to be changed and kept, where the URL says so."""
    if at.edited:
        with st.container(border=True):
            _editor(at)


def _editor(at: Scene) -> None:
    lang, before = at.view.lang, at.funnel
    st.markdown(f":gray[{words.HINT.fill(fewest=FEWEST, most=MOST).to(lang)}]")
    usual = before.name.to(lang) if before.is_own else ""
    name = st.text_input(words.NAME.to(lang), usual, key=f"funnel-name-{before.id}")
    steps = _steps(before, lang)
    wanted = _wanted(before, " ".join(name.split()), steps)
    wrong = objection(wanted, at.every) if wanted else NO_NAME
    if wrong:
        st.markdown(f":gray[{plain(wrong.to(lang))}]")
    with st.container(horizontal=True):
        st.button(CANCEL.to(lang), key="leave-funnel", on_click=url.write, args=({EDIT: ""},))
        pressed = st.button(words.SAVE.to(lang), key="save-funnel", disabled=wrong is not None)
        if pressed and wanted:
            _save(wanted, lang)
        if before.is_own and st.button(words.DELETE.to(lang), key="delete-funnel"):
            _delete(before, lang)


def _steps(before: Funnel, lang: Lang) -> tuple[Step, ...]:
    """Draw one place for each step and one more; an empty one is no step."""
    owners = {step.key: step.owner for step in before.steps}
    names = {"": NO_ANSWER} | {key: step.name.to(lang) for key, step in STEPS.items()}
    usual = [step.key for step in before.steps]
    steps, grid = list[Step](), st.grid(4, min_column_width=200)
    for n in range(MOST):
        if n > max(len(usual), len(steps)):
            break
        with grid:
            chosen = st.selectbox(
                words.STEP.fill(n=n + 1).to(lang), list(names), key=f"step-{before.id}-{n}",
                index=list(names).index(usual[n]) if n < len(usual) else 0,
                format_func=names.__getitem__,
            )  # fmt: skip
            if chosen:
                owner = owners.get(chosen, STEPS[chosen].owner)
                steps.append(_owned(STEPS[chosen], owner, n, lang))
    return tuple(steps)


def _owned(step: Step, owner: Text, n: int, lang: Lang) -> Step:
    label, key = words.OWNER.fill(step=step.name).to(lang), f"owner-{step.key}-{n}"
    typed = " ".join(st.text_input(label, owner.to(lang), key=key).split())
    kept = owner if typed in ("", owner.to(lang)) else Text(typed, typed)
    return dataclasses.replace(step, owner=kept)


def _wanted(before: Funnel, name: str, steps: tuple[Step, ...]) -> Funnel | None:
    """Return the funnel as it was chosen, of a template a new one; None without a name."""
    if not name:
        return None
    key, version = (before.id, before.version) if before.is_own else (f"own-{uuid4().hex[:8]}", 0)
    return Funnel(key, Text(name, name), steps, version=version)


def _save(wanted: Funnel, lang: Lang) -> None:
    try:
        keep(access.state(), wanted, access.user(), words.SAVED.to(lang))
    except Conflict as conflict:
        st.error(conflict.text.to(lang))
        return
    url.write({FUNNEL: wanted.id, EDIT: ""})
    st.rerun()


def _delete(before: Funnel, lang: Lang) -> None:
    try:
        remove(access.state(), before, access.user(), words.DELETED.to(lang))
    except Conflict as conflict:
        st.error(conflict.text.to(lang))
        return
    url.write({FUNNEL: "", EDIT: ""})
    st.rerun()
