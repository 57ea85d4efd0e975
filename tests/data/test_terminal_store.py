"""``python -m data imports | undo | publish | check``: the store as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.lock import flock
from data.store import Store
from tests.data.google import report

pytestmark = pytest.mark.slow


def test_somebody_else_is_importing(call: Any, tmp_path: Path) -> None:
    path = report(tmp_path / "google.csv", [1])
    call("import", path)
    with flock(Store.at(tmp_path / "store").lock, wait=False):
        for words in (["import", path], ["undo", "last"], ["publish"], ["check"]):
            assert call(*words) == (75, None)
        code, said = call("imports")
    assert (code, said["imports"][0]["state"]) == (0, "PUBLISHED")


def test_imports_undo_publish_check(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "1.csv", [1]), report(tmp_path / "2.csv", [2]))
    code, said = call("undo", "1")
    assert (code, said["status"], said["import_id"], said["file"]) == (0, "undone", 1, "1.csv")
    assert call("undo", "1")[1]["status"] == "unchanged"
    _code, said = call("imports")
    keys = ["import_id", "file", "format", "account", "period", "rows", "by", "at", "state"]
    assert [list(row) for row in said["imports"]] == [keys, keys]
    assert [row["state"] for row in said["imports"]] == ["UNDONE", "PUBLISHED"]
    code, said = call("publish")
    assert (code, said) == (0, {"status": "published", "snapshot": "all-3.duckdb"})
    code, said = call("import", tmp_path / "1.csv")
    assert (code, said["files"][0]["status"], said["files"][0]["import_id"]) == (0, "loaded", 3)
    code, said = call("check")
    assert (code, said["status"]) == (0, "ok")


def test_an_undo_that_cannot_be_says_why(call: Any, tmp_path: Path) -> None:
    """What lies under the import is gone altogether, so its days cannot be derived again."""
    store = Store.at(tmp_path / "store")
    call("import", report(tmp_path / "1.csv", range(1, 4)))
    kept = list(store.raw.iterdir())
    call("import", report(tmp_path / "2.csv", range(2, 5)))
    store.rows(1).unlink()
    kept[0].unlink()
    code, said = call("undo", "last")
    assert (code, said["status"], said["state"]) == (1, "failed", "PUBLISHED")
    code, said = call("check")
    wrong = {check["check"] for check in said["checks"] if not check["ok"]}
    assert (code, wrong) == (1, {"files", "parsed"})


def flip(path: Path) -> None:
    """Change one bit in the middle of a file, where a reader may well not stumble."""
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


def test_damaged_typed_rows_are_named_and_read_again(call: Any, tmp_path: Path) -> None:
    store = Store.at(tmp_path / "store")
    call("import", report(tmp_path / "1.csv", [1]), report(tmp_path / "2.csv", [2]))
    whole = store.rows(2).read_bytes()
    flip(store.rows(2))
    code, said = call("check")
    found = {c["check"]: c for c in said["checks"] if not c["ok"]}
    assert (code, found["parsed"]["details"]) == (1, ["parsed/2.parquet: 2.csv"])
    assert "python -m data imports" in found["parsed"]["note"]
    store.rows(2).unlink()  # as the note says
    call("imports")
    assert call("check")[0] == 0
    assert store.rows(2).read_bytes() == whole


def test_typed_rows_of_before_there_were_seals_are_taken_as_they_are(
    call: Any, tmp_path: Path
) -> None:
    store = Store.at(tmp_path / "store")
    call("import", report(tmp_path / "1.csv", [1]))
    for seal in store.parsed.glob("*.sha256"):
        seal.unlink()
    assert call("check")[0] == 0


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (lambda store: next(store.raw.iterdir()).unlink(), "files"),
        (lambda store: store.rows(1).unlink(), "parsed"),
        (lambda store: flip(store.rows(1)), "parsed"),
        (lambda store: store.master.write_bytes(b"x" * 5000), "master"),
        (lambda store: next(store.snapshots.glob("all-*")).write_bytes(b"x"), "snapshots"),
        (lambda store: (store.snapshots / "CURRENT").unlink(), "current"),
    ],
)
def test_check_finds_what_is_wrong(call: Any, tmp_path: Path, harm: Any, key: str) -> None:
    call("import", report(tmp_path / "1.csv", [1]))
    harm(Store.at(tmp_path / "store"))
    code, said = call("check")
    assert (code, said["status"]) == (1, "problems")
    assert key in [check["check"] for check in said["checks"] if not check["ok"]]
