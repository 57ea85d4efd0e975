"""What the rules say of all goals, a line each; and filling in what the data know."""

from __future__ import annotations

import streamlit as st

from data.state import Conflict
from data.text import Lang
from kpi.goals import completing
from kpi.goals.completing import Filled
from kpi.goals.confirming import is_draft
from kpi.goals.fields import FIELDS, as_read
from kpi.goals.lints import lints
from kpi.goals.names import kpi_name
from kpi.goals.rules import missing
from kpi.goals.summing import checks
from pages.ui import access, reasons
from pages.ui.goals import contract_words as say
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.agreeing import agreeing
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table

REFUSED = "goal-fill-refused"


def checked(scene: Scene) -> None:
    """Draw the advice in a closed list, and the offer to fill in what is missing."""
    lang = scene.lang
    said = lints(scene.goals, scene.objectives, scene.today, scene.events)
    found = checks(said, scene.names, lang)
    if not found:
        st.markdown(f":gray[:material/check: {say.ALL_WELL.to(lang)}]")
        return
    names = own.JOIN.to(lang).join(one.name for one in found)
    with st.container(gap="xsmall"):
        with st.expander(
            f"{say.CHECKS.to(lang)}　:gray[{plain(names)}]", icon=":material/lightbulb:"
        ):
            st.markdown("\n".join(f"- **{plain(x.name)}**　{plain(x.text)}" for x in found))
        _fill(scene)
        agreeing(scene)


def _fill(scene: Scene) -> None:
    """Offer baselines, deadlines and targets in reach; nothing happens by itself."""
    lang = scene.lang
    lacking = [g for g in scene.goals if {"baseline", "end"} & set(missing(g))]
    off = [g for g in scene.goals if is_draft(g) and completing.is_off(g)]
    if not lacking and not off:
        return
    label = (say.FILL if lacking else say.FILL_TARGETS).fill(n=len(lacking or off)).to(lang)
    with st.expander(label, key=f"goal-fill-{lang}", icon=":material/auto_fix_high:",
                     on_change="rerun") as shown:  # fmt: skip
        if not shown.open:
            return
        st.markdown(f":gray[{say.FILL_DO.to(lang)}]")
        targets = st.checkbox(say.IN_REACH.to(lang), not lacking, key=f"goal-fill-reach-{lang}")
        found = completing.filled(
            scene.seen, scene.goals, scene.today, scene.told, targets=targets
        )  # fmt: skip
        wanted = tuple(one for one in found if one.new != one.old)
        titles = (own.WHAT, FIELDS["baseline"], FIELDS["target"], FIELDS["end"])
        table(titles, [_row(one, lang) for one in found], lang)
        st.session_state.setdefault("goal-fill-why", say.FILL_WHY.to(lang))
        reasons.why("goal-fill-why", lang)
        if st.session_state.get(REFUSED):
            st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
        st.button(say.FILL_NOW.to(lang), key="goal-fill-now", icon=":material/check:",
                  disabled=not wanted, on_click=_keep, args=(scene, wanted))  # fmt: skip


def _row(one: Filled, lang: Lang) -> tuple[str, str, str, str]:
    """Return a goal with what it would get, or why it gets no baseline."""
    why = f":gray[{plain(one.why.to(lang))}]" if one.why else ""
    baseline = why or plain(as_read(one.new, "baseline", lang))
    old, new = (plain(as_read(goal, "target", lang)) for goal in (one.old, one.new))
    target = new if old == new else f"{old} → **{new}**"
    end = plain(as_read(one.new, "end", lang))
    return f"**{plain(kpi_name(one.new, lang))}**", baseline, target, end


def _keep(scene: Scene, wanted: tuple[Filled, ...]) -> None:
    """Keep what was shown, or ask for the reason."""
    why = reasons.given("goal-fill-why")
    st.session_state[REFUSED] = not why
    if not why:
        return
    try:
        completing.keep(access.state(), wanted, scene.docs, access.user(), why)
    except Conflict:
        goal_scene.say(own.CONFLICT_ELSE, "error")
        return
    goal_scene.say(say.FILL_DONE.fill(n=len(wanted)))
