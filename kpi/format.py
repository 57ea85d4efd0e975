"""The one place where numbers and days become strings."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from data.text import Lang, Text
from kpi.definition import Unit
from kpi.figure import Number
from kpi.period import Span

NO_ANSWER = "–"
MINUS = "−"

POINTS = Text("百分點", "pp")

SPANS = {
    Unit.HOURS: Text("{n} 小時", "{n} h"),
    Unit.DAYS: Text("{n} 天", "{n} days"),
    Unit.MONTHS: Text("{n} 個月", "{n} months"),
    Unit.POSITION: Text("第 {n} 名", "position {n}"),
}
SECONDS = Text("{s} 秒", "{s}s")
MINUTES = Text("{m} 分 {s} 秒", "{m}m {s}s")

COMPACT_FROM = 100_000
STEPS: dict[Lang, tuple[tuple[int, int, str], ...]] = {
    "zh": ((10_000, 1, " 萬"), (100_000_000, 1, " 億")),
    "en": ((1_000, 1, "K"), (1_000_000, 2, "M"), (1_000_000_000, 2, "B")),
}
"""From small to large: the step, its digits, its sign. Used from ``COMPACT_FROM`` up."""

SYMBOLS = {"TWD": "NT$", "USD": "US$", "JPY": "JP¥", "HKD": "HK$", "EUR": "€", "CNY": "CN¥"}
WITHOUT_CENTS = frozenset({"TWD", "JPY", "KRW", "VND", "IDR"})

TWO_DIGITS_BELOW = Decimal("0.02")
"""Rates under 2 % are shown with two digits, others with one."""


def figure(
    value: Number | None,
    unit: Unit,
    lang: Lang,
    *,
    decimals: int | None = None,
    currency: str | None = None,
    mixed: bool = False,
    full: bool = False,
    short: bool = False,
    finer: int = 0,
) -> str:
    """Return a value as a person reads it.

    Parameters
    ----------
    decimals : int or None
        Digits of a KPI that has its own (CPC one); None for the unit's.
    currency : str or None
        Decides the digits of money; its sign stands in front only where currencies are `mixed`.
    full : bool
        All digits, for tables; else 萬 and 億 (K, M and B) from 100,000 up.
    short : bool
        Without trailing zeros, for targets, guardrails and axes.
    finer : int
        So many digits more, where values would look alike.
    """
    if value is None:
        return NO_ANSWER
    number = _decimal(value)
    if unit is Unit.RATIO:
        digits = _rate_digits(number) + finer
        return _written(number * 100, digits, short=short, sign="%")
    if unit is Unit.MULTIPLE:
        return _written(number, 2 + finer, short=short, at_least=1)
    if unit is Unit.SECONDS:
        return _minutes(number, lang)
    if unit in SPANS:
        return _span(unit, _written(number, 1, short=True), lang)
    digits = _digits(unit, decimals, currency, number) + finer
    symbol = SYMBOLS.get(currency or "", f"{currency} ") if mixed and unit is Unit.MONEY else ""
    step, digits, sign = _step(number, digits, lang) if not full else (1, digits, "")
    written = _written(number / step, digits, short=short, sign=sign)
    return written.replace(MINUS, f"{MINUS}{symbol}") if number < 0 else symbol + written


def limit(value: Decimal | None, unit: Unit, lang: Lang) -> str:
    """Return a target or guardrail with every digit somebody typed: 1.25%, 3,000,000, 90 秒."""
    if value is None:
        return NO_ANSWER
    written = typed(value * 100 if unit is Unit.RATIO else value).replace("-", MINUS)
    if unit is Unit.RATIO:
        return f"{written}%"
    if unit is Unit.SECONDS:
        return SECONDS.fill(s=written).to(lang)
    if unit in SPANS:
        return _span(unit, written, lang)
    return written


def typed(value: Decimal) -> str:
    """Return a number as a person types it: thousands apart, no zeros behind the last digit."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def change(now: Number | None, before: Number | None, unit: Unit) -> str:
    """Return a change with its sign: points for rates, the difference for multiples, else %."""
    if now is None or before is None:
        return NO_ANSWER
    new, old = _decimal(now), _decimal(before)
    if unit is Unit.RATIO:
        return _signed((new - old) * 100, _rate_digits(max(abs(new), abs(old))))
    if unit is Unit.MULTIPLE:
        return _signed(new - old, 2)
    if old == 0:
        return NO_ANSWER
    return _signed((new - old) / abs(old) * 100, 1, "%")


def change_unit(unit: Unit, lang: Lang) -> str:
    """Return what stands behind the changes of a unit: 百分點 for rates, else nothing."""
    return POINTS.to(lang) if unit is Unit.RATIO else ""


def share(value: Number | None) -> str:
    """Return a share of a target in whole percent: 達成率, 時間進度."""
    return NO_ANSWER if value is None else _written(_decimal(value) * 100, 0, sign="%")


def day(value: date | None) -> str:
    """Return a day: 11/17."""
    return NO_ANSWER if value is None else f"{value.month}/{value.day}"


def days(span: Span, today: date | None = None) -> str:
    """Return a span: 11/1–11/17; with years where it does not lie in this year."""
    if today is not None and {span.start.year, span.end.year} != {today.year}:
        first, last = (f"{d.year}/{d.month}/{d.day}" for d in (span.start, span.end))
    else:
        first, last = day(span.start), day(span.end)
    return first if first == last else f"{first}–{last}"


def joined(*pieces: str) -> str:
    """Put pieces together, one space between 中文 and Latin letters or digits."""
    text = ""
    for piece in filter(None, pieces):
        wide = [c > "\u2e7f" for c in (text[-1:] or "　", piece[0])]
        text += piece if all(wide) or not text or text[-1] in _CLOSED else f" {piece}"
    return text


_CLOSED = "（「，。：；、・） "


def _span(unit: Unit, written: str, lang: Lang) -> str:
    """Write a span of time; one of it in English has no s."""
    told = SPANS[unit].fill(n=written).to(lang)
    return told.removesuffix("s") if written == "1" else told


def _minutes(seconds: Decimal, lang: Lang) -> str:
    """Write seconds as minutes and seconds, as people say how long they stayed."""
    minutes, rest = divmod(int(_rounded(seconds, 0)), 60)
    if not minutes:
        return SECONDS.fill(s=_written(seconds, 0)).to(lang)
    return MINUTES.fill(m=f"{minutes:,}", s=rest).to(lang)


def _decimal(value: Number) -> Decimal:
    """Return the number as it is written, so that 0.145 rounds as a person expects."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _rate_digits(rate: Decimal) -> int:
    """Two digits while the rate still shows as less than 2 %."""
    return 2 if _rounded(abs(rate), 4) < TWO_DIGITS_BELOW else 1


def _digits(unit: Unit, decimals: int | None, currency: str | None, number: Decimal) -> int:
    if unit is Unit.MONEY and decimals is None:
        return 0 if currency in (None, *WITHOUT_CENTS) else 2
    if unit is Unit.COUNT and number == number.to_integral_value():
        return 0
    return decimals or 0


def _step(number: Decimal, digits: int, lang: Lang) -> tuple[int, int, str]:
    """Return the step a number is shown in; one that would round up to the next belongs there."""
    size, found = abs(number), (1, digits, "")
    if _rounded(size, digits) >= COMPACT_FROM:
        for larger in STEPS[lang]:
            step, places, _ = found
            if _rounded(size / step, places) * step >= larger[0]:
                found = larger
    return found


def _written(
    number: Decimal, digits: int, *, short: bool = False, at_least: int = 0, sign: str = ""
) -> str:
    """Write a number with thousands and a real minus; tiny ones as 「<0.1」."""
    rounded = _rounded(number, digits)
    if rounded == 0 and number > 0:
        return f"<{Decimal(1).scaleb(-digits)}{sign}"
    text = f"{abs(rounded):,}"
    if short and "." in text:
        whole, _, rest = text.partition(".")
        rest = rest.rstrip("0").ljust(at_least, "0")
        text = f"{whole}.{rest}" if rest else whole
    return (MINUS if rounded < 0 else "") + text + sign


def _signed(number: Decimal, digits: int, sign: str = "") -> str:
    rounded = _rounded(number, digits)
    mark = "±" if rounded == 0 else MINUS if rounded < 0 else "+"
    return f"{mark}{abs(rounded):,}{sign}"
