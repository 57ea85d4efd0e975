"""Holding a store: what a killed process left is mended first, what changed is published last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data import recovery
from data.ingest import Ingest
from data.limits import Limits
from data.lock import flock
from data.state import State
from data.store import Store


@contextmanager
def ingesting(store: Store, state: State, by: str, limits: Limits, wait: bool) -> Iterator[Ingest]:
    """Hold the store, mend what a killed process left, and publish at the end what changed."""
    from data.samples import emptying  # which fills stores by holding them

    with flock(store.lock, wait):
        emptying.finish(store, state)
        ingest = Ingest(store, state, by, limits)
        try:
            recovery.recover(ingest)
            yield ingest
            if ingest.dirty:
                ingest.publish()
        finally:
            ingest.close()
