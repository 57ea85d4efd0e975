"""Files that survive a power cut: written through to the disk before anything relies on them."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Make a written file, and its name in its folder, survive a power cut."""
    _flush(path)
    _flush(path.parent)


def settle(part: Path, final: Path) -> None:
    """Give a written file its final name so that a power cut leaves the whole of it or nothing."""
    _flush(part)
    part.replace(final)
    _flush(final.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
