"""Worked examples to begin with: where the levers stand, and how one of them is moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from data.text import Text
from kpi.levers.levers import Held, Levers, as_doc

BOARD = "board"
"""No example: the figures of the board."""
NAMES = {BOARD: Text("看板的數字", "The board's figures")}


@dataclass(frozen=True, slots=True)
class Preset:
    """An example with made-up figures.

    Parameters
    ----------
    start, now : Levers
        Before and after.
    """

    name: Text
    start: Levers
    now: Levers
    held: Held = field(default_factory=Held)

    @property
    def moves(self) -> Mapping[str, str]:
        """Return the levers that it moves, as a link tells them."""
        then = as_doc(self.start)
        return {key: v for key, v in as_doc(self.now).items() if v and v != then[key]}


def _levers(**told: str) -> Levers:
    return Levers(**{name: Decimal(value) for name, value in told.items()})


_VISITS = _levers(traffic="10000", conversion="0.015", basket="1500", discount="0", refunds="0")
_RATE = _levers(traffic="10000", conversion="0.012")
_MONEY = _levers(traffic="10000", conversion="0.05", basket="1500", budget="300000",
                 discount="0", refunds="0")  # fmt: skip
PRESETS: Mapping[str, Preset] = {
    "visits": Preset(
        Text("例一：流量 +30%", "Example 1: traffic +30 %"),
        _VISITS,
        replace(_VISITS, traffic=Decimal(13_000)),
    ),
    "rate": Preset(
        Text("例二：轉換率 1.2% → 1.8%", "Example 2: conversion 1.2 → 1.8 %"),
        _RATE,
        replace(_RATE, conversion=Decimal("0.018")),
    ),
    "roi": Preset(
        Text("例三：ROI 毛與淨", "Example 3: ROI gross and net"),
        _MONEY,
        replace(_MONEY, discount=Decimal("0.12")),
        Held(other_costs=Decimal(0)),
    ),
}
"""The examples that most people have read: 10,000 visitors become 13,000 at 1.5 % and 1,500 an
order; 1.2 % becomes 1.8 %; 300,000 of cost against 750,000 of revenue, from which 90,000 go."""
