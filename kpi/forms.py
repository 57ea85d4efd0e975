"""What is made of the two parts of a KPI, and how that is written."""

from __future__ import annotations

from enum import StrEnum

from data.text import Text


class Form(StrEnum):
    """What is made of the two parts."""

    QUOTIENT = "quotient"
    """n ÷ d."""
    GAIN = "gain"
    """n ÷ d − 1: what is left of the return once the cost is back."""
    REST = "rest"
    """1 − n ÷ d: the share that is not n."""
    DIFFERENCE = "difference"
    """n − d, which accumulates like its parts."""
    REACHED = "reached"
    """n as it was found: how far what d is held against has come."""


FORMULAS = {
    Form.QUOTIENT: Text("{s}{n} ÷ {d}", "{s}{n} ÷ {d}"),
    Form.GAIN: Text("（{n} − {d}）÷ {d}", "({n} − {d}) ÷ {d}"),
    Form.REST: Text("1 − {n} ÷ {d}", "1 − {n} ÷ {d}"),
    Form.DIFFERENCE: Text("{n} − {d}", "{n} − {d}"),
    Form.REACHED: Text("{n} ≥ {d} 的第一個月", "first month in which {n} ≥ {d}"),
}

SUM, MEDIAN = Text("加總（{n}）", "sum of {n}"), Text("中位數（{n}）", "median of {n}")
"""What is made of a part that stands alone."""
