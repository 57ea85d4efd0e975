"""``python -m data samples``: fill a store from a terminal, and keep own files out of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from data.samples import emptying, marker
from data.samples.load import SOUND, TRUTH, fill, folder
from data.samples.marker import SampleRefused
from data.state import State, today
from data.store import Store
from data.terminal.door import STATUS, Told, file_json
from data.terminal.options import Wrong, tell
from data.text import Text

NOT_LOADED = 1
DAY = "LODESTAR_TODAY"
SAID = Text(
    "示範商店已就緒，資料到 {last} 的前一天；真值檔在 {truth}。",
    "The sample shop is ready, its data end the day before {last}; its truth lies in {truth}.",
)


EMPTY = Text(
    "資料庫是空的，示範商店不會再自己出現；放進你自己的檔案吧。",
    "The store is empty, and the sample shop does not come back by itself. Bring your own files.",
)


def run(args: argparse.Namespace, store: Store, state: State) -> int:
    """Fill an empty store with the sample shop, its data ending the day before DATE."""
    if args.start_empty:
        return _start_empty(args, store, state)
    day = args.today or _begun(state) or today(state)
    with _on(day):
        loaded = list(_filled(args, store, state, day))
    sound = all(told.status in SOUND for told in loaded)
    truth = folder(store) / TRUTH
    files = [file_json(told, args.lang) for told in loaded]
    status = "problems" if not sound else "filled" if loaded else "unchanged"
    lines = [f"{told.file}: {STATUS[told.status].to(args.lang)}" for told in loaded]
    tell(
        args,
        lambda: {"status": status, "today": day.isoformat(), "truth": str(truth), "files": files},
        lambda: [*lines, SAID.fill(last=day, truth=truth).to(args.lang)],
    )
    return 0 if sound else NOT_LOADED


def _start_empty(args: argparse.Namespace, store: Store, state: State) -> int:
    """Take the sample out of the store; it stays empty from then on."""
    try:
        emptying.empty(store, state, args.by)
    except SampleRefused as refused:
        raise Wrong(refused.text.to(args.lang)) from None
    tell(args, lambda: {"status": "empty"}, lambda: [EMPTY.to(args.lang)])
    return 0


def _begun(state: State) -> date | None:
    """Return the day of the sample that is there, so that another day finishes it as it began."""
    there = marker.held(state)
    return date.fromisoformat(there.today) if there else None


@contextmanager
def _on(day: date) -> Iterator[None]:
    """Let it be a day for all that asks within this call, the reading children too."""
    before = os.environ.get(DAY)
    os.environ[DAY] = day.isoformat()
    try:
        yield
    finally:
        os.environ.pop(DAY, None)
        if before is not None:
            os.environ[DAY] = before


def _filled(args: argparse.Namespace, store: Store, state: State, day: date) -> Iterator[Told]:
    """Fill the store, telling people on stderr how far it is; yield what became of each file."""
    try:
        for step in fill(store, state, day, args.unasked):
            if step.told is not None:
                yield step.told
            else:
                print(f"{step.done}/{step.steps} {step.text.to(args.lang)}", file=sys.stderr)
    except SampleRefused as refused:
        raise Wrong(refused.text.to(args.lang)) from None


def refuse(args: argparse.Namespace, state: State) -> None:
    """Refuse a call that would bring own files into a store of the sample."""
    try:
        marker.refuse_own(state)
    except SampleRefused as refused:
        raise Wrong(refused.text.to(args.lang)) from None
