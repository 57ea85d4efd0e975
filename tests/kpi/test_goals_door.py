"""``python -m kpi goals``: the table goes out, comes in again, and says what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from data.state import State
from data.store import Store
from kpi.__main__ import main
from kpi.goals.goal import load_pack

TODAY = "2026-11-21"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    found = State.open(Store.at().state_url)
    load_pack(found, "shop")
    return found


def call(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = main(["goals", *words, "--json", "--lang", "en"])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else out.err


def changed(file: Path, kpi: str, column: str, value: str) -> None:
    """Write another value into one cell of a CSV."""
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    at = next(n for n, head in enumerate(rows[0]) if column in head)
    next(row for row in rows if row[0] == kpi)[at] = value
    with file.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text).writerows(rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_changes_nothing_when_it_comes_in(
    state: State, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = str(tmp_path / f"goals.{kind}"), state.goals()
    assert call("export", file, capsys=capsys) == (
        0, {"status": "exported", "file": file, "goals": len(before)},
    )  # fmt: skip
    code, told = call("import", file, "--why", "test", capsys=capsys)
    assert (code, told["status"]) == (0, "unchanged")
    assert told["lines"] == {"new": 0, "changed": 0, "same": len(before), "refused": 0}
    assert state.goals() == before


def test_one_line_is_kept_and_one_refused(
    state: State, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "goals.csv"
    call("export", str(file), capsys=capsys)
    changed(file, "AOV", "Target", "1,650")
    changed(file, "CAC", "Target", "cheap")
    code, told = call("import", str(file), "--dry-run", capsys=capsys)
    assert code == 1 and told["lines"]["changed"] == 1
    assert {g["kpi"]: g["target"] for g in state.goals()}["aov"] == 1500, "a dry run keeps nothing"
    code, told = call("import", str(file), "--why", "new season", "--by", "Mei", capsys=capsys)
    assert (code, told["status"]) == (1, "problems")
    (wrong,) = told["refused"]
    assert (wrong["column"], wrong["value"]) == ("目標 Target", "cheap") and wrong["row"] > 1
    targets = {g["kpi"]: g["target"] for g in state.goals()}
    assert (targets["aov"], targets["cac"]) == (1650, 600)
    row = state.audit("goal shop-aov")[-1]
    assert (row["by"], row["why"]) == ("Mei", "new season")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "none.csv", "--why", "x"], "does not exist"),
        (["import", "{file}"], "--why"),
        (["import", "{file}", "--why", "x"], "There is no header"),
        (["export", "goals.pdf"], "must end in .xlsx or .csv"),
    ],
)
def test_a_wrong_call_teaches(
    state: State, tmp_path: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("notes\nmore\n", "utf-8")
    code, told = call(*(word.format(file=file) for word in words), capsys=capsys)
    assert code == 2 and said in told
