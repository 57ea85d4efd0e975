"""What a fee rule makes of a round sum, so that a person can check it before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.rules.fees import FeeRule

MEDIA, PAID = Decimal(100_000), Decimal(300_000)
"""The sums that rules are shown on: media that was bought, and an amount paid on top."""


@dataclass(frozen=True, slots=True)
class Worked:
    """Media with what is paid beside it, before rounding."""

    media: Decimal
    fee: Decimal
    tax: Decimal
    paid: Decimal


def worked(rule: FeeRule, media: Decimal = MEDIA) -> Worked:
    """Return what a rule makes of media."""
    fee, paid = rule.fee(media), rule.paid(media)
    return Worked(media, fee, paid - media - fee, paid)


def within(rule: FeeRule, paid: Decimal = PAID) -> Worked:
    """Return how much of an amount paid is media, and what the rest is."""
    return worked(rule, rule.media(paid))
