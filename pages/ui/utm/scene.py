"""What every part of the UTM links page looks at: the URL, the rules, the audit of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.utm.audit import Audit, audit, usual
from kpi.utm.kept import Settled, kept_rules, settled
from kpi.utm.rules import Rules
from pages.ui import access, url
from pages.ui.plain import plain
from pages.ui.utm.words import PARTS, PERIODS

SAID = "utm-said"
"""In the session: what came of the last change, to be told once."""
USUAL = "28"


@dataclass(frozen=True, slots=True)
class Scene:
    """The rules, what was said of campaigns, and the snapshot if there is one with sources."""

    lang: Lang
    rules: Rules
    settled: Mapping[str, Settled]
    seen: Snapshot | None

    def audit(self) -> Audit | None:
        """Return the audit of the period the URL names; None without any data."""
        if self.seen is None:
            return None
        kept = access.state()
        return _audit(str(self.seen.path), kept.version(), asked(self.seen), self.seen, kept)


def scene(lang: Lang) -> Scene:
    """Look at the rules and the newest snapshot."""
    seen, kept = access.snapshot(), access.state()
    known = seen if seen and extent(seen).sources else None
    return Scene(lang, kept_rules(kept), settled(kept), known)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs={Span: repr})
def _audit(path: str, version: int, days: Span, _seen: Snapshot, _kept: State) -> Audit:
    return audit(_seen, _kept, days)


def period() -> str:
    """Return which period the URL names."""
    asked_for = st.query_params.get("span", "")
    return asked_for if asked_for in PERIODS else USUAL


def asked(seen: Snapshot) -> Span:
    """Return the days the URL names, the last 28 unless it says otherwise."""
    last = usual(seen)
    if period() == "custom":
        first, end = (_day(st.query_params.get(name, "")) for name in ("first", "last"))
        return Span(first, end) if first and end and first <= end else last
    return Span(last.end - timedelta(int(period()) - 1), last.end)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def see(days: Span) -> None:
    """Look at days of one's own."""
    go("span", "custom")
    go("first", days.start.isoformat())
    go("last", days.end.isoformat())


def go(name: str, value: str) -> None:
    """Keep a choice in the URL; an empty one is taken out."""
    url.write({name: value})


def part() -> str:
    """Return the part of the page the URL names, the audit unless it says otherwise."""
    named = st.query_params.get("part", "")
    return named if named in PARTS else "audit"


def choose_part(lang: Lang) -> None:
    """Draw the switch between the parts."""
    st.session_state["utm-part"] = part()
    st.segmented_control(
        PARTS["audit"].to(lang), list(PARTS), key="utm-part", required=True,
        format_func=lambda code: PARTS[code].to(lang), label_visibility="collapsed",
        on_change=_part_chosen,
    )  # fmt: skip


def _part_chosen() -> None:
    named = st.session_state["utm-part"]
    go("part", "" if named == "audit" else named)
    go("campaign", "")


def opened() -> str:
    """Return which campaign the URL opens."""
    return st.query_params.get("campaign", "") if part() == "audit" else ""


def say(text: Text, error: bool = False) -> None:
    """Keep what came of a change, to be told when the page is drawn."""
    st.session_state[SAID] = text, error


def tell(lang: Lang) -> None:
    """Tell, once, what came of the last change."""
    text, error = st.session_state.pop(SAID, (None, False))
    if text is None:
        return
    if error:
        st.error(plain(text.to(lang)), icon=":material/error:")
    else:
        st.markdown(f":material/check: {plain(text.to(lang))}")
