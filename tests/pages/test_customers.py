"""顧客 Customers: worked out beside the page, drawn in both languages, without a margin, empty."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.text import LANGS, Lang
from kpi.customers import kept, working
from kpi.facts.extent import extent
from kpi.terms import terms
from pages.ui.customers import words
from tests.data.sample_shop import Shop
from tests.pages.test_pacing import said

Visit = Callable[..., AppTest]
CJK = re.compile(r"[\u3400-\u9fff]")
pytestmark = pytest.mark.slow  # a run of the script a test


def names(app: AppTest) -> set[str]:
    """Return what shops and people called themselves, which no language translates."""
    return {str(table.value.iloc[n, 0]) for table in app.table for n in range(len(table.value))}


@pytest.mark.parametrize(
    ("lang", "detail"), [("zh", ""), *((LANGS[1], name) for name in words.DETAILS)]
)
def test_the_page(open_shop: Shop, visit: Visit, lang: Lang, detail: str) -> None:
    told = terms(open_shop.state, extent(open_shop.snapshot).sources)
    kept.prepare(open_shop.snapshot, told)
    app = visit("customers", lang=lang, detail=detail)
    assert not app.exception and not app.error
    assert len(app.metric) == 4 and len(app.table) == 2
    assert len(app.get("vega_lite_chart")) == 3 and len(app.get("download_button")) == 4
    assert words.DETAILS[detail or "split"].to(lang) in " ".join(said(app))
    if lang == "en":
        left = names(app) | {"中文", "北極星"}
        wrong = [t for t in said(app) if CJK.search(t) and not any(n in t or t in n for n in left)]
        assert not wrong, wrong
    app.button(key="origin-ltv").click().run()
    assert "BG/NBD × Gamma" in " ".join(str(t.value.to_numpy()) for t in app.table)


def test_without_a_margin_it_leads_to_where_one_is_entered(
    open_shop: Shop, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first visit shows how far the work is; the next one what it found."""
    url = f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("LODESTAR_STATE", url)
    told = terms(State.open(url), extent(open_shop.snapshot).sources)
    assert told.margin is None and told.currency == "TWD"
    for _ in range(600):
        if working.begin(open_shop.snapshot, told) is None:
            break
        sleep(0.05)
    app = visit("customers", lang="en")
    assert words.NEEDS_MARGIN.en in said(app) and app.button(key="enter-margin")
    assert app.metric[2].value == "–" and app.metric[0].value != "–"


def test_the_first_visit_says_how_far_the_work_is(
    open_shop: Shop, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Any] = [None, working.Work(working.STEPS, 1)]
    monkeypatch.setattr(kept, "find", lambda *_: found[0])
    monkeypatch.setattr(working, "begin", lambda *_: found[1])
    app = visit("customers", lang="en")
    (bar,) = app.get("progress")
    assert working.STEPS[1].en in bar.proto.text and not app.metric
    found[1] = working.Work(working.STEPS, 1, failed=True)
    app = visit("customers", lang="en")
    assert app.error[0].value == words.FAILED.en


def test_without_orders_it_says_which_file_is_missing(visit: Visit) -> None:
    app = visit("customers", lang="en")
    assert not app.exception and words.NO_CUSTOMERS.en in said(app) and not app.metric


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_an_empty_store_leads_to_the_first_steps(visit: Visit) -> None:
    app = visit("customers")
    assert (not app.exception and app.button(key="to-data") is not None) or app.get("button")
