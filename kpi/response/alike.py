"""Channels whose spend rises and falls together: nothing tells them apart, so they are one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kpi.response.spending import Spending, without_season

ALIKE = 0.95
"""Correlation, season and events taken out, from which two are offered as one."""
JOIN = " + "


def together(told: Spending) -> tuple[tuple[int, ...], ...]:
    """Return the columns of each group, in their order; most groups are one channel."""
    basis = without_season(told)
    moved = told.spend - basis @ (basis.T @ told.spend)
    sizes = np.sqrt((moved**2).sum(0))
    moves = sizes > 1e-9 * np.maximum(told.spend.sum(0), 1)
    close = moved.T @ moved >= ALIKE * np.outer(sizes, sizes)
    groups: list[list[int]] = []
    for channel in range(len(told.channels)):
        near = [g for g in groups if moves[channel] and close[channel, g].any() and moves[g].any()]
        joined = sorted({channel, *(c for g in near for c in g)})
        groups = [*(g for g in groups if g not in near), joined]
    return tuple(tuple(group) for group in sorted(groups))


def as_one(told: Spending) -> Spending:
    """Return the account with each group's spend added up under the names of all."""
    groups = together(told)
    spend = np.column_stack([told.spend[:, list(g)].sum(1) for g in groups])
    names = tuple(JOIN.join(told.channels[c] for c in g) for g in groups)
    return replace(told, channels=names, spend=spend)


def members(group: str) -> tuple[str, ...]:
    """Return the channels of a group, by its name."""
    return tuple(group.split(JOIN))
