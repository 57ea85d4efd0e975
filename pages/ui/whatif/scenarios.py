"""情境: what was kept, side by side, with what came of it, to be opened, exported, renamed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data import small_table
from data.state import State
from data.text import Lang, Text
from kpi.scenarios.compared import Came, Row, compared, exported, settings
from kpi.scenarios.happened import Happened, happened
from kpi.scenarios.history import history
from kpi.scenarios.scenario import Scenario, scenarios
from pages.ui import access, url
from pages.ui.downloads import LABELS, MIME
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.uploads import KINDS
from pages.ui.whatif import scenarios_words as words
from pages.ui.whatif.scenarios_edit import cards
from pages.ui.whatif.shell_scene import PART, Scene

SCENARIOS = words.SCENARIOS
WITH = "s_with"
"""In the URL: which scenarios stand side by side, by id."""
USUAL, MOST = 3, 4
"""So many stand side by side by themselves; so many at most."""
EDITS = 30


def draw(at: Scene) -> None:
    """Draw the part."""
    lang, kept = at.view.lang, access.state()
    every = scenarios(kept)
    came = _came(str(at.seen.path), kept.version(), str(at.view.today), at, kept, every)
    st.subheader(plain(_sentence(every, came, lang)), anchor=False)
    if not every:
        label = words.TRY.to(lang)
        st.button(label, key="try", icon=":material/tune:", on_click=url.write,
                  args=({PART: "levers"},))  # fmt: skip
    else:
        _compare(every, came, lang)
        st.markdown(f"#### {words.EVERY.to(lang)}", anchors=False)
        cards(every, lang)
    _record(kept, lang)


def _sentence(every: tuple[Scenario, ...], came: Came, lang: Lang) -> str:
    if not every:
        return words.EMPTY.to(lang)
    told = sum(any(one.standing == "over" for one in came[s.id]) for s in every)
    return words.SENTENCE.fill(n=len(every), k=told).to(lang)


def _compare(every: tuple[Scenario, ...], came: Came, lang: Lang) -> None:
    """Draw the chosen ones side by side, and their downloads."""
    names = {s.id: plain(s.name) for s in every}
    asked = [key for key in st.query_params.get(WITH, "").split(",") if key in names]
    before = asked[:MOST] or list(names)[:USUAL]
    st.session_state["scenarios-with"] = before
    st.pills(
        words.COMPARE.fill(most=MOST).to(lang), list(names), key="scenarios-with",
        selection_mode="multi", format_func=names.__getitem__, on_change=_chosen, args=(before,),
    )  # fmt: skip
    shown = [s for s in every if s.id in before]
    # a name is never the title of the first column, whatever somebody calls a scenario
    named = [f"{plain(s.name)}\u2060" for s in shown]
    titles = [words.WHAT, *(Text(name, name) for name in named)]
    _table(titles, compared(shown, came, lang), lang)
    st.markdown(f":gray[:small[{plain(words.RANGES.to(lang))}]]")
    st.markdown(f"#### {words.SETTINGS.to(lang)}", anchors=False)
    _table(titles, settings(shown, lang), lang)
    with st.container(horizontal=True):
        for kind in KINDS:
            st.download_button(
                f"{words.DOWNLOAD.to(lang)} {LABELS[kind]}",
                partial(small_table.write, kind, words.SCENARIOS.to(lang),
                        exported(shown, came, lang)),
                words.FILE.fill(kind=kind).to(lang), MIME[kind], key=f"scenarios-{kind}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def _table(titles: list[Text], rows: tuple[Row, ...], lang: Lang) -> None:
    told = [[f"**{plain(row.title)}**", *map(_cell, row.cells)] for row in rows]
    table(titles, told, lang, figures=titles[1:])


def _cell(told: tuple[str, str]) -> str:
    """Write what was predicted, and in grey what came."""
    value, aside = told
    return f"{plain(value)}　:gray[{plain(aside)}]" if aside else plain(value)


def _chosen(before: list[str]) -> None:
    """Write who stands side by side into the URL; who comes last takes the place of the first."""
    now: list[str] = st.session_state["scenarios-with"]
    came = [key for key in now if key not in before]
    stayed = [key for key in before if key in now]
    url.write({WITH: ",".join([*stayed, *came][-MOST:])})


def _record(kept: State, lang: Lang) -> None:
    """Draw who kept and changed what."""
    edits = history(kept, lang)
    if not edits:
        return
    with st.expander(words.RECORD.to(lang), icon=":material/history:"):
        for edit in edits[:EDITS]:
            at = access.local(edit.at).strftime("%Y/%m/%d %H:%M")
            who = words.BY_WHY.fill(by=plain(edit.by), why=plain(edit.why) or "–").to(lang)
            st.markdown(f"**{plain(edit.name)}**　{plain(edit.what)}  \n:gray[:small[{at}・{who}]]")


@st.cache_resource(max_entries=32, show_spinner=False)
def _came(
    path: str, version: int, today: str, _at: Scene, _kept: State, _every: tuple[Scenario, ...]
) -> dict[str, tuple[Happened, ...]]:
    return {s.id: happened(_at.seen, _kept, s, _at.view.today) for s in _every}
