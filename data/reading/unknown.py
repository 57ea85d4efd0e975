"""Why a text is no table of any known format: what it is instead, or what it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from data.exports import EXPORTS, others
from data.exports.base import Export
from data.reading.refusal import Refusal, opening_words, refuse
from data.reading.search.words import FILTERS_ALONE
from data.reading.table import HEAD, LEAST, header
from data.schema import OrderMeasure
from data.text import Text

_UNKNOWN = Text(
    "找不到認得的標題列（前 {n} 列）。看到的第一列是：{first}",
    "No header row is known among the first {n} rows. The first row reads: {first}",
)
_WHAT_TO_EXPORT = Text(
    "請匯出 Google Ads 的廣告活動／廣告群組報表，或 Meta 的行銷活動／廣告組合／廣告報表，"
    "平台語言選繁體中文或英文。",
    "Export a Google Ads campaign or ad group report, or a Meta campaign, ad set or ad report,"
    " with the platform in English or 繁體中文.",
)
_READ_HERE = Text(
    "讀得懂的匯出檔有：{names}；平台語言選繁體中文或英文，下載後不要整理。",
    "Exports that can be read: {names}; take them in English or 繁體中文, just as downloaded.",
)
_OTHER_DAYS = Text(
    "請換一段有資料的日期，或拿掉篩選條件後重新匯出。",
    "Export it again for days that have data, or without its filter.",
)
_OF_GA4 = Text(
    "Universal Analytics 已停止收集資料；請改從 GA4 匯出。",
    "Universal Analytics no longer collects; export from GA4 instead.",
)
_FINER = Text(
    "這是 {platform} 的報表，但含有「{header}」欄，屬於目前不讀取的細項報表。",
    "This is a {platform} report, but its column “{header}” makes it a finer one, not read yet.",
)
_LACKS = Text(
    "這像是 {platform} 的匯出檔，但缺少必要的欄位：{missing}。",
    "This looks like an export of {platform}, but it lacks: {missing}.",
)
_OTHERS = Text(
    "這是 {platform} 的匯出檔；目前直接讀取的廣告平台是 Google Ads 與 Meta。",
    "This is an export of {platform}; the ad platforms read directly are Google Ads and Meta.",
)
_NOBODYS = Text(
    "這是一份廣告成效表，但沒有任何 Google Ads 或 Meta 特有的欄位，看不出是哪個平台的。",
    "This is a table of ad figures without any column that only Google Ads or Meta writes, so"
    " nothing tells whose it is.",
)
_MAP = Text(
    "它的欄位要對應一次，之後同樣的檔就會自動認得。",
    "Its columns have to be mapped once; the next such file is then recognised.",
)
_WHOSE = Text(
    "若是 Google Ads 或 Meta 的報表，請加上花費欄再匯出一次。",
    "If it is a report of Google Ads or Meta, export it again with its cost column.",
)
_ADD = Text(
    "請在平台的欄位設定中加入後重新匯出；總覽卡片的下載檔不是報表。",
    "Add the columns on the platform and export again; downloads of overview cards are no reports.",
)
_MEMBERS = Text(
    "這像是會員名單：有會員或聯絡資料，但沒有訂單編號與金額。",
    "This looks like a list of members: it has who they are, but no order and no amount.",
)
_ORDERS_INSTEAD = Text(
    "會員名單不必匯入。要分出新客與舊客，請匯出訂單，並加上「會員註冊日期」或「首購日期」欄。",
    "A list of members is not needed. To tell new customers from old ones, export the orders with"
    " the day on which each customer registered, or first bought.",
)
_COMMENTS_GONE = Text(
    "這像是 {platform} 的匯出檔，但標題列上方以「#」開頭、寫著資源與日期範圍的幾行不見了。",
    "This looks like an export of {platform}, but the lines beginning with “#” above the header,"
    " which name the property and the days, are gone.",
)
_AS_WRITTEN = Text(
    "請重新下載，不要刪除「#」開頭的行，也不要先用其他程式整理。",
    "Download it again and import it as it is, with its lines that begin with “#”.",
)
_BULK = Text("這是 Google Ads 的批次工作表（bulk sheet）", "This is a Google Ads bulk sheet")
_UNIVERSAL = Text("這是舊版 Universal Analytics 的匯出檔", "This is a Universal Analytics export")
_NO_DATA = Text("這份匯出檔沒有資料", "The export says “No data available”; it holds no rows")
_CARD = Text(
    "這是 Google Ads 總覽卡片的下載檔", "This is the download of a Google Ads overview card"
)
_OF_A_MEMBER = frozenset({"member", "member_since", "first_bought_on"})
_STRANGERS: tuple[tuple[str, Text, Text], ...] = (
    (r"^\W*row type\W{1,3}action\b", _BULK, _WHAT_TO_EXPORT),
    (r"^# -{3,}[\s\S]*^# ?\d{8}-\d{8}", _UNIVERSAL, _OF_GA4),
    (r"^\W*no data available", _NO_DATA, _OTHER_DAYS),
    (r"^\W*(filter,value|篩選器,值|篩選條件,值)\W*$", FILTERS_ALONE, _WHAT_TO_EXPORT),
    (
        r"^\W*date(?=.*,(clicks|impressions))(,(clicks|impressions|cost|conversions))+\W*$",
        *(_CARD, _WHAT_TO_EXPORT),
    ),
)
_NO_REPORT = Text("{what}，不是成效報表。", "{what}, not a performance report.")


def refusal(records: Sequence[Sequence[str]], sheet: str | None = None) -> Refusal:
    """Return why a text is no table of any known format: what it is, or what it lacks."""
    start = "\n".join(",".join(r) for r in records[:HEAD])
    for pattern, what, mend in _STRANGERS:
        if re.search(pattern, start, re.I | re.M):
            return refuse(_NO_REPORT.fill(what=what), mend, sheet=sheet)
    row, score = header(records)
    if score >= LEAST:
        return _nearly(records[row], {"sheet": sheet, "row": row + 1})
    first = opening_words(records[0]) if records else "–"
    words = _UNKNOWN.fill(n=min(len(records), HEAD), first=first)
    return _mappable(refuse(words, _READ_HERE.fill(names=_read_here()), sheet=sheet))


def _read_here() -> Text:
    """Name whose exports are read, each once."""
    names = dict.fromkeys(e.platform.name for e in EXPORTS)
    return Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _nearly(headers: Sequence[str], where: dict[str, Any]) -> Refusal:
    """Return why a table with headers that are known is none of the formats."""
    if other := others.written_by(headers):
        return _mappable(refuse(_OTHERS.fill(platform=other), _MAP, **where))
    export = max(EXPORTS, key=lambda e: len(e.columns(headers)))
    columns, platform = export.columns(headers), export.platform.name
    if export.commented:
        return refuse(_COMMENTS_GONE.fill(platform=platform), _AS_WRITTEN, **where)
    finer = next((c for c in columns if c.field.fills == "finer"), None)
    if finer:
        words = _FINER.fill(platform=platform, header=finer.header)
        return refuse(words, _WHAT_TO_EXPORT, column=finer.header, **where)
    if not export.wrote(headers):
        return _mappable(refuse(_NOBODYS, _WHOSE, **where))
    filled = {c.field.fills for c in columns}
    if filled & _OF_A_MEMBER and not filled & {"order_id", OrderMeasure.TOTAL}:
        return refuse(_MEMBERS, _ORDERS_INSTEAD, **where)
    lacking = [n for n in export.needs if n not in filled] or export.needs
    missing = " / ".join(_first_spelling(export, n) for n in lacking)
    return _mappable(refuse(_LACKS.fill(platform=platform, missing=missing), _ADD, **where))


def _mappable(refusal: Refusal) -> Refusal:
    """Say that a person may map the columns of the table."""
    refusal.mappable = True
    return refusal


def _first_spelling(export: Export, fills: str) -> str:
    """Return how a field is usually headed, in both languages."""
    field = next(f for f in export.fields if f.fills == fills)
    return " / ".join(field.spellings[:2])
