"""One channel's curve as it is drawn: orders over spend, its band, what was seen, two dots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.text import Lang, Text
from kpi.axis import ticks
from kpi.budget.advice import SHARE
from kpi.definition import Unit
from kpi.format import figure
from kpi.whatif.account import Account
from kpi.whatif.limits import REACH
from kpi.whatif.telling import count, money

POINTS = 60
BEYOND = 1.35
"""So far beyond what was ever seen is drawn at least."""
SEEN = Text("曾花過的最高 {money}", "most ever spent {money}")
UNKNOWN = Text("超出經驗：不可靠", "no experience: unreliable")
GUESSED = Text("假設的曲線", "assumed curve")
NOW, TRY = Text("現在 {money}", "now {money}"), Text("試算 {money}", "tried {money}")
BOTH = Text("現在＝試算 {money}", "now and tried {money}")
X = Text("{name} 花費（{days}）", "{name} spend, {days}")
ALT = Text(
    "{name} 的曲線：現在花 {now} 帶來約 {orders} 筆訂單，試算 {tried} 約 {then} 筆；"
    "曾花過的最高是 {seen}。",
    "{name}: {now} spent now brings about {orders} orders, {tried} as tried about {then}; the most"
    " ever spent is {seen}.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """Spend with the orders it brings, and between which of them eight of ten draws lie."""

    money: float
    orders: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the curve with its name."""

    money: float
    orders: float
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A curve, worded.

    Parameters
    ----------
    points : tuple of Point
        In order of money; those beyond `seen` are a guess.
    seen : float
        The most that was ever paid.
    x_ticks, y_ticks : tuple of (float, str)
        Round numbers with how they are written.
    """

    points: tuple[Point, ...]
    seen: float
    seen_name: str
    beyond_name: str
    dots: tuple[Dot, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    x_name: str
    assumed: str
    alt: str


def picture(account: Account, n: int, then: int, days: str, lang: Lang) -> Picture:
    """Draw the curve of one channel, with where it stands and where it was moved to."""
    channel = account.channels[n]
    seen, now = channel.largest, channel.current
    top = max(seen * BEYOND, then * 1.05, now * 1.05, 1.0)
    top = min(top, seen * REACH * 1.05) if then <= seen * REACH else top
    heights = np.unique(np.concatenate([np.linspace(0, top, POINTS), [seen, now, then]]))
    brought = account.ahead.of_channel(n, heights / account.weeks)
    ends = np.quantile(brought, [(1 - SHARE) / 2, (1 + SHARE) / 2], axis=1)
    rows = zip(heights.tolist(), brought.mean(1).tolist(), *ends.tolist(), strict=True)
    points = tuple(Point(*row) for row in rows)
    at = {p.money: p.orders for p in points}

    def short(value: float) -> str:
        return money(value, lang, account.currency, short=True)

    dots = [Dot(now, at[now], NOW.fill(money=short(now)).to(lang)),
            Dot(then, at[then], TRY.fill(money=short(then)).to(lang))]  # fmt: skip
    if now == then:
        dots = [Dot(now, at[now], BOTH.fill(money=short(now)).to(lang))]
    said = {"name": channel.name(lang), "now": short(now), "orders": count(at[now], lang),
            "tried": short(then), "then": count(at[then], lang), "seen": short(seen)}  # fmt: skip
    return Picture(
        points, float(seen), SEEN.fill(money=short(seen)).to(lang), UNKNOWN.to(lang), tuple(dots),
        tuple((float(t), short(float(t))) for t in ticks(top)),
        tuple((float(t), figure(t, Unit.COUNT, lang, short=True))
              for t in ticks(max(p.high for p in points))),
        X.fill(name=channel.name(lang), days=days).to(lang),
        GUESSED.to(lang) if channel.assumed else "", ALT.fill(**said).to(lang),
    )  # fmt: skip
