"""What the columns of an unknown table may fill: by how they are headed and what they look like.

A guess is only offered: nothing is read by it before a person has seen and confirmed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from data.exports import EXPORTS
from data.exports.base import header_key
from data.mapping.mapping import IDENTITIES, OF_BOOK, SEVERAL, choices
from data.mapping.sketch import NUMBERS, Heading, Shape, SketchedColumn
from data.schema import (
    ADS,
    BOOKS,
    COSTS,
    CRM,
    ORDERS,
    OWNED,
    WEB,
    Book,
    CostMeasure,
    Measure,
    OrderMeasure,
    OwnedMeasure,
    WebMeasure,
)

LEAST = 0.7
"""How alike two headers must be for a guess."""
ALONE = 0.5
"""How sure it is that a column of days, named like nothing known, is the row's day."""
SHORT = 3
"""So few letters are alike only where one name holds the other."""
KNOWN = 3
"""So many headers spelled exactly as a platform does are its own."""
HINTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    ADS.key: {
        "campaign": ("走期名稱", "走期", "專案名稱", "廣告專案", "活動", "委刊單", "計畫名稱"),
        "ad": ("素材", "素材名稱", "Creative"),
        Measure.IMPRESSIONS: ("露出", "露出次數", "曝光數", "曝光次數"),
        Measure.CLICKS_ALL: ("點擊數", "點閱數", "點閱"),
        Measure.COST: (
            "投放金額",
            "廣告支出",
            "消耗",
            "消耗金額",
            "扣款",
            "扣款金額",
            "實際扣款",
            "媒體費",
            "Spend",
            "Media cost",
        ),
        Measure.CONVERSIONS: (
            "成交筆數",
            "成交數",
            "轉換數",
            "訂單數",
            "導購訂單",
            "交易數",
            "購買數",
        ),
        Measure.CONVERSION_VALUE: ("成交金額", "轉換金額", "業績", "銷售額", "Revenue"),
    },
    WEB.key: {
        WebMeasure.SESSIONS: ("Visits", "造訪次數", "造訪數", "訪次"),
        WebMeasure.VIEWS: ("Pageviews", "Page views", "瀏覽量", "頁面瀏覽數"),
        WebMeasure.TOTAL_USERS: ("訪客數", "不重複訪客", "Visitors", "Unique visitors"),
    },
    OWNED.key: {
        "campaign": ("主旨", "電子報名稱", "信件主旨", "訊息標題", "Subject"),
        OwnedMeasure.EMAIL_DELIVERIES: ("成功送達", "送達", "送達數", "Delivered", "Deliveries"),
        OwnedMeasure.EMAIL_OPENS: ("開信數", "不重複開信", "開啟人數", "Unique opens"),
        OwnedMeasure.EMAIL_CLICKS: ("不重複點擊", "Unique clicks"),
        OwnedMeasure.LINE_DELIVERIES: ("群發訊息傳送數", "傳送數", "訊息則數"),
        OwnedMeasure.LINE_OPENS: ("開封數", "已開封", "開封人數"),
        OwnedMeasure.LINE_CLICKS: ("點擊的用戶", "點擊用戶數", "點擊人數"),
        OwnedMeasure.LINE_FRIENDS: ("好友數", "加入好友", "加入好友數", "Friends"),
        OwnedMeasure.LINE_BLOCKS: ("封鎖", "封鎖數", "Blocks"),
        OwnedMeasure.INTERACTIONS: ("互動數", "互動總數", "互動次數", "Interactions"),
        OwnedMeasure.POSTS: ("貼文篇數", "發文數", "Posts"),
        OwnedMeasure.FOLLOWERS: ("追蹤者", "追蹤人數", "粉絲人數", "Followers"),
    },
    ORDERS.key: {
        "order_id": ("單號", "單據", "單據編號", "交易編號", "Order no"),
        "day": ("Order date", "成立時間", "日期"),
        "sales_channel": ("通路名稱", "平台"),
        OrderMeasure.TOTAL: ("Amount", "實收金額", "成交金額", "結帳金額", "金額"),
    },
    CRM.key: {
        "lead_id": ("客戶編號", "線索編號", "潛客編號", "編號", "ID", "No"),
        "day": ("建檔日期", "填單時間", "進件日期", "Date", "日期"),
        "stage": ("狀態", "進度", "Status", "銷售階段"),
        "team": ("業務組別", "負責部門"),
        "reason": ("未成交原因", "拒絕原因"),
    },
    COSTS.key: {"account": ("公司", "對象"), CostMeasure.AMOUNT: ("應付金額", "總額", "小計")},
}
"""What no platform's own export says, but local networks and people do."""
_DAYS = ("day", "period", "period_start", "period_end", *ORDERS.dates, *CRM.dates)
_RATE = re.compile(
    r"率|平均|單次|每次|每千|每一|%|cp[acmv]|ctr|cvr|roas|rate\b|avg|average|per\b", re.I
)
"""Means and rates: no figure that is kept, whatever figure their header begins with."""


def book(heading: Heading) -> str:
    """Return the key of the book whose fields a table looks most like."""
    sums = {key: sum(s for _, s in _matched(heading, key).values()) for key in OF_BOOK}
    return max(sums, key=lambda key: sums[key])


def platform(heading: Heading, book_key: str) -> str:
    """Return the platform that spells most of the headers exactly so; else any other."""
    found = {p.key: 0 for p in OF_BOOK[book_key]}
    for export in EXPORTS:
        if export.platform.key in found and export.book.key == book_key:
            known = len(export.columns(heading.headers))
            found[export.platform.key] = max(found[export.platform.key], known)
    best = max(found, key=lambda key: found[key])
    return best if found[best] >= KNOWN else OF_BOOK[book_key][0].key


def guesses(heading: Heading, book_key: str) -> dict[int, str]:
    """Return what each column of a table of a book may fill, by its place; no two the same."""
    return {at: fills for at, (fills, _) in _matched(heading, book_key).items()}


@lru_cache(maxsize=64)
def _matched(heading: Heading, book_key: str) -> dict[int, tuple[str, float]]:
    """Return the best guess for each column with how sure it is, the surest taken first."""
    offers = sorted(
        (-score, at, rank, fills)
        for at, column in enumerate(heading.columns)
        for rank, (fills, score) in enumerate(_offers(column, BOOKS[book_key]))
    )
    found: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, at, _, fills in offers:
        if at not in found and (fills not in taken or fills in SEVERAL):
            found[at] = fills, -score
            taken.add(fills)
    if not taken & {"day", "period", "period_start"}:
        days = (i for i, c in enumerate(heading.columns) if c.shape is Shape.DAY)
        found |= dict.fromkeys(list(days)[:1], ("day", ALONE))
    return found


def _offers(column: SketchedColumn, of: Book) -> Iterator[tuple[str, float]]:
    """Yield what a column may fill, as far as its cells allow."""
    name, measures = _letters(column.header), set(map(str, of.measures))
    for fills, spellings in _spellings(of.key):
        if not _fits(column.shape, fills, fills in measures, exact=True):
            continue
        score = max((_alike(name, s) for s in spellings), default=0.0)
        exact = score == 1
        if fills in measures and _RATE.search(column.header) and not exact:
            continue
        if score >= LEAST and _fits(column.shape, fills, fills in measures, exact):
            yield fills, score


def _fits(shape: Shape, fills: str, measure: bool, exact: bool) -> bool:
    """Whether cells of a shape can be what a column would fill."""
    if shape is Shape.BLANK:
        return exact
    if shape is Shape.PERSONAL:
        return fills in IDENTITIES or exact
    if fills in _DAYS:
        return shape is Shape.DAY
    if measure:
        return shape in NUMBERS or (shape is Shape.ID and exact)
    return shape not in (*NUMBERS, Shape.DAY) or fills.endswith("_id")


@cache
def _spellings(book_key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every way each thing a book's columns may fill is headed anywhere."""
    found: dict[str, set[str]] = {fills: set() for fills in choices(BOOKS[book_key])}
    for export in EXPORTS:
        if export.book.key == book_key:
            for field in export.fields:
                if field.fills in found and not field.per:
                    found[field.fills] |= set(map(_letters, field.spellings))
    for fills, hints in HINTS[book_key].items():
        found[fills] |= set(map(_letters, hints))
    for measure in BOOKS[book_key].measures:
        found[str(measure)] |= {_letters(measure.label.zh), _letters(measure.label.en)}
    return tuple((fills, tuple(sorted(s - {""}))) for fills, s in found.items())


def _letters(header: str) -> str:
    """Return a header without its unit and signs."""
    return re.sub(r"[\W_]+", "", re.sub(r"\([^)]*\)$", "", header_key(header)))


def _alike(one: str, other: str) -> float:
    """Return how alike two headers are, from 0 to 1; one within the other counts by its share."""
    if one == other:
        return 1.0 if one else 0.0
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and short in long:
        return 0.6 + 0.39 * len(short) / len(long)
    # of three letters two are soon the same; much longer names cannot be alike enough
    if len(short) <= SHORT or 2 * len(short) < LEAST * (len(short) + len(long)):
        return 0.0
    match = SequenceMatcher(None, one, other)
    return 0.99 * match.ratio() if match.quick_ratio() >= LEAST else 0.0
