"""Conversions: what each book counts, what is typed, proposed and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.schema import Measure
from data.state import Conflict, State
from kpi.conversions.changes import ADDED, REMOVED, SAME, changes
from kpi.conversions.claims import Claim
from kpi.conversions.columns import column, label, tidy
from kpi.conversions.conversion import Conversion, conversions
from kpi.conversions.proposal import proposed
from kpi.conversions.rows import rows
from kpi.conversions.site import SeenEvent, Site
from kpi.conversions.steps import PLACES, STEPS
from kpi.conversions.typed import LONGEST, MOST_NAMES, Typed, parse
from tests.kpi.conversion_world import GOOGLE, LINE, META, SPAN, buys, claim, lead, site

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
