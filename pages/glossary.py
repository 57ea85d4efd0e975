"""名詞 Glossary: what every KPI means, how it is formed, which way is better."""

import streamlit as st

from kpi import glossary
from pages.ui import filters, search, tables
from pages.ui.plain import plain

lang = filters.language()

with st.container(horizontal=True, vertical_alignment="center"):
    query = search.box(glossary.SEARCH, lang)
    filters.switch_language(lang)

sections = glossary.glossary(lang, query)
if not sections:
    st.info(glossary.NONE.fill(query=plain(query)).to(lang), icon=":material/search_off:")

for section in sections:
    st.subheader(section.title, anchor=False)
    tables.table(
        glossary.TITLES,
        [
            (
                f"**{plain(e.name)}** :small[{plain(e.other)}]",
                plain(e.sentence),
                plain(e.formula),
                e.reading,
                e.role,
            )
            for e in section.entries
        ],
        lang,
    )
