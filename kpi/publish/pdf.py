"""A review as pages of a PDF, set by typst: A4 across, a page a slide, text that stays text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any

from data.text import Text
from kpi.publish import look
from kpi.publish.fitting import clean, columns, figures, fitted
from kpi.publish.meta import Meta
from kpi.publish.paging import is_drawn
from kpi.publish.slide_charts import to_the_left
from kpi.publish.words import BEFORE, DECISION, UNDECIDED
from kpi.review.slide import Slide

DECK = Path(__file__).parent / "deck.typ"
FACES = ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "PingFang TC",
         "Microsoft JhengHei")  # fmt: skip
"""Typefaces with 中文, the first that the machine has is taken."""
COLORS = {
    "paper": look.PAPER, "line": look.LINE, "text": look.TEXT, "muted": look.MUTED,
    "actual": look.ACTUAL, "previous": look.PREVIOUS, "fallen": look.FALLEN,
    **{f"{verdict}": ink.text for verdict, ink in look.INKS.items()},
    **{f"{verdict}_fill": ink.fill for verdict, ink in look.INKS.items()},
}  # fmt: skip
HEADLINE, FIGURE_WIDTH = (60, 48, 38, 30, 24, 18), 335.0
"""Sizes of the headline figure, in points, and the width it has."""
TABLE, CELLS, FEW = 750.0, (14, 11.5), 10
"""The width of a table; the sizes of its letters, the first for few rows."""

NO_FONT = Text(
    "這台機器沒有中文字型，PDF 裡的中文會變成空白，所以沒有產生。請安裝 fonts-noto-cjk"
    "（Debian、Ubuntu：apt-get install fonts-noto-cjk），再匯出一次。",
    "This machine has no font with Chinese letters, and they would be blank in the PDF: none was"
    " made. Install fonts-noto-cjk (Debian, Ubuntu: apt-get install fonts-noto-cjk) and export it"
    " again.",
)


class NoFont(RuntimeError):
    """No typeface with 中文 is installed; ``text`` says which package has one."""

    def __init__(self) -> None:
        super().__init__(NO_FONT.en)
        self.text = NO_FONT


def pdf(slides: Sequence[Slide], meta: Meta) -> bytes:
    """Return slides as a PDF; the same slides and meta give the same bytes.

    Raises
    ------
    NoFont
        Where no typeface with 中文 is installed.
    """
    import typst

    fonts = _fonts()
    known = set(fonts.families())
    face = next((name for name in FACES if name in known), None)
    if face is None:
        raise NoFont
    deck = {
        "title": clean(meta.title), "foot": clean(meta.foot), "font": [face], "colors": COLORS,
        "lang": meta.lang, "region": "tw" if meta.lang == "zh" else "us",
        "words": {"decision": DECISION.to(meta.lang), "before": BEFORE.to(meta.lang)},
        "slides": [_document(slide, meta) for slide in slides],
    }  # fmt: skip
    made: bytes = typst.compile(
        DECK, root=DECK.parent, font_paths=fonts, format="pdf",
        sys_inputs={"deck": json.dumps(deck)}, timestamp=meta.made.replace(tzinfo=UTC),
    )  # fmt: skip
    return made


@cache
def _fonts() -> Any:
    """Look for the typefaces of the machine once a process: it reads them all."""
    import typst

    return typst.Fonts()


def _document(slide: Slide, meta: Meta) -> dict[str, Any]:
    """Return a slide as the page reads it."""
    message, *more = slide.sentences or (slide.title,)
    chip = slide.chip and {
        "word": slide.chip.word,
        "verdict": str(slide.chip.verdict),
        "mark": look.INKS[slide.chip.verdict].mark,
    }
    decided = slide.decided or (UNDECIDED.to(meta.lang) if slide.choices else "")
    told: dict[str, Any] = _clean({
        **asdict(slide), "over": slide.title if slide.sentences else "", "message": message,
        "sentences": more, "chip": chip, "decided": decided,
    })  # fmt: skip
    cell = CELLS[0] if len(slide.rows) <= FEW else CELLS[1]
    return told | {
        "drawn": is_drawn(slide),
        "size": fitted(slide.figure, FIGURE_WIDTH, 90, HEADLINE),
        "cell": cell,
        "to_the_left": bool(slide.spark and to_the_left(slide.spark)),
        "shares": columns([slide.titles, *slide.rows], TABLE / cell) if slide.rows else [],
        "right": figures(slide.rows) if slide.rows else [],
    }


def _clean(value: Any) -> Any:
    """Return a document without what no text may hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(each) for each in value]
    return value
