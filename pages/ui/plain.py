"""Names as they were written: nothing a person or a file says becomes markup."""

from __future__ import annotations

import re

# Every ASCII mark that opens something in Markdown, a directive, LaTeX or HTML.
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=@^'\"])")
# What Streamlit and GFM replace after parsing, where a backslash no longer helps: emoji and icon
# codes, bare addresses, arrows and dashes. A word joiner (no width, no break) keeps them apart.
_CODES = re.compile(r"(?<=:)(?=[\w+/-])|(?<=@)(?=\w)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.I)
_JOINER = "\u2060"
# Control and direction characters would hide or turn text round: shown by their number.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f]")


def plain(text: str) -> str:
    """Return Markdown that shows `text` letter for letter, on one line.

    Examples
    --------
    >>> plain("$5 *off*")
    '\\\\$5 \\\\*off\\\\*'
    """
    seen = _UNSEEN.sub(lambda m: f"U+{ord(m.group()):04X}", text)
    return _MARKS.sub(r"\\\1", _CODES.sub(_JOINER, " ".join(seen.split())))


# Chinese may break beside any letter, a range at its dash, a month at its hyphen.
_BREAKS = re.compile(r"[\u2e80-\uffef–]|\\-")


def unbroken(text: str) -> str:
    """Return the same kept on one line, however narrow its column."""
    return _BREAKS.sub(f"{_JOINER}\\g<0>{_JOINER}", plain(text).replace(" ", "\u00a0"))
