"""Why a KPI moved in one sentence, and what a part added as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data.text import LANGS, Lang, Text
from kpi.definition import Kpi, Unit
from kpi.drivers.parts import OTHERS, Movement
from kpi.format import MINUS, change, change_unit, figure, joined
from kpi.review.frozen import Driver
from kpi.spacing import apart

NAMED = 2
"""So many parts are named as what made it."""
MATTERS = Decimal("0.2")
"""From this share of the change on, what worked against it is named too."""

FROM = "主要來自"
ALSO = Text("和", " and ")
ONE = Text("{name}（{effect}）", "{name} ({effect})")
MOVED: dict[tuple[bool, bool], Text] = {
    (True, True): Text("{kpi}比上期多 {size}", "{kpi} rose by {size} against the period before"),
    (True, False): Text("{kpi}比上期少 {size}", "{kpi} fell by {size} against the period before"),
    (False, True): Text("{kpi}比上期高 {size}", "{kpi} rose by {size} against the period before"),
    (False, False): Text("{kpi}比上期低 {size}", "{kpi} fell by {size} against the period before"),
}
"""By whether it is a sum, and whether it went up."""
MAINLY = Text("{moved}，{parts}。", "{moved}, mainly because of {parts}.")
AGAINST = Text(
    "{moved}，{parts}；{against}抵銷了一部分。",
    "{moved}, mainly because of {parts}; {against} worked against it.",
)
NOISE = Text(
    "{moved}，還在平常的起伏之內，不指名原因。",
    "{moved}. That is within its usual scatter, so no cause is named.",
)


def why(
    kpi: Kpi,
    drivers: Sequence[Driver],
    total: Decimal | None,
    currency: str | None = None,
    noise: bool = False,
) -> Text | None:
    """Say why a KPI moved; None where it did not, or no part can be told.

    Parameters
    ----------
    total : Decimal or None
        Now − before, in the KPI's unit.
    noise : bool
        Whether the change is no larger than what chance makes: then no cause is named.
    """
    if not total or not (drivers or noise):
        return None
    size = _both(kpi, abs(total), currency, sign=False)
    moved = MOVED[kpi.denominator is None, total > 0].fill(kpi=apart(kpi.name), size=size)
    if noise:
        return NOISE.fill(moved=moved)
    own = [d for d in drivers if d.effect * total > 0]
    named = [d for d in own if d.name != OTHERS][:NAMED] or own[:1]
    named = [d for d in named if d is named[0] or abs(d.effect) >= MATTERS * abs(named[0].effect)]
    others = [d for d in drivers if d.effect * total < 0 and d.name != OTHERS]
    against = [d for d in others if abs(d.effect) >= MATTERS * abs(total)][:1]
    told = {"moved": moved, "parts": _listed(kpi, named, currency)}
    if against:
        return AGAINST.fill(**told, against=_one(kpi, against[0], currency))
    return MAINLY.fill(**told)


def sentence(kpi: Kpi, movement: Movement, currency: str | None = None) -> Text | None:
    """Say why a KPI moved, of what :func:`kpi.drivers.parts.movement` returned."""
    return why(kpi, movement.drivers, movement.total, currency, movement.noise)


def effect(
    kpi: Kpi, value: Decimal, lang: Lang, currency: str | None = None, *, sign: bool = True
) -> str:
    """Return what a part added as it is written: +0.42, −12,300, +0.31 百分點.

    Parameters
    ----------
    sign : bool
        Whether it says by its sign that something was added; a size needs none.
    """
    if kpi.unit in (Unit.RATIO, Unit.MULTIPLE):
        written = change(value, Decimal(0), kpi.unit)
        return joined(written if sign else written.lstrip("+±"), change_unit(kpi.unit, lang))
    said = {"decimals": kpi.decimals, "currency": currency}
    written = figure(abs(value), kpi.unit, lang, **said)  # type: ignore[arg-type]
    mark = MINUS if value < 0 else "+" if value > 0 else "±"
    return f"{mark}{written}" if sign else written


def _both(kpi: Kpi, value: Decimal, currency: str | None, *, sign: bool = True) -> Text:
    zh, en = (effect(kpi, value, lang, currency, sign=sign) for lang in LANGS)
    return Text(zh, en)


def _listed(kpi: Kpi, parts: Sequence[Driver], currency: str | None) -> Text:
    """Put parts in a row; one that begins with Latin letters stands apart from the word before."""
    told = [_one(kpi, d, currency) for d in parts]
    zh = FROM
    for n, one in enumerate(told):
        zh = joined(zh, ALSO.zh, one.zh) if n else joined(zh, one.zh)
    return Text(zh, ALSO.en.join(t.en for t in told))


def _one(kpi: Kpi, part: Driver, currency: str | None) -> Text:
    return ONE.fill(name=part.name, effect=_both(kpi, part.effect, currency))
