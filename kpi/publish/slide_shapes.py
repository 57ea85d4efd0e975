"""What stands on a slide of PowerPoint: text in both typefaces, and the chip of a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kpi.card import Chip, Verdict
from kpi.publish.fitting import clean, ems
from kpi.publish.look import EAST_ASIAN, INKS, LATIN, TEXT


class Box(NamedTuple):
    """Where something stands, in points from the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def sizes(self) -> tuple[Any, ...]:
        """Return it as PowerPoint counts."""
        from pptx.util import Pt

        return tuple(Pt(side) for side in self)


def write(paragraph: Any, text: str, size: float, *, color: str = TEXT, bold: bool = False) -> None:
    """Add text to a paragraph; it stays text, whatever it looks like."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = clean(text).replace("\n", " ")
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(color)
    typefaces(run.font._rPr)


def typefaces(properties: Any) -> None:
    """Set the Latin and the East-Asian typeface of letters; without the second 中文 falls back."""
    properties.set("lang", "zh-TW")
    properties.set("altLang", "en-US")
    for tag, face in (("a:latin", LATIN), ("a:ea", EAST_ASIAN)):
        there = properties.find(qualified(tag))
        made = properties.makeelement(qualified(tag), {}) if there is None else there
        made.set("typeface", face)
        if there is None:
            properties.append(made)


def say(
    shapes: Any,
    box: Box,
    texts: Sequence[str],
    size: float,
    *,
    color: str = TEXT,
    bold: bool = False,
    right: bool = False,
    after: float = 0,
) -> Any:
    """Put text into a box of its own, a paragraph each; `after` is the room behind each."""
    frame = shapes.add_textbox(*box.sizes()).text_frame
    fill(frame, texts, size, color=color, bold=bold, right=right, after=after)
    return frame


def fill(
    frame: Any,
    texts: Sequence[str],
    size: float,
    *,
    color: str = TEXT,
    bold: bool = False,
    right: bool = False,
    after: float = 0,
) -> None:
    """Fill the frame of a shape with text, without margins."""
    from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for n, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.space_after = Pt(after)
        write(paragraph, text, size, color=color, bold=bold)


def chip(shapes: Any, shown: Chip, x: float, y: float) -> float:
    """Draw a verdict as mark, word and fill; return where it ends to the right."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    ink = INKS[shown.verdict]
    width = 30 + ems(shown.word) * 16 + 12
    body = _shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, Box(x, y, width, 28), ink.fill, ink.fill)
    body.adjustments[0] = 0.2
    body.name = shown.word
    fill(body.text_frame, [shown.word], 16, color=ink.text, bold=True)
    body.text_frame.margin_left, body.text_frame.word_wrap = Pt(30), False
    body.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    triangle = shown.verdict is Verdict.WATCH
    kind = MSO_SHAPE.ISOSCELES_TRIANGLE if triangle else MSO_SHAPE.OVAL
    mark = _shape(shapes, kind, Box(x + 8, y + 6, 16, 16), ink.fill, ink.text)
    if ink.mark:
        _in_the_middle(mark.text_frame, ink.mark, ink.text)
    return x + width


def _shape(shapes: Any, kind: Any, box: Box, inside: str, edge: str) -> Any:
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    made = shapes.add_shape(kind, *box.sizes())
    made.fill.solid()
    made.fill.fore_color.rgb = RGBColor.from_string(inside)
    made.line.color.rgb, made.line.width = RGBColor.from_string(edge), Pt(1.5)
    plain(made)
    return made


def plain(shape: Any) -> None:
    """Take away what the theme would add: a shadow, its own ink."""
    shape._element.remove(shape._element.find(qualified("p:style")))


def qualified(tag: str) -> str:
    """Return the full name of a tag."""
    from pptx.oxml.ns import qn

    return str(qn(tag))


def _in_the_middle(frame: Any, mark: str, color: str) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    fill(frame, [mark], 10, color=color, bold=True)
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
