"""How much room text takes: its width, its lines, the size at which it fits, its columns."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

WIDE, CAPITAL, NARROW = 1.05, 0.74, 0.6
"""Widths in ems of a Chinese letter, a capital, and a digit; rather too much than too little."""
LEADING = 1.35
"""The height of a line in ems."""
NARROWEST, BETWEEN = 3.0, 1.5
"""What a column asks for at least, and what stays free beside it, in ems."""
FIGURE = re.compile(r"[+−±<]?(?:[A-Z]{0,2}\$|€)?\d[\d,.]*(?: ?[%萬億KMBx])?(?: ?百分點| pp)?")
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text without what no document may hold: control characters, halves of letters."""
    return NOT_TEXT.sub("", text)


def ems(text: str) -> float:
    """Return the width of a line of text in ems."""
    return sum(map(_em, text))


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return WIDE
    return CAPITAL if letter.isupper() or letter in "mw%@" else NARROW


def lines(text: str, width: float, size: float) -> int:
    """Return how many lines text takes in a width, both in points."""
    return sum(max(1, math.ceil(ems(line) * size / width)) for line in text.split("\n"))


def height(text: str, width: float, size: float) -> float:
    """Return how high text stands in a width, in points."""
    return lines(text, width, size) * size * LEADING


def fitted(text: str, width: float, room: float, sizes: Sequence[int]) -> int:
    """Return the first of sizes, the largest first, at which text fits; else the last."""
    return next((size for size in sizes if height(text, width, size) <= room), sizes[-1])


def columns(rows: Iterable[Sequence[str]], room: float) -> list[float]:
    """Return the share of the width each column of a table gets.

    Parameters
    ----------
    room : float
        The width of the table in ems. Where that is too little, the widest columns give way.
    """
    asked = [max(NARROWEST, *map(ems, column)) + BETWEEN for column in zip(*rows, strict=True)]
    most, left = max(asked), room
    for n, width in enumerate(sorted(asked)):
        most = left / (len(asked) - n)
        if width > most:
            break
        left, most = left - width, max(asked)
    held = [min(width, most) for width in asked]
    return [width / sum(held) for width in held]


def figures(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Return which columns hold figures alone, so that they stand to the right."""
    return [
        all(cell in ("", "–") or FIGURE.fullmatch(cell) for cell in column)
        and any(FIGURE.fullmatch(cell) for cell in column)
        for column in zip(*rows, strict=True)
    ]
