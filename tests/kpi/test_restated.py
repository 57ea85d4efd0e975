"""What changed in the past: to the cent, by source and file, and told in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from datetime import date as d
from decimal import Decimal
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from data.__main__ import main
from data.snapshot import Snapshot, current
from data.state import State
from data.store import Store
from data.text import Text
from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.reading import read_all
from kpi.restated import working
from kpi.restated.change import Change
from kpi.restated.changes import changes, find
from kpi.restated.item import is_ready, restated_item
from kpi.restated.words import sentence
from kpi.review.frozen import Frozen
from kpi.review.record import Line, Review, Table
from kpi.terms import terms
from tests.data import google
from tests.data.sample_shop import Shop as Sample
from tests.data.sample_shop import filled

pytestmark = pytest.mark.slow

GOOGLE: Cut = (("platform", "google_ads"),)
META: Cut = (("platform", "meta_ads"),)
WEEK = Span(d(2026, 1, 5), d(2026, 1, 11))
TODAY = d(2026, 2, 2)
NAME = Text("CPA（Google Ads）", "CPA (Google Ads)")


class Shop:
    """A store with one account: 20 a day in January 2026 for two conversions."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = Store.at(root / "store")
        self.state = State.open(self.store.state_url)
        self.load("january.csv", range(1, 32), 10)

    def load(self, name: str, days: range, cost: float, campaigns: str = "ab") -> None:
        report = google.report(self.root / name, days, campaigns, cost=cost)
        self.ask("import", str(report))

    def sell(self, name: str, *orders: str) -> None:
        """Import a list of orders: number, day of January, total, status, refund."""
        head = "訂單編號,訂單日期,訂單總額,Currency,Order status,Payment status,Refund"
        told = [one.split() for one in orders]
        rows = [f"{n},2026-01-{day},{total},TWD,{status},paid,{refund}"
                for n, day, total, status, refund in told]  # fmt: skip
        (self.root / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8-sig")
        self.ask("import", str(self.root / name), "--answer", "account=店")

    def ask(self, *words: str) -> None:
        assert main([*words, "--store", str(self.store.root)]) == 0

    @property
    def seen(self) -> Snapshot:
        found = current(self.store)
        assert found is not None
        return found

    def now(self) -> datetime:
        """Return when the newest import or undo came."""
        asked = "select max(greatest(committed_at, undone_at)) from imports"
        at: datetime = self.seen.query(asked)[0][0]
        return at

    def changed(
        self, then: datetime, *keys: tuple[str, Cut], span: Span = WEEK
    ) -> dict[str, Change]:
        found = changes(self.seen, self.state, then, [span], keys)
        return {one.kpi: one for one in found}

    def item(self, before: Review | None) -> tuple[tuple[Line, ...], Table | None]:
        return restated_item(self.seen, self.state, before, TODAY)

    def review(self, *kpis: str) -> Review:
        """Return a review of the week that froze these KPIs of Google."""
        told = terms(self.state, extent(self.seen).sources)
        found = read_all(self.seen, [KPIS[k] for k in kpis], WEEK, (), dict(GOOGLE), TODAY, told)  # type: ignore[arg-type]
        frozen = tuple(_frozen(r.kpi.key, Decimal(str(r.value))) for r in found)
        return Review(
            WEEK.start.isoformat(), WEEK, self.seen.number, self.now(), self.now(), "甲", "TWD",
            NAME, (), frozen, (),
        )  # fmt: skip


def _frozen(key: str, value: Decimal) -> Frozen:
    kpi = KPIS[key]
    return Frozen(
        goal=f"gone-{key}", kpi=key, rank="core", name=kpi.name, scope=Text("Google", "Google"),
        unit=kpi.unit, currency="TWD", start=WEEK.start, end=WEEK.end, verdict=None, flags=(),
        figure=NAME, limits=None, changes=(), formula=NAME, basis=None, complete=NAME, owner=NAME,
        agreed=NAME, value=value, platforms=("google_ads",),
    )  # fmt: skip


@dataclass
class History:
    """One store, and what it answered before and after each import."""

    quiet: tuple[tuple[Change, ...] | None, tuple[Line, ...]]
    retold: dict[str, Change]
    ready: tuple[bool, bool]
    lines: tuple[Line, ...]
    table: Table | None
    hidden: tuple[tuple[Line, ...], Table | None]
    third: dict[str, Change]
    undone: Change
    late: Change
    orders: dict[str, Change]
    altered: tuple[tuple[Line, ...], Table | None]
    first: tuple[bool, tuple[tuple[Line, ...], Table | None]]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LODESTAR_TODAY", TODAY.isoformat())
        yield _played(Shop(tmp_path_factory.mktemp("restated")))


def _played(shop: Shop) -> History:
    """Restate a part of January, add a campaign, undo it, add February; then tell tax otherwise."""
    before, then = shop.review("cost", "cpa"), shop.now()
    quiet = find(shop.seen, shop.state, then, [WEEK]), shop.item(before)[0]
    shop.load("restated.csv", range(8, 32), 12.34)  # 1/8–1/11: four days, two campaigns
    assert find(shop.seen, shop.state, then, [WEEK]) is None, "a page asks before it works"
    first = is_ready(shop.seen, shop.state, before)
    work = working.begin(shop.seen, shop.state, before)
    assert work is not None and work.share < 1, "a page begins it, and is not held up"
    while working.begin(shop.seen, shop.state, before):
        sleep(0.05)
    assert not work.failed and is_ready(shop.seen, shop.state, before)
    lines, table = shop.item(before)
    ready = first, is_ready(shop.seen, shop.state, before)
    retold = shop.changed(then, ("cost", GOOGLE), ("cpa", GOOGLE))
    hidden = replace(before, frozen=tuple(replace(f, margin=True) for f in before.frozen))
    unseen, then = shop.item(hidden), shop.now()
    shop.load("third.csv", range(4, 32), 11, "abc")
    asked: list[tuple[str, Cut]] = [(kpi, GOOGLE) for kpi in ("cost", "cpa", "ctr", "cpm", "roas")]
    third = shop.changed(then, *asked, ("conversions", GOOGLE))
    then = shop.now()
    shop.ask("undo", "3")
    (undone,) = shop.changed(then, ("conversions", GOOGLE)).values()
    then = shop.now().replace(tzinfo=UTC)
    shop.load("rest.csv", range(32, 34), 10)
    (late,) = shop.changed(then, ("cost", ()), span=Span(d(2026, 1, 26), d(2026, 2, 1))).values()
    shop.sell("first.csv", *(f"A{n} {5 + n:02} {1000 + n} placed 0" for n in range(7)))
    then = shop.now()
    shop.sell("second.csv", "A0 05 1000 cancelled 0", "A1 06 1001 placed 300.5", "B 20 9 placed 0")
    orders = shop.changed(then, ("revenue", ()), ("orders", ()), ("aov", ()))
    frozen = shop.review("cost")
    shop.state.set_setting("tax_display", "included", "甲", "told otherwise")
    none = is_ready(shop.seen, shop.state, None), shop.item(None)
    return History(
        quiet, retold, ready, lines, table, unseen, third, undone, late, orders,
        shop.item(frozen), none,
    )  # fmt: skip


def test_nothing_changed_is_an_empty_answer_at_no_cost(history: History) -> None:
    found, lines = history.quiet
    assert found == ()
    assert lines[0].text == Text(
        "前期數字沒有變：1/5–1/11 的 2 個指標和上次週會凍結時一樣。",
        "The past has not changed: the 2 KPIs of 1/5–1/11 are as the last review froze them.",
    )


def test_a_restated_week_is_told_to_the_cent_with_its_file(history: History) -> None:
    cost, cpa = history.retold["cost"], history.retold["cpa"]
    assert (cost.then, cost.now) == (Decimal(140), Decimal("158.72"))
    (one,) = cost.moved
    assert (one.difference, one.effect) == (Decimal("18.72"), Decimal("18.72"))
    assert (one.days, one.late) == (Span(d(2026, 1, 8), d(2026, 1, 11)), False)
    assert (one.brought, one.taken) == (("restated.csv",), ("january.csv",))
    assert cpa.now == float(Decimal("158.72") / 14)
    whole = Decimal("18.72") / 14
    assert abs(sum((m.effect or Decimal(0) for m in cpa.moved), -whole)) < Decimal("1e-24")


def test_the_item_of_the_agenda_names_the_reason(history: History) -> None:
    assert history.ready == (False, True), "it is prepared once for a snapshot"
    assert [line.platform for line in history.lines] == ["google_ads", "google_ads"]
    assert history.lines[0].text == Text(
        "1/5–1/11 的廣告花費（Google） 140 → 159，因為 Google Ads 的花費多了 19"
        "（檔案「restated.csv」）。",
        "Cost (Google) of 1/5–1/11: 140 → 159, because Google Ads cost went up by 19"
        " (from “restated.csv”).",
    )
    table = history.table
    assert table is not None and table.platforms == ("google_ads", "google_ads")
    assert [cell.zh for cell in table.rows[0]] == [
        "廣告花費（Google）", "1/5–1/11", "140", "159", "+13.4%", "Google Ads 的花費多了 19"
    ]  # fmt: skip


def test_the_first_review_has_no_past(history: History) -> None:
    ready, (lines, table) = history.first
    assert ready and lines[0].text.zh.startswith("這是第一次週會") and table is None


@pytest.mark.parametrize("kpi", ["cost", "cpa", "ctr", "cpm", "conversions"])
def test_the_differences_of_the_parts_are_that_of_the_whole(history: History, kpi: str) -> None:
    change = history.third[kpi]
    effects = [m.effect for m in change.moved]
    assert None not in effects
    whole = Decimal(str(change.now)) - Decimal(str(change.then))
    assert abs(sum(e for e in effects if e) - whole) < Decimal("1e-12")
    if KPIS[kpi].denominator is None:
        assert sum(m.difference for m in change.moved) == whole


def test_what_was_filled_in_is_counted(history: History) -> None:
    assert sentence(KPIS["conversions"], NAME, history.third["conversions"], "TWD") == Text(
        "1/5–1/11 的 CPA（Google Ads） 14 → 21，因為 Google Ads 補進 7 筆轉換"
        "（檔案「third.csv」）。",
        "CPA (Google Ads) of 1/5–1/11: 14 → 21, because Google Ads added 7 conversions"
        " (from “third.csv”).",
    )
    assert "roas" not in history.third, "what has no answer then and now has not changed"


def test_an_undone_import_is_told_too(history: History) -> None:
    assert (history.undone.then, history.undone.now) == (Decimal(21), Decimal(14))
    assert history.undone.moved[0].taken == ("third.csv",)
    assert sentence(KPIS["conversions"], NAME, history.undone, "TWD").zh == (
        "1/5–1/11 的 CPA（Google Ads） 21 → 14，因為 Google Ads 扣掉 7 筆轉換"
        "（「third.csv」不再算數）。"
    )


def test_days_that_were_still_missing_are_added_not_corrected(history: History) -> None:
    (one,) = history.late.moved
    assert (one.late, one.days) == (True, Span(d(2026, 2, 1), d(2026, 2, 1)))
    told = sentence(KPIS["cost"], NAME, history.late, None)
    assert "因為 Google Ads 補上 2/1 的花費 20" in told.zh
    assert "because Google Ads brought cost of 20 for 2/1" in told.en


def test_orders_change_by_their_versions(history: History) -> None:
    """One was cancelled, another refunded in part; the other five are as they were."""
    revenue, orders, aov = (history.orders[kpi] for kpi in ("revenue", "orders", "aov"))
    (one,) = revenue.moved
    assert (one.platform, one.difference) == ("shop", Decimal("-1300.5"))
    assert (one.days, one.brought) == (Span(d(2026, 1, 5), d(2026, 1, 6)), ("second.csv",))
    assert (orders.then, orders.now) == (7, 6)
    assert "商店訂單扣掉 1 筆訂單" in sentence(KPIS["orders"], NAME, orders, "TWD").zh
    whole = Decimal(str(aov.now)) - Decimal(str(aov.then))
    assert abs(sum((m.effect or Decimal(0) for m in aov.moved), -whole)) < Decimal("1e-12")


def test_other_settings_are_no_change_of_the_data(history: History) -> None:
    lines, table = history.altered
    assert lines[0].text == Text(
        "1/5–1/11 的廣告花費（Google） 159 → 167：資料沒有變，是設定或定義改過。",
        "Cost (Google) of 1/5–1/11: 159 → 167. The data are the same; settings or definitions"
        " changed.",
    )
    assert table is not None and table.rows[0][-1].zh == "設定或定義改過"


def test_what_an_outside_eye_must_not_see_stays_marked(history: History) -> None:
    lines, table = history.hidden
    assert lines[0].margin and table is not None and table.margins == (True, True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return filled(tmp_path_factory)


def test_the_restated_week_of_the_sample_shop_is_found(sample: Sample) -> None:
    """Meta's second file tells the planted week anew: 41 conversions more, by the truth."""
    told = sample.truth["stories"]["restated"]
    days = Span(*map(d.fromisoformat, told["days"]))
    asked = "select committed_at from imports where platform = 'meta_ads' order by import_id"
    first = sample.snapshot.query(asked)[0][0]
    keys: list[tuple[str, Cut]] = [("conversions", META), ("conversion_value", META), ("cpa", META)]
    apart, elsewhere = days, days.moved(-7)
    found = changes(sample.snapshot, sample.state, first, [apart, elsewhere], keys)
    assert {one.span for one in found} == {days}, "no other week has changed"
    by_kpi = {one.kpi: one for one in found}
    for kpi in ("conversions", "conversion_value"):
        early, late = map(Decimal, told[kpi])
        assert (by_kpi[kpi].then, by_kpi[kpi].now) == (early, late)
        assert sum(m.difference for m in by_kpi[kpi].moved) == late - early
        assert by_kpi[kpi].moved[0].brought == ("Meta 行銷活動 2.csv",)
    assert days.end - days.start == timedelta(6)
    assert "Meta 補進" in sentence(KPIS["cpa"], NAME, by_kpi["cpa"], "TWD").zh


def test_imports_of_the_sample_shop_that_came_later_change_nothing(sample: Sample) -> Any:
    at = sample.snapshot.query("select max(committed_at) from imports")[0][0]
    assert find(sample.snapshot, sample.state, at, [WEEK]) == ()
