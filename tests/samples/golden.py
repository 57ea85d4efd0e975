"""What a right reading of a sample must find, from the numbers its generator knows.

One JSON document beside each sample::

    status, format, level, accounts, currency, measures
    period        {start, end, grain, declared}
    rows          {in, loaded, quarantined, skipped {totals, blank, preamble, footer,
                  other_tables}}; other_tables are the records of the sheets that are not read
    sums          by measure {file_total, loaded, quarantined}, decimals as strings
    nulls         by measure: loaded rows in which it is not known (0 is not null)
    names, ids    campaigns, ad_groups, ads as they must come out, sorted
    reconciled, questions (keys)
    says          where a file is refused: words its English problems must hold
    answers       what was answered before reading; `then` holds goldens for further answers
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.samples.world import Fact, total

ORDER = (
    "impressions", "clicks_all", "link_clicks", "landing_page_views", "reach", "cost",
    "conversions", "conversion_value", "leads", "add_to_carts", "checkouts", "engagements",
    "video_views_3s", "thruplays",
)  # fmt: skip


KINDS = ("totals", "blank", "preamble", "footer", "other_tables")


def rows(loaded: int, quarantined: int = 0, **skipped: int) -> dict[str, Any]:
    """Return the row account of a file."""
    kinds = {k: skipped.get(k, 0) for k in KINDS}
    return {
        "in": loaded + quarantined + sum(kinds.values()),
        "loaded": loaded,
        "quarantined": quarantined,
        "skipped": kinds,
    }


def sums(
    good: Sequence[Fact],
    bad: Sequence[Fact],
    measures: Sequence[str],
    file_totals: dict[str, Any],
) -> dict[str, Any]:
    """Return each additive measure's three sums."""
    return {
        m: {
            "file_total": str(file_totals[m]) if file_totals.get(m) is not None else None,
            "loaded": str(total(good, m) or 0),
            "quarantined": str(total(bad, m) or 0),
        }
        for m in measures
        if m != "reach"
    }


def parsed(
    form: str,
    level: int,
    good: Sequence[Fact],
    measures: Sequence[str],
    *,
    bad: Sequence[Fact] = (),
    accounts: Sequence[str] = (),
    currency: str | None = "TWD",
    period: dict[str, Any],
    row_count: dict[str, Any],
    file_totals: dict[str, Any] | None = None,
    names: dict[str, Any],
) -> dict[str, Any]:
    """Return the golden of a file that must load."""
    ordered = [m for m in ORDER if m in measures]
    return {
        "status": "parsed",
        "format": form,
        "level": level,
        "accounts": sorted(accounts),
        "currency": currency,
        "period": period,
        "measures": ordered,
        "rows": row_count,
        "sums": sums(good, bad, ordered, file_totals or {}),
        "nulls": {m: sum(f.measures.get(m) is None for f in good) for m in ordered},
        **names,
        "reconciled": True if file_totals else None,
        "questions": [],
    }


def span(ranges: Sequence[tuple[Any, Any]], grain: str, declared: bool) -> dict[str, Any]:
    """Return the days a file speaks for, and whether it says so itself."""
    start, end = min(lo for lo, _ in ranges), max(hi for _, hi in ranges)
    days = {"start": start.isoformat(), "end": end.isoformat()}
    return {**days, "grain": grain, "declared": declared}


def refused(*says: str) -> dict[str, Any]:
    """Return the golden of a file that is no report we can read."""
    return {"status": "rejected", "says": list(says)}


def asks(form: str, *keys: str, then: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return the golden of a file that needs an answer first."""
    return {"status": "needs_answer", "format": form, "questions": sorted(keys), "then": list(then)}


def decimal(value: str | None) -> Decimal | None:
    """Read a golden's number."""
    return None if value is None else Decimal(value)
