"""The channels as a page draws them: sentence, figures of the place, lines below it, freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.card import Pair
from kpi.catalog import KPIS
from kpi.channels.bars import bars
from kpi.channels.grid import grid, worded
from kpi.channels.ledger_grid import ledger_grid
from kpi.channels.ledgers import ledgers
from kpi.channels.lines import COMPANY, Channels, channels
from kpi.channels.place import Place
from kpi.channels.row import COST
from kpi.cut import Dimension
from kpi.definition import Kpi, Unit
from kpi.format import NO_ANSWER, change, change_unit, days, figure
from kpi.goals.goal import Goal
from kpi.grid import Bars, Grid, Tile
from kpi.naming import line_name, place_name
from kpi.overview.empty import why_empty
from kpi.overview.sentence import COMPARED, freshness, period_note
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.overview.wording import PER_PERIOD, PREVIOUS, TARGET, basis, chip
from kpi.reading import Reading
from kpi.status import PERIOD_NAMES, Judgement, judge
from kpi.verdict import FLAGS
from kpi.view import View

MAIN: tuple[Kpi, ...] = tuple(
    KPIS[key] for key in ("roas", "cpa", "conversion_value", "conversions", "ctr", "cpc")
)
"""What may be looked at beside the cost: drawn, and compared with the period before."""
TOGETHER: tuple[Kpi, ...] = (COST, KPIS["conversions"], KPIS["conversion_value"], *COMPANY)
WITHIN: tuple[Kpi, ...] = tuple(KPIS[key] for key in ("cost", "conversions", "cpa", "roas", "ctr"))
"""What is told of all channels together, and of a place within one platform."""
NOBODY = Text(NO_ANSWER, NO_ANSWER)

SPENT = Text("廣告花費 {cost}", "cost {cost}")
CHANGED = Text("{spent}，較上期 {change}", "{spent}, {change} on the previous period")
MOST = Text("{spent}；花得最多：{name}（{share}）", "{spent}; the most on {name} ({share})")
NOT_SPENT = Text("沒有廣告花費的數字", "no figures of cost")
IN_PLACE = Text("「{place}」{text}", "{place}, {text}")


@dataclass(frozen=True, slots=True)
class ChannelBoard:
    """The page of channels, everything worded and formatted.

    Parameters
    ----------
    way : tuple of (str, Place)
        From all channels to the place, each with its name.
    tiles : tuple of Tile
        The figures of the place itself.
    grid : Grid
        What lies below it.
    ledgers : Grid or None
        Three ledgers on one line, for all channels together.
    classed : bool
        Whether the lines may be switched to classes of campaigns here.
    """

    sentence: str
    period_note: str
    way: tuple[tuple[str, Place], ...]
    tiles: tuple[Tile, ...]
    bars: Bars
    grid: Grid
    ledgers: Grid | None
    classed: bool
    freshness: str
    first: date
    last: date


def channel_board(
    snapshot: Snapshot, state: State, view: View, place: Place, main: Kpi
) -> ChannelBoard | None:
    """Return the page of a place; None where no ad platform has been read yet."""
    found = channels(snapshot, state, view, place, (COST, main))
    if found is None:
        return None
    scene, lang = scene_of(found), view.lang
    books = None
    if not place.where:
        books = ledger_grid(ledgers(snapshot, found.above, found.known, found.period), scene, lang)
    kpis = WITHIN if place.where else TOGETHER
    return ChannelBoard(
        sentence=_sentence(found, view),
        period_note=period_note(scene, view),
        way=tuple((place_name(step, lang), step) for step in place.way),
        tiles=tuple(_tile(standing_of(found, k, view.today), scene, lang) for k in kpis),
        bars=bars(found, main, lang),
        grid=grid(found, main, lang),
        ledgers=books,
        classed=place.below is not Dimension.AD_GROUP and not place.campaign_class,
        freshness=freshness(scene, view),
        first=found.period.now.start,
        last=found.period.now.end,
    )


def scene_of(found: Channels) -> Situation:
    """Return what words need to know of a view, without any goal's standing."""
    known = found.known
    currency, ranges = known.terms.currency, known.extent.ranges
    return Situation(found.period, found.last, currency, known, ranges, ())


def standing_of(found: Channels, kpi: Kpi, today: date) -> Standing:
    """Return a figure of the place with the goal of its scope; without one it is not judged."""
    reading = found.readings[kpi.key]
    goal = next((g for g in found.goals if (g.kpi, g.scope) == (kpi.key, reading.scope)), None)
    judged = judge(reading, goal, today) if goal else Judgement(None, reading.flags)
    return Standing(goal or without_goal(reading), kpi, reading, judged, (), ())


def without_goal(reading: Reading) -> Goal:
    """Return what stands for the goal of a figure that has none: its KPI and scope."""
    return Goal("", reading.kpi.key, reading.scope, "watched", Decimal(0), NOBODY, NOBODY)


def _tile(standing: Standing, scene: Situation, lang: Lang) -> Tile:
    """Word one figure of the place."""
    kpi, reading, judgement = standing.kpi, standing.reading, standing.judgement
    changed = change(reading.value, reading.previous, kpi.unit)
    points = "" if changed == NO_ANSWER else change_unit(kpi.unit, lang)
    empty = why_empty(standing, scene, lang) if reading.value is None else ""
    return Tile(
        key=kpi.key,
        name=kpi.name.to(lang),
        figure=worded(kpi, reading.value, scene.known, lang),
        chip=chip(judgement.verdict, lang),
        flag="" if empty else next((FLAGS[f][0].to(lang) for f in judgement.flags), ""),
        change=Pair(PREVIOUS.to(lang), changed, points),
        target=_target(standing, scene, lang) if standing.goal.id else "",
        basis=basis(standing, scene, lang),
        why_empty=empty,
        why_not=judgement.why_not.to(lang) if judgement.why_not else "",
    )


def _target(standing: Standing, scene: Situation, lang: Lang) -> str:
    goal = standing.goal
    text = TARGET.fill(value=worded(standing.kpi, standing.target, scene.known, lang, short=True))
    if standing.kpi.accumulates:
        text = PER_PERIOD.fill(target=text, period=PERIOD_NAMES[goal.period])
    return text.to(lang)


def _sentence(found: Channels, view: View) -> str:
    """Return period, comparison, cost and who takes most of it, in one sentence."""
    lang, total = view.lang, found.total
    period, cost = total.period, total.figures[COST.key].value
    text = NOT_SPENT
    if cost is not None:
        text = SPENT.fill(cost=worded(COST, cost, found.known, lang))
        changed = change(cost, total.before.get(COST.key), COST.unit)
        text = text if changed == NO_ANSWER else CHANGED.fill(spent=text, change=changed)
    if len([row for row in found.rows if row.cost]) > 1:
        top = found.rows[0]
        name = line_name(top.cut, found.place, lang, with_account=False)
        share = figure(found.share(top), Unit.RATIO, lang)
        text = MOST.fill(spent=text, name=name, share=share)
    if found.place.where:
        text = IN_PLACE.fill(place=place_name(found.place, lang), text=text)
    now, before = (days(s, view.today) for s in (period.now, period.previous))
    return COMPARED.fill(now=now, before=before, news=text).to(lang)
