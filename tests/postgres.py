"""A Postgres of the tests' own: on a socket in a folder, where its programs are; gone after."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

BINARIES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin")
"""Where Debian and Homebrew put what is not on the path."""
MISSING = "no Postgres server on this machine (Debian: apt-get install postgresql)"


def binaries() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`; None where there is no Postgres."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = (path for each in BINARIES for path in sorted(Path("/").glob(each[1:])))
    return next((path for path in folders if (path / "initdb").exists()), None)


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the URL of a fresh, empty cluster; Postgres refuses root, so root lends it a user."""
    found = binaries()
    if found is None:
        raise FileNotFoundError(MISSING)
    user = "postgres" if os.getuid() == 0 else getpass.getuser()
    as_user: dict[str, Any] = {"user": user} if os.getuid() == 0 else {}
    # /tmp, because a socket's path may have a hundred characters only
    with TemporaryDirectory(prefix="postgres-", dir="/tmp") as folder:
        if as_user:
            shutil.chown(folder, user)
        data = f"{folder}/data"

        def call(*words: str) -> None:
            subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)

        call(f"{found}/initdb", "-D", data, "-A", "trust", "-U", user, "-E", "UTF8", "--no-sync")
        call(
            f"{found}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log",
            "-o", f"-c listen_addresses='' -k {folder} -c fsync=off", "start",
        )  # fmt: skip
        try:
            yield f"postgresql+psycopg://{user}@/postgres?host={folder}"
        finally:
            call(f"{found}/pg_ctl", "-D", data, "-m", "immediate", "stop")
