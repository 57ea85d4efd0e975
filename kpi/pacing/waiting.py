"""Why a KPI's days cannot be added up, and how many at the end are not told whole yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data.schema import LEVELS, PLATFORMS
from data.snapshot import Source
from data.text import Text
from kpi.definition import Kpi
from kpi.facts.quantities import Question
from kpi.format import day as written

SILENT = 7
"""A source this many days behind the others is waited for; one farther behind refuses."""
STILL_FILLING: Mapping[str, int] = {"ga4": 1, "meta_ads": 1}
"""Days at the end that a source still adds to: Monday's export of Sunday is not whole."""

PEOPLE = Text(
    "人不能跨日相加，沒有按天的預估。",
    "People do not add over days, so there is no daily forecast.",
)
RIPENS = Text(
    "每個人要滿 {n} 天才算，最近的日子還沒有數字可以預估。",
    "Everybody counts only after {n} days; the latest days have nothing to forecast from.",
)
OVER_LEVEL = Text(
    "分母是期末有多少的存量，不是每天相加，沒有按天的預估。",
    "It divides by how many there are at the end, which is no sum of days; there is no daily"
    " forecast.",
)
ROLLS = Text(
    "這是過去 365 天滾動的比率，每天有人進、有人出，不是每天相加，沒有按天的預估。",
    "It is a rate of the last 365 days, which people enter and leave every day: no sum of days, so"
    " there is no daily forecast.",
)
CLAIMED = Text(
    "多個平台各自認列同一筆訂單，合起來不預估；請選單一平台。",
    "Several platforms claim the same orders; choose one platform to forecast.",
)
MIDDLE = Text(
    "中位數不能由每天的數字相加，所以沒有預估。",
    "A median is no sum of its days, so there is no forecast.",
)
NO_SOURCE = Text(
    "還沒有資料可以預估；到「資料」放進檔案。",
    "There are no data to forecast from; drop the files on the Data page.",
)
STOPPED = Text(
    "「{source}」從 {day} 之後沒有資料，補上之前不預估；到「資料」放進檔案。",
    "{source} has no data after {day}; there is no forecast until its files are on the Data page.",
)


def no_days(kpi: Kpi, feeding: Sequence[Source]) -> Text | None:
    """Return why a KPI cannot be added up from days."""
    if not LEVELS.isdisjoint(kpi.quantities) and not kpi.is_level:
        return OVER_LEVEL
    if kpi.is_middle:
        return MIDDLE
    if kpi.question is Question.BUYERS:
        return ROLLS
    if kpi.ripens:
        return RIPENS.fill(n=kpi.ripens)
    if not kpi.is_level and any(not any(m.additive for m in p.measures) for p in kpi.parts):
        return PEOPLE
    if kpi.claimed and len({s.platform for s in feeding}) > 1:
        return CLAIMED
    return None


def stopped(feeding: Sequence[Source], newest: date) -> Text | None:
    """Return which source fell silent so long before the newest of all that nobody knows on."""
    for source in feeding:
        last = source.complete_to or source.first_day
        if newest - last > timedelta(SILENT):
            name = PLATFORMS[source.platform].name if source.platform in PLATFORMS else None
            told = name or Text(source.account, source.account)
            return STOPPED.fill(source=told, day=written(last))
    return None


def late_days(source: Source, complete: date) -> int:
    """Return how many of the last days a source has not told, or not in full."""
    last = (source.complete_to or source.first_day) - timedelta(
        STILL_FILLING.get(source.platform, 0)
    )
    return max(0, (complete - last).days)
