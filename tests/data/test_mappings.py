"""Mappings as they are kept: what makes one usable, and which of them reads a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.journal import JournalRow
from data.mapping import mappings
from data.mapping.mapping import ColumnMapping, MappedColumn, choices, faults, lacking, missing
from data.report import Report
from data.schema import BOOKS
from data.state import State
from tests.data.unlisted import MAP, mapping


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"book": "plan"}, "book"),
        ({"book": "ads; drop table imports"}, "book"),
        ({"platform": "shop"}, "platform"),
        ({"columns": [{"header": "a", "fills": "1) from secrets --", "nth": 1}]}, "column"),
        ({"columns": [{"header": "a", "fills": "order_id", "nth": 1}]}, "column"),
        ({"columns": [{"header": "a", "fills": "day", "nth": 1}]}, "figure"),
        ({"columns": []}, "figure"),
        ({"columns": [{"header": "a"}]}, "mapping"),
        ({"columns": [{"header": h, "fills": "cost", "nth": 1} for h in "ab"]}, "same thing"),
        ({"columns": [{"header": "a" * 501, "fills": "cost", "nth": 1}]}, "long"),
        ({"name": " "}, "name"),
    ],
    ids=str,
)
def test_a_damaged_mapping_is_not_used(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        ColumnMapping.from_json(mapping().to_json() | change)


def test_a_mapping_survives_being_kept() -> None:
    made = mapping({**MAP, "<b>名</b>; drop": "ad"})
    assert ColumnMapping.from_json(json.loads(json.dumps(made.to_json()))) == made
    assert not faults(made) and not missing(made)


@pytest.mark.parametrize(
    ("book", "fills", "expected"),
    [
        ("ads", ["cost"], []),
        ("orders", ["total"], [("order_id",), ("day",)]),
        ("costs", ["amount", "period"], []),
        ("costs", ["amount_tax"], [("amount",), ("day", "period", "period_start")]),
    ],
)
def test_what_is_missing(book: str, fills: list[str], expected: list[tuple[str, ...]]) -> None:
    columns = tuple(MappedColumn(f, f) for f in fills)
    assert missing(ColumnMapping("k", "k", book, "shop", columns)) == expected


def test_every_choice_of_every_book_is_one_of_its_columns() -> None:
    for key in ("ads", "web", "owned", "orders", "costs"):
        allowed = choices(BOOKS[key])
        assert len(allowed) == len(set(allowed)) > 8


def test_headers_are_compared_as_people_see_them() -> None:
    wanted = mapping({"走期\n名稱": "campaign", "費用 (TWD)": "cost"})
    assert not lacking(wanted, ["費用（USD）", "走期 名稱"])
    assert [c.fills for c in lacking(wanted, ["費用"])] == ["campaign"]


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.open(f"sqlite:///{tmp_path}/state.sqlite")


def test_mappings_are_kept_renamed_and_deleted(state: State) -> None:
    first = mappings.save(state, mapping(name="在地 聯播網!"), "ann", "local.csv")
    second = mappings.save(state, mapping(name="在地聯播網"), "bob", "local.csv")
    third = mappings.save(state, mapping(name="在地聯播網"), "bob", "again.csv")
    assert [m.key for m in (first, second, third)] == ["在地_聯播網", "在地聯播網", "在地聯播網_2"]
    mappings.rename(state, first.key, "日報", "cat")
    state.delete_mapping(second.key, "cat", "not used")
    kept = mappings.saved(state)
    assert [(m.key, m.name, m.by) for m in kept] == [
        ("在地_聯播網", "日報", "ann"),
        ("在地聯播網_2", "在地聯播網", "bob"),
    ]
    audit = state.audit("mapping 在地_聯播網")
    assert [(a["by"], a["why"]) for a in audit] == [("ann", "local.csv"), ("cat", "renamed")]
    # a name that was given up is not given again: the files it read would be read by another
    assert mappings.save(state, mapping(name="在地聯播網"), "dan", "").key == "在地聯播網_3"


def test_a_damaged_one_is_left_out_and_the_others_work(state: State) -> None:
    mappings.save(state, mapping(), "ann", "x")
    state.save_mapping("broken", {"book": "ads"}, "ann", "x")
    assert [m.name for m in mappings.saved(state)] == ["在地聯播網"]


@pytest.mark.parametrize(
    ("loaded", "format_", "expected"),
    [
        (False, None, ["b"]),
        (False, "mapped.a", ["b"]),
        (True, "mapped.a", ["a"]),  # deleted since
        (True, "google_ads.campaign", []),  # a mapping that came later does not matter
    ],
)
def test_a_loaded_file_is_read_again_as_it_was(
    state: State, loaded: bool, format_: str | None, expected: list[str]
) -> None:
    for name in "ab":
        mappings.save(state, mapping(name=name), "ann", "x")
    state.delete_mapping("a", "ann", "x")
    report = Report("parsed", format=format_)
    at = mappings.saved(state)[0].at
    row = JournalRow(1, "", "x", "PUBLISHED", "ann", at, None, {}, report, None, None,  # type: ignore[arg-type]
                     at if loaded else None, None)  # fmt: skip
    assert [m.key for m in mappings.usable(state, row)] == expected
