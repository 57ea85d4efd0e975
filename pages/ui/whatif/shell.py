"""The parts of the page 試算, and which of them is looked at: the URL remembers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.snapshot import Snapshot
from data.text import Text
from kpi.view import View
from pages.ui import filters, url
from pages.ui.whatif import backwards, budget, budget_words, levers, levers_scene, scenarios, words
from pages.ui.whatif.shell_scene import PART, SCENARIO, Scene, opened


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Parameters
    ----------
    days : callable or None
        The days it looks at, where the board's period chooses them; None where it does not.
    """

    name: Text
    draw: Callable[[Scene], None]
    days: Callable[[Scene], tuple[date, date] | None] | None = None


PARTS: dict[str, Part] = {
    "budget": Part(budget_words.BUDGET, budget.draw),
    "levers": Part(levers.LEVERS, levers.draw, levers_scene.days),
    "backwards": Part(backwards.BACKWARDS, backwards.draw),
    "scenarios": Part(scenarios.SCENARIOS, scenarios.draw),
}
"""In the order of the page; the first is shown unless the URL says otherwise."""
USUAL = next(iter(PARTS))


def chosen() -> str:
    """Return the part the URL names, or that of the scenario it opens."""
    asked = st.query_params.get(PART, "")
    if asked in PARTS:
        return asked
    kept = opened()
    return kept.draft.kind if kept and kept.draft.kind in PARTS else USUAL


def scene(part: str, seen: Snapshot, view: View) -> Scene:
    """Return what a part looks at, with the scenario it opens."""
    whole, kept = dataclasses.replace(view, platform=None, account=None), opened()
    return Scene(seen, whole, kept if kept and kept.draft.kind == part else None)


def choose(part: str, at: Scene) -> None:
    """Draw the switch between the parts, the period where a part has one, and the language."""
    view = at.view
    if st.query_params.get(SCENARIO) and opened() is None:
        st.info(words.NO_SCENARIO.to(view.lang), icon=":material/bookmark_remove:")
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.session_state["whatif-part"] = part
        st.segmented_control(
            words.WHAT_IF.to(view.lang), list(PARTS), key="whatif-part", required=True,
            format_func=lambda key: PARTS[key].name.to(view.lang), label_visibility="collapsed",
            on_change=_chosen,
        )  # fmt: skip
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            days = PARTS[part].days
            if days and (shown := days(at)):
                filters.choose_period(view, shown, compares=False)
            filters.switch_language(view.lang)


def _chosen() -> None:
    part = st.session_state["whatif-part"]
    url.write({PART: "" if part == USUAL else part, SCENARIO: ""})
