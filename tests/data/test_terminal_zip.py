"""Zips of exports at the terminal, good and bad ones."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from data import archive
from data.limits import TERMINAL
from tests.data.google import report

pytestmark = pytest.mark.slow


def test_a_zip_of_exports(call: Any, tmp_path: Path) -> None:
    one, two = report(tmp_path / "1.csv", [1]), report(tmp_path / "2.csv", [2])
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.write(one, "1.csv")
    path = tmp_path / "exports.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(one, "a/1.csv")
        packed.write(two, "2.csv")
        packed.write(inner, "more.zip")
        packed.writestr("__MACOSX/._2.csv", "x")
    code, said = call("import", path)
    assert [(file["file"], file["status"]) for file in said["files"]] == [
        ("exports.zip/2.csv", "loaded"),
        ("exports.zip/a/1.csv", "loaded"),
        ("exports.zip/more.zip", "rejected"),
    ]
    assert code == 1


@pytest.mark.parametrize("encoding", ["cp950", "utf-8"])
def test_unmarked_names_are_read_as_their_system_wrote_them(tmp_path: Path, encoding: str) -> None:
    """Zips take unmarked names for cp437; in cp950 these characters end in a backslash."""
    name = "許蓋功/報表.csv".encode(encoding)
    path = tmp_path / "exports.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("x" * len(name), "1")
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    found = list(archive.exports(path, "exports.zip", scratch, TERMINAL))
    assert [f.name for f in found] == ["exports.zip/許蓋功/報表.csv"]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.csv", b"0" * (8 << 20))


def crowd(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for n in range(1001):
            packed.writestr(f"{n}.csv", "")


def torn(path: Path) -> None:
    bomb(path)
    path.write_bytes(path.read_bytes()[:-30])


def lying(path: Path) -> None:
    """A zip whose directory says the entry is tiny."""
    bomb(path)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)


@pytest.mark.parametrize("make", [bomb, crowd, torn, lying], ids=lambda make: make.__name__)
def test_a_bad_zip_is_refused_in_words(call: Any, tmp_path: Path, make: Any) -> None:
    make(tmp_path / "bad.zip")
    code, said = call("import", tmp_path / "bad.zip")
    assert code == 1
    assert all(file["status"] == "rejected" and file["problems"] for file in said["files"])
