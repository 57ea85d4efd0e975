"""What a funnel's figures are called and how they are written; used by page and terminal."""

from __future__ import annotations

from data.text import Lang, Text
from kpi.definition import Unit
from kpi.doubt.level import Interval
from kpi.figure import Number
from kpi.format import NO_ANSWER, figure, joined
from kpi.funnels.told import Against

AGAINST: dict[Against, Text] = {
    "previous": Text("上期", "Previous period"),
    "year": Text("去年同期", "Same days last year"),
}
COMPARED: dict[Against, Text] = {
    "previous": Text("較上期", "vs previous"),
    "year": Text("較去年同期", "vs last year"),
}
IN_SENTENCE: dict[str, Text] = {
    "previous": Text("上期", "previously"),
    "year": Text("去年同期", "a year before"),
    "target": Text("目標", "target"),
}
SEASON = Text("去年同檔期", "Season last year")
RANGE = Text("範圍 {low}–{high}", "range {low}–{high}")
BIGGEST = Text("◀ 損失最大", "◀ greatest loss")
WITHIN = Text("誤差內", "within error")
CROSSES = Text("跨帳本", "two ledgers")
MADE_OF = Text("{above} ÷ {below}", "{above} ÷ {below}")

STEP = Text("步驟", "Step")
PHASE = Text("階段", "Phase")
COUNT = Text("數量", "Count")
UNIT = Text("單位", "Unit")
RATE = Text("步驟比例", "Step rate")
SO_FAR = Text("累計比例", "Cumulative")
LOST = Text("流失", "Lost")
COST = Text("代價", "Cost")
POINT = Text("多 1 個百分點值", "One point more is worth")
WHOSE = Text("誰負責", "Owner")
BOOK = Text("帳本", "Ledger")


def rate(value: Number | None, lang: Lang) -> str:
    """Write a rate; one above 1, which only two books can give, too."""
    return figure(value, Unit.RATIO, lang)


def bounds(told: Interval | None, lang: Lang) -> str:
    """Write an interval of a rate, empty where there is none."""
    if told is None:
        return ""
    low, high = (figure(max(0.0, end), Unit.RATIO, lang) for end in told)
    return RANGE.fill(low=low.removesuffix("%"), high=high).to(lang)


def count(value: Number | None, lang: Lang) -> str:
    """Write a count: 萬 from 100,000 on."""
    return figure(value, Unit.COUNT, lang)


def amount(value: Number | None, currency: str | None, lang: Lang) -> str:
    """Write an amount with its currency behind it; – where it is not known."""
    if value is None:
        return NO_ANSWER
    return joined(figure(value, Unit.MONEY, lang, currency=currency), currency or "")
