"""Classes of campaigns by words in their names: edited in place, with how campaigns would fall."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang
from kpi import rules
from kpi.cut import UNCLASSED
from kpi.naming import value_name
from kpi.rules import CLASSES, Fallen
from kpi.terms import Classes
from pages.ui import access, reasons, words
from pages.ui.plain import plain
from pages.ui.rules import words as own
from pages.ui.tables import height

ROUND, REFUSED = "classes-round", "classes-refused"
BETWEEN = re.compile(r"[、,，;；\n]")
SUCH_AS = 3
"""So many names are shown of a class that has one; of campaigns in none, all that are told."""


def classes(seen: Snapshot | None, kept: Classes, lang: Lang) -> None:
    """Draw the classes to be edited, and beside them what they make of the campaigns there are."""
    with st.container(border=True):
        st.markdown(f"#### {CLASSES.name.to(lang)}", anchors=False)
        st.markdown(f":gray[{CLASSES.does.to(lang)}]")
        left, right = st.columns([3, 2], gap="large")
        with left:
            typed = _typed(_edited(kept, lang))
            wrong = rules.objections(typed)
            _keep(kept, typed, bool(wrong), lang)
            reasons.told(f"setting {CLASSES.key}", lang)
        with right:
            st.markdown(f"**{own.FALLS.to(lang)}**")
            if wrong:
                text = "  \n".join(plain(one.to(lang)) for one in wrong)
                st.error(text, icon=":material/error:")
            elif seen is None:
                st.markdown(f":gray[{own.NO_CAMPAIGNS.to(lang)}]")
            else:
                _fallen(rules.fallen(seen, typed), lang)


def _edited(kept: Classes, lang: Lang) -> pd.DataFrame:
    rows = [(n, name, words.AND.to("zh").join(listed)) for n, (name, listed) in enumerate(kept, 1)]
    return st.data_editor(
        pd.DataFrame(rows, columns=["order", "name", "words"]),
        num_rows="dynamic",
        hide_index=True,
        column_config={
            "order": st.column_config.NumberColumn(
                own.ORDER.to(lang), min_value=1, step=1, width=60, default=len(kept) + 1
            ),
            "name": st.column_config.TextColumn(own.CLASS.to(lang), width=120, max_chars=40),
            "words": st.column_config.TextColumn(own.WORDS.to(lang), max_chars=400),
        },
        key=f"classes-{lang}-{st.session_state.get(ROUND, 0)}",
    )


def _typed(frame: pd.DataFrame) -> Classes:
    """Return the classes as they are typed, in the order that decides."""
    rows = frame.sort_values("order", kind="stable", na_position="last")
    found = []
    for name, typed in zip(rows["name"], rows["words"], strict=True):
        said = "" if pd.isna(name) else str(name).strip()
        listed = [] if pd.isna(typed) else [w.strip() for w in BETWEEN.split(str(typed))]
        found.append((said, tuple(dict.fromkeys(filter(None, listed)))))
    return tuple(one for one in found if any(one))


def _keep(kept: Classes, typed: Classes, refused: bool, lang: Lang) -> None:
    """Offer to keep what was changed, with the reason."""
    if typed == kept:
        return
    reasons.why("classes-why", lang)
    if st.session_state.get(REFUSED):
        st.error(own.WHY_MISSING.to(lang), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            own.SAVE.to(lang), key="classes-save", icon=":material/check:", disabled=refused,
            on_click=_save, args=(typed,),
        )  # fmt: skip
        st.button(own.TAKE_BACK.to(lang), key="classes-back", type="tertiary", on_click=_anew)
        st.markdown(f":orange[:material/edit: {own.UNSAVED.to(lang)}]", width="content")


def _save(typed: Classes) -> None:
    why = reasons.given("classes-why")
    st.session_state[REFUSED] = not why
    if why:
        rules.keep_classes(access.state(), typed, access.user(), why)
        _anew()


def _anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[REFUSED] = False


def _fallen(found: Sequence[Fallen], lang: Lang) -> None:
    """Draw a line a class; of the campaigns in none more names are told, to find words in."""
    names = []
    for one in found:
        examples = one.examples[:SUCH_AS] if one.name else one.examples
        more = "…" if one.more or len(examples) < len(one.examples) else ""
        names.append(words.AND.to(lang).join(examples) + more)
    columns = {
        own.CLASS: [value_name("campaign_class", one.name or UNCLASSED, lang) for one in found],
        own.CAMPAIGNS: [one.campaigns for one in found],
        own.NAMES: names,
    }
    st.dataframe(
        pa.table({title.to(lang): values for title, values in columns.items()}),
        hide_index=True,
        height=height(len(found)),
        column_config={
            own.CLASS.to(lang): st.column_config.TextColumn(width=130),
            own.CAMPAIGNS.to(lang): st.column_config.NumberColumn(format="localized", width=90),
        },
    )
