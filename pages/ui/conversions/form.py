"""One conversion: the form to add or change it, deleting it, and who was faster."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.schema import GOOGLE_ADS, META_ADS, PLATFORMS
from data.state import Conflict
from data.text import Text
from kpi.conversions.columns import COLUMNS, column, label, tidy
from kpi.conversions.conversion import COUNTINGS, Conversion
from kpi.conversions.steps import KINDS, STEPS, step_name
from kpi.conversions.typed import Typed, parse
from pages.ui import access as reach
from pages.ui import reasons
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.begun import FASTER, SENT, WRONG, begun, leave, sent
from pages.ui.conversions.deleting import delete
from pages.ui.conversions.listed import number
from pages.ui.conversions.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house

NEW = "+"
"""In the URL: the form of one that is not there yet."""


def opened(scene: Scene) -> bool:
    """Return whether the URL opens a form."""
    asked = st.query_params.get(here.OPENED, "")
    return asked == NEW or asked in {one.id for one in scene.kept} | set(begun())


def ways_in(scene: Scene) -> None:
    """Draw the ways to the form: a new one, or any that is kept."""
    lang, names = scene.lang, {one.id: one.name for one in scene.kept}
    with st.container(horizontal=True):
        for name in names:
            st.button(
                plain(names[name].to(lang)), key=f"conversion-edit-{name}",
                icon=":material/edit:", on_click=here.go, args=(name,),
            )  # fmt: skip
        st.button(
            words.NEW.to(lang), key="conversion-new", icon=":material/add:", on_click=here.go,
            args=(NEW,),
        )  # fmt: skip


def form(scene: Scene) -> None:
    """Draw the conversion the URL opens; it begins with what it was when it was opened."""
    lang, asked = scene.lang, st.query_params.get(here.OPENED, "")
    st.button(
        words.BACK.to(lang), key="conversion-back", icon=":material/arrow_back:", type="tertiary",
        on_click=leave, args=(asked,),
    )  # fmt: skip
    kept = next((one for one in scene.kept if one.id == asked), None)
    base = begun().setdefault(asked, kept) if kept else begun().get(asked)
    key = f"conversion-{asked}-{base.version}" if base else f"conversion-new-{sent()}"
    title = plain(base.name.to(lang)) if base else words.NEW.to(lang)
    st.markdown(f"#### {title}", anchors=False)
    at, text = st.session_state.get(FASTER, ("", None))
    if at == key and text is not None:
        _faster(text, asked, scene)
    _draw(scene, base, key)
    if base:
        reasons.told(f"conversion {base.id}", lang)
        delete(base, key, scene)


def _draw(scene: Scene, base: Conversion | None, key: str) -> None:
    lang, at = scene.lang, st.session_state.get(WRONG, ("", ()))
    with st.form(f"{key}-form", border=True):
        grid = st.grid(3, min_column_width=240)
        with grid:
            st.text_input(words.NAME_ZH.to(lang), base.name.zh if base else "", key=f"{key}-zh",
                          max_chars=60)  # fmt: skip
            st.text_input(words.NAME_EN.to(lang), base.name.en if base else "", key=f"{key}-en",
                          max_chars=60)  # fmt: skip
        with grid:
            _place(base, key, scene)
        with grid:
            _counting(base, key, scene)
        with grid:
            _events(base, key, scene)
        for platform in platforms(scene, base):
            with grid:
                _names(platform, base, key, scene)
        reasons.why(f"{key}-why", lang)
        for text in at[1] if at[0] == key else ():
            st.error(plain(text.to(lang)), icon=":material/error:")
        st.form_submit_button(
            house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
            on_click=_save, args=(scene, base, key),
        )  # fmt: skip


def _place(base: Conversion | None, key: str, scene: Scene) -> None:
    lang, kinds, steps = scene.lang, list(KINDS), ["", *STEPS]
    st.selectbox(
        words.KIND.to(lang), kinds, kinds.index(base.kind if base else "main"), key=f"{key}-kind",
        format_func=lambda k: KINDS[k].to(lang),
    )  # fmt: skip
    st.selectbox(
        words.STEP.to(lang), steps, steps.index(base.step if base else ""), key=f"{key}-step",
        format_func=lambda s: (step_name(s) or words.NO_STEP).to(lang),
    )  # fmt: skip


def _counting(base: Conversion | None, key: str, scene: Scene) -> None:
    ways = list(COUNTINGS)
    st.radio(
        words.COUNTING.to(scene.lang), ways, ways.index(base.counting if base else "every"),
        key=f"{key}-counting", format_func=lambda c: COUNTINGS[c].to(scene.lang),
    )  # fmt: skip


def _events(base: Conversion | None, key: str, scene: Scene) -> None:
    seen = scene.site.by_name if scene.site else {}
    chosen = list(base.events if base else ())

    def shown(name: str) -> str:
        event = seen.get(name)
        if event is None:
            return name
        mark = words.KEY if event.is_key else ""
        text = words.EVENT.fill(name=name, n=number(event.count), key=mark)
        return text.to(scene.lang)

    st.multiselect(
        words.EVENTS.to(scene.lang), list(dict.fromkeys([*chosen, *seen])), chosen,
        key=f"{key}-events", format_func=shown, accept_new_options=True,
        placeholder=words.CHOOSE.to(scene.lang),
    )  # fmt: skip


def platforms(scene: Scene, base: Conversion | None) -> list[str]:
    """Return the platforms with a box: Google and Meta, those that spend, those it names."""
    named = [*(base.claims if base else ())]
    return list(dict.fromkeys([GOOGLE_ADS.key, META_ADS.key, *scene.claims, *named]))


def _names(platform: str, base: Conversion | None, key: str, scene: Scene) -> None:
    lang = scene.lang
    chosen = list(base.claims.get(platform, ()) if base else ())
    claim = scene.claims.get(platform)
    columns = [str(m) for m in COLUMNS if claim and claim.counts.get(m)]
    typed = [n for one in scene.kept for n in one.claims.get(platform, ())]
    named = tidy(platform, tuple(scene.named.get(platform, ())))
    name = PLATFORMS[platform].name if platform in PLATFORMS else Text(platform, platform)

    def shown(option: str) -> str:
        told = label(platform, option).to(lang)
        measure = column(platform, option)
        if claim is None or measure is None or measure not in claim.counts:
            return told
        return words.EVENT.fill(name=told, n=number(claim.counts[measure]), key="").to(lang)

    title = words.NAMES.get(platform) or words.NAMES_OF.fill(platform=name)
    st.multiselect(
        title.to(lang), list(dict.fromkeys([*chosen, *columns, *typed, *named])), chosen,
        key=f"{key}-{platform}", format_func=shown, accept_new_options=True,
        placeholder=words.CHOOSE.to(lang),
    )  # fmt: skip


def _save(scene: Scene, base: Conversion | None, key: str) -> None:
    """Keep what stands in the form, or say what is wrong or who was faster."""
    told: dict[str, Any] = {
        name: st.session_state.get(f"{key}-{name}") for name in ("zh", "en", "kind", "step")
    }
    claims = {p: st.session_state.get(f"{key}-{p}") or [] for p in platforms(scene, base)}
    said = Typed(
        **told, counting=st.session_state[f"{key}-counting"],
        events=st.session_state.get(f"{key}-events") or [], claims=claims,
    )  # fmt: skip
    one, wrong = parse(said, base, scene.kept)
    why = reasons.given(f"{key}-why")
    if not why:
        wrong.append(house.WHY_MISSING)
    st.session_state[WRONG] = key, tuple(wrong)
    if wrong:
        return
    try:
        reach.state().save_conversions([one.as_doc()], reach.user(), why)
    except Conflict as faster:
        st.session_state[FASTER] = key, faster.text
        return
    _kept(one, base)


def _kept(one: Conversion, base: Conversion | None) -> None:
    st.session_state[SENT] = sent() + (base is None)
    here.say(words.KEPT.fill(name=one.name))
    leave(one.id)


def _faster(text: Text, conversion: str, scene: Scene) -> None:
    """Say who was faster, and offer to look at what is kept; what was typed stays until then."""
    st.warning(plain(text.to(scene.lang)), icon=":material/group:")
    st.button(
        words.NEWEST.to(scene.lang), key="conversion-newest", on_click=_newest, args=(conversion,)
    )


def _newest(conversion: str) -> None:
    begun().pop(conversion, None)
    st.session_state.pop(FASTER, None)
