"""Where one stands among the channels: the URL is its memory, in codes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.snapshot import Account, Snapshot
from data.state import State
from kpi.card import Origin
from kpi.channels.board import MAIN, ChannelBoard, channel_board
from kpi.channels.origin import channel_origin
from kpi.channels.place import Place
from kpi.definition import Kpi
from kpi.view import View
from pages.ui import access, filters, url

NAMES = ("class", "campaign", "by", "main")
"""What this page keeps in the URL beside the view."""
BY_CLASS = "class"


def read(view: View) -> Place:
    """Return the place of the URL; a campaign stands within a platform only."""
    asked = st.query_params
    return Place(
        platform=view.platform,
        account=view.account,
        campaign_class=asked.get("class") or None,
        campaign=(asked.get("campaign") or None) if view.platform else None,
        by_class=asked.get("by") == BY_CLASS,
    )


def main() -> Kpi:
    """Return the figure that is looked at beside the cost."""
    asked = st.query_params.get("main")
    return next((kpi for kpi in MAIN if kpi.key == asked), MAIN[0])


def go(place: Place, accounts: Sequence[Account]) -> None:
    """Write a place into the URL."""
    named = [a for a in accounts if (a.platform, a.account) == (place.platform, place.account)]
    url.write(
        {
            "platform": place.platform or "",
            "account": filters.code(named[0]) if named else "",
            "class": place.campaign_class or "",
            "campaign": place.campaign or "",
            "by": BY_CLASS if place.by_class else "",
        }
    )


def reset() -> None:
    """Go back to all channels, without any filter."""
    filters.reset()
    url.write(dict.fromkeys(NAMES, ""))


def board(seen: Snapshot, view: View, place: Place, chosen: Kpi) -> ChannelBoard | None:
    """Return the page, worked out once for each snapshot, version of the state, and view."""
    kept = access.state()
    return _board(str(seen.path), kept.version(), view, place, chosen.key, seen, kept, chosen)


def origin(seen: Snapshot, view: View, place: Place, key: str) -> Origin | None:
    """Return where one figure of a place comes from."""
    return channel_origin(seen, access.state(), view, place, key)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs={View: repr, Place: repr})
def _board(
    path: str,
    version: int,
    view: View,
    place: Place,
    chosen: str,
    _seen: Snapshot,
    _kept: State,
    _chosen: Kpi,
) -> ChannelBoard | None:
    return channel_board(_seen, _kept, view, place, _chosen)
