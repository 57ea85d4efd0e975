"""The campaigns of an audit as a table with bars: what each cost, what GA4 knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.text import Lang
from kpi.format import NO_ANSWER, SYMBOLS, WITHOUT_CENTS
from kpi.naming import NAMELESS, value_name
from kpi.utm.audit import Audit, Line
from kpi.utm.facts import Campaign
from kpi.utm.matching import KINDS, Kind
from kpi.utm.telling import AND
from pages.ui.canvas import text_width
from pages.ui.grids import name_column
from pages.ui.tables import height
from pages.ui.utm import scene as here
from pages.ui.utm import words

ROUND = "utm-round"
"""In the session: how often a campaign was opened, so that a row can be chosen again."""
CHIP = 40
"""Pixels of a chip beside its letters."""


def lines(found: Audit, lang: Lang) -> None:
    """Draw the campaigns, what needs mending first; a name or a ticked row opens one."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.markdown(f"#### {words.CAMPAIGNS.to(lang)}", anchors=False, width="content")
        st.markdown(f":gray[:small[{words.OPEN.to(lang)}]]", width="content")
    key = f"utm-lines-{lang}-{st.session_state.get(ROUND, 0)}"
    shown = sorted(found.lines, key=lambda x: x.match.kind is not Kind.NONE)
    st.dataframe(
        _frame(shown, lang), hide_index=True, height=height(len(shown)), placeholder=NO_ANSWER,
        column_config=_config(shown, key, lang), selection_mode="single-row", key=key,
        on_select=lambda: _ticked(shown, key), alt=words.CAMPAIGNS.to(lang),
    )  # fmt: skip


def name_of(line: Line, lang: Lang) -> str:
    """Return what a campaign is called; what a file calls something is no icon."""
    name = line.campaign.name or NAMELESS["campaign"].to(lang)
    return name.replace(":material/", ":\u2060material/")


def _currencies(shown: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(line.campaign.currency for line in shown))


def _cost_title(shown: Sequence[Line], lang: Lang) -> str:
    currencies = _currencies(shown)
    if len(currencies) > 1:
        return words.COST.to(lang)
    sign = SYMBOLS.get(currencies[0], currencies[0] or "–")
    return words.COST_IN.fill(currency=sign).to(lang)


def _whole(c: Campaign) -> float:
    """Return a cost with the digits its currency has."""
    return float(round(c.cost, 0 if c.currency in WITHOUT_CENTS else 2))


def _frame(shown: Sequence[Line], lang: Lang) -> pd.DataFrame:
    frame: dict[str, Any] = {
        words.CAMPAIGN.to(lang): [name_of(x, lang) for x in shown],
        words.MATCH.to(lang): [[_chip(x, lang)[0]] for x in shown],
        _cost_title(shown, lang): [_whole(x.campaign) for x in shown],
        words.CURRENCY.to(lang): [x.campaign.currency or NO_ANSWER for x in shown],
        words.CLICKS.to(lang): pd.array([x.campaign.clicks for x in shown], dtype="Int64"),
        words.SESSIONS.to(lang): pd.array([x.match.sessions for x in shown], dtype="Int64"),
        words.RATIO.to(lang): pd.array([x.per_click for x in shown], dtype="Float64"),
        words.IN_GA4.to(lang): [_in_ga4(x, lang) for x in shown],
        words.PLATFORM.to(lang): [
            f"{value_name('platform', x.campaign.platform, lang)}・{x.campaign.account}"
            for x in shown
        ],
    }
    if len(_currencies(shown)) == 1:
        del frame[words.CURRENCY.to(lang)]
    return pd.DataFrame(frame)


def _chip(line: Line, lang: Lang) -> tuple[str, str]:
    """Return how a campaign was found as a chip: its word with an icon, its colour."""
    if line.match.near:
        return f"△ {words.NEARLY.to(lang)}", "yellow"
    icon, colour = words.CHIPS[line.match.kind]
    return f"{icon} {KINDS[line.match.kind].to(lang)}", colour


def _in_ga4(line: Line, lang: Lang) -> str:
    if line.match.near:
        return words.MAYBE.fill(name=line.match.near[0].name).to(lang)
    return AND.to(lang).join(line.match.names) or NO_ANSWER


def _config(shown: Sequence[Line], key: str, lang: Lang) -> dict[str, Any]:
    chips = dict(_chip(line, lang) for line in shown)
    widest = max(text_width(word) for word in chips) + CHIP
    cost = _cost_title(shown, lang)
    config: dict[str, Any] = {
        words.CAMPAIGN.to(lang): name_column("medium", key, lambda: _clicked(shown, key)),
        words.MATCH.to(lang): st.column_config.MultiselectColumn(
            width=widest, options=list(chips), color=list(chips.values())
        ),
        words.RATIO.to(lang): st.column_config.NumberColumn(format="%.2f"),
        words.CLICKS.to(lang): st.column_config.NumberColumn(format="localized"),
        words.SESSIONS.to(lang): st.column_config.NumberColumn(format="localized"),
    }
    if len(_currencies(shown)) > 1:  # bars of two currencies would compare what does not compare
        return config | {cost: st.column_config.NumberColumn(format="localized")}
    most = max(map(_whole, (line.campaign for line in shown)))
    bar = st.column_config.ProgressColumn(
        format="localized", min_value=0, max_value=most, width="medium"
    )
    return config | {cost: bar}


def _clicked(shown: Sequence[Line], key: str) -> None:
    _open(shown[st.session_state[f"{key}-name"]["row"]])


def _ticked(shown: Sequence[Line], key: str) -> None:
    rows = st.session_state[key]["selection"].get("rows", [])
    if rows and rows[0] < len(shown):
        _open(shown[rows[0]])


def _open(line: Line) -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    here.go("campaign", line.campaign.id)
