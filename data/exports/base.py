"""How an export format is declared: its titles, its fields by header spelling, its quirks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import Literal

from data.schema import ADS, Book, Level, Platform, Quantity

Role = Literal[
    "day", "period_start", "period_end", "period", "account", "account_id",
    "campaign", "campaign_id", "ad_group", "ad_group_id", "ad", "ad_id", "keyword",
    "currency", "result_type", "breakdown", "status", "delivery_level", "subset", "finer", "ignore",
    "channel", "source_medium", "landing_page", "device", "event", "audience",
    "part", "part_id", "part_group",
    "order_id", "sales_channel", "payment_status", "refund_status", "payment_method", "coupon",
    "customer", "customer_kind", "line_id", "product_id", "product", "category",
    "paid_on", "cancelled_on", "completed_on", "first_bought_on", "member_since",
    "cost_platform", "item", "tax_basis",
    "plan_platform", "kpi", "rate_currency", "rate_to", "foreign",
    "lead_id", "stage", "lead_status", "source", "team", "accepted", "reason", "persons",
    "amount_currency", "billing", "from_stage", "changed_field", "lead_on", "mql_on", "sql_on",
    "opportunity_on", "won_on", "lost_on",
    "nurture_on", "invalid_on", "trial_on", "activated_on", "renewed_on", "ended_on",
    "closed_on",
    "contacted_on", "replied_on", "updated_on",
    "delivery_status", "member", "mobile", "email", "query", "page", "country", "filter",
]  # fmt: skip
MANY = frozenset({"breakdown", "status", "subset", "finer", "ignore"})
"""Roles that several columns of one file may fill; every other is filled by the first column."""
PERSONAL = frozenset({"member", "mobile", "email"})
"""Roles of what names a person: keyed in the sandbox, and shown or kept nowhere."""


class Says(Enum):
    """What a shop's word says of an order; see ``Export.words``."""

    PLACED = auto()
    """Nothing more than that it stands."""
    CANCELLED = auto()
    PAID = auto()
    UNPAID = auto()
    ON_DELIVERY = auto()
    """It is paid when the goods are handed over, and not before."""
    COLLECTED = auto()
    """The goods were handed over."""
    REFUNDED = auto()
    PARTLY_REFUNDED = auto()
    OWN_SITE = auto()
    STORE = auto()
    NEW = auto()
    RETURNING = auto()


Words = Mapping[Role, Mapping[str, tuple[Says, ...]]]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an export.

    Parameters
    ----------
    fills : Quantity or str
        The measure or role the column fills.
    spellings : tuple of str
        Every header seen for it, in any language; compared by :func:`header_key`.
    blank_is_zero : bool
        True where the platform writes nothing for "none happened" (Meta's action columns), so
        that an empty cell means 0. Everywhere else an empty cell means "not known".
    currency_suffix : bool
        True where the header carries the currency, as ``Amount spent (TWD)``.
    clock : bool
        True where a day's cell goes on with the time, and perhaps an offset: the day is taken as
        written, in the source's own zone.
    adds : bool
        True for a part of a measure: every column of the file that is one is added.
    by_line : bool
        True where an amount of an order stands in parts on its lines, so that they add up.
    name : str
        Name of the breakdown, or of what makes the report a finer one.
    per : Quantity or None
        The quantity of the same row by which a mean is multiplied to give the measure.
    when : str
        The one event on whose rows the column says this measure; empty where on every row.
    marked : bool
        Whether the column says this measure only on rows that its audience marks.
    """

    fills: Quantity | Role
    spellings: tuple[str, ...]
    blank_is_zero: bool = False
    currency_suffix: bool = False
    clock: bool = False
    adds: bool = False
    by_line: bool = False
    name: str = ""
    per: Quantity | None = None
    when: str = ""
    marked: bool = False

    @property
    def of_some_rows(self) -> bool:
        """Whether the column says its measure on some rows only, so that a total says nothing."""
        return bool(self.when) or self.marked


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file that a declaration knows: where it is, as written, and what it fills."""

    index: int
    header: str
    field: Field


@dataclass(frozen=True, slots=True)
class Export:
    """One export format, recognised by its content and never by its file name.

    Parameters
    ----------
    name : str
        ``<platform>.<report>``.
    needs : tuple of (Quantity or str)
        Fields without which the file is not this format.
    lacks : tuple of (Quantity or str)
        Fields whose presence means a finer format.
    own : tuple of str
        Headings that no other platform writes: campaigns, impressions and clicks all of them have,
        so a table without any of these is somebody else's.
    required : tuple of str
        Names without which a row is bad.
    level : Level or None
        How fine an advertising report is; None in other books.
    entity_totals : tuple of str
        Labels of the total row that covers exactly the rows of this report.
    other_totals : tuple of str
        Labels of total rows that cover something else (the account, one channel).
    delivery_levels : tuple of str
        What the file's own level column says on the rows of this format.
    blank_first_total : bool
        True where the total row is the one whose names are all blank.
    commented : bool
        True where ``#`` lines above its tables are part of the format.
    decimal_point : bool
        True where the platform writes a point and no thousands, whatever its language.
    ahead : int
        How many days after today a row may speak for: plans and retainers lie in the future.
    words : mapping of str to mapping
        By role, what the shop's words say of an order; a word is a pattern that a cell matches
        whole, whatever its case.
    counts_rows : bool
        True where a row itself is what is counted, so that no column has to be a figure: a lead.
    kind : str
        What a row of a CRM is: ``person``, ``deal``, or ``lead`` for both in one.
    own_channel : str or None
        The sales channel of an order that names none.
    only : mapping of str to frozenset of Quantity
        By breakdown, the only measures it splits: beside it a report writes zeros for the others.
    """

    name: str
    platform: Platform
    fields: tuple[Field, ...]
    needs: tuple[Quantity | Role, ...]
    lacks: tuple[Quantity | Role, ...] = ()
    own: tuple[str, ...] = ()
    required: tuple[Role, ...] = ()
    book: Book = ADS
    level: Level | None = None
    entity_totals: tuple[str, ...] = ()
    other_totals: tuple[str, ...] = ()
    delivery_levels: tuple[str, ...] = ()
    blank_first_total: bool = False
    commented: bool = False
    decimal_point: bool = False
    ahead: int = 1
    words: Words = field(default_factory=dict, hash=False)
    own_channel: str | None = None
    only: Mapping[str, frozenset[Quantity]] = field(default_factory=dict, hash=False)
    counts_rows: bool = False
    kind: str = ""
    _by_key: dict[str, tuple[int, Field]] = field(init=False, repr=False, compare=False)
    _own: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ranked = list(enumerate(self.fields))
        by_key = {header_key(s): (rank, f) for rank, f in ranked for s in f.spellings}
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_own", frozenset(map(header_key, self.own)))

    def columns(self, headers: Sequence[str]) -> tuple[Column, ...]:
        """Return the columns this format knows.

        Of several that fill one role the field declared first wins, and of two with one name the
        first; only parts that add up stay beside each other.
        """
        found = [(i, h, self._by_key.get(header_key(h))) for i, h in enumerate(headers)]
        known = [(k[0], Column(i, h, k[1])) for i, h, k in found if k]
        best: dict[str, tuple[int, int]] = {}
        for rank, column in known:
            key = str(column.field.fills) + (f" {rank}" if column.field.adds else "")
            best[key] = min(best.get(key, (rank, column.index)), (rank, column.index))
        chosen = {index for _, index in best.values()}
        split = next((self.only[c.field.name] for _, c in known if c.field.name in self.only), None)
        return tuple(
            c
            for _, c in known
            if (c.index in chosen or c.field.fills in MANY)
            and (split is None or not isinstance(c.field.fills, Quantity) or c.field.fills in split)
        )

    def filled(self, headers: Sequence[str]) -> int:
        """Return how many measures and roles these headers fill; a row of data fills none."""
        if self._by_key.keys().isdisjoint(map(header_key, headers)):
            return 0
        return len({column.field.fills for column in self.columns(headers)})

    def fits(self, columns: Sequence[Column]) -> bool:
        """Whether a table with these columns has what this format has."""
        filled = {c.field.fills for c in columns}
        measured = self.counts_rows or any(isinstance(f, Quantity) for f in filled)
        return measured and filled.issuperset(self.needs) and filled.isdisjoint(self.lacks)

    def wrote(self, headers: Sequence[str]) -> bool:
        """Whether its platform wrote these headers: one of them is its own."""
        return not self.own or not self._own.isdisjoint(map(header_key, headers))


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """Return what two spellings of one header have in common.

    NFKC (which unifies parentheses), casefold, without byte-order mark and outer spaces, a
    trailing currency code in parentheses dropped. "(all)" is no currency.
    """
    folded = unicodedata.normalize("NFKC", header).replace("\ufeff", "").casefold()
    return re.sub(r"\s*\((?!all\))[a-z]{3}\)$", "", re.sub(r"\s+", " ", folded).strip())
