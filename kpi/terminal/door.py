"""What every command of ``python -m kpi`` shares: a call that is wrong, how a table is laid out."""

from __future__ import annotations

import unicodedata
from argparse import ArgumentParser
from collections.abc import Collection, Sequence
from datetime import date

from data.text import LANGS, Text
from kpi.catalog import KPIS
from kpi.definition import Kpi
from kpi.period import Span

NO_SUCH_KPI = Text(
    "不認得指標「{name}」；目前有：{names}。", "There is no KPI “{name}”; there are: {names}."
)
BACKWARDS = Text(
    "--from {start} 在 --to {end} 之後；請對調。", "--from {start} is after --to {end}; swap them."
)


class WrongCall(ValueError):
    """The call cannot be answered as written; ``text`` teaches how to write it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def common(parser: ArgumentParser) -> None:
    """Add what every command takes: the store, the language, JSON instead of a table."""
    parser.add_argument("--store", metavar="DIR")
    parser.add_argument("--lang", choices=LANGS, default=LANGS[0])
    parser.add_argument("--json", action="store_true")


def kpi_named(name: str) -> Kpi:
    """Return a KPI by its key; raise :class:`WrongCall` with the known ones."""
    if name not in KPIS:
        raise WrongCall(NO_SUCH_KPI.fill(name=name, names=", ".join(KPIS)))
    return KPIS[name]


def span(start: date, end: date) -> Span:
    """Return the days of ``--from`` and ``--to``."""
    if end < start:
        raise WrongCall(BACKWARDS.fill(start=start, end=end))
    return Span(start, end)


def print_table(lines: Sequence[Sequence[str]], figures: Collection[int] = ()) -> None:
    """Print lines in aligned columns, the first as titles; `figures` stand to the right."""
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = enumerate(zip(line, widths, strict=True))
        print("  ".join(_cell(text, width, n in figures) for n, (text, width) in cells).rstrip())


def _cell(text: str, width: int, is_figure: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if is_figure else text + gap


def _width(text: str) -> int:
    """Return how many columns a text takes in a terminal; a Chinese letter takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
