"""名詞 Glossary: what every KPI means, how it is formed, which way is better."""

import streamlit as st

from kpi import glossary
from kpi.catalog import KPIS
from kpi.glossary import Entry
from pages.ui import filters, search, tables
from pages.ui.plain import plain

lang = filters.language()


def _row(entry: Entry) -> tuple[str, str, str]:
    """Return the cells of a KPI, each with its second line in small letters."""
    other = "" if entry.other in entry.name else entry.other.replace(entry.name, "").strip()
    lines = (
        (f"**{plain(entry.name)}**", other),
        (plain(entry.sentence), entry.formula),
        (entry.reading, entry.role),
    )
    first, second, third = (
        f"{upper}  \n:gray[:small[{plain(lower)}]]" if lower else upper for upper, lower in lines
    )
    return first, second, third


with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader(glossary.SENTENCE.fill(n=len(KPIS)).to(lang), anchor=False)
    filters.switch_language(lang)
query = search.box(glossary.SEARCH, lang)

sections = glossary.glossary(lang, query)
if not sections:
    st.info(glossary.NONE.fill(query=plain(query)).to(lang), icon=":material/search_off:")

for section in sections:
    st.markdown(f"#### {plain(section.title)}", anchors=False)
    tables.table(glossary.TITLES, [_row(entry) for entry in section.entries], lang)
