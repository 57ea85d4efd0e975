"""Subscribers of a CRM: which renewals were made, who can be told of, what the page says."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.reading.reader import read
from data.schema import CRM_LEADS
from data.state import State
from kpi.customers.sbg import survival
from kpi.customers.subscriber_table import NO_AMOUNT, NO_SUBSCRIBERS, subscriber_table
from kpi.customers.subscribers import subscribers
from kpi.customers.time_unit import TimeUnit
from kpi.customers.value import NO_MARGIN
from kpi.terms import Terms
from tests.samples import boxes

WORDS = [("月", "month"), (" Monthly ", "month"), ("月繳", "month"), ("年繳", "year"),
         ("ANNUAL", "year"), ("每兩週", None), ("", None)]  # fmt: skip


def test_how_often_one_pays_is_read_from_its_word(tmp_path: Path) -> None:
    header = ["名單編號", "建立時間", "付費日期", "退訂日期", "計費週期"]
    rows = [[str(n), "2026-01-05", "2026-01-05", "2026-03-05", word]
            for n, (word, _) in enumerate(WORDS)]  # fmt: skip
    path, out = tmp_path / "file.csv", tmp_path / "1.parquet"
    boxes.utf8(path, [[*header, "階段"], *([*row, "付費"] for row in rows)])
    report = read(path, "any", out, {}, today=d(2026, 11, 5), key=b"k" * 32)
    assert report.status == "parsed", report.problems
    found = duckdb.read_parquet(str(out)).project("billing, ended_on").fetchall()
    assert found == [(said, d(2026, 3, 5)) for _, said in WORDS]


LAST = d(2026, 11, 17)
TWD = Terms("TWD", margin=Decimal("0.5"))


def subscriber(
    world: Any, name: str, paid: d, ended: d | None = None, billing: str | None = "month",
    amount: int | None = 1000, currency: str = "TWD", crm: str = "名單",
) -> None:  # fmt: skip
    key = world.keys[crm][0]
    world._insert("leads", account_key=key, kind="lead", lead_id=name, created_on=paid,
                  ended_on=ended, billing=billing, amount=amount, currency=currency)  # fmt: skip
    world._insert("lead_stages", account_key=key, kind="lead", lead_id=name, stage="paid",
                  day_from=paid, day_to=paid, told=True, counted_on=paid)  # fmt: skip


@pytest.fixture
def crm(world: Any) -> Any:
    world.account("名單", CRM_LEADS.key, complete_to=LAST)
    world.con.execute("update imports set book = 'crm'")
    return world


# paid · ended · billed · renewals seen · renewals made
LIVES: list[tuple[str, d, d | None, str, int, int]] = [
    ("on", d(2026, 8, 17), None, "month", 3, 3),
    ("a day short of the third", d(2026, 8, 18), None, "month", 2, 2),
    ("ended on the day of the first renewal", d(2026, 8, 17), d(2026, 9, 17), "month", 3, 0),
    ("ended a day later", d(2026, 8, 17), d(2026, 9, 18), "month", 3, 1),
    ("ended before it began", d(2026, 8, 17), d(2026, 8, 1), "month", 3, 0),
    ("ends later", d(2026, 8, 17), d(2026, 12, 17), "month", 3, 3),
    ("since the last of a month", d(2026, 8, 31), d(2026, 10, 31), "month", 2, 1),
    ("by year", d(2024, 11, 17), d(2026, 11, 17), "year", 2, 1),
]


@pytest.mark.slow
@pytest.mark.parametrize(("why", "paid", "ended", "billing", "seen", "made"), LIVES)
def test_which_renewals_were_made(
    crm: Any, why: str, paid: d, ended: d | None, billing: str, seen: int, made: int
) -> None:
    subscriber(crm, "A", paid, ended, billing)
    subscriber(crm, "E", d(2020, 1, 1), d(2020, 1, 2), "other")  # the CRM tells when one ends
    crm.con.execute("update leads set billing = null where lead_id = 'E'")
    (found,) = subscribers(crm.snapshot, TWD)
    assert found.tables == (tuple(1 if n <= made else 0 for n in range(seen + 1)),), why
    assert found.unit is (TimeUnit.YEAR if billing == "year" else TimeUnit.MONTH)


@pytest.mark.slow
def test_of_a_month_all_are_told_as_far_as_the_youngest(crm: Any) -> None:
    for n, (day, ended) in enumerate([(1, None), (10, d(2026, 10, 20)), (30, d(2026, 9, 5))]):
        subscriber(crm, str(n), d(2026, 8, day), ended)
    subscriber(crm, "x", d(2026, 9, 1), None)
    (found,) = subscribers(crm.snapshot, TWD)
    assert found.tables == ((3, 2, 2), (1, 1, 1)), "the last of August has seen two renewals"
    assert found.many == 4 and found.stayed(1) is None, "fewer than thirty are not told of"


@pytest.mark.slow
def test_where_nobody_ever_ends_nothing_is_told(crm: Any, state: State) -> None:
    """Else all would seem to stay for ever: the export may just lack the column."""
    for n in range(200):
        subscriber(crm, str(n), d(2026, 1, 1 + n % 28))
    assert subscribers(crm.snapshot, TWD) == ()
    grid = subscriber_table(crm.snapshot, state, "zh")
    assert (grid.lines, grid.notes) == ((), (NO_SUBSCRIBERS.zh,))


LEFT = (1000, 869, 743, 653, 593, 551, 517, 491)


@pytest.fixture
def many(crm: Any) -> Any:
    """Return a thousand subscribers of one month, who leave as published (Fader & Hardie 2007)."""
    ends = [None] * LEFT[-1]
    for renewal, (before, after) in enumerate(pairwise(LEFT), start=1):
        ends += [d(2026, 4 + renewal, 1)] * (before - after)
    subscriber(crm, "0", d(2026, 4, 1))
    bound = {"names": [str(n + 1) for n in range(len(ends))]}
    crm.con.execute(
        "insert into leads select * replace (unnest($names) as lead_id,"
        " unnest($ends::date[]) as ended_on) from leads",
        bound | {"ends": ends},
    )
    crm.con.execute(
        "insert into lead_stages select * replace (unnest($names) as lead_id) from lead_stages",
        bound,
    )
    crm.con.execute("delete from leads where lead_id = '0'")
    return crm


@pytest.mark.slow
def test_the_model_and_the_page(many: Any, state: State) -> None:
    (found,) = subscribers(many.snapshot, TWD)
    assert found.tables == (LEFT,)
    churn = found.model.churn
    assert churn is not None and (churn.alpha, churn.beta) == pytest.approx(
        (0.668, 3.806), abs=0.01
    )
    payments = sum(survival(churn, 23))
    assert found.payments == pytest.approx(payments), "of 24 months the first is paid at once"
    ltv = found.ltv
    assert ltv.amount is not None and ltv.low is not None and ltv.high is not None
    assert ltv.low < ltv.amount < 500 * payments and ltv.amount < ltv.high, "discounted margin"
    grid = subscriber_table(many.snapshot, state, "en")
    assert grid.lines[0].cells[1].text.startswith("86.9% (") and NO_MARGIN.en in grid.notes
    state.set_setting("gross_margin", "0.5", "boss", "known")
    grid = subscriber_table(many.snapshot, state, "zh")
    assert "TWD" in grid.columns[-2].title and grid.lines[0].cells[-1].text != "–"


@pytest.mark.slow
def test_money_of_another_currency_waits(many: Any) -> None:
    subscriber(many, "usd", d(2026, 4, 1), d(2026, 5, 1), amount=10**9, currency="USD")
    (found,) = subscribers(many.snapshot, TWD)
    assert found.payments is not None and found.ltv.amount is not None
    assert found.ltv.amount < 500 * found.payments, "it is no payment here"


@pytest.mark.slow
def test_without_amounts_there_is_no_worth(many: Any, state: State) -> None:
    state.set_setting("gross_margin", "0.5", "boss", "known")
    many.con.execute("update leads set amount = null")
    grid = subscriber_table(many.snapshot, state, "zh")
    assert NO_AMOUNT.zh in grid.notes and NO_MARGIN.zh not in grid.notes
    assert grid.lines[0].cells[-2].text == "–"
