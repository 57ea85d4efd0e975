"""Taking the sample shop out: killed at any moment, the store ends with all of it or empty."""

from __future__ import annotations

import shutil
from pathlib import Path

from data import publication
from data.durable import settle
from data.lock import flock
from data.samples import marker
from data.state import State
from data.store import Store
from data.warehouse.master import Master


def empty(store: Store, state: State, by: str) -> None:
    """Take the sample out of a store and keep it out.

    Raises
    ------
    data.samples.SampleRefused
        When the store holds data of somebody's own.
    """
    marker.choose_empty(state, by)
    with flock(store.lock, wait=True):
        finish(store, state)


def finish(store: Store, state: State) -> None:
    """Take the sample out where that was settled; the store's lock is held.

    What is chosen stands in the state until the state itself is cleared at the end. So whoever
    holds the lock after a kill does all of this again, before anything else is looked at.
    """
    if marker.leaving(state):
        with flock(store.parse_lock, wait=True):
            _sweep(store, _publish_empty(store))
            marker.emptied(state)


def _publish_empty(store: Store) -> Path:
    """Publish a master without anything in it, under the next number.

    Numbers go on, because whoever holds a snapshot open knows it by its name.
    """
    part = store.master.with_name("master.part")
    for old in (part, _wal(part), _wal(store.master)):
        old.unlink(missing_ok=True)
    Master(part, store.parsed).close()
    settle(part, store.master)
    return publication.publish(store)


def _sweep(store: Store, published: Path) -> None:
    """Remove every file of the sample; the key that customers are known by stays."""
    kept = {published, store.snapshots / "CURRENT"}
    folders = (store.inbox, store.raw, store.parsed, store.snapshots)
    found = [path for folder in folders for path in folder.iterdir()]
    found += [*store.root.glob("former-*"), *store.root.glob("damaged-*"), store.root / "sample"]
    for path in found:
        if path.is_dir():
            shutil.rmtree(path)
        elif path not in kept:
            path.unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
