"""The settings that every figure depends on, a card each: what it does, its value, who and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang
from kpi import rules
from kpi.format import SYMBOLS
from kpi.funnels.content import CONTENT_FOLDERS, folders_of
from kpi.period import MONTHS
from kpi.rules import Setting
from kpi.terms import CONTENT, LAST_CLOSING_DAY, Terms
from pages.ui import access, reasons
from pages.ui.plain import plain
from pages.ui.rules import words

BESIDE = 4
"""So many cards stand side by side."""
SAID = "setting-said"
"""In the session: which setting was sent last, and what came of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """How a setting is typed, and what is kept of what was typed."""

    setting: Setting
    draw: Callable[[str], Any]
    kept: Callable[[Any], Any] = lambda typed: typed


def settings(seen: Snapshot | None, told: Terms, lang: Lang) -> None:
    """Draw a card for each setting."""
    st.markdown(f"#### {words.SETTINGS.to(lang)}", anchors=False)
    known = rules.currencies(seen, told.currency, list(SYMBOLS))
    fields = (
        Field(rules.TAX_DISPLAY, partial(_display, told, lang)),
        Field(rules.CURRENCY, partial(_currency, told, known, lang)),
        Field(rules.MARGIN, partial(_margin, told, lang), _share),
        Field(
            rules.CATEGORY_MARGINS,
            partial(_category, told, rules.categories(seen), lang),
            partial(_with_category, told),
        ),
        Field(rules.DISCOUNT, partial(_discount, told, lang), _share),
        Field(rules.MATURITY, partial(_days, told, lang)),
        Field(CONTENT_FOLDERS, partial(_folders, told, lang), _listed),
        Field(rules.FISCAL_MONTH, partial(_month, told, lang)),
        Field(rules.FIRST_WEEKDAY, partial(_weekday, told, lang)),
        Field(rules.CLOSING_DAY, partial(_closing, told, lang)),
    )
    grid = st.grid(BESIDE, min_column_width=260)
    for field in fields:
        with grid:
            _card(field, lang)


def _card(field: Field, lang: Lang) -> None:
    setting = field.setting
    key = f"setting-{setting.key}"
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        with st.container(gap="xsmall"):
            st.markdown(f"**{setting.name.to(lang)}**")
            st.markdown(f":gray[:small[{setting.does.to(lang)}]]")
        with st.form(f"{key}-form", border=False):
            field.draw(key)
            reasons.why(f"{key}-why", lang)
            st.form_submit_button(
                words.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
                on_click=_save, args=(field, key),
            )  # fmt: skip
            at, text, refused = st.session_state.get(SAID, ("", None, False))
            if at == key and refused:
                st.error(text.to(lang), icon=":material/error:")
            elif at == key:
                st.markdown(f":material/check: {text.to(lang)}")
            reasons.told(f"setting {setting.key}", lang)


def _save(field: Field, key: str) -> None:
    """Keep a setting with its reason, or ask for one in place."""
    why = reasons.given(f"{key}-why")
    if not why:
        st.session_state[SAID] = key, words.WHY_MISSING, True
        return
    value = field.kept(st.session_state[key])
    access.state().set_setting(field.setting.key, value, access.user(), why)
    st.session_state[f"{key}-why"] = ""
    st.session_state[SAID] = key, words.SAVED, False


def _display(told: Terms, lang: Lang, key: str) -> None:
    st.selectbox(
        rules.TAX_DISPLAY.name.to(lang), list(rules.DISPLAYS), list(rules.DISPLAYS).index(told.tax),
        key=key, format_func=lambda code: rules.DISPLAYS[code].to(lang),
        label_visibility="collapsed",
    )  # fmt: skip


def _currency(told: Terms, known: list[str], lang: Lang, key: str) -> None:
    st.selectbox(
        rules.CURRENCY.name.to(lang), known, known.index(told.currency) if told.currency else None,
        key=key, placeholder=words.NOT_SET.to(lang), label_visibility="collapsed",
    )  # fmt: skip


def _margin(told: Terms, lang: Lang, key: str) -> None:
    st.number_input(
        rules.MARGIN.name.to(lang), 0.1, 100.0, rules.percent(told.margin), 0.5, format="%.1f",
        key=key, icon=":material/percent:", label_visibility="collapsed",
        placeholder=words.NOT_SET.to(lang),
    )  # fmt: skip


def _category(told: Terms, known: list[str], lang: Lang, key: str) -> None:
    """Draw which category, and what it earns; what is set already stands below."""
    st.selectbox(
        words.CATEGORY.to(lang), known, None, key=f"{key}-of",
        placeholder=words.CATEGORY.to(lang), label_visibility="collapsed",
    )  # fmt: skip
    st.number_input(
        rules.CATEGORY_MARGINS.name.to(lang), 0.0, 100.0, None, 0.5, format="%.1f", key=key,
        icon=":material/percent:", label_visibility="collapsed",
        placeholder=words.NOT_SET.to(lang),
    )  # fmt: skip
    if told.margins:
        said = (f"{plain(name)} {rules.percent(share):g}%" for name, share in told.margins)
        st.markdown(f":gray[:small[{'・'.join(said)}]]")


def _with_category(told: Terms, typed: float | None) -> dict[str, str]:
    chosen = st.session_state.get(f"setting-{rules.CATEGORY_MARGINS.key}-of")
    return rules.with_margin(told.margins, chosen, typed)


def _discount(told: Terms, lang: Lang, key: str) -> None:
    st.number_input(
        rules.DISCOUNT.name.to(lang), 0.0, 100.0, rules.percent(told.discount), 0.5, format="%.1f",
        key=key, icon=":material/percent:", label_visibility="collapsed",
    )  # fmt: skip


def _share(typed: float | None) -> str | None:
    share = rules.share(typed)
    return None if share is None else str(share)


def _days(told: Terms, lang: Lang, key: str) -> None:
    st.number_input(
        rules.MATURITY.name.to(lang), 0, 90, told.maturity, 1, key=key,
        label_visibility="collapsed",
    )  # fmt: skip


def _folders(told: Terms, lang: Lang, key: str) -> None:
    st.text_area(
        CONTENT_FOLDERS.name.to(lang), "\n".join(told.content), key=key, height=100,
        max_chars=800, label_visibility="collapsed",
    )  # fmt: skip


def _listed(typed: str) -> list[str]:
    """Return the folders typed, one a line; none for the usual ones."""
    return folders_of(typed) or list(CONTENT)


def _month(told: Terms, lang: Lang, key: str) -> None:
    st.selectbox(
        rules.FISCAL_MONTH.name.to(lang), range(1, MONTHS + 1), told.year.first_month - 1, key=key,
        format_func=lambda n: rules.MONTH_NAMES[n - 1].to(lang), label_visibility="collapsed",
    )  # fmt: skip


def _weekday(told: Terms, lang: Lang, key: str) -> None:
    st.selectbox(
        rules.FIRST_WEEKDAY.name.to(lang), range(7), told.year.first_weekday, key=key,
        format_func=lambda n: rules.WEEKDAYS[n].to(lang), label_visibility="collapsed",
    )  # fmt: skip


def _closing(told: Terms, lang: Lang, key: str) -> None:
    st.number_input(
        rules.CLOSING_DAY.name.to(lang), 1, LAST_CLOSING_DAY, told.year.closing_day, 1, key=key,
        label_visibility="collapsed",
    )  # fmt: skip
