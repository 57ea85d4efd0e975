"""What was worked out of a snapshot, kept beside it: a snapshot never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from data.snapshot import Snapshot

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """At most so many answers for each snapshot; the longest unused is given up first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: WeakKeyDictionary[Snapshot, OrderedDict[Hashable, Value]] = WeakKeyDictionary()
        self._lock = Lock()

    def find(self, snapshot: Snapshot, key: Hashable) -> Value | None:
        """Return what is kept, or None."""
        with self._lock:
            known = self._known.get(snapshot)
            if not known or key not in known:
                return None
            known.move_to_end(key)
            return known[key]

    def count(self, snapshot: Snapshot) -> int:
        """Return how many answers are kept for a snapshot."""
        with self._lock:
            return len(self._known.get(snapshot) or ())

    def keep(self, snapshot: Snapshot, key: Hashable, value: Value) -> Value:
        """Keep an answer, and return it."""
        with self._lock:
            known = self._known.setdefault(snapshot, OrderedDict())
            known[key] = value
            known.move_to_end(key)
            while len(known) > self._most:
                known.popitem(last=False)
        return value
