"""Files of known answers that lie beside the project; a test is skipped where they are absent."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / "shared" / "cases"


def known_answer(key: str) -> Any:
    """Return one of the known answers."""
    return json.loads(_path("expected.json").read_text(encoding="utf-8"))[key]


def rows_of(file: str) -> list[dict[str, str]]:
    """Return the rows of a file they were computed from."""
    with _path(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _path(file: str) -> Path:
    path = CASES / file
    if not path.exists():
        pytest.skip(f"{file}, a file of known answers, does not lie beside the project")
    return path
