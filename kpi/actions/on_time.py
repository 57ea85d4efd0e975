"""How many actions were done by their day, all together; never of a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.text import Lang, Text
from kpi.actions.action import Action
from kpi.definition import Unit
from kpi.figure import quotient
from kpi.format import NO_ANSWER, figure

LEAST = 5
"""Of fewer actions a share says nothing of a team, and too much of a person."""
TITLE = Text("準時完成率", "Done on time")
OF = Text(
    "期限已過的 {n} 項行動，{k} 項在期限前完成（待確認的還不算在內）。",
    "{k} of {n} actions whose day is over were done by it (those to be confirmed are not counted).",
)
FEW = Text(
    "期限已過的行動有 {n} 項，滿 {least} 項才算得出比率（待確認的還不算在內）。",
    "Actions whose day is over: {n}; a rate wants {least} (those to be confirmed are not counted).",
)


@dataclass(frozen=True, slots=True)
class OnTime:
    """Actions whose day is over.

    Parameters
    ----------
    done : int
        How many were done by their day.
    due : int
        How many were due before today, without those that wait to be confirmed.
    """

    done: int
    due: int

    @property
    def rate(self) -> Decimal | None:
        """`done` ÷ `due`; None below :data:`LEAST`."""
        return quotient(self.done, self.due) if self.due >= LEAST else None

    def figure(self, lang: Lang) -> str:
        """Return the rate as it is read."""
        return NO_ANSWER if self.rate is None else figure(self.rate, Unit.RATIO, lang)

    def told(self, lang: Lang) -> str:
        """Say of how many, or how many are wanted."""
        if self.rate is None:
            return FEW.fill(n=self.due, least=LEAST).to(lang)
        return OF.fill(n=self.due, k=self.done).to(lang)


def on_time(found: Iterable[Action], today: date) -> OnTime:
    """Return how many of the actions that were due before today were done by their day."""
    over = [one for one in found if one.due < today and one.kept != "checking"]
    return OnTime(sum(bool(one.on_time) for one in over), len(over))
