"""What a CRM tells of the way between steps: how long it takes, who waits, why sales said no."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi.card import Pair
from kpi.definition import Unit
from kpi.facts.leads import between, reasons
from kpi.facts.quantities import Ledger
from kpi.format import figure
from kpi.funnels.crm_steps import STAGES
from kpi.funnels.links import RATE
from kpi.funnels.told import Told
from kpi.sql import text

MEDIAN = Text("中位數 {middle}", "median {middle}")
SPREAD = Text("中間一半 {low} 到 {high}，{n} 筆", "the middle half {low} to {high}; {n} of them")
LEFT_OUT = Text("{told}；另有 {n} 筆沒有日期", "{told}; {n} more without a day")
WAITING = Text("還沒聯繫的 MQL", "MQL nobody has contacted")
WAITS = Text("{n}，中位數等了 {middle}", "{n}, waiting {middle} in the middle")
LONGEST = Text("最久 {days}", "the longest {days}")
TIMES = Text("{n} 筆", "{n}")


def times(snapshot: Snapshot, told: Told, lang: Lang) -> tuple[Pair, ...]:
    """Return how long leads took from step to step, and how long those wait whom nobody called.

    Of those who reached the later step in the period, where both days are told.
    """
    if told.scope:
        return ()
    steps = [s.step for s in told.steps if s.stands and s.step.key in STAGES]
    pairs = list(pairwise(steps))
    if len(steps) > 2 and {"leads", "sql"} <= {s.key for s in steps}:
        by_key = {s.key: s for s in steps}
        pairs.insert(0, (by_key["leads"], by_key["sql"]))
    found = []
    for before, after in dict.fromkeys(pairs):
        took = between(snapshot, told.period.now, STAGES[before.key], STAGES[after.key])
        if took is None:
            continue
        low, middle, high = (_days(n, lang) for n in (took.low, took.median, took.high))
        note = SPREAD.fill(low=low, high=high, n=f"{took.n:,}")
        if took.left_out:
            note = LEFT_OUT.fill(told=note, n=f"{took.left_out:,}")
        name = RATE.fill(before=before.name, after=after.name).to(lang)
        found.append(Pair(name, MEDIAN.fill(middle=middle).to(lang), note.to(lang)))
    return (*found, *_waiting(snapshot, told, lang)) if steps else ()


def _waiting(snapshot: Snapshot, told: Told, lang: Lang) -> Iterator[Pair]:
    """Yield who waits for a first call, as of the period's last day."""
    ((count, middle, longest),) = snapshot.query(text("leads_waiting"), day=told.period.now.end)
    if count:
        said = WAITS.fill(n=TIMES.fill(n=f"{count:,}"), middle=_days(middle, lang))
        note = LONGEST.fill(days=_days(longest, lang))
        yield Pair(WAITING.to(lang), said.to(lang), note.to(lang))


def refused(snapshot: Snapshot, told: Told, lang: Lang) -> tuple[Pair, ...]:
    """Return the commonest reasons why sales sent MQL of the period back."""
    crm = any(s.stands and s.step.ledger is Ledger.CRM for s in told.steps)
    if told.scope or not crm:
        return ()
    found = reasons(snapshot, told.period.now)
    return tuple(Pair(reason, TIMES.fill(n=f"{n:,}").to(lang)) for reason, n in found)


def _days(value: float, lang: Lang) -> str:
    return figure(float(value), Unit.DAYS, lang)
