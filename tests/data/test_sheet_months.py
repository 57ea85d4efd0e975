"""Sheets with months side by side: groups, subtotals, tax, and money nobody can place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.sheets import loaded, sheet

pytestmark = pytest.mark.slow


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    """Draw a sheet of months with groups, subtotals, tax rows and a total, all of them right."""
    months = draw(st.integers(1, 6))
    amounts = st.lists(
        st.integers(-999, 99_999).map(str) | st.just(""), min_size=months, max_size=months
    )
    table = [["類別", "費用項目", *(f"2026/{m}" for m in range(1, months + 1))]]
    net = [0] * months
    tax = [Decimal(0)] * months
    for group in range(draw(st.integers(1, 3))):
        block = draw(st.lists(amounts.filter(any), min_size=1, max_size=3))
        table += [
            [f"組{group}" if n == 0 else "", f"項{group}{n}", *b] for n, b in enumerate(block)
        ]
        sums = [sum(int(b[m] or 0) for b in block) for m in range(months)]
        net = [a + b for a, b in zip(net, sums, strict=True)]
        table.append(["小計", "", *map(str, sums)])
        if draw(st.booleans()):
            taxes = [Decimal(s) * Decimal("0.05") for s in sums]
            tax = [a + b for a, b in zip(tax, taxes, strict=True)]
            table.append(["營業稅", "", *map(str, taxes)])
    table.append(["總計", "", *(str(n + t) for n, t in zip(net, tax, strict=True))])
    return table


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(sheets(), st.data())
def test_nothing_is_lost_or_counted_twice(table: list[list[str]], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        report = sheet(Path(folder), *map(",".join, table))
        cells = [c for r in table[1:] if r[1] for c in r[2:] if c]
        assert (report.status, report.reconciled) == ("parsed", True), report.problems
        assert report.sums["amount"].loaded == sum(map(int, cells))
        taxes = [Decimal(c) for r in table if r[0] == "營業稅" for c in r[2:]]
        stated = report.sums.get("amount_tax")
        assert (stated.loaded if stated else 0) == sum(taxes)
        standing = sum(1 for r in loaded(Path(folder), "costs") if r[4] == "稅")
        assert report.rows.loaded == len(cells) + standing
        row, column = (
            data.draw(st.integers(1, len(table) - 1)),
            data.draw(st.integers(2, len(table[0]) - 1)),
        )
        if table[row][column]:
            changed = [list(r) for r in table]
            changed[row][column] = str(Decimal(changed[row][column]) + 1000)
            wrong = sheet(Path(folder), *map(",".join, changed))
            assert (wrong.status, wrong.rows.loaded) == ("rejected", 0)


def test_names_of_groups_carry_down_and_end_at_a_subtotal(tmp_path: Path) -> None:
    report = sheet(
        tmp_path,
        "2026 費用,項目,9月",
        "代理商,服務費,100",
        ",設定費,50",
        ",小計,150",
        ",雜支,7",
        "類別,項目,9月",
        "工具,Figma,5",
    )
    assert (report.status, report.rows.skipped.preamble) == ("parsed", 2)
    assert [r[4] for r in loaded(tmp_path, "costs")] == ["代理商", "代理商", "未分類", "工具"]


def test_a_bad_cell_is_named_where_it_stands(tmp_path: Path) -> None:
    cells = ",".join(["100"] * 30)
    months = ",".join(f"{2024 + m // 12}/{m % 12 + 1}" for m in range(30))
    report = sheet(
        tmp_path, "行銷費用", f"項目,{months}", f"代操,{cells}", f"工具,待確認{cells[3:]}"
    )
    assert (report.status, report.rows.loaded) == ("parsed", 59)
    (problem,) = report.problems
    assert (problem.row, problem.column, problem.value) == (4, "2024/1", "待確認")
    aside = (tmp_path / "1.quarantine.csv").read_text(encoding="utf-8-sig")
    assert "原始列" in aside and ",4,2024/1" in aside


def test_a_number_in_a_column_of_notes_is_a_note(tmp_path: Path) -> None:
    lines = ("項次,費用項目,2026/7,合計,占比,發票號碼", "1,代操,100,100,50,12345678")
    report = sheet(tmp_path, *lines)
    assert (report.status, report.rows.loaded, report.reconciled) == ("parsed", 1, True)


STRUCTURE = [
    ("項目,2026/7,2026/8,\n代操費,1,2,55", 2, "headed by no month"),
    ("項目,2026/7,2026/8\n代操費,1,2\n,7,2", 3, "no name"),
    ("費用項目,2026/7,合計\n代操,1,1\n年費,,12000", 3, "months of this row sum to 0"),
]


@pytest.mark.parametrize(("text", "row", "says"), STRUCTURE)
def test_money_nobody_can_place_refuses_the_sheet(
    tmp_path: Path, text: str, row: int, says: str
) -> None:
    report = sheet(tmp_path, *text.split("\n"))
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    assert says in report.problems[0].rule.en
    assert report.problems[0].row == row


def test_spent_or_planned_is_asked_where_no_word_tells(tmp_path: Path) -> None:
    lines = ("2026 行銷,7月,8月", "KOL,100,200")
    report = sheet(tmp_path, *lines)
    assert [(q.key, [c for c, _ in q.choices]) for q in report.questions] == [
        ("format", ["generic.costs", "generic.plan"])
    ]
    assert sheet(tmp_path, *lines, format="generic.plan").book == "plan"
    assert sheet(tmp_path, *lines, format="generic.costs").book == "costs"


def test_a_sheet_of_targets_holds_no_budget(tmp_path: Path) -> None:
    report = sheet(
        tmp_path, "2027 KPI 目標,1月,2月", "CAC,600,580", "整體 ROAS,3,3.125", "合計,603,583.125"
    )
    assert (report.status, report.book, report.reconciled) == ("parsed", "plan", True)
    assert [r[4:] for r in loaded(tmp_path, "plan")] == [
        ("CAC", None, None, "600"),
        ("CAC", None, None, "580"),
        ("整體 ROAS", None, None, "3"),
        ("整體 ROAS", None, None, "3.125"),
    ]


HEADS = [
    ("項目,2026-07-31,2026-08-31", "2026-08-01 2026-08-31"),  # ends of months
    ("項目,Jul-26,Aug-26", "2026-08-01 2026-08-31"),
    ("項目,2026-08-01,2026-08-02", None),  # days are no months
    ("匯率項目,2026/7,2026/8", None),
    ("項目,2026/7,2026/7", None),
]


@pytest.mark.parametrize(("header", "wanted"), HEADS)
def test_which_headers_are_months(tmp_path: Path, header: str, wanted: str | None) -> None:
    report = sheet(tmp_path, header, "代操費,100,200")
    assert report.status == ("parsed" if wanted else "rejected")
    if wanted:
        assert " ".join(loaded(tmp_path, "costs")[1][:2]) == wanted


def test_an_amount_too_large_to_keep_is_held_back(tmp_path: Path) -> None:
    huge = "9" * 40
    report = sheet(
        tmp_path, "費用項目,2026/7,2026/8", f"代操費,{huge},5", "營業稅,0,0", quarantine="load"
    )
    assert (report.rows.loaded, report.rows.quarantined) == (1, 1)
    assert (report.problems[0].row, report.problems[0].column) == (2, "2026/7")


def test_amounts_that_cancel_out_carry_no_tax(tmp_path: Path) -> None:
    lines = ("費用項目,2026/7", "代操費,100", "代操費折讓,-100", "營業稅,0", "合計,0")
    assert sheet(tmp_path, *lines).status == "parsed"


def test_money_in_its_own_sign_is_its_currency(tmp_path: Path) -> None:
    report = sheet(tmp_path, "項目,2026/7,2026/8", "代操費,US$1000,US$2000.50")
    assert (report.status, report.currency) == ("parsed", "USD")
    assert [r[6] for r in loaded(tmp_path, "costs")] == ["1000", "2000.5"]
