"""Which visits of a site are marked, and which of the marks people call internal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from data.snapshot import Snapshot
from kpi.facts.kept import Kept
from kpi.period import Span
from kpi.sql import text


@dataclass(frozen=True, slots=True)
class Marked:
    """The visits of a property that bear one mark, over a day or range.

    Parameters
    ----------
    mark : str or None
        None where it was told that these days have no other marks.
    """

    account_key: int
    days: Span
    mark: str | None
    sessions: int


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a snapshot.

    Parameters
    ----------
    chosen : frozenset of str, or None
        The marks that are internal; None where nobody chose: all of them.
    """

    chosen: frozenset[str] | None
    rows: tuple[Marked, ...]

    def internal(self, mark: str | None) -> bool:
        """Whether visits with a mark are taken out."""
        return bool(mark) and (self.chosen is None or mark in self.chosen)

    def within(self, span: Span, accounts: Collection[int]) -> list[Marked]:
        """Return what is told of some properties inside a span: days before ranges without any."""
        inside = [r for r in self.rows if r.account_key in accounts and span.contains(r.days)]
        daily = [r for r in inside if r.days.days == 1]
        return daily + [
            r
            for r in inside
            if r.days.days > 1
            and not any(d.account_key == r.account_key and r.days.contains(d.days) for d in daily)
        ]


_MARKS: Kept[Marks] = Kept(1)


def marks(snapshot: Snapshot) -> Marks:
    """Return the marks of a snapshot; they are looked up once."""
    found = _MARKS.find(snapshot, "all")
    if found is None:
        chosen = snapshot.query("select chosen from internal_filters")
        rows = snapshot.query(text("marks"))
        told = (Marked(key, Span(first, last), *rest) for key, first, last, *rest in rows)
        internal = frozenset(chosen[0][0]) if chosen else None
        found = _MARKS.keep(snapshot, "all", Marks(internal, tuple(told)))
    return found
