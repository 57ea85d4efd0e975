"""Read a user's file in a disposable child: limited, without network, never in the server.

Whatever the child dies of becomes a report that says which limit was hit.
"""

from __future__ import annotations

import json
import logging
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.durable import seal, unseal
from data.limits import BROWSER, TERMINAL, Limits
from data.mapping.mapping import ColumnMapping
from data.reading.child import OUT_OF_MEMORY
from data.reading.shop.identity import customer_key
from data.reading.text.pieces import PIECE
from data.report import Problem, Report
from data.store import Store
from data.text import Text

__all__ = ["BROWSER", "TERMINAL", "Limits", "network_shut", "parse", "run", "started"]

ROOT = Path(__file__).parent.parent
POLL = 0.02 if sys.platform == "linux" else 0.25
_START = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]);"
    " runpy.run_module('data.reading.child', run_name='__main__')"
)
_PREFIX = "parse-"
LONG_TEXTS = ("numpy", "pyarrow.compute", "pyarrow.csv", "pyarrow.parquet")
"""What the child reads long texts with."""

_MEMORY = Text(
    "讀取時用了超過 {mb} MB 的記憶體，已中止。",
    "Reading took more than {mb} MB of memory and was stopped.",
)
_TIME = Text(
    "讀取超過 {seconds} 秒，已中止。", "Reading took more than {seconds} s and was stopped."
)
_DIED = Text(
    "讀取程式在處理這個檔案時中斷（{how}），檔案內容可能已損壞或經過特殊編造。",
    "The reading process ended on this file ({how}); its content may be damaged or made to harm.",
)
_SMALLER = Text(
    "請改以 .csv 匯出，或縮短日期範圍後再試一次。",
    "Export it as .csv, or choose a shorter range, and try again.",
)
_AGAIN = Text(
    "請從平台重新匯出後再試一次。", "Export it again from the platform and try once more."
)


def parse(
    store: Store,
    raw: Path,
    name: str,
    out: Path,
    answers: dict[str, str],
    limits: Limits = TERMINAL,
    today: date | None = None,
    mappings: Sequence[ColumnMapping] = (),
    waiting: Child | None = None,
) -> Report:
    """Read one file in a child of its own; see `data.reading.reader.read`.

    Parameters
    ----------
    store : Store
        Where the child may write while it reads; nothing stays there.
    raw : pathlib.Path
        The file as received; a name that is its SHA-256 goes into the report.
    waiting : Child or None
        A child :func:`started` before and not used yet; else one is started now.

    Returns
    -------
    Report
        The child's report, or a refusal that names the limit the child hit.
    """
    _sweep(store.parsed)
    if today is None and os.environ.get("LODESTAR_TODAY"):
        today = date.fromisoformat(os.environ["LODESTAR_TODAY"])
    with nullcontext(waiting) if waiting else started(store) as child:
        task = {
            "raw": str(raw.resolve()),
            "name": name,
            "work": str(child.work.resolve()),
            "answers": answers,
            "today": today.isoformat() if today else None,
            "limits": asdict(limits),
            "key": customer_key(store).hex(),
            "mappings": [mapping.to_json() for mapping in mappings],
        }
        report = run(child, task, limits)
        _keep(child.work, out)
    return replace(report, sha256=raw.name if re.fullmatch("[0-9a-f]{64}", raw.name) else "")


def _keep(work: Path, out: Path) -> None:
    """Put what the child wrote in the place of an earlier reading."""
    unseal(out)
    for suffix in (".parquet", ".quarantine.csv", ".actions.parquet"):
        written = (work / "rows").with_suffix(suffix)
        out.with_suffix(suffix).unlink(missing_ok=True)  # of an earlier reading
        if written.exists():
            written.replace(out.with_suffix(suffix))
    if out.exists():
        seal(out)


@cache
def network_shut() -> bool:
    """Whether the child runs without any network; False where the system cannot do that."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    tried = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@dataclass(frozen=True, slots=True)
class Child:
    """A child that waits for its task on stdin, and the folder that is its own."""

    process: subprocess.Popen[bytes]
    work: Path


@contextmanager
def started(store: Store, size: int = 0) -> Iterator[Child]:
    """Start a child; it and its folder are gone at the end, whether it was given a task or not.

    Where a file has so many bytes that it is read in pieces, more is made ready while it waits.
    """
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, str(ROOT)]
    command += LONG_TEXTS if size > PIECE else ()
    if network_shut():
        command = [str(shutil.which("unshare")), "-rn", "--", *command]
    prefix = f"{_PREFIX}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=store.parsed) as folder:
        with (Path(folder) / "stderr").open("wb") as stderr:
            process = subprocess.Popen(
                command,
                bufsize=0,  # nothing is left to write when the pipe to a dead child is closed
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                env={},
                cwd="/",
                start_new_session=True,
            )
        try:
            yield Child(process, Path(folder))
        finally:
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()


def run(child: Child, task: dict[str, Any], limits: Limits) -> Report:
    """Give the child its task and watch it; return its report, or why it gave none."""
    assert child.process.stdin is not None
    with suppress(BrokenPipeError):  # a child that dies at once is told by its exit status
        child.process.stdin.write(json.dumps(task).encode() + b"\n")
    why = _watch(child.process, limits)
    child.process.kill()
    child.process.wait()
    if why is None and (child.work / "report.json").exists():
        return Report.from_json(json.loads((child.work / "report.json").read_text("utf-8")))
    _log(child.work / "stderr")
    if why is None:
        return _refused(_DIED.fill(how=_how(child.process.returncode)), _AGAIN)
    return _refused(why, _SMALLER)


def _watch(child: subprocess.Popen[bytes], limits: Limits) -> Text | None:
    """Wait for the child's end; return the limit it hit, or None."""
    memory = _MEMORY.fill(mb=limits.resident >> 20)
    deadline = time.monotonic() + limits.wall
    while child.poll() is None:
        if _resident(child.pid) > limits.resident:
            return memory
        if time.monotonic() > deadline:
            return _TIME.fill(seconds=limits.wall)
        time.sleep(POLL)
    if child.returncode == -signal.SIGXCPU:
        return _TIME.fill(seconds=limits.cpu)
    return memory if child.returncode == OUT_OF_MEMORY else None


def _resident(pid: int) -> int:
    """Return the bytes of memory a process holds; 0 when it is gone."""
    try:
        if sys.platform == "linux":
            pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
            return int(pages) * resource.getpagesize()
        asked = ["ps", "-o", "rss=", "-p", str(pid)]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        return int(said.stdout.strip() or 0) * 1024
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0


def _refused(rule: Text, mend: Text) -> Report:
    return Report("rejected", problems=(Problem(rule, mend),))


def _how(status: int) -> str:
    """Name how a process ended."""
    return signal.Signals(-status).name if status < 0 else f"exit {status}"


def _log(stderr: Path) -> None:
    """Log where the child failed, without the values an error message may quote."""
    lines = stderr.read_text("utf-8", "replace").splitlines()
    places = [line.strip() for line in lines if line.startswith("  File ")]
    kind = lines[-1].split(":")[0] if lines else "no word"
    logging.getLogger(__name__).error("the reading child ended: %s %s", kind, places[-3:])


def _sweep(folder: Path) -> None:
    """Remove what a killed parent left behind."""
    for left in folder.glob(f"{_PREFIX}*-*"):
        pid = int(left.name.removeprefix(_PREFIX).split("-")[0])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            # it may hold people's names or an unlocked file: what cannot go must be heard of
            with suppress(FileNotFoundError):  # another reading sweeps as well
                shutil.rmtree(left)
        except PermissionError:
            continue  # somebody else's parent is alive
