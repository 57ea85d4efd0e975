"""What went well in a week: targets reached, verdicts that rose, bests; and who contributed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.state import State
from data.text import Text
from kpi.actions.action import Action
from kpi.card import Flag, Verdict
from kpi.definition import Better
from kpi.figure import Number
from kpi.format import joined
from kpi.goals.goal import Goal
from kpi.goals.teams import Teams, teams, written
from kpi.overview.chart import shown
from kpi.overview.standing import Standing
from kpi.period import Span
from kpi.review.frozen import Frozen
from kpi.review.judged import Judged
from kpi.review.margins import is_margin
from kpi.review.record import Line, Review
from kpi.review.words import both, listed, name_of, of_names
from kpi.status import is_past
from kpi.verdict import FLAGS, VERDICTS

LEAST = 8
"""So many of the thirteen weeks must be known for one of them to be called the best."""
GOODNESS = (Verdict.ACT, Verdict.WATCH, Verdict.GOOD)

FULL = Text("{of}，整期目標已經達成。", "{of}: the whole period’s target is met.")
FIRST = Text(
    "{of}，近 {n} 週第一次達標。",
    "{of}: on target for the first time in {n} weeks.",
)
ROSE = Text(
    "{of}，從「{before}」好轉為「{now}」。",
    "{of}: better, from “{before}” to “{now}”.",
)
BEST = Text("{of}，近 {n} 週最好。", "{of}: the best of {n} weeks.")
OF_WEEK = Text("本週{name}", "{name} of the week")
YOUNG = Text("{said}（{flag}，還會變）", "{said} ({flag}: it may still change)")
WORK = Text("{said}做了：{what}。", "{said} Done: {what}.")
WHERE = Text("{what}（{where}）", "{what} ({where})")
NONE = Text(
    "本週沒有指標首次達標、好轉或創近 13 週最好。",
    "No KPI reached its target, rose or had its best of 13 weeks this week.",
)
LATE = Text(
    "也可能是好消息，但資料未更新，補齊再算。",
    "perhaps good news too, but data are not updated: wait for them.",
)
JOIN = Text("、", ", ")


def highlights(
    judged: Sequence[Judged],
    frozen: Sequence[Frozen],
    before: Review | None,
    state: State,
    done: Sequence[Action],
    week: Span,
) -> tuple[Line, ...]:
    """Return what became better, reached its target or was the best of 13 weeks, one line a KPI.

    Parameters
    ----------
    before : Review or None
        The last review: a verdict rises from what it said.
    done : sequence of Action
        What people did; those of the week are named beside the KPI they were to move.
    """
    stages, found, late = teams(state), [], []
    for one, kept in zip(judged, frozen, strict=True):
        said = _said(one, before)
        if said and Flag.STALE in kept.flags:
            late.append(one.standing)
        elif said:
            own = [a for a in done if a.goal == kept.goal and _within(a, week)]
            platform = kept.platforms[0] if len(kept.platforms) == 1 else ""
            who = _who(one.standing.goal, stages, own, one.standing)
            found.append(Line(_with_work(_young(said, kept), own), who, platform, kept.margin))
    return tuple(found or [Line(NONE)]) + tuple(_late(late))


def _late(standings: Sequence[Standing]) -> Iterator[Line]:
    """Yield which KPIs may have done well, where late sources keep anybody from saying so."""
    if standings:
        names = listed([name_of(standing) for standing in standings])
        yield Line(
            of_names(names, LATE), margin=any(is_margin(standing.kpi.key) for standing in standings)
        )


def _said(judged: Judged, before: Review | None) -> Text | None:
    """Say what is good about a KPI; None where nothing is."""
    standing = judged.standing
    if standing.reading.value is None or standing.kpi.context:
        return None
    return next(_news(judged, before), None)


def _of(judged: Judged, value: Number | None, name: Text) -> Text:
    """Return a figure behind its name: 「客單價 1,473」."""
    standing, scene = judged.standing, judged.scene
    return both(lambda lang: joined(name.to(lang), shown(value, standing, scene, lang)))


def _news(judged: Judged, before: Review | None) -> Iterator[Text]:
    """Yield what is good, the most telling first."""
    standing, name = judged.standing, name_of(judged.standing)
    of = _of(judged, standing.reading.value, name)
    last = before.of_goal(standing.goal.id) if before else None
    if _full(standing) and not (last and _was_full(standing, last)):
        yield FULL.fill(of=of)
    if n := _first_time(standing):
        yield FIRST.fill(of=of, n=n)
    now, then = standing.judgement.verdict, last.verdict if last else None
    if now in GOODNESS and then in GOODNESS and GOODNESS.index(now) > GOODNESS.index(then):
        yield ROSE.fill(of=of, before=VERDICTS[then][0], now=VERDICTS[now][0])
    if n := _best(standing):
        if standing.kpi.accumulates:
            of = _of(judged, standing.weeks[-1].value, OF_WEEK.fill(name=name))
        yield BEST.fill(of=of, n=n)


def _full(standing: Standing) -> bool:
    """Whether a sum has met the target of its whole period already."""
    value, judged = standing.reading.value, standing.judgement.verdict
    sums = standing.kpi.accumulates and standing.kpi.better is Better.HIGHER
    return bool(sums and judged and value and not is_past(standing.kpi, value, standing.target))


def _was_full(standing: Standing, last: Frozen) -> bool:
    """Whether the review before had said so of the same period."""
    same = last.start == standing.reading.period.now.start
    return (
        same and last.value is not None and not is_past(standing.kpi, last.value, standing.target)
    )


def _first_time(standing: Standing) -> int:
    """Return in how many weeks a ratio is on target for the first time; 0 where it is not."""
    if standing.judgement.verdict is not Verdict.GOOD or standing.kpi.accumulates:
        return 0
    if Flag.UNCERTAIN in standing.judgement.flags:
        return 0
    past = [w.value for w in standing.weeks[:-1] if w.value is not None]
    missed = all(is_past(standing.kpi, value, standing.target) for value in past)
    return len(past) + 1 if missed and len(past) + 1 >= LEAST else 0


def _best(standing: Standing) -> int:
    """Return of how many weeks the newest is the best; 0 where it is not, or too few are known."""
    if standing.kpi.better is Better.BAND:
        return 0
    *past, newest = (w.value for w in standing.weeks)
    now = newest if newest is not None or standing.kpi.accumulates else standing.reading.value
    known = [float(value) for value in past if value is not None]
    if now is None or len(known) + 1 < LEAST:
        return 0
    higher = standing.kpi.better is Better.HIGHER
    better = float(now) > max(known) if higher else float(now) < min(known)
    return len(known) + 1 if better else 0


def _young(said: Text, kept: Frozen) -> Text:
    """Say beside good news that its figure may still change."""
    if Flag.IMMATURE not in kept.flags:
        return said
    bare = Text(said.zh.rstrip("。"), said.en.rstrip("."))
    told = YOUNG.fill(said=bare, flag=FLAGS[Flag.IMMATURE][0])
    return Text(f"{told.zh}。", f"{told.en}.")


def _within(action: Action, week: Span) -> bool:
    return action.done_on is not None and week.start <= action.done_on <= week.end


def _with_work(said: Text, own: Sequence[Action]) -> Text:
    """Name what was done for a KPI in the week, with its campaign where it is known."""
    if not own:
        return said
    what = (
        JOIN.to("zh").join(_work(a).zh for a in own),
        JOIN.to("en").join(_work(a).en for a in own),
    )
    return WORK.fill(said=said, what=Text(*what))


def _work(action: Action) -> Text:
    told = Text(action.what, action.what)
    where = action.campaign or action.page
    return WHERE.fill(what=told, where=where) if where else told


def _who(goal: Goal, stages: Teams, own: Sequence[Action], standing: Standing) -> Text:
    """Return who contributed: the owner, who does it by RACI, and whose actions were done."""
    stage = standing.kpi.stage
    does = goal.responsible or (stages[stage]["responsible"] if stage else ())
    return both(
        lambda lang: JOIN.to(lang).join(
            dict.fromkeys([
                goal.owner.to(lang), *(written([p], lang) for p in does), *(a.owner for a in own)
            ])
        )
    )  # fmt: skip
