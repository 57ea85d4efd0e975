"""The same file twice, shuffled, overlapping, filtered, of another account: nothing doubles."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from kpi.__main__ import main as kpi
from tests.hostile.case import COST, DAY, HEADER, Table, cost_of, report, rows
from tests.samples import boxes

pytestmark = pytest.mark.slow
OURS, THEIRS = "123-456-7890", "987-654-3210"


class Desk:
    """A store, and files that are brought to its terminal door."""

    def __init__(self, root: Path, out: pytest.CaptureFixture[str]) -> None:
        self.root, self.out = root, out

    def bring(self, name: str, data: Table, account: str = OURS, **how: str) -> dict[str, Any]:
        """Import one file and return what the door says of it."""
        path = self.root / name
        table = report([[account, *r] for r in data], ["Customer ID", *HEADER])
        boxes.utf8(path, table)
        words = [w for k, v in how.items() for w in ("--answer", f"{k}={v}")]
        return self.door("import", str(path), *words)["files"][0]

    def door(self, *words: str) -> dict[str, Any]:
        """Call the data door."""
        self.out.readouterr()
        main([*words, "--store", str(self.root / "store"), "--json"])
        return json.loads(self.out.readouterr().out)

    def cost(self, *by: str) -> Any:
        """Return the published cost of January 2026, or a mapping by a cut."""
        self.out.readouterr()
        split = [w for name in by for w in ("--by", name)]
        span = ["--from", "2026-01-01", "--to", "2026-01-31"]
        kpi(["show", "cost", *span, *split, "--store", str(self.root / "store"), "--json"])
        found = json.loads(self.out.readouterr().out)["rows"]
        if not by:
            return Decimal(str(found[0]["value"]))
        return {tuple(r["cut"].values()): Decimal(str(r["value"])) for r in found}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    first = desk.bring("a.csv", rows())
    again = desk.bring("renamed.csv", rows())
    assert (first["status"], again["status"]) == ("loaded", "unchanged")
    assert again["import_id"] == first["import_id"]
    assert desk.cost() == cost_of(rows())


def test_the_same_rows_in_another_order_do_not_double(desk: Desk) -> None:
    desk.bring("a.csv", rows())
    told = desk.bring("b.csv", rows()[::-1])
    assert told["status"] == "loaded"
    assert desk.cost() == cost_of(rows())


def test_a_newer_file_speaks_for_all_days_it_declares(desk: Desk) -> None:
    desk.bring("a.csv", rows())
    later = [[*r[:COST], "100.00", *r[COST + 1 :]] for r in rows() if r[DAY] >= "2026-01-06"]
    told = desk.bring("b.csv", later, replace="replace")
    assert told["status"] == "loaded"
    assert desk.cost() == cost_of(later)  # its second row declares the whole of January


def test_a_filtered_file_asks_before_campaigns_vanish(desk: Desk) -> None:
    desk.bring("a.csv", rows())
    one = [r for r in rows() if r[0] == "Campaign 1"]
    told = desk.bring("b.csv", one)
    assert (told["status"], [q["key"] for q in told["questions"]]) == ("needs_answer", ["replace"])
    assert desk.cost() == cost_of(rows())
    desk.bring("b.csv", one, replace="merge")
    assert desk.cost() == cost_of(rows())


def test_another_account_with_the_same_names_stays_apart(desk: Desk) -> None:
    desk.bring("a.csv", rows())
    desk.bring("b.csv", rows(15), THEIRS)
    assert desk.cost() == cost_of(rows()) + cost_of(rows(15))
    by_account = desk.cost("account")
    assert sorted(by_account.values()) == sorted([cost_of(rows()), cost_of(rows(15))])


def test_undo_takes_the_last_one_back(desk: Desk) -> None:
    desk.bring("a.csv", rows())
    desk.bring("b.csv", [[*r[:COST], "1.00", *r[COST + 1 :]] for r in rows()])
    assert desk.cost() == 30
    desk.door("undo", "last")
    assert desk.cost() == cost_of(rows())


def test_a_refused_file_does_not_hold_the_others_back(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    header = ["Customer ID", *HEADER]
    boxes.utf8(folder / "good.csv", report([[OURS, *r] for r in rows()], header))
    (folder / "bad.csv").write_bytes(b"\x00\x01\x02" * 100)
    told = desk.door("import", str(folder))["files"]
    assert {f["file"]: f["status"] for f in told} == {"good.csv": "loaded", "bad.csv": "rejected"}
    assert desk.cost() == cost_of(rows())
