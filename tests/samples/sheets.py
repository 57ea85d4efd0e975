"""How the goldens of people's sheets are written.

They hold ``entries``: every loaded row as
``[first day, last day, account, platform, category, item, amount, tax, basis]`` (plan:
``[…, platform, kpi, budget, reserve, target]``; rates: ``[…, currency, to, rate]``), in the order
of the sheet, beside the row account, the sums and the words of what is held back.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

Entry = tuple[Any, ...]


GOOGLE, META = "google_ads", "meta_ads"


def month(year: int, number: int, until: int | None = None) -> tuple[str, str]:
    """Return the first day of a month, and the last of it or of a later one."""
    last = until or number
    return (
        date(year, number, 1).isoformat(),
        date(year, last, monthrange(year, last)[1]).isoformat(),
    )


def parsed(
    name: str,
    entries: Sequence[Entry],
    rows: dict[str, Any],
    total: Any = None,
    **more: Any,
) -> dict[str, Any]:
    """Return the golden of a sheet that loads."""
    texts = [[None if c is None else str(c) for c in e] for e in entries]
    return {
        "status": "parsed",
        "book": name.split(".")[1],
        "format": name,
        "entries": texts,
        "rows": rows,
        "file_total": None if total is None else str(total),
        "reconciled": None if total is None else True,
        **more,
    }
