"""Slides: short enough for a projector, the same words as the record, less for an outside eye."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from data.text import LANGS, Text
from kpi.goals.playbook import PLAYBOOK
from kpi.review.closing import close_review
from kpi.review.deciding import decide
from kpi.review.frozen import Driver
from kpi.review.outside import before
from kpi.review.record import Line, Review, Table
from kpi.review.slide import Slide
from kpi.review.slides import slides
from tests.kpi.review_world import Usual, usual_week  # noqa: F401


def of(made: Review, key: str, lang: str = "zh", **told: object) -> Slide:
    """Return one slide by its key."""
    return next(s for s in slides(made, lang, **told) if s.key == key)  # type: ignore[arg-type]


def words(made: tuple[Slide, ...]) -> list[str]:
    """Return whatever stands on slides and in their notes."""
    found: list[str] = []
    for one in made:
        found += [one.title, one.note, one.figure, one.flag, one.limits, one.decided]
        found += [one.bars_title, *one.facts, *one.sentences, *one.titles, *one.speaker]
        found += [cell for row in one.rows for cell in row]
        found += [t for bar in one.bars for t in (bar.name, bar.text)]
        found += [choice.word for choice in one.choices]
        if one.spark:
            found += [*one.spark.texts, one.spark.alt, one.spark.target_text]
    return [word for word in found if word]


def with_drivers(made: Review) -> Review:
    """Return a review in which two channels moved the average order."""
    parts = (Driver(Text("甲", "A"), Decimal("-30.5"), "google_ads"),
             Driver(Text("乙", "B"), Decimal("10.5"), "meta_ads"))  # fmt: skip
    why = Text("主要來自甲（−30）。", "Mainly from A (−30).")
    frozen = tuple(
        replace(one, drivers=parts, why=why, previous=one.value + 20)  # type: ignore[operator]
        if one.goal == "sales"
        else one
        for one in made.frozen
    )
    return replace(made, frozen=frozen)


def test_the_slide_of_a_kpi_says_all_of_it(usual: Usual) -> None:
    one = of(usual.review, "cpa-google")
    assert (one.title, one.note) == (
        "Google Ads 單次轉換成本 CPA", "11/16–11/22 與 11/9–11/15 相比",
    )  # fmt: skip
    assert one.chip and (one.figure, one.chip.word, one.limits) == (
        "700", "需處理", "目標 450｜護欄 600",
    )  # fmt: skip
    assert one.facts[0] == "較上期 +40.0%（500）"
    assert one.sentences[0] == "Google Ads 單次轉換成本 CPA 高於護欄 600。"
    assert [(c.key, c.step) for c in one.choices] == [
        *((str(n), step) for n, step in enumerate(PLAYBOOK, 1)), ("0", "skip"),
    ]  # fmt: skip
    assert one.minutes == 2 and not one.decided and not any(c.chosen for c in one.choices)
    assert one.spark and one.spark.values[-1] == 700.0 and one.spark.target_text == "目標 450"
    assert one.spark.days[-1] == "11/16" and len(one.spark.texts) == 13
    assert any("公式" in said for said in one.speaker)


def test_the_slide_of_a_sum_says_its_own_days(usual: Usual) -> None:
    one = of(usual.review, "sales")
    assert (one.note, one.limits) == ("11/1–11/22 累計", "應達 220 萬｜護欄 176 萬")
    assert one.spark and one.spark.target is None


def test_bars_are_written_in_the_unit_of_the_kpi(usual: Usual) -> None:
    one = of(with_drivers(usual.review), "sales")
    assert one.bars_title == "為什麼少了 20"
    assert [bar.text for bar in one.bars] == ["−31", "+11"]
    english = of(with_drivers(usual.review), "sales", "en")
    assert english.bars_title == "Why 20 less"


@pytest.mark.parametrize("lang", LANGS)
def test_no_slide_holds_more_than_a_screen(usual: Usual, lang: str) -> None:
    many = tuple(Line(Text(f"第 {n} 句", f"Sentence {n}")) for n in range(8))
    cell = Text("列", "Row")
    table = Table((cell, cell), tuple((cell, cell) for _ in range(14)))
    agenda = tuple(
        replace(item, lines=many, table=table) if item.kind == "past"
        else replace(item, lines=many) if item.kind == "unsaid" else item
        for item in usual.review.agenda
    )  # fmt: skip
    made = slides(replace(usual.review, agenda=agenda), lang)  # type: ignore[arg-type]
    assert all(len(one.rows) <= 6 and len(one.sentences) <= 3 for one in made)
    keys = [one.key for one in made]
    assert len(keys) == len(set(keys))
    past = [one for one in made if one.kind == "past"]
    assert [one.key for one in past] == ["past", "past~2", "past~3", "past~4", "past~5"]
    assert sum(len(one.rows) for one in past) == 14
    assert sum(len(one.sentences) for one in past) == 8
    assert [one.key for one in made if one.kind == "unsaid"] == ["unsaid", "unsaid~2", "unsaid~3"]


@pytest.mark.parametrize("lang", LANGS)
def test_slides_are_well_spaced_and_in_one_language(usual: Usual, lang: str) -> None:
    for said in words(slides(usual.review, lang)):  # type: ignore[arg-type]
        assert "  " not in said and "{" not in said and said == said.strip(), said
        if lang == "en":
            assert all(c < "\u2e80" or c in "・" for c in said), said


def test_a_decision_shows_and_closing_ends_the_choice(
    usual: Usual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-23")
    state = usual.copy(tmp_path)
    made = decide(state, usual.review, "cpa-google", "stop", by="林")
    made = decide(state, made, "profit", "skip", why="等費用入帳", by="林")
    one, skipped = of(made, "cpa-google"), of(made, "profit")
    assert one.decided == "停投・投放負責人・11/30 前"
    assert [c.step for c in one.choices if c.chosen] == ["stop"]
    assert skipped.decided == "本週不處理（等費用入帳）"
    assert of(made, "cpa-google", "en").decided == "Pause what does not convert・Ads lead・by 11/30"
    close = of(made, "close")
    assert close.rows[0] == ("Google Ads 單次轉換成本 CPA", "停投", "投放負責人", "11/30")
    assert close.rows[1][1:] == ("本週不處理", "–", "–")
    assert close.sentences == ("需處理的都有決議了。", "下次週會檢討 11/23–11/29。")
    closed = close_review(state, made, "林")
    assert all(not one.choices for one in slides(closed, "zh"))
    assert of(closed, "cpa-google").decided == one.decided


def test_it_says_where_a_reason_is_wanted(usual: Usual, tmp_path: Path) -> None:
    state = usual.copy(tmp_path)
    made = decide(state, usual.review, "profit", "skip", by="林")
    later = replace(made, id="2026-11-23", week=made.week.moved(7), decisions=(), version=0)
    state.save_review(later.as_doc(), "林", "")
    asked = {one.key for one in slides(later, "zh", state=state) if one.asks_why}
    assert asked == {"profit"}
    assert not any(one.asks_why for one in slides(later, "zh"))


def test_what_waits_for_a_decision_is_named_at_the_close(usual: Usual) -> None:
    assert "需處理，還沒有決議。" in of(usual.review, "close").sentences[0]


@pytest.mark.parametrize("lang", LANGS)
def test_an_outside_eye_sees_neither_margins_nor_other_channels(usual: Usual, lang: str) -> None:
    inside = words(slides(with_drivers(usual.review), lang))  # type: ignore[arg-type]
    outside = words(slides(with_drivers(usual.review), lang, outside="meta_ads"))  # type: ignore[arg-type]
    for hidden in ("ROI", "Google", "甲" if lang == "zh" else "A (−30)"):
        assert any(hidden in said for said in inside), hidden
        assert not any(hidden in said for said in outside), hidden
    assert any("Meta" in said for said in outside)
    last = slides(with_drivers(usual.review), lang, outside="meta_ads")[-1]  # type: ignore[arg-type]
    told = before(with_drivers(usual.review), "meta_ads")
    assert told.hidden >= 4 and str(told.hidden) in last.sentences[-1]


def test_an_outside_eye_sees_no_decision_on_what_is_hidden(usual: Usual, tmp_path: Path) -> None:
    state = usual.copy(tmp_path)
    made = decide(state, usual.review, "profit", "stop", owner="小陳", by="林")
    made = decide(state, made, "cpa-google", "copy", owner="小王", by="林")
    said = " ".join(words(slides(made, "zh", outside="google_ads")))
    assert "小王" in said and "小陳" not in said


def test_a_star_that_is_a_margin_is_not_in_the_news_either(usual: Usual) -> None:
    secret = tuple(
        replace(one, margin=True) if one.goal == "sales" else one for one in usual.review.frozen
    )
    made = replace(usual.review, frozen=secret, news=Text("賺了 12%", "Earned 12%"))
    assert "賺了" not in " ".join(words(slides(made, "zh", outside="meta_ads")))
    assert before(made, None).review is made


def test_slides_of_a_review_whose_kpi_is_no_more_still_stand(usual: Usual) -> None:
    gone = tuple(replace(one, kpi="gone") for one in with_drivers(usual.review).frozen)
    one = of(replace(usual.review, frozen=gone), "sales")
    assert one.figure and len(one.bars) == 2


def test_slides_come_at_once(usual: Usual) -> None:
    slides(usual.review, "zh")
    began = time.process_time()
    slides(usual.review, "zh")
    assert time.process_time() - began < 0.02
