"""What was searched: day by day, and by its words over the days and ranges that were exported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from data.schema import SEARCH_CONSOLE, Quantity
from data.snapshot import Snapshot
from kpi.cut import Dimension
from kpi.facts.asking import Asked, Told
from kpi.facts.daily import Amount
from kpi.facts.kept import Kept
from kpi.facts.quantities import Searched
from kpi.facts.query import MATCHES, Query, bound_names
from kpi.facts.telling import carried, pattern
from kpi.period import Span
from kpi.sql import text

KNOWN = frozenset({Dimension.PLATFORM, Dimension.ACCOUNT})
"""What is known of a search: in which property it was counted."""
PLATFORM = SEARCH_CONSOLE.key
BRAND = (Searched.BRAND_IMPRESSIONS, Searched.BRAND_CLICKS, Searched.SPAN_CLICKS)
MOST = 8
"""So many rules of brand words are kept for one snapshot."""


@dataclass(frozen=True, slots=True)
class BrandRange:
    """The brand searches of one property over a day or range.

    Parameters
    ----------
    names : mapping of Dimension to str
        What names it in a cut.
    known_as : frozenset of str
        What it may be filtered by.
    values : dict of Quantity to int or None
        What is not known is None.
    """

    account_key: int
    names: Mapping[Dimension, str]
    known_as: frozenset[str]
    span: Span
    values: dict[Quantity, Any]


_RANGES: Kept[list[BrandRange]] = Kept(MOST)


@lru_cache(maxsize=1 << 17)
def fold(words: str) -> str:
    """Return what spellings of one query have in common: width, case and spaces aside.

    Traditional and simplified characters stay two spellings.
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words).casefold())


def is_brand(query: str, brand: Iterable[str]) -> bool:
    """Whether a query holds a brand word, both folded."""
    return any(word in query for word in brand)


def is_rule(filtered: str, brand: Iterable[str]) -> bool:
    """Whether the filter of an export lets through the very queries of the rule.

    ``+lodestar`` holds one word, ``~lodestar|北極星`` is an expression that names each of them.
    """
    kind, said = filtered[:1], filtered[1:].strip()
    parts = [said] if kind == "+" else said.removeprefix("(").removesuffix(")").split("|")
    return bool(said) and {fold(p) for p in parts} == set(brand)


def days(asked: Asked, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield what was searched in all over each span."""
    if not asked.dimensions <= KNOWN:
        return
    quantities = tuple(quantities)
    question = _question(quantities, asked.keys, asked.filters)
    for one in asked.kept(question, quantities, **_nested(asked)):
        told_of = carried(one.pattern, quantities)
        for span in asked.spans:
            if told := one.over(span):
                yield Told(span, one.platform, told_of, told[0], one.names, told[1], one)


def brand(asked: Asked, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield the brand searches of the exported ranges that lie wholly in a span.

    Of ranges that overlap the longest counts; without a rule there are none.
    """
    words = tuple(sorted({fold(word) for word in asked.terms.brand} - {""}))
    if not words or not asked.dimensions <= KNOWN:
        return
    wanted = [r for r in ranges(asked.snapshot, words) if _meets(r, asked.where)]
    nested = set(zip(*_nested(asked).values(), strict=True))
    for span in asked.spans:
        for one in _longest((r for r in wanted if span.contains(r.span)), nested):
            values: dict[Quantity, Amount | None] = {q: one.values[q] for q in quantities}
            bits = sum(1 << n for n, q in enumerate(quantities) if values[q] is not None)
            names = [one.names[key] for key in asked.keys]
            told_of = carried(bits, tuple(quantities))
            yield Told(span, one.names[Dimension.PLATFORM], told_of, 1, names, values)


def ranges(snapshot: Snapshot, words: tuple[str, ...]) -> list[BrandRange]:
    """Return what each exported day or range tells of these folded words; it is asked once."""
    found = _RANGES.find(snapshot, words)
    return _RANGES.keep(snapshot, words, _read(snapshot, words)) if found is None else found


def _read(snapshot: Snapshot, words: tuple[str, ...]) -> list[BrandRange]:
    """Add the brand queries of each range up; a filtered chart is one where it is the very rule."""
    found: dict[tuple[Any, ...], BrandRange] = {}
    for key, platform, account, account_id, first, last, filtered, name, *told in snapshot.query(
        text("search_ranges")
    ):
        if filtered and not is_rule(name, words):
            continue
        shown, clicked, whole = told
        one = found.setdefault(
            (key, first, last, filtered),
            BrandRange(
                key,
                {Dimension.PLATFORM: platform, Dimension.ACCOUNT: account},
                frozenset(filter(None, (account, account_id))),
                Span(first, last),
                {**dict.fromkeys(BRAND, 0), Searched.SPAN_CLICKS: whole},
            ),
        )
        if filtered or is_brand(fold(name), words):
            one.values[Searched.BRAND_IMPRESSIONS] += shown or 0
            one.values[Searched.BRAND_CLICKS] += clicked or 0
    return list(found.values())


def _meets(one: BrandRange, where: Mapping[Dimension, str]) -> bool:
    platform, account = where.get(Dimension.PLATFORM), where.get(Dimension.ACCOUNT)
    return platform in (None, one.names[Dimension.PLATFORM]) and (
        account is None or account in one.known_as
    )


def _longest(found: Iterable[BrandRange], nested: Collection[tuple[int, int]]) -> list[BrandRange]:
    """Return those that do not overlap within their property, nor with one it is a part of: the
    widest property first, then the longest range.
    """
    inner = {key for key, _ in nested}
    taken: list[BrandRange] = []
    for one in sorted(found, key=lambda r: (r.account_key in inner, -r.span.days, r.span.start)):
        others = (t for t in taken if t.span.overlaps(one.span))
        own = one.account_key
        if not any(t.account_key == own or (own, t.account_key) in nested for t in others):
            taken.append(one)
    return taken


def _nested(asked: Asked) -> dict[str, list[int]]:
    """Return the properties that are a part of another, and those others: the same searches.

    Where it is asked for by property, each of them answers for itself.
    """
    known = [(s.account_key, s.account) for s in asked.known.sources if s.platform == PLATFORM]
    apart = Dimension.ACCOUNT in asked.dimensions
    pairs = [(i, w) for i, one in known for w, other in known if not apart and within(one, other)]
    return {"inner": [i for i, _ in pairs], "wider": [w for _, w in pairs]}


def within(one: str, other: str) -> bool:
    """Whether a property is a part of another: an address below it, or a host of its domain."""
    one, other = (name.removeprefix("sc-domain:").casefold() for name in (one, other))
    if one == other:
        return False
    if "://" in other:
        return one.startswith(other)
    host = one.partition("://")[2].partition("/")[0] or one
    return host == other or host.endswith(f".{other}")


@cache
def _question(
    quantities: tuple[Quantity, ...], keys: tuple[Dimension, ...], filters: tuple[Dimension, ...]
) -> Query:
    """Fill kpi/sql/search_days.sql; every name in it is an enum's."""
    filled = text("search_days").format(
        pattern=pattern(quantities),
        sums=", ".join(f"sum({q})" for q in quantities),
        cut="".join(f", {key}" for key in keys),
        filter=" and ".join(MATCHES[f] for f in filters) or "true",
    )
    return Query(filled, bound_names(filled), daily=True)
