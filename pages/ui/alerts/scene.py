"""What the Alerts page looks at: rules, what was sent, the addresses' names, the URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.snapshot import Snapshot
from data.state import Alert
from data.text import Lang, Text
from kpi.alerts.addresses import channels
from kpi.alerts.failing import LATELY, failing, without_channel
from kpi.alerts.rules import AlertTerms, Recipient, alert_terms, kept, local_now, recipients
from kpi.alerts.run import Run
from kpi.goals.goal import Goal
from pages.ui import access, url
from pages.ui.alerts import words
from pages.ui.plain import plain

SAID = "alerts-said"
"""In the session: what came of the last change, to be told once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The rules as they are kept, and what was sent by them; of addresses only the names."""

    lang: Lang
    seen: Snapshot | None
    recipients: tuple[Recipient, ...]
    terms: AlertTerms
    alerts: Sequence[Alert]
    goals: Sequence[Goal]
    known: frozenset[str]
    metered: frozenset[str]

    def of(self, channel: str) -> list[Alert]:
        """Return what was sent to one channel."""
        return [a for a in self.alerts if a.channel == channel]


def scene(lang: Lang) -> Scene:
    """Look at rules and record; goals are not begun by looking."""
    state, addresses = access.state(), channels()
    return Scene(
        lang=lang,
        seen=access.snapshot(),
        recipients=recipients(state),
        terms=alert_terms(state),
        alerts=state.alerts(since=kept(local_now(state)) - LATELY),
        goals=[Goal.from_doc(doc) for doc in state.goals()],
        known=frozenset(addresses),
        metered=frozenset(name for name, c in addresses.items() if c.is_metered),
    )


def now() -> Run:
    """Return a run at this moment, with which to look or to send a test."""
    state = access.state()
    return Run(access.snapshot(), state, local_now(state), channels())


def sentence(scene: Scene) -> str:
    """Say how many are told, and the latest message."""
    count, sent = len(scene.recipients), [a for a in scene.alerts if a.result == "sent"]
    if not count:
        return words.NOBODY.to(scene.lang)
    if not sent:
        return (words.ONE_NEVER if count == 1 else words.NEVER).fill(n=count).to(scene.lang)
    last = max(sent, key=lambda a: a.done_at or a.at)
    at = access.local(last.done_at or last.at).strftime("%m/%d %H:%M")
    told = words.ONE_TOLD if count == 1 else words.TOLD
    return told.fill(n=count, at=at, channel=last.channel).to(scene.lang)


def wrong(scene: Scene) -> None:
    """Draw what is wrong, in one banner."""
    alone = without_channel(access.state(), scene.goals)
    found = [*failing(access.state()), *([alone] if alone else [])]
    if found:
        lines = "  \n".join(plain(text.to(scene.lang)) for text in found)
        st.error(lines, icon=":material/notification_important:")


def opened() -> str | None:
    """Return which recipient the URL opens."""
    return st.query_params.get("to") or None


def go_to(channel: str | None) -> None:
    """Open a recipient, or go back to all of them."""
    url.write({"to": channel})


def say(text: Text, icon: str = "check") -> None:
    """Keep what came of a change, to be told when the page is drawn."""
    st.session_state[SAID] = text, icon


def tell(lang: Lang) -> None:
    """Tell, once, what came of the last change."""
    text, icon = st.session_state.pop(SAID, (None, ""))
    if text is not None and icon == "error":
        st.error(plain(text.to(lang)), icon=":material/error:")
    elif text is not None:
        st.markdown(f":material/{icon}: {plain(text.to(lang))}")
