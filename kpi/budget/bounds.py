"""Within which limits a budget may be divided, channel by channel, to the whole unit of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Text

TOO_LITTLE = Text(
    "各渠道的下限加起來是 {least}，比總預算 {total} 還多；請放寬下限或增加總預算。",
    "The least of all channels adds up to {least}, more than the {total} there is; lower a least or"
    " raise the total.",
)
TOO_MUCH = Text(
    "各渠道的上限加起來是 {most}，用不完總預算 {total}；請放寬上限或減少總預算。",
    "The most of all channels adds up to {most}, less than the {total} there is; raise a most or"
    " lower the total.",
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and most of each channel, in whole units of money; equal where it is locked."""

    least: tuple[int, ...]
    most: tuple[int, ...]

    @classmethod
    def around(
        cls,
        current: Sequence[int],
        less: float,
        more: float,
        locked: Sequence[int] = (),
        largest: Sequence[int] | None = None,
    ) -> Bounds:
        """Return the bounds of a share less and more than now; a locked channel stays.

        Parameters
        ----------
        largest : sequence of int or None
            What no channel may pass, whatever the share: the most that was seen. A channel that is
            above it now may stay where it is.
        """
        least = [n if c in locked else int(n * (1 - less)) for c, n in enumerate(current)]
        most = [n if c in locked else int(n * (1 + more)) for c, n in enumerate(current)]
        if largest is not None:
            most = [
                min(high, max(seen, now))
                for high, seen, now in zip(most, largest, current, strict=True)
            ]
        return cls(tuple(least), tuple(most))

    def forbid(self, total: int) -> Text | None:
        """Return why a total cannot be divided within them; None where it can."""
        if sum(self.least) > total:
            return TOO_LITTLE.fill(least=f"{sum(self.least):,}", total=f"{total:,}")
        if sum(self.most) < total:
            return TOO_MUCH.fill(most=f"{sum(self.most):,}", total=f"{total:,}")
        return None
