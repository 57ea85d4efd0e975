"""The question that opens the page, and its answer: on a phone, and as text to be sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.state import State
from data.text import Lang
from kpi.response.assumed import LEAST, MOST
from kpi.whatif import question_words
from kpi.whatif.account import Account
from kpi.whatif.days import Planned
from kpi.whatif.expected import Going
from kpi.whatif.question import Answer, Asked, answer
from kpi.whatif.question_board import QuestionBoard, question_board
from kpi.whatif.telling import Figure
from pages.ui import url
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.theme import CHIP_SLOT
from pages.ui.whatif import budget_state as state
from pages.ui.whatif import budget_words as words

STEP = 10_000
CAPS = ("0.2", "0.5", "1", state.NO_CAP)
"""How fast a channel may grow, as the URL writes it."""


def asks(
    choices: state.Choices, account: Account, every: Sequence[Planned], planned: Planned, lang: Lang
) -> None:
    """Draw the line that is filled in: how much more, in which days, what is paid out of it."""
    names = {p.code: p.name.to(lang) for p in (*every, planned)}
    asked = choices.asked
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{words.MORE.to(lang)}**", width="content")
        _follow("b-amount", asked.amount)
        st.number_input(
            words.AMOUNT_LABEL.to(lang), step=STEP, key="b-amount", width=170,
            label_visibility="collapsed", on_change=_wrote, args=("b-amount", state.AMOUNT),
            min_value=-state.MOST_ASKED, max_value=state.MOST_ASKED,
        )  # fmt: skip
        st.markdown(words.IN.to(lang), width="content")
        _follow("b-for", planned.code)
        st.selectbox(
            words.DAYS_LABEL.to(lang), list(names), key="b-for", format_func=names.__getitem__,
            label_visibility="collapsed", width=190, on_change=_days_chosen,
        )  # fmt: skip
        ticks = (
            ("b-tax", state.TAX, words.WITH_TAX, asked.with_tax),
            ("b-fee", state.FEE, words.WITH_FEE, asked.with_fee),
        )
        for key, name, text, told in ticks:
            _follow(key, told)
            st.checkbox(
                text.to(lang), key=key, on_change=_ticked, args=(key, name), width="content"
            )
        _conditions(choices, account, lang)


def _conditions(choices: state.Choices, account: Account, lang: Lang) -> None:
    """Draw, behind one button, what the answer and the sliders keep to."""
    asked = choices.asked
    with st.popover(words.OPTIONS.to(lang), icon=":material/tune:"):
        if account.plan:
            _follow("b-base", asked.by_plan)
            st.checkbox(words.BY_PLAN.to(lang), key="b-base", on_change=_base_chosen)
        else:
            st.markdown(f":gray[:small[{words.NO_PLAN.to(lang)}]]")
        caps = list(dict.fromkeys((*CAPS, _cap(asked))))
        _follow("b-grow", _cap(asked))
        st.selectbox(
            words.GROWTH.to(lang), caps, key="b-grow", on_change=_wrote,
            args=("b-grow", state.GROW), format_func=lambda cap: _cap_named(cap, lang),
        )  # fmt: skip
        _follow("b-beyond", asked.unlocked)
        st.checkbox(words.BEYOND.to(lang), key="b-beyond", on_change=_ticked,
                    args=("b-beyond", state.BEYOND))  # fmt: skip
        if asked.unlocked:
            st.warning(words.BEYOND_WARNS.to(lang), icon=":material/warning:")


def elasticity(choices: state.Choices, account: Account, lang: Lang) -> None:
    """Draw the assumption of curves that are assumed; where all are seen there is none."""
    if not any(channel.assumed for channel in account.channels):
        return
    with st.container(border=True):
        _follow("b-e", choices.elasticity)
        st.slider(
            words.ELASTICITY.to(lang), LEAST, MOST, step=0.01, key="b-e", on_change=_wrote,
            args=("b-e", state.ASSUMED), help=words.ELASTICITY_HOW.to(lang),
        )  # fmt: skip


def board(
    kept: State, path: str, account: Account, asked: Asked, going: Going, lang: Lang
) -> tuple[Answer, QuestionBoard]:
    """Return the answer, worked out once for each snapshot, version of the state, and question."""
    key = (account.days.start, account.days.end, account.elasticity)
    return _board(path, kept.version(), key, asked, lang, account, going)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={Asked: repr})
def _board(
    path: str, version: int, key: tuple[object, ...], asked: Asked, lang: Lang,
    _account: Account, _going: Going,
) -> tuple[Answer, QuestionBoard]:  # fmt: skip
    told = answer(_account, asked)
    return told, question_board(_account, told, _going, lang)


def answers(account: Account, told: Answer, shown: QuestionBoard, lang: Lang) -> None:
    """Draw the figures, where the money goes, what has to be known, and the text to be sent."""
    if shown.figures:
        figures(shown.figures)
    if shown.where:
        where = question_words
        titles = (where.CHANNEL, where.PAID, where.MEDIA, where.BROUGHT)
        rows = [
            [f"**{plain(one.name)}**", *map(plain, (one.paid, one.media, one.orders))]
            for one in shown.where
        ]
        table(titles, rows, lang, figures=titles[1:])
    with st.container(horizontal=True):
        with st.popover(words.COPY.to(lang), icon=":material/content_copy:"):
            st.markdown(f":gray[:small[{words.COPY_HOW.to(lang)}]]")
            st.code(shown.message, language=None, wrap_lines=True)
        if told.placed:
            st.button(words.TAKE.to(lang), key="b-take", icon=":material/arrow_downward:",
                      on_click=_taken, args=(account, told))  # fmt: skip
    _said(shown.notes)
    if shown.details:
        with st.expander(words.HOW.to(lang), icon=":material/info:"):
            _said(shown.details)


def _said(notes: Sequence[str]) -> None:
    if notes:
        st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in notes))


def figures(shown: Sequence[Figure]) -> None:
    """Draw figures side by side, each with its range and how it stands against its goal."""
    grid = st.grid(max(len(shown), 1), min_column_width=200)
    for one in shown:
        with grid, st.container(gap="xxsmall"):
            chip = ""
            if one.chip:
                slot = CHIP_SLOT[one.chip.verdict]
                chip = f"　:{slot}-badge[:material/{one.chip.icon}: {plain(one.chip.word)}]"
            st.markdown(f"{plain(one.name)}{chip}")
            st.metric(one.name, one.value, label_visibility="collapsed")
            st.markdown(f":gray[:small[{plain(one.beside)}]]")


def _taken(account: Account, told: Answer) -> None:
    state.write_division(account, told.then)


def _follow(key: str, value: object) -> None:
    st.session_state[key] = value


def _wrote(key: str, name: str) -> None:
    value = st.session_state[key]
    url.write({name: str(value) if value is not None else state.OFF})


def _ticked(key: str, name: str) -> None:
    url.write({name: state.ON if st.session_state[key] else state.OFF})


def _base_chosen() -> None:
    url.write({state.BASE: "plan" if st.session_state["b-base"] else state.PACE})


def _days_chosen() -> None:
    """Write the days; money of other days is no longer what the sliders say."""
    url.write({state.FOR: st.session_state["b-for"], state.SPEND: ""})


def _cap(asked: Asked) -> str:
    return state.NO_CAP if asked.growth is None else f"{asked.growth:g}"


def _cap_named(cap: str, lang: Lang) -> str:
    return words.NO_CAP.to(lang) if cap == state.NO_CAP else f"+{float(cap):.0%}"
