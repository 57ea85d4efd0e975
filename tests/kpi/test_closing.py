"""月結: what is frozen stays, what comes later is told to the cent with its import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.snapshot import Snapshot, current
from data.state import State
from data.store import Store
from kpi.closing.adjusted import Adjustment, adjustments, totals, unbooked
from kpi.closing.closed import closings, days_of
from kpi.closing.figures import Figure, incomplete
from kpi.closing.month import NotClosed, closable, close, reopen
from kpi.facts.extent import extent
from kpi.period import Span, Year
from kpi.terms import terms
from tests.data import google

pytestmark = pytest.mark.slow

GOOGLE = ("cost", (("platform", "google_ads"),))
FEBRUARY, MARCH = d(2026, 2, 5), d(2026, 3, 5)
GOAL = {
    "id": "cpa", "kpi": "cpa", "scope": {"platform": "google_ads"}, "rank": "core", "target": 9,
    "owner": {"zh": "甲", "en": "A"}, "step": {"zh": "觀察", "en": "Watch"},
}  # fmt: skip


class Shop:
    """A store with one account: 20 a day in January 2026, costs of 5,000.55 in its sheet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = Store.at(root / "store")
        self.state = State.open(self.store.state_url)
        self.state.save_goals([GOAL], "甲", "")
        sheet = root / "fees.csv"
        sheet.write_text("日期,項目,金額,幣別\n2026-01-15,顧問,5000.55,TWD\n", encoding="utf-8-sig")
        self.load("january.csv", range(1, 32), 10)
        self.ask("import", str(sheet))

    def load(self, name: str, days: range, cost: float) -> None:
        """Import a report of these days of the year, two campaigns that cost so much a day."""
        self.ask("import", str(google.report(self.root / name, days, cost=cost)))

    def ask(self, *words: str) -> None:
        assert main([*words, "--store", str(self.store.root)]) == 0

    @property
    def seen(self) -> Snapshot:
        found = current(self.store)
        assert found is not None
        return found

    def close(self, month: str = "2026-01", on: d = FEBRUARY, why: str = "對完帳") -> None:
        close(self.seen, self.state, month, on, "甲", why)

    def told(self, month: str = "2026-01", on: d = FEBRUARY) -> dict[Any, Adjustment]:
        """Return the figures of a closed month beside what they are now."""
        (one,) = [c for c in closings(self.state) if c.month == month]
        found = adjustments(self.seen, terms(self.state, extent(self.seen).sources), one, on)
        return {a.key: a for a in found}

    def open_month(self, on: d = FEBRUARY) -> dict[str, Decimal]:
        """Return this month's 前期調整."""
        told = terms(self.state, extent(self.seen).sources)
        return totals(unbooked(self.seen, told, closings(self.state), on))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-04-20")
    return Shop(tmp_path)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(NotClosed) as refused:
        act()
    return refused.value.text.zh


def test_frozen_stays_and_the_difference_is_told_to_the_cent(shop: Shop) -> None:
    shop.close()
    frozen = closings(shop.state)[0].figures
    assert frozen[GOOGLE].value == Decimal(620)
    assert [*frozen[GOOGLE].imports.values()] == ["january.csv"]
    assert frozen["other_costs", (("platform", "costs"),)].value == Decimal("5000.55")
    assert frozen["cpa", (("platform", "google_ads"),)].value == Decimal(10)
    shop.state.set_setting("tax_display", "included", "甲", "told otherwise is no adjustment")
    assert not any(one.changed for one in shop.told().values()) and shop.open_month() == {}

    shop.load("restated.csv", range(10, 32), 12.34)  # 22 days, two campaigns, 2.34 more each
    now = shop.told()
    assert now[GOOGLE].frozen == Decimal(620)
    assert now[GOOGLE].difference == Decimal("102.96")
    assert (now[GOOGLE].brought, now[GOOGLE].taken) == (("restated.csv",), ())
    assert now[GOOGLE].now == now[GOOGLE].frozen + now[GOOGLE].difference
    cpa = now["cpa", (("platform", "google_ads"),)]
    assert cpa.changed and cpa.now == Decimal(str(float(Decimal("722.96") / 62)))
    assert [a.key for a in now.values() if a.changed] == [GOOGLE, cpa.key]
    assert closings(shop.state)[0].figures == frozen, "what is frozen never changes"
    assert shop.open_month() == {"cost": Decimal("102.96")}, "a rate adds nothing to the sums"


def test_undone_imports_are_told_in_both_directions(shop: Shop) -> None:
    shop.load("restated.csv", range(10, 32), 12.34)
    shop.close()
    shop.ask("undo", "3")  # the restating file, which was frozen in
    back = shop.told()[GOOGLE]
    assert (back.difference, back.taken) == (Decimal("-102.96"), ("restated.csv",))
    shop.ask("undo", "1")
    gone = shop.told()[GOOGLE]
    assert (gone.now, gone.difference) == (None, Decimal("-722.96"))
    assert set(gone.taken) == {"january.csv", "restated.csv"} and gone.brought == ()
    assert shop.open_month() == {"cost": Decimal("-722.96")}


def test_a_source_that_came_later_stands_beside_nothing(shop: Shop, tmp_path: Path) -> None:
    shop.close()
    late = tmp_path / "late.csv"
    late.write_text("日期,項目,金額,幣別\n2026-01-20,拍片,700.10,TWD\n", encoding="utf-8-sig")
    shop.ask("undo", "2")
    shop.ask("import", str(late))
    one = shop.told()["other_costs", (("platform", "costs"),)]
    assert (one.brought, one.taken) == (("late.csv",), ("fees.csv",))
    assert one.difference == Decimal("700.10") - Decimal("5000.55")


def test_each_month_takes_in_its_own_adjustment(shop: Shop) -> None:
    shop.load("february.csv", range(32, 60), 10)
    shop.close()
    shop.load("restated.csv", range(10, 32), 12.34)
    assert shop.open_month(MARCH) == {"cost": Decimal("102.96")}
    shop.close("2026-02", MARCH)
    assert shop.open_month(MARCH) == {}, "February has taken it in"
    assert shop.told()[GOOGLE].difference == Decimal("102.96"), "January still says so"
    shop.load("again.csv", range(30, 60), 10.5)  # two days of January, all of February
    assert shop.open_month(MARCH) == {"cost": Decimal("20.64")}, "28 of February less 7.36"
    assert shop.told("2026-02", MARCH)[GOOGLE].difference == Decimal(28)
    reopen(shop.state, "2026-02", "乙", "漏了一張單")
    assert shop.open_month(MARCH) == {"cost": Decimal("95.60")}, "what February took in is open"
    said = shop.state.audit("closing 2026-02")
    assert [(row["by"], row["why"]) for row in said] == [("甲", "對完帳"), ("乙", "漏了一張單")]
    assert said[1]["old"] == said[0]["new"] and said[1]["new"] is None


def test_when_a_month_can_be_closed(shop: Shop) -> None:
    shop.load("february.csv", range(32, 75), 10)  # and half of March
    early = refusal(lambda: shop.close(on=d(2026, 2, 4)))
    assert "2026-02-05" in early and "5 日" in early
    shop.state.set_setting("closing_day", 3, "甲", "")
    year = Year(closing_day=3)
    assert closable(shop.seen, shop.state, d(2026, 2, 2), year) == ()
    assert closable(shop.seen, shop.state, d(2026, 2, 3), year) == ("2026-01",)
    assert closable(shop.seen, shop.state, d(2026, 4, 20), year) == ("2026-02", "2026-01")
    assert "原因" in refusal(lambda: shop.close(why=" "))
    assert "2030 年 1 月" in refusal(lambda: shop.close("2030-01", d(2031, 1, 1)))
    shop.close(on=d(2026, 2, 3))
    assert "已經結了" in refusal(shop.close)
    assert "2026 年 2 月" in refusal(lambda: shop.close("2025-12", MARCH))
    shop.close("2026-02", MARCH)
    assert closable(shop.seen, shop.state, d(2026, 4, 20), year) == (), "March has not ended"
    assert "2026 年 2 月" in refusal(lambda: reopen(shop.state, "2026-01", "甲", "改"))
    assert "沒有結" in refusal(lambda: reopen(shop.state, "2026-03", "甲", "改"))
    assert "原因" in refusal(lambda: reopen(shop.state, "2026-02", "甲", ""))
    assert [c.month for c in closings(shop.state)] == ["2026-01", "2026-02"]


def test_what_is_late_is_named_before(shop: Shop) -> None:
    assert incomplete(shop.seen, days_of("2026-01"))[0][0].startswith("costs/")
    shop.load("february.csv", range(32, 50), 10)
    late = dict(incomplete(shop.seen, days_of("2026-02")))
    assert late["google_ads/123-456-7890"] == d(2026, 2, 18)


def test_figures_survive_their_document() -> None:
    for value in (None, Decimal("0.10"), Decimal(-3), Decimal("0.0213")):
        one = Figure("cost", (("platform", "meta_ads"),), value, {7: "a.csv", 2: "b.csv"})
        assert Figure.from_doc(one.as_doc()) == one
    assert days_of("2028-02") == Span(d(2028, 2, 1), d(2028, 2, 29))
