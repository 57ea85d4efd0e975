"""A long text cut at record ends into pieces, where its quotes stand as every reader expects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PIECE = 24 << 20
"""Bytes of a piece: so many that its different cells are few, so few that several pieces lie in
memory. A text no longer than that is not cut."""
WINDOW = 1 << 20
"""Bytes searched at a time, so that they stay near the processor."""
QUOTE, NEWLINE, RETURN = b'"\n\r'


class Irregular(Exception):
    """Readers could disagree about this text."""


def pieces(path: Path, above: int, size: int) -> Iterator[bytes]:
    """Yield a text below its first lines, whole lines of at least so many bytes at a time.

    Raises
    ------
    Irregular
        When a line to leave out has quotes that do not pair.
    """
    with path.open("rb") as file:
        for _ in range(above):
            if file.readline().count(b'"') % 2:
                raise Irregular
        start, end = file.tell(), path.stat().st_size
        while start < end:
            file.seek(start + size)
            file.readline()
            stop = min(file.tell(), end)
            file.seek(start)
            yield file.read(stop - start)
            start = stop


def regular(piece: bytes, delimiter: str) -> bool:
    """Whether every quote opens or closes a cell, in turn, so that all readers split it alike."""
    import numpy as np

    text = np.frombuffer(piece, np.uint8)
    quotes = np.concatenate(
        [np.flatnonzero(text[at : at + WINDOW] == QUOTE) + at for at in range(0, len(text), WINDOW)]
    )
    if len(quotes) % 2:
        return False
    borders = np.zeros(256, bool)
    borders[[ord(delimiter), NEWLINE]] = True
    before = quotes[0::2]
    opened = borders[text[before[before > 0] - 1]].all()
    borders[RETURN] = True
    behind = quotes[1::2] + 1
    return bool(opened and borders[text[behind[behind < len(text)]]].all())
