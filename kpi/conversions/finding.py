"""One thing that is wrong with how conversions are counted, worded for who has to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from data.text import Text


class Sort(StrEnum):
    """What kind of wrong it is."""

    TWICE = "twice"
    MISSING = "missing"
    ALIKE = "alike"


SORTS = {
    Sort.TWICE: Text("重複計算", "Counted twice"),
    Sort.MISSING: Text("缺少", "Missing"),
    Sort.ALIKE: Text("名稱相近", "Named alike"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Parameters
    ----------
    where : Text
        The source, its days, and the names it is about.
    why : Text
        What it does to money or a decision.
    money : Decimal or None
        What is spent on it in these days, in the reporting currency; None where no cost hangs on
        it or it is not known.
    conversion : str
        The id of the conversion to open; empty where it concerns none.
    """

    sort: Sort
    what: Text
    where: Text
    why: Text
    do: Text
    money: Decimal | None = None
    conversion: str = ""
