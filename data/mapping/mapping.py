"""A mapping: what each column of somebody's own table fills, and when it can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from data.exports.base import header_key
from data.schema import (
    ADS,
    BOOKS,
    COSTS,
    CRM,
    CRM_LEADS,
    CYBERBIZ,
    EDM,
    GA4,
    GOOGLE_ADS,
    HUBSPOT,
    KLAVIYO,
    LEDGER,
    LINE_ADS,
    LINE_OA,
    LINKEDIN_ADS,
    MAILCHIMP,
    META_ADS,
    MICROSOFT_ADS,
    ORDERS,
    OTHER_ADS,
    OTHER_WEB,
    OWNED,
    SALESFORCE,
    SHOP,
    SHOP_91APP,
    SHOPEE,
    SHOPIFY,
    SHOPLINE,
    SOCIAL,
    TIKTOK_ADS,
    WEB,
    WOOCOMMERCE,
    X_ADS,
    Book,
    OrderMeasure,
    Platform,
)  # fmt: skip
from data.text import Text

PREFIX = "mapped."
LONGEST = 500
"""Characters a header may have, and columns a mapping may name."""

IDENTITIES = ("member", "mobile", "email")
FILLS: Mapping[str, tuple[str, ...]] = {
    ADS.key: ("day", "period_start", "period_end", "period", *ADS.texts.values(), "currency"),
    WEB.key: ("day", "period_start", "period_end", "period", "account_id", "account", "currency",
          "channel", "source_medium", "campaign", "landing_page", "device"),
    OWNED.key: ("day", "period_start", "period_end", "period", *OWNED.texts.values()),
    ORDERS.key: ("order_id", "day", "status", "payment_status", "delivery_status", "refund_status",
             "payment_method", "sales_channel", "customer_kind", *IDENTITIES, "product",
             "product_id", "category", "coupon", "currency", *ORDERS.dates),
    COSTS.key: ("day", "period", "period_start", "period_end", "account", "category",
                "cost_platform", "item", "tax_basis", "currency"),
    CRM.key: ("lead_id", "day", "stage", "lead_status", "source", "campaign", "channel", "team",
              "accepted", "reason", "mobile", "email", "amount_currency", "billing",
              *(d for d in CRM.dates if d != "closed_on")),
}  # fmt: skip
"""What a column may fill beside the quantities of its book."""
NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    ADS.key: (),
    WEB.key: (),
    OWNED.key: (),
    ORDERS.key: (("order_id",), ("day",), (OrderMeasure.TOTAL,)),
    COSTS.key: (("amount",), ("day", "period", "period_start")),
    CRM.key: (("lead_id",), ("day",), ("stage",)),
}
"""What has to be filled: one of each group."""
SEVERAL = frozenset((OrderMeasure.DISCOUNT, OrderMeasure.SUBSIDY, OrderMeasure.FEES))
"""What several columns of one file may fill, because they are parts that add up."""
OF_BOOK: Mapping[str, tuple[Platform, ...]] = {
    ADS.key: (OTHER_ADS, GOOGLE_ADS, META_ADS, LINE_ADS, TIKTOK_ADS, MICROSOFT_ADS, LINKEDIN_ADS,
              X_ADS),
    ORDERS.key: (SHOP, SHOPEE, SHOPIFY, WOOCOMMERCE, SHOPLINE, CYBERBIZ, SHOP_91APP),
    WEB.key: (OTHER_WEB, GA4),
    OWNED.key: (EDM, LINE_OA, SOCIAL, MAILCHIMP, KLAVIYO),
    COSTS.key: (LEDGER,),
    CRM.key: (CRM_LEADS, HUBSPOT, SALESFORCE),
}  # fmt: skip
"""Where tables of a book may come from, the rest of them first."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column by its header, the `nth` of that name from 1, and what it fills."""

    header: str
    fills: str
    nth: int = 1

    @property
    def key(self) -> tuple[str, int]:
        """What the column of another file must have in common with it."""
        return header_key(self.header), self.nth


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of one kind of table fill.

    Parameters
    ----------
    key : str
        What it is known by in `format`, ``mapped.<key>``: its first name, which never changes.
    name : str
        What people call it now.
    book, platform : str
        Keys of `data.schema.BOOKS` and `PLATFORMS`.
    account : str
        Whose figures they are where no column says so; empty where that is asked.
    former : str
        Key of the mapping whose columns were changed to make it; empty for a first version.
    by, at
        Who made it, and when (UTC).
    """

    key: str
    name: str
    book: str
    platform: str
    columns: tuple[MappedColumn, ...]
    account: str = ""
    former: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def format(self) -> str:
        """Its name as an export format."""
        return PREFIX + self.key

    @property
    def fills(self) -> list[str]:
        """What its columns fill."""
        return [c.fills for c in self.columns]

    def to_json(self) -> dict[str, Any]:
        """Return what is kept of it in the state database, and given to the reading child."""
        plain = asdict(self)
        del plain["by"], plain["at"]
        return plain

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], by: str = "", at: datetime | None = None) -> Self:
        """Build a mapping from what :meth:`to_json` returned.

        Raises
        ------
        ValueError
            When it names what there is not, or could not be used.
        """
        try:
            columns = tuple(
                MappedColumn(str(c["header"]), str(c["fills"]), int(c["nth"]))
                for c in raw["columns"]
            )
            texts = {n: str(raw[n]) for n in ("key", "name", "book", "platform", "account")}
        except (KeyError, TypeError) as wrong:
            raise ValueError(f"no mapping: {wrong}") from wrong
        made = cls(**texts, columns=columns, former=str(raw.get("former", "")), by=by, at=at)
        if texts["platform"] not in {p.key for p in OF_BOOK.get(texts["book"], ())}:
            raise ValueError(f"no such book or platform: {texts}")
        if against := faults(made):
            raise ValueError(against[0].en)
        return made


def choices(book: Book) -> list[str]:
    """Return everything a column of a book may fill."""
    return [*FILLS[book.key], *map(str, book.measures)]


_UNKNOWN = Text("「{fills}」不是這類資料的欄位。", "“{fills}” is no column of this kind of table.")
_TWICE = Text(
    "「{columns}」都選了同一個意義；請只留一欄，其他選「不讀取」。",
    "“{columns}” fill the same thing; keep one and leave the others out.",
)
_NO_FIGURE = Text("還沒有任何一欄是數字。", "No column is a figure yet.")
_LONG = Text("標題或欄位太多、太長。", "There are too many columns, or a header is too long.")
_NAMELESS = Text("範本需要一個名稱。", "The template needs a name.")


def faults(mapping: ColumnMapping) -> list[Text]:
    """Return why a mapping cannot be used, its missing parts aside; see `missing`."""
    book, found = BOOKS[mapping.book], []
    allowed = choices(book)
    found += [_UNKNOWN.fill(fills=f) for f in mapping.fills if f not in allowed]
    for fills, n in Counter(mapping.fills).items():
        if n > 1 and fills not in SEVERAL:
            named = [c.header or "–" for c in mapping.columns if c.fills == fills]
            found.append(_TWICE.fill(columns=Text("」、「".join(named), "”, “".join(named))))
    if book is not CRM and not set(mapping.fills) & set(map(str, book.measures)):
        found.append(_NO_FIGURE)
    if max([len(mapping.columns), *(len(c.header) for c in mapping.columns)]) > LONGEST:
        found.append(_LONG)
    if not mapping.name.strip() or not mapping.key:
        found.append(_NAMELESS)
    return found


def missing(mapping: ColumnMapping) -> list[tuple[str, ...]]:
    """Return what has to be filled and is not: groups of which one would do."""
    return [group for group in NEEDS[mapping.book] if not set(group) & set(mapping.fills)]


def lacking(mapping: ColumnMapping, headers: Sequence[str]) -> list[MappedColumn]:
    """Return the columns of a mapping that a header row does not have."""
    there = set(numbered(headers))
    return [c for c in mapping.columns if c.key not in there]


def numbered(headers: Sequence[str]) -> list[tuple[str, int]]:
    """Return each header with how many of its name stand there so far: two may be alike."""
    seen: Counter[str] = Counter()
    found = []
    for key in map(header_key, headers):
        seen[key] += 1
        found.append((key, seen[key]))
    return found
