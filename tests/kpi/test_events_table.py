"""The table of own events: any order of columns, odd rows first, nothing wrong is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import small_table
from data.state import Conflict, State
from data.text import LANGS, Lang
from kpi.calendar.fields import FIELDS
from kpi.calendar.occasion import OWN
from kpi.calendar.own import Event, events
from kpi.calendar.table import Upload, column_of, keep, preview, rows, sheet
from kpi.uploads import WrongTable

LAST_YEAR = Event("ly", "campaign", "週年慶", date(2025, 10, 30), date(2025, 11, 3))
POST = Event("p", "content", "選茶", date(2026, 11, 2), date(2026, 11, 2), "烏龍", "IG", "outside")
KEPT = (LAST_YEAR, POST)
FULL = [f"{t.zh} {t.en}" for t in FIELDS.values()]


def upload(*table: list[str], every: Any = KEPT) -> Upload:
    return preview(sheet([*table]), every)


def told(found: Upload) -> list[tuple[int, str, str]]:
    """Return row, field and reason of whatever is refused."""
    return [(x.row, one.field, one.text.zh) for x in found.lines for one in x.refused]


REFUSED = [
    (["日期", "主題"], ["2026-02-30", "x"], "first", "2026-02-30"),
    (["日期", "主題"], ["11/3", "x"], "first", "不是看得懂的日期"),
    (["日期", "主題"], ["", "x"], "first", "請填"),
    (["日期", "主題"], ["2026-11-03", " "], "name", "請填"),
    (["日期", "主題"], ["2026-11-03", "x" * 61], "name", "60"),
    (["起日", "迄日", "主題"], ["2026-11-03", "2026-11-02", "x"], "last", "2026-11-03"),
    (["起日", "迄日", "主題"], ["2026-11-03", "2062-11-05", "x"], "last", "年份"),
    (["起日", "迄日", "主題"], ["2026-11-03", "很久", "x"], "last", "不是看得懂的日期"),
    (["Date", "Topic", "類型"], ["2026-11-03", "x", "節慶"], "kind", "檔期、內容、社群"),
    (["Date", "Topic", "對內／對外"], ["2026-11-03", "x", "都有"], "side", "對內、對外"),
    (["Date", "Topic", "指標"], ["2026-11-03", "x", "營收、快樂"], "kpis", "「快樂」"),
    (["Date", "Topic", "去年檔期"], ["2026-11-03", "x", "週年慶"], "partner", "類型是「檔期」"),
    (["Date", "Topic", "類型", "去年檔期"], ["2025-10-30", "y", "檔期", "週年慶"], "partner",
     "2025-10-30 之前"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "row", "field", "why"), REFUSED, ids=lambda x: str(x)[:30])
def test_what_is_wrong_is_said_by_row_and_column(
    head: list[str], row: list[str], field: str, why: str
) -> None:
    found = upload([], head, row)
    assert [(r, f) for r, f, _ in told(found)] == [(3, field)]
    assert why in told(found)[0][2] and found.saved == ()
    assert column_of(found.sheet, field) in head


TAKEN: list[tuple[list[str], list[str], dict[str, Any]]] = [
    (["主題", "日期"], ["開箱", "2026/11/3"],
     {"kind": "content", "first": date(2026, 11, 3), "last": date(2026, 11, 3), "name": "開箱"}),
    (["日期", "迄日", "名稱", "主題", "渠道", "對內/對外", "負責人", "類型", "指標"],
     ["2026-10-30", "2026-11-02", "週年慶", "滿千送百", "官網", "對外", "小美", "檔期",
      "營收,ROAS、AOV"],
     {"kind": "campaign", "topic": "滿千送百", "channel": "官網", "side": "outside",
      "owner": "小美", "kpis": ("revenue", "roas", "aov"), "last": date(2026, 11, 2)}),
    (["First day", "Last day", "Name", "Kind", "Inside or outside", "KPIs"],
     ["2026-02-28", "2026-03-01", "Server down", "OUTAGE", "Inside", "Orders; CTR"],
     {"kind": "outage", "side": "inside", "kpis": ("orders", "ctr"), "last": date(2026, 3, 1)}),
    (["日期", "名稱", "類型", "去年檔期"], ["2026-10-29", "週年慶", "campaign", "週年慶"],
     {"partner": "ly"}),
    (["日期", "名稱"], ["2028-02-29 00:00:00", "'=1+1"], {"name": "=1+1"}),
]  # fmt: skip


@pytest.mark.parametrize(("head", "row", "wanted"), TAKEN, ids=lambda x: str(x)[:30])
def test_what_is_read(head: list[str], row: list[str], wanted: dict[str, Any]) -> None:
    found = upload(head, row)
    assert [x.fate for x in found.lines] == ["new"], told(found)
    (event,) = found.saved
    assert {name: getattr(event, name) for name in wanted} == wanted


def test_last_years_campaign_may_stand_in_the_same_file() -> None:
    head = ["日期", "名稱", "類型", "去年檔期"]
    found = upload(
        head, ["2026-05-01", "母親節檔", "檔期", "春茶祭"], ["2025-05-02", "春茶祭", "檔期", ""]
    )
    new, old = found.saved
    assert new.partner == old.id and len({e.id for e in (*found.saved, *KEPT)}) == 4


@pytest.mark.parametrize(
    ("head", "row", "fate", "changed"),
    [
        (["日期", "名稱"], ["2026-11-02", "選茶"], "same", {}),
        (["日期", "主題"], ["2026-11-02", "選茶"], "same", {}),  # named by its topic: it stays
        (["日期", "名稱", "渠道"], ["2026-11-02", "選茶", "YouTube"], "changed",
         {"channel": "YouTube"}),
        (["日期", "名稱", "渠道"], ["2026-11-02", "選茶", ""], "changed", {"channel": ""}),
        (["日期", "名稱", "主題"], ["2026-11-02", "選茶", ""], "changed", {"topic": ""}),
        (["日期", "名稱", "類型"], ["2025-10-30", "週年慶", "內容"], "changed",
         {"kind": "content"}),
    ],
)  # fmt: skip
def test_a_line_changes_only_its_own_columns(
    head: list[str], row: list[str], fate: str, changed: dict[str, Any]
) -> None:
    (line,) = upload(head, row).lines
    assert line.fate == fate and line.old and line.new
    for name in FIELDS:
        assert getattr(line.new, name) == changed.get(name, getattr(line.old, name)), name


def test_the_same_event_twice_is_kept_once() -> None:
    found = upload(
        ["日期", "名稱"], ["2026-11-09", "甲"], ["2026-11-10", "甲"], ["2026/11/9", "甲"]
    )
    assert [x.fate for x in found.lines] == ["new", "new", "refused"]
    assert "第 2 列" in told(found)[0][2]


@pytest.mark.parametrize(
    "table", [[["名稱"]], [["日期"], ["2026-01-01"]], [["日期", "起日", "名稱"]], [[]]]
)
def test_what_is_no_calendar_is_refused_whole(table: list[list[str]]) -> None:
    with pytest.raises(WrongTable):
        sheet(table)


def test_two_people_and_a_half_kept_table(state: State) -> None:
    keep(state, upload(["日期", "名稱"], ["2026-11-09", "甲"], every=()).saved, "甲", "一")
    first = events(state)
    late = upload(["日期", "名稱", "渠道"], ["2026-11-09", "甲", "IG"], ["2026-12-01", "乙", ""],
                  every=first)  # fmt: skip
    keep(
        state,
        upload(["日期", "名稱", "渠道"], ["2026-11-09", "甲", "FB"], every=first).saved,
        "乙",
        "",
    )
    with pytest.raises(Conflict) as conflict:
        keep(state, late.saved, "丙", "三")
    assert "「甲」" in conflict.value.text.zh
    assert [(e.name, e.channel, e.version) for e in events(state)] == [("甲", "FB", 2)]
    (gone,) = state.events()
    with pytest.raises(Conflict):
        state.delete_event({**gone, "version": 1}, "丙", "沒辦了")
    state.delete_event(gone, "丙", "沒辦了")
    said = state.audit(f"event {gone['id']}")[-1]
    assert (events(state), said["by"], said["why"], said["new"]) == ((), "丙", "沒辦了", None)
    assert said["old"]["channel"] == "FB"


NAMES = st.text(alphabet="甲乙丙丁ab12 =+-@'，、;", min_size=1, max_size=12).map(
    lambda t: " ".join(t.split())
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def calendars(draw: Any) -> list[Event]:
    """Return events with anything in them, no two of one name and day."""
    found: dict[Any, Event] = {}
    for n in range(draw(st.integers(0, 5))):
        name, first = draw(NAMES.filter(bool)), draw(DAYS)
        last = date.fromordinal(first.toordinal() + draw(st.integers(0, 365)))
        words = [draw(NAMES | st.just("")) for _ in range(3)]
        side: Any = draw(st.sampled_from(["", "inside", "outside"]))
        kpis = tuple(draw(st.lists(st.sampled_from(["ctr", "revenue", "roi"]), unique=True)))
        kind = draw(st.sampled_from(OWN))
        found[name, first] = Event(
            f"e{n}", kind, name, first, last, words[0], words[1], side, words[2], kpis, None, 1
        )
    return list(found.values())


@settings(max_examples=60, deadline=None)
@given(calendars(), st.sampled_from(LANGS))
def test_out_and_in_changes_nothing(every: list[Event], lang: Lang) -> None:
    found = preview(sheet(rows(every, lang)), every)
    assert [x.fate for x in found.lines] == ["same"] * len(every), told(found)
    assert [Event.from_doc(e.as_doc()) for e in every] == every


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_out_and_in_through_a_file(kind: Any) -> None:
    written = small_table.write(kind, "行事曆", rows(KEPT, "zh"))
    found = preview(sheet(small_table.read(written, f"t.{kind}")), KEPT)
    assert [x.fate for x in found.lines] == ["same", "same"]
