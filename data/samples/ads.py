"""Advertising: what each campaign costs, shows and claims, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from data.samples.dice import Dice, Ints
from data.samples.seasons import Days, Floats
from data.samples.stories import CTR_AFTER, CTR_BEFORE, HEADLINE, LAUNCH, PRICES_ROSE, Stories

GOOGLE, META, LINE, LINKEDIN = "google_ads", "meta_ads", "line_ads", "linkedin_ads"
CENTS = 100
"""Money and fractional conversions are counted in hundredths: sums of them are exact."""
BASKET = 1_180
"""What platforms believe an order to be worth."""


class Runs(StrEnum):
    """When a campaign runs."""

    ALWAYS = "always"
    SEASON = "season"
    LAUNCH = "launch"
    WORKDAYS = "workdays"


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign.

    Parameters
    ----------
    daily : float
        What it costs on a plain day, in TWD.
    cpc, ctr : float
        Cost of a click and clicks an impression, before anything happens.
    claims : float
        Conversions the platform claims for each click.
    """

    platform: str
    number: int
    name: str
    daily: float
    cpc: float
    ctr: float
    claims: float
    runs: Runs = Runs.ALWAYS


CAMPAIGNS = (
    Campaign(GOOGLE, 1, "品牌字｜指名搜尋", 620, 4.2, 0.118, 0.105),
    Campaign(GOOGLE, 2, HEADLINE, 1_350, 19.0, CTR_BEFORE, 0.042),
    Campaign(GOOGLE, 3, "非品牌字｜茶禮盒", 900, 13.0, 0.042, 0.046),
    Campaign(GOOGLE, 4, "最高成效｜全商品", 1_150, 7.5, 0.012, 0.034),
    Campaign(META, 1, "新客開發｜類似受眾", 1_650, 10.5, 0.014, 0.036),
    Campaign(META, 2, "再行銷｜DPA 商品目錄", 1_050, 8.0, 0.021, 0.076),
    Campaign(META, 3, "檔期｜節慶活動", 1_100, 9.0, 0.017, 0.044, Runs.SEASON),
    Campaign(META, 4, LAUNCH, 1_900, 9.5, 0.016, 0.032, Runs.LAUNCH),
    Campaign(LINE, 1, "受眾擴散｜新客", 720, 6.5, 0.009, 0.025),
    Campaign(LINE, 2, "好友招募｜加好友", 340, 5.0, 0.011, 0.008),
    Campaign(LINKEDIN, 1, "企業禮贈｜名單表單", 640, 62.0, 0.006, 0.0, Runs.WORKDAYS),
    Campaign(LINKEDIN, 2, "企業禮贈｜品牌內容", 220, 38.0, 0.008, 0.0, Runs.WORKDAYS),
)


@dataclass(frozen=True)
class Flight:
    """A campaign with its figures, day by day.

    Parameters
    ----------
    runs : array of bool
        The days it is exported for.
    figures : mapping of str to array
        By measure; `cost`, `conversions` and `conversion_value` in hundredths.
    """

    campaign: Campaign
    runs: npt.NDArray[np.bool_]
    figures: Mapping[str, Ints]


@dataclass(frozen=True)
class Advertising:
    """Every campaign, and what media cost to what they cost at first."""

    flights: tuple[Flight, ...]
    prices: Floats

    def of(self, *platforms: str) -> list[Flight]:
        """Return the campaigns of some platforms."""
        return [f for f in self.flights if f.campaign.platform in platforms]

    def sum(self, platform: str, measure: str) -> Ints:
        """Return a platform's measure, day by day."""
        return np.sum([f.figures[measure] for f in self.of(platform)], axis=0)

    def named(self, name: str) -> Flight:
        """Return one campaign."""
        return next(f for f in self.flights if f.campaign.name == name)


def advertising(listed: Days, planted: Stories, dice: Dice) -> Advertising:
    """Run every campaign over all days."""
    prices = np.interp(
        np.arange(len(listed)), [listed.at(planted.drift), len(listed) - 1], [1, PRICES_ROSE]
    )
    flights = [_flight(c, listed, planted, dice, prices) for c in CAMPAIGNS]
    return Advertising(tuple(flights), prices)


def _flight(c: Campaign, listed: Days, planted: Stories, dice: Dice, prices: Floats) -> Flight:
    """Run one campaign: money first, then clicks, then what they were clicks on."""
    runs = _runs(c, listed, planted)
    spend: Floats = c.daily * listed.lift("spend") * listed.growth(1.15) * prices
    spend = dice.even(spend * (0.6 + 0.4 * listed.weekday)) * dice.noise(0.09) * runs
    ctr: Floats = np.full(len(listed), c.ctr)
    cpc: Floats = np.full(len(listed), c.cpc)
    if c.name == HEADLINE:
        rewritten = listed.between(planted.headline, planted.last)
        ctr[rewritten], cpc[rewritten] = CTR_AFTER, c.cpc * 0.45
    seen = dice.count(spend / (dice.even(cpc * prices) * ctr))
    clicks = dice.of(seen, ctr)
    wanted = dice.even(clicks * c.claims * np.sqrt(listed.lift("orders")))
    figures = {"impressions": seen, "cost": np.rint(spend * CENTS).astype(np.int64)}
    more = {GOOGLE: _google, META: _meta, LINE: _line, LINKEDIN: _linkedin}[c.platform]
    return Flight(c, runs, figures | more(dice, seen, clicks, wanted))


def _runs(c: Campaign, listed: Days, planted: Stories) -> npt.NDArray[np.bool_]:
    runs = {
        Runs.ALWAYS: np.ones(len(listed), dtype=bool),
        Runs.SEASON: listed.lift("spend") > 1,
        Runs.LAUNCH: listed.between(*planted.broken),
        Runs.WORKDAYS: listed.working,
    }[c.runs]
    return runs & listed.between(planted.first, planted.stopped) if c.platform == LINE else runs


def _google(dice: Dice, seen: Ints, clicks: Ints, wanted: Floats) -> dict[str, Ints]:
    """Conversions are shared among touches, so they are fractional."""
    claimed = np.rint(wanted * dice.noise(0.12) * CENTS).astype(np.int64)
    return {"clicks_all": clicks, **_claimed(claimed, dice)}


def _meta(dice: Dice, seen: Ints, clicks: Ints, wanted: Floats) -> dict[str, Ints]:
    bought = np.minimum(dice.count(wanted), clicks)
    checkouts = bought + dice.of(clicks, 0.03)
    return {
        "reach": np.rint(seen / (1.4 + 0.3 * dice.noise(0.1))).astype(np.int64),
        "link_clicks": clicks,
        "clicks_all": clicks + dice.of(clicks, 0.22),
        "landing_page_views": dice.of(clicks, 0.81),
        "add_to_carts": checkouts + dice.of(clicks, 0.08),
        "checkouts": checkouts,
        "engagements": clicks + dice.of(seen, 0.011),
        **_claimed(bought * CENTS, dice),
    }


def _line(dice: Dice, seen: Ints, clicks: Ints, wanted: Floats) -> dict[str, Ints]:
    return {"clicks_all": clicks, "conversions": dice.count(wanted) * CENTS}


def _linkedin(dice: Dice, seen: Ints, clicks: Ints, wanted: Floats) -> dict[str, Ints]:
    """Business leads instead of orders."""
    landed = dice.of(clicks, 0.7)
    return {
        "clicks_all": clicks,
        "link_clicks": landed,
        "leads": dice.of(landed, 0.09),
        "engagements": clicks + dice.of(seen, 0.004),
    }


def _claimed(conversions: Ints, dice: Dice) -> dict[str, Ints]:
    """Return conversions, and what the platform believes them to be worth."""
    value = np.rint(conversions * BASKET * dice.noise(0.06)).astype(np.int64)
    return {"conversions": conversions, "conversion_value": value}


def restated(flights: Sequence[Flight], week: slice) -> list[Flight]:
    """Return what an export said before the platform counted a week again.

    Late conversions were missing, and clicks that turned out to be invalid were still charged.
    """
    told = []
    for f in flights:
        figures = {name: values.copy() for name, values in f.figures.items()}
        known = figures["conversions"][week] // CENTS
        early = known - np.rint(known * 0.2).astype(np.int64)
        figures["conversions"][week] = early * CENTS
        figures["conversion_value"][week] *= early
        figures["conversion_value"][week] //= np.maximum(known, 1)
        figures["cost"][week] = np.rint(figures["cost"][week] * 1.008).astype(np.int64)
        told.append(Flight(f.campaign, f.runs, figures))
    return told
