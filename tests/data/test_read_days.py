"""Days of a whole column: their order, their years, the future."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.data.reports import english, google, reading, row, rows


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["1/5/2026", "13/5/2026"], date(2026, 5, 1)),
        (["1/5/2026", "1/13/2026"], date(2026, 1, 5)),
        (["01-05-2026", "31-05-2026"], date(2026, 5, 1)),
        (["115/01/05", "115/01/06"], date(2026, 1, 5)),
    ],
)
def test_one_value_decides_for_the_column(tmp_path: Path, days: list[str], expected: date) -> None:
    title = "Campaign report\nAll time\n"
    report = reading(tmp_path, google(*(row(day=d) for d in days), title=title))
    assert report.status == "parsed", english(report)
    assert rows(tmp_path, "day_from")[0] == (expected,)


def test_republic_years_are_said_and_never_mixed_in(tmp_path: Path) -> None:
    alone = reading(tmp_path, google(row(day="115/01/05")))
    assert alone.status == "parsed" and "Republic" in alone.warnings[0].en
    mixed = reading(tmp_path, google(row(day="115/01/05"), row(), row()), {"quarantine": "load"})
    assert (mixed.rows.loaded, mixed.rows.quarantined) == (2, 1)


def test_both_orders_in_one_column_refuse(tmp_path: Path) -> None:
    title = "Campaign report\nAll time\n"
    report = reading(tmp_path, google(row(day="13/1/2026"), row(day="1/13/2026"), title=title))
    assert report.status == "rejected" and "mixes" in english(report)[0]


def test_future_days_are_held_back(tmp_path: Path) -> None:
    title = "Campaign report\nAll time\n"
    lines = [row(day="2026-11-22")] * 30 + [row(day="2026-11-23")]
    report = reading(tmp_path, google(*lines, title=title))
    assert (report.rows.loaded, report.rows.quarantined) == (30, 1)
    assert english(report) == ["The day lies in the future"]
    assert report.period is not None and not report.period.declared
