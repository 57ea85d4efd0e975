"""``--answer``: what is asked, what is remembered, what concerns nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.data.google import report

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("answer", ["account=Other", "currency=USD", "date_order=dmy"])
def test_an_answer_to_nothing_asked_changes_nothing(call: Any, tmp_path: Path, answer: str) -> None:
    path = report(tmp_path / "google.csv", range(1, 4))
    call("import", path)
    code, said = call("import", path, "--answer", answer)
    assert (code, said["files"][0]["status"]) == (0, "unchanged")


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
