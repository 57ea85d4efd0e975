"""What must be known of an account's past beside its weeks: whose files end, whose price moved."""

from __future__ import annotations

from collections.abc import Sequence

from data.schema import PLATFORMS
from data.snapshot import Source
from data.text import Text
from kpi.format import day
from kpi.period import Span
from kpi.response.prices import drift
from kpi.response.spending import Floats
from kpi.spacing import apart

DEARER = 1.25
"""A click that costs so many times more, or less, is told."""
BEGAN = Text(
    "{platform}的檔案從 {day} 開始，之前當作沒有花費。",
    "{platform}: its files begin on {day}; before that it counts as not paid.",
)
ENDED = Text(
    "{platform}的檔案到 {day} 為止，之後當作沒有花費。",
    "{platform}: its files end on {day}; after that it counts as not paid.",
)
DEARER_NOW = Text(
    "{platform}的點擊單價是最早那 8 週的 {by} 倍；曲線只看花費，帶來的訂單容易低估。",
    "{platform}: a click costs {by} times what it did in the first 8 weeks. Curves know money alone"
    " and tend to tell too few orders.",
)
CHEAPER = Text(
    "{platform}的點擊單價是最早那 8 週的 {by} 倍；曲線只看花費，帶來的訂單容易高估。",
    "{platform}: a click costs {by} times what it did in the first 8 weeks. Curves know money alone"
    " and tend to tell too many orders.",
)


def ranges(ads: Sequence[Source], spans: Sequence[Span]) -> list[Text]:
    """Say whose files begin later or ended before the weeks do."""
    notes = []
    for platform in sorted({s.platform for s in ads}):
        own = [s for s in ads if s.platform == platform]
        name = apart(PLATFORMS[platform].name)
        first = min(s.first_day for s in own)
        last = max((s.complete_to for s in own if s.complete_to), default=spans[-1].end)
        if first > spans[0].end:
            notes.append(BEGAN.fill(platform=name, day=day(first)))
        if last < spans[-1].start:
            notes.append(ENDED.fill(platform=name, day=day(last)))
    return notes


def prices(channels: Sequence[str], money: Floats, clicks: Floats) -> list[Text]:
    """Say where a click costs much more or less than it did."""
    notes = []
    for n, channel in enumerate(channels):
        by = drift(money[:, n], clicks[:, n])
        if by is not None and not 1 / DEARER < by < DEARER:
            name = apart(PLATFORMS[channel].name)
            notes.append((DEARER_NOW if by > 1 else CHEAPER).fill(platform=name, by=f"{by:.2f}"))
    return notes
