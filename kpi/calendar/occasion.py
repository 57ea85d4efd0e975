"""An occasion: days that are not like others, whoever knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.text import Text
from kpi.period import Span

Kind = Literal[
    "holiday", "workday", "season", "campaign", "content", "social", "experiment", "outage",
    "typhoon", "other",
]  # fmt: skip

KINDS: dict[Kind, Text] = {
    "holiday": Text("國定假日", "Public holiday"),
    "workday": Text("補班日", "Make-up workday"),
    "season": Text("檔期季節", "Sale season"),
    "campaign": Text("檔期", "Campaign"),
    "content": Text("內容", "Content"),
    "social": Text("社群", "Social"),
    "experiment": Text("實驗", "Experiment"),
    "outage": Text("系統異常", "Outage"),
    "typhoon": Text("颱風", "Typhoon"),
    "other": Text("其他", "Other"),
}
OWN: tuple[Kind, ...] = (
    "campaign", "content", "social", "experiment", "outage", "typhoon", "other",
)  # fmt: skip
"""What people enter themselves."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Days with a name.

    Parameters
    ----------
    key : str
        What it is in every year: ``double11``; of an own event its id, of a holiday its name.
    day : datetime.date
        The day it is about, 11/11 itself: what its days are counted from.
    kpis : tuple of str
        The KPIs it belongs to; empty for all.
    partner : str or None
        Of an own campaign: the id of the one a year before that it is compared with.
    """

    key: str
    kind: Kind
    name: Text
    span: Span
    day: date
    kpis: tuple[str, ...] = ()
    partner: str | None = None

    @property
    def code(self) -> str:
        """What stands for it in the URL: a season with its year, an own event by its id."""
        return f"{self.key}.{self.day.year}" if self.kind == "season" else self.key

    def is_of(self, kpi_key: str | None) -> bool:
        """Whether it belongs to a KPI; None asks for those of any."""
        return kpi_key is None or not self.kpis or kpi_key in self.kpis
