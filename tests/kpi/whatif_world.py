"""Accounts of known curves, for what a budget brings in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from kpi.period import Span
from kpi.response.curve import Curves
from kpi.response.response import ahead
from kpi.whatif.account import Account
from kpi.whatif.channel import Channel
from kpi.whatif.expected import Going
from kpi.whatif.fees import NO_RULE, ONE, Paid

DECEMBER = Span(date(2026, 12, 1), date(2026, 12, 31))
PLATFORMS = ("google_ads", "meta_ads", "line_ads", "tiktok_ads", "linkedin_ads", "microsoft_ads",
             "x_ads", "other_ads", "line_oa", "edm")  # fmt: skip
NO_FEE = Paid(Decimal(0), True, ONE, Decimal(0), NO_RULE)
FEE = Paid(Decimal("0.15"), True, ONE, Decimal("0.15"), NO_RULE)
NOTHING = Going((), {})


def account(
    tops: Sequence[float] = (900.0, 900.0),
    current: Sequence[int] = (100_000, 100_000),
    doubt: float = 0.1,
    seen: float = 1.5,
    draws: int = 200,
    **changed: Any,
) -> Account:
    """Return an account whose channels bring 46 % of their top a week at what they are paid now."""
    rng, weeks = np.random.default_rng(5), DECEMBER.days / 7
    many = (draws, len(tops))
    weekly = np.maximum(np.array(current, dtype=float), 1_000.0) / weeks
    top = np.array(tops) / weeks * np.exp(doubt * rng.standard_normal(many))
    curves = Curves(top, np.full(many, 0.2), np.tile(1 / weekly, (draws, 1)))
    channels = tuple(
        Channel(name, (name,), n, {name: n}, None, None, None, round(max(n, 1_000) * seen),
                max(n, 1_000), FEE, False)
        for name, n in zip(PLATFORMS, current, strict=False)
    )  # fmt: skip
    made = Account(
        DECEMBER, weeks, channels, ahead(curves, weeks, np.tile(weekly, (8, 1))), "site_orders",
        "TWD", Decimal(1_200), Decimal("0.5"), Decimal("0.6"), "exported", 0.12, False,
        (date(2024, 11, 4), date(2026, 11, 8)), (),
    )  # fmt: skip
    return replace(made, **changed)


def without(made: Account, *names: str, **changed: Any) -> Account:
    """Return an account whose channels of these names are otherwise."""
    channels = [replace(c, **changed) if c.key in names else c for c in made.channels]
    return replace(made, channels=tuple(channels))
