"""The visits of a site by device, landing page, source / medium or campaign; apart from the sums.

A cut of its own for each, because a site's daily sums know channels only: one visit stands once in
each of them, and they are never added to each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.schema import Quantity, WebMeasure
from data.snapshot import Snapshot
from data.text import Text
from kpi.definition import Kpi
from kpi.facts.daily import Amount
from kpi.facts.quantities import BITS, Ledger
from kpi.figure import Number, Sums, form
from kpi.period import Span
from kpi.sql import text


class SiteCut(StrEnum):
    """What the visits of a site can be split by besides channels."""

    DEVICE = "device"
    LANDING_PAGE = "landing_page"
    SOURCE_MEDIUM = "source_medium"
    CAMPAIGN = "campaign"


LABELS = {
    SiteCut.DEVICE: Text("裝置", "Device"),
    SiteCut.LANDING_PAGE: Text("到達網頁", "Landing page"),
    SiteCut.SOURCE_MEDIUM: Text("來源／媒介", "Source / medium"),
    SiteCut.CAMPAIGN: Text("廣告活動（UTM）", "Campaign (UTM)"),
}
TABLES = {
    SiteCut.DEVICE: "device",
    SiteCut.LANDING_PAGE: "landing_page",
    SiteCut.SOURCE_MEDIUM: "campaign+source_medium",
    SiteCut.CAMPAIGN: "campaign+source_medium",
}
"""The table each is told by."""


@dataclass(frozen=True, slots=True)
class Part:
    """The visits of one part of a property: its name there, and what they add up to."""

    account: str
    currency: str | None
    name: str
    values: Mapping[Quantity, Amount]

    def read(self, kpi: Kpi) -> Number | None:
        """Return a KPI of these visits alone; visits are counted, for people would not add."""
        pattern = sum(BITS[quantity] for quantity in self.values)
        sums = Sums(self.account, frozenset({Ledger.WEB}), pattern, 1, self.values)
        return form(kpi, [sums], people=False).value


def parts(snapshot: Snapshot, cut: SiteCut, span: Span, kpis: Sequence[Kpi]) -> list[Part]:
    """Return the parts of every property over some days, those with most visits first."""
    wanted = {q for kpi in kpis for q in kpi.quantities}
    asked = [m for m in WebMeasure if m in wanted and m.additive]
    sums = ", ".join(f"sum({m})" for m in asked)
    question = text("site").format(name=f"s.{cut}", sums=sums)
    rows = snapshot.query(question, cut=TABLES[cut], start=span.start, end=span.end)
    return [
        Part(
            account,
            currency,
            name,
            {q: v for q, v in zip(asked, told, strict=True) if v is not None},
        )
        for _, account, currency, name, *told in rows
    ]
