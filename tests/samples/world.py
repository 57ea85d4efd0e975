"""A made-up shop and its advertising: the numbers every sample is written from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

START, END = date(2026, 1, 19), date(2026, 2, 1)
MONTHS = tuple((date(2025, m, 1), date(2025, m, last)) for m, last in ((9, 30), (10, 31), (11, 30)))
Number = int | Decimal | None

# Names people really give, and names that try to be something else.
CAMPAIGNS = (
    "品牌字-台北",
    "Total Recall",
    'He said "50% off", twice',
    "Brand, Search, TW",
    "第一行\nline two",
    "🎯 再行銷 emoji",
    '=HYPERLINK("http://example.com","click")',
    "<b>Sale</b><script>alert(1)</script>",
    "-5% 折扣",
    "PMax | 全站",
)
AD_GROUPS = ("受眾 A, 25-34", "Lookalike 1%", "+加碼")
ADS = ('影片 "15秒"', "輪播;圖\n2", "@mention")


@dataclass(frozen=True)
class Fact:
    """One exported row: a day or a range of days of one entity, and its numbers."""

    day_from: date
    day_to: date
    campaign: int
    ad_group: int = 0
    ad: int = 0
    account: int = 0
    measures: dict[str, Number] = field(default_factory=dict)


def entities(level: int, campaigns: int) -> Iterator[tuple[int, int, int]]:
    """Yield (campaign, ad group, ad) numbers down to a level, 1-based, 0 above it."""
    for c in range(1, campaigns + 1):
        for g in range(1, 3 if level > 1 else 2):
            for a in range(1, 3 if level > 2 else 2):
                yield c, g if level > 1 else 0, a if level > 2 else 0


def days(start: date, end: date) -> list[tuple[date, date]]:
    """Return the days of a span, each as its own range."""
    return [(d, d) for d in (start + timedelta(n) for n in range((end - start).days + 1))]


def google_numbers(rng: random.Random, span: int) -> dict[str, Number]:
    """Return one row of Google's numbers; conversions are fractional, the value can be unknown."""
    impressions = 0 if rng.random() < 0.08 else int((120 + rng.random() * 4000) * span)
    clicks = int(impressions * (0.005 + 0.05 * rng.random()))
    conversions = Decimal(int(clicks * 8 * rng.random())).scaleb(-2)
    value = Decimal(int(conversions * 100 * (600 + int(rng.random() * 900)))).scaleb(-2)
    return {
        "impressions": impressions,
        "clicks_all": clicks,
        "cost": Decimal(int(clicks * (300 + int(rng.random() * 900)))).scaleb(-2),
        "conversions": conversions,
        "conversion_value": value if conversions else None,
    }


def meta_numbers(rng: random.Random, span: int) -> dict[str, Number]:
    """Return one row of Meta's numbers; an action that did not happen is 0 (written as nothing)."""
    impressions = int((150 + rng.random() * 5000) * span)
    link = int(impressions * (0.004 + 0.02 * rng.random()))
    purchases = int(link * 0.06 * rng.random())
    return {
        "impressions": impressions,
        "clicks_all": link + int(link * 0.5 * rng.random()) - (1 if rng.random() < 0.1 else 0),
        "link_clicks": link,
        "landing_page_views": int(link * (0.5 + 0.4 * rng.random())),
        "reach": int(impressions * (0.55 + 0.4 * rng.random())),
        "cost": Decimal(int(link * (700 + int(rng.random() * 800)))) / 100,
        "conversions": purchases,
        "conversion_value": Decimal(purchases * (80000 + int(rng.random() * 90000))) / 100,
        "leads": int(link * 0.02 * rng.random()),
        "add_to_carts": purchases * 3 + int(2 * rng.random()),
        "checkouts": purchases + int(2 * rng.random()),
        "engagements": link + int(impressions * 0.03 * rng.random()),
        "video_views_3s": int(impressions * 0.2 * rng.random()),
        "thruplays": int(impressions * 0.05 * rng.random()),
    }


def facts(
    seed: str, level: int, ranges: Sequence[tuple[date, date]], campaigns: int, accounts: int = 1
) -> list[Fact]:
    """Return the rows of one report; the seed's first word chooses the platform."""
    rng = random.Random(seed)
    numbers = google_numbers if seed.startswith("google") else meta_numbers
    return [
        Fact(lo, hi, c, g, a, (c - 1) % accounts, numbers(rng, (hi - lo).days + 1))
        for lo, hi in ranges
        for c, g, a in entities(level, campaigns)
    ]


def total(rows: Sequence[Fact], measure: str) -> Number:
    """Return the sum of a measure; None where no row knows it."""
    known = [f.measures[measure] for f in rows if f.measures.get(measure) is not None]
    return sum(known, Decimal(0) if isinstance(known[0], Decimal) else 0) if known else None
