"""What is paid for a unit of media: service fees by the rules kept, and tax."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.schema import PLATFORMS
from data.snapshot import Snapshot, Source
from data.text import Text
from kpi.spacing import apart
from kpi.terms import EXCLUDED, INCLUDED, Terms

ONE, TAX = Decimal(1), Decimal(EXCLUDED) / Decimal(INCLUDED)
"""Tax of 5 %: one without it is 1.05 with it."""
NOT_TAXED = "none"
"""What a rule says of a fee that is billed without tax."""

ON_TOP = Text("{platform}服務費 {rate}%（外加）", "{platform} service fee {rate} % on top")
INSIDE = Text("{platform}服務費 {rate}%（內含）", "{platform} service fee {rate} % included")
NO_RULE = Text("{platform}沒有服務費規則", "{platform}: no fee rule")
TAXED = Text("營業稅 5%", "5 % business tax")


@dataclass(frozen=True, slots=True)
class Paid:
    """What a platform costs beside its media.

    Parameters
    ----------
    fee : Decimal
        The service fee of a unit of media without tax.
    fee_taxed : bool
        Whether tax is added to the fee.
    media_tax : Decimal
        What a unit of media, as the board tells it, is without tax: 1, or 20 ÷ 21.
    board_fee : Decimal
        The fee of a unit of media, both as the board tells them.
    said : Text
        The rule, in a few words.
    """

    fee: Decimal
    fee_taxed: bool
    media_tax: Decimal
    board_fee: Decimal
    said: Text

    def for_one(self, with_tax: bool, with_fee: bool) -> Decimal:
        """Return what is paid for a unit of media as the board tells it."""
        fee = self.fee * (TAX if with_tax and self.fee_taxed else ONE) if with_fee else Decimal(0)
        return self.media_tax * ((TAX if with_tax else ONE) + fee)


def paid(snapshot: Snapshot, platforms: Sequence[str], day: date, terms: Terms) -> dict[str, Paid]:
    """Return by platform what its media cost beside themselves on a day.

    Of several accounts with different rules, the one with the newest figures speaks for all: whose
    account more money will go to is not known.
    """
    accounts = {(a.platform, a.account): a.account_id or a.account for a in snapshot.accounts()}
    rules = snapshot.fee_rules()
    found: dict[str, Paid] = {}
    for platform in platforms:
        own = [s for s in snapshot.sources() if s.platform == platform]
        newest = max(own, key=lambda s: (s.last_day, s.account), default=None)
        named = accounts.get((platform, newest.account), newest.account) if newest else ""
        rule = next((r for r in rules if r.covers(platform, named, day)), None)
        name = apart(PLATFORMS[platform].name)
        fee = rule.fee(ONE) if rule else Decimal(0)
        said = NO_RULE.fill(platform=name)
        if rule:
            text = ON_TOP if rule.basis == "on_top" else INSIDE
            said = text.fill(platform=name, rate=f"{(rule.rate * 100).normalize():f}")
        media_tax = ONE / TAX if newest and _has_tax(newest, terms) else ONE
        board = fee * media_tax * (TAX if terms.tax == "included" else ONE)
        taxed = rule is None or rule.tax != NOT_TAXED
        found[platform] = Paid(fee, taxed, media_tax, board, said)
    return found


def _has_tax(source: Source, terms: Terms) -> bool:
    """Whether the board tells a source's money with tax."""
    basis = source.tax if terms.tax == "exported" else terms.tax
    return basis == "included"


def blended(every: Sequence[Paid], weights: Sequence[float]) -> Paid:
    """Return what a group of platforms costs together, each by its spend."""
    if len(every) == 1 or not sum(weights):
        return every[0]
    parts = [Decimal(repr(w / sum(weights))) for w in weights]

    def mean(values: Iterable[Decimal]) -> Decimal:
        return sum((v * part for v, part in zip(values, parts, strict=True)), Decimal(0))

    said = Text("、".join(p.said.zh for p in every), ", ".join(p.said.en for p in every))
    return Paid(
        mean(p.fee for p in every),
        every[0].fee_taxed,
        mean(p.media_tax for p in every),
        mean(p.board_fee for p in every),
        said,
    )
