"""Leads over several imports: when a stage was reached, what stays, what undoing gives back."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.hold import ingesting
from data.limits import TERMINAL
from data.rules import stage_names
from data.schema import CRM, RATES, LeadMeasure
from data.snapshot import Snapshot, current
from tests.data.typed import Row, Shop, day

pytestmark = pytest.mark.slow


def lead(lead_id: str, stage: str | None = "lead", made: int = 1, **more: Any) -> Row:
    """Return a lead made on the n-th day as an export shows it; other days as numbers."""
    days = {k: day(v) if k in CRM.dates and isinstance(v, int) else v for k, v in more.items()}
    said = {"day_from": day(made), "day_to": day(made), "lead_id": lead_id, "stage": stage}
    return {"account_name": "CRM", "kind": "lead", "stage_name": stage, **said, **days}


def deal(lead_id: str, stage: str, amount: float | None, made: int = 1, **more: Any) -> Row:
    """Return a deal."""
    return lead(lead_id, stage, made, kind="deal", deal_amount=amount, **more)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def load(shop: Shop, on: int, *rows: Row, **how: Any) -> None:
    """Import an export written on the n-th day, which tells of the days before it."""
    at = datetime.combine(day(on), time(9))
    told: dict[str, Any] = {"level": None, "platform": "crm", "format": "generic.leads"}
    shop.load(rows, book=CRM, days=(1, on - 1), exported_at=at, **{**told, **how})


def stages(found: Snapshot) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return (first, last, told, counted) of each stage, days as numbers of the year."""
    rows = found.query("select lead_id, stage, day_from, day_to, told, counted_on from lead_stages")
    numbered = [
        (name, stage, *(d and (d - day(1)).days + 1 for d in days), told, counted)
        for name, stage, *days, told, counted in rows
    ]
    return {
        (name, stage): (first, last, told, counted and (counted - day(1)).days + 1)
        for name, stage, first, last, told, counted in numbered
    }


def sums(found: Snapshot, *wanted: str, until: int = 365) -> tuple[Any, ...]:
    """Return the sums of some quantities over the first days of the year."""
    asked = ", ".join(f"sum({w})" for w in wanted)
    sql = f"select {asked} from account_days where day <= $last"  # noqa: S608
    (row,) = found.query(sql, last=day(until))
    return row


def test_a_day_an_export_tells_is_the_day(shop: Shop) -> None:
    load(shop, 40, lead("A", "sql", 3, mql_on=5, sql_on=12))
    found = shop.published()
    assert stages(found) == {
        ("A", "lead"): (3, 3, True, 3), ("A", "mql"): (5, 5, True, 5),
        ("A", "sql"): (12, 12, True, 12),
    }  # fmt: skip
    assert sums(found, "crm_leads", "leads_to_mql", "mql_reached", "mql_to_sql", until=5) == (
        1, 1, 1, 1)  # fmt: skip
    assert sums(found, "sql_reached", until=11) == (0,) and sums(found, "sql_reached") == (1,)


def test_a_stage_only_seen_lies_between_two_imports(shop: Shop) -> None:
    load(shop, 10, lead("A", "mql"), lead("B"))
    found = shop.published()
    assert stages(found)["A", "mql"] == (1, 10, False, None), "nobody knows when"
    assert sums(found, "mql_reached") == (None,), "which is not zero"
    load(shop, 20, lead("A", "sql"), lead("B", "mql"), lead("C", "mql", 15))
    found = shop.published()
    assert stages(found) == {
        ("A", "lead"): (1, 1, True, 1), ("A", "mql"): (1, 10, False, None),
        ("A", "sql"): (9, 20, False, 20),
        ("B", "lead"): (1, 1, True, 1), ("B", "mql"): (9, 20, False, 20),
        ("C", "lead"): (15, 15, True, 15), ("C", "mql"): (15, 20, False, 20),
    }  # fmt: skip
    assert sums(found, "mql_reached") == (2,)


def test_a_filtered_export_wipes_nothing_and_the_same_again_changes_nothing(shop: Shop) -> None:
    load(shop, 10, lead("A", "mql", mql_on=4, source="LinkedIn"), lead("B", made=2))
    load(shop, 20, lead("A", "sql", mql_on=4, sql_on=15, source=None))
    found = shop.published()
    before = stages(found), sums(found, *LeadMeasure)
    load(shop, 20, lead("A", "sql", mql_on=4, sql_on=15, source=None))
    found = shop.published()
    assert (stages(found), sums(found, *LeadMeasure)) == before
    said = found.query("select lead_id, stage, source from leads order by 1")
    assert said == [("A", "sql", "LinkedIn"), ("B", "lead", None)]


def test_the_order_of_imports_does_not_matter_and_undo_gives_back(tmp_path: Path) -> None:
    files = [
        (10, [lead("A"), lead("B", "mql")]), (20, [lead("A", "mql"), lead("B", "won")]),
        (30, [lead("A", "won", amount=None), lead("D", "mql", 25)]),
    ]  # fmt: skip
    for _, rows in files:
        for row in rows:
            row.pop("amount", None)
    told = []
    for n, order in enumerate([files, files[::-1], [files[1], files[0], files[2]]]):
        shop = Shop(tmp_path / str(n))
        for on, rows in order:
            load(shop, on, *rows)
        told.append((stages(shop.published()), sums(shop.published(), *LeadMeasure)))
    assert all(each == told[0] for each in told)
    other = Shop(tmp_path / "undone")
    for on, rows in files:
        load(other, on, *rows)
    other.undo(2)
    fresh = Shop(tmp_path / "fresh")
    for on, rows in (files[0], files[2]):
        load(fresh, on, *rows)
    assert stages(other.published()) == stages(fresh.published())
    assert sums(other.published(), *LeadMeasure) == sums(fresh.published(), *LeadMeasure)


def test_an_earlier_time_is_told_as_it_was(shop: Shop) -> None:
    load(shop, 10, lead("A"), lead("B"))
    first = shop.published()
    at = first.query("select max(committed_at) from imports")[0][0]
    before = stages(first)
    load(shop, 20, lead("A", "mql"))
    assert stages(shop.published()) != before == stages(shop.published().as_of(at))


@pytest.mark.parametrize(
    ("later", "won", "lost"),
    [
        ("won", True, False),
        ("opportunity", False, False),
        ("lost", False, True),
        (None, True, False),
    ],
)
def test_a_deal_that_is_open_again_is_not_won(
    shop: Shop, later: str | None, won: bool, lost: bool
) -> None:
    load(shop, 20, deal("D", "won", 100, closed_on=12))
    load(shop, 30, deal("D", later, 100, closed_on=25) if later else deal("E", "opportunity", 1))
    found = stages(shop.published())
    assert (("D", "won") in found, ("D", "lost") in found) == (won, lost)


def test_people_are_won_by_their_deals_and_deals_are_counted(shop: Shop) -> None:
    people = [lead(n, "sql", kind="person", mql_on=3, sql_on=5) for n in ("1", "2", "3")]
    load(shop, 40, *people)
    load(shop, 40, deal("D", "won", 900, 10, closed_on=20, persons="2;3"),
         deal("E", "lost", 50, 11, closed_on=21, persons="1"))  # fmt: skip
    found = shop.published()
    assert sums(found, "sql_reached", "sql_to_won", "deals_won", "deals_lost", "opportunities") == (
        3, 2, 1, 1, 2)  # fmt: skip
    assert sums(found, "pipeline_amount", "deal_amount_won") == (950, 900)
    assert stages(found)["2", "won"] == (20, 20, True, 20)


def test_of_one_contact_the_first_valid_lead_is_new(shop: Shop) -> None:
    load(shop, 40, lead("A", made=3, contact="x"), lead("B", made=5, contact="x"),
         lead("C", made=1, contact="x", mark="invalid"), lead("D"), lead("E"))  # fmt: skip
    assert sums(shop.published(), "crm_leads", "net_new_leads", "leads_invalid") == (5, 3, 1)


def test_money_of_another_currency_waits_for_its_rate(shop: Shop) -> None:
    load(shop, 40, deal("D", "won", 100, 2, closed_on=9, currency="TWD"),
         deal("E", "won", 10, 3, closed_on=10, currency="USD"))  # fmt: skip
    assert sums(shop.published(), "deals_won", "deal_amount_won") == (2, 100)
    days = shop.published().query("select day from account_days where deal_amount_won is null")
    assert days == [(day(10),)], "the day is not told, so the figure is partial"
    rate = {"account_name": "rates", "day_from": day(1), "day_to": day(31), "rate_currency": "USD",
            "rate_to": "TWD", "rate": 31.5}  # fmt: skip
    shop.load([rate], book=RATES, level=None, platform="rates", format="generic.rates")
    assert sums(shop.published(), "deal_amount_won") == (Decimal(415),)
    shop.undo(2)
    assert sums(shop.published(), "deal_amount_won") == (100,)


def test_unknown_stages_count_once_somebody_says_what_they_mean(shop: Shop) -> None:
    load(shop, 20, lead("A", None, stage_name="試喝評估", mql_on=None), lead("B", "mql", mql_on=4))
    load(shop, 30, deal("D", "x", 70, stage_name=" Tasting ") | {"stage": None})

    def start() -> Snapshot:
        with ingesting(shop.store, shop.state, "test", TERMINAL, wait=True):
            pass
        found = current(shop.store)
        assert found is not None
        return found

    found = start()
    assert sums(found, "crm_leads", "mql_reached", "opportunities") == (1, 1, None)
    at = found.query("select max(committed_at) from imports")[0][0]
    mapped = {"試喝評估": "lead", "tasting": "opportunity", "nobody": "won", "bad": "no stage"}
    stage_names.keep(shop.state, mapped, "boss", "how we call it")
    found = start()
    assert found.stages() == {k: v for k, v in mapped.items() if k != "bad"}
    assert sums(found, "crm_leads", "mql_reached", "opportunities") == (2, 1, 1)
    assert sums(found.as_of(at), "crm_leads", "opportunities") == (2, 1)
    shop.store.master.unlink()
    assert sums(start(), "crm_leads", "mql_reached", "opportunities") == (2, 1, 1)


def test_trials(shop: Shop) -> None:
    whole = lead("T", "renewed", 2, trial_on=2, activated_on=3, paid_on=20, renewed_on=50)
    late = lead("U", "trial", 2, trial_on=2, activated_on=4)
    load(shop, 60, whole, late, lead("V", "trial", 2, trial_on=2))
    assert sums(shop.published(), "trials", "trials_activated", "trials_activated_1d",
                "trials_paid", "paid_reached", "renewed_reached") == (3, 2, 1, 1, 1, 1)  # fmt: skip
