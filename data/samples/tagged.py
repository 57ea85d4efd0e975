"""What the links of the sample shop say: visits by source, medium and campaign, of late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.samples.ads import GOOGLE, LINE, LINKEDIN, META, Advertising, Flight
from data.samples.dice import Ints
from data.samples.seasons import Floats
from data.samples.site import DIRECT, PMAX, SOCIAL, UNASSIGNED, Channel, Site
from data.samples.stories import LAUNCH

LATE = 91
"""Days of the export: as long as GA4's report of campaigns is usually taken."""
BROKEN = ("meta", "ad", "新品上市-冷泡壺")
"""What the links of the launch say instead of facebook, paid_social and the campaign's name."""
NONE = "(not set)"
SAYS = {
    GOOGLE: ("google", "cpc"), META: ("facebook", "paid_social"), LINE: ("lap", "cpc"),
    LINKEDIN: ("linkedin", "paid_social"),
}  # fmt: skip
FREE = {
    "Organic Search": ("google", "organic", "(organic)"),
    DIRECT: ("(direct)", "(none)", "(direct)"),
    "Organic Social": ("instagram", "social", "每週貼文"),
    "Email": ("newsletter", "email", "會員週報"),
    "Referral": ("pixnet.net", "referral", "(referral)"),
    UNASSIGNED: (NONE, NONE, NONE),
}
"""What visits that nobody paid for come with."""
SPLIT = ("sessions", "engaged_sessions", "key_events", "purchases", "web_revenue")


@dataclass(frozen=True)
class Tagged:
    """The visits that came with one source, medium and campaign, day by day."""

    source: str
    medium: str
    campaign: str
    figures: dict[str, Ints]


def tagged(site: Site, ads: Advertising) -> list[Tagged]:
    """Share each channel's figures among what its visits came with; they add up to the channel."""
    found = []
    for channel in site.channels:
        says = list(_says(channel.name, site, ads))
        weights = np.array([weight for _, weight in says], dtype=float)
        for (names, _), figures in zip(says, _shared(channel, weights), strict=True):
            found.append(Tagged(*names, figures))
    return found


def _says(channel: str, site: Site, ads: Advertising
          ) -> Iterator[tuple[tuple[str, str, str], Ints]]:  # fmt: skip
    """Yield what the visits of a channel came with, and how many clicks stand behind each day."""
    if channel in FREE:
        plain = np.ones_like(site.lost)
        if channel == UNASSIGNED:
            sessions = next(c for c in site.channels if c.name == channel).figures["sessions"]
            plain = sessions - site.lost
            yield BROKEN, site.lost
        yield FREE[channel], plain
        return
    for flight in _flights(channel, ads):
        names = (*SAYS[flight.campaign.platform], flight.campaign.name)
        yield names, flight.figures.get("link_clicks", flight.figures["clicks_all"])


def _flights(channel: str, ads: Advertising) -> list[Flight]:
    """Return the campaigns that bring the visits of a channel."""
    if channel == SOCIAL:
        return [f for f in ads.of(META, LINKEDIN) if f.campaign.name != LAUNCH]
    if channel == "Paid Other":
        return ads.of(LINE)
    return [f for f in ads.of(GOOGLE) if (f.campaign.name == PMAX) is (channel == "Cross-network")]


def _shared(channel: Channel, weights: Floats) -> list[dict[str, Ints]]:
    """Share whole figures by weights, day by day, so that the parts add up to the whole."""
    whole = weights.sum(axis=0)
    even = np.full_like(weights, 1 / len(weights))
    shares = np.divide(weights, whole, out=even, where=whole > 0).cumsum(axis=0)
    parts: list[dict[str, Ints]] = [{} for _ in weights]
    for name in SPLIT:
        upto = np.rint(shares * channel.figures[name]).astype(np.int64)
        upto[-1] = channel.figures[name]
        for n, part in enumerate(np.diff(upto, axis=0, prepend=0)):
            parts[n][name] = part
    return parts
