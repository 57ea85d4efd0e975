"""What a funnel is cut by, and what it is then: members, their whole, what they leave over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.text import Text
from kpi.cut import Dimension
from kpi.doubt.level import Interval
from kpi.doubt.segments import Counted
from kpi.facts.leads import LeadCut
from kpi.facts.quantities import Ledger
from kpi.funnels.mix import Mix
from kpi.funnels.steps import Step
from kpi.site.cuts import SiteCut

Counts = Mapping[str, float]
"""Of one member, by step."""


class By(StrEnum):
    """What a funnel may be cut by."""

    CHANNEL = "channel"
    PLATFORM = "platform"
    CAMPAIGN = "campaign"
    DEVICE = "device"
    LANDING_PAGE = "landing_page"
    CONTENT = "content"
    SOURCE_MEDIUM = "source_medium"
    LINK = "link"
    NEW_RETURNING = "new_returning"
    LEAD_CHANNEL = "lead_channel"
    LEAD_SOURCE = "lead_source"
    LEAD_CAMPAIGN = "lead_campaign"
    LEAD_TEAM = "lead_team"


LABELS: Mapping[By, Text] = {
    By.CHANNEL: Text("渠道（GA4）", "Channel (GA4)"),
    By.PLATFORM: Text("廣告平台", "Ad platform"),
    By.CAMPAIGN: Text("廣告活動", "Campaign"),
    By.DEVICE: Text("裝置", "Device"),
    By.LANDING_PAGE: Text("到達網頁", "Landing page"),
    By.CONTENT: Text("內容（到達的文章）", "Content (landed on)"),
    By.SOURCE_MEDIUM: Text("來源／媒介", "Source / medium"),
    By.LINK: Text("UTM 活動", "UTM campaign"),
    By.NEW_RETURNING: Text("新訪與回訪", "New and returning"),
    By.LEAD_CHANNEL: Text("名單渠道（CRM）", "Lead channel (CRM)"),
    By.LEAD_SOURCE: Text("名單來源（CRM）", "Lead source (CRM)"),
    By.LEAD_CAMPAIGN: Text("名單的行銷活動（CRM）", "Lead campaign (CRM)"),
    By.LEAD_TEAM: Text("負責團隊（CRM）", "Owner team (CRM)"),
}
BOOK: Mapping[By, Ledger] = {
    **dict.fromkeys(By, Ledger.WEB),
    By.PLATFORM: Ledger.PLATFORM,
    By.CAMPAIGN: Ledger.PLATFORM,
    **dict.fromkeys((By.LEAD_CHANNEL, By.LEAD_SOURCE, By.LEAD_CAMPAIGN, By.LEAD_TEAM), Ledger.CRM),
}
"""The book whose steps a cut is carried by."""
OF_SITE: Mapping[By, SiteCut] = {
    By.DEVICE: SiteCut.DEVICE,
    By.LANDING_PAGE: SiteCut.LANDING_PAGE,
    By.CONTENT: SiteCut.LANDING_PAGE,
    By.SOURCE_MEDIUM: SiteCut.SOURCE_MEDIUM,
    By.LINK: SiteCut.CAMPAIGN,
    By.NEW_RETURNING: SiteCut.NEW_RETURNING,
}
OF_LEADS: Mapping[By, LeadCut] = {
    By.LEAD_CHANNEL: LeadCut.CHANNEL,
    By.LEAD_SOURCE: LeadCut.SOURCE,
    By.LEAD_CAMPAIGN: LeadCut.CAMPAIGN,
    By.LEAD_TEAM: LeadCut.TEAM,
}
OF_SUMS: Mapping[By, Dimension] = {
    By.CHANNEL: Dimension.CHANNEL,
    By.PLATFORM: Dimension.PLATFORM,
    By.CAMPAIGN: Dimension.CAMPAIGN,
}


@dataclass(frozen=True, slots=True)
class Member:
    """One part of the whole.

    Parameters
    ----------
    name : str
        As the data name it; a campaign's platform and account stand in `within`.
    now, then : mapping of str to float
        By step, in the period and the one it is compared with.
    pairs : mapping of str to ((float, float), (float, float))
        By the later step of a rate: above and below the line, now and then.
    doubt : mapping of str to Interval
        By the later step of a rate: leaning on the other members.
    """

    name: str
    now: Counts
    then: Counts
    within: tuple[str, ...] = ()
    pairs: Mapping[str, tuple[Counted, Counted]] = field(default_factory=dict)
    doubt: Mapping[str, Interval | None] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from another of its name."""
        return "/".join((*self.within, self.name))


@dataclass(frozen=True, slots=True)
class Cutting:
    """A funnel cut.

    Parameters
    ----------
    steps : tuple of Step
        Those that the cut carries; rates are between neighbours of these.
    members : tuple of Member
        The greatest at the first step first.
    rest : Member or None
        Whole less members: of every step, members + rest = whole.
    mixes : mapping of str to Mix
        By the later step of a rate: why it moved.
    """

    by: By
    steps: tuple[Step, ...]
    whole: Member
    members: tuple[Member, ...]
    rest: Member | None
    mixes: Mapping[str, Mix]
