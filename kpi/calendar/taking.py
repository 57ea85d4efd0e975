"""Which sale seasons a team takes part in, and from which day to which; else as shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.state import State
from data.text import Text
from kpi.calendar.seasons import BY_KEY, SEASONS, Season

PREFIX = "season."
"""Begins the setting of each season, so that two people who change two of them lose nothing."""
MOST = 60
"""So many days a season may begin before its own day, or end after it."""

TOO_FAR = Text(
    "開始與結束離當天最多 {n} 天；請填 -{n} 到 {n} 的整數。",
    "It begins and ends {n} days from its own day at most; a whole number from -{n} to {n}.",
)
BACKWARDS = Text(
    "結束比開始早；請把「前幾天開始」或「後幾天結束」改大。",
    "It would end before it begins; raise the days before or the days after.",
)
CHANGED = Text(
    "有人剛剛改了「{name}」，還沒有存你的；畫面已經是最新的，請再看一次。",
    "Somebody has just changed “{name}” and yours is not saved; what you see is the newest, look"
    " again.",
)


@dataclass(frozen=True, slots=True)
class Taking:
    """How a team takes part in a season.

    Parameters
    ----------
    before, after : int
        Days it begins before its own day and ends after it; below zero is the other side.
    """

    on: bool
    before: int
    after: int


class NotTaken(ValueError):
    """A season that cannot be so, or that somebody else changed; ``text`` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def shipped(season: Season) -> Taking:
    """Return how a season comes."""
    return Taking(True, season.before, season.after)


def taking(state: State, key: str) -> Taking:
    """Return how a team takes part in a season."""
    return _read(BY_KEY[key], state.setting(PREFIX + key))


def taken_part(state: State) -> tuple[Season, ...]:
    """Return the seasons a team takes part in, each with its days."""
    told = state.settings()
    if not any(name.startswith(PREFIX) for name in told):
        return SEASONS
    found = ((season, _read(season, told.get(PREFIX + season.key))) for season in SEASONS)
    return tuple(replace(s, before=own.before, after=own.after) for s, own in found if own.on)


def keep(state: State, key: str, new: Taking, seen: Taking, by: str, why: str) -> None:
    """Keep how a team takes part in a season.

    Raises
    ------
    NotTaken
        When its days are no days, or it is no longer as it was seen.
    """
    if max(abs(new.before), abs(new.after)) > MOST:
        raise NotTaken(TOO_FAR.fill(n=MOST))
    if new.before + new.after < 0:
        raise NotTaken(BACKWARDS)
    if taking(state, key) != seen:
        raise NotTaken(CHANGED.fill(name=BY_KEY[key].name))
    told = {"on": new.on, "before": new.before, "after": new.after}
    state.set_setting(PREFIX + key, told, by, why)


def _read(season: Season, kept: Mapping[str, Any] | None) -> Taking:
    """Return a setting as it is meant; one that cannot be so is as shipped."""
    usual = shipped(season)
    if not isinstance(kept, Mapping):
        return usual
    days = [kept.get(name) for name in ("before", "after")]
    whole = [day for day in days if isinstance(day, int) and abs(day) <= MOST]
    if len(whole) < len(days) or sum(whole) < 0:
        return replace(usual, on=bool(kept.get("on", True)))
    return Taking(bool(kept.get("on", True)), *whole)
