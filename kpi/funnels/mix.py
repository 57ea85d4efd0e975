"""Whether a rate moved because its parts did, or because their shares of the whole did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.doubt.segments import Counted
from kpi.doubt.wilson import wilson
from kpi.funnels.losses import fallen

MOSTLY = 0.5
"""From this share of a change on it is told as a change of mix."""


@dataclass(frozen=True, slots=True)
class Mix:
    """A change of a rate, taken apart.

    Parameters
    ----------
    change, by_mix, by_rates : float
        change = by_mix + by_rates, each as a difference of rates.
    moved : tuple of str
        The members whose own rate moved beyond doubt; looked for only where the whole did.
    sure : bool
        Whether the whole rate moved beyond doubt.
    """

    change: float
    by_mix: float
    by_rates: float
    moved: tuple[str, ...]
    sure: bool

    @property
    def is_mix(self) -> bool:
        """Whether the whole moved and no member did: Simpson's trap."""
        mostly = self.by_mix * self.change > 0 and abs(self.by_mix) >= MOSTLY * abs(self.change)
        return self.sure and not self.moved and mostly


def mix(now: Mapping[str, Counted], then: Mapping[str, Counted], looked_at: int = 1) -> Mix | None:
    """Take the change of a rate apart; None where either period has nothing to divide by.

    Parameters
    ----------
    now, then : mapping of str to (float, float)
        By member, above and below the line; the members are parts of one whole.
    looked_at : int
        This is one of so many rates.

    Notes
    -----
    The symmetric decomposition of E. M. Kitagawa, Components of a difference between two rates,
    JASA 50 (1955), 1168–1194: Σ (w₁−w₀)(r₀+r₁)/2 is the mix, Σ (r₁−r₀)(w₀+w₁)/2 the rates. A member
    that is in one period only has changed its share, not its rate.
    """
    whole, before = _whole(now), _whole(then)
    if not whole[1] or not before[1]:
        return None
    by_mix = by_rates = 0.0
    for name in {*now, *then}:
        (k1, n1), (k0, n0) = now.get(name, (0.0, 0.0)), then.get(name, (0.0, 0.0))
        w1, w0 = n1 / whole[1], n0 / before[1]
        r1, r0 = (k1 / n1 if n1 else None), (k0 / n0 if n0 else None)
        first = r0 if r0 is not None else r1 or 0.0
        last = r1 if r1 is not None else first
        by_mix += (w1 - w0) * (first + last) / 2
        by_rates += (last - first) * (w0 + w1) / 2
    change = whole[0] / whole[1] - before[0] / before[1]
    both = [name for name in now if name in then]
    sure = _moved(whole, before, looked_at)
    moved = [n for n in both if _moved(now[n], then[n], len(both))] if sure else []
    return Mix(change, by_mix, by_rates, tuple(sorted(moved)), sure)


def _whole(members: Mapping[str, Counted]) -> Counted:
    return sum(k for k, _ in members.values()), sum(n for _, n in members.values())


def _moved(now: Counted, then: Counted, looked_at: int) -> bool:
    """Whether two shares differ beyond the doubt of both, either way."""
    (k1, n1), (k0, n0) = now, then
    if not n1 or not n0:
        return False
    one, other = (k1 / n1, wilson(k1, n1)), (k0 / n0, wilson(k0, n0))
    return fallen(one, other, looked_at) or fallen(other, one, looked_at)
