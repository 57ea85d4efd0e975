"""Blank sheets to download: what each is for, in either language, as Excel or CSV."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.templates import KINDS, TEMPLATES, Kind, file_name, template
from data.text import LANGS, Lang, Text
from pages.ui import words

TITLES = {
    "generic.costs": Text("費用", "Costs"),
    "generic.plan": Text("預算與目標", "Plan"),
    "generic.rates": Text("匯率", "Exchange rates"),
    "generic.orders": Text("訂單", "Orders"),
    "generic.leads": Text("名單", "Leads"),
}
FOR = {
    "generic.costs": Text(
        "代理商請款、內容製作、工具、人力、通路抽成：廣告花費以外的行銷費用。",
        "Agencies, content, tools, people, commissions: what marketing costs besides media.",
    ),
    "generic.plan": Text(
        "每月各平台的預算與預備金，以及指標的目標。",
        "Budget and reserve by month and platform, and targets of KPIs.",
    ),
    "generic.rates": Text(
        "外幣換成報表幣別的匯率，一天或一個月一列。",
        "What a foreign currency is worth, a row a day or a month.",
    ),
    "generic.orders": Text(
        "商店匯出檔讀不懂時，把訂單整理成這個樣子：一列一個品項。",
        "When a shop's export is not understood, bring the orders into this shape: a row an item.",
    ),
    "generic.leads": Text(
        "CRM 匯出檔讀不懂、或名單記在自己的表裡時：一列一筆名單，寫下到達各階段的日期；訂閱再寫上"
        "付費日、退訂日與計費週期（月或年），金額是每一期的。",
        "When a CRM's export is not understood, or leads stand in a sheet of your own: a row a"
        " lead, with the days it reached each stage; of a subscription the days it was first paid"
        " and ended, its billing period (month or year) and the amount of one period.",
    ),
}
HAS = Text("欄位：{columns}", "Columns: {columns}")
IN = Text("範本的語言", "Language of the sheets")
NAMES: dict[Lang, str] = {"zh": "中文", "en": "English"}
LABELS: dict[Kind, str] = {"xlsx": "Excel", "csv": "CSV"}
MIME: dict[Kind, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def downloads(lang: Lang) -> None:
    """Draw a card for each sheet; its language is the page's until another is chosen."""
    wanted: Lang = st.segmented_control(
        IN.to(lang), list(LANGS), default=lang, required=True,
        format_func=NAMES.__getitem__, key=f"sheets-in-{lang}",
    )  # fmt: skip
    grid = st.grid(len(TEMPLATES), min_column_width=260)
    for name in TEMPLATES:
        with grid:
            _card(name, wanted, lang)


def _card(name: str, wanted: Lang, lang: Lang) -> None:
    headers = words.AND.to(lang).join(h.to(wanted) for h in TEMPLATES[name].headers)
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        with st.container(gap="xsmall"):
            st.markdown(f"#### {TITLES[name].to(lang)}", anchors=False)
            st.markdown(FOR[name].to(lang))
            st.markdown(f":gray[:small[{HAS.fill(columns=headers).to(lang)}]]")
        with st.container(horizontal=True):
            for kind in KINDS:
                st.download_button(
                    LABELS[kind], partial(template, name, kind, wanted),
                    file_name(name, kind, wanted), MIME[kind], key=f"sheet-{name}-{kind}",
                    icon=":material/download:", on_click="ignore",
                )  # fmt: skip
