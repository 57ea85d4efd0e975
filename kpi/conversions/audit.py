"""What is wrong with how conversions are counted: missing, named alike, counted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kpi.conversions.alike import named_alike
from kpi.conversions.claims import Claim
from kpi.conversions.conversion import Conversion
from kpi.conversions.finding import Finding
from kpi.conversions.missing import missing
from kpi.conversions.rows import rows
from kpi.conversions.site import Site
from kpi.conversions.twice import twice
from kpi.format import days
from kpi.period import Span


def findings(
    conversions: Sequence[Conversion],
    site: Site | None,
    claims: Mapping[str, Claim],
    span: Span,
    currency: str | None,
    seen: Mapping[str, Sequence[str]] | None = None,
) -> list[Finding]:
    """Return every finding, those with the most money first.

    Parameters
    ----------
    site : Site or None
        None while neither a property nor an export named an event.
    span : Span
        The days of the claims, which are those of the site's counts where there are any.
    seen : mapping of str to sequence of str
        By platform, the conversion actions and result types that imported files name.
    """
    when = days(span)
    found = [
        *twice(rows(conversions, site, claims), claims, when, currency, seen or {}),
        *missing(conversions, site, claims, when, currency),
        *named_alike(conversions, site),
    ]
    return sorted(found, key=lambda one: -(one.money or Decimal(0)))
