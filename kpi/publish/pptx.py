"""A review as slides of PowerPoint: one message a slide, everything on it to be edited there."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from data.text import Text
from kpi.publish.fitting import clean, fitted, height
from kpi.publish.look import EAST_ASIAN, LATIN, LINE, MUTED, PAPER
from kpi.publish.meta import Meta
from kpi.publish.paging import (
    FACT,
    FIGURE,
    GAP,
    LEFT,
    SENTENCE,
    STRIP,
    WIDTH,
    Page,
    below_figure,
    body,
    pages,
    said_height,
)  # fmt: skip
from kpi.publish.slide_charts import drivers, weeks
from kpi.publish.slide_shapes import Box, chip, fill, plain, say, write
from kpi.publish.slide_tables import table
from kpi.publish.words import DECISION, UNDECIDED
from kpi.review.slide import Slide

WIDE, HIGH = 960, 540
"""16:9, in points."""
MARGIN, TOP, FOOT = 44.0, 128.0, 512.0
RIGHT = Box(460, TOP, 456, 0)
"""Where charts stand; as high as there is room."""
TITLE_ONLY = 5

PART = Text("（{n}／{all}）", " ({n}/{all})")


def pptx(slides: Sequence[Slide], meta: Meta) -> bytes:
    """Return slides as a PPTX file.

    Parameters
    ----------
    slides : sequence of Slide
        Worded in the language of `meta`. One that does not fit goes on over several pages.
    meta : Meta
        Its title and time go into the file's properties; no person's name does.
    """
    from pptx import Presentation

    deck = Presentation()
    _prepared(deck, meta)
    every = [page for slide in slides for page in pages(slide)]
    for number, page in enumerate(every, 1):
        _page(deck, page, meta, f"{number}／{len(every)}")
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _prepared(deck: Any, meta: Meta) -> None:
    """Make the empty deck 16:9, on paper, in our typefaces, and nobody's."""
    from pptx.dml.color import RGBColor
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.util import Pt

    grown = Pt(WIDE) / deck.slide_width
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    master = deck.slide_master
    for shape in (s for sheet in (master, *master.slide_layouts) for s in sheet.placeholders):
        if shape._element.spPr.xfrm is not None:
            shape.left, shape.width = int(shape.left * grown), int(shape.width * grown)
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor.from_string(PAPER)
    printers = [r.rId for r in deck.part.rels.values() if r.reltype == RT.PRINTER_SETTINGS]
    for one in printers:
        deck.part.rels.pop(one)
    theme = master.part.part_related_by(RT.THEME)
    for tag, face in ((b"latin", LATIN), (b"ea", EAST_ASIAN)):
        theme._blob = _faced(theme._blob, tag, face)
    said = deck.core_properties
    said.title, said.subject = clean(meta.title), clean(meta.foot)
    said.author = said.last_modified_by = said.comments = said.keywords = said.category = ""
    said.created = said.modified = meta.made
    said.revision = 1


def _faced(theme: bytes, tag: bytes, face: str) -> bytes:
    """Return a theme with another typeface for headings and text."""
    return re.sub(b'<a:%b typeface="[^"]*"' % tag, b'<a:%b typeface="%b"' % (tag, face.encode()),
                  theme)  # fmt: skip


def _page(deck: Any, page: Page, meta: Meta, number: str) -> None:
    made = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    slide, shapes = page.slide, made.shapes
    message = slide.sentences[0] if slide.sentences else slide.title
    over = [slide.title] if slide.sentences else []
    part = PART.fill(n=page.part, all=page.parts).to(meta.lang) if page.parts > 1 else ""
    _over(shapes, "".join(over) + part, slide.note)
    _title(shapes.title, message)
    if page.drawn:
        _drawn(shapes, page, meta)
    else:
        _told(shapes, page)
    _strip(shapes, slide, meta)
    say(shapes, Box(MARGIN, FOOT, WIDTH - 80, 16), [meta.foot], 10.5, color=MUTED)
    say(shapes, Box(WIDE - MARGIN - 70, FOOT, 70, 16), [number], 10.5, color=MUTED, right=True)
    _speaker(made, slide)


def _over(shapes: Any, name: str, note: str) -> None:
    """Say above the message what it is about, and of which days."""
    frame = say(shapes, Box(MARGIN, 26, WIDTH, 20), [name], 13, bold=True)
    if note:
        write(frame.paragraphs[0], f"　{note}" if name else note, 13, color=MUTED)


def _title(shape: Any, message: str) -> None:
    from pptx.enum.text import MSO_ANCHOR

    box = Box(MARGIN, 48, WIDTH, 70)
    shape.left, shape.top, shape.width, shape.height = box.sizes()
    size = fitted(message, box.width, box.height, (26, 22, 18, 15))
    fill(shape.text_frame, [message], size, bold=True)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP


def _drawn(shapes: Any, page: Page, meta: Meta) -> None:
    """Put the figure with its verdict to the left, and why it moved to the right."""
    slide, y = page.slide, TOP
    if slide.figure:
        size = fitted(slide.figure, LEFT, FIGURE, (66, 54, 44, 34, 26, 20))
        say(shapes, Box(MARGIN, y, LEFT, FIGURE - 8), [slide.figure], size, bold=True)
        y += FIGURE
    if slide.chip or slide.limits:
        x = chip(shapes, slide.chip, MARGIN, y) + 14 if slide.chip else MARGIN
        width = LEFT + MARGIN - x
        size = fitted(slide.limits, width, 30, (16, 14, 12, 10))
        say(shapes, Box(x, y + 4, width, 24), [slide.limits], size)
    told = [text for text in (slide.flag, *slide.facts) if text]
    y = TOP + below_figure(slide) - sum(_height(text) for text in told)
    said = say(shapes, Box(MARGIN, y, LEFT, sum(map(_height, told))), told or [""], FACT)
    if slide.flag:
        said.paragraphs[0].runs[0].font.color.rgb = _color(MUTED)
    y = TOP + below_figure(slide) + GAP
    if page.sentences:
        say(shapes, Box(MARGIN, y, LEFT, TOP + body(slide) - y), page.sentences, FACT, after=GAP)
    _charts(shapes, slide, meta)


def _height(text: str) -> float:
    return height(text, LEFT, FACT)


def _charts(shapes: Any, slide: Slide, meta: Meta) -> None:
    """Share the right half between why it moved and its weeks."""
    x, y, width, _ = RIGHT
    room = body(slide)
    if slide.bars:
        high = room * 0.55 if slide.spark else room
        say(shapes, Box(x, y, width, 20), [slide.bars_title], 15, bold=True)
        box = Box(x, y + 24, width, min(high - 24, 34.0 * len(slide.bars) + 30))
        drivers(shapes, slide.bars, box, slide.bars_title, meta.lang)
        y, room = y + high, room - high
    if slide.spark:
        weeks(shapes, slide.spark, Box(x, y, width, min(room, 300)), meta.lang)


def _told(shapes: Any, page: Page) -> None:
    """Put sentences below each other, and the table below them."""
    y = TOP
    if page.sentences:
        high = sum(said_height(s) for s in page.sentences)
        say(shapes, Box(MARGIN, y, WIDTH, high), page.sentences, SENTENCE, after=GAP)
        y += high
    if page.rows:
        table(shapes, page, Box(MARGIN, y, WIDTH, 20))


def _strip(shapes: Any, slide: Slide, meta: Meta) -> None:
    """Say at the bottom what was decided."""
    if not (slide.decided or slide.choices):
        return
    y = TOP + body(slide)
    edge = shapes.add_connector(1, *Box(MARGIN, y + 4, MARGIN + WIDTH, y + 4).sizes())
    edge.line.color.rgb = _color(LINE)
    plain(edge)
    frame = say(shapes, Box(MARGIN, y + 11, WIDTH, STRIP - 12), [DECISION.to(meta.lang)], 15,
                bold=True)  # fmt: skip
    write(frame.paragraphs[0], f"　{slide.decided or UNDECIDED.to(meta.lang)}", 15)


def _speaker(made: Any, slide: Slide) -> None:
    if slide.speaker:
        fill(made.notes_slide.notes_text_frame, slide.speaker, 12)


def _color(value: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(value)
