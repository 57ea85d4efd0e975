"""What a contract holds: targets by month, confirmation, teams, objectives, moves, documents."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from data import tables
from data.state import Conflict, State
from data.text import LANGS, Text
from kpi.catalog import KPIS
from kpi.definition import Stage
from kpi.goals import objectives, teams
from kpi.goals.choosing import choose, plan
from kpi.goals.confirming import BINDING, confirmed, is_draft, settled
from kpi.goals.fields import FIELDS, as_doc, as_read
from kpi.goals.goal import Goal, load_pack, pack
from kpi.goals.history import history
from kpi.goals.moves import moves
from kpi.goals.names import names_of
from kpi.goals.suggest import rounded, suggested, times_better
from kpi.goals.targets import due_between, target_of, target_on
from kpi.goals.teams import Party
from kpi.goals.typing import NotTyped, parse
from kpi.period import Span, calendar_span

D = Decimal
WORD = Text("甲", "A")
NOVEMBER, QUARTER = Span(d(2026, 11, 1), d(2026, 11, 30)), Span(d(2026, 10, 1), d(2026, 12, 31))
WEEK = Span(d(2026, 11, 30), d(2026, 12, 6))


def goal(kpi: str = "revenue", target: str = "300", **more: Any) -> Goal:
    return Goal("g", kpi, (), "core", D(target), WORD, WORD, **more)


# -- targets of months and days -----------------------------------------------------------------

MONTHS = (("2026-11", D(600)), ("2026-12", D(310)))
TARGETS: list[tuple[Goal, Span, Any]] = [
    (goal(), NOVEMBER, 300),
    (goal(monthly=MONTHS), NOVEMBER, 600),
    (goal(monthly=MONTHS), Span(d(2026, 10, 1), d(2026, 10, 31)), 300),  # no own target
    (goal(monthly=MONTHS, period="quarter", target="920"), QUARTER, 600 + 310 + 310),
    (goal(monthly=MONTHS, period="week", target="70"), WEEK, 20 + 60),  # a day of Nov, six of Dec
    (goal(monthly=MONTHS, period="week", target="70"), WEEK.moved(14), 70),
    # single days: what they leave of the month is shared by the others, never below nothing
    (goal(daily=((d(2026, 11, 11), D(100)),)), NOVEMBER, 300),
    (goal(monthly=MONTHS, daily=((d(2026, 11, 11), D(310)),)), NOVEMBER, 600),
    (goal(daily=((d(2026, 11, 11), D(500)),)), NOVEMBER, 500),
    (goal(daily=tuple((day.start, D(7)) for day in NOVEMBER.each_day())), NOVEMBER, 210),
    # a ratio is held against the newest agreement
    (goal("ctr", "0.02"), NOVEMBER, D("0.02")),
    (goal("ctr", "0.02", monthly=(("2026-11", D("0.03")),)), QUARTER, D("0.02")),
    (goal("ctr", "0.02", monthly=(("2026-12", D("0.03")),)), QUARTER, D("0.03")),
]


@pytest.mark.parametrize(("one", "span", "target"), TARGETS, ids=lambda x: "")
def test_the_target_of_a_span(one: Goal, span: Span, target: Any) -> None:
    assert target_of(one, span) == target


def test_what_is_due_grows_with_the_days_that_have_targets() -> None:
    # 290 are left for 29 days
    one = goal(monthly=MONTHS, daily=((d(2026, 11, 11), D(310)),))
    assert (
        due_between(one, Span(d(2026, 11, 1), d(2026, 11, 10)), NOVEMBER) == 100
    )  # 290 over 29 days
    assert due_between(one, Span(d(2026, 11, 1), d(2026, 11, 11)), NOVEMBER) == 410
    assert target_on(one, d(2026, 12, 3)) == 310 and target_on(one, d(2027, 1, 1)) == 300


@given(st.dates(d(2026, 1, 1), d(2027, 12, 31)), st.lists(st.integers(1, 10**9), min_size=3))
def test_the_months_of_a_quarter_add_up_to_it(day: d, values: list[int]) -> None:
    whole = calendar_span("quarter", day)
    named = [f"{piece.start:%Y-%m}" for piece in whole.split("month")]
    one = goal(monthly=tuple(zip(named, map(D, values), strict=False)), period="quarter")
    assert target_of(one, whole) == sum(values[:3])


# -- suggestions --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kpi", "baseline", "found"),
    [
        ("aov", None, None), ("aov", "0", None), ("roi", "-0.5", None), ("frequency", "3", None),
        ("ctr", "0.7", None),  # no rate is 105 %
        ("ctr", "0.5", ("0.6", "0.68", "0.75")),
        ("checkout_conversion", "0.011", ("0.0132", "0.0149", "0.0165")),
        ("cac", "780", ("650", "580", "520")),  # the easier one is the higher cost
        ("revenue", "2500000", ("3000000", "3400000", "3800000")),
        ("cost", "100", None),
    ],
)  # fmt: skip
def test_a_target_is_suggested_in_the_better_direction(
    kpi: str, baseline: str | None, found: Any
) -> None:
    told = suggested(KPIS[kpi], D(baseline) if baseline else None)
    assert (told and (told.easier, told.middle, told.harder)) == (found and tuple(map(D, found)))


@pytest.mark.parametrize(
    ("kpi", "baseline", "target", "times"),
    [
        ("cac", "780", "600", "1.30"), ("checkout_conversion", "0.011", "0.016", "1.45"),
        ("email_open", "0.22", "0.30", "1.36"), ("conversion_rate", "0.09", "0.12", "1.33"),
        ("visitor_to_subscriber", "0.018", "0.026", "1.44"),
        ("checkout_conversion", "0.012", "0.016", "1.33"),
    ],
)  # fmt: skip
def test_how_many_times_better(kpi: str, baseline: str, target: str, times: str) -> None:
    assert f"{times_better(KPIS[kpi], D(baseline), D(target)):.2f}" == times


@given(st.decimals("0.0001", "999999999", places=4))
def test_rounding_stays_close(value: D) -> None:
    assert abs(rounded(value) / value - 1) <= D("0.03")


# -- typing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    ["javascript:alert(1)", "ftp://a.b", "www.example.com", "http://", "https:// a", "//x",
     "data:text/html,x", "https://user@evil.example", "HTTP:/a", "file:///etc/passwd",
     "https://a\\b", "看這裡"],
)  # fmt: skip
def test_only_addresses_that_open_are_an_sop(said: str) -> None:
    with pytest.raises(NotTyped) as refused:
        parse(KPIS["ctr"], "sop", said)
    assert "http" in refused.value.text.zh and refused.value.text.en


@pytest.mark.parametrize("said", ["https://a.example", "HTTP://wiki.local:8080/sop?id=3#x"])
def test_an_address_stays_as_it_is(said: str) -> None:
    assert parse(KPIS["ctr"], "sop", f" {said} ") == said


@pytest.mark.parametrize(
    ("kpi", "field", "said", "found"),
    [
        ("revenue", "monthly", "", ()),
        ("revenue", "monthly", "2026-12: 3,600,000\n2026/11 = 3,000,000；\n",
         (("2026-11", D(3000000)), ("2026-12", D(3600000)))),
        ("ctr", "monthly", "2026-1: 1.6%", (("2026-01", D("0.016")),)),
        ("revenue", "daily", "2026-11-11: 400", ((d(2026, 11, 11), D(400)),)),
        ("revenue", "monthly", "2026-13: 4", None), ("revenue", "monthly", "2026-11-11: 4", None),
        ("revenue", "daily", "2026-11: 4", None), ("revenue", "daily", "2026-02-30: 4", None),
        ("revenue", "monthly", "11月: 4", None), ("revenue", "monthly", "2026-11: many", None),
        ("revenue", "monthly", "2026-11: 4; 2026-11: 5", None),
        ("revenue", "monthly", "3000000", None),
    ],
)  # fmt: skip
def test_targets_by_month_are_read_as_typed(kpi: str, field: str, said: str, found: Any) -> None:
    if found is None:
        with pytest.raises(NotTyped) as refused:
            parse(KPIS[kpi], field, said)
        assert all(refused.value.text.to(lang) for lang in LANGS)
    else:
        assert parse(KPIS[kpi], field, said) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", ()), ("、, ;", ()), ("（外）", ()),
        ("內容組、明日代理商（外）", (Party("內容組"), Party("明日代理商", True))),
        ("Tomorrow Agency (Outside), Lin;Lin", (Party("Tomorrow Agency", True), Party("Lin"))),
        ("外部小組", (Party("外部小組"),)), ("阿明 ( external )", (Party("阿明", True),)),
    ],
)  # fmt: skip
def test_who_is_inside_and_who_is_not(said: str, found: Any) -> None:
    assert teams.parse(said) == found
    for lang in LANGS:
        assert teams.parse(teams.written(found, lang)) == found


# -- documents ----------------------------------------------------------------------------------

WHOLE = goal(
    baseline=D(250), basis="estimate", source="報告", measured_on=d(2026, 8, 1), monthly=MONTHS,
    daily=((d(2026, 11, 11), D("9.5")),), share=D("0.8"), cadence="fortnight", shape="plan",
    start=d(2026, 10, 1), end=d(2026, 12, 31), sop="https://a.example", pair="h", objective="o",
    asked_by="業務部", confirmed_by="林怡君", confirmed_on=d(2026, 11, 20),
    responsible=(Party("內容組"), Party("明日", True)), accountable=(Party("林"),),
    consulted=(Party("法務"),), informed=(Party("業務部"),),
)  # fmt: skip


def test_a_document_loses_nothing_and_says_nothing_empty() -> None:
    doc = as_doc(WHOLE, {"version": 3, "position": 2})
    assert Goal.from_doc(doc) == WHOLE and (doc["version"], doc["position"]) == (3, 2)
    assert {f.name for f in dataclasses.fields(Goal)} - {"id", "kpi", "scope"} == set(FIELDS)
    bare = as_doc(goal(), {})
    assert not {"sop", "monthly", "responsible", "objective", "source"} & bare.keys()


def test_older_and_newer_documents_still_load() -> None:
    (old,) = [doc for doc in pack("shop") if doc["id"] == "shop-cac"]
    known = {"id", "kpi", "scope", "rank", "target", "low", "high", "cadence", "owner", "step"}
    early = {name: value for name, value in old.items() if name in known}
    found = Goal.from_doc({**early, "where": "?", "future": {"a": 1}})
    assert (found.objective, found.monthly, found.responsible) == (None, (), ())
    assert is_draft(found)


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_is_read_in_words(lang: Any) -> None:
    other = dataclasses.replace(WHOLE, id="h", kpi="roi")
    names = names_of([WHOLE, other], [objectives.Objective("o", Text("成長", "Growth"))])
    told = {name: as_read(WHOLE, name, lang, names) for name in FIELDS}
    assert told["pair"] == KPIS["roi"].name.to(lang)
    assert told["objective"] == ("成長" if lang == "zh" else "Growth")
    assert told["monthly"].startswith("2026/11 600") and "2026/11/11 9.5" in told["daily"]
    assert told["responsible"] == (
        "內容組、明日（外）" if lang == "zh" else "內容組, 明日 (outside)"
    )
    assert as_read(WHOLE, "pair", lang) == "h", "by its id where it is no more"


# -- confirmation -------------------------------------------------------------------------------

CHANGES: list[tuple[dict[str, Any], bool]] = [
    ({}, False),
    ({"owner": Text("乙", "B"), "step": WORD, "cadence": "month", "sop": ""}, False),
    *(({name: value}, True) for name, value in {
        "target": D(301), "baseline": None, "low": D(1), "high": D(2), "share": D("0.9"),
        "end": d(2027, 1, 1), "monthly": (), "daily": (),
    }.items()),
    ({"target": D(301), "confirmed_on": d(2026, 11, 22)}, False),  # confirmed as changed
]  # fmt: skip


@pytest.mark.parametrize(("change", "again"), CHANGES, ids=lambda x: str(x)[:40])
def test_what_was_confirmed_and_changed_is_a_draft_again(
    change: dict[str, Any], again: bool
) -> None:
    assert set(BINDING) <= set(FIELDS)
    new = dataclasses.replace(WHOLE, **change)
    assert is_draft(settled(new, WHOLE)) is again
    doc = as_doc(new, as_doc(WHOLE, {}))
    assert ("confirmed_on" not in doc) is ("confirmed_by" not in doc) is again


def test_the_record_says_that_it_is_a_draft_again(state: State) -> None:
    state.save_goal(as_doc(goal(), {}), "甲", "new")
    doc = state.goals()[0]
    told = confirmed(Goal.from_doc(doc), "業務部", "林怡君", d(2026, 11, 22))
    state.save_goal(as_doc(told, doc), "甲", "需求單位確認")
    doc = state.goals()[0]
    state.save_goal(as_doc(dataclasses.replace(told, target=D(310)), doc), "乙", "往上調")
    last, before, _ = history(state, "zh", "g")
    assert "確認人 – → 林怡君" in before.what and "需求單位 – → 業務部" in before.what
    assert last.what == (
        "目標 300 → 310；確認人 林怡君 → –；確認日 2026/11/22 → –；又是草案，等需求單位再確認"
    )


# -- objectives and teams -----------------------------------------------------------------------


def test_an_objective_holds_goals_and_nobody_overwrites_unseen(state: State) -> None:
    load_pack(state, "shop")
    (own,) = objectives.objectives(state)
    assert {g.objective for g in map(Goal.from_doc, state.goals())} == {own.id}
    new = objectives.Objective(
        objectives.new_id(), Text("留客", "Keep them"), "回購便宜", "2026 Q4"
    )
    objectives.keep(state, new, ["shop-repurchase", "shop-cac"], "甲", "分開談")
    kept = {doc["id"]: doc["objective"] for doc in state.goals()}
    assert (kept["shop-cac"], kept["shop-aov"]) == (new.id, own.id)
    with pytest.raises(Conflict):
        objectives.keep(state, new, [], "乙", "同時")
    assert {doc["id"]: doc["objective"] for doc in state.goals()} == kept, "all of it or nothing"
    (again,) = [o for o in objectives.objectives(state) if o.id == new.id]
    assert (again.why, again.period, again.version) == ("回購便宜", "2026 Q4", 1)
    objectives.drop(state, again, "甲", "併回去")
    assert "objective" not in next(doc for doc in state.goals() if doc["id"] == "shop-cac")
    told = [(c.name, c.what) for c in history(state, "zh") if not c.goal_id]
    assert told[:2] == [("留客", "刪除"), ("留客", "訂下策略目標")]


def test_an_objective_that_changed_is_told_in_words(state: State) -> None:
    one = objectives.Objective("o", Text("一", "One"))
    objectives.keep(state, one, [], "甲", "a")
    (kept,) = objectives.objectives(state)
    objectives.keep(state, objectives.renamed(kept, "二", "", "因為", ""), [], "甲", "b")
    assert history(state, "zh")[0].what == "名稱 一 → 二；為什麼 – → 因為"


def test_choosing_another_pack_takes_its_objective_along(state: State) -> None:
    load_pack(state, "shop")
    choose(state, plan(state.goals(), "saas"), "甲", "b")
    assert [o.id for o in objectives.objectives(state)] == ["objective-saas"]
    doc = next(doc for doc in state.goals() if doc["id"] == "saas-cac")
    state.save_goal({**doc, "target": 650}, "甲", "mine")
    choose(state, plan(state.goals(), "shop"), "甲", "c")
    assert {o.id for o in objectives.objectives(state)} == {"objective-saas", "objective-shop"}


def test_teams_of_the_stages_are_kept_with_who_and_why(state: State) -> None:
    seen = teams.teams(state)
    assert not any(any(letters.values()) for letters in seen.values())
    wanted = {**seen, Stage.CONVERSION: {
        **seen[Stage.CONVERSION], "responsible": (Party("明日", True),)}}  # fmt: skip
    teams.keep(state, seen, wanted, "甲", "新代理商")
    assert teams.teams(state) == wanted
    assert state.audit(f"setting {teams.SETTING}")[-1]["why"] == "新代理商"
    with pytest.raises(teams.Changed):
        teams.keep(state, seen, seen, "乙", "同時")
    assert teams.teams(state) == wanted


# -- where a target moved -----------------------------------------------------------------------


def _at(state: State, *moments: datetime) -> None:
    """Move the audit's rows to other times (UTC)."""
    with state.writing() as con:
        for n, at in enumerate(moments):
            place = sa.select(tables.audit.c.audit_id).where(tables.audit.c.what == "goal g")
            row = con.execute(place.order_by(tables.audit.c.audit_id)).all()[n]
            own = tables.audit.c.audit_id == row[0]
            con.execute(tables.audit.update().where(own).values(at=at))


def test_where_a_target_moved(state: State) -> None:
    one = goal()
    assert moves(state, one) == ()
    for target in ("300", "310", "320", "320", "300"):
        doc = next(iter(state.goals()), {})
        state.save_goal(as_doc(dataclasses.replace(one, target=D(target)), doc), "甲", "x")
    _at(
        state, datetime(2026, 9, 30, 16), datetime(2026, 10, 5, 3), datetime(2026, 10, 5, 15, 59),
        datetime(2026, 10, 9), datetime(2026, 11, 1),
    )  # fmt: skip
    assert moves(state, one) == (
        (d(2026, 10, 1), D(300)),  # past midnight in Taipei
        (d(2026, 10, 5), D(320)),  # of two on a day the last
        (d(2026, 11, 1), D(300)),
    )
    state.delete_goal("g", "甲", "gone")
    assert moves(state, one) == ()
    state.save_goal(as_doc(goal(target="5"), {}), "甲", "again")
    assert [value for _, value in moves(state, one)] == [5]
