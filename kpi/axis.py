"""Round numbers along the axis of a chart."""

from __future__ import annotations

from decimal import Decimal

TICKS = 4
NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def ticks(top: float) -> list[Decimal]:
    """Return at most five round numbers from zero up to the highest one not above `top`."""
    if top <= 0:
        return [Decimal(0)]
    rough = Decimal(repr(top)) / TICKS
    power = Decimal(10) ** rough.adjusted()
    step = next(n * power for n in NICE if n * power >= rough)
    return [step * n for n in range(int(Decimal(repr(top)) / step) + 1)]
