"""Who is told: a card each, with what it is told and how the last message went."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.state import Alert
from data.text import Lang, Text
from kpi.alerts.addresses import WHERE
from kpi.alerts.rules import KINDS, Recipient
from kpi.goals.goal import Goal
from pages.ui import access
from pages.ui.alerts import words
from pages.ui.alerts.scene import Scene, go_to
from pages.ui.plain import plain

NEW = "+"
"""What the URL calls a recipient that is not there yet."""


def cards(scene: Scene) -> None:
    """Draw a card for each recipient, and the way to another one."""
    lang = scene.lang
    st.markdown(f"#### {words.WHO.to(lang)}", anchors=False)
    if scene.recipients:
        grid = st.grid(3, min_column_width=260)
        for recipient in scene.recipients:
            with grid:
                _card(recipient, scene)
    st.button(
        words.ADD.to(lang), key="alerts-add", icon=":material/add:", on_click=go_to, args=(NEW,)
    )
    st.markdown(f":gray[:small[{plain(WHERE.to(lang))}]]")


def owner_names(goals: Sequence[Goal]) -> dict[str, Text]:
    """Return the owners of goals by their 中文 name."""
    return {goal.owner.zh: goal.owner for goal in goals}


def _card(recipient: Recipient, scene: Scene) -> None:
    lang, channel = scene.lang, recipient.channel
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        with st.container(gap="xsmall"):
            st.markdown(f"**{plain(channel)}**")
            st.markdown(plain(_about(recipient, scene)))
            if channel not in scene.known:
                st.markdown(f":material/link_off: {words.NO_ADDRESS.to(lang)}")
        st.markdown(f":gray[:small[{plain(_last(scene.of(channel), lang))}]]")
        st.button(
            words.OPEN.to(lang), key=f"alerts-open-{channel}", icon=":material/edit:",
            on_click=go_to, args=(channel,),
        )  # fmt: skip


def _about(recipient: Recipient, scene: Scene) -> str:
    """Say whose news it gets, in which language, what, and when not."""
    lang, known = scene.lang, owner_names(scene.goals)
    names = [known[o].to(lang) if o in known else o for o in recipient.owners]
    kinds = [KINDS[kind].to(lang) for kind in recipient.kinds]
    start, end = recipient.quiet_from, recipient.quiet_to
    quiet = words.QUIET.fill(start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    facts = (
        words.LIST.to(lang).join(names) or words.EVERYBODY.to(lang),
        words.LANGUAGES[recipient.lang].to(lang),
        words.LIST.to(lang).join(kinds),
        (words.NEVER_QUIET if start == end else quiet).to(lang),
    )
    return words.BETWEEN.to(lang).join(facts)


def _last(alerts: Sequence[Alert], lang: Lang) -> str:
    if not alerts:
        return words.NO_LAST.to(lang)
    last = max(alerts, key=lambda a: a.done_at or a.at)
    at = access.local(last.done_at or last.at).strftime("%Y/%m/%d %H:%M")
    return words.LAST.fill(at=at, result=words.RESULTS[last.result]).to(lang)
