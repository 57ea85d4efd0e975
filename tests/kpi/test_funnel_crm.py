"""B2B funnels: cohorts instead of counts, days between steps, who waits, why sales said no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.doubt.wilson import wilson
from kpi.facts.leads import LeadCut, cohort, reached
from kpi.funnels.board import FunnelBoard, funnel_board
from kpi.funnels.followed import entered, followed
from kpi.funnels.funnel import TEMPLATES, Funnel
from kpi.funnels.losses import losses, passes_on
from kpi.funnels.reading import read_funnel
from kpi.funnels.told import Told
from kpi.period import Span
from tests.kpi.funnel_world import at

pytestmark = pytest.mark.slow  # each builds a world of its own

B2B, SAAS = TEMPLATES["b2b"], TEMPLATES["saas"]
NAMES = ("lead", "mql", "sql", "won")


class Crm:
    """A CRM whose leads went on after so many days each."""

    def __init__(self, world: Any, state: State, view: Callable[..., Any]) -> None:
        self.world, self.state, self.view = world, state, view
        world.account("名單", "hubspot")
        self.known = 0

    def sums(self, day: d, **told: Any) -> Crm:
        self.world.day("名單", day, **told)
        return self

    def lead(self, first: d, *after: int | None, **more: Any) -> Crm:
        """Add a lead that reached MQL, SQL and won so many days later; None: no day is told."""
        self.known += 1
        key = {"account_key": 1, "kind": "lead", "lead_id": f"L{self.known}"}
        held: dict[str, Any] = {"is_invalid": False, "stage": NAMES[len(after)], **more}
        self.world._insert("leads", created_on=first, **key, **held)
        for name, days in zip(NAMES, (0, *after), strict=False):
            at = first + timedelta(days or 0)
            told = days is not None
            self.world._insert("lead_stages", stage=name, day_from=at if told else None,
                               day_to=at, told=told, counted_on=at, **key)  # fmt: skip
        return self

    def told(self, funnel: Funnel = B2B, **changed: Any) -> Told:
        view = self.view(**changed)
        found = read_funnel(self.world.snapshot, self.state, view, funnel)
        assert found is not None
        return found

    def board(self, by: str = "", **changed: Any) -> FunnelBoard:
        view = self.view(**changed)
        found = funnel_board(self.world.snapshot, self.state, view, B2B, "previous", by)
        assert found is not None
        return found


@pytest.fixture
def crm(world: Any, state: State, view: Any) -> Crm:
    return Crm(world, state, view)


WON = {"deals_won": 6, "deal_amount_won": Decimal(600_000)}
COUNTS = {
    "crm_leads": 200, "leads_to_mql": 80, "mql_reached": 90, "mql_to_sql": 30, "sql_reached": 40,
    "sql_to_won": 8, "renewed_reached": 3, **WON,
}  # fmt: skip
DAY, EARLIER = d(2026, 11, 3), d(2026, 10, 3)


def test_rates_follow_those_who_entered(crm: Crm) -> None:
    """90 became MQL in these days, 80 of them and of earlier ones among the 200 leads."""
    told = crm.sums(DAY, **COUNTS).told()
    counts = {s.step.key: s.count.value for s in told.steps if s.stands}
    assert counts == {"leads": 200, "mql": 90, "sql": 40, "won": 6, "renewed": 3}
    for key, above, below in (("mql", 80, 200), ("sql", 30, 90), ("won", 8, 40)):
        rate = at(told, key).passage
        assert rate is not None and (rate.numerator, rate.denominator) == (above, below)
        assert rate.interval == pytest.approx(wilson(above, below))
    # who renews now was won long ago: that is no rate of these days
    assert at(told, "renewed").passage is None


RIPE = {"period": "custom", "start": d(2026, 3, 1), "end": d(2026, 3, 31)}
"""So long ago that everybody had the time to go on."""


def test_a_lost_lead_costs_what_its_like_bring(crm: Crm) -> None:
    crm.sums(d(2025, 1, 1), **dict.fromkeys(COUNTS, 0)).sums(d(2026, 2, 3), **COUNTS)
    told = crm.sums(d(2026, 3, 3), **{**COUNTS, "leads_to_mql": 40}).told(**RIPE)
    found = next(x for x in losses(told, "previous") if x.at.step.key == "mql")
    assert (found.sure, found.kind, found.reference) == (True, "target", 0.3)  # of the B2B pack
    assert found.short == pytest.approx(200 * (0.3 - 0.2))
    assert passes_on(told, found.at) == pytest.approx(30 / 90 * 8 / 40)
    assert float(found.cost or 0) == pytest.approx(20 * (30 / 90) * 0.2 * 100_000)
    lines = {line.key: line for line in crm.board(**RIPE).lines}
    assert lines["mql"].chip is not None and lines["mql"].cost == "13.3 萬 TWD"
    assert (lines["leads"].owner, lines["won"].owner) == ("行銷", "業務")


def test_who_had_less_time_is_not_lost(crm: Crm) -> None:
    """Deals take months: those who became SQL this month are no worse than last month's."""
    crm.sums(d(2025, 1, 1), **dict.fromkeys(COUNTS, 0)).sums(EARLIER, **COUNTS)
    told = crm.sums(DAY, **{**COUNTS, "sql_to_won": 0}).told()
    won = at(told, "won")
    assert won.passage is not None and won.passage.value == 0 and won.is_young
    assert not [x for x in losses(told, "previous") if x.at.step.key in ("mql", "sql", "won")]
    lines = {line.key: line for line in crm.board().lines}
    assert (lines["won"].young, lines["won"].moved, lines["won"].cost) == ("回補中", "", "")
    assert lines["won"].point == "", "what is not over yet is worth nothing that could be told"
    assert (
        "到目前為止流失最多的是「SQL → 成交」（100.0% 還沒走下去，仍在回補）"
        in crm.board().sentence
    )


def test_phases_stand_beside_the_steps(crm: Crm) -> None:
    lines = crm.sums(DAY, **COUNTS).board().lines
    assert [line.phase for line in lines] == [
        "認知",
        "興趣",
        "興趣",
        "評估",
        "評估",
        "採購",
        "維繫",
    ]
    assert all(line.why_empty for line in lines[:2]), "nobody brought ads or a site"


def test_times_tell_only_what_has_a_day(crm: Crm) -> None:
    crm.sums(DAY, **COUNTS)
    for days in (2, 4, 9):
        crm.lead(d(2026, 11, 2), 1, days)
    crm.lead(d(2026, 11, 2), 1, None)
    times = {p.label: (p.value, p.note) for p in crm.board().times}
    assert times["名單 → SQL"] == (
        "中位數 4 天",
        "中間一半 3 天 到 6.5 天，3 筆；另有 1 筆沒有日期",
    )
    assert times["名單 → MQL"][0] == "中位數 1 天"
    assert times["MQL → SQL"][0] == "中位數 3 天"


def test_who_waits_for_a_first_call(crm: Crm) -> None:
    crm.sums(DAY, **COUNTS)
    crm.lead(d(2026, 11, 2), 1).lead(d(2026, 11, 5), 2)
    crm.lead(d(2026, 11, 5), 2, contacted_on=d(2026, 11, 8)).lead(d(2026, 11, 5), 2, 3)
    waits = next(p for p in crm.board().times if p.label == "還沒聯繫的 MQL")
    assert (waits.value, waits.note) == ("2 筆，中位數等了 12 天", "最久 14 天")


def test_the_three_commonest_reasons(crm: Crm) -> None:
    crm.sums(DAY, **COUNTS)
    for reason, times in (("預算不足", 3), ("不是決策者", 2), ("重複", 2), ("打不通", 1)):
        for _ in range(times):
            crm.lead(d(2026, 11, 2), 1, accepted=False, reason=reason)
    crm.lead(d(2026, 11, 2), 1, 2, accepted=True, reason="好")
    found = [(p.label, p.value) for p in crm.board().reasons]
    assert found[0] == ("預算不足", "3 筆") and len(found) == 3
    assert {"打不通", "好"}.isdisjoint({name for name, _ in found})


def test_a_cut_of_leads_keeps_their_cohorts(crm: Crm) -> None:
    """Two leads of a source became MQL now, of whom none had entered in these days."""
    counts = {"crm_leads": 5, "leads_to_mql": 2, "mql_reached": 4, "mql_to_sql": 1}
    crm.sums(DAY, **counts, sql_reached=1)
    for n in range(3):
        crm.lead(d(2026, 11, 2), *((1,) if n else ()), source="廣告")
    crm.lead(d(2026, 11, 2), source="展覽")
    for _ in range(2):
        crm.lead(d(2026, 10, 1), 33, source="展覽")
    crm.lead(d(2026, 11, 2))
    board = crm.board(by="lead_source")
    assert board.cut is not None
    by_name = {line.name: [cell.text for cell in line.cells] for line in board.cut.lines}
    assert by_name["廣告"][:2] == ["3", "2"] and by_name["廣告"][3].startswith("66.7%")
    assert by_name["展覽"][:2] == ["1", "2"] and by_name["展覽"][3].startswith("0.00%")
    assert by_name["全部"][:2] == ["5", "4"] and by_name["全部"][3] == "40.0%"
    assert by_name["未歸屬差額"][:2] == ["1", "0"]


def test_so_far_follows_the_leads_themselves(crm: Crm) -> None:
    crm.sums(DAY, **COUNTS).lead(d(2026, 11, 2), 1, 2).lead(d(2026, 11, 2), 1).lead(d(2026, 11, 2))
    told = crm.told()
    found = at(told, "sql").so_far
    assert found is not None and found.value == pytest.approx(1 / 3)
    assert found.interval == pytest.approx(wilson(1, 3))


def test_trials_are_followed_too(crm: Crm) -> None:
    crm.sums(DAY, trials=100, trials_activated_1d=60, trials_paid=12, paid_reached=20)
    told = crm.told(SAAS)
    rates = {s.step.key: s.passage.value for s in told.steps if s.passage}
    assert rates == pytest.approx({"activated": 0.6, "paid": 0.12})
    assert at(told, "paid").count.value == 20


def test_kept_days_say_what_the_leads_do(crm: Crm) -> None:
    """The sums kept by day against the questions asked of single leads, over several spans."""
    for n in range(12):
        after = [(1, 2, 9), (1, None), (3,), ()][n % 4]
        crm.lead(d(2026, 11, 1) + timedelta(n), *after, source=[None, "a", "b"][n % 3])
    seen = crm.world.snapshot
    for span in (Span(d(2026, 11, 1), d(2026, 11, 30)), Span(d(2026, 11, 3), d(2026, 11, 8))):
        for by in (None, LeadCut.SOURCE):
            for first, then in (("lead", "mql"), ("mql", "sql"), ("lead", "won"), ("sql", "won")):
                told = {c.name: (c.reached, c.entered) for c in cohort(seen, span, first, then, by)}
                assert followed(seen, span, first, then, by) == told
        for stage in NAMES:
            counts = {r.name: r.counts.get(stage) for r in reached(seen, span, LeadCut.SOURCE)}
            told = {name: n for name, n in counts.items() if n}
            assert entered(seen, span, stage, LeadCut.SOURCE) == told
