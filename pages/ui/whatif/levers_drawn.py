"""What follows of the levers: figures on top, every one with its formula, goals, what is held."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from data.text import Lang
from kpi.card import Chip, Flag
from kpi.format import NO_ANSWER, day, joined
from kpi.levers.board import GoalLine, LeverBoard, ResultLine
from kpi.levers.draft import draft
from kpi.levers.formulas import FORMULAS
from kpi.levers.lever import LEVERS
from kpi.levers.origin import lever_origin, why_empty
from kpi.levers.setting import Setting
from kpi.levers.start import Start
from kpi.meaning import meaning
from pages.ui import access, cards, url
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.theme import CHIP_SLOT
from pages.ui.whatif import levers_words as words
from pages.ui.whatif.levers_scene import FROM, first_day
from pages.ui.whatif.scenarios_keep import keep
from pages.ui.whatif.shell_scene import Scene
from pages.ui.words import AND, SOURCE

SAID = (Flag.STALE, Flag.TAX_MIXED, Flag.PARTIAL_COVERAGE, Flag.SHORT_HISTORY)
"""What may make a figure of the start wrong."""


def hero(board: LeverBoard) -> None:
    """Draw the figures most people look at, with their change."""
    with st.container(border=True):
        grid = st.grid(len(board.hero), min_column_width=140)
        for line in board.hero:
            changed = line.change if board.moved and line.change != NO_ANSWER else None
            with grid, st.container(gap="xxsmall"):
                st.markdown(plain(line.name))
                st.metric(
                    line.name, line.short, changed, delta_color="off", delta_arrow="off",
                    label_visibility="collapsed",
                )  # fmt: skip


def results(board: LeverBoard, lang: Lang) -> None:
    """Draw every result beside its start, with its formula."""
    st.markdown(f"#### {words.RESULTS.to(lang)}", anchors=False)
    titles = (words.FIGURE, words.BEGAN, words.THEN, words.CHANGE)
    table(titles, [_line(line) for line in board.lines], lang, figures=titles[1:])


def _line(line: ResultLine) -> list[str]:
    formula = f"  \n:gray[:small[{plain(line.formula)}]]" if line.formula else ""
    told = map(plain, (line.start, line.now, line.change))
    return [f"**{plain(line.name)}**{formula}", *told]


def goals(board: LeverBoard, lang: Lang) -> None:
    """Draw what the goals say before and after."""
    if not board.goals:
        return
    st.markdown(f"#### {words.GOALS.to(lang)}", anchors=False)
    titles = (words.FIGURE, words.STATUS, words.THEN, words.TARGET)
    table(titles, [_goal(line, lang) for line in board.goals], lang, figures=titles[2:])


def _goal(line: GoalLine, lang: Lang) -> list[str]:
    before, after = _chip(line.before), _chip(line.after)
    judged = before if before == after else words.FROM_TO.fill(before=before, after=after).to(lang)
    return [f"**{plain(line.name)}**", judged, *map(plain, (line.now, line.target))]


def _chip(chip: Chip | None) -> str:
    if chip is None:
        return "–"
    return f":{CHIP_SLOT[chip.verdict]}-badge[:material/{chip.icon}: {plain(chip.word)}]"


def notes(board: LeverBoard, at: Setting, lang: Lang) -> None:
    """Draw what is held, what the figures suppose, and what is not known."""
    said = [words.MULTIPLIED.to(lang)]
    if board.held:
        held = AND.to(lang).join(joined(p.label, p.value) for p in board.held)
        said.insert(0, words.HELD.fill(held=held).to(lang))
    if at.held.arrivals is None and at.now.cpc is not None:
        said.append(words.NO_ARRIVALS.to(lang))
    if at.board:
        said += [*_unknown(at.board, at, lang), *_flagged(at.board, lang)]
    st.markdown("  \n".join(f":gray[:small[{plain(text)}]]" for text in said))


def _unknown(begun: Start, at: Setting, lang: Lang) -> Iterator[str]:
    """Yield why a lever does not begin anywhere."""
    for lever in LEVERS:
        if getattr(at.start, lever.key) is None:
            why = why_empty(begun, lever.kpi, lang)
            yield words.UNKNOWN.fill(name=lever.name, why=why).to(lang)


def _flagged(begun: Start, lang: Lang) -> Iterator[str]:
    """Yield what a reader must know of the figures it begins with, each thing once."""
    found: dict[str, list[str]] = {}
    for key in FORMULAS:
        reading = begun.readings[key]
        for flag in reading.flags:
            if flag in SAID and reading.value is not None:
                text = meaning(flag, reading, begun.known, begun.days).to(lang)
                found.setdefault(text, []).append(reading.kpi.name.to(lang))
    for text, names in found.items():
        yield words.FLAGGED.fill(names=AND.to(lang).join(names), meaning=text).to(lang)


def sources(at: Scene, begun: Start, lang: Lang) -> None:
    """Draw one button a lever that tells where its start comes from."""
    with st.popover(words.SOURCES.to(lang), icon=":material/info:", type="tertiary"):
        for lever in LEVERS:
            called = lever.name.to(lang)
            told = f"{SOURCE.to(lang)}：{called}"
            if st.button(called, key=f"origin-{lever.key}", type="tertiary", help=told):
                found = lever_origin(at.seen, access.state(), at.view, begun, lever.kpi)
                cards.origin(found, lang)


def planned(at: Scene, setting: Setting) -> None:
    """Draw from which day it is planned, and the way to keep it."""
    lang, first = at.view.lang, first_day(at)
    earliest = min(first, at.view.today)
    wanted = draft(setting, first)
    st.session_state["levers-from"] = first
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            words.PLANNED_FROM.to(lang), min_value=earliest, key="levers-from", width=180,
            on_change=_from_chosen, disabled=at.opened is not None,
        )  # fmt: skip
        told = words.PLANNED.fill(last=day(wanted.days.end), n=wanted.days.days).to(lang)
        st.markdown(f":gray[{plain(told)}]", width="content")
        keep(at, wanted.kind, lambda: wanted)


def _from_chosen() -> None:
    url.write({FROM: st.session_state["levers-from"].isoformat()})
