"""The canonical tables: which measures, levels and grains exist, and how they may be added up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from data.text import Text


class Kind(StrEnum):
    """What a measure counts; decides its DuckDB type."""

    COUNT = "count"
    """Whole things: impressions, clicks."""
    FRACTION = "fraction"
    """Counts that may be fractional: data-driven conversions."""
    MONEY = "money"
    """An amount in the account's currency."""

    @property
    def sql_type(self) -> str:
        """DuckDB type. Six decimals hold the platforms' own micros exactly (exports.md 2.1)."""
        return "bigint" if self is Kind.COUNT else "decimal(18,6)"


class Measure(StrEnum):
    """Every measure an advertising export can bring. The value is the column name everywhere."""

    IMPRESSIONS = "impressions"
    CLICKS_ALL = "clicks_all"
    LINK_CLICKS = "link_clicks"
    LANDING_PAGE_VIEWS = "landing_page_views"
    REACH = "reach"
    COST = "cost"
    CONVERSIONS = "conversions"
    CONVERSION_VALUE = "conversion_value"
    LEADS = "leads"
    ADD_TO_CARTS = "add_to_carts"
    CHECKOUTS = "checkouts"
    ENGAGEMENTS = "engagements"
    VIDEO_VIEWS_3S = "video_views_3s"
    THRUPLAYS = "thruplays"

    @property
    def kind(self) -> Kind:
        """Kind of the measure."""
        return _KINDS.get(self, Kind.COUNT)

    @property
    def label(self) -> Text:
        """What people call it."""
        return _LABELS[self]

    @property
    def additive(self) -> bool:
        """Whether sums over rows mean anything. Reach does not add over days or audiences."""
        return self is not Measure.REACH


_KINDS = {
    Measure.COST: Kind.MONEY,
    Measure.CONVERSION_VALUE: Kind.MONEY,
    Measure.CONVERSIONS: Kind.FRACTION,
}

_LABELS = {
    Measure.IMPRESSIONS: Text("曝光", "Impressions"),
    Measure.CLICKS_ALL: Text("點擊（全部）", "Clicks (all)"),
    Measure.LINK_CLICKS: Text("連結點擊", "Link clicks"),
    Measure.LANDING_PAGE_VIEWS: Text("連結頁面瀏覽", "Landing page views"),
    Measure.REACH: Text("觸及人數", "Reach"),
    Measure.COST: Text("花費", "Cost"),
    Measure.CONVERSIONS: Text("轉換", "Conversions"),
    Measure.CONVERSION_VALUE: Text("轉換價值", "Conversion value"),
    Measure.LEADS: Text("潛在客戶", "Leads"),
    Measure.ADD_TO_CARTS: Text("加入購物車", "Adds to cart"),
    Measure.CHECKOUTS: Text("開始結帳", "Checkouts"),
    Measure.ENGAGEMENTS: Text("互動", "Engagements"),
    Measure.VIDEO_VIEWS_3S: Text("影片觀看 3 秒", "3-second video views"),
    Measure.THRUPLAYS: Text("影片完整觀看（ThruPlay）", "ThruPlays"),
}


class Level(IntEnum):
    """How fine an export is. The smaller (coarser) level speaks for a measure before the larger."""

    CAMPAIGN = 1
    AD_GROUP = 2
    """Google's ad group, Meta's ad set."""
    AD = 3
    KEYWORD = 4


class Grain(StrEnum):
    """Whether a row stands for one day or for a range of days."""

    DAY = "day"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Platform:
    """An advertising platform: its key in data, its name on screen, its customary tax basis."""

    key: str
    name: Text
    tax_included: bool = False


GOOGLE_ADS = Platform("google_ads", Text("Google Ads", "Google Ads"))
META_ADS = Platform("meta_ads", Text("Meta", "Meta"))
PLATFORMS: dict[str, Platform] = {p.key: p for p in (GOOGLE_ADS, META_ADS)}
