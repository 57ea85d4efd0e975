"""The report of a month as slides: goals, each of the core, decisions, what was done, remedies."""

from __future__ import annotations

from collections.abc import Iterator

from data.text import Lang, Text
from kpi.actions.action import STATES, Action
from kpi.actions.listed import about, what_of
from kpi.actions.on_time import on_time
from kpi.card import Verdict
from kpi.figure import Number
from kpi.format import NO_ANSWER, day, days, share
from kpi.goals.names import kpi_name
from kpi.overview.chart import shown
from kpi.overview.sentence import freshness
from kpi.overview.wording import basis, card
from kpi.reports import month_words as w
from kpi.reports.month_read import MonthRead, Read
from kpi.review.decided import step_name
from kpi.review.slide import Slide, Spark
from kpi.review.words import moved
from kpi.verdict import VERDICTS

Rows = tuple[tuple[str, ...], ...]


def month_slides(read: MonthRead, lang: Lang) -> tuple[Slide, ...]:
    """Return the slides of a month's report, worded in one language."""
    core = (one for one in read.reads if one.standing.goal.rank != "watched")
    return (
        _goals(read, lang),
        *(_goal(one, read, lang) for one in core),
        _decided(read, lang),
        _done(read, lang),
        _remedies(read, lang),
    )


def titled(texts: tuple[Text, ...], lang: Lang) -> tuple[str, ...]:
    """Return titles in one language."""
    return tuple(text.to(lang) for text in texts)


def _goals(read: MonthRead, lang: Lang) -> Slide:
    held = [one for one in read.reads if one.standing.goal.rank != "watched"]
    verdicts = [one.standing.judgement.verdict for one in held]
    good, missed = verdicts.count(Verdict.GOOD), sum(one.missed for one in held)
    rest = len(verdicts) - good - missed
    told = w.REACHED.fill(n=len(verdicts), good=good, missed=missed, rest=rest)
    so_far = w.SO_FAR.fill(day=day(read.scene.last_complete))
    columns = (w.KPI, w.VALUE, w.TARGET, w.ATTAINED, w.VERDICT, w.BEFORE, w.YEAR, w.OWNER)
    return Slide(
        "goals", "core", w.GOALS.to(lang), days(read.month), 2,
        sentences=(told.to(lang), *([] if read.is_over else [so_far.to(lang)])),
        titles=titled(columns, lang),
        rows=tuple(_row(one, read, lang) for one in read.reads),
        speaker=(w.HOW.to(lang), freshness(read.scene, read.view_in(lang))),
    )  # fmt: skip


def _row(one: Read, read: MonthRead, lang: Lang) -> tuple[str, ...]:
    standing = one.standing
    reading = standing.reading
    made = card(standing, read.scene, lang)
    changes = (_moved(one, before, lang) for before in (one.before, reading.last_year))
    return (
        kpi_name(standing.goal, lang),
        made.figure,
        shown(standing.target, standing, read.scene, lang, short=True),
        share(one.attained),
        made.chip.word if made.chip else w.NOT_JUDGED.to(lang),
        *changes,
        standing.goal.owner.to(lang),
    )


def _moved(one: Read, before: Number | None, lang: Lang) -> str:
    now, unit = one.standing.reading.value, one.standing.kpi.unit
    return NO_ANSWER if now is None or before is None else moved(now, before, unit, lang)


def _goal(one: Read, read: MonthRead, lang: Lang) -> Slide:
    standing, scene = one.standing, read.scene
    made = card(standing, scene, lang)
    name = kpi_name(standing.goal, lang)
    word = made.chip.word if made.chip else w.NOT_JUDGED.to(lang)
    message = w.MESSAGE.fill(word=word, name=name, figure=made.figure)
    if one.attained is not None:
        message = w.WITH_SHARE.fill(message=message, share=share(one.attained))
    plain = (message.to(lang), *filter(None, (made.why_empty,)))
    spoken = (standing.kpi.formula.to(lang), basis(standing, scene, lang))
    return Slide(
        standing.goal.id, "star" if standing.goal.rank == "star" else "kpi", name,
        days(read.month), 1, figure=made.figure, chip=made.chip, flag=made.flag,
        limits=_limits(one, read, made.target, lang), facts=tuple(_facts(one, read, lang)),
        spark=_spark(one, read, name, lang), sentences=plain,
        speaker=tuple(filter(None, spoken)),
    )  # fmt: skip


def _limits(one: Read, read: MonthRead, target: str, lang: Lang) -> str:
    guardrail = one.standing.judgement.guardrail
    if guardrail is None or one.standing.judgement.due is not None:
        return target
    value = shown(guardrail, one.standing, read.scene, lang, short=True)
    return w.BOTH.fill(target=target, guardrail=w.GUARDRAIL.fill(value=value)).to(lang)


def _facts(one: Read, read: MonthRead, lang: Lang) -> Iterator[str]:
    for against, before in ((w.BEFORE, one.before), (w.YEAR, one.standing.reading.last_year)):
        if before is not None and one.standing.reading.value is not None:
            was = shown(before, one.standing, read.scene, lang)
            yield w.CHANGE.fill(against=against, change=_moved(one, before, lang), before=was).to(
                lang
            )


def _spark(one: Read, read: MonthRead, name: str, lang: Lang) -> Spark | None:
    values = [value for _, value in one.months]
    if all(value is None for value in values):
        return None
    standing, scene = one.standing, read.scene
    target, guardrail = standing.target, standing.judgement.guardrail
    texts = tuple(shown(value, standing, scene, lang) for value in values)
    beside = w.GUARDRAIL.fill(value=shown(guardrail, standing, scene, lang, short=True))
    aim = shown(target, standing, scene, lang, short=True)
    return Spark(
        days=tuple(f"{month.start:%Y/%m}" for month, _ in one.months),
        values=tuple(None if value is None else float(value) for value in values),
        previous=(None,) * len(values), texts=texts,
        alt=w.ALT.fill(name=name, figure=texts[-1]).to(lang),
        target=float(target), target_text=f"{w.TARGET.to(lang)} {aim}",
        guardrail=None if guardrail is None else float(guardrail),
        guardrail_text="" if guardrail is None else beside.to(lang),
    )  # fmt: skip


def _decided(read: MonthRead, lang: Lang) -> Slide:
    count = len(read.decisions)
    held = w.HELD.fill(n=len(read.reviews), k=count) if read.reviews else w.NO_REVIEWS
    columns = (w.WEEK, w.ITEM, w.STEP, w.OWNER, w.DUE, w.STATE)
    return Slide("decided", "past", w.DECIDED.to(lang), days(read.month), 2,
                 sentences=(held.to(lang),), titles=titled(columns, lang) if count else (),
                 rows=tuple(decisions(read, lang)))  # fmt: skip


def decisions(read: MonthRead, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield what the reviews of a month decided, and how far it is today."""
    known = {action.id: action for action in read.every}
    for review, one in read.decisions:
        item = next((i.title.to(lang) for i in review.agenda if i.key == one.item), one.item)
        step = step_name(one.step).to(lang)
        action = known.get(one.action)
        state = STATES[action.state(read.today)].to(lang) if action else NO_ANSWER
        owner = one.owner or NO_ANSWER
        yield days(review.week), item, step, owner, day(one.due), state


def _done(read: MonthRead, lang: Lang) -> Slide:
    told = w.FINISHED.fill(n=len(read.done)) if read.done else w.NONE_DONE
    columns = (w.WHAT, w.KPI, w.OWNER, w.DUE, w.DONE_ON)
    rate = on_time(read.agreed, read.today).told(lang) if read.agreed else ""
    return Slide("done", "actions", w.DONE.to(lang), days(read.month), 1,
                 sentences=(told.to(lang), *filter(None, (rate,))),
                 titles=titled(columns, lang) if read.done else (),
                 rows=tuple(done(read, lang)))  # fmt: skip


def done(read: MonthRead, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield what was done on the days of a month."""
    goals = [one.standing.goal for one in read.reads]
    for one in read.done:
        moves = about(one, goals, lang) or NO_ANSWER
        yield what_of(one).to(lang), moves, one.owner, day(one.due), day(one.done_on)


def _remedies(read: MonthRead, lang: Lang) -> Slide:
    missed = [one for one in read.reads if one.missed]
    bare = [kpi_name(one.standing.goal, lang) for one in missed if not read.remedies(one)]
    told = w.LACKING if bare else w.HAVE_ALL if missed else w.ALL_WELL
    names = w.LIST.to(lang).join(bare)
    columns = (w.KPI, w.VERDICT, w.WHAT, w.OWNER, w.DUE, w.BENEFIT)
    rows = tuple(remedies(read, lang))
    return Slide("remedies", "close", w.REMEDIES.to(lang), days(read.month), 3,
                 sentences=(told.fill(n=len(missed), k=len(bare), names=names).to(lang),),
                 titles=titled(columns, lang) if rows else (), rows=rows)  # fmt: skip


def remedies(read: MonthRead, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield what is agreed for each goal that was missed, else that nothing is; then the rest."""
    told = set()
    for one in (one for one in read.reads if one.missed):
        name, word = _judged(one, lang)
        found = read.remedies(one)
        for action in found:
            told.add(action.id)
            yield name, word, *_remedy(action, lang)
        if not found:
            owner = one.standing.goal.owner.to(lang)
            yield name, word, w.NONE_YET.to(lang), owner, NO_ANSWER, NO_ANSWER
    goals = [one.standing.goal for one in read.reads]
    for action in read.agreed:
        if action.id not in told:
            yield about(action, goals, lang) or NO_ANSWER, NO_ANSWER, *_remedy(action, lang)


def _judged(one: Read, lang: Lang) -> tuple[str, str]:
    verdict = one.standing.judgement.verdict
    assert verdict is not None
    return kpi_name(one.standing.goal, lang), VERDICTS[verdict][0].to(lang)


def _remedy(action: Action, lang: Lang) -> tuple[str, str, str, str]:
    benefit = action.benefit or w.NOT_SAID.to(lang)
    return what_of(action).to(lang), action.owner, day(action.due), benefit
