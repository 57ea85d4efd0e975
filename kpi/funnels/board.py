"""The page 漏斗: where most is lost, whose step it is, what it costs; everything worded."""

from __future__ import annotations

from dataclasses import dataclass

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.card import Pair
from kpi.format import days
from kpi.funnels import words
from kpi.funnels.cut import LABELS, By, Cutting
from kpi.funnels.cutting import cutting, possible
from kpi.funnels.following import refused, times
from kpi.funnels.funnel import Funnel
from kpi.funnels.lines import StepLine, Wording
from kpi.funnels.losses import biggest, losses
from kpi.funnels.members import table
from kpi.funnels.news import Loser, loser, news
from kpi.funnels.reading import read_funnel
from kpi.funnels.step_table import StepTable, step_table
from kpi.funnels.told import Against, Told
from kpi.goals.teams import teams
from kpi.grid import Grid
from kpi.overview.sentence import freshness, period_note
from kpi.overview.situation import Situation
from kpi.period import Span
from kpi.view import View

BOOKS = Text(
    "同一本帳的步驟用同一把尺；跨帳本的比例是兩個數的商，不是同一批人的通過率，範圍由每天的起伏估計。",
    "Steps of one ledger are drawn to one scale. A rate across ledgers is a quotient of two counts,"
    " not a share of the same people; its range is told by how its days scatter.",
)
SHARED = Text(
    "各步只算大家都有資料的 {days}。", "All steps are read over {days}, the days that all have."
)
GREY = Text("灰色：{against}", "Grey: {against}")
ALT = Text("漏斗：{steps}。", "Funnel: {steps}.")
ALT_STEP = Text("{name} {count}{rate}", "{name} {count}{rate}")
ALT_RATE = Text("（{rate}）", " ({rate})")


@dataclass(frozen=True, slots=True)
class FunnelBoard:
    """The page, everything worded and formatted.

    Parameters
    ----------
    loser : Loser or None
        The greatest loss beyond doubt; None where there is none.
    notes : tuple of str
        What must be known of the picture, a sentence each.
    cuts : tuple of (str, str)
        What it may be cut by, with its name.
    by : str
        What it is cut by; empty where the facts carry no cut.
    cut : Grid or None
        None where the facts do not carry what was chosen.
    freshness : (str, str)
        How far each source reaches, and why the period ends there.
    days : Span
        The days asked for.
    """

    sentence: str
    loser: Loser | None
    lines: tuple[StepLine, ...]
    table: StepTable
    grey: str
    alt: str
    notes: tuple[str, ...]
    cuts: tuple[tuple[str, str], ...]
    by: str
    cut: Grid | None
    times: tuple[Pair, ...]
    reasons: tuple[Pair, ...]
    freshness: tuple[str, str]
    days: Span


def funnel_board(
    snapshot: Snapshot,
    state: State,
    view: View,
    funnel: Funnel,
    against: Against = "previous",
    by: str = "",
) -> FunnelBoard | None:
    """Return the page of a funnel; None where there are no facts at all."""
    told = read_funnel(snapshot, state, view, funnel)
    if told is None:
        return None
    wording, lang = _wording(told, state, against, view.lang), view.lang
    cuts, lines = possible(snapshot, told), wording.lines()
    chosen, cut = _cut(snapshot, told, by, cuts, against)
    return FunnelBoard(
        sentence=news(wording, view),
        loser=loser(wording, cut),
        lines=lines,
        table=step_table(lines, against),
        grey=_grey(lines, against, lang),
        alt=_alt(lines, lang),
        notes=tuple(_notes(told, view)),
        cuts=tuple((str(c), LABELS[c].to(lang)) for c in cuts),
        by=chosen,
        cut=table(cut, against, lang) if cut else None,
        times=times(snapshot, told, lang),
        reasons=refused(snapshot, told, lang),
        freshness=(freshness(wording.scene, view), period_note(wording.scene, view)),
        days=told.asked.now,
    )


def _wording(told: Told, state: State, against: Against, lang: Lang) -> Wording:
    found = losses(told, against)
    return Wording(told, scene_of(told), lang, against, found, biggest(found), teams(state))


def _grey(lines: tuple[StepLine, ...], against: Against, lang: Lang) -> str:
    """Say what the grey is, where some is drawn."""
    drawn = any(line.before for line in lines)
    return GREY.fill(against=words.AGAINST[against]).to(lang) if drawn else ""


def scene_of(told: Told) -> Situation:
    """Return what words need to know of a funnel, without any goal's standing."""
    known = told.known
    currency, ranges = known.terms.currency, known.extent.ranges
    return Situation(told.asked, told.last, currency, known, ranges, ())


def _cut(
    snapshot: Snapshot, told: Told, by: str, cuts: tuple[By, ...], against: Against
) -> tuple[str, Cutting | None]:
    """Cut by what was chosen, else by the first that the facts carry; say by which."""
    if by in cuts:
        return by, cutting(snapshot, told, By(by), against)
    found = (cutting(snapshot, told, each, against) for each in cuts)
    cut = next((cut for cut in found if cut), None)
    return str(cut.by) if cut else "", cut


def _notes(told: Told, view: View) -> list[str]:
    books = {s.step.ledger for s in told.steps if s.stands}
    notes = [BOOKS.to(view.lang)] if len(books) > 1 else []
    if told.period.now != told.asked.now:
        notes.append(SHARED.fill(days=days(told.period.now, view.today)).to(view.lang))
    return notes


def _alt(lines: tuple[StepLine, ...], lang: Lang) -> str:
    told = []
    for line in lines:
        rate = ALT_RATE.fill(rate=line.rate).to(lang) if line.rate else ""
        told.append(ALT_STEP.fill(name=line.name, count=line.count, rate=rate).to(lang))
    return ALT.fill(steps="；".join(told) if lang == "zh" else "; ".join(told)).to(lang)
