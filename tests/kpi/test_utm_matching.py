"""Which campaign GA4 saw is which advertising campaign; near misses with their reason."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest

from kpi.period import Span
from kpi.utm.audit import Audit, compare
from kpi.utm.facts import Campaign, Known, Visits
from kpi.utm.kept import Settled
from kpi.utm.matching import LOOKED, Kind, matches
from kpi.utm.nearness import Difference as D
from kpi.utm.nearness import Names, differences
from kpi.utm.rules import Rules
from kpi.utm.telling import advice, caveats, headline

DAYS = Span(date(2026, 11, 1), date(2026, 11, 28))
KNOWN = Known(DAYS, DAYS)


def ad(name: str, **more: Any) -> Campaign:
    """Return a campaign of Meta that cost 100 for 100 clicks."""
    told = {"platform": "meta_ads", "account": "甲", "campaign_id": None, "currency": "TWD",
            "cost": Decimal(100), "clicks": 100, "basis": "link"} | more  # fmt: skip
    return Campaign(name=name, names=(name, *told.pop("former", ())), **told)


def seen(campaign: str, source: str = "facebook", sessions: int = 80, **more: Any) -> Visits:
    told = {"medium": "paid_social", "key_events": None, "revenue": None, "currency": "TWD"} | more
    return Visits(source=source, campaign=campaign, sessions=sessions, **told)


ONE = [
    # an advertising campaign, what GA4 saw, how it is found, what it may be
    (ad("新品｜冷泡壺"), "新品｜冷泡壺", Kind.EXACT, ()),
    (ad("新品｜冷泡壺"), "新品|冷泡壺", Kind.NONE, (D.WIDTH,)),
    (ad("新品｜冷泡壺"), "新品-冷泡壺", Kind.NONE, (D.SEPARATORS,)),
    (ad("新品｜冷泡壺"), "新品冷泡壺", Kind.NONE, (D.SEPARATORS,)),
    (ad("新品｜冷泡壺"), "新品｜冷泡壼x", Kind.NONE, ()),
    (ad("Spring Sale"), "SPRING SALE", Kind.NONE, (D.CASE,)),
    (ad("Spring Sale"), "Spring Sale ", Kind.NONE, (D.SPACES,)),
    (ad("Spring Sale"), "spring_sale", Kind.NONE, (D.CASE, D.SEPARATORS)),
    (ad("Spring Sale"), "Ｓｐｒｉｎｇ Ｓａｌｅ", Kind.NONE, (D.WIDTH,)),
    (ad("Spring Sale"), "Spring+Sale", Kind.NONE, (D.SEPARATORS,)),
    (ad("Spring Sale"), "Spring%20Sale", Kind.NONE, (D.ENCODING,)),
    (ad("雙11 加碼"), quote("雙11 加碼"), Kind.NONE, (D.ENCODING,)),
    (ad("雙11 加碼"), quote(quote("雙11 加碼")), Kind.NONE, (D.ENCODING,)),
    (ad("Spring Sale"), "Sprnig Sale", Kind.NONE, (D.SPELLING,)),
    (ad("檔期_202610"), "檔期_202611", Kind.NONE, ()),  # another month is no misspelling
    (ad("Sale"), "Salt", Kind.NONE, ()),  # short names are alike by chance
    (ad("Spring Sale", campaign_id="120210000000000004"), "120210000000000004", Kind.ID, ()),
    (ad("Spring Sale", campaign_id="120210000000000004"), "s_120210000000000004", Kind.ID, ()),
    (ad("Spring Sale", campaign_id="120210000000000004"), "1202100000000000040", Kind.NONE, ()),
    (ad("New name", former=("Old name",)), "Old name", Kind.FORMER, ()),
    (ad("New name", former=("Old name",)), "old name", Kind.NONE, (D.CASE,)),
    (ad("Spring Sale"), "", Kind.NONE, ()),
    (ad(""), "(organic)", Kind.NONE, ()),
]  # fmt: skip


@pytest.mark.parametrize(("campaign", "name", "kind", "why"), ONE)
def test_a_campaign_is_found_or_its_near_miss_named(
    campaign: Campaign, name: str, kind: Kind, why: tuple[D, ...]
) -> None:
    (found,) = matches([campaign], [seen(name)], Rules(), {})
    assert (found.kind, found.near[0].why if found.near else ()) == (kind, why)
    assert found.sessions == (80 if found.is_matched else None)
    assert all(near.name == name for near in found.near)


def test_rules_decide_what_is_the_same() -> None:
    tidy = Rules(lower=True, space="_")
    assert matches([ad("Spring Sale")], [seen("spring_sale")], tidy, {})[0].kind is Kind.EXACT
    assert matches([ad("Spring Sale")], [seen("Spring Sale")], tidy, {})[0].kind is Kind.EXACT


def test_one_name_on_two_platforms_is_told_apart_by_the_source() -> None:
    ads = [ad("雙11"), ad("雙11", platform="google_ads")]
    visits = [seen("雙11", sessions=30), seen("雙11", "google", 50)]
    assert [m.sessions for m in matches(ads, visits, Rules(), {})] == [30, 50]


def test_one_name_in_two_accounts_is_matched_but_nobody_knows_whose_visits() -> None:
    ads = [ad("雙11"), ad("雙11", account="乙"), ad("x")]
    first, other, _ = matches(ads, [seen("雙11"), seen("x")], Rules(), {})
    assert first == other and first.is_matched
    assert (first.sessions, first.shared) == (None, 2)
    found = audit(ads, [seen("雙11"), seen("x", sessions=70)])
    assert found.per_click == 0.7, "only what is known of both enters a ratio"
    assert "2 個活動用同一個名稱" in advice_of(found, 0)


def test_the_name_under_another_platform_is_no_match() -> None:
    (found,) = matches([ad("雙11")], [seen("雙11", "google")], Rules(), {})
    assert found.kind is Kind.NONE and found.near[0].why == (D.SOURCE,)
    (found,) = matches([ad("雙11")], [seen("雙11", "someblog")], Rules(), {})
    assert found.kind is Kind.EXACT, "a source that stands for nothing contradicts nothing"


def test_the_surest_way_holds_a_name() -> None:
    ads = [ad("A", former=("B",)), ad("B")]
    assert [m.kind for m in matches(ads, [seen("B")], Rules(), {})] == [Kind.NONE, Kind.EXACT]


def audit(ads: list[Campaign], visits: list[Visits], *said: Settled, known: Known = KNOWN,
          channels: dict[str, int] | None = None, rules: Rules | None = None) -> Audit:  # fmt: skip
    kept = {one.id: one for one in said}
    return compare(DAYS, DAYS, known, ads, visits, channels or {}, rules or Rules(), kept)


def advice_of(found: Audit, at: int) -> str:
    text = advice(found.lines[at], found.lines[at].campaign.name)
    return text.zh if text else ""


def test_what_people_said_counts_and_takes_the_cost_out() -> None:
    ads = [ad("A", cost=Decimal(300)), ad("B"), ad("C", cost=Decimal("0.01"))]
    same = Settled(ads[0].id, "A", same=("whatever",), by="ann")
    purpose = Settled(ads[1].id, "B", untracked="去 LINE", by="bob", at="2026-11-01T00:00:00")
    found = audit(ads, [seen("whatever", "unknown-source")], same, purpose)
    assert [x.match.kind for x in found.lines] == [Kind.SAID, Kind.UNTRACKED, Kind.NONE]
    (money,) = found.money
    assert (money.cost, money.unmatched, money.untracked) == (
        Decimal("400.01"), Decimal("0.01"), Decimal(100),
    )  # fmt: skip
    assert "bob" in advice_of(found, 1) and "去 LINE" in advice_of(found, 1)
    found = audit(ads, [seen("B")], purpose)
    assert found.lines[1].match.kind is Kind.EXACT, "visits are visits, whatever was said"


def test_money_of_two_currencies_is_never_added() -> None:
    ads = [ad("A", cost=Decimal(300)), ad("B", currency="USD", cost=Decimal(7)), ad("C")]
    found = audit(ads, [seen("A"), seen("c")])
    assert [(m.currency, m.cost, m.unmatched, m.near) for m in found.money] == [
        ("TWD", 400, 100, 100), ("USD", 7, 7, 0),
    ]  # fmt: skip
    assert [float(m.share) for m in found.money if m.share is not None] == [0.25, 1.0]
    assert "NT$100、US$7.00 的廣告費（25.0%、100.0%）" in headline(found, "zh")
    assert "其中 NT$100 看起來是 UTM 寫錯" in headline(found, "zh")


def test_without_names_in_ga4_nothing_is_claimed() -> None:
    found = audit([ad("A")], [], known=Known(None, None), channels={"Unassigned": 4, "Direct": 6})
    (line,) = found.lines
    assert (line.match.kind, line.match.is_matched) == (Kind.UNKNOWN, False)
    assert (found.money[0].unmatched, found.money[0].share) == (None, None)
    assert (found.unassigned, found.sessions) == (4, 10)
    assert "沒有活動名稱" in headline(found, "zh") and "探索" in caveats(found)[0].zh
    later = audit([ad("A")], [], known=Known(None, Span(date(2026, 12, 1), date(2026, 12, 9))))
    assert "12/1–12/9" in caveats(later)[0].zh
    assert audit([], []).money == () and "沒有任何廣告花費" in headline(audit([], []), "zh")
    assert audit([], []).unassigned is None


PER_CLICK = [(30, "只有 0.30 次"), (50, ""), (120, ""), (150, "有 1.50 次"), (0, "只有 0.00 次")]


@pytest.mark.parametrize(("sessions", "said"), PER_CLICK)
def test_implausible_visits_are_pointed_at(sessions: int, said: str) -> None:
    found = audit([ad("A")], [seen("A", sessions=sessions)])
    assert (said in advice_of(found, 0)) if said else not advice_of(found, 0)
    assert audit([ad("A", clicks=None)], [seen("A")]).per_click is None
    assert audit([ad("A", clicks=0)], [seen("A")]).per_click is None


def test_links_that_break_the_rules_come_by_their_visits_and_free_visits_are_none() -> None:
    visits = [
        seen("A", "FB", 90), seen("", sessions=5), seen("A", sessions=40),
        seen("(organic)", "google", 70, medium="organic"),
        seen("(direct)", "(direct)", 60, medium=""),
        seen("(referral)", "x.tw", 50, medium="referral"),
        seen("x", "newsletter", 3, medium="mail"),
    ]  # fmt: skip
    found = audit([ad("A")], visits)
    assert [(b.visits.sessions, b.group) for b in found.broken] == [
        (90, "Paid Social"), (5, "Paid Social"), (3, "Unassigned"),
    ]  # fmt: skip
    assert found.nameless == 5 and found.names == ("A", "x")


@pytest.mark.slow
def test_ten_thousand_by_ten_thousand_is_not_quadratic_and_says_what_it_left_out() -> None:
    count = 10_000
    words = ["茶禮盒", "再行銷", "新客", "spring", "summer", "brand", "dpa", "lookalike"]

    def name(n: int, tail: str) -> str:
        return f"{words[n % 8]}{words[n // 8 % 8]}_{n:05}_{tail}"

    ads = [ad(name(n, "abcd"), cost=Decimal(count - n)) for n in range(count)]
    visits = [seen(name(n, "abdc")) for n in range(count)]
    begun = time.perf_counter()
    found = audit(ads, visits)
    assert time.perf_counter() - begun < 20
    hits = [x for x in found.lines[:LOOKED] if x.match.near]
    assert len(hits) > LOOKED * 0.95
    assert all(x.match.near[0].name == x.campaign.name[:-4] + "abdc" for x in hits)
    assert found.unlooked == count - LOOKED and "8,000" in caveats(found)[0].en


def test_names_are_alike_by_the_least_that_has_to_be_overlooked() -> None:
    assert differences("A b", "A b") == ()
    assert differences("Ａ　b", "a_B") == (D.WIDTH, D.CASE, D.SEPARATORS)
    assert differences("a", "b") == ()
    assert Names([]).alike("x") == [] and Names([]).misspelt("spring") == []
