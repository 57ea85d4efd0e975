"""The pace of goals over real tables: which days count, what is late, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from datetime import timedelta
from typing import Any

import pytest

from data.schema import LEVELS
from data.state import State
from kpi.card import Verdict
from kpi.catalog import KPIS
from kpi.facts.completeness import completeness
from kpi.facts.quantities import Question
from kpi.overview.situation import situation
from kpi.pacing import waiting as days_of
from kpi.pacing.history import History, histories
from kpi.pacing.pace import Pace, Paces, paces
from kpi.period import Span, to_date
from kpi.status import NOT_IN_FORCE, OTHER_SCOPE
from kpi.terms import Terms
from tests.kpi.conftest import TODAY

pytestmark = pytest.mark.slow

TWD = Terms("TWD")
LAST = d(2026, 11, 17)
FIRST = d(2026, 3, 2)
GOOGLE = (("platform", "google_ads"),)
CLAIM = "insert into claims (import_id, path_key, voice, day_from, day_to) "


def read(world: Any, kpi: str, cut: Any = (), **where: str) -> History:
    known = completeness(world.snapshot, [to_date("month", LAST)], TODAY, TWD)
    (found,) = histories(world.snapshot, [(KPIS[kpi], cut)], where, known)
    return found


def ads(world: Any, name: str = "甲", platform: str = "google_ads", **more: Any) -> Any:
    """Add an account that spends 1,000 a day for 10,000 impressions and 100 clicks."""
    spent(world, name, platform, "1000, 10000, 100", "cost, impressions, clicks_all", **more)
    return world


def spent(world: Any, name: str, platform: str, facts: str, columns: str, **more: Any) -> None:
    """Add an account with the same facts on each of its days, in one statement."""
    first, last = more.get("first", FIRST), more.get("complete_to", LAST)
    world.account(name, platform, **{"first": first, **more})
    world.con.execute(
        f"insert into account_days (day, platform, account_key, reach_rows, {columns})"  # noqa: S608
        f" select day::date, ?, ?, 1, {facts}"
        " from generate_series(?::date, ?, interval 1 day) as t(day)",
        [platform, world.keys[name][0], first, last],
    )


def test_a_sum_begins_where_every_source_does(world: Any) -> None:
    ads(ads(world), "乙", "meta_ads", first=d(2026, 5, 1))
    found = read(world, "cost")
    assert (found.first, found.complete_to) == (d(2026, 5, 1), LAST)
    assert set(found.numerators) == {2000.0}


def test_a_days_silence_within_a_file_is_nothing_and_between_files_unknown(world: Any) -> None:
    ads(world)
    for n in (1, 2, 3, 4, 5, 6):
        world.con.execute("delete from account_days where day = ?", [LAST - timedelta(n)])
    told = "select import_id, path_key, voice, ?::date - {n}, ?::date - {n} from claims limit 1"
    for n in range(1, (LAST - FIRST).days + 1):
        if n not in (4, 5, 6):  # the files speak for all but three days
            world.con.execute(CLAIM + told.format(n=n), [LAST, LAST])
    world.con.execute("update claims set day_from = day_to where day_from <> day_to")
    newest = list(reversed(read(world, "cost").numerators))
    assert newest[:8] == [1000, 0, 0, 0, None, None, None, 1000]


@pytest.mark.parametrize(
    ("platform", "behind", "ends", "late"),
    [
        ("line_ads", 0, 0, 0),
        ("meta_ads", 0, 0, 1),
        ("line_ads", 3, 3, 0),  # within the grace all end where it does
        ("meta_ads", 3, 3, 1),
        ("line_ads", 4, 0, 4),
        ("line_ads", 7, 0, 7),
    ],
)
def test_days_that_a_source_has_not_told_whole_are_late(
    world: Any, platform: str, behind: int, ends: int, late: int
) -> None:
    ads(ads(world), "乙", platform, complete_to=LAST - timedelta(behind))
    found = read(world, "cost")
    assert (found.complete_to, found.late) == (LAST - timedelta(ends), late)
    assert found.why_not is None


def test_a_source_that_stopped_is_named_and_nothing_is_forecast(world: Any) -> None:
    ads(ads(world), "乙", "line_ads", complete_to=LAST - timedelta(8))
    found = read(world, "cost")
    assert found.why_not is not None and not found.numerators
    assert "LINE 廣告" in found.why_not.zh and "11/9" in found.why_not.zh
    assert read(world, "cost", GOOGLE).why_not is None  # the other goes on


REFUSED = [
    ("frequency", days_of.PEOPLE),
    ("conversions", days_of.NO_SOURCE),
    ("revenue", days_of.NO_SOURCE),
    ("repurchase_90d", days_of.RIPENS.fill(n=90)),
    ("repurchase_365d", days_of.ROLLS),
]


@pytest.mark.parametrize(("kpi", "why"), REFUSED, ids=[kpi for kpi, _ in REFUSED])
def test_what_cannot_be_added_up_from_days_says_why(world: Any, kpi: str, why: Any) -> None:
    assert read(ads(world), kpi).why_not == why


def test_whatever_counts_people_levels_or_what_ripens_says_why_it_is_not_forecast() -> None:
    """Over the whole catalog: nothing is added up from days that does not add."""
    for kpi in KPIS.values():
        adds = all(any(m.additive for m in part.measures) for part in kpi.parts)
        adds = adds and LEVELS.isdisjoint(kpi.quantities) and not kpi.ripens and not kpi.is_middle
        adds = adds and kpi.question not in (Question.BUYERS, Question.COHORTS)
        adds = adds or kpi.is_level  # its days add to it or take away
        why = days_of.no_days(kpi, ())
        assert (why is None) is adds, kpi.key
    wanted = {
        "unique_visitors": days_of.PEOPLE, "repurchase_365d": days_of.ROLLS,
        "social_engagement_followers": days_of.OVER_LEVEL,
        "retention_d7": days_of.RIPENS.fill(n=7),
    }  # fmt: skip
    assert {key: days_of.no_days(KPIS[key], ()) for key in wanted} == wanted


def test_claims_of_several_platforms_are_not_forecast(world: Any) -> None:
    for name, platform in (("甲", "google_ads"), ("乙", "meta_ads")):
        spent(world, name, platform, "2, 1", "conversions, cost")
    assert read(world, "conversions").why_not == days_of.CLAIMED
    assert read(world, "conversions", GOOGLE).why_not is None
    assert read(world, "conversions", platform="meta_ads").why_not is None


# -- goals ------------------------------------------------------------------------------------


@pytest.fixture
def paced(world: Any, state: State, view: Callable[..., Any]) -> Callable[..., Paces]:
    """Return a way to pace goals on cost and CTR of Google."""
    ads(world)
    who = {"zh": "林怡君", "en": "Lin"}
    docs = [
        {"id": "cost", "kpi": "cost", "rank": "star", "target": "30000", "scope": dict(GOOGLE)},
        {"id": "ctr", "kpi": "ctr", "rank": "core", "target": "0.02", "scope": dict(GOOGLE)},
    ]
    state.save_goals([{**doc, "owner": who, "step": who} for doc in docs], "test", "test")

    def pace(**changed: Any) -> Paces:
        found = paces(world.snapshot, state, view(**changed))
        assert found is not None
        return found

    return pace


def one(found: Paces, goal: str) -> Pace:
    return next(p for p in found.paces if p.goal.id == goal)


def test_a_goals_pace(paced: Callable[..., Paces]) -> None:
    cost, ctr = (one(paced(), name) for name in ("cost", "ctr"))
    assert cost.days == Span(d(2026, 11, 1), d(2026, 11, 30))
    assert (cost.value, cost.due) == (17_000, 17_000)
    assert cost.forecast.total == pytest.approx(30_000)
    assert (ctr.value, ctr.due, ctr.forecast.total) == (0.01, None, pytest.approx(0.01))
    assert ctr.forecast.required == pytest.approx((0.02 * 30 - 0.01 * 17) / 13)


def test_it_is_kept_until_the_state_changes(paced: Callable[..., Paces], state: State) -> None:
    before = paced()
    assert paced(lang="en", period="7d") is before
    state.set_setting("time_zone", "Asia/Tokyo", by="test")
    again = paced()
    assert again is not before
    assert one(again, "cost").forecast is one(before, "cost").forecast  # nothing it depends on


def test_a_filter_that_the_goal_was_not_set_for_holds_nothing_against_it(
    world: Any, paced: Callable[..., Paces]
) -> None:
    ads(world, "丙")
    found = one(paced(account="丙"), "cost")
    assert not found.judged and found.due is None and found.forecast.probability is None
    assert found.forecast.total == pytest.approx(30_000)
    assert OTHER_SCOPE in found.forecast.notes


def test_an_empty_store_has_no_pace(world: Any, state: State, view: Callable[..., Any]) -> None:
    assert paces(world.snapshot, state, view()) is None


@pytest.mark.parametrize(
    ("days", "judged"),
    [
        ({"start": "2026-12-01"}, False),
        ({"end": "2026-10-31"}, False),
        ({"start": "2026-11-30", "end": "2026-11-30"}, True),
    ],
)
def test_a_goal_that_is_not_in_force_holds_nothing_against_the_period(
    paced: Callable[..., Paces], state: State, days: dict[str, str], judged: bool
) -> None:
    (doc,) = [doc for doc in state.goals() if doc["id"] == "cost"]
    state.save_goals([{**doc, **days}], "test", "test")
    found = one(paced(), "cost")
    assert found.judged is judged and (found.due is not None) is judged
    assert (NOT_IN_FORCE in found.forecast.notes) is not judged


def test_one_goal_need_not_wait_for_the_others(
    paced: Callable[..., Paces], world: Any, state: State, view: Callable[..., Any]
) -> None:
    found = paces(world.snapshot, state, view(), only=frozenset({"cost"}))
    assert found is not None and [p.goal.id for p in found.paces] == ["cost"]
    whole = paced()
    assert len(whole.paces) == 2
    assert one(whole, "cost").history is one(found, "cost").history


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        (d(2026, 11, 1), d(2026, 11, 10), 1000),  # the newest period
        (d(2026, 10, 1), d(2026, 10, 10), 3100 * 10 / 31),  # one that is over, cut off
        (d(2026, 10, 1), d(2026, 10, 31), 3100),  # and whole
    ],
)
def test_what_was_due_in_a_month_that_is_over(
    world: Any, state: State, view: Callable[..., Any], first: d, last: d, due: float
) -> None:
    """Due as last year's days: 1,000 on each, so an even share of any month's target."""
    ads(world, first=d(2025, 9, 1))
    target = 3000 if first.month == 11 else 3100
    goal = {"id": "spend", "kpi": "clicks", "scope": dict(GOOGLE), "rank": "star", "target": target}
    words = {"owner": {"zh": "甲", "en": "A"}, "step": {"zh": "觀察", "en": "Watch"}}
    state.save_goal(goal | words | {"shape": "last_year", "share": 0.8}, "test", "")
    asked = view(period="custom", start=first, end=last)
    scene = situation(world.snapshot, state, asked)
    assert scene is not None
    (standing,) = scene.standings
    # 100 clicks a day and 100 due: met to the last day
    assert standing.judgement.verdict is Verdict.GOOD
    assert float(standing.judgement.due or 0) == pytest.approx(due)
