"""Where one stands among the channels: platform → class → campaign, and what lies below it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from kpi.cut import Cut, Dimension, cut_of


@dataclass(frozen=True, slots=True)
class Place:
    """A platform, an account of it, a class of campaigns, one campaign; or all of them.

    Parameters
    ----------
    campaign : str or None
        As the data name it: with its id behind it where its account has two of that name.
    by_class : bool
        Whether classes of campaigns stand between a platform and its campaigns.
    """

    platform: str | None = None
    account: str | None = None
    campaign_class: str | None = None
    campaign: str | None = None
    ad_group: str | None = None
    by_class: bool = False

    @property
    def where(self) -> Mapping[Dimension, str]:
        """The filter that keeps to this place."""
        chosen = {
            Dimension.PLATFORM: self.platform,
            Dimension.ACCOUNT: self.account,
            Dimension.CAMPAIGN_CLASS: self.campaign_class,
            Dimension.CAMPAIGN: self.campaign,
            Dimension.AD_GROUP: self.ad_group,
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def scope(self) -> Cut:
        """The same as a cut."""
        return cut_of({str(name): value for name, value in self.where.items()})

    @property
    def below(self) -> Dimension:
        """What lies below it."""
        if self.campaign:
            return Dimension.AD_GROUP
        if self.by_class and not self.campaign_class:
            return Dimension.CAMPAIGN_CLASS
        if self.platform or self.campaign_class:
            return Dimension.CAMPAIGN
        return Dimension.PLATFORM

    @property
    def by(self) -> tuple[Dimension, ...]:
        """The split that names what lies below it, each within its platform."""
        if self.below is Dimension.CAMPAIGN_CLASS:
            return (Dimension.PLATFORM, Dimension.CAMPAIGN_CLASS)
        return (self.below,)

    def inside(self, cut: Cut) -> Place:
        """Return the place one level below, which a cut names."""
        names = dict(cut)
        return Place(
            platform=names.get("platform", self.platform),
            account=names.get("account", self.account),
            campaign_class=names.get("campaign_class", self.campaign_class),
            campaign=names.get("campaign", self.campaign),
            ad_group=names.get("ad_group"),
            by_class=self.by_class,
        )

    @property
    def way(self) -> tuple[Place, ...]:
        """The places on the way here, from all channels to this one."""
        steps = [Place(by_class=self.by_class)]
        for name in ("platform", "account", "campaign_class", "campaign"):
            if value := getattr(self, name):
                steps.append(dataclasses.replace(steps[-1], **{name: value}))
        return tuple(steps)
