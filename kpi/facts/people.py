"""People over exactly the days asked: they do not add, so one exported row answers, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.schema import Kind, Quantity, WebMeasure
from data.snapshot import Snapshot
from kpi.cut import Dimension
from kpi.facts.asking import Asked, Told
from kpi.facts.daily import Amount
from kpi.facts.ga4_channels import group_name
from kpi.facts.kept import Kept
from kpi.facts.marks import Marked, Marks, marks
from kpi.facts.quantities import BITS, VISITORS, Reckoned
from kpi.format import NO_ANSWER
from kpi.period import Span
from kpi.sql import text

KNOWN = frozenset((Dimension.PLATFORM, Dimension.ACCOUNT, Dimension.CHANNEL))
"""What people are counted by; they are those of whole properties otherwise."""


@dataclass(slots=True)
class Counted:
    """The people of one property, or of one channel of it, over one span.

    Parameters
    ----------
    channel : str or None
        The name of the default group; None for all of the property.
    values : dict
        What the row says: of each quantity the latest word.
    """

    span: Span
    platform: str
    account_key: int
    accounts: tuple[str | None, ...]
    channel: str | None
    values: dict[Quantity, Amount] = field(default_factory=dict)

    def meets(self, where: Mapping[Dimension, str]) -> bool:
        """Whether it lies within a filter."""
        channel = where.get(Dimension.CHANNEL)
        return (
            where.get(Dimension.PLATFORM) in (None, self.platform)
            and where.get(Dimension.ACCOUNT) in (None, *self.accounts)
            and (channel is None or group_name(channel) == self.channel)
        )

    def names(self, keys: Sequence[Dimension]) -> tuple[str | None, ...]:
        """Return what names it in a cut."""
        known = {
            Dimension.PLATFORM: self.platform,
            Dimension.ACCOUNT: self.accounts[0],
            Dimension.CHANNEL: self.channel,
        }
        return tuple(known[key] for key in keys)


_COUNTED: Kept[list[Counted]] = Kept(1)


def exact(asked: Asked, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield what was counted over exactly the spans asked for, cut by cut.

    Where several properties count people on these days there is no figure over all of them.
    """
    if not asked.dimensions <= KNOWN:
        return
    by_channel = Dimension.CHANNEL in asked.dimensions
    inside = [
        row
        for row in _counted(asked.snapshot)
        if by_channel is (row.channel is not None) and row.meets(asked.where)
    ]
    keys = [key for key in asked.keys if key is not Dimension.CHANNEL]
    told = [q for q in quantities if q in VISITORS or isinstance(q, WebMeasure)]
    told = [q for q in told if q.kind is not Kind.MONEY]
    for span in asked.spans:
        here = [row for row in inside if row.span == span]
        counting = _counting(inside, span, keys) if here else {}
        for row in here:
            if len(counting[row.names(keys)]) == 1:
                values: dict[Quantity, Amount | None]
                values = {q: row.values[q] for q in told if q in row.values}
                pattern = sum(BITS[q] for q in values)
                yield Told(span, row.platform, pattern, 1, row.names(asked.keys), values)


def whole(snapshot: Snapshot, span: Span) -> Mapping[int, Mapping[Quantity, Amount]]:
    """Return by property what is told of all its people over exactly a span."""
    told = (row for row in _counted(snapshot) if row.channel is None and row.span == span)
    return {row.account_key: row.values for row in told}


def _counting(
    inside: Sequence[Counted], span: Span, keys: Sequence[Dimension]
) -> dict[tuple[str | None, ...], set[int]]:
    """Return which properties count people on some of these days, cut by cut."""
    found: dict[tuple[str | None, ...], set[int]] = {}
    for row in inside:
        if row.span.overlaps(span):
            found.setdefault(row.names(keys), set()).add(row.account_key)
    return found


def _counted(snapshot: Snapshot) -> list[Counted]:
    """Return everything that counts people; it is looked up once."""
    kept = _COUNTED.find(snapshot, "all")
    if kept is None:
        question = text("people").format(measures=", ".join(WebMeasure))
        rows = snapshot.query(question)
        kept = _COUNTED.keep(snapshot, "all", _latest(rows, marks(snapshot)))
    return kept


def _latest(rows: Sequence[tuple[Any, ...]], known: Marks) -> list[Counted]:
    """Put what several files say of one span together; the later word counts.

    Two rows of one file that are one group under two names do not add either: they say nothing.
    """
    found: dict[tuple[Any, ...], Counted] = {}
    said: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    marked: dict[tuple[Span, int], dict[str, int]] = {}
    for first, last, platform, account_key, name, number, by_channel, campaign, *rest in rows:
        span, mark, source, told = Span(first, last), rest[0], tuple(rest[1:3]), rest[3:]
        values: dict[Quantity, Amount]
        values = {q: v for q, v in zip(WebMeasure, told, strict=True) if v is not None}
        if mark is not None:
            people = marked.setdefault((span, account_key), {})
            people[mark] = int(values.get(WebMeasure.ACTIVE_USERS, 0))
            continue
        channel = group_name(campaign or NO_ANSWER) if by_channel else None
        key = (span, account_key, channel)
        one = Counted(span, platform, account_key, (name, number), channel)
        held = found.setdefault(key, one)
        if said.get(key) == source:
            values, held.values = {}, {q: v for q, v in held.values.items() if q not in VISITORS}
        said[key] = source
        held.values |= values
    hidden = [row for row in known.rows if row.sessions and known.internal(row.mark)]
    for one in found.values():
        of = marked.get((one.span, one.account_key), {}) if one.channel is None else {}
        one.values |= _valid(one, {m: n for m, n in of.items() if known.internal(m)}, hidden)
    return list(found.values())


def _valid(
    one: Counted, internal: Mapping[str, int], hidden: Sequence[Marked]
) -> dict[Quantity, Amount]:
    """Return how many valid users there were; nothing where visits are taken out and nobody counted
    the people behind them.
    """
    users = one.values.get(WebMeasure.ACTIVE_USERS)
    taken = any(h.account_key == one.account_key and one.span.contains(h.days) for h in hidden)
    if users is None or (taken and not internal):
        return {}
    return {Reckoned.VALID_USERS: max(users - sum(internal.values()), 0)}
