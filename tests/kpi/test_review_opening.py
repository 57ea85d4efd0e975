"""Opening a week's review: what is frozen, that it stays so, and what is refused."""

from __future__ import annotations

import threading
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from data.state import Conflict, State
from data.text import LANGS
from kpi.card import Flag, Verdict
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.overview.situation import situation
from kpi.period import Span, Year
from kpi.review.closing import close_review
from kpi.review.deciding import decide
from kpi.review.judged import days_of
from kpi.review.margins import is_margin
from kpi.review.opening import last_week, open_review
from kpi.review.record import Review, review, reviews
from kpi.review.refused import NotOpened, Undecided
from kpi.review.slides import slides
from kpi.view import View
from tests.kpi.conftest import World
from tests.kpi.review_world import GOALS, MONDAY, WEEK, Usual, every_text, opened, shop, usual_week  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (d(2026, 11, 23), d(2026, 11, 16)),  # Monday
        (d(2026, 11, 22), d(2026, 11, 9)),  # Sunday: its own week is not over
        (d(2026, 1, 1), d(2025, 12, 22)),
        (d(2024, 3, 4), d(2024, 2, 26)),
    ],
)
def test_last_week_is_the_last_monday_to_sunday(today: d, first: d) -> None:
    assert last_week(today) == Span(first, first + timedelta(6))


SALES, CPA = (
    next(g for g in GOALS if g["id"] == id) for id in ("sales", "cpa-google")
)  # fmt: skip


@pytest.mark.parametrize(
    ("doc", "monday", "year", "days"),
    [
        (CPA, d(2026, 11, 16), Year(), (d(2026, 11, 16), d(2026, 11, 22))),
        (SALES, d(2026, 11, 16), Year(), (d(2026, 11, 1), d(2026, 11, 22))),
        # most of the week lies in October: it is whole
        (SALES, d(2026, 10, 26), Year(), (d(2026, 10, 1), d(2026, 10, 31))),
        (SALES, d(2026, 9, 28), Year(), (d(2026, 10, 1), d(2026, 10, 4))),
        ({**SALES, "period": "quarter"}, d(2026, 11, 16), Year(),
         (d(2026, 10, 1), d(2026, 11, 22))),
        # a team whose weeks begin on Sunday: its whole week that ends within the review's
        ({**SALES, "period": "week"}, d(2026, 11, 16), Year(first_weekday=6),
         (d(2026, 11, 15), d(2026, 11, 21))),
    ],
)  # fmt: skip
def test_a_sum_is_read_over_its_own_period(
    doc: dict[str, object], monday: d, year: Year, days: tuple[d, d]
) -> None:
    week = Span(monday, monday + timedelta(6))
    assert days_of(Goal.from_doc(doc), week, year).now == Span(*days)


def test_it_freezes_every_goal_with_its_words_and_limits(usual: Usual) -> None:
    made = usual.review
    assert (made.id, made.week, made.opened_by, made.is_open) == (
        "2026-11-16", WEEK, "林主任", True,
    )  # fmt: skip
    found = {one.goal: one for one in made.frozen}
    assert list(found) == [g["id"] for g in GOALS]
    assert {id: one.verdict for id, one in found.items()} == {
        "sales": Verdict.WATCH, "cpa-google": Verdict.ACT, "cpa-meta": Verdict.GOOD,
        "aov": Verdict.GOOD, "profit": Verdict.ACT,
    }  # fmt: skip
    google = found["cpa-google"]
    assert (google.value, google.previous) == (Decimal("700.0"), Decimal("500.0"))
    assert (google.target, google.guardrail) == (Decimal(450), Decimal(600))
    assert (google.numerator, google.denominator) == (Decimal(245_000), Decimal(350))
    assert google.figure.zh == "700" and google.limits and google.limits.zh == "目標 450｜護欄 600"
    assert google.changes[0].zh == "較上期 +40.0%（500）"
    assert (google.step, google.platforms, google.margin) == ("stop", ("google_ads",), False)
    assert (len(google.weeks), google.weeks[-1].start) == (13, WEEK.start)
    assert [w.value for w in google.weeks[-2:]] == [Decimal("500.0"), Decimal("700.0")]
    assert found["aov"].step == "" and found["profit"].margin
    sales = found["sales"]
    assert (sales.start, sales.end) == (d(2026, 11, 1), WEEK.end)
    assert (sales.value, sales.due) == (Decimal(1_980_000), Decimal(2_200_000))
    assert "月目標 300 萬：達成率 66%，時間進度 73%" in [c.zh for c in sales.changes]
    assert "較 10/1–10/22 ±0.0%（198.0 萬）" in [c.zh for c in sales.changes]


def test_a_year_later_it_says_the_same(usual: Usual, tmp_path: Path) -> None:
    state, made = usual.copy(tmp_path), usual.review
    said = [slides(made, lang) for lang in LANGS]
    for doc in state.goals():  # other limits, another owner
        changed = {**doc, "target": 1, "owner": {"zh": "別人", "en": "Somebody"}}
        state.save_goals([changed], "bob", "")
    state.set_setting("currency", "USD", "bob")
    later = shop(World(), google=1)  # a later import said otherwise
    kept = open_review(later.snapshot, state, WEEK, d(2027, 11, 23), "別人")
    assert kept == made
    assert [slides(kept, lang) for lang in LANGS] == said
    assert len(reviews(state)) == 1


@pytest.mark.slow
def test_two_who_open_at_once_get_the_same(world: World, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'state.sqlite'}"
    state = State.open(url)
    state.set_setting("currency", "TWD", "test")
    shop(world)
    state.save_goals(GOALS, "ann", "")
    found: list[Review] = []

    def click(by: str) -> None:
        found.append(open_review(world.snapshot, State.open(url), WEEK, MONDAY, by))

    clicks = [threading.Thread(target=click, args=(by,)) for by in ("甲", "乙")]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(found) == 2 and found[0] == found[1]
    assert [one["version"] for one in state.reviews()] == [1]


@pytest.mark.parametrize(
    ("week", "today", "said"),
    [
        (Span(d(2026, 11, 17), d(2026, 11, 23)), d(2026, 11, 30), "不是一整週"),
        (Span(d(2026, 11, 16), d(2026, 11, 21)), d(2026, 11, 30), "11/16–11/22"),
        (WEEK, WEEK.end, "還沒結束"),
        (Span(d(2026, 11, 30), d(2026, 12, 6)), MONDAY, "11/16–11/22"),
    ],
)
def test_what_is_no_week_that_is_over_is_refused(
    world: World, state: State, week: Span, today: d, said: str
) -> None:
    with pytest.raises(NotOpened) as refused:
        open_review(shop(world).snapshot, state, week, today, "林")
    assert said in refused.value.text.zh
    assert not state.reviews()


def test_without_figures_it_says_where_to_bring_them(world: World, state: State) -> None:
    for snapshot in (None, world.snapshot):
        with pytest.raises(NotOpened, match="Data page"):
            open_review(snapshot, state, WEEK, MONDAY, "林")


def test_a_week_without_any_data_is_an_honest_review(world: World, state: State) -> None:
    made = opened(shop(world, last=d(2026, 11, 17)), state, today=d(2026, 12, 7),
                  week=Span(d(2026, 11, 30), d(2026, 12, 6)))  # fmt: skip
    assert {one.verdict for one in made.frozen} <= {Verdict.UNKNOWN, None}
    assert all(one.figure.zh == "–" for one in made.frozen if one.goal != "sales")
    assert not [item for item in made.agenda if item.kind == "kpi"]
    unsaid = next(item for item in made.agenda if item.kind == "unsaid")
    assert any("落後 19 天" in line.text.zh for line in unsaid.lines)


def test_a_store_of_orders_alone_and_one_without_own_goals_open(world: World, state: State) -> None:
    world.account("店", "shop", complete_to=WEEK.end)
    world.sold("店", WEEK.start, orders=2, revenue=Decimal(900))
    made = open_review(world.snapshot, state, WEEK, MONDAY, "林")  # goals come from a pack
    assert made.frozen and made.agenda[-1].kind == "close"


def test_every_sentence_is_in_both_languages_and_well_spaced(usual: Usual) -> None:
    made = usual.review
    texts = every_text((made.news, made.terms, made.frozen, made.agenda))
    assert len(texts) > 100
    for text in texts:
        for said in (text.zh, text.en):
            assert "  " not in said and "{" not in said and "None" not in said, said
            assert said == said.strip(), said


def test_it_comes_back_as_it_was_kept(usual: Usual, tmp_path: Path) -> None:
    state, made = usual.copy(tmp_path), usual.review
    assert review(state, made.id) == made == Review.from_doc(made.as_doc())
    assert review(state, "2026-11-09") is None


def test_it_is_closed_only_when_every_act_is_decided(usual: Usual, tmp_path: Path) -> None:
    state, made = usual.copy(tmp_path), usual.review
    with pytest.raises(Undecided) as refused:
        close_review(state, made, "林")
    assert set(refused.value.items) == {"cpa-google", "profit"}
    assert "Google Ads" in refused.value.text.zh
    made = decide(state, made, "cpa-google", "stop", by="林")
    stale, made = made, decide(state, made, "profit", "skip", by="林")
    with pytest.raises(Conflict):
        close_review(state, stale, "林")
    closed = close_review(state, made, "林")
    assert (closed.is_open, closed.closed_by) == (False, "林")
    assert close_review(state, closed, "別人") == closed


def test_margins_are_what_holds_costs_or_gross_profit() -> None:
    hidden = {key for key in KPIS if is_margin(key)}
    assert hidden >= {
        "other_costs", "marketing_cost", "cac", "roi", "roi_gross", "expense_ratio",
        "contribution", "break_even_roas", "ltv", "ltv_cac", "payback_months",
    }  # fmt: skip
    assert not hidden & {"cost", "revenue", "aov", "blended_roas", "roas", "cpa", "ctr"}
    assert is_margin("a KPI that is no more")


def test_flags_and_verdicts_are_those_of_the_overview(world: World, state: State) -> None:
    made = opened(shop(world, last=WEEK.end - timedelta(1)), state)
    view = View("zh", "custom", WEEK.start, WEEK.end, None, None, MONDAY)
    scene = situation(world.snapshot, state, view)
    assert scene is not None
    shown = {s.goal.id: s for s in scene.standings if not s.kpi.accumulates}
    for one in made.frozen:
        if one.goal in shown:
            judged = shown[one.goal].judgement
            assert (one.verdict, one.flags) == (judged.verdict, judged.flags), one.goal
    assert any(Flag.PARTIAL in one.flags for one in made.frozen)
