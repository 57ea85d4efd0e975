"""What a person is told of a Search Console table: what it leaves out, what it cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.exports.search_console import DATES, QUERY
from data.text import Text

if TYPE_CHECKING:
    from data.reading.table import Table

WHOLE_EXPORT = Text(
    "日期與篩選條件寫在同一份匯出的「篩選器」表裡：請放入 Search Console 下載的整個 zip 或 "
    "XLSX，不要只放其中一個檔。",
    "The days and filters stand in the table Filters of the same export: bring the whole zip or"
    " workbook as Search Console wrote it, not one file of it.",
)
FILTERS_ALONE = Text(
    "這是 Search Console 匯出裡的篩選條件表（請直接放入整個 zip 或 XLSX）",
    "This is the table of filters of a Search Console export (bring the whole zip or workbook)",
)
_UNKNOWN_FILTERS = Text(
    "這個檔沒有篩選條件表，當作未篩選的網頁搜尋讀取；若匯出時有篩選，請改放整個 zip 或 XLSX。",
    "The file says nothing of filters and was read as unfiltered web search; if the export was"
    " filtered, bring the whole zip or workbook instead.",
)
_ANONYMOUS = Text(
    "查詢表最多 1,000 列，也沒有匿名查詢：各列相加會少於圖表的總數，不當作總數使用。",
    "The table of queries has at most 1,000 rows and no anonymised queries: its sum is below the"
    " chart's and is never used as a total.",
)
_ONE_SCOPE = Text(
    "匯出時篩選了查詢「{query}」：只讀逐日圖表，作為這個篩選自己的範圍；與品牌字規則相同時，才算品牌檢索。",
    "The export is filtered by query “{query}”: its chart alone is read, as a scope of its own. It"
    " counts as brand searches where it is the very rule of brand words.",
)


def search_warnings(table: Table) -> tuple[Text, ...]:
    """Return what a person should know of a table although it stops nothing."""
    warnings = []
    if table.declared is None:
        warnings.append(_UNKNOWN_FILTERS)
    if table.export is QUERY:
        warnings.append(_ANONYMOUS)
    if table.export is DATES and "filter" in table.said:
        warnings.append(_ONE_SCOPE.fill(query=table.said["filter"]))
    return tuple(warnings)
