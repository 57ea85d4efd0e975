"""Workbooks as people keep them: costs with months side by side, the plan as a list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.samples import boxes
from data.samples.ledger import NAMES, SHEET, Entry, Planned

PLAN = ("月份", "平台", "預算", "預備金", "指標", "目標", "幣別")


def costs(path: Path, entries: Sequence[Entry]) -> None:
    """Categories merged down, a column a month, subtotals, totals at the end of both."""
    months = list(dict.fromkeys(e.month for e in entries))
    header = ["類別", "項目", *(f"{m.year}年{m.month}月" for m in months), "合計"]
    rows: list[list[Any]] = [[f"{SHEET}明細（未稅，新台幣）"], [], header]
    merged: list[tuple[int, int, int, int, str]] = []
    for category in dict.fromkeys(e.category for e in entries):
        own = [e for e in entries if e.category == category]
        items = list(dict.fromkeys(e.item for e in own))
        if len(items) > 1:
            merged.append((len(rows), 0, len(rows) + len(items) - 1, 0, category))
        for n, item in enumerate(items):
            amounts = [e.amount for e in own if e.item == item]
            first = None if n or len(items) > 1 else category
            rows.append([first, item, *amounts, sum(a or 0 for a in amounts)])
        rows.append(["小計", None, *_sums(own, months)])
    rows.append(["總計", None, *_sums(entries, months)])
    boxes.workbook(path, SHEET, rows, merged=merged)


def plan(path: Path, lines: Sequence[Planned]) -> None:
    """Our own template: a line a month and platform, the reserve and targets on their own."""
    rows = [
        [f"{p.month:%Y-%m}", NAMES.get(p.platform or ""), p.budget, p.reserve, p.kpi, p.target,
         "TWD"]
        for p in lines
    ]  # fmt: skip
    boxes.workbook(path, "預算與目標", [PLAN, *rows])


def _sums(entries: Sequence[Entry], months: Sequence[Any]) -> list[int]:
    sums = [sum(e.amount or 0 for e in entries if e.month == m) for m in months]
    return [*sums, sum(sums)]
