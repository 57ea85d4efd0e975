"""Which of a platform's own counts an export brings, and what people call these columns."""

from __future__ import annotations

from collections.abc import Mapping

from data.schema import GOOGLE_ADS, META_ADS, Measure
from data.text import Text

COLUMNS: Mapping[Measure, Text] = {
    Measure.CONVERSIONS: Text("轉換", "Conversions"),
    Measure.LEADS: Text("潛在客戶", "Leads"),
    Measure.ADD_TO_CARTS: Text("加入購物車", "Adds to cart"),
    Measure.CHECKOUTS: Text("開始結帳", "Checkouts"),
}
"""What stands in exports as a count of its own, by what it is."""

_OWN: Mapping[tuple[str, Measure], Text] = {
    (GOOGLE_ADS.key, Measure.CONVERSIONS): Text("「轉換」欄合計", "Conversions column (total)"),
    (META_ADS.key, Measure.CONVERSIONS): Text("購買次數", "Purchases"),
    (META_ADS.key, Measure.LEADS): Text("潛在顧客", "Leads"),
    (META_ADS.key, Measure.ADD_TO_CARTS): Text("加到購物車次數", "Adds to cart"),
    (META_ADS.key, Measure.CHECKOUTS): Text("開始結帳次數", "Checkouts initiated"),
}
_TYPED: Mapping[tuple[str, str], Measure] = {
    (META_ADS.key, typed): measure
    for measure, spellings in {
        Measure.CONVERSIONS: ("購買", "購買次數", "purchase", "purchases"),
        Measure.LEADS: ("潛在顧客", "lead", "leads"),
        Measure.ADD_TO_CARTS: ("加到購物車", "加到購物車次數", "adds to cart", "add to cart"),
        Measure.CHECKOUTS: ("開始結帳", "開始結帳次數", "checkouts initiated"),
    }.items()
    for typed in spellings
}
"""A result type that Meta also writes as a column. 網站購買 is a part of 購買次數 and not it."""


def column(platform: str, name: str) -> Measure | None:
    """Return the column a name stands for; None for a conversion action or another result type."""
    said = name.strip().casefold()
    own = next((measure for measure in COLUMNS if measure == said), None)
    return own or _TYPED.get((platform, said))


def label(platform: str, name: str) -> Text:
    """Return what a name of a platform is called on screen."""
    measure = column(platform, name)
    if measure is None:
        return Text(name, name)
    return _OWN.get((platform, measure), COLUMNS[measure])


def tidy(platform: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names as they are kept: each once, a column by its measure."""
    said = (n.strip() for n in names)
    return tuple(dict.fromkeys(str(column(platform, n) or n) for n in said if n))
