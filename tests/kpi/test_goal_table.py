"""The table of goals out and in: nothing changes by itself, what is wrong is refused by line."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data import small_table
from data.state import Conflict, State
from data.text import LANGS, Lang, Text
from kpi.catalog import KPIS
from kpi.cut import cut_of
from kpi.facts.quantities import Ledger
from kpi.goals.fields import as_doc, fields_of
from kpi.goals.goal import Goal, load_pack, pack
from kpi.goals.names import names_of
from kpi.goals.objectives import Objective
from kpi.goals.table import kpi_of, rows, sheet
from kpi.goals.teams import LETTERS, Party
from kpi.goals.upload import Upload, column_of, keep, preview
from kpi.uploads import WrongTable, harmless, meant

TODAY = date(2026, 11, 21)
BOOKS = {"google_ads": frozenset({Ledger.PLATFORM})}
DOCS = [{**doc, "version": 1} for doc in pack("shop")]
HEAD = ["指標 KPI", "目標 Target"]


def upload(table: list[list[str]], docs: list[dict[str, Any]] = DOCS) -> Upload:
    return preview(sheet(table), docs, "TWD", TODAY, BOOKS, SERVED)


def fates(table: list[list[str]]) -> list[str]:
    return [line.fate for line in upload(table).lines]


def refused(table: list[list[str]]) -> list[tuple[int, str]]:
    found = upload(table)
    return [(x.row, column_of(found.sheet, o.field)) for x in found.lines for o in x.refused]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1,
                max_size=20).map(lambda s: " ".join(s.split())).filter(bool)  # fmt: skip
RISKY = st.sampled_from(["=1+1", "+x", "-x", "@x", "'=x", "''", "|x", "%x", "甲,乙", '"', "x;y"])
TEXTS = st.builds(Text, WORDS | RISKY, WORDS | RISKY)
TEAM = WORDS.filter(lambda s: not re.search("[、,，;；(（]", unicodedata.normalize("NFKC", s)))
SERVED = [
    Objective("o", Text("成長", "Growth")), Objective("p", Text("同名", "A")),
    Objective("q", Text("同名", "B")),
]  # fmt: skip
AMOUNTS = st.decimals("0", "999999999", places=6).map(lambda d: d.normalize() + 0)
OWN_KPIS = ["ctr", "revenue", "cac", "aov", "time_on_site", "roi", "cost", "conversions"]


@st.composite
def made(draw: Any) -> list[Goal]:
    """Return goals with anything in them, right or wrong: a table must give back both."""
    keys = draw(st.lists(st.sampled_from(OWN_KPIS), unique=True, min_size=1))
    found = []
    for key in keys:
        scope = {"platform": "google_ads", "account": draw(WORDS | RISKY)} if key == "ctr" else {}
        optional = st.none() | AMOUNTS
        have = [n for n in ("baseline", "low", "high", "share") if n in fields_of(KPIS[key])]
        days = {n: draw(st.none() | st.dates(date(2000, 1, 1))) for n in ("start", "end")}
        found.append(
            Goal(
                f"g-{key}",
                key,
                cut_of(scope),
                draw(st.sampled_from(["star", "core", "watched"])),
                draw(AMOUNTS),
                draw(TEXTS),
                draw(TEXTS),
                **{n: draw(optional) for n in have},
                cadence=draw(st.sampled_from(["week", "month"])),
                period=draw(st.sampled_from(["week", "month", "quarter"])),
                **days,
                **draw(agreed(key)),
            )
        )
    return found


@st.composite
def agreed(draw: Any, key: str) -> dict[str, Any]:
    """Return what makes a goal a contract, or leaves it open."""
    is_sum = KPIS[key].accumulates
    parties = st.lists(st.builds(Party, TEAM, st.booleans()), unique=True, max_size=2).map(tuple)
    months = st.dictionaries(st.sampled_from(["2026-11", "2026-12"]), AMOUNTS)
    days = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), AMOUNTS, max_size=3)
    return {
        "basis": draw(st.none() | st.sampled_from(["last_quarter", "typed", "estimate"])),
        "source": draw(st.just("") | WORDS | RISKY),
        "measured_on": draw(st.none() | st.dates(date(2000, 1, 1))),
        "monthly": tuple(sorted(draw(months).items())),
        "daily": tuple(sorted(draw(days).items())) if is_sum else (),
        "shape": draw(st.sampled_from(["even", "last_year", "plan"])) if is_sum else "even",
        "sop": draw(st.sampled_from(["", "https://a.example/sop?x=1", "http://b:80"])),
        "pair": draw(st.sampled_from([None, "g-ctr", "g-roi", "nobody"])),
        "objective": draw(st.sampled_from([None, "o", "p", "q", "gone"])),
        "asked_by": draw(st.just("") | WORDS | RISKY),
        **{letter: draw(parties) for letter in LETTERS},
        **draw(st.sampled_from([{}, {"confirmed_by": "=林", "confirmed_on": TODAY}])),
    }


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(made(), st.sampled_from(LANGS), st.sampled_from(LANGS))
def test_out_and_in_changes_nothing(goals: list[Goal], out: Lang, again: Lang) -> None:
    docs = [as_doc(goal, {"version": 1}) for goal in goals]
    assert [Goal.from_doc(doc) for doc in docs] == goals, "and a document loses nothing"
    found = upload(rows(goals, "TWD", out, names_of(goals, SERVED)), docs)
    assert [line.fate for line in found.lines] == ["same"] * len(goals)
    assert (found.docs, found.sheet.ignored) == ((), ())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_out_and_in_through_a_file(kind: Any) -> None:
    goals = [Goal.from_doc(doc) for doc in DOCS]
    written = small_table.write(kind, "目標", rows(goals, "TWD", "zh"))
    assert fates(small_table.read(written, f"t.{kind}")) == ["same"] * len(DOCS)


def test_saved_again_by_excel_in_big5_with_other_dates_and_tabs() -> None:
    doc = {**DOCS[4], "end": "2026-12-31"}
    table = rows([Goal.from_doc(doc)], "TWD", "zh")
    text = "\r\n".join("\t".join(row) for row in table).replace("2026-12-31", "2026/12/31")
    again = small_table.read(text.encode("cp950"), "t.csv")
    assert [x.fate for x in upload(again, [doc]).lines] == ["same"]


def test_a_workbook_with_numbers_and_days_of_its_own() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy/m/d"})
    page.write_row(2, 1, [*HEAD, "期限", "護欄上限"])
    page.write_row(3, 1, ["CAC", 612.5])
    page.write_datetime(3, 3, datetime(2026, 12, 31), day)
    page.write_formula(3, 4, "=700+0.5", None, 700.5)
    book.close()
    line = upload(small_table.read(content.getvalue(), "t.xlsx")).lines[0]
    assert line.new and (line.row, line.fate) == (4, "changed")
    assert (line.new.target, line.new.high) == (Decimal("612.5"), Decimal("700.5"))
    assert line.new.end == date(2026, 12, 31)


def test_kpis_are_known_by_any_of_their_names() -> None:
    for kpi in KPIS.values():
        for word in (kpi.key, kpi.name.zh, kpi.name.en.upper()):
            assert kpi_of(f" {word} ") == kpi.key
    assert fates([HEAD, ["roi", "1.2"], ["ＡＯＶ", "1500"], ["cost", "1"]])[:2] == ["same", "same"]
    names = [n for kpi in KPIS.values() for n in {kpi.name.zh, kpi.name.en}]
    assert len(set(names)) == len(names), "no name stands for two KPIs"


REFUSALS = [
    ([HEAD, ["沒有這個", "1"]], [(2, "指標 KPI")]),
    ([HEAD, [], ["cac", "很多"]], [(3, "目標 Target")]),
    ([HEAD, ["cac", "900"]], [(2, "目標 Target")]),
    ([HEAD, ["cac", ""]], [(2, "目標 Target")]),
    ([[*HEAD, "單位"], ["cac", "20", "USD"]], [(2, "單位")]),
    ([[*HEAD, "期限"], ["cac", "600", "2026-11-20"]], [(2, "期限")]),
    ([[*HEAD, "SOP 連結"], ["cac", "600", "javascript:alert(1)"]], [(2, "SOP 連結")]),
    ([[*HEAD, "各月目標"], ["cac", "600", "11月 600"]], [(2, "各月目標")]),
    ([[*HEAD, "配對指標"], ["cac", "600", "沒有這個"]], [(2, "配對指標")]),
    ([[*HEAD, "配對指標"], ["cac", "600", "獲客成本 CAC"]], [(2, "配對指標")]),
    ([[*HEAD, "Objective"], ["cac", "600", "同名"]], [(2, "Objective")]),
    (
        [[*HEAD, "Platform", "負責人", "處置"], ["cac", "650", "Google Ads", "甲", "觀察"]],
        [(2, "Platform")],
    ),
    ([HEAD, ["cac", "610"], ["獲客成本 CAC", "620"]], [(3, "指標 KPI")]),
    ([HEAD, ["orders", "100"]], [(2, "指標 KPI")] * 2),
    ([[*HEAD, "層級"], ["aov", "1500", "北極星"]], [(2, "層級")]),
]


@pytest.mark.parametrize(("table", "places"), REFUSALS, ids=lambda x: str(x)[:70])
def test_what_is_wrong_is_refused_by_row_and_column(
    table: list[list[str]], places: list[tuple[int, str]]
) -> None:
    assert refused(table) == places
    result = upload(table)
    kept = result.count("new", "changed")
    assert len(result.lines) == kept + result.count("same") + result.count("refused")
    assert len(result.docs) == kept


def test_the_star_moves_within_one_table_and_not_by_half() -> None:
    head = [*HEAD, "層級"]
    down, up = ["revenue", "3,000,000", "core"], ["aov", "1500", "star"]
    assert fates([head, down, up]) == fates([head, up, down]) == ["changed", "changed"]
    assert fates([head, ["revenue", "x", "core"], up]) == ["refused", "refused"]


def test_a_new_line_becomes_a_goal_and_a_missing_column_changes_nothing() -> None:
    head = [*HEAD, "負責人", "處置 Step"]
    found = upload([head, ["orders", "2000", "阿明", "Watch"], ["cac", "650", "阿明", "觀察"]])
    new, changed = (line.new for line in found.lines)
    assert new and changed and [line.fate for line in found.lines] == ["new", "changed"]
    assert (new.kpi, new.rank, new.target) == ("orders", "watched", Decimal(2000))
    assert (new.owner, new.step) == (Text("阿明", "阿明"), Text("觀察", "Watch"))
    assert (changed.target, changed.low, changed.high) == (650, 500, 700)


def test_lines_may_name_each_other_and_an_objective() -> None:
    head = [*HEAD, "負責人", "處置", "配對指標", "策略目標", "執行 R"]
    new = ["orders", "2000", "阿明", "觀察", "Return rate", "growth", ""]
    other = ["return_rate", "0.05", "阿明", "觀察", "訂單數", "", "甲組, 乙社（外）"]
    lines = upload([head, [*new[:5], "Growth", ""], other]).lines
    assert [line.fate for line in lines] == ["new", "new"]
    first, second = (line.new for line in lines)
    assert first and second and (first.pair, second.pair) == (second.id, first.id)
    assert first.objective == "o" and second.responsible == (Party("甲組"), Party("乙社", True))
    assert fates([head, new]) == ["refused"], "an objective is named as it is written"


def test_a_confirmed_goal_that_a_table_changes_is_a_draft_again() -> None:
    doc = {**DOCS[4], "confirmed_by": "林", "confirmed_on": "2026-11-01"}
    (changed,) = upload([HEAD, ["cac", "650"]], [doc]).docs
    assert "confirmed_on" not in changed
    (kept,) = upload([[*HEAD, "負責人"], ["cac", "600", "乙"]], [doc]).docs
    assert kept["confirmed_on"] == "2026-11-01"


def test_it_is_kept_whole_or_not_at_all(state: State) -> None:
    load_pack(state, "shop")
    docs = state.goals()
    found = upload([HEAD, ["aov", "1600"], ["cac", "650"], ["roi", "x"]], docs)
    state.save_goal({**docs[4], "target": 640}, "乙", "faster")
    with pytest.raises(Conflict):
        keep(state, found, "甲", "from the table")
    assert {d["kpi"]: d["target"] for d in state.goals()}["aov"] == 1500
    keep(state, upload([HEAD, ["aov", "1600"], ["cac", "650"]], state.goals()), "甲", "again")
    assert {d["kpi"]: d["target"] for d in state.goals()}["cac"] == 650
    assert [row["by"] for row in state.audit("goal shop-cac")] == ["lodestar", "乙", "甲"]


@pytest.mark.parametrize("table", [[[]], [["甲", "乙"]], [["KPI"], ["cac"]], [[*HEAD, "KPI"]]])
def test_what_is_no_table_of_goals_is_refused_whole(table: list[list[str]]) -> None:
    with pytest.raises(WrongTable):
        sheet(table)


@pytest.mark.parametrize(
    "name",
    ["=cmd()", "+1", "-x", "@a", "'=x", "''@", "甲", "'甲", "|x", "＝1", " =1", "' =1", "\t=1"],
)
def test_no_name_is_run_as_a_formula(name: str) -> None:
    assert harmless(name)[0] not in "=+-@|%\t"
    assert meant(harmless(name)) == name
