"""The first steps on screen: where one stands, what is missing, and each step's own room."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.journal import Step
from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi import first_steps as steps
from kpi.facts.extent import extent
from kpi.first_steps import FirstStep
from kpi.goals import packs
from kpi.goals.fitting import SHOP_PACK, fitting
from kpi.goals.goal import Goal
from pages.ui import access, words
from pages.ui.export_columns import PICTURES, alt, drawing
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.theme import palette

PAGES = Path(__file__).parents[1]
DATA, OVERVIEW, GOALS = (PAGES / name for name in ("data.py", "overview.py", "goals.py"))
DONE = ":material/check:"

FIRST_STEPS = Text("第一次使用", "First steps")
SENTENCE = Text(
    "五步把看板變成自己的；可以隨時離開，回來接著做。",
    "Five steps make the board your own; leave at any time and go on later.",
)
PACK = Text(
    "目標決定看板上有哪些卡片。先挑最像你們生意的一組，數字之後都能改。",
    "Goals decide which cards the board shows. Take the set most like your business; every number"
    " can be changed later.",
)
TAKE = Text("用這一組", "Use this set")
TAKEN = Text("已經選了這一組。", "This set is in place.")
STAY = Text("改過的目標會留著。", "Goals that somebody edited stay.")
FILES = Text(
    "藍底的欄位要自己勾選，少了它們，有些卡片就沒有答案。勾好後匯出，檔案不要用 Excel 另存。",
    "Tick the columns on blue; without them some cards have no answer. Then export, and do not"
    " save the file again in Excel.",
)
NOTHING_OPEN = Text("目前沒有要回答的事。", "Nothing waits for an answer.")
GOALS_ABOUT = Text(
    "看一遍目標與護欄：過了護欄就會列為需處理。",
    "Look through targets and guardrails: past a guardrail, a KPI needs action.",
)
CONFIRM = Text("這些目標可以用", "These goals will do")
EDIT = Text("修改目標", "Edit the goals")
BOARD = Text(
    "看板每次匯入後都會更新；之後要回來，這裡在「更多」的「第一次使用」。",
    "The board follows every import. To come back here: More, First steps.",
)
TO_BOARD = Text("打開看板", "Open the board")
NEXT, BACK = Text("下一步", "Next"), Text("上一步", "Back")


def path(seen: Snapshot | None, lang: Lang) -> None:
    """Draw the steps with what each has or misses, and the one the URL names."""
    found = steps.first_steps(access.state(), seen)
    here = _chosen(found)
    left, right = st.columns([1, 2], gap="medium")
    with left:
        _choose(found, here, lang)
    with right, st.container(border=True):
        st.markdown(f"#### {here.name.to(lang)}", anchors=False)
        DRAWN[here.key](here, lang)
        _neighbours(found, here, lang)


def shows_files(seen: Snapshot | None) -> bool:
    """Whether the step that is open leads to the files itself."""
    return _chosen(steps.first_steps(access.state(), seen)).key in ("files", "questions")


def _chosen(found: tuple[FirstStep, ...]) -> FirstStep:
    """Return the step of the URL, else the first that misses something."""
    asked = st.query_params.get("step")
    return next((step for step in found if step.key == asked), steps.resumed(found))


def _choose(found: tuple[FirstStep, ...], here: FirstStep, lang: Lang) -> None:
    st.session_state["step"] = here.key
    labels = {
        step.key: f"**{n}　{step.name.to(lang)}** {DONE if step.done else ''}"
        + _second_line(plain(step.told.to(lang)))
        for n, step in enumerate(found, 1)
    }
    st.radio(
        FIRST_STEPS.to(lang), list(labels), key="step", format_func=labels.__getitem__,
        label_visibility="collapsed", on_change=_go,
    )  # fmt: skip


def _second_line(told: str) -> str:
    """Return what stands under an option: the captions of st.radio are too pale to be read."""
    return f"  \n:gray[:small[{told}]]"


def _go(key: str | None = None) -> None:
    st.query_params["step"] = key or st.session_state["step"]


def _neighbours(found: tuple[FirstStep, ...], here: FirstStep, lang: Lang) -> None:
    at = found.index(here)
    with st.container(horizontal=True):
        if at:
            key, label = found[at - 1].key, BACK.to(lang)
            st.button(label, key="step-back", type="tertiary", on_click=_go, args=(key,))
        if at + 1 < len(found):
            key, label = found[at + 1].key, NEXT.to(lang)
            st.button(label, key="step-next", type="tertiary", on_click=_go, args=(key,))


def _pack(_here: FirstStep, lang: Lang) -> None:
    st.markdown(PACK.to(lang))
    known, held, seen = packs.packs(), packs.held(access.state()), access.snapshot()
    books = extent(seen).books if seen else {}
    goals = [Goal.from_doc(doc) for doc in access.state().goals()]
    if held and (told := packs.offer(goals, books)):
        st.info(plain(told.to(lang)), icon=":material/lightbulb:")
    wished = held.key if held else fitting(books) if books else SHOP_PACK
    wished = st.radio(
        TAKE.to(lang), list(known), key="pack", label_visibility="collapsed",
        index=list(known).index(wished),
        format_func=lambda key: f"**{known[key].name.to(lang)}**"
        + _second_line(packs.about(known[key], lang)),
    )  # fmt: skip
    if held and held.key == wished:
        st.markdown(f":gray[:material/check: {TAKEN.to(lang)}]")
    else:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(TAKE.to(lang), key="take-pack", icon=":material/check:", on_click=_take,
                      args=(wished,))  # fmt: skip
            if held:
                st.markdown(f":gray[{STAY.to(lang)}]", width="content")


def _take(key: str) -> None:
    packs.choose(access.state(), key, access.user())
    _go("pack")


def _files(_here: FirstStep, lang: Lang) -> None:
    st.markdown(FILES.to(lang))
    grid = st.grid(len(PICTURES), min_column_width=280)
    for picture in PICTURES:
        with grid:
            told = drawing(picture, lang, palette())
            st.vega_lite_chart(told, theme=None, alt=alt(picture, lang))
    st.markdown(words.GUIDE_OTHERS.to(lang))
    _to_data(lang)


def _questions(here: FirstStep, lang: Lang) -> None:
    waiting = [r for r in access.state().journal() if r.state in (Step.NEEDS_ANSWER, Step.PARSED)]
    for row in waiting:
        st.markdown(f"- {plain(row.file)}｜{words.STEPS[row.state].to(lang)}")
    if not waiting:
        st.markdown((NOTHING_OPEN if here.done else here.told).to(lang))
    _to_data(lang)


def _goals(here: FirstStep, lang: Lang) -> None:
    rows = packs.lines(access.state(), lang)
    if not rows:
        st.markdown(here.told.to(lang))
        return
    st.markdown(GOALS_ABOUT.to(lang))
    table(packs.TITLES, [(f"**{plain(a)}**", *map(plain, rest)) for a, *rest in rows], lang)
    with st.container(horizontal=True):
        if not here.done:
            st.button(CONFIRM.to(lang), key="confirm-goals", icon=":material/check:",
                      on_click=_confirm)  # fmt: skip
        if GOALS.exists() and st.button(EDIT.to(lang), key="edit-goals", icon=":material/edit:"):
            st.switch_page(GOALS)


def _confirm() -> None:
    steps.confirm(access.state(), access.user())
    _go("goals")


def _board(here: FirstStep, lang: Lang) -> None:
    st.markdown(BOARD.to(lang))
    if not here.done:
        st.markdown(f":gray[{here.told.to(lang)}]")
    elif st.button(TO_BOARD.to(lang), key="to-board", icon=":material/arrow_forward:"):
        st.switch_page(OVERVIEW)


def _to_data(lang: Lang) -> None:
    if st.button(words.TO_DATA.to(lang), key="to-data", icon=":material/upload_file:"):
        st.switch_page(DATA)


DRAWN = {
    "pack": _pack, "files": _files, "questions": _questions, "goals": _goals, "board": _board,
}  # fmt: skip
