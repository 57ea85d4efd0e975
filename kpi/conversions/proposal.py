"""Conversions proposed from what was seen: recommended GA4 events, in the place they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.schema import Measure
from kpi.conversions.claims import Claim
from kpi.conversions.conversion import Conversion, Counting
from kpi.conversions.site import Site
from kpi.conversions.steps import PLACES, Place


def proposed(
    conversions: Sequence[Conversion],
    site: Site | None,
    claims: Mapping[str, Claim],
    counting: Mapping[str, Counting] | None = None,
) -> list[Conversion]:
    """Return the conversions that could be added with a click; nothing that is mapped already.

    A column of a platform goes to the first conversion that can have it, and only where it counts
    something.

    Parameters
    ----------
    counting : mapping of str to str
        By event, how the property counts it where it says so.
    """
    mapped = {name for one in conversions for name in (one.id, *one.events)}
    taken = {(p, n) for one in conversions for p, names in one.claims.items() for n in names}
    found: list[Conversion] = []
    for event, place in PLACES.items():
        if site is None or not site.came(event) or event in mapped:
            continue
        own = {
            platform: (str(name),)
            for platform, claim in claims.items()
            if (name := _column(place, claim)) and (platform, str(name)) not in taken
        }
        taken |= {(platform, name) for platform, (name,) in own.items()}
        counted = (counting or {}).get(event, "every")
        position = len(conversions) + len(found) + 1
        found.append(
            Conversion(event, place.name, place.kind, place.step, counted, (event,), own, position)
        )
    return found


def _column(place: Place, claim: Claim) -> Measure | None:
    """Return the column of a platform that claims what a place is about."""
    return place.column if place.column and claim.counts.get(place.column) else None
