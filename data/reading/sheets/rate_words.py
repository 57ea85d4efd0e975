"""What a cell of a rate table says: days, a currency and what it is worth it in, a kind of rate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from data.reading.currencies import SIGNS, WORDS
from data.reading.sheets.months import days, lacks_year, months_in

_NAMES = {
    word.upper(): code
    for code, words in WORDS.items()
    for word in words
    if not re.search(r"[$€£₩]", word)
} | {code: code for codes in SIGNS.values() for code in codes}
_NAME = "|".join(map(re.escape, sorted(_NAMES, key=lambda n: (-len(n), n))))
_NAMED = re.compile(rf"(?<![A-Z])(?:{_NAME})(?![A-Z])", re.I)
_PAIR = re.compile(rf"({_NAME})\s*[/:兌對]\s*({_NAME})", re.I)
_INTO = re.compile(rf"(?:[兌對]|\bin\b|\bto\b)\s*({_NAME})", re.I)
_HUNDRED = re.compile(rf"(?<!\d)10{{2,3}}(?!\d)|每\s*[百千]|[百千](?=元|\s*(?:{_NAME}))", re.I)
_RATE = re.compile(r"匯\s*率|牌告|掛牌|(exchange\s*)?\brates?\b|幣別|currency", re.I)
_KIND = re.compile(
    r"現金|即期|遠期\s*\d*\s*天?|本行|買入|賣出|買進|平均|月均|中價|中間價|收盤|期末|月底|期初"
    r"|\b(?:cash|spot|forward|buy(?:ing)?|sell(?:ing)?|bid|ask|mid|average|avg|closing|close)\b",
    re.I,
)
_DATE = re.compile(r"(?<!\d)(?:20\d\d|1\d\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?")
_CJK = re.compile(r"[\u4e00-\u9fff]{0,8}")
_EMPTY = re.compile(r"[\s()（）\[\]/:、,._-]*")


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says; empty where it says nothing of that.

    Parameters
    ----------
    when : str
        Days, as written.
    currency, into : str
        The code of the currency, and of the one its worth is told in.
    kind : str
        Which of several rates it is, as written: 現金買入.
    hundred : bool
        Whether the rate is that of a hundred or a thousand units.
    """

    when: str = ""
    currency: str = ""
    into: str = ""
    kind: str = ""
    hundred: bool = False

    def __bool__(self) -> bool:
        return bool(self.when or self.currency or self.kind)

    def beside(self, other: Said) -> Said:
        """Return what two cells say together; kinds are said one after the other."""
        return Said(
            self.when or other.when,
            self.currency or other.currency,
            self.into or other.into,
            " ".join(dict.fromkeys(filter(None, (other.kind, self.kind)))),
            self.hundred or other.hundred,
        )


def said(cell: str) -> Said:
    """Return what a cell says, if it says nothing else; words nobody knows say nothing."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text or len(text) > 40:
        return Said()
    if days(text) or lacks_year(text):
        return Said(when=text)
    plain = _RATE.sub(" ", text)
    kind = " ".join(m[0].strip() for m in _KIND.finditer(plain))
    rest = _KIND.sub(" ", plain)
    pair = _PAIR.search(rest)
    names = [_NAMES[n.upper()] for n in _NAMED.findall(rest)]
    hundred = bool(names) and bool(_HUNDRED.search(rest))
    rest = _NAMED.sub(" ", _HUNDRED.sub(" ", rest) if hundred else rest)
    left = _EMPTY.sub("", rest)
    if pair and not left.strip("兌對"):
        one, other = (_NAMES[p.upper()] for p in pair.groups())
        return Said(currency=one, into=other, kind=kind, hundred=hundred)
    if len(set(names)) == 1 and _CJK.fullmatch(left) and (not left or _coded(text)):
        return Said(currency=names[0], kind=kind, hundred=hundred)
    return Said(kind=kind) if kind and not names and not left else Said()


def of_rates(lines: Iterable[str]) -> bool:
    """Whether titles or headings speak of exchange rates."""
    return any(re.search(r"匯\s*率|exchange\s*rate|牌告", line, re.I) for line in lines)


def of_titles(lines: Iterable[str]) -> Said:
    """Return the one day or month and the one currency that titles name."""
    told = [unicodedata.normalize("NFKC", line) for line in lines]
    dates = {m[0] for line in told for m in _DATE.finditer(line) if days(m[0])}
    months = dates or {f"{first:%Y-%m}" for first, _ in months_in(told)}
    into = {_NAMES[m[1].upper()] for line in told for m in _INTO.finditer(line)}
    names = {_NAMES[n.upper()] for line in told for n in _NAMED.findall(line)} - into
    return Said(
        when=min(months) if len(months) == 1 else "",
        currency=min(names) if len(names) == 1 else "",
        into=min(into) if len(into) == 1 else "",
        hundred=any(map(_HUNDRED.search, told)),
    )


def _coded(text: str) -> bool:
    """Whether a cell writes the three letters of a currency, whatever its name beside them."""
    return any(m[0].upper() in SIGNS and len(m[0]) == 3 for m in re.finditer(r"[A-Za-z]{3}", text))
