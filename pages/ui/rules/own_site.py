"""Which sales channels count as the own site: all there are, what a change changes, and why."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

import data.rules.own_site
from data import intake
from data.schema import OWN_SITE
from data.snapshot import Snapshot
from data.text import Lang
from kpi import format
from kpi.catalog import KPIS
from kpi.definition import Kpi
from kpi.figure import Number
from kpi.sales_channels import FIGURES, SalesChannels
from kpi.terms import Terms
from pages.ui import access, reasons, words
from pages.ui.following import following
from pages.ui.plain import plain
from pages.ui.rules import words as own
from pages.ui.tables import height

ROUND, REFUSED = "own-site-round", "own-site-refused"
"""In the session: how often the rule was changed, so that widgets start anew; no reason given."""


def own_site(seen: Snapshot | None, told: Terms, lang: Lang) -> None:
    """Draw every sales channel and whether it counts; beside them what another choice changes."""
    kept = data.rules.own_site.settled(access.state())
    found = access.sales_channels(seen, told) if seen else None
    with st.container(border=True):
        st.markdown(f"#### {own.OWN_SITE.to(lang)}", anchors=False)
        st.markdown(f":gray[{own.OWN_SITE_DO.to(lang)}]")
        if seen is None or found is None:
            st.markdown(f":gray[{own.NO_ORDERS.to(lang)}]")
            return
        left, right = st.columns(2, gap="large")
        with left:
            _list(found, kept, told, lang)
            wanted = {OWN_SITE, *kept}
            done = own.RECKONED_ORDERS if kept else None
            following(seen, lambda s: s.own_site() == wanted, own.RECKONING_ORDERS, done, lang)
        with right:
            _choice(found, kept, told, lang)


def _list(found: SalesChannels, kept: Sequence[str], told: Terms, lang: Lang) -> None:
    """Draw a line a channel; of one that counts and has no orders now, the name alone."""
    orders, revenue = FIGURES
    gone = [name for name in kept if name not in {c.name for c in found.channels}]
    names = [*(c.name for c in found.channels), *gone]
    values = [*(c.values for c in found.channels), *({} for _ in gone)]
    titles = [own.SALES_CHANNEL.to(lang), own.COUNTS.to(lang), *_titles(told, lang)]
    columns = [
        names,
        [_counts(name, kept, lang) for name in names],
        [v.get(orders) for v in values],
        [None if (amount := v.get(revenue)) is None else float(amount) for v in values],
    ]
    days = format.days(found.days, access.today())
    st.markdown(f"**{own.ALL_DAYS.fill(days=days).to(lang)}**")
    figures = {t: st.column_config.NumberColumn(format="localized") for t in titles[2:]}
    st.dataframe(
        pa.table(dict(zip(titles, columns, strict=True))),
        hide_index=True, height=height(len(names)), column_config=figures,
    )  # fmt: skip


def _titles(told: Terms, lang: Lang) -> list[str]:
    orders, revenue = (KPIS[key].name.to(lang) for key in ("orders", "revenue"))
    currency = told.currency or own.NOT_SET
    return [orders, words.ASIDE.fill(fact=revenue, aside=currency).to(lang)]


def _counts(name: str, kept: Sequence[str], lang: Lang) -> str:
    if name == OWN_SITE:
        return own.COUNTS_ALWAYS.to(lang)
    return (own.COUNTS_YES if name in kept else own.COUNTS_NO).to(lang)


def _choice(found: SalesChannels, kept: Sequence[str], told: Terms, lang: Lang) -> None:
    """Offer every other channel; of a changed choice say what it changes, and ask why."""
    names = [c.name for c in found.channels if c.name != OWN_SITE]
    names += [name for name in kept if name not in names]
    if not names:
        st.markdown(f":gray[{own.ONLY_ONE.to(lang)}]")
        return
    key = f"own-site-{st.session_state.get(ROUND, 0)}"
    chosen = st.pills(
        own.CHOOSE_CHANNELS.to(lang), names, selection_mode="multi", default=list(kept), key=key,
        format_func=plain, wrap=True,
    )  # fmt: skip
    _figures(found, kept, chosen, told, lang)
    if set(chosen) != set(kept):
        _keep(sorted(chosen), lang)
    reasons.told(f"setting {data.rules.own_site.SETTING}", lang)


def _figures(
    found: SalesChannels, kept: Sequence[str], chosen: Sequence[str], told: Terms, lang: Lang
) -> None:
    """Tell the own site's figures; where the choice changes them, before and after."""
    for kpi, before, after, more in found.changed(kept, chosen):
        values = {"now": before, "then": after, "more": more}
        shown = {name: _shown(kpi, value, told, lang) for name, value in values.items()}
        shown["more"] = ("\\+" if more and more > 0 else "") + shown["more"]
        text = own.BEFORE_AFTER if more else own.UNCHANGED
        st.markdown(text.fill(figure=kpi.name, **shown).to(lang))


def _shown(kpi: Kpi, value: Number | None, told: Terms, lang: Lang) -> str:
    return plain(
        format.figure(value, kpi.unit, lang, currency=told.currency, mixed=True, full=True)
    )


def _keep(chosen: Sequence[str], lang: Lang) -> None:
    """Ask for the reason, and offer to keep the choice or to take it back."""
    reasons.why("own-site-why", lang)
    if st.session_state.get(REFUSED):
        st.error(own.WHY_MISSING.to(lang), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            own.SAVE.to(lang), key="own-site-save", icon=":material/check:",
            on_click=_save, args=(chosen,),
        )  # fmt: skip
        st.button(own.TAKE_BACK.to(lang), key="own-site-back", type="tertiary", on_click=_anew)
        st.markdown(f":orange[:material/edit: {own.UNSAVED.to(lang)}]", width="content")


def _save(chosen: Sequence[str]) -> None:
    """Keep the rule, and let a child bring the board to it."""
    why = reasons.given("own-site-why")
    st.session_state[REFUSED] = not why
    if why:
        data.rules.own_site.keep(access.state(), chosen, access.user(), why)
        intake.recover(access.store(), access.user())
        _anew()


def _anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[REFUSED] = False
