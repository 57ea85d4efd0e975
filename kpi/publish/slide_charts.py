"""Charts of PowerPoint that stay charts: weeks as lines, drivers as bars; to be edited there."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from data.text import Lang
from kpi.publish.fitting import clean, ems
from kpi.publish.look import ACTUAL, FALLEN, LINE, MUTED, PREVIOUS, TEXT
from kpi.publish.slide_shapes import Box, qualified, typefaces, write
from kpi.publish.words import BEFORE, EFFECT, GUARDRAIL, TARGET, THIS
from kpi.review.slide import Bar, Spark

PLOT = 240.0
"""The width of the bars in points, of which some stays free for what is written at their ends."""
NEAR, APART = 0.35, 0.12
"""As shares of what the chart spans: a value so near to a line is written over its name; names of
lines that lie so far apart are not."""

Series = tuple[str, Sequence[float | None]]


def weeks(shapes: Any, spark: Spark, box: Box, lang: Lang) -> None:
    """Draw the weeks of a KPI as a line, beside its target, its guardrail and the year before."""
    from pptx.enum.chart import XL_CHART_TYPE

    count = len(spark.days)
    limits = (
        (spark.target_text or TARGET.to(lang), spark.target, TEXT, None),
        (spark.guardrail_text or GUARDRAIL.to(lang), spark.guardrail, TEXT, "sysDot"),
    )
    told = [(name, value, color, dash) for name, value, color, dash in limits if value is not None]
    series: list[Series] = [(THIS.to(lang), spark.values)]
    if any(value is not None for value in spark.previous):
        series.append((BEFORE.to(lang), spark.previous))
    series += [(name, [value] * count) for name, value, _, _ in told]
    chart = _chart(shapes, XL_CHART_TYPE.LINE, box, spark.days, series, spark.alt)
    now, *others = chart.plots[0].series
    _stroke(now, ACTUAL, 3)
    _end(now, spark)
    if len(others) > len(told):
        past = others.pop(0)
        _stroke(past, PREVIOUS, 1.5)
        known = [n for n, value in enumerate(spark.previous) if value is not None]
        _label(past.points[known[len(known) // 2]], BEFORE.to(lang), 11, MUTED, "ABOVE")
    for line, (name, _, color, dash) in zip(others, told, strict=True):
        _stroke(line, color, 1, dash)
        at, where = (0, "LEFT") if dash or to_the_left(spark) else (count - 1, "RIGHT")
        _label(line.points[at], name, 11, MUTED, where)
    _inside(chart)
    _axes(chart, [v for _, values in series for v in values if v is not None], count)


def to_the_left(spark: Spark) -> bool:
    """Whether the target is named at its left end: the last value would stand over its name.

    There the guardrail has its own, unless the two lie too near to each other.
    """
    if spark.target is None:
        return False
    limits = (spark.target, spark.guardrail)
    told = [v for v in (*spark.values, *spark.previous, *limits) if v is not None]
    reach = max(told) - min(told)
    last = next((v for v in reversed(spark.values) if v is not None), None)
    free = spark.guardrail is None or abs(spark.guardrail - spark.target) > reach * APART
    return free and last is not None and abs(last - spark.target) <= reach * NEAR


def drivers(shapes: Any, bars: Sequence[Bar], box: Box, title: str, lang: Lang) -> None:
    """Draw what each part added as bars, up in ink and down in copper, the gravest on top."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

    effects = [bar.effect for bar in bars]
    alt = "; ".join(f"{bar.name} {bar.text}" for bar in bars)
    told = [(EFFECT.to(lang), effects)]
    chart = _chart(shapes, XL_CHART_TYPE.BAR_CLUSTERED, box, [b.name for b in bars], told,
                   f"{title}: {alt}")  # fmt: skip
    plot = chart.plots[0]
    plot.gap_width = 60
    (series,) = plot.series
    series.invert_if_negative = False
    for n, bar in enumerate(bars):
        point = series.points[n]
        point.format.fill.solid()
        color = ACTUAL if bar.effect >= 0 else FALLEN
        point.format.fill.fore_color.rgb = RGBColor.from_string(color)
        _label(point, bar.text, 13, TEXT, "OUTSIDE_END")
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(LINE)
    _letters(chart.category_axis.tick_labels.font, 13)
    _hidden(chart.value_axis)
    low, high = min(0.0, *effects), max(0.0, *effects)
    wide = min(0.4, max(ems(bar.text) for bar in bars) * 13 / PLOT)
    room = ((high - low) or 1.0) * wide / (1 - 2 * wide)
    chart.value_axis.minimum_scale = low - (room if low < 0 else 0)
    chart.value_axis.maximum_scale = high + room


def _chart(
    shapes: Any, kind: Any, box: Box, names: Sequence[str], series: Sequence[Series], alt: str
) -> Any:
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    data.categories = [clean(name) for name in names]
    for name, values in series:
        data.add_series(clean(name), values)
    frame = shapes.add_chart(kind, *box.sizes(), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(names, series))
    chart.has_legend = chart.has_title = False
    _letters(chart.font, 12)
    return chart


def _workbook(names: Sequence[str], series: Sequence[Series]) -> bytes:
    """Return the sheet behind a chart; a name such as ``=1+1`` is no formula in it."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for row, name in enumerate(names, 1):
        sheet.write_string(row, 0, clean(name))
    for column, (title, values) in enumerate(series, 1):
        sheet.write_string(0, column, clean(title))
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return content.getvalue()


def _stroke(line: Any, color: str, width: float, dash: str | None = None) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    line.format.line.color.rgb, line.format.line.width = RGBColor.from_string(color), Pt(width)
    if dash:
        line.format.line.dash_style = MSO_LINE.ROUND_DOT
    line.marker.style, line.smooth = XL_MARKER_STYLE.NONE, False


def _end(line: Any, spark: Spark) -> None:
    """Mark the last week that has an answer, and write it there."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE

    known = [n for n, value in enumerate(spark.values) if value is not None]
    if not known:
        return
    point = line.points[known[-1]]
    point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 8
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = RGBColor.from_string(ACTUAL)
    text = spark.texts[known[-1]] if known[-1] < len(spark.texts) else ""
    rose = len(known) < 2 or spark.values[known[-2]] <= spark.values[known[-1]]  # type: ignore[operator]
    if text:
        beside = "RIGHT" if to_the_left(spark) else "ABOVE" if rose else "BELOW"
        _label(point, text, 13, ACTUAL, beside)


def _inside(chart: Any) -> None:
    """Leave room left and right of the lines for what is written at their ends."""
    area = chart._chartSpace.chart.plotArea
    layout = area.find(qualified("c:layout"))
    if layout is None:
        layout = area.makeelement(qualified("c:layout"), {})
        area.insert(0, layout)
    manual = layout.makeelement(qualified("c:manualLayout"), {})
    told = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"),
            ("x", "0.14"), ("y", "0.05"), ("w", "0.72"), ("h", "0.78"))  # fmt: skip
    for tag, value in told:
        manual.append(manual.makeelement(qualified(f"c:{tag}"), {"val": value}))
    layout.append(manual)


def _label(point: Any, text: str, size: float, color: str, where: str) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    label = point.data_label
    label.text_frame.word_wrap = False
    write(label.text_frame.paragraphs[0], text, size, color=color, bold=color != MUTED)
    label.position = getattr(XL_LABEL_POSITION, where)


def _axes(chart: Any, values: Sequence[float], count: int) -> None:
    """Hide the axis of values, and name few of the weeks: it is the course that tells."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    _hidden(chart.value_axis)
    axis = chart.category_axis
    axis.tick_label_position, axis.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    axis.format.line.color.rgb = RGBColor.from_string(LINE)
    _letters(axis.tick_labels.font, 9)
    axis._element.txPr.bodyPr.set("rot", "0")
    every = {"val": str(max(1, (count - 1) // 3))}
    skip = axis._element.makeelement(qualified("c:tickLblSkip"), every)
    axis._element.find(qualified("c:noMultiLvlLbl")).addprevious(skip)
    if values:
        low, high = min(values), max(values)
        room = (high - low) * 0.25 or abs(high) * 0.25 or 1.0
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = low - room, high + room


def _hidden(axis: Any) -> None:
    axis.visible = axis.has_major_gridlines = False


def _letters(font: Any, size: float) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    font.size, font.color.rgb = Pt(size), RGBColor.from_string(MUTED)
    typefaces(font._rPr)
