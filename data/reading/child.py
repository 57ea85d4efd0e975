"""The disposable child that reads one file: takes its task from stdin, leaves its report, ends."""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import threading
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.limits import Limits

if TYPE_CHECKING:
    from data.report import Report

OUT_OF_MEMORY = 66
"""Exit status of a child that was refused memory."""
LARGEST_FILE = 64 << 30
"""Bytes one file written while reading may have: what DuckDB spills of the largest export."""


def main() -> None:
    """Be the child: take the task from stdin, read within the limits, leave the report."""
    gc.disable()  # it ends before there is much to collect, and its memory is watched
    import duckdb  # not in the process that starts the child, which may still be receiving the file

    _ready(sys.argv[2:])
    task = _task()
    limits = Limits(**task["limits"])
    limit(limits)
    work = Path(task["work"])
    try:
        report = _taken_apart(task, limits) if "apart" in task else _read(task, limits)
    except (MemoryError, duckdb.OutOfMemoryException):
        sys.exit(OUT_OF_MEMORY)
    part = work / "report.part"
    part.write_text(json.dumps(report.to_json(), ensure_ascii=False), "utf-8")
    part.replace(work / "report.json")


def _read(task: dict[str, Any], limits: Limits) -> Report:
    """Read one file."""
    from data.mapping.mapping import ColumnMapping
    from data.reading.reader import read

    return read(
        Path(task["raw"]),
        task["name"],
        Path(task["work"]) / "rows.parquet",
        task["answers"],
        limits,
        date.fromisoformat(task["today"]) if task["today"] else None,
        bytes.fromhex(task["key"]),
        [ColumnMapping.from_json(m) for m in task["mappings"]],
    )


def _taken_apart(task: dict[str, Any], limits: Limits) -> Report:
    """Write the tables of an export of several into a folder, or say why they cannot be read."""
    from data.reading.refusal import Refusal
    from data.reading.search.apart import take_apart
    from data.report import Report

    tables = Path(task["work"]) / "tables"
    tables.mkdir()
    try:
        take_apart(Path(task["raw"]), task["name"], tables, limits)
    except Refusal as refusal:
        return Report("rejected", problems=refusal.problems)
    return Report("parsed")


def _ready(modules: list[str]) -> None:
    """Import what long texts are read with."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy would start threads that nobody uses
    for name in modules:
        import_module(name)


def _task() -> dict[str, Any]:
    """Take the task from the parent, one line of JSON; from then on a dead parent is noticed."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(0, 1 << 16)
        if not piece:
            sys.exit("the parent ended before it gave a task")
        line += piece
    threading.Thread(target=die_with_parent, daemon=True).start()
    return dict(json.loads(line))


def die_with_parent() -> None:
    """End when the parent's end of stdin closes, however the parent died."""
    while os.read(0, 1):
        continue
    os._exit(1)


def limit(limits: Limits) -> None:
    """Take the limits upon this process."""
    for kind, value in (
        (resource.RLIMIT_AS, limits.address),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # a second more before SIGKILL lets SIGXCPU say that it was the time
        grace = int(kind == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY)
        with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; the watchdog remains
            resource.setrlimit(kind, (soft, soft + grace))


if __name__ == "__main__":
    main()
