"""The answer to the question on Friday as it is read: on the page, on a phone, in a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.text import Lang, Text
from kpi.format import NO_ANSWER, joined, share
from kpi.spacing import spaced
from kpi.whatif import question_words as words
from kpi.whatif.account import Account
from kpi.whatif.expected import Going
from kpi.whatif.known import together
from kpi.whatif.question import Answer
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
from kpi.whatif.verdicts import limit_chip


@dataclass(frozen=True, slots=True)
class Where:
    """One channel of the answer, worded."""

    name: str
    paid: str
    media: str
    orders: str


@dataclass(frozen=True, slots=True)
class QuestionBoard:
    """The answer, worded.

    Parameters
    ----------
    notes, details : tuple of str
        What must be known beside the figures, and how they were come by.
    message : str
        All of it as a text of some lines, to be sent.
    """

    sentence: str
    figures: tuple[Figure, ...]
    where: tuple[Where, ...]
    notes: tuple[str, ...]
    details: tuple[str, ...]
    message: str


def question_board(account: Account, told: Answer, going: Going, lang: Lang) -> QuestionBoard:
    """Word an answer."""
    lines = tuple(_where(account, told, lang)) if told.placed else ()
    return QuestionBoard(
        ("" if lang == "zh" else " ").join(_headline(account, told, lang)),
        tuple(_figures(account, told, going, lang)) if told.placed else (),
        lines,
        tuple(text.to(lang) for text in _notes(account, told, lang)),
        tuple(text.to(lang) for text in _details(account, told, lang)),
        _message(account, told, lines, lang),
    )


def _asked(account: Account, told: Answer, lang: Lang) -> str:
    amount = told.asked.amount
    text = words.ASKED if amount > 0 else words.ASKED_LESS
    basis = words.BASES[told.asked.with_tax, told.asked.with_fee].to(lang)
    said = money(abs(amount), lang, account.currency, short=True)
    return text.fill(days=spaced(named(account.days, lang), lang), amount=said, basis=basis).to(
        lang
    )


def _headline(account: Account, told: Answer, lang: Lang) -> Iterator[str]:
    """Yield what the amount brings, and whether that pays for it."""
    yield _sentence(account, told, lang)
    if told.placed:
        yield from (text.to(lang) for text in _worth_it(told))


def _sentence(account: Account, told: Answer, lang: Lang) -> str:
    if not told.asked.amount:
        return words.FILL_IN.to(lang)
    whole = {"asked": _asked(account, told, lang), "range": changes(told.outcome.orders, lang)}
    if not told.placed:
        return words.NO_ROOM.fill(**whole).to(lang)
    if told.left_over:
        text = words.PARTLY_VAGUE if told.vague or told.beyond else words.PARTLY
        placed, left = (spaced(money(n, lang, account.currency, short=True), lang)
                        for n in (told.placed, told.left_over))  # fmt: skip
        return text.fill(**whole, placed=placed, left=left).to(lang)
    guessed = any(c.assumed for c, n in zip(account.channels, told.paid, strict=True) if n)
    doubtful = words.BEYOND if told.beyond else words.VAGUE
    text = words.GUESSED if guessed else doubtful if told.vague or told.beyond else words.BRINGS
    return text.fill(**whole).to(lang)


def _figures(account: Account, told: Answer, going: Going, lang: Lang) -> Iterator[Figure]:
    """Yield orders, what one more costs, and what is left of the margin."""
    found, currency = told.outcome, account.currency
    orders = changes(found.orders, lang)
    yield Figure(words.ORDERS.to(lang), change(found.orders.middle, lang),
                 words.RANGE.fill(range=orders).to(lang))  # fmt: skip
    each = found.per_customer or found.per_order
    unit = unit_of(currency)
    name = (words.CAC if found.per_customer else words.PER_ORDER).fill(unit=unit)
    if each is None:
        yield Figure(name.to(lang), NO_ANSWER, words.NO_ANSWER_BESIDE.to(lang))
    else:
        beside = words.RANGE.fill(range=between(each, lang, currency)).to(lang)
        chip, goal = limit_chip(going, "cac", each, lang) if found.per_customer else (None, "")
        yield Figure(name.to(lang), money(each.middle, lang, currency),
                     "｜".join(filter(None, (beside, goal))), chip)  # fmt: skip
    profit, name = found.contribution, words.CONTRIBUTION.fill(unit=unit)
    if profit is None:
        yield Figure(name.to(lang), NO_ANSWER, words.NO_MARGIN.to(lang))
        return
    told_range = money_changes(profit, lang, currency)
    value = money(profit.middle, lang, currency)
    yield Figure(name.to(lang), f"+{value}" if profit.middle > 0 else value,
                 words.RANGE.fill(range=told_range).to(lang))  # fmt: skip


def _where(account: Account, told: Answer, lang: Lang) -> Iterator[Where]:
    """Yield the channels that get something, and the total of several."""
    currency = account.currency
    for channel, part, paid in zip(account.channels, told.outcome.parts, told.paid, strict=True):
        if not paid:
            continue
        unclear = channel.assumed or part.orders.vague
        orders = CANNOT_TELL.to(lang) if unclear else changes(part.orders, lang)
        yield Where(
            channel.name(lang), money(paid, lang, currency),
            money(part.money - part.before, lang, currency), orders,
        )  # fmt: skip
    if sum(1 for paid in told.paid if paid) > 1:
        yield Where(
            words.TOTAL.to(lang),
            money(told.placed, lang, currency),
            money(told.media, lang, currency),
            changes(told.outcome.orders, lang),
        )


def _notes(account: Account, told: Answer, lang: Lang) -> Iterator[Text]:
    """Yield what must be known beside the figures."""
    if told.placed:
        media = money(told.media, lang, account.currency)
        yield words.MEDIA_LEFT.fill(media=media, rules=_rules(account, told))
        if len([n for n in told.paid if n]) > 1 or told.told:
            yield words.PLACED if told.told else words.IN_PROPORTION
    yield from together(account)


def _details(account: Account, told: Answer, lang: Lang) -> Iterator[Text]:
    """Yield how the figures were come by."""
    currency, found = account.currency, told.outcome
    base = words.ON_PLAN if told.by_plan else words.ON_PACE
    yield base.fill(base=money(sum(told.base), lang, currency))
    if told.placed:
        yield from _alone(account, told, lang)
        later = round(found.orders.middle - found.in_days.middle)
        if later > 0:
            yield words.LATER.fill(n=later, days=_both(account))
    if account.new_share is not None and found.per_customer:
        yield words.NEW_SHARE.fill(share=share(account.new_share))
    if account.mixed_tax and found.contribution:
        yield words.MIXED_TAX
    first, last = account.told
    yield words.FROM.fill(first=first, last=last)
    yield from account.notes


def _alone(account: Account, told: Answer, lang: Lang) -> Iterator[Text]:
    """Yield what would be left of the whole amount in one channel alone, where they differ."""
    basis = told.asked.with_tax, told.asked.with_fee
    left = [
        (c.name(lang), round(told.asked.amount / c.paid.for_one(*basis))) for c in account.channels
    ]
    if len({n for _, n in left}) > 1 or told.left_over:
        joint = "、" if lang == "zh" else ", "
        each = joint.join(joined(name, money(n, lang, account.currency)) for name, n in left)
        yield words.ALONE.fill(each=each)


def _worth_it(told: Answer) -> Iterator[Text]:
    """Say whether the margin pays for the money, where that is sure."""
    profit, more = told.outcome.contribution, told.placed > 0
    if profit and profit.high < 0:
        yield words.LOSES if more else words.MISSES
    elif profit and profit.low > 0:
        yield words.PAYS if more else words.SAVES


def _both(account: Account) -> Text:
    return Text(spaced(named(account.days, "zh"), "zh"), named(account.days, "en"))


def _rules(account: Account, told: Answer) -> Text:
    """Say which fees and taxes were taken out."""
    said = [c.paid.said for c, n in zip(account.channels, told.paid, strict=True) if n]
    rules = Text("、".join(s.zh for s in said), ", ".join(s.en for s in said))
    rules = rules if told.asked.with_fee else words.NO_FEES
    return words.WITH_TAX.fill(rules=rules) if told.asked.with_tax else rules


def _message(account: Account, told: Answer, lines: tuple[Where, ...], lang: Lang) -> str:
    """Return the answer as lines of text."""
    if not told.placed:
        return _sentence(account, told, lang)
    found, currency = told.outcome, account.currency
    orders = words.LINE_CANNOT if told.vague or told.beyond else words.LINE_ORDERS
    text: list[Text] = [
        words.LINE_TITLE.fill(asked=_asked(account, told, lang)),
        words.LINE_MEDIA.fill(media=money(told.media, lang, currency)),
        orders.fill(range=changes(found.orders, lang)),
    ]
    each: Mapping[str, str] = {}
    if found.per_customer:
        each = {"value": money(found.per_customer.middle, lang, currency),
                "range": between(found.per_customer, lang, currency)}  # fmt: skip
        text.append(words.LINE_CAC.fill(**each))
    if found.contribution:
        text.append(words.LINE_PROFIT.fill(range=money_changes(found.contribution, lang, currency)))
    channels = lines[:-1] if len(lines) > 1 else lines
    where = ("、" if lang == "zh" else ", ").join(joined(one.name, one.paid) for one in channels)
    text.append(words.LINE_WHERE.fill(where=where))
    if told.left_over:
        left = money(told.left_over, lang, currency)
        text.append(words.LINE_LEFT.fill(left=left))
    return "\n".join(one.to(lang) for one in text)
