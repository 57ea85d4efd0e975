"""What may be shown of a record that was held back: in order files, nothing that names a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.exports.base import PERSONAL, Column
from data.reading.currencies import MONEY
from data.reading.plan import DAY_ROLES, Plan
from data.reading.refusal import personal
from data.schema import CRM, ORDERS, Quantity

HIDDEN = PERSONAL | {"team", "reason"}
"""Columns of which nothing is shown: of a CRM also what people type freely."""
MASK = "***"
NUMBER = (
    r"(?:[0-9０-９\s.,，．+\-−–—()（）$＄%元NTUSDHKtusdhkEe€£¥/]*|N/A|n/a|null|NULL"
    rf"|{MONEY})"
)
DAY = (
    r"(?:[0-9０-９\s/／.,\-−–—:：年月日時分上下午TZ+AaPpMm]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6})*"
)
CURRENCY = r"\s*[A-Za-z$]{0,5}\s*"
ID = r"[#＃A-Za-z0-9０-９_.\-/ ]{0,64}"
"""What the cells of a column look like; whatever else lies there may be anything."""


def discreet(plan: Plan, cells: Sequence[str | None]) -> list[str | None]:
    """Return the cells of a record that may leave the sandbox, the others masked.

    Only columns the format knows are shown, and of them only what looks like what they hold. Words
    are not shown where a number or a day does not look like one, as the cells may have moved, nor
    where they stand in a masked cell as well; nothing is where there are too few or too many cells.
    """
    if _open(plan):
        return list(cells)
    width = len(plan.table.headers)
    if cells[width - 1] is None or any(cells[width:]):
        return [c and MASK for c in cells]
    known = {c.index: c for c in plan.table.columns}
    shown = [bool(_shown(known.get(i), c or "")) for i, c in enumerate(cells)]
    moved = not all(shown[c.index] for c in firm(plan))
    hidden = {c for c, seen in zip(cells, shown, strict=True) if not seen}
    words = {i for i, column in known.items() if look(column) is None}
    masked = {i for i in words if moved or cells[i] in hidden}
    seen = [ok and i not in masked for i, ok in enumerate(shown)]
    return [c if not c or ok else MASK for c, ok in zip(cells, seen, strict=True)]


def firm(plan: Plan) -> list[Column]:
    """Return the columns of numbers, days and currencies, which show whether the cells moved."""
    return [c for c in plan.table.columns if look(c) not in (None, ID)]


def discreet_cell(plan: Plan, column: Column, cell: str | None) -> str | None:
    """Return one cell of a column, masked where it may not leave the sandbox."""
    return cell if not cell or _open(plan) or _shown(column, cell) else MASK


def _open(plan: Plan) -> bool:
    """Whether nobody stands in a file: of orders, and of a table of one's own, that is unknown."""
    return plan.book not in (ORDERS, CRM) and plan.table.by is None


def look(column: Column) -> str | None:
    """Return the pattern of a column's cells; None for a column of words."""
    fills = column.field.fills
    if isinstance(fills, Quantity):
        return NUMBER
    if fills in DAY_ROLES or fills in ORDERS.dates or fills in CRM.dates:
        return DAY
    if fills in ORDERS.ids or fills in CRM.ids:
        return ID
    return CURRENCY if fills == "currency" else None


def _shown(column: Column | None, cell: str) -> bool:
    if column is None or column.field.fills in HIDDEN or len(cell) > 200:
        return False
    pattern = look(column)
    return not personal(cell) if pattern is None else bool(re.fullmatch(pattern, cell))
