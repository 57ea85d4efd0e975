"""Tables of PowerPoint: horizontal rules only, the first column bold, figures to the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kpi.publish.fitting import LEADING, figures
from kpi.publish.look import LINE, MUTED, TEXT
from kpi.publish.paging import PADDING, Page
from kpi.publish.slide_shapes import Box, fill, qualified

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without fills and rules."""


def table(shapes: Any, page: Page, box: Box) -> None:
    """Draw the rows of a page below their titles."""
    from pptx.util import Pt

    titles = page.slide.titles
    frame = shapes.add_table(len(page.rows) + 1, len(titles), *box.sizes())
    drawn = frame.table
    properties = frame._element.graphic.graphicData.tbl.tblPr
    properties.find(qualified("a:tableStyleId")).text = PLAIN
    drawn.horz_banding = False
    right = figures(page.slide.rows)
    for column, share in zip(drawn.columns, page.shares, strict=True):
        column.width = Pt(box.width * share)
    for row, cells in enumerate((titles, *page.rows)):
        drawn.rows[row].height = Pt(page.cell * LEADING + PADDING)
        _row(drawn, row, cells, right, page.cell)


def _row(drawn: Any, row: int, cells: Sequence[str], right: Sequence[bool], size: int) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    for column, text in enumerate(cells):
        cell = drawn.cell(row, column)
        is_title = row == 0
        fill(cell.text_frame, [text], size, color=MUTED if is_title else TEXT,
             bold=is_title or column == 0, right=right[column])  # fmt: skip
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.margin_left = Pt(0 if column == 0 else 7)
        cell.margin_right, cell.margin_top, cell.margin_bottom = Pt(7), Pt(4), Pt(4)
        _rule(cell._tc.get_or_add_tcPr())


def _rule(properties: Any) -> None:
    """Draw a hairline below a cell."""
    line = properties.makeelement(qualified("a:lnB"), {"w": "9525"})
    solid = line.makeelement(qualified("a:solidFill"), {})
    solid.append(solid.makeelement(qualified("a:srgbClr"), {"val": LINE}))
    line.append(solid)
    properties.append(line)
