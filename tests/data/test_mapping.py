"""A table of no known format: sketched, guessed, mapped, and recognised the next time."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data import guess, mappings
from data.journal import JournalRow
from data.mapping import ColumnMapping, MappedColumn, choices, faults, lacking, missing
from data.reading.sketch import sketch
from data.report import Report
from data.schema import BOOKS
from data.sketch import Heading, Shape, Sketch
from data.state import State
from tests.data.reports import reading, rows

HEAD = "日期,走期名稱,曝光數,點擊數,廣告費用"
ROWS = ('2026/01/05,春季,"1,000",10,NT$120', '2026/01/06,春季,900,9,"NT$1,100"')
MAP = {"日期": "day", "走期名稱": "campaign", "曝光數": "impressions", "點擊數": "clicks_all",
       "廣告費用": "cost"}  # fmt: skip


def text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def mapping(columns: dict[str, str] | None = None, **more: Any) -> ColumnMapping:
    """Return a mapping of a local ad network's table, by its headers."""
    told = {"key": "local", "name": "在地聯播網", "book": "ads", "platform": "other_ads"}
    found = tuple(MappedColumn(h, f) for h, f in (MAP if columns is None else columns).items())
    return ColumnMapping(**{**told, "columns": found, "account": "在地聯播網", **more})


def sketched(tmp_path: Path, *lines: str) -> Sketch:
    report = reading(tmp_path, text(*lines))
    assert report.status == "rejected" and report.sketch
    return Sketch.from_json(json.loads(json.dumps(report.to_json()))["sketch"])


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


# -- reading by a mapping -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, *ROWS),
        ("日報", "客戶：示範", "", HEAD, *ROWS),
        # another order, and a column nobody mapped
        ("走期名稱,備註,日期,廣告費用,點擊數,曝光數",
         "春季,x,2026/01/05,NT$120,10,\"1,000\"", "春季,,2026/01/06,\"NT$1,100\",9,900"),
        # spelled in other letters and spaces
        (" 日期 ,走期名稱,曝光數,點擊數,廣告費用（TWD）", *ROWS),
    ],
    ids=["as mapped", "below a title", "other order", "other letters"],
)  # fmt: skip
def test_a_mapping_reads_the_next_file(tmp_path: Path, lines: tuple[str, ...]) -> None:
    report = reading(tmp_path, text(*lines), mappings=[mapping()])
    assert (report.status, report.problems, report.format) == ("parsed", (), "mapped.local")
    assert (report.platform, report.book, report.level) == ("other_ads", "ads", 1)
    assert (report.accounts, report.currency) == (("在地聯播網",), "TWD")
    assert report.sketch is None
    assert rows(tmp_path, "campaign, impressions, clicks_all, cost") == [
        ("春季", 1000, 10, Decimal(120)),
        ("春季", 900, 9, Decimal(1100)),
    ]


def test_the_second_of_two_columns_of_one_name(tmp_path: Path) -> None:
    columns = (MappedColumn("日", "day"), MappedColumn("金額", "cost", 2))
    report = reading(
        tmp_path,
        text("日,金額,金額", "2026/01/05,5,7"),
        mappings=[ColumnMapping("k", "雙欄", "ads", "other_ads", columns, "甲")],
    )
    assert report.status == "parsed", report.problems
    assert rows(tmp_path, "cost, campaign, account_name") == [(Decimal(7), "甲", "甲")]


def test_a_column_without_a_header(tmp_path: Path) -> None:
    columns = (MappedColumn("日", "day"), MappedColumn("", "clicks_all", 2))
    made = ColumnMapping("k", "無題", "ads", "other_ads", columns, "甲")
    report = reading(tmp_path, text("日,,", "2026/01/05,5,7"), mappings=[made])
    assert report.status == "parsed", report.problems
    assert rows(tmp_path, "clicks_all") == [(7,)]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    lines = (HEAD.replace("點擊數", "點閱數"), *ROWS)
    report = reading(tmp_path, text(*lines), mappings=[mapping()])
    assert report.status == "rejected" and report.sketch
    (problem,) = report.problems
    assert "在地聯播網" in problem.rule.zh and "點擊數" in problem.rule.zh
    assert "點擊數" in problem.rule.en and "map the columns" in problem.mend.en


def test_a_file_that_has_little_of_it_is_unknown(tmp_path: Path) -> None:
    report = reading(tmp_path, text("日期,客訴,處理", "2026/01/05,3,2"), mappings=[mapping()])
    assert "在地聯播網" not in report.problems[0].rule.zh


@pytest.mark.parametrize(
    ("others", "head", "codes"),
    [
        ([mapping(key="b", name="乙")], HEAD, ["mapped.local", "mapped.b"]),
        # a declared format fits as well
        ([], f"{HEAD},Campaign,Day,Clicks", ["mapped.local", "google_ads.campaign"]),
    ],
    ids=["two mappings", "a platform's own"],
)
def test_two_that_fit_are_asked_about(
    tmp_path: Path, others: list[ColumnMapping], head: str, codes: list[str]
) -> None:
    lines = text(head, *(f"{r},Brand,2026-01-05,4" if "Day" in head else r for r in ROWS))
    report = reading(tmp_path, lines, mappings=[mapping(), *others])
    (question,) = report.questions
    assert (question.key, [c for c, _ in question.choices]) == ("format", codes)
    for code in codes:
        answer = {"format": code, "currency": "TWD"}
        read = reading(tmp_path, lines, answer, mappings=[mapping(), *others])
        assert read.format == code


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ((HEAD, "05/01/2026,春季,1,2,3", "06/02/2026,春季,1,2,3"), "date_order"),
        ((HEAD, "2026/01/05,春季,1,2,3.000"), "decimal"),
    ],
)
def test_what_reads_two_ways_is_still_asked(
    tmp_path: Path, lines: tuple[str, ...], key: str
) -> None:
    report = reading(tmp_path, text(*lines), mappings=[mapping()])
    assert [q.key for q in report.questions] == [key]


def test_days_in_two_orders_refuse_the_file(tmp_path: Path) -> None:
    lines = text(HEAD, "25/01/2026,春季,1,2,3", "01/26/2026,春季,1,2,3")
    report = reading(tmp_path, lines, mappings=[mapping()])
    assert report.status == "rejected" and report.problems[0].column == "日期"


def test_a_total_below_is_held_against_the_rows(tmp_path: Path) -> None:
    report = reading(tmp_path, text(HEAD, *ROWS, "合計,,1900,19,1220"), mappings=[mapping()])
    assert report.rows.skipped.totals == 1 and report.rows.loaded == 2


@pytest.mark.parametrize(
    ("cells", "reconciled"), [(("10", '"1,000"', "5.50"), True), (("10", "1000", "9.99"), False)]
)
def test_a_platforms_own_total_is_still_its_total(
    tmp_path: Path, cells: tuple[str, ...], reconciled: bool
) -> None:
    told = {"Campagne": "campaign", "Day": "day", "Clicks": "clicks_all", "Impr.": "impressions",
            "Cost": "cost", "Currency code": "currency"}  # fmt: skip
    made = mapping(told, platform="google_ads")
    lines = text(
        ",".join(told), "Brand,2026-01-05,4,400,2.50,TWD", "Brand,2026-01-06,6,600,3.00,TWD",
        f"Total: Campaigns, --,{','.join(cells)},TWD",
    )  # fmt: skip
    report = reading(tmp_path, lines, mappings=[made])
    assert (report.status == "parsed", report.reconciled) == (reconciled, reconciled)
    assert report.rows.skipped.totals == 1


def test_orders_of_ones_own_key_people_and_keep_no_other_column(tmp_path: Path) -> None:
    told = {"單號": "order_id", "成立": "day", "處理": "status", "實收": "total", "信": "email"}
    made = mapping(told, book="orders", platform="shop", account="")
    lines = text(
        "單號,成立,處理,實收,信,收件人",
        "A1,2026/01/05 13:00,已完成,NT$900,a@example.com,王小明",
        "A2,2026/01/06 09:00,已取消,NT$500,b@example.com,李大同",
        "A3,2026/01/07 09:00,神祕,NT$700,c@example.com,陳美麗",
    )
    answer = {"quarantine": "load"}
    report = reading(tmp_path, lines, answer, mappings=[made], key=b"k" * 32)
    assert (report.status, report.book, report.platform) == ("parsed", "orders", "shop")
    found = rows(tmp_path, "order_id, status, total, length(customer), sales_channel")
    assert found == [
        ("A1", "placed", Decimal(900), 64, "官網"),
        ("A2", "cancelled", Decimal(500), 64, "官網"),
    ]
    kept = b"".join(p.read_bytes() for p in tmp_path.glob("1.*"))
    assert "陳美麗".encode() not in kept and b"c@example.com" not in kept


def test_costs_of_ones_own_are_read_like_any_cost_sheet(tmp_path: Path) -> None:
    told = {"歸屬": "period", "給誰": "account", "做什麼": "item", "多少": "amount"}
    made = mapping(told, book="costs", platform="costs", account="")
    lines = text("歸屬,給誰,做什麼,多少", '2026/01,甲設計,主視覺,"12,000"', "合計,,,12000")
    report = reading(tmp_path, lines, {"currency": "TWD"}, mappings=[made])
    assert (report.status, report.book) == ("parsed", "costs"), report.problems
    assert report.reconciled is True
    (row,) = rows(tmp_path, "account_name, item, amount, day_to - day_from")
    assert row == ("甲設計", "主視覺", Decimal(12000), 30)


def test_an_unmapped_column_of_a_row_held_back_is_masked(tmp_path: Path) -> None:
    head, line = f"{HEAD},窗口", "2026/01/07,春季,x,1,2,王小明"
    lines = text(head, *(f"{r},王小明" for r in ROWS), line)
    report = reading(tmp_path, lines, {"quarantine": "load"}, mappings=[mapping()])
    assert report.rows.quarantined == 1
    assert "王小明" not in (tmp_path / "1.quarantine.csv").read_text("utf-8")


# -- what is kept --------------------------------------------------------------------------------


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
    for key in ("ads", "web", "orders", "costs"):
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


def test_a_heading_knows_its_headers() -> None:
    assert Heading(1, ()).headers == ()
