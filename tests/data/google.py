"""Google Ads campaign reports as text, as small as a test needs them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2026, 1, 1)


def report(
    path: Path,
    days: Iterable[int],
    campaigns: Iterable[str] = "ab",
    *,
    cost: float = 10,
    account: str | None = "123-456-7890",
    currency: str | None = "TWD",
    declared: tuple[int, int] | None = None,
) -> Path:
    """Write a campaign report by day and return its path; every row costs the same."""
    days, campaigns = list(days), list(campaigns)
    at = [FIRST + timedelta(days=n - 1) for n in declared or (min(days), max(days))]
    optional = {"Customer ID": account, "Currency code": currency}
    more = {title: value for title, value in optional.items() if value is not None}
    span = " - ".join(f"{day:%B} {day.day}, {day.year}" for day in at)
    lines = ["Campaign report", f'"{span}"']
    lines.append(",".join(["Day", "Campaign", *more, "Impr.", "Clicks", "Cost", "Conversions"]))
    for n in days:
        for campaign in campaigns:
            cells = [str(FIRST + timedelta(days=n - 1)), campaign, *more.values()]
            lines.append(",".join([*cells, "100", "5", f"{cost:.2f}", "1.00"]))
    count = len(days) * len(campaigns)
    blank = ["Total: Campaigns", "", *(" --" for _ in more)]
    sums = [f"{100 * count}", f"{5 * count}", f"{cost * count:.2f}", f"{count}.00"]
    lines.append(",".join([*blank, *sums]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
