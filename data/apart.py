"""An export of several tables in one file becomes a file a table, in the child that reads files."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from data import archive, sandbox
from data.archive import Found
from data.limits import Limits
from data.store import Store

SHEETS = "xl/workbook.xml"
FILTER_SHEET = re.compile(r'name="(Filters|篩選器|篩選條件)"')
FILTER_TABLE = re.compile(r"\ufeff?\"?(Filter\"?,\"?Value|篩選器\"?,\"?值|篩選條件\"?,\"?值)")
PEEK = 1 << 16
"""Bytes that are looked at here; whatever more there is to read is read in the child."""


def has_tables(path: Path) -> bool:
    """Whether a zip or workbook looks like Search Console's: it has a table of filters."""
    broken = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError)
    with suppress(*broken), zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        if archive.WORKBOOK in names:
            shown = html.unescape(_peek(packed, SHEETS)) if SHEETS in names else ""
            return bool(FILTER_SHEET.search(shown))
        texts = [n for n in names[: archive.ENTRIES] if n.lower().endswith(".csv")]
        return any(FILTER_TABLE.match(_peek(packed, name, 64)) for name in texts)
    return False


def exports(store: Store, path: Path, name: str, scratch: Path, limits: Limits) -> Iterator[Found]:
    """Yield a file, what is in it where it is a zip, its tables where it is an export of several.

    A file that yields is gone when the next one is asked for.
    """
    apart = False
    if has_tables(path):
        for found in _tables(store, path, name, limits):
            apart = True
            yield found
    if not apart:
        yield from archive.exports(path, name, scratch, limits)


def unpacker(store: Store, limits: Limits) -> Callable[[Path, str, Path], Iterator[Found]]:
    """Return what brings the files that one file stands for."""
    return lambda path, name, scratch: exports(store, path, name, scratch, limits)


def _tables(store: Store, path: Path, name: str, limits: Limits) -> Iterator[Found]:
    with sandbox.started(store) as child:
        task = {
            "apart": True,
            "raw": str(path.resolve()),
            "name": name,
            "work": str(child.work.resolve()),
            "limits": asdict(limits),
        }
        report = sandbox.run(child, task, limits)
        for problem in report.problems[:1]:
            yield Found(name, None, problem)
        for text in sorted((child.work / "tables").glob("*.csv")) if not report.problems else ():
            yield Found(f"{name}/{text.name}", text)


def _peek(packed: zipfile.ZipFile, name: str, size: int = PEEK) -> str:
    with packed.open(name) as stream:
        return stream.read(size).decode("utf-8", "replace")
