"""Files of a mapped table through the whole way: refused, mapped, loaded, recognised, kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import snapshot
from data.mapping import mappings
from data.mapping.mapping import ColumnMapping, MappedColumn
from data.mapping.trial import trial
from data.state import State
from data.store import Store
from tests.samples.local_network import HEADERS, cost, local_network

pytestmark = pytest.mark.slow

COLUMNS = {"日期": "day", "走期名稱": "campaign", "曝光數": "impressions", "廣告費用": "cost"}
LOCAL = ColumnMapping(
    "new", "在地聯播網", "ads", "other_ads",
    tuple(MappedColumn(h, f) for h, f in COLUMNS.items()), "在地聯播網",
)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Store, State]:
    store = Store.at(tmp_path / "store")
    return store, State.open(store.state_url)


def january(tmp_path: Path, headers: str = HEADERS) -> Path:
    return local_network(tmp_path / "january.csv", date(2026, 1, 1), 7, headers)


def february(tmp_path: Path, headers: str = HEADERS) -> Path:
    return local_network(tmp_path / "february.csv", date(2026, 2, 1), 7, headers)


def total(store: Store) -> float:
    found = snapshot.current(store)
    assert found
    return float(found.query("select sum(cost) from account_days")[0][0])


def test_refused_then_mapped_then_loaded_then_recognised(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    store, state = kept
    code, said = call("import", january(tmp_path))
    (file,) = said["files"]
    assert (code, file["status"], file["format"]) == (1, "rejected", None)
    assert "資料" in file["problems"][0]["mend"] and "對應" in file["problems"][0]["mend"]
    assert "sketch" not in json.dumps(said)

    assert mappings.save(state, LOCAL, "ann", "january.csv").format == "mapped.在地聯播網"
    code, said = call("import", january(tmp_path))
    (file,) = said["files"]
    told = ("status", "format", "platform", "account", "currency", "level")
    assert [file[k] for k in told] == [
        "loaded", "mapped.在地聯播網", "other_ads", "在地聯播網", "TWD", "campaign",
    ]  # fmt: skip
    assert (code, file["questions"]) == (0, []) and "在地聯播網" in file["warnings"][0]
    assert total(store) == cost(7)

    # the columns in another order, a further one, the mapping renamed meanwhile
    mappings.rename(state, "在地聯播網", "日報", "bob")
    other = ",".join([*reversed(HEADERS.split(",")), "新欄位"])
    code, said = call("import", february(tmp_path, other))
    (file,) = said["files"]
    assert (code, file["status"], file["format"]) == (0, "loaded", "mapped.在地聯播網")
    assert total(store) == 2 * cost(7)
    assert call("import", february(tmp_path, other))[1]["files"][0]["status"] == "unchanged"


def test_a_deleted_mapping_leaves_what_it_loaded(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    store, state = kept
    mappings.save(state, LOCAL, "ann", "x")
    call("import", january(tmp_path))
    state.delete_mapping("在地聯播網", "ann", "not used")
    # another one that would fit, too, does not touch it
    mappings.save(state, LOCAL, "bob", "x")
    assert call("imports")[1]["imports"][0]["state"] == "PUBLISHED"
    for lost in (store.master, store.rows(1)):
        lost.unlink()
    call("publish")
    assert call("imports")[1]["imports"][0]["state"] == "PUBLISHED"
    assert total(store) == cost(7)
    state.delete_mapping("在地聯播網_2", "ann", "not used")
    code, said = call("import", february(tmp_path))
    assert (code, said["files"][0]["status"]) == (1, "rejected")


def test_two_mappings_that_fit_are_asked_about_and_answered(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    _, state = kept
    for name in ("甲", "乙"):
        mappings.save(state, LOCAL, "ann", name)
    code, said = call("import", january(tmp_path))
    (question,) = said["files"][0]["questions"]
    assert (code, question["key"]) == (1, "format")
    assert question["choices"] == ["mapped.在地聯播網", "mapped.在地聯播網_2"]
    answer = ("--answer", "format=mapped.在地聯播網_2")
    code, said = call("import", january(tmp_path), *answer)
    assert (code, said["files"][0]["format"]) == (0, "mapped.在地聯播網_2")


def test_a_damaged_mapping_does_not_keep_other_files_out(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    _, state = kept
    state.save_mapping("bad", LOCAL.to_json() | {"book": "1; drop table imports"}, "eve", "")
    mappings.save(state, LOCAL, "ann", "x")
    assert call("import", january(tmp_path))[0] == 0


def test_a_mapping_is_tried_before_it_is_kept(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    store, state = kept
    call("import", january(tmp_path))
    found = trial(store, state.entry(1), LOCAL, {})
    assert found.report.status == "parsed" and len(found.rows) == 10
    first = dict(zip(found.columns, found.rows[0], strict=True))
    assert (first["campaign"], first["day_from"]) == ("春季檔期", date(2026, 1, 1))
    assert dict(found.sums)["cost"] == cost(7)
    assert found.report.warnings == ()
    left = [p for p in (*store.inbox.iterdir(), *store.parsed.iterdir()) if "lock" not in p.name]
    assert left == [] and mappings.saved(state) == []


def test_names_of_people_in_an_unknown_table_are_kept_nowhere(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    """But in the file as it was received."""
    store, _ = kept
    call("import", january(tmp_path))
    found = [p for p in store.root.rglob("*") if p.is_file() and p.parent != store.raw]
    assert any(p.name == "state.sqlite" for p in found)
    assert not [p for p in found if "王小明".encode() in p.read_bytes()]
