"""``python -m kpi forecast``: its JSON, what people read, and what it says of a wrong call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.snapshot import Store
from kpi.__main__ import main
from kpi.pacing import waiting as days_of
from kpi.terminal import forecast
from tests.kpi.test_pace import spent

pytestmark = pytest.mark.slow

KEYS = {
    "kpi", "cut", "unit", "ledger", "currency", "tax_basis", "period", "complete_to", "value",
    "goal", "target", "due", "known_to", "forecast", "run_rate", "required", "days", "why_not",
    "notes",
}  # fmt: skip


@pytest.fixture
def store(world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store where Google spends 1,000 a day and claims two conversions."""
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-18")
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    facts = "1000, 10000, 100, 2", "cost, impressions, clicks_all, conversions"
    spent(world, "甲", "google_ads", *facts)
    found = Store.at(tmp_path / "store")
    world.publish(found.snapshots)
    return found


def ask(capsys: pytest.CaptureFixture[str], store: Store, *args: str) -> dict[str, Any]:
    assert main(["forecast", *args, "--store", str(store.root), "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_sum_with_its_goal(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(capsys, store, "conversions", "--where", "platform=google_ads")
    assert set(found) == KEYS
    assert found["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert (found["value"], found["complete_to"]) == (34, "2026-11-17")
    assert (found["target"], found["due"]) == (600, 340)  # the first pack's goal
    ends = found["forecast"]
    assert [ends[key] for key in ("value", "low", "high")] == pytest.approx([60, 60, 60])
    assert ends["probability"] < 0.05 and found["run_rate"] == pytest.approx(2)
    assert found["required"] == pytest.approx((600 - 34) / 13)
    assert [day["day"] for day in found["days"]][::12] == ["2026-11-18", "2026-11-30"]
    (new,) = found["notes"]  # a history of months has seen no season twice
    assert found["why_not"] is None and set(new) == {"zh", "en"}


def test_until_another_day_the_goal_holds_no_more(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ask(capsys, store, "cost", "--until", "2026-12-31")
    assert found["forecast"]["value"] == pytest.approx(61_000)
    assert (found["goal"], found["forecast"]["probability"]) == (None, None)
    assert found["period"] == {"from": "2026-11-01", "to": "2026-12-31"}


def test_a_ratio(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(capsys, store, "ctr")
    assert found["forecast"]["value"] == pytest.approx(0.01)
    assert (found["due"], found["unit"]) == (None, "ratio")


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["frequency"], days_of.PEOPLE),
        (["revenue"], days_of.NO_SOURCE),
        (["cost", "--where", "account=nobody"], days_of.NO_SOURCE),
    ],
)
def test_no_answer_is_null_with_a_reason(
    store: Store, capsys: pytest.CaptureFixture[str], args: list[str], why: Any
) -> None:
    found = ask(capsys, store, *args)
    assert set(found) == KEYS and found["why_not"] == why.as_dict()
    assert set(found["forecast"].values()) == {None} and found["days"] == []


def test_an_empty_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(capsys, Store.at(tmp_path / "empty"), "cost")
    assert set(found) == KEYS and found["period"] is None
    assert found["why_not"] == forecast.NO_FACTS.as_dict()
    assert main(["forecast", "cost", "--store", str(tmp_path / "empty")]) == 0
    assert forecast.NO_FACTS.zh in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["reveneu"], "reveneu"),
        (["cost", "--where", "platform"], "platform"),
        (["cost", "--where", "month=2026-11"], forecast.NO_TIME.fill(name="month").en),
        (["cost", "--until", "2026-10-31"], "2026-11-01"),
        (["revenue", "--where", "campaign=a"], "campaign"),
    ],
)
def test_a_wrong_call_is_taught(
    store: Store, capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    assert main(["forecast", *args, "--store", str(store.root), "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert said in told.err and not told.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_read_a_table(store: Store, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert main(["forecast", "cost", "--store", str(store.root), "--lang", lang]) == 0
    told = capsys.readouterr().out
    for title in forecast.ROWS.values():
        assert title.to(lang) in told  # type: ignore[arg-type]
    assert "30,000" in told and "17,000" in told
