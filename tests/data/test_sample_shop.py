"""The sample shop by itself: which days it has, that it repeats, and that it names nobody."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from data.journal import Step
from data.rules.fees import FeeRule, save
from data.samples import SampleRefused, contracts, fill, happened, held, refuse_own
from data.samples.demand import CURVES
from data.samples.marker import Marker, mark
from data.samples.seasons import LUNAR_NEW_YEAR, nth, seasons
from data.samples.stories import stories
from data.samples.truth import truth
from data.samples.world import File, World, build, files
from data.state import State
from data.store import Store
from tests.data.sample_shop import ROOT, TODAY


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (d(2028, 3, 1), d(2026, 2, 1), d(2028, 2, 29)),
        (d(2027, 2, 10), d(2025, 2, 1), d(2027, 2, 9)),
        (d(2027, 1, 1), d(2024, 12, 1), d(2026, 12, 31)),
        (d(2027, 3, 31), d(2025, 3, 1), d(2027, 3, 30)),
        (d(2026, 11, 16), d(2024, 11, 1), d(2026, 11, 15)),  # yesterday was a Sunday
        (d(2026, 11, 21), d(2024, 11, 1), d(2026, 11, 20)),
        (d(2060, 6, 5), d(2058, 6, 1), d(2060, 6, 4)),  # beyond the table of New Years
    ],
)
def test_it_ends_yesterday_and_everything_planted_lies_within(today: d, first: d, last: d) -> None:
    planted, listed = stories(today)
    assert (planted.first, planted.last, listed.days[0], listed.days[-1]) == (first, last) * 2
    assert len(listed) == (last - first).days + 1
    assert (last - planted.stopped).days == 5
    weeks = (planted.quiet, planted.broken, planted.restated)
    assert all(a.weekday() == 0 and b.weekday() == 6 for a, b in weeks)
    assert [(b - a).days for a, b in weeks] == [6, 13, 6]
    in_order = (
        planted.quiet[0] - timedelta(7), planted.quiet[1], planted.headline, planted.broken[0],
        planted.broken[1], planted.bots, planted.restated[0], planted.restated[1],
    )  # fmt: skip
    assert sorted(in_order) == list(in_order) and first < in_order[0] and in_order[-1] <= last
    assert first < planted.drift < planted.quiet[1] + timedelta(60)
    plain = listed.plain[listed.at(in_order[0]) : listed.at(in_order[1]) + 1]
    assert len(plain) == 14 and plain.all()


def test_the_quiet_week_is_found_whatever_the_day() -> None:
    for n in range(0, 800, 3):
        stories(d(2026, 1, 1) + timedelta(n))


@pytest.mark.parametrize(
    ("day", "name", "inside"),
    [
        (d(2026, 2, 17), "農曆春節", True),
        (d(2025, 2, 17), "農曆春節", False),
        (d(2025, 1, 29), "農曆春節", True),
        (d(2026, 5, 5), "母親節", True),
        (d(2026, 5, 10), "母親節", False),  # the day itself is too late to order
        (d(2025, 11, 11), "雙 11", True),
        (d(2025, 11, 12), "雙 11", False),
    ],
)
def test_seasons_move_with_their_year(day: d, name: str, inside: bool) -> None:
    found = {s.name for s in seasons(day.year) if s.first <= day <= s.last}
    assert (name in found) is inside


def test_moving_days() -> None:
    assert [nth(y, 5, 6, 2) for y in (2024, 2025, 2026)] == [
        d(2024, 5, 12), d(2025, 5, 11), d(2026, 5, 10)]  # fmt: skip
    gaps = {(LUNAR_NEW_YEAR[y + 1] - LUNAR_NEW_YEAR[y]).days for y in range(2022, 2050)}
    assert gaps <= {353, 354, 355, 383, 384, 385}, "twelve or thirteen moons"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, State]:
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    store = Store.at(tmp_path / "store")
    return store, State.open(store.state_url)


def test_a_store_of_ones_own_is_not_filled(empty: tuple[Store, State]) -> None:
    store, state = empty
    assert held(state) is None
    refuse_own(state)  # says nothing
    imported = state.received("0" * 64, "mine.csv", "ann", d(2026, 11, 20))
    for step in (Step.RECEIVED, Step.UNDONE):
        state.move(imported, step, "ann")
        with pytest.raises(SampleRefused) as refused:
            list(fill(store, state, d(2026, 11, 21)))
        assert "1 個匯入" in refused.value.text.zh and "1 imports" in refused.value.text.en
    assert held(state) is None and not (store.root / "sample").exists()


def test_ones_own_rules_are_own_data_too(empty: tuple[Store, State]) -> None:
    store, state = empty
    save(state, FeeRule("meta_ads", Decimal("0.1"), d(2026, 1, 1)), "ann", "")
    with pytest.raises(SampleRefused, match="fee rules"):
        list(fill(store, state, d(2026, 11, 21)))


@pytest.mark.parametrize("filled", [False, True])
def test_a_store_of_the_sample_takes_no_own_file(empty: tuple[Store, State], filled: bool) -> None:
    store, state = empty
    mark(state, Marker("2026-11-20", 1, filled))
    with pytest.raises(SampleRefused) as refused:
        refuse_own(state)
    assert "虛構的示範商店" in refused.value.text.zh
    with pytest.raises(SampleRefused, match="2026-11-20"):
        list(fill(store, state, d(2026, 11, 21)))


def write(world: World, folder: Path) -> list[File]:
    return [file.write() for file in files(world, folder)]


def sha(folder: Path, world: World) -> str:
    """Return one hash over every export and the truth."""
    digest = hashlib.sha256()
    for file in write(world, folder):
        digest.update(file.path.name.encode() + file.path.read_bytes())
    told = json.dumps(truth(world), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(digest.digest() + told.encode()).hexdigest()


AGAIN = """
import sys
from datetime import date
from pathlib import Path
from tests.data.test_sample_shop import sha
from data.samples.world import build
print(sha(Path(sys.argv[1]), build(date.fromisoformat(sys.argv[2]))))
"""


@pytest.fixture(scope="module")
def world() -> World:
    return build(d.fromisoformat(TODAY))


@pytest.mark.slow
def test_a_day_gives_the_same_bytes_again(world: World, tmp_path: Path) -> None:
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/New_York"}
    words = [sys.executable, "-c", AGAIN, str(tmp_path / "there"), TODAY]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == sha(tmp_path / "here", world)
    assert build(world.today, seed=1).orders[:50] != world.orders[:50]


@pytest.mark.slow
@pytest.mark.parametrize("today", [d(2027, 2, 10), d(2028, 3, 1)])
def test_exports_end_yesterday_and_the_stopped_one_earlier(tmp_path: Path, today: d) -> None:
    world = build(today)
    last = {file.path.name: newest(file.path) for file in write(world, tmp_path)}
    yesterday = today - timedelta(1)
    stopped = last.pop("LINE 廣告成效.csv")
    assert stopped == yesterday - timedelta(5)
    early = last.pop("Meta 行銷活動 1.csv")
    assert early == world.planted.restated[1]
    linkedin = last.pop("LinkedIn 成效日報.csv")
    assert linkedin in (yesterday, yesterday - timedelta(1), yesterday - timedelta(2))
    searches = [name for name in last if name.endswith(".zip")]
    assert {last.pop(name) for name in searches} == {yesterday - timedelta(2)} and len(
        searches
    ) == 2
    books = {name for name in last if name.endswith(".xlsx")}
    assert len(books) == 3 and {last[name] for name in last.keys() - books} == {yesterday}, last
    assert world.orders[-1].day == yesterday


def newest(path: Path) -> d | None:
    """Return the newest day a text export writes; workbooks are left to the store's tests."""
    if path.suffix == ".xlsx":
        return None
    if path.suffix == ".zip":  # Search Console's: its chart
        with zipfile.ZipFile(path) as packed:
            raw = packed.read("圖表.csv")
    else:
        raw = path.read_bytes()
    text = raw.decode("utf-16" if raw[:2] == b"\xff\xfe" else "utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    mark = "" if text.startswith("#") else "[-/]"
    days = re.findall(rf"\b(20\d\d){mark}([01]\d){mark}([0-3]\d)\b", "\n".join(rows))
    return max(d(*map(int, day)) for day in set(days))


@pytest.mark.slow
def test_nobody_real_is_named(world: World, tmp_path: Path) -> None:
    paths = {f.path.name: f.path for f in write(world, tmp_path)}
    with paths["SHOPLINE 訂單.csv"].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    patterns = {
        "顧客": r"測試客戶\d{5}|門市訪客", "電話號碼": r"(0900\d{6})?",
        "電郵": r"(test\d{5}@example\.com)?", "會員編號": r"(M\d{6})?",
    }  # fmt: skip
    for column, pattern in patterns.items():
        assert all(re.fullmatch(pattern, row[column]) for row in rows), column
    assert 55_000 < len(rows) < 100_000
    a_day = len({row["訂單號碼"] for row in rows}) / len(world.listed)
    assert 50 < a_day < 100


@pytest.mark.slow
def test_the_curves_tell_the_orders_they_brought(world: World) -> None:
    """Whoever fits a response later can be held against these parameters."""
    told = truth(world)["response"]
    for platform, curve in CURVES.items():
        known = told["channels"][platform]
        assert known["curve"]["top"] == curve.top
        spend = world.ads.sum(platform, "cost") / 100 / world.ads.prices
        assert sum(known["orders_by_month"].values()) == pytest.approx(curve.orders(spend).sum())
        steady = curve.orders(np.full(60, curve.half))[-1]
        assert steady == pytest.approx(curve.top / 2), "half of what is possible at `half`"
    assert told["prices"]["values"][0] == 1 < told["prices"]["values"][1]


@pytest.mark.slow
def test_cohorts_add_up_to_the_new_customers(world: World) -> None:
    told = truth(world)
    assert sum(c["customers"] for c in told["cohorts"].values()) == pytest.approx(
        len({o.customer for o in world.orders if o.new and not o.cancelled}), rel=0.001
    )
    whole = [c for c in told["cohorts"].values() if c["watched_90_days"] == c["customers"]]
    shares = [c["again_within_90_days"] / c["customers"] for c in whole]
    assert len(whole) == 21 and min(shares) > 0.15 and max(shares) < 0.4, shares


@pytest.mark.parametrize(
    "day", [d(2024, 1, 1), d(2024, 2, 29), d(2025, 12, 31), d(2026, 1, 31), d(2060, 6, 5)]
)
def test_what_is_in_its_calendar_is_what_is_planted(day: d) -> None:
    planted, listed = stories(day)
    found = {e["id"]: (e["first"], e["last"]) for e in happened.events(planted)}
    now, before = found["sample-sale"], found["sample-sale-before"]
    assert planted.first.isoformat() <= before[0] <= before[1] < now[0] <= planted.last.isoformat()
    assert listed.lift("orders")[listed.at(d.fromisoformat(now[0]))] > 1
    assert found["sample-launch"] == tuple(x.isoformat() for x in planted.broken)
    assert found["sample-headline"][0] == planted.headline.isoformat()
    assert found["sample-prices"][0] == planted.drift.isoformat()


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (d(2026, 11, 21), d(2026, 10, 1), d(2026, 12, 31)),
        (d(2026, 11, 30), d(2026, 10, 1), d(2026, 12, 31)),
        (d(2026, 12, 1), d(2027, 1, 1), d(2027, 3, 31)),  # its last month is no time to begin
        (d(2027, 1, 1), d(2027, 1, 1), d(2027, 3, 31)),
    ],
)
def test_the_quarter_its_goals_are_worked_on_in(day: d, first: d, last: d) -> None:
    assert contracts.work(day) == (first, last)
    assert contracts.objective(day)["period"] == f"{first.year} Q{(first.month + 2) // 3}"
