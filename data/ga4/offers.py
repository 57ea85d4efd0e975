"""What properties said of themselves, kept with the time of asking: a small file a property."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from data.durable import settle
from data.ga4 import standing
from data.ga4.metadata import Event, Filter, Offered
from data.store import Store


def keep(store: Store, said: Offered) -> None:
    """Keep what a property said, in place of what it said before."""
    file = _file(store, said.property)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(asdict(said), ensure_ascii=False, default=str), "utf-8")
    settle(part, file)


def kept(store: Store, property_id: str) -> Offered | None:
    """Return what a property said last; None where it was never asked."""
    file = _file(store, property_id)
    if not file.exists():
        return None
    doc: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return Offered(
        doc["property"],
        doc["asked_at"],
        date.fromisoformat(doc["first"]),
        date.fromisoformat(doc["last"]),
        tuple(Event(**one) for one in doc["events"]),
        tuple(Filter(**one) for one in doc["filters"]),
        tuple(doc["marks"]),
    )


def _file(store: Store, property_id: str) -> Path:
    number = int(property_id)  # so that nothing but a number becomes a file's name
    return standing.folder(store) / f"offered-{number}.json"
