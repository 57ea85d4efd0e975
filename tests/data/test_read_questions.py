"""What reads two ways is asked, and the answer is honoured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.data.reports import google, reading, row, rows

QUESTIONS = [
    ("date_order", [row(day="1/5/2026"), row(day="2/6/2026")], ["dmy", "mdy"]),
    ("decimal", [row(cost="3.000"), row(cost="4.500")], ["point", "comma"]),
    ("quarantine", [row(), row(cost="x")], ["load", "reject"]),
]


@pytest.mark.parametrize(("key", "lines", "codes"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_what_reads_two_ways_is_asked(
    tmp_path: Path, key: str, lines: list[str], codes: list[str]
) -> None:
    title = "Campaign report\nAll time\n"
    report = reading(tmp_path, google(*lines, title=title))
    assert (report.status, report.format) == ("needs_answer", "google_ads.campaign")
    (question,) = report.questions
    assert (question.key, [c for c, _ in question.choices]) == (key, codes)


@pytest.mark.parametrize(
    ("key", "answer", "lines", "column", "expected"),
    [
        ("date_order", "dmy", [row(day="1/5/2026")], "day_from", date(2026, 5, 1)),
        ("date_order", "mdy", [row(day="1/5/2026")], "day_from", date(2026, 1, 5)),
        ("decimal", "point", [row(cost="3.000")], "cost", Decimal(3)),
        ("decimal", "comma", [row(cost="3.000")], "cost", Decimal(3000)),
        ("quarantine", "load", [row(), row(cost="x")], "cost", Decimal("12.50")),
    ],
)
def test_an_answer_is_honoured(
    tmp_path: Path, key: str, answer: str, lines: list[str], column: str, expected: object
) -> None:
    report = reading(tmp_path, google(*lines, title="Campaign report\nAll time\n"), {key: answer})
    assert report.status == "parsed"
    assert rows(tmp_path, column)[0] == (expected,)


def test_reject_is_an_answer_too(tmp_path: Path) -> None:
    report = reading(tmp_path, google(row(), row(cost="x")), {"quarantine": "reject"})
    assert report.status == "rejected"
