"""One own event: the form to add or change it, told when somebody else was faster; deleting it.

The form is drawn from the event it was opened with, so that what somebody typed stays when another
person saves the same event first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from data.state import Conflict
from data.text import Lang, Text
from kpi.calendar.fields import CHOICES, FIELDS, WORDED, as_typed, parse
from kpi.calendar.own import Event
from kpi.calendar.table import keep
from kpi.catalog import KPIS
from kpi.goals.fields import Objection
from pages.ui import access, reasons
from pages.ui.occasions import scene as here
from pages.ui.occasions import words
from pages.ui.occasions.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house

OPENED = "event-opened"
"""In the session, by id: the event as the form began with it."""
WRONG = "event-wrong"
"""In the session: the key of the form that was refused, and why."""
FASTER = "event-faster"
"""In the session: the key of the form that somebody else was faster than."""


def new(scene: Scene) -> None:
    """Draw the form of an event that is not there yet."""
    st.markdown(f"#### {words.NEW_TITLE.to(scene.lang)}", anchors=False)
    count = st.session_state.get("event-count", 0)
    _form(scene, None, f"event-new-{count}")


def edit(scene: Scene, event_id: str) -> None:
    """Draw the event the URL opens."""
    lang = scene.lang
    st.button(
        words.BACK.to(lang), key="event-back", icon=":material/arrow_back:", type="tertiary",
        on_click=_close, args=(event_id,),
    )  # fmt: skip
    now = next((e for e in scene.events if e.id == event_id), None)
    opened: dict[str, Event] = st.session_state.setdefault(OPENED, {})
    base = opened.setdefault(event_id, now) if now else opened.get(event_id)
    if base is None:
        st.info(words.NOT_THERE.to(lang), icon=":material/info:")
        return
    st.subheader(plain(base.name), anchor=False)
    key = f"event-{event_id}-{base.version}"
    if now is None or st.session_state.get(FASTER) == key:
        _faster(base, now, key, scene)
    _form(scene, base, key)
    reasons.told(f"event {event_id}", lang)
    if now:
        _delete(base, key, lang)


def _close(event_id: str) -> None:
    st.session_state.get(OPENED, {}).pop(event_id, None)
    here.go("event", "")


def _form(scene: Scene, base: Event | None, key: str) -> None:
    lang = scene.lang
    at, wrong = st.session_state.get(WRONG, ("", ()))
    wrong = wrong if at == key else ()
    with st.form(f"{key}-form", border=True):
        grid = st.grid(3, min_column_width=220)
        for field in FIELDS:
            with grid:
                _field(field, base, key, scene)
                for one in wrong:
                    if one.field == field:
                        st.error(plain(one.text.to(lang)), icon=":material/error:")
        reasons.why(f"{key}-why", lang)
        for one in wrong:
            if one.field not in FIELDS:
                st.error(plain(one.text.to(lang)), icon=":material/error:")
        st.form_submit_button(
            house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
            on_click=_save, args=(scene, base, key),
        )  # fmt: skip


def _field(field: str, base: Event | None, key: str, scene: Scene) -> None:
    """Draw one field as it is typed, chosen or picked."""
    lang, label, name = scene.lang, FIELDS[field].to(scene.lang), f"{key}-{field}"
    value: Any = getattr(base, field) if base else None
    if field in ("first", "last"):
        st.date_input(label, value or (scene.today if field == "first" else None), key=name,
                      format="YYYY/MM/DD")  # fmt: skip
    elif field in WORDED:
        st.text_input(label, value or "", key=name, max_chars=60)
    elif field == "kpis":
        st.multiselect(
            label, list(KPIS), [k for k in value or () if k in KPIS], key=name,
            format_func=lambda k: KPIS[k].name.to(lang), placeholder=words.KPI_HINT.to(lang),
        )  # fmt: skip
    else:
        options = _options(field, base, scene)
        chosen = value or ("campaign" if field == "kind" else "")
        st.selectbox(
            label, list(options), list(options).index(chosen if chosen in options else ""),
            key=name, format_func=options.__getitem__,
            help=words.PARTNER_HINT.to(lang) if field == "partner" else None,
        )  # fmt: skip


def _options(field: str, base: Event | None, scene: Scene) -> dict[str, str]:
    """Return what can be chosen by code; a partner by its id, with the day it began."""
    lang = scene.lang
    if field != "partner":
        first = {} if field == "kind" else {"": words.NOT_SAID.to(lang)}
        return first | {code: name.to(lang) for code, name in CHOICES[field].items()}
    own = {e.id: f"{e.name} {e.first:%Y/%m/%d}" for e in scene.events
           if e.kind == "campaign" and e != base}  # fmt: skip
    return {"": words.NO_PARTNER.to(lang)} | own


def _cells(key: str, lang: Lang) -> dict[str, str]:
    """Return what the form holds, as cells of a table; the partner is taken by its id."""
    told = {}
    for field in FIELDS:
        value = st.session_state.get(f"{key}-{field}")
        if field == "kpis":
            told[field] = ",".join(value or ())
        elif field != "partner":
            told[field] = value.isoformat() if isinstance(value, date) else str(value or "")
    return told


def _save(scene: Scene, base: Event | None, key: str) -> None:
    """Keep what was typed, or say what is wrong or who was faster."""
    event, wrong = parse(_cells(key, scene.lang), base, scene.events)
    why = reasons.given(f"{key}-why")
    if event:
        event, more = _partnered(event, str(st.session_state.get(f"{key}-partner") or ""), scene)
        wrong += more
        twin = next((e for e in scene.events if e.id != event.id
                     and (e.name, e.first) == (event.name, event.first)), None)  # fmt: skip
        if twin:
            text = words.THERE_ALREADY.fill(first=event.first, name=event.name)
            wrong.append(Objection("name", text))
    if not why:
        wrong.append(Objection("why", house.WHY_MISSING))
    st.session_state[WRONG] = key, tuple(wrong)
    if wrong or event is None:
        return
    try:
        keep(access.state(), [event], access.user(), why)
    except Conflict:
        st.session_state[FASTER] = key
        return
    st.session_state.get(OPENED, {}).pop(event.id, None)
    st.session_state.pop(FASTER, None)
    st.session_state["event-count"] = st.session_state.get("event-count", 0) + 1
    here.say(words.KEPT.fill(name=event.name))
    here.go("event", "")
    here.go_to("list")


def _partnered(event: Event, chosen: str, scene: Scene) -> tuple[Event, list[Objection]]:
    """Return an event with the partner that was chosen, which has to be an earlier campaign."""
    partner = next((e for e in scene.events if e.id == chosen), None)
    told = {"partner": partner.name if partner else "", "kind": event.kind}
    checked, wrong = parse(told, event, scene.events)
    if wrong or checked is None or partner is None:
        return checked or event, [one for one in wrong if one.field == "partner"]
    return replace(checked, partner=partner.id), []


def _faster(base: Event, now: Event | None, key: str, scene: Scene) -> None:
    """Say who was faster and what they did, and offer both ways on."""
    lang, rows = scene.lang, access.state().audit(f"event {base.id}")
    last: Mapping[str, Any] = rows[-1]
    what = _changes(base, now, scene) if now else words.DELETED_BY.to(lang)
    at = access.local(last["at"]).strftime("%Y/%m/%d %H:%M")
    text = words.FASTER.fill(at=at, by=last["by"], what=Text(what, what))
    st.warning(plain(text.to(lang)), icon=":material/group:")
    with st.container(horizontal=True):
        if now:
            st.button(words.THEIRS.to(lang), key="event-theirs", on_click=_take, args=(now,))
        mine = (scene, base, now, key)
        st.button(words.MINE_AGAIN.to(lang), key="event-mine", on_click=_overwrite, args=mine)


def _changes(base: Event, now: Event, scene: Scene) -> str:
    lang = scene.lang
    told = [
        words.CHANGE.fill(
            field=FIELDS[f],
            old=as_typed(base, f, lang, scene.events) or "–",
            new=as_typed(now, f, lang, scene.events) or "–",
        ).to(lang)
        for f in FIELDS
        if getattr(base, f) != getattr(now, f)
    ]
    return "、".join(told) or words.NO_CHANGE.to(lang)


def _take(now: Event) -> None:
    """Begin the form anew with what is kept now."""
    st.session_state[OPENED][now.id] = now
    st.session_state.pop(FASTER, None)


def _overwrite(scene: Scene, base: Event, now: Event | None, key: str) -> None:
    """Save what was typed over what is kept now."""
    st.session_state.pop(FASTER, None)
    _save(scene, replace(base, version=now.version if now else 0), key)


def _delete(base: Event, key: str, lang: Lang) -> None:
    with st.expander(words.DELETE.to(lang), icon=":material/delete:"):
        reasons.why(f"{key}-delete-why", lang)
        if st.session_state.get(WRONG, ("",))[0] == f"{key}-delete":
            st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
        st.button(words.DELETE.to(lang), key=f"{key}-delete", on_click=_gone, args=(base, key))


def _gone(base: Event, key: str) -> None:
    why = reasons.given(f"{key}-delete-why")
    if not why:
        st.session_state[WRONG] = f"{key}-delete", ()
        return
    try:
        access.state().delete_event(base.as_doc(), access.user(), why)
    except Conflict:
        st.session_state[FASTER] = key
        return
    st.session_state.get(OPENED, {}).pop(base.id, None)
    here.say(words.DELETED.fill(name=base.name))
    here.go("event", "")
