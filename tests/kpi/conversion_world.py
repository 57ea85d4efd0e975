"""Conversions, claims and sites, made of a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.schema import GOOGLE_ADS, LINE_ADS, META_ADS, Measure
from data.text import Text
from kpi.conversions.audit import findings
from kpi.conversions.claims import Claim
from kpi.conversions.conversion import Conversion
from kpi.conversions.finding import Finding
from kpi.conversions.site import SeenEvent, Site
from kpi.period import Span

GOOGLE, META, LINE = GOOGLE_ADS.key, META_ADS.key, LINE_ADS.key
SPAN = Span(date(2026, 10, 24), date(2026, 11, 20))
BUY = Text("購買", "Purchase")


def buys(**more: Any) -> Conversion:
    """Return the conversion everybody has, with some of it otherwise."""
    usual = Conversion(
        "buy", BUY, events=("purchase",), claims={GOOGLE: ("conversions",), META: ("conversions",)}
    )
    return replace(usual, **more)


def lead(**more: Any) -> Conversion:
    return replace(Conversion("lead", Text("名單", "Lead"), events=("generate_lead",)), **more)


def claim(
    actions: Mapping[str, int] = {}, *, cost: str | None = "1000", **counts: str
) -> Claim:  # fmt: skip
    money = None if cost is None else Decimal(cost)
    told = {Measure(m): Decimal(n) for m, n in counts.items()}
    return Claim(money, told, actions={name: Decimal(n) for name, n in actions.items()})


def site(whole: bool = True, key: Sequence[str] = (), **counts: int | None) -> Site:
    events = [SeenEvent(n, c, None if c is None else c // 2, n in key) for n, c in counts.items()]
    return Site(SPAN, events, whole)


def found(
    kept: Sequence[Conversion], seen: Site | None = None, claims: Mapping[str, Claim] | None = None
) -> list[Finding]:
    return findings(kept, seen, claims or {}, SPAN, "TWD")
