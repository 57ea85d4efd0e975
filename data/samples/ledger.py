"""What is spent besides media, the agency's fee, and the plan of the year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.rules.fees import FeeRule
from data.samples.ads import GOOGLE, LINE, LINKEDIN, META
from data.samples.dice import Dice
from data.samples.seasons import Days, months
from data.samples.stories import Stories

FEE_RATE = Decimal("0.15")
AGENCY = "晴空數位（虛構）"
MARGIN = "0.58"
"""The shop's gross margin; the board works contribution out of it."""
SHEET = "行銷費用"
ITEMS = (
    ("代理商", "LINE 代操服務費", 6_000, 0),
    ("內容", "文案與拍攝", 16_000, 6_000),
    ("內容", "KOL 合作", 0, 18_000),
    ("工具", "EDM 與客服系統月費", 7_800, 0),
    ("工具", "官方帳號月費", 3_200, 0),
    ("人事", "行銷專員分攤", 42_000, 0),
)
"""Category, item, what it is each month, and what chance may add."""
BUDGETS = {GOOGLE: 128_000, META: 108_000, LINE: 33_000, LINKEDIN: 20_000}
NAMES = {GOOGLE: "Google", META: "Meta", LINE: "LINE", LINKEDIN: "LinkedIn"}
SEASONAL = {1: 1.1, 5: 1.25, 11: 1.35, 12: 1.15}
RESERVE = 20_000
AHEAD = 2
"""Months after this one that are planned, and then the rest of that year."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cost of one month, in whole TWD without tax; None where the sheet is blank."""

    month: date
    category: str
    item: str
    amount: int | None

    @property
    def days(self) -> int:
        """Days of its month."""
        return monthrange(self.month.year, self.month.month)[1]

    def until(self, last: date) -> Decimal:
        """Return what of it lies up to a day: it is spread evenly, counted in millionths."""
        length, there = self.days, (last - self.month).days + 1
        millionths = (self.amount or 0) * 1_000_000 * min(there, length) // length
        return Decimal(millionths) / 1_000_000


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the plan: a platform's budget, the reserve, or what a KPI should reach."""

    month: date
    platform: str | None = None
    budget: int | None = None
    reserve: int | None = None
    kpi: str | None = None
    target: Decimal | None = None


def costs(listed: Days, dice: Dice) -> list[Entry]:
    """Return every entry of the cost sheet, item by item."""
    starts = [date.fromisoformat(f"{m}-01") for m in months(listed.days)]
    made = []
    for category, item, fixed, more in ITEMS:
        for start in starts:
            extra = int(dice.rng.integers(0, more + 1)) // 500 * 500 if more else 0
            made.append(Entry(start, category, item, (fixed + extra) or None))
    return made


def plan(planted: Stories) -> Iterator[Planned]:
    """Yield the plan by month: budgets, the reserve on a line of its own, and targets."""
    for start in _planned(planted):
        lift = SEASONAL.get(start.month, 1.0)
        growth = 1 + 0.06 * (start.year - planted.first.year)
        for platform, budget in BUDGETS.items():
            yield Planned(start, platform, round(budget * lift * growth / 1000) * 1000)
        yield Planned(start, reserve=round(RESERVE * lift / 1000) * 1000)
        revenue = round(2_300_000 * lift * growth / 10_000) * 10_000
        yield Planned(start, kpi="revenue", target=Decimal(revenue))
        yield Planned(start, kpi="cac", target=Decimal(600))
        yield Planned(start, kpi="checkout_conversion", target=Decimal("0.016"))


def fee_rules(planted: Stories) -> list[FeeRule]:
    """Return the agency's rules: a share on top of the media of the two large platforms."""
    return [
        FeeRule(platform, FEE_RATE, planted.first, vendor=AGENCY) for platform in (GOOGLE, META)
    ]


def _planned(planted: Stories) -> Iterator[date]:
    """Yield the months from the first to the end of the year that holds the next two."""
    soon = planted.last.year * 12 + planted.last.month - 1 + AHEAD
    for n in range(planted.first.year * 12 + planted.first.month - 1, (soon // 12 + 1) * 12):
        yield date(n // 12, n % 12 + 1, 1)
