"""GA4 explorations of the newest days by device, page, city, hour and item."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.samples.seasons import Days
from data.samples.split import ITEMS, LATE, VISITS, Split
from data.samples.write_site import TOTAL, write

HEADINGS = {
    "device": ("裝置類別",), "landing_page": ("到達網頁",), "city": ("城市",), "hour": ("小時",),
    "item": ("商品名稱", "商品 ID", "商品類別"),
}  # fmt: skip
FIGURES = {
    "sessions": "工作階段", "engaged_sessions": "互動工作階段", "views": "瀏覽",
    "key_events": "重要事件", "purchases": "電子商務購買", "web_revenue": "總收益",
    "item_views": "已查看的商品數", "item_carts": "已加入購物車的商品數",
    "item_sales": "已購買的商品數", "item_revenue": "商品收益",
}  # fmt: skip
"""What an exploration calls its figures; engagement time it states for each visit only."""


def parts(path: Path, cut: str, every: Sequence[Split], listed: Days) -> None:
    """Write one cut by day, with the row of all parts first."""
    told = [m for m in (ITEMS if cut == "item" else VISITS) if m in FIGURES]
    days, names = listed.days[-LATE:], HEADINGS[cut]
    plain = [{m: part.figures[m].tolist() for m in told} for part in every]
    rows: list[list[Any]] = [
        [*[""] * len(names), "", *(sum(sum(p[m]) for p in plain) for m in told), TOTAL]
    ]
    for n, day in enumerate(days):
        for part, figures in zip(every, plain, strict=True):
            if any(figures[m][n] for m in told):
                rows.append([*part.names, f"{day:%Y%m%d}", *(figures[m][n] for m in told)])
    write(path, names[0], days, (*names, "日期", *(FIGURES[m] for m in told)), rows)
