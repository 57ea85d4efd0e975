"""Where a figure among the channels comes from: the place it stands for, read once more in full."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from data.snapshot import Snapshot
from data.state import TIME_ZONE, State
from kpi import origin as joint
from kpi.card import Origin
from kpi.catalog import KPIS
from kpi.channel_board import scene_of, standing_of, without_goal
from kpi.channels import channels
from kpi.ledgers import ASKED, ledgers
from kpi.place import Place
from kpi.sentence import full_name
from kpi.situation import Standing
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
    zone = ZoneInfo(state.setting("time_zone", TIME_ZONE))
    return Origin(
        title=full_name(standing, view.lang),
        sentence=kpi.sentence.to(view.lang),
        facts=tuple(joint._facts(standing, scene, view)),
        files=tuple(joint._files(snapshot, standing, scene, zone, view.lang)),
    )
