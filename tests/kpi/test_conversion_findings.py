"""What the audit of conversions finds: what is missing, alike or counted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from data.text import LANGS
from kpi.conversions.alike import alike
from kpi.conversions.audit import findings
from kpi.conversions.claims import Claim
from kpi.conversions.conversion import Conversion
from kpi.conversions.finding import Sort
from kpi.conversions.site import Site
from kpi.conversions.twice import imported_event
from tests.kpi.conversion_world import GOOGLE, META, SPAN, buys, claim, found, lead, site

SPEND = {GOOGLE: claim(cost="900", conversions="60"), META: claim(cost="300", conversions="40")}
MISSING = [
    # odd ones first: no money, no platform, nothing kept
    ([], None, {}, [], None),
    ([], None, {META: claim(cost="0")}, [], None),
    ([], None, {META: claim(cost=None)}, ["Money is spent"], None),
    ([], None, SPEND, ["Money is spent"], Decimal(1200)),
    ([buys(claims={META: ("conversions",)})], None, SPEND, ["Money is spent"], Decimal(900)),
    ([buys(events=())], None, SPEND, ["has no GA4 event"], Decimal(1200)),
    ([buys(events=(), kind="micro")], None, SPEND, [], None),
    ([], site(key=["purchase"], purchase=3), {}, ["Key events in no conversion: purchase"], None),
    ([], site(key=["a", "b"], a=3, b=None, c=9), {}, ["Key events in no conversion: a, b"], None),
    ([buys()], site(key=["purchase"], purchase=300), SPEND, [], None),
    ([buys()], site(scroll=3), SPEND, ["never came"], Decimal(1200)),
    ([buys()], site(purchase=0), SPEND, ["never came"], Decimal(1200)),
    ([buys()], site(whole=False, scroll=3), SPEND, [], None),  # exports hold chosen events
]


@pytest.mark.parametrize(("kept", "seen", "claims", "said", "money"), MISSING)
def test_what_is_missing(
    kept: Sequence[Conversion], seen: Site | None, claims: Mapping[str, Claim],
    said: Sequence[str], money: Decimal | None,
) -> None:  # fmt: skip
    told = found(kept, seen, claims)
    assert len(told) == len(said)
    for one, start in zip(told, said, strict=True):
        assert one.sort is Sort.MISSING and start in one.what.en and one.money == money
        assert all(getattr(one, part).to(lang) for part in ("where", "why", "do") for lang in LANGS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("purchase", "purchase", False),  # the same name
        ("purchase", "Purchase", True),
        ("ｐｕｒｃｈａｓｅ", "purchase", True),
        ("add_to_cart", "add-to cart", True),
        ("加入購物車", "加入 購物車", True),
        ("generate_lead", "generate_leads", True),
        ("genarate_lead", "generate_lead", True),
        ("view_item", "view_item_list", False),
        ("form_start", "form_submit", False),
        ("form_submit", "form_submits", True),
        ("step_1", "step_2", False),
        ("checkout_step_1", "checkout_step_2", False),
        ("buy", "buys", False),
        ("___", "---", False),
    ],
)
def test_names_that_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) == alike(other, one) == same


@pytest.mark.parametrize(
    ("kept", "seen", "said"),
    [
        ([], site(purchase=5, Purchase=2), ["purchase, Purchase"]),
        # chosen together: somebody has decided that they are one
        ([buys(events=("purchase", "Purchase"), claims={})], site(purchase=5, Purchase=2), []),
        ([buys(events=("Purchase",), claims={})], site(whole=False, purchase=5), ["purchase, Pur"]),
        (
            [buys(events=("sign_up",), claims={}), lead(events=(), claims={GOOGLE: ("Sign Up",)})],
            None,
            ["“sign_up” and “Sign Up”"],
        ),
        ([buys(events=("sign_up",), claims={GOOGLE: ("Sign Up",)})], None, []),
        # columns are no names
        ([buys(claims={META: ("leads",)}, events=("leads",)), lead()], None, []),
    ],
)
def test_what_is_named_alike(
    kept: Sequence[Conversion], seen: Site | None, said: Sequence[str]
) -> None:
    told = [one for one in found(kept, seen) if one.sort is Sort.ALIKE]
    assert len(told) == len(said)
    assert all(part in one.what.en for one, part in zip(told, said, strict=True))


@pytest.mark.parametrize(
    ("kept", "said", "money"),
    [
        ([buys(claims={}), lead(events=("purchase",))], ["“purchase” of GA4"], None),
        ([buys(claims={}), lead(events=("purchase",), kind="micro")], [], None),
        (
            [buys(events=()), lead(events=(), claims={GOOGLE: ("conversions",)})],
            ["“Conversions column (total)” of Google Ads"],
            Decimal(900),
        ),
        (
            [buys(events=(), claims={GOOGLE: ("購買", "Shop - GA4 (web) purchase")})],
            ["Google may count"],
            Decimal(900),
        ),
        ([buys(events=(), claims={GOOGLE: ("Shop - GA4 (web) purchase",)})], [], None),
        ([buys(events=(), claims={META: ("a", "Shop (web) purchase")})], [], None),
    ],
)
def test_what_stands_in_two_places(
    kept: Sequence[Conversion], said: Sequence[str], money: Decimal | None
) -> None:
    told = [one for one in found(kept, None, SPEND) if one.sort is Sort.TWICE]
    assert [one.money for one in told] == [money] * len(said)
    assert all(part in one.what.en for one, part in zip(told, said, strict=True))


@pytest.mark.parametrize(
    ("seen", "twice"),
    [
        (("Purchase", "Shop - GA4 (web) purchase"), True),
        (("Shop - GA4 (web) purchase",), False),
        (("Purchase",), False),
        (("Sign-up", "Shop - GA4 (web) purchase"), False),  # of another conversion
        (("PURCHASE", "Shop (web) sign_up"), False),
    ],
)
def test_actions_in_files_are_looked_at_too(seen: Sequence[str], twice: bool) -> None:
    kept = [buys()]
    told = findings(kept, site(purchase=100), SPEND, SPAN, "TWD", {GOOGLE: seen, META: seen})
    assert [one.sort for one in told] == [Sort.TWICE] * twice
    assert all(name in told[0].where.en for name in seen * twice)


@pytest.mark.parametrize(
    ("kept", "purchases", "said"),
    [
        ([buys()], 84, ""),  # 100 claimed: not yet 1.2 times
        ([buys()], 83, "By their claims one costs NT$12; by the site's count it is NT$14 at least"),
        ([buys()], 0, ""),
        # Meta's cost is that of two main conversions: no price of one
        ([buys(), lead(claims={META: ("leads",)})], 50, "Several platforms"),
        ([buys(kind="micro")], 50, "Several platforms"),
    ],
)  # fmt: skip
def test_what_platforms_claim_above_the_site(
    kept: Sequence[Conversion], purchases: int, said: str
) -> None:
    seen = site(purchase=purchases, generate_lead=5)
    told = [one for one in found(kept, seen, SPEND) if one.sort is Sort.TWICE]
    assert len(told) == bool(said)
    for one in told:
        assert said in one.why.en and ("costs" in one.why.en) == ("costs" in said)
        assert one.money == (Decimal(1200) if kept[0].is_main else None)
        where = f"claim 100, GA4 counts {purchases}, 10/24–11/20"
        assert where in one.where.en and one.conversion == "buy"


def test_the_most_money_comes_first() -> None:
    kept = [buys(claims={META: ("conversions",)}, events=("gone",))]
    told = found(kept, site(key=["scroll"], scroll=1), {**SPEND, META: claim(cost="5000")})
    assert [one.money for one in told] == [Decimal(5000), Decimal(900), None]


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("晨光 - GA4 (web) purchase", "purchase"),
        ("Shop (iOS) in_app_purchase", "in_app_purchase"),
        ("店 - GA4 (網站) 購買", "購買"),
        ("Purchase (web)", None),
        ("Purchase", None),
        ("(web) ", None),
    ],
)
def test_what_google_imported_is_known_by_its_name(name: str, event: str | None) -> None:
    assert imported_event(name) == event
