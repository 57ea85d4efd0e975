"""In which terms figures are told: currency, tax basis, margin, maturity, classes, brand words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args

from data.snapshot import Source
from data.state import State
from kpi.period import CALENDAR_YEAR, MONTHS, Year

Tax = Literal["exported", "excluded", "included"]

MATURITY_DAYS = 14
"""Seven days to pick an order up and seven to send it back."""

DISCOUNT = Decimal("0.1")
"""What waiting a year costs, while nobody said otherwise: money later is worth less than now."""

EXCLUDED, INCLUDED = 21, 20
"""Tax of 5 %: 21 with tax are 20 without. Amounts are weighed by these whole numbers, added up
exactly and divided once at the end."""

LAST_CLOSING_DAY = 28
"""Every month has it."""

Classes = tuple[tuple[str, tuple[str, ...]], ...]

CLASSES: Classes = (
    ("再行銷", ("再行銷", "remarketing", "retarget", "rmkt", "rlsa", "dpa", "再訪")),
    ("非品牌", ("非品牌", "non-brand", "nonbrand", "non_brand", "generic", "通用字", "競品")),
    ("品牌字", ("品牌", "brand", "指名")),
    ("新客開發", ("新客", "開發", "prospect", "acquisition", "lookalike", "類似受眾", "拓展")),
)
"""Words within a campaign's name, by class; the first class that has one of them decides."""

CONTENT = (
    "/blog", "/blogs", "/article", "/articles", "/news", "/post", "/posts", "/guide", "/guides",
    "/learn", "/knowledge", "/resources", "/story", "/stories", "/magazine", "/column", "/文章",
    "/專欄", "/知識", "/部落格",
)  # fmt: skip
"""Folders whose pages are content, while nobody said otherwise."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings that figures depend on.

    Parameters
    ----------
    currency : str or None
        The reporting currency; money of sources in another one waits for exchange rates.
    tax : str
        ``exported`` leaves every amount as its source states it; else all are converted.
    margin : Decimal or None
        Gross margin as a share of net revenue; None while nobody entered it.
    maturity : int
        Days until an order counts by whether it was paid.
    classes : tuple
        Campaign classes with their words, in the order in which they decide.
    brand : tuple of str
        Brand words: a search query that holds one of them is a brand search. None by itself.
    year : Year
        How weeks, quarters and the fiscal year are cut.
    margins : tuple of (str, Decimal)
        Categories of goods with a gross margin of their own, by name.
    discount : Decimal
        What waiting a year costs: 0.1 for 10 %.
    content : tuple of str
        Folders of the site whose pages are content.
    """

    currency: str | None = None
    tax: Tax = "exported"
    margin: Decimal | None = None
    maturity: int = MATURITY_DAYS
    classes: Classes = CLASSES
    brand: tuple[str, ...] = ()
    year: Year = CALENDAR_YEAR
    margins: tuple[tuple[str, Decimal], ...] = ()
    discount: Decimal = DISCOUNT
    content: tuple[str, ...] = CONTENT

    def weight(self, source: Source) -> int:
        """Return what a source's money is multiplied by for its tax basis."""
        if self.tax == "exported":
            return 1
        return INCLUDED if source.tax == "included" else EXCLUDED

    @property
    def divisor(self) -> int:
        """What weighed sums are divided by: the weight of amounts on the basis that is shown."""
        return {"exported": 1, "included": INCLUDED, "excluded": EXCLUDED}[self.tax]

    def mature_to(self, source: Source) -> date | None:
        """Return the last day whose orders had the time to be paid and sent back."""
        complete = source.complete_to
        return complete - timedelta(self.maturity) if complete else None


def terms(state: State, sources: Sequence[Source]) -> Terms:
    """Read the terms from the settings: ``currency``, ``tax_display``, ``gross_margin``,
    ``maturity_days``, ``campaign_classes`` ([{"name", "words"}, …]), ``brand_words`` ([…]),
    ``category_margins`` ({category: share}), ``discount_rate``,
    ``content_folders`` ([…]), and those of the year.
    """
    told = state.settings()
    classes, margin = told.get("campaign_classes"), told.get("gross_margin")
    discount = told.get("discount_rate")
    tax: Any = told.get("tax_display")
    return Terms(
        currency=_currency(told.get("currency"), sources),
        tax=tax if tax in get_args(Tax) else "exported",
        margin=Decimal(str(margin)) if margin else None,
        maturity=int(told.get("maturity_days", MATURITY_DAYS)),
        classes=tuple((c["name"], tuple(c["words"])) for c in classes) if classes else CLASSES,
        brand=tuple(told.get("brand_words", ())),
        year=year_of(told),
        margins=_margins(told.get("category_margins")),
        discount=DISCOUNT if discount is None else Decimal(str(discount)),
        content=tuple(told.get("content_folders", CONTENT)),
    )


def _margins(told: Mapping[str, Any] | None) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, Decimal(str(share))) for name, share in sorted((told or {}).items()))


def year_of(told: Mapping[str, Any]) -> Year:
    """Read how the year is cut from the settings: ``fiscal_month`` (1–12), ``first_weekday``
    (Monday is 0) and ``closing_day``; what cannot be is as if it were not set.
    """
    return Year(
        _whole(told.get("fiscal_month"), 1, MONTHS, 1),
        _whole(told.get("first_weekday"), 0, 6, 0),
        _whole(told.get("closing_day"), 1, LAST_CLOSING_DAY, Year().closing_day),
    )


def _whole(told: Any, least: int, most: int, usual: int) -> int:
    return told if isinstance(told, int) and least <= told <= most else usual


def reporting_currency(state: State, sources: Sequence[Source]) -> str | None:
    """Return the currency figures are told in: the setting, else the only one there is."""
    return _currency(state.setting("currency"), sources)


def _currency(chosen: str | None, sources: Sequence[Source]) -> str | None:
    found = {s.currency for s in sources if s.currency}
    return chosen or (found.pop() if len(found) == 1 else None)
