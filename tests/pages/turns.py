"""Languages that take turns: what a row asserts is no other in the other language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle
from typing import Any

from data.text import LANGS


def in_turns(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows of a table with a language each: 中文, English, 中文, …"""
    return [(*row, lang) for row, lang in zip(rows, cycle(LANGS), strict=False)]
