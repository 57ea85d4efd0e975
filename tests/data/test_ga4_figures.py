"""What the rows of a GA4 table say, what does not add, and what its grand total must be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from data.exports import ga4
from data.schema import WEB, WebMeasure
from tests.data.ga4 import CHANNEL, DAYS, TOP, explored, ga4_file, warned
from tests.data.reports import reading, rows

pytestmark = pytest.mark.slow


NOT_YET = [("-1", None), ("0", 0), ("7", 7)]


@pytest.mark.parametrize(("cell", "views"), NOT_YET)
def test_minus_one_is_not_yet(cell: str, views: int | None, tmp_path: Path) -> None:
    reading(tmp_path, ga4_file("Nth day,Sessions,Views", f"0000,1,{cell}"))
    assert rows(tmp_path, "sessions", "views") == [(1, views)]


def test_visits_do_not_add_by_event_but_each_event_has_its_own(tmp_path: Path) -> None:
    header = "Event name,Sessions,New users,Event count,Total users"
    lines = ["page_view,90,40,300,80", "add_to_cart,10,2,12,9", "begin_checkout,5,1,6,5"]
    report = reading(tmp_path, ga4_file(header, *lines, "purchase,2,0,3,2"))
    assert {"sessions", "new_users"}.isdisjoint(report.measures)
    assert "these were not read: New users" in warned(report)
    columns = ("cart_sessions", "checkout_sessions", "checkouts_begun", "purchases", "events")
    assert rows(tmp_path, *columns) == [
        (0, 0, 0, 0, 300), (10, 0, 0, 0, 12), (0, 5, 6, 0, 6), (0, 0, 0, 3, 3),
    ]  # fmt: skip
    never = ("form_starts", "form_submits", "subscriptions")
    assert set(rows(tmp_path, *never)) == {(None,) * 3}, "what no row shows is not none"


def test_an_event_that_did_not_happen_on_a_day_is_none_of_it(tmp_path: Path) -> None:
    lines = ["form_start,20260101,9", "form_submit,20260101,3", "form_start,20260102,5"]
    reading(tmp_path, ga4_file("Event name,Date,Event count", *lines, "subscribe,20260103,2"))
    assert rows(tmp_path, "form_starts", "form_submits", "subscriptions") == [
        (9, 0, 0), (0, 3, 0), (5, 0, 0), (0, 0, 2),
    ]  # fmt: skip


MARKED = [
    ("Test data filter name", "Internal Traffic", 4),
    ("測試資料篩選器名稱", "開發人員", 4),
    ("Test data filter name", "(not set)", 0),
    ("測試資料篩選器名稱", "(未設定)", 0),
    ("Test data filter name", "", 0),
    ("Stream name", "Web", None),  # a stream is no mark
    ("Event name", "page_view", None),  # visits do not add by event
]


@pytest.mark.parametrize(("header", "said", "marked"), MARKED)
def test_sessions_of_a_filter_are_marked(
    header: str, said: str, marked: int | None, tmp_path: Path
) -> None:
    lines = [f"{said},20260101,4,9", "(other filter),20260102,2,5"]
    reading(tmp_path, ga4_file(f"{header},Date,Sessions,Views", *lines))
    assert rows(tmp_path, "marked_sessions")[0] == (marked,)


def test_ad_revenue_is_money_of_its_own(tmp_path: Path) -> None:
    text = ga4_file("Date,Total revenue,Total ad revenue", "20260101,90.5,12.25", "20260102,0,")
    report = reading(tmp_path, text, {"currency": "TWD"})
    assert rows(tmp_path, "web_revenue", "ad_revenue") == [
        (Decimal("90.5"), Decimal("12.25")), (Decimal(0), None)]  # fmt: skip
    assert "ad_revenue" in report.measures


ITEMS = [
    # headings, cells, what is read
    ("Item name,Items viewed,Sessions", "春茶,9,5", ("item_views",), "item"),
    ("商品名稱,商品 ID,商品類別,已購買的商品數,商品收益,購買", "春茶,T-1,茶,2,960.5,1",
     ("item_sales", "item_revenue"), "item+item_category+item_id"),
    ("Item category,Items added to cart,Event count", "茶,3,8", ("item_carts",), "item_category"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "line", "measures", "breakdown"), ITEMS)
def test_of_items_only_what_adds_up_over_them_is_read(
    header: str, line: str, measures: tuple[str, ...], breakdown: str, tmp_path: Path
) -> None:
    report = reading(tmp_path, ga4_file(header, line), {"currency": "TWD"})
    assert (report.measures, report.breakdown) == (measures, breakdown)


PARTS = [
    ("City", "Taipei", "city"), ("城市", "台北市", "city"), ("Hour", "09", "hour"),
    ("Age", "18-24", "age"), ("性別", "female", "gender"), ("New / returning", "new", "visitor"),
    ("Nth hour", "0007", "nth_hour"),  # counted from the start: no hour of the day
]  # fmt: skip


@pytest.mark.parametrize(("header", "said", "breakdown"), PARTS)
def test_what_a_site_is_split_by_is_kept_by_its_name(
    header: str, said: str, breakdown: str, tmp_path: Path
) -> None:
    report = reading(tmp_path, ga4_file(f"{header},Date,Sessions", f"{said},20260101,5"))
    kept = None if breakdown == "nth_hour" else said
    assert (report.breakdown, rows(tmp_path, "part")) == (breakdown, [(kept,)])


@pytest.mark.parametrize("page", ["Page path", "Page title and screen class", "網頁標題"])
def test_visits_do_not_add_by_page(page: str, tmp_path: Path) -> None:
    report = reading(tmp_path, ga4_file(f"{page},Sessions,Views", "/,9,20"))
    assert (report.measures, report.breakdown) == (("views",), "page")
    assert "these were not read: Sessions" in warned(report)


def test_time_is_the_mean_times_the_sessions_it_is_the_mean_over(tmp_path: Path) -> None:
    header = f"{CHANNEL},Sessions,Average engagement time per session"
    report = reading(tmp_path, ga4_file(header, "Direct,3,1.3333333333333333", "Other,0,0"))
    assert rows(tmp_path, "engagement_seconds") == [(Decimal(4),), (Decimal(0),)]
    assert "engagement_seconds" in report.measures


def test_time_without_its_sessions_is_not_known(tmp_path: Path) -> None:
    header = f"{CHANNEL},Views,Average engagement time per session"
    assert reading(tmp_path, ga4_file(header, "Direct,3,1.5")).measures == ("views",)


def test_names_of_nothing_stay_and_the_rest_is_warned_of(tmp_path: Path) -> None:
    lines = ["(not set),1", "(未設定),2", "(other),3", "(其他),4", "#sale,5"]
    report = reading(tmp_path, ga4_file("Session campaign,Sessions", *lines))
    assert rows(tmp_path, "campaign") == [(line.split(",")[0],) for line in lines]
    assert "Rows of “(other)”: 2" in warned(report)


def test_a_dimension_nobody_declared_is_a_breakdown(tmp_path: Path) -> None:
    header = "Browser + version,Bounce rate,Sessions"
    report = reading(tmp_path, ga4_file(header, "Chrome,0.5,9"))
    assert (report.breakdown, report.rows.loaded) == ("browser + version", 1)


SEGMENTS = [
    # (column, first value, what the audience says)
    ("Segment", "All Users", None),
    ("區隔", "所有使用者", None),
    ("Comparison", "Internal traffic", "Internal traffic"),
    ("Date range", "Jan 1 - Jan 3, 2026", None),
]


@pytest.mark.parametrize(("column", "first", "audience"), SEGMENTS)
def test_values_that_repeat_the_visits_are_read_once(
    column: str, first: str, audience: str | None, tmp_path: Path
) -> None:
    lines = [f'"{first}",20260101,9', "Another,20260101,4", f'"{first}",20260102,5']
    report = reading(tmp_path, ga4_file(f"{column},Date,Sessions", *lines))
    assert rows(tmp_path, "sum(sessions)", "min(audience)") == [(14, audience)]
    assert (report.rows.loaded, report.rows.skipped.other_tables) == (2, 1)
    assert f"only “{first}” was read" in warned(report)
    assert report.breakdown == ("audience" if audience else "")


def test_of_the_values_that_repeat_the_visits_all_users_are_read(tmp_path: Path) -> None:
    lines = ["Internal,20260101,4", "All Users,20260101,9"]
    reading(tmp_path, ga4_file("Segment,Date,Sessions", *lines))
    assert rows(tmp_path, "sessions", "audience") == [(9, None)]


def test_the_figures_of_a_segment_are_called_so(tmp_path: Path) -> None:
    top = (*TOP, "Internal traffic", *DAYS[1:])
    report = reading(tmp_path, ga4_file("Date,Sessions", "20260101,9", top=top))
    assert rows(tmp_path, "audience", "account_name") == [("Internal traffic", "Shop")]
    assert "of “Internal traffic” only" in warned(report)


TOTALS = [
    # total of sessions, total of views, whether the file is taken
    (100, 300, True),
    (103, 300, True),  # GA4 estimates sessions for each row and for the total
    (110, 300, False),
    (100, 301, False),  # events are counted
]


@pytest.mark.parametrize(("sessions", "views", "taken"), TOTALS)
def test_the_grand_total_is_the_file_s_own(
    sessions: int, views: int, taken: bool, tmp_path: Path
) -> None:
    header = f"{CHANNEL},Date,Sessions,Views,Active users"
    lines = ["Direct,20260101,40,200,30", "Email,20260102,60,100,50", "", ""]
    report = reading(tmp_path, explored(header, f",,{sessions},{views},70,Grand total", *lines))
    assert (report.reconciled, report.status == "parsed") == (taken, taken)
    assert report.rows.skipped.totals == 1
    assert report.sums["views"].file_total == views
    assert ("GA4 estimates" in warned(report)) == (taken and sessions != 100)


def test_what_single_events_say_has_no_grand_total(tmp_path: Path) -> None:
    """The total is over all events; what is told of one of them is none of its business."""
    header = "Date,Event name,Event count,Sessions"
    lines = ["20260101,add_to_cart,12,10", "20260101,purchase,3,2", "20260102,page_view,85,40"]
    report = reading(tmp_path, explored(header, ",,100,45,Grand total", *lines, "", ""))
    assert (report.reconciled, report.status) == (True, "parsed")
    assert rows(tmp_path, "cart_sessions", "purchases") == [(10, 0), (0, 3), (0, 0)]
    header = "Test data filter name,Date,Sessions"
    lines = ["Internal Traffic,20260101,4", "(not set),20260101,6"]
    report = reading(tmp_path, explored(header, ",,10,Grand total", *lines, "", ""))
    assert (report.reconciled, report.status) == (True, "parsed")


BOXES = {
    "CRLF": lambda t: t.replace("\n", "\r\n").encode(),
    "BOM": lambda t: b"\xef\xbb\xbf" + t.encode(),
    "UTF-16 with tabs": lambda t: b"\xff\xfe" + t.replace(",", "\t").encode("utf-16-le"),
    "semicolons": lambda t: t.replace(",", ";").encode(),
    "padded": lambda t: "\n".join(ln + "," * (4 - ln.count(",")) for ln in t.split("\n")).encode(),
    "quoted": lambda t: "\n".join(
        f'"{ln}"' if ln.startswith("#") else ln for ln in t.split("\n")
    ).encode(),
    "an empty line first": lambda t: b"\n" + t.encode(),
}


@pytest.mark.parametrize("box", BOXES)
def test_the_box_means_nothing(box: str, tmp_path: Path) -> None:
    lines = ["Direct,20260101,3,1.333333333333", "Email,20260102,4,0.5"]
    header = f"{CHANNEL},Date,Sessions,Average engagement time per session"
    report = reading(tmp_path, BOXES[box](ga4_file(header, *lines)))
    assert (report.status, report.format, report.accounts) == ("parsed", "ga4.report", ("Shop",))
    assert rows(tmp_path, "sum(sessions)", "sum(engagement_seconds)") == [(7, Decimal("6.000"))]
    assert report.period is not None and report.period.grain == "day"


def test_money_has_no_currency_and_its_point_is_a_point(tmp_path: Path) -> None:
    report = reading(tmp_path, ga4_file("Date,Total revenue", "20260101,1.234", "20260102,3.000"))
    assert (report.currency, report.questions) == (None, ())
    assert rows(tmp_path, "sum(web_revenue)") == [(Decimal("4.234"),)]


def test_a_bad_cell_is_named_where_excel_shows_it(tmp_path: Path) -> None:
    good = [f"202601{d:02},1" for d in (1, 2, 3)] * 10
    report = reading(tmp_path, ga4_file("Date,Sessions", *good, "20260102,many", "20260104,1"))
    places = [(p.row, p.column, p.value) for p in report.problems]
    assert places[0] == (41, "Sessions", "many")
    assert places[1] == (42, "Date", "20260104")


def test_every_measure_has_both_languages() -> None:
    for field in ga4.REPORT.fields:
        if isinstance(field.fills, WebMeasure) and not ga4.ONLY_PULLED.issuperset(field.spellings):
            assert any(s.isascii() for s in field.spellings), field
            assert any(not s.isascii() for s in field.spellings), field
    single = {f.fills for _, f in ga4.OF_SINGLE_EVENTS} | {ga4.OF_MARKED.fills}
    told = {f.fills for f in ga4.REPORT.fields} | single - ONLY_MAPPED
    assert told >= (set(WebMeasure) - ONLY_MAPPED) | {
        role for role in WEB.texts.values() if not role.startswith("account")
    }
    assert told.isdisjoint(ONLY_MAPPED)


ONLY_MAPPED = {
    WebMeasure.CONTENT_VISITS, WebMeasure.CONTENT_VISITORS, WebMeasure.TRIAL_PAGE_VISITS,
    WebMeasure.CONTENT_TRIALS,
}  # fmt: skip
"""What no table of GA4's interface says in one column: somebody maps a table of his own."""
