"""Where a figure of Channels comes from, and its words in both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from data.state import State
from data.text import Text
from kpi import naming
from kpi.channels import bars, ledger_grid
from kpi.channels import board as channel_board
from kpi.channels import grid as channel_grid
from kpi.channels.board import MAIN
from kpi.channels.origin import channel_origin
from kpi.channels.place import Place
from tests.kpi.channel_world import GOOGLE, Ads, View, bought, shop, spent

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("place", "key", "title", "sums"),
    [
        (GOOGLE, "cost", "Google Ads 廣告花費", "廣告花費 NT$50.00"),
        (Place("google_ads", campaign="A"), "cpa", "Google Ads・A 單次轉換成本 CPA",
         "廣告花費 NT$50.00 ÷ 平台自報轉換 5 = 10"),
        (Place(), "conversions", "平台自報轉換", "平台自報轉換 5"),
        (Place(), "site_orders", "官網訂單", "官網訂單 16"),
    ],
)  # fmt: skip
def test_one_click_says_where_a_figure_comes_from(
    ads: Ads, state: State, view: View, place: Place, key: str, title: str, sums: str
) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(5, 600)))
    shop(ads.world, 16, 8_000)
    ads.done()
    found = channel_origin(ads.world.snapshot, state, view(), place, key)
    assert found is not None
    facts = {pair.label: pair.value for pair in found.facts}
    assert (found.title, facts["代入"]) == (title, sums)


@pytest.mark.parametrize(("place", "key"), [(GOOGLE, "share"), (GOOGLE, "site_orders")])
def test_what_has_no_origin(ads: Ads, state: State, view: View, place: Place, key: str) -> None:
    ads.campaign("甲", "A", **spent(50))
    ads.done()
    assert channel_origin(ads.world.snapshot, state, view(), place, key) is None


def test_both_languages_say_the_same_figures(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(5, 600)))
    shop(ads.world, 16, 8_000)
    ads.done()
    for place in (Place(), GOOGLE, Place(by_class=True)):
        for main in MAIN:
            zh, en = page(place, main.key), page(place, main.key, lang="en")
            for a, b in zip(zh.grid.lines, en.grid.lines, strict=True):
                assert [c.text for c in a.cells] == [c.text for c in b.cells]
            assert [t.figure for t in zh.tiles] == [t.figure for t in en.tiles]
            assert zh.ledgers is None or zh.ledgers.lines[-1].name == "合計"
            assert len({column.title for column in zh.grid.columns}) == len(zh.grid.columns)


WORDS = {
    f"{module.__name__}.{name}": text
    for module in (channel_board, bars, channel_grid, ledger_grid, naming)
    for name, value in vars(module).items()
    for text in (value.values() if isinstance(value, dict) else [value])
    if isinstance(text, Text)
}


@pytest.mark.parametrize("name", WORDS)
def test_words_are_translated_and_spaced(name: str) -> None:
    text = WORDS[name]
    marks = [sorted(set(re.findall(r"{(\w+)}", side))) for side in (text.zh, text.en)]
    assert marks[0] == marks[1]
    assert not re.search(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", text.en.replace("・", ""))
    zh = re.sub(r"{\w+}", "", text.zh)
    assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", zh), zh
    assert not re.search(r"[\u4e00-\u9fff][,;:!?()]", zh), zh
