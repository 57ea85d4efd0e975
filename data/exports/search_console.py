"""Google Search Console's performance report: days, queries, pages, countries, devices.

An export is one zip of CSV files or one workbook; `data.reading.search.apart` takes it apart, each
table under the filters that hold for all of them. The English headings and ``熱門查詢項目``,
``熱門網頁``, ``日期``, ``點擊``, ``曝光``, ``點閱率``, ``排名`` are what code that reads such files
knows; the other Chinese ones rest on the interface's words. CTR is never read: it is clicks ÷
impressions again.
"""

from __future__ import annotations

from data.exports.base import Export, Field, Role
from data.schema import SEARCH, SEARCH_CONSOLE, Quantity, SearchMeasure

CLICKS = ("Clicks", "點擊", "點擊次數", "點選次數")
IMPRESSIONS = ("Impressions", "曝光", "曝光次數", "曝光數")
POSITION = ("Position", "Average position", "排名", "平均排名", "平均排序")
"""In this order, with CTR before the last, behind one column that says what is split by."""

DAYS = ("Date", "日期")
QUERIES = ("Top queries", "Query", "熱門查詢項目", "熱門查詢", "查詢")
PAGES = ("Top pages", "Page", "熱門網頁", "網頁", "頁面")
COUNTRIES = ("Country", "國家/地區", "國家／地區", "國家")
DEVICES = ("Device", "裝置")

EVERY = (DAYS, QUERIES, PAGES, COUNTRIES, DEVICES)

_MEASURES = (
    Field(SearchMeasure.SEARCH_CLICKS, CLICKS),
    Field(SearchMeasure.SEARCH_IMPRESSIONS, IMPRESSIONS),
    Field(SearchMeasure.SEARCH_POSITION, POSITION),
    Field("ignore", ("CTR", "點閱率", "點擊率")),
)
_NEEDS: tuple[Quantity | Role, ...] = tuple(SearchMeasure)


def _export(report: str, role: Role, spellings: tuple[str, ...]) -> Export:
    """Return one table of the report; what is split by something else besides is a finer one."""
    others = tuple(s for other in EVERY if other is not spellings for s in other)
    return Export(
        name=f"{SEARCH_CONSOLE.key}.{report}",
        platform=SEARCH_CONSOLE,
        book=SEARCH,
        fields=(Field(role, spellings), *_MEASURES, Field("finer", others)),
        needs=(role, *_NEEDS),
        lacks=("finer",),
        own=POSITION,
        required=() if role == "day" else (role,),
        decimal_point=True,
    )


DATES = _export("dates", "day", DAYS)
QUERY = _export("queries", "query", QUERIES)
PAGE = _export("pages", "page", PAGES)
COUNTRY = _export("countries", "country", COUNTRIES)
DEVICE = _export("devices", "device", DEVICES)
TABLES = (DATES, QUERY, PAGE, COUNTRY, DEVICE)
