"""``python -m kpi funnel``: the same figures as the page, as JSON and as a table."""

from __future__ import annotations

import json
from datetime import date as d
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from kpi.__main__ import main
from tests.kpi.funnel_world import WEB, Site

pytestmark = pytest.mark.slow  # each builds a world of its own

SPAN = ("--from", "2026-11-01", "--to", "2026-11-17")


@pytest.fixture
def store(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-18")
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    site.known = d(2025, 1, 1)
    few = {**WEB, "cart_sessions": 60}
    site.visits((d(2026, 10, 20),), **WEB).visits(**few).sold(25, 25_000).board()
    found = Store.at(tmp_path / "store")
    site.world.publish(found.snapshots)
    return found


def ask(capsys: pytest.CaptureFixture[str], store: Store, *words: str) -> dict[str, Any]:
    assert main(["funnel", *words, *SPAN, "--store", str(store.root), "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_every_step_with_its_loss(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(capsys, store, "--template", "shop")
    steps = {step["step"]: step for step in found["steps"]}
    assert (found["funnel"], found["period"]) == (
        "shop", {"from": "2026-11-01", "to": "2026-11-17"},
    )  # fmt: skip
    assert steps["impressions"]["count"] is None
    carts = steps["carts"]
    assert (carts["numerator"], carts["denominator"], carts["across"]) == (180, 1_200, False)
    assert carts["loss"]["against"] == "previous" and carts["loss"]["reference"] == 0.2
    assert carts["loss"]["short"] == pytest.approx(60) and not steps["items"]["loss"]["short"]
    assert carts["name"] == {"zh": "加購", "en": "Adds to cart"}
    assert "members" not in found


def test_a_cut_has_whole_members_and_rest(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(capsys, store, "--by", "channel")["members"]
    assert found is None, "channels carry sessions alone here"
    assert main(["funnel", *SPAN, "--by", "channel", "--store", str(store.root)]) == 0
    assert "渠道" in capsys.readouterr().out


def test_a_table_for_people(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["funnel", *SPAN, "--lang", "en", "--store", str(store.root)]) == 0
    said = capsys.readouterr().out
    assert "Adds to cart" in said and "15.0%" in said and not any(ord(c) > 0x2E7F for c in said)


@pytest.mark.parametrize(
    "words", [("--template", "moon"), ("--from", "2026-12-01")], ids=["name", "days"]
)
def test_a_wrong_call_teaches(
    store: Store, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["funnel", *SPAN, *words, "--store", str(store.root)]) == 2
    assert capsys.readouterr().err


def test_an_empty_store_has_no_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = Store.at(tmp_path / "empty")
    assert ask(capsys, empty)["steps"] == []
    assert main(["funnel", *SPAN, "--store", str(empty.root)]) == 0
    assert capsys.readouterr().out.strip()
