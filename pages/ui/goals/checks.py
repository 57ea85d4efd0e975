"""What the rules say of all goals, a line each; and filling in what the data know."""

from __future__ import annotations

import streamlit as st

from data.state import Conflict
from data.text import Lang
from kpi.goals import completing
from kpi.goals.completing import Filled
from kpi.goals.fields import FIELDS, as_read
from kpi.goals.lints import lints
from kpi.goals.names import kpi_name
from kpi.goals.rules import missing
from kpi.goals.summing import checks
from pages.ui import access, reasons
from pages.ui.goals import contract_words as say
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
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


def _fill(scene: Scene) -> None:
    """Offer baselines and deadlines to the goals that lack them; nothing happens by itself."""
    lang = scene.lang
    lacking = [g for g in scene.goals if {"baseline", "end"} & set(missing(g))]
    if not lacking:
        return
    label = say.FILL.fill(n=len(lacking)).to(lang)
    with st.expander(label, key=f"goal-fill-{lang}", icon=":material/auto_fix_high:",
                     on_change="rerun") as shown:  # fmt: skip
        if not shown.open:
            return
        found = completing.filled(scene.seen, lacking, scene.today, scene.told)
        wanted = tuple(one for one in found if one.new != one.old)
        st.markdown(f":gray[{say.FILL_DO.to(lang)}]")
        titles = (own.WHAT, FIELDS["baseline"], FIELDS["end"])
        table(titles, [_row(one, lang) for one in found], lang)
        st.session_state.setdefault("goal-fill-why", say.FILL_WHY.to(lang))
        reasons.why("goal-fill-why", lang)
        if st.session_state.get(REFUSED):
            st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
        st.button(say.FILL_NOW.to(lang), key="goal-fill-now", icon=":material/check:",
                  disabled=not wanted, on_click=_keep, args=(scene, wanted))  # fmt: skip


def _row(one: Filled, lang: Lang) -> tuple[str, str, str]:
    """Return a goal with what it would get, or why it gets no baseline."""
    why = f":gray[{plain(one.why.to(lang))}]" if one.why else ""
    baseline = why or plain(as_read(one.new, "baseline", lang))
    return f"**{plain(kpi_name(one.new, lang))}**", baseline, plain(as_read(one.new, "end", lang))


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
