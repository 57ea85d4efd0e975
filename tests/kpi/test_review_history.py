"""What reviews froze side by side, and finding what was said in them."""

from __future__ import annotations

from datetime import date as d
from datetime import datetime, timedelta
from typing import Any

import pytest

from data.state import Comment, Note
from data.text import LANGS, Lang, Text
from kpi.card import Verdict
from kpi.review.history import OF_WEEK, TO_DATE, grid, monthly, weekly
from kpi.review.record import Review
from kpi.review.search import search
from kpi.verdict import VERDICTS
from tests.kpi.action_world import action, decision, frozen, past, review, week_of

NEWEST = d(2026, 11, 9)


def monday(back: int) -> d:
    return NEWEST - timedelta(7 * back)


def judged(back: int, *verdicts: Verdict | None, **more: Any) -> Review:
    """Return a review so many weeks back, of a star and a core KPI as they were judged."""
    week = week_of(monday(back))
    kept = [
        frozen(goal, kpi, week, rank=rank, verdict=verdict)
        for (goal, kpi, rank), verdict in zip(
            (("roas", "blended_roas", "core"), ("rev", "revenue", "star")), verdicts, strict=False
        )
    ]
    return review(week.start, *kept, **more)


@pytest.mark.parametrize("lang", LANGS)
def test_thirteen_weeks_the_newest_last(lang: Lang) -> None:
    found = [
        judged(0, Verdict.ACT, Verdict.GOOD),
        judged(2, Verdict.WATCH, None),
        judged(12, Verdict.UNKNOWN),
        judged(13, Verdict.ACT, Verdict.ACT),
    ]
    told = grid(found, lang)
    assert len(told.weeks) == 13 and told.weeks[-1] == "11/9" and told.weeks[0] == "8/17"
    assert told.reviews[-1] == "2026-11-09" and told.reviews[-2] == "" and all(told.reviews[::12])
    assert [row.goal for row in told.rows] == ["rev", "roas"], "the star leads"
    star, core = told.rows
    assert [c and c.verdict for c in star.chips] == [*[None] * 12, Verdict.GOOD]
    assert [c and c.verdict for c in core.chips] == [
        Verdict.UNKNOWN, *[None] * 9, Verdict.WATCH, None, Verdict.ACT,
    ]  # fmt: skip
    last = core.chips[-1]
    assert last and (last.word, last.icon) == (VERDICTS[Verdict.ACT][0].to(lang), "error")
    newest = {"zh": "11/9 那週：營收達標、整體 ROAS 需處理。",
              "en": "in the week of 11/9: Revenue On target, Blended ROAS Act."}  # fmt: skip
    assert told.alt.endswith(newest[lang])


def test_goals_that_are_no_more_stand_last_and_names_have_their_scope() -> None:
    gone = review(monday(1), frozen("old", "ctr", week_of(monday(1)), rank="star"))
    meta = frozen("m", "ctr", week_of(NEWEST), scope=Text("Meta", "Meta"), rank="watched")
    told = grid([gone, review(NEWEST, meta)], "zh")
    assert [row.goal for row in told.rows] == ["m", "old"]
    assert told.rows[0].name.endswith("（Meta）")


def test_without_reviews_there_is_nothing() -> None:
    assert grid([], "zh").rows == () == weekly([], "zh").rows == monthly([], "zh").rows
    assert search([], {}, [], "roas") == ()


def test_six_weeks_are_of_the_week_alone() -> None:
    def held(back: int, value: Any, of_week: Any) -> Review:
        week = week_of(monday(back))
        sums = frozen("rev", "revenue", week, value, start=week.start.replace(day=1),
                      weeks=(past(week, of_week),))  # fmt: skip
        return review(week.start, sums, frozen("roas", "blended_roas", week, value))

    found = [held(0, "2.5", 900), held(1, 3, None), held(3, 4, 123_456), held(6, 5, 5)]
    told = weekly(found, "zh")
    assert told.titles == ("10/5", "10/12", "10/19", "10/26", "11/2", "11/9")
    rows = {row.goal: row for row in told.rows}
    assert rows["rev"].cells == ("–", "–", "12.3 萬", "–", "–", "900")
    assert rows["roas"].cells == ("–", "–", "4.00", "–", "3.00", "2.50")
    assert rows["rev"].span == OF_WEEK.zh
    months = monthly(found, "zh")
    cells = {row.goal: row.cells[-2:] for row in months.rows}
    assert cells["rev"] == ("4", "3")
    assert {row.goal: row.span for row in months.rows} == {"rev": TO_DATE.zh, "roas": OF_WEEK.zh}


def test_months_are_of_their_last_review() -> None:
    values = {0: 11, 1: 10, 2: 9, 5: 8, 6: 7}  # Mondays 11/9, 11/2, 10/26, 10/5, 9/28
    found = [
        review(monday(back), frozen("rev", "revenue", week_of(monday(back)), value))
        for back, value in values.items()
    ]
    told = monthly(found, "en")
    assert len(told.titles) == 12 and told.titles[0] == "2025/12" and told.titles[-1] == "2026/11"
    assert told.rows[0].cells[-3:] == ("–", "9", "11"), "9/28–10/4 lies in October mostly"
    assert told.rows[0].values[-1] == 11


def world() -> tuple[list[Review], dict[str, list[Note]], list[Any], list[Comment]]:
    at = datetime(2026, 11, 16, 3)
    first = judged(1, Verdict.ACT, decisions=(decision("roas", "skip", "新素材還在學習"),))
    second = judged(0, Verdict.ACT, decisions=(decision("roas", "stop"),))
    notes = {second.id: [Note("roas", "p", "bob", "ＭＥＴＡ 補進 41 筆轉換", at)]}
    made = [action("a-1", what="換三支 Meta 素材", made_on=NEWEST, platform="meta_ads",
                   review=second.id)]  # fmt: skip
    return [second, first], notes, made, [Comment("a-1", "ann", at, "素材週三交")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("   ", []),
        ("沒有這句話", []),
        ("ＲＯＡＳ", ["item", "decision", "item", "decision", "note"]),
        ("blended roas fell", ["item", "item"]),
        ("停投", ["decision"]),
        ("pause what", ["decision"]),
        ("不處理 學習", ["decision"]),
        ("meta 41", ["note"]),
        ("meta", ["note", "action", "comment"]),
        ("週三", ["comment"]),
        ("黃子維", ["decision", "action", "decision"]),
        ("CALM", ["review", "review"]),
    ],
)
def test_what_is_found(text: str, kinds: list[str]) -> None:
    reviews, notes, made, comments = world()
    found = search(reviews, notes, made, text, comments)
    assert sorted(hit.kind for hit in found) == sorted(kinds)
    assert [hit.on for hit in found] == sorted((hit.on for hit in found), reverse=True)
    for hit in found:
        assert hit.review in {one.id for one in reviews}
        assert (hit.action == "a-1") is (hit.kind in ("action", "comment"))
