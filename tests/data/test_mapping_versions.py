"""A mapping whose columns were changed: what was read stays, and is read again when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data import intake
from data.journal import Step
from data.mapping import mappings
from data.mapping import versions as versions
from data.mapping.mapping import ColumnMapping, MappedColumn
from data.state import Conflict, State
from data.store import Store
from tests.data.test_mapped_import import LOCAL, february, january, total
from tests.samples.local_network import cost

pytestmark = pytest.mark.slow


def columns(mapping: ColumnMapping, **fills: str) -> tuple[MappedColumn, ...]:
    """Return the columns of a mapping with some of them filling something else, or nothing."""
    changed = [replace(c, fills=fills.get(c.header, c.fills)) for c in mapping.columns]
    there = {c.header for c in mapping.columns}
    changed += [MappedColumn(h, f) for h, f in fills.items() if h not in there]
    return tuple(c for c in changed if c.fills)


@pytest.fixture
def kept(call: Any, tmp_path: Path) -> tuple[Store, State]:
    """Return a store with a mapping and January read by it."""
    store = Store.at(tmp_path / "store")
    state = State.open(store.state_url)
    mappings.save(state, LOCAL, "ann", "x")
    assert call("import", january(tmp_path))[0] == 0
    return store, state


def report_rows(state: State) -> int:
    found = state.entry(1).report
    assert found
    return found.rows.loaded


def formats(rows: Sequence[Any]) -> list[tuple[int, str]]:
    return [(r.import_id, r.report.format) for r in rows]


def test_a_changed_mapping_reads_from_now_on_and_what_was_read_stays(
    call: Any, tmp_path: Path, kept: tuple[Store, State]
) -> None:
    store, state = kept
    (old,) = mappings.saved(state)
    new = mappings.change(state, old, columns(old, 版位="ad_group"), "bob", "placements wanted")
    assert (new.name, new.key, new.former) == (old.name, f"{old.key}_2", old.key)
    assert [m.key for m in mappings.saved(state)] == [new.key]
    (noted,) = state.audit(f"mapping {new.key}")
    assert (noted["by"], noted["why"], noted["old"]) == ("bob", "placements wanted", old.key)
    before = total(store)
    for lost in (store.master, store.rows(1)):
        lost.unlink()
    call("publish")  # read again exactly as it was
    assert total(store) == before == cost(7)
    assert state.entry(1).report.format == old.format  # type: ignore[union-attr]
    code, said = call("import", february(tmp_path))
    assert (code, said["files"][0]["format"]) == (0, new.format)
    assert formats(versions.left_behind(state, new)) == [(1, old.format)]
    assert versions.newest(store, state, new).import_id == 2  # type: ignore[union-attr]


def test_a_third_version_knows_all_that_went_before(kept: tuple[Store, State]) -> None:
    _, state = kept
    first = mappings.saved(state)[0]
    mappings.save(state, replace(LOCAL, name="另一個"), "ann", "x")
    second = mappings.change(state, first, columns(first, 版位="ad_group"), "bob", "a")
    third = mappings.change(state, second, columns(second, 曝光數=""), "bob", "b")
    assert third.key == f"{first.key}_3"
    assert [m.key for m in mappings.saved(state)] == [third.key, "另一個"], "it keeps its place"
    assert formats(versions.left_behind(state, third)) == [(1, first.format)]
    mappings.rename(state, third.key, "新名", "cid")
    assert next(m.name for m in mappings.saved(state)) == "新名"


def test_two_who_change_one_mapping_do_not_undo_each_other(kept: tuple[Store, State]) -> None:
    _, state = kept
    (old,) = mappings.saved(state)
    new = mappings.change(state, old, columns(old, 版位="ad_group"), "bob", "a")
    with pytest.raises(Conflict):
        mappings.change(state, old, columns(old, 曝光數=""), "cid", "b")
    assert [m.key for m in mappings.saved(state)] == [new.key]
    with pytest.raises(ValueError):
        mappings.change(state, new, (), "bob", "nothing left")
    assert [m.key for m in mappings.saved(state)] == [new.key]


SAFE = [
    # what is changed, and whether reading again takes the place of what was read
    ({"曝光數": ""}, False),  # what was read of it would go on to count
    ({"曝光數": "clicks_all"}, False),
    ({"版位": "ad_group"}, False),  # finer rows stand beside the coarse ones
    ({"走期名稱": "ad"}, False),
    ({"走期名稱": "", "版位": "campaign"}, False),
    ({"成交筆數": "conversions"}, True),
    ({"廣告費用": "conversion_value", "點擊數": "cost"}, True),
]


@pytest.mark.parametrize(("fills", "safe"), SAFE)
def test_when_a_file_may_be_read_again(
    kept: tuple[Store, State], fills: dict[str, str], safe: bool
) -> None:
    store, state = kept
    (old,) = mappings.saved(state)
    new = mappings.change(state, old, columns(old, **fills), "bob", "a")
    assert versions.replaces(store, state, new, state.entry(1)) is safe


def test_a_file_read_again_replaces_its_figures(
    call: Any, tmp_path: Path, kept: tuple[Store, State], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, state = kept
    (old,) = mappings.saved(state)
    other = columns(old, 廣告費用="conversion_value", 點擊數="cost")
    new = mappings.change(state, old, other, "bob", "that was no cost")
    row = state.entry(1)
    assert versions.replaces(store, state, new, row)
    monkeypatch.setattr(intake, "start", lambda *_: None)  # the child is run below instead
    number = versions.read_again(store, row, new, "bob")
    assert (number, state.entry(number).state) == (2, Step.RECEIVED)
    code, said = call("import", store.raw / row.sha256, "--answer", f"format={new.format}")
    assert (code, said["files"][0]["import_id"], said["files"][0]["format"]) == (0, 2, new.format)
    assert total(store) == sum(range(100, 100 + report_rows(state)))
    assert versions.left_behind(state, new) == []
    code, said = call("import", january(tmp_path))
    assert said["files"][0]["status"] == "unchanged", "the same file is no third import"


def test_the_columns_of_a_file_it_read_are_shown_with_their_values(
    kept: tuple[Store, State],
) -> None:
    store, state = kept
    (old,) = mappings.saved(state)
    heading = versions.heading(store, state.entry(1), old)
    assert heading is not None and heading.row == 4
    assert "春季檔期" in heading.columns[1].samples
    assert not any("王小明" in s for c in heading.columns for s in c.samples)


def test_answers_about_the_account_are_carried_over_and_others_are_not(
    kept: tuple[Store, State],
) -> None:
    _, state = kept
    (old,) = mappings.saved(state)
    for key, value in (("tax", "included"), ("currency", "TWD"), ("date_order", "dmy")):
        state.remember(("other_ads", "在地聯播網", old.format), key, value, "ann", 1)
    new = mappings.change(state, old, columns(old, 版位="ad_group"), "bob", "a")
    told = state.answers("other_ads", "在地聯播網", new.format)
    assert told == {"tax": "included", "currency": "TWD"}
