"""How ``python -m data`` is called and answers: wrong calls, tables for people, one document."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from tests.data.google import report

pytestmark = pytest.mark.slow


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["load"],
        ["import"],
        ["import", "/no/such/file.csv"],
        ["import", "{file}", "--answer", "colour=red"],
        ["import", "{file}", "--answer", "replace"],
        ["import", "{file}", "--answer", "replace=perhaps"],
        ["undo", "last"],
        ["undo", "9"],
        ["undo", "x"],
        ["pull", "ga4"],
    ],
)
def test_a_wrong_call(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    file = report(tmp_path / "google.csv", [1])
    called = [word.format(file=file) for word in words]
    try:
        code = main([*called, "--store", str(tmp_path / "store")] if called else [])
    except SystemExit as left:  # argparse's own way
        code = int(left.code or 0)
    assert (code, capsys.readouterr().out) == (2, "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["已匯入", "列匯入", "2026-01-01 至 2026-01-03"]), ("en", ["loaded", "rows loaded"])],
)
def test_people_get_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, words: list[str]
) -> None:
    path = report(tmp_path / "google.csv", range(1, 4))
    main(["import", str(path), "--store", str(tmp_path / "store"), "--lang", lang])
    said = capsys.readouterr().out
    assert all(word in said for word in words)
    main(["imports", "--store", str(tmp_path / "store"), "--lang", lang])
    assert "google.csv" in capsys.readouterr().out


def test_stdout_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    report(tmp_path / "in/1.csv", [1])
    (tmp_path / "in/2.csv").write_text("nothing,of\nthe,kind\n")
    words = ["import", str(tmp_path / "in"), "--json", "--store", str(tmp_path / "store")]
    done = subprocess.run(
        [sys.executable, "-m", "data", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert [file["status"] for file in json.loads(done.stdout)["files"]] == ["loaded", "rejected"]
    assert "1.csv" in done.stderr


def test_the_children_of_the_browser_are_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert "import|pull|imports|undo|publish|check" in said
    assert "recover" not in said
    assert "parse" not in said
