"""Books worked out of a snapshot: kept in memory, and beside it on disk whole or not at all."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Hashable
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from data.snapshot import Snapshot
from kpi.facts.kept import Kept

LOG = logging.getLogger("lodestar")
Book = TypeVar("Book")


class Shelf(Generic[Book]):
    """The books of one kind.

    Parameters
    ----------
    memory : Kept
        Where they lie while the process lives.
    name : str
        How their files begin.
    layout : int
        Raised when what is written changes, so that an older file is not read.
    most : int
        So many files are kept beside all snapshots together.
    written, read : callable
        A book as plain JSON values, and back.
    """

    def __init__(
        self,
        memory: Kept[Book],
        name: str,
        layout: int,
        most: int,
        written: Callable[[Book], dict[str, Any]],
        read: Callable[[dict[str, Any]], Book],
    ) -> None:
        self._memory, self._name, self._layout, self._most = memory, name, layout, most
        self._written, self._read = written, read

    def find(self, snapshot: Snapshot, key: Hashable) -> Book | None:
        """Return a book that was worked out before; nothing is worked out here."""
        known = self._memory.find(snapshot, key)
        if known is not None:
            return known
        path = self._path(snapshot, key)
        try:
            told = json.loads(path.read_text(encoding="utf-8")) if path else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            LOG.warning("a kept book cannot be read and is worked out again: %s", path)
            return None
        return self._memory.keep(snapshot, key, self._read(told)) if told else None

    def keep(self, snapshot: Snapshot, key: Hashable, book: Book) -> Book:
        """Keep a book, forget the oldest, and return it; a full disk costs only time."""
        kept = self._memory.keep(snapshot, key, book)
        path = self._path(snapshot, key)
        if path is None:
            return kept
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            part.write_text(json.dumps(self._written(book)), encoding="utf-8")
            part.replace(path)
            every = sorted(
                path.parent.glob(f"{self._name}-*.json"), key=lambda p: p.stat().st_mtime
            )
            for old in every[: -self._most]:
                old.unlink(missing_ok=True)
        except OSError as full:
            part.unlink(missing_ok=True)
            LOG.warning("a book is not kept on disk: %s", full)
        return kept

    def _path(self, snapshot: Snapshot, key: Hashable) -> Path | None:
        """Return where a book lies; None of an earlier state, which has no file of its own."""
        if snapshot.is_past:
            return None
        try:
            seen = snapshot.path.stat()
        except OSError:
            return None
        whole = repr((self._layout, seen.st_size, seen.st_mtime_ns, key))
        digest = sha256(whole.encode()).hexdigest()[:12]
        return snapshot.path.with_name(f"{self._name}-{snapshot.number}-{digest}.json")
