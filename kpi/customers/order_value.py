"""What an order of each customer is expected to be worth, and for whom that is only assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.text import Text
from kpi.customers.gamma_gamma import Spread, checked

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kpi.customers.likelihood import Floats

    Bools = npt.NDArray[np.bool_]

ASSUMED = Text(
    "{n} 位顧客沒有回購，沒有自己的回購金額：用的是全體平均。",
    "{n} customers never bought again and have no value of their own: the mean of all stands in"
    " for it.",
)


@dataclass(frozen=True, slots=True)
class ExpectedValues:
    """What an order of each customer is expected to be worth, and for whom that is assumed.

    Parameters
    ----------
    currency : str
        Of the amounts.
    amounts : array of float, shape (n,)
        Row by row.
    assumed : array of bool, shape (n,)
        Where the mean of all stands in, for the customer has no repeat purchase of his own.
    """

    currency: str
    amounts: Floats
    assumed: Bools

    def note(self, count: Floats | None = None) -> Text | None:
        """Say for how many the mean of all stands in; None where it does for nobody.

        Parameters
        ----------
        count : array of float, optional
            How many customers each row is; one by default.
        """
        many = int((self.assumed if count is None else count[self.assumed]).sum())
        return ASSUMED.fill(n=f"{many:,}") if many else None


def expected_values(
    spread: Spread, currency: str, frequency: Sequence[float], values: Sequence[float]
) -> ExpectedValues:
    """Return what an order of each customer is expected to be worth.

    Notes
    -----
    Fader & Hardie (2013), the conditional expectation of mean value:
    (v + x·z̄)·p ÷ (p·x + q − 1), the customer's own mean leaning on that of all, less so the more
    he bought.

    Raises
    ------
    ValueError
        Where the values have no mean (q ≤ 1).
    """
    if spread.mean is None:
        raise ValueError(f"values have no mean with q = {spread.q:g}, which is not above 1")
    x, z = checked(frequency, values)
    told: Any = spread.p * (spread.v + x * z) / (spread.p * x + spread.q - 1)
    return ExpectedValues(currency, told, x == 0)
