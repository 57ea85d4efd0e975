"""The overview as screens on a wall: the news first, then the star and every core KPI."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from data.text import Lang, Text
from kpi.card import Board, Card, Flag, Pair
from kpi.format import NO_ANSWER, day, joined
from kpi.overview.sentence import EMPTY
from kpi.review.slide import Slide, Spark
from kpi.verdict import FLAGS

LATE = timedelta(1)
"""A day's figures are due on the next day; a wall says so when they are more than a day late."""
NEWS = Text("總覽", "Overview")
TITLES = (
    Text("指標", "KPI"),
    Text("數字", "Figure"),
    Text("狀態", "Status"),
    Text("目標", "Target"),
)
TO_DO = Text("{what}：{step}（{due}）", "{what}: {step} ({due})")
OLD = Text("資料只到 {day}。", "The data end on {day}.")
NOT_UPDATED = Text("有來源未更新：{names}。", "Some sources are not updated: {names}.")
AND = Text("、", ", ")
ASIDE = Text("{fact}（{aside}）", "{fact} ({aside})")


def screens(board: Board | None, lang: Lang) -> tuple[Slide, ...]:
    """Return the overview, one screen for the news and one for each card.

    Parameters
    ----------
    board : Board or None
        None before anything is published: the screen then says what to do.
    """
    if board is None or board.first is None:
        return (Slide("news", "core", NEWS.to(lang), "", 0, sentences=(EMPTY.to(lang),)),)
    cards = [card for card in (board.star, *board.cards) if card]
    return (_news(board, cards, lang), *(_screen(card, board, lang) for card in cards))


def outdated(board: Board, today: date, lang: Lang) -> str:
    """Say why what a board shows is out of date; empty where it is not.

    Parameters
    ----------
    board : Board
        Of a period that ends at the last complete day of the data.
    today : datetime.date
        The day it is for the people who look.
    """
    word = FLAGS[Flag.STALE][0].to(lang)
    late = [card.name for card in (board.star, *board.cards) if card and card.flag == word]
    told = []
    if board.last and board.last < today - timedelta(1) - LATE:
        told.append(OLD.fill(day=day(board.last)).to(lang))
    if late:
        told.append(NOT_UPDATED.fill(names=AND.to(lang).join(late)).to(lang))
    return joined(*told)


def _news(board: Board, cards: Sequence[Card], lang: Lang) -> Slide:
    """Say the news and what needs action, and how every KPI stands."""
    todos = (TO_DO.fill(what=t.what, step=t.step, due=t.due).to(lang) for t in board.todos)
    return Slide(
        key="news",
        kind="core",
        title=NEWS.to(lang),
        note=board.period_note,
        minutes=0,
        sentences=(board.sentence, *todos),
        titles=tuple(text.to(lang) for text in TITLES),
        rows=tuple(
            (_name(c, lang), c.figure, c.chip.word if c.chip else "", c.target) for c in cards
        ),
    )


def _screen(card: Card, board: Board, lang: Lang) -> Slide:
    return Slide(
        key=card.goal_id,
        kind="star" if card is board.star else "core",
        title=_name(card, lang),
        note=board.period_note,
        minutes=0,
        figure=card.figure,
        chip=card.chip,
        flag=card.flag,
        limits=card.target,
        facts=tuple(_fact(pair, lang) for pair in (*card.pace, *card.changes)),
        spark=None if card.why_empty else _spark(card),
        sentences=(card.why_empty,) if card.why_empty else (),
    )


def _name(card: Card, lang: Lang) -> str:
    return ASIDE.fill(fact=card.name, aside=card.scope).to(lang) if card.scope else card.name


def _fact(pair: Pair, lang: Lang) -> str:
    fact = f"{pair.label} {pair.value}"
    return ASIDE.fill(fact=fact, aside=pair.note).to(lang) if pair.note else fact


def _spark(card: Card) -> Spark | None:
    """Return the last weeks, or the running sum of the star."""
    chart = card.chart
    values = tuple(point.value for point in chart.points)
    if not any(value is not None for value in values):
        return None
    last = max(i for i, value in enumerate(values) if value is not None)
    return Spark(
        days=tuple(day(point.at) for point in chart.points),
        values=values,
        previous=tuple(point.previous for point in chart.points),
        texts=tuple(chart.label if i == last else NO_ANSWER for i in range(len(values))),
        alt=chart.alt,
        target=chart.target.value if chart.target else None,
        target_text=chart.target.label if chart.target else "",
        guardrail=chart.guardrail.value if chart.guardrail else None,
        guardrail_text=chart.guardrail.label if chart.guardrail else "",
    )
