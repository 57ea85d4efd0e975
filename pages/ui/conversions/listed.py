"""What is wrong with how conversions are counted, and the table of what each book counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import streamlit as st

from data.schema import GOOGLE_ADS, META_ADS, PLATFORMS
from data.text import Lang, Text
from kpi import format
from kpi.conversions.audit import findings as wrong_with
from kpi.conversions.columns import label
from kpi.conversions.conversion import COUNTINGS
from kpi.conversions.finding import SORTS, Finding
from kpi.conversions.rows import Count, Row, rows
from kpi.conversions.steps import KINDS, step_name
from kpi.definition import Unit
from pages.ui import access as reach
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.scene import Scene
from pages.ui.plain import plain
from pages.ui.tables import table as drawn
from pages.ui.words import AND, BETWEEN

FIRST = 4
"""So many findings are told at once; the rest lie folded."""
OWN = (GOOGLE_ADS.key, META_ADS.key)
"""Platforms with a column of their own."""


def findings(scene: Scene) -> None:
    """Draw what is wrong, most money first; each with the way to the conversion it is about."""
    lang = scene.lang
    if scene.span is None:
        return
    told = (scene.kept, scene.site, scene.claims, scene.span, scene.currency, scene.named)
    found = wrong_with(*told)
    if not found:
        if scene.kept:
            st.markdown(f":material/check: {words.NO_FINDINGS.to(lang)}")
        return
    title = words.FINDINGS.fill(n=len(found)).to(lang)
    st.markdown(f"#### {title}", anchors=False)
    for n, one in enumerate(found[:FIRST]):
        _finding(scene, one, n)
    if found[FIRST:]:
        with st.expander(words.MORE_FINDINGS.fill(n=len(found) - FIRST).to(lang)):
            for n, one in enumerate(found[FIRST:], FIRST):
                _finding(scene, one, n)


def _finding(scene: Scene, one: Finding, n: int) -> None:
    lang = scene.lang
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
            what = f":gray[{SORTS[one.sort].to(lang)}]　**{plain(one.what.to(lang))}**"
            st.markdown(what, width="content")
            if one.money is not None:
                spent = words.SPENT.fill(money=money(one.money, scene)).to(lang)
                st.markdown(plain(spent), width="content")
        st.markdown(f":gray[{plain(one.where.to(lang))}]")
        st.markdown(plain(one.why.to(lang)))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(words.DO.fill(do=one.do).to(lang)), width="stretch")
            named = next((c.name for c in scene.kept if c.id == one.conversion), None)
            if named:
                st.button(
                    plain(words.OPEN.fill(name=named).to(lang)), key=f"finding-{n}",
                    icon=":material/edit:", on_click=here.go, args=(one.conversion,),
                )  # fmt: skip


def table(scene: Scene) -> None:
    """Draw a row a conversion: names and counts by book, and how far apart they are."""
    lang = scene.lang
    if not scene.kept or scene.span is None:
        return
    st.markdown(f"#### {words.TABLE.to(lang)}", anchors=False)
    days = format.days(scene.span, reach.today())
    st.markdown(f":gray[{plain(words.TABLE_DO.fill(days=days).to(lang))}]")
    found = rows(scene.kept, scene.site, scene.claims)
    others = any(set(row.claims) - set(OWN) for row in found)
    # on a phone only the first columns are seen without scrolling
    titles = [words.CONVERSION, words.SITE, words.DIFFERENCE, *(PLATFORMS[p].name for p in OWN)]
    titles += [words.OTHERS] if others else []
    drawn(titles, [_line(row, others, lang) for row in found], lang)
    _unanswered(found, lang)


def _line(row: Row, others: bool, lang: Lang) -> list[str]:
    one = row.conversion
    step = step_name(one.step)
    told = BETWEEN.to(lang).join(t.to(lang) for t in (KINDS[one.kind], step) if t)
    cells = [_two(f"**{plain(one.name.to(lang))}**", told)]
    counted = [COUNTINGS[one.counting].to(lang)] if one.counting == "session" else []
    cells.append(_cell(row.site, [*one.events, *counted], lang))
    cells += [_difference(row), *(_platform(row, platform, lang) for platform in OWN)]
    if others:
        more = [p for p in row.claims if p not in OWN]
        cells.append("  \n".join(_named(row, p, lang) for p in more) or format.NO_ANSWER)
    return cells


def _platform(row: Row, platform: str, lang: Lang) -> str:
    if platform not in row.claims:
        return format.NO_ANSWER
    names = [label(platform, n).to(lang) for n in row.conversion.claims[platform]]
    count = row.claims[platform]
    names += [_to(count, lang)] if count.to else []
    return _cell(count, names, lang)


def _named(row: Row, platform: str, lang: Lang) -> str:
    """Name another platform with its count."""
    count = row.claims[platform]
    names = [PLATFORMS[platform].name.to(lang)] if platform in PLATFORMS else [platform]
    names += [label(platform, n).to(lang) for n in row.conversion.claims[platform]]
    return _cell(count, [*names, _to(count, lang)] if count.to else names, lang)


def _to(count: Count, lang: Lang) -> str:
    return words.TO.fill(day=format.day(count.to)).to(lang)


def _cell(count: Count, names: Iterable[str], lang: Lang) -> str:
    return _two(number(count.value), AND.to(lang).join(names))


def _two(first: str, second: str) -> str:
    """Put a quiet line below a first one."""
    return f"{first}  \n:gray[:small[{plain(second)}]]" if second else first


def _difference(row: Row) -> str:
    apart = row.difference
    if apart is None:
        return format.NO_ANSWER
    sign = "+" if apart > 0 else format.MINUS if apart < 0 else "±"
    size = apart if apart >= 0 else -apart
    told = f"{sign}{number(size)}"
    return _two(plain(told), format.change(row.claimed, row.site.value, Unit.COUNT))


def _unanswered(found: Sequence[Row], lang: Lang) -> None:
    """Say why cells have no answer, each reason once."""
    reasons: Mapping[Text, None] = dict.fromkeys(
        count.why
        for row in found
        for count in (row.site, *row.claims.values())
        if count.why is not None
    )
    if reasons:
        told = words.REASONS.to(lang).join(plain(why.to(lang)) for why in reasons)
        st.markdown(f":gray[:small[–：{told}]]")


def number(value: int | Decimal | None) -> str:
    """Return a count with all digits."""
    return format.figure(value, Unit.COUNT, "zh", full=True)


def money(value: Decimal, scene: Scene) -> str:
    """Return an amount with its currency."""
    return format.figure(
        value, Unit.MONEY, scene.lang, currency=scene.currency, mixed=True, full=True
    )
