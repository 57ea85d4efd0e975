"""The five steps of a goal on screen: short parts, each with what it holds and what it misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from data.text import Lang
from kpi.catalog import KPIS
from kpi.definition import LEDGERS
from kpi.goals.fields import fields_of
from kpi.goals.goal import Goal
from kpi.goals.lints import Lint
from kpi.goals.names import scope_name
from kpi.goals.pairs import candidates, paired
from kpi.goals.steps import FIELDS_OF, Step, first_open, steps
from kpi.goals.teams import LETTERS, STAGES, written
from pages.ui.goals import contract_words as say
from pages.ui.goals import form as goal_form
from pages.ui.goals import words as own
from pages.ui.goals.filling import filling
from pages.ui.goals.form import Drawing
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain

REFUSED = "goal-refused"
"""In the session: the key of the form that was refused just now."""


def contract(drawing: Drawing, draft: Goal, found: Sequence[Lint], scene: Scene) -> None:
    """Draw the steps; the first that misses something stands open."""
    told = steps(draft, scene.goals, scene.names, found, scene.lang)
    opened, refused = first_open(told), st.session_state.pop(REFUSED, "") == drawing.key
    for n, step in enumerate(told, 1):
        at = f"{drawing.key}-step-{step.key}"
        wrong = any(name in drawing.wrong for row in FIELDS_OF[step.key] for name in row)
        st.session_state[at] = wrong or st.session_state.get(at, step.key == opened)
        # a box drawn anew opens again; as long as it is the same, its line may change as one types
        # and the focus stays
        drawn = st.session_state.get(f"{at}-drawn", 0) + (wrong and refused)
        st.session_state[f"{at}-drawn"] = drawn
        with st.expander(
            _label(n, step), st.session_state[at], key=f"{at}-box-{drawn}",
            icon=":material/radio_button_unchecked:" if step.lacks else ":material/check:",
        ):  # fmt: skip
            BEFORE.get(step.key, _nothing)(drawing, draft, scene)
            _rows(drawing, step.key)
            AFTER.get(step.key, _nothing)(drawing, draft, scene)


def _label(n: int, step: Step) -> str:
    """Return the line of a step: its name, then what is missing, else what it says."""
    rest = step.lacks or step.told
    return f"**{n}　{plain(step.name)}**　:gray[{plain(rest)}]"


def _rows(drawing: Drawing, step: str) -> None:
    shown = fields_of(drawing.kpi)
    for row in FIELDS_OF[step]:
        names = [name for name in row if name in shown]
        if names:
            with st.grid(max(len(names), 2), min_column_width=150):
                for name in names:
                    goal_form.one(drawing, name)


def _nothing(_drawing: Drawing, _draft: Goal, _scene: Scene) -> None:
    """Draw nothing beside the fields of a step."""


def _formula(drawing: Drawing, draft: Goal, scene: Scene) -> None:
    """Say what is counted, from which books and over what."""
    lang, kpi = scene.lang, drawing.kpi
    ledgers = own.JOIN.to(lang).join(LEDGERS[name].to(lang) for name in kpi.ledgers)
    facts = [
        say.FORMULA_IS.fill(formula=kpi.formula), say.SOURCE_IS.fill(ledgers=ledgers),
        say.SCOPE_IS.fill(scope=_scope(draft, lang)),
    ]  # fmt: skip
    facts += [say.STAGE_IS.fill(stage=STAGES[kpi.stage])] if kpi.stage else []
    st.markdown(f"{plain(kpi.sentence.to(lang))}  \n" + "｜".join(plain(f.to(lang)) for f in facts))


def _scope(goal: Goal, lang: Lang) -> str:
    return scope_name(goal, lang) or own.EVERYTHING.to(lang)


def _teams(_drawing: Drawing, _draft: Goal, scene: Scene) -> None:
    """Say how teams are typed, and where those of the stages are set."""
    told = say.RACI_DO.to(scene.lang), say.RACI_ELSE.to(scene.lang)
    st.markdown(f":gray[:small[{'  '.join(told)}]]")


def _pairs(drawing: Drawing, draft: Goal, scene: Scene) -> None:
    """Offer the likeliest pair, or say that another goal names this one."""
    lang, other = scene.lang, paired(draft, scene.goals)
    if other is not None:
        if draft.pair is None:
            told = say.OTHER_NAMES_IT.fill(name=scene.names.told("pair", other.id))
            st.markdown(f":gray[{plain(told.to(lang))}]")
        return
    likely = candidates(draft, scene.goals)
    if likely:
        label = say.PAIR_SUGGESTED.fill(name=scene.names.told("pair", likely[0].id)).to(lang)
        st.button(
            plain(label), key=f"{drawing.key}-take-pair", icon=":material/link:",
            on_click=_put, args=(goal_form.widget(drawing.key, "pair", lang), likely[0].id),
        )  # fmt: skip


def _put(at: str, told: object) -> None:
    st.session_state[at] = told


def hints(goal: Goal, scene: Scene) -> dict[str, str]:
    """Return what holds for the letters a goal leaves empty: those of its stage, else its owner."""
    stage, lang = KPIS[goal.kpi].stage, scene.lang
    own_stage = scene.teams.get(stage, {}) if stage else {}
    told = {
        letter: say.FROM_STAGE.fill(names=written(own_stage[letter], lang)).to(lang)
        for letter in LETTERS
        if own_stage.get(letter)
    }
    told.setdefault("accountable", say.FROM_OWNER.fill(name=goal.owner).to(lang))
    return told


Draw = Callable[[Drawing, Goal, Scene], None]
BEFORE: dict[str, Draw] = {"formula": _formula, "numbers": filling}
AFTER: dict[str, Draw] = {"rank": _pairs, "formula": _teams}
