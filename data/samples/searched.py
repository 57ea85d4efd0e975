"""How the sample shop is found on Google: by day, and by query, page, country and device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from data.samples.dice import Dice, Ints
from data.samples.seasons import Days, Floats, month
from data.samples.site import Site
from data.samples.stories import Stories

MONTHS = 15
"""Search Console keeps sixteen months: fifteen whole ones and the running one."""
LATE = 2
"""Its newest days come later than GA4's."""
GOOGLE = 0.9
"""Of the visits by organic search those that Google brought."""
BRAND = 0.24
"""Of the clicks those whose query holds the shop's name."""
CTR, BRAND_CTR = 0.031, 0.41
BRAND_WORDS = ("晨光茶", "sunrise tea")
"""The shop's name in queries; 晨光茶行 holds the first of them."""

QUERIES: Mapping[str, tuple[float, float, float]] = {
    "晨光茶行": (0.115, 0.47, 1.1), "晨光茶": (0.042, 0.35, 1.3),
    "晨光 茶行 門市": (0.021, 0.4, 1.2), "sunrise tea 台灣": (0.012, 0.3, 1.6),
    "晨光茶行 禮盒": (0.017, 0.44, 1.2), "晨光茶行 評價": (0.008, 0.22, 1.9),
    "烏龍茶 推薦": (0.046, 0.03, 5.8), "高山茶": (0.031, 0.014, 9.4),
    "茶葉 禮盒": (0.044, 0.035, 5.1), "冷泡茶 做法": (0.039, 0.024, 6.6),
    "東方美人茶": (0.024, 0.021, 7.9), "茶包 推薦": (0.029, 0.026, 6.9),
    "阿里山烏龍茶": (0.022, 0.02, 8.3), "鐵觀音 功效": (0.013, 0.012, 10.7),
    "中秋 茶禮盒": (0.018, 0.038, 4.6), "母親節 茶葉 禮盒": (0.012, 0.036, 4.9),
    "紅玉紅茶": (0.019, 0.018, 8.8), "冷泡壺": (0.021, 0.029, 6.2),
    "茶葉 保存": (0.011, 0.011, 11.9), "金萱茶": (0.017, 0.016, 9.1),
    "tea gift box taiwan": (0.005, 0.02, 9.7),
}  # fmt: skip
"""The share of all clicks that each query brings, its CTR, its mean position; what is missing to
all of them are queries that too few people typed."""
SITE = "https://www.chenguang-tea.example"
PAGES: Mapping[str, tuple[float, float, float]] = {
    "/": (0.31, 0.13, 2.8), "/collections/oolong": (0.12, 0.03, 6.1),
    "/collections/gift-box": (0.13, 0.036, 5.0), "/products/cold-brew-bottle": (0.07, 0.028, 6.4),
    "/blog/cold-brew": (0.11, 0.022, 7.0), "/blog/oolong-guide": (0.09, 0.019, 8.2),
    "/blog/oriental-beauty": (0.06, 0.018, 8.6), "/collections/black-tea": (0.05, 0.02, 8.5),
    "/pages/stores": (0.04, 0.2, 1.9), "/blog/storing-tea": (0.02, 0.011, 11.8),
}  # fmt: skip
COUNTRIES = {"台灣": (0.9, 0.046, 6.9), "香港": (0.05, 0.03, 8.9), "馬來西亞": (0.02, 0.02, 10.2),
             "新加坡": (0.02, 0.025, 9.6), "美國": (0.01, 0.012, 14.3)}  # fmt: skip
DEVICES = {"行動裝置": (0.74, 0.047, 6.6), "桌上型電腦": (0.23, 0.036, 8.0),
           "平板電腦": (0.03, 0.04, 7.4)}  # fmt: skip
Part = tuple[str, int, int, str]
"""What it is split by, clicks, impressions, the mean position as written."""


@dataclass(frozen=True)
class Searched:
    """What Search Console exports: all searches by day, and of these the brand's."""

    days: tuple[date, ...]
    whole: tuple[Part, ...]
    brand: tuple[Part, ...]

    @property
    def clicks(self) -> int:
        """All clicks."""
        return sum(part[1] for part in self.whole)


def searched(listed: Days, planted: Stories, site: Site) -> Searched:
    """Return the searches behind the visits by organic search, drawn by dice of their own."""
    dice = Dice(listed, planted)
    visits = next(c for c in site.channels if c.name == "Organic Search").figures["sessions"]
    clicks = dice.of(visits, GOOGLE)
    named = dice.of(clicks, BRAND)
    others = clicks - named
    shown = named + dice.count(named * (1 / BRAND_CTR - 1))
    seen = others + dice.count(others * (1 / CTR - 1) / listed.growth(1.1))
    place = np.round(7.9 / listed.growth(1.12) * dice.noise(0.03), 2)
    first = np.round(1.25 * dice.noise(0.02), 2)
    kept = [n for n, day in enumerate(listed.days) if day >= _from(listed.days[-1])][:-LATE]
    days = tuple(listed.days[n] for n in kept)
    return Searched(
        days,
        tuple(_day(listed, n, clicks, shown + seen, place) for n in kept),
        tuple(_day(listed, n, named, shown, first) for n in kept),
    )


def parts(found: Searched, of: Mapping[str, tuple[float, float, float]], root: str = ""
          ) -> list[Part]:  # fmt: skip
    """Share all clicks among names, the most clicked first."""
    told = []
    for name, (share, ctr, place) in of.items():
        clicks = round(found.clicks * share)
        told.append((root + name, clicks, round(clicks / ctr), f"{place:g}"))
    return sorted(told, key=lambda part: -part[1])


def by_month(found: Searched) -> dict[str, dict[str, str]]:
    """Return what the days add up to, month by month; positions times impressions, exact."""
    sums: dict[str, dict[str, Decimal]] = {}
    for brand, rows in (("", found.whole), ("brand_", found.brand)):
        for day, clicks, shown, place in rows:
            to = sums.setdefault(month(date.fromisoformat(day)), {})
            weighed = Decimal(place) * shown
            told = {"clicks": Decimal(clicks), "impressions": Decimal(shown), "positions": weighed}
            for name, value in told.items():
                to[brand + name] = to.get(brand + name, Decimal(0)) + value
    return {named: {k: str(v) for k, v in told.items()} for named, told in sums.items()}


def _from(last: date) -> date:
    """Return the first day of the export: of a month, as far back as there is anything."""
    back = last.year * 12 + last.month - 1 - MONTHS
    return date(back // 12, back % 12 + 1, 1)


def _day(listed: Days, n: int, clicks: Ints, shown: Ints, place: Floats) -> Part:
    at = float(place[n])
    return (listed.days[n].isoformat(), int(clicks[n]), int(shown[n]), f"{at:g}")
