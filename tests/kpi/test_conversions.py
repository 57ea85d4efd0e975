"""Conversions: what each book counts, what is missing, alike or counted twice, what is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.schema import GOOGLE_ADS, LINE_ADS, META_ADS, Measure
from data.state import Conflict, State
from data.text import LANGS, Text
from kpi.conversions.alike import alike
from kpi.conversions.audit import findings
from kpi.conversions.changes import ADDED, REMOVED, SAME, changes
from kpi.conversions.claims import Claim
from kpi.conversions.columns import column, label, tidy
from kpi.conversions.conversion import Conversion, conversions
from kpi.conversions.finding import Finding, Sort
from kpi.conversions.proposal import proposed
from kpi.conversions.rows import rows
from kpi.conversions.site import SeenEvent, Site
from kpi.conversions.steps import PLACES, STEPS
from kpi.conversions.twice import imported_event
from kpi.conversions.typed import LONGEST, MOST_NAMES, Typed, parse
from kpi.period import Span

GOOGLE, META, LINE = GOOGLE_ADS.key, META_ADS.key, LINE_ADS.key
SPAN = Span(date(2026, 10, 24), date(2026, 11, 20))
BUY = Text("購買", "Purchase")


def buys(**more: Any) -> Conversion:
    """Return the conversion everybody has, with some of it otherwise."""
    usual = Conversion(
        "buy", BUY, events=("purchase",), claims={GOOGLE: ("conversions",), META: ("conversions",)}
    )
    return replace(usual, **more)


def lead(**more: Any) -> Conversion:
    return replace(Conversion("lead", Text("名單", "Lead"), events=("generate_lead",)), **more)


def claim(
    actions: Mapping[str, int] = {}, *, cost: str | None = "1000", **counts: str
) -> Claim:  # fmt: skip
    money = None if cost is None else Decimal(cost)
    told = {Measure(m): Decimal(n) for m, n in counts.items()}
    return Claim(money, told, actions={name: Decimal(n) for name, n in actions.items()})


def site(whole: bool = True, key: Sequence[str] = (), **counts: int | None) -> Site:
    events = [SeenEvent(n, c, None if c is None else c // 2, n in key) for n, c in counts.items()]
    return Site(SPAN, events, whole)


def found(
    kept: Sequence[Conversion], seen: Site | None = None, claims: Mapping[str, Claim] | None = None
) -> list[Finding]:
    return findings(kept, seen, claims or {}, SPAN, "TWD")


# -- the table -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "seen", "value", "why"),
    [
        (buys(), site(purchase=10), 10, None),
        (buys(events=("purchase", "Purchase")), site(purchase=10, Purchase=2), 12, None),
        (buys(counting="session"), site(purchase=10), 5, None),
        (buys(), site(other=1), 0, None),  # the property lists every event: it did not come
        (buys(), site(whole=False, other=1), None, "purchase"),
        (buys(), site(whole=False, purchase=None), None, "purchase"),
        (buys(counting="session", events=("a", "b")), site(a=2, b=2), None, "do not add"),
        (buys(counting="session"), Site(SPAN, [SeenEvent("purchase", 9)]), None, "not the sess"),
        (buys(events=()), site(purchase=10), None, "not mapped"),
        (buys(), None, None, ""),
    ],
)  # fmt: skip
def test_what_the_site_counts(
    one: Conversion, seen: Site | None, value: int | None, why: str | None
) -> None:
    (row,) = rows([one], seen, {})
    assert row.site.value == value
    assert (row.site.why is None) == (not why)
    assert not why or (row.site.why and why in row.site.why.en)


@pytest.mark.parametrize(
    ("names", "claims", "value", "why"),
    [
        ({GOOGLE: ("conversions",)}, {GOOGLE: claim(conversions="3.5")}, Decimal("3.5"), None),
        ({META: ("Purchases",)}, {META: claim(conversions="4")}, 4, None),
        ({META: ("leads", "conversions")}, {META: claim(conversions="4", leads="2")}, 6, None),
        # a part of the purchases
        ({META: ("網站購買",)}, {META: claim(conversions="4")}, None, "by itself"),
        ({GOOGLE: ("Shop checkout",)}, {GOOGLE: claim(conversions="4")}, None, "by itself"),
        # counted by themselves; two of Google's add up, two types of Meta's never do
        (
            {GOOGLE: ("shop checkout", "Tag")},
            {GOOGLE: claim({"Shop checkout": 2, "Tag": 3})},
            5,
            None,
        ),
        ({META: ("網站購買",)}, {META: claim({"網站購買": 2}, conversions="4")}, 2, None),
        (
            {META: ("網站購買", "訊息")},
            {META: claim({"網站購買": 2, "訊息": 3})},
            None,
            "do not add",
        ),
        ({META: ("leads", "訊息")}, {META: claim({"訊息": 3}, leads="2")}, None, "do not add"),
        ({META: ("leads",)}, {META: claim(conversions="4")}, None, "no column"),
        ({META: ("leads",)}, {}, None, "no data"),
    ],
)
def test_what_a_platform_claims(
    names: Mapping[str, tuple[str, ...]], claims: Mapping[str, Claim],
    value: Decimal | int | None, why: str | None,
) -> None:  # fmt: skip
    (row,) = rows([buys(claims=names)], site(purchase=10), claims)
    (count,) = row.claims.values()
    assert count.value == row.claimed == value
    assert (count.why is None) if why is None else (count.why and why in count.why.en)
    assert row.difference == (None if value is None else value - 10)


def test_claims_add_up_only_where_every_platform_has_an_answer() -> None:
    one = buys(claims={GOOGLE: ("conversions",), META: ("typed",)})
    (row,) = rows([one], site(purchase=10), {GOOGLE: claim(conversions="5"), META: claim()})
    assert (row.claimed, row.difference) == (None, None)
    late = replace(claim(conversions="1"), to=date(2026, 11, 15))
    (row,) = rows([buys()], None, {GOOGLE: claim(conversions="5"), META: late})
    assert (row.claimed, row.difference, row.to) == (6, None, date(2026, 11, 15))


# -- findings --------------------------------------------------------------------------------------

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


# -- names, forms, proposals -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "name", "is_column"),
    [
        (META, "Purchases", Measure.CONVERSIONS),
        (META, " 購買次數 ", Measure.CONVERSIONS),
        (META, "網站購買", None),
        (GOOGLE, "購買", None),  # an action of the account
        (GOOGLE, "conversions", Measure.CONVERSIONS),
        (LINE, "leads", Measure.LEADS),
        (META, "impressions", None),
    ],
)
def test_which_names_are_columns(platform: str, name: str, is_column: Measure | None) -> None:
    assert column(platform, name) is is_column
    assert label(platform, name).zh


def test_a_column_is_kept_once_by_its_measure() -> None:
    assert tidy(META, ("購買", " Purchases", "", "自訂", "自訂 ")) == ("conversions", "自訂")


SAID = Typed("購買", "Purchase", "main", "shop.purchase", "every", ("purchase",), {META: ("購買",)})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"zh": " ", "en": ""}, "Fill in a name"),
        ({"zh": "", "en": "Order"}, ""),
        ({"zh": "長" * (LONGEST + 1)}, "too long"),
        ({"zh": "名單"}, "already"),
        ({"events": (), "claims": {META: (" ",)}}, "Choose a GA4 event"),
        ({"events": [str(n) for n in range(MOST_NAMES + 1)]}, "takes"),
        ({"events": ["x" * (2 * LONGEST + 1)]}, "too long"),
    ],
)
def test_what_is_typed_is_checked(change: dict[str, Any], said: str) -> None:
    one, wrong = parse(replace(SAID, **change), None, [lead()])
    assert len(wrong) == bool(said) and all(said in text.en for text in wrong)
    assert one.id not in ("", "lead") and one.version == 0 and one.position == 2


def test_a_change_keeps_id_and_version() -> None:
    base = buys(version=3, position=7)
    one, wrong = parse(replace(SAID, step="no such step", events=(" purchase", "purchase")), base,
                       [base])  # fmt: skip
    assert not wrong and (one.id, one.version, one.position) == ("buy", 3, 7)
    assert (one.step, one.events, one.claims) == ("", ("purchase",), {META: ("conversions",)})


def test_recommended_events_are_proposed_in_their_place() -> None:
    claims = {
        GOOGLE: claim(conversions="60"),
        META: claim(conversions="40", leads="3", checkouts="0"),
    }
    seen = site(whole=False, generate_lead=3, purchase=9, begin_checkout=5, sign_up=0, own_event=8)
    told = proposed([], seen, claims, {"generate_lead": "session"})
    assert [(c.id, c.kind, c.claims, c.counting, c.position) for c in told] == [
        ("purchase", "main", {GOOGLE: ("conversions",), META: ("conversions",)}, "every", 1),
        ("generate_lead", "main", {META: ("leads",)}, "session", 2),
        ("begin_checkout", "micro", {}, "every", 3),  # Meta counts none
    ]
    assert proposed(told, seen, claims) == []
    assert [c.id for c in proposed([buys()], seen, claims)] == ["generate_lead", "begin_checkout"]
    assert proposed([], None, claims) == []


def test_every_place_is_a_step() -> None:
    assert {place.step for place in PLACES.values()} <= set(STEPS)


# -- kept ------------------------------------------------------------------------------------------


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")


def test_conversions_keep_versions_and_are_saved_all_or_none(state: State) -> None:
    state.save_conversions([lead(position=2).as_doc(), buys(position=1).as_doc()], "ann", "first")
    kept = conversions(state)
    assert kept == (buys(position=1, version=1), lead(position=2, version=1))
    state.save_conversions([replace(kept[0], events=("Purchase",)).as_doc()], "bob", "renamed")
    with pytest.raises(Conflict, match="購買"):
        state.save_conversions([lead(id="new").as_doc(), kept[0].as_doc()], "ann", "late")
    with pytest.raises(Conflict):
        state.delete_conversion(kept[0].as_doc(), "ann", "late")
    assert [(c.id, c.version) for c in conversions(state)] == [("buy", 2), ("lead", 1)]
    state.delete_conversion(kept[1].as_doc(), "ann", "no forms any more")
    told = state.conversion_history(10)
    assert [(row["what"], row["by"], row["why"]) for row in told] == [
        ("conversion lead", "ann", "no forms any more"), ("conversion buy", "bob", "renamed"),
        ("conversion buy", "ann", "first"), ("conversion lead", "ann", "first"),
    ]  # fmt: skip
    said = [changes(row["old"], row["new"]) for row in told]
    assert said[0] == REMOVED and said[2:] == [ADDED, ADDED]
    assert said[1].en == "GA4 events purchase → Purchase"
    assert len(state.conversion_history(2)) == 2


def test_what_changed_is_told_field_by_field() -> None:
    old = buys().as_doc()
    assert changes(old, old) == SAME
    new = buys(kind="micro", step="shop.cart", claims={META: ("網站購買",)}).as_doc()
    assert changes(old, new).zh == (
        "類別 主要轉換 → 微轉換；漏斗步驟 – → 電商・加入購物車；Google Ads 「轉換」欄合計 → –；"
        "Meta 購買次數 → 網站購買"
    )
