"""``python -m data`` as other programs call it: shapes, statuses, exit codes, tables for people."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.lock import flock
from data.store import Store
from tests.data.google import report

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
KEYS = [
    "file", "status", "import_id", "format", "platform", "level", "account", "currency",
    "time_zone", "period", "rows", "sums", "reconciled", "replaced_days", "changes", "questions",
    "problems", "warnings",
]  # fmt: skip


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Call a command in this process; return its exit code and its JSON."""

    def run(*words: Any) -> tuple[int, Any]:
        code = main([*map(str, words), "--json", "--store", str(tmp_path / "store")])
        said = capsys.readouterr().out
        return code, json.loads(said) if said else None

    return run


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


@pytest.mark.parametrize("answer", ["account=Other", "currency=USD", "date_order=dmy"])
def test_an_answer_to_nothing_asked_changes_nothing(call: Any, tmp_path: Path, answer: str) -> None:
    path = report(tmp_path / "google.csv", range(1, 4))
    call("import", path)
    code, said = call("import", path, "--answer", answer)
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


def test_a_filtered_file_asks_and_is_answered(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "all.csv", range(1, 4), "abc"))
    some = report(tmp_path / "some.csv", range(1, 4), "a", cost=4)
    code, said = call("import", some)
    (file,) = said["files"]
    assert (code, file["status"], file["import_id"]) == (1, "needs_answer", 2)
    (question,) = file["questions"]
    assert (question["key"], question["choices"]) == ("replace", ["replace", "merge"])
    assert file["changes"]["cost"] == {"before": 90, "after": 12}
    code, said = call("import", some, "--answer", "replace=merge")
    (file,) = said["files"]
    assert (code, file["status"], file["import_id"]) == (0, "loaded", 2)
    assert file["changes"]["cost"] == {"before": 90, "after": 72}
    code, said = call("import", some, "--answer", "replace=replace")
    (file,) = said["files"]
    assert (code, file["import_id"], file["changes"]["cost"]["after"]) == (0, 3, 12)
    assert call("undo", "last")[1]["status"] == "undone"
    assert call("import", some)[1]["files"][0]["status"] == "unchanged"


def test_account_and_currency_are_asked_and_remembered(call: Any, tmp_path: Path) -> None:
    bare: dict[str, Any] = {"account": None, "currency": None}
    first = report(tmp_path / "1.csv", range(1, 4), **bare)
    code, said = call("import", first)
    asked = [question["key"] for question in said["files"][0]["questions"]]
    assert (code, asked) == (1, ["account", "currency"])
    code, said = call("import", first, "--answer", "account=Shop", "--answer", "currency=twd")
    (file,) = said["files"]
    assert (code, file["account"], file["currency"]) == (0, "Shop", "TWD")
    code, said = call("import", first, "--answer", "account=Shop", "--answer", "currency=twd")
    assert (code, said["files"][0]["status"]) == (0, "unchanged")
    code, said = call("import", report(tmp_path / "2.csv", range(4, 6), **bare))
    (file,) = said["files"]
    assert (code, file["status"], file["account"], file["currency"]) == (0, "loaded", "Shop", "TWD")
    # campaigns nobody has seen: not silently the only account's
    code, said = call("import", report(tmp_path / "3.csv", range(6, 8), "yz", **bare))
    (question,) = said["files"][0]["questions"]
    assert (code, question["key"], question["choices"]) == (1, "account", ["Shop"])


def test_undo_forgets_a_wrong_answer(call: Any, tmp_path: Path) -> None:
    bare = report(tmp_path / "1.csv", range(1, 4), currency=None)
    call("import", bare, "--answer", "currency=USD")
    assert call("import", report(tmp_path / "2.csv", [9], currency="TWD"))[0] == 1
    assert call("undo", "1")[0] == 0
    code, said = call("import", bare)
    assert (code, said["files"][0]["questions"][0]["key"]) == (1, "currency")
    code, said = call("import", bare, "--answer", "currency=TWD")
    assert (code, said["files"][0]["currency"]) == (0, "TWD")


def test_another_currency_is_refused_in_words(call: Any, tmp_path: Path) -> None:
    call("import", report(tmp_path / "1.csv", range(1, 4)))
    code, said = call("import", report(tmp_path / "2.csv", [5], currency="USD"), "--lang", "en")
    (file,) = said["files"]
    assert (code, file["status"], file["problems"][0]["value"]) == (1, "rejected", "USD")
    assert "an account has one currency" in file["problems"][0]["rule"]


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


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (lambda store: next(store.raw.iterdir()).unlink(), "files"),
        (lambda store: store.rows(1).unlink(), "parsed"),
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
    assert "import|imports|undo|publish|check" in said
    assert "recover" not in said
    assert "parse" not in said
