"""``python -m data``: import, pull, imports, undo, publish, check; for people and schedules."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from data import check, preview, samples, snapshot, unpacking
from data.hold import ingesting
from data.ingest import Ingest
from data.intake import LOADED, SECRET
from data.journal import JournalRow, Step
from data.limits import BROWSER, TERMINAL
from data.lock import Busy
from data.state import State
from data.store import Store
from data.terminal import door, loading, pulling
from data.terminal.options import Wrong, answers, parser, tell
from data.text import Text

OK, OPEN, WRONG, BUSY = 0, 1, 2, 75

TAKEN = Text(
    zh="另一個匯入正在進行中，請稍後再試。",
    en="Another import is at work on this store; try again later.",
)
UNKNOWN = Text(
    zh="沒有編號 {id} 的匯入；用 python -m data imports 查詢。",
    en="There is no import {id}; see python -m data imports.",
)
NONE_LEFT = Text(zh="沒有可以撤銷的匯入。", en="There is no import to undo.")
NOT_LOADED = Text(
    zh="第 {id} 號匯入目前是 {state}，不在資料裡，無法撤銷。",
    en="Import {id} is {state}, not in the figures; there is nothing to undo.",
)
NO_SUCH_PATH = Text(zh="找不到 {path}。", en="{path} does not exist.")
UNDONE = Text(zh="已撤銷第 {id} 號匯入（{file}）。", en="Import {id} ({file}) no longer counts.")
ALREADY = Text(
    zh="第 {id} 號匯入（{file}）早就撤銷了。", en="Import {id} ({file}) was undone before."
)
PUBLISHED = Text(zh="已發布 {file}。", en="Published {file}.")


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser(COMMANDS).parse_args(words)
    store = Store.at(args.store)
    state = State.open(store.state_url)
    try:
        code: int = args.run(args, store, state)
    except Busy:
        print(TAKEN.to(args.lang), file=sys.stderr)
        return BUSY
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    return code


def run_import(args: argparse.Namespace, store: Store, state: State) -> int:
    """Import files, folders and zips; publish once at the end."""
    given = answers(args)
    samples.door.refuse(args, state)
    secrets = {key: given.pop(key) for key in SECRET & given.keys()}
    paths = [Path(path) for path in args.paths]
    for path in paths:
        if not path.exists():
            raise Wrong(NO_SUCH_PATH.fill(path=path).to(args.lang))
    files: list[door.Told] = []
    work = loading.attempt if args.dry_run else loading.load
    with ingesting(store, state, args.by, TERMINAL, wait=False) as ingest:
        ingest.secrets = secrets
        for told in work(ingest, paths, given):
            print(f"{told.file}: {door.STATUS[told.status].to(args.lang)}", file=sys.stderr)
            files.append(told)
    tell(
        args,
        lambda: {"files": [door.file_json(told, args.lang) for told in files]},
        lambda: (line for told in files for line in door.file_lines(told, args.lang)),
    )
    return OPEN if any(told.status in ("rejected", "needs_answer") for told in files) else OK


def run_imports(args: argparse.Namespace, store: Store, state: State) -> int:
    """List every received file."""
    try:
        with ingesting(store, state, args.by, TERMINAL, wait=False):
            rows = state.journal()
    except Busy:  # whoever holds the store has mended it already
        rows = state.journal()
    tell(
        args,
        lambda: {"imports": [door.import_json(row) for row in rows]},
        lambda: door.import_lines(rows, args.lang),
    )
    return OK


def run_undo(args: argparse.Namespace, store: Store, state: State) -> int:
    """Take one import out of every figure."""
    with ingesting(store, state, args.by, TERMINAL, wait=args.wait) as ingest:
        row = _which(args, state)
        before = row.state
        if before in LOADED:
            row = ingest.undo(row)
        elif before is not Step.UNDONE:
            raise Wrong(NOT_LOADED.fill(id=row.import_id, state=row.state).to(args.lang))
        if ingest.dirty:
            ingest.publish()
        _try(ingest, state.journal())
    row = state.entry(row.import_id)
    names = {"id": row.import_id, "file": row.file}
    if row.error and row.state is not Step.UNDONE:
        status, text = "failed", row.error
    elif before is Step.UNDONE:
        status, text = "unchanged", ALREADY.fill(**names)
    else:
        status, text = "undone", UNDONE.fill(**names)
    tell(
        args,
        lambda: {"status": status, **door.import_json(row)},
        lambda: [text.to(args.lang)],
    )
    return OPEN if status == "failed" else OK


def run_publish(args: argparse.Namespace, store: Store, state: State) -> int:
    """Give out a new snapshot of the master."""
    with ingesting(store, state, args.by, TERMINAL, wait=False) as ingest:
        _ = ingest.master  # a store without any import publishes an empty board
        ingest.publish()
        name = snapshot.pointer(store)
    tell(
        args,
        lambda: {"status": "published", "snapshot": name},
        lambda: [PUBLISHED.fill(file=name).to(args.lang)],
    )
    return OK


def run_check(args: argparse.Namespace, store: Store, state: State) -> int:
    """Verify the store as it is, mending nothing."""
    findings = list(check.check(store, state))
    sound = all(finding.ok for finding in findings)
    tell(
        args,
        lambda: {
            "status": "ok" if sound else "problems",
            "checks": [finding.to_json(args.lang) for finding in findings],
        },
        lambda: (finding.line(args.lang) for finding in findings),
    )
    return OK if sound else OPEN


def run_parse(args: argparse.Namespace, store: Store, state: State) -> int:
    """Read files that the browser received, and try what they would change."""
    reader, ids = Ingest(store, state, args.by, BROWSER), []
    if args.secrets:
        reader.secrets = json.load(sys.stdin)
    for import_id in unpacking.unpacked(reader, args.ids):
        reader.parse(state.entry(import_id))
        ids.append(import_id)
    with ingesting(store, state, args.by, BROWSER, wait=True) as ingest:
        _try(ingest, [state.entry(import_id) for import_id in ids])
    return OK


def run_recover(args: argparse.Namespace, store: Store, state: State) -> int:
    """Finish what is due: commit what was confirmed, read what was received, publish."""
    with ingesting(store, state, args.by, BROWSER, wait=True) as ingest:
        due = [row.import_id for row in state.journal() if row.state is Step.RECEIVED]
        for import_id in unpacking.unpacked(ingest, due):
            ingest.parse(state.entry(import_id))
        _try(ingest, state.journal())
    return OK


def run_preview(args: argparse.Namespace, store: Store, state: State) -> int:
    """Tell what undoing an import would change; nothing is undone."""
    with ingesting(store, state, args.by, BROWSER, wait=True) as ingest:
        row = state.entry(args.import_id)
        if row.state in LOADED:
            preview.preview(ingest, row)
    return OK


def _try(ingest: Ingest, rows: Iterable[JournalRow]) -> None:
    """Tell what parsed files would change; they wait for a person."""
    for row in rows:
        if row.state is Step.PARSED and row.changes is None and row.error is None:
            ingest.decide(row, keep=False)


def _which(args: argparse.Namespace, state: State) -> JournalRow:
    """Return the import meant by an id or by ``last``."""
    if args.id == "last":
        loaded = [row for row in state.journal() if row.state in LOADED and row.committed_at]
        if not loaded:
            raise Wrong(NONE_LEFT.to(args.lang))
        return max(loaded, key=lambda row: row.committed_at or row.received_at)
    try:
        return state.entry(int(args.id))
    except (KeyError, ValueError):
        raise Wrong(UNKNOWN.fill(id=args.id).to(args.lang)) from None


COMMANDS: dict[str, Callable[..., int]] = {
    "import": run_import,
    "pull": pulling.run,
    "imports": run_imports,
    "undo": run_undo,
    "publish": run_publish,
    "check": run_check,
    "samples": samples.door.run,
    "parse": run_parse,
    "preview": run_preview,
    "recover": run_recover,
}


if __name__ == "__main__":
    sys.exit(main())
