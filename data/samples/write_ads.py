"""Ad exports as the platforms write them: Google, Meta, and the like of LINE and LinkedIn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.mapping.mapping import ColumnMapping, MappedColumn
from data.samples import boxes
from data.samples.ads import CENTS, LINE, LINKEDIN, Flight
from data.samples.seasons import Days
from data.schema import ADS

SHOP = "晨光茶行（範例）"
GOOGLE_ID, META_ID = "123-456-7890", "100000000000001"
NONE = " --"

GOOGLE_HEADER = (
    "廣告活動狀態", "廣告活動", "日期", "帳戶", "客戶 ID", "廣告活動類型", "貨幣代碼", "曝光",
    "點擊", "點閱率", "平均單次點擊出價", "費用", "轉換", "單次轉換費用", "轉換價值",
)  # fmt: skip
META_HEADER = (
    "行銷活動名稱", "天數", "帳號名稱", "帳號編號", "行銷活動編號", "行銷活動投遞", "歸因設定",
    "觸及人數", "頻率", "花費金額 (TWD)", "分析報告開始", "分析報告結束", "曝光次數",
    "連結點擊次數", "點擊次數（全部）", "CTR（全部）", "連結頁面瀏覽次數", "加到購物車次數",
    "開始結帳次數", "購買次數", "購買轉換值", "貼文互動次數",
)  # fmt: skip
META_ACTIONS = (
    "link_clicks", "clicks_all", "ctr", "landing_page_views", "add_to_carts", "checkouts",
    "conversions", "conversion_value", "engagements",
)  # fmt: skip
LINE_HEADER = {
    "日期": "day", "廣告帳號名稱": "account", "廣告活動名稱": "campaign", "曝光次數": "impressions",
    "點擊次數": "clicks_all", "點擊率": "", "費用": "cost", "幣別": "currency",
    "轉換次數": "conversions",
}  # fmt: skip
LINKEDIN_HEADER = {
    "日期": "day", "廣告帳戶": "account", "宣傳活動": "campaign", "宣傳活動編號": "campaign_id",
    "狀態": "", "幣別": "currency", "花費": "cost", "曝光": "impressions", "點擊": "clicks_all",
    "到站點擊": "link_clicks", "名單": "leads", "互動": "engagements",
}  # fmt: skip


def mappings() -> list[ColumnMapping]:
    """Return how the two platforms are read that no format is declared for yet."""
    told = (
        (LINE, "LINE 廣告（範例）", LINE_HEADER),
        (LINKEDIN, "LinkedIn（範例）", LINKEDIN_HEADER),
    )
    return [
        ColumnMapping(
            *("new", name, ADS.key, platform),
            tuple(MappedColumn(header, fills) for header, fills in columns.items() if fills),
        )
        for platform, name, columns in told
    ]


def google(path: Path, flights: Sequence[Flight], listed: Days) -> None:
    """Google Ads: title, range, campaigns by day, and the totals that overlap."""
    rows = [
        [
            "已啟用",
            f.campaign.name,
            day.isoformat(),
            SHOP,
            GOOGLE_ID,
            _type(f),
            "TWD",
            *_google(told),
        ]
        for day, f, told in _days(flights, listed)
    ]
    whole = _google(_sums(flights))
    blank = [NONE] * 5
    totals = [[label, *blank, "TWD", *whole] for label in ("總計：廣告活動", "總計：帳戶")]
    first, last = listed.days[0], listed.days[-1]
    title = [["廣告活動報表"], [f"{_said(first)} - {_said(last)}"], GOOGLE_HEADER]
    boxes.utf16(path, [*title, *rows, *totals])


def meta(path: Path, flights: Sequence[Flight], listed: Days, first: date, last: date) -> None:
    """Meta: the total stands first, without names; what did not happen is blank."""
    inside = [(day, f, told) for day, f, told in _days(flights, listed) if first <= day <= last]
    whole: dict[str, int] = {}
    for _, _, told in inside:
        for name, value in told.items():
            whole[name] = whole.get(name, 0) + value
    span = (first.isoformat(), last.isoformat())
    top = ["", "", "", "", "", "", "", *_meta(whole, span)]
    rows = [
        [f.campaign.name, day.isoformat(), SHOP, META_ID, f"12021000000000{f.campaign.number:04}",
         "active", "點擊後 7 天或瀏覽後 1 天", *_meta(told, (day.isoformat(),) * 2)]
        for day, f, told in inside
    ]  # fmt: skip
    boxes.meta(path, META_HEADER, [top, *rows])


def line(path: Path, flights: Sequence[Flight], listed: Days) -> None:
    """Like LINE's: percent points, whole money, a day and a campaign a row."""
    rows = [
        [day.isoformat(), SHOP, f.campaign.name, told["impressions"], told["clicks_all"],
         _ratio(told["clicks_all"] * 100, told["impressions"]), _money(told["cost"]), "TWD",
         told["conversions"] // CENTS]
        for day, f, told in _days(flights, listed)
    ]  # fmt: skip
    boxes.utf8(path, [tuple(LINE_HEADER), *rows])


def linkedin(path: Path, flights: Sequence[Flight], listed: Days) -> None:
    """LinkedIn's figures in the daily sheet of an agency; its own English words fit Meta's too."""
    first, last = listed.days[0], listed.days[-1]
    top = [["LinkedIn 廣告成效日報"], [f"期間：{_said(first)} - {_said(last)}"], []]
    rows = [
        [day.isoformat(), SHOP, f.campaign.name, f"70000000{f.campaign.number}", "投放中", "TWD",
         _money(told["cost"]), told["impressions"], told["clicks_all"], told["link_clicks"],
         told["leads"], told["engagements"]]
        for day, f, told in _days(flights, listed)
    ]  # fmt: skip
    boxes.utf16(path, [*top, tuple(LINKEDIN_HEADER), *rows])


def _days(flights: Sequence[Flight], listed: Days) -> Iterator[tuple[date, Flight, dict[str, int]]]:
    """Yield each day on which each campaign ran, with its figures."""
    plain = [(f, f.runs.tolist(), {m: v.tolist() for m, v in f.figures.items()}) for f in flights]
    for n, day in enumerate(listed.days):
        for f, runs, figures in plain:
            if runs[n]:
                yield day, f, {m: values[n] for m, values in figures.items()}


def _sums(flights: Sequence[Flight]) -> dict[str, int]:
    return {m: sum(int(f.figures[m].sum()) for f in flights) for m in flights[0].figures}


def _google(told: Mapping[str, int]) -> list[Any]:
    seen, clicks, cost = told["impressions"], told["clicks_all"], told["cost"]
    wanted, value = told["conversions"], told["conversion_value"]
    ctr = f"{_ratio(clicks * 100, seen)}%" if seen else NONE
    each = _ratio(cost, clicks * CENTS) if clicks else NONE
    dear = _ratio(cost, wanted) if wanted else NONE
    return [seen, clicks, ctr, each, _money(cost), f"{Decimal(wanted) / CENTS:,.2f}", dear,
            f"{Decimal(value) / CENTS:,.2f}"]  # fmt: skip


def _meta(told: Mapping[str, int], span: tuple[str, ...]) -> list[Any]:
    seen, reach = told["impressions"], told["reach"]
    plain = {m: told[m] for m in META_ACTIONS if m != "ctr"}
    plain["conversions"] //= CENTS
    cells: dict[str, Any] = {m: value or "" for m, value in plain.items()}
    cells["conversion_value"] = _money(told["conversion_value"]) if told["conversion_value"] else ""
    cells["ctr"] = _ratio(told["clicks_all"] * 100, seen, "0.00000001") if seen else ""
    often = _ratio(seen, reach, "0.00000001") if reach else ""
    actions = [cells[m] for m in META_ACTIONS]
    return [reach, often, _money(told["cost"]), *span, seen, *actions]


def _type(flight: Flight) -> str:
    return "最高成效" if flight.campaign.name.startswith("最高成效") else "搜尋"


def _money(cents: int) -> str:
    """Write hundredths as an amount without thousands."""
    return f"{Decimal(cents) / CENTS:.2f}"


def _ratio(over: int, under: int, digits: str = "0.01") -> str:
    return str((Decimal(over) / Decimal(under)).quantize(Decimal(digits))) if under else ""


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
