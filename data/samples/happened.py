"""What the team of the sample shop wrote into its calendar: two campaigns and what else it did."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.samples import seasons
from data.samples.seasons import Season
from data.samples.stories import HEADLINE, LAUNCH, Stories

SALES = ("年貨節", "母親節", "618", "99 購物節", "雙 11", "雙 12")
"""The seasons the shop takes part in; 雙 11 with its warm-up and what comes after."""


def events(planted: Stories) -> list[dict[str, Any]]:
    """Return the events as the calendar keeps them: what is planted is what happened."""
    name, now = _newest(planted)
    then = _sale(name, now[1].year - 1)
    assert then, "it was there a year before"
    called = f"{name} 全店活動" if name[-1].isascii() else f"{name}全店活動"
    shop = {"channel": "官網", "side": "outside", "owner": "電商負責人"}
    before = "sample-sale-before"
    return [
        _event(before, "campaign", called, then, **shop),
        _event("sample-sale", "campaign", called, now, topic="滿千送百、會員加碼", partner=before,
               **shop),
        _event("sample-launch", "content", "冷泡壺上市", planted.broken, topic=LAUNCH,
               channel="Instagram", side="outside", owner="內容負責人",
               kpis=["sessions", "add_to_cart_rate", "checkout_conversion"]),
        _event("sample-headline", "content", "改寫標題", (planted.headline, planted.headline),
               topic=HEADLINE, channel="Google Ads", side="inside", owner="文案負責人",
               kpis=["ctr"]),
        _event("sample-prices", "other", "媒體單價開始上漲", (planted.drift, planted.drift),
               topic="每日上漲，下單成本跟著走高", channel="Google Ads、Meta", side="outside",
               owner="投放負責人", kpis=["cac", "cpc", "cpm"]),
    ]  # fmt: skip


def _event(key: str, kind: str, name: str, days: tuple[date, date], **more: Any) -> dict[str, Any]:
    first, last = (day.isoformat() for day in days)
    return {"id": key, "kind": kind, "name": name, "first": first, "last": last, "kpis": [], **more}


def _newest(planted: Stories) -> tuple[str, tuple[date, date]]:
    """Return the newest sale that has begun, whose like of a year before the shop has too."""
    found = [
        (days, name)
        for year in (planted.last.year - 1, planted.last.year)
        for name in SALES
        if (days := _sale(name, year)) and _sale(name, year - 1) and days[0] <= planted.last
    ]
    days, name = max(found)
    return name, days


def _sale(name: str, year: int) -> tuple[date, date] | None:
    """Return the days of a sale in a year; None of a New Year that is not known."""
    parts: list[Season] = [s for s in seasons.seasons(year) if s.name.startswith(name)]
    return (min(s.first for s in parts), max(s.last for s in parts)) if parts else None
