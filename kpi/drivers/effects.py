"""What each part added to a change: of a sum its difference, of a ratio its mix and its rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.figure import quotient

HALF = Decimal("0.5")
ONE, NOTHING = Decimal(1), Decimal(0)

Both = tuple[Decimal, Decimal]
"""Of the period before, and now."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a ratio: what it has above and below the line, before and now."""

    above: Both
    below: Both


def of_sum(parts: Sequence[Both]) -> tuple[Decimal, ...]:
    """Return by how much each part of a sum changed; together they are the whole change."""
    return tuple(now - before for before, now in parts)


def of_segments(segments: Sequence[Segment]) -> tuple[Decimal, ...] | None:
    """Return what each segment added to the change of Σ above ÷ Σ below.

    None where either whole has nothing below the line.

    Notes
    -----
    The midpoint form of mix and rate. With w the segment's share of what stands below the line,
    r its own ratio and T the whole one, bars for the mean of both periods::

        mix  = Δw · (r̄ − T̄)
        rate = w̄ · Δr

    Since w·r is what the segment has above the line over the whole below it, and Σ Δw = 0, both
    together are Δ(w·r) − T̄·Δw: nothing is divided by the segment's own denominator, so one that
    begins or ends at zero needs no case of its own, and the effects add up to ΔT. R. Kitagawa,
    Components of a difference between two rates, JASA 50 (1955), 1168–1194.
    """
    above, below = _wholes([s.above for s in segments]), _wholes([s.below for s in segments])
    ratios = _ratios(above, below)
    if ratios is None:
        return None
    mean = (ratios[0] + ratios[1]) * HALF
    return tuple(_change(s.above, below) - mean * _change(s.below, below) for s in segments)


def of_lines(
    above: Sequence[Both], below: Sequence[Both]
) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]] | None:
    """Return what each part above and each part below the line added to the change of a ratio.

    For ratios of which no segment has both lines, such as cost over orders. None where either
    whole has nothing below the line.

    Notes
    -----
    With N and D the wholes, Δ(N ÷ D) = ΔN · mean(1 ÷ D) − ΔD · mean(N) ÷ (D₀ · D₁); both terms
    are linear in their parts, so that the effects add up to the whole change.
    """
    whole, under = _wholes(above), _wholes(below)
    if _ratios(whole, under) is None:
        return None
    each = [quotient(ONE, d) or NOTHING for d in under]
    up = (each[0] + each[1]) * HALF
    down = (whole[0] + whole[1]) * HALF * each[0] * each[1]
    return (
        tuple((now - before) * up for before, now in above),
        tuple((before - now) * down for before, now in below),
    )


def _wholes(parts: Sequence[Both]) -> Both:
    return sum((p[0] for p in parts), NOTHING), sum((p[1] for p in parts), NOTHING)


def _ratios(above: Both, below: Both) -> Both | None:
    before, now = (quotient(n, d) for n, d in zip(above, below, strict=True))
    return None if before is None or now is None else (before, now)


def _change(part: Both, below: Both) -> Decimal:
    """Return by how much a part of the whole below the line changed."""
    before, now = (quotient(n, d) or NOTHING for n, d in zip(part, below, strict=True))
    return now - before
