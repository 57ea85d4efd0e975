"""What the team of the sample shop agreed on: its goals as contracts, and what they serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

OBJECTIVE = "objective-shop"
SITE = {"zh": "網站負責人", "en": "Site lead"}
ADS = {"zh": "投放負責人", "en": "Ads lead"}
LEAD = {"zh": "行銷主管", "en": "Marketing lead"}
MEMBERS = {"zh": "會員負責人", "en": "CRM lead"}
WATCH = {"zh": "觀察", "en": "Watch"}
TEST = {"zh": "啟動 A/B", "en": "Start an A/B test"}
IMPROVE = {"zh": "優化頁面", "en": "Improve the page"}
SALES, MARKETING = "業務部", "行銷部"
SOP = "https://wiki.example/"

Truth = Mapping[str, Any]
Sum = Callable[..., Decimal]

AGREED: tuple[dict[str, Any], ...] = (
    {"id": "shop-revenue", "kpi": "revenue", "rank": "star", "target": 3_200_000, "share": 0.8,
     "period": "month", "shape": "plan", "cadence": "month", "pair": "shop-roi",
     "owner": {"zh": "電商負責人", "en": "Shop lead"}, "step": WATCH,
     "accountable": [{"name": "店長", "outside": False}]},
    {"id": "shop-checkout-conversion", "kpi": "checkout_conversion", "rank": "core",
     "target": 0.016, "low": 0.014, "cadence": "week", "pair": "shop-add-to-cart", "owner": SITE,
     "step": IMPROVE, "sop": f"{SOP}checkout", "asked_by": SALES,
     "responsible": [{"name": "網站組", "outside": False}],
     "consulted": [{"name": "明日代理商", "outside": True}]},
    {"id": "shop-aov", "kpi": "aov", "rank": "core", "target": 1650, "low": 1200,
     "cadence": "month", "pair": "shop-checkout-conversion", "step": TEST,
     "owner": {"zh": "商品負責人", "en": "Catalog lead"}},
    {"id": "shop-blended-roas", "kpi": "blended_roas", "rank": "core", "target": 4.8, "low": 3.8,
     "cadence": "week", "pair": "shop-revenue", "owner": ADS,
     "step": {"zh": "停投", "en": "Pause what does not convert"}},
    {"id": "shop-cac", "kpi": "cac", "rank": "core", "target": 580, "low": 500, "high": 700,
     "cadence": "month", "pair": "shop-repurchase", "owner": ADS, "sop": f"{SOP}cac",
     "step": {"zh": "調整受眾", "en": "Adjust the audience"},
     "responsible": [{"name": "投放組", "outside": False}, {"name": "明日代理商", "outside": True}],
     "accountable": [{"name": "行銷主管", "outside": False}]},
    {"id": "shop-roi", "kpi": "roi", "rank": "core", "target": 3.8, "low": 3, "cadence": "month",
     "pair": "shop-revenue", "owner": LEAD, "step": WATCH},
    {"id": "shop-roi-gross", "kpi": "roi_gross", "rank": "watched", "target": 4, "low": 3.2,
     "cadence": "month", "owner": LEAD, "step": WATCH},
    {"id": "shop-add-to-cart", "kpi": "add_to_cart_rate", "rank": "watched", "target": 0.08,
     "low": 0.06, "cadence": "week", "pair": "shop-checkout-conversion", "owner": SITE,
     "step": IMPROVE},
    {"id": "shop-returning-share", "kpi": "returning_revenue_share", "rank": "watched",
     "target": 0.4, "low": 0.3, "cadence": "month", "owner": MEMBERS, "step": WATCH},
    {"id": "shop-repurchase", "kpi": "repurchase_90d", "rank": "watched", "target": 0.25,
     "low": 0.2, "cadence": "month", "pair": "shop-cac", "owner": MEMBERS, "step": TEST},
)  # fmt: skip
"""By the ids of the shop's pack, so that its name stands above them. One waits to be confirmed, two
begin past their guardrail and one aims too low: the board and its advice have something to say."""
DRAFT = "shop-checkout-conversion"

BASELINES: dict[str, Callable[[Sum], Decimal]] = {
    "shop-revenue": lambda q: q("revenue") / 3,
    "shop-checkout-conversion": lambda q: q("site_orders") / q("sessions"),
    "shop-aov": lambda q: q("revenue") / q("orders"),
    "shop-blended-roas": lambda q: q("site_revenue") / q("cost"),
    "shop-cac": lambda q: (q("cost") + q("amount")) / q("site_new_customers"),
    "shop-roi": lambda q: q("revenue") / (q("cost") + q("amount")) - 1,
}
"""Where the last whole quarter stood, from what is true of it."""


def objective(today: date) -> dict[str, Any]:
    """Return what the goals serve, of the quarter they are worked on in."""
    first, _ = work(today)
    return {
        "id": OBJECTIVE,
        "name": {"zh": "讓官網賺錢地成長", "en": "Grow the shop at a profit"},
        "why": "旺季的量要留得住利潤",
        "period": f"{first.year} Q{first.month // 3 + 1}",
    }


def goals(truth: Truth) -> list[dict[str, Any]]:
    """Return the goals with where they stood, until when, and who agreed.

    Parameters
    ----------
    truth : mapping
        What is true of the shop, as :func:`data.samples.truth.truth` tells it.
    """
    today = date.fromisoformat(truth["today"])
    return [
        {**one, "scope": {}, "objective": OBJECTIVE, "position": n, **_agreed(one, truth, today)}
        for n, one in enumerate(AGREED)
    ]


def _agreed(one: Mapping[str, Any], truth: Truth, today: date) -> dict[str, Any]:
    """Return what makes a goal a contract; what is only watched is none."""
    if one["rank"] == "watched":
        return {}
    (first, last), before = work(today), quarter(quarter(today)[0] - timedelta(1))
    told: dict[str, Any] = {
        **{"start": first.isoformat(), "end": last.isoformat()},
        **{"baseline": _rounded(BASELINES[one["id"]](_sums(truth, before[0])))},
        "basis": "last_quarter",
        "source": f"{before[0]:%Y/%-m/%-d}–{before[1]:%Y/%-m/%-d}",
        "measured_on": (last_day := today - timedelta(1)).isoformat(),
    }
    if one["id"] == "shop-revenue":
        told["monthly"] = _planned(truth, (first, last))
    if one["id"] != DRAFT:
        told |= {"asked_by": SALES if one["rank"] == "star" else MARKETING}
        told |= {"confirmed_by": "林怡君", "confirmed_on": last_day.isoformat()}
    return told


def _sums(truth: Truth, first: date) -> Sum:
    """Return what adds a true quantity up over the quarter that begins on a day."""
    months = [f"{first.year}-{first.month + n:02}" for n in range(3)]

    def added(quantity: str) -> Decimal:
        by = truth["quantities"][quantity].values()
        return sum((Decimal(told["by_month"].get(m, 0)) for told in by for m in months), Decimal(0))

    return added


def _planned(truth: Truth, days: tuple[date, date]) -> list[list[Any]]:
    """Return the plan's revenue of the months the goal runs in."""
    first, last = (f"{day:%Y-%m}" for day in days)
    lines = (line for line in truth["plan"] if line["kpi"] == "revenue")
    return [[p["month"], int(p["target"])] for p in lines if first <= p["month"] <= last]


def _rounded(value: Decimal) -> float:
    """Return a figure with the four digits that mean something, of thousands the whole."""
    places = min(value.adjusted() - 3, 0)
    return float(round(value, -places))


def work(today: date) -> tuple[date, date]:
    """Return the quarter that is worked on: in the last month of one already the next."""
    this = quarter(today)
    return this if today < this[1].replace(day=1) else quarter(this[1] + timedelta(1))


def quarter(day: date) -> tuple[date, date]:
    """Return the first and the last day of the quarter of a day."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, (first + timedelta(95)).replace(day=1) - timedelta(1)
