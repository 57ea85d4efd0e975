"""What was sent lately, to whom, and what became of it: the newest first."""

from __future__ import annotations

import streamlit as st

from data.state import Alert
from data.text import Lang, Text
from kpi.alerts.rules import KINDS, Kind
from pages.ui import access
from pages.ui.alerts import words
from pages.ui.alerts.scene import Scene
from pages.ui.plain import plain
from pages.ui.tables import table

MOST = 15


def record(scene: Scene) -> None:
    """Draw the latest alerts as a table."""
    lang = scene.lang
    st.markdown(f"#### {words.RECORD.to(lang)}", anchors=False)
    if not scene.alerts:
        st.markdown(f":gray[{words.NOTHING_SENT.to(lang)}]")
        return
    latest = sorted(scene.alerts, key=lambda a: a.done_at or a.at, reverse=True)[:MOST]
    titles = (words.WHAT, words.KIND, words.RESULT, words.TO, words.AT)
    table(titles, [_row(alert, lang) for alert in latest], lang)


def _row(alert: Alert, lang: Lang) -> tuple[str, ...]:
    name = Text(**(alert.doc or {})["name"]).to(lang)
    at = access.local(alert.done_at or alert.at).strftime("%m/%d %H:%M")
    kind = KINDS[Kind(alert.kind)].to(lang)
    result = words.RESULTS[alert.result].to(lang)
    return f"**{plain(name)}**", kind, result, plain(alert.channel), at
