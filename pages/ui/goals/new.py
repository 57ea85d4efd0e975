"""A new goal: any KPI, with a scope that KPI can have."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from data.schema import PLATFORMS
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension, cut_of, obstacle
from kpi.definition import Kpi
from kpi.facts.ga4_channels import GROUPS
from kpi.facts.quantities import Ledger
from kpi.goals.fields import KPI, NOBODY, Objection, as_doc
from kpi.goals.goal import Goal
from kpi.goals.rules import objections
from kpi.goals.table import SCOPES
from kpi.goals.upload import AT_THE_END
from kpi.naming import value_name
from pages.ui import access, reasons
from pages.ui.goals import form as goal_form
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain

OFFERED = ("platform", "account", "channel", "campaign_class")
WRONG, ROUND = "goal-new-wrong", "goal-new-round"
"""In the session: which new goal was refused and why; how many were added."""
NONE: frozenset[Ledger] = frozenset()


def new(scene: Scene) -> None:
    """Ask for the KPI and its scope, then for the rest."""
    lang = scene.lang
    st.markdown(f":gray[{words.ADD_DO.to(lang)}]")
    count = st.session_state.get(ROUND, 0)
    with st.container(border=True):
        with st.grid(3, min_column_width=200):
            name = st.selectbox(
                KPI.to(lang), list(KPIS), None, key=f"goal-new-kpi-{count}",
                format_func=lambda key: KPIS[key].name.to(lang),
                placeholder=words.CHOOSE_KPI.to(lang),
            )  # fmt: skip
            if name is None:
                return
            kpi = KPIS[name]
            scope = _scope(kpi, scene, count)
        st.markdown(f"{plain(kpi.sentence.to(lang))} :gray[{goal_form.way(kpi, lang)}]")
        key = f"goal-new-{count}-{name}"
        at, wrong = st.session_state.get(WRONG, ("", ()))
        with st.form(f"{key}-form", border=False):
            goal_form.brief(_drawing(key, _blank(kpi, scope), scene, wrong if at == key else ()))
            st.form_submit_button(
                words.ADD.to(lang), key=f"{key}-save", icon=":material/add:",
                on_click=_add, args=(scene, _blank(kpi, scope), key),
            )  # fmt: skip


def _drawing(
    key: str, blank: Goal, scene: Scene, wrong: Sequence[Objection] = ()
) -> goal_form.Drawing:
    said = {one.field: one.text for one in reversed(wrong)}
    return goal_form.Drawing(
        key, blank, scene.goals, scene.names, scene.told.currency, scene.lang, said
    )


def _blank(kpi: Kpi, scope: Cut) -> Goal:
    """Return the goal before anything is typed; its boxes stand empty."""
    return Goal("", kpi.key, scope, "watched", Decimal(0), NOBODY, NOBODY, cadence=kpi.cadence)


def _scope(kpi: Kpi, scene: Scene, count: int) -> Cut:
    """Ask for a scope among those that the KPI can have."""
    lang = scene.lang
    ways = [name for name in OFFERED if obstacle(kpi, [Dimension(name)]) is None]
    if not kpi.claimed:
        ways = ["", *ways]
    else:
        ways = [name for name in ways if name in ("platform", "account")]
    by = st.selectbox(
        words.SCOPE_BY.to(lang), ways, key=f"goal-new-by-{count}-{kpi.key}",
        format_func=lambda name: (SCOPES[name] if name else words.EVERYTHING).to(lang),
    )  # fmt: skip
    found = _values(by, kpi, scene) if by else []
    if not found:
        return ()
    chosen = st.selectbox(
        words.WHICH.to(lang), range(len(found)), key=f"goal-new-value-{count}-{kpi.key}-{by}",
        format_func=lambda n: "・".join(value_name(d, v, lang) for d, v in found[n]),
    )  # fmt: skip
    return found[chosen]


def _values(by: str, kpi: Kpi, scene: Scene) -> list[Cut]:
    """Return what there is to choose from; without data, every platform."""
    if by == "channel":
        return [cut_of({by: group.name.en}) for group in GROUPS]
    if by == "campaign_class":
        return [cut_of({by: name}) for name, _ in scene.told.classes]
    accounts = access.accounts(scene.seen) if scene.seen else []
    held = [a for a in accounts if not scene.books.get(a.platform, NONE).isdisjoint(kpi.ledgers)]
    if by == "account":
        return [cut_of({"platform": a.platform, "account": a.account}) for a in held]
    names = dict.fromkeys(a.platform for a in held) or PLATFORMS
    return [cut_of({by: name}) for name in names]


def _add(scene: Scene, blank: Goal, key: str) -> None:
    """Keep the new goal and open it, or say in place what is wrong."""
    goals = [Goal.from_doc(doc) for doc in access.state().goals()]
    drawing = _drawing(key, blank, scene)
    goal, wrong = goal_form.typed(drawing, goal_form.BRIEF)
    wrong += goal_form.unreasoned(drawing)
    unread = {one.field for one in wrong}
    told = objections(goal, goals, scene.today, scene.books)
    wrong += [one for one in told if one.field not in unread]
    st.session_state[WRONG] = key, wrong
    if wrong:
        return
    goal_id = f"{goal.kpi}-{secrets.token_hex(3)}"
    doc = {**as_doc(goal, {"position": AT_THE_END}), "id": goal_id}
    access.state().save_goal(doc, access.user(), reasons.given(f"{key}-why"))
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    goal_scene.go_to("list")
    goal_scene.open_goal(goal_id)
    goal_scene.say(words.SAVED)
