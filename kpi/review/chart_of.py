"""The weeks of a frozen KPI as the chart that a page draws."""

from __future__ import annotations

from datetime import timedelta

from kpi.card import Chart, Line, Point
from kpi.review.frozen import Frozen
from kpi.review.slide import Spark

TO_SUNDAY = timedelta(6)


def chart(kept: Frozen, told: Spark) -> Chart:
    """Return the frozen weeks of a KPI, each at its last day, worded as on its slide."""
    weeks = zip(kept.weeks, told.values, told.previous, strict=True)
    points = tuple(Point(week.start + TO_SUNDAY, now, before) for week, now, before in weeks)
    known = [(point.at, text) for point, text in zip(points, told.texts, strict=True)
             if point.value is not None]  # fmt: skip
    return Chart(
        points,
        target=_line(told.target, told.target_text),
        guardrail=_line(told.guardrail, told.guardrail_text),
        complete_to=known[-1][0] if known else None,
        label=known[-1][1] if known else "",
        alt=told.alt,
    )


def _line(value: float | None, label: str) -> Line | None:
    return None if value is None else Line(value, label)
