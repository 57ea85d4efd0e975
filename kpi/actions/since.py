"""What a review begins with: what was decided before, how far that is, what moved since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from data.text import LANGS, Text
from kpi.actions.action import STATES, Action
from kpi.actions.listed import FIELDS, ORDER, actions, in_order, what_of
from kpi.actions.moved import Moved, moved
from kpi.catalog import KPIS
from kpi.format import change, change_unit, day, days, figure, joined
from kpi.goals.goal import goals
from kpi.goals.names import kpi_name
from kpi.goals.playbook import NOT_THIS_WEEK, SKIP
from kpi.period import Span
from kpi.review.frozen import Frozen
from kpi.review.margins import is_margin
from kpi.review.record import Decision, Line, Review, Table, reviews
from kpi.terms import reporting_currency

NONE = Text("–", "–")
FIRST = Text(
    "這是第一次週會，還沒有上次的決議。", "This is the first review: nothing was decided before."
)
NOTHING = Text(
    "上次週會（{week}）沒有留下行動，也沒有更早還沒做完的。",
    "The last review ({week}) left no actions, and none from before is open.",
)
SUMMED = Text("上次決議與還沒做完的共 {n} 項：{states}。", "{n} from before: {states}.")
STATE = Text("{state} {n}", "{state} {n}")
SKIPPED = Text("{item}：上次決定{skip}。", "{item}: {skip}, as decided last time.")
SKIPPED_WHY = Text(
    "{item}：上次決定{skip}，理由「{why}」。", "{item}: {skip}, as decided last time: “{why}”."
)
SINCE = Text("之後：決定那週 → {week}", "Since: week of decision → {week}")
MOVED = Text("{kpi} {then}（{week}）→ {now}", "{kpi} {then} ({week}) → {now}")
BY = Text("{moved}，{by}", "{moved}, {by}")
BETWEEN = Text("、", ", ")
NOT_CAUSE = Text(
    "「之後」只說先後，不說因果：同一段時間還有別的事。",
    "“Since” tells what came after, not why: other things happened in these days too.",
)


def since(
    snapshot: Snapshot | None, state: State, week: Span, today: date
) -> tuple[tuple[Line, ...], Table | None]:
    """Return what was decided before a week and what came since, late ones first.

    It tells the actions of the last review before, and of older ones (and of none) what was still
    open then or was done since. Figures are of the week that was decided upon, as its review froze
    them, beside those of `week`; both "–" where there is no answer.

    Parameters
    ----------
    snapshot : Snapshot or None
        What `week` is read from; None while there are no figures.
    week : Span
        The Monday to Sunday that is reviewed.
    """
    before = [one for one in reviews(state) if one.week < week]
    if not before:
        found: tuple[Action, ...] = _told(actions(state), None, week)
    else:
        found = _told(actions(state), before[0], week)
    skipped = tuple(_skipped(before[0])) if before else ()
    if not found:
        none = NOTHING.fill(week=_days(before[0].week)) if before else FIRST
        return (Line(none), *skipped), None
    named, by_id = goals(state), {one.id: one for one in before}
    kept = moved(snapshot, state, found, by_id, named, week, today)
    currency = reporting_currency(state, snapshot.sources() if snapshot else [])
    ordered = in_order(found, today)
    lines = (Line(_summed(ordered, today)), *skipped, Line(NOT_CAUSE))
    return lines, _table(ordered, kept, currency, week, today)


def _told(every: Sequence[Action], last: Review | None, week: Span) -> tuple[Action, ...]:
    """Return the actions a review begins with; what it decided itself comes the week after."""
    opened = last.opened_at.date() if last else week.end
    return tuple(
        one
        for one in every
        if one.review < week.start.isoformat()
        and ((last and one.review == last.id) or one.done_on is None or one.done_on >= opened)
    )


def _summed(found: Sequence[Action], today: date) -> Text:
    """Count actions by how far they are."""
    many = Counter(one.state(today) for one in found)
    told = [STATE.fill(state=STATES[s], n=many[s]) for s in ORDER if many[s]]
    zh, en = (BETWEEN.to(lang).join(one.to(lang) for one in told) for lang in LANGS)
    return SUMMED.fill(n=len(found), states=Text(zh, en))


def _skipped(last: Review) -> Iterator[Line]:
    """Yield what the last review decided to leave alone."""
    for one in last.decisions:
        item = next((i for i in last.agenda if i.key == one.item), None)
        if one.step == SKIP and item:
            frozen = last.of_goal(item.goal)
            of, margin = (_of(frozen), frozen.margin) if frozen else ("", False)
            yield Line(_left(item.title, one), platform=of, margin=margin)


def _left(title: Text, one: Decision) -> Text:
    skip = Text(NOT_THIS_WEEK.zh, NOT_THIS_WEEK.en.lower())
    text = SKIPPED_WHY if one.why else SKIPPED
    return text.fill(item=title, skip=skip, why=one.why)


def _table(
    found: Sequence[Action],
    kept: Mapping[str, Moved],
    currency: str | None,
    week: Span,
    today: date,
) -> Table:
    names = ("what", "owner", "due", "kept")
    titles = (*(FIELDS[name] for name in names), SINCE.fill(week=_days(week)))
    rows = tuple(
        (
            what_of(one), Text(one.owner, one.owner), _day(one.due), STATES[one.state(today)],
            _moved(kept[one.id], currency) if one.id in kept else NONE,
        )
        for one in found
    )  # fmt: skip
    platforms = tuple(one.platform or _platform(kept.get(one.id)) for one in found)
    margins = tuple(one.id in kept and is_margin(kept[one.id].goal.kpi) for one in found)
    return Table(titles, rows, platforms, margins)


def _moved(told: Moved, currency: str | None) -> Text:
    """Word what a KPI stood at then and now: 「整體 ROAS 3.05（11/2–11/8）→ 2.74，−0.31」."""
    kpi = KPIS[told.goal.kpi]
    by = change(told.now, told.then, kpi.unit)
    said = []
    for lang in LANGS:
        then, now = (
            figure(value, kpi.unit, lang, decimals=kpi.decimals, currency=currency)
            for value in (told.then, told.now)
        )
        text = MOVED.fill(kpi=kpi_name(told.goal, lang), then=then, now=now, week=days(told.week))
        if told.then is not None and told.now is not None:
            more = joined(by, change_unit(kpi.unit, lang))
            text = BY.fill(moved=text, by=more)
        said.append(text.to(lang))
    return Text(*said)


def _platform(told: Moved | None) -> str:
    if told is None:
        return ""
    own = dict(told.goal.scope).get("platform", "")
    return own or (_of(told.frozen) if told.frozen else "")


def _of(frozen: Frozen) -> str:
    """Return the channel a KPI is of; several together are no single agency's."""
    return ",".join(frozen.platforms)


def _day(value: date) -> Text:
    return Text(day(value), day(value))


def _days(span: Span) -> Text:
    return Text(days(span), days(span))
