"""Files that survive a power cut: written through to the disk before anything relies on them."""

from __future__ import annotations

import hashlib
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


def seal(path: Path) -> None:
    """Write down, beside a finished file, what its bytes are."""
    part = path.with_suffix(".sha256.part")
    part.write_text(digest(path), encoding="ascii")
    part.replace(_seal(path))


def unseal(path: Path) -> None:
    """Forget what the bytes of a file are, which is about to be replaced or removed."""
    _seal(path).unlink(missing_ok=True)


def unbroken(path: Path) -> bool:
    """Whether a file's bytes are what was written down; so it is where nothing was."""
    try:
        sealed = _seal(path).read_bytes()
    except FileNotFoundError:
        return True
    return not sealed or sealed == digest(path).encode()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _seal(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
