"""One slider and one number box a channel, locks, presets, and what follows of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.text import Lang
from kpi.budget.bounds import Bounds
from kpi.budget.moving import moved, spread
from kpi.spacing import spaced
from kpi.whatif.account import Account
from kpi.whatif.budget_board import BudgetBoard, budget_board
from kpi.whatif.channel import Channel
from kpi.whatif.curve import picture
from kpi.whatif.expected import Going
from kpi.whatif.limits import bounds
from kpi.whatif.presets import NAMES, presets
from kpi.whatif.telling import named
from pages.ui import url
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.theme import CHIP_SLOT, palette
from pages.ui.whatif import budget_best as best
from pages.ui.whatif import budget_keep as keeping
from pages.ui.whatif import budget_state as state
from pages.ui.whatif import budget_words as words
from pages.ui.whatif.curves import curve
from pages.ui.whatif.question import figures
from pages.ui.whatif.shell_scene import Scene

STEP = 1_000
"""What one press of a number box's buttons moves."""


def draw(at: Scene, choices: state.Choices, found: Account, going: Going) -> None:
    """Draw the sliders and all that follows of where they stand."""
    lang, now = at.view.lang, state.division(choices, found)
    board = budget_board(found, now, going, lang)
    st.markdown(f"#### {words.SLIDERS.to(lang)}", anchors=False)
    st.markdown(f"**{plain(board.sentence)}**")
    for warning in board.warnings:
        st.warning(plain(warning), icon=":material/warning:")
    left, right = st.columns([1, 1.7], gap="medium")
    with left, st.container(border=True):
        _controls(choices, found, going, now, lang)
    with right, st.container(border=True):
        figures(board.figures)
        _goals(board, lang)
        _picture(choices, found, now, lang)
    _channels(board, lang)
    _notes(board, choices, found, lang)
    keeping.keep(at, choices, found, going, now)


def _controls(
    choices: state.Choices, found: Account, going: Going, now: tuple[int, ...], lang: Lang
) -> None:
    """Draw where to set out from, the total, and every channel."""
    within = bounds(found, now, choices.limits)
    known = presets(found)
    st.session_state["b-from"] = next((k for k, v in known.items() if v == now), None)
    st.segmented_control(
        words.FROM.to(lang), list(known), key="b-from", on_change=_preset, args=(found,),
        format_func=lambda code: NAMES[code].to(lang), wrap=True,
    )  # fmt: skip
    best.find(choices, found, going, now, lang)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state["b-total"] = sum(now)
        st.number_input(
            words.TOTAL.to(lang), min_value=0, max_value=max(sum(within.most), sum(now)), step=STEP,
            key="b-total", on_change=_total, args=(found, now, within), width=180,
        )  # fmt: skip
        if len(now) > 1:
            st.session_state["b-fixed"] = choices.fixed
            st.checkbox(words.FIXED.to(lang), key="b-fixed", on_change=_fixed, width="content")
    for n, channel in enumerate(found.channels):
        _channel(n, channel, choices, found, now, within, lang)
    days = spaced(named(found.days, lang), lang)
    basis = words.TAX_BASES[found.tax].to(lang)
    st.markdown(f":gray[:small[{words.UNIT.fill(days=days, tax=basis).to(lang)}]]")


def _channel(
    n: int, channel: Channel, choices: state.Choices, found: Account, now: tuple[int, ...],
    within: Bounds, lang: Lang,
) -> None:  # fmt: skip
    """Draw one channel: name, number, lock, slider."""
    name, locked = channel.name(lang), channel.key in choices.limits.locked
    most = within.most[n]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(name)}**", width="stretch")
        lock = f"b-lock-{n}"
        st.session_state[lock] = locked
        st.checkbox(words.LOCK.to(lang), key=lock, on_change=_lock, args=(n, found, choices),
                    width="content", help=words.LOCK_OF.fill(name=name).to(lang))  # fmt: skip
        box = f"b-box-{n}"
        st.session_state[box] = now[n]
        st.number_input(
            words.MONEY_OF.fill(name=name).to(lang), min_value=0, max_value=max(most, now[n]),
            step=STEP, key=box, label_visibility="collapsed", width=150, disabled=locked,
            on_change=_moved, args=(box, n, found, now, within, choices.fixed),
        )  # fmt: skip
    key = f"b-slider-{n}"
    st.session_state[key] = now[n]
    st.slider(
        words.SLIDER_OF.fill(name=name).to(lang), 0, max(most, now[n], 1), key=key, step=1,
        format="localized",
        label_visibility="collapsed", disabled=locked or not most,
        on_change=_moved, args=(key, n, found, now, within, choices.fixed),
    )  # fmt: skip


def _moved(
    key: str, n: int, found: Account, now: tuple[int, ...], within: Bounds, fixed: bool
) -> None:
    """Write where the sliders stand after one was moved; the others give or take."""
    best.forget()
    to = int(st.session_state[key] or 0)
    then = moved(now, n, to, within, sum(now) if fixed and len(now) > 1 else None)
    state.write_division(found, then)
    state.write_curve(found.channels[n].key)


def _total(found: Account, now: tuple[int, ...], within: Bounds) -> None:
    """Spread another total over the channels that are not locked."""
    best.forget()
    then = spread(int(st.session_state["b-total"] or 0), now, within)
    state.write_division(found, then or now)


def _preset(found: Account) -> None:
    best.forget()
    code = st.session_state["b-from"]
    known = presets(found)
    if code in known:
        state.write_division(found, known[code])


def _fixed() -> None:
    url.write({state.FIXED: state.ON if st.session_state["b-fixed"] else state.OFF})


def _lock(n: int, found: Account, choices: state.Choices) -> None:
    key = found.channels[n].key
    others = set(choices.limits.locked) - {key}
    state.write_locked([*others, *([key] if st.session_state[f"b-lock-{n}"] else [])])


def _picture(choices: state.Choices, found: Account, now: Sequence[int], lang: Lang) -> None:
    """Draw the curve of one channel."""
    keys = [c.key for c in found.channels]
    n = keys.index(choices.curve) if choices.curve in keys else 0
    names = {c.key: c.name(lang) for c in found.channels}
    if len(keys) > 1:
        st.session_state["b-curve"] = keys[n]
        st.selectbox(
            words.CURVE_OF.to(lang), keys, key="b-curve", format_func=names.__getitem__,
            label_visibility="collapsed", on_change=_curve_chosen,
        )  # fmt: skip
    drawn = picture(found, n, now[n], named(found.days, lang), lang)
    st.vega_lite_chart(curve(drawn, palette()), theme=None, alt=drawn.alt)
    how = words.DRAWN_ASSUMED if drawn.assumed else words.DRAWN
    st.markdown(f":gray[:small[{plain(drawn.x_name)}　{how.to(lang)}]]")


def _curve_chosen() -> None:
    state.write_curve(st.session_state["b-curve"])


def _goals(board: BudgetBoard, lang: Lang) -> None:
    """Draw each goal with the verdict it would get."""
    titles = (words.GOAL, words.VERDICT, words.NOW, words.THEN, words.TARGET)
    rows = []
    for one in board.goals:
        chip = ""
        if one.chip:
            slot = CHIP_SLOT[one.chip.verdict]
            chip = f":{slot}-badge[:material/{one.chip.icon}: {plain(one.chip.word)}]"
        flag = f" :gray[{plain(one.flag)}]" if one.flag else ""
        told = map(plain, (one.now, one.then, one.target))
        rows.append([f"**{plain(one.name)}**", f"{chip}{flag}", *told])
    if rows:
        table(titles, rows, lang, figures=titles[2:])
    else:
        st.markdown(f":gray[{words.NO_GOALS.to(lang)}]")


def _channels(board: BudgetBoard, lang: Lang) -> None:
    """Draw each channel with what it brings more and what the next order costs."""
    titles = (words.CHANNEL, words.MONEY, words.CHANGED, words.ORDERS, words.NEXT)
    rows = [
        [
            f"**{plain(one.name)}**",
            *map(plain, (one.money, one.changed, one.orders, one.next_order)),
        ]
        for one in board.channels
    ]
    table(titles, rows, lang, figures=titles[1:])


def _notes(board: BudgetBoard, choices: state.Choices, found: Account, lang: Lang) -> None:
    notes = list(board.notes)
    if lost := state.gone(choices, found):
        notes.append(words.GONE.fill(names="、".join(lost)).to(lang))
    if notes:
        st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in notes))
