"""Problems as CSV: Excel opens it, nothing in it is a formula, nothing is left out unsaid."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest

from data.journal import JournalRow, Step
from data.problems import problems_csv
from data.report import Problem, Report, Rows
from data.text import LANGS, Lang, Text

BAD = Text("不是數字", "Not a number")
MEND = Text("請重新匯出。", "Export it again.")


def entry(file: str, *problems: Problem, held: int = 0, read: bool = True) -> JournalRow:
    """Return a file with problems, as the journal has it."""
    report = Report("parsed", problems=problems, rows=Rows(held, 0, held)) if read else None
    now: dict[str, Any] = {"received_at": datetime(2026, 1, 1), "received_on": date(2026, 1, 1)}
    blank = dict.fromkeys(("changes", "error", "committed_at", "undone_at"))
    return JournalRow(1, "", file, Step.PARSED, "ann", answers={}, report=report, **now, **blank)


def cells(rows: list[JournalRow], lang: Lang = "zh") -> list[list[str]]:
    """Return what a spreadsheet reads."""
    return list(csv.reader(io.StringIO(problems_csv(rows, lang).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("problem", "held", "expected"),
    [
        (Problem(BAD, MEND), 0, ["a.csv", "", "", "", "", "不是數字", "請重新匯出。"]),
        (
            Problem(BAD, MEND, "表一", 12, "花費", "1O"),
            1,
            ["a.csv", "表一", "12", "花費", "1O", "不是數字", "請重新匯出。"],
        ),
        # nothing is a formula, a negative number is one, lines stay in their cell
        (Problem(BAD, MEND, value="=1+1"), 0, [*["a.csv", "", "", ""], "'=1+1", BAD.zh, MEND.zh]),
        (Problem(BAD, MEND, value="-5.0"), 0, [*["a.csv", "", "", ""], "-5.0", BAD.zh, MEND.zh]),
        (
            Problem(BAD, MEND, value='a"\n,b'),
            0,
            [*["a.csv", "", "", ""], 'a"\n,b', BAD.zh, MEND.zh],
        ),
    ],
)
def test_a_problem_is_a_line(problem: Problem, held: int, expected: list[str]) -> None:
    assert cells([entry("a.csv", problem, held=held)])[1:] == [expected]


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_opens_in_excel_in_the_readers_language(lang: Lang) -> None:
    made = problems_csv([entry("=b.csv", Problem(BAD, MEND, row=1))], lang)
    assert made.startswith(b"\xef\xbb\xbf")
    titles, line = cells([entry("=b.csv", Problem(BAD, MEND, row=1))], lang)
    assert len(titles) == len(line) == 7
    assert (line[0], line[5], line[6]) == ("'=b.csv", BAD.to(lang), MEND.to(lang))


def test_several_files_stand_below_each_other_and_what_is_left_out_is_said() -> None:
    rows = [
        entry("unread.csv", read=False),
        entry("many.csv", Problem(BAD, MEND, row=1), Problem(BAD, MEND, row=2), held=150),
        entry("none.csv"),
        entry("all.csv", Problem(BAD, MEND)),
    ]
    lines = cells(rows)[1:]
    assert [line[0] for line in lines] == ["many.csv"] * 3 + ["all.csv"]
    assert "148" in lines[2][5]
