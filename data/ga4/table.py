"""What one table of a pull asks: its dimensions, metrics and events, and over which days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from zlib import crc32

from data.exports import ga4
from data.exports.ga4 import SPAN_ENDS
from data.ga4.spans import FOLLOWED
from data.schema import SPAN
from data.text import Text

Column = tuple[str, str]
"""The API's name, and the heading in a file that GA4 writes itself."""


class Over(Enum):
    """Over which days a table is asked."""

    DAYS = auto()
    """Each day, month by month."""
    SPANS = auto()
    """Each span that is looked at, as a whole: what people are split by does not add over days."""
    FIRST_DAYS = auto()
    """The people who first came on a day: who of them came back within a week."""
    FIRST_WEEKS = auto()
    """The people who first came in a week from Monday, day by day after each one's first."""

    @property
    def followed(self) -> tuple[int, int] | None:
        """From which to which day after the first people are followed; None where they are not."""
        return {Over.FIRST_DAYS: (1, 7), Over.FIRST_WEEKS: (0, FOLLOWED)}.get(self)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a pull.

    Parameters
    ----------
    dimensions, metrics : tuple of Column
        At most nine and at most ten, the API's own limits.
    events : tuple of str
        The events it is confined to; empty for all.
    adds : bool
        Whether its rows add up to the totals GA4 states: people do not.
    people : bool
        Whether it counts people: asked for each day and for every span that is shown
        (data/ga4/spans.py), and written with the first and the last day of each row.
    says : str
        The heading of a column that says on every row what the table is; empty where its
        dimensions do.
    optional : bool
        Whether a pull may leave it out.
    """

    key: str
    name: Text
    dimensions: tuple[Column, ...]
    metrics: tuple[Column, ...]
    events: tuple[str, ...] = ()
    adds: bool = True
    people: bool = False
    over: Over = Over.DAYS
    says: str = ""
    optional: bool = False

    @property
    def spanned(self) -> bool:
        """Whether its rows bear the first and the last day of what they count."""
        return self.people or self.over in (Over.SPANS, Over.FIRST_WEEKS)

    @property
    def headings(self) -> tuple[str, ...]:
        """The header of its file."""
        ends = (*(SPAN_ENDS if self.spanned else ()), *([self.says] if self.says else []))
        return (*ends, *(heading for _, heading in (*self.dimensions, *self.metrics)))

    @property
    def asked(self) -> str:
        """A mark of what is asked: with another question it is another table."""
        question = " ".join((*self.headings, *self.events))
        return f"{self.key}-{crc32(question.encode()):08x}"

    @property
    def breakdown(self) -> str:
        """What an import of it is said to be split by (data/reading/outcome.py)."""
        return "+".join(
            sorted({*ga4.split_by(ga4.API.columns(self.headings)), *([SPAN] * self.spanned)})
        )
