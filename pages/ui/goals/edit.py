"""One goal: how it stands, its contract in five steps, the way to delete it, and its record.

The form is drawn from the document it was opened with, so that what somebody typed stays when
another person saves the same goal first. It is no st.form: what is typed is judged at once, and
nothing is kept before somebody saves it.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.text import Lang, Text
from kpi.card import Chip
from kpi.goals import board, lints
from kpi.goals.fields import CHOICES, FIELDS, Objection
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.steps import TYPED
from pages.ui.goals import begun as goal_begun
from pages.ui.goals import confirm as goal_confirm
from pages.ui.goals import form as goal_form
from pages.ui.goals import keeping as goal_keeping
from pages.ui.goals import meanwhile as goal_meanwhile
from pages.ui.goals import moved as goal_moved
from pages.ui.goals import record as goal_record
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import smart as goal_smart
from pages.ui.goals import words as own
from pages.ui.goals.begun import CONFLICT, Begun
from pages.ui.goals.contract import contract, hints
from pages.ui.goals.form import Drawing
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.theme import CHIP_SLOT


def back(lang: Lang) -> None:
    """Draw the way back to all goals."""
    st.button(
        own.BACK.to(lang), key="goal-back", icon=":material/arrow_back:", type="tertiary",
        on_click=goal_scene.open_goal, args=(None,),
    )  # fmt: skip


def edit(scene: Scene, goal_id: str) -> None:
    """Draw the goal the URL opens."""
    lang = scene.lang
    now = next((doc for doc in scene.docs if doc["id"] == goal_id), None)
    begun = goal_begun.begun(goal_id, now)
    if begun is None:
        st.info(own.NOT_THERE.to(lang), icon=":material/info:")
        return
    goal = Goal.from_doc(now or begun["doc"])
    drawing = goal_begun.drawing(scene, goal_id, begun)
    draft, _ = goal_form.typed(drawing, TYPED)
    drawing = _judged(drawing, draft, scene)
    _head(goal, scene)
    goal_smart.sentence(draft, scene)
    left, right = st.columns([2, 1], gap="large")
    with left:
        _form(scene, drawing, draft, begun, gone=now is None)
    with right:
        goal_smart.letters(draft, scene)
        if now:
            goal_confirm.confirm(goal, drawing, begun, scene)
        goal_moved.moved(goal, scene)
        goal_record.of_goal(goal_id, lang)


def _judged(drawing: Drawing, draft: Goal, scene: Scene) -> Drawing:
    """Add what is advised, and what is wrong once it was refused."""
    advice: dict[str, list[Text]] = {}
    for one in lints.of_goal(draft, scene.goals, scene.today, scene.events):
        advice.setdefault(one.field, []).append(one.text)
    wrong: list[Objection] = []
    if st.session_state.get(goal_keeping.WRONG) == drawing.key:
        _, wrong = goal_keeping.refusals(drawing, scene.goals, scene)
    said = {one.field: one.text for one in reversed(wrong)}
    return replace(drawing, wrong=said, advice=advice, hints=hints(draft, scene))


def _form(
    scene: Scene, drawing: Drawing, draft: Goal, begun: Begun, gone: bool
) -> None:  # fmt: skip
    lang, key, goal_id = scene.lang, drawing.key, drawing.goal.id
    if gone or st.session_state.get(CONFLICT) == key:
        goal_meanwhile.conflict(goal_id, begun, scene)
    found = lints.of_goal(draft, scene.goals, scene.today, scene.events)
    with st.container(gap="xsmall"):
        contract(drawing, draft, found, scene)
    goal_form.said(drawing, "scope")
    goal_form.why(drawing)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
            on_click=goal_keeping.save, args=(scene, goal_id),
        )  # fmt: skip
        if not gone:
            goal_keeping.delete_button(scene, goal_id, key)
    if drawing.wrong:
        st.error(own.MEND.to(lang), icon=":material/error:")
    goal_scene.tell(lang)


def _head(goal: Goal, scene: Scene) -> None:
    """Open with the goal in one line: name, verdict, where it stands, what it should reach."""
    lang, card = scene.lang, scene.cards.get(goal.id)
    line = board.line(goal, card, lang, scene.today)
    st.subheader(plain(kpi_name(goal, lang)), anchor=False)
    facts = [CHOICES["rank"][goal.rank].to(lang), _chip(line.chip)]
    if card:
        facts.append(f"{own.TODAY.to(lang)} **{plain(line.figure)}**")
    facts.append(f"{FIELDS['target'].to(lang)} {plain(line.target)}")
    lacks = "" if line.complete else own.IT_LACKS.fill(what=line.lacks).to(lang)
    facts += [f":gray[{plain(x)}]" for x in (line.flag, lacks) if x]
    st.markdown("　".join(x for x in facts if x))


def _chip(chip: Chip | None) -> str:
    if chip is None:
        return ""
    return f":{CHIP_SLOT[chip.verdict]}-badge[:material/{chip.icon}: {plain(chip.word)}]"
