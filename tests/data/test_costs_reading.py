"""Cost, plan and rate sheets through the real reader, held against the numbers they came from."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.reader import read
from data.reading.sheets import wording
from data.reading.sheets.months import days, lacks_year, years
from data.report import Report
from data.schema import BOOKS
from tests.samples import make

pytestmark = pytest.mark.slow

FILES = Path(make.FILES)
GOLDEN = ".golden.json"
TODAY = date(2026, 11, 21)
SHEETS = ("costs", "plan", "rates")
COLUMNS = {
    "costs": (
        "account_name", "cost_platform", "category", "item", "amount", "amount_tax", "tax_basis",
    ),
    "plan": ("account_name", "plan_platform", "kpi", "budget", "reserve", "target"),
    "rates": ("account_name", "rate_currency", "rate_to", "rate"),
}  # fmt: skip


def cases() -> list[Any]:
    """Return (file, golden, answers) for every golden and every answered follow-up."""
    out = []
    for path in sorted(FILES.glob(f"*{GOLDEN}")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(GOLDEN)
        if wanted.get("book") in SHEETS:
            for case in (wanted, *wanted.get("then", ())):
                answers = case.get("answers", {})
                ident = "&".join([name, *(f"{k}={v}" for k, v in answers.items())])
                out.append(pytest.param(name, case, answers, id=ident))
    return out


CASES = cases()


def reading(tmp_path: Path, path: Path, answers: dict[str, str] | None = None) -> Report:
    """Read a sheet, and hold the report to what every report must do."""
    report = read(path, path.name, tmp_path / "1.parquet", answers or {}, today=TODAY)
    assert report.rows.closes
    assert Report.from_json(report.to_json()) == report
    assert all(p.rule.zh != p.rule.en for p in report.problems)
    return report


def loaded(tmp_path: Path, book: str) -> list[tuple[Any, ...]]:
    """Return the typed rows, decimals without empty places."""
    columns = ("day_from", "day_to", *COLUMNS[book])
    rows = duckdb.read_parquet(str(tmp_path / "1.parquet"))
    assert tuple(rows.columns) == BOOKS[book].columns
    return [tuple(map(plain, r)) for r in rows.project(", ".join(columns)).fetchall()]


def plain(value: Any) -> Any:
    """Return a value as goldens write it."""
    if isinstance(value, Decimal):
        return number(str(value))
    return None if value is None else str(value)


def number(text: str | None) -> str | None:
    """Return a decimal without empty places."""
    return None if text is None else format(Decimal(text).normalize(), "f")


@pytest.mark.parametrize(
    ("name", "wanted", "answers"), [c for c in CASES if c.values[1]["status"] == "parsed"]
)
def test_a_sheet_is_read_to_the_cent(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report = reading(tmp_path, FILES / name, answers)
    assert report.status == "parsed", [p.rule.en for p in report.problems]
    assert (report.format, report.book) == (wanted["format"], wanted["book"])
    assert (report.currency, report.questions) == (wanted.get("currency"), ())
    assert report.reconciled == wanted["reconciled"]
    texts = 2 + len(BOOKS[wanted["book"]].texts) - 1
    entries = (
        [tuple(e[:texts]) + tuple(map(number, e[texts:])) for e in wanted["entries"]]
        if wanted["book"] != "costs"
        else [(*e[:6], number(e[6]), number(e[7]), e[8]) for e in wanted["entries"]]
    )
    assert loaded(tmp_path, wanted["book"]) == entries
    check_rows(report, wanted)
    check_sums(report, wanted)


def check_rows(report: Report, wanted: dict[str, Any]) -> None:
    """Every record is accounted for as the generator counted it, and bad ones are named."""
    rows, told = wanted["rows"], report.to_json()["rows"]
    assert (told["loaded"], told["quarantined"]) == (rows["loaded"], rows["quarantined"])
    assert told["skipped"] == rows["skipped"]
    places = [{"row": p.row, "column": p.column, "value": p.value} for p in report.problems]
    assert places == wanted.get("bad", [])


def check_sums(report: Report, wanted: dict[str, Any]) -> None:
    """What was loaded adds up, and the file's own total is found where it has one."""
    if wanted["book"] == "costs":
        amounts = [Decimal(e[6]) for e in wanted["entries"]]
        assert report.sums["amount"].loaded == sum(amounts)
        assert number(plain(report.sums["amount"].file_total)) == number(wanted["file_total"])


@pytest.mark.parametrize(
    ("name", "wanted", "answers"), [c for c in CASES if c.values[1]["status"] == "rejected"]
)
def test_a_total_that_does_not_agree_loads_nothing(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report = reading(tmp_path, FILES / name, answers)
    assert (report.status, report.rows.loaded) == ("rejected", 0)
    said = " ".join(p.rule.en for p in report.problems)
    assert [w for w in wanted["says"] if w not in said] == []
    assert report.reconciled == wanted.get("reconciled")
    assert [p.row for p in report.problems] == wanted.get("where", [None])


@pytest.mark.parametrize(
    ("name", "wanted", "answers"), [c for c in CASES if c.values[1]["status"] == "needs_answer"]
)
def test_what_only_a_person_knows_is_asked(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report = reading(tmp_path, FILES / name, answers)
    assert report.status == "needs_answer"
    assert [q.key for q in report.questions] == wanted["questions"]


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
@settings(max_examples=40, deadline=None)
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


MONTHS: list[tuple[str, str | None]] = [
    ("2026/9", "2026-09-01 2026-09-30"),
    ("2026-09", "2026-09-01 2026-09-30"),
    ("２０２６年９月份", "2026-09-01 2026-09-30"),
    ("202609", "2026-09-01 2026-09-30"),
    ("115年9月", "2026-09-01 2026-09-30"),
    ("115/09", "2026-09-01 2026-09-30"),
    ("民國 115 年 2 月", "2026-02-01 2026-02-28"),
    ("113/02/29", "2024-02-29 2024-02-29"),
    ("Sep-26", "2026-09-01 2026-09-30"),
    ("September 2026", "2026-09-01 2026-09-30"),
    ("2026 第三季", "2026-07-01 2026-09-30"),
    ("2026Q3", "2026-07-01 2026-09-30"),
    ("2026/9/1~9/30", "2026-09-01 2026-09-30"),
    ("2026/12/16 至 2027/1/15", "2026-12-16 2027-01-15"),
    ("2026/9/30 - 2026/9/1", None),
    ("9月", None),  # of which year?
    ("2026.1", None),  # January, or October as Excel writes 2026.10
    ("2026/13", None),
    ("2026/2/30", None),
    ("9/5/2026", None),  # the whole column decides
    ("46266", None),
    ("Marketing", None),
    ("", None),
]


@pytest.mark.parametrize(("cell", "wanted"), MONTHS)
def test_which_days_a_cell_names(cell: str, wanted: str | None) -> None:
    found = days(cell)
    assert (f"{found[0]} {found[1]}" if found else None) == wanted


@pytest.mark.parametrize("cell", ["9月", "九月", "十二月", "Sep", "September", "1月~3月"])
def test_months_that_lack_their_year(cell: str) -> None:
    assert lacks_year(cell) and days(cell) is None
    assert days(cell, 2026) is not None


YEARS = [
    (("2026 行銷費用", "單位：元"), {2026}),
    (("民國115年度",), {2026}),
    (("2025–2026 費用",), {2025, 2026}),
    (("費用", "製表日期：2025/01/03"), set()),
    (("電話 02-20261234",), set()),
]


@pytest.mark.parametrize(("lines", "wanted"), YEARS)
def test_which_year_titles_name(lines: tuple[str, ...], wanted: set[int]) -> None:
    assert years(lines) == wanted


MEDIA = [
    ("", "Google 廣告費", ("google_ads", "media")),
    ("廣告費", "FB 貼文推廣", ("meta_ads", "media")),
    ("廣告費", "捷運燈箱", (None, "media")),
    ("媒體", "Google 代操服務費", ("google_ads", "媒體")),
    ("", "FB 代操服務費", ("meta_ads", "未分類")),
    ("軟體", "Google Workspace 月費", (None, "軟體")),
    ("", "Google廣告費", ("google_ads", "media")),
    ("", "IG廣告投放", ("meta_ads", "media")),
    ("", "big ads studio 製作費", (None, "未分類")),
    ("", "Meta ad spend", ("meta_ads", "media")),
]


@pytest.mark.parametrize(("named", "item", "wanted"), MEDIA)
def test_media_is_told_from_fees(named: str, item: str, wanted: tuple[str | None, str]) -> None:
    assert (wording.platform("", item, named), wording.category(named, item)) == wanted


LABELS = [
    ("小計", True), ("代理商小計", True), ("合計（未稅）", True), ("Total", True),
    ("Sub-total", True), ("Grand total", True), ("總 計", True), ("Total Recall", False),
    ("會計顧問", False), ("統計", False),
]  # fmt: skip


@pytest.mark.parametrize(("label", "wanted"), LABELS)
def test_which_labels_are_totals(label: str, wanted: bool) -> None:
    assert wording.is_total(label) is wanted


def sheet(tmp_path: Path, *lines: str, **answers: str) -> Report:
    """Read lines of CSV as a sheet."""
    path = tmp_path / "sheet.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return reading(tmp_path, path, answers)


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


def test_one_currency_has_one_rate_a_day(tmp_path: Path) -> None:
    lines = ["日期,幣別,匯率", "2026-09-01,USD,31.2", "2026-09-01,USD,31.20", "2026-09,USD,31"]
    assert sheet(tmp_path, *lines).status == "parsed"
    report = sheet(tmp_path, *lines, "2026/9/1,usd,31.3")
    assert (report.status, report.problems[0].row) == ("rejected", 5)
    assert "31.2 and 31.3" in report.problems[0].rule.en


def test_spent_or_planned_is_asked_where_no_word_tells(tmp_path: Path) -> None:
    lines = ("2026 行銷,7月,8月", "KOL,100,200")
    report = sheet(tmp_path, *lines)
    assert [(q.key, [c for c, _ in q.choices]) for q in report.questions] == [
        ("format", ["generic.costs", "generic.plan"])
    ]
    assert sheet(tmp_path, *lines, format="generic.plan").book == "plan"
    assert sheet(tmp_path, *lines, format="generic.costs").book == "costs"


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


def test_a_list_without_a_basis_says_what_is_assumed(tmp_path: Path) -> None:
    report = sheet(tmp_path, "日期,項目,金額", "2026/9/1,素材,100")
    assert (report.status, report.questions) == ("parsed", ())
    assert any("by custom it is taken as not" in w.en for w in report.warnings)
    told = sheet(tmp_path, "日期,項目,金額（未稅）", "2026/9/1,素材,100")
    assert not any("by custom" in w.en for w in told.warnings)
