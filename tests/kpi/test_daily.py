"""Spans added up from kept daily sums: equal to adding the rows up one by one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import Measure
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.daily import MOST, kept
from kpi.facts.quantities import BITS
from kpi.facts.sums import gather, quantities_of
from kpi.period import Span
from kpi.terms import Terms
from tests.kpi.conftest import World

FIRST = date(2026, 10, 1)
ASKED = [KPIS[key] for key in ("cost", "ctr", "roas")]
SOURCES = {"甲": "google_ads", "乙": "google_ads", "丙": "meta_ads"}
FACTS = {
    "cost": st.decimals(0, 10**9, places=6),
    "impressions": st.integers(0, 10**9),
    "link_clicks": st.integers(0, 10**9),
}
DAYS = st.dictionaries(
    st.tuples(st.sampled_from(sorted(SOURCES)), st.integers(0, 12)),
    st.fixed_dictionaries({name: st.none() | values for name, values in FACTS.items()}),
    max_size=20,
)
SPANS = st.lists(st.tuples(st.integers(-2, 14), st.integers(0, 16)), min_size=1, max_size=6)


def added_up(
    rows: dict[tuple[str, int], dict[str, Any]], span: Span
) -> dict[tuple[str, int], dict[str, Any]]:
    """Return by platform and pattern what the rows of a span add up to."""
    sums: dict[tuple[str, int], dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for (account, n), told in rows.items():
        if span.start <= FIRST + timedelta(n) <= span.end:
            told = {name: value for name, value in told.items() if value is not None}
            pattern = sum(BITS[Measure(name)] for name in told)
            for name, value in {**told, "rows": 1}.items():
                sums[SOURCES[account], pattern][name] += value
    return {key: dict(values) for key, values in sums.items()}


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(rows=DAYS, spans=SPANS)
def test_spans_are_the_sums_of_their_days(
    rows: dict[tuple[str, int], dict[str, Any]], spans: list[tuple[int, int]]
) -> None:
    world = World()
    for name, platform in SOURCES.items():
        world.account(name, platform)
    for (account, n), told in rows.items():
        world.day(account, FIRST + timedelta(n), **told)
    asked = [Span(d := FIRST + timedelta(a), d + timedelta(b)) for a, b in spans]
    wanted = quantities_of(ASKED)
    for _again in range(2):
        facts = gather(world.snapshot, ASKED, asked, (Dimension.PLATFORM,), terms=Terms("TWD"))
        for span in asked:
            found = {
                (s.platform, s.pattern): {
                    "rows": s.rows,
                    **{str(q): s.values.get(q) for q in wanted if s.values.get(q) is not None},
                }
                for _, s in facts.by_span.get(span, ())
            }
            assert found == added_up(rows, span)


def test_money_in_another_currency_waits_and_weighed_money_is_exact(world: Any) -> None:
    """Thirty days of a third of a unit, with tax taken off, lose nothing."""
    world.account("甲", "google_ads", tax="included").account("乙", "google_ads", currency="USD")
    third = Decimal("0.333333")
    world.days("甲", FIRST, FIRST + timedelta(29), cost=third, impressions=3)
    world.days("乙", FIRST, FIRST + timedelta(29), cost=third, impressions=5)
    span = Span(FIRST, FIRST + timedelta(29))
    facts = gather(world.snapshot, ASKED, [span], terms=Terms("TWD", tax="excluded"))
    told = [s.values for _, s in facts.by_span[span]]
    cost = [v[Measure.COST] for v in told if v.get(Measure.COST) is not None]
    assert cost == [30 * third * 20 / 21]
    assert sorted(v[Measure.IMPRESSIONS] for v in told) == [90, 150]


def test_only_so_many_questions_are_kept(world: Any) -> None:
    asked = []
    for n in (*range(MOST + 1), MOST, 0):
        kept(world.snapshot, n, lambda n=n: asked.append(n) or [])
    assert asked == [*range(MOST + 1), 0]
