"""What the site page looks at: the URL names the look and the cut, the view the days."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi.period import Span
from kpi.site.board import LOOKS, SiteBoard, site_board
from kpi.site.cuts import LABELS, SiteCut
from kpi.view import View
from pages.ui import access, url
from pages.ui.site import words


def look() -> str:
    """Return what the URL looks at, visits unless it says otherwise."""
    named = st.query_params.get("part", "")
    return named if named in LOOKS else "visits"


def by() -> SiteCut:
    """Return by what it is split, the first there is unless the URL says otherwise."""
    cuts, named = LOOKS[look()], st.query_params.get("by", "")
    return next((cut for cut in cuts if cut == named), cuts[0])


def board(seen: Snapshot, view: View) -> SiteBoard | None:
    """Return the page, worked out once for each snapshot, version of the state, view and look."""
    kept = access.state()
    return _board(str(seen.path), kept.version(), view, look(), by(), seen, kept)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={View: repr})
def _board(
    path: str, version: int, view: View, part: str, cut: SiteCut, _seen: Snapshot, _kept: State
) -> SiteBoard | None:
    return site_board(_seen, _kept, view, part, cut, view.lang)


def choose_look(lang: Lang) -> None:
    """Draw the switch between what is looked at."""
    st.session_state["site-look"] = look()
    st.segmented_control(
        words.SITE.to(lang), list(words.LOOKS), key="site-look", required=True,
        format_func=lambda code: words.LOOKS[code].to(lang), label_visibility="collapsed",
        wrap=True, on_change=_look_chosen,
    )  # fmt: skip


def choose_cut(lang: Lang) -> None:
    """Draw by what it is split, where one of several is shown."""
    cuts = LOOKS[look()]
    if len(cuts) == 1 or look() == "people":
        return
    st.session_state["site-by"] = by()
    st.pills(
        words.BY.to(lang), list(cuts), key="site-by", required=True,
        format_func=lambda cut: LABELS[cut].to(lang), label_visibility="collapsed",
        on_change=_cut_chosen,
    )  # fmt: skip


def see(days: Span) -> None:
    """Look at other days."""
    url.write({"period": "custom", "from": f"{days.start}", "to": f"{days.end}"})


def _look_chosen() -> None:
    named = st.session_state["site-look"]
    url.write({"part": "" if named == "visits" else named, "by": ""})


def _cut_chosen() -> None:
    named = st.session_state["site-by"]
    url.write({"by": "" if named == LOOKS[look()][0] else named})
