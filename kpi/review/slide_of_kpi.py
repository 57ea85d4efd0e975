"""The screen of one KPI: its figure, why it moved, its weeks, and how it can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data.text import Lang, Text
from kpi.card import Verdict
from kpi.catalog import KPIS
from kpi.drivers.words import effect
from kpi.format import day, days, figure
from kpi.goals.playbook import NOT_THIS_WEEK, PLAYBOOK, SKIP
from kpi.overview.chart import GUARDRAIL
from kpi.overview.wording import chip
from kpi.period import Span, calendar_span
from kpi.review.decided import told
from kpi.review.frozen import Frozen, Week
from kpi.review.record import Item, Review
from kpi.review.slide import Bar, Choice, Slide, Spark
from kpi.verdict import FLAGS

COMPARED = Text("{now} 與 {before} 相比", "{now} against {before}")
SO_FAR = Text("{days} 累計", "{days}, total so far")
MORE = Text("為什麼多了 {size}", "Why {size} more")
LESS = Text("為什麼少了 {size}", "Why {size} less")
PARTS = Text("其中這個通路帶來的", "Of which this channel brought")
TARGET_AT = Text("目標 {value}", "Target {value}")
ALT = Text(
    "{name}，近 {n} 週：{days} 為 {now}，最低 {low}，最高 {high}。",
    "{name}, last {n} weeks: {now} in {days}, lowest {low}, highest {high}.",
)
AGREED = Text("約定的處置：{step}・{owner}", "Agreed step: {step}・{owner}")
FORMULA, BASIS = Text("公式：{said}", "Formula: {said}"), Text("口徑：{said}", "Basis: {said}")


def of_kpi(item: Item, kept: Frozen, review: Review, lang: Lang, skipped: frozenset[str]) -> Slide:
    """Return the screen of an item about one KPI.

    Parameters
    ----------
    skipped : frozenset of str
        The items that the review before left alone.
    """
    decision, wanted = review.decided(item.key), kept.verdict in (Verdict.ACT, Verdict.WATCH)
    said = [line.text.to(lang) for line in item.lines] + ([kept.why.to(lang)] if kept.why else [])
    open_for_it = wanted and review.is_open
    return Slide(
        key=item.key, kind=item.kind, title=item.title.to(lang),
        note=_note(kept, review, lang), minutes=item.minutes,
        figure=kept.figure.to(lang), chip=chip(kept.verdict, lang),
        flag=FLAGS[kept.flags[0]][0].to(lang) if kept.flags else "",
        limits=kept.limits.to(lang) if kept.limits else "",
        facts=tuple(change.to(lang) for change in kept.changes),
        bars_title=_bars_title(kept, lang), bars=_bars(kept, lang), spark=_spark(kept, lang),
        sentences=tuple(said),
        choices=_choices(decision.step if decision else "", lang) if open_for_it else (),
        decided=told(decision, review, lang) if decision else "",
        owner=decision.owner if decision else "",
        due=decision.due.isoformat() if decision and decision.due else "",
        asks_why=open_for_it and item.key in skipped,
        speaker=tuple(_speaker(kept, lang)),
    )  # fmt: skip


def _is_sum(kept: Frozen, review: Review) -> bool:
    """Whether a figure ran up since before the week: a sum is judged on its own period."""
    return kept.due is not None or kept.start < review.week.start


def _note(kept: Frozen, review: Review, lang: Lang) -> str:
    """Say over which days a figure is, and with which it is compared."""
    now = Span(kept.start, kept.end)
    if _is_sum(kept, review):
        return SO_FAR.fill(days=days(now)).to(lang)
    return COMPARED.fill(now=days(now), before=days(now.moved(-7))).to(lang)


def _bars_title(kept: Frozen, lang: Lang) -> str:
    """Return the question that the bars answer; where some are left out, that they are not all."""
    if not kept.drivers or kept.value is None or kept.previous is None:
        return ""
    if kept.why is None:
        return PARTS.to(lang)
    moved = kept.value - kept.previous
    text = MORE if moved > 0 else LESS
    return text.fill(size=_written(kept, abs(moved), lang, sign=False)).to(lang)


def _bars(kept: Frozen, lang: Lang) -> tuple[Bar, ...]:
    return tuple(
        Bar(d.name.to(lang), float(d.effect), _written(kept, d.effect, lang)) for d in kept.drivers
    )


def _written(kept: Frozen, value: Decimal, lang: Lang, *, sign: bool = True) -> str:
    """Write a difference in the KPI's unit; of one the catalog no longer has, the bare figure."""
    kpi = KPIS.get(kept.kpi)
    if kpi is None:
        return figure(value, kept.unit, lang, currency=kept.currency)
    return effect(kpi, value, lang, kept.currency, sign=sign)


def _spark(kept: Frozen, lang: Lang) -> Spark | None:
    """Return its last weeks; limits only of a ratio, for a week is no whole period of a sum."""
    if not any(week.value is not None for week in kept.weeks):
        return None
    ratio = kept.due is None
    target, guardrail = (kept.target, kept.guardrail) if ratio else (None, None)
    return Spark(
        days=tuple(day(week.start) for week in kept.weeks),
        values=tuple(_float(week.value) for week in kept.weeks),
        previous=tuple(_float(week.previous) for week in kept.weeks),
        texts=tuple(_shown(kept, week.value, lang) for week in kept.weeks),
        alt=_alt(kept, lang),
        target=_float(target),
        target_text=_limit(kept, TARGET_AT, target, lang),
        guardrail=_float(guardrail),
        guardrail_text=_limit(kept, GUARDRAIL, guardrail, lang),
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _shown(kept: Frozen, value: Decimal | None, lang: Lang, *, short: bool = False) -> str:
    kpi = KPIS.get(kept.kpi)
    decimals = kpi.decimals if kpi else None
    return figure(value, kept.unit, lang, decimals=decimals, currency=kept.currency, short=short)


def _limit(kept: Frozen, text: Text, value: Decimal | None, lang: Lang) -> str:
    if value is None:
        return ""
    return text.fill(value=_shown(kept, value, lang, short=True)).to(lang)


def _alt(kept: Frozen, lang: Lang) -> str:
    """Return the chart in one sentence."""
    known = [(week.value, week) for week in kept.weeks if week.value is not None]
    values = [value for value, _ in known]
    newest: Week = known[-1][1]
    words = {
        name: _shown(kept, value, lang)
        for name, value in {"now": newest.value, "low": min(values), "high": max(values)}.items()
    }
    week = days(calendar_span("week", newest.start))
    return ALT.fill(name=kept.name, n=len(known), days=week, **words).to(lang)


def _choices(chosen: str, lang: Lang) -> tuple[Choice, ...]:
    """Return the playbook under the keys 1 to 7, and 「本週不處理」 under 0."""
    steps = [(key, str(n), word) for n, (key, word) in enumerate(PLAYBOOK.items(), 1)]
    every = [*steps, (SKIP, "0", NOT_THIS_WEEK)]
    return tuple(Choice(step, key, word.to(lang), step == chosen) for step, key, word in every)


def _speaker(kept: Frozen, lang: Lang) -> Iterator[str]:
    """Yield what the speaker should know: definition, basis, completeness, the agreed step."""
    yield FORMULA.fill(said=kept.formula).to(lang)
    if kept.basis:
        yield BASIS.fill(said=kept.basis).to(lang)
    yield kept.complete.to(lang)
    yield AGREED.fill(step=kept.agreed, owner=kept.owner).to(lang)
