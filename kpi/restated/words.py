"""What changed in the past, in one sentence a figure: from what to what, and by which source."""

from __future__ import annotations

from collections.abc import Sequence

from data.schema import (
    PLATFORMS,
    Kind,
    LeadMeasure,
    Measure,
    OwnedMeasure,
    Quantity,
    ShopMeasure,
    WebMeasure,
)
from data.text import LANGS, Lang, Text
from kpi.definition import Kpi, Unit
from kpi.drivers.splitting import inside
from kpi.figure import Number
from kpi.format import days, figure, joined
from kpi.period import Span
from kpi.restated.change import Change, Moved

NAMED = 3
"""So many measures are named; the others are counted."""
FINER = 4
"""So many digits more at most, until two figures no longer look alike."""

TOLD = Text(
    "{of} {then} → {now}，因為{reasons}{files}。", "{of}: {then} → {now}, because {reasons}{files}."
)
UNTOLD = Text("{of} {then} → {now}。", "{of}: {then} → {now}.")
OF = Text("{days} 的{name}", "{name} of {days}")
MORE = Text("補進 {n}{what}", "added {n}{what}")
LESS = Text("扣掉 {n}{what}", "took back {n}{what}")
LATE = Text("補上{days} {n}{what}", "brought {n}{what}{days}")
LATE_MONEY = Text("補上{days}{what} {n}", "brought {what} of {n}{days}")
DEARER = Text("{what}多了 {n}", "{what} went up by {n}")
CHEAPER = Text("{what}少了 {n}", "{what} went down by {n}")
OF_DAYS = Text(" {days} 的", " for {days}")
POSSESSIVE = "的"
OF_ACCOUNT = Text("{platform}（{account}）", "{platform} ({account})")
OTHERS = Text("另外 {n} 項", "{n} more")
BROUGHT = Text("（檔案「{files}」）", " (from “{files}”)")
TAKEN = Text("（「{files}」不再算數）", " (“{files}” no longer counts)")
BETWEEN = Text("、", ", ")

ENTRIES, TIMES, PEOPLE, PIECES = "筆", "次", "位", "個"
COUNTERS: dict[Quantity, str] = {
    **dict.fromkeys((Measure.CONVERSIONS, Measure.LEADS, *LeadMeasure), ENTRIES),
    **dict.fromkeys(
        (ShopMeasure.ORDERS, ShopMeasure.SITE_ORDERS, ShopMeasure.RETURNED_ORDERS), ENTRIES
    ),
    **dict.fromkeys((ShopMeasure.NEW_CUSTOMERS, ShopMeasure.SITE_NEW_CUSTOMERS), PEOPLE),
    **dict.fromkeys((m for m in Measure if m not in (Measure.CONVERSIONS, Measure.LEADS)), TIMES),
    **dict.fromkeys((WebMeasure.VIEWS, WebMeasure.PURCHASES, WebMeasure.EVENTS), TIMES),
    **dict.fromkeys(OwnedMeasure, TIMES),
}
"""What is said in 中文 between a number and what is counted; 個 for all others."""


def sentence(kpi: Kpi, name: Text, change: Change, currency: str | None) -> Text:
    """Say what a figure was and is, and why: 「… 3.2 → 3.6，因為 Meta 補進 41 筆轉換」.

    Parameters
    ----------
    name : Text
        The KPI with its scope, as the board calls it.
    """
    then, now = pair(kpi, change.then, change.now, currency)
    told = {"of": named(name, change.span), "then": then, "now": now}
    if not change.moved:
        return UNTOLD.fill(**told)
    return TOLD.fill(**told, reasons=_led(reasons(change)), files=_files(change.moved))


def named(name: Text, span: Span) -> Text:
    """Return a figure with its days: 「11/2–11/8 的 CPA」."""
    return OF.fill(name=_led(name), days=days(span))


def _led(name: Text) -> Text:
    """Return a name as it stands behind a Chinese word."""
    return Text(f" {name.zh}" if name.zh[0].isascii() else name.zh, name.en)


def reasons(change: Change) -> Text:
    """Say what the sources tell differently, the weightiest first; each is named once in a row."""
    moved, said = change.moved[:NAMED], list[Text]()
    for n, one in enumerate(moved):
        again = n > 0 and _source(moved[n - 1]) == _source(one)
        said.append(_phrase(one, change.span) if again else _reason(one, change.span))
    if len(change.moved) > NAMED:
        said.append(OTHERS.fill(n=len(change.moved) - NAMED))
    zh, en = (BETWEEN.to(lang).join(one.to(lang) for one in said) for lang in LANGS)
    return Text(zh, en)


def pair(
    kpi: Kpi, then: Number | None, now: Number | None, currency: str | None
) -> tuple[Text, Text]:
    """Return both figures as they are written, with as many digits as tell them apart."""
    for finer in range(FINER + 1):
        written = [
            Text(*(_written(kpi, value, lang, currency, finer) for lang in LANGS))
            for value in (then, now)
        ]
        if then == now or all(written[0].to(lang) != written[1].to(lang) for lang in LANGS):
            break
    return written[0], written[1]


def _written(kpi: Kpi, value: Number | None, lang: Lang, currency: str | None, finer: int) -> str:
    return figure(
        value, kpi.unit, lang, decimals=kpi.decimals, currency=currency, full=True, finer=finer
    )


def _reason(one: Moved, span: Span) -> Text:
    """Return 「Meta 補進 41 筆轉換」, 「Meta 的花費少了 396」."""
    name, phrase = _source(one), _phrase(one, span)
    owned = _is_money(one) and not _is_late(one)
    said = joined(name.zh, POSSESSIVE + phrase.zh if owned else phrase.zh)
    return Text(said, f"{name.en} {phrase.en}")


def _source(one: Moved) -> Text:
    """Return the platform, with its account where it has several."""
    name = PLATFORMS[one.platform].name
    return OF_ACCOUNT.fill(platform=name, account=one.account) if one.account else name


def _phrase(one: Moved, span: Span) -> Text:
    """Return the same without who says it."""
    more, label = one.difference > 0, one.quantity.label
    text = (DEARER if more else CHEAPER) if _is_money(one) else (MORE if more else LESS)
    if _is_late(one):
        text = LATE_MONEY if _is_money(one) else LATE
    return text.fill(
        n=_amount(one),
        days=OF_DAYS.fill(days=days(one.days)) if one.days != span else "",
        what=inside(Text(label.zh.removesuffix("數"), label.en)),
    )


def _is_money(one: Moved) -> bool:
    return one.quantity.kind is Kind.MONEY


def _is_late(one: Moved) -> bool:
    return one.late and one.difference > 0


def _amount(one: Moved) -> Text:
    """Return how much it is: 「41 筆」 in front of what is counted, an amount by itself."""
    unit, decimals = (Unit.MONEY, None) if _is_money(one) else (Unit.COUNT, 1)
    size = abs(one.difference)
    zh, en = (figure(size, unit, lang, decimals=decimals, full=True) for lang in LANGS)
    if _is_money(one):
        return Text(zh, en)
    return Text(f"{zh} {COUNTERS.get(one.quantity, PIECES)}", f"{en} ")


def _files(moved: Sequence[Moved]) -> Text | str:
    """Name the files that brought it; where nothing came, those that went."""
    for text, names in (
        (BROUGHT, [file for one in moved[:NAMED] for file in one.brought]),
        (TAKEN, [file for one in moved[:NAMED] for file in one.taken]),
    ):
        if names:
            listed = list(dict.fromkeys(names))
            return text.fill(files=Text("」「".join(listed), "”, “".join(listed)))
    return ""
