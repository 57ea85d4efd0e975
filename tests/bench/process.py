"""Run a program and watch the memory of it and all its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Watched:
    """A finished program: its answer, wall time in seconds, peak resident memory in bytes."""

    stdout: str = ""
    stderr: str = ""
    code: int = 0
    seconds: float = 0.0
    peak: int = 0
    """Largest sum over the process and its children, seen every 10 ms."""
    largest: int = 0
    """Largest single process among them."""
    parts: dict[str, int] = field(default_factory=dict)


def family(root: int) -> Iterator[int]:
    """Yield a process and all that descend from it (Linux; elsewhere itself only)."""
    yield root
    with suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def resident(pid: int) -> int:
    """Return the resident bytes of a process, 0 when it has gone."""
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 0


@contextmanager
def watching(pid: int, into: Watched) -> Iterator[None]:
    """Note the peak memory of a process tree while the block runs."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            sizes = [resident(p) for p in family(pid)]
            into.peak = max(into.peak, sum(sizes))
            into.largest = max(into.largest, *sizes)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def run(command: Sequence[str], cwd: Path, env: dict[str, str]) -> Watched:
    """Run a program to its end."""
    seen = Watched()
    began = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with watching(child.pid, seen):
        seen.stdout, seen.stderr = child.communicate()
    seen.seconds, seen.code = time.perf_counter() - began, child.returncode
    return seen
