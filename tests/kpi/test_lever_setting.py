"""Setting the levers: what a link may say, how a slider steps, what is kept of a setting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from kpi.catalog import KPIS
from kpi.levers.draft import draft, next_month, rounded
from kpi.levers.lever import BY_KEY, LEVERS
from kpi.levers.levers import Levers, as_doc
from kpi.levers.presets import PRESETS
from kpi.levers.setting import Setting, of_doc, of_preset, read
from tests.kpi.test_levers import FULL, HELD, moved


@pytest.mark.parametrize(
    ("typed", "is_share", "value"),
    [
        ("", False, None), ("x", False, None), ("nan", False, None), ("-1", False, None),
        ("inf", False, None), ("1e13", False, None), ("1.01", True, None), ("1", True, D(1)),
        ("0", True, D(0)), ("13000", False, D(13_000)), ("0.015", True, D("0.015")),
    ],
)  # fmt: skip
def test_a_link_sets_only_what_a_lever_can_be(typed: str, is_share: bool, value: D | None) -> None:
    assert read(typed, is_share) == value


def test_a_link_moves_levers_and_leaves_the_others() -> None:
    at = of_preset("visits", "TWD").moved_to({"traffic": "20000", "conversion": "7", "basket": ""})
    assert at.now == replace(PRESETS["visits"].start, traffic=D(20_000))


@pytest.mark.parametrize(
    ("key", "start", "now", "step", "most"),
    [
        ("traffic", None, None, "1", "1"),
        ("traffic", "0", "0", "1", "1"),
        ("traffic", "90048", "90048", "100", "180100"),
        ("traffic", "100", "9000", "1", "9000"),
        ("traffic", None, "50", "1", "100"),
        ("discount", "0", "0.12", "0.1", "24"),
        ("conversion", "0.0135", "0.0135", "0.01", "2.70"),
        ("conversion", "0.7", "0.7", "0.1", "100"),
        ("cpc", "12.79", "12.79", "0.1", "25.6"),
        ("basket", "1116.9", "1116.9", "10", "2240"),
    ],
)
def test_a_slider_has_round_steps_and_twice_the_start(
    key: str, start: str | None, now: str | None, step: str, most: str
) -> None:
    begins, stands = (None if v is None else D(v) for v in (start, now))
    lever = BY_KEY[key]
    assert lever.step(begins or stands) == D(step)
    assert lever.most(begins, stands) == D(most)


@pytest.mark.parametrize(
    ("key", "value"), [("conversion", "0.018"), ("cpc", "12.7"), ("budget", "0.1")]
)
def test_what_is_typed_is_read_exactly(key: str, value: str) -> None:
    assert BY_KEY[key].read(BY_KEY[key].typed(D(value))) == D(value)


def test_a_setting_is_the_same_after_being_kept() -> None:
    at = Setting(FULL, replace(FULL, budget=D("450000.5"), ctr=None), HELD, "TWD", 28)
    assert of_doc(at.as_doc(), "TWD") == at
    assert Levers.from_doc({**as_doc(FULL), "gone": "1"}) == FULL


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2026, 11, 30), date(2026, 12, 1)), (date(2026, 12, 1), date(2027, 1, 1))],
)
def test_the_next_month_is_planned(today: date, first: date) -> None:
    assert next_month(today) == first


def test_a_draft_tells_what_was_set_and_what_the_board_will_show() -> None:
    found = draft(replace(moved("visits")), date(2026, 12, 1))
    assert (found.days.start, found.days.end) == (date(2026, 12, 1), date(2026, 12, 30))
    told = {one.kpi: one.value for one in found.predicted}
    assert told == {"orders": 195, "revenue": 292_500, "gross_revenue": 292_500,
                    "valid_sessions": 13_000}  # fmt: skip
    assert {s.label.en: s.value for s in found.shown}["Traffic (visits)"] == "10,000 → 13,000"
    assert all(one.low is None for one in found.predicted), "multiplying has no error of its own"


@pytest.mark.parametrize(
    ("value", "text"), [(1.2345678, "1.234568"), (D("150.000"), "150"), (D(1) / 3, "0.333333"),
                        (300_000, "300000"), (0.0, "0")]
)  # fmt: skip
def test_predictions_are_written_in_millionths(value: Any, text: str) -> None:
    assert str(rounded(value)) == text


def test_every_lever_is_a_field_and_begins_at_a_kpi() -> None:
    assert {lever.key for lever in LEVERS} == set(Levers.__slots__)
    assert {lever.kpi for lever in LEVERS} <= KPIS.keys()
