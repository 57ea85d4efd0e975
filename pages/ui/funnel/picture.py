"""The funnel in plain Vega-Lite: bars from the left, one scale a ledger, rates between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Lang
from kpi.funnels import words
from kpi.funnels.board import FunnelBoard
from kpi.funnels.lines import StepLine
from pages.ui.canvas import CONFIG, LETTER, NO_PADDING, Spec, layer, text_width
from pages.ui.funnel.marks import (
    INK,
    NARROW,
    SIGN,
    WIDE,
    at_the_end,
    column,
    heights,
    letters,
    said,
    words_of,
)
from pages.ui.theme import LIGHT, Palette

HEAD, BOOK, BAR, RATE = 22, 22, 28, 23
"""Heights in pixels: titles, the name of a ledger, a step, the rate before it."""
THICK, THIN = 16, 24
"""The bar, and the grey one behind it."""
BARS = 0.46
"""Where bars must end, as a share of the width."""
COLUMNS = (0.70, 0.78, 0.88)
"""Right ends of what stands beside: cumulative rate, lost, cost; the owner follows."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A step with where it stands: the middles of its bar, its rate, its ledger's name."""

    line: StepLine
    bar: float
    rate: float
    book: float
    top: float
    """The greatest number of its ledger, which its bars are drawn to."""
    left: str
    """Where bars begin, as an expression of pixels."""


def picture(board: FunnelBoard, ink: Palette, lang: Lang) -> Spec:
    """Draw the steps from top to bottom."""
    placed, height = _placed(board.lines)
    layers = [
        *_titles(board, ink, lang),
        *_books(placed, ink),
        *_names(placed, ink),
        *_bars(placed, height, ink),
        *_rates(placed, ink),
        *_columns(placed, ink),
    ]
    return {
        "height": height,
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": layers,
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "config": CONFIG,
    }


def _placed(lines: Sequence[StepLine]) -> tuple[list[Placed], int]:
    """Return every step with its place, and how tall all of them are."""
    y, found, tops, left = HEAD, list[Placed](), _tops(lines), _names_end(lines)
    for line in lines:
        rate = y + RATE / 2 if line.rate else 0.0
        y += RATE if line.rate else 0
        book = y + BOOK / 2 if line.starts_book else 0.0
        y += BOOK if line.starts_book else 0
        found.append(Placed(line, y + BAR / 2, rate, book, tops[line.book], left))
        y += BAR
    return found, y + 4


def _names_end(lines: Sequence[StepLine]) -> str:
    """Return where names end; on a telephone they stand without their phase."""
    wide = max((text_width(_named(line)) for line in lines), default=0)
    narrow = max((text_width(line.name) for line in lines), default=0)
    return f"({WIDE} ? {wide + 16} : min({narrow + 12}, width*0.36))"


def _named(line: StepLine) -> str:
    return "・".join(filter(None, (line.phase, line.name)))


def _tops(lines: Sequence[StepLine]) -> dict[str, float]:
    """Return the greatest number of every ledger, now or before."""
    found: dict[str, float] = {}
    for line in lines:
        for value in (line.value, line.before):
            found[line.book] = max(found.get(line.book, 0.0), value or 0.0)
    return found


def _titles(board: FunnelBoard, ink: Palette, lang: Lang) -> list[Spec]:
    """Say what the grey is, and what stands beside the bars where there is room."""
    found = [said(board.grey, ink.muted, x=0, y=10)] if board.grey else []
    titles = zip(COLUMNS, (words.SO_FAR, words.LOST, words.COST), strict=True)
    for at, title in titles:
        found.append(column(title.to(lang), ink.muted, at, 10, align="right"))
    whose = words.WHOSE.to(lang)
    return [*found, column(whose, ink.muted, COLUMNS[-1] + 0.015, 10)]


def _books(placed: Sequence[Placed], ink: Palette) -> list[Spec]:
    """Write the name of a ledger over its steps, on a hairline; on a telephone with its flag."""
    found = []
    for one in placed:
        if one.book:
            rule: dict[str, Spec] = {
                "x": {"value": 0},
                "x2": {"value": {"expr": "width"}},
                "y": {"value": one.book - BOOK / 2 + 1},
            }
            line = {"type": "rule", "color": ink.line, "strokeWidth": 1}
            found.append(layer(line, [{}], **rule))
            found.append(said(one.line.book, ink.muted, x=0, y=one.book + 1))
            found.append(at_the_end(one.line.flag, ink.muted, one.book + 1))
    return found


def _names(placed: Sequence[Placed], ink: Palette) -> list[Spec]:
    """Write the steps on the left; one without a figure says why where its bar would be."""
    found = []
    for one in placed:
        end = {"expr": f"{one.left}-4"}
        for word, when in ((_named(one.line), WIDE), (one.line.name, NARROW)):
            found.append(said(word, ink.text, x=0, y=one.bar, weight=500, limit=end, when=when))
        if one.line.why_empty:
            rest = {"expr": f"width-{one.left}"}
            why = f"–　{one.line.why_empty}"
            found.append(said(why, ink.muted, x=_after(one), y=one.bar, limit=rest))
    return found


def _bars(placed: Sequence[Placed], height: int, ink: Palette) -> list[Spec]:
    """Draw before in wide grey and now in ink above it, each ledger to its own scale."""
    labels = [_label(one) for one in placed if one.line.value is not None]
    room = max((text_width(row["count"], LETTER) for row in labels), default=0) + 16
    reach = {"expr": f"{WIDE} ? width*{BARS} : width-{room}"}
    start = _after(placed[0]) if placed else 0
    scale = {"domain": [0, 1], "range": [start, reach], "nice": False, "zero": True}
    x: Spec = {"field": "x", "type": "quantitative", "scale": scale, "axis": None}
    ends: Spec = {"x2": {"field": "x"}, "y": heights(height), "y2": {"field": "y2"}}
    grey = [_bar(one, one.line.before, THIN) for one in placed if one.line.before]
    blue = [_bar(one, one.line.value, THICK) for one in placed if one.line.value]
    drawn = [
        layer(
            {"type": "rect", "color": colour, "opacity": seen},
            rows,
            x=x | {"field": "zero"},
            **ends,
        )
        for rows, colour, seen in ((grey, ink.previous, 0.45), (blue, ink.ink, 1))
        if rows
    ]
    mark, words_at = letters(ink.text, weight=600, dx=8), {"x": x, "y": heights(height)}
    for field, when in (("word", WIDE), ("count", NARROW)):
        told = layer(mark, labels, **words_at, text=words_of(field))
        drawn.append({**told, "transform": [{"filter": when}]})
    return drawn


def _bar(one: Placed, value: float, thick: int) -> Spec:
    """Return a bar as a row: its length as a share of the longest of its ledger."""
    span = {"y": one.bar - thick / 2, "y2": one.bar + thick / 2}
    return {"zero": 0, "x": value / (one.top or 1.0), **span}


def _label(one: Placed) -> Spec:
    """Return what stands behind a bar: its count with its unit, and what may be wrong with it;
    on a telephone its count alone, for the bar needs the room.
    """
    reached = max(one.line.value or 0.0, one.line.before or 0.0) / (one.top or 1.0)
    word = "・".join(filter(None, (f"{one.line.count} {one.line.unit}", one.line.flag)))
    return {"x": reached, "y": one.bar, "word": word, "count": one.line.count}


def _rates(placed: Sequence[Placed], ink: Palette) -> list[Spec]:
    """Write each rate with its range and change; what judges it in the colour of its verdict."""
    found = []
    for one in placed:
        line = one.line
        if not line.rate:
            continue
        arrow = f"↓ {line.rate}"
        found.append(said(arrow, ink.text, x=_after(one), y=one.rate, weight=600))
        beside = [line.bounds, line.changed, line.young, line.made_of, line.crosses]
        told = "　".join(filter(None, [*beside, line.mark]))
        after = text_width(arrow, LETTER) + 14
        found.append(said(told, ink.muted, x=_after(one, after), y=one.rate, when=WIDE))
        moved = line.moved if line.crosses else line.changed
        short = "　".join(filter(None, [moved, line.young, line.crosses, line.mark[:1]]))
        found.append(said(short, ink.muted, x=_after(one, after), y=one.rate, when=NARROW))
        if line.chip:
            found += _judged(one, after + text_width(told, LETTER) + 24, ink)
    return found


def _judged(one: Placed, after: int, ink: Palette) -> list[Spec]:
    """Write what judges a step behind its rate; on a telephone the verdict alone, at the end."""
    chip = one.line.chip
    assert chip is not None
    colour = INK[ink == LIGHT][chip.verdict]
    sign = f"{SIGN[chip.verdict]} {chip.word}"
    wide = f"{sign}　{one.line.judged}"
    return [
        said(wide, colour, x=_after(one, after), y=one.rate, weight=600, when=WIDE),
        at_the_end(sign, colour, one.bar, 600),
    ]


def _columns(placed: Sequence[Placed], ink: Palette) -> list[Spec]:
    """Write what stands beside the bars where there is room; the table below has it, too."""
    found = []
    for one in placed:
        if one.line.why_empty:
            continue
        cells = (one.line.so_far, one.line.lost, one.line.cost)
        for at, word in zip(COLUMNS, cells, strict=True):
            if word:
                found.append(column(word, ink.text, at, one.bar, align="right"))
        end = {"expr": f"width*{1 - COLUMNS[-1] - 0.015}"}
        owner = column(one.line.owner, ink.text, COLUMNS[-1] + 0.015, one.bar, limit=end)
        found.append(owner)
    return found


def _after(one: Placed, more: float = 0) -> Spec:
    """Return where bars begin, and so many pixels further."""
    return {"expr": f"{one.left}+{more + 4}"}
