"""Which imports are behind a reading: of its days, orders, searches, plan, exchange rates."""

from __future__ import annotations

from data.schema import LeadMeasure, PlanMeasure, SearchMeasure, ShopMeasure, WebMeasure
from data.snapshot import ImportRef, Snapshot
from kpi.facts.completeness import Completeness
from kpi.facts.extent import extent
from kpi.facts.quantities import WHOLE, Question, Reckoned, Searched
from kpi.reading import Reading
from kpi.sql import text

APART = ShopMeasure | LeadMeasure | PlanMeasure | SearchMeasure | Searched
"""What speaks for itself, day by day or entity by entity."""


def behind(snapshot: Snapshot, reading: Reading, known: Completeness) -> list[ImportRef]:
    """Return the imports that speak for a reading in its period, and whose rates told its money."""
    return [*_said(snapshot, reading), *_rates(snapshot, reading, known)]


def _said(snapshot: Snapshot, reading: Reading) -> list[ImportRef]:
    """Return those heard for its days, those of its orders, and those that plan it."""
    scope, now = dict(reading.scope), reading.period.now
    platform, account = scope.get("platform"), scope.get("account")
    whole = [WHOLE.get(m, m) for m in reading.kpi.quantities]
    said = [m for m in whole if not isinstance(m, APART)]
    if Reckoned.VALID_SESSIONS in reading.kpi.quantities:  # and who marks what is taken out
        said.append(WebMeasure.MARKED_SESSIONS)
    found = snapshot.imports_behind(platform, account, now.start, now.end, said) if said else []
    days = {"start": now.start, "end": now.end}
    if any(isinstance(m, ShopMeasure) for m in whole):
        rows = snapshot.query(text("order_imports"), **days, platform=platform, account=account)
        found += [ImportRef(*row) for row in rows]
    if any(isinstance(m, LeadMeasure) for m in whole):
        rows = snapshot.query(text("lead_imports"), **days, platform=platform, account=account)
        found += [ImportRef(*row) for row in rows]
    if any(isinstance(m, SearchMeasure | Searched) for m in whole):
        splits = ["all"] if reading.kpi.question is Question.SEARCH else ["all", "query", "filter"]
        told = {"platform": platform, "account": account, "splits": splits}
        found += [ImportRef(*r) for r in snapshot.query(text("search_imports"), **days, **told)]
    if any(isinstance(m, PlanMeasure) for m in whole):
        planned = extent(snapshot).planned.items()
        written = [name for name, (of, _) in planned if platform in (None, of)]
        rows = snapshot.query(text("plan_imports"), **days, written=written)
        found += [ImportRef(*row) for row in rows]
    return found


def _rates(snapshot: Snapshot, reading: Reading, known: Completeness) -> list[ImportRef]:
    """Return the imports whose exchange rates a reading's money was told with."""
    told = known.terms.currency
    paying = {s.currency for s in known.paying(reading.kpi, reading.scope)} - {told}
    if not paying:
        return []
    now = {"start": reading.period.now.start, "end": reading.period.now.end}
    rows = snapshot.query(text("rate_imports"), currencies=sorted(filter(None, paying)),
                          currency=told, **now)  # fmt: skip
    return [ImportRef(*row) for row in rows]
