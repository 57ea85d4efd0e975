"""A table of a network nobody lists, its mapping, and what a refused one is sketched as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.mapping.mapping import ColumnMapping, MappedColumn
from data.mapping.sketch import Sketch
from tests.data.reports import reading

HEAD = "日期,走期名稱,曝光數,點擊數,廣告費用"


ROWS = ('2026/01/05,春季,"1,000",10,NT$120', '2026/01/06,春季,900,9,"NT$1,100"')


MAP = {"日期": "day", "走期名稱": "campaign", "曝光數": "impressions", "點擊數": "clicks_all",
       "廣告費用": "cost"}  # fmt: skip


def text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def mapping(columns: dict[str, str] | None = None, **more: Any) -> ColumnMapping:
    """Return a mapping of a local ad network's table, by its headers."""
    told = {"key": "local", "name": "在地聯播網", "book": "ads", "platform": "other_ads"}
    found = tuple(MappedColumn(h, f) for h, f in (MAP if columns is None else columns).items())
    return ColumnMapping(**{**told, "columns": found, "account": "在地聯播網", **more})


def sketched(tmp_path: Path, *lines: str) -> Sketch:
    report = reading(tmp_path, text(*lines))
    assert report.status == "rejected" and report.sketch
    return Sketch.from_json(json.loads(json.dumps(report.to_json()))["sketch"])
