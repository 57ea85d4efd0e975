"""What single rows of order files say: odd words, odd amounts, odd days, and whole orders."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.reading.reader import read
from data.report import Report

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)


def reading(
    tmp_path: Path, header: str, *lines: str, answers: dict[str, str] | None = None
) -> Report:
    """Read rows as a file and hold it to the equation of rows."""
    path = tmp_path / "received"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    report = read(path, "any", tmp_path / "1.parquet", answers or {}, today=TODAY)
    assert report.rows.closes
    return report


def rows(tmp_path: Path, columns: str) -> list[tuple[Any, ...]]:
    """Return columns of the typed rows in their order."""
    return duckdb.read_parquet(str(tmp_path / "1.parquet")).project(columns).fetchall()


def rules(report: Report) -> list[tuple[str, int | None]]:
    """Return what is wrong with which row."""
    return [(p.rule.en, p.row) for p in report.problems]


SHOPIFY = (
    "Name,Created at,Total,Financial Status,Cancelled at,Payment Method,Source,Currency,Paid at,"
    "Lineitem quantity,Lineitem price,Refunded Amount"
)


@pytest.mark.parametrize(
    ("status", "cancelled", "method", "source", "expected"),
    [
        ("", "", "", "", ("placed", "unpaid", None, "官網")),
        ("PAID", "", "", " Web ", ("placed", "paid", None, "官網")),
        ("paid", "2026-04-03 01:00:00 +0800", "", "pos", ("cancelled", "paid", None, "門市")),
        ("voided", "", "", "web", ("cancelled", "unpaid", None, "官網")),
        ("expired", "", "", "web", ("cancelled", "unpaid", None, "官網")),
        ("pending", "", "Cash on Delivery (COD)", "web", ("placed", "unpaid", None, "官網")),
        # Shopify has no word for what was handed over: the merchant marks it as paid
        ("paid", "", "Cash on Delivery (COD)", "web", ("placed", "paid", None, "官網")),
        ("authorized", "", "", "1520611", ("placed", "unpaid", None, "1520611")),
        ("partially_paid", "", "", "LINE 商城", ("placed", "unpaid", None, "LINE 商城")),
        ("refunded", "", "", "web", ("placed", "paid", "refunded", "官網")),
        ("partially_refunded", "", "", "web", ("placed", "paid", "partially_refunded", "官網")),
    ],
)
def test_shopify_words(
    tmp_path: Path, status: str, cancelled: str, method: str, source: str, expected: Any
) -> None:
    line = f"#1,2026-04-01 17:18:52 -0700,9,{status},{cancelled},{method},{source},TWD,,1,9,"
    assert reading(tmp_path, SHOPIFY, line).status == "parsed"
    said = "status, payment_status, refund_status, sales_channel"
    assert rows(tmp_path, said) == [expected]


TAIWAN = "訂單號碼,訂單日期,訂單合計,訂單狀態,付款狀態,付款方式,送貨狀態"


@pytest.mark.parametrize(
    ("status", "payment", "method", "delivery", "expected"),
    [
        ("", "", "", "", ("placed", "unpaid")),
        ("已完成", "未付款", "全家取貨付款", "", ("placed", "paid")),
        ("處理中", "已付款", "貨到付款", "配送中", ("placed", "unpaid")),
        ("處理中", "未付款", "超商取貨付款", "已取貨", ("placed", "paid")),
        ("未取貨", "未付款", "7-ELEVEN 取貨付款", "已送達", ("placed", "unpaid")),
        ("處理中", "已付款", "超商取貨不付款", "沒人聽過的狀態", ("placed", "paid")),
        ("已完成", "未付款", "ATM 轉帳", "", ("placed", "unpaid")),
        ("已完成", "", "ATM 轉帳", "", ("placed", "paid")),
        ("已取消", "已付款", "信用卡", "", ("cancelled", "paid")),
        ("不成立", "", "信用卡", "", ("cancelled", "unpaid")),
        ("待付款", "", "", "", ("placed", "unpaid")),
    ],
)
def test_what_is_due_on_delivery_is_paid_when_it_was_fetched(
    tmp_path: Path, status: str, payment: str, method: str, delivery: str, expected: Any
) -> None:
    line = f'A1,2026/09/02 10:00,"NT$1,200",{status},{payment},{method},{delivery}'
    report = reading(tmp_path, TAIWAN, line)
    assert (report.status, report.format, report.currency) == ("parsed", "shopline.orders", "TWD")
    assert rows(tmp_path, "status, payment_status") == [expected]


@pytest.mark.parametrize(
    ("source", "channel"),
    [
        ("", "官網"),
        ("官方網站", "官網"),
        ("手機網頁", "官網"),
        ("iOS App", "iOS App"),  # whether an app counts as the own site is people's to say
        ("Android APP", "Android APP"),
        (" APP ", "APP"),
        ("LINE 購物", "LINE 購物"),
        ("門市 POS", "門市 POS"),
        ("POS", "門市"),
    ],
)
def test_a_source_keeps_its_own_name(tmp_path: Path, source: str, channel: str) -> None:
    header = "訂單號碼,訂單日期,訂單合計,付款狀態,訂單來源"
    assert reading(tmp_path, header, f"1,2026-09-01,NT$5,已付款,{source}").status == "parsed"
    assert rows(tmp_path, "sales_channel") == [(channel,)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-04-01 23:59:59 -0700", date(2026, 4, 1)),
        ("2026-04-02 00:00:01 +0800", date(2026, 4, 2)),
        ("2026-04-02T00:00:01Z", date(2026, 4, 2)),
        ("2026/9/2 下午 10:05", date(2026, 9, 2)),
        ("2026/09/02 10:00 PM", date(2026, 9, 2)),
        ("２０２６/０９/０２", date(2026, 9, 2)),
        ("13/02/2026 10:00", date(2026, 2, 13)),
        ("115/09/02 10:00", date(2026, 9, 2)),
        ("2026-02-30 10:00", None),
        ("2027-01-01 10:00", None),
        ("昨天", None),
    ],
)
def test_the_day_is_the_one_written(tmp_path: Path, written: str, expected: date | None) -> None:
    line = f"A1,{written},100,已完成,已付款,信用卡,"
    report = reading(tmp_path, TAIWAN, line)
    assert (report.status == "parsed") == (expected is not None), rules(report)
    if expected:
        assert rows(tmp_path, "day_from, day_to") == [(expected, expected)]


def test_a_day_that_reads_two_ways_is_asked_although_a_time_follows(tmp_path: Path) -> None:
    line = "A1,02/03/2026 10:00,100,已完成,已付款,信用卡,"
    assert [q.key for q in reading(tmp_path, TAIWAN, line).questions] == ["date_order"]
    answered = reading(tmp_path, TAIWAN, line, answers={"date_order": "mdy"})
    assert answered.status == "parsed"
    assert rows(tmp_path, "day_from") == [(date(2026, 2, 3),)]


ADDED = "訂單號碼,訂單日期,訂單合計,付款狀態,折扣,優惠券折抵,點數,購物金,退款金額,數量"


@pytest.mark.parametrize(
    ("amounts", "discount", "refund"),
    [
        (("", "", "", ""), None, None),
        (("-50", "10", "", "5"), "65", None),
        (("NT$50", "", "1", ""), "51", None),
        (("５０", "", "", ""), "50", None),
        (("0", "", "", ""), "0", None),
    ],
)
def test_what_was_given_away_is_added_and_never_below_zero(
    tmp_path: Path, amounts: tuple[str, ...], discount: str | None, refund: str | None
) -> None:
    line = f"A1,2026/09/02,NT$100,已付款,{','.join(amounts)},,1"
    assert reading(tmp_path, ADDED, line).status == "parsed"
    want = tuple(None if v is None else Decimal(v) for v in (discount, refund))
    assert rows(tmp_path, "discount, refund") == [want]


SHOPEE = "訂單編號,訂單成立日期,買家總支付金額,訂單狀態,數量,退貨數量,賣場優惠券"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # the same total on each row, on the first only, on the last only
        (("X,2026-09-01,500,已完成,1,0,", "X,2026-09-01,500,已完成,2,0,"), [500, None]),
        (("X,2026-09-01,500,已完成,1,0,", "X,2026-09-01,,已完成,2,0,"), [500, None]),
        (("X,2026-09-01,,已完成,1,0,", "X,2026-09-01,500.00,已完成,2,0,"), [500, None]),
        (("X,2026-09-01,0,不成立,1,0,", "Y,2026-09-01,７００,已完成,2,2,"), [0, 700]),
    ],
)
def test_an_amount_is_taken_once_an_order(
    tmp_path: Path, lines: tuple[str, ...], expected: list[int | None]
) -> None:
    report = reading(tmp_path, SHOPEE, *lines)
    assert report.status == "parsed"
    assert [t for (t,) in rows(tmp_path, "total")] == expected
    assert report.sums["total"].loaded == sum(t or 0 for t in expected)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("X,2026-09-01,501,已完成,1,0,", "The rows of one order state different amounts"),
        ("X,2026-09-01,abc,已完成,1,0,", "Another row of the same order is held back"),
        ("X,2026-09-01,500,等通知,1,0,", "Another row of the same order is held back"),
        ("Y,2026-09-01,,已完成,1,0,", "No row of this order states its total"),
        ("Y,2026-09-01,-5,已完成,1,0,", "A refund without its order in the file"),
        (",2026-09-01,500,已完成,1,0,", "The name is missing"),
        ("2.6E+17,2026-09-01,500,已完成,1,0,", "The id is no longer whole"),
        ("Y,2026-09-01,500,已完成,-1,0,", "A count cannot be negative"),
        ("Y,2026-09-01,500,已完成,1.5,0,", "A count must be whole"),
    ],
)
def test_orders_that_do_not_hold_are_held_back_whole(tmp_path: Path, line: str, rule: str) -> None:
    good = [f"G{n},2026-09-01,10,已完成,1,0," for n in range(60)]
    first = "X,2026-09-01,500,已完成,1,0,"
    report = reading(tmp_path, SHOPEE, first, line, *good)
    assert report.status == "parsed", rules(report)
    assert rule in [r for r, _ in rules(report)]
    torn = line.startswith("X,")
    assert report.rows.quarantined == (2 if torn else 1)
    total = report.sums["total"]
    assert total.loaded == 600 + (0 if torn else 500)
    ids = {i for (i,) in rows(tmp_path, "order_id")}
    assert ("X" in ids) is not torn and "Y" not in ids


def test_a_quarantined_order_counts_once_in_the_sums(tmp_path: Path) -> None:
    lines = ["X,2026-09-01,500,怪字,1,0,9", "X,2026-09-01,500,已完成,1,0,9"]
    report = reading(tmp_path, SHOPEE, *lines, "Y,2026-09-01,1,已完成,1,0,")
    assert report.rows.quarantined == 3  # nothing is loaded before a person says so
    assert [q.key for q in report.questions] == ["quarantine"]
    answered = reading(
        tmp_path, SHOPEE, *lines, "Y,2026-09-01,1,已完成,1,0,", answers={"quarantine": "load"}
    )
    sums = {m: (s.loaded, s.quarantined) for m, s in answered.sums.items()}
    assert sums == {"total": (1, 500), "discount": (0, 9)}


def test_line_totals_add_up_where_the_shop_has_no_other(tmp_path: Path) -> None:
    header = "主單編號,訂單編號,轉單日期時間,訂單狀態,商品料號,數量,銷售金額(折扣後)"
    lines = ["M1,S1,2026/09/02 10:00,已完成,A,1,100", "M1,S2,2026/09/02 10:00,已完成,B,1,250"]
    report = reading(tmp_path, header, *lines)
    assert (report.status, report.format) == ("parsed", "91app.orders")
    assert rows(tmp_path, "order_id, total") == [("M1", 350), ("M1", None)]


def test_a_file_that_does_not_say_who_paid_says_so(tmp_path: Path) -> None:
    report = reading(tmp_path, "Order ID,Order date,Order total", "1,2026-09-01,5")
    assert rows(tmp_path, "payment_status, customer") == [("paid", None)]
    assert [w.en.split(":")[0] for w in report.warnings] == [
        "No column says whether orders were paid; every order placed is taken as paid.",
        "There is no member, mobile or e-mail column",
    ]


def test_a_total_row_of_the_shop_is_checked_and_not_loaded(tmp_path: Path) -> None:
    header = "訂單編號,訂單日期,訂單總額,付款狀態,數量"
    lines = ["1,2026-09-01,5,已付款,1", "2,2026-09-01,6,已付款,2"]
    assert reading(tmp_path, header, *lines, "合計,,11,,3").reconciled is True
    assert reading(tmp_path, header, *lines, "合計,,12,,3").status == "rejected"
