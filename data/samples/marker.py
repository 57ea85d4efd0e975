"""Whether a store holds the sample shop, so that it and somebody's own data never mix."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import note
from data.state import State
from data.text import Text

SETTING, EMPTY = "sample_shop", "start_empty"
"""What sample a store holds; who chose that it holds none. Both: it is being emptied."""
SWITCH = "LODESTAR_SAMPLE"
"""``off`` keeps a server from filling a store that nobody has used."""
BY = "示範商店"
"""Who loads the sample, in journal and audit."""

MADE = "示範商店 the made-up shop"
WHOLE = "已完整 it is whole"
ANEW = "改用自己的資料 start with own data"
"""Why, in the record: in both languages, for who looks at it later is not known."""

OWN_DATA = Text(
    "這個資料庫已經有你自己的資料（{what}），示範商店不會加進來，以免兩邊的數字混在一起。"
    "想看示範，請用 --store 指定另一個資料夾。",
    "This store already holds data of your own ({what}); the sample shop is not added to it, so"
    " that the figures never mix. To see the sample, name another folder with --store.",
)
OTHER_DAY = Text(
    "這個資料庫裡的示範商店是 {held} 的，不會再加進 {asked} 的；請用 --store 指定另一個資料夾。",
    "This store holds the sample shop of {held}; that of {asked} is not added to it. Name another"
    " folder with --store.",
)
IN_SAMPLE = Text(
    "這個資料庫裝的是虛構的示範商店，自己的檔案不會匯入，以免兩邊的數字混在一起。"
    "請先從空白的資料庫開始，再匯入自己的檔案。",
    "This store holds the made-up sample shop; files of your own are not loaded into it, so that"
    " the figures never mix. Start with an empty store, then load them.",
)
CHOSEN_EMPTY = Text(
    "這個資料庫選了從空白開始，示範商店不會再加進來。",
    "This store was to start empty; the sample shop is not added to it.",
)
NOT_SAMPLE = Text(
    "這個資料庫裝的不是示範商店，沒有清掉任何東西。",
    "This store does not hold the sample shop; nothing was taken out.",
)
IMPORTS = Text("{count} 個匯入", "{count} imports")
SETTINGS = Text(
    "服務費規則、欄位對應、目標、行事曆或設定",
    "fee rules, column mappings, goals, a calendar or settings",
)


class SampleRefused(RuntimeError):
    """Sample and own data would mix; ``text`` says so in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Marker:
    """What is written into the state of a store that holds the sample.

    Parameters
    ----------
    today : str
        The day for which it was made, ISO.
    filled : bool
        False while it is being filled, or where filling was cut short.
    """

    today: str
    seed: int
    filled: bool = False


class Stage(StrEnum):
    """How a store stands to the sample shop."""

    NONE = "none"
    """It is somebody's own, or empty by choice."""
    FILLING = "filling"
    """Nobody has used it, or filling was begun: whoever starts a server fills it."""
    FILLED = "filled"
    LEAVING = "leaving"
    """The sample is to go and is still there."""


def held(state: State) -> Marker | None:
    """Return what sample a store holds; None for a store of somebody's own."""
    kept = state.setting(SETTING)
    return Marker(**kept) if kept else None


def leaving(state: State) -> bool:
    """Whether the sample is to go and is still there."""
    return stage(state) is Stage.LEAVING


def stage(state: State) -> Stage:
    """Return how a store stands to the sample, in one look at its settings."""
    told = state.settings()
    if SETTING in told:
        if EMPTY in told:
            return Stage.LEAVING
        return Stage.FILLED if told[SETTING]["filled"] else Stage.FILLING
    if told or os.environ.get(SWITCH) == "off":
        return Stage.NONE
    with state.reading() as con:
        return Stage.FILLING if _own(con) is None else Stage.NONE


def mark(state: State, marker: Marker) -> None:
    """Write down that the store holds the sample."""
    state.set_setting(SETTING, asdict(marker), BY, MADE)


def begin(state: State, today: date, seed: int, unasked: bool = False) -> Marker:
    """Make a store that of the sample, in one transaction with the look at what it holds.

    Parameters
    ----------
    unasked : bool
        Whether nobody called for it: a store that was to start empty then stays so.

    Raises
    ------
    SampleRefused
        When the store holds data of somebody's own, or the sample of another day.
    """
    with state.writing() as con:
        kept = _setting(con, SETTING)
        there = Marker(**kept) if kept else Marker(today.isoformat(), seed)
        if unasked and _setting(con, EMPTY):
            raise SampleRefused(CHOSEN_EMPTY)
        if not kept and (what := _own(con)):
            raise SampleRefused(OWN_DATA.fill(what=what))
        if (there.today, there.seed) != (today.isoformat(), seed):
            raise SampleRefused(OTHER_DAY.fill(held=there.today, asked=today))
        if not kept:
            con.execute(t.settings.delete().where(t.settings.c.key == EMPTY))
            con.execute(t.settings.insert().values(key=SETTING, value=asdict(there)))
            note(con, BY, f"setting {SETTING}", MADE, None, asdict(there))
    return there


def complete(state: State, marker: Marker) -> None:
    """Write down that the sample is whole, unless it was taken out meanwhile."""
    whole = asdict(replace(marker, filled=True))
    with state.writing() as con:
        here = t.settings.c.key == SETTING
        if con.execute(t.settings.update().where(here).values(value=whole)).rowcount:
            note(con, BY, f"setting {SETTING}", WHOLE, asdict(marker), whole)


def choose_empty(state: State, by: str) -> None:
    """Settle that a store starts empty: the sample in it goes, and it is never filled unasked.

    Raises
    ------
    SampleRefused
        When the store holds data of somebody's own.
    """
    with state.writing() as con:
        if _setting(con, EMPTY):
            return
        if not _setting(con, SETTING) and _own(con):
            raise SampleRefused(NOT_SAMPLE)
        con.execute(t.settings.insert().values(key=EMPTY, value={"by": by}))
        note(con, by, f"setting {EMPTY}", ANEW, None, {"by": by})


def emptied(state: State) -> None:
    """Forget everything people and files said in a store of the sample; the audit stays."""
    with state.writing() as con:
        for table in SWEPT:
            con.execute(table.delete())
        was, chosen = _setting(con, SETTING), _setting(con, EMPTY)
        con.execute(t.settings.delete().where(t.settings.c.key != EMPTY))
        note(con, chosen["by"], f"setting {SETTING}", "the store is empty", was, None)


def refuse_own(state: State) -> None:
    """Raise where somebody's own files may not be loaded; call it before receiving one.

    Raises
    ------
    SampleRefused
        When the store holds the sample, filled or only begun.
    """
    if held(state):
        raise SampleRefused(IN_SAMPLE)


def allow(by: str, sha256: str, con: sa.Connection) -> None:
    """Raise where a file may not be received: the store holds the sample, and it is not of it."""
    known = sa.select(t.imports.c.import_id).where(t.imports.c.sha256 == sha256)
    if by != BY and _setting(con, SETTING) and con.execute(known).first() is None:
        raise SampleRefused(IN_SAMPLE)


SWEPT = (
    t.imports,
    t.answers,
    t.fee_rules,
    t.mappings,
    t.goals,
    t.objectives,
    t.events,
    t.utm,
    t.funnels,
    t.scenarios,
    t.reviews,
    t.meetings,
    t.review_notes,
    t.actions,
    t.comments,
    t.conversions,
    t.closings,
    t.alerts,
)
"""What goes with the sample, besides the settings."""


def _setting(con: sa.Connection, key: str) -> Any:
    return con.execute(sa.select(t.settings.c.value).where(t.settings.c.key == key)).scalar()


def _own(con: sa.Connection) -> Text | None:
    """Return what a store without the marker already holds, also undone or deleted."""
    if count := con.execute(sa.select(sa.func.count()).select_from(t.imports)).scalar():
        return IMPORTS.fill(count=count)
    said = con.execute(sa.select(t.settings.c.key).where(t.settings.c.key != EMPTY)).first()
    if said or any(con.execute(sa.select(table)).first() for table in SWEPT[1:]):
        return SETTINGS
    return None
