"""How often and when customers came back: frequency, recency and age, alike ones counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpi.customers.time_unit import TimeUnit

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats, Ints


@dataclass(frozen=True, slots=True)
class Histories:
    """Customers by what they bought after their first order: the sufficient statistics.

    Parameters
    ----------
    unit : TimeUnit
        Of `recency` and `age`.
    frequency : array of int, shape (n,)
        x: days with an order after the one of the first order.
    recency : array of float, shape (n,)
        tx: when the last of them was, since the first order; 0 where there is none.
    age : array of float, shape (n,)
        T: how long the customer has been watched since the first order.
    count : array of float, shape (n,)
        How many customers have this history.
    """

    unit: TimeUnit
    frequency: Ints
    recency: Floats
    age: Floats
    count: Floats

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return int(self.count.sum())

    @property
    def came_back(self) -> int:
        """How many of them bought again."""
        return int(self.count[self.frequency > 0].sum())


def histories(
    unit: TimeUnit, frequency: Sequence[float], recency: Sequence[float], age: Sequence[float]
) -> Histories:
    """Return one row a customer, in their order.

    Raises
    ------
    ValueError
        When a row cannot be, with the row and what is wrong with it.
    """
    import numpy as np

    x, tx, t = (np.asarray(column, dtype=float) for column in (frequency, recency, age))
    if not x.shape == tx.shape == t.shape or x.ndim != 1:
        raise ValueError(f"columns of different lengths: {x.shape}, {tx.shape}, {t.shape}")
    for wrong, why in (
        (~(np.isfinite(x) & np.isfinite(tx) & np.isfinite(t)), "a value is missing or infinite"),
        ((x < 0) | (x % 1 != 0), "repeat purchases are counted: 0, 1, 2 …"),
        (t < 0, "a customer is watched from the first order on, not before it"),
        ((tx < 0) | (tx > t), "the last purchase lies between the first order and today"),
        ((x == 0) & (tx > 0), "who never bought again has no last repeat purchase"),
        ((x > 0) & (tx == 0), "orders on the day of the first are one with it; count days"),
    ):
        if wrong.any():
            at = int(wrong.argmax())
            row = f"frequency {x[at]:g}, recency {tx[at]:g}, age {t[at]:g}"
            raise ValueError(f"row {at + 1} ({row}): {why}")
    return Histories(unit, x.astype(np.int64), tx, t, np.ones(len(x)))


def grouped(told: Histories) -> Histories:
    """Return the same customers with alike histories in one row, which is all a fit needs."""
    import numpy as np

    order: Any = np.lexsort((told.age, told.recency, told.frequency))
    x, tx, t = told.frequency[order], told.recency[order], told.age[order]
    first = np.ones(len(x), dtype=bool)
    first[1:] = (np.diff(x) != 0) | (np.diff(tx) != 0) | (np.diff(t) != 0)
    starts = np.flatnonzero(first)
    count = np.add.reduceat(told.count[order], starts) if len(x) else told.count
    return Histories(told.unit, x[starts], tx[starts], t[starts], count)


def newcomers(unit: TimeUnit, count: int) -> Histories:
    """Return customers on the day of their first order, of whom nothing else is known."""
    import numpy as np

    none = np.zeros(1)
    return Histories(unit, np.zeros(1, dtype=np.int64), none, none, np.array([float(count)]))
