"""The core KPIs of a week at a glance, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from data.text import Lang, Text
from kpi.overview.chart import shown
from kpi.overview.wording import PREVIOUS
from kpi.review.frozen import Frozen
from kpi.review.judged import Judged
from kpi.review.record import Line, Table
from kpi.review.words import both, moved, name_of
from kpi.verdict import VERDICTS

TITLES = (
    Text("指標", "KPI"), Text("狀態", "Status"), Text("實際", "Actual"),
    Text("目標", "Target"), PREVIOUS,
)  # fmt: skip
UNJUDGED = Text("不判定", "Not judged")
NO_CORE = Text(
    "還沒有核心指標：到「目標」選 3–5 項。", "No core KPIs yet: choose three to five under Goals."
)


def glance(
    judged: Sequence[Judged], frozen: Sequence[Frozen]
) -> tuple[tuple[Line, ...], Table | None]:
    """Return the core KPIs as rows: name, status, figure, target, change."""
    core = [(j, f) for j, f in zip(judged, frozen, strict=True) if j.standing.goal.rank == "core"]
    if not core:
        return (Line(NO_CORE),), None
    return (), Table(
        TITLES,
        tuple(_row(j, f) for j, f in core),
        tuple(f.platforms[0] if len(f.platforms) == 1 else "" for _, f in core),
        tuple(f.margin for _, f in core),
    )


def _row(judged: Judged, kept: Frozen) -> tuple[Text, ...]:
    standing, reading = judged.standing, judged.standing.reading
    verdict = standing.judgement.verdict
    limit = standing.judgement.due if standing.kpi.accumulates else standing.target

    def target(lang: Lang) -> str:
        return shown(limit, standing, judged.scene, lang, short=True)

    return (
        name_of(standing),
        VERDICTS[verdict][0] if verdict else UNJUDGED,
        kept.figure,
        both(target),
        both(lambda lang: moved(reading.value, reading.previous, standing.kpi.unit, lang)),
    )
