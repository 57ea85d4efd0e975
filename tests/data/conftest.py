"""What tests of the store share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import tables
from data.__main__ import main
from data.engine import engine
from tests.postgres import MISSING, binaries
from tests.postgres import cluster as postgres_cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Return the URL of a Postgres of the tests' own; skips where the machine has none."""
    if not binaries():
        pytest.skip(MISSING)
    with postgres_cluster() as url:
        yield url


@pytest.fixture
def postgres(cluster: str) -> str:
    """Return the URL of an empty state database in Postgres."""
    opened = engine(cluster)
    tables.metadata.drop_all(opened)
    engine.cache_clear()
    return cluster


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Call a command in this process; return its exit code and its JSON."""

    def run(*words: Any) -> tuple[int, Any]:
        code = main([*map(str, words), "--json", "--store", str(tmp_path / "store")])
        said = capsys.readouterr().out
        return code, json.loads(said) if said else None

    return run
