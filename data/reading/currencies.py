"""Signs and words of money: which currencies a cell names, and what may stand around its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

WORDS: Mapping[str, tuple[str, ...]] = {
    "USD": ("USD", "US$", "美元", "美金"),
    "JPY": ("JPY", "日圓", "日元", "日幣", "円"),
    "EUR": ("EUR", "歐元", "€"),
    "CNY": ("CNY", "RMB", "人民幣"),
    "HKD": ("HKD", "HK$", "港幣", "港元"),
    "GBP": ("GBP", "英鎊", "£"),
    "SGD": ("SGD", "S$", "新加坡幣", "新幣"),
    "KRW": ("KRW", "韓元", "韓圜", "₩"),
    "AUD": ("AUD", "A$", "AU$", "澳幣", "澳元"),
    "CAD": ("CAD", "C$", "CA$", "加幣", "加元"),
    "TWD": ("TWD", "NTD", "NT$", "新台幣", "新臺幣", "台幣", "臺幣"),
}
"""What names one currency wherever it stands."""
_DOLLARS = frozenset({"TWD", "USD", "HKD", "SGD", "AUD", "CAD", "NZD", "MXN"})
_YUAN = _DOLLARS | {"CNY", "MOP", "JPY", "EUR", "KRW"}
"""Whose Chinese names end in 元 or 圓: 新台幣 100 元, 美金 100 元."""
SHARED: Mapping[str, frozenset[str]] = {
    "NT": frozenset({"TWD"}),
    "$": _DOLLARS,
    "¥": frozenset({"JPY", "CNY"}),
    "元": _YUAN,
    "圓": _YUAN,
}
"""What names a currency only beside a number: some signs are those of several."""
_CODES = (
    "THB", "VND", "MYR", "IDR", "PHP", "INR", "NZD", "MOP", "CHF", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "TRY", "ZAR", "BRL", "MXN", "AED", "SAR", "ILS",
)  # fmt: skip
SIGNS: Mapping[str, frozenset[str]] = {
    **{word: frozenset({code}) for code, words in WORDS.items() for word in words},
    **{code: frozenset({code}) for code in _CODES},
    **SHARED,
}
"""Every sign and word with the currencies that are written so."""


def pattern(signs: Iterable[str]) -> str:
    """Return the pattern of any of some signs, the longest first; RE2 and `re` read it alike."""
    known = sorted(signs, key=lambda s: (-len(s), s))
    return "(?i:" + "|".join(map(re.escape, known)) + ")"


ANY = pattern(SIGNS)
MONEY = rf"[\s(-]*(?:{ANY}\s*)*[\s(-]*\.?[0-9][0-9.,\s]*\)?\s*(?:{ANY}\s*)*\)?\s*"
"""A number with any of them before or behind it."""


def named(cell: str) -> frozenset[str] | None:
    """Return the currencies a number's signs can mean; None where the cell is no such number.

    Signs that contradict each other mean none.
    """
    plain = unicodedata.normalize("NFKC", cell).replace("−", "-")
    signs = re.findall(ANY, plain) if re.fullmatch(MONEY, plain) else ()
    meant = [SIGNS[sign.upper()] for sign in signs]
    return frozenset.intersection(*meant) if meant else None


def agreed(cells: Iterable[str], known: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what the signs of several cells can mean together; empty where none has a sign.

    One that contradicts those before it is left out here and is found again when its row is read.
    """
    for meant in filter(None, map(named, cells)):
        known = (known & meant or known) if known else meant
    return known


def signs(meant: frozenset[str]) -> tuple[str, ...]:
    """Return the signs that may stand around money of a currency, or of one of several."""
    return tuple(s for s, codes in SIGNS.items() if meant and meant <= codes)
