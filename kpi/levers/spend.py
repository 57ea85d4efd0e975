"""What orders that lack would take of each channel's spend alone, by the curves of its own past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.period import Span
from kpi.whatif.channel import Channel

HEIGHTS = 60
"""Between nothing and the most that was ever seen, a channel's curve is looked at so often."""


@dataclass(frozen=True, slots=True)
class ChannelSpend:
    """One channel over the days left.

    Parameters
    ----------
    money : int or None
        What it takes in all, media as the board tells it; None where even the most that was ever
        seen is not enough.
    brings : float
        Orders more at that most.
    """

    channel: Channel
    money: int | None
    brings: float

    @property
    def more(self) -> int | None:
        """How much more than at the pace of late."""
        return None if self.money is None else self.money - self.channel.current


def spend(
    snapshot: Snapshot, state: State, lacking: float, days: Span, today: date
) -> tuple[ChannelSpend, ...] | Text | None:
    """Return what each channel alone would take; or why nothing can be told.

    Returns
    -------
    None
        While the curves are not worked out yet.
    """
    import numpy as np

    from kpi.whatif.account import account

    told = account(snapshot, state, days, today)
    if told is None or isinstance(told, Text):
        return told
    found = []
    for n, channel in enumerate(told.channels):
        most = max(channel.largest, channel.current)
        heights = np.unique(np.append(np.linspace(0, most, HEIGHTS), channel.current))
        brought = told.ahead.within().of_channel(n, heights / told.weeks).mean(1)
        more = brought - brought[np.searchsorted(heights, channel.current)]
        enough = more[-1] >= lacking
        money = round(float(np.interp(lacking, more, heights))) if enough else None
        found.append(ChannelSpend(channel, money, float(more[-1])))
    return tuple(found)
