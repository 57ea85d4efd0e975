"""What a review says of the past: the figures that the one before froze, as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from data.text import LANGS, Text
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension
from kpi.definition import Kpi
from kpi.facts.extent import extent
from kpi.facts.sums import gather
from kpi.figure import Number, form
from kpi.format import change, change_unit, days, joined
from kpi.goals.goal import goals
from kpi.period import Span
from kpi.restated.change import Change
from kpi.restated.changes import Key, changes, comparable, find
from kpi.restated.maturity_table import maturity_lines, maturity_table
from kpi.restated.words import named, pair, reasons, sentence
from kpi.review.frozen import Frozen
from kpi.review.record import Line, Review, Table
from kpi.terms import terms

FIRST = Text(
    "這是第一次週會，還沒有前期數字可以比。",
    "This is the first review; there are no earlier figures to compare with.",
)
UNCHANGED = Text(
    "前期數字沒有變：{days} 的 {n} 個指標和上次週會凍結時一樣。",
    "The past has not changed: the {n} KPIs of {days} are as the last review froze them.",
)
ALTERED = Text(
    "{of} {then} → {now}：資料沒有變，是設定或定義改過。",
    "{of}: {then} → {now}. The data are the same; settings or definitions changed.",
)
PARTLY = Text(
    "{said}另外有一部分來自設定或定義的更改。", "{said} Part of it comes from changed settings."
)
TITLES = (
    Text("指標", "KPI"),
    Text("日期", "Days"),
    Text("當時", "Then"),
    Text("現在", "Now"),
    Text("變化", "Change"),
    Text("原因", "Why"),
)
SETTINGS = Text("設定或定義改過", "Settings or definitions changed")
OF_SCOPE = Text("{kpi}（{scope}）", "{kpi} ({scope})")
NEAR = 1e-9
"""Relative: floats that are nearer than this are the same figure."""


@dataclass(frozen=True, slots=True)
class _Past:
    """One frozen figure with what has become of it."""

    frozen: Frozen
    kpi: Kpi
    span: Span
    now: Number | None
    change: Change | None
    currency: str | None

    @property
    def name(self) -> Text:
        """The KPI as the review called it."""
        scope = self.frozen.scope
        return OF_SCOPE.fill(kpi=self.frozen.name, scope=scope) if scope else self.frozen.name

    @property
    def is_other(self) -> bool:
        """Whether it is another figure now than was frozen."""
        return not _same(self.now, self.frozen.value)

    @property
    def platform(self) -> str:
        """The channel that it moved by, where it is one."""
        moved = {one.platform for one in self.change.moved} if self.change else set()
        own = moved or set(self.frozen.platforms)
        return own.pop() if len(own) == 1 else ""

    def line(self) -> Line:
        """Say from what to what it changed, and why."""
        then, now = pair(self.kpi, self.frozen.value, self.now, self.currency)
        if self.change is None:
            said = ALTERED.fill(of=named(self.name, self.span), then=then, now=now)
        else:
            said = sentence(self.kpi, self.name, self.change, self.currency)
            if not _same(self.change.then, self.frozen.value):
                said = PARTLY.fill(said=said)
        return Line(said, platform=self.platform, margin=self.frozen.margin)

    def row(self) -> tuple[Text, ...]:
        """Return it as a row of `TITLES`."""
        then, now = pair(self.kpi, self.frozen.value, self.now, self.currency)
        moved = change(self.now, self.frozen.value, self.kpi.unit)
        by = Text(*(joined(moved, change_unit(self.kpi.unit, lang)) for lang in LANGS))
        span = days(self.span)
        why = reasons(self.change) if self.change and self.change.moved else SETTINGS
        return self.name, Text(span, span), then, now, by, why


def restated_item(
    snapshot: Snapshot, state: State, before: Review | None, today: date
) -> tuple[tuple[Line, ...], Table | None]:
    """Return what became of the figures that the review before froze: sentences, and a table.

    Behind them stands how fast each source usually fills up, as far as that is known; it is the
    table where nothing has changed.

    Building the facts of then may take seconds: :func:`is_ready` says whether it is done.

    Parameters
    ----------
    before : Review or None
        The review before this one; None for the first.
    """
    if before is None:
        return (Line(FIRST), *maturity_lines(snapshot)), maturity_table(snapshot)
    every = list(_of(snapshot, state, before))
    other = [one for one in every if one.is_other]
    if not other:
        said = UNCHANGED.fill(days=days(before.week, today), n=len(every))
        return (Line(said), *maturity_lines(snapshot)), maturity_table(snapshot)
    table = Table(
        TITLES,
        tuple(one.row() for one in other),
        tuple(one.platform for one in other),
        tuple(one.frozen.margin for one in other),
    )
    return (*(one.line() for one in other), *maturity_lines(snapshot)), table


def is_ready(snapshot: Snapshot, state: State, before: Review | None) -> bool:
    """Whether :func:`restated_item` answers at once; else prepare it beside the page."""
    if before is None:
        return True
    spans, keys = _asked(snapshot, state, before)
    return find(snapshot, state, before.known_at, spans, keys) is not None


def prepare_past(snapshot: Snapshot, state: State, before: Review | None) -> None:
    """Work out what :func:`restated_item` needs, and keep it beside the snapshot."""
    if before is not None:
        spans, keys = _asked(snapshot, state, before)
        changes(snapshot, state, before.known_at, spans, keys)


def _asked(
    snapshot: Snapshot, state: State, before: Review
) -> tuple[tuple[Span, ...], tuple[Key, ...]]:
    """Return over which days and of which KPIs the past is looked at."""
    scopes = _scopes(snapshot, state)
    told = [f for f in before.frozen if comparable(f.kpi)]
    spans = tuple(dict.fromkeys(Span(f.start, f.end) for f in told))
    return spans, tuple(dict.fromkeys((f.kpi, _scope(f, scopes)) for f in told))


def _of(snapshot: Snapshot, state: State, before: Review) -> Iterator[_Past]:
    """Yield every frozen figure with what it is now."""
    spans, keys = _asked(snapshot, state, before)
    told = terms(state, extent(snapshot).sources)
    found = {
        (one.kpi, one.scope, one.span): one
        for one in changes(snapshot, state, before.known_at, spans, keys)
    }
    scopes = _scopes(snapshot, state)
    for frozen in before.frozen:
        if not comparable(frozen.kpi):
            continue
        kpi, scope = KPIS[frozen.kpi], _scope(frozen, scopes)
        span = Span(frozen.start, frozen.end)
        where = {Dimension(name): value for name, value in scope}
        sums = gather(snapshot, [kpi], [span], (), where, told).sums(span, ())
        now = form(kpi, sums, people=False).value
        yield _Past(frozen, kpi, span, now, found.get((kpi.key, scope, span)), told.currency)


def _scopes(snapshot: Snapshot, state: State) -> dict[str, Cut]:
    return {goal.id: goal.scope for goal in goals(state, extent(snapshot).books)}


def _scope(frozen: Frozen, scopes: dict[str, Cut]) -> Cut:
    """Return the scope of a frozen goal; of one that is no more, its only channel."""
    if frozen.goal in scopes:
        return scopes[frozen.goal]
    if frozen.scope is not None and len(frozen.platforms) == 1:
        return ((Dimension.PLATFORM.value, frozen.platforms[0]),)
    return ()


def _same(one: Number | None, other: Number | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(float(one) - float(other)) <= NEAR * max(abs(float(one)), abs(float(other)))
