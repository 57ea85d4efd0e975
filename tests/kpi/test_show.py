"""The terminal door: its JSON, its exit codes, and what it says of a wrong call."""

from __future__ import annotations

import json
from datetime import date as d
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.snapshot import Store
from data.state import State
from kpi.__main__ import main

pytestmark = pytest.mark.slow

NOVEMBER = ["--from", "2026-11-01", "--to", "2026-11-30"]


@pytest.fixture
def store(world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store with one published snapshot: two platforms and a campaign."""
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-18")
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    world.account("甲", "google_ads").account("乙", "meta_ads", complete_to=d(2026, 11, 12))
    google = {"impressions": 1000, "clicks_all": 30, "cost": Decimal("1000.25"),
              "conversions": Decimal("4.5")}  # fmt: skip
    for day in (d(2026, 11, 2), d(2026, 11, 3)):
        world.day("甲", day, **google).day("甲", day, "品牌", **google)
    meta = {"impressions": 500, "link_clicks": 20, "cost": Decimal(400)}
    world.day("乙", d(2026, 11, 2), **meta).day("乙", d(2026, 11, 2), "再行銷", **meta)
    found = Store.at(tmp_path / "store")
    world.publish(found.snapshots)
    return found


def show(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    """Run the door and read its JSON."""
    assert main(["show", *args, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_one_figure_in_full(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--where", "platform=google_ads", "--store", str(store.root)]
    answer = show(capsys, "cpa", *NOVEMBER, *where)
    (row,) = answer.pop("rows")
    assert answer == {
        "period": {"from": "2026-11-01", "to": "2026-11-30"},
        "currency": "TWD",
        "tax_basis": "excluded",
    }
    goal = row.pop("goal")
    assert row == {
        "kpi": "cpa", "cut": {}, "value": pytest.approx(2000.5 / 9), "numerator": 2000.5,
        "denominator": 9, "basis": None, "unit": "money", "ledger": "platform", "previous": None,
        "last_year": None, "complete_to": "2026-11-17", "interval": None, "verdict": "good",
        "flags": ["immature", "partial", "draft"],
    }  # fmt: skip
    assert (goal["target"], goal["high"], goal["due"]) == (450, 600, None)


def test_a_sum_is_judged_against_what_is_due(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = show(capsys, "conversions", *NOVEMBER, "--by", "platform", "--store", str(store.root))
    google, meta = answer["rows"]
    assert google["cut"] == {"platform": "google_ads"}
    assert (google["value"], google["verdict"]) == (9, "act")
    assert (google["goal"]["due"], google["goal"]["attained"]) == (340, 0.015)
    assert (meta["value"], meta["verdict"], meta["goal"]) == (None, None, None)
    part = ["--from", "2026-11-02", "--to", "2026-11-03", "--where", "platform=google_ads"]
    (row,) = show(capsys, "conversions", *part, "--store", str(store.root))["rows"]
    assert row["verdict"] is None
    assert "月" in row["goal"]["why_not"]["zh"]


def test_a_cut_carries_its_whole_path(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--by", "campaign", "day", "--where", "account=id-1", "--store", str(store.root)]
    rows = show(capsys, "ctr", *NOVEMBER, *asked)["rows"]
    path = {"platform": "google_ads", "account": "甲", "campaign": "品牌"}
    assert [row["cut"] for row in rows] == [
        {"day": "2026-11-02", **path},
        {"day": "2026-11-03", **path},
    ]
    assert rows[0]["basis"] == "all"
    assert rows[1]["previous"] == 0.03


def test_without_names_every_kpi_that_has_an_answer(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = show(capsys, *NOVEMBER, "--store", str(store.root))["rows"]
    assert [row["kpi"] for row in rows] == [
        "impressions", "clicks", "clicks_all", "cost", "conversions", "ctr", "cpc", "cpm",
        "cvr_click", "cpa", "marketing_cost",
    ]  # fmt: skip
    clicks = next(row for row in rows if row["kpi"] == "clicks")
    assert (clicks["value"], clicks["basis"]) == (80, "mixed")
    assert clicks["flags"] == ["stale", "partial"]
    cpa = next(row for row in rows if row["kpi"] == "cpa")
    assert cpa["flags"] == ["partial_coverage", "immature", "partial"], (
        "Meta's export has no conversions, and Google goes on claiming"
    )


@pytest.mark.parametrize(
    ("where", "value"),
    [("day=2026-11-03", 1000), ("week=2026-11-02", 2500), ("month=2026-11", 2500)],
)
def test_times_narrow_the_period(
    store: Store, capsys: pytest.CaptureFixture[str], where: str, value: int
) -> None:
    asked = ["impressions", *NOVEMBER, "--where", where, "--store", str(store.root)]
    assert show(capsys, *asked)["rows"][0]["value"] == value


def test_a_figure_across_books_names_them(
    world: Any, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    row = show(capsys, "cac", *NOVEMBER, "--store", str(store.root))["rows"][0]
    assert (row["ledger"], row["value"]) == ("platform + costs + orders", None)
    assert "partial_coverage" in row["flags"]


def test_the_tax_basis_that_was_chosen(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    State.open(store.state_url).set_setting("tax_display", "included", by="test")
    where = ["--where", "platform=google_ads", "--store", str(store.root)]
    answer = show(capsys, "cost", *NOVEMBER, *where)
    assert (answer["tax_basis"], answer["rows"][0]["value"]) == ("included", 2000.5 * 1.05)


def test_campaign_classes(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["cost", *NOVEMBER, "--by", "campaign_class", "--store", str(store.root)]
    rows = show(capsys, *asked)["rows"]
    assert {r["cut"]["campaign_class"]: r["value"] for r in rows} == {
        "再行銷": 400,
        "品牌字": 2000.5,
    }
    state = State.open(store.state_url)
    state.set_setting("campaign_classes", [{"name": "甲類", "words": ["甲"]}], by="test")
    assert main([*["show", *asked], "--lang", "en"]) == 2, "one row of nothing known is no answer"
    assert "甲類: 甲" in capsys.readouterr().err
    wrong = ["show", "cost", *NOVEMBER, "--where", "campaign_class=品牌字"]
    assert main([*wrong, "--store", str(store.root)]) == 2
    assert "未分類, 甲類" in capsys.readouterr().err


def test_a_store_without_a_snapshot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = show(capsys, "cost", *NOVEMBER, "--store", str(tmp_path / "new"))
    assert (answer["rows"], answer["currency"], answer["tax_basis"]) == ([], None, None)


def test_people_get_a_table(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["show", "cost", "ctr", *NOVEMBER, "--by", "platform", "--store", str(store.root)])
        == 0
    )
    head, google, *_rest = capsys.readouterr().out.splitlines()
    assert head.split() == ["指標", "切分", "數值", "上期", "去年同期", "完整至", "判定", "註記"]
    assert google.split()[:3] == ["廣告花費", "google_ads", "2,001"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["cost", *NOVEMBER, "--by", "device"], "no export read today carries device"),
        (["aov", *NOVEMBER, "--by", "channel"], "which channel does not split; it does split:"),
        (["cost", *NOVEMBER, "--by", "sales_channel"], "which sales_channel does not split"),
        (["cac", *NOVEMBER, "--by", "platform"], "read from platform + costs + orders"),
        (["revenue", *NOVEMBER, "--where", "campaign_class=品牌字"], "campaign_class does not"),
        (["cost", *NOVEMBER, "--by", "keyword"], "“keyword” is not a dimension"),
        (["cost", *NOVEMBER, "--where", "device=mobile"], "device"),
        (["cost", *NOVEMBER, "--where", "platform"], "name=value"),
        (["cost", *NOVEMBER, "--where", "day=2/11"], "write day=2026-11-02"),
        (["cost", *NOVEMBER, "--where", "month=2026-10"], "lies outside 2026-11-01"),
        (["rosa", *NOVEMBER], "there is no kpi “rosa”"),
        (["cost", "--from", "2026-11-30", "--to", "2026-11-01"], "swap them"),
    ],
)
def test_wrong_calls_teach(
    args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", *args, "--lang", "en", "--json", "--store", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err.lower()


@pytest.mark.parametrize(
    "args", [["show"], ["show", "cost", "--from", "11/1", "--to", "2026-11-30"], ["explain"], []]
)
def test_calls_that_cannot_be_read(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(args)
    assert stopped.value.code == 2
