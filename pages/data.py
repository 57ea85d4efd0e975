"""資料 Data: drop files, see what was read and what would change, confirm; what is there."""

import streamlit as st

from data import intake
from kpi.terms import year_of
from pages.ui import access, calendar, drop, filters, journal, parts
from pages.ui.mapping import kept as templates_kept

lang, part = filters.language(), parts.chosen()
seen = access.snapshot()
covered = access.coverage(seen) if seen else []
rows = intake.entries(access.store())

with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader(parts.SENTENCES[part].to(lang), anchor=False)
    filters.switch_language(lang)
parts.choose(lang)
if part != "files":
    parts.draw(part, seen, lang)
    st.stop()

left, right = st.columns([2, 1], gap="medium")
with left:
    drop.zone(lang)
with right:
    journal.guide(lang, open_=not rows)

drop.panels(lang)

if covered:
    calendar.calendar(covered, access.today(), lang, year_of(access.state().settings()))
templates_kept.kept(lang)
if rows:
    journal.imports(rows, lang)
