"""Service fees that grow from media cost by rule: rate, on top or included, tax, from day to day.

With media *m*, rate *r* and business tax *t* = 5 %::

    on top    fee = m · r              the rate is a share of the media
    included  fee = m · r / (1 − r)    the rate is a share of media and fee together

    tax none  nothing is added
        fee   fee tax = fee · t                     the fee alone is billed
        all   fee tax = fee · t, media tax = m · t  media and fee stand on one bill

    paid = m + fee + fee tax + media tax

The media tax belongs to the media, so it is kept apart from the fee's: a cost shown with tax
already adds it to the media. Days are differences of running sums, rounded to the cent within a
month, so that the days of a month add up to the fee of that month to the cent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from data.schema import PLATFORMS
from data.state import State
from data.text import Text

TAX_RATE = Decimal("0.05")
CENT = Decimal("0.01")

RATE = Text(
    "費率 {rate} 不對：請填 0 到 1 之間的數字，15% 寫成 0.15。",
    "The rate {rate} is not right: write a number between 0 and 1; 15 % is 0.15.",
)
DAYS = Text(
    "規則的最後一天 {last} 早於第一天 {first}。",
    "The rule ends on {last}, before it begins on {first}.",
)
PLATFORM = Text("請選擇這條規則適用的平台。", "Choose the platform that the rule is for.")
OVERLAP = Text(
    "{platform}（{account}）從 {first} 起已經有一條費率 {rate} 的規則（{vendor}），"
    "同一天不能有兩條；請先把舊規則的最後一天改在新規則開始之前，或把兩個費率合併成一條。",
    "{platform} ({account}) has a rule of {rate} ({vendor}) from {first} on, and a day has one"
    " rule: end that rule before this one begins, or make the two rates one.",
)
EVERY_ACCOUNT = Text("所有帳戶", "all accounts")


class Basis(StrEnum):
    """What a rate is a share of."""

    ON_TOP = "on_top"
    INCLUDED = "included"


class Tax(StrEnum):
    """What is taxed on the bill."""

    NONE = "none"
    FEE = "fee"
    ALL = "all"


class RuleRefused(ValueError):
    """A rule that cannot be kept; ``text`` says why in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One agreement with a vendor.

    Parameters
    ----------
    account : str
        The account's id, else its name; empty for all accounts of the platform.
    last : datetime.date or None
        None while it goes on.
    """

    platform: str
    rate: Decimal
    first: date
    last: date | None = None
    account: str = ""
    basis: Basis = Basis.ON_TOP
    tax: Tax = Tax.FEE
    vendor: str = ""

    def covers(self, platform: str, account: str, day: date) -> bool:
        """Whether the rule is in force for an account on a day."""
        return (
            self.platform == platform
            and self.account in ("", account)
            and self.first <= day <= (self.last or date.max)
        )

    def overlaps(self, other: FeeRule) -> bool:
        """Whether two rules would both charge one day of one account."""
        same = self.account == other.account or not self.account or not other.account
        met = self.first <= (other.last or date.max) and other.first <= (self.last or date.max)
        return self.platform == other.platform and same and met

    def fee(self, media: Decimal) -> Decimal:
        """Return the fee on media, before rounding."""
        whole = media * self.rate
        return whole if self.basis is Basis.ON_TOP else whole / (1 - self.rate)

    def paid(self, media: Decimal) -> Decimal:
        """Return all that is paid for media: with fee and taxes, before rounding."""
        fee = self.fee(media)
        taxed = {Tax.NONE: Decimal(0), Tax.FEE: fee, Tax.ALL: media + fee}[self.tax]
        return media + fee + taxed * TAX_RATE

    def media(self, paid: Decimal) -> Decimal:
        """Return how much of an amount paid reaches the platform; the inverse of `paid`."""
        return paid / self.paid(Decimal(1))

    def to_json(self) -> dict[str, Any]:
        """Return the rule as the state database keeps it."""
        return {
            "platform": self.platform,
            "account": self.account,
            "rate": str(self.rate),
            "basis": str(self.basis),
            "tax": str(self.tax),
            "first": self.first.isoformat(),
            "last": self.last.isoformat() if self.last else None,
            "vendor": self.vendor,
        }

    @classmethod
    def from_json(cls, doc: Mapping[str, Any]) -> FeeRule:
        """Return the rule of a kept document."""
        read = {
            "rate": Decimal(doc["rate"]),
            "basis": Basis(doc["basis"]),
            "tax": Tax(doc["tax"]),
            "first": date.fromisoformat(doc["first"]),
            "last": date.fromisoformat(doc["last"]) if doc["last"] else None,
        }
        return cls(**{**doc, **read})


@dataclass(frozen=True, slots=True)
class FeeEntry:
    """The fee of one account on one day, in the account's currency."""

    day: date
    platform: str
    account: str
    vendor: str
    fee: Decimal
    fee_tax: Decimal
    media_tax: Decimal


def rules(state: State) -> dict[int, FeeRule]:
    """Return the rules kept, by id."""
    return {key: FeeRule.from_json(doc) for key, doc in state.fee_rules().items()}


def save(state: State, rule: FeeRule, by: str, why: str, rule_id: int | None = None) -> int:
    """Keep a new rule, or change one, and return its id; the audit keeps who, when and why.

    Raises
    ------
    RuleRefused
        When it makes no sense, or another rule already charges one of its days.
    """
    check(rule)
    return state.save_fee_rule(rule.to_json(), by, why, partial(_allow, rule), rule_id)


def check(rule: FeeRule) -> None:
    """Raise `RuleRefused` where a rule makes no sense by itself."""
    if not rule.platform.strip():
        raise RuleRefused(PLATFORM)
    if not rule.rate.is_finite() or not 0 < rule.rate < 1:
        raise RuleRefused(RATE.fill(rate=rule.rate))
    if rule.last and rule.last < rule.first:
        raise RuleRefused(DAYS.fill(first=rule.first, last=rule.last))


def _allow(rule: FeeRule, others: Mapping[int, Mapping[str, Any]]) -> None:
    for doc in others.values():
        other = FeeRule.from_json(doc)
        if rule.overlaps(other):
            told = {"account": other.account or EVERY_ACCOUNT, "vendor": other.vendor or "–"}
            named = (
                PLATFORMS[other.platform].name if other.platform in PLATFORMS else other.platform
            )
            said = {"platform": named, "first": other.first, "rate": f"{other.rate:%}"}
            raise RuleRefused(OVERLAP.fill(**told, **said))


def fee_entries(
    rules: Iterable[FeeRule], media_by_day: Mapping[tuple[str, str, date], Decimal]
) -> list[FeeEntry]:
    """Return the fees that rules grow from media, by platform, account and day.

    Parameters
    ----------
    media_by_day : mapping
        Media cost by (platform, account, day), in each account's own currency.
    """
    entries = []
    for rule in rules:
        months: dict[tuple[str, str, int, int], list[tuple[date, Decimal]]] = defaultdict(list)
        for (platform, account, day), media in sorted(media_by_day.items()):
            if rule.covers(platform, account, day):
                months[platform, account, day.year, day.month].append((day, media))
        for (platform, account, _, _), days in months.items():
            entries += _month(rule, platform, account, days)
    return sorted(entries, key=lambda e: (e.day, e.platform, e.account))


def _month(
    rule: FeeRule, platform: str, account: str, days: Sequence[tuple[date, Decimal]]
) -> list[FeeEntry]:
    """Return one month's days: each what its running sums, rounded, have grown by."""
    entries: list[FeeEntry] = []
    media = Decimal(0)
    before = _sums(rule, media)
    for day, spent in days:
        media += spent
        now = _sums(rule, media)
        grown = [b - a for a, b in zip(before, now, strict=True)]
        entries.append(FeeEntry(day, platform, account, rule.vendor, *grown))
        before = now
    return entries


def _sums(rule: FeeRule, media: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return fee, tax on the fee and tax on the media of a running sum, to the cent."""
    fee = rule.fee(media).quantize(CENT)
    fee_tax = fee * TAX_RATE if rule.tax is not Tax.NONE else Decimal(0)
    media_tax = media * TAX_RATE if rule.tax is Tax.ALL else Decimal(0)
    return fee, fee_tax.quantize(CENT), media_tax.quantize(CENT)
