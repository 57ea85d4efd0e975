"""What tests of the store share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Call a command in this process; return its exit code and its JSON."""

    def run(*words: Any) -> tuple[int, Any]:
        code = main([*map(str, words), "--json", "--store", str(tmp_path / "store")])
        said = capsys.readouterr().out
        return code, json.loads(said) if said else None

    return run
