"""How far a pull is, and how the last one ended: a small file beside the parts, for the page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from data.durable import settle
from data.lock import Busy, flock
from data.store import Store
from data.text import Text

Status = Literal["pulling", "pulled", "problems", "stopped", "refused"]
STARTING = timedelta(seconds=20)
"""So long a pull that was asked for may take until it holds its lock."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One pull, as far as it came.

    Parameters
    ----------
    done, all : int
        Parts fetched, and how many there are.
    text : Text or None
        How it ended, or what it is at.
    first, last : str
        The days it pulls, ISO.
    left : dict of str to int
        Tokens of GA4's quotas that remain.
    """

    status: Status
    at: str
    name: str = ""
    done: int = 0
    all: int = 0
    text: Text | None = None
    first: str = ""
    last: str = ""
    notes: tuple[str, ...] = ()
    left: dict[str, int] = field(default_factory=dict)


def folder(store: Store) -> Path:
    """Return where pulls keep what they need; made when missing."""
    made = store.root / "pulls"
    made.mkdir(exist_ok=True)
    return made


def lock(store: Store) -> Path:
    """Return what the one pull of a store holds."""
    return folder(store) / "lock"


def write(store: Store, standing: Standing) -> None:
    """Write down how far a pull is."""
    file = folder(store) / "standing.json"
    said = replace(standing, at=datetime.now(UTC).isoformat(timespec="seconds"))
    part = file.with_suffix(".part")
    part.write_text(json.dumps(asdict(said), ensure_ascii=False), "utf-8")
    settle(part, file)


def read(store: Store) -> Standing | None:
    """Return how the last pull stands; one that was cut short counts as stopped."""
    file = folder(store) / "standing.json"
    if not file.exists():
        return None
    doc: dict[str, Any] = json.loads(file.read_text("utf-8"))
    doc["text"] = Text(**doc["text"]) if doc["text"] else None
    found = Standing(**doc | {"notes": tuple(doc["notes"])})
    asked = datetime.now(UTC) - datetime.fromisoformat(found.at)
    starts = not found.all and asked < STARTING  # it may not hold its lock yet
    if found.status == "pulling" and not starts and not _held(store):
        return replace(found, status="stopped", text=None)  # what it was at is not how it ended
    return found


def ask_to_stop(store: Store) -> None:
    """Ask the pull that goes on to stop; what it fetched is kept."""
    _wish(store).touch()


def asked_to_stop(store: Store) -> bool:
    """Whether somebody asked the pull to stop."""
    return _wish(store).exists()


def go_on(store: Store) -> None:
    """Forget who asked to stop."""
    _wish(store).unlink(missing_ok=True)


def _wish(store: Store) -> Path:
    return folder(store) / "stop"


def _held(store: Store) -> bool:
    try:
        with flock(lock(store), wait=False):
            return False
    except Busy:
        return True
