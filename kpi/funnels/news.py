"""The funnel's sentence, and its greatest loss told in full: how much, what it costs, whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from data.text import Lang, Text
from kpi.card import Pair
from kpi.definition import Unit
from kpi.facts.quantities import Ledger
from kpi.format import NO_ANSWER, change, change_unit, days, figure, joined
from kpi.funnels import words
from kpi.funnels.cut import Cutting
from kpi.funnels.lines import Wording
from kpi.funnels.losses import Loss, passes_on
from kpi.funnels.members import mixed
from kpi.funnels.told import Stood
from kpi.overview.sentence import COMPARED
from kpi.view import View

WORST = Text(
    "損失最大的是「{rate}」，{now}（{kind} {then}）",
    "the greatest loss is {rate}: {now} ({kind} {then})",
)
WITH_COST = Text("{text}，代價約 {cost}", "{text}, at a cost of about {cost}")
OWNED = Text("{text}，負責的是{owner}", "{text}; it belongs to {owner}")
NONE = Text("沒有一步的比例低於{kind}到超出誤差", "no step fell short of {kind} beyond doubt")
KINDS = {
    "previous": Text("上期", "the previous period"),
    "year": Text("去年同期", "the year before"),
}
MOST = Text(
    "{text}；同一本帳裡流失最多的是「{rate}」（{lost} 沒有走下去），負責的是{owner}",
    "{text}; within one ledger most are lost at {rate} ({lost} did not go on), which belongs to"
    " {owner}",
)
SO_FAR = Text(
    "{text}；到目前為止流失最多的是「{rate}」（{lost} 還沒走下去，仍在回補），負責的是{owner}",
    "{text}; so far most are lost at {rate} ({lost} have not gone on yet), which belongs to"
    " {owner}",
)
WORTH = Text("{text}；多 1 個百分點約值 {worth}", "{text}; one point more is worth about {worth}")
NO_RATES = Text("還湊不出兩個相鄰的步驟", "no two neighbouring steps have figures yet")

TITLE = Text("損失最大：{rate}", "Greatest loss: {rate}")
HOW_MUCH, COSTS = Text("少了多少", "How much"), Text("代價", "Cost")
WHOSE, ACTION = Text("誰負責", "Owner"), Text("處置", "Agreed step")
WHY, MISTAKE = Text("為什麼", "Why"), Text("常見錯誤", "Usual mistake")
SHORT = Text(
    "{now}，{kind} {then}（{points}）：{below} {n} 之中少 {short}",
    "{now}, {kind} {then} ({points}): short of {short} among {n} {below}",
)
REACHES = Text(
    "約 {cost} ＝ {short} × 之後走到成交的 {share} × {price}",
    "about {cost} = {short} × {share} that go on to the outcome × {price}",
)
WITHHELD = Text(
    "不算：之後有跨帳本的步驟，或不知道成交的金額。",
    "Withheld: a later step crosses ledgers, or no amount is known.",
)


@dataclass(frozen=True, slots=True)
class Loser:
    """The greatest loss beyond doubt.

    Parameters
    ----------
    facts : tuple of Pair
        How much, what it costs, and why where the cut on the page knows.
    who : tuple of Pair
        Whose it is, the agreed step, the usual mistake.
    """

    title: str
    facts: tuple[Pair, ...]
    who: tuple[Pair, ...]


def news(wording: Wording, view: View) -> str:
    """Return period, comparison and the greatest loss in one sentence."""
    told, lang = wording.told, view.lang
    period = told.period
    other = period.previous if wording.against == "previous" else period.last_year
    now, before = days(period.now, view.today), days(other, view.today)
    return COMPARED.fill(now=now, before=before, news=_news(wording, lang)).to(lang)


def _news(wording: Wording, lang: Lang) -> Text:
    loss = wording.biggest
    if loss is None:
        return _nothing(wording, lang)
    text = WORST.fill(rate=_name(loss.at), **_rates(loss, lang))
    if loss.cost:
        cost = words.amount(loss.cost, wording.scene.currency, lang)
        text = WITH_COST.fill(text=text, cost=cost)
    who = wording.owner(loss.at)
    return OWNED.fill(text=text, owner=who)


def _nothing(wording: Wording, lang: Lang) -> Text:
    """Say that no step is worse beyond doubt, and where most are lost all the same."""
    rated = [s for s in wording.told.steps if s.passage and s.passage.value is not None]
    if not rated:
        return NO_RATES
    text = NONE.fill(kind=KINDS[wording.against])
    # most of those who see an ad never click: that says nothing
    within = [s for s in rated if not s.crosses and s.step.ledger is not Ledger.PLATFORM]
    own = [s for s in within if not s.is_young] or within
    if not own:
        return text
    worst = min(own, key=lambda s: float(s.passage.value or 0) if s.passage else 1.0)
    lost = 1 - float(worst.passage.value or 0) if worst.passage else 0.0
    who = wording.owner(worst)
    said = SO_FAR if worst.is_young else MOST
    told = said.fill(text=text, rate=_name(worst), lost=words.rate(lost, lang), owner=who)
    worth = wording.point(worst)
    return WORTH.fill(text=told, worth=worth) if worth else told


def loser(wording: Wording, cut: Cutting | None) -> Loser | None:
    """Return the greatest loss told in full; None where none is beyond doubt."""
    loss = wording.biggest
    if loss is None:
        return None
    title = TITLE.fill(rate=_name(loss.at)).to(wording.lang)
    return Loser(title, tuple(_facts(loss, wording, cut)), tuple(_who(loss, wording)))


def _facts(loss: Loss, wording: Wording, cut: Cutting | None) -> Iterator[Pair]:
    lang = wording.lang
    yield Pair(HOW_MUCH.to(lang), _short(loss, lang))
    yield Pair(COSTS.to(lang), _cost(loss, wording))
    if why := _why(loss, cut, lang):
        yield Pair(WHY.to(lang), why)


def _who(loss: Loss, wording: Wording) -> Iterator[Pair]:
    lang, at = wording.lang, loss.at
    yield Pair(WHOSE.to(lang), wording.owner(at))
    if at.judged:
        yield Pair(ACTION.to(lang), at.judged.goal.step.to(lang))
    yield Pair(MISTAKE.to(lang), at.step.mistake.to(lang))


def _short(loss: Loss, lang: Lang) -> str:
    rate = loss.at.passage
    assert rate is not None and rate.kpi.denominator is not None
    points = joined(change(rate.value, loss.reference, Unit.RATIO), change_unit(Unit.RATIO, lang))
    return SHORT.fill(
        **_rates(loss, lang),
        points=points,
        below=rate.kpi.denominator.name,
        n=figure(rate.denominator, Unit.COUNT, lang, full=True),
        short=words.count(round(loss.short), lang),
    ).to(lang)


def _cost(loss: Loss, wording: Wording) -> str:
    told, lang, currency = wording.told, wording.lang, wording.scene.currency
    share = passes_on(told, loss.at)
    if loss.cost is None or share is None or told.price is None:
        return WITHHELD.to(lang)
    return REACHES.fill(
        cost=words.amount(loss.cost, currency, lang),
        short=words.count(round(loss.short), lang),
        share=words.rate(share, lang),
        price=figure(told.price.value, Unit.MONEY, lang, currency=currency),
    ).to(lang)


def _why(loss: Loss, cut: Cutting | None, lang: Lang) -> str:
    """Say why the rate moved, where the cut on the page carries it."""
    for before, after in pairwise(cut.steps if cut else ()):
        same = (before, after) == (loss.at.before, loss.at.step)
        apart = cut.mixes.get(after.key) if cut else None
        if same and apart is not None and apart.sure and cut is not None:
            return mixed(apart, before, after, cut, lang)
    return ""


def _rates(loss: Loss, lang: Lang) -> dict[str, Text | str]:
    value = loss.at.passage.value if loss.at.passage else None
    now, then = words.rate(value, lang), words.rate(loss.reference, lang)
    return {"now": now, "then": then, "kind": words.IN_SENTENCE[loss.kind]}


def _name(at: Stood) -> Text:
    return at.passage.kpi.name if at.passage else Text(NO_ANSWER, NO_ANSWER)
