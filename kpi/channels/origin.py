"""Where a figure among the channels comes from: the place it stands for, read once more in full."""

from __future__ import annotations

from data.snapshot import Snapshot
from data.state import State
from kpi.card import Origin
from kpi.catalog import KPIS
from kpi.channels.board import scene_of, standing_of, without_goal
from kpi.channels.ledgers import ASKED, ledgers
from kpi.channels.lines import channels
from kpi.channels.place import Place
from kpi.origin import explain
from kpi.overview.standing import Standing
from kpi.status import Judgement
from kpi.view import View


def channel_origin(
    snapshot: Snapshot, state: State, view: View, place: Place, key: str
) -> Origin | None:
    """Return where one figure of a place comes from; None where the place has no such figure."""
    kpi = KPIS.get(key)
    found = channels(snapshot, state, view, place, ()) if kpi else None
    if kpi is None or found is None:
        return None
    scene = scene_of(found)
    if key in found.readings:
        standing = standing_of(found, kpi, view.today)
    else:
        if place.where or kpi not in ASKED:
            return None
        reading = ledgers(snapshot, found.above, found.known, found.period).total[kpi]
        standing = Standing(
            without_goal(reading), kpi, reading, Judgement(None, reading.flags), (), ()
        )
    return explain(snapshot, state, view, scene, standing)
