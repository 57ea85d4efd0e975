"""What the stages of a CRM's pipelines mean: unknown names are mapped, with what that changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data import intake
from data.rules import stage_names as rule
from data.snapshot import Snapshot
from data.text import Lang
from kpi.pipelines import StageName, changed, stage_names
from pages.ui import access, reasons
from pages.ui.following import following
from pages.ui.plain import plain
from pages.ui.rules import words as own
from pages.ui.rules.stage_words import (
    BEFORE_AFTER,
    MEANS,
    NO_CRM,
    NONE_OPEN,
    RECKONED,
    RECKONING,
    STAGE_NAME,
    STAGES,
    STAGES_DO,
    STANDING,
    UNMAPPED,
    WHAT_IS,
)
from pages.ui.tables import table

ROUND, REFUSED = "stages-round", "stages-refused"
"""In the session: how often the rule was changed, so that widgets start anew; no reason given."""


def stages(seen: Snapshot | None, lang: Lang) -> None:
    """Draw what every stage means, and a choice for each that no CRM knows by itself."""
    kept = dict(rule.settled(access.state()))
    found = stage_names(seen) if seen else []
    with st.container(border=True):
        st.markdown(f"#### {STAGES.to(lang)}", anchors=False)
        st.markdown(f":gray[{STAGES_DO.to(lang)}]")
        if seen is None or not found:
            st.markdown(f":gray[{NO_CRM.to(lang)}]")
            return
        left, right = st.columns(2, gap="large")
        with left:
            rows = [[plain(n.name), _called(n.stage, lang), f"{n.standing:,}"] for n in found]
            table([STAGE_NAME, MEANS, STANDING], rows, lang, figures=[STANDING])
            done = RECKONED if kept else None
            following(seen, lambda s: s.stages() == kept, RECKONING, done, lang)
        with right:
            _choice(found, kept, lang)


def _called(stage: str | None, lang: Lang) -> str:
    return (rule.STAGES.get(stage or "") or UNMAPPED).to(lang)


def _choice(found: Sequence[StageName], kept: Mapping[str, str], lang: Lang) -> None:
    """Offer a meaning for each open name; of a changed one say what it changes, and ask why."""
    names = {n.key: n.name for n in found if n.open}
    if not names:
        st.markdown(f":gray[{NONE_OPEN.to(lang)}]")
    number = st.session_state.get(ROUND, 0)
    wanted = {name: stage for name, stage in kept.items() if name not in names}
    for at, (key, name) in enumerate(names.items()):
        stage = st.selectbox(
            WHAT_IS.fill(name=plain(name)).to(lang),
            ["", *rule.STAGES], key=f"stage-{number}-{at}",
            index=["", *rule.STAGES].index(kept.get(key, "")),
            format_func=lambda s: _called(s, lang),
        )  # fmt: skip
        if stage:
            wanted[key] = stage
    if wanted != dict(kept):
        for means, before, after in changed(found, wanted):
            shown = {"stage": _called(means, lang), "before": f"{before:,}", "after": f"{after:,}"}
            st.markdown(BEFORE_AFTER.fill(**shown).to(lang))
        _keep(wanted, lang)
    reasons.told(f"setting {rule.SETTING}", lang)


def _keep(wanted: Mapping[str, str], lang: Lang) -> None:
    """Ask for the reason, and offer to keep the choice or to take it back."""
    reasons.why("stages-why", lang)
    if st.session_state.get(REFUSED):
        st.error(own.WHY_MISSING.to(lang), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            own.SAVE.to(lang), key="stages-save", icon=":material/check:",
            on_click=_save, args=(dict(wanted),),
        )  # fmt: skip
        st.button(own.TAKE_BACK.to(lang), key="stages-back", type="tertiary", on_click=_anew)
        st.markdown(f":orange[:material/edit: {own.UNSAVED.to(lang)}]", width="content")


def _save(wanted: dict[str, str]) -> None:
    """Keep the rule, and let a child bring the board to it."""
    why = reasons.given("stages-why")
    st.session_state[REFUSED] = not why
    if why:
        rule.keep(access.state(), wanted, access.user(), why)
        intake.recover(access.store(), access.user())
        _anew()


def _anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[REFUSED] = False
