"""The file's own totals: which rows they are, and whether they agree."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.data.reports import BARE, google, reading, row, total

pytestmark = pytest.mark.slow

LABELS = [
    # a campaign may be called like a total; nothing of it may vanish
    (row('"Total: brand"'), "a day"),
    (row("Total Recall"), "a name that only begins so"),
    (row("總計：品牌"), "in 繁體中文"),
]


@pytest.mark.parametrize("line", [c[0] for c in LABELS], ids=[c[1] for c in LABELS])
def test_a_campaign_called_like_a_total_stays(tmp_path: Path, line: str) -> None:
    report = reading(tmp_path, google(row(), line, total("20", "2000", "25.00", "3.00")))
    assert (report.status, report.rows.loaded, report.rows.skipped.totals) == ("parsed", 2, 1)


@pytest.mark.parametrize(
    ("lines", "loaded"),
    [
        (
            (
                "Brand,TWD,10,1000,5.00",
                "Total: brand,TWD,3,100,2.00",
                "Total: Campaigns,TWD,13,1100,7.00",
            ),
            2,
        ),
        (("Brand,TWD,10,1000,5.00", "Gen,TWD,3,100,2.00", "Total: everything,TWD,13,1100,7.00"), 2),
        (("Total: Campaigns,TWD,13,1100,7.00", "Brand,TWD,10,1000,5.00", "Gen,TWD,3,100,2.00"), 2),
    ],
    ids=["a campaign by its figures", "an unknown label by its figures", "a total at the top"],
)
def test_where_nothing_else_tells_the_sums_decide(
    tmp_path: Path, lines: tuple[str, ...], loaded: int
) -> None:
    report = reading(tmp_path, google(*lines, header=BARE))
    assert (report.status, report.rows.loaded, report.rows.skipped.totals) == ("parsed", loaded, 1)
    assert report.period is not None and report.period.grain == "range"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_totals_may_stand_anywhere(tmp_path: Path, place: int) -> None:
    lines = [row(day="2026-01-01"), row(day="2026-01-02")]
    lines.insert(place, total("20", "2000", "25.00", "3.00"))
    report = reading(tmp_path, google(*lines))
    assert (report.reconciled, report.rows.loaded, report.rows.skipped.totals) == (True, 2, 1)


def test_a_total_that_does_not_agree_loads_nothing(tmp_path: Path) -> None:
    report = reading(tmp_path, google(row(), total("10", "1000", "12.60", "1.50")))
    assert (report.status, report.reconciled) == ("rejected", False)
    (problem,) = report.problems
    assert problem.column == "Cost"
    assert "12.6" in problem.rule.en and "12.5" in problem.rule.en and "0.1" in problem.rule.en


def test_rounding_of_each_row_is_no_difference(tmp_path: Path) -> None:
    lines = [row(day=f"2026-01-{d:02}", cost="0.33", conversions="0") for d in range(1, 21)]
    report = reading(tmp_path, google(*lines, total("200", "20000", "6.67", "0")))
    assert (report.status, report.reconciled) == ("parsed", True)


def test_quarantined_money_counts_towards_the_total(tmp_path: Path) -> None:
    lines = [row(day=f"2026-01-{d:02}", cost="1.00") for d in range(1, 26)]
    bad = row(day="2026-02-30", cost="2.00")
    report = reading(tmp_path, google(*lines, bad, total("260", "26000", "27.00", "39.00")))
    assert (report.status, report.reconciled) == ("parsed", True)
    assert report.sums["cost"].quarantined == Decimal("2.00")
