"""前期調整: what changed in closed months since they were closed, and which import brought it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from kpi.closing.closed import Closing
from kpi.closing.figures import SUMS, Figure, Key, figures
from kpi.terms import Terms


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One frozen figure beside what it is now.

    Parameters
    ----------
    brought : tuple of str
        Files that speak for it now and did not when the month was closed.
    taken : tuple of str
        Files that spoke for it then and do no more: undone, or another took their place.
    """

    month: str
    key: Key
    frozen: Decimal | None
    now: Decimal | None
    adds: bool
    brought: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Now − frozen, exact; of a sum, no answer is nothing. None where either is unknown."""
        if self.adds:
            return (self.now or Decimal(0)) - (self.frozen or Decimal(0))
        return None if self.now is None or self.frozen is None else self.now - self.frozen

    @property
    def changed(self) -> bool:
        """Whether it is another figure now."""
        return self.now != self.frozen


def adjustments(
    snapshot: Snapshot, told: Terms, closed: Closing, today: date
) -> tuple[Adjustment, ...]:
    """Return every frozen figure of a month beside what it is now; new sources are beside 0."""
    now = figures(snapshot, closed.terms(told), closed.span, closed.figures, today)
    keys = [*closed.figures, *(key for key, figure in now.items() if figure.adds)]
    return tuple(
        _beside(closed.month, key, closed.figures.get(key), now.get(key))
        for key in dict.fromkeys(keys)
    )


def _beside(month: str, key: Key, then: Figure | None, now: Figure | None) -> Adjustment:
    before = then.imports if then else {}
    after = now.imports if now else {}
    told = then or now
    assert told is not None, "a key is of one of them"
    return Adjustment(
        month, key, then.value if then else None, now.value if now else None, told.adds,
        tuple(dict.fromkeys(file for key, file in after.items() if key not in before)),
        tuple(dict.fromkeys(file for key, file in before.items() if key not in after)),
    )  # fmt: skip


def unbooked(
    snapshot: Snapshot, told: Terms, closed: Sequence[Closing], today: date
) -> dict[tuple[str, Key], Decimal]:
    """Return the 前期調整 of the month that is open, by closed month and figure; sums only.

    What later closings took in as theirs is not told again. Months that were closed in another
    currency stay with their own tables: their amounts are not added to these.
    """
    found = {}
    for month in (c for c in closed if c.currency == told.currency):
        for one in adjustments(snapshot, told, month, today):
            at = month.month, one.key
            taken = sum((later.booked.get(at, Decimal(0)) for later in closed), Decimal(0))
            rest = (one.difference or Decimal(0)) - taken
            if one.adds and rest:
                found[at] = rest
    return found


def totals(amounts: Mapping[tuple[str, Key], Decimal]) -> dict[str, Decimal]:
    """Return what adjustments add up to, by KPI in their order."""
    sums = {
        kpi: sum((v for (_, (of, _)), v in amounts.items() if of == kpi), Decimal(0))
        for kpi in SUMS
    }
    return {kpi: value for kpi, value in sums.items() if value}
