"""A figure's parts as the model reads them: what is to come, and how far off it was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpi.pacing.history import History
from kpi.pacing.model import FARTHEST, UNMARKED, Ahead, Level, Series

if TYPE_CHECKING:
    from kpi.pacing.model import Floats


@dataclass(frozen=True, slots=True)
class Outlook:
    """The parts of a figure, and how far ahead they are forecast; days before the period, which
    still fill up, are `skipped`.
    """

    parts: Sequence[Series]
    lifts: Sequence[Floats]
    ahead: int
    skipped: int

    def rest(self, at: int) -> list[Floats]:
        """Return the forecast of each part made at a place, day by day."""
        told = (p.ahead(at, self.ahead, up) for p, up in zip(self.parts, self.lifts, strict=True))
        return [days[self.skipped :] for days in told]

    def ends(self, at: int, so_far: Sequence[float], rest: Sequence[Floats]) -> list[Floats]:
        """Return what each part would come to, were it off as each earlier forecast was.

        One row an earlier forecast, a column a day. One whose days are not all known, or that
        expected nothing, says nothing.
        """
        import numpy as np

        came, expected = [], []
        for origin in self.parts[0].origins(at, self.ahead):
            days = slice(origin + 1 + self.skipped, origin + 1 + self.ahead)
            came.append([part.values[days].cumsum() for part in self.parts])
            expected.append([days.cumsum() for days in self.rest(origin)])
        shape = (-1, len(self.parts), self.ahead - self.skipped)
        told, said = (np.array(x, dtype=float).reshape(shape) for x in (came, expected))
        shares = [n for n, part in enumerate(self.parts) if part.by_share]
        whole = ~np.isnan(told).any(axis=(1, 2)) & (said[:, shares, -1] > 0).all(axis=1)
        told, said = told[whole], said[whole]
        return [
            so_far[n] + _off(part, rest[n].cumsum(), told[:, n], said[:, n])
            for n, part in enumerate(self.parts)
        ]


def _off(part: Series, expected: Floats, came: Floats, said: Floats) -> Floats:
    """Return what is expected as it would come, were it off as each earlier forecast was."""
    import numpy as np

    if not part.by_share:
        return expected + came - said
    return expected * np.where(said > 0, came / np.where(said > 0, said, 1.0), 1.0)


def part_of(
    history: History,
    place: int,
    marked: Mapping[date, str],
    names: Sequence[str],
) -> Series:
    """Return one part as the model reads it, with the days to come."""
    import numpy as np

    values = history.parts[place]
    count = len(values) + FARTHEST
    weekdays = (history.first.weekday() + np.arange(count)) % 7
    numbers = {name: n for n, name in enumerate(names, UNMARKED + 1)}
    marks = np.full(count, UNMARKED)
    for day, name in marked.items():
        if 0 <= (at := history.at(day)) < count:
            marks[at] = numbers[name]
    told = np.array([np.nan if v is None else v for v in values], dtype=float)
    kind = Level if history.kpi.is_level else Ahead if place and history.ahead else Series
    return kind(told, weekdays, marks)


def known_sum(values: Floats) -> float:
    """Return the sum of what is known."""
    import numpy as np

    return float(np.nansum(values))
