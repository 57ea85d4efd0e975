"""Taking a review along: its files by kind and reader, and the text for a chat."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.schema import PLATFORMS
from data.text import Lang
from kpi.publish.pdf import NoFont
from kpi.reports.weekly import KINDS, Kind, weekly
from kpi.review.outside import channels
from kpi.review.record import Review
from kpi.review.refused import Refused
from pages.ui import access
from pages.ui.review import words

TYPES: dict[Kind, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
}


def draw(found: Review, lang: Lang) -> None:
    """Draw the button behind which a reader and a kind are chosen; the file is made when asked."""
    with st.popover(words.TAKE.to(lang), icon=":material/download:"):
        eye = st.selectbox(
            words.FOR_WHOM.to(lang), ["", *channels(found)], key="take-eye",
            format_func=lambda key: (PLATFORMS[key].name if key else words.INSIDE).to(lang),
        )  # fmt: skip
        kind = st.selectbox(
            words.KIND.to(lang), list(TYPES), key="take-kind",
            format_func=lambda key: KINDS[key].to(lang),
        )  # fmt: skip
        if st.button(words.PREPARE.to(lang), key="take-make", icon=":material/draft:"):
            save(lambda: weekly(access.state(), found, lang, kind, eye or None), kind, lang)
        with st.expander(words.COPY.to(lang), icon=":material/content_copy:"):
            _, text = weekly(access.state(), found, lang, "line", eye or None)
            st.code(text.decode(), language=None, wrap_lines=True)


def save(make: Callable[[], tuple[str, bytes]], kind: Kind, lang: Lang) -> None:
    """Make a file and draw the button that saves it; say why where it cannot be made."""
    try:
        with st.spinner(words.MAKING.to(lang)):
            name, content = make()
    except (Refused, NoFont) as refused:
        st.warning(refused.text.to(lang), icon=":material/info:")
        return
    st.download_button(
        words.DOWNLOAD.fill(name=name).to(lang), content, name, TYPES[kind], key=f"save-{name}",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
