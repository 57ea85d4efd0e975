"""One recipient: its name, whose news it gets, what, in which language, and when not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from data.text import LANGS, Lang, Text
from kpi.alerts.addresses import EXAMPLES, NETWORK, WHERE
from kpi.alerts.rules import CHOSEN, KINDS, RULES, Recipient, keep_recipient, remove_recipient
from pages.ui import access, reasons
from pages.ui.alerts import words
from pages.ui.alerts.recipients import NEW, owner_names
from pages.ui.alerts.scene import Scene, go_to, say
from pages.ui.plain import plain
from pages.ui.rules import words as house

NAME = re.compile(r"[\w-]+")


def form(scene: Scene, channel: str) -> None:
    """Draw the form of a recipient, new or there already."""
    lang, key = scene.lang, f"alerts-{channel}"
    found = next((r for r in scene.recipients if r.channel == channel), None)
    shown = found or Recipient("" if channel == NEW else channel)
    with st.container(border=True), st.form(f"{key}-form", border=False):
        _name(scene, shown, key, fixed=found is not None)
        _fields(scene, shown, key)
        reasons.why(f"{key}-why", lang)
        with st.container(horizontal=True):
            st.form_submit_button(
                house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
                on_click=_save, args=(shown, key),
            )  # fmt: skip
            if found:
                st.form_submit_button(
                    words.REMOVE.to(lang), key=f"{key}-remove", icon=":material/delete:",
                    on_click=_remove, args=(shown, key),
                )  # fmt: skip
        reasons.told(f"setting {RULES}", lang)


def guide(lang: Lang) -> None:
    """Say where addresses are put, and how they are written."""
    with st.container(border=True):
        st.markdown(f"#### {words.WHERE.to(lang)}", anchors=False)
        st.markdown(plain(WHERE.to(lang)))
        st.code(EXAMPLES.to(lang), language=None, wrap_lines=True)
        st.markdown(f":gray[:small[{plain(NETWORK.to(lang))}]]")


def _name(scene: Scene, shown: Recipient, key: str, *, fixed: bool) -> None:
    """Ask for the name, telling which addresses are there and used by nobody yet."""
    lang = scene.lang
    st.text_input(
        words.CHANNEL.to(lang), shown.channel, max_chars=60, key=f"{key}-name", disabled=fixed,
        placeholder="mail-ads", help=words.CHANNEL_HELP.to(lang),
    )  # fmt: skip
    free = sorted(scene.known - {r.channel for r in scene.recipients})
    if free and not fixed:
        names = words.LIST.to(lang).join(free)
        st.markdown(f":gray[:small[{plain(words.FREE.fill(names=names).to(lang))}]]")


def _fields(scene: Scene, shown: Recipient, key: str) -> None:
    lang, owners = scene.lang, owner_names(scene.goals)
    st.multiselect(
        words.OWNERS.to(lang), list(dict.fromkeys([*owners, *shown.owners])), list(shown.owners),
        key=f"{key}-owners", placeholder=words.EVERYBODY.to(lang),
        format_func=lambda name: owners[name].to(lang) if name in owners else name,
    )  # fmt: skip
    st.pills(
        words.KINDS.to(lang), list(CHOSEN), selection_mode="multi", default=list(shown.kinds),
        key=f"{key}-kinds", format_func=lambda kind: KINDS[kind].to(lang),
    )  # fmt: skip
    with st.grid(3, min_column_width=110):
        st.selectbox(
            words.LANGUAGE.to(lang), list(LANGS), LANGS.index(shown.lang), key=f"{key}-lang",
            format_func=lambda code: words.LANGUAGES[code].to(lang),
        )  # fmt: skip
        st.time_input(
            words.QUIET_FROM.to(lang), shown.quiet_from, step=1800, key=f"{key}-from",
            help=words.QUIET_HELP.to(lang),
        )  # fmt: skip
        st.time_input(words.QUIET_TO.to(lang), shown.quiet_to, step=1800, key=f"{key}-to")
    if shown.channel in scene.metered:
        st.number_input(words.HEADS.to(lang), 1, 500, shown.heads, 1, key=f"{key}-heads")


def _save(shown: Recipient, key: str) -> None:
    """Keep what was typed, or say in place what is missing."""
    typed: Any = st.session_state
    name, why = str(typed[f"{key}-name"] or "").strip(), reasons.given(f"{key}-why")
    kinds = typed[f"{key}-kinds"]
    missing = _missing(name, kinds, why)
    if missing:
        say(missing, "error")
        return
    recipient = replace(
        shown,
        channel=name,
        owners=tuple(typed[f"{key}-owners"]),
        kinds=tuple(kind for kind in CHOSEN if kind in kinds),
        lang=typed[f"{key}-lang"],
        quiet_from=typed[f"{key}-from"],
        quiet_to=typed[f"{key}-to"],
        heads=typed.get(f"{key}-heads", shown.heads),
    )
    keep_recipient(access.state(), recipient, access.user(), why)
    st.session_state[f"{key}-why"] = ""
    go_to(name)
    say(words.SAVED)


def _missing(name: str, kinds: object, why: str) -> Text | None:
    if "://" in name:
        return words.ADDRESS_TYPED
    if not NAME.fullmatch(name):
        return words.NAME_MISSING
    if not kinds:
        return words.KINDS_MISSING
    return None if why else house.WHY_MISSING


def _remove(shown: Recipient, key: str) -> None:
    """Take a recipient out, with its reason."""
    why = reasons.given(f"{key}-why")
    if not why:
        say(house.WHY_MISSING, "error")
        return
    remove_recipient(access.state(), shown.channel, access.user(), why)
    go_to(None)
    say(words.REMOVED.fill(channel=shown.channel))
