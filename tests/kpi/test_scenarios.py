"""Kept scenarios: what may be kept, versions, what came beside what was predicted, the exports."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal as D
from functools import cache
from typing import Any

import pytest

from data.state import Conflict, State
from data.text import LANGS, Text
from kpi.period import Span
from kpi.scenarios import scenario as words
from kpi.scenarios.compared import compared, exported, settings
from kpi.scenarios.happened import happened
from kpi.scenarios.history import history
from kpi.scenarios.scenario import (
    Draft,
    Predicted,
    Scenario,
    Shown,
    keep,
    new,
    objection,
    remove,
    scenarios,
)
from tests.kpi.conftest import TODAY, World


def traffic(value: str) -> tuple[Shown]:
    return (Shown(Text("流量", "Traffic"), value),)


DAYS = Span(d(2026, 11, 1), d(2026, 11, 7))
ORDERS = Predicted("orders", D(70), D(60), D(80))
DRAFT = Draft(
    "levers",
    {"now": {"traffic": "13000", "budget": None}},
    traffic("10,000 → 13,000"),
    (ORDERS, Predicted("revenue", D("7000.5"))),
    DAYS,
    "TWD",
)
KEPT = Scenario("s-1", "加碼", "", "ann", d(2026, 10, 30), 7, DRAFT)


def planned(**more: Any) -> Scenario:
    return dataclasses.replace(KEPT, draft=dataclasses.replace(DRAFT, **more))


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (planned(predicted=()), words.NOTHING),
        (dataclasses.replace(KEPT, made_on=d(2026, 11, 8)), words.PAST.fill(day="11/7")),
        (dataclasses.replace(KEPT, made_on=d(2026, 11, 7)), None),
        (dataclasses.replace(KEPT, name=""), words.NO_NAME),
        (dataclasses.replace(KEPT, name="長" * 61), words.TOO_LONG.fill(most=60)),
        (dataclasses.replace(KEPT, note="長" * 301), words.LONG_NOTE.fill(most=300)),
        (dataclasses.replace(KEPT, id="s-2"), words.TAKEN.fill(name="加碼")),
        (KEPT, None),
    ],
)
def test_why_a_scenario_cannot_be_kept(wanted: Scenario, why: Text | None) -> None:
    assert objection(wanted, [KEPT]) == why


def test_what_is_kept_is_what_was_predicted(state: State) -> None:
    made = new(DRAFT, "加碼", "雙 11", "ann", d(2026, 10, 30), 7)
    keep(state, made, "ann", "tried")
    (found,) = scenarios(state)
    assert found == dataclasses.replace(made, version=1)
    (doc,) = state.scenarios()
    assert doc["predicted"][0] == {
        "kpi": "orders", "unit": "count", "value": "70", "low": "60", "high": "80",
    }  # fmt: skip
    assert doc["predicted"][1]["value"] == "7000.5" and doc["predicted"][1]["low"] is None
    gone = {**doc, "predicted": [{**doc["predicted"][0], "kpi": "gone"}]}
    assert Scenario.from_doc(gone).draft.predicted == ()


def test_nobody_overwrites_what_he_has_not_seen(state: State) -> None:
    keep(state, KEPT, "ann", "")
    seen = scenarios(state)[0]
    keep(state, dataclasses.replace(seen, name="加碼 30 萬"), "bob", "clearer")
    with pytest.raises(Conflict, match="加碼"):
        keep(state, dataclasses.replace(seen, note="late"), "ann", "")
    with pytest.raises(Conflict):
        remove(state, seen, "ann", "")
    remove(state, scenarios(state)[0], "bob", "not needed")
    assert scenarios(state) == ()
    told = [(e.by, e.name, e.what, e.why) for e in history(state, "zh")]
    assert told == [
        ("bob", "加碼 30 萬", "刪除", "not needed"),
        ("bob", "加碼 30 萬", "情境 加碼 → 加碼 30 萬", "clearer"),
        ("ann", "加碼", "存下", ""),
    ]


@cache
def shop(to: int = 17) -> World:
    """Return a shop of ten orders of 100 a day, complete to a day of November."""
    complete_to = d(2026, 11, to)
    world = World().account("s", "shopline", complete_to=complete_to)
    told = {"orders": 10, "revenue": 1_000}
    both = {f"{name}_{paid}": v for name, v in told.items() for paid in ("placed", "paid")}
    return world.days("s", d(2026, 10, 1), complete_to, **both)


def between(low: int | None, high: int | None) -> Scenario:
    """Return a scenario of 70 orders between these."""
    ends = (None if end is None else D(end) for end in (low, high))
    return planned(predicted=(Predicted("orders", D(70), *ends),))


@pytest.mark.parametrize(
    ("to", "today", "kept", "standing", "actual", "inside"),
    [
        (None, TODAY, KEPT, "waiting", None, None),
        (17, d(2026, 11, 1), KEPT, "coming", None, None),
        (4, d(2026, 11, 5), KEPT, "running", None, None),
        (4, d(2026, 11, 8), KEPT, "waiting", None, None),
        (17, TODAY, planned(predicted=(ORDERS, Predicted("cost", D(1)))), "over", 70, True),
        (17, TODAY, between(70, 71), "over", 70, True),
        (17, TODAY, between(71, 80), "over", 70, False),
        (17, TODAY, between(60, 69), "over", 70, False),
        (17, TODAY, between(None, 80), "over", 70, None),
        (17, TODAY, planned(predicted=(Predicted("cost", D(70)),)), "waiting", None, None),
    ],
)
def test_what_came_beside_what_was_predicted(
    state: State, to: int | None, today: d, kept: Scenario, standing: str, actual: Any,
    inside: bool | None,
) -> None:  # fmt: skip
    found = happened(shop(to).snapshot if to else None, state, kept, today)
    assert len(found) == len(kept.draft.predicted)
    first = found[0]
    assert (first.standing, first.actual, first.inside) == (standing, actual, inside)
    assert first.young is (actual is not None), "orders of these days may yet come back"


def test_side_by_side_what_is_alike_is_said_once(state: State) -> None:
    other = dataclasses.replace(
        planned(shown=(*traffic("10,000"), Shown(Text("預算", "Budget"), "5")),
                predicted=(Predicted("cac", D(580)),), days=Span(d(2026, 12, 1), d(2026, 12, 31))),
        id="s-2", name="保守", note="先不加",
    )  # fmt: skip
    both = [KEPT, other]
    came = {s.id: happened(shop().snapshot, state, s, TODAY) for s in both}
    rows = {row.title: row.cells for row in compared(both, came, "zh")}
    assert rows["計畫的日子"] == (("11/1–11/7", ""), ("12/1–12/31", ""))
    assert rows["備註"] == (("–", ""), ("先不加", ""))
    assert rows["實際"] == (("2 個數字已知 2 個", ""), ("12/1 開始", ""))
    assert rows["訂單數"] == (("70（60–80）", "實際 70（±0.0%，在範圍內）・回補中"), ("–", ""))
    assert rows["營收"][0] == ("7,001", "實際 7,000（±0.0%）・回補中")
    assert rows["獲客成本 CAC"] == (("–", ""), ("580", ""))
    told = {row.title: row.cells for row in settings(both, "zh")}
    assert told == {
        "流量": (("10,000 → 13,000", ""), ("10,000", "")),
        "預算": (("–", ""), ("5", "")),
    }
    again = dataclasses.replace(KEPT, id="s-3")
    assert [row.title for row in settings([KEPT, again], "zh")] == ["流量"], "it was moved"
    unmoved = dataclasses.replace(other, id="s-3")
    assert settings([other, unmoved], "zh") == (), "nobody moved what all set alike"
    assert len(settings([other], "zh")) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_export_keeps_every_digit(state: State, lang: Any) -> None:
    came = {KEPT.id: happened(shop().snapshot, state, KEPT, TODAY)}
    titles, shown, orders, revenue = exported([KEPT], came, lang)
    assert len({len(row) for row in (titles, shown, orders, revenue)}) == 1
    assert titles[0] == {"zh": "情境", "en": "Scenario"}[lang]
    assert orders[1] == "2026-11-01–2026-11-07" and orders[6:] == [
        "count",
        "70",
        "60",
        "80",
        "70",
        "",
    ]
    assert revenue[6:] == ["money", "7000.5", "", "", "7000", "TWD"]
    assert shown[7] == "10,000 → 13,000"
