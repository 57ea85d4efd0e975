"""Where this machine keeps a Chromium or Google Chrome: `python -m tests.chromium`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def chromium() -> str | None:
    """Return the path of a browser: ``CHROMIUM`` first, then the usual names; None without one."""
    wished = os.environ.get("CHROMIUM")
    if wished:
        return wished if Path(wished).exists() else None
    found = (shutil.which(name) for name in NAMES)
    return next((p for p in (*found, *MACOS) if p and Path(p).exists()), None)


if __name__ == "__main__":
    path = chromium()
    print(path or "no Chromium or Google Chrome found", file=sys.stdout if path else sys.stderr)
    sys.exit(0 if path else 1)
