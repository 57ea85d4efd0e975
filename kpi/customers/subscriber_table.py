"""The subscribers as a table: who stayed, as seen and by the model, and what one is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.customers.sbg import survival
from kpi.customers.subscribers import Subscribers, subscribers
from kpi.customers.time_unit import TimeUnit
from kpi.definition import Unit
from kpi.facts.extent import extent
from kpi.format import NO_ANSWER, figure
from kpi.grid import Cell, Column, Grid, Line
from kpi.terms import Terms, terms

SHOWN = (1, 2, 3, 6, 12)
"""After so many renewals it is told who stayed."""

BILLED = Text("計費", "Billed")
NAMES = {TimeUnit.MONTH: Text("每月", "Monthly"), TimeUnit.YEAR: Text("每年", "Yearly")}
MANY = Text("訂閱者", "Subscribers")
AFTER = Text("續訂 {n} 次後還在", "Left after {n} renewals")
PAYMENTS = Text("24 個月付幾次", "Payments in 24 months")
WORTH = Text("LTV（24 個月，{currency}）", "LTV (24 months, {currency})")
RANGE = Text("90% 範圍", "90% range")
ENDS = Text("{low}–{high}", "{low} to {high}")
SEEN_AND_MODEL = Text("{seen}（{model}）", "{seen} ({model})")
NOTE = Text(
    "續訂後還在的比例：看過的，括號裡是 sBG 模型（一期＝一次計費；每一批只看大家都過完的續訂；少於"
    " 30 人不算）。範圍是 90%，含參數與人數的誤差。",
    "Share left after renewals: as seen, in brackets as the sBG model has it (a period is a billing"
    " period; of each month only renewals that all of it could have made; of fewer than 30 nothing"
    " is told). The range is 90 %: doubt of the parameters and chance of so many.",
)
NO_AMOUNT = Text(
    "沒有每一期的金額，所以沒有 LTV：名單的「金額」欄填每一期付多少。",
    "No amount of a period is told, so there is no LTV: fill it in as the lead's amount.",
)
NO_SUBSCRIBERS = Text(
    "訂閱（sBG）：資料裡沒有訂閱何時結束，所以不估訂閱的留存。匯入名單時寫上付費日期、退訂日期與計費"
    "週期（月或年），這裡就會出現。",
    "Subscriptions (sBG): the data do not say when subscriptions end, so retention of subscribers"
    " is not estimated. Import leads with the days they first paid and ended and their billing"
    " period (month or year), and it appears here.",
)


def subscriber_table(snapshot: Snapshot, state: State, lang: Lang) -> Grid:
    """Return a line a billing period; without a line its note says what is missing."""
    told = terms(state, extent(snapshot).sources)
    found = subscribers(snapshot, told)
    notes = tuple(_notes(found)) if found else (NO_SUBSCRIBERS,)
    return Grid(
        BILLED.to(lang),
        tuple(_columns(told, lang)),
        tuple(_line(one, told, lang) for one in found),
        tuple(note.to(lang) for note in notes),
    )


def _columns(told: Terms, lang: Lang) -> Iterator[Column]:
    yield Column("many", MANY.to(lang))
    for renewal in SHOWN:
        yield Column(f"after-{renewal}", AFTER.fill(n=renewal).to(lang))
    yield Column("payments", PAYMENTS.to(lang))
    yield Column("ltv", WORTH.fill(currency=told.currency or NO_ANSWER).to(lang))
    yield Column("range", RANGE.to(lang))


def _line(one: Subscribers, told: Terms, lang: Lang) -> Line:
    churn = one.model.churn
    expected = survival(churn, max(SHOWN)) if churn else None
    cells = [Cell(one.many, f"{one.many:,}")]
    cells += [_stayed(one, n, expected[n] if expected else None, lang) for n in SHOWN]
    payments = None if one.payments is None else round(one.payments, 1)
    cells.append(Cell(payments, NO_ANSWER if payments is None else f"{payments:,.1f}"))
    low, amount, high = (
        figure(value, Unit.MONEY, lang, currency=told.currency)
        for value in (one.ltv.low, one.ltv.amount, one.ltv.high)
    )
    ends = ENDS.fill(low=low, high=high).to(lang) if one.ltv.low is not None else NO_ANSWER
    cells += [Cell(one.ltv.amount, amount), Cell(None, ends)]
    return Line(NAMES[one.unit].to(lang), tuple(cells))


def _stayed(one: Subscribers, renewal: int, expected: float | None, lang: Lang) -> Cell:
    """Write who was left after a renewal, and in brackets who should be by the model."""
    told = one.stayed(renewal)
    share = told[0] / told[1] if told else None
    seen, model = (figure(value, Unit.RATIO, lang) for value in (share, expected))
    if expected is None:
        return Cell(share, seen)
    return Cell(share, SEEN_AND_MODEL.fill(seen=seen, model=model).to(lang))


def _notes(found: Sequence[Subscribers]) -> Iterator[Text]:
    yield NOTE
    said = [one.model.why_not or one.ltv.why_not for one in found]
    if any(one.model.churn and not one.is_paid for one in found):
        said = [
            NO_AMOUNT if not one.is_paid else text for one, text in zip(found, said, strict=True)
        ]
    yield from dict.fromkeys(text for text in (*said, *(n for one in found for n in one.ltv.notes))
                             if text)  # fmt: skip
