"""Every hostile file through the real sandbox: a clear answer in time, and nothing half loaded."""

from __future__ import annotations

import os
import time
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.report import Report
from data.store import Store
from tests.hostile.analytics import analytics
from tests.hostile.case import PARSED, Case
from tests.hostile.shop import shop
from tests.hostile.texts import ALL, shuffled, texts
from tests.hostile.workbooks import workbooks

pytestmark = pytest.mark.slow
SECONDS = 10
CASES = [*texts(), *workbooks(), *analytics(), *shop()]


def told(report: Report) -> str:
    """Return all a report says in English about what is wrong."""
    return " ".join(f"{p.rule.en} {p.mend.en}" for p in report.problems)


def boxed(case: Case, tmp_path: Path) -> tuple[Report, Path]:
    """Parse a hostile file in the sandbox; it must answer in time and leave this process alone."""
    from data.sandbox import parse

    raw, out = tmp_path / "raw" / case.file, tmp_path / "out" / "rows.parquet"
    raw.parent.mkdir()
    out.parent.mkdir()
    case.write(raw)
    before, me = time.monotonic(), os.getpid()
    report = parse(Store.at(tmp_path / "store"), raw, case.file, out, {})
    assert time.monotonic() - before < SECONDS
    assert os.getpid() == me
    return report, out


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_hostile_file_gets_a_clear_answer(case: Case, tmp_path: Path) -> None:
    report, out = boxed(case, tmp_path)
    assert report.status == case.status, told(report)
    check_words(report)
    if report.status == PARSED:
        check_loaded(report, case, out)
    else:
        check_held_back(report, out)
    assert case.says in told(report)
    assert [q.key for q in report.questions] == [case.asks] * bool(case.asks)


def check_words(report: Report) -> None:
    """Every problem teaches in both languages and shows values without control characters."""
    for problem in report.problems:
        assert problem.rule.zh != problem.rule.en
        for shown in (problem.value, problem.column, problem.sheet):
            assert len(shown or "") <= 80
            kinds = {unicodedata.category(c) for c in shown or ""}
            assert not kinds & {"Cc", "Cf"}, repr(shown)


def check_loaded(report: Report, case: Case, out: Path) -> None:
    """What loads is accounted for, has sane days, and is what the file says."""
    assert report.rows.closes
    assert report.reconciled is not False
    rows = duckdb.read_parquet(str(out))
    count, cost, first, last = rows.aggregate(
        f"count(*), sum({case.money}), min(day_from), max(day_to)"
    ).fetchall()[0]
    assert count == report.rows.loaded > 0
    assert date(2000, 1, 1) <= first <= last <= date.today() + timedelta(days=1)
    assert (Decimal(cost), report.rows.quarantined) == (case.cost, case.aside)
    places = [(p.row, p.column if case.column else None) for p in report.problems]
    assert places == [(case.row, case.column)] * case.aside


def check_held_back(report: Report, out: Path) -> None:
    """Nothing of a file that is refused or asked about is loaded, and the equation closes."""
    assert not out.exists()
    assert report.problems or report.questions
    assert report.rows.loaded == 0 and report.rows.closes
    assert not any(total.loaded for total in report.sums.values())


def test_the_order_of_rows_means_nothing(tmp_path: Path) -> None:
    report, _ = boxed(Case("shuffled", shuffled), tmp_path)
    assert (report.status, report.sums["cost"].loaded) == (PARSED, ALL)


def test_the_case_names_are_distinct() -> None:
    assert len({c.name for c in CASES}) == len(CASES)
