"""What the sliders say as it is read: sentence, figures, channels, and every goal's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.text import Lang, Text
from kpi.card import Chip, Flag, Verdict
from kpi.format import NO_ANSWER, figure, limit
from kpi.overview.wording import chip
from kpi.spacing import apart, spaced
from kpi.verdict import FLAGS
from kpi.whatif import question_words as asked
from kpi.whatif.account import Account
from kpi.whatif.expected import Going
from kpi.whatif.outcome import Outcome, outcome
from kpi.whatif.telling import (
    CANNOT_TELL,
    Figure,
    between,
    change,
    changes,
    money,
    money_changes,
    named,
    unit_of,
)
from kpi.whatif.verdicts import Judged, judged

SAME = Text(
    "{days}照現在的步調花 {total}：拉一個滑桿，看目標會怎樣。",
    "{days} at the recent pace, {total}: move a slider and see what it does to the goals.",
)
MOVED = Text(
    "{days}花 {total}（{more}）：訂單 {range}{doubt}。",
    "{days}, {total} ({more}): orders {range}{doubt}.",
)
ZERO = Text(
    "{days}一元都不花：訂單 {range}{doubt}。", "{days} without a unit spent: orders {range}{doubt}."
)
SURE = Text("（八成把握）", " (eight times in ten)")
UNSURE = Text("，看不出來", ", which tells nothing")
NO_MORE = Text("總額不變", "the same total")
MORE, LESS = Text("多 {money}", "{money} more"), Text("少 {money}", "{money} less")
MET = Text("{kpi}照現在的步調就會達標。", "{kpi} is met at the recent pace.")
WARNED = Text(
    "{name} 超過曾花過的最高，這一段曲線沒有根據。",
    "{name}: above the most that was ever spent, where the curve rests on nothing.",
)


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel, worded."""

    name: str
    money: str
    changed: str
    orders: str
    next_order: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal, worded: as things go, as tried, and the verdict it would get."""

    name: str
    now: str
    then: str
    target: str
    chip: Chip | None
    flag: str


@dataclass(frozen=True, slots=True)
class BudgetBoard:
    """The answer to one division, worded; `warnings` are what must not be overlooked."""

    sentence: str
    figures: tuple[Figure, ...]
    channels: tuple[ChannelLine, ...]
    goals: tuple[GoalLine, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def budget_board(account: Account, then: Sequence[int], going: Going, lang: Lang) -> BudgetBoard:
    """Word what a division brings, held against the recent pace."""
    told = outcome(account, then)
    every = judged(account, then, told, going)
    return BudgetBoard(
        _sentence(account, then, told, lang),
        tuple(_figures(account, told, lang)),
        tuple(_channels(account, told, lang)),
        tuple(_goal(one, account.currency, lang) for one in every),
        tuple(text.to(lang) for text in _notes(every)),
        tuple(
            WARNED.fill(name=channel.name(lang)).to(lang)
            for channel, part in zip(account.channels, told.parts, strict=True)
            if part.beyond
        ),
    )


def _sentence(account: Account, then: Sequence[int], told: Outcome, lang: Lang) -> str:
    days, total = named(account.days, lang), sum(then)
    whole = {"days": spaced(days, lang), "total": money(total, lang, account.currency)}
    if tuple(then) == account.current:
        return SAME.fill(**whole).to(lang)
    vague = told.orders.vague or any(
        c.assumed and p.money != p.before for c, p in zip(account.channels, told.parts, strict=True)
    )
    text = NO_MORE if not told.media else MORE if told.media > 0 else LESS
    more = text.fill(money=money(abs(told.media), lang, account.currency)).to(lang)
    whole |= {"more": more, "range": changes(told.orders, lang)}
    doubt = (UNSURE if vague else SURE).to(lang)
    return (MOVED if total else ZERO).fill(**whole, doubt=doubt).to(lang)


def _figures(account: Account, told: Outcome, lang: Lang) -> Iterator[Figure]:
    """Yield orders, the cost of one more, and what is left of the margin."""
    currency = account.currency
    yield Figure(asked.ORDERS.to(lang), change(told.orders.middle, lang),
                 asked.RANGE.fill(range=changes(told.orders, lang)).to(lang))  # fmt: skip
    each = told.per_customer or told.per_order
    name = asked.PER_ORDER if each is None or not told.per_customer else asked.CAC
    beside = (
        asked.RANGE.fill(range=between(each, lang, currency)) if each else asked.NO_ANSWER_BESIDE
    )
    value = money(each.middle, lang, currency) if each else NO_ANSWER
    yield Figure(name.fill(unit=unit_of(currency)).to(lang), value, beside.to(lang))
    profit, name = told.contribution, asked.CONTRIBUTION.fill(unit=unit_of(currency))
    if profit is None:
        yield Figure(name.to(lang), NO_ANSWER, asked.NO_MARGIN.to(lang))
        return
    value = money(profit.middle, lang, currency)
    beside = asked.RANGE.fill(range=money_changes(profit, lang, currency))
    sign = "+" if profit.middle >= 0.5 else ""
    yield Figure(name.to(lang), f"{sign}{value}", beside.to(lang))


def _channels(account: Account, told: Outcome, lang: Lang) -> Iterator[ChannelLine]:
    currency = account.currency
    for channel, part in zip(account.channels, told.parts, strict=True):
        more = part.money - part.before
        unclear = channel.assumed or (more != 0 and part.orders.vague)
        written = money(more, lang, currency)
        yield ChannelLine(
            channel.name(lang),
            money(part.money, lang, currency),
            f"+{written}" if more > 0 else written,
            CANNOT_TELL.to(lang) if unclear and more else changes(part.orders, lang),
            money(part.next_order, lang, currency) if part.next_order else NO_ANSWER,
        )


def _goal(one: Judged, currency: str, lang: Lang) -> GoalLine:
    kpi = one.expected.kpi

    def written(value: float | Decimal | int | None) -> str:
        whole = round(value) if value is not None and kpi.accumulates else value
        return figure(whole, kpi.unit, lang, decimals=kpi.decimals, currency=currency, full=True)

    why = one.expected.why_not
    return GoalLine(
        kpi.name.to(lang),
        written(one.now),
        written(one.then),
        limit(one.expected.target, kpi.unit, lang),
        chip(one.verdict, lang),
        FLAGS[Flag.UNCERTAIN][0].to(lang) if one.uncertain else why.to(lang) if why else "",
    )


def _notes(every: Sequence[Judged]) -> Iterator[Text]:
    """Say of the star that it is met without any change."""
    for one in every:
        if one.expected.goal.rank == "star" and one.before is Verdict.GOOD and one.now is not None:
            yield MET.fill(kpi=apart(one.expected.kpi.name))
