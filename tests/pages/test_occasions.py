"""The Calendar page: every part in both languages, an event by two people, the table, a month."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import small_table
from data.state import State
from data.text import LANGS, Lang
from kpi.calendar.own import Event, events
from kpi.calendar.table import rows
from kpi.calendar.taking import taking
from kpi.closing.closed import closings
from kpi.view import COMPARISONS
from pages.ui.occasions import closing_words, picture, words
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.theme import LIGHT
from tests.pages.rules import Visit

pytestmark = pytest.mark.slow  # a run of the script a test

SALE = Event("a1", "campaign", "年終慶", date(2026, 2, 1), date(2026, 2, 8), "滿千送百", "官網",
             "outside", "小美", ("revenue",))  # fmt: skip
LAST = Event("a0", "campaign", "年終慶", date(2025, 2, 1), date(2025, 2, 10))


def said(app: AppTest) -> str:
    """Return everything the page says."""
    told = (*app.markdown, *app.subheader, *app.error, *app.warning, *app.info)
    return "\n".join(x.value for x in told).replace("\\", "")


def keep(state: State, *every: Event, by: str = "甲") -> None:
    state.save_events([event.as_doc() for event in every], by, "test")


def fill(app: AppTest, key: str, **values: Any) -> AppTest:
    """Type into the form of an event and save it."""
    widgets = {"first": app.date_input, "last": app.date_input, "kind": app.selectbox,
               "side": app.selectbox, "partner": app.selectbox,
               "kpis": app.multiselect}  # fmt: skip
    for field, value in values.items():
        widgets.get(field, app.text_input)(key=f"{key}-{field}").set_value(value)
    app.button(key=f"{key}-save").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_drawn(visit: Visit, store: str, state: State, lang: Lang) -> None:
    for kept in (False, True):
        if kept:
            keep(state, SALE, LAST)
        scenes = [("list", by) for by in words.SCALES] + [(part, "") for part in words.PARTS]
        for part, by in scenes:  # the picture alone has a scale
            app = visit("calendar", lang=lang, part=part, by=by, at="2026-02")
            assert not app.exception and not app.error, (part, by)
    assert "年終慶" in said(visit("calendar", lang=lang, at="2026-02"))
    assert words.NOT_THERE.to(lang) in said(visit("calendar", lang=lang, event="nobody"))


@pytest.mark.parametrize("at", ["2026-13", "soon", "", "2025-12"])
def test_days_that_cannot_be_drawn_are_those_of_today(visit: Visit, at: str) -> None:
    app = visit("calendar", at=at)
    days = "2025/12/1–2026/2/28" if at == "2025-12" else "2/1–4/30"
    assert any(m.value == f"**{days}**" for m in app.markdown)
    app.button(key="calendar-Earlier").click().run()
    assert app.query_params["at"] == ("2025-11" if at == "2025-12" else "2026-01")


def test_an_event_is_added_with_its_reason(visit: Visit, state: State) -> None:
    keep(state, LAST)
    app, key = visit("calendar", part="new"), "event-new-0"
    fill(app, key, name="年終慶", first=date(2026, 2, 8), last=date(2026, 2, 1))
    assert "2026-02-08" in said(app) and house.WHY_MISSING.zh in said(app)
    assert [e.id for e in events(state)] == ["a0"], "nothing is kept until all of it is right"
    fill(app, key, first=date(2026, 2, 1), last=date(2026, 2, 8), partner="a0",
         kpis=["revenue", "orders"], side="outside", why="檔期會議")  # fmt: skip
    _, new = events(state)
    assert (new.name, new.last, new.partner, new.side) == (
        "年終慶", date(2026, 2, 8), "a0", "outside",
    )  # fmt: skip
    assert new.kpis == ("revenue", "orders") and new.kind == "campaign"
    assert state.audit(f"event {new.id}")[-1]["why"] == "檔期會議"
    assert words.KEPT.fill(name="年終慶").zh in said(app)
    again = fill(visit("calendar", part="new"), key, name="年終慶", first=date(2026, 2, 1), why="x")
    assert "2026-02-01 已經有一筆" in said(again).replace("\\", "")


def test_the_second_of_two_is_told_and_loses_nothing(visit: Visit, state: State) -> None:
    keep(state, SALE)
    app, key = visit("calendar", event="a1"), "event-a1-1"
    (kept,) = state.events()
    state.save_events([{**kept, "channel": "門市"}], "乙", "改渠道")
    fill(app, key, topic="滿兩千", why="三")
    told = said(app)
    assert "乙 先改了這一筆" in told and "渠道 官網 → 門市" in told
    assert app.text_input(key=f"{key}-topic").value == "滿兩千"
    assert [(e.topic, e.channel) for e in events(state)] == [("滿千送百", "門市")]
    app.button(key="event-mine").click().run()
    assert [(e.topic, e.channel, e.version) for e in events(state)] == [("滿兩千", "官網", 3)]
    assert [row["by"] for row in state.audit("event a1")][:2] == ["甲", "乙"]


def test_theirs_can_be_taken_and_a_deleted_one_kept_again(visit: Visit, state: State) -> None:
    keep(state, SALE)
    app = visit("calendar", event="a1")
    (kept,) = state.events()
    state.save_events([{**kept, "channel": "門市"}], "乙", "")
    fill(app, "event-a1-1", topic="滿兩千", why="三")
    app.button(key="event-theirs").click().run()
    assert app.text_input(key="event-a1-2-channel").value == "門市"
    state.delete_event(state.events()[0], "乙", "沒辦了")
    fill(app, "event-a1-2", topic="再試", why="要辦")
    assert words.DELETED_BY.zh in said(app) and events(state) == ()
    app.button(key="event-mine").click().run()
    assert [(e.topic, e.channel) for e in events(state)] == [("再試", "門市")]


def test_deleting_asks_why(visit: Visit, state: State) -> None:
    keep(state, SALE)
    app = visit("calendar", event="a1")
    app.button(key="event-a1-1-delete").click().run()
    assert house.WHY_MISSING.zh in said(app) and events(state)
    app.text_input(key="event-a1-1-delete-why").set_value("取消了")
    app.button(key="event-a1-1-delete").click().run()
    assert events(state) == () and "event" not in app.query_params
    assert state.audit("event a1")[-1]["why"] == "取消了"


def test_a_table_comes_in_with_a_preview(visit: Visit, state: State) -> None:
    keep(state, SALE)
    app = visit("calendar", part="table")
    table = [*rows(events(state), "zh"), ["2026-02-31", "", "壞日期"], ["2026-02-20", "", "開箱"]]
    table[1][table[0].index("渠道 Channel")] = "門市"
    app.file_uploader(key="event-table-0").upload("t.csv", small_table.write("csv", "t", table))
    app.run()
    told = said(app)
    assert "3 列 ＝ 會改變 2（新增 1）＋ 不變 0 ＋ 拒絕 1" in told
    assert "第 3 列" in told and "2026-02-31" in told and "起日 First day" in told
    app.button(key="event-table-confirm").click().run()
    assert house.WHY_MISSING.zh in said(app) and len(events(state)) == 1
    app.text_input(key="event-table-why").set_value("二月行事曆")
    app.button(key="event-table-confirm").click().run()
    assert [(e.name, e.channel, e.kind) for e in events(state)] == [
        ("年終慶", "門市", "campaign"), ("開箱", "", "content"),
    ]  # fmt: skip


def test_a_month_is_closed_and_opened_again(
    visit: Visit, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit("calendar", part="closing")
    assert closing_words.NOTHING_TO_CLOSE.fill(n=5).zh in said(app), "2026-02-02 is too early"
    monkeypatch.setenv("LODESTAR_TODAY", "2026-02-05")
    app = visit("calendar", part="closing")
    app.button(key="closing-close").click().run()
    assert "請寫下原因" in said(app) and closings(state) == ()
    app.text_input(key="closing-why").set_value("一月對完")
    app.button(key="closing-close").click().run()
    assert not app.exception
    (closed,) = closings(state)
    assert (closed.month, closed.why) == ("2026-01", "一月對完") and closed.figures
    assert closing_words.NO_ADJUSTMENT.zh in said(app)
    assert "一月對完" in said(app)
    app.text_input(key="closing-reopen-2026-01").set_value("漏了一份")
    app.button(key="closing-reopen").click().run()
    assert closings(state) == () and state.audit("closing 2026-01")[-1]["why"] == "漏了一份"


@pytest.mark.parametrize("page", ["overview", "channels"])
def test_a_season_is_chosen_and_stays_in_the_url(visit: Visit, state: State, page: str) -> None:
    app = visit(page)
    app.segmented_control(key="period").set_value("season").run()
    assert app.query_params["season"] == "newyear.2026", "the newest that has begun"
    assert app.selectbox(key="season").value == "newyear.2026"
    assert "「年貨節」1/20–2/1；資料完整至 2/1。" in said(app)
    app.selectbox(key="season").set_value("christmas.2025").run()
    assert app.query_params["season"] == "christmas.2025"
    app.segmented_control(key="period").set_value("month").run()
    assert not {"season", "compare", "period"} & set(app.query_params)
    unknown = visit(page, period="season", season="newyear.1999")
    assert unknown.segmented_control(key="period").value == "month" and not unknown.exception


def test_what_a_season_is_compared_with_is_chosen(visit: Visit) -> None:
    app = visit("overview", period="season", season="newyear.2026")
    assert app.segmented_control(key="compare").value == next(iter(COMPARISONS))
    assert "去年同檔期不比：去年同檔期是 2025/1/1–2025/1/13" in said(app)
    app.segmented_control(key="compare").set_value("year").run()
    assert app.query_params["compare"] == "year"
    assert "去年同期：2025/1/20–2025/2/1" in said(app)
    other = visit("channels", period="season", season="newyear.2026")
    assert "compare" not in other.session_state, "nothing of last year stands on that page"


def test_names_of_the_picture_never_meet_on_a_phone() -> None:
    from kpi.calendar.holidays import holidays
    from kpi.calendar.seasons import seasons
    from kpi.period import Span

    for year in range(2024, 2029):
        for first in (1, 4, 7, 10):
            shown = Span(date(year, first, 1), date(year, first + 2, 28))
            found = sorted((*holidays(shown), *seasons(shown)), key=lambda o: o.span)
            for lang in LANGS:
                lanes = picture.stacked(found, shown, lang)
                a_day = picture.NARROW / shown.days
                spans: dict[int, list[tuple[float, float]]] = {}
                for occasion, lane in zip(found, lanes, strict=True):
                    spans.setdefault(lane, []).append(picture.reach(occasion, shown, a_day, lang))
                for taken in spans.values():
                    assert all(a[1] <= b[0] for a, b in pairwise(taken))
            assert picture.spec(found, shown, shown.start, LIGHT, "zh")["layer"]


def test_what_a_person_writes_is_no_markup(visit: Visit, state: State) -> None:
    keep(state, Event("x", "other", "**$1** [a](b)", date(2026, 2, 3), date(2026, 2, 3)))
    app = visit("calendar", event="x")
    assert app.subheader[1].value == plain("**$1** [a](b)")


def seasons_of(app: AppTest) -> dict[str, list[str]]:
    """Return what the table says of each season."""
    rows = app.table[0].value.to_numpy().tolist()
    return {re.sub(r"\*\*|:gray\[|\]", "", row[0]).replace("\\", ""): row[2:] for row in rows}


def test_a_season_is_switched_off_with_a_reason(visit: Visit, state: State) -> None:
    app = visit("calendar", part="seasons")
    assert not app.exception and len(seasons_of(app)) == 15
    assert seasons_of(app)["雙 12"] == [words.YES.zh]
    app.selectbox(key="season-chosen").set_value("double12").run()
    key = "season-double12-1-11-0"
    app.toggle(key=f"{key}-on").set_value(False)
    app.button(key=f"{key}-save").click().run()
    assert house.WHY_MISSING.zh in said(app) and taking(state, "double12").on
    app.text_input(key=f"{key}-why").set_value("今年不做")
    app.button(key=f"{key}-save").click().run()
    assert not app.exception and not taking(state, "double12").on
    assert seasons_of(app)["雙 12"] == [words.NO.zh] and "今年不做" in said(app)
    key = "season-double12-0-11-0"
    app.number_input(key=f"{key}-before").set_value(0)
    app.number_input(key=f"{key}-after").set_value(-5)
    app.text_input(key=f"{key}-why").set_value("x")
    app.button(key=f"{key}-save").click().run()
    assert "結束比開始早" in said(app) and taking(state, "double12").before == 11
