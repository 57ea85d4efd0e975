"""Search Console's performance download: a zip of tables in Chinese, its filters beside them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from data.samples import boxes
from data.samples.searched import (
    BRAND_WORDS,
    COUNTRIES,
    DEVICES,
    PAGES,
    QUERIES,
    SITE,
    Part,
    Searched,
    parts,
)

MEASURES = ("點擊", "曝光", "點閱率", "排名")
FILTERS = (("篩選器", "值"), ("搜尋類型", "網路"))
RANGE = ("日期", "過去 16 個月")
MADE = (2026, 1, 1, 0, 0, 0)


def whole(path: Path, found: Searched) -> None:
    """Write the export of all searches."""
    _write(path, found, found.whole, [RANGE])


def brand(path: Path, found: Searched) -> None:
    """Write the export of the searches for the brand: filtered by the very words of the rule."""
    _write(path, found, found.brand, [("查詢", f"~{'|'.join(BRAND_WORDS)}"), RANGE])


def _write(
    path: Path, found: Searched, chart: Sequence[Part], filters: Sequence[tuple[str, str]]
) -> None:
    """Write the tables; of an export filtered by query none but the chart is ever read."""
    tables: list[tuple[str, str, Sequence[Part]]] = [
        ("圖表", "日期", chart),
        ("查詢", "熱門查詢項目", parts(found, QUERIES)),
        ("網頁", "熱門網頁", parts(found, PAGES, SITE)),
        ("國家／地區", "國家/地區", parts(found, COUNTRIES)),
        ("裝置", "裝置", parts(found, DEVICES)),
        ("搜尋外觀", "搜尋外觀", ()),
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, heading, rows in tables:
            cells = [[of, c, n, _percent(c, n), at] for of, c, n, at in rows]
            _member(packed, name, [[heading, *MEASURES], *cells])
        _member(packed, "篩選器", [*FILTERS, *filters])


def _member(packed: zipfile.ZipFile, name: str, rows: Sequence[boxes.Row]) -> None:
    told = zipfile.ZipInfo(f"{name}.csv", MADE)
    told.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(told, boxes.text(rows))


def _percent(clicks: int, shown: int) -> str:
    return f"{round(100 * clicks / shown, 2):g}%" if shown else "0%"
