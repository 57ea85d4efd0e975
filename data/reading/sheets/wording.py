"""What the words of a cost or plan sheet mean: totals, tax, money, platforms; nothing guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from data.reading.cells import AMBIGUOUS, BLANKS, Mark, mended, pattern
from data.reading.currencies import SIGNS, WORDS
from data.schema import GOOGLE_ADS, META_ADS, Kind

MEDIA = "media"
"""Category of money paid for advertising itself: what the platforms' own exports say as well."""
UNSORTED = "未分類"
"""Category of an entry whose sheet names none."""
LARGEST = Decimal(10) ** 12
"""What the typed rows can hold; nothing a sheet of costs says is larger."""
TAX = "稅"
"""Category of a tax that cannot be told apart by entries."""

_WORDS = re.IGNORECASE | re.ASCII
"""ASCII, so that a word ends where 中文 begins: Google廣告費."""
_TOTAL = re.compile(
    r"(?:.*(?:小\s*計|合\s*計|總\s*計|總\s*額|加\s*總)|.*\b(?:sub-?\s?)?total)"
    r"\s*(?:[:：(].*|含稅|未稅|\d{4}.*)?",
    _WORDS,
)
_TAX = re.compile(
    r"(?:營業稅|稅額|稅金|稅|加值稅|vat|tax|sales tax)\s*(?:\(?\s*5\s*%\s*\)?)?", _WORDS
)
_DERIVED = re.compile(
    r"平均|占比|佔比|比例|比率|%|成長|累計|去年|yoy|mom|average|share|ytd", _WORDS
)
_EXCLUDED = re.compile(r"未稅|不含稅|未含稅|稅外加|外加稅|excl|before tax|net of tax", _WORDS)
_INCLUDED = re.compile(r"含稅|稅內含|內含稅|incl|after tax|gross", _WORDS)
_FREE = re.compile(r"免稅|零稅|外加|^應稅外加$|^(no|n|否)$", _WORDS)
_WITHIN = re.compile(r"內含|^(yes|y|是)$", _WORDS)
_UNIT = re.compile(r"(?:單位|unit)s?\s*[:：]?\s*[^\s,，)）]*?(千|萬|百萬|thousand|million)", _WORDS)
_UNITS = {"千": 1000, "萬": 10_000, "百萬": 1_000_000, "thousand": 1000, "million": 1_000_000}
_MONEY = {
    code: re.compile("(?<![A-Z])(?:" + "|".join(map(re.escape, words)) + ")", re.I)
    for code, words in WORDS.items()
}
_SIGNS = tuple(SIGNS)
_GOOGLE = re.compile(r"\bgoogle\b|谷歌|\bgads\b|關鍵字廣告|youtube", _WORDS)
_META = re.compile(r"\bmeta\b|facebook|\bfb\b|臉書|instagram|\big\b", _WORDS)
_FEE = re.compile(
    r"服務費|代操|手續費|管理費|月費|顧問|製作|設計|拍攝|\bfees?\b|service|retainer", _WORDS
)
_ADVERTISING = re.compile(
    r"廣告|媒體|投放|關鍵字|代操|服務費|\bads?\b|media|\bfees?\b|spend", _WORDS
)
_PAID = re.compile(
    r"廣告費|媒體費|廣告花費|廣告投放|投放費|媒體花費|廣告預算|ad spend|media spend|ads cost|"
    r"^(媒體|廣告|media|ads|advertising)$",
    _WORDS,
)


def blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip() in BLANKS


def is_total(text: str) -> bool:
    """Whether a label is a total's or a subtotal's."""
    return bool(_TOTAL.fullmatch(_folded(text)))


def is_tax(text: str) -> bool:
    """Whether a label is that of a row of tax."""
    return bool(_TAX.fullmatch(_folded(text)))


def is_derived(header: str) -> bool:
    """Whether a column is worked out of the others, without being their sum."""
    return bool(_DERIVED.search(_folded(header)))


def basis(text: str) -> str | None:
    """Return whether words say with or without tax; None where they say neither, or both."""
    plain = _folded(text)
    without = bool(_EXCLUDED.search(plain) or _FREE.search(plain))
    within = bool(_INCLUDED.search(_EXCLUDED.sub("", plain)) or _WITHIN.search(plain))
    if without == within:
        return {"included": "included", "excluded": "excluded"}.get(plain.casefold())
    return "excluded" if without else "included"


def unit(lines: Iterable[str]) -> Decimal:
    """Return what one written unit is, where a title says 千元 or 萬元; else 1."""
    found = [m[1] for m in map(_UNIT.search, map(_folded, lines)) if m]
    return Decimal(_UNITS[found[0].casefold()] if found else 1)


def currency(text: str, codes: bool = False) -> str | None:
    """Return the one currency that words or signs name.

    Parameters
    ----------
    codes : bool
        Whether any three letters are a currency, as in a column of currencies.
    """
    plain = _folded(text)
    found = [code for code, words in _MONEY.items() if words.search(plain)]
    if codes and not found and re.fullmatch(r"[A-Za-z]{3}", plain):
        return plain.upper()
    return found[0] if len(found) == 1 else None


def amount(text: str) -> Decimal | None:
    """Return an amount of money; None where it is blank, no number, or reads two ways."""
    plain = mended(_folded(text), _SIGNS, Mark.POINT)
    if re.fullmatch(AMBIGUOUS[Mark.OPEN], plain) or not plain:
        return None
    if not re.fullmatch(pattern(Kind.MONEY, Mark.POINT), plain):
        return None
    value = Decimal(plain.replace(",", ""))
    return value if abs(value) < LARGEST else None


def platform(named: str, *described: str) -> str | None:
    """Return the advertising platform an entry belongs to.

    A column of platforms is believed at one word; elsewhere the words must also be about
    advertising, so that Google Workspace is no advertising.
    """
    for key, words in ((GOOGLE_ADS.key, _GOOGLE), (META_ADS.key, _META)):
        told = any(words.search(_folded(d)) for d in described)
        if words.search(_folded(named)) or named.strip() == key:
            return key
        if not named.strip() and told and _ADVERTISING.search(" ".join(map(_folded, described))):
            return key
    return named.strip() or None


def category(named: str, item: str) -> str:
    """Return an entry's category: `MEDIA` where it pays for advertising itself, else as named."""
    own = _folded(named)
    if _FEE.search(_folded(item)) or _FEE.search(own):
        return named.strip() or UNSORTED
    if _PAID.search(own) or _PAID.search(_folded(item)):
        return MEDIA
    return named.strip() or UNSORTED


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
