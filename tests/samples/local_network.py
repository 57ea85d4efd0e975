"""Made-up exports of a local ad network that no format knows: a day and a flight a row."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

HEADERS = "日期,走期名稱,版位,曝光數,點擊數,廣告費用,成交筆數,負責窗口"
FLIGHTS = (("春季檔期", "首頁橫幅"), ("品牌月", "內文文字"))
COST = 1_500
"""Of the first flight on the first day; each further row costs ten more."""


def cost(days: int) -> int:
    """Return what a file of so many days adds up to."""
    rows = days * len(FLIGHTS)
    return rows * COST + 10 * sum(range(rows))


def local_network(path: Path, first: date, days: int, headers: str = HEADERS) -> Path:
    """Write a file of some days, its columns in the order of `headers`."""
    lines = ["在地聯播網 廣告成效日報", "客戶：示範商店　製表：媒體部", "", headers]
    rows = [(first + timedelta(d), *f) for d in range(days) for f in FLIGHTS]
    for n, (day, flight, place) in enumerate(rows):
        cells = {"日期": f"{day:%Y/%m/%d}", "走期名稱": flight, "版位": place}
        cells |= {"曝光數": f'"{10_000 + n:,}"', "點擊數": str(100 + n)}
        cells |= {
            "廣告費用": f'"NT${COST + 10 * n:,}"',
            "成交筆數": str(n % 5),
            "負責窗口": "王小明",
        }
        lines.append(",".join(cells.get(h, "x") for h in headers.split(",")))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
