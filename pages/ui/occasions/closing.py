"""月結: close a month, see what changed in closed ones since, open the last one again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from data.schema import PLATFORMS
from data.snapshot import Snapshot
from data.text import Lang
from kpi import format
from kpi.catalog import KPIS
from kpi.closing.adjusted import Adjustment, adjustments, totals, unbooked
from kpi.closing.closed import Closing, closings, days_of, named
from kpi.closing.figures import incomplete
from kpi.closing.month import NotClosed, closable, close, reopen
from kpi.definition import Unit
from kpi.facts.extent import extent
from kpi.naming import value_name
from kpi.terms import Terms, terms
from pages.ui import access, reasons
from pages.ui.occasions import closing_words as words
from pages.ui.occasions import scene as here
from pages.ui.occasions.scene import Scene
from pages.ui.plain import plain
from pages.ui.tables import table as drawn
from pages.ui.words import AND, ASIDE, BETWEEN


def closing(scene: Scene) -> None:
    """Draw what can be closed, this month's adjustment, and every closed month."""
    lang, seen = scene.lang, access.snapshot()
    st.markdown(f":gray[{words.DO.to(lang)}]")
    if seen is None or not access.accounts(seen):
        st.info(words.NO_DATA.to(lang), icon=":material/info:")
        return
    state = access.state()
    told = terms(state, extent(seen).sources)
    closed = closings(state)
    _close(seen, scene, told, closed)
    if closed:
        _open_month(seen, scene, told, closed)
    for month in reversed(closed):
        _month(seen, scene, told, month, last=month is closed[-1])


def _close(seen: Snapshot, scene: Scene, told: Terms, closed: Sequence[Closing]) -> None:
    lang = scene.lang
    months = closable(seen, access.state(), scene.today, told.year)
    st.markdown(f"#### {words.CLOSE.to(lang)}", anchors=False)
    if not months:
        text = words.NOTHING_TO_CLOSE.fill(n=told.year.closing_day)
        st.markdown(text.to(lang))
        return
    with st.container(border=True):
        month = months[0]
        if len(months) > 1:
            month = st.selectbox(
                words.FROM.to(lang), months, key="closing-month", width=240,
                format_func=lambda name: named(name).to(lang),
            )  # fmt: skip
        if late := incomplete(seen, days_of(month)):
            names = AND.to(lang).join(_late(name, day, lang) for name, day in late)
            st.warning(plain(words.LATE.fill(names=names).to(lang)), icon=":material/schedule:")
        reasons.why("closing-why", lang)
        st.button(
            words.CLOSE_IT.fill(month=named(month)).to(lang), key="closing-close",
            icon=":material/lock:", on_click=_do_close, args=(seen, scene, month),
        )  # fmt: skip


def _late(name: str, day: object, lang: Lang) -> str:
    platform, _, account = name.partition("/")
    known = PLATFORMS[platform].name.to(lang) if platform in PLATFORMS else platform
    name = known if account == known else f"{known} {account}"
    return words.UP_TO.fill(name=name, day=day or format.NO_ANSWER).to(lang)


def _do_close(seen: Snapshot, scene: Scene, month: str) -> None:
    why = reasons.given("closing-why")
    try:
        close(seen, access.state(), month, scene.today, access.user(), why)
    except NotClosed as refused:
        here.say(refused.text, error=True)
        return
    st.session_state["closing-why"] = ""
    here.say(words.CLOSED.fill(month=named(month)))


def _open_month(seen: Snapshot, scene: Scene, told: Terms, closed: Sequence[Closing]) -> None:
    """Draw the 前期調整 that belongs to the month that is open."""
    lang = scene.lang
    amounts = unbooked(seen, told, closed, scene.today)
    st.markdown(f"#### {words.THIS_MONTH.to(lang)}", anchors=False)
    if not amounts:
        st.markdown(words.NO_ADJUSTMENT.to(lang))
        return
    rows = [
        (f"**{KPIS[kpi].name.to(lang)}**", _signed(value, kpi, lang))
        for kpi, value in totals(amounts).items()
    ]
    st.markdown(f":gray[:small[{words.THIS_MONTH_DO.to(lang)}]]")
    drawn((words.FIGURE, words.SUM), rows, lang, {words.SUM})


def _month(seen: Snapshot, scene: Scene, told: Terms, month: Closing, *, last: bool) -> None:
    """Draw a closed month: what changed, everything that was frozen, and the way to open it."""
    lang = scene.lang
    found = adjustments(seen, told, month, scene.today)
    changed = [one for one in found if one.changed and one.key[0] in KPIS]
    with st.container(border=True):
        st.markdown(f"#### {words.MONTH.fill(month=named(month.month)).to(lang)}", anchors=False)
        at = access.local(month.at).strftime("%Y/%m/%d %H:%M")
        by = words.CLOSED_BY.fill(at=at, by=month.by, why=month.why, snapshot=month.snapshot)
        st.markdown(f":gray[:small[{plain(by.to(lang))}]]")
        if changed:
            _table(changed, month, lang)
            _reasons(changed, lang)
        same = words.SAME.fill(n=len(found) - len(changed), all=len(found))
        st.markdown(same.to(lang))
        with st.expander(words.EVERYTHING.to(lang)):
            _table(found, month, lang)
        if last:
            _reopen(month.month, lang)


def _table(found: Sequence[Adjustment], month: Closing, lang: Lang) -> None:
    rows = [
        (
            _name(one, lang),
            _figure(one.frozen, one.key[0], month.currency, lang),
            _figure(one.now, one.key[0], month.currency, lang),
            _signed(one.difference, one.key[0], lang) if one.changed else "–",
        )
        for one in found
        if one.key[0] in KPIS
    ]
    figures = {words.FROZEN, words.NOW, words.DIFFERENCE}
    titles = (words.FIGURE, words.FROZEN, words.NOW, words.DIFFERENCE)
    drawn(titles, rows, lang, figures)


def _name(one: Adjustment, lang: Lang) -> str:
    """Name a figure, and below its source."""
    name, scope = f"**{KPIS[one.key[0]].name.to(lang)}**", plain(_scope(one, lang))
    return f"{name}  \n:gray[:small[{scope}]]" if scope else name


def _scope(one: Adjustment, lang: Lang) -> str:
    return "・".join(value_name(name, value, lang) for name, value in one.key[1])


def _reasons(changed: Sequence[Adjustment], lang: Lang) -> None:
    """Draw what brought the changes, each with the figures it changed."""
    found: dict[str, list[str]] = {}
    for one in changed:
        name, scope = KPIS[one.key[0]].name, _scope(one, lang)
        told = ASIDE.fill(fact=name, aside=scope).to(lang) if scope else name.to(lang)
        found.setdefault(_because(one, lang), []).append(told)
    lines = [f"**{plain(why)}**　{plain(AND.to(lang).join(names))}" for why, names in found.items()]
    st.markdown("  \n".join(lines))


def _because(one: Adjustment, lang: Lang) -> str:
    """Name what came and what went; where no file did, say what else it can be."""
    told = [
        text.fill(files=AND.to(lang).join(files)).to(lang)
        for text, files in ((words.BROUGHT, one.brought), (words.TAKEN, one.taken))
        if files
    ]
    return BETWEEN.to(lang).join(told) or words.NO_FILE.to(lang)


def _figure(value: Decimal | None, kpi: str, currency: str | None, lang: Lang) -> str:
    unit, digits = KPIS[kpi].unit, 2 if KPIS[kpi].unit is Unit.MONEY else KPIS[kpi].decimals
    return format.figure(value, unit, lang, decimals=digits, currency=currency, full=True)


def _signed(value: Decimal | None, kpi: str, lang: Lang) -> str:
    """Write a difference with its sign, to the cent; of a rate in points."""
    unit = KPIS[kpi].unit
    if value is None:
        return format.NO_ANSWER
    if unit is Unit.RATIO:
        return f"{format.change(value, Decimal(0), unit)} {format.change_unit(unit, lang)}"
    written = _figure(abs(value), kpi, None, lang)
    return f"{'+' if value > 0 else format.MINUS}{written}"


def _reopen(month: str, lang: Lang) -> None:
    with st.expander(words.REOPEN.to(lang), icon=":material/lock_open:"):
        st.markdown(words.REOPEN_DO.to(lang))
        reasons.why(f"closing-reopen-{month}", lang)
        st.button(
            words.REOPEN_IT.fill(month=named(month)).to(lang), key="closing-reopen",
            on_click=_do_reopen, args=(month,),
        )  # fmt: skip


def _do_reopen(month: str) -> None:
    why = reasons.given(f"closing-reopen-{month}")
    try:
        reopen(access.state(), month, access.user(), why)
    except NotClosed as refused:
        here.say(refused.text, error=True)
        return
    here.say(words.REOPENED.fill(month=named(month)))
