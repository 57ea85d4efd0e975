"""Which tax basis each source's amounts have, and the way to say that it is another one."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from data import answered
from data.journal import JournalRow
from data.schema import EXCHANGE, FEES, PLANNED, PLATFORMS
from data.snapshot import Snapshot, Source
from data.text import Lang, Text
from kpi import format
from pages.ui import access, drop, words
from pages.ui.plain import plain
from pages.ui.rules import words as own
from pages.ui.tables import height

CURRENCY = Text("幣別", "Currency")
SETTLED = {FEES.key, PLANNED.key, EXCHANGE.key}
"""Whose basis nobody needs to say: fees have their tax apart, plans and rates have none."""


def source_taxes(seen: Snapshot, lang: Lang) -> None:
    """Draw every source with money; the chosen one can be told."""
    found = [s for s in seen.sources() if s.currency and s.platform not in SETTLED]
    if not found:
        return
    with st.container(border=True):
        st.markdown(f"#### {own.SOURCES.to(lang)}", anchors=False)
        st.markdown(f":gray[{own.SOURCES_DO.to(lang)}]")
        left, right = st.columns([3, 2], gap="large")
        with left:
            chosen = st.dataframe(
                _frame(found, lang),
                hide_index=True,
                height=height(len(found)),
                on_select="rerun",
                selection_mode="single-row",
                key="source-taxes",
            )
        picked = chosen["selection"]["rows"]
        with right:
            if picked and picked[0] < len(found):
                _ask(seen, found[picked[0]], lang)


def _frame(found: Sequence[Source], lang: Lang) -> pa.Table:
    columns = {
        words.PLATFORM: [PLATFORMS[s.platform].name.to(lang) for s in found],
        words.ACCOUNT: [s.account for s in found],
        CURRENCY: [s.currency or format.NO_ANSWER for s in found],
        own.SOURCE_TAX: [own.SOURCE_BASES[s.tax].to(lang) for s in found],
        own.KNOWN_BY: [(own.ASSUMED if s.tax_assumed else own.TOLD).to(lang) for s in found],
    }
    return pa.table({title.to(lang): values for title, values in columns.items()})


def _ask(seen: Snapshot, source: Source, lang: Lang) -> None:
    """Offer both answers; the file that speaks last is read again with the one that is given."""
    st.markdown(
        f":material/contact_support: **{plain(own.ASK_TAX.fill(account=source.account).to(lang))}**"
    )
    row = answered.bearer(access.store(), seen, source)
    if row is None:
        st.markdown(f":gray[{own.NO_BEARER.to(lang)}]")
        return
    with st.container(horizontal=True):
        for basis, text in own.SOURCE_BASES.items():
            settled = basis == source.tax and not source.tax_assumed
            st.button(
                text.to(lang), key=f"tax-{source.account_key}-{basis}", disabled=settled,
                icon=":material/check:" if settled else None,
                on_click=_tell, args=(row, basis),
            )  # fmt: skip
    st.markdown(f":gray[:small[{plain(own.TAX_WAY.fill(file=row.file).to(lang))}]]")


def _tell(row: JournalRow, basis: str) -> None:
    """Have the file read again, and go to where it waits to be confirmed."""
    drop.look_at(answered.tell(access.store(), row, "tax", basis, access.user()))
    st.query_params.pop("part", None)
