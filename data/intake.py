"""What the browser calls: receive bytes, start the work in a child, answer, confirm, look."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from data.durable import settle, unseal
from data.ga4 import standing
from data.journal import JournalRow, Step
from data.mapping.mapping import PREFIX
from data.report import Report
from data.schema import SEARCH
from data.state import State, today
from data.store import Store

ROOT = Path(__file__).resolve().parent.parent
CHUNK = 4 << 20

OF_THE_STORE = {"account", "currency", "replace", "tax", "time_zone"}
"""Answers that need no second reading of the file."""

ASSUMED = {"tax", "time_zone"}
"""Never asked before loading, because the customary basis is assumed; they may be told any time."""

SECRET = {"password"}
"""Answers that are used once and never kept: they reach the reading child through pipes only."""

LOADED = (Step.COMMITTED, Step.PUBLISHED)
GONE = (Step.UNDONE, Step.DISCARDED, Step.UNPACKED)


def receive(
    store: Store,
    name: str,
    content: BinaryIO | Path,
    by: str,
    answers: Mapping[str, str] | None = None,
) -> int:
    """Keep a file by its content and return its import id; nothing is opened or read into it.

    The same bytes with the same answers give the id of the earlier import, unless that was undone
    or discarded.

    Raises
    ------
    data.samples.SampleRefused
        When the store holds the sample shop and the bytes are not of it.
    """
    from data.samples import marker  # which itself loads files

    if isinstance(content, Path):
        with content.open("rb") as stream:
            sha256 = _keep(store, stream)
    else:
        sha256 = _keep(store, content)
    state = State.open(store.state_url)
    given = {key: value for key, value in (answers or {}).items() if key not in SECRET}
    before = [row for row in state.by_content(sha256) if row.state not in GONE]
    if before and (before[-1].state not in LOADED or same_answers(given, before[-1])):
        return before[-1].import_id
    allow = partial(marker.allow, by, sha256)
    return state.received(sha256, name, by, today(state), given, allow)


def start(store: Store, import_ids: Sequence[int], by: str = "browser") -> None:
    """Read received files in a child process; :func:`entries` shows how far it is.

    One that was refused is read again: somebody may have mapped its columns since.
    """
    state = State.open(store.state_url)
    for row in (row for row in map(state.entry, import_ids) if row.state is Step.REJECTED):
        state.move(row.import_id, Step.RECEIVED, by, "read again", error=None)
    _spawn(store, "parse", *map(str, import_ids), "--by", by)


def answer(store: Store, import_id: int, key: str, value: str, by: str) -> None:
    """Answer a question about a file and go on with it in a child process."""
    state, secret = State.open(store.state_url), {key: value} if key in SECRET else {}
    alike = _alike(state, import_id, key)
    for row in alike:
        answers = row.answers | ({} if secret else {key: value})
        read = key in OF_THE_STORE and store.rows(row.import_id).exists()
        step = Step.PARSED if read else Step.RECEIVED
        state.move(row.import_id, step, by, f"answered {key}", answers=answers, changes=None)
    told = ["--secrets"] if secret else []
    ids = (str(row.import_id) for row in alike)
    _spawn(store, "parse", *ids, *told, "--by", by, secrets=secret)


def confirm(store: Store, import_ids: Sequence[int], by: str) -> None:
    """Load parsed files: they are due from here on, and a child process does it."""
    state = State.open(store.state_url)
    for import_id in import_ids:
        if state.entry(import_id).state is Step.PARSED:
            state.move(import_id, Step.COMMITTING, by, "confirmed")
    _tell_again(state, by)
    recover(store, by)


def discard(store: Store, import_id: int, by: str) -> None:
    """Put a file away that is not wanted; loaded ones are undone instead."""
    state = State.open(store.state_url)
    row = state.entry(import_id)
    if row.state in (*LOADED, *GONE, Step.COMMITTING):
        raise ValueError(f"import {import_id} is {row.state}: undo it instead")
    state.move(import_id, Step.DISCARDED, by, "not wanted")
    unseal(store.rows(import_id))
    store.rows(import_id).unlink(missing_ok=True)


def preview(store: Store, import_id: int, by: str) -> None:
    """Find out, in a child process, what undoing a loaded import would change."""
    _spawn(store, "preview", str(import_id), "--by", by)


def undo(store: Store, import_id: int, by: str) -> None:
    """Take a loaded import out of every figure, in a child process."""
    _tell_again(State.open(store.state_url), by)
    _spawn(store, "undo", str(import_id), "--wait", "--by", by)


def recover(store: Store, by: str = "browser") -> None:
    """Finish, in a child process, whatever is due or was cut short; see data/recovery.py."""
    _spawn(store, "recover", "--by", by)


def pull_ga4(store: Store, property_id: str, by: str) -> None:
    """Bring GA4's newest days in, in a child process; data/ga4/standing.py tells how far it is."""
    standing.go_on(store)
    standing.write(store, standing.Standing("pulling", ""))
    _spawn(store, "pull", "ga4", "--property", property_id, "--by", by)


def fill_sample(store: Store) -> None:
    """Fill an unused store with the sample shop in a child process, or finish filling it."""
    _spawn(store, "samples", "--unasked")


def start_empty(store: Store, by: str) -> None:
    """Take the sample shop out for good: that is settled at once, a child process does it."""
    from data.samples import marker

    marker.choose_empty(State.open(store.state_url), by)
    _spawn(store, "samples", "--start-empty", "--by", by)


def entries(store: Store) -> list[JournalRow]:
    """Return every received file, oldest first: what the page polls."""
    return State.open(store.state_url).journal()


def same_answers(given: Mapping[str, str], row: JournalRow) -> bool:
    """Tell whether an import was loaded with the answers given now, as far as they concern it.

    An answer to what the file says itself, or to what was never asked of it, changes nothing.
    """
    report = row.report or Report(status="rejected")
    wanted = given.get("format", "")
    if wanted.startswith(PREFIX) and wanted != report.format:
        return False  # its mapping was changed since
    said = {"account": report.accounts, "currency": report.currency}
    idle = SECRET | {key for key, told in said.items() if told}
    asked = row.answers.keys() | ASSUMED | {"account", "currency"}
    kept = {key: value.casefold() for key, value in row.answers.items()}
    return all(kept.get(k) == v.casefold() for k, v in given.items() if k in asked - idle)


def _alike(state: State, import_id: int, key: str) -> list[JournalRow]:
    """Return an import, with the other tables of its download where all of them ask whose it is."""
    asked = state.entry(import_id)
    of = _download(asked)
    if key != "account" or of is None:
        return [asked]
    waiting = (r for r in state.journal() if r.state is Step.NEEDS_ANSWER and _download(r) == of)
    return [asked, *(row for row in waiting if row.import_id != import_id)]


def _download(row: JournalRow) -> str | None:
    """Return the one export that a table was taken from; None for a file of its own."""
    of = row.report is not None and row.report.book == SEARCH.key and row.file.rpartition("/")[0]
    return of or None


def _tell_again(state: State, by: str) -> None:
    """Forget what waiting files would change, for the board changes now; the child tells it."""
    for row in state.journal():
        if row.state is Step.PARSED and row.changes is not None:
            state.move(row.import_id, Step.PARSED, by, "the board changes", changes=None)


def _keep(store: Store, stream: BinaryIO) -> str:
    """Copy a stream to ``raw/<sha256>``, read-only and safe from a power cut; return the hash."""
    part = store.inbox / f"{uuid.uuid4().hex}.part"
    digest = hashlib.sha256()
    with part.open("wb") as copy, ThreadPoolExecutor(1) as beside:
        while chunk := stream.read(CHUNK):
            hashed = beside.submit(digest.update, chunk)
            copy.write(chunk)
            hashed.result()
    final = store.raw / digest.hexdigest()
    if final.exists():
        part.unlink()
    else:
        part.chmod(0o444)
        settle(part, final)
    return digest.hexdigest()


def _spawn(store: Store, *words: str, secrets: Mapping[str, str] | None = None) -> None:
    """Start ``python -m data …`` on its own, so that it outlives the page and the server."""
    with (store.root / "ingest.log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "data", *words, "--store", str(store.root)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE if secrets else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    if child.stdin:
        with suppress(BrokenPipeError), child.stdin as pipe:
            pipe.write(json.dumps(secrets).encode())
