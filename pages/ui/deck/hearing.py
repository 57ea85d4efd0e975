"""What one screen says to the server: turns, notes, decisions, and through whose eyes it looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from data.journal import now
from data.kept_reviews import Meeting
from data.state import Conflict, State
from kpi.review.deciding import decide
from kpi.review.record import Decision, Review, review
from kpi.review.refused import Refused
from pages.ui import access, filters, url
from pages.ui.deck import component, words

HEARD = "deck-heard"
"""Of this session: the number of the last entry that was heard, and what was refused."""
LONGEST = 2000
"""Letters of a note."""
FREE = timedelta(hours=1)
"""Who has not turned for so long leads no more."""

Entry = Mapping[str, Any]


def heard() -> tuple[int, list[tuple[int, str]]]:
    """Return up to which entry this screen was heard, and which were refused with which words."""
    return st.session_state.setdefault(HEARD, (0, []))


def hear(id: str) -> None:
    """Do what the screen has said since it was heard last.

    An entry is said again until it is heard, so that a line that was cut loses nothing; its number
    keeps it from being done twice.
    """
    told = component.said()
    last, refused = heard()
    state = access.state()
    for entry in sorted(told.get("entries", ()), key=lambda entry: entry["n"]):
        if entry["n"] > last:
            wrong = _do(state, id, str(told["pen"]), entry)
            refused = [*refused, (entry["n"], wrong)] if wrong else refused
            last = entry["n"]
            st.session_state[HEARD] = (last, refused)


def is_free(meeting: Meeting) -> bool:
    """Whether whoever led a meeting has left it alone for so long that the next to press leads."""
    return now() - meeting.since > FREE


def _do(state: State, id: str, pen: str, entry: Entry) -> str:
    """Do one entry; return why not, empty where it was done."""
    if entry["kind"] == "eye":
        url.write({"eye": entry["item"]})
        return ""
    found = review(state, id)
    items = {item.key for item in found.agenda} if found else set()
    # a long item goes on over several slides: core, core~2, …
    if found is None or entry["item"].partition("~")[0] not in items:
        return ""  # of an agenda that is not there any more
    if entry["kind"] == "turn":
        _turn(state, id, pen, entry)
    elif entry["kind"] == "note":
        state.write_note(id, entry["item"], pen, access.user(), entry["text"][:LONGEST])
    else:
        return _decide(state, found, entry)
    return ""


def _turn(state: State, id: str, pen: str, entry: Entry) -> None:
    """Let the URL follow, and the meeting where this screen leads it."""
    url.write({"item": entry["item"]})
    meeting = state.meeting(id)
    leads = meeting is None or meeting.lead == pen or is_free(meeting)
    if entry.get("take") or (leads and not entry.get("alone")):
        state.turn(id, entry["item"], pen)


def _decide(state: State, seen: Review, entry: Entry) -> str:
    """Decide on an item, unless somebody else did since the screen showed it."""
    lang, taken = filters.language(), seen.decided(entry["item"])
    owner, said = entry.get("owner", ""), entry.get("due", "")
    same = taken and taken.step == entry["step"]
    why = entry["why"] or (taken.why if taken and same else "")
    try:
        due = date.fromisoformat(said) if said else None
    except ValueError:
        return words.NO_DAY.fill(due=said).to(lang)
    if taken and same and (why, owner or taken.owner, due or taken.due) == _whom(taken):
        return ""  # said again after the server began anew
    if (taken.step if taken else "") != entry["was"]:
        return words.OTHERWISE.to(lang)
    try:
        decide(state, seen, entry["item"], entry["step"], why=why, owner=owner, due=due,
               by=access.user())  # fmt: skip
    except (Conflict, Refused) as refused:
        return refused.text.to(lang)
    return ""


def _whom(taken: Decision) -> tuple[str, str, date | None]:
    return taken.why, taken.owner, taken.due
