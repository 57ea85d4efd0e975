"""Costs typed by hand as the bytes of a generic.costs file, so that journal and undo hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from data.rules.fees import CENT, TAX_RATE
from data.text import Text

HEADERS = ("起日", "迄日", "廠商", "類別", "平台", "項目", "金額", "稅額", "稅別", "幣別")

Basis = Literal["", "included", "excluded"]
WORDS = ("item", "category", "vendor", "platform")

NO_DAY = Text("第 {row} 列沒有日期：請填起日。", "Row {row} has no day: fill in From.")
BACKWARDS = Text(
    "第 {row} 列的迄日 {last} 早於起日 {first}。", "Row {row} ends on {last}, before {first}."
)
NO_AMOUNT = Text(
    "第 {row} 列沒有金額：請填金額，退款填負數。",
    "Row {row} has no amount: fill it in; a refund is a negative one.",
)
TWO_CURRENCIES = Text(
    "這裡有 {currencies} 兩種以上的幣別：一次只送出一種，其餘的送出後再輸入。",
    "There are several currencies here ({currencies}): send one at a time, then type the rest.",
)


@dataclass(frozen=True, slots=True)
class TypedCost:
    """One entry as a person types it; a month is its first and last day.

    Parameters
    ----------
    platform : str
        Key of an advertising platform the entry belongs to; empty where none.
    basis : str
        Empty where the person does not say.
    """

    first: date
    last: date
    amount: Decimal
    item: str = ""
    category: str = ""
    vendor: str = ""
    platform: str = ""
    tax: Decimal | None = None
    basis: Basis = ""
    currency: str = "TWD"


def as_file(entries: Sequence[TypedCost], batch: str) -> bytes:
    """Return typed entries as a CSV that is received and read like any other file.

    Parameters
    ----------
    batch : str
        What was typed at one time is a sheet of its own, which speaks for nobody else's days: a
        later batch adds to it and never replaces it. The vendor stands before the item.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADERS)
    for e in entries:
        days, names = (e.first.isoformat(), e.last.isoformat()), (batch, e.category, e.platform)
        item = "｜".join(filter(None, (e.vendor, e.item)))
        money = (_plain(e.amount), "" if e.tax is None else _plain(e.tax))
        writer.writerow([*days, *names, item, *money, e.basis, e.currency])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(amount: Decimal) -> str:
    """Write an amount that reads one way: three decimals get a fourth."""
    text = format(amount, "f")
    return text + "0" if text[-4:-3] == "." else text


def entries(rows: Iterable[Mapping[str, Any]]) -> tuple[list[TypedCost], list[Text]]:
    """Return what rows of a form say, and what is wrong with them.

    Parameters
    ----------
    rows : iterable of mapping
        The fields of `TypedCost`, None or empty where nothing was typed. An empty row says
        nothing; without a last day it is the first. An amount that holds tax is split in two, for
        a ledger has one basis.
    """
    told, wrong = [], []
    for number, row in enumerate(rows, 1):
        if not any(row[name] not in (None, "") for name in row if name != "currency"):
            continue
        objection = _objection(number, row)
        if objection:
            wrong.append(objection)
        else:
            told.append(_entry(row))
    currencies = sorted({e.currency for e in told})
    if len(currencies) > 1:
        wrong.append(TWO_CURRENCIES.fill(currencies=", ".join(currencies)))
    return told, wrong


def totals(typed: Iterable[TypedCost]) -> dict[str, tuple[Decimal, Decimal | None]]:
    """Return amount and tax in all, by currency; None where nobody states a tax."""
    found: dict[str, tuple[Decimal, Decimal | None]] = {}
    for e in typed:
        amount, tax = found.get(e.currency, (Decimal(0), None))
        stated = tax if e.tax is None else (tax or 0) + e.tax
        found[e.currency] = (amount + e.amount, stated)
    return found


def _objection(number: int, row: Mapping[str, Any]) -> Text | None:
    first, last = row["first"], row["last"]
    if first is None:
        return NO_DAY.fill(row=number)
    if last is not None and last < first:
        return BACKWARDS.fill(row=number, first=first, last=last)
    return NO_AMOUNT.fill(row=number) if row["amount"] is None else None


def _entry(row: Mapping[str, Any]) -> TypedCost:
    # as they were typed, not as floats stand
    amount = Decimal(str(row["amount"]))
    tax = None if row["tax"] is None else Decimal(str(row["tax"]))
    basis: Basis = row["basis"] or ""
    if basis == "included":
        tax = (amount * TAX_RATE / (1 + TAX_RATE)).quantize(CENT) if tax is None else tax
        amount, basis = amount - tax, "excluded"
    return TypedCost(
        first=row["first"],
        last=row["last"] or row["first"],
        amount=amount,
        tax=tax,
        basis=basis,
        currency=row["currency"] or "TWD",
        **{name: str(row[name] or "").strip() for name in WORDS},
    )
