"""Maturity curves: learnt only from what was told twice, and what they make of the newest week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.schema import Measure, Quantity
from data.snapshot import Snapshot, Telling, current
from data.state import State
from data.store import Store
from data.text import Text
from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.restated.changes import changes
from kpi.restated.expected import expected, sentence
from kpi.restated.maturity import FEWEST, FINAL, Curve, Share, curves, learnt
from kpi.restated.maturity_table import maturity_lines, maturity_table
from kpi.restated.words import reasons
from kpi.terms import Terms, terms
from tests.data import google

META = "meta_ads"
FIRST = d(2026, 6, 1)
GOOGLE: Cut = (("platform", "google_ads"),)


def told(
    days: int, ages: dict[int, float], voice: str = "1:", size: int = 100
) -> Iterator[Telling]:
    """Yield what is told of so many days: at each age a share of `size` conversions."""
    for n in range(days):
        day = FIRST + timedelta(n)
        for age, share in ages.items():
            values: dict[Quantity, Any] = {Measure.CONVERSIONS: Decimal(str(size * share))}
            yield Telling(META, 1, voice, day, day + timedelta(age), values)


def curve(found: Any) -> Curve:
    made: Curve = found[META, Measure.CONVERSIONS]
    return made


def test_shares_are_what_was_known_over_what_it_became() -> None:
    made = curve(learnt(told(20, {1: 0.5, 3: 0.75, 7: 0.9, 28: 1, 29: 1})))
    assert {age: s.known for age, s in made.shares.items()} == {
        1: Decimal("0.5"), 3: Decimal("0.75"), 7: Decimal("0.9"), 28: Decimal(1),
    }  # fmt: skip
    assert {s.days for s in made.shares.values()} == {20}
    assert made.at(2) is not None and made.at(2) == Share(
        Decimal("0.625"), Decimal("0.625"), Decimal("0.625"), 20
    )
    assert made.at(0) is None, "below what is known nothing is"
    assert made.at(FINAL + 1) is not None and made.at(90).known == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "tellings",
    [
        pytest.param([*told(60, {100: 1})], id="one import of everything, long after"),
        pytest.param([*told(60, {1: 0.5})], id="never told again"),
        pytest.param([*told(60, {1: 0.5, 28: 1})], id="told again too early to be final"),
        pytest.param([*told(FEWEST - 1, {1: 0.5, 40: 1})], id="a day too few"),
        pytest.param([*told(60, {1: 0, 40: 0})], id="nothing became nothing"),
        pytest.param(
            [*told(60, {1: 0.5}, "2:"), *told(60, {40: 1}, "1:")], id="two kinds of report"
        ),
        pytest.param([], id="no import"),
    ],
)
def test_what_teaches_nothing_leaves_the_curve_unknown(tellings: list[Telling]) -> None:
    assert learnt(tellings) == {}


def test_great_days_weigh_more_and_the_spread_is_that_of_the_days() -> None:
    small = told(18, {1: 0.2, 40: 1}, size=10)
    great = [
        Telling(META, 2, "1:", t.day, t.told_on, t.values)
        for t in told(2, {1: 0.8, 40: 1}, size=1000)
    ]
    made = curve(learnt([*small, *great])).shares[1]
    assert made.known == Decimal(18 * 2 + 2 * 800) / Decimal(18 * 10 + 2 * 1000)
    assert (made.low, made.days) == (Decimal("0.2"), 20)
    assert Decimal("0.2") <= made.high <= Decimal("0.8")


def test_the_latest_telling_of_a_day_is_its_final() -> None:
    again = [*told(20, {1: 0.5, 30: 0.9, 60: 1})]
    assert curve(learnt(again)).shares[1].known == Decimal("0.5")


class Shop:
    """Fourteen Google accounts told three times: conversions of yesterday come half, then whole."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root, self.store = root, Store.at(root / "store")
        for first, n in ((1, 15), (1, 60), (40, 90)):
            self.today = google.FIRST + timedelta(n - 1)
            patch.setenv("LODESTAR_TODAY", self.today.isoformat())
            self.load(first, n)
        self.state = State.open(self.store.state_url)

    def load(self, first: int, n: int) -> None:
        """Import what is told on a day: of yesterday half the conversions, before it all."""
        path, rows = self.root / f"{n}.csv", list[str]()
        for account in range(FEWEST):
            days = range(first, n)
            google.report(
                path, days, "a", account=f"100-000-00{account:02}", declared=(first, n - 1)
            )
            head, told = path.read_text().splitlines()[:3], path.read_text().splitlines()[3:-1]
            rows += [*told[:-1], told[-1].replace("1.00", "0.50")]
        path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
        assert main(["import", str(path), "--store", str(self.store.root)]) == 0

    @property
    def seen(self) -> Snapshot:
        found = current(self.store)
        assert found is not None
        return found

    @property
    def told(self) -> Terms:
        return terms(self.state, extent(self.seen).sources)

    def read(self, kpi: str, days: int = 7) -> Reading:
        last = self.today - timedelta(1)
        span = Span(last - timedelta(days - 1), last)
        where: Any = dict(GOOGLE)
        (found,) = read_all(self.seen, [KPIS[kpi]], span, (), where, self.today, self.told)
        return found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with pytest.MonkeyPatch.context() as patch:
        yield Shop(tmp_path_factory.mktemp("maturity"), patch)


@pytest.mark.slow
def test_a_curve_is_learnt_from_the_history_of_imports(shop: Shop) -> None:
    made = curves(shop.seen)["google_ads", Measure.CONVERSIONS]
    assert made.shares[1].known == Decimal("0.5") and made.shares[1].days >= FEWEST
    assert made.shares[3].known == 1
    cost = curves(shop.seen)["google_ads", Measure.COST]
    assert {s.known for s in cost.shares.values()} == {Decimal(1)}


@pytest.mark.slow
def test_the_table_says_on_how_many_days_each_source_rests(shop: Shop) -> None:
    table = maturity_table(shop.seen)
    assert table is not None and table.platforms == ("google_ads",)
    assert [t.zh for t in table.titles] == [
        "來源", "1 天後", "3 天後", "7 天後", "28 天後", "依據天數"
    ]  # fmt: skip
    row = [cell.zh for cell in table.rows[0]]
    assert row[:3] == ["Google Ads・轉換", "50%", "100%"] and int(row[-1]) >= FEWEST
    (line,) = maturity_lines(shop.seen)
    assert line.platform == "google_ads"
    assert line.text.zh.startswith("Google Ads・轉換：平常 1 天後有 50%、3 天後有 100%")
    assert line.text.en.startswith("Google Ads, Conversions: usually 50% known after 1 d")


@pytest.mark.slow
def test_the_newest_days_are_scaled_to_what_they_become(shop: Shop) -> None:
    found = expected(shop.seen, shop.read("conversions"), shop.told)
    assert found is not None, "seven days: one of them is half told"
    assert shop.read("conversions").value == Decimal("6.5") * FEWEST
    assert (found.value, found.low, found.high) == (7 * FEWEST,) * 3
    assert sentence(KPIS["conversions"], found, None) == Text(
        "最近幾天還在補數字，補齊後估計 98（98–98）。",
        "The latest days are still filling up; expected to end at 98 (98–98).",
    )
    ratio = expected(shop.seen, shop.read("cpa"), shop.told)
    assert ratio is not None and ratio.value == Decimal(10)


@pytest.mark.slow
def test_what_does_not_fill_up_has_no_other_value(shop: Shop) -> None:
    assert expected(shop.seen, shop.read("cost"), shop.told) is None


@pytest.mark.slow
def test_without_a_curve_nothing_is_expected(tmp_path: Path) -> None:
    path = google.report(tmp_path / "once.csv", range(1, 60))
    at = ("--store", str(tmp_path / "store"))
    assert main(["import", str(path), *at]) == 0
    store = Store.at(tmp_path / "store")
    seen, state = current(store), State.open(store.state_url)
    assert seen is not None
    assert curves(seen) == {} and maturity_table(seen) is None and maturity_lines(seen) == ()
    told, days = terms(state, extent(seen).sources), Span(d(2026, 2, 20), d(2026, 2, 26))
    where: Any = dict(GOOGLE)
    (one,) = read_all(seen, [KPIS["conversions"]], days, (), where, d(2026, 3, 1), told)
    assert one.value is not None and expected(seen, one, told) is None


@pytest.mark.slow
def test_of_several_accounts_each_is_named_with_what_it_filled_in(shop: Shop) -> None:
    first = shop.seen.query("select min(committed_at) from imports")[0][0]
    week = Span(google.FIRST + timedelta(7), google.FIRST + timedelta(13))
    (found,) = changes(shop.seen, shop.state, first, [week], [("conversions", GOOGLE)])
    assert {one.difference for one in found.moved} == {Decimal("0.5")}
    assert len({one.account for one in found.moved}) == len(found.moved) == FEWEST
    assert {one.days for one in found.moved} == {Span(week.end, week.end)}
    assert sum(one.difference for one in found.moved) == Decimal(7)
    assert "Google Ads（100-000-0000）補進 0.5 筆轉換、" in reasons(found).zh
    assert reasons(found).zh.endswith("、另外 11 項")
