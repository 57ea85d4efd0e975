"""Freezing a goal: its figures, limits and words as they are on the day a review is opened."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data.schema import PLATFORMS
from data.snapshot import Source
from data.text import Lang, Text
from kpi.definition import LEDGERS
from kpi.facts.quantities import Ledger
from kpi.figure import Number
from kpi.format import day, days, share
from kpi.goals.names import scope_name
from kpi.goals.playbook import PLAYBOOK
from kpi.overview.chart import shown
from kpi.overview.empty import why_empty
from kpi.overview.standing import Standing
from kpi.overview.wording import LAST_YEAR, PREVIOUS, basis
from kpi.restated.expected import Expected, sentence
from kpi.review.frozen import Driver, Frozen, Week
from kpi.review.judged import Judged
from kpi.review.margins import is_margin
from kpi.review.words import LIST, both, either, moved
from kpi.status import PERIOD_NAMES

TARGET, GUARDRAIL = (
    Text("目標 {value}", "Target {value}"),
    Text("護欄 {value}", "Guardrail {value}"),
)
BAND = Text("護欄 {low}–{high}", "Guardrails {low}–{high}")
DUE = Text("應達 {value}", "Due {value}")
EQUAL_FACTS = Text("｜", " | ")
OF_PERIOD = Text(
    "{period}目標 {target}：達成率 {attained}，時間進度 {elapsed}",
    "Target {target} a {period}: {attained} attained, {elapsed} of it due by now",
)
CHANGE = Text("{against} {change}（{before}）", "{against} {change} ({before})")
AGAINST = Text("較 {days}", "vs {days}")
COMPLETE = Text("資料完整至：{sources}", "Complete to: {sources}")
NO_SOURCE = Text("還沒有來源", "No source yet")
PER_DAY = Text("{names} {day}", "{names} {day}")


def frozen(
    judged: Judged,
    drivers: Sequence[Driver],
    why: Text | None,
    weight: Decimal,
    end: Expected | None,
) -> Frozen:
    """Freeze one goal with why it moved, how grave it is, and what it is expected to become."""
    standing, goal = judged.standing, judged.standing.goal
    kpi, reading, judgement = standing.kpi, standing.reading, standing.judgement
    return Frozen(
        goal=goal.id, kpi=kpi.key, rank=goal.rank, name=kpi.name,
        scope=either(lambda lang: scope_name(goal, lang)),
        unit=kpi.unit, currency=judged.scene.currency,
        start=reading.period.now.start, end=reading.period.now.end,
        verdict=judgement.verdict, flags=judgement.flags,
        figure=both(lambda lang: shown(reading.value, standing, judged.scene, lang)),
        limits=either(lambda lang: _limits(judged, lang)),
        changes=(*_changes(judged), *_filled(judged, end)), formula=kpi.formula,
        basis=either(lambda lang: _basis(judged, lang)), complete=_complete(judged),
        owner=goal.owner, agreed=goal.step, weeks=_weeks(standing), drivers=tuple(drivers),
        why=why, expected=end.value if end else None, weight=weight, step=_step(goal.step),
        platforms=_platforms(standing), margin=is_margin(kpi.key), **_numbers(standing),
    )  # fmt: skip


def _numbers(standing: Standing) -> dict[str, Decimal | None]:
    """Return the numbers of a reading and of what it was held against."""
    reading, judgement = standing.reading, standing.judgement
    low, high = reading.interval or (None, None)
    read = {
        "value": reading.value, "previous": reading.previous, "last_year": reading.last_year,
        "numerator": reading.numerator, "denominator": reading.denominator,
        "low": low, "high": high,
    }  # fmt: skip
    return {name: exact(value) for name, value in read.items()} | {
        "target": None if judgement.verdict is None else standing.target,
        "guardrail": judgement.guardrail,
        "due": judgement.due,
    }


def exact(value: Number | None) -> Decimal | None:
    """Return a number by its digits."""
    return value if value is None or isinstance(value, Decimal) else Decimal(repr(value))


def _limits(judged: Judged, lang: Lang) -> str:
    """Say what a verdict was held against; nothing where nothing was judged."""
    standing, judgement = judged.standing, judged.standing.judgement

    def told(text: Text, **values: Decimal | None) -> str:
        words = {
            name: shown(value, standing, judged.scene, lang, short=True)
            for name, value in values.items()
        }
        return text.fill(**words).to(lang)

    if judgement.verdict is None:
        return ""
    sums, goal = standing.kpi.accumulates, standing.goal
    said = [told(DUE, value=judgement.due) if sums else told(TARGET, value=standing.target)]
    if not sums and goal.low is not None and goal.high is not None:
        said.append(told(BAND, low=goal.low, high=goal.high))
    elif judgement.guardrail is not None:
        said.append(told(GUARDRAIL, value=judgement.guardrail))
    return EQUAL_FACTS.to(lang).join(said)


def _changes(judged: Judged) -> tuple[Text, ...]:
    """Say how far a sum is and what a figure is compared with; why there is none where it is."""
    standing, scene = judged.standing, judged.scene
    reading = standing.reading
    if reading.value is None:
        return (both(lambda lang: why_empty(standing, scene, lang)),)
    compared = [
        (_against(standing, PREVIOUS), reading.previous),
        (LAST_YEAR, reading.last_year),
    ]
    told = [_change(judged, label, before) for label, before in compared if before is not None]
    return (*_attained(judged), *told)


def _filled(judged: Judged, end: Expected | None) -> list[Text]:
    """Say what a figure is expected to become, once its latest days have filled up."""
    return [sentence(judged.standing.kpi, end, judged.scene.currency)] if end else []


def _against(standing: Standing, usual: Text) -> Text:
    """Return what a figure is compared with; of a sum its days, for they are no whole period."""
    if not standing.kpi.accumulates:
        return usual
    return AGAINST.fill(days=days(standing.reading.period.previous))


def _change(judged: Judged, against: Text, before: Number) -> Text:
    standing = judged.standing
    value, unit = standing.reading.value, standing.kpi.unit
    changed = both(lambda lang: moved(value, before, unit, lang))
    was = both(lambda lang: shown(before, standing, judged.scene, lang))
    return CHANGE.fill(against=against, change=changed, before=was)


def _attained(judged: Judged) -> list[Text]:
    standing, judgement = judged.standing, judged.standing.judgement
    if judgement.attained is None:
        return []
    target = both(lambda lang: shown(standing.target, standing, judged.scene, lang, short=True))
    attained, elapsed = share(judgement.attained), share(judgement.elapsed)
    period = PERIOD_NAMES[standing.goal.period]
    return [OF_PERIOD.fill(period=period, target=target, attained=attained, elapsed=elapsed)]


def _basis(judged: Judged, lang: Lang) -> str:
    """Return the books a figure is read from, and what it rests on."""
    books = " + ".join(LEDGERS[ledger].to(lang) for ledger in judged.standing.kpi.ledgers)
    return "・".join(filter(None, (books, basis(judged.standing, judged.scene, lang))))


def _complete(judged: Judged) -> Text:
    """Say up to which day each source of a figure is complete."""
    known, reading = judged.scene.known, judged.standing.reading
    fed = known.feeding(reading.kpi, reading.scope) or known.inside(reading.scope, reading.kpi)
    told: dict[str, list[Source]] = {}
    for source in fed:
        told.setdefault(day(source.complete_to), []).append(source)
    if not told:
        return NO_SOURCE

    def worded(lang: Lang) -> str:
        return "・".join(
            PER_DAY.fill(names=_names(sources, lang), day=at).to(lang)
            for at, sources in told.items()
        )

    return COMPLETE.fill(sources=both(worded))


def _names(sources: Sequence[Source], lang: Lang) -> str:
    return LIST.to(lang).join(dict.fromkeys(PLATFORMS[s.platform].name.to(lang) for s in sources))


def _weeks(standing: Standing) -> tuple[Week, ...]:
    """Return its last weeks; of a ratio the newest is what was read, however far it reaches."""
    pieces = [Week(p.span.start, exact(p.value), exact(p.before)) for p in standing.weeks]
    newest = pieces[-1]
    if newest.value is None and not standing.kpi.accumulates:
        value = exact(standing.reading.value)
        pieces[-1] = Week(newest.start, value, newest.previous)
    return tuple(pieces)


def _step(agreed: Text) -> str:
    """Return the key of an agreed step; empty where it is none of the playbook."""
    return next((key for key, step in PLAYBOOK.items() if step.zh == agreed.zh), "")


def _platforms(standing: Standing) -> tuple[str, ...]:
    """Return the channels a figure is of: its scope's, or the only one whose claims it tells."""
    scope, fed = dict(standing.goal.scope), standing.reading.platforms
    if "platform" in scope:
        return (scope["platform"],)
    told = set(standing.kpi.ledgers) <= {Ledger.PLATFORM, Ledger.OWNED}
    return tuple(sorted(fed)) if told and len(fed) == 1 else ()
