"""A table as it is downloaded: its names are in it, every digit, and nothing a spreadsheet runs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi.grid import Cell, Column, Grid, Line, raw


@pytest.mark.parametrize(
    ("name", "cell", "told"),
    [
        ("=1+1", Cell(None, "–"), ["'=1+1", "–"]),
        ("@家", Cell(Decimal("-0.5"), "−1"), ["'@家", "-0.5"]),
        ("品牌字｜指名", Cell(Decimal("1E+3"), "1,000"), ["品牌字｜指名", "1000"]),
        ("A", Cell(0.1, "0.1"), ["A", "0.1"]),
        ("A", Cell(None, "還沒回本"), ["A", "還沒回本"]),
    ],
)
def test_lines_keep_their_names_and_digits(name: str, cell: Cell, told: list[str]) -> None:
    shown = Grid("廣告活動", (Column("cost", "花費"),), (Line(name, (cell,)),))
    assert raw(shown) == [["廣告活動", "花費"], told]
