"""Typed rows that an earlier version wrote: what it could not read yet is unknown in them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.durable import seal, settle, unseal
from data.report import Report
from data.schema import BOOKS, Book


def widen(path: Path, report: Report | None) -> None:
    """Give the typed Parquet of an import the columns its book has grown since it was written."""
    if report is None:
        return
    book = BOOKS[report.book]
    with duckdb.connect() as con:
        rows = con.read_parquet(str(path))
        if set(book.columns) <= set(rows.columns):
            return
        part = path.with_name(path.name + ".part")
        wanted = (
            c if c in rows.columns else f"null::{_type(book, c)} as {c}" for c in book.columns
        )
        rows.project(", ".join(wanted)).write_parquet(str(part))
    unseal(path)
    settle(part, path)
    seal(path)


def _type(book: Book, column: str) -> str:
    kinds = {str(m): m.kind.sql_type for m in book.measures}
    return kinds.get(column, "date" if column in book.dates else "text")
