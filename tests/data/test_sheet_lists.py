"""Lists of costs, rates and targets: one record, one entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.sheets import loaded, sheet

pytestmark = pytest.mark.slow


def test_of_two_amounts_the_one_without_tax_is_the_amount(tmp_path: Path) -> None:
    report = sheet(tmp_path, "日期,項目,含稅金額,未稅金額", "2026/9/1,素材,105,100")
    assert report.status == "parsed"
    (row,) = loaded(tmp_path, "costs")
    assert row[6:] == ("100", "5", "excluded")


def test_a_month_that_excel_made_a_day_is_a_month(tmp_path: Path) -> None:
    sheet(tmp_path, "月份,項目,金額", "2026-09-01,代操,100", "2026-08-15,素材,5")
    days_of = [r[:2] for r in loaded(tmp_path, "costs")]
    assert days_of == [("2026-09-01", "2026-09-30"), ("2026-08-15", "2026-08-15")]
    sheet(tmp_path, "日期,項目,金額", "2026-09-01,代操,100")
    assert loaded(tmp_path, "costs")[0][:2] == ("2026-09-01", "2026-09-01")


DATED = [
    # a subtotal with its month beside it is no entry; nor is a dated tax row
    (("2026/9,代操,100", "2026/9,素材,50", "2026/9,小計,150"), ["100", "50"], [None, None]),
    (("2026/9,代操,100", "2026/9,素材,60", "2026/9,營業稅,8"), ["100", "60"], ["5", "3"]),
    (("2026/9,代操,100", "2026/9,營業稅,80"), ["100", "0"], [None, "80"]),
]


@pytest.mark.parametrize(("lines", "amounts", "taxes"), DATED)
def test_totals_and_tax_with_a_date_are_no_costs(
    tmp_path: Path, lines: tuple[str, ...], amounts: list[str], taxes: list[str | None]
) -> None:
    report = sheet(tmp_path, "月份,項目,金額", *lines)
    assert (report.status, report.rows.quarantined) == ("parsed", 0)
    found = loaded(tmp_path, "costs")
    assert ([r[6] for r in found], [r[7] for r in found]) == (amounts, taxes)
    assert {r[0] for r in found} == {"2026-09-01"}


def test_a_sheet_of_one_month_says_it_in_its_title(tmp_path: Path) -> None:
    lines = ("廠商,項目,金額", "大樹,代操,100", "小計,,100")
    assert sheet(tmp_path, "115年9月 行銷費用明細", *lines).status == "parsed"
    assert loaded(tmp_path, "costs")[0][:2] == ("2026-09-01", "2026-09-30")
    for title in ("行銷費用明細", "2026/8 與 2026/9 費用"):
        report = sheet(tmp_path, title, *lines)
        assert report.status == "rejected"
        assert "does not name one month" in report.problems[0].rule.en


def test_days_that_read_two_ways_are_asked(tmp_path: Path) -> None:
    lines = ("日期,項目,金額", "5/9/2026,素材,100", "6/9/2026,素材,100")
    assert [q.key for q in sheet(tmp_path, *lines).questions] == ["date_order"]
    assert sheet(tmp_path, *lines, date_order="dmy").status == "parsed"
    assert loaded(tmp_path, "costs")[0][:2] == ("2026-09-05", "2026-09-05")


def test_one_currency_has_one_rate_a_day(tmp_path: Path) -> None:
    lines = ["日期,幣別,匯率", "2026-09-01,USD,31.2", "2026-09-01,USD,31.20", "2026-09,USD,31"]
    assert sheet(tmp_path, *lines).status == "parsed"
    report = sheet(tmp_path, *lines, "2026/9/1,usd,31.3")
    assert (report.status, report.problems[0].row) == ("rejected", 5)
    assert "31.2 and 31.3" in report.problems[0].rule.en


def test_a_note_below_is_no_entry_whatever_column_it_stands_in(tmp_path: Path) -> None:
    lines = ("日期,項目,金額", "2026/9/1,素材,100", ",,", "請於月底前付款,,", ",謝謝,")
    report = sheet(tmp_path, *lines)
    assert (report.status, report.rows.loaded, report.rows.quarantined) == ("parsed", 1, 0)
    assert (report.rows.skipped.blank, report.rows.skipped.footer) == (1, 2)


def test_a_cell_beyond_the_header_holds_its_row_back(tmp_path: Path) -> None:
    lines = ("日期,項目,金額", "2026/9/1,素材,100", "2026/9/2,素材,1,200")
    report = sheet(tmp_path, *lines, quarantine="load")
    assert (report.rows.loaded, report.rows.quarantined) == (1, 1)
    assert (report.problems[0].row, report.problems[0].value) == (3, "200")


def test_a_list_without_a_basis_says_what_is_assumed(tmp_path: Path) -> None:
    report = sheet(tmp_path, "日期,項目,金額", "2026/9/1,素材,100")
    assert (report.status, report.questions) == ("parsed", ())
    assert any("by custom it is taken as not" in w.en for w in report.warnings)
    told = sheet(tmp_path, "日期,項目,金額（未稅）", "2026/9/1,素材,100")
    assert not any("by custom" in w.en for w in told.warnings)


SIGNED = [
    # (amounts, currency of the sheet, what is read, rows set aside as foreign)
    (["NT$1,234元", "(500元)", "-NT$5"], "TWD", ["1234", "-500", "-5"], 0),
    (["ＮＴ＄１，２３４", "NT$-5", "＄５"], "TWD", ["1234", "-5", "5"], 0),
    (["¥1,234", "￥5", "JPY 7"], "JPY", ["1234", "5", "7"], 0),
    (["$1,234", "5元", "7"], None, ["1234", "5", "7"], 0),
    (["¥1,234", "5", "7"], None, ["1234", "5", "7"], 0),
    (["NT$100", "¥5", "7 TWD"], "TWD", ["100", "7"], 1),
    (["NT$100", "€5", "TWD 7"], "TWD", ["100", "7"], 1),
    (["美金100元", "NT$5", "US$7"], "USD", ["100", "7"], 1),
]


@pytest.mark.parametrize(("amounts", "code", "read", "foreign"), SIGNED)
def test_signs_beside_the_amounts_of_a_list(
    tmp_path: Path, amounts: list[str], code: str | None, read: list[str], foreign: int
) -> None:
    lines = [f'2026/9/{n},素材,"{amount}"' for n, amount in enumerate(amounts, 1)]
    report = sheet(tmp_path, "日期,項目,金額", *lines, quarantine="load")
    assert (report.status, report.currency) == ("parsed", code)
    assert [r[6] for r in loaded(tmp_path, "costs")] == read
    assert report.rows.quarantined == foreign


@pytest.mark.parametrize(("sign", "meant"), [("$", "USD"), ("¥", "JPY"), ("￥", "CNY")])
def test_what_a_shared_sign_can_mean_is_not_lost(tmp_path: Path, sign: str, meant: str) -> None:
    report = sheet(tmp_path, "日期,項目,金額", f"2026/9/1,素材,{sign}5", "2026/9/2,素材,6")
    assert report.currency is None and meant in report.currencies
    assert "EUR" not in report.currencies
