"""From one step to the next: what is divided by what, as a KPI that is read like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.schema import LeadMeasure
from data.text import Text
from kpi.catalog import KPIS, orders, platform, web, web_actions
from kpi.catalog.web_actions import WEEK
from kpi.definition import Better, Kpi, Part, Unit
from kpi.facts.orders import AGAIN_DAYS
from kpi.facts.quantities import Ledger, question_of
from kpi.funnels.crm_steps import REACHED, part
from kpi.funnels.steps import Step


@dataclass(frozen=True, slots=True)
class Link:
    """What the rate of a step is made of where the two counts themselves would not do.

    Parameters
    ----------
    above, below : Part
        Those who passed, of those who could.
    """

    above: Part
    below: Part


PAID_FOR = part(LeadMeasure.TRIALS_PAID)

LINKS: Mapping[tuple[str, str], Link] = {
    # of the sessions only those that ads brought can have come by a click or an impression
    ("clicks", "sessions"): Link(web.PAID, platform.CLICKS),
    ("impressions", "sessions"): Link(web.PAID, platform.IMPRESSIONS),
    # both are times; a session may begin a checkout twice
    ("checkouts", "purchases"): Link(web.PURCHASES, web.BEGUN),
    # of those who entered a stage in the period, whenever they went on
    ("leads", "mql"): Link(part(LeadMeasure.LEADS_TO_MQL), REACHED["leads"]),
    ("mql", "sql"): Link(part(LeadMeasure.MQL_TO_SQL), REACHED["mql"]),
    ("sql", "won"): Link(part(LeadMeasure.SQL_TO_WON), REACHED["sql"]),
    ("trials", "activated"): Link(REACHED["activated"], REACHED["trials"]),
    ("activated", "paid"): Link(PAID_FOR, REACHED["trials"]),
    ("trials", "paid"): Link(PAID_FOR, REACHED["trials"]),
}
"""By the steps before and after."""
WHEREVER: Mapping[str, Link] = {
    # of those who first bought in the period, and had 90 days to come back
    "again": Link(orders.AGAIN_IN_90, orders.FIRST_BUYERS),
    "back_in_7": Link(web_actions.BACK, web_actions.COHORT),
}
"""By the step, whatever stands before it."""
RIPENS: Mapping[str, int] = {"again": AGAIN_DAYS, "back_in_7": WEEK}
"""So many days it takes until everybody had the time to take a step."""

RATE = Text("{before} → {after}", "{before} → {after}")
SENTENCE = Text(
    "從「{before}」走到「{after}」的比例。", "Share that went on from {before} to {after}."
)
ACROSS = Text(
    "「{before}」與「{after}」記在兩本帳：這是兩個數的商，不是同一批人的通過率。",
    "{before} and {after} stand in two ledgers: a quotient of two counts, not a share of the same"
    " people.",
)
COUNTED = Text("走到「{name}」的數量。", "How many reached {name}.")
SO_FAR = Text("「{first}」走到「{name}」的比例。", "Share of {first} that reached {name}.")


def link(before: Step, after: Step) -> Link | None:
    """Return what the rate between two steps is made of; None where nothing can be divided.

    Who reached two stages of a CRM in one period are not the same people: there only cohorts count.
    """
    found = WHEREVER.get(after.key) or LINKS.get((before.key, after.key))
    if found is None and before.ledger is Ledger.CRM:
        return None
    found = found or Link(after.count, before.count)
    asked = {question_of(q) for p in (found.above, found.below) for q in p.quantities}
    return found if len(asked) == 1 else None


@cache
def counted(step: Step) -> Kpi:
    """Return the count of a step as a KPI."""
    return Kpi(
        f"funnel.{step.key}",
        step.name,
        COUNTED.fill(name=step.name),
        *(step.count, None, Unit.COUNT, Better.HIGHER, step.stage),
        ripens=RIPENS.get(step.key, 0),
    )


@cache
def passage(before: Step, after: Step) -> Kpi | None:
    """Return the rate between two steps as a KPI; None where nothing can be divided.

    Within one book it is a share of what is counted below the line (Wilson). Across books it is a
    quotient that no share is behind, so its doubt is told by how its days scatter.
    """
    found = link(before, after)
    if found is None:
        return None
    made = _rate(before, after, found)
    return _rate(before, after, found, across=True) if made.across else made


@cache
def so_far(first: Step, after: Step) -> Kpi | None:
    """Return the share of a book's first step that reached a later one of the same book.

    None across books, and where counts of one period are not of the same people.
    """
    same = first.ledger is after.ledger and after.ledger is not Ledger.CRM
    asked = {question_of(q) for p in (first.count, after.count) for q in p.quantities}
    if after.key in WHEREVER or len(asked) > 1 or not same:
        return None
    return Kpi(
        f"funnel.all.{first.key}.{after.key}",
        RATE.fill(before=first.name, after=after.name),
        SO_FAR.fill(first=first.name, name=after.name),
        *(after.count, first.count, Unit.RATIO, Better.HIGHER, after.stage),
    )


def _rate(before: Step, after: Step, found: Link, across: bool = False) -> Kpi:
    names = {"before": before.name, "after": after.name}
    return Kpi(
        f"funnel.{before.key}.{after.key}",
        RATE.fill(**names),
        (ACROSS if across else SENTENCE).fill(**names),
        *(found.above, found.below, Unit.RATIO, Better.HIGHER, after.stage),
        repeats=across,
        ripens=_ripens(before, after),
    )


def _ripens(before: Step, after: Step) -> int:
    """Return how many days it takes until most of those who go on have; of leads by the catalog."""
    if after.key in RIPENS or before.ledger is not Ledger.CRM or after.kpi is None:
        return RIPENS.get(after.key, 0)
    return KPIS[after.kpi].ripens
