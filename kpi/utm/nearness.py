"""How two names differ that are meant to be one: case, width, separators, encoding, spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from urllib.parse import unquote_plus

from data.text import Text

ALIKE = 0.8
"""Names whose keys agree in so much may be one name misspelt."""
SHORTEST = 4
"""Letters of a key that spelling is compared of: shorter ones are alike by chance."""
RAREST, COMMON, TRIED = 12, 200, 20
"""Of a name so many of its rarest features are looked up, none that more names have; and so many
names are then compared letter by letter."""


class Difference(StrEnum):
    """What has to be overlooked for two names to be one; from the harmless to the bold."""

    SPACES = "spaces"
    ENCODING = "encoding"
    WIDTH = "width"
    CASE = "case"
    SEPARATORS = "separators"
    SPELLING = "spelling"
    SOURCE = "source"


WORDS: dict[Difference, Text] = {
    Difference.SPACES: Text("前後或中間的空白不同", "spaces differ"),
    Difference.ENCODING: Text("被編碼了兩次（%E6…）", "encoded twice (%E6…)"),
    Difference.WIDTH: Text("全形、半形不同", "full and half width differ"),
    Difference.CASE: Text("大小寫不同", "capitals differ"),
    Difference.SEPARATORS: Text("分隔符號不同", "separators differ"),
    Difference.SPELLING: Text("拼字相近", "spelt nearly alike"),
    Difference.SOURCE: Text("名稱相同，但來源是別的平台", "same name, another platform's source"),
}


def _encoding(text: str) -> str:
    return unquote_plus(unquote_plus(text)) if "%" in text else text


def _separators(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c)[0] not in "PSZ")


STEPS: dict[Difference, Callable[[str], str]] = {
    Difference.SPACES: lambda text: " ".join(text.split()),
    Difference.ENCODING: _encoding,
    Difference.WIDTH: lambda text: unicodedata.normalize("NFKC", text),
    Difference.CASE: str.casefold,
    Difference.SEPARATORS: _separators,
}


def key(name: str, steps: Iterable[Difference] = tuple(STEPS)) -> str:
    """Return a name without what may be overlooked.

    Examples
    --------
    >>> key("Spring_Sale ｜ ２０２６")
    'springsale2026'
    """
    for step in STEPS:
        if step in steps:
            name = STEPS[step](name)
    return name


def differences(one: str, other: str) -> tuple[Difference, ...]:
    """Return what has to be overlooked for two names to be one; empty where that is not enough."""
    if key(one) != key(other):
        return ()
    needed = list(STEPS)
    for step in reversed(STEPS):  # the bold ones go first: what the harmless explain stays theirs
        rest = [s for s in needed if s is not step]
        if key(one, rest) == key(other, rest):
            needed = rest
    return tuple(needed)


@dataclass(frozen=True, slots=True)
class Near:
    """A name that may be meant, and why it may."""

    name: str
    why: tuple[Difference, ...]


class Names:
    """Names to look for what is meant by another; rare features keep it from being quadratic."""

    def __init__(self, names: Sequence[str]) -> None:
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._by_key[key(name)].append(name)
        self._with: dict[str, list[str]] = defaultdict(list)
        for known in self._by_key:
            for feature in _features(known):
                self._with[feature].append(known)

    def alike(self, name: str) -> list[Near]:
        """Return the names that differ from one by what may be overlooked, itself left out."""
        found = self._by_key.get(key(name), [])
        return [Near(other, differences(name, other)) for other in found if other != name]

    def misspelt(self, name: str) -> list[Near]:
        """Return the names spelt nearly like one, the likest first.

        Names with other digits are other campaigns: October's is no misspelling of November's.
        """
        wanted = key(name)
        if len(wanted) < SHORTEST:
            return []
        rare = sorted((p for p in _features(wanted) if 0 < len(self._with.get(p, ())) <= COMMON),
                      key=lambda p: len(self._with[p]))[:RAREST]  # fmt: skip
        shared = Counter(other for feature in rare for other in self._with[feature])
        likely = [o for o, _ in shared.most_common(TRIED) if _digits(o) == _digits(wanted)]
        alike = ((SequenceMatcher(None, wanted, o).ratio(), o) for o in likely if o != wanted)
        return [
            Near(other, (Difference.SPELLING,))
            for ratio, known in sorted(alike, reverse=True)
            if ratio >= ALIKE
            for other in self._by_key[known]
        ]


def _features(text: str) -> set[str]:
    """Return what names spelt alike share: pairs of letters, and their numbers whole."""
    return {text[n : n + 2] for n in range(len(text) - 1)} | set(_digits(text))


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
