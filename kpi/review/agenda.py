"""The agenda of a weekly review: what is talked about, in which order, and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.actions.listed import actions
from kpi.actions.since import since
from kpi.card import Verdict
from kpi.definition import Better
from kpi.format import joined
from kpi.overview.board import todo
from kpi.overview.chart import shown
from kpi.overview.standing import Standing
from kpi.period import Span
from kpi.restated.item import restated_item
from kpi.review.frozen import Frozen
from kpi.review.glance import glance
from kpi.review.heading import paced, pacing
from kpi.review.highlights import highlights
from kpi.review.judged import Judged, WeekRead
from kpi.review.record import Item, Kind, Line, Review, Table
from kpi.review.unsaid import unsaid
from kpi.review.words import both, name_of
from kpi.status import is_past

TITLES: dict[Kind, Text] = {
    "actions": Text("上週決議", "Decided last week"),
    "past": Text("過去的數字變了什麼", "What changed in the past"),
    "star": Text("北極星指標", "North star"),
    "core": Text("核心指標一覽", "Core KPIs at a glance"),
    "pacing": Text("進度與預算", "Pacing and budget"),
    "highlights": Text("本週亮點", "Highlights of the week"),
    "unsaid": Text("資料還說不準的", "What the data cannot say"),
    "close": Text("決議與結束", "Decisions and close"),
}
MINUTES: dict[Kind, int] = {
    "actions": 2, "past": 1, "star": 1, "core": 1, "pacing": 1, "highlights": 1, "unsaid": 1,
    "close": 1,
}  # fmt: skip
RED, YELLOW = 2, 1
"""Minutes: with two reds and two yellows a meeting takes fifteen."""
TALKED_OF = (Verdict.ACT, Verdict.WATCH)

INSIDE = {
    Better.HIGHER: Text("低於目標 {target}，還在護欄之內",
                        "is below its target {target}, inside the guardrail"),
    Better.LOWER: Text("高於目標 {target}，還在護欄之內",
                       "is above its target {target}, inside the guardrail"),
}  # fmt: skip
PAST = {
    Better.HIGHER: Text("低於護欄 {guardrail}", "is below its guardrail {guardrail}"),
    Better.LOWER: Text("高於護欄 {guardrail}", "is above its guardrail {guardrail}"),
}
DOUBTED = {
    Better.HIGHER: Text("低於護欄 {guardrail}，但差距在誤差內",
                        "is below its guardrail {guardrail}, but within error"),
    Better.LOWER: Text("高於護欄 {guardrail}，但差距在誤差內",
                       "is above its guardrail {guardrail}, but within error"),
}  # fmt: skip
BEHIND = {
    Better.HIGHER: Text("還不到應達的 {target}，在護欄之內",
                        "is not yet at the {target} due, inside the guardrail"),
    Better.LOWER: Text("超過應達的 {target}，在護欄之內",
                       "is past the {target} due, inside the guardrail"),
}  # fmt: skip
STOP = Text("{said}。", "{said}.")
NO_STAR = Text(
    "還沒有北極星指標：到「目標」選一個。", "There is no north star yet: choose one under Goals."
)
NO_FIGURES = Text("還沒有可以看的數字。", "There are no figures to look at yet.")


@dataclass(frozen=True, slots=True)
class Making:
    """What an agenda is made of; `before` is the last review, None for the first."""

    snapshot: Snapshot
    state: State
    week: Span
    today: date
    before: Review | None
    read: WeekRead
    frozen: tuple[Frozen, ...]


def agenda(made: Making) -> tuple[Item, ...]:
    """Return the items in their order.

    First what was decided before and what changed in the past itself, then the north star, the
    core KPIs at a glance, every red and yellow one by its weight, pacing and budget, what went
    well, what the data cannot say, and the decisions.
    """
    snapshot, state, read = made.snapshot, made.state, made.read
    found = paced(snapshot, state, read)
    lines, table = pacing(snapshot, state, read, found) if found else ((Line(NO_FIGURES),), None)
    good = highlights(read.judged, made.frozen, made.before, state, actions(state), made.week)
    return (
        _item("actions", *since(snapshot, state, made.week, made.today)),
        _item("past", *restated_item(snapshot, state, made.before, made.today)),
        _star(made),
        _item("core", *glance(read.judged, made.frozen)),
        *_graver(made),
        _item("pacing", lines, table),
        _item("highlights", good),
        _item("unsaid", unsaid(read, made.week)),
        _item("close"),
    )


def _item(kind: Kind, lines: Sequence[Line] = (), table: Table | None = None) -> Item:
    return Item(kind, kind, TITLES[kind], MINUTES[kind], lines=tuple(lines), table=table)


def _star(made: Making) -> Item:
    """Return the north star; where there is none, what to do."""
    found = next((p for p in _pairs(made) if p[0].standing.goal.rank == "star"), None)
    if found is None:
        return _item("star", (Line(NO_STAR),))
    judged, kept = found
    minutes = RED if kept.verdict is Verdict.ACT else MINUTES["star"]
    return _about("star", judged, kept, minutes)


def _graver(made: Making) -> Iterator[Item]:
    """Yield the reds and yellows but for the star, the gravest for the north star first."""
    bad = [
        pair
        for pair in _pairs(made)
        if pair[1].verdict in TALKED_OF and pair[0].standing.goal.rank != "star"
    ]
    for judged, kept in sorted(bad, key=lambda pair: -pair[1].weight):
        minutes = RED if kept.verdict is Verdict.ACT else YELLOW
        yield _about("kpi", judged, kept, minutes)


def _pairs(made: Making) -> Iterator[tuple[Judged, Frozen]]:
    return zip(made.read.judged, made.frozen, strict=True)


def _about(kind: Kind, judged: Judged, kept: Frozen, minutes: int) -> Item:
    """Return an item about one KPI, with the message of its verdict."""
    said = _message(judged)
    platform = kept.platforms[0] if len(kept.platforms) == 1 else ""
    lines = (Line(said, platform=platform, margin=kept.margin),) if said else ()
    return Item(kept.goal, kind, name_of(judged.standing), minutes, kept.goal, lines)


def _message(judged: Judged) -> Text | None:
    """Say in one sentence what a verdict means; None where there is nothing to do."""
    standing, scene = judged.standing, judged.scene
    if standing.judgement.verdict not in TALKED_OF:
        return None
    if standing.judgement.verdict is Verdict.ACT and standing.kpi.accumulates:
        return STOP.fill(said=both(lambda lang: todo(standing, scene, lang).what))
    text, limits = (
        _stands(standing),
        {"target": _target(standing), "guardrail": standing.judgement.guardrail},
    )

    def worded(lang: Lang) -> str:
        words = {
            name: shown(limit, standing, scene, lang, short=True) for name, limit in limits.items()
        }
        return joined(name_of(standing).to(lang), text.fill(**words).to(lang))

    return STOP.fill(said=both(worded))


def _stands(standing: Standing) -> Text:
    """Return how a KPI stands: past its guardrail, perhaps so, or short of its target."""
    value, guardrail = standing.reading.value, standing.judgement.guardrail
    side = Better.HIGHER if standing.kpi.better is Better.HIGHER else Better.LOWER
    if value is not None and guardrail is not None and is_past(standing.kpi, value, guardrail):
        return (PAST if standing.judgement.verdict is Verdict.ACT else DOUBTED)[side]
    return (BEHIND if standing.kpi.accumulates else INSIDE)[side]


def _target(standing: Standing) -> Decimal | None:
    return standing.judgement.due if standing.kpi.accumulates else standing.target
