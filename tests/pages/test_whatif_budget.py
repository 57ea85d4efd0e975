"""試算: the question and the sliders in both languages, moved, locked, without data."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.text import LANGS, Lang
from kpi.response import kept
from kpi.whatif import working
from tests.data.sample_shop import TODAY, Shop
from tests.pages.test_pacing import said

Visit = Callable[..., AppTest]
CJK = re.compile(r"[\u3400-\u9fff]")
pytestmark = pytest.mark.slow  # a run of the script a test


@pytest.fixture
def open_shop(open_shop: Shop) -> Shop:
    """Fit the sample shop's curves as well, as it is done beside the pages."""
    kept.prepare(open_shop.snapshot, open_shop.state, date.fromisoformat(TODAY))
    return open_shop


@pytest.mark.parametrize("lang", LANGS)
def test_it_opens_with_the_answer(open_shop: Shop, visit: Visit, lang: Lang) -> None:
    app = visit("whatif", lang=lang)
    assert not app.exception and not app.error
    assert len(app.metric) == 6 and len(app.table) == 3
    assert len(app.get("vega_lite_chart")) == 1 and len(app.slider) == len(boxes(app)) >= 2
    assert app.code[0].value.count("\n") >= 5
    if lang == "en":
        wrong = [t for t in said(app) if CJK.search(t) and t not in ("中文", "北極星")]
        assert not wrong, wrong


def boxes(app: AppTest) -> list[int]:
    """Return the money of every channel."""
    return [int(one.value or 0) for one in app.number_input if str(one.key).startswith("b-box")]


def test_sliders_boxes_locks_and_the_total_are_one(open_shop: Shop, visit: Visit) -> None:
    app = visit("whatif", lang="en", b_fixed="1")
    total, first = app.number_input(key="b-total").value, app.slider(key="b-slider-0").value
    app.slider(key="b-slider-0").set_value(first - 999).run()
    moved = boxes(app)
    assert moved[0] == first - 999 and sum(moved) == total, "to the dollar"
    for n in range(1, len(moved)):
        app.checkbox(key=f"b-lock-{n}").check().run()
    app.slider(key="b-slider-0").set_value(first - 90_000).run()
    assert boxes(app) == moved, "nobody may give"
    app.checkbox(key="b-fixed").uncheck().run()
    app.number_input(key="b-box-0").set_value(5).run()
    assert app.slider(key="b-slider-0").value == 5 and boxes(app) == [5, *moved[1:]]
    assert app.number_input(key="b-total").value == sum(moved[1:]) + 5
    assert not app.exception


def test_a_link_brings_back_what_was_tried_and_warns(open_shop: Shop, visit: Visit) -> None:
    app = visit("whatif", lang="en", b_spend="meta_ads:900000,gone_ads:5", b_beyond="1",
                b_amount="-5000", b_tax="0", b_for="2026-12", b_grow="none")  # fmt: skip
    assert not app.exception
    assert boxes(app)[-1] == 900_000, "Meta is the last"
    assert any("rests on nothing" in one.value for one in app.warning)
    assert any("is no longer there" in text for text in said(app))
    assert "5,000 less" in app.subheader[0].value
    for nonsense in (
        {"b_spend": ":,x:y", "b_amount": "1e9"},
        {"b_e": "9", "b_for": "..", "b_lock": "?"},
    ):
        assert not visit("whatif", lang="en", **nonsense).exception


def test_the_best_mix_is_found_or_none(open_shop: Shop, visit: Visit) -> None:
    app = visit("whatif", lang="en")
    before = app.number_input(key="b-total").value
    app.button(key="b-look").click().run()
    assert not app.exception and app.number_input(key="b-total").value == before
    told = " ".join(said(app))
    assert "Found" in told or "No reliable improvement" in told or "Within these bounds" in told


def test_the_first_visit_says_how_far_the_work_is(
    open_shop: Shop, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "find", lambda *_: None)
    monkeypatch.setattr("kpi.whatif.account.ACCOUNTS.find", lambda *_: None)
    monkeypatch.setattr(working, "begin", lambda *_: working.Work(working.STEPS, 1))
    app = visit("whatif", lang="en")
    (bar,) = app.get("progress")
    assert working.STEPS[1].en in bar.proto.text and not app.metric


def test_without_orders_it_says_which_file_is_missing(visit: Visit) -> None:
    app = visit("whatif", lang="en")
    for _ in range(40):
        if not app.get("progress"):
            break
        app.run()
    assert not app.exception and any("no orders yet" in text for text in said(app))


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_an_empty_store_leads_to_the_first_steps(visit: Visit) -> None:
    app = visit("whatif")
    assert not app.exception and app.get("button")
