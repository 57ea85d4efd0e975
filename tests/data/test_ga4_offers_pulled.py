"""A pull asks the property what it offers, and brings what its filters mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.ga4 import marks, offers
from data.ga4.access import Property, access
from data.ga4.metadata import Filter, Offered
from data.ga4.tables import TABLES
from data.snapshot import current
from data.store import Store
from data.terminal.pulling import _offered
from tests.data.test_ga4_pull import LAST, TODAY, cubes
from tests.ga4_standin import Cube, Standin, serving

DAY = f"{LAST:%Y%m%d}"
NUMBER = "123456"
EVENTS = Cube(
    ("date", "eventName", "isKeyEvent"), ("eventCount", "sessions"),
    [(DAY, "purchase", "true", "3", "2")],
)  # fmt: skip
MARKED = Cube(
    ("date", "testDataFilterName"), ("activeUsers", "sessions"),
    [(DAY, "Office", "2", "5"), (DAY, "(not set)", "90", "95")],
)  # fmt: skip


@pytest.fixture
def standin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY.isoformat())
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    one = Standin(cubes())
    with serving(one) as address:
        monkeypatch.setenv("LODESTAR_GA4_ENDPOINT", address)
        yield one


@pytest.mark.slow
def test_a_pull_refreshes_what_the_property_offers_and_brings_its_marks(
    standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    store, key, owner = Store.at(), access(), Property(NUMBER, standin.name)
    assert _offered(store, key, owner, TODAY) is None, "it does not say, and may be pulled"
    standin.cubes = (*cubes(), EVENTS, MARKED)
    spare = ",".join(table.key for table in TABLES if table.optional)
    code = main(["pull", "ga4", "--from", LAST.isoformat(), "--without", spare])
    assert code == 0, capsys.readouterr().err
    said = offers.kept(store, NUMBER)
    assert said is not None and [e.name for e in said.events] == ["purchase"]
    assert said.filters == (Filter("Office", 5),)
    seen = current(store)
    assert seen is not None
    told = seen.query("select day_from::text, mark, sessions from marks order by mark")
    assert told == [(LAST.isoformat(), "Office", 5), (LAST.isoformat(), None, 0)]
    people = seen.query("select mark, active_users from people where mark is not null order by 1")
    assert set(people) == {("", 90), ("Office", 2)}
    standin.cubes = (*cubes(), MARKED)
    assert _offered(store, key, owner, TODAY) == said, "what it said before stays"


OFFERED = Offered(NUMBER, "2026-11-21T00:00:00+00:00", LAST, LAST, (), (), ())
FOUND = [
    (None, None),
    (OFFERED, None),
    (Offered(NUMBER, "", LAST, LAST, (), (Filter("Office", 0),), ()), "testDataFilterName"),
    (Offered(NUMBER, "", LAST, LAST, (), (), ("customUser:traffic_type",)),
     "customUser:traffic_type"),
    # what is only a dimension, without a filter, marks nothing
    (Offered(NUMBER, "", LAST, LAST, (), (), ("testDataFilterName",)), None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "column"), FOUND)
def test_marks_are_asked_by_what_marks_them(said: Offered | None, column: str | None) -> None:
    found = marks.tables(said)
    assert [t.dimensions[-1][0] for t in found] == [column] * 2 * bool(column)
    assert {t.breakdown for t in found} <= {"audience", "audience+span"}
    known: Any = {t.asked for t in TABLES}
    assert known.isdisjoint(t.asked for t in found)
