"""Which data filters of a property mark internal traffic: chosen by people, with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from data.state import State

SETTING = "internal_filters"


def chosen(state: State) -> tuple[str, ...]:
    """Return the names of the filters that count as internal."""
    return tuple(state.setting(SETTING, ()))


def keep(state: State, names: Sequence[str], by: str, why: str) -> None:
    """Keep which filters count as internal."""
    state.set_setting(SETTING, sorted(set(names)), by, why)
