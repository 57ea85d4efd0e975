"""Meta Ads reports: campaign, ad set, ad; CSV and workbook; two languages; day, range, month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.world import (
    AD_GROUPS,
    ADS,
    CAMPAIGNS,
    END,
    MONTHS,
    START,
    Fact,
    days,
    facts,
    total,
)

# key: (English header, 繁體中文 header)
HEADERS = {
    "campaign": ("Campaign name", "行銷活動名稱"),
    "campaign_id": ("Campaign ID", "行銷活動編號"),
    "ad_group": ("Ad set name", "廣告組合名稱"),
    "ad_group_id": ("Ad set ID", "廣告組合編號"),
    "ad": ("Ad name", "廣告名稱"),
    "ad_id": ("Ad ID", "廣告編號"),
    "account": ("Account name", "帳號名稱"),
    "account_id": ("Account ID", "帳號編號"),
    "day": ("Day", "天數"),
    "month": ("Month", "月"),
    "starts": ("Reporting starts", "分析報告開始"),
    "ends": ("Reporting ends", "分析報告結束"),
    "began": ("Starts", "開始"),
    "ended": ("Ends", "結束時間"),
    "objective": ("Objective", "目標"),
    "delivery": ("Campaign delivery", "行銷活動投遞"),
    "attribution": ("Attribution setting", "歸因設定"),
    "result_type": ("Result type", "成果類型"),
    "results": ("Results", "成果"),
    "per_result": ("Cost per results", "每次成果成本"),
    "frequency": ("Frequency", "頻率"),
    "currency": ("Currency", "幣別"),
    "impressions": ("Impressions", "曝光次數"),
    "reach": ("Reach", "觸及人數"),
    "cost": ("Amount spent (TWD)", "花費金額 (TWD)"),
    "link_clicks": ("Link clicks", "連結點擊次數"),
    "clicks_all": ("Clicks (all)", "點擊次數（全部）"),
    "ctr": ("CTR (all)", "CTR（全部）"),
    "cpc": ("CPC (cost per link click)", "CPC（單次連結點擊成本）"),
    "cpm": ("CPM (cost per 1,000 impressions)", "CPM（每千次廣告曝光成本）"),
    "landing_page_views": ("Landing page views", "連結頁面瀏覽次數"),
    "add_to_carts": ("Adds to cart", "加到購物車次數"),
    "checkouts": ("Checkouts initiated", "開始結帳次數"),
    "conversions": ("Purchases", "購買次數"),
    "conversion_value": ("Purchases conversion value", "購買轉換值"),
    "roas": ("Purchase ROAS (return on ad spend)", "購買 ROAS（廣告投資報酬率）"),
    "website_purchases": ("Website purchases", "網站購買"),
    "meta_purchases": ("Meta purchases", "Meta 購買次數"),
    "leads": ("Leads", "潛在顧客"),
    "website_leads": ("Website leads", "網站潛在顧客"),
    "video_views_3s": ("3-second video plays", "影片播放 3 秒以上的次數"),
    "thruplays": ("ThruPlays", "ThruPlay 次數"),
    "engagements": ("Post engagements", "貼文互動次數"),
    "custom": ("* COST/ Follow (TWD)", "* COST/ Follow (TWD)"),
    "custom_roas": ("ROAS → 7d", "ROAS → 7d"),
    "quality": ("Quality ranking", "品質排名"),
}
MEASURES = tuple(k for k in HEADERS if k in golden.ORDER)
ACTIONS = frozenset(MEASURES) - {"impressions", "reach", "cost"}
SUBSETS = {"website_purchases": "conversions", "meta_purchases": "", "website_leads": "leads"}
FORMATS = {1: "meta_ads.campaign", 2: "meta_ads.ad_set", 3: "meta_ads.ad"}
ACCOUNT = ("北極星商店", "102796323413794")
WORDS = {
    "attribution": ("7-day click or 1-day view", "點擊後 7 天或瀏覽後 1 天"),
    "purchase": ("Website purchases", "網站購買"),
    "link": ("Link clicks", "連結點擊次數"),
    "ongoing": ("Ongoing", "進行中"),
}
TAIL = (
    "link_clicks", "clicks_all", "ctr", "cpc", "cpm", "landing_page_views", "add_to_carts",
    "checkouts", "conversions", "conversion_value", "roas", "website_purchases",
    "meta_purchases", "leads", "website_leads", "video_views_3s", "thruplays", "engagements",
    "custom", "custom_roas", "quality",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How one sample looks; `native` cells are numbers, else text as the CSV writes it."""

    level: int = 1
    lang: int = 0
    grain: str = "day"
    columns: tuple[str, ...] = ()
    native: bool = False
    total_first: bool = True
    own_days: bool = True
    extra: int = 0


def identity(f: Fact) -> dict[str, str]:
    """Return the names and 15- to 18-digit ids of a row."""
    c, g, a = f.campaign, f.ad_group, f.ad
    return {
        "campaign": CAMPAIGNS[c - 1],
        "campaign_id": str(120211234567890000 + c),
        "ad_group": AD_GROUPS[g - 1] if g else "",
        "ad_group_id": str(120211234567891000 + 10 * c + g),
        "ad": ADS[a - 1] if a else "",
        "ad_id": str(120211234567892000 + 100 * c + 10 * g + a),
        "account": ACCOUNT[0],
        "account_id": ACCOUNT[1],
    }


def dimensions(f: Fact, look: Look) -> dict[str, Any]:
    """Return everything of a row that is no number; Starts is when the ad began, no report day."""
    buys = f.campaign % 2 == 1
    lo, hi = (f.day_from, f.day_to) if look.own_days else (START, END)
    return {
        **identity(f),
        "day": f.day_from.isoformat(),
        "month": f"{f.day_from} - {f.day_to}",
        "starts": lo.isoformat(),
        "ends": hi.isoformat(),
        "began": "2024-03-01",
        "ended": WORDS["ongoing"][look.lang],
        "objective": "OUTCOME_SALES" if buys else "OUTCOME_TRAFFIC",
        "delivery": "active" if buys else "not_delivering",
        "attribution": WORDS["attribution"][look.lang],
        "result_type": WORDS["purchase" if buys else "link"][look.lang],
        "currency": "TWD",
        "quality": "-",
    }


def ratio(over: Any, under: Any) -> Any:
    """Return an unformatted ratio as Meta writes it; nothing where there is none."""
    return (Decimal(over) / Decimal(under)).quantize(Decimal("0.00000001")) if under else ""


def numbers(m: dict[str, Any], results: Any) -> dict[str, Any]:
    """Return every number of a row: measures, their subsets, ratios in percent points."""
    return {
        **m,
        "results": results,
        "per_result": ratio(m["cost"], results or 0),
        "frequency": ratio(m["impressions"], m["reach"]),
        "ctr": ratio(m["clicks_all"] * 100, m["impressions"]),
        "cpc": ratio(m["cost"], m["link_clicks"]),
        "cpm": ratio(m["cost"] * 1000, m["impressions"]),
        "roas": ratio(m["conversion_value"], m["cost"]),
        **{k: m[of] if of else 0 for k, of in SUBSETS.items()},
        "custom": ratio(m["cost"], 7),
        "custom_roas": ratio(m["conversion_value"], m["cost"]),
    }


def written(key: str, value: Any, look: Look) -> Any:
    """Write one number: an action that did not happen is an empty cell, never 0."""
    action = key in ACTIONS or key in SUBSETS or key == "results"
    if value is None or value == "" or (action and not value):
        return ""
    if look.native:
        return value
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def row(f: Fact, look: Look) -> list[Any]:
    """Write one data row."""
    words = dimensions(f, look)
    results = f.measures["conversions" if f.campaign % 2 else "link_clicks"]
    figures = numbers(f.measures, results)
    return [
        words[k] if k in words else written(k, figures[k], look) for k in look.columns
    ] + filler(f, look)


def total_row(rows: Sequence[Fact], look: Look, own: dict[str, Any]) -> list[Any]:
    """Write the total row that comes first: blank names, mixed result types, the whole range."""
    figures = numbers(
        {**totals_of(rows), **own, "reach": max(f.measures["reach"] for f in rows) * 3}, ""
    )
    words = dict.fromkeys(dimensions(rows[0], look), "")
    words |= {"starts": min(f.day_from for f in rows).isoformat(), "result_type": "mixed"}
    words |= {"ends": max(f.day_to for f in rows).isoformat(), "attribution": ""}
    return [words[k] if k in words else written(k, figures[k], look) for k in look.columns] + [
        ""
    ] * look.extra


def filler(f: Fact, look: Look) -> list[Any]:
    """Write the columns nobody asked for, that a hundred-column export is full of."""
    return [f.measures["impressions"] % (n + 7) if n % 3 else "" for n in range(look.extra)]


def table(look: Look, rows: Sequence[Fact], own: dict[str, Any] | None) -> boxes.Table:
    """Return header, total row (where this export has one) and data."""
    header = [HEADERS[k][look.lang] for k in look.columns]
    header += [f"自訂指標 {n + 1}" if look.lang else f"Custom {n + 1}" for n in range(look.extra)]
    top = [total_row(rows, look, own)] if own else []
    return [header, *top, *(row(f, look) for f in rows)]


def names(look: Look, rows: Sequence[Fact]) -> dict[str, Any]:
    """Return the names and ids that must come out as they went in."""
    keys = {
        "campaign": "campaigns", "campaign_id": "campaign_ids", "ad_group": "ad_groups",
        "ad_group_id": "ad_group_ids", "ad": "ads", "ad_id": "ad_ids",
    }  # fmt: skip
    return {
        many: sorted({identity(f)[one] for f in rows})
        for one, many in keys.items()
        if one in look.columns
    }


def totals_of(rows: Sequence[Fact]) -> dict[str, Any]:
    """Return the sums a total row shows; a measure nobody knows is None."""
    return {m: total(rows, m) for m in MEASURES}


def result(
    look: Look, rows: Sequence[Fact], own: dict[str, Any] | None, *, preamble: int = 1, **skip: int
) -> dict[str, Any]:
    """Return the golden of a report that loads."""
    named = [ACCOUNT[1]] if "account_id" in look.columns else [ACCOUNT[0]]
    # reporting columns name the file's range, unless they only repeat the day of the row
    declared = look.grain != "day" or not look.own_days
    return golden.parsed(
        FORMATS[look.level],
        look.level,
        rows,
        [m for m in MEASURES if m in look.columns],
        accounts=named if {"account", "account_id"} & set(look.columns) else (),
        currency="TWD" if {"cost", "currency"} & set(look.columns) else None,
        period=golden.span(
            [(f.day_from, f.day_to) for f in rows],
            "day" if look.grain == "day" else "range",
            declared,
        ),
        row_count=golden.rows(len(rows), preamble=preamble, totals=1 if own else 0, **skip),
        file_totals=own,
        names=names(look, rows),
    )


def arrange(level: int, box: str, lang: int, grain: str) -> tuple[str, ...]:
    """Return the columns of one sample; the Chinese workbook repeats four of its headers."""
    entity = ("campaign", "ad_group", "ad")[:level]
    ids = ("campaign_id", "ad_group_id", "ad_id")[:level]
    when = {"day": ("day",), "month": ("month",), "range": ()}[grain]
    account = ("account", "account_id") if lang == 0 and box == "csv" else ()
    account = ("account",) if lang == 1 and box == "csv" else account
    money = ("currency",) if box == "xlsx" and lang == 0 else ()
    lead = (*entity[::-1], *when, *account, *ids, "objective", "delivery", "attribution")
    body = ("result_type", "results", "reach", "frequency", "per_result", *money, "cost", "began")
    span = ("ended", "starts", "ends", "impressions")
    again = ("campaign", "ad_group", "objective", "ad_id")[: 3 if level < 3 else 4]
    if box == "xlsx" and lang == 1:
        again = tuple(k for k in again if k != "ad_group" or level > 1)
        return ("starts", "ends", *lead, *body, "ended", "impressions", *TAIL, *again)
    return (*lead, *body, *span, *TAIL)


def grid(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the grid; yield each file name with its golden."""
    ranges = {"day": days(START, date(2026, 1, 25)), "range": [(START, END)], "month": MONTHS}
    for level in FORMATS:
        for box, lang in (("csv", 0), ("csv", 1), ("xlsx", 0), ("xlsx", 1)):
            for grain, spans in ranges.items():
                wide = box == "xlsx" and lang == 1
                look = Look(
                    level, lang, grain, arrange(level, box, lang, grain),
                    native=box == "xlsx", total_first=not wide, extra=60 if wide else 0,
                )  # fmt: skip
                level_name = FORMATS[level].partition(".")[2]
                name = f"meta_{level_name}_{grain}_{('en', 'zh')[lang]}_{box}"
                rows = facts(name, level, list(spans), (10, 5, 3)[level - 1])
                own = None if wide else totals_of(rows)
                sheet = table(look, rows, own)
                if box == "xlsx":
                    title = "Worksheet" if grain == "day" else "Creative Reporting"
                    boxes.xlsx(out / f"{name}.xlsx", [(title, sheet)])
                else:
                    boxes.meta_csv(out / f"{name}.csv", sheet)
                yield f"{name}.{box}", result(look, rows, own)
