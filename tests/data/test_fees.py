"""Service fees by rule: the formulas, days that add up, and rules that contradict each other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.rules import fees
from data.rules.fees import Basis, FeeRule, RuleRefused, Tax, fee_entries
from data.state import State

SEPTEMBER = date(2026, 9, 1)


def rule(rate: str = "0.15", **more: object) -> FeeRule:
    """Return a rule for Google from September on, but for what the case says."""
    return FeeRule("google_ads", Decimal(rate), **{"first": SEPTEMBER, **more})  # type: ignore[arg-type]


MEDIA_OF_300_000 = [
    # taiwan.md: 15 % on top and 5 % tax on the whole bill
    (Basis.ON_TOP, Tax.ALL, "248447.20"),
    (Basis.ON_TOP, Tax.FEE, "259179.27"),
    (Basis.ON_TOP, Tax.NONE, "260869.57"),
    (Basis.INCLUDED, Tax.ALL, "242857.14"),
    (Basis.INCLUDED, Tax.FEE, "253101.74"),
    (Basis.INCLUDED, Tax.NONE, "255000.00"),
]


@pytest.mark.parametrize(("basis", "tax", "media"), MEDIA_OF_300_000)
def test_how_much_of_what_is_paid_is_media(basis: Basis, tax: Tax, media: str) -> None:
    agreed = rule(basis=basis, tax=tax)
    found = agreed.media(Decimal(300_000))
    assert found.quantize(Decimal("0.01")) == Decimal(media)
    assert agreed.paid(found).quantize(Decimal("0.000001")) == 300_000
    (day,) = fee_entries([agreed], {("google_ads", "1", SEPTEMBER): found})
    whole = found + day.fee + day.fee_tax + day.media_tax
    assert abs(whole - 300_000) <= Decimal("0.02")


def test_the_worked_example_stands_in_whole_dollars() -> None:
    assert int(rule(tax=Tax.ALL).media(Decimal(300_000))) == 248_447


def test_included_and_on_top_are_not_the_same() -> None:
    on_top, included = rule(), rule(basis=Basis.INCLUDED)
    assert (on_top.fee(Decimal(85)), included.fee(Decimal(85))) == (Decimal("12.75"), Decimal(15))


@given(
    st.lists(
        st.decimals("-1000", "99999", places=6, allow_nan=False, allow_infinity=False),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from(list(Basis)),
    st.decimals("0.001", "0.4", places=3),
)
def test_the_days_of_a_month_add_up_to_its_fee(
    media: list[Decimal], basis: Basis, rate: Decimal
) -> None:
    agreed = rule(str(rate), basis=basis, tax=Tax.ALL)
    spent = {("google_ads", "1", SEPTEMBER + timedelta(n)): m for n, m in enumerate(media)}
    days = fee_entries([agreed], spent)
    cent, total = Decimal("0.01"), sum(media, Decimal(0))
    fee = agreed.fee(total).quantize(cent)
    assert len(days) == len(media)
    assert sum(d.fee for d in days) == fee
    assert sum(d.fee_tax for d in days) == (fee * Decimal("0.05")).quantize(cent)
    assert sum(d.media_tax for d in days) == (total * Decimal("0.05")).quantize(cent)


def test_a_rate_changes_within_a_month() -> None:
    before = rule("0.15", last=date(2026, 9, 14), tax=Tax.NONE)
    after = rule("0.12", first=date(2026, 9, 15), tax=Tax.NONE)
    spent = {("google_ads", "1", SEPTEMBER + timedelta(n)): Decimal("100.03") for n in range(30)}
    days = fee_entries([before, after], spent)
    assert [d.day for d in days] == [SEPTEMBER + timedelta(n) for n in range(30)]
    first, second = days[:14], days[14:]
    assert sum(d.fee for d in first) == (14 * Decimal("100.03") * Decimal("0.15")).quantize(
        Decimal("0.01")
    )
    assert sum(d.fee for d in second) == (16 * Decimal("100.03") * Decimal("0.12")).quantize(
        Decimal("0.01")
    )


def test_a_rule_charges_only_its_own() -> None:
    rules = [rule(account="1"), FeeRule("meta_ads", Decimal("0.1"), SEPTEMBER, vendor="Big Tree")]
    day = Decimal(100)
    spent = {
        ("google_ads", "1", SEPTEMBER): day,
        ("google_ads", "2", SEPTEMBER): day,
        ("meta_ads", "x", SEPTEMBER): day,
        ("meta_ads", "y", date(2026, 8, 31)): day,
    }
    found = [(e.platform, e.account, e.vendor, e.fee) for e in fee_entries(rules, spent)]
    assert found == [("google_ads", "1", "", 15), ("meta_ads", "x", "Big Tree", 10)]


REFUSED = [
    (rule("0.15", account="1"), "all accounts"),
    (rule("0.1", first=date(2026, 12, 1)), "from 2026-09-01"),
    (rule("0.1", first=date(2026, 1, 1), last=SEPTEMBER), "one rule"),
    (rule("15"), "15 % is 0.15"),
    (rule("0"), "between 0 and 1"),
    (rule("NaN"), "between 0 and 1"),
    (rule(first=date(2025, 2, 1), last=date(2025, 1, 31)), "before it begins"),
    (FeeRule(" ", Decimal("0.1"), date(2020, 1, 1)), "Choose the platform"),
]


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.open(f"sqlite:///{tmp_path}/state.sqlite")


@pytest.mark.parametrize(("wrong", "says"), REFUSED)
def test_a_rule_that_contradicts_is_refused(state: State, wrong: FeeRule, says: str) -> None:
    fees.save(state, rule(vendor="Big Tree"), "Ann", "contract")
    with pytest.raises(RuleRefused) as refused:
        fees.save(state, wrong, "Ann", "")
    assert says in refused.value.text.en
    assert list(fees.rules(state).values()) == [rule(vendor="Big Tree")]


@pytest.mark.parametrize(
    "other",
    [
        rule("0.1", first=date(2026, 1, 1), last=date(2026, 8, 31)),
        FeeRule("meta_ads", Decimal("0.1"), SEPTEMBER),
    ],
)
def test_rules_side_by_side_are_kept(state: State, other: FeeRule) -> None:
    fees.save(state, rule(), "Ann", "")
    fees.save(state, other, "Ann", "")
    assert list(fees.rules(state).values()) == [rule(), other]


def test_who_changed_a_rule_when_and_why(state: State) -> None:
    key = fees.save(state, rule(), "Ann", "contract")
    ended = rule(last=date(2026, 12, 31))
    assert fees.save(state, ended, "Bob", "notice given", key) == key
    state.delete_fee_rule(key, "Ann", "typed twice")
    told = state.audit(f"fee rule {key}")
    assert [(a["by"], a["why"]) for a in told] == [
        ("Ann", "contract"),
        ("Bob", "notice given"),
        ("Ann", "typed twice"),
    ]
    assert [(a["old"], a["new"]) for a in told][1] == (rule().to_json(), ended.to_json())
    assert told[2]["new"] is None and fees.rules(state) == {}
