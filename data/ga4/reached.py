"""How far each table of a property was asked, also where it had nothing to tell.

A table that tells something leaves an import behind, which says so itself; of a silent one only
this file knows that there was nothing, so that it is not asked for its whole past every day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from data.durable import settle
from data.ga4.table import Table


def read(work: Path) -> dict[str, date]:
    """Return by table the last day it was asked for, of a property whose parts lie in a folder."""
    file = _file(work)
    said = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return {key: date.fromisoformat(day) for key, day in said.items()}


def write(work: Path, tables: Iterable[Table], last: date) -> None:
    """Write down that these tables were asked for up to a day, and that is loaded."""
    file = _file(work)
    known = read(work)
    said = {t.asked: f"{max(last, known.get(t.asked, last))}" for t in tables}
    part = file.with_suffix(".part")
    part.write_text(json.dumps(said), "utf-8")
    settle(part, file)


def _file(work: Path) -> Path:
    return work.with_suffix(".asked.json")
