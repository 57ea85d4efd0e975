"""``python -m kpi review`` on the sample shop: open, take along, close; and a month's report."""

from __future__ import annotations

import io
import json
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from data.snapshot import current
from data.state import State
from data.store import Store
from kpi.__main__ import main
from kpi.actions.action import Action
from kpi.card import Verdict
from kpi.reports import month_words as words
from kpi.reports.month_read import read_month
from kpi.reports.month_slides import month_slides
from kpi.review.deciding import decide
from kpi.review.record import review
from tests.data.sample_shop import TODAY, filled

pytestmark = pytest.mark.slow
WEEK = "2026-11-09"
OCTOBER = date(2026, 10, 1)
LONGEST = 5.0
"""Seconds for all files of a review."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    shop, own = filled(tmp_path_factory), tmp_path_factory.mktemp("meeting") / "store"
    shutil.copytree(shop.store.root, own)
    return Store(own)


@pytest.fixture
def state(store: Store, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.setenv("LODESTAR_STORE", str(store.root))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    return State.open(store.state_url)


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main(["review", *words, "--json", "--lang", "en"])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else out.err


def test_a_meeting_from_opening_to_its_files(
    state: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = call(capsys, "open", "--by", "Mei")
    assert (code, told["status"], told["review"]["id"]) == (0, "opened", WEEK)
    assert told["review"]["opened_by"] == "Mei" and told["review"]["kpis"]
    code, again = call(capsys, "open", "--week", WEEK)
    assert (code, again["status"], again["review"]) == (0, "open", told["review"])

    begun = time.process_time()
    for kind in ("pptx", "pdf", "xlsx", "md", "line"):
        code, told = call(capsys, "export", WEEK, "--as", kind, "--to", str(tmp_path))
        assert (code, told["status"]) == (0, "exported")
        assert Path(told["file"]).stat().st_size == told["bytes"] > 100
    assert time.process_time() - begun < LONGEST
    code, told = call(capsys, "export", WEEK, "--to", str(tmp_path / "own.md"))
    assert told["file"].endswith("own.md") and "11/9" in Path(told["file"]).read_text("utf-8")

    seen = review(state, WEEK)
    assert seen is not None
    for one in seen.frozen:
        if one.verdict is Verdict.ACT:
            decide(state, seen, one.goal, "watch", owner="Mei", by="Mei")
    code, told = call(capsys, "close", WEEK, "--by", "Mei")
    assert (code, told["status"], told["review"]["closed_by"]) == (0, "closed", "Mei")
    code, told = call(capsys, "list")
    assert [one["id"] for one in told["reviews"]] == [WEEK] and told["reviews"][0]["closed_at"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["open", "--week", "monday"], "write the Monday"),
        (["open", "--week", "2026-11-10"], "no whole week"),
        (["open", "--week", "2026-11-16"], "not over"),
        (["close", "2020-01-06"], "There is no review"),
        (["export", "2020-01-06"], "There is no review"),
        (["export", WEEK, "--as", "docx"], "--as takes: pptx, pdf"),
        (["export", WEEK, "--eye", "nobody"], "There is no platform"),
        (["export", WEEK, "--as", "md", "--to", "no/such/folder/x.md"], "There is no folder"),
        (["month", "October"], "write it as 2026-10"),
        (["month", "2027-01"], "has not begun"),
        (["month", "2026-10", "--as", "md"], "--as takes: pptx, pdf, xlsx"),
    ],
)
def test_a_wrong_call_teaches(
    state: State, asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "open")
    code, told = call(capsys, *asked)
    assert (code, said in told) == (2, True), told


def test_people_read_it_in_words(state: State, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "open"]) == 0
    assert f"週會 {WEEK}" in capsys.readouterr().out
    assert main(["review", "list"]) == 0
    assert WEEK in capsys.readouterr().out


def test_an_empty_store_has_nothing_to_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "empty"))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    assert call(capsys, "open")[0] == 2
    assert call(capsys, "month", "2026-10")[0] == 2
    assert call(capsys, "list") == (0, {"status": "listed", "review": None, "reviews": []})


def test_a_month_ends_with_what_will_be_improved(state: State, store: Store) -> None:
    """A goal that was missed has its action with owner, day and benefit, or is named without."""
    read = read_month(current(store), state, OCTOBER)
    missed = [one for one in read.reads if one.missed]
    assert missed, "the sample shop's October has goals that were missed"
    first = missed[0].standing.goal
    action = Action("m1", "重做結帳頁", "黃子維", date(2026, 11, 27), date(2026, 10, 20), "Mei",
                    goal=first.id, kpi=first.kpi, benefit="轉換率 +0.2 百分點")  # fmt: skip
    state.save_actions([action.as_doc()], "Mei", "")
    slides = month_slides(read_month(current(store), state, OCTOBER), "zh")
    last = slides[-1]
    assert last.title == words.REMEDIES.zh
    planned = next(row for row in last.rows if row[2] == "重做結帳頁")
    assert planned[3:] == ("黃子維", "11/27", "轉換率 +0.2 百分點")
    lacking = [row for row in last.rows if row[2] == words.NONE_YET.zh]
    assert len(lacking) == len(missed) - 1
    assert all(row[0] in last.sentences[0] for row in lacking)


def test_a_month_is_read_as_the_overview_reads_it(state: State, store: Store) -> None:
    from kpi.overview.board import board
    from kpi.view import View

    read = read_month(current(store), state, OCTOBER)
    today = date.fromisoformat(TODAY)
    view = View("zh", "custom", OCTOBER, date(2026, 10, 31), None, None, today)
    seen = board(current(store), state, view)
    rows = {row[0]: row for row in month_slides(read, "zh")[0].rows}
    assert seen.star is not None
    for card in (seen.star, *seen.cards):
        assert rows[card.name][1] == card.figure
        assert rows[card.name][4] == (card.chip.word if card.chip else words.NOT_JUDGED.zh)
    pace = {pair.label: pair.value for pair in seen.star.pace}
    assert rows[seen.star.name][3] == pace["達成率"]


def test_a_month_tells_six_months(state: State, store: Store) -> None:
    read = read_month(current(store), state, OCTOBER)
    spark = month_slides(read, "zh")[1].spark
    assert spark and spark.days == tuple(f"2026/{month:02}" for month in range(5, 11))
    before = read_month(current(store), state, date(2026, 9, 1))
    assert spark.values[-2] == pytest.approx(float(before.reads[0].standing.reading.value or 0))


def test_a_month_that_is_not_over_says_so(state: State, store: Store) -> None:
    """Twenty days of a sum beside a whole month would look like a fall."""
    read = read_month(current(store), state, date.fromisoformat(TODAY))
    goals = month_slides(read, "zh")[0]
    star = next(one for one in read.reads if one.standing.kpi.accumulates)
    assert not read.is_over and goals.sentences[1].startswith("這個月還沒結束")
    assert star.before is None and star.standing.reading.value
    ratio = next(one for one in read.reads if one.standing.kpi.key == "aov")
    assert ratio.before is not None
    over = read_month(current(store), state, OCTOBER)
    assert over.is_over and len(month_slides(over, "zh")[0].sentences) == 1


def test_a_month_as_a_workbook_has_numbers(
    state: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = call(capsys, "month", "2026-10", "--as", "xlsx", "--to", str(tmp_path))
    assert code == 0 and Path(told["file"]).name.startswith("report_2026-10_snapshot")
    content = Path(told["file"]).read_bytes()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    goals = book.get_sheet_by_name(words.GOALS.en).to_python()
    at = goals[0].index(words.VALUE.en)
    assert isinstance(goals[1][at], float) and goals[1][at] > 1_000_000
    assert book.sheet_names[-1] == words.REMEDIES.en
