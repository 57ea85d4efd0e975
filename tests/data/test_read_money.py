"""Decimal marks and currencies of a whole file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.data.reports import BARE, english, google, reading, row, rows


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        (['"1.234,50"', '"12,5"'], "1234.50"),
        (['"1.234"', '"12,5"'], "1234"),
        (["1.234", "12.5"], "1.234"),
        (['"1,234"', "987"], "1234"),
        (['"1,234"', "12.5"], "1234"),
        (["0.123", "1"], "0.123"),
        (["1234.567", "1"], "1234.567"),
    ],
)
def test_the_decimal_mark_is_the_columns(tmp_path: Path, costs: list[str], expected: str) -> None:
    comma = "," in costs[-1]
    others = {"impressions": "2.000", "conversions": '"1,50"'} if comma else {"impressions": "2000"}
    report = reading(tmp_path, google(*(row(cost=c, **others) for c in costs)))
    assert rows(tmp_path, "impressions")[0] == (2000,)
    assert report.status == "parsed", (english(report), report.questions)
    assert rows(tmp_path, "cost")[0] == (Decimal(expected),)


def test_evidence_far_down_decides_as_well(tmp_path: Path) -> None:
    lines = [row(cost="7") for _ in range(3000)] + [row(cost="3.000"), row(cost='"1.234,50"')]
    report = reading(tmp_path, google(*lines))
    assert report.status == "parsed"
    assert report.sums["cost"].loaded == 21000 + 3000 + Decimal("1234.50")


def test_several_currencies_are_refused(tmp_path: Path) -> None:
    report = reading(tmp_path, google(row(), row().replace("TWD", "USD")))
    assert report.status == "rejected"
    assert "more than one currency" in english(report)[0] and report.problems[0].value == "USD"


def test_converted_money_is_never_the_accounts_own(tmp_path: Path) -> None:
    header = BARE + ",Cost (Converted currency),Converted currency code"
    report = reading(tmp_path, google("a,TWD,1,2,32.00,1.00,USD", header=header))
    assert (report.currency, report.sums["cost"].loaded) == ("TWD", Decimal(32))


@pytest.mark.parametrize(
    ("header", "cost", "answers", "currency"),
    [
        ("Campaign,Clicks,Impr.,Cost", "12.50", {}, None),
        ("Campaign,Clicks,Impr.,Cost", "12.50", {"currency": "twd"}, "TWD"),
        ("Campaign,Clicks,Impr.,Cost", "NT$12.50", {}, "TWD"),
        ("Campaign,Clicks,Impr.,Cost", "$12.50", {}, None),
        ("Campaign,Clicks,Impr.,Cost (JPY)", "12", {"currency": "TWD"}, "JPY"),
    ],
)
def test_currency_is_what_the_file_says_else_what_was_answered(
    tmp_path: Path, header: str, cost: str, answers: dict[str, str], currency: str | None
) -> None:
    report = reading(tmp_path, google(f"a,1,2,{cost}", header=header), answers)
    assert (report.status, report.currency) == ("parsed", currency)
