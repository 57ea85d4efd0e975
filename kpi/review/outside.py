"""A review before an outside eye: without margins, and without other agencies' channels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.schema import PLATFORMS
from data.text import Text
from kpi.format import days
from kpi.period import Span
from kpi.review.frozen import Frozen
from kpi.review.record import Item, Line, Review, Table

NEWS = Text(
    "{week} 的週會：以下只有貴方通路與全公司的指標。",
    "The review of {week}: figures of your channel and of the whole company only.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A review as somebody may see it; `hidden` counts the items, rows and lines left out."""

    review: Review
    hidden: int = 0


def channels(review: Review) -> list[str]:
    """Return the channels of a review, as an outside eye may choose one of them."""
    told = {platform for one in review.frozen for platform in one.platforms}
    told |= {driver.platform for one in review.frozen for driver in one.drivers}
    told |= {line.platform for item in review.agenda for line in item.lines}
    told |= {name for item in review.agenda if item.table for name in item.table.platforms}
    return [platform for platform in PLATFORMS if platform in told]


def before(review: Review, outside: str | None) -> Shown:
    """Return a review as the agency of a platform may see it; whole where `outside` is None.

    Left out are margins (:mod:`kpi.review.margins`) and whatever is of another platform: items,
    lines, rows and what other channels added. A sentence why a KPI moved, and how far its sources
    reach, name channels: they go with them, uncounted. So do decisions on what is left out.
    """
    if outside is None:
        return Shown(review)
    kept = [_bare(one, outside) for one in review.frozen if _may_see(one, outside)]
    goals = {one.goal for one in kept}
    items = [item for item in review.agenda if not item.goal or item.goal in goals]
    cut = [_cut(item, outside) for item in items]
    gone = sum(hidden for _, hidden in cut) + len(review.agenda) - len(items)
    keys = {item.key for item in items}
    star = next((one for one in review.frozen if one.rank == "star"), None)
    return Shown(
        replace(
            review,
            news=review.news if star and star.goal in goals else NEWS.fill(week=days(review.week)),
            terms=review.terms[:2],
            frozen=tuple(kept),
            agenda=tuple(item for item, _ in cut),
            decisions=tuple(one for one in review.decisions if one.item in keys),
        ),
        gone,
    )


def _may_see(one: Frozen, outside: str) -> bool:
    return not one.margin and (not one.platforms or one.platforms == (outside,))


def _bare(one: Frozen, outside: str) -> Frozen:
    """Return a KPI without what other channels added, and without sentences that name them."""
    drivers = tuple(d for d in one.drivers if d.platform in ("", outside))
    whole = len(drivers) == len(one.drivers)
    own = one.platforms == (outside,)
    return replace(
        one,
        drivers=drivers if whole else tuple(d for d in drivers if d.platform),
        why=one.why if whole else None,
        complete=one.complete if own else _days_only(one),
    )


def _days_only(one: Frozen) -> Text:
    return Text(*(days(Span(one.start, one.end)),) * 2)


def _cut(item: Item, outside: str) -> tuple[Item, int]:
    """Return an item without the lines and rows that are not for these eyes, and how many."""
    lines = tuple(line for line in item.lines if _is_for(line, outside))
    table, hidden = _rows(item.table, outside) if item.table else (None, 0)
    return replace(item, lines=lines, table=table), hidden + len(item.lines) - len(lines)


def _is_for(line: Line, outside: str) -> bool:
    return not line.margin and line.platform in ("", outside)


def _rows(table: Table, outside: str) -> tuple[Table | None, int]:
    platforms = table.platforms or ("",) * len(table.rows)
    margins = table.margins or (False,) * len(table.rows)
    seen = [n for n in range(len(table.rows)) if not margins[n] and platforms[n] in ("", outside)]
    hidden = len(table.rows) - len(seen)
    if not seen:
        return None, hidden
    kept = replace(
        table,
        rows=tuple(table.rows[n] for n in seen),
        platforms=tuple(platforms[n] for n in seen),
        margins=tuple(margins[n] for n in seen),
    )
    return kept, hidden
