"""One entry of a cost, plan or rate sheet in the reader's own columns, its words understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from data.exports.base import Export
from data.reading.currencies import SHARED, named
from data.reading.sheets import wording
from data.reading.sheets.months import Days

HEADERS = {
    "period_start": "起日", "period_end": "迄日", "account": "廠商", "category": "類別",
    "plan_platform": "平台", "cost_platform": "平台", "kpi": "指標", "item": "項目",
    "rate_currency": "幣別", "rate_to": "對", "rate": "匯率", "amount": "金額",
    "amount_tax": "稅額", "tax_basis": "稅別", "budget": "預算", "reserve": "預備金",
    "target": "目標", "currency": "幣別",
    "foreign": "外幣", "source_row": "原始列", "source_column": "原始欄",
}  # fmt: skip
"""How the tidied text heads a role, in this order; every one is a spelling of its format."""
MONEY = ("amount", "amount_tax", "budget", "reserve")

_NAMELESS = re.compile(r"(?:sheet|工作表|worksheet)\s*\d*", re.I)
_RESERVE = re.compile(r"預備金|保留|預留|reserve", re.I)
_BUDGET = re.compile(r"預算|budget|花費|費用|spend", re.I)
_TARGET = re.compile(r"\s*(?:目標值?|target|goal)\s*", re.I)
_THREE = re.compile(r"\d{1,4}\.\d{3}")
"""A rate or a target with three decimals: no such figure has a thousand behind its point."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says of all its entries.

    Parameters
    ----------
    unit : Decimal
        What one written unit is: 1000 where the title says 千元.
    basis : str or None
        Said by the title or a header; None where it is left to each row.
    currency : str or None
        What most rows are in, "" where most name none; None where no row names any.
    targets : bool
        Whether the title of a plan promises targets and no budget.
    """

    export: Export
    name: str | None
    unit: Decimal
    basis: str | None
    currency: str | None
    targets: bool = False


def dress(sheet: Sheet, said: Mapping[str, str], days: Days | None) -> dict[str, str]:
    """Return the cells of one entry by role.

    Parameters
    ----------
    said : mapping of str to str
        By role, as written; an unnamed cell of a grid is the ``cell``.
    days : (date, date) or None
        None leaves ``period_start`` and ``period_end`` as they were said.
    """
    cells = {role: text.strip() for role, text in said.items() if role in HEADERS}
    if days:
        cells |= {"period_start": days[0].isoformat(), "period_end": days[1].isoformat()}
    kinds = {"generic.costs": _cost, "generic.plan": _plan, "generic.rates": _rate}
    kinds[sheet.export.name](sheet, cells, said)
    return {role: text for role, text in cells.items() if text}


def is_goal(said: Mapping[str, str]) -> bool:
    """Whether a row is called a target, which no total sums."""
    return any(_TARGET.search(said.get(role, "")) for role in ("plan_platform", "kpi"))


def of_targets(titles: Iterable[str]) -> bool:
    """Whether titles promise targets and no budget."""
    told = " ".join(titles)
    return bool(_TARGET.search(told)) and not _BUDGET.search(told)


def money(text: str, unit: Decimal) -> str:
    """Return an amount as plain digits where it reads one way, else as it was written."""
    value = wording.amount(text)
    if value is None:
        return text.strip()
    plain = format(value * unit, "f")
    return plain + "0" if plain[-4:-3] == "." else plain


def _cost(sheet: Sheet, cells: dict[str, str], said: Mapping[str, str]) -> None:
    if "cell" in said:
        cells["amount"] = said["cell"]
    item = " ".join(t for r, t in said.items() if r == "item" or r.startswith("more")).strip()
    named = cells.get("category", "")
    cells["item"] = item
    cells["category"] = wording.TAX if said.get("tax") else wording.category(named, item)
    cells["cost_platform"] = wording.platform(cells.get("cost_platform", ""), item, named) or ""
    cells["tax_basis"] = wording.basis(cells.get("tax_basis", "")) or sheet.basis or ""
    if not cells.get("account") and sheet.name and not _NAMELESS.fullmatch(sheet.name):
        cells["account"] = sheet.name
    _settle_money(sheet, cells, "amount")


def _plan(sheet: Sheet, cells: dict[str, str], said: Mapping[str, str]) -> None:
    label = cells.get("plan_platform", "")
    if "cell" in said:
        goal = cells.get("kpi") or (label if sheet.targets or is_goal(said) else "")
        kind = "target" if goal else ("reserve" if _RESERVE.search(label) else "budget")
        cells[kind] = said["cell"]
        if goal:
            cells["kpi"] = _TARGET.sub("", goal)
            cells["plan_platform"] = label = "" if goal == label else label
    if _RESERVE.search(label):
        cells["plan_platform"] = label = ""
        cells.setdefault("reserve", cells.pop("budget", ""))
    cells["plan_platform"] = wording.platform(label) or ""
    cells["target"] = figure(cells.get("target", ""))
    _settle_money(sheet, cells, "budget")


def _rate(_sheet: Sheet, cells: dict[str, str], said: Mapping[str, str]) -> None:
    if "cell" in said:
        cells["rate"] = said["cell"]
    for role in ("rate_currency", "rate_to"):
        cells[role] = wording.currency(cells.get(role, ""), codes=True) or cells.get(role, "")
    cells["rate"] = figure(cells.get("rate", ""))


def figure(text: str) -> str:
    """Return a rate or target as plain digits; ``1.6%`` is 0.016."""
    plain = text.strip().replace("％", "%").replace(",", "")
    share = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*%", plain)
    if share:
        return format(Decimal(share[1]) / 100, "f")
    return plain + "0" if _THREE.fullmatch(plain) else text.strip()


def _settle_money(sheet: Sheet, cells: dict[str, str], main: str) -> None:
    """Write amounts plainly; one in another currency than the sheet's is set aside."""
    written = cells.get(main, "")
    said = wording.currency(cells.get("currency", ""), codes=True)
    meant = named(written) if wording.amount(written) is not None else None
    code = said or sheet.currency or ""
    if meant and code not in meant:  # "$" and "元" are whatever the row or the sheet is in
        code = min(meant) if len(meant) == 1 else ""
    cells["currency"] = code or cells.get("currency", "")
    if sheet.currency is not None and code != sheet.currency:
        cells["foreign"] = f"{code} {written}".strip()
        for role in MONEY:
            cells.pop(role, None)
        cells["currency"] = sheet.currency
        return
    # a sign that several currencies share stays, for the answer to agree with
    sign = next((s for s, c in SHARED.items() if c == meant), "") if not code else ""
    for role in MONEY:
        if cells.get(role):
            cells[role] = sign * (role == main) + money(cells[role], sheet.unit)
