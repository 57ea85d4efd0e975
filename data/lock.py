"""One process at a time: file locks that the system lets go of when their holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(RuntimeError):
    """Another process holds the lock."""


@contextmanager
def flock(path: Path, wait: bool) -> Iterator[None]:
    """Hold a file lock.

    Raises
    ------
    Busy
        When another process holds it and `wait` is false.
    """
    held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    except BlockingIOError as busy:
        raise Busy(str(path)) from busy
    finally:
        os.close(held)
