"""The parts of the Data page, and which of them is looked at: the URL remembers, in codes."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi.terms import terms
from pages.ui import access, downloads, drop, sample_shop, typed_costs, url, words
from pages.ui.conversions import panel as conversions
from pages.ui.ga4.panel import panel
from pages.ui.rules import every

PARTS = {
    "files": Text("檔案", "Files"),
    "rules": Text("規則", "Rules"),
    "costs": Text("手動輸入費用", "Typed costs"),
    "ga4": Text("GA4 連線", "GA4 connection"),
    "conversions": Text("轉換對照", "Conversions"),
    "templates": Text("範本", "Templates"),
}
SENTENCES = {
    "files": words.DROP_TITLE,
    "rules": Text(
        "數字依哪些規則算，由你們決定；每次更改都記下誰、何時、為什麼。",
        "You decide by which all figures are reckoned; every change keeps who, when and why.",
    ),
    "costs": Text(
        "沒有檔案的費用可以直接輸入，送出後和檔案一樣先看差異再確認，也能復原。",
        "Costs without a file can be typed in. They go the way of a file: see what changes,"
        " confirm, undo.",
    ),
    "ga4": Text(
        "GA4 可以直接拉進來：邀請一個帳戶、選一個資源，不必再匯出檔案。",
        "GA4 can be pulled: invite an account, choose a property, and export no more files.",
    ),
    "conversions": Text(
        "同一個轉換，GA4、Google、Meta 各叫什麼、各算多少；缺的、名字相近的、算兩次的先列出來。",
        "One conversion in GA4, Google and Meta: names, counts, and what is wrong with them.",
    ),
    "templates": Text(
        "下載空白範本，填好後放進「檔案」就讀得懂。",
        "Download a blank sheet, fill it in, and drop it under Files: it is understood at once.",
    ),
}


def chosen() -> str:
    """Return the part the URL names, the files unless it says otherwise."""
    asked = st.query_params.get("part", "")
    return asked if asked in PARTS else "files"


def choose(lang: Lang) -> None:
    """Draw the switch between the parts."""
    st.session_state["part"] = chosen()
    st.segmented_control(
        words.DATA.to(lang),
        list(PARTS),
        key="part",
        required=True,
        format_func=lambda code: PARTS[code].to(lang),
        label_visibility="collapsed",
        on_change=_chosen,
    )


def draw(part: str, seen: Snapshot | None, lang: Lang) -> None:
    """Draw a part other than the files, which are the page itself."""
    if part == "templates":
        downloads.downloads(lang)
        return
    if part in ("costs", "ga4") and sample_shop.in_the_way(lang):
        return
    if part == "ga4":
        panel(lang)
        return
    told = terms(access.state(), seen.sources() if seen else [])
    if part == "rules":
        every.rules(seen, told, lang)
    elif part == "conversions":
        conversions.panel(seen, told, lang)
    else:
        typed_costs.typed_costs(seen, told.currency, lang)
        drop.panels(lang)


def _chosen() -> None:
    part = st.session_state["part"]
    url.write({"part": "" if part == "files" else part})
