"""What the part on conversions looks at: what is kept, what the site saw, what platforms claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import streamlit as st

from data.counted import counted
from data.ga4 import offers
from data.ga4.access import Access, access
from data.ga4.heard import heard
from data.ga4.metadata import RECENT, Offered
from data.ga4.no_access import NoAccess
from data.intake import entries
from data.journal import Step
from data.snapshot import Snapshot
from data.terminal.pulling import SETTING
from data.text import Lang, Text
from kpi.conversions.claims import Claim, claims
from kpi.conversions.conversion import Conversion, conversions
from kpi.conversions.site import SeenEvent, Site
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.terms import Terms
from pages.ui import access as reach
from pages.ui import url

LATE = timedelta(7)
"""An answer that ends so long before the data do is no longer what the site is."""
SAID = "conversions-said"
"""In the session: what came of the last change, and whether it failed; told once."""
OPENED = "conversion"
"""In the URL: the id of the conversion in the form."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the part draws.

    Parameters
    ----------
    site : Site or None
        None while no event was seen anywhere.
    offered : Offered or None
        What the property said last.
    named : dict of str to list of str
        By platform, the conversion actions and result types in files that count.
    """

    lang: Lang
    kept: tuple[Conversion, ...]
    site: Site | None
    claims: dict[str, Claim]
    span: Span | None
    currency: str | None
    offered: Offered | None
    named: dict[str, list[str]]


def scene(seen: Snapshot | None, told: Terms, lang: Lang) -> Scene:
    """Look at all of it, over the same 28 days."""
    said = _offered()
    site = _site(seen, said)
    span = site.span if site else _newest(seen)
    claimed = _claims(str(seen.path), span, told, seen) if seen and span else {}
    kept = conversions(reach.state())
    return Scene(lang, kept, site, claimed, span, told.currency, said, _named())


def property_id() -> str | None:
    """Return the number of the property that was chosen; None where none was."""
    chosen = reach.state().setting(SETTING)
    return str(chosen) if chosen and str(chosen).isdigit() else None


def key() -> Access | None:
    """Return the key of this machine, None while there is none."""
    try:
        return access()
    except NoAccess:
        return None


def age(at: str) -> timedelta:
    """Return how long ago a property was asked."""
    return datetime.now(UTC) - datetime.fromisoformat(at)


def say(text: Text, *, error: bool = False) -> None:
    """Keep a sentence to be told once on the next run."""
    st.session_state[SAID] = text, error


def go(conversion: str) -> None:
    """Open a conversion in the form; none opens a new one."""
    url.write({OPENED: conversion})


def _named() -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for row in entries(reach.store()):
        if row.report and row.report.platform and row.state in (Step.COMMITTED, Step.PUBLISHED):
            found.setdefault(row.report.platform, set()).update(row.report.actions)
    return {platform: sorted(names) for platform, names in found.items() if names}


def _offered() -> Offered | None:
    number = property_id()
    return offers.kept(reach.store(), number) if number else None


def _newest(seen: Snapshot | None) -> Span | None:
    """Return the last 28 days of the newest source."""
    if seen is None or not reach.accounts(seen):
        return None
    last = extent(seen).last
    return Span(last - timedelta(RECENT - 1), last)


def _site(seen: Snapshot | None, said: Offered | None) -> Site | None:
    """Return what the site saw: as the property says, unless exports are newer by a week."""
    newest = _newest(seen)
    if said and (newest is None or said.last >= newest.end - LATE):
        return _told(said)
    if seen and newest and (found := _heard(str(seen.path), newest.start, newest.end, seen)):
        return Site(newest, found)
    return _told(said) if said else None


def _told(said: Offered) -> Site:
    events = [SeenEvent(e.name, e.recent, e.sessions, e.key) for e in said.events]
    return Site(Span(said.first, said.last), events, whole=True)


# what these return depends on the snapshot alone, and its path names it
@st.cache_resource(max_entries=8, show_spinner=False)
def _heard(path: str, first: date, last: date, _seen: Snapshot) -> list[SeenEvent]:
    found = heard(reach.store(), _seen, first, last)
    return [SeenEvent(e.name, e.count, None, e.is_key) for e in found]


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Span: repr, Terms: repr})
def _claims(path: str, span: Span, told: Terms, _seen: Snapshot) -> dict[str, Claim]:
    return claims(_seen, span, told, counted(reach.store(), _seen, span.start, span.end))
