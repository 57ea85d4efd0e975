"""Google Ads reports: campaign and ad group, three boxes, two languages, with and without days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.world import AD_GROUPS, CAMPAIGNS, END, START, Fact, days, facts, total

MEASURES = ("impressions", "clicks_all", "cost", "conversions", "conversion_value")
ACCOUNTS = (("北極星商店 Ltd.", "123-456-7890"), ("North Star, Outlet", "987-654-3210"))
NULL = " --"

# key: (English header, 繁體中文 header)
HEADERS = {
    "status": ("Campaign status", "廣告活動狀態"),
    "group_status": ("Ad group status", "廣告群組狀態"),
    "campaign": ("Campaign", "廣告活動"),
    "campaign_id": ("Campaign ID", "廣告活動 ID"),
    "ad_group": ("Ad group", "廣告群組"),
    "ad_group_id": ("Ad group ID", "廣告群組 ID"),
    "account": ("Account", "帳戶"),
    "account_id": ("Customer ID", "客戶 ID"),
    "day": ("Day", "日期"),
    "type": ("Campaign type", "廣告活動類型"),
    "currency": ("Currency code", "貨幣代碼"),
    "budget": ("Budget", "預算"),
    "score_gb": ("Optimisation score", "最佳化分數"),
    "score_us": ("Optimization score", "最佳化分數"),
    "interactions": ("Interactions", "互動"),
    "impressions": ("Impr.", "曝光"),
    "clicks_all": ("Clicks", "點擊"),
    "ctr": ("CTR", "點閱率"),
    "cpc": ("Avg. CPC", "平均單次點擊出價"),
    "cost": ("Cost", "費用"),
    "converted_currency": ("Converted currency code", "轉換後的貨幣代碼"),
    "converted_cost": ("Cost (Converted currency)", "費用 (轉換後的貨幣)"),
    "share": ("Search impr. share", "搜尋曝光比重"),
    "conversions": ("Conversions", "轉換"),
    "conv_rate": ("Conv. rate", "轉換率"),
    "cost_per_conv": ("Cost / conv.", "單次轉換費用"),
    "conversion_value": ("Conv. value", "轉換價值"),
    "value_per_cost": ("Conv. value / cost", "轉換價值/費用"),
}
NUMBERS = (
    "impressions", "clicks_all", "ctr", "cpc", "cost", "share", "conversions", "conv_rate",
    "cost_per_conv", "conversion_value", "value_per_cost",
)  # fmt: skip
TITLES = {1: ("Campaign report", "廣告活動報表"), 2: ("Ad group report", "廣告群組報表")}
# The first label is the report's own total; the others overlap with it or reach beyond it.
TOTALS = {
    1: (("Total: Campaigns", "總計：廣告活動"), ("Total: Account", "總計：帳戶"),
        ("Total: Search", "總計：搜尋"), ("Total: Performance Max", "總計：最高成效")),
    2: (("Total: Ad groups", "總計：廣告群組"), ("Total: Account", "總計：帳戶"),
        ("Total: Search", "總計：搜尋")),
}  # fmt: skip
RANGES: dict[str, Callable[[date, date], str]] = {
    "en_gb": lambda a, b: f"{a.day} {a:%B} {a.year} - {b.day} {b:%B} {b.year}",
    "en_us": lambda a, b: f"{a:%B} {a.day}, {a.year} - {b:%B} {b.day}, {b.year}",
    "en_short": lambda a, b: f"{a:%b} {a.day}, {a.year} - {b:%b} {b.day}, {b.year}",
    "zh": lambda a, b: f"{a.year}年{a.month}月{a.day}日 - {b.year}年{b.month}月{b.day}日",
    "zh_slash": lambda a, b: f"{a.year}/{a.month}/{a.day} - {b.year}/{b.month}/{b.day}",
    "all_en": lambda a, b: "All time",
}
DAYS: dict[str, Callable[[date], Any]] = {
    "iso": date.isoformat,
    "us": lambda d: f"{d:%b} {d.day}, {d.year}",
    "zh": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "slash": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dmy": lambda d: f"{d:%d/%m/%Y}",
    "cell": lambda d: d,
}


@dataclass(frozen=True)
class Look:
    """How one sample looks; `native` cells are numbers, else text as the CSV writes it."""

    level: int = 1
    lang: int = 0
    daily: bool = True
    columns: tuple[str, ...] = ()
    label_at: int = 0
    title_range: str = "en_gb"
    day: str = "iso"
    thousands: bool = False
    native: bool = False
    accounts: int = 0
    mark: str = "point"
    currency: str = "TWD"


def number(value: Decimal | int, look: Look, *, grouped: bool) -> Any:
    """Write a number the way this sample does."""
    if look.native:
        return value
    plain = f"{value:,}" if grouped else str(value)
    return plain.translate(str.maketrans(",.", ".,")) if look.mark == "comma" else plain


def metric(key: str, m: dict[str, Any], look: Look) -> Any:
    """Write one measure, or a ratio Google derives from two."""
    impressions, clicks, cost = m["impressions"], m["clicks_all"], m["cost"]
    conversions, value = m["conversions"], m["conversion_value"]
    ratios = {
        "ctr": (clicks * 100, impressions, "%"),
        "conv_rate": (conversions * 100, clicks, "%"),
        "cpc": (cost, clicks, ""),
        "cost_per_conv": (cost, conversions, ""),
        "value_per_cost": (value or 0, cost, ""),
    }
    if key in ratios:
        over, under, sign = ratios[key]
        if not under:
            return NULL
        ratio = (Decimal(over) / Decimal(under)).quantize(Decimal("0.01"))
        words = str(ratio).replace(".", ",") if look.mark == "comma" else str(ratio)
        return f"{words}{sign}" if sign else number(ratio, look, grouped=False)
    if key == "share":
        return "< 10%" if impressions < 900 else "> 90%" if impressions > 3900 else "41.20%"
    if m[key] is None:
        return NULL
    grouped = key in ("conversion_value", "conversions") or (look.thousands and key != "cost")
    return number(m[key], look, grouped=grouped)


def cell(key: str, f: Fact, look: Look) -> Any:
    """Write one cell of a data row."""
    c, g = f.campaign, f.ad_group
    words = {
        "status": ("campaign ended; unknown", "unknown", "Enabled")[c % 3],
        "group_status": "Enabled",
        "campaign": CAMPAIGNS[c - 1],
        "campaign_id": 21034567890 + c if look.native and look.lang == 0 else str(21034567890 + c),
        "ad_group": AD_GROUPS[g - 1],
        "ad_group_id": str(151034567890 + 10 * c + g),
        "account": ACCOUNTS[f.account][0],
        "account_id": ACCOUNTS[f.account][1],
        "type": "Performance Max" if c == 10 else "Search",
        "currency": look.currency,
        "converted_currency": "USD",
        "budget": "500.00",
        "score_gb": NULL if c % 2 else "87.5%",
        "score_us": NULL if c % 2 else "87.5%",
        "interactions": f.measures["clicks_all"],
    }
    if key == "day":
        return DAYS[look.day](f.day_from)
    if key == "converted_cost":
        return number((f.measures["cost"] / 32).quantize(Decimal("0.01")), look, grouped=False)
    if key in words:
        return words[key] if look.native else str(words[key])
    return metric(key, f.measures, look)


def total_row(label: str, m: dict[str, Any], look: Look) -> list[Any]:
    """Write a total row: its label in one of the first cells, nothing in the other dimensions."""
    row = [metric(k, m, look) if k in NUMBERS else NULL for k in look.columns]
    row = [look.currency if k == "currency" else v for k, v in zip(look.columns, row, strict=True)]
    row[look.label_at] = label
    return row


def totals_of(rows: Sequence[Fact]) -> dict[str, Any]:
    """Return the sums a total row shows."""
    return {m: total(rows, m) for m in MEASURES}


def table(look: Look, rows: Sequence[Fact], own: dict[str, Any] | None) -> boxes.Table:
    """Return the whole report: title, range, header, data, overlapping totals."""
    header = [HEADERS[k][look.lang] for k in look.columns]
    out: boxes.Table = [
        [TITLES[look.level][look.lang]],
        [RANGES[look.title_range](min(f.day_from for f in rows), max(f.day_to for f in rows))],
        header,
        *([cell(k, f, look) for k in look.columns] for f in rows),
    ]
    if own:
        search = totals_of([f for f in rows if f.campaign != 10])
        beyond = {k: v + v // 10 + 1 for k, v in own.items()}  # holds removed campaigns too
        pmax = {k: own[k] - search[k] for k in own}
        for words, sums in zip(TOTALS[look.level], (own, beyond, search, pmax), strict=False):
            out.append(total_row(words[look.lang], sums, look))
    return out


def names(look: Look, rows: Sequence[Fact]) -> dict[str, Any]:
    """Return the names and ids that must come out as they went in."""
    out: dict[str, Any] = {"campaigns": sorted({CAMPAIGNS[f.campaign - 1] for f in rows})}
    if "campaign_id" in look.columns:
        out["campaign_ids"] = sorted({str(21034567890 + f.campaign) for f in rows})
    if look.level == 2:
        out["ad_groups"] = sorted({AD_GROUPS[f.ad_group - 1] for f in rows})
    return out


def result(
    look: Look,
    rows: Sequence[Fact],
    own: dict[str, Any] | None,
    bad: Sequence[Fact] = (),
    **skip: int,
) -> dict[str, Any]:
    """Return the golden of a report that loads."""
    good = [f for f in rows if f not in bad]
    which = 1 if "account_id" in look.columns else 0
    named = "account" in look.columns or "account_id" in look.columns
    counts = {"preamble": 3, "totals": len(TOTALS[look.level]) if own else 0, **skip}
    return golden.parsed(
        "google_ads.campaign" if look.level == 1 else "google_ads.ad_group",
        look.level,
        good,
        MEASURES,
        bad=bad,
        accounts={ACCOUNTS[f.account][which] for f in rows} if named else (),
        currency=look.currency if "currency" in look.columns else None,
        period=golden.span(
            [(f.day_from, f.day_to) for f in rows],
            "day" if look.daily else "range",
            look.title_range != "all_en",
        ),
        row_count=golden.rows(len(good), len(bad), **counts),
        file_totals=own,
        names=names(look, good),
    )


def looks() -> Iterator[tuple[str, str, Look]]:
    """Yield the grid: level × box × language × grain, each box with its own quirks."""
    style = {
        ("utf16", 0): ("en_gb", "iso"), ("utf16", 1): ("zh", "iso"),
        ("utf8", 0): ("en_us", "us"), ("utf8", 1): ("zh", "zh"),
        ("xlsx", 0): ("en_short", "cell"), ("xlsx", 1): ("zh_slash", "slash"),
    }  # fmt: skip
    for level in (1, 2):
        for (box, lang), (title_range, day) in style.items():
            for daily in (True, False):
                columns = arrange(level, box, daily)
                yield (
                    f"google_{('campaign', 'ad_group')[level - 1]}_{('range', 'day')[daily]}"
                    f"_{('en', 'zh')[lang]}_{box}",
                    box,
                    Look(
                        level, lang, daily, columns,
                        label_at={"utf16": 0, "utf8": 3, "xlsx": 1}[box],
                        title_range=title_range, day=day,
                        thousands=box == "utf8", native=box == "xlsx",
                        accounts=2 if box == "utf8" and level == 1 else 1,
                    ),
                )  # fmt: skip


def arrange(level: int, box: str, daily: bool) -> tuple[str, ...]:
    """Return the columns of one box: who has ids, accounts, a converted pair, doubled currency."""
    status = ("status",) if level == 1 else ("group_status", "status")
    entity = ("campaign",) if level == 1 else ("ad_group", "campaign")
    day = ("day",) if daily else ()
    if box == "utf16":
        lead = (*status, *entity, *day, "budget", "score_gb", "type", "currency", "share")
        return (*lead, *(n for n in NUMBERS if n != "share"), "currency")
    if box == "utf8":
        pair = ("converted_currency", "converted_cost")
        lead = ("account", "account_id", status[0], *entity, *day, "currency", *pair)
        return (*lead, "campaign_id", "interactions", *NUMBERS)
    ids = ("campaign_id",) if level == 1 else ("campaign_id", "ad_group_id", "account")
    return (*day, *entity, *ids, status[0], "score_us", "currency", *NUMBERS)


def write(path: Path, box: str, sheet: boxes.Table, look: Look) -> None:
    """Put a report into its box."""
    if box == "xlsx":
        boxes.xlsx(path, [(TITLES[look.level][look.lang], sheet)])
    elif box == "utf16":
        boxes.utf16(path, sheet)
    elif box == "cp950":
        boxes.cp950(path, sheet)
    else:
        boxes.utf8(path, sheet, delimiter=";" if box == "semicolon" else ",")


def grid(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the grid; yield each file name with its golden."""
    for name, box, look in looks():
        ranges = days(START, END if look.level == 1 else date(2026, 1, 25))
        ranges = ranges if look.daily else [(START, END)]
        rows = facts(name, look.level, ranges, 10 if look.level == 1 else 6, look.accounts)
        own = totals_of(rows)
        file = f"{name}.{'xlsx' if box == 'xlsx' else 'csv'}"
        write(out / file, box, table(look, rows, own), look)
        yield file, result(look, rows, own)
