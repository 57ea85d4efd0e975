"""Physical records: odd ones keep their number, cut-off ones are said, bad ones are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.reports import english, google, reading, row, total

pytestmark = pytest.mark.slow


def test_a_last_row_without_line_end_is_pointed_out(tmp_path: Path) -> None:
    cut = reading(tmp_path, google(row(), row()).removesuffix("\n"))
    assert cut.status == "parsed" and "cut off" in cut.warnings[0].en
    whole = google(row(), total("10", "1000", "12.50", "1.50")).removesuffix("\n")
    assert reading(tmp_path, whole).warnings == ()


@pytest.mark.parametrize(
    ("text", "row_no", "rule"),
    [
        (google(*[row()] * 30, "Enabled,Brand"), 34, "Fewer cells than the header"),
        (google(*[row()] * 30, row() + ",extra"), 34, "More cells than the header"),
        (google(*[row()] * 30, row(name='"two\nlines"', cost="x")), 34, "Not a number"),
        (google(*[row()] * 15, "", *[row()] * 15, row(cost="x")), 35, "Not a number"),
        (google(*[row()] * 30, row(cost="1\x002")), 34, "Not a number"),
    ],
    ids=["short", "long", "cells with line breaks", "blank lines", "NUL"],
)
def test_odd_records_keep_their_row_number(
    tmp_path: Path, text: str, row_no: int, rule: str
) -> None:
    report = reading(tmp_path, text)
    assert (report.status, report.rows.loaded, english(report)) == ("parsed", 30, [rule])
    assert report.problems[0].row == row_no


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_do_not_matter(tmp_path: Path, newline: str) -> None:
    text = google(row(), row(), total("20", "2000", "25.00", "3.00")).replace("\n", newline)
    assert reading(tmp_path, text).rows.loaded == 2
    mixed = google(row(), row()).replace("\n", newline, 2)
    assert reading(tmp_path, mixed).rows.loaded == 2


def test_a_file_cut_off_in_its_last_row_says_so(tmp_path: Path) -> None:
    text = google(*[row()] * 30, row())
    report = reading(tmp_path, text[: text.rindex("TWD")])
    assert (report.rows.loaded, english(report)) == (30, ["Fewer cells than the header"])
    torn = reading(tmp_path, text[: text.rindex("000")])
    assert torn.status == "rejected" and "quotation" in english(torn)[0]


def test_problems_are_at_most_a_hundred_and_the_rest_is_said(tmp_path: Path) -> None:
    report = reading(tmp_path, google(*[row()] * 3000, *[row(cost="x")] * 150))
    assert (report.status, len(report.problems), report.rows.quarantined) == ("parsed", 100, 150)
    assert "150" in report.warnings[0].en
    with (tmp_path / "1.quarantine.csv").open(encoding="utf-8-sig") as file:
        assert len(file.readlines()) == 151


def test_no_cell_of_the_quarantine_file_is_a_live_formula(tmp_path: Path) -> None:
    report = reading(tmp_path, google(*[row()] * 30, row(name='"=HYPERLINK(1)"', cost="@x")))
    assert report.rows.quarantined == 1
    kept = (tmp_path / "1.quarantine.csv").read_text("utf-8-sig").splitlines()[1]
    assert "'=HYPERLINK(1)" in kept and "'@x" in kept
