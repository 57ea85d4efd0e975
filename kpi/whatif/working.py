"""Fitting the book of responses beside the pages: nobody waits for it within a click."""

from __future__ import annotations

from datetime import date

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.facts.beside import Tell, Work, Works
from kpi.response import kept
from kpi.whatif.ready import ready

STEPS = (
    Text("正在整理每週的花費與訂單", "Going through the weeks of spend and orders"),
    Text("正在估計每個渠道的曲線", "Estimating a curve for each channel"),
    Text("正在預估照現在會怎樣", "Forecasting where things go as they are"),
)
WORKS = Works(STEPS)


def begin(snapshot: Snapshot, state: State, today: date) -> Work | None:
    """Begin to fit a book, once however many ask; None where it is there already."""
    name = str(snapshot.path), repr(kept.key(snapshot, state))
    under_way = WORKS.find(name)
    if under_way or kept.find(snapshot, state) is not None:
        return under_way

    def make(tell: Tell) -> None:
        kept.prepare(snapshot, state, today, tell)
        ready(snapshot, state, today)

    return WORKS.begin(name, make)
