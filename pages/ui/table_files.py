"""A table of figures as a file: what stands below it to be downloaded, as CSV or Excel."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data import small_table
from data.text import Lang, Text
from kpi.grid import Grid, raw
from pages.ui.downloads import LABELS, MIME
from pages.ui.uploads import KINDS

DOWNLOAD = Text("下載", "Download")
FILE = Text("{page}-{name}.{kind}", "{page}-{name}.{kind}")


def files(shown: Grid, page: Text, name: str, lang: Lang) -> None:
    """Draw a button a kind of file; the whole table goes into it, with the names of its lines.

    Parameters
    ----------
    page : Text
        How the file's name begins; `name` follows.
    """
    with st.container(horizontal=True):
        for kind in KINDS:
            st.download_button(
                f"{DOWNLOAD.to(lang)} {LABELS[kind]}",
                partial(small_table.write, kind, page.to(lang), raw(shown)),
                FILE.fill(page=page, name=name.replace("/", "-"), kind=kind).to(lang), MIME[kind],
                key=f"file-{name}-{kind}", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
