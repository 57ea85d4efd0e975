"""The projector before a browser draws it: its words, what it refuses, the wall's screens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.text import LANGS, Lang
from kpi.card import Flag, Verdict
from kpi.overview.board import board
from kpi.overview.screens import outdated, screens
from kpi.verdict import FLAGS
from kpi.view import View
from pages.ui.deck import words
from pages.ui.deck.component import HERE, SCRIPTS
from tests.data import sample_shop

SCRIPT = "\n".join((HERE / name).read_text("utf-8") for name in SCRIPTS)
TODAY = date.fromisoformat(sample_shop.TODAY)


def view(lang: Lang) -> View:
    return View(lang, "month", None, None, None, None, TODAY)


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_that_the_script_says_is_there(lang: Lang) -> None:
    said = set(re.findall(r"\bwords\.(\w+)", SCRIPT))
    told = words.of_the_screen(lang)
    assert said == told.keys()
    assert len(told["verdicts"]) == len(Verdict)


@pytest.mark.parametrize(
    "never", ["innerHTML", "outerHTML", "insertAdjacent", "eval(", "fetch(", "http:", "https:"]
)
def test_the_script_writes_no_markup_and_calls_nobody(never: str) -> None:
    assert never not in SCRIPT.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_link_to_no_review_says_so_and_leads_on(
    visit: Callable[..., AppTest], lang: Lang
) -> None:
    page = visit("present", review="2020-01-06", lang=lang)
    assert not page.exception
    assert [box.value for box in page.info] == [words.NO_REVIEW.to(lang)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_wall_shows_the_news_the_star_and_every_core_kpi(
    shop: sample_shop.Shop, lang: Lang
) -> None:
    seen = board(shop.snapshot, shop.state, view(lang))
    assert seen.star
    shown = screens(seen, lang)
    assert [slide.key for slide in shown] == [
        "news",
        seen.star.goal_id,
        *(c.goal_id for c in seen.cards),
    ]
    news, star = shown[:2]
    assert news.sentences[0] == seen.sentence
    assert [(row[0], row[1]) for row in news.rows] == [(s.title, s.figure) for s in shown[1:]]
    assert (star.figure, star.chip, star.limits) == (
        seen.star.figure,
        seen.star.chip,
        seen.star.target,
    )
    assert star.spark and star.spark.values == tuple(p.value for p in seen.star.chart.points)
    assert json.loads(json.dumps([asdict(slide) for slide in shown]))


def test_without_figures_the_wall_says_what_to_do() -> None:
    (only,) = screens(None, "zh")
    assert "資料" in only.sentences[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("late", "stale", "said"),
    [
        (0, False, ""),
        (1, False, ""),  # what is due today may still come
        (2, False, "資料只到"),
        (0, True, "有來源未更新"),
        (9, True, "有來源未更新"),
    ],
)
def test_the_wall_says_when_it_is_old(
    shop: sample_shop.Shop, late: int, stale: bool, said: str
) -> None:
    seen = board(shop.snapshot, shop.state, view("zh"))
    word = FLAGS[Flag.STALE][0].zh if stale else ""
    star = replace(seen.star, flag=word) if seen.star else None
    old = replace(seen, star=star, cards=(), last=TODAY - timedelta(1 + late))
    told = outdated(old, TODAY, "zh")
    assert (said in told) if said else told == ""
