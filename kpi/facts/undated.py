"""What a CRM does not tell: the day a stage was reached, what foreign money is worth."""

from __future__ import annotations

from collections.abc import Mapping

from data.schema import LeadMeasure
from data.snapshot import Snapshot
from data.text import Text
from kpi.facts.remarks import Remark
from kpi.period import Span
from kpi.sql import text

DAYS: Mapping[str, tuple[LeadMeasure, ...]] = {
    "lead": (
        LeadMeasure.CRM_LEADS,
        LeadMeasure.NEW_LEADS,
        LeadMeasure.INVALID_LEADS,
        LeadMeasure.LEADS_TO_MQL,
    ),
    "mql": (LeadMeasure.MQL, LeadMeasure.MQL_ACCEPTED, LeadMeasure.MQL_TO_SQL),
    "sql": (LeadMeasure.SQL, LeadMeasure.SQL_TO_WON),
    "opportunity": (
        LeadMeasure.OPPORTUNITIES,
        LeadMeasure.OPPORTUNITIES_WON,
        LeadMeasure.PIPELINE_AMOUNT,
    ),
    "won": (LeadMeasure.DEALS_WON, LeadMeasure.WON_AMOUNT),
    "lost": (LeadMeasure.DEALS_LOST,),
    "trial": (
        LeadMeasure.TRIALS,
        LeadMeasure.TRIALS_ACTIVATED,
        LeadMeasure.TRIALS_IN_A_DAY,
        LeadMeasure.TRIALS_PAID,
    ),
    "paid": (LeadMeasure.SUBSCRIBED,),
    "renewed": (LeadMeasure.RENEWED,),
}
"""What stands on the day a stage was reached."""
MONEY = {"opportunity": LeadMeasure.PIPELINE_AMOUNT, "won": LeadMeasure.WON_AMOUNT}

UNDATED = Text(
    "{account} 有 {n} 筆只知道在 {last} 以前達到，不知道是哪一天，沒有算進來。",
    "{account}: {n} reached it by {last}, nobody knows on which day; they are not counted.",
)
WAITING = Text(
    "{account} 有 {n} 筆金額是 {currency}，等匯率匯入後才計入；有這種金額的日子先不計。",
    "{account}: {n} amounts are in {currency} and wait for an exchange rate; days that have such"
    " amounts are left out.",
)
NONE: frozenset[str] = frozenset()


def undated(snapshot: Snapshot) -> tuple[Remark, ...]:
    """Return what has to be said of figures of CRMs, as sources' own remarks are."""
    return (*_undated(snapshot), *_waiting(snapshot))


def _undated(snapshot: Snapshot) -> list[Remark]:
    found = []
    for platform, name, number, stage, count, first, last in snapshot.query(text("undated")):
        said = UNDATED.fill(account=name, n=f"{count:,}", last=f"{last:%Y/%-m/%-d}")
        touched = frozenset(map(str, DAYS.get(stage, ())))
        names = frozenset(filter(None, (name, number)))
        if touched:
            found.append(Remark(platform, names, Span(first, last), said, touched, NONE))
    return found


def _waiting(snapshot: Snapshot) -> list[Remark]:
    found = []
    for row in snapshot.query(text("waiting_deals")):
        platform, name, number, stage, currency, count, first, last = row
        said = WAITING.fill(account=name, n=f"{count:,}", currency=currency)
        names = frozenset(filter(None, (name, number)))
        touched = frozenset({str(MONEY[stage])})
        found.append(Remark(platform, names, Span(first, last), said, touched, NONE))
    return found
