"""Salesforce's histories: a row a change of a stage, and what days they add to the deals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.reading.reader import read
from tests.data.test_crm_history import deal, load, shop, stages, sums
from tests.data.typed import Row, Shop, day
from tests.samples import boxes

__all__ = ["shop"]

TODAY, KEY = date(2026, 11, 5), b"k" * 32
FOOTER = ["Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."]
EN = ["Opportunity Owner", "Opportunity Name", "From Stage", "To Stage", "Amount", "Last Modified",
      "Opportunity ID"]  # fmt: skip
ZH = ["商機擁有人", "商機名稱", "從階段", "到階段", "金額", "上次修改日期", "商機 ID"]
FIELD_EN = ["Opportunity Name", "Opportunity ID", "Field / Event", "Old Value", "New Value",
            "Edit Date"]  # fmt: skip
FIELD_ZH = ["商機名稱", "商機 ID", "欄位 / 事件", "舊值", "新值", "編輯日期"]
API = ["Id", "OpportunityId", "Field", "OldValue", "NewValue", "CreatedDate"]
WON = (date(2026, 9, 3), "006A00000000001", "opportunity", "won")
OTHER = (None, None)


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ([EN, ["測試人", "x", "Prospecting", "Closed Won", "5.00", "9/3/2026 3:05 PM",
               "006A00000000001"]], [WON]),
        ([ZH, ["測試人", "x", "提案", "成交", "5", "2026/9/3 下午 3:05", "006A00000000001"]],
         [WON]),
        ([FIELD_EN,
          ["x", "006A00000000001", "Created.", "", "", "8/20/2026 9:00 AM"],
          ["x", "006A00000000001", "Amount", "won", "lead", "9/13/2026 3:05 PM"],
          ["x", "006A00000000001", "stage", "Prospecting", "Closed Won", "9/3/2026 3:05 PM"]],
         [(date(2026, 8, 20), *WON[1:2], *OTHER), (date(2026, 9, 13), *WON[1:2], *OTHER), WON]),
        ([FIELD_ZH, ["x", "006A00000000001", "階段", "議價", "已結束（成功）", "2026/9/3"]],
         [WON]),
        ([API, ["017A", "006A00000000001AAB", "StageName", "Proposal/Price Quote", "Closed Won",
                "2026-09-03T07:05:00.000Z"]], [WON]),
    ],
)  # fmt: skip
def test_a_history_is_read_as_changes(
    table: list[list[str]], wanted: list[Any], tmp_path: Path
) -> None:
    path, out = tmp_path / "report1762638111222.csv", tmp_path / "1.parquet"
    footer = [FOOTER + [""] * (len(table[0]) - 1)]
    boxes.utf8(path, [*table, *footer])
    report = read(path, "any", out, {"date_order": "mdy"}, today=TODAY, key=KEY)
    assert (report.status, report.format) == ("parsed", "salesforce.stage_history"), report.problems
    rows = duckdb.read_parquet(str(out)).project("day_from, lead_id, from_stage, stage, shows")
    assert [row[:4] for row in rows.fetchall()] == wanted
    assert {row[4] for row in rows.fetchall()} == {"change"}
    assert report.warnings and "商機報表" in report.warnings[-1].zh and "測試人" not in str(report)


def change(lead_id: str, on: int, before: str | None, after: str | None) -> Row:
    """Return a change of a deal's stage on the n-th day."""
    return deal(lead_id, after, None, on) | {
        "shows": "change", "stage_name": None, "from_stage": before
    }  # fmt: skip


HISTORY = [
    ("a deal that began as a lead is an opportunity from the day it changed into one",
     [change("D", 5, "lead", "opportunity")], "opportunity", (5, 5, True, 5)),
    ("within one stage of ours nothing is reached",
     [change("D", 5, "opportunity", "opportunity")], "opportunity", (1, 1, True, 1)),
    ("who stood in a stage from the beginning did not change into it",
     [change("D", 5, "opportunity", "lead"), change("D", 9, "lead", "opportunity")],
     "opportunity", (1, 1, True, 1)),
    ("the first of two changes counts",
     [change("D", 9, "lead", "opportunity"), change("D", 4, None, "opportunity")],
     "opportunity", (4, 4, True, 4)),
    ("a report's own day stands before the history's",
     [change("D", 9, "opportunity", "won")], "won", (20, 20, True, 20)),
    ("whom no report names counts nowhere", [change("E", 9, None, "won")], "won",
     (20, 20, True, 20)),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("first", [False, True])
def test_days_of_a_history(shop: Shop, first: bool) -> None:
    """Each in an account of its own, whichever file arrives first."""
    names = tuple(why for why, *_ in HISTORY)
    how = {"format": "salesforce.stage_history", "platform": "salesforce", "accounts": names}
    deals = [deal("D", "won", 100, 1, closed_on=20) | {"account_name": why} for why in names]
    changes = [row | {"account_name": why} for why, rows, _, _ in HISTORY for row in rows]
    for on, rows in [(40, deals), (41, changes)][:: -1 if first else 1]:
        load(shop, on, *rows, **how)
    found = shop.published()
    asked = found.query(
        "select account, lead_id, stage, day_from, day_to, told, counted_on"
        " from lead_stages join accounts using (account_key)"
    )
    told = {
        row[:3]: (*((d - day(1)).days + 1 for d in row[3:5]), row[5], (row[6] - day(1)).days + 1)
        for row in asked
    }
    for why, _, stage, wanted in HISTORY:
        assert told[why, "D", stage] == wanted, why
    assert not [key for key in told if key[1] == "E"]


@pytest.mark.slow
def test_a_history_settles_what_imports_only_saw(shop: Shop) -> None:
    """A deal without a close date is won between two imports; the history knows the day."""
    load(shop, 10, deal("D", "opportunity", 100, 2), platform="salesforce")
    load(shop, 30, deal("D", "won", 100, 2), platform="salesforce")
    assert stages(shop.published())["D", "won"] == (9, 30, False, 30)
    load(shop, 31, change("D", 17, "opportunity", "won"), platform="salesforce")
    found = shop.published()
    assert stages(found)["D", "won"] == (17, 17, True, 17)
    assert sums(found, "deals_won", "deal_amount_won", until=17) == (1, 100)
    assert found.query("select import_id from lead_stages where stage = 'won'") == [(3,)]
    shop.undo(3)
    assert stages(shop.published())["D", "won"] == (9, 30, False, 30)
