"""GA4 pulled through the real client from a stand-in: the same facts, whatever goes wrong."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import grpc
import pytest

from data.__main__ import main
from data.ga4 import parts, standing
from data.ga4.access import Access, Property, access
from data.ga4.asking import LONGEST, TRIES, Interrupted, ask
from data.ga4.no_access import NoAccess
from data.ga4.pull import due, pull
from data.ga4.tables import ITEMS, TABLES, VISITS
from data.state import State
from data.store import Store
from kpi.__main__ import main as kpi
from tests.ga4_people import AGES, Crowd, crowd
from tests.ga4_standin import FAULTS, Cube, Standin, serving, serving_grpc

FIRST, LAST = date(2026, 8, 1), date(2026, 11, 20)
TODAY = LAST + timedelta(1)
CHANNELS = ("Direct", "Organic Search", "Paid Social", "(not set)")
EVENTS = ("add_to_cart", "begin_checkout", "purchase", "page_view")
OWNER = Property("123456", "範例商店 - GA4")
CHANNEL_METRICS = tuple(name for name, _ in TABLES[0].metrics)


@cache
def cubes(seed: int = 7) -> tuple[Cube | Crowd, ...]:
    """Return four months of a small site; a channel is silent on some days, one day wholly."""
    dice, days = random.Random(seed), [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    channels, events = [], []
    for day in days:
        if day == date(2026, 10, 10):
            continue
        for channel in CHANNELS:
            if dice.random() < 0.1:
                continue
            sessions = dice.randint(20, 400)
            engaged = dice.randint(0, sessions)
            sold = dice.randint(0, 9)
            told = [
                sessions, engaged, engaged * 31, sessions * 3, sessions // 2, sold, sold + 2, sold,
                Decimal(sold * 123450) / 100, 0,
            ]  # fmt: skip
            channels.append((f"{day:%Y%m%d}", channel, *map(str, told)))
            for event in EVENTS:
                had = dice.randint(1, sessions)
                events.append((f"{day:%Y%m%d}", channel, event, str(had), str(had * 2)))
    return (
        Cube(("date", "sessionDefaultChannelGroup"), CHANNEL_METRICS, channels),
        Cube(("date", "sessionDefaultChannelGroup", "eventName"), ("sessions", "eventCount"),
             events, adds=False),
        *_cuts([day for day in days if day != date(2026, 10, 10)]),
        crowd([day for day in days if day != date(2026, 10, 10)], CHANNELS),
    )  # fmt: skip


def _cuts(days: list[date]) -> tuple[Cube, ...]:
    """Return visits by device and by link; of landing pages the property tells nothing."""
    metrics = tuple(name for name, _ in VISITS)
    devices = [
        (f"{day:%Y%m%d}", name, *"9876543") for day in days for name in ("desktop", "mobile")
    ]
    links = [(f"{day:%Y%m%d}", "line / owned", "雙11", *"5432101") for day in days]
    cities = [
        (f"{day:%Y%m%d}", name, *figures)
        for day in days
        for name, figures in (("Taipei", "7654321"), ("Tainan", "2222222"))
    ]
    hours = [(f"{day:%Y%m%d}", f"{n:02}", *figures) for day in days
             for n, figures in ((9, "4444444"), (21, "5432199"))]  # fmt: skip
    items = [(f"{day:%Y%m%d}", "SKU-1", "春茶", "茶葉", *"9432") for day in days]
    return (
        Cube(("date", "deviceCategory"), metrics, devices),
        Cube(("date", "sessionSourceMedium", "sessionCampaignName"), metrics, links),
        Cube(("date", "landingPage"), metrics, []),
        Cube(("date", "city"), metrics, cities),
        Cube(("date", "hour"), metrics, hours),
        Cube(("date", "itemId", "itemName", "itemCategory"), tuple(n for n, _ in ITEMS), items),
    )


@pytest.fixture
def standin() -> Standin:
    return Standin(cubes(), page=40)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY.isoformat())
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "store"


@pytest.fixture
def served(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Iterator[Access]:
    with serving(standin) as address:
        monkeypatch.setenv("LODESTAR_GA4_ENDPOINT", address)
        yield access()


def silent(*_: Any) -> None:
    """Hear of progress and say nothing."""


def fetched(key: Access, work: Path, first: date = FIRST) -> list[str]:
    """Pull everything; return the files as text."""
    found = pull(key, OWNER, (first, LAST), work, silent, silent)
    return [path.read_text("utf-8") for path in found.files]


def patiently(key: Access, work: Path) -> list[str]:
    """Pull again where a pull had to stop."""
    while True:
        with suppress(Interrupted):
            return fetched(key, work, LATELY)


def answer(call: list[str], capsys: pytest.CaptureFixture[str], run: Any = main) -> dict[str, Any]:
    code = run([*call, "--json"])
    said = capsys.readouterr()
    assert code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.mark.slow
def test_a_pull_equals_what_the_property_holds(
    served: Access, standin: Standin, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(["pull", "ga4", "--from", FIRST.isoformat()], capsys)
    assert told["status"] == "pulled" and told["currency"] == "TWD"
    assert [f["status"] for f in told["files"]] == ["loaded"] * TOLD
    assert {f["format"] for f in told["files"]} == {"ga4.api"}
    assert told["files"][0]["reconciled"] is True
    span = ["--from", FIRST.isoformat(), "--to", LAST.isoformat()]
    names = ["sessions", "add_to_cart_rate", "time_on_site", "engagement_rate_web"]
    rows = {r["kpi"]: r for r in answer(["show", *names, *span], capsys, kpi)["rows"]}
    visits, happened, *_, people = cubes()
    assert isinstance(visits, Cube) and isinstance(happened, Cube) and isinstance(people, Crowd)
    channels, events = visits.rows, happened.rows
    sessions = sum(int(row[2]) for row in channels)
    assert rows["sessions"]["value"] == sessions
    assert rows["engagement_rate_web"]["numerator"] == sum(int(row[3]) for row in channels)
    assert rows["time_on_site"]["numerator"] == sum(int(row[4]) for row in channels)
    carts = sum(int(row[3]) for row in events if row[2] == "add_to_cart")
    assert rows["add_to_cart_rate"]["numerator"] == carts
    split = answer(["show", "sessions", *span, "--by", "channel"], capsys, kpi)["rows"]
    assert sum(row["value"] for row in split) == sessions and len(split) >= len(CHANNELS) - 1
    day = ["--from", LAST.isoformat(), "--to", LAST.isoformat()]
    for by, names in (("device", ["desktop", "mobile"]), ("campaign", ["雙11"])):
        parts_ = answer(["site", "--by", by, *day], capsys, kpi)["rows"]
        assert [row["name"] for row in parts_] == names
        assert parts_[0]["sessions"] == {"device": 9, "campaign": 5}[by]
    assert answer(["site", "--by", "landing_page", *day], capsys, kpi)["rows"] == []
    left = sum(int(row[2]) for row in channels if row[0] == f"{LAST:%Y%m%d}") - 9
    for by, name, figure, rest in (("city", "Taipei", 7, left), ("item_category", "茶葉", 9, 0)):
        told = answer(["site", "--by", by, *day], capsys, kpi)
        first = {"city": "sessions", "item_category": "item_views"}[by]
        assert (told["rows"][0]["name"], told["rows"][0][first]) == (name, figure)
        assert [row[first] for row in told["rest"]] == ([rest] if rest else [])
    ages = answer(
        ["site", "--by", "age", "--from", "2026-11-09", "--to", "2026-11-15"], capsys, kpi
    )
    week = len(people.people(date(2026, 11, 9), date(2026, 11, 15)))
    assert ages["total"][0]["active_users"] == week and len(ages["rows"]) == len(AGES)
    users = answer(["show", "unique_visitors", *day], capsys, kpi)["rows"]
    assert users[0]["value"] == len(people.people(LAST, LAST))


@pytest.mark.slow
def test_the_next_pull_asks_only_for_what_was_provisional(
    served: Access, standin: Standin, store: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answer(["pull", "ga4", "--from", FIRST.isoformat(), "--to", "2026-11-18", *LEAN], capsys)
    standin.asked.clear()
    again = answer(["pull", "ga4"], capsys)
    assert again["period"] == {"from": "2026-11-16", "to": "2026-11-20"}
    days = due(State.open(Store.at(store).state_url).journal(), OWNER, TODAY)
    new = {table.key for table, (first, _) in days.items() if first < FIRST}
    assert new == {"landing-pages", *LEFT_OUT}, "only who never told would reach back again"
    followed = {a.cohort_spec.cohorts[0].name for a in standin.asked if a.cohort_spec}
    assert followed == {"20261113-20261113", "20261109-20261115"}, "the newest that can be told"
    by_day = {a.date_ranges[0].start_date for a in standin.asked if _by_day(a)}
    assert by_day == {"2026-11-16"}
    assert answer(["pull", "ga4", "--from", "2026-11-16"], capsys)["files"][0]["status"] == (
        "unchanged"
    )
    undone = answer(["undo", "last"], capsys)
    assert undone["status"] == "undone"


def _by_day(asked: Any) -> bool:
    return "date" in {d.name for d in asked.dimensions}


TOLD = len(TABLES) - 1
"""Of landing pages there is nothing, so no file."""
LEFT_OUT = ("ages", "genders", "visitors", "cities", "hours", "items", "item-totals")
LEAN = ("--without", ",".join(LEFT_OUT))
ALL = len(parts.wanted(dict.fromkeys(TABLES, (FIRST, LAST))))
MOST = len(parts.wanted({t: (FIRST, LAST) for t in TABLES if t.key not in LEFT_OUT}))
"""So many requests the whole of it takes, and so many without what is left out."""
LATELY = date(2026, 11, 9)


@pytest.mark.slow
@pytest.mark.parametrize("schedules", [20, pytest.param(200, marks=pytest.mark.long)])
def test_any_schedule_of_faults_ends_in_the_same_files(
    served: Access, standin: Standin, tmp_path: Path, schedules: int
) -> None:
    """A run of faults may be longer than a pull is patient: then it goes on where it was."""
    standin.page = 100
    whole = fetched(served, tmp_path / "whole", LATELY)
    assert len(whole) == TOLD and "Grand total" in whole[0]
    dice, met = random.Random(11), set[str]()
    for n in range(schedules):
        standin.faults = [dice.choice(("", "", *FAULTS)) for _ in range(12)]
        met |= set(standin.faults)
        assert patiently(served, tmp_path / str(n)) == whole, standin.faults
    assert met == {"", *FAULTS}


@pytest.mark.slow
def test_the_same_over_grpc(served: Access, standin: Standin, tmp_path: Path) -> None:
    from google.analytics.data_v1beta import BetaAnalyticsDataClient
    from google.analytics.data_v1beta.services.beta_analytics_data.transports import (
        BetaAnalyticsDataGrpcTransport as Transport,
    )

    whole = fetched(served, tmp_path / "rest")
    with serving_grpc(standin) as address, grpc.insecure_channel(address) as channel:
        key = Access("", "", served.signed)
        key.__dict__["client"] = BetaAnalyticsDataClient(transport=Transport(channel=channel))
        standin.faults = ["503", "", "429", "half", "500", "drop", "empty"]
        assert fetched(key, tmp_path / "grpc") == whole


@pytest.mark.slow
def test_a_stopped_pull_goes_on_where_it_was(
    served: Access, standin: Standin, tmp_path: Path
) -> None:
    whole, done = fetched(served, tmp_path / "whole"), 5

    def stop(n: int, *_: Any) -> None:
        if n == done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(served, OWNER, (FIRST, LAST), tmp_path / "work", stop, silent)
    standin.asked.clear()
    found = pull(served, OWNER, (FIRST, LAST), tmp_path / "work", silent, silent)
    assert found.asked == ALL - done
    assert [path.read_text("utf-8") for path in found.files] == whole


@pytest.mark.slow
def test_a_killed_pull_resumes(
    served: Access, standin: Standin, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [sys.executable, "-m", "data", "pull", "ga4", "--from", FIRST.isoformat(), *LEAN]
    root = Path(__file__).parents[2]
    with subprocess.Popen(call, cwd=root, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        for _ in range(4):
            child.stderr.readline()
        child.kill()
    had = len(list((store / "pulls" / OWNER.id).glob("*.json")))
    assert 4 <= had < MOST
    told = answer(["pull", "ga4", "--from", FIRST.isoformat()], capsys)
    assert told["asked"] == MOST - had, "what was left out stays out"
    assert not (store / "pulls" / OWNER.id).exists(), "the store keeps the files now"


@pytest.mark.slow
@pytest.mark.parametrize("faults", [[], ["429"] * TRIES], ids=["between parts", "while it waits"])
def test_a_pull_stops_when_asked_and_goes_on(
    served: Access, standin: Standin, store: Path, capsys: pytest.CaptureFixture[str],
    faults: list[str],
) -> None:  # fmt: skip
    kept = Store.at(store)
    standin.faults, standin.retry_after = ["", "", *faults], "100"
    standing.ask_to_stop(kept)
    assert main(["pull", "ga4", "--from", FIRST.isoformat(), *LEAN]) == 1
    assert "已停止" in capsys.readouterr().err
    now = standing.read(kept)
    assert now is not None and now.status == "stopped" and not standing.asked_to_stop(kept)
    standin.faults.clear()
    assert answer(["pull", "ga4", "--from", FIRST.isoformat()], capsys)["status"] == "pulled"


@pytest.mark.parametrize(
    ("faults", "retry_after", "waited"),
    [
        (["429"], "17", [17.0]),
        (["429", "429"], "3", [3.0, 3.0]),
        (["500", "500"], "", None),
    ],
)
def test_it_waits_as_told(
    served: Access, standin: Standin, faults: list[str], retry_after: str, waited: Any
) -> None:
    standin.faults, standin.retry_after = [*faults], retry_after
    slept: list[float] = []
    ask(served, OWNER.id, TABLES[0], FIRST, FIRST, slept.append)
    if waited is not None:
        assert slept == waited
    else:
        assert len(slept) == 2 and slept[0] <= 2 < slept[1] <= 4


@pytest.mark.parametrize(
    ("faults", "retry_after", "word"),
    [
        (["429"], str(int(LONGEST) + 1), "quota"),
        (["503"] * TRIES, "", "did not answer"),
        (["empty"] * TRIES, "", "rows were missing"),
    ],
)
def test_it_stops_where_waiting_does_not_help(
    served: Access, standin: Standin, faults: list[str], retry_after: str, word: str
) -> None:
    standin.faults, standin.retry_after = [*faults], retry_after
    with pytest.raises(Interrupted, match=word):
        ask(served, OWNER.id, TABLES[0], FIRST, FIRST, silent)


def test_a_property_nobody_invited_the_key_to(served: Access) -> None:
    with pytest.raises(NoAccess, match="may not read property 999: invite it as Viewer"):
        ask(served, "999", TABLES[0], FIRST, FIRST, silent)


@pytest.mark.parametrize(
    ("text", "word"),
    [(None, "There is no key"), ("{", "JSONDecodeError"), ("{}", "Error"),
     ('{"type": "service_account", "private_key": "s3cret"}', "Error")],
)  # fmt: skip
def test_a_key_that_is_none_teaches_and_is_never_shown(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], text: str | None, word: str,
) -> None:  # fmt: skip
    if text is not None:
        (tmp_path / "key.json").write_text(text)
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    assert main(["pull", "ga4", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert word in said and "s3cret" not in said


@pytest.mark.parametrize(
    ("says", "warned"),
    [
        ({"sampling_metadatas": [{"samples_read_count": 10, "sampling_space_size": 99}]}, "10/99"),
        pytest.param({"subject_to_thresholding": True}, "privacy", marks=pytest.mark.long),
        pytest.param({"data_loss_from_other_row": True}, "(other)", marks=pytest.mark.long),
    ],
)
@pytest.mark.slow
def test_what_ga4_says_of_its_figures_stays_with_them(
    served: Access, standin: Standin, store: Path,
    capsys: pytest.CaptureFixture[str], says: dict[str, Any], warned: str,
) -> None:  # fmt: skip
    standin.says = says
    told = answer(["pull", "ga4", "--from", "2026-11-01", "--lang", "en", *LEAN], capsys)
    assert any(warned in text for text in told["files"][0]["warnings"])
    withheld = "sampling_metadatas" not in says
    assert told["files"][0]["reconciled"] is (None if withheld else True)
    shown = ["show", "sessions", "--from", "2026-11-01", "--to", "2026-11-10"]
    assert kpi([*shown, "--json"]) == 0
    assert "partial_coverage" in json.loads(capsys.readouterr().out)["rows"][0]["flags"]


@pytest.mark.parametrize(
    ("today", "first"),
    [("2026-11-21", "2025-10-01"), ("2026-01-01", "2024-12-01"), ("2024-02-29", "2023-01-01")],
)
def test_a_first_pull_reaches_back_thirteen_months(today: str, first: str) -> None:
    day = date.fromisoformat(today)
    days = date.fromisoformat(first), day - timedelta(1)
    assert due([], OWNER, day) == dict.fromkeys(TABLES, days)


def test_months_are_asked_newest_first_and_cover_every_day_once() -> None:
    asked = list(parts.parts(TABLES[0], date(2025, 12, 30), date(2026, 2, 2)))
    spans = [(part.first, part.last) for part in asked]
    assert spans == [
        (date(2026, 2, 1), date(2026, 2, 2)), (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2025, 12, 30), date(2025, 12, 31)),
    ]  # fmt: skip
