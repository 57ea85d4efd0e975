"""The weekly review to take along: slides, pages, a workbook, minutes, or text for a chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from data.state import Note, State
from data.text import Lang, Text
from kpi.actions.action import Action
from kpi.actions.listed import actions
from kpi.alerts.rules import zone
from kpi.publish.meta import Meta, meta_of
from kpi.publish.pdf import pdf
from kpi.publish.pptx import pptx
from kpi.publish.xlsx import xlsx
from kpi.review.minutes import minutes_markdown, minutes_text
from kpi.review.outside import before
from kpi.review.record import Review
from kpi.review.slides import slides

Kind = Literal["pptx", "pdf", "xlsx", "md", "line"]
KINDS: dict[Kind, Text] = {
    "pptx": Text("簡報 PPTX", "Slides (PPTX)"),
    "pdf": Text("文件 PDF", "Pages (PDF)"),
    "xlsx": Text("活頁簿 XLSX", "Workbook (XLSX)"),
    "md": Text("會議紀錄 Markdown", "Minutes (Markdown)"),
    "line": Text("貼到 LINE 的文字", "Text for LINE"),
}
ENDINGS: dict[Kind, str] = {"line": "txt"}
"""How a file ends where that is not its kind."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a file is made of: a review as its reader may see it, with what belongs to it."""

    state: State
    whole: Review
    shown: Review
    notes: tuple[Note, ...]
    actions: tuple[Action, ...]
    meta: Meta
    outside: str | None


def weekly(
    state: State, review: Review, lang: Lang, kind: Kind, outside: str | None = None
) -> tuple[str, bytes]:
    """Return a review as a file: its name, which tells snapshot and time, and its bytes.

    Parameters
    ----------
    outside : str or None
        The platform whose agency it is for: no margin and no other channel is in it, and nothing
        that people typed beside them, for nobody can tell what that gives away.

    Raises
    ------
    kpi.publish.pdf.NoFont
        Of a PDF, where no typeface with 中文 is installed.
    """
    taken = _taken(state, review, lang, outside)
    return f"{taken.meta.stem}.{ENDINGS.get(kind, kind)}", _MADE[kind](taken)


def _taken(state: State, review: Review, lang: Lang, outside: str | None) -> _Taken:
    meta = meta_of(review, lang, zone(state), outside)
    notes, done = tuple(state.notes(review.id)), actions(state)
    mine = tuple(a for a in done if a.review == review.id or _was_open(a, review))
    if outside is None:
        return _Taken(state, review, review, notes, mine, meta, None)
    untyped = replace(review, decisions=tuple(replace(d, why="") for d in review.decisions))
    theirs = tuple(replace(a, benefit="") for a in mine if a.platform == outside)
    return _Taken(state, untyped, before(untyped, outside).review, (), theirs, meta, outside)


def _was_open(action: Action, review: Review) -> bool:
    """Whether an action of before was still to be done, or was done since the week began."""
    if action.made_on > review.week.end:
        return False
    return action.done_on is None or action.done_on >= review.week.start


def _as_pptx(taken: _Taken) -> bytes:
    found = slides(taken.whole, taken.meta.lang, outside=taken.outside, state=taken.state)
    return pptx(found, taken.meta)


def _as_pdf(taken: _Taken) -> bytes:
    found = slides(taken.whole, taken.meta.lang, outside=taken.outside, state=taken.state)
    return pdf(found, taken.meta)


def _as_xlsx(taken: _Taken) -> bytes:
    return xlsx(taken.shown, taken.notes, taken.actions, taken.meta.lang)


def _as_markdown(taken: _Taken) -> bytes:
    return minutes_markdown(taken.shown, taken.notes, taken.actions, taken.meta.lang).encode()


def _as_line(taken: _Taken) -> bytes:
    return minutes_text(taken.shown, taken.notes, taken.actions, taken.meta.lang).encode()


_MADE: dict[Kind, Callable[[_Taken], bytes]] = {
    "pptx": _as_pptx, "pdf": _as_pdf, "xlsx": _as_xlsx, "md": _as_markdown, "line": _as_line,
}  # fmt: skip
