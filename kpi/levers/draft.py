"""A setting of the levers as a scenario to keep: what was set, and what is to come of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from kpi.catalog import KPIS
from kpi.figure import Number
from kpi.levers.board import written
from kpi.levers.lever import LEVERS
from kpi.levers.levers import worked_out
from kpi.levers.setting import Setting
from kpi.period import Span, calendar_span
from kpi.scenarios.scenario import Draft, Predicted, Shown

KIND = "levers"
MILLIONTH = Decimal("0.000001")
PREDICTED = (
    "orders", "revenue", "gross_revenue", "marketing_cost", "roi", "roi_gross", "cac",
    "new_customers", "valid_sessions", "contribution",
)  # fmt: skip
"""What the board will tell of the planned days."""


def next_month(today: date) -> date:
    """Return the first day of the next month: what people plan for."""
    return calendar_span("month", today).end + timedelta(1)


def draft(at: Setting, first: date) -> Draft:
    """Return the scenario of a setting, planned from a day on for as many days as it tells.

    Multiplying has no error of its own, so nothing here has an interval.
    """
    outcome = worked_out(at.start, at.now, at.held)
    values = {key: outcome.of(key) for key in PREDICTED}
    predicted = tuple(
        Predicted(key, rounded(v)) for key, v in values.items() if v is not None and key in KPIS
    )
    days = Span(first, first + timedelta(at.days - 1))
    return Draft(KIND, at.as_doc(), _shown(at), predicted, days, at.currency)


def rounded(value: Number) -> Decimal:
    """Return a figure in millionths at the finest, as it is written down."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return Decimal(f"{exact.quantize(MILLIONTH).normalize():f}")


def _shown(at: Setting) -> tuple[Shown, ...]:
    found = []
    for lever in LEVERS:
        start, now = getattr(at.start, lever.key), getattr(at.now, lever.key)
        if now is None:
            continue
        said = written(lever, now, at.currency, "en")
        if start is not None and start != now:
            said = f"{written(lever, start, at.currency, 'en')} → {said}"
        found.append(Shown(lever.name, said))
    return tuple(found)
