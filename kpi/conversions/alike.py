"""Names that look alike and are not the same: case, width, _ - and spaces, a letter too many."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from data.text import Text
from kpi.conversions.columns import column
from kpi.conversions.conversion import Conversion
from kpi.conversions.finding import Finding, Sort
from kpi.conversions.missing import named
from kpi.conversions.site import Site
from kpi.conversions.steps import AUTOMATIC
from kpi.format import days

CLOSE = 0.88
"""How much of two names has to be the same for one to be the other misspelt."""
SHORTEST = 5
"""Shorter names are alike too easily."""
MOST = 60
"""Of a property with very many events, the most frequent are compared."""

EVENTS = Text(
    "GA4 有兩個名稱相近的事件：{one} 與 {other}", "GA4 has two events named alike: {one}, {other}"
)
EVENTS_WHERE = Text(
    "GA4，{days}：{one} {n} 次，{other} {m} 次", "GA4, {days}: {one} {n} times, {other} {m} times"
)
EVENTS_WHY = Text(
    "GA4 把它們當成兩件事；如果其實是同一件，只對應一個就會少算，成本看起來比實際高。",
    "GA4 counts them as two things. If they are one, a conversion with only one of them counts too"
    " little and its cost looks higher than it is.",
)
EVENTS_DO = Text(
    "是同一件事就兩個都選進同一個轉換，並請工程統一名稱；不是就改成分得開的名稱。",
    "If they are one thing, choose both in the same conversion and have the tag mended; if not,"
    " rename one so that they can be told apart.",
)
ACROSS = Text(
    "「{one}」與「{other}」的名稱相近，卻在兩個轉換裡",
    "“{one}” and “{other}” are in two conversions",
)
ACROSS_WHERE = Text(
    "{book} 在「{name}」，{book2} 在「{name2}」", "{book} under “{name}”, {book2} under “{name2}”"
)
ACROSS_WHY = Text(
    "名稱幾乎一樣，多半是同一件事；分在兩列，兩列的差異都不準。",
    "Nearly the same name is most often the same thing; in two rows, both differences are wrong.",
)
ACROSS_DO = Text(
    "確認後移到同一個轉換；真的不同就改名。",
    "Look, then move one to the other's conversion; if they do differ, rename one.",
)
GA4 = Text("GA4", "GA4")


def key(name: str) -> str:
    """Return a name without what people type differently: width, case, _ - . and spaces."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if c.isalnum())


def alike(one: str, other: str) -> bool:
    """Whether two different names are probably meant to be one.

    Examples
    --------
    >>> alike("purchase", "Purchase"), alike("add_to_cart", "add-to-cart")
    (True, True)
    >>> alike("view_item", "view_item_list"), alike("sign_up", "sign_in")
    (False, False)
    """
    if one == other or {one, other} <= AUTOMATIC:
        return False
    a, b = key(one), key(other)
    if a == b:
        return bool(a)
    if min(len(a), len(b)) < SHORTEST or _digits(a) != _digits(b):
        return False
    return SequenceMatcher(None, a, b).ratio() >= CLOSE


def _digits(name: str) -> str:
    """Return the digits of a name: step_1 and step_2 are numbered, not misspelt."""
    return "".join(c for c in name if c.isdigit())


def named_alike(conversions: Sequence[Conversion], site: Site | None) -> Iterator[Finding]:
    """Yield events of the site, and names of conversions, that are alike and not the same."""
    if site is not None:
        yield from _events(conversions, site)
    yield from _across(conversions)


def _events(conversions: Sequence[Conversion], site: Site) -> Iterator[Finding]:
    """Yield pairs of events, unless one conversion has both: then somebody has decided."""
    mapped = {name for one in conversions for name in one.events}
    names = [*dict.fromkeys([*(e.name for e in site.events[:MOST]), *sorted(mapped)])]
    counts = {e.name: "–" if e.count is None else f"{e.count:,}" for e in site.events}
    for one, other in combinations(names, 2):
        together = any({one, other} <= set(c.events) for c in conversions)
        if alike(one, other) and not together:
            told = {"one": one, "other": other}
            told |= {"n": counts.get(one, "0"), "m": counts.get(other, "0")}
            owner = next((c.id for c in conversions if {one, other} & set(c.events)), "")
            yield Finding(
                Sort.ALIKE,
                EVENTS.fill(**told),
                EVENTS_WHERE.fill(days=days(site.span), **told),
                EVENTS_WHY,
                EVENTS_DO,
                conversion=owner,
            )


def _across(conversions: Sequence[Conversion]) -> Iterator[Finding]:
    """Yield names that two books write nearly alike, in two conversions."""
    said = [
        (one, book, name)
        for one in conversions
        for book, names in _books(one).items()
        for name in names
    ]
    for (one, book, name), (two, book2, name2) in combinations(said, 2):
        same = name == name2 or alike(name, name2)
        if one.id != two.id and book != book2 and same:
            names = Text(book, book) if book == "GA4" else named([book])
            names2 = Text(book2, book2) if book2 == "GA4" else named([book2])
            yield Finding(
                Sort.ALIKE,
                ACROSS.fill(one=name, other=name2),
                ACROSS_WHERE.fill(book=names, name=one.name, book2=names2, name2=two.name),
                ACROSS_WHY,
                ACROSS_DO,
                conversion=one.id,
            )


def _books(one: Conversion) -> Mapping[str, Sequence[str]]:
    """Return what each book calls a conversion; columns of exports are no names."""
    claims = {p: [n for n in names if column(p, n) is None] for p, names in one.claims.items()}
    return {"GA4": one.events, **claims}
