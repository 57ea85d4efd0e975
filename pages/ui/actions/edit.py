"""One action in a dialog: the form, told when somebody else was faster; its comments and record.

The form is drawn from the action it was opened with, so that what somebody typed stays when another
person saves the same action first. The URL says which action is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from data.schema import PLATFORMS
from data.state import Conflict
from data.text import Lang, Text
from kpi.actions.action import STATES, Action
from kpi.actions.history import history
from kpi.actions.listed import FIELDS, LENGTHS, SAID, about, actions, blank, keep, typed, what_of
from kpi.goals import teams
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.playbook import PLAYBOOK
from pages.ui import access, url
from pages.ui.actions import words
from pages.ui.actions.record import comments, drawn, when
from pages.ui.plain import plain

ACTION, NEW = "action", "new"
"""In the URL: which action is open, by its id, or a new one."""
BEGUN = "action-begun"
"""In the session, by id: the action as the form began with it."""
ROUND = "action-round"
"""In the session: how often an action was opened, so that a row can be chosen again."""
TOLD = "action-told"
"""In the session: what came of the last change, to be told once."""
HINTS = {
    "what": words.WHAT_EXAMPLE, "owner": words.OWNER_EXAMPLE, "benefit": words.BENEFIT_EXAMPLE,
    "link": words.LINK_EXAMPLE, **dict.fromkeys(teams.LETTERS, words.LETTERS_EXAMPLE),
}  # fmt: skip


def rounds() -> int:
    """Return how often an action was opened."""
    return int(st.session_state.get(ROUND, 0))


def open_action(action: str) -> None:
    """Open an action, or a new one, as it is kept now."""
    st.session_state[ROUND] = rounds() + 1
    st.session_state.setdefault(BEGUN, {}).pop(action, None)
    url.write({ACTION: action})


def tell(lang: Lang) -> None:
    """Tell, once, what came of the last change."""
    text: Text | None = st.session_state.pop(TOLD, None)
    if text:
        st.markdown(f":material/check: {plain(text.to(lang))}")


def dialog(lang: Lang, goals: tuple[Goal, ...], review: str) -> None:
    """Draw the action the URL opens, if it opens one."""
    opened = st.query_params.get(ACTION, "")
    if opened:
        title = words.NEW if opened == NEW else words.CHANGE
        told = st.dialog(title.to(lang), width="large", on_dismiss=_close)(_drawn)
        told(opened, lang, goals, review)


def _close() -> None:
    url.write({ACTION: ""})


def _drawn(opened: str, lang: Lang, goals: tuple[Goal, ...], review: str) -> None:
    begun: dict[str, Action] = st.session_state.setdefault(BEGUN, {})
    now = next((one for one in actions(access.state()) if one.id == opened), None)
    if opened == NEW and NEW not in begun:
        begun[NEW] = blank(access.today(), access.user(), review)
    base = begun.setdefault(opened, now) if now else begun.get(opened)
    if base is None:
        st.info(words.NOT_THERE.to(lang), icon=":material/info:")
        return
    key = f"action-{base.id}-{base.version}"
    _form(base, key, goals, lang)
    if now:
        comments(now.id, lang)
        with st.expander(words.RECORD.to(lang), icon=":material/history:"):
            drawn(history(access.state(), lang, now.id, goals), lang, named=False)


def _form(base: Action, key: str, goals: tuple[Goal, ...], lang: Lang) -> None:
    with st.form(f"{key}-form", border=False):
        said = {"what": _text("what", base, key, lang)}
        said["kept"] = st.segmented_control(
            FIELDS["kept"].to(lang), SAID, default=base.kept, key=f"{key}-kept", required=True,
            format_func=lambda state: STATES[state].to(lang),
        )  # fmt: skip
        said |= _grid(base, key, goals, lang)
        raci = st.expander(words.RACI.to(lang), icon=":material/group:")
        with raci, st.grid(2, min_column_width=220):
            said |= {name: _text(name, base, key, lang) for name in teams.LETTERS}
        why = st.text_input(words.WHY.to(lang), key=f"{key}-why", max_chars=200)
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.form_submit_button(
                words.SAVE.to(lang), key=f"{key}-save", icon=":material/check:"
            )
            if base.link:
                st.link_button(words.OPEN_LINK.to(lang), base.link, icon=":material/open_in_new:")
    if pressed:
        _save(base, said, why, goals, lang)
    elif _behind(base):
        _faster(base, said, why, goals, lang)


def _grid(base: Action, key: str, goals: tuple[Goal, ...], lang: Lang) -> dict[str, Any]:
    """Draw the short fields side by side, and return what stands in them."""
    said: dict[str, Any] = {}
    with st.grid(3, min_column_width=200):
        said["owner"] = _text("owner", base, key, lang)
        said["due"] = st.date_input(
            FIELDS["due"].to(lang), base.due, key=f"{key}-due", format="YYYY/MM/DD"
        )
        for name, options in _options(base, goals, lang).items():
            said[name] = st.selectbox(
                FIELDS[name].to(lang), list(options), list(options).index(getattr(base, name)),
                key=f"{key}-{name}", format_func=options.__getitem__,
            )  # fmt: skip
        for name in ("campaign", "page", "benefit", "link"):
            said[name] = _text(name, base, key, lang)
    return said


def _options(base: Action, goals: tuple[Goal, ...], lang: Lang) -> dict[str, dict[str, str]]:
    """Return what can be chosen, by code; what an action has stays, though it be there no more."""
    seen = access.snapshot()
    known = {a.platform for a in access.accounts(seen)} if seen else set()
    steps = {"": words.NO_STEP.to(lang)} | {k: t.to(lang) for k, t in PLAYBOOK.items()}
    moves = {"": words.NO_KPI.to(lang)} | {goal.id: kpi_name(goal, lang) for goal in goals}
    names = {"": words.NO_PLATFORM.to(lang)} | {
        code: each.name.to(lang) for code, each in PLATFORMS.items() if code in known
    }
    steps.setdefault(base.step, base.step)
    names.setdefault(base.platform, base.platform)
    moves[base.goal] = about(base, goals, lang) or moves.get(base.goal, base.goal)
    return {"step": steps, "goal": moves, "platform": names}


def _text(name: str, base: Action, key: str, lang: Lang) -> str:
    value = getattr(base, name)
    if name == "what":
        value = what_of(base).to(lang) if value else ""
    elif name in teams.LETTERS:
        value = teams.written(value, lang)
    return st.text_input(
        FIELDS[name].to(lang), value, key=f"{key}-{name}", max_chars=LENGTHS[name],
        placeholder=HINTS[name].to(lang) if name in HINTS else None,
    )  # fmt: skip


def _save(
    base: Action, said: Mapping[str, Any], why: str, goals: tuple[Goal, ...], lang: Lang
) -> None:
    """Keep what was typed, or say what is wrong with it, or who was faster."""
    wanted, wrong = typed(said, base, access.today(), goals)
    for one in wrong:
        field = FIELDS[one.field].to(lang)
        text = words.WRONG.fill(field=field, text=one.text).to(lang)
        st.error(plain(text), icon=":material/error:")
    if wanted is None:
        return
    outside = words.ADDED_WHY.to(lang) if not (base.version or base.review) else ""
    try:
        keep(access.state(), [wanted], access.user(), why.strip() or outside)
    except Conflict:
        _faster(base, said, why, goals, lang)
        return
    _kept(wanted)


def _kept(wanted: Action) -> None:
    st.session_state[BEGUN] = {}
    st.session_state[TOLD] = words.SAVED.fill(what=what_of(wanted))
    _close()
    st.rerun()


def _behind(base: Action) -> bool:
    """Whether somebody saved an action since its form was drawn."""
    return any(one.id == base.id and one.version != base.version
               for one in actions(access.state()))  # fmt: skip


def _faster(
    base: Action, said: Mapping[str, Any], why: str, goals: tuple[Goal, ...], lang: Lang
) -> None:
    """Say who was faster and what they did, and offer both ways on."""
    now = next((one for one in actions(access.state()) if one.id == base.id), None)
    if now is None:
        st.info(words.NOT_THERE.to(lang), icon=":material/info:")
        return
    last = history(access.state(), lang, base.id, goals)[0]
    text = words.FASTER.fill(by=last.by, at=when(last), what=last.what)
    st.warning(plain(text.to(lang)), icon=":material/group:")
    with st.container(horizontal=True):
        st.button(words.THEIRS.to(lang), key="action-theirs", on_click=_take, args=(now,))
        if st.button(words.MINE.to(lang), key="action-mine"):
            _save(replace(base, version=now.version), said, why, goals, lang)


def _take(now: Action) -> None:
    """Begin the form anew with what is kept now."""
    st.session_state[BEGUN][now.id] = now
