"""One space between Latin letters or digits and the Chinese word behind them."""

from __future__ import annotations

from data.text import Lang, Text


def apart(name: Text) -> Text:
    """Return a name as it stands before a Chinese word."""
    return Text(spaced(name.zh, "zh"), name.en)


def spaced(text: str, lang: Lang) -> str:
    """Leave a space behind what ends in a digit or Latin letter, before a Chinese word."""
    return f"{text} " if lang == "zh" and text[-1].isascii() else text
