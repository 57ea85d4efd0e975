"""Workbooks locked with a password: asked, opened in the child, the password kept nowhere."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data import intake
from data.journal import JournalRow, Step
from data.limits import TERMINAL
from data.reading.reader import read
from data.report import Report
from data.store import Store
from tests.data.google import report

pytestmark = pytest.mark.slow

PASSWORD = "Zx9-蝦皮 訂單 "
"""With its spaces, which belong to it."""
PATIENCE = 60


def locked(path: Path, table: list[list[str]] | None = None, password: str = PASSWORD) -> Path:
    """Write a workbook and lock it as Excel does."""
    from msoffcrypto.format.ooxml import OOXMLFile

    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        for n, cells in enumerate(table or exported(path)):
            sheet.write_row(n, 0, cells)
    with path.open("wb") as out:
        OOXMLFile(book).encrypt(password, out)
    return path


def exported(path: Path) -> list[list[str]]:
    """Return a small Google report as a table."""
    lines = report(path.with_suffix(".csv"), range(1, 4)).read_text("utf-8").splitlines()
    return [[line] if n < 2 else line.split(",") for n, line in enumerate(lines)]


def reading(path: Path, answers: dict[str, str], **limits: int) -> Report:
    """Read a locked file; nothing of its inside may be left beside it."""
    out = path.parent / "out" / "1.parquet"
    out.parent.mkdir()
    found = read(path, path.name, out, answers, replace(TERMINAL, **limits))
    assert {p.name for p in out.parent.iterdir()} <= {"1.parquet"}
    return found


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "locked with a password"),
        ({"password": "zx9"}, "does not open"),
        ({"password": PASSWORD.strip()}, "does not open"),
        ({"password": "x" * 300}, "does not open"),
    ],
    ids=["none", "another", "its spaces gone", "very long"],
)
def test_the_password_is_asked(tmp_path: Path, answers: dict[str, str], says: str) -> None:
    found = reading(locked(tmp_path / "a.xlsx"), answers)
    (question,) = found.questions
    assert (found.status, question.key, question.choices) == ("needs_answer", "password", ())
    assert says in question.text.en and "不會保存" in question.text.zh


def test_with_its_password_it_is_read(tmp_path: Path) -> None:
    found = reading(locked(tmp_path / "a.xlsx"), {"password": PASSWORD})
    assert (found.status, found.rows.loaded, found.reconciled) == ("parsed", 6, True)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"packed": 5_000}, "MB may be"),
        ({"unpacked": 1_000}, "times may be"),
        ({"unpacked": 1 << 40, "ratio": 2}, "times may be"),
        ({"rows": 5}, "more than 5 rows"),
    ],
    ids=["packed", "unpacked", "ratio", "rows"],
)
def test_limits_hold_for_what_is_inside(tmp_path: Path, limits: dict[str, int], says: str) -> None:
    table = exported(tmp_path / "a.xlsx")
    if "ratio" in limits:
        table += [[f"{n}" + "x" * 30_000] for n in range(400)]
    found = reading(locked(tmp_path / "a.xlsx", table), {"password": PASSWORD}, **limits)
    assert found.status == "rejected"
    assert says in found.problems[0].rule.en


SEARCH = """
import pathlib, sys
root, *needles = sys.argv[1:]
files = [p for p in pathlib.Path(root).rglob("*") if p.is_file()]
print(*(p for p in files if any(bytes.fromhex(n) in p.read_bytes() for n in needles)))
"""


def told(store: Store) -> str:
    """Return every file of a store in which the password stands, in whatever encoding.

    Searched by another process: closing SQLite's files here would let go of this one's locks.
    """
    words = {PASSWORD.strip(), ascii(PASSWORD.strip())[1:-1]}
    needles = {w.encode(code).hex() for w in words for code in ("utf-8", "utf-16-le", "cp950")}
    search = [sys.executable, "-c", SEARCH, str(store.root), *needles]
    return subprocess.run(search, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.slow
@pytest.mark.parametrize("given", [f"password={PASSWORD}", "password=-"])
def test_the_terminal_keeps_no_password(
    call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    path, store = locked(tmp_path / "a.xlsx"), Store.at(tmp_path / "store")
    for wrong, asked in ((), True), (("--answer", "password=no"), True):
        code, said = call("import", path, *wrong)
        assert (code, said["files"][0]["status"]) == (1, "needs_answer")
        assert [q["key"] for q in said["files"][0]["questions"]] == ["password"] * asked
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n" * 3))
    words = ("import", path, "--answer", given)
    assert call(*words, "--dry-run")[1]["files"][0]["status"] == "would_load"
    for status in ("loaded", "unchanged"):
        code, said = call(*words)
        assert (code, said["files"][0]["status"]) == (0, status)
        assert told(store) == ""
    assert {p.name for p in store.parsed.iterdir()} == {"1.parquet", "1.sha256"}


@pytest.mark.slow
def test_the_browser_keeps_no_password(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "store")
    import_id = intake.receive(store, "a.xlsx", locked(tmp_path / "a.xlsx"), "ann")
    intake.start(store, [import_id], "ann")
    asked = until(store, import_id, Step.NEEDS_ANSWER)
    assert asked.report is not None and asked.report.questions[0].key == "password"
    intake.answer(store, import_id, "password", "wrong", "ann")
    assert intake.entries(store)[0].answers == {}
    again = until(store, import_id, Step.NEEDS_ANSWER)
    assert again.report is not None and "does not open" in again.report.questions[0].text.en
    intake.answer(store, import_id, "password", PASSWORD, "ann")
    assert told(store) == ""
    read_in = until(store, import_id, Step.PARSED)
    assert read_in.answers.keys().isdisjoint(intake.SECRET)
    assert told(store) == ""
    intake.confirm(store, [import_id], "ann")
    until(store, import_id, Step.PUBLISHED)
    assert told(store) == ""
    left = {p.name for p in store.parsed.iterdir()}
    assert left == {f"{import_id}.parquet", f"{import_id}.sha256"}


def until(store: Store, import_id: int, step: Step) -> JournalRow:
    """Poll as the page does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        entry = next(e for e in intake.entries(store) if e.import_id == import_id)
        if entry.state is step and (step is not Step.PARSED or entry.changes):
            return entry
        time.sleep(0.05)
    raise AssertionError(f"{entry.state}: {(store.root / 'ingest.log').read_text()}")
