"""Sheets of costs, plan and rates, held against the numbers they came from."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.report import Report
from data.schema import BOOKS
from tests.data.sheets import FILES, loaded, number, plain, reading

pytestmark = pytest.mark.slow

GOLDEN = ".golden.json"


SHEETS = ("costs", "plan", "rates")


def cases() -> list[Any]:
    """Return (file, golden, answers) for every golden and every answered follow-up."""
    out = []
    for path in sorted(FILES.glob(f"*{GOLDEN}")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(GOLDEN)
        if wanted.get("book") in SHEETS:
            for case in (wanted, *wanted.get("then", ())):
                answers = case.get("answers", {})
                ident = "&".join([name, *(f"{k}={v}" for k, v in answers.items())])
                out.append(pytest.param(name, case, answers, id=ident))
    return out


CASES = cases()


@pytest.mark.parametrize(
    ("name", "wanted", "answers"), [c for c in CASES if c.values[1]["status"] == "parsed"]
)
def test_a_sheet_is_read_to_the_cent(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report = reading(tmp_path, FILES / name, answers)
    assert report.status == "parsed", [p.rule.en for p in report.problems]
    assert (report.format, report.book) == (wanted["format"], wanted["book"])
    assert (report.currency, report.questions) == (wanted.get("currency"), ())
    assert report.reconciled == wanted["reconciled"]
    texts = 2 + len(BOOKS[wanted["book"]].texts) - 1
    entries = (
        [tuple(e[:texts]) + tuple(map(number, e[texts:])) for e in wanted["entries"]]
        if wanted["book"] != "costs"
        else [(*e[:6], number(e[6]), number(e[7]), e[8]) for e in wanted["entries"]]
    )
    assert loaded(tmp_path, wanted["book"]) == entries
    check_rows(report, wanted)
    check_sums(report, wanted)


def check_rows(report: Report, wanted: dict[str, Any]) -> None:
    """Every record is accounted for as the generator counted it, and bad ones are named."""
    rows, told = wanted["rows"], report.to_json()["rows"]
    assert (told["loaded"], told["quarantined"]) == (rows["loaded"], rows["quarantined"])
    assert told["skipped"] == rows["skipped"]
    places = [{"row": p.row, "column": p.column, "value": p.value} for p in report.problems]
    assert places == wanted.get("bad", [])


def check_sums(report: Report, wanted: dict[str, Any]) -> None:
    """What was loaded adds up, and the file's own total is found where it has one."""
    if wanted["book"] == "costs":
        amounts = [Decimal(e[6]) for e in wanted["entries"]]
        assert report.sums["amount"].loaded == sum(amounts)
        assert number(plain(report.sums["amount"].file_total)) == number(wanted["file_total"])


@pytest.mark.parametrize(
    ("name", "wanted", "answers"), [c for c in CASES if c.values[1]["status"] == "rejected"]
)
def test_a_total_that_does_not_agree_loads_nothing(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report = reading(tmp_path, FILES / name, answers)
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    said = " ".join(p.rule.en for p in report.problems)
    assert [w for w in wanted["says"] if w not in said] == []
    assert report.reconciled == wanted.get("reconciled")
    assert [p.row for p in report.problems] == wanted.get("where", [None])


@pytest.mark.parametrize(
    ("name", "wanted", "answers"), [c for c in CASES if c.values[1]["status"] == "needs_answer"]
)
def test_what_only_a_person_knows_is_asked(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report = reading(tmp_path, FILES / name, answers)
    assert report.status == "needs_answer"
    assert [q.key for q in report.questions] == wanted["questions"]
