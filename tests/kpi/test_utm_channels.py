"""GA4's default channel groups by its published rules, odd links first."""

from __future__ import annotations

import pytest

from kpi.facts.ga4_channels import GROUPS
from kpi.utm.channels import group

LINKS = [
    ("meta", "ad", "", "Unassigned"),
    ("fb", "ad", "", "Organic Social"),  # the source alone decides
    ("Facebook", "CPC", "", "Paid Social"),  # not case sensitive
    (" google ", " cpc ", "", "Paid Search"),
    ("google", "cpm", "", "Paid Search"),  # .*cp.* comes before Display
    ("dcard", "cpm", "", "Display"),
    ("dcard", "cpc", "", "Paid Other"),
    ("dcard", "paid-anything", "", "Paid Other"),
    ("dcard", "retargeting", "", "Paid Other"),
    ("dcard", "retargeting2", "", "Unassigned"),
    ("dcard", "unpaid", "", "Unassigned"),
    ("dcard", "cpc", "summer shop", "Paid Shopping"),
    ("dcard", "cpc", "workshop", "Paid Other"),
    ("dcard", "cpc", "eshop", "Paid Shopping"),  # of letters only an e may stand before it
    ("dcard", "x", "shopping", "Organic Shopping"),
    ("google", "cpc", "Cross-network", "Cross-network"),
    ("line", "message", "", "Organic Social"),
    ("line_oa", "message", "", "Unassigned"),
    ("youtube", "paid_video", "", "Paid Video"),
    ("youtube", "organic", "", "Organic Video"),
    ("blog", "video_post", "", "Organic Video"),
    ("(direct)", "(none)", "", "Direct"),
    ("(direct)", "(not set)", "", "Direct"),
    ("direct", "(none)", "", "Unassigned"),
    ("blog", "organic", "", "Organic Search"),
    ("blog", "referral", "", "Referral"),
    ("newsletter", "e-mail", "", "Email"),
    ("e mail", "x", "", "Email"),
    ("kol", "affiliate", "", "Affiliates"),
    ("kol", "affiliates", "", "Unassigned"),
    ("spotify", "audio", "", "Audio"),
    ("sms", "x", "", "SMS"),
    ("app", "web_push", "", "Mobile Push Notifications"),
    ("app", "mobile-inapp", "", "Mobile Push Notifications"),
    ("firebase", "x", "", "Mobile Push Notifications"),
    ("", "", "", "Unassigned"),
]


@pytest.mark.parametrize(("source", "medium", "campaign", "wanted"), LINKS)
def test_a_link_is_counted_under(source: str, medium: str, campaign: str, wanted: str) -> None:
    assert group(source, medium, campaign) == wanted


def test_every_group_has_a_name_in_both_languages() -> None:
    assert {wanted for *_, wanted in LINKS} <= {g.name.en for g in GROUPS}
