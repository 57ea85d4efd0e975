"""Networks that are none of the known platforms: each its own account, whatever its columns say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data import snapshot
from data.mapping import mappings
from data.mapping.mapping import ColumnMapping, MappedColumn
from data.state import State
from data.store import Store

pytestmark = pytest.mark.slow

FILLS = {"日期": "day", "活動": "campaign", "花費": "cost", "幣別": "currency"}


def network(name: str, prefix: str, platform: str = "other_ads", **more: str) -> ColumnMapping:
    """Return a mapping of a network's table, whose headers begin with a word of its own."""
    fills = FILLS | more
    columns = tuple(MappedColumn(prefix + h, f) for h, f in fills.items())
    return ColumnMapping("new", prefix, "ads", platform, columns, name)


def table(path: Path, prefix: str, cells: dict[str, str]) -> Path:
    """Write one day of a network's table."""
    row = {"日期": "2026/01/05", "活動": "春", "花費": "100", "幣別": "TWD", **cells}
    lines = [",".join(prefix + h for h in row), ",".join(row.values())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


CASES = [
    # what the kept are told, a cell of both files, and the accounts
    (("甲", "乙"), {}, {}, ["乙", "甲"]),
    (("甲", "乙"), {"客戶": "account"}, {"客戶": "示範商店"}, ["乙・示範商店", "甲・示範商店"]),
    (("甲", "乙"), {"編號": "account_id"}, {"編號": "0042"}, ["乙・0042", "甲・0042"]),
    (("甲", "乙"), {"客戶": "account"}, {"客戶": ""}, ["乙", "甲"]),
]


@pytest.mark.parametrize(("names", "fills", "cells", "accounts"), CASES)
def test_two_networks_are_never_one_account(
    call: Any,
    tmp_path: Path,
    names: tuple[str, str],
    fills: dict[str, str],
    cells: dict[str, str],
    accounts: list[str],
) -> None:
    store = Store.at(tmp_path / "store")
    state = State.open(store.state_url)
    for name in names:
        mappings.save(state, network(name, name, **fills), "ann", "x")
    for name in names:
        code, said = call("import", table(tmp_path / f"{name}.csv", name, cells))
        assert (code, said["files"][0]["status"]) == (0, "loaded"), said
    seen = snapshot.current(store)
    assert seen
    assert sorted(a.account for a in seen.accounts()) == accounts
    assert seen.query("select sum(cost) from account_days")[0][0] == 200


def test_a_known_platforms_account_is_called_as_its_column_says(call: Any, tmp_path: Path) -> None:
    store = Store.at(tmp_path / "store")
    made = network("甲", "甲", "line_ads", 客戶="account")
    mappings.save(State.open(store.state_url), made, "ann", "x")
    assert call("import", table(tmp_path / "a.csv", "甲", {"客戶": "示範商店"}))[0] == 0
    seen = snapshot.current(store)
    assert seen and [a.account for a in seen.accounts()] == ["示範商店"]
