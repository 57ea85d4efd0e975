"""Campaign classes on the Data page: which words make one, tried before they are kept."""

from __future__ import annotations

from typing import Any

import pytest

from data.state import State
from data.text import LANGS, Lang
from kpi import rules
from kpi.terms import CLASSES
from pages.ui import access
from pages.ui.rules import words
from tests.pages.rules import (
    Visit,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("no_children"),
]  # a run of the script a test


@pytest.mark.parametrize("lang", LANGS)
def test_classes_tell_how_campaigns_would_fall(visit: Visit, lang: Lang) -> None:
    app = visit("data", lang=lang, part="rules")
    (shown,) = [t.value for t in app.dataframe if words.CAMPAIGNS.to(lang) in t.value.columns]
    seen = access.snapshot()
    assert seen is not None
    found = rules.fallen(seen, CLASSES)
    assert len(shown) == len(found) == len(CLASSES) + 1
    assert [f.name for f in found] == [*(name for name, _ in CLASSES), None]
    counted = seen.query(
        "select count(*) from campaigns join accounts using (account_key)"
        " where platform in ('google_ads', 'meta_ads')"
    )
    assert sum(f.campaigns for f in found) == counted[0][0] > 10
    assert found[-1].examples and not any("品牌" in name for name in found[-1].examples)


def test_kept_classes_decide_in_their_order(visit: Visit, state: State) -> None:
    mine = (("第二", ("台北",)), ("第一", ("品牌", "再行銷")))
    rules.keep_classes(state, mine, "boss", "our words")
    visit("data", part="rules")
    seen = access.snapshot()
    assert seen is not None
    ours, back = rules.fallen(seen, mine), rules.fallen(seen, mine[::-1])
    assert [f.name for f in ours] == ["第二", "第一", None]
    assert ours[0].campaigns > 0 and back[0].campaigns > ours[1].campaigns
    assert sum(f.campaigns for f in ours) == sum(f.campaigns for f in back)
    assert state.audit("setting campaign_classes")[-1]["why"] == "our words"


@pytest.mark.parametrize(
    ("classes", "wrong"),
    [
        ((("a", ("x",)), ("b", ("y",))), []),
        ((("", ("x",)),), [rules.NO_NAME.fill(row=1)]),
        ((("a", ()),), [rules.NO_WORDS.fill(name="a")]),
        ((("a", ("x",)), ("A", ("y",))), [rules.TWICE.fill(name="A")]),
        ((("未分類", ("x",)),), [rules.RESERVED.fill(name="未分類")]),
    ],
    ids=["fine", "no name", "no words", "twice", "reserved"],
)
def test_classes_that_cannot_be(classes: Any, wrong: list[Any]) -> None:
    assert rules.objections(classes) == wrong
