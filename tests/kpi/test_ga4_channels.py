"""GA4's default channel groups in both languages: one name in cuts, filters, shares and lines."""

from __future__ import annotations

from collections import Counter
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.catalog import KPIS
from kpi.cut import Dimension, cut_of
from kpi.facts.ga4_channels import GROUPS, NAMES, OF_PLATFORM, Traffic, group_name, label, spellings
from kpi.period import Span
from kpi.reading import read_all
from kpi.terms import Terms

DAY, TODAY = d(2026, 10, 5), d(2026, 11, 18)
MONTH = Span(d(2026, 10, 1), d(2026, 10, 31))
SPELLED = [
    ("PAID SEARCH", "Paid Search"),
    ("付費搜尋", "Paid Search"),
    ("隨機社交", "Organic Social"),
    ("自然社群", "Organic Social"),
    ("多媒體廣告", "Display"),
    ("跨聯播網", "Cross-network"),
    ("參照連結網址", "Referral"),
    ("(未設定)", "(not set)"),
    ("ai assistant", "AI Assistant"),
    ("付費搜尋 品牌", "付費搜尋 品牌"),  # somebody's own group
    ("KOL 團購", "KOL 團購"),
    ("–", "–"),
]
OFFICIAL = {
    "Direct", "Cross-network", "Paid Shopping", "Paid Search", "Paid Social", "Paid Video",
    "Display", "Paid Other", "Organic Shopping", "Organic Social", "Organic Video",
    "Organic Search", "Email", "Affiliates", "Referral", "Audio", "SMS",
    "Mobile Push Notifications", "AI Assistant", "Unassigned",
}  # fmt: skip
"""As GA4's help lists them."""


@pytest.mark.parametrize(("spelled", "name"), SPELLED)
def test_a_spelling_names_its_group(spelled: str, name: str) -> None:
    assert group_name(spelled) == name
    assert cut_of({"channel": spelled}) == (("channel", name),)
    assert cut_of({"campaign": spelled}) == (("campaign", spelled),)


def test_every_group_is_known_in_both_languages_and_no_spelling_twice() -> None:
    assert {g.name.en for g in GROUPS} >= OFFICIAL
    told = Counter(n.lower() for g in GROUPS for n in (g.name.en, g.name.zh, *g.others))
    assert set(told.values()) == {1} and set(told) == set(NAMES)
    for group in GROUPS:
        assert group_name(group.name.zh) == group_name(group.name.en) == group.name.en
        assert label(group.name.en) == group.name
    assert set(OF_PLATFORM.values()) <= OFFICIAL
    assert label("KOL 團購").en == "KOL 團購"


def test_shares_count_every_spelling_of_their_groups() -> None:
    organic, paid = spellings(Traffic.ORGANIC), spellings(Traffic.PAID)
    assert {NAMES[s] for s in organic} == {n for n in OFFICIAL if n.startswith("Organic")}
    assert {NAMES[s] for s in paid} == {
        *(n for n in OFFICIAL if n.startswith("Paid")), "Display", "Cross-network"
    }  # fmt: skip
    assert not {*organic} & {*paid}


@pytest.fixture
def site(world: Any) -> Any:
    """Return a property exported in English, then in Chinese, beside an ad account of each kind."""
    world.account("站", "ga4").account("甲", "google_ads").account("乙", "meta_ads")
    days = {
        "Paid Search": 10, "付費搜尋": 5, "paid social": 2, "隨機搜尋": 20, "Organic Search": 40,
        "直接": 8, "付費搜尋 品牌": 3, "KOL 團購": 1,
    }  # fmt: skip
    for channel, sessions in days.items():
        world.day("站", DAY, channel, sessions=sessions)
    world.day("站", DAY, sessions=sum(days.values()))
    world.day("甲", DAY, "A", cost=Decimal(5)).day("甲", DAY, cost=Decimal(5))
    return world.day("乙", DAY, "B", cost=Decimal(7)).day("乙", DAY, cost=Decimal(7))


def read(world: Any, kpi: str, by: list[Dimension], **where: str) -> dict[str, Any]:
    """Read a KPI; by the last name of each cut."""
    asked = {Dimension(name): value for name, value in where.items()}
    rows = read_all(world.snapshot, [KPIS[kpi]], MONTH, by, asked, TODAY, Terms("TWD"))
    return {r.cut[-1][1] if r.cut else "": r.value for r in rows}


@pytest.mark.slow
def test_cuts_meet_whatever_the_language(site: Any) -> None:
    assert read(site, "sessions", [Dimension.CHANNEL]) == {
        "Paid Search": 15, "Paid Social": 2, "Organic Search": 60, "Direct": 8,
        "付費搜尋 品牌": 3, "KOL 團購": 1,
    }  # fmt: skip
    assert read(site, "cost", [Dimension.CHANNEL]) == {"Paid Search": 5, "Paid Social": 7}
    assert read(site, "organic_share", [])[""] == pytest.approx(60 / 89)
    assert read(site, "paid_share", [])[""] == pytest.approx(17 / 89)


FILTERS = [
    ("Paid Search", 15, 5),
    ("付費搜尋", 15, 5),
    ("paid search", 15, 5),
    ("付費社群", 2, 7),
    ("付費搜尋 品牌", 3, None),
    ("kol 團購", None, None),
    ("nobody's", None, None),
]


@pytest.mark.slow
@pytest.mark.parametrize(("channel", "sessions", "cost"), FILTERS)
def test_a_filter_in_either_language_gives_the_same_rows(
    site: Any, channel: str, sessions: int | None, cost: int | None
) -> None:
    assert read(site, "sessions", [], channel=channel)[""] == sessions
    assert read(site, "cost", [], channel=channel)[""] == cost
    split = read(site, "sessions", [Dimension.CHANNEL], channel=channel)
    assert split == ({} if sessions is None else {group_name(channel): sessions})
