"""Tables read by a mapping: recognised by their headers, their rows read like any other's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from data.mapping.mapping import ColumnMapping, MappedColumn
from tests.data.reports import reading, rows
from tests.data.unlisted import HEAD, ROWS, mapping, text

pytestmark = pytest.mark.slow


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
        ([], f"{HEAD},Campaign,Day,Impr.", ["mapped.local", "google_ads.campaign"]),
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


@pytest.mark.parametrize(
    ("platform", "purchases"),
    [("meta_ads", [(0,), (3,), (0,)]), ("other_ads", [(None,), (3,), (None,)])],
)
def test_a_blank_action_is_none_only_where_the_platform_means_it_so(
    tmp_path: Path, platform: str, purchases: list[tuple[int | None]]
) -> None:
    told = {"日": "day", "活動": "campaign", "曝光": "impressions", "買": "conversions"}
    lines = ("日,活動,曝光,買", "2026/1/5,春,9,", "2026/1/6,春,8,3", "2026/1/7,春,,--")
    found = (mapping(told, platform=platform),)
    report = reading(tmp_path, text(*lines), mappings=found)
    assert report.status == "parsed"
    assert rows(tmp_path, "conversions") == purchases
    assert rows(tmp_path, "impressions") == [(9,), (8,), (None,)], "no action"
