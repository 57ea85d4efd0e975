"""Into which parts a figure can be split so that they add up to it: channels, classes, sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.schema import PLATFORMS
from data.text import LANGS, Text
from kpi.cut import UNCLASSED, Cut, Dimension, obstacle
from kpi.definition import Kpi
from kpi.drivers.effects import Both
from kpi.facts.quantities import Ledger
from kpi.facts.sums import Gathered
from kpi.figure import Figure, form, spoken
from kpi.format import NO_ANSWER
from kpi.naming import value_name
from kpi.period import Span
from kpi.spacing import apart

Where = dict[Dimension, str]
UNNAMED = Text("（沒有名稱）", "(without a name)")
OF = Text("{platform}的{quantity}", "{platform} {quantity}")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, its channel, and its two lines, before and now."""

    name: Text
    platform: str
    above: Both
    below: Both


def ways(kpi: Kpi, where: Where) -> Iterator[tuple[Dimension, ...]]:
    """Yield by what a KPI may be split, the best first."""
    of_shop, of_site = kpi.ledgers == (Ledger.ORDERS,), kpi.ledgers == (Ledger.WEB,)
    if of_shop:
        yield from _possible(kpi, where, Dimension.SALES_CHANNEL)
    if of_site:
        yield from _possible(kpi, where, Dimension.CHANNEL)
    yield from _possible(kpi, where, Dimension.PLATFORM)
    if Dimension.PLATFORM in where and Ledger.PLATFORM in kpi.ledgers:
        yield from _possible(kpi, where, Dimension.CAMPAIGN_CLASS)
        yield from _possible(kpi, where, Dimension.CAMPAIGN)


def _possible(kpi: Kpi, where: Where, name: Dimension) -> Iterator[tuple[Dimension, ...]]:
    if name not in where and obstacle(kpi, (name, *where)) is None:
        yield (name,)


def by_cut(kpi: Kpi, split: Gathered, spans: tuple[Span, Span], where: Where) -> Iterator[Part]:
    """Yield the parts of a split; of campaign classes none where no rule knows any campaign."""
    found = sorted({cut for span in spans for cut in split.cuts(span)})
    if all(dict(cut).get(Dimension.CAMPAIGN_CLASS) == UNCLASSED for cut in found):
        return
    for cut in found:
        ends = [form(kpi, split.sums(span, cut), people=False) for span in spans]
        above = [Decimal(f.numerator or 0) for f in ends]
        below = [Decimal(f.denominator or 0) for f in ends]
        platform = dict(cut).get(Dimension.PLATFORM) or where.get(Dimension.PLATFORM, "")
        yield Part(_name(cut), platform, (above[0], above[1]), (below[0], below[1]))


def _name(cut: Cut) -> Text:
    """Return what a part is called, by the last step of its cut."""
    if cut[-1][1] == NO_ANSWER:
        return UNNAMED
    zh, en = (value_name(*cut[-1], lang) for lang in LANGS)
    return Text(zh, en)


def whole(kpi: Kpi, parts: list[Part], before: Figure, now: Figure) -> list[Part]:
    """Return parts that add up to both figures in both lines; else none.

    Where what has no name holds only one of the lines, the split explains nothing: a table of
    events names no channel.
    """
    for n, figure in enumerate((before, now)):
        above = sum((p.above[n] for p in parts), NOTHING)
        below = sum((p.below[n] for p in parts), NOTHING)
        if above != (figure.numerator or 0) or below != (figure.denominator or 0):
            return []
    if kpi.denominator and any(p.name == UNNAMED and any(p.above) != any(p.below) for p in parts):
        return []
    return [p for p in parts if any((*p.above, *p.below))]


def sources(kpi: Kpi, place: int, before: Figure, now: Figure) -> list[Part]:
    """Return what the sources of one line told, quantity by quantity."""
    part, told = kpi.parts[place], dict[tuple[str, Text], list[Decimal]]()
    for n, figure in enumerate((before, now)):
        for sums in figure.entering:
            for quantity in spoken(part, sums.pattern, figure.people):
                added = told.setdefault((sums.platform, quantity.label), [NOTHING, NOTHING])
                added[n] += Decimal(sums.values.get(quantity) or 0)
    return [
        Part(_source(platform, name), platform, (b, n), (b, n))
        for (platform, name), (b, n) in told.items()
    ]


def _source(platform: str, quantity: Text) -> Text:
    """Return 「Meta 的花費」, “Meta cost”."""
    return OF.fill(platform=apart(PLATFORMS[platform].name), quantity=inside(quantity))


def inside(name: Text) -> Text:
    """Return a name as it stands within a sentence: “cost”, but “EDM opens”."""
    plain = name.en[:2].isupper()
    return name if plain else Text(name.zh, name.en[:1].lower() + name.en[1:])
