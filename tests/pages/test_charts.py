"""Charts as plain dicts: what is drawn, where labels stand, odd charts first."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from kpi.card import Chart, Line, Mark, Point
from pages.ui.canvas import GAP, spread, text_width
from pages.ui.charts import pace, spark
from pages.ui.theme import DARK, LIGHT, Palette

END = date(2026, 11, 17)


def weeks(*values: float | None, before: float | None = None) -> tuple[Point, ...]:
    """Return points a week apart that end on END."""
    last = len(values) - 1
    return tuple(
        Point(END - timedelta(7 * (last - i)), value, before) for i, value in enumerate(values)
    )


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the layers of one kind of mark."""
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def strokes(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every straight stroke."""
    return [row for layer in marks(spec, "rule") for row in layer["data"]["values"]]


def said(spec: dict[str, Any]) -> list[str]:
    """Return every word on a chart."""
    return [row["word"] for layer in marks(spec, "text") for row in layer["data"]["values"]]


@pytest.mark.parametrize(
    ("wanted", "low", "high"),
    [
        ([], 0, 100),
        ([50], 0, 100),
        ([50, 50, 50], 0, 100),
        ([99, 98], 0, 100),
        ([-20, 300], 0, 100),
        ([10, 12, 90], 0, 100),
    ],
    ids=str,
)
def test_labels_never_touch_and_keep_their_order(
    wanted: list[float], low: float, high: float
) -> None:
    placed = spread(wanted, GAP, low, high)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    assert all(placed[b] - placed[a] >= GAP for a, b in pairwise(order))
    assert all(low - GAP < y <= high for y in placed)


@pytest.mark.parametrize(
    "chart",
    [
        Chart(()),
        Chart(weeks(None, None, None)),
        Chart(weeks(5.0)),
        Chart(weeks(5.0, 5.0), Line(5.0, "目標")),
        Chart(weeks(0.0, 0.0)),
        Chart(weeks(None, 2.0, None)),
    ],
    ids=["nothing", "no answer", "one week", "flat on its target", "zeros", "gaps"],
)
@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_odd_charts_are_drawn(chart: Chart, ink: Palette) -> None:
    for spec in (spark(chart, ink), pace(chart, ink, "上期")):
        assert spec["height"] > 0
        assert all("encoding" in layer for layer in spec["layer"])


def test_a_sparkline_names_its_limits_and_tints_the_zone_between() -> None:
    chart = Chart(weeks(1.0, 2.0, before=1.5), Line(3.0, "目標"), Line(2.5, "護欄 2.5"))
    spec = spark(chart, LIGHT)
    assert said(spec) == ["目標", "護欄 2.5"]
    (band,) = marks(spec, "rect")
    assert [(row["y"], row["y2"]) for row in band["data"]["values"]] == [(2.5, 3.0)]
    assert [(row["y"], row["dash"]) for row in strokes(spec)] == [(3.0, []), (2.5, [2, 2])]
    (dot,) = marks(spec, "point")
    assert dot["data"]["values"] == [{"x": END.toordinal(), "y": 2.0}]


@pytest.mark.parametrize(
    ("values", "complete_to", "hatched", "dot"),
    [
        ((1.0, 2.0, 3.0), None, False, END),
        ((1.0, 2.0, 3.0), END - timedelta(7), True, END - timedelta(7)),
        ((1.0, 2.0, None), END - timedelta(7), True, END - timedelta(7)),
    ],
)
def test_what_is_not_complete_is_hatched_and_the_dot_stays_before_it(
    values: tuple[float | None, ...], complete_to: date | None, hatched: bool, dot: date
) -> None:
    spec = spark(Chart(weeks(*values), complete_to=complete_to), LIGHT)
    slanted = [row for row in strokes(spec) if row["ink"] == LIGHT.hatch]
    assert bool(slanted) == hatched
    if complete_to:
        assert min(row["x"] for row in slanted) >= complete_to.toordinal()
        assert max(row["x2"] for row in slanted) <= END.toordinal()
    (mark,) = marks(spec, "point")
    assert mark["data"]["values"][0]["x"] == dot.toordinal()


@pytest.mark.parametrize(("now", "place"), [(400.0, "right"), (100.0, "left")])
def test_the_star_writes_its_value_clear_of_the_other_lines(now: float, place: str) -> None:
    days = [date(2026, 11, n) for n in range(1, 31)]
    running = [now * n / 17 if n <= 17 else None for n in range(1, 31)]
    points = tuple(
        Point(d, v, 15.0 * n) for n, (d, v) in enumerate(zip(days, running, strict=True))
    )
    due = tuple(Point(d, 20.0 * n) for n, d in enumerate(days, 1))
    axis = ((0.0, "0"), (200.0, "200"), (400.0, "400"))
    chart = Chart(points, Line(600.0, "應達 600"), due=due, label="實際", axis=axis)
    spec = pace(chart, LIGHT, "上期")
    assert {"應達 600", "上期", "實際", "11/1", "11/17", "11/30", "200"} <= set(said(spec))
    (layer,) = marks(spec, "text")
    (value,) = (row for row in layer["data"]["values"] if row["word"] == "實際")
    assert value["align"] == place


@pytest.mark.parametrize(("text", "width"), [("", 0), ("目標", 26), ("2.5%", 30)])
def test_a_label_is_about_as_wide_as_it_looks(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("marked", "drawn", "named"),
    [
        ([(END - timedelta(200), "去年")], 0, []),  # outside of the chart
        ([(END - timedelta(40), "檔期")], 1, ["檔期"]),
        # the first has the room, whichever day comes first; the other is drawn without its name
        ([(END - timedelta(40), "自己的"), (END - timedelta(43), "中秋")], 2, ["自己的"]),
        ([(END - timedelta(80), "中元"), (END - timedelta(14), "雙 11")], 2, ["中元", "雙 11"]),
        # one that has no room on either side is drawn without its name, and takes none
        (
            [(END - timedelta(40), "一個很長很長的檔期名稱"), (END - timedelta(43), "中秋")],
            2,
            ["中秋"],
        ),
    ],
)
def test_events_keep_apart_and_the_first_has_the_room(
    marked: list[tuple[date, str]], drawn: int, named: list[str]
) -> None:
    points = weeks(*[float(n) for n in range(13)])
    chart = Chart(points, marks=tuple(Mark(*one) for one in marked))
    spec = spark(chart, LIGHT)
    assert len([row for row in strokes(spec) if row["dash"] == [1, 3]]) == drawn
    assert [word for word in said(spec) if word] == named


def test_each_kind_of_mark_is_one_layer_and_a_line_is_drawn_as_it_was_told() -> None:
    moved = (Point(END - timedelta(20), 2.0), Point(END - timedelta(6), 3.0), Point(END, 3.0))
    limits = Line(3.0, "目標 3.0", short="目標"), Line(2.5, "護欄 2.5")
    marked = (Mark(END - timedelta(9), "檔期"),)
    chart = Chart(weeks(1.0, None, 2.0, before=1.5), *limits, moved=moved, marks=marked)
    spec = spark(chart, LIGHT)
    kinds = [layer["mark"]["type"] for layer in spec["layer"]]
    assert kinds == ["rect", "rule", "line", "point", "text"]
    rows = marks(spec, "line")[0]["data"]["values"]
    lines = [[row["y"] for row in rows if row["line"] == n] for n in range(3)]
    # a target that moved is drawn in steps; last week's figures lie below this week's
    assert lines == [[2.0, 2.0, 3.0, 3.0, 3.0], [1.5] * 3, [1.0, None, 2.0]]
    colours = marks(spec, "line")[0]["mark"]["color"]["expr"]
    assert colours == json.dumps([LIGHT.text, LIGHT.previous, LIGHT.ink]) + "[datum.line]"
    target = next(row for row in marks(spec, "text")[0]["data"]["values"] if row["short"])
    assert (target["word"], target["short"], target["room"]) == (
        "目標 3.0",
        "目標",
        text_width("護欄 2.5") + 12,
    )
