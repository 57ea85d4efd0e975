"""Every hostile file through the real sandbox: a clear answer in time, and nothing half loaded."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.report import Report
from data.store import Store
from tests.hostile.case import PARSED, REJECTED, Case
from tests.hostile.texts import ALL, shuffled, texts
from tests.hostile.workbooks import workbooks

pytestmark = pytest.mark.slow
SECONDS = 10
CASES = [*texts(), *workbooks()]


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
    assert report.status in case.status, told(report)
    check_words(report)
    if report.status == PARSED:
        check_loaded(report, case, out)
    else:
        assert not out.exists()
    if report.status == REJECTED:
        assert report.problems
        assert re.search(case.says, told(report), re.IGNORECASE), told(report)
    if report.status == "needs_answer":
        assert report.questions
        assert not case.asks or case.asks in {q.key for q in report.questions}


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
        "count(*), sum(cost), min(day_from), max(day_to)"
    ).fetchall()[0]
    assert count == report.rows.loaded > 0
    assert date(2000, 1, 1) <= first <= last <= date.today() + timedelta(days=1)
    if case.cost is not None:
        assert Decimal(cost) == case.cost
    if case.aside is not None:
        assert report.rows.quarantined == case.aside
    if case.row is not None and report.rows.quarantined:
        places = [(p.row, p.column) for p in report.problems]
        wanted = [p for p in places if p[0] == case.row and case.column in (None, p[1])]
        assert wanted, (case.row, case.column, places)


def test_the_order_of_rows_means_nothing(tmp_path: Path) -> None:
    report, _ = boxed(Case("shuffled", shuffled), tmp_path)
    assert (report.status, report.sums["cost"].loaded) == (PARSED, ALL)


def test_the_case_names_are_distinct() -> None:
    assert len({c.name for c in CASES}) == len(CASES)
