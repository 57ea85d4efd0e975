"""Text in Markdown that means nothing but its letters: no markup, no link, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
"""Breaks and marks of direction: in what somebody typed they would make up lines."""
_MARKS = re.compile(r"([\\`*_\[\]<>|~&$])")
_HEAD = re.compile(r"^()([#+\-=])|^(\d+)([.)])(?=\s|$)")
"""What makes a heading, a list or a rule at the head of a line."""
_ADDRESS = re.compile(r"(?i)://|(?<=www)\.|@")
"""What some readers make a link of."""


def one_line(text: str) -> str:
    """Return a text as one line, whatever stands in the names within it."""
    return _UNSEEN.sub(" ", text).strip()


def plain(text: str) -> str:
    r"""Return a text as one line of Markdown.

    Examples
    --------
    >>> plain("# <b>*a*</b>")
    '\\# \\<b\\>\\*a\\*\\</b\\>'
    """
    return _HEAD.sub(r"\1\3\\\2\4", _cell(text))


def _cell(text: str) -> str:
    """Return a text as it stands behind something else in its line."""
    return _ADDRESS.sub(r"\\\g<0>", _MARKS.sub(r"\\\1", one_line(text)))


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield _row(titles)
    yield _row(["---"] * len(titles), bare=True)
    yield from map(_row, rows)


def _row(cells: Sequence[str], *, bare: bool = False) -> str:
    return f"| {' | '.join(cells if bare else map(_cell, cells))} |"
