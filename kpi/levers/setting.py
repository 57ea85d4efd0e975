"""How the levers are set: where they begin, where they stand, as a link or a scenario tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from kpi.levers.lever import LEVERS
from kpi.levers.levers import Held, Levers, as_doc
from kpi.levers.presets import PRESETS
from kpi.levers.start import Start
from kpi.pacing.heading import Heading

MOST = Decimal(10) ** 12
"""Beyond this nobody means a lever."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where levers begin, where they stand, and what they are held against.

    Parameters
    ----------
    days : int
        Over how many days they are told.
    board : Start or None
        The board's own figures; None where an example or a kept scenario is the start.
    """

    start: Levers
    now: Levers
    held: Held
    currency: str | None
    days: int
    board: Start | None = None
    heading: Heading = field(default_factory=Heading)

    def moved_to(self, told: Mapping[str, str]) -> Setting:
        """Return it with levers as a link tells them; what it cannot mean is ignored."""
        found = {lever.key: read(told.get(lever.key, ""), lever.is_share) for lever in LEVERS}
        known = {key: value for key, value in found.items() if value is not None}
        return replace(self, now=replace(self.now, **known))

    def as_doc(self) -> dict[str, Any]:
        """Return all that opens it again, as plain JSON."""
        return {
            "days": self.days,
            "start": as_doc(self.start),
            "now": as_doc(self.now),
            "held": as_doc(self.held),
        }


def read(typed: str, is_share: bool) -> Decimal | None:
    """Return a value of the URL; None where it is no number that a lever can have."""
    try:
        value = Decimal(typed)
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= (1 if is_share else MOST):
        return None
    return value


def of_board(begun: Start, heading: Heading) -> Setting:
    """Return the levers as the board's figures have them."""
    levers, held, days = begun.levers, begun.held, begun.days.days
    return Setting(levers, levers, held, begun.known.terms.currency, days, begun, heading)


def of_preset(key: str, currency: str | None) -> Setting:
    """Return where the levers of an example begin: a month of thirty days."""
    found = PRESETS[key]
    return Setting(found.start, found.start, found.held, currency, 30)


def of_doc(doc: Mapping[str, Any], currency: str | None) -> Setting:
    """Return the levers of a kept scenario, as they were then."""
    start, now = (Levers.from_doc(doc[name]) for name in ("start", "now"))
    return Setting(start, now, Held.from_doc(doc["held"]), currency, int(doc["days"]))
