"""A division as a scenario to keep: totals of the planned days that the board will show later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from data.text import LANGS, Text
from kpi.catalog import KPIS
from kpi.catalog.costs import PROFIT
from kpi.definition import Part
from kpi.format import days
from kpi.scenarios.scenario import Draft, Predicted, Shown
from kpi.whatif.account import Account
from kpi.whatif.expected import Going
from kpi.whatif.going_on import SUMS, Ending
from kpi.whatif.outcome import Outcome, outcome
from kpi.whatif.telling import change, money
from kpi.whatif.verdicts import changes as changed_parts
from kpi.whatif.verdicts import formed, moved_ending

KIND = "budget"
TOLD = ("site_orders", "site_revenue", "orders", "revenue", "new_customers", "cost",
        "marketing_cost", "cac", "blended_roas", "roi", "contribution")  # fmt: skip
PAID = ("cost", "marketing_cost")
"""What is planned and not in doubt."""
PLANNED = Text("計畫期間", "Planned days")
TOTAL = Text("媒體費合計", "Media, total")
ORDERS = Text("訂單變化", "Orders against the recent pace")


def draft(account: Account, then: Sequence[int], going: Going, inputs: Mapping[str, str]) -> Draft:
    """Return a division as it is kept."""
    told = outcome(account, then)
    return Draft(
        KIND,
        dict(inputs),
        tuple(_shown(account, then, told)),
        tuple(_predicted(account, then, told, going)),
        account.days,
        account.currency,
    )


def _shown(account: Account, then: Sequence[int], told: Outcome) -> Iterator[Shown]:
    yield Shown(PLANNED, days(account.days))
    yield Shown(TOTAL, money(sum(then), LANGS[0], account.currency))
    for channel, amount in zip(account.channels, then, strict=True):
        name = Text(channel.name("zh"), channel.name("en"))
        yield Shown(name, money(amount, LANGS[0], account.currency))
    low, high = (change(end, LANGS[0]) for end in told.orders.interval)
    yield Shown(ORDERS, f"{low} … {high}")


def _predicted(
    account: Account, then: Sequence[int], told: Outcome, going: Going
) -> Iterator[Predicted]:
    """Yield the KPIs of the planned days: as things go, and the change on top."""
    changed = changed_parts(account, then, told.in_days, going)
    for key in TOLD:
        kpi = KPIS[key]
        ends = [
            moved_ending(_going(account, going, part), changed[part]) if part in changed else None
            for part in kpi.parts
        ]
        value = formed(kpi, ends)
        if value is None or (key == "contribution" and account.margin is None):
            continue
        first = ends[0]
        if key not in PAID and kpi.denominator is None and first and first.high > first.low:
            low, high = (Decimal(repr(round(end, 2))) for end in (first.low, first.high))
            yield Predicted(key, _plain(value), low, high)
        else:
            yield Predicted(key, _plain(value))


def _going(account: Account, going: Going, part: Part) -> Ending | None:
    """Return where a part ends as things go; gross profit is revenue times the margin."""
    end, margin = going.sums.get(SUMS[part]), float(account.margin or 0)
    if part is not PROFIT or end is None:
        return end
    return Ending(end.value * margin, end.low * margin, end.high * margin)


def _plain(value: float | Decimal | int) -> Decimal:
    return round(Decimal(str(value)), 6)
