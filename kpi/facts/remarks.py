"""What sources say of their own figures: estimated from a sample, withheld, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.snapshot import Snapshot
from data.text import Text
from kpi.cut import Cut
from kpi.definition import Kpi
from kpi.facts.quantities import WHOLE
from kpi.period import Span
from kpi.sql import text


@dataclass(frozen=True, slots=True)
class Remark:
    """What a source says of some measures on some days."""

    platform: str
    measures: frozenset[str]
    days: Span
    text: Text


def remarks(snapshot: Snapshot) -> tuple[Remark, ...]:
    """Return the remarks of all imports that count, the oldest days first."""
    rows = snapshot.query(text("remarks"))
    return tuple(
        Remark(platform, frozenset(measures), Span(first, last), Text(zh, en))
        for platform, measures, first, last, zh, en in rows
    )


def touching(found: Iterable[Remark], kpi: Kpi, scope: Cut, asked: Span) -> list[Text]:
    """Return what is remarked of the figures a KPI is made of over some days, each once."""
    made_of = {str(WHOLE.get(q, q)) for q in kpi.quantities}
    platform = dict(scope).get("platform")
    said = [
        remark.text
        for remark in found
        if remark.days.overlaps(asked)
        and platform in (None, remark.platform)
        and remark.measures & made_of
    ]
    return list(dict.fromkeys(said))
