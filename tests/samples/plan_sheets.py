"""Budgets and targets, side by side and in a list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.sheets import GOOGLE, META, Entry, month, parsed


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all of them; yield each file name with its golden."""
    for write in (
        plan_months,
        plan_list,
    ):
        yield from write(out)


def plan_months(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A year's budget side by side, the reserve among the platforms, targets below it."""
    table: boxes.Table = [
        ["2027 年度媒體預算", "", ""],
        ["平台", "1月", "2月"],
        ["Google", 100_000, 80_000],
        ["Meta", 60_000, 50_000],
        ["預備金", 10_000, 10_000],
        ["合計", 170_000, 140_000],
        ["CAC 目標", 600, 580],
        ["結帳轉換率目標", "1.6%", "1.65%"],
    ]
    boxes.utf8(out / "plan_months.csv", table, bom=True)
    entries: list[Entry] = []
    for index, (platform, budgets) in enumerate(
        ((GOOGLE, (100_000, 80_000)), (META, (60_000, 50_000)), (None, (10_000, 10_000)))
    ):
        for number, budget in enumerate(budgets, 1):
            amounts = (None, budget) if index == 2 else (budget, None)
            entries.append((*month(2027, number), None, platform, None, *amounts, None))
    for kpi, targets in (("CAC", ("600", "580")), ("結帳轉換率", ("0.016", "0.0165"))):
        for number, target in enumerate(targets, 1):
            entries.append((*month(2027, number), None, None, kpi, None, None, target))
    rows = golden.rows(10, totals=1, preamble=2)
    yield "plan_months.csv", parsed("generic.plan", entries, rows) | {"reconciled": True}


def plan_list(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Budget, reserve and targets in a list."""
    table: boxes.Table = [
        ["Month", "Platform", "Budget (TWD)", "Reserve", "KPI", "Target"],
        ["2027-01", "Google Ads", "100,000", "5,000", "", ""],
        ["2027-01", "", "", "", "cac", "600"],
        ["2027-02", "Meta", "50,000", "", "blended_roas", "3.125"],
    ]
    boxes.utf8(out / "plan_list.csv", table)
    entries: list[Entry] = [
        (*month(2027, 1), None, GOOGLE, None, 100_000, 5_000, None),
        (*month(2027, 1), None, None, "cac", None, None, 600),
        (*month(2027, 2), None, META, "blended_roas", 50_000, None, "3.125"),
    ]
    yield (
        "plan_list.csv",
        parsed("generic.plan", entries, golden.rows(3, preamble=1), currency="TWD"),
    )
