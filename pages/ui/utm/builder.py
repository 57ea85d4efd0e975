"""The builder: addresses and values in, links out, checked while they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from data import small_table
from data.small_table import NoTable
from data.text import Lang
from kpi.facts.ga4_channels import label
from kpi.format import NO_ANSWER
from kpi.uploads import WrongTable
from kpi.utm import link_table, pattern
from kpi.utm.link_table import MOST, of_lines, of_table
from kpi.utm.links import NO_URL, PARTS, Link, Part, carries_person
from pages.ui.downloads import LABELS, MIME
from pages.ui.plain import plain
from pages.ui.tables import height
from pages.ui.uploads import KINDS, rows_of
from pages.ui.utm import scene as here
from pages.ui.utm import words
from pages.ui.utm.scene import Scene

SHORT = 1_500
"""So many letters the URL of the page remembers; longer lists stay in the session."""
TYPED = "utm-typed"
"""In the session: what was typed last, for when another part of the page was looked at."""


def sentence(scene: Scene) -> str:
    """Return the sentence on top."""
    return words.LINKS_TITLE.to(scene.lang)


def draw(scene: Scene) -> None:
    """Draw what is typed on the left, what comes of it on the right."""
    _begin()
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(border=True):
        _typed(scene)
    values: dict[str, str] = {
        name: str(st.session_state.get(f"utm-{name}") or "") for name in PARTS
    }
    _remember(values)
    with right:
        made = _made(scene, values)
        if len(made) == 1 and not st.session_state.get("utm-upload"):
            _one(made[0], scene.lang)
        elif made:
            _several(made, scene.lang)
        else:
            st.markdown(f":gray[{NO_URL.to(scene.lang)}]")


def _begin() -> None:
    """Fill the boxes with what was typed before, else with what the URL of the page says."""
    typed = st.session_state.get(TYPED, {})
    for name in ("urls", *PARTS):
        key = f"utm-{name}"
        if key not in st.session_state:
            asked = typed.get(name) or st.query_params.get(f"u_{name}", "")
            st.session_state[key] = asked or (None if name in ("source", "medium") else "")


def _remember(values: Mapping[str, str]) -> None:
    """Keep what is typed in the URL of the page, where it is short and names nobody."""
    said = {"urls": str(st.session_state.get("utm-urls") or ""), **values}
    st.session_state[TYPED] = said
    short = sum(map(len, said.values())) <= SHORT and not any(map(carries_person, said.values()))
    for name, value in said.items():
        here.go(f"u_{name}", value if short else "")


def _typed(scene: Scene) -> None:
    lang, rules = scene.lang, scene.rules
    st.text_area(words.URLS.to(lang), key="utm-urls", height=100,
                 placeholder=words.URLS_EXAMPLE.to(lang))  # fmt: skip
    listed: dict[Part, Sequence[str]] = {
        "source": [name for name, _ in rules.sources], "medium": rules.media,
    }  # fmt: skip
    example = pattern.example(rules.pattern) or "雙11｜新客"
    for name, text in PARTS.items():
        key, hint = f"utm-{name}", words.HINTS[name].fill(example=example).to(lang)
        if name in listed:
            said = st.session_state.get(key)
            options = [*listed[name], *([said] if said and said not in listed[name] else [])]
            st.selectbox(f"{text.to(lang)} utm_{name}", options, key=key, placeholder=hint,
                         accept_new_options=True)  # fmt: skip
        else:
            st.text_input(f"{text.to(lang)} utm_{name}", key=key, placeholder=hint, max_chars=300)
    st.markdown(f":gray[:small[{plain(words.PLACEHOLDERS.to(lang))}]]")
    st.file_uploader(words.UPLOAD.to(lang), key="utm-upload", max_upload_size=1)
    st.markdown(f":gray[:small[{words.UPLOAD_DO.to(lang)}]]")


def _made(scene: Scene, values: Mapping[str, str]) -> list[Link]:
    """Return the links, of the uploaded table where there is one; say what is wrong with it."""
    file: Any = st.session_state.get("utm-upload")
    if file is None:
        text = str(st.session_state.get("utm-urls") or "")
        _many(sum(bool(line.strip()) for line in text.splitlines()), scene.lang)
        return of_lines(text, values, scene.rules)
    try:
        return of_table(rows_of(file.getvalue(), file.name), values, scene.rules)
    except (NoTable, WrongTable) as refused:
        st.error(plain(refused.text.to(scene.lang)), icon=":material/error:")
        return []


def _many(count: int, lang: Lang) -> None:
    if count > MOST:
        st.warning(words.MOST.fill(most=MOST).to(lang), icon=":material/warning:")


def _one(made: Link, lang: Lang) -> None:
    """Draw one link to copy, where it lands, and what is wrong with it."""
    if made.refused:
        st.info(plain(made.refused.to(lang)), icon=":material/info:")
        return
    with st.container(border=True):
        st.code(made.url, language=None, wrap_lines=True)
        if made.group:
            lands = words.LANDS.fill(group=label(made.group)).to(lang)
            st.markdown(f":material/alt_route: {plain(lands)}")
        if not made.breaches:
            st.markdown(f":material/check: {words.KEEPS_RULES.to(lang)}")
        for text in made.breaches:
            st.markdown(f":orange[:material/change_history: {plain(text.to(lang))}]")
        for text in made.notes:
            st.markdown(f":material/info: {plain(text.to(lang))}")


def _several(made: Sequence[Link], lang: Lang) -> None:
    """Draw a list of links with what is wrong with each, to download."""
    none = sum(bool(one.refused) for one in made)
    bad = sum(bool(one.breaches) for one in made if not one.refused)
    told = words.COUNTED.fill(n=len(made), good=len(made) - none - bad, bad=bad, none=none)
    st.markdown(f"**{told.to(lang)}**")
    with st.container(horizontal=True):
        for kind in KINDS:
            rows = link_table.rows(made, lang)
            st.download_button(
                f"{words.DOWNLOAD.to(lang)} {LABELS[kind]}",
                partial(small_table.write, kind, link_table.SHEET.to(lang), rows),
                words.FILE.fill(kind=kind).to(lang), MIME[kind], key=f"utm-download-{kind}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    # a table of words would put marks into an address that nobody sees and everybody copies
    columns = {
        link_table.MADE: [one.url or one.base for one in made],
        words.GROUP: [label(one.group).to(lang) if one.group else NO_ANSWER for one in made],
        words.WRONG: [link_table.told(one, lang) or words.KEEPS_RULES.to(lang) for one in made],
    }
    st.dataframe(
        pa.table({title.to(lang): cells for title, cells in columns.items()}), hide_index=True,
        height=height(len(made)), alt=words.LINKS_ALT.to(lang),
        column_config={link_table.MADE.to(lang): st.column_config.TextColumn(width=320)},
    )  # fmt: skip
