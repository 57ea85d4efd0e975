"""Ids that a spreadsheet has rounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.reports import english, google, reading, row, rows


def test_ids_that_excel_rounded_are_refused_and_zeros_kept(tmp_path: Path) -> None:
    lines = [row() for _ in range(30)]
    broken = row().replace(",171,", ",1.23E+17,")
    report = reading(tmp_path, google(*lines, row().replace(",171,", ",0042,"), broken))
    assert english(report) == ["The id is no longer whole"]
    assert rows(tmp_path, "campaign_id")[-1] == ("0042",)


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (["120211234567890000", "120211234567891000", "120211234567892000"], "rejected"),
        (["120211234567890000", "120211234567891001", "120211234567892000"], "parsed"),
        (["1000", "2000", "3000"], "parsed"),
    ],
)
def test_ids_with_their_ends_cut_to_zeros(tmp_path: Path, ids: list[str], status: str) -> None:
    report = reading(tmp_path, google(*(row().replace(",171,", f",{i},") for i in ids)))
    assert report.status == status
    assert not report.problems or report.problems[0].column == "Campaign ID"
