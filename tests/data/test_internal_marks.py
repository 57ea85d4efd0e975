"""Marked visits: which of them are taken out follows the choice, and nothing else changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import snapshot
from data.hold import ingesting
from data.limits import TERMINAL
from data.rules import internal
from data.snapshot import Snapshot
from data.state import State
from data.store import Store
from kpi.catalog import KPIS
from kpi.facts.marks import marks
from kpi.facts.sums import gather
from kpi.figure import form
from kpi.internal import OF_CHANNEL, sentence, sites, taken_out, told
from kpi.period import Span
from tests.data.ga4 import CHANNEL, RULER, ga4_file

pytestmark = pytest.mark.slow

DAYS = Span(date(2026, 1, 1), date(2026, 1, 3))
VISITS = ga4_file(f"{CHANNEL},Date,Sessions", *(f"Direct,2026010{n},{100 * n}" for n in (1, 2, 3)))
MARKED = ga4_file(
    "Date,Test data filter name,Sessions",
    "20260101,(not set),95", "20260101,Office,5", "20260102,Office,7", "20260102,Agency,20",
    "20260103,(not set),300",
)  # fmt: skip
API = (RULER, "Google Analytics Data API", "Property: Shop", RULER, "")


def people(*lines: str, mark: str = "") -> str:
    """Return a pulled table of people over the three days."""
    heads = f"Span start,Span end,{mark}Active users,Sessions"
    rows = (f"20260101,20260103,{line}" for line in lines)
    return ga4_file(heads, *rows, top=(*API, "All Users", "Start date: 20260101",
                                       "End date: 20260103"))  # fmt: skip


@pytest.fixture
def shop(call: Any, tmp_path: Path) -> Any:
    """Return what imports texts, settles the choice, and gives the published snapshot."""

    def run(texts: dict[str, str], chosen: list[str] | None = None) -> Snapshot:
        store = Store.at(tmp_path / "store")
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-8")
            code, said = call("import", tmp_path / name, "--answer", "currency=TWD")
            assert code == 0, said
        state = State.open(store.state_url)
        if chosen is not None:
            internal.keep(state, chosen, "test", "as asked")
        with ingesting(store, state, "test", TERMINAL, wait=True):
            pass
        found = snapshot.current(store)
        assert found is not None
        return found

    return run


def value(seen: Snapshot, key: str) -> tuple[Any, Any]:
    """Return a KPI of the three days, and on which basis its visitors were counted."""
    found = form(KPIS[key], gather(seen, [KPIS[key]], [DAYS]).sums(DAYS, ()))
    return found.value, found.denominator


BY_MARK = ("(not set),70,400", "Office,8,12", "Agency,3,20")
CHOICES = [
    # what was chosen, the valid sessions of 600, the valid users of 100, what is said
    (None, 568, 89, "扣除 32 個工作階段：Agency 20、Office 12。"),
    (["Office", "gone"], 588, 92, "扣除 12 個工作階段：Office 12。有標記但不算內部：Agency 20。"),
    ([], 600, 100, "沒有要扣除的工作階段。有標記但不算內部：Agency 20、Office 12。"),
]  # fmt: skip


def test_valid_sessions_and_visitors_follow_the_choice(shop: Any) -> None:
    seen = shop({"visits.csv": VISITS, "marks.csv": MARKED, "people.csv": people("100,600")})
    assert value(seen, "checkout_conversion")[1] == 568, "visits stand for people unknown"
    marked = {"marked.csv": people(*BY_MARK, mark="Test data filter name,")}
    for chosen, valid, users, says in CHOICES:
        seen = shop(marked if chosen is None else {}, chosen)
        assert (value(seen, "valid_sessions")[0], value(seen, "sessions")[0]) == (valid, 600)
        assert value(seen, "checkout_conversion")[1] == users
        assert value(seen, "unique_visitors")[0] == 100, "all who came are still all who came"
        assert says in sentence(taken_out(seen, DAYS, sites(seen)), DAYS).zh


def test_days_without_marks_say_that_nobody_can_tell(shop: Any) -> None:
    seen = shop({"visits.csv": VISITS}, ["internal"])
    said = told(seen, KPIS["valid_sessions"], (), DAYS)
    assert value(seen, "valid_sessions")[0] == 600 and said and "分不出來" in said.zh
    assert told(seen, KPIS["sessions"], (), DAYS) is None
    assert told(seen, KPIS["valid_sessions"], (("channel", "Direct"),), DAYS) == OF_CHANNEL
    assert marks(seen).chosen == {"internal"}
    second = ("---", "All Users", "Start date: 20260102", "End date: 20260102")
    some = ga4_file("Date,traffic_type,Sessions", "20260102,internal,7", top=second)
    found = taken_out(seen := shop({"m.csv": some}), DAYS, sites(seen))
    assert found.out == {"internal": 7} and not found.whole
    assert "其他日子沒有標記" in sentence(found, DAYS).zh
