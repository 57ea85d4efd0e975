"""Write an import into the master: its own row, its paths, where it was seen, what it claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from data.journal import JournalRow
from data.report import Report, Span
from data.schema import (
    ADS,
    BESIDE,
    COSTS,
    CRM,
    GOOGLE_ADS,
    ORDERS,
    OWNED,
    SEARCH,
    SPAN,
    WEB,
    LeadMeasure,
    ShopMeasure,
)
from data.sql import filled, recipe
from data.warehouse import rollups

CHANNEL = "channel"
DERIVED: Mapping[str, Iterable[str]] = {ORDERS.key: ShopMeasure, CRM.key: LeadMeasure}
"""What is derived from the rows of a book in the place of what they say."""
SPAN_VOICE, BESIDE_VOICE = "#", "$"
"""The voices of what no sum is made of begin so, which is less than any digit: people over spans,
and behind them whatever else stands beside the sums.
"""
COUNTED = frozenset({SPAN, CHANNEL, "audience"})
"""By what people over spans are told; all else is a part of the site."""


class Miscount(RuntimeError):
    """The rows that arrived are not the rows the report promised; nothing was written."""


def stage(con: duckdb.DuckDBPyConnection, row: JournalRow, parsed: Path, at: datetime) -> None:
    """Write an import in the open transaction; its facts are its typed rows and stay there.

    Raises
    ------
    Miscount
        When the rows that came are not the rows the report promised.
    """
    report = row.report
    assert report is not None and report.period is not None  # state PARSED promises both
    own = {"import_id": row.import_id}
    account = {"account": row.answers.get("account")}
    span = {"day_from": report.period.start}
    length = {"days": (report.period.end - report.period.start).days}
    known = account | span | length | {"platform": report.platform}
    rollups.files_are(con, report.book, [str(parsed / f"{row.import_id}.parquet")])
    con.execute(filled("arrived", rows=rollups.rows_of(report.book)))
    # costs lie over one another once they are spread over their days
    con.execute(recipe("stage_paths"), known | {"daily": report.book != COSTS.key})
    con.execute(recipe("new_paths"))
    con.execute(recipe("stage_import"), own | _import_values(row, report, at))
    con.execute(recipe("stage_sightings"), own)
    claimed = {
        "voice": voice(report),
        "day_to": report.period.end,
        "whole": report.book not in (ADS.key, WEB.key, OWNED.key, SEARCH.key)
        or _whole(report.period, report.platform),
    }
    con.execute(recipe("stage_claims"), own | account | span | claimed)
    loaded = con.execute("select sum(rows_loaded) from arriving").fetchall()[0][0] or 0
    if loaded != report.rows.loaded:
        raise Miscount(f"{loaded} rows came, {report.rows.loaded} were promised")


def voice(report: Report) -> str:
    """Return the voice an import speaks with: its level, and its breakdown where it has one.

    A site is told by its channels before it is told by anything else; who tells people over spans
    of their own, items or totals speaks below every voice that sums are made of
    (data/sql/people.sql, site_parts.sql).
    """
    level, names = report.level or 0, report.breakdown
    if report.book != WEB.key:
        return f"{level}:{names}" if names else f"{level}"
    cut = sorted(filter(None, names.split("+")), key=lambda name: (name != CHANNEL, name))
    if not BESIDE.isdisjoint(cut):
        return (SPAN_VOICE if COUNTED.issuperset(cut) else BESIDE_VOICE) + "+".join(cut)
    return ":".join([str(int(bool(cut) and cut[0] != CHANNEL)), "+".join(cut)]).rstrip(":")


def _whole(period: Span, platform: str | None) -> bool:
    """Tell whether a file speaks for every day of its range, also those it has no row of.

    Google names the range of every report; where it says "All time" there is none, and the file
    speaks only for the days it shows.
    """
    return period.grain == "day" and (period.declared or platform != GOOGLE_ADS.key)


def _import_values(row: JournalRow, report: Report, at: datetime) -> dict[str, Any]:
    """Return the columns of the import's own row."""
    assert report.period is not None
    return {
        "sha256": row.sha256,
        "file": row.file,
        "format": report.format,
        "platform": report.platform,
        "book": report.book,
        "level": report.level,
        "breakdown": report.breakdown,
        "grain": report.period.grain,
        "declared_from": report.period.start,
        "declared_to": report.period.end,
        "exported_at": report.exported_at,
        "measures": list(DERIVED.get(report.book, report.measures)),
        "currency": report.currency or row.answers.get("currency"),
        "time_zone": report.time_zone or row.answers.get("time_zone"),
        "tax": row.answers.get("tax"),
        "rows_in": report.rows.in_,
        "rows_loaded": report.rows.loaded,
        "rows_quarantined": report.rows.quarantined,
        "rows_skipped": report.rows.skipped.all,
        "mode": row.answers.get("replace", "replace"),
        "received_by": row.by,
        "answers": json.dumps(row.answers, ensure_ascii=False),
        "report": json.dumps(report.to_json(), ensure_ascii=False),
        "received_at": row.received_at,
        "received_on": row.received_on,
        "committed_at": at,
    }
