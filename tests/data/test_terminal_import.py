"""``python -m data import``: what it says of files, and what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.data.google import report

pytestmark = pytest.mark.slow


KEYS = [
    "file", "status", "import_id", "format", "platform", "level", "account", "currency",
    "time_zone", "period", "rows", "sums", "reconciled", "replaced_days", "changes", "questions",
    "problems", "warnings",
]  # fmt: skip


def test_one_file(call: Any, tmp_path: Path) -> None:
    path = report(tmp_path / "google.csv", range(1, 4))
    code, said = call("import", path)
    (file,) = said["files"]
    assert (code, list(file)) == (0, KEYS)
    expected = {
        "file": "google.csv",
        "status": "loaded",
        "import_id": 1,
        "format": "google_ads.campaign",
        "platform": "google_ads",
        "level": "campaign",
        "account": "123-456-7890",
        "currency": "TWD",
        "period": {"from": "2026-01-01", "to": "2026-01-03", "grain": "day"},
        "reconciled": True,
        "replaced_days": 0,
        "questions": [],
        "problems": [],
    }
    assert {key: file[key] for key in expected} == expected
    assert file["rows"] == {
        "in": 10, "loaded": 6, "quarantined": 0,
        "skipped": {"totals": 1, "blank": 0, "preamble": 3, "footer": 0, "other_tables": 0},
    }  # fmt: skip
    assert file["sums"]["cost"] == {"file_total": 60, "loaded": 60, "quarantined": 0}
    assert file["changes"]["cost"] == {"before": None, "after": 60}


def test_the_same_again_changes_nothing(call: Any, tmp_path: Path) -> None:
    path = report(tmp_path / "google.csv", range(1, 4))
    call("import", path)
    snapshots = sorted((tmp_path / "store/snapshots").iterdir())
    code, said = call("import", path)
    (file,) = said["files"]
    assert (code, file["status"], file["import_id"]) == (0, "unchanged", 1)
    assert (file["replaced_days"], file["changes"]) == (0, {})
    assert sorted((tmp_path / "store/snapshots").iterdir()) == snapshots
    code, said = call("import", path, "--dry-run")
    assert (code, said["files"][0]["status"]) == (0, "unchanged")


def test_an_overlap_tells_what_changes(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "a.csv", range(1, 11)))
    code, said = call("import", report(tmp_path / "b.csv", range(6, 16), cost=1), "--dry-run")
    (file,) = said["files"]
    assert (code, file["status"], file["import_id"]) == (0, "would_load", None)
    assert (file["replaced_days"], file["changes"]["cost"]) == (5, {"before": 100, "after": 20})
    assert [row["file"] for row in call("imports")[1]["imports"]] == ["a.csv"]
    code, said = call("import", tmp_path / "b.csv")
    assert (said["files"][0]["status"], said["files"][0]["replaced_days"]) == ("loaded", 5)


def test_a_trial_speaks_as_the_latest_arrival(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "a.csv", range(1, 11)))
    path = report(tmp_path / "b.csv", range(1, 11), cost=1)  # exported for the same days
    tried, loaded = (call("import", path, *more)[1]["files"][0] for more in (["--dry-run"], []))
    assert (tried["status"], loaded["status"]) == ("would_load", "loaded")
    told = ("replaced_days", "changes", "warnings")
    assert {k: tried[k] for k in told} == {k: loaded[k] for k in told}
    assert tried["changes"]["cost"] == {"before": 200, "after": 20}


def test_another_currency_is_refused_in_words(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "1.csv", range(1, 4)))
    code, said = call("import", report(tmp_path / "2.csv", [5], currency="USD"), "--lang", "en")
    (file,) = said["files"]
    assert (code, file["status"], file["problems"][0]["value"]) == (1, "rejected", "USD")
    assert "an account has one currency" in file["problems"][0]["rule"]
    closes = {"in": 6, "loaded": 0, "quarantined": 2}
    kept = call("imports")[1]["imports"][1]
    for told in (file, kept):
        assert {key: told["rows"][key] for key in closes} == closes
    assert file["sums"]["cost"] == {"file_total": 20, "loaded": 0, "quarantined": 20}


def test_the_others_are_loaded_when_one_is_not(call: Any, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    (folder / "deep").mkdir(parents=True)
    report(folder / "deep" / "good.csv", range(1, 4))
    (folder / "bad.csv").write_text("Campaign,Budget\nx,1\n")
    (folder / ".hidden.csv").write_text("no")
    code, said = call("import", folder)
    found = [(file["file"], file["status"]) for file in said["files"]]
    assert (code, found) == (1, [("bad.csv", "rejected"), ("deep/good.csv", "loaded")])
    assert said["files"][0]["problems"]
