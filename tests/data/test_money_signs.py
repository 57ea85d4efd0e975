"""Signs and words beside money: taken off where they agree with the file, and only there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.reading.currencies import named
from data.report import Report
from tests.data.google import report
from tests.data.reports import english, google, reading, rows

pytestmark = pytest.mark.slow

PLAIN = "Campaign,Clicks,Impr.,Cost"
CODED = "Campaign,Currency code,Clicks,Impr.,Cost"


def costs(tmp_path: Path, cells: list[str], code: str | None = None) -> Report:
    """Read a report with a campaign a cell of cost."""
    said = f",{code}" if code else ""
    lines = [f'c{n}{said},1,2,"{cell}"' for n, cell in enumerate(cells)]
    return reading(tmp_path, google(*lines, header=CODED if code else PLAIN))


READ = [
    # cell, currency of the file, what it is
    ("(NT$1,234)", "TWD", "-1234"),
    ("NT$(1,234)", "TWD", "-1234"),
    ("(1,234元)", "TWD", "-1234"),
    ("(1,234)", "TWD", "-1234"),
    ("（１，２３４）", "TWD", "-1234"),
    ("-NT$1,234", "TWD", "-1234"),
    ("NT$-1,234", "TWD", "-1234"),
    ("NT$ −1,234.50", "TWD", "-1234.50"),
    ("−1,234 元", "TWD", "-1234"),
    ("NT＄１，２３４", "TWD", "1234"),
    ("ＮＴ＄１，２３４．５", "TWD", "1234.5"),
    ("＄１，２３４", "TWD", "1234"),
    ("$1,234", "TWD", "1234"),
    ("$ 1,234", "HKD", "1234"),
    ("1,234元", "TWD", "1234"),
    ("1,234 圓", "TWD", "1234"),
    ("新台幣 1,234 元", "TWD", "1234"),
    ("美金1,234元", "USD", "1234"),
    ("TWD 1,234", "TWD", "1234"),
    ("twd1,234", "TWD", "1234"),
    ("1,234 TWD", "TWD", "1234"),
    ("NTD$1,234", "TWD", "1234"),
    ("¥1,234", "JPY", "1234"),
    ("￥1,234", "CNY", "1234"),
    ("1,234円", "JPY", "1234"),
    ("€1,234.50", "EUR", "1234.50"),
    ("SEK 1,234", "SEK", "1234"),
    ("NT$.50", "TWD", "0.50"),
]


@pytest.mark.parametrize(("cell", "code", "amount"), READ)
def test_a_sign_that_agrees_is_taken_off(tmp_path: Path, cell: str, code: str, amount: str) -> None:
    report = costs(tmp_path, ["12.50", cell], code)
    assert (report.status, report.currency) == ("parsed", code), english(report)
    assert rows(tmp_path, "cost") == [(Decimal("12.50"),), (Decimal(amount),)]


OTHERS = [
    ("US$5", "TWD"),
    ("USD 5", "TWD"),
    ("5 usd", "TWD"),
    ("(US$5)", "TWD"),
    ("-US$5", "TWD"),
    ("ＵＳＤ５", "TWD"),
    ("美金 5 元", "TWD"),
    ("€5", "TWD"),
    ("¥5", "TWD"),
    ("￥５", "TWD"),
    ("THB 5", "TWD"),
    ("NT$5", "USD"),
    ("5 TWD", "USD"),
    ("$5", "EUR"),
    ("$5", "JPY"),
    ("5元", "GBP"),
    ("NT$5 USD", "TWD"),
]


@pytest.mark.parametrize(("cell", "code"), OTHERS)
def test_a_sign_of_another_currency_refuses_the_file(tmp_path: Path, cell: str, code: str) -> None:
    report = costs(tmp_path, ["12.50"] * 30 + [cell], code)
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    whole, single = report.problems
    assert whole.rule.en.startswith(f"The file holds more than one currency ({code} and others)")
    assert single.rule.en == "The amount names another currency"
    for problem in (whole, single):
        assert (problem.row, problem.column, problem.value) == (34, "Cost", cell)


NO_MONEY = (
    "-(5)", "--5", "-NT$-5", "(-5)", "((5))", "NT$", "NT$NT$NT$5", "5 pcs", "x5元", "5元6", "5%元",
)  # fmt: skip


@pytest.mark.parametrize("cell", NO_MONEY)
def test_what_only_looks_like_money_is_no_number(tmp_path: Path, cell: str) -> None:
    report = costs(tmp_path, ["12.50"] * 30 + [cell], "TWD")
    assert report.status == "parsed"
    assert [(p.rule.en, p.value) for p in report.problems] == [("Not a number", cell)]


@pytest.mark.parametrize("cell", ["$5", "NT$5", "5元", "TWD 5"])
def test_a_count_has_no_currency(tmp_path: Path, cell: str) -> None:
    lines = [f"c{n},TWD,1,2,3" for n in range(30)]
    report = reading(tmp_path, google(*lines, f"x,TWD,{cell},2,3", header=CODED))
    assert [(p.rule.en, p.column) for p in report.problems] == [("Not a number", "Clicks")]


SAID = [
    # cells of a file that names no currency, its currency, what its signs can mean
    (["5", "6"], None, 0),
    (["NT$5", "6"], "TWD", 0),
    (["5元", "NT$6"], "TWD", 0),
    (["$5", "6 TWD"], "TWD", 0),
    (["¥5", "6円"], "JPY", 0),
    (["¥5", "6"], None, 2),
    (["¥5", "6元"], None, 2),
    (["$5", "6元"], None, 8),
]


@pytest.mark.parametrize("far", [0, 3000])
@pytest.mark.parametrize(("cells", "code", "meant"), SAID)
def test_what_the_signs_say_of_the_whole_file(
    tmp_path: Path, far: int, cells: list[str], code: str | None, meant: int
) -> None:
    report = costs(tmp_path, ["7"] * far + cells)
    assert (report.status, report.currency) == ("parsed", code), english(report)
    assert len(report.currencies) == meant
    assert report.sums["cost"].loaded == 7 * far + 11


@pytest.mark.parametrize("far", [0, 3000])
@pytest.mark.parametrize("cells", [["NT$5", "US$6"], ["$5", "€6"], ["¥5", "NT$6"]])
def test_two_currencies_by_their_signs(tmp_path: Path, far: int, cells: list[str]) -> None:
    report = costs(tmp_path, ["7"] * far + cells)
    assert report.status == "rejected"
    assert "more than one currency" in english(report)[0]


def test_a_total_may_carry_the_sign_as_well(tmp_path: Path) -> None:
    lines = ['a,1,2,"NT$1,000"', "b,1,2,500元", 'Total: Campaigns,2,4,"NT$1,500"']
    report = reading(tmp_path, google(*lines, header=PLAIN))
    assert (report.status, report.reconciled, report.rows.skipped.totals) == ("parsed", True, 1)


def test_a_decimal_comma_stays_one_beside_a_sign(tmp_path: Path) -> None:
    report = costs(tmp_path, ["1.234,50 €", "(12,5 €)"])
    assert (report.status, report.currency) == ("parsed", "EUR")
    assert report.sums["cost"].loaded == Decimal("1222.00")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("kr 5", None),
        ("TWD", None),
        ("5", None),
        ("", None),
        ("US$5 TWD", set()),
        ("S$5", {"SGD"}),
        ("US$5", {"USD"}),
        ("5 NT", {"TWD"}),
        ("¥5", {"JPY", "CNY"}),
    ],
)
def test_what_a_cell_names(cell: str, meant: set[str] | None) -> None:
    assert named(cell) == meant


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["$1,000.00", "1000元"])
def test_a_shared_sign_is_asked_about_and_the_answer_must_fit(
    call: Any, tmp_path: Path, cell: str
) -> None:
    path = tmp_path / "google.csv"
    path.write_text(google(f'c,1,2,"{cell}"', header=PLAIN), encoding="utf-8")
    code, said = call("import", path, "--answer", "account=Shop")
    (question,) = said["files"][0]["questions"]
    assert (code, question["key"], question["choices"]) == (1, "currency", ["TWD", "USD"])
    code, said = call("import", path, "--answer", "account=Shop", "--answer", "currency=GBP")
    (question,) = said["files"][0]["questions"]
    assert (code, question["key"]) == (1, "currency") and "GBP" in question["text"]
    code, said = call("import", path, "--answer", "account=Shop", "--answer", "currency=USD")
    (file,) = said["files"]
    assert (code, file["status"], file["currency"]) == (0, "loaded", "USD")


@pytest.mark.slow
def test_a_sign_its_account_cannot_be_in_refuses_the_file(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "1.csv", range(1, 4), "a", account=None, currency="GBP"),
         "--answer", "account=Shop")  # fmt: skip
    path = tmp_path / "2.csv"
    path.write_text(google("a,1,2,$5", header=PLAIN), encoding="utf-8")
    code, said = call("import", path, "--answer", "account=Shop")
    (file,) = said["files"]
    assert (code, file["status"]) == (1, "rejected")
    assert "不可能是 GBP" in file["problems"][0]["rule"] and file["problems"][0]["value"] == "GBP"
