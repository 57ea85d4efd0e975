"""What a page may reach: the store, its state, the published snapshot, boards kept by view."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

import data.state
from data.sandbox import network_shut
from data.snapshot import Account, Outdated, Snapshot, current, pointer
from data.state import State
from data.store import Store
from data.text import Text
from kpi.calendar.chosen import choices
from kpi.calendar.occasion import Occasion
from kpi.card import Board, Origin
from kpi.customers.kept import BOOKS
from kpi.customers.working import begin_for_goals
from kpi.facts.coverage import Covered
from kpi.facts.coverage import coverage as coverage_of
from kpi.facts.extent import extent
from kpi.origin import origin
from kpi.overview.board import board
from kpi.sales_channels import SalesChannels
from kpi.sales_channels import sales_channels as sales_channels_of
from kpi.terms import Terms
from kpi.utm.news import at_stake
from kpi.view import View


def store() -> Store:
    """Open the store this server was started for."""
    return Store.at()


def state() -> State:
    """Open its state database; the engine behind it is shared."""
    return State.open(store().state_url)


def today() -> date:
    """Return the day it is for the board."""
    return data.state.today(state())


def user() -> str:
    """Return who is acting; while there is no login, whoever runs this server."""
    return getpass.getuser()


def local(at: datetime) -> datetime:
    """Return a kept time (UTC, without zone) in the board's time zone."""
    zone = ZoneInfo(state().setting("time_zone", data.state.TIME_ZONE))
    return at.replace(tzinfo=UTC).astimezone(zone)


def quarantine(import_id: int) -> Path:
    """Return where the rows held back of one import are kept."""
    return store().parsed / f"{import_id}.quarantine.csv"


def sandbox_is_shut() -> bool:
    """Return whether files are read without a network on this machine."""
    return network_shut()


def snapshot() -> Snapshot | None:
    """Open what was published last, or None while nothing was.

    Raises
    ------
    Outdated
        When another version published it, or it is damaged; the server mends it as it starts.
    """
    return current(store())


def is_outdated() -> bool:
    """Return whether what is published must be written anew: of another version, or damaged."""
    try:
        current(store())
    except Outdated:
        return True
    return False


def published() -> str | None:
    """Return the name of the snapshot that was published last."""
    return pointer(store())


def coverage(seen: Snapshot) -> list[Covered]:
    """Return which days every source of a snapshot has, which never changes."""
    return _coverage(str(seen.path), seen)


def accounts(seen: Snapshot) -> list[Account]:
    """Return the accounts of a snapshot, which never change."""
    return _accounts(str(seen.path), seen)


def seasons() -> tuple[Occasion, ...]:
    """Return the seasons and campaigns that can be looked at, the newest first."""
    seen = snapshot()
    return choices(state(), extent(seen).last) if seen else ()


def sales_channels(seen: Snapshot, told: Terms) -> SalesChannels | None:
    """Return the sales channels of a snapshot, told in these terms."""
    return _sales_channels(str(seen.path), told, seen)


def overview(seen: Snapshot, view: View) -> Board:
    """Return the overview, worked out once for each snapshot, version of the state, and view."""
    kept, books = state(), BOOKS.count(seen)  # what is estimated may have come meanwhile
    return _overview(str(seen.path), kept.version(), books, view, seen, kept)


def unmatched_spend(seen: Snapshot) -> Text | None:
    """Return the line about spend that matches no link of the site; None where there is none."""
    return at_stake(seen, state())


def origin_of(seen: Snapshot, view: View, goal_id: str) -> Origin:
    """Return where the number of one card comes from."""
    return origin(seen, state(), view, goal_id)


# What these return is frozen, so it is shared without a copy; the path names store and snapshot.
@st.cache_resource(max_entries=8, show_spinner=False)
def _accounts(path: str, _seen: Snapshot) -> list[Account]:
    return _seen.accounts()


@st.cache_resource(max_entries=8, show_spinner=False)
def _coverage(path: str, _seen: Snapshot) -> list[Covered]:
    return coverage_of(_seen)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Terms: repr})
def _sales_channels(path: str, told: Terms, _seen: Snapshot) -> SalesChannels | None:
    return sales_channels_of(_seen, told)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs={View: repr})
def _overview(
    path: str, version: int, books: int, view: View, _seen: Snapshot, _kept: State
) -> Board:
    begin_for_goals(_seen, _kept)
    return board(_seen, _kept, view)
