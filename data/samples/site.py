"""The site as GA4 counts it: visits by channel, what they do, and a day of machines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.samples.ads import GOOGLE, LINE, LINKEDIN, META, Advertising
from data.samples.dice import Dice, Ints
from data.samples.seasons import Days, Floats
from data.samples.stories import BOTS, LAUNCH, Stories

TRACKED = 0.94
"""Orders of the site that its analytics notice."""
PMAX = "最高成效｜全商品"
DIRECT, UNASSIGNED, SOCIAL = "Direct", "Unassigned", "Paid Social"

FREE = {
    "Organic Search": 1_320.0,
    DIRECT: 610.0,
    "Organic Social": 330.0,
    "Email": 140.0,
    "Referral": 105.0,
    UNASSIGNED: 16.0,
}
"""Visits of a plain day at first that nobody paid for."""
ENGAGED = {
    "Organic Search": 0.66, DIRECT: 0.58, "Organic Social": 0.5, "Email": 0.71, "Referral": 0.6,
    UNASSIGNED: 0.47, "Paid Search": 0.63, "Cross-network": 0.46, SOCIAL: 0.44, "Paid Other": 0.39,
}  # fmt: skip
"""Share of visits that are engaged."""
BUYING = {
    "Organic Search": 1.1, DIRECT: 1.5, "Organic Social": 0.5, "Email": 2.4, "Referral": 0.9,
    UNASSIGNED: 0.5, "Paid Search": 1.8, "Cross-network": 0.8, SOCIAL: 0.7, "Paid Other": 0.4,
}  # fmt: skip
"""How readily a visit buys, against the others."""


@dataclass(frozen=True)
class Channel:
    """One channel's figures, day by day; money in whole TWD."""

    name: str
    figures: dict[str, Ints]


@dataclass(frozen=True)
class Site:
    """What GA4 exports.

    Parameters
    ----------
    channels : tuple of Channel
        Visits by day and channel.
    events : dict of str to (array, array)
        By event: sessions with it, and how often it happened.
    users : dict of str to array
        Active, total and new users of each whole day; users of days do not add.
    lost, bots : array
        Of the visits: those that came by the campaign without UTM, those of machines.
    """

    channels: tuple[Channel, ...]
    events: dict[str, tuple[Ints, Ints]]
    users: dict[str, Ints]
    lost: Ints
    bots: Ints

    def sum(self, figure: str) -> Ints:
        """Return a figure of all channels, day by day."""
        return np.sum([c.figures[figure] for c in self.channels], axis=0)


def site(
    listed: Days,
    planted: Stories,
    ads: Advertising,
    dice: Dice,
    placed: Ints,
    value: Ints,
) -> Site:
    """Return the site's figures.

    Parameters
    ----------
    placed, value : array
        Orders placed on the own site each day, and their totals in TWD.
    """
    bots = np.where(listed.between(planted.bots, planted.bots), BOTS, 0)
    visits, lost = _visits(listed, ads, dice)
    bought = _bought(visits, dice.of(placed, TRACKED), dice)
    mean = value / np.maximum(placed, 1)
    channels = []
    for name, sessions in visits.items():
        channels.append(_channel(name, sessions, bought[name], mean, bots, dice))
    sessions = np.sum([c.figures["sessions"] for c in channels], axis=0)
    events = _events(sessions - bots, bought["all"], dice)
    events = {"view_item": _looked(sessions - bots, events, Dice(listed, planted))} | events
    return Site(tuple(channels), events, _users(sessions - bots, bots, dice), lost, bots)


def _events(people: Ints, bought: Ints, dice: Dice) -> dict[str, tuple[Ints, Ints]]:
    """Return by event the visits that had it, and how often it happened."""
    begun = bought + dice.of(people, 0.021)
    carts = begun + dice.of(people, 0.055)
    return {
        "add_to_cart": (carts, carts + dice.of(carts, 0.45)),
        "begin_checkout": (begun, begun + dice.of(begun, 0.12)),
        "purchase": (bought, bought),
    }


def _looked(people: Ints, events: dict[str, tuple[Ints, Ints]], dice: Dice) -> tuple[Ints, Ints]:
    """Return the visits that looked at a product, and how often; all that filled a cart did.

    By dice of its own, so that nothing else of the shop falls otherwise.
    """
    carts = events["add_to_cart"][0]
    looked = carts + dice.of(people - carts, 0.44)
    return looked, looked + dice.of(looked, 0.7)


def _users(people: Ints, bots: Ints, dice: Dice) -> dict[str, Ints]:
    """Return the users of each day; machines are new every time and never active."""
    active = dice.of(people, 0.83)
    return {
        "active_users": active,
        "total_users": active + dice.of(people, 0.03) + bots,
        "new_users": dice.of(active, 0.56) + bots,
    }


def _visits(listed: Days, ads: Advertising, dice: Dice) -> tuple[dict[str, Ints], Ints]:
    """Return people's visits by channel, and those of the launch that lost their campaign."""
    rhythm = listed.weekday * listed.winter * listed.growth(1.22) * listed.lift("orders") ** 0.6
    visits = {name: dice.count(plain * rhythm * dice.noise(0.05)) for name, plain in FREE.items()}

    pmax = ads.named(PMAX).figures["clicks_all"]
    launch = dice.of(ads.named(LAUNCH).figures["link_clicks"], 0.8)
    social = ads.sum(META, "link_clicks") - ads.named(LAUNCH).figures["link_clicks"]
    visits["Paid Search"] = dice.of(ads.sum(GOOGLE, "clicks_all") - pmax, 0.92)
    visits["Cross-network"] = dice.of(pmax, 0.85)
    visits[SOCIAL] = dice.of(social, 0.8) + ads.sum(LINKEDIN, "link_clicks")
    visits["Paid Other"] = dice.of(ads.sum(LINE, "clicks_all"), 0.72)
    visits[UNASSIGNED] = visits[UNASSIGNED] + launch
    return visits, launch


def _bought(visits: dict[str, Ints], tracked: Ints, dice: Dice) -> dict[str, Ints]:
    """Share the tracked orders among the channels that were visited; ``all`` is their sum."""
    left, bought = tracked.copy(), {}
    wishes = {name: sessions * BUYING[name] for name, sessions in visits.items()}
    rest: Floats = np.sum(list(wishes.values()), axis=0)
    for name, wish in wishes.items():
        share = np.divide(wish, rest, out=np.ones(len(rest)), where=rest > 0)
        bought[name] = np.minimum(dice.of(left, share), visits[name])
        left, rest = left - bought[name], rest - wish
    return bought | {"all": tracked - left}


def _channel(
    name: str, people: Ints, bought: Ints, mean: Floats, bots: Ints, dice: Dice
) -> Channel:
    """Return a channel's figures; machines come directly, look at one page and leave."""
    machines = bots if name == DIRECT else np.zeros_like(bots)
    engaged = np.maximum(dice.of(people, ENGAGED[name]), bought)
    figures = {
        "sessions": people + machines,
        "engaged_sessions": engaged + machines // 100,
        "engagement_seconds": np.rint(engaged * 62 * dice.noise(0.05)).astype(np.int64),
        "views": engaged * 4 + (people - engaged) + machines,
        "key_events": bought + dice.of(people, 0.012),
        "purchases": bought,
        "web_revenue": np.rint(bought * mean).astype(np.int64),
    }
    return Channel(name, figures)
