"""Orders, costs and the site in the master: what counts, once, whatever comes in which order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from data.hold import ingesting
from data.journal import Step
from data.limits import TERMINAL
from data.schema import COSTS, ORDERS, PLAN, RATES, WEB
from data.snapshot import RANGE_ROW, Snapshot
from tests.data.typed import Row, Shop, day, order, row

pytestmark = pytest.mark.slow

Files = Sequence[Sequence[Row]]

SHOP: dict[str, Any] = {"book": ORDERS, "level": None, "platform": "shopify", "format": "s.orders"}
SITE: dict[str, Any] = {"book": WEB, "level": None, "platform": "ga4", "format": "ga4.report"}
SHEET: dict[str, Any] = {
    "book": COSTS, "level": None, "platform": "costs", "format": "generic.costs",
}  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def days(found: Snapshot, *wanted: str, table: str = "account_days") -> list[tuple[Any, ...]]:
    """Return (n-th day, …) of every day that has one of the wanted."""
    asked = ", ".join(wanted)
    rows = found.query(f"select day, {asked} from {table} order by all")  # noqa: S608
    return [((r[0] - day(1)).days + 1, *map(_plain, r[1:])) for r in rows]


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


ODD: dict[str, tuple[Files, list[tuple[Any, ...]]]] = {
    # files → (day, orders placed, paid, revenue placed, paid, new customers placed)
    "a line has no amount of its own": (
        [[order(1, "A", 300, quantity=1), order(1, "A", quantity=2)]],
        [(1, 1, 1, 300, 300, 0)],
    ),
    "cancelled orders count nowhere": (
        [[order(1, "A", 300, status="cancelled"), order(1, "B", 100)]],
        [(1, 1, 1, 100, 100, 0)],
    ),
    "a day of cancelled orders only is a day of none": (
        [[order(1, "A", 300, status="cancelled")]],
        [(1, 0, 0, None, None, 0)],
    ),
    "what was never collected was placed and not paid": (
        [[order(1, "A", 300, payment_status="unpaid")]],
        [(1, 1, 0, 300, None, 0)],
    ),
    "refunds count on the day of the order": (
        [[order(1, "A", 300, refund=120)]],
        [(1, 1, 1, 180, 180, 0)],
    ),
    "one order in two files counts once": (
        [[order(1, "A", 300)], [order(1, "A", 300), order(2, "B", 50)]],
        [(1, 1, 1, 300, 300, 0), (2, 1, 1, 50, 50, 0)],
    ),
    "an order's later version holds": (
        [
            [order(1, "A", 300, payment_status="unpaid"), order(2, "B", 50)],
            [order(1, "A", 280, refund=80), order(3, "C", 10)],
        ],
        [(1, 1, 1, 200, 200, 0), (2, 1, 1, 50, 50, 0), (3, 1, 1, 10, 10, 0)],
    ),
    "a filtered export wipes nothing": (
        [[order(1, "A", 300), order(1, "B", 100), order(2, "C", 50)], [order(1, "B", 100)]],
        [(1, 2, 2, 400, 400, 0), (2, 1, 1, 50, 50, 0)],
    ),
    "a customer is new once, whichever file says so": (
        [[order(2, "B", 50, customer="x")], [order(1, "A", 300, customer="x")]],
        [(1, 1, 1, 300, 300, 1), (2, 1, 1, 50, 50, 0)],
    ),
    "a cancelled first order makes nobody a customer": (
        [[order(1, "A", 9, customer="x", status="cancelled"), order(2, "B", 50, customer="x")]],
        [(1, 0, 0, None, None, 0), (2, 1, 1, 50, 50, 1)],
    ),
    "the shop knows better than the history": (
        [[order(1, "A", 9, customer="x", customer_kind="returning", first_bought_on=day(1))]],
        [(1, 1, 1, 9, 9, 0)],
    ),
    "who bought before the history begins is not new in it": (
        [[order(2, "A", 9, customer="x", first_bought_on=day(1), member_since=day(2))]],
        [(2, 1, 1, 9, 9, 0)],
    ),
    "whose first day the shop knows is new on it, once": (
        [[order(2, i, 9, customer="x", first_bought_on=day(2)) for i in "AB"]],
        [(2, 2, 2, 18, 18, 1)],
    ),
    "a shop may count the first that was completed": (
        [[order(n, i, 9, customer="x", first_bought_on=day(3)) for n, i in ((2, "A"), (3, "B"))]],
        [(2, 1, 1, 9, 9, 1), (3, 1, 1, 9, 9, 0)],
    ),
    "who registered before the history begins may have bought before": (
        [
            [
                order(2, "A", 9, customer="x", member_since=day(1)),
                order(3, "B", 9, customer="y", member_since=day(2)),
                order(4, "C", 9, customer="y", member_since=day(2)),
                order(4, "D", 9, customer="z"),
            ]
        ],
        [(2, 1, 1, 9, 9, 0), (3, 1, 1, 9, 9, 1), (4, 2, 2, 18, 18, 1)],
    ),
    "an older file moves the day from which registering tells": (
        [
            [order(3, "A", 9, customer="x", member_since=day(2))],
            [order(1, "B", 9, customer="y", member_since=day(1))],
        ],
        [(1, 1, 1, 9, 9, 1), (3, 1, 1, 9, 9, 1)],
    ),
    "nobody registers without being somebody": (
        [[order(2, "A", 9, member_since=day(2))]],
        [(2, 1, 1, 9, 9, 0)],
    ),
}


@pytest.mark.parametrize(("files", "wanted"), ODD.values(), ids=ODD)
def test_orders_of_a_day(shop: Shop, files: Files, wanted: list[tuple[Any, ...]]) -> None:
    for file in files:
        assert shop.load(file, **SHOP).at is not None
    columns = ("orders_placed", "orders_paid", "revenue_placed", "revenue_paid")
    found = shop.published()
    assert days(found, *columns, "new_customers_placed") == wanted
    assert days(found, *columns, "new_customers_placed", table="campaign_days") == wanted


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    files = [
        [order(1, "A", 300, customer="x"), order(3, "D", 5, customer="y")],
        [order(1, "A", 300, refund=300, customer="x"), order(4, "E", 70, customer="x")],
        [order(2, "B", 20, customer="y", status="cancelled"), order(5, "F", 1, customer="y")],
    ]
    answers = []
    for n, made in enumerate(permutations(files)):
        shop = Shop(tmp_path / str(n))
        for file in made:
            shop.load(file, **SHOP)
        columns = ("orders_placed", "revenue_placed", "refunds_placed", "new_customers_placed")
        answers.append(days(shop.published(), *columns))
    assert answers[0][0] == (1, 1, 0, 300, 1)
    assert all(answer == answers[0] for answer in answers)


def test_undo_gives_an_order_its_earlier_version_back(shop: Shop) -> None:
    shop.load([order(1, "A", 300, customer="x")], **SHOP)
    before = days(shop.published(), "revenue_placed", "new_customers_placed")
    shop.load([order(1, "A", 300, refund=100), order(2, "B", 7, customer="x")], **SHOP)
    at = shop.published().query("select max(committed_at) from imports")[0][0]
    after = days(shop.published(), "revenue_placed", "new_customers_placed")
    assert after == [(1, 200, 0), (2, 7, 1)]
    shop.undo(2)
    assert days(shop.published(), "revenue_placed", "new_customers_placed") == before
    assert days(shop.published().as_of(at), "revenue_placed", "new_customers_placed") == after


def test_lines_belong_to_their_orders_version(shop: Shop) -> None:
    lines = [
        order(1, "A", 300, product="Tea", quantity=1, price=100),
        order(1, "A", product="Cup", quantity=2, price=100, returned_quantity=1),
    ]
    shop.load(lines, **SHOP)
    shop.load([order(1, "A", 100, product="Tea", quantity=1, price=100), order(2, "B", 1)], **SHOP)
    found = shop.published()
    assert found.query("select order_id, product, quantity from order_lines") == [("A", "Tea", 1)]
    assert days(found, "items_placed", "returned_orders_placed") == [(1, 1, 0), (2, None, 0)]


@pytest.mark.parametrize(
    ("channel", "site"), [("蝦皮", 0), (None, 0), ("官網", 1)], ids=["marketplace", "?", "site"]
)
def test_only_the_shops_own_site_counts_as_site(shop: Shop, channel: str | None, site: int) -> None:
    shop.load([order(1, "A", 300, sales_channel=channel, customer="x")], **SHOP)
    columns = ("orders_placed", "site_orders_placed", "site_new_customers_placed")
    assert days(shop.published(), *columns) == [(1, 1, site, site)]


def test_an_import_of_orders_tells_what_it_changes(shop: Shop) -> None:
    shop.load([order(1, "A", 300)], **SHOP)
    told = shop.load([order(1, "A", 300, refund=100), order(2, "B", 7)], **SHOP).changes
    assert told.measures["revenue"] == (Decimal(300), Decimal(207))
    assert told.measures["orders"] == (Decimal(1), Decimal(2))
    assert (told.replaced_days, told.vanishing, told.unheard) == (0, (), ())


def cost(n: int | tuple[int, int], amount: float, category: str = "代操費", **more: Any) -> Row:
    return row(n, None, None, amount=amount, category=category, **more)


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ([cost((1, 3), 100)], [(1, 33.333333), (2, 33.333333), (3, 33.333334)]),
        ([cost((1, 3), -100)], [(1, -33.333333), (2, -33.333333), (3, -33.333334)]),
        ([cost((1, 2), 10), cost(2, 5), cost(2, 7, "內容")], [(1, 5), (2, 17)]),
        ([cost((1, 2), 0)], [(1, 0), (2, 0)]),
    ],
    ids=["thirds", "credit", "over one another", "nothing"],
)
def test_costs_are_spread_over_their_days(
    shop: Shop, entries: list[Row], wanted: list[tuple[int, float]]
) -> None:
    shop.load(entries, **SHEET)
    found = shop.published()
    assert sorted(abs(a) for _n, a in days(found, "amount")) == sorted(abs(a) for _n, a in wanted)
    assert [n for n, _a in days(found, "amount")] == [n for n, _a in wanted]
    total = found.query("select sum(amount) from account_days")[0][0]
    assert total == sum(Decimal(str(e["amount"])) for e in entries)
    by_category = found.query("select sum(amount) from campaign_days")[0][0]
    assert by_category == total


@pytest.mark.parametrize(
    ("said", "answer", "amount", "tax", "wanted"),
    [
        (None, None, 1050, None, (1050, None)),  # as the account's basis has it
        ("excluded", None, 1000, 50, (1000, 50)),
        ("included", None, 1050, None, (1000, 50)),
        ("included", None, 1050, 0, (1050, 0)),  # a vendor without tax
        ("included", None, -21, None, (-20, -1)),
        ("excluded", "included", 1000, None, (1050, 50)),
        ("included", "included", 1050, None, (1050, None)),
    ],
)
def test_an_entry_counts_on_its_accounts_tax_basis(
    shop: Shop,
    said: str | None,
    answer: str | None,
    amount: float,
    tax: float | None,
    wanted: tuple[float, float | None],
) -> None:
    entry = cost((1, 4), amount, amount_tax=tax, tax_basis=said)
    shop.load([entry], answers={"tax": answer} if answer else None, **SHEET)
    sums = "select sum(amount), sum(amount_tax) from account_days"
    assert [tuple(map(_plain, r)) for r in shop.published().query(sums)] == [wanted]


def test_a_later_sheet_speaks_for_its_days(shop: Shop) -> None:
    shop.load([cost((1, 10), 100), cost((11, 20), 100)], **SHEET)
    shop.load([cost((11, 20), 300), cost((21, 30), 10)], **SHEET)
    found = shop.published()
    assert found.query("select sum(amount) from account_days") == [(Decimal(410),)]


def visits(n: int | tuple[int, int], channel: str | None, sessions: int, **more: Any) -> Row:
    return row(n, None, None, channel=channel, sessions=sessions, **more)


def test_a_site_by_channel_and_in_total_never_adds_up_to_double(shop: Shop) -> None:
    by_channel = [
        visits(1, "Organic Search", 60, active_users=50, engaged_sessions=30),
        visits(1, "Paid Search", 30, active_users=28, engaged_sessions=20),
    ]
    shop.load(by_channel, **SITE, breakdown="channel")
    found = shop.published()
    columns = ("sessions", "engaged_sessions", "active_users")
    assert days(found, *columns) == [(1, 90, 50, None)]  # people of two channels do not add
    shop.load([visits(1, None, 95, active_users=70)], **SITE)
    assert days(shop.published(), *columns) == [(1, 95, 50, 70)]


def test_a_range_of_the_site_counts_in_periods_that_hold_it(shop: Shop) -> None:
    shop.load([visits((1, 30), "Direct", 900), visits((1, 30), "Email", 100)], **SITE)
    found = shop.published()
    assert days(found, "sessions") == []
    at = found.ranges(day(1), day(31))
    assert sorted(r[RANGE_ROW.index("sessions")] for r in at) == [100, 900]
    assert found.ranges(day(2), day(31)) == []


def test_books_keep_to_their_own_days(shop: Shop) -> None:
    shop.load([order(1, "A", 300)], **SHOP)
    shop.load([cost((1, 2), 10)], **SHEET)
    shop.load([visits(1, "Direct", 5)], **SITE, breakdown="channel")
    shop.load([row(1, "brand", 40, clicks_all=3)])
    found = shop.published()
    wanted = "platform, cost, amount, sessions, revenue_placed"
    rows = found.query(f"select {wanted} from account_days where day = $d order by 1", d=day(1))  # noqa: S608
    assert [tuple(map(_plain, r)) for r in rows] == [
        ("costs", None, 5, None, None),
        ("ga4", None, None, 5, None),
        ("google_ads", 40, None, None, None),
        ("shopify", None, None, None, 300),
    ]
    assert [s.platform for s in found.sources()] == ["costs", "ga4", "google_ads", "shopify"]


PLANNED: dict[str, Any] = {
    "book": PLAN,
    "level": None,
    "platform": "plan",
    "format": "generic.plan",
}
EXCHANGE: dict[str, Any] = {
    "book": RATES, "level": None, "platform": "rates", "format": "generic.rates",
}  # fmt: skip


def planned(n: tuple[int, int], platform: str, budget: float, **more: Any) -> Row:
    return row(n, None, None, plan_platform=platform, budget=budget, **more)


def test_a_plan_is_what_was_said_last_of_each_month_and_platform(shop: Shop) -> None:
    first = [planned((1, 31), "google_ads", 100), planned((1, 31), "meta_ads", 50)]
    shop.load(first, **PLANNED)
    shop.load([planned((1, 31), "meta_ads", 70), planned((32, 59), "meta_ads", 80)], **PLANNED)
    lines = "select day_from, plan_platform, budget from plan order by all"
    wanted = [(day(1), "google_ads", 100), (day(1), "meta_ads", 70), (day(32), "meta_ads", 80)]
    assert shop.published().query(lines) == wanted
    assert shop.published().sources() == []  # a plan completes nothing
    shop.undo(2)
    assert shop.published().query(lines) == [(day(1), "google_ads", 100), (day(1), "meta_ads", 50)]
    shop.undo(1)
    assert shop.published().query(lines) == []


def test_an_exchange_rate_is_what_was_said_last(shop: Shop) -> None:
    for rate in (31.5, 32):
        shop.load([row((1, 31), None, None, rate_currency="USD", rate=rate)], **EXCHANGE)
    found = shop.published().query("select rate_currency, rate from rates")
    assert found == [("USD", Decimal(32))]


@pytest.mark.parametrize(
    ("category", "platform", "days", "refused"),
    [
        ("media", "google_ads", (1, 31), True),
        ("media", "google_ads", (31, 31), True),
        ("media", "google_ads", (32, 59), False),  # other days: nothing counts twice
        ("media", "meta_ads", (1, 31), False),
        ("media", None, (1, 31), False),
        ("代操費", "google_ads", (1, 31), False),
    ],
)
def test_an_export_does_not_come_on_top_of_media_that_was_typed(
    shop: Shop, category: str, platform: str | None, days: tuple[int, int], refused: bool
) -> None:
    shop.load([cost(days, 900, category, cost_platform=platform)], **SHEET)
    entry = shop.parsed([row(1, "brand", 40), row(31, "brand", 40)])
    with ingesting(shop.store, shop.state, "test", TERMINAL, wait=True) as ingest:
        done = ingest.decide(entry, keep=True)
    assert (done.state is Step.REJECTED) == refused
    if refused:
        assert done.report is not None
        assert "Google Ads" in done.report.problems[0].rule.zh
        assert "900" in done.report.problems[0].rule.en
        shop.undo(1)
        again = shop.parsed([row(1, "brand", 40), row(31, "brand", 40)])
        with ingesting(shop.store, shop.state, "test", TERMINAL, wait=True) as ingest:
            assert ingest.decide(again, keep=True).state is Step.COMMITTED


@pytest.mark.parametrize(
    ("category", "platform", "refused"),
    [
        ("media", "google_ads", True),
        ("media", "meta_ads", False),  # nothing of it is imported: this is its only book
        ("media", None, False),
        ("代操費", "google_ads", False),
    ],
)
def test_media_of_an_imported_platform_is_no_cost_again(
    shop: Shop, category: str, platform: str | None, refused: bool
) -> None:
    shop.load([row(1, "brand", 40)])
    entry = shop.parsed([cost((1, 31), 900, category, cost_platform=platform)], **SHEET)
    with ingesting(shop.store, shop.state, "test", TERMINAL, wait=True) as ingest:
        done = ingest.decide(entry, keep=True)
    assert (done.state is Step.REJECTED) == refused
    report = done.report
    assert report is not None
    if refused:
        assert "900" in report.problems[0].rule.en
        assert "Google Ads" in report.problems[0].rule.zh
    else:
        assert done.state is Step.COMMITTED
