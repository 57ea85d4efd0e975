"""What customers are still to bring: BG/NBD purchases × Gamma-Gamma values × margin, discounted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from data.text import Text
from kpi.customers.bg_nbd import BgNbd, Rates
from kpi.customers.cohort import too_small
from kpi.customers.expected import Expected
from kpi.customers.gamma_gamma import GammaGamma, Spread
from kpi.customers.histories import Histories
from kpi.customers.likelihood import Maximum
from kpi.customers.value import NO_MARGIN, Ltv, ends_of
from kpi.period import Span

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats

BEYOND = Text(
    "預估 {ahead} {unit}，比資料看過的 {watched} {unit}還長；越遠越只是模型的假設。",
    "It looks {ahead} {unit} ahead, further than the {watched} {unit} that were seen; the rest is"
    " what the model assumes.",
)


def value_to_come(
    orders: BgNbd,
    values: GammaGamma,
    told: Histories,
    means: Sequence[float],
    margin: Decimal | None,
    days: Span,
    discount: float,
) -> Ltv:
    """Return the mean discounted margin that customers bring in the days to come.

    Parameters
    ----------
    told : Histories
        Until the day before `days`; who is new is told by :func:`kpi.customers.histories.newcomers`
        (and his first order is not to come: it is there).
    means : sequence of float
        Mean value of the repeat purchases, row by row; whatever where there is none.
    margin : Decimal or None
        Contribution margin as a share of an order's value.
    discount : float
        Per year.

    Notes
    -----
    Σ over time of discounted expected purchases × expected value (P. S. Fader, B. G. S. Hardie &
    K. L. Lee, RFM and CLV, Journal of Marketing Research 42 (2005), 415–430), which by
    parts is e^(−δH)·E[X(H)] + δ·∫ e^(−δt)·E[X(t)] dt. The interval adds the doubt of the parameters
    (delta method over the observed information) and the chance of these customers (simulated from
    the model with a fixed seed).

    Raises
    ------
    ValueError
        When histories and model count time in different units.
    """
    if told.unit is not orders.unit:
        raise ValueError(f"the model counts {orders.unit.name}, the histories {told.unit.name}")
    ltv = Ltv(values.currency, told.unit, days, discount, told.customers)
    none = None if margin is not None else NO_MARGIN
    why_not = too_small(told.customers) or orders.why_not or values.why_not or none
    if why_not or not orders.found or not values.found or margin is None:
        return replace(ltv, why_not=why_not)
    whole = Expected(told, means, values.currency, days.days / told.unit.days, discount)
    rates, spread = Rates(*orders.found.parameters), Spread(*values.found.parameters)
    share = float(margin) / told.customers
    amount = float(whole.amounts(rates, spread)[0]) * share
    slopes = whole.slopes(orders.found, values.found)
    variance = float(doubt(*slopes, orders.found, values.found)[0] + whole.chance(rates, spread)[0])
    low, high = ends_of(amount, variance * share**2) or (None, None)
    notes = _notes(orders, values, whole, days.days / told.unit.days)
    return replace(ltv, amount=amount, low=low, high=high, notes=notes)


def doubt(of_rates: Floats, of_spread: Floats, orders: Maximum, values: Maximum) -> Floats:
    """Return the variance that comes from not knowing the parameters (delta method).

    Parameters
    ----------
    of_rates, of_spread : array of float, shape (n, 4) and (n, 3)
        Slopes of n amounts, as :meth:`Expected.slopes` returns them.
    """
    import numpy as np

    told: Floats = np.einsum("ni,ij,nj->n", of_rates, np.array(orders.covariance), of_rates)
    return told + np.einsum("ni,ij,nj->n", of_spread, np.array(values.covariance), of_spread)


def _notes(orders: BgNbd, values: GammaGamma, whole: Expected, ahead: float) -> tuple[Text, ...]:
    """Say what the forecast leans on."""
    worth = whole.worth(values.spread) if values.spread else None
    notes = [values.warning, worth.note(whole.told.count) if worth else None]
    if ahead > orders.watched:
        unit = orders.unit.label
        notes.append(
            BEYOND.fill(ahead=f"{ahead:,.0f}", watched=f"{orders.watched:,.0f}", unit=unit)
        )
    return tuple(note for note in notes if note)
