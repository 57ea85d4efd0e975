"""An unknown table sketched: its header, its columns, and what they may stand for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from data.mapping import guess
from data.mapping.sketch import Heading, Shape, Sketch
from data.reading.sketch import sketch
from tests.data.reports import reading, rows
from tests.data.unlisted import HEAD, MAP, ROWS, mapping, sketched, text


@pytest.mark.parametrize(
    ("lines", "row", "headers"),
    [
        # a title and notes above
        (("在地聯播網日報", "客戶：示範,製表：媒體部", "", HEAD, *ROWS), 4, HEAD.split(",")),
        # headers twice, headers without a name
        (("日,金額,金額,,", "2026/1/5,1,2,x,3"), 1, ["日", "金額", "金額", "", ""]),
        # a line break within a header
        (('日,"走期\n名稱",曝光數', "2026/1/5,春季,9"), 1, ["日", "走期\n名稱", "曝光數"]),
        # a day, a number and a long number are no headers
        (("2026/1/5,1,a", "走期,曝光數,備用", "春季,9,x"), 2, ["走期", "曝光數", "備用"]),
        ((f"{HEAD},{','.join(f'n{i}' for i in range(195))}",
          f"2026/1/5,春季,1,2,3{',7' * 195}"), 1, None),
    ],
    ids=["title above", "twice and nameless", "line break", "figures above", "200 columns"],
)  # fmt: skip
def test_the_header_is_found(
    tmp_path: Path, lines: tuple[str, ...], row: int, headers: list[str] | None
) -> None:
    heading = sketched(tmp_path, *lines).headings[0]
    assert heading.row == row
    assert len(heading.columns) == 200 if headers is None else list(heading.headers) == headers


def test_two_rows_that_may_be_the_header_are_both_offered(tmp_path: Path) -> None:
    lines = ("日,檔期,曝光,點閱,花掉", "Tag,Flight,Views,Taps,Paid", "2026/1/5,春季,9,2,3")
    found = sketched(tmp_path, *lines)
    assert sorted(h.row for h in found.headings) == [1, 2]


@pytest.mark.parametrize(
    "lines",
    [
        ("今天天氣很好", "明天也是"),
        ("<html>", "<p>hello, world</p>"),
        ("1,2,3", "4,5,6"),
        ("姓名,王小明,0912345678", "李大同,a@example.com,1"),
        ("",),
    ],
    ids=["prose", "a web page", "figures only", "people without a header", "nothing"],
)
def test_what_is_no_table_is_not_offered(tmp_path: Path, lines: tuple[str, ...]) -> None:
    report = reading(tmp_path, text(*lines))
    assert report.status == "rejected" and report.sketch is None


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (("# Row Type,Action,Campaign", "x,y,z"), "a bulk sheet"),
        (("Campaign,Day,Clicks,Cost,Search keyword", "a,2026-01-01,1,2,x"), "a finer report"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_what_is_known_and_not_read_is_not_offered(
    tmp_path: Path, lines: tuple[str, ...], what: str
) -> None:
    report = reading(tmp_path, text(*lines))
    assert (report.status, report.sketch) == ("rejected", None), what


def test_a_known_report_whose_column_has_a_strange_name_is_offered(tmp_path: Path) -> None:
    head = "Campagne,Day,Clicks,Impr.,Cost,Currency code"
    heading = sketched(tmp_path, head, "Brand,2026-01-05,1,9,3.50,TWD").headings[0]
    assert guess.book(heading) == "ads" and guess.platform(heading, "ads") == "google_ads"
    assert guess.guesses(heading, "ads")[0] == "campaign"


@pytest.mark.parametrize(
    ("header", "cells", "shape"),
    [
        ("日期", ["2026/01/05", "2026/1/6"], Shape.DAY),
        ("日期", ["115年1月5日", "115/01/06"], Shape.DAY),
        ("日期", ["05/01/2026", "20260105"], Shape.DAY),
        ("月份", ["2026-01", "2026-02"], Shape.DAY),
        ("花費", ["NT$1,200", "NT$3"], Shape.MONEY),
        ("花費", ["1,200.50", "3"], Shape.MONEY),
        ("點擊", ["1,200", "--", "３"], Shape.COUNT),
        ("單號", ["AB-2026011", "AB-2026012"], Shape.ID),
        ("走期", ["春季", "夏季"], Shape.TEXT),
        ("走期", ["", "--"], Shape.BLANK),
        ("買家", ["王小明", "李大同"], Shape.PERSONAL),
        ("收件人姓名", ["1", "2"], Shape.PERSONAL),
        ("x", ["a@example.com", "b"], Shape.PERSONAL),
        ("x", ["0912-345-678", "1"], Shape.PERSONAL),
        ("x", ["A123456789", "1"], Shape.PERSONAL),
    ],
    ids=str,
)
def test_what_the_cells_of_a_column_look_like(header: str, cells: list[str], shape: Shape) -> None:
    drawn = sketch([[header, "曝光"], *([c, "9"] for c in cells)])
    assert drawn and drawn.headings[0].columns[0].shape is shape
    assert (drawn.headings[0].columns[0].samples == ()) is (shape in (Shape.PERSONAL, Shape.BLANK))


def test_a_table_about_people_shows_only_figures_and_safe_words(tmp_path: Path) -> None:
    head = "訂單代號,成立日,收件人,暱稱,狀態,贈言,總額元"
    line = "A{n},2026/1/{n},王小明,小花,已付款,給媽媽,{n}00"
    lines = [line.format(n=n) for n in range(1, 9)]
    found = sketched(tmp_path, head, *lines).headings[0]
    shown = {c.header for c in found.columns if c.samples}
    assert shown == {"成立日", "狀態", "總額元"}
    assert not {"王小明", "小花", "給媽媽"} & {s for c in found.columns for s in c.samples}


@pytest.mark.parametrize(
    ("headers", "cells", "book", "expected"),
    [
        (HEAD, "2026/1/5,春季,9,2,NT$3", "ads", list(MAP.values())),
        # means and rates are no figures
        ("日期,點擊率,平均費用,曝光數", "2026/1/5,1.2%,3.5,9", "ads",
         ["day", "", "", "impressions"]),
        # a column of one name is taken once
        ("日期,費用,費用", "2026/1/5,3.5,4.5", "ads", ["day", "cost", ""]),
        # another book's word stays out
        ("日期,訂單編號,曝光數", "2026/1/5,A1234567,9", "ads", ["day", "", "impressions"]),
        ("日期,科目,應付金額", "2026/1/5,製作,9,000", "costs", ["day", "category", "amount"]),
        ("訂單代碼,成立時間,實收金額,會員編號", "A1234567,2026/1/5,9.5,77", "orders",
         ["order_id", "day", "total", "member"]),
        ("Datum,Visits,Pageviews", "2026-01-05,7,9", "web", ["day", "sessions", "views"]),
        # what it is called like is not enough: the cells must be able to be it
        ("日期,曝光數,點閱", "2026/1/5,很多,3", "ads", ["day", "", "clicks_all"]),
        # days named like nothing known
        ("觀測點,曝光數", "2026/1/5,9", "ads", ["day", "impressions"]),
    ],
    ids=str,
)  # fmt: skip
def test_columns_are_guessed(headers: str, cells: str, book: str, expected: list[str]) -> None:
    drawn = sketch([headers.split(","), cells.split(",", headers.count(","))])
    assert drawn
    found = guess.guesses(drawn.headings[0], book)
    assert [found.get(i, "") for i in range(len(expected))] == expected


@pytest.mark.parametrize(
    ("headers", "cells", "book"),
    [
        (HEAD, "2026/1/5,春季,9,2,NT$3", "ads"),
        ("訂單編號,訂單日期,訂單狀態,實付總額", "A1,2026/1/5,完成,9", "orders"),
        ("日期,工作階段,瀏覽,使用者", "2026/1/5,1,2,3", "web"),
        ("日期,廠商,科目,稅額,請款金額", "2026/1/5,甲,製作,5,100", "costs"),
    ],
)
def test_the_book_is_guessed(headers: str, cells: str, book: str) -> None:
    drawn = sketch([headers.split(","), cells.split(",")])
    assert drawn and guess.book(drawn.headings[0]) == book


def test_the_sheet_of_a_workbook_that_holds_a_table_is_offered_and_read(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    table = [["說明"], MAP.keys(), [date(2026, 1, 5), "春季", 1000, 10, 120.5]]
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as made:
        made.add_worksheet("封面").write_row(0, 0, ["日報", "示範"])
        sheet = made.add_worksheet("明細")
        for at, cells in enumerate(table):
            sheet.write_row(at, 0, list(cells))
    report = reading(tmp_path, path.read_bytes())
    drawn = Sketch.from_json(report.sketch or {})
    assert (drawn.sheet, drawn.headings[0].row) == ("明細", 2)
    told = {"currency": "TWD"}
    report = reading(tmp_path, path.read_bytes(), told, mappings=[mapping()])
    assert report.status == "parsed", report.problems
    assert rows(tmp_path, "day_from, cost") == [(date(2026, 1, 5), Decimal("120.5"))]


@pytest.mark.parametrize(("n", "offered"), [(200, True), (201, False)])
def test_a_header_is_no_prose(tmp_path: Path, n: int, offered: bool) -> None:
    report = reading(tmp_path, text(f"走期,{'長' * n}", "春季,9"))
    assert (report.sketch is not None) is offered


def test_a_heading_knows_its_headers() -> None:
    assert Heading(1, ()).headers == ()
