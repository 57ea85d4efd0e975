"""The rules: typed on the left with their reason, what GA4 makes of them on the right."""

from __future__ import annotations

import streamlit as st

from data.schema import PLATFORMS
from data.state import Conflict
from data.text import Lang, Text
from kpi.facts.ga4_channels import label
from kpi.utm import channels, pattern
from kpi.utm.kept import RULES, keep_rules
from kpi.utm.pattern import PLACEHOLDERS, WrongPattern
from kpi.utm.rules import SPACES
from kpi.utm.telling import AND
from kpi.utm.typed import FIELDS, as_typed, parse
from pages.ui import access, reasons
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table as drawn
from pages.ui.utm import scene as here
from pages.ui.utm import words
from pages.ui.utm.scene import Scene

WRONG = "utm-rules-wrong"
"""In the session: what is wrong with what was typed, by field."""
WHY = "utm-rules-why"
SUCH_AS = ("google", "facebook", "")
"""The sources whose groups are shown for each medium: a search engine, a social site, another."""


def sentence(scene: Scene) -> str:
    """Return the sentence on top."""
    return words.RULES_TITLE.to(scene.lang)


def draw(scene: Scene) -> None:
    """Draw the form, and beside it what GA4 makes of the rules."""
    left, right = st.columns(2, gap="medium")
    with left:
        _form(scene)
    with right, st.container(border=True):
        _meaning(scene)


def _form(scene: Scene) -> None:
    lang, rules = scene.lang, scene.rules
    key = f"utm-rules-{lang}-{rules.version}"
    typed = as_typed(rules, lang)
    with st.form(f"{key}-form", border=True):
        _area("sources", typed, words.SOURCES_DO, key, lang, 200)
        _area("media", typed, words.MEDIA_DO, key, lang, 160)
        names = AND.to(lang).join(f"{{{n}}} {t.to(lang)}" for n, (_, _, t) in PLACEHOLDERS.items())
        st.text_input(FIELDS["pattern"].to(lang), typed["pattern"], key=f"{key}-pattern",
                      max_chars=200)  # fmt: skip
        st.markdown(f":gray[:small[{plain(words.PATTERN_DO.to(lang).format(names=names))}]]")
        _wrong("pattern", lang)
        choices = {"yes": words.YES.to(lang), "no": words.NO.to(lang)}
        st.selectbox(FIELDS["lower"].to(lang), list(choices), 0 if rules.lower else 1,
                     key=f"{key}-lower", format_func=choices.__getitem__)  # fmt: skip
        st.selectbox(FIELDS["space"].to(lang), list(SPACES), list(SPACES).index(rules.space),
                     key=f"{key}-space", format_func=lambda s: SPACES[s].to(lang))  # fmt: skip
        _area("own_sites", typed, words.OWN_DO, key, lang, 80)
        reasons.why(WHY, lang)
        _wrong("why", lang)
        st.form_submit_button(house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
                              on_click=_save, args=(scene, key))  # fmt: skip
    reasons.told(f"utm {RULES}", lang)


def _area(field: str, typed: dict[str, str], does: Text, key: str, lang: Lang, height: int) -> None:
    st.text_area(FIELDS[field].to(lang), typed[field], key=f"{key}-{field}", height=height,
                 max_chars=8_000)  # fmt: skip
    st.markdown(f":gray[:small[{plain(does.to(lang))}]]")
    _wrong(field, lang)


def _wrong(field: str, lang: Lang) -> None:
    for at, text in st.session_state.get(WRONG, ()):
        if at == field:
            st.error(plain(text.to(lang)), icon=":material/error:")


def _save(scene: Scene, key: str) -> None:
    """Keep what was typed, or say what is wrong or that somebody else was faster."""
    told = {field: str(st.session_state.get(f"{key}-{field}") or "") for field in FIELDS}
    rules, wrong = parse(told, scene.rules)
    why = reasons.given(WHY)
    found = [(one.field, one.text) for one in wrong]
    st.session_state[WRONG] = found + ([] if why else [("why", house.WHY_MISSING)])
    if st.session_state[WRONG]:
        return
    try:
        keep_rules(access.state(), rules, access.user(), why)
    except Conflict:
        here.say(words.FASTER, error=True)
        return
    st.session_state[WHY] = ""
    here.say(words.KEPT_RULES)


def _meaning(scene: Scene) -> None:
    """Show what sources stand for, the groups media lead to, and a name by the pattern."""
    lang, rules = scene.lang, scene.rules
    st.markdown(f"**{words.MEANS.to(lang)}**")
    st.markdown(f":gray[:small[{words.MEANS_DO.to(lang)}]]")
    titles = (FIELDS["media"], *(Text(s, s) if s else words.OTHERS for s in SUCH_AS))
    rows = [
        (f"**{plain(medium)}**",
         *(plain(label(channels.group(source or "-", medium)).to(lang)) for source in SUCH_AS))
        for medium in rules.media
    ]  # fmt: skip
    drawn(titles, rows, lang)
    try:
        pattern.check(rules.pattern)
    except WrongPattern:
        return
    if rules.pattern:
        text = words.EXAMPLE.to(lang).format(example=pattern.example(rules.pattern))
        st.markdown(f"**{FIELDS['pattern'].to(lang)}**　{plain(text)}")
    stands = [(f"**{plain(s)}**", PLATFORMS[p].name.to(lang)) for s, p in rules.sources if p]
    if stands:
        drawn((FIELDS["sources"], words.PLATFORM_OF), stands, lang)
