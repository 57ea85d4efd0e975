"""GA4 files as its interface writes them: the numbers, the headers in two languages, the boxes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.samples import golden

START, END = date(2026, 1, 19), date(2026, 2, 1)
BEFORE = (date(2026, 1, 5), date(2026, 1, 18))
RULER = "-" * 40
PROPERTIES = ("North Star, Shop - GA4", "北極星商店 - GA4")
SEGMENTS = ("All Users", "所有使用者")
# the third is what GA4 could not tell, the last what it could not list
CHANNELS = (
    ("Organic Search", "Organic Search"), ("Paid Social", "Paid Social"),
    ("(not set)", "(未設定)"), ("(other)", "(其他)"),
)  # fmt: skip
MEDIA = ("google / organic", "facebook / cpc", "(direct) / (none)", 'line, "push" / message')
CAMPAIGNS = ("(organic)", "新春, 50% off", "(not set)", "#周年慶")

# key: (English header, 繁體中文 header)
HEADERS = {
    "day": ("Date", "日期"),
    "nth": ("Nth day", "第 N 天"),
    "channel": (
        "Session primary channel group (Default Channel Group)",
        "工作階段主要管道群組 (預設管道群組)",
    ),
    "old_channel": ("Session default channel group", "工作階段預設管道群組"),
    "source_medium": ("Session source / medium", "工作階段來源/媒介"),
    "campaign": ("Session campaign", "工作階段廣告活動"),
    "device": ("Device category", "裝置類別"),
    "filter": ("Test data filter name", "測試資料篩選器名稱"),
    "sessions": ("Sessions", "工作階段"),
    "engaged_sessions": ("Engaged sessions", "互動工作階段"),
    "rate": ("Engagement rate", "參與度"),
    "average": ("Average engagement time per session", "平均單次工作階段參與時間"),
    "views": ("Views", "瀏覽"),
    "active_users": ("Active users", "活躍使用者"),
    "users": ("Users", "使用者"),
    "new_users": ("New users", "新使用者"),
    "events": ("Event count", "事件計數"),
    "per_session": ("Events per session", "每個工作階段的事件數"),
    "key_events": ("Key events", "重要事件"),
    "conversions": ("Conversions", "轉換"),
    "purchases": ("Ecommerce purchases", "電子商務購買"),
    "web_revenue": ("Total revenue", "總收益"),
}
MEASURES = {
    "average": "engagement_seconds",
    "users": "total_users",
    "conversions": "key_events",
}
"""The measure a column fills where it is not called so; ratios fill none."""
RATIOS = ("rate", "per_session")
PEOPLE = ("active_users", "total_users")


@dataclass(frozen=True)
class Row:
    """One row of figures: a day and a way in, and what was counted."""

    day: date
    way: int
    numbers: dict[str, Any]


def numbers(rng: random.Random) -> dict[str, Any]:
    """Return the figures of one row; rates follow from them."""
    sessions = 40 + int(rng.random() * 900)
    engaged = int(sessions * (0.4 + 0.4 * rng.random()))
    purchases = int(engaged * 0.05 * rng.random())
    return {
        "sessions": sessions,
        "engaged_sessions": engaged,
        "engagement_seconds": int(sessions * 70 * rng.random()),
        "views": sessions * 3 + int(90 * rng.random()),
        "active_users": int(sessions * 0.8),
        "total_users": int(sessions * 0.85),
        "new_users": int(sessions * 0.5 * rng.random()),
        "events": sessions * 9 + int(200 * rng.random()),
        "key_events": Decimal(int(purchases * 20 + 30 * rng.random())) / 10,
        "purchases": purchases,
        "web_revenue": Decimal(int(purchases * (80000 + rng.random() * 90000))) / 100,
    }


def rows(seed: str, days: Sequence[date], ways: int = 4) -> list[Row]:
    """Return the rows of one table."""
    rng = random.Random(f"ga4 {seed}")
    return [Row(day, way, numbers(rng)) for day in days for way in range(ways)]


def span(start: date = START, end: date = END) -> list[date]:
    """Return the days of a range."""
    return [start + timedelta(n) for n in range((end - start).days + 1)]


def plain(value: Any) -> str:
    """Write a number as GA4 does: a point, no thousands, no zeros behind."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def cell(key: str, row: Row, lang: int, start: date = START) -> str:
    """Write one cell; means and rates are long fractions."""
    n = row.numbers
    words = {
        "day": f"{row.day:%Y%m%d}",
        "nth": f"{(row.day - start).days:04}",
        "channel": CHANNELS[row.way][lang],
        "old_channel": CHANNELS[row.way][lang],
        "source_medium": MEDIA[row.way],
        "campaign": CAMPAIGNS[row.way],
        "device": ("mobile", "desktop")[row.way % 2],
        "filter": ("(not set)", "Internal traffic", "Developer traffic", "(not set)")[row.way],
        "rate": str(n["engaged_sessions"] / n["sessions"]),
        "average": str(n["engagement_seconds"] / n["sessions"]),
        "per_session": str(n["events"] / n["sessions"]),
    }
    return words[key] if key in words else plain(n[MEASURES.get(key, key)])


def header(columns: Sequence[str], lang: int) -> list[str]:
    """Return the headers of some columns."""
    return [HEADERS[key][lang] for key in columns]


def table(
    columns: Sequence[str], data: Iterable[Row], lang: int = 0, start: date = START
) -> list[list[str]]:
    """Return header and rows."""
    return [header(columns, lang), *([cell(k, r, lang, start) for k in columns] for r in data)]


def total(data: Sequence[Row]) -> Row:
    """Return the figures of all rows together."""
    keys = data[0].numbers
    return Row(START, 0, {k: sum(r.numbers[k] for r in data) for k in keys})


def grand_total(columns: Sequence[str], data: Sequence[Row], lang: int) -> list[str]:
    """Return an exploration's first row: no names, and one cell more than the header has."""
    counted = {*RATIOS, *MEASURES, *total(data).numbers}
    cells = [cell(k, total(data), lang) if k in counted else "" for k in columns]
    return [*cells, ("Grand total", "總計")[lang]]


def ruled(title: str, lang: int) -> list[str]:
    """Return the lines at the top of a report: title, account, property between rulers."""
    labels = (("Account: ", "Property: "), ("帳戶：", "資源："))[lang]
    names = ("North Star", PROPERTIES[lang])
    lines = [RULER, title, *(a + b for a, b in zip(labels, names, strict=True)), RULER, ""]
    return [f"# {line}" for line in lines]


def dated(lang: int, segment: str = "", start: date = START, end: date = END) -> list[str]:
    """Return the lines above one table: whose figures, and of which days."""
    labels = (("Start date: ", "End date: "), ("開始日期：", "結束日期："))[lang]
    days = [f"{a}{b:%Y%m%d}" for a, b in zip(labels, (start, end), strict=True)]
    return [f"# {line}" for line in [segment or SEGMENTS[lang], *days]]


def explored(lang: int, start: date = START, end: date = END) -> list[str]:
    """Return the lines at the top of an exploration, and the empty one below."""
    names = (PROPERTIES[lang], ("Free form 1-Tab 1", "任意形式 1-分頁 1")[lang])
    return [*(f"# {n}" for n in names), f"# {start:%Y%m%d}-{end:%Y%m%d}", ""]


def loads(
    form: str,
    columns: Sequence[str],
    data: Sequence[Row],
    *,
    lang: int = 0,
    stated: dict[str, Any] | None = None,
    **skipped: int,
) -> dict[str, Any]:
    """Return the golden of a file whose chosen table has these columns and rows."""
    measures = [MEASURES.get(k, k) for k in columns if k not in RATIOS]
    measures = [m for m in measures if m in numbers(random.Random(0))]
    added = [m for m in measures if m not in PEOPLE]
    summed = total(data).numbers
    if {"filter", "sessions"} <= set(columns):  # what a filter names is marked
        measures, added = [*measures, "marked_sessions"], [*added, "marked_sessions"]
        marked = [r for r in data if not cell("filter", r, lang).startswith("(")]
        summed["marked_sessions"] = total(marked).numbers["sessions"]
    names = {"old_channel": "channel", "filter": "audience"}
    dimensions = ("channel", "source_medium", "campaign", "device", "audience")
    present = [names.get(k, k) for k in columns if names.get(k, k) in dimensions]
    daily = {"day", "nth"} & set(columns)
    return {
        "status": "parsed",
        "book": "web",
        "format": form,
        "level": None,
        "accounts": [PROPERTIES[lang]],
        "currency": None,
        "breakdown": "+".join(sorted(present)),
        "period": golden.span([(START, END)], "day" if daily else "range", True),
        "measures": measures,
        "rows": golden.rows(len(data), **skipped),
        "sums": {m: _sum((stated or {}).get(m), summed[m]) for m in added},
        "nulls": dict.fromkeys(measures, 0),
        "reconciled": True if stated else None,
        "questions": [],
        **{k + "s": sorted({cell(k, r, lang) for r in data}) for k in columns if k in dimensions},
    }


def _sum(stated: Any, loaded: Any) -> dict[str, Any]:
    return {
        "file_total": None if stated is None else plain(Decimal(stated)),
        "loaded": plain(Decimal(loaded)),
        "quarantined": "0",
    }
