"""Google and Meta reports as text, and the reader held to its equation on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.reading.reader import read
from data.report import Report
from data.schema import ADS

TODAY = date(2026, 11, 21)

RANGE = "1 January 2026 - 31 January 2026"

GOOGLE = "Campaign status,Campaign,Campaign ID,Day,Currency code,Clicks,Impr.,CTR,Cost,Conversions"

META = (
    "Campaign name,Delivery status,Result type,Results,Impressions,Link clicks,Purchases,"
    "Amount spent (TWD),Reporting starts,Reporting ends"
)


def row(
    name: str = "Brand",
    day: str = "2026-01-05",
    clicks: str = "10",
    impressions: str = '"1,000"',
    cost: str = "12.50",
    conversions: str = "1.50",
) -> str:
    """Return a good Google row, with the cells of the case."""
    return f"Enabled,{name},171,{day},TWD,{clicks},{impressions},1.00%,{cost},{conversions}"


def total(clicks: str, impressions: str, cost: str, conversions: str, of: str = "Campaigns") -> str:
    return f"Total: {of}, --, --, --,TWD,{clicks},{impressions},1%,{cost},{conversions}"


def google(*rows: str, header: str = GOOGLE, title: str = f"Campaign report\n{RANGE}\n") -> str:
    return title + header + "\n" + "".join(f"{r}\n" for r in rows)


def meta(*rows: str, header: str = META) -> str:
    return "\ufeff" + header + "\n" + "".join(f"{r}\n" for r in rows)


def reading(
    tmp_path: Path, text: str | bytes, answers: dict[str, str] | None = None, **more: Any
) -> Report:
    """Read a text as a file and hold it to the equation of rows."""
    path = tmp_path / "received"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = read(path, "any name", tmp_path / "1.parquet", answers or {}, today=TODAY, **more)
    assert report.rows.closes
    assert Report.from_json(report.to_json()) == report
    if report.status == "parsed":
        assert len(rows(tmp_path, "day_from")) == report.rows.loaded
    return report


def rows(tmp_path: Path, *columns: str) -> list[tuple[Any, ...]]:
    wanted = ", ".join(columns or ADS.columns)
    return duckdb.read_parquet(str(tmp_path / "1.parquet")).project(wanted).fetchall()


def english(report: Report) -> list[str]:
    return [p.rule.en for p in report.problems]


BARE = "Campaign,Currency code,Clicks,Impr.,Cost"
