"""CRM exports, held against what they were written from; and how their history is built."""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.mapping import guess
from data.mapping.mapping import ColumnMapping, MappedColumn, faults, missing
from data.mapping.sketch import Sketch
from data.reading.reader import read
from tests.samples import boxes, make
from tests.samples.crm import TEMPLATE

pytestmark = pytest.mark.slow

FILES = Path(make.FILES)
GOLDEN = ".golden.json"
GOLDENS = {
    path.name.removesuffix(GOLDEN): wanted
    for path in sorted(FILES.glob(f"*{GOLDEN}"))
    if (wanted := json.loads(path.read_text("utf-8"))).get("book") == "crm"
}
TODAY, KEY = date(2026, 11, 5), b"k" * 32


def hashed(identity: str) -> str:
    """Return a key as the standard library makes it."""
    return hmac.new(KEY, identity.encode(), hashlib.sha256).hexdigest()


PEOPLE = ("測試人", "example.com", "0900-000", "0900000", "Émile")


@pytest.mark.parametrize("name", GOLDENS)
def test_a_crm_export_is_read_as_it_was_written(name: str, tmp_path: Path) -> None:
    wanted, out = GOLDENS[name], tmp_path / "1.parquet"
    report = read(FILES / name, name, out, {}, today=TODAY, key=KEY)
    assert report.status == wanted["status"], (report.problems, report.questions)
    if report.status == "rejected":
        assert wanted["says"] in report.problems[0].rule.en
        return
    rows = wanted["rows"]
    told = report.to_json()
    assert told["rows"] == {"in_": rows["in"], **{k: rows[k] for k in rows if k != "in"}}
    assert report.format == wanted["format"] and report.period is not None
    days = [report.period.start.isoformat(), report.period.end.isoformat()]
    assert days == wanted["days"]
    with duckdb.connect() as con:
        found = con.execute("from read_parquet($f)", {"f": str(out)})
        names = [column[0] for column in found.description or ()]
        typed = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for row, expected in zip(typed, wanted["typed"], strict=True):
        assert {k: plain(row[k], expected[k]) for k in expected} == expected
    assert not [p for p in PEOPLE if p in f"{typed}{told}"], "a person has left the sandbox"


def plain(value: Any, like: Any) -> Any:
    """Return a typed value as its golden writes it."""
    if isinstance(value, Decimal) and like is not None:
        return like if value == Decimal(like) else str(value)
    return value.isoformat() if isinstance(value, date) else value


HARM = {
    "a cell too few": lambda cells: cells[:-3],
    "a cell too many": lambda cells: [*cells, "lead01@example.com"],
    "shifted by one": lambda cells: ["", *cells[:-1]],
    "a name for a day": lambda cells: [*cells[:7], "測試人 01", *cells[8:]],
    "a name for a further day": lambda cells: [*cells[:11], "測試人 01 0900-000-001", *cells[12:]],
}


@pytest.mark.parametrize("kind", HARM)
def test_what_is_held_back_names_nobody(kind: str, tmp_path: Path) -> None:
    with (FILES / "hubspot_contacts_en.csv").open(encoding="utf-8", newline="") as stream:
        table = list(csv.reader(stream))
    table[1] = HARM[kind](table[1])
    path, out = tmp_path / "file.csv", tmp_path / "1.parquet"
    boxes.utf8(path, table)
    report = read(path, "any", out, {"quarantine": "load"}, today=TODAY, key=KEY)
    aside = out.with_suffix(".quarantine.csv")
    assert (report.rows.quarantined, report.rows.loaded) == (1, 5) and report.problems
    said = repr(report.to_json()) + aside.read_text("utf-8")
    assert [p for p in PEOPLE if p in said] == []


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"名單編號": "a@example.com"}, {"lead_id": hashed("lead:a@example.com")}),
        ({"電子郵件": " A@Example.com "}, {"contact": hashed("email:a@example.com")}),
        ({"退回原因": "請洽 0912-345-678"}, {"reason": None}),
        ({"來源": "mail to b@example.com"}, {"source": None}),
        ({"負責團隊": "北區"}, {"owner_team": "北區"}),
        ({"階段": " ｓｑｌ"}, {"stage": None, "stage_name": "ｓｑｌ"}),
        ({"階段": "closed WON "}, {"stage": "won"}),
        ({"業務接受": "拒絕"}, {"accepted": "no"}),
        ({"業務接受": "再看看"}, {"accepted": None}),
        ({"建立時間": "2026/9/1 上午 12:05"}, {"created_clock": "00:05"}),
        ({"建立時間": "2026-09-01 12:05 PM"}, {"created_clock": "12:05"}),
    ],
)
def test_what_a_cell_becomes(cells: dict[str, str], wanted: dict[str, Any], tmp_path: Path) -> None:
    row = dict.fromkeys(TEMPLATE, "") | {"名單編號": "L1", "建立時間": "2026-09-01"} | cells
    path, out = tmp_path / "file.csv", tmp_path / "1.parquet"
    boxes.utf8(path, [TEMPLATE, [row[h] for h in TEMPLATE]])
    report = read(path, "any", out, {}, today=TODAY, key=KEY)
    assert report.status == "parsed", report.problems
    found = duckdb.read_parquet(str(out)).project(", ".join(wanted)).fetchall()[0]
    assert dict(zip(wanted, found, strict=True)) == wanted


@pytest.mark.parametrize(
    "header",
    [
        ["Opportunity ID", "Opportunity Name", "Created Date", "Stage"],
        ["商機 ID", "商機名稱", "建立日期", "階段"],
        ["Record ID", "Deal Name", "Create Date", "Deal Stage"],
        ["記錄 ID", "交易名稱", "建立日期", "交易階段"],
    ],
)
def test_a_stage_of_ones_own_is_loaded_and_counts_nowhere(
    header: list[str], tmp_path: Path
) -> None:
    """Every pipeline has its own names; a row that names no stage at all is held back."""
    path, out = tmp_path / "file.csv", tmp_path / "1.parquet"
    rows = [["D1", "x", "2026-09-01", "Discovery 探索"], ["D2", "x", "2026-09-01", ""]]
    boxes.utf8(path, [header, *rows])
    report = read(path, "any", out, {"quarantine": "load"}, today=TODAY, key=KEY)
    assert (report.rows.loaded, report.rows.quarantined) == (1, 1), report.problems
    found = duckdb.read_parquet(str(out)).project("lead_id, stage, stage_name").fetchall()
    assert found == [("D1", None, "Discovery 探索")]
    assert any("Discovery 探索" in warning.zh for warning in report.warnings)


def test_a_table_of_deals_is_no_cost_sheet(tmp_path: Path) -> None:
    """It has amounts and days; without its ids it is refused, and what is missing is named."""
    path = tmp_path / "file.csv"
    boxes.utf8(path, [["Deal Name", "Deal Stage", "Amount", "Create Date"], ["x", "y", "5", "z"]])
    report = read(path, "any", tmp_path / "1.parquet", {}, today=TODAY)
    assert report.status == "rejected" and "Record ID" in report.problems[0].rule.en


STRANGE = [
    ["客戶編號", "進件日期", "狀態", "來源", "業務組別", "聯絡電話", "未成交原因"],
    ["C1", "2026/9/1", "報價中", "官網", "北區", "0912345678", ""],
    ["C2", "2026/9/3", "已成交", "展場", "南區", "0922345678", ""],
    ["C3", "2026/9/4", "失單", "展場", "南區", "", "太貴"],
]


def test_a_list_of_ones_own_is_mapped_once(tmp_path: Path) -> None:
    path, out = tmp_path / "file.csv", tmp_path / "1.parquet"
    boxes.utf8(path, STRANGE)
    refused = read(path, "any", out, {}, today=TODAY, key=KEY)
    assert refused.sketch is not None and "0912345678" not in repr(refused.sketch)
    heading = Sketch.from_json(refused.sketch).headings[0]
    assert guess.book(heading) == "crm"
    found = guess.guesses(heading, "crm")
    columns = tuple(MappedColumn(STRANGE[0][at], fills) for at, fills in found.items())
    mapping = ColumnMapping("own", "名單表", "crm", "crm", columns)
    assert missing(mapping) == [] == faults(mapping)
    report = read(path, "any", out, {}, today=TODAY, key=KEY, mappings=[mapping])
    assert (report.status, report.format, report.rows.loaded) == ("parsed", "mapped.own", 3)
    rows = duckdb.read_parquet(str(out)).project("lead_id, stage, source, owner_team, reason")
    assert rows.fetchall() == [
        ("C1", "opportunity", "官網", "北區", None),
        ("C2", "won", "展場", "南區", None),
        ("C3", "lost", "展場", "南區", "太貴"),
    ]
