"""A chart's strokes and words by kind: one layer for each kind, however many there are of it.

Vega-Lite compiles layer by layer, which is most of what a small chart costs a browser.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pages.ui.canvas import Spec, layer

Place = tuple[float, float]
"""A day and a value."""
NARROW = "width*0.41"
"""Words beside the lines that would take more than this are said shorter."""


class Drawing:
    """What stands on a chart: areas lie below rules, these below lines, dots and words."""

    def __init__(self) -> None:
        self._areas: list[Spec] = []
        self._rules: list[Spec] = []
        self._lines: list[Spec] = []
        self._drawn: list[Spec] = []
        self._dots: list[Spec] = []
        self._words: list[Spec] = []

    def area(self, mark: Spec, rows: list[Spec], **encoding: Spec) -> None:
        """Fill what lies between two values."""
        self._areas.append(layer(mark, rows, y2={"field": "y2"}, **encoding))

    def rule(
        self, start: Place, end: Place, colour: str, *,
        thick: float = 1, dash: Sequence[int] = (), opacity: float = 1,
    ) -> None:  # fmt: skip
        """Draw a straight stroke."""
        (x, y), (x2, y2) = start, end
        how = {"ink": colour, "thick": thick, "dash": [*dash], "opacity": opacity}
        self._rules.append({"x": x, "y": y, "x2": x2, "y2": y2, **how})

    def hatch(
        self, start: Place, end: Place, colour: str, *, lean: float, step: float, opacity: float
    ) -> None:
        """Slant strokes over what lies between two corners, the lower left one first.

        Parameters
        ----------
        lean, step : float
            How far a stroke goes to the right on its way up, and from one to the next.
        """
        (left, low), (right, high) = start, end
        at = left - lean + step
        while at < right:
            across = max(at, left), min(at + lean, right)
            first, last = ((x, low + (x - at) / lean * (high - low)) for x in across)
            self.rule(first, last, colour, opacity=opacity)
            at += step

    def line(
        self, points: Iterable[tuple[float, float | None]], colour: str, *,
        thick: float, dash: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Draw a line through points, above those before it; one without a value leaves a gap."""
        self._lines += [{"x": x, "y": y, "line": len(self._drawn)} for x, y in points]
        self._drawn.append({"color": colour, "strokeWidth": thick, "strokeDash": [*dash]})

    def dot(self, at: Place, colour: str, size: int, *, filled: bool = True) -> None:
        """Draw a dot, or a ring where it is not filled."""
        mark = {"type": "point", "filled": filled, "color": colour, "size": size, "opacity": 1}
        mark |= {} if filled else {"strokeWidth": 2.5}
        self._dots.append(layer(mark, [{"x": at[0], "y": at[1]}]))

    def word(
        self, at: Place, word: str, colour: str, *, align: str = "left", baseline: str = "middle",
        dx: float = 0, dy: float = 0, bold: bool = False, short: str = "", room: int = 0,
    ) -> None:  # fmt: skip
        """Write a word.

        Parameters
        ----------
        dx, dy : float
            Pixels it stands off its place.
        short : str
            What is written instead where the chart is too narrow for `room` pixels beside it.
        """
        how = {"ink": colour, "align": align, "baseline": baseline, "dx": dx, "dy": dy}
        how |= {"weight": 600 if bold else 400, "short": short, "room": room}
        self._words.append({"x": at[0], "y": at[1], "word": word, **how})

    def layers(self) -> list[Spec]:
        """Return the layers, from below to above."""
        stroke = {"color": _own("ink"), "strokeWidth": _own("thick"), "strokeDash": _own("dash")}
        rule = {"type": "rule", **stroke, "opacity": _own("opacity")}
        line = {"type": "line", **_by_line(self._drawn), "strokeJoin": "round"}
        said = f"datum.short && datum.room > {NARROW} ? datum.short : datum.word"
        text = {
            "type": "text", "color": _own("ink"), "fontWeight": _own("weight"),
            "text": {"expr": said},
            **{name: _own(name) for name in ("align", "baseline", "dx", "dy")},
        }  # fmt: skip
        each = {"field": "line", "type": "nominal"}
        ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        return [
            *self._areas,
            *([layer(rule, self._rules, **ends)] if self._rules else []),
            layer(line, self._lines, detail=each),
            *self._dots,
            *([layer(text, self._words)] if self._words else []),
        ]


def _own(field: str) -> dict[str, Any]:
    """Return what every stroke and word says for itself."""
    return {"expr": f"datum.{field}"}


def _by_line(drawn: Sequence[Spec]) -> Spec:
    """Return how each line is drawn, said once for all its points."""
    names = drawn[0] if drawn else ()
    return {n: {"expr": f"{json.dumps([one[n] for one in drawn])}[datum.line]"} for n in names}
