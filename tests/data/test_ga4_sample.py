"""The sample shop's site pulled over the API: the truth, and what its CSV files say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.__main__ import main
from data.ga4.tables import ITEMS, LINK, TABLES, VISITS
from data.samples import split
from data.samples.site import Site
from data.samples.world import World, build, files
from data.samples.write_site import PROPERTY
from kpi.__main__ import main as kpi
from tests.data.ga4 import RULER, ga4_file
from tests.ga4_people import AGES, CAME, GENDERS, Crowd
from tests.ga4_standin import Cube, Standin, serving

TODAY = date(2026, 11, 21)
FIRST, LAST = date(2026, 8, 1), date(2026, 11, 20)
COLUMNS = (
    "sessions", "engaged_sessions", "engagement_seconds", "views", "new_users", "key_events",
    "checkouts", "purchases", "web_revenue", "ad_revenue",
)  # fmt: skip
PART_COLUMNS = (
    "sessions", "engaged_sessions", "engagement_seconds", "views", "key_events", "purchases",
    "web_revenue",
)  # fmt: skip
WEEK = date(2026, 11, 9), date(2026, 11, 15)
BACK = date(2026, 11, 2), date(2026, 11, 8)
"""The newest week of which everybody had seven days to come back in."""
SPANS = (FIRST, LAST), WEEK, (date(2026, 11, 16), LAST)
"""The days asked for, a week, a running week."""
PEOPLE = ("unique_visitors", "returning_rate", "conversion_rate")
COLUMNS_OF_PERSONS = (
    "date", "sessionDefaultChannelGroup", "person", "active", "new", "keys",
)  # fmt: skip
USERS = ("active_users", "total_users", "new_users")
CALLED = {
    "": "", "sessionDefaultChannelGroup": "Session default channel group",
    "userAgeBracket": "Age", "userGender": "Gender", "newVsReturning": "New / returning",
}  # fmt: skip
PARTS = ("device", "landing_page", "city", "hour", "weekday", "item", "item_category")
OF_PEOPLE = {"age": AGES, "gender": GENDERS, "new_returning": CAME}
HEADINGS = ("Active users", "Total users", "New users", "Sessions", "Key events")
KPIS = ("sessions", "engagement_rate_web", "time_on_site", "page_views", "add_to_cart_rate",
        "reach_checkout", "unique_visitors")  # fmt: skip


def persons(days: list[date], site: Site) -> Crowd:
    """Return a crowd of which each day has the users, sessions and key events of the site's."""
    dice, known = np.random.default_rng(11), np.arange(-4_000, 0)  # whoever came before
    told: dict[str, list[Any]] = {name: [] for name in COLUMNS_OF_PERSONS}
    for n, day in enumerate(days):
        if day < FIRST:
            continue
        sessions, keys = ([int(c.figures[m][n]) for c in site.channels]
                          for m in ("sessions", "key_events"))  # fmt: skip
        active, total, new = (int(site.users[m][n]) for m in USERS)
        arrived = np.arange(new) + known[-1] + 1
        came = np.concatenate([arrived, dice.choice(known, total - new, replace=False)])
        awake = dice.permutation(total) < active
        of = np.concatenate([np.arange(total), dice.integers(0, total, sum(sessions) - total)])
        first = np.arange(len(of)) < new
        order = dice.permutation(len(of))
        values = (
            np.full(len(of), int(f"{day:%Y%m%d}")), np.repeat(np.arange(len(sessions)), sessions),
            came[of][order], awake[of][order], first[order],
            np.concatenate([np.arange(s) < k for s, k in zip(sessions, keys, strict=True)]),
        )  # fmt: skip
        for name, column in zip(COLUMNS_OF_PERSONS, values, strict=True):
            told[name].append(column)
        known = np.concatenate([known, arrived])[-30_000:]
    columns = {name: np.concatenate(found) for name, found in told.items()}
    return Crowd(columns, tuple(c.name for c in site.channels))


def newcomers(visitors: Crowd, first: date, last: date) -> tuple[int, int]:
    """Return who first came on some days, and who of them on days 1–7 after; one by one."""
    who, when, new = (visitors.columns[name].tolist() for name in ("person", "date", "new"))
    days = {int(f"{first + timedelta(n):%Y%m%d}"): n for n in range((last - first).days + 8)}
    seen = [(p, days[d], n) for p, d, n in zip(who, when, new, strict=True) if d in days]
    came = {p: n for p, n, is_new in seen if is_new and n <= (last - first).days}
    return len(came), len({p for p, n, _ in seen if p in came and 1 <= n - came[p] <= 7})


def by_hand(folder: Path, visitors: Crowd) -> list[Path]:
    """Return files as somebody exports them of whole spans: one row, and one a channel."""
    found = []
    for first, last in SPANS:
        days = f"{first:%Y%m%d}", f"{last:%Y%m%d}"
        for dimension in CALLED if (first, last) == WEEK else ("", "sessionDefaultChannelGroup"):
            dimensions = [dimension] if dimension else []
            told = visitors.told(days, dimensions, list(visitors.metrics), set())
            header = [*([CALLED[dimension]] * len(dimensions)), *HEADINGS]
            rows = [",".join((*names, *map(str, values))) for names, values in told.items()]
            top = (RULER, "Users", f"Property: {PROPERTY}", RULER, "", "All Users",
                   f"Start date: {days[0]}", f"End date: {days[1]}")  # fmt: skip
            path = folder / f"{days[0]}-{days[1]}-{dimension}.csv"
            path.write_text(ga4_file(",".join(header), *rows, top=top), "utf-8")
            found.append(path)
    return found


def cubes(world: World, visitors: Crowd) -> tuple[Cube | Crowd, ...]:
    """Return what the API tells of the site; what the sample's site does not know is nothing."""
    site, orders, days_ = world.site, world.orders, world.listed
    days = list(days_.days)
    stamps = [f"{day:%Y%m%d}" for day in days]
    channels = [
        (stamp, c.name, *(str(c.figures[m][n]) if m in c.figures else "0" for m in COLUMNS))
        for n, stamp in enumerate(stamps)
        for c in site.channels
    ]
    events = [
        (stamp, "Direct", name, str(sessions[n]), str(counted[n]))
        for n, stamp in enumerate(stamps)
        for name, (sessions, counted) in site.events.items()
    ]
    day, channel = "date", "sessionDefaultChannelGroup"
    return (
        Cube((day, channel), tuple(name for name, _ in TABLES[0].metrics), channels),
        Cube((day, channel, "eventName"), ("sessions", "eventCount"), events, adds=False),
        Cube((day, *(name for name, _ in LINK)), tuple(name for name, _ in VISITS), []),
        *_parts(stamps, split.visits(site, days_)),
        _items(stamps, split.items(orders, days_)),
        visitors,
    )


def _parts(stamps: list[str], cuts: dict[str, list[split.Split]]) -> Iterator[Cube]:
    """Yield what the API tells by device, page, city and hour."""
    names = {"device": "deviceCategory", "landing_page": "landingPage"}
    metrics = tuple(name for name, _ in VISITS)
    for cut, parts in cuts.items():
        rows = _rows(stamps, parts, PART_COLUMNS)
        yield Cube(("date", names.get(cut, cut)), metrics, rows)


def _items(stamps: list[str], parts: list[split.Split]) -> Cube:
    told = _rows(stamps, parts, split.ITEMS)
    rows = [(day, number, name, category, *rest) for day, name, number, category, *rest in told]
    dimensions = ("date", "itemId", "itemName", "itemCategory")
    return Cube(dimensions, tuple(name for name, _ in ITEMS), rows)


def _rows(
    stamps: list[str], parts: list[split.Split], columns: Sequence[str]
) -> list[tuple[str, ...]]:
    return [
        (stamp, *part.names, *(str(part.figures[m][n]) for m in columns))
        for n, stamp in enumerate(stamps[-split.LATE :])
        for part in parts
    ]


def said(call: list[str], store: Path, capsys: pytest.CaptureFixture[str], run: Any = main) -> Any:
    code = run([*call, "--store", str(store), "--json"])
    out = capsys.readouterr()
    assert code == 0, out
    return json.loads(out.out)


def figures(store: Path, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, ...], Any]:
    """Return the KPIs of all days, of the last one, and by channel."""
    year, day = ("--from", FIRST.isoformat()), ("--from", LAST.isoformat())
    to = ("--to", LAST.isoformat())
    calls = [[*KPIS, *year, *to], [*KPIS, *day, *to], ["sessions", *year, *to, "--by", "channel"]]
    for first, last in SPANS:
        asked = [*PEOPLE, "--from", f"{first}", "--to", f"{last}"]
        calls += [asked, [*asked, "--by", "channel"]]
    return {
        (str(n), row["kpi"], *row["cut"].values()): (row["numerator"], row["denominator"])
        for n, call in enumerate(calls)
        for row in said(["show", *call], store, capsys, kpi)["rows"]
    }


def by_part(
    by: str, days: tuple[date, date], store: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures of each part, and of the total; no export states the time by part."""
    call = ["site", "--by", by, "--from", f"{days[0]}", "--to", f"{days[1]}"]
    told = said(call, store, capsys, kpi)
    assert told["rest"] == [], "nothing is left, or the total is not known"
    named = {"account", "currency", "called", "time_on_site", "name"}
    found = {
        row["name"]: {key: value for key, value in row.items() if key not in named}
        for row in (*told["rows"], *({**one, "name": "TOTAL"} for one in told["total"]))
    }
    return found, found.pop("TOTAL", {})


@pytest.mark.slow
def test_the_pull_the_files_and_the_truth_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY.isoformat())
    world = build(TODAY)
    exports = [f.write() for f in files(world, tmp_path / "files") if f.path.name.startswith("GA4")]
    by_file, by_api = tmp_path / "by-file", tmp_path / "by-api"
    visitors = persons(list(world.listed.days), world.site)
    paths = [str(x) for x in (*(f.path for f in exports), *by_hand(tmp_path, visitors))]
    said(["import", *paths, "--answer", "currency=TWD"], by_file, capsys)
    standin = Standin(cubes(world, visitors), name=PROPERTY)
    with serving(standin) as address:
        monkeypatch.setenv("LODESTAR_GA4_ENDPOINT", address)
        pulled = said(["pull", "ga4", "--from", FIRST.isoformat()], by_api, capsys)
    assert pulled["files"][0]["account"] == PROPERTY
    api = figures(by_api, capsys)
    assert api == figures(by_file, capsys)
    span = slice(world.listed.at(FIRST), world.listed.at(LAST) + 1)
    assert api["0", "sessions"] == (int(world.site.sum("sessions")[span].sum()), None)
    seconds = Decimal(int(world.site.sum("engagement_seconds")[span].sum()))
    assert Decimal(str(api["0", "time_on_site"][0])) == pytest.approx(seconds)
    assert api["1", "unique_visitors"][0] == int(world.site.users["active_users"][-1])
    for n, (first, last) in enumerate(SPANS):
        mine = slice(world.listed.at(first), world.listed.at(last) + 1)
        people, call = len(visitors.people(first, last)), str(3 + 2 * n)
        assert api[call, "unique_visitors"] == (people, None)
        assert people < int(world.site.users["active_users"][mine].sum()), "days do not add"
        keys = int(world.site.sum("key_events")[mine].sum())
        assert api[call, "conversion_rate"] == (keys, people)
        assert api[call, "returning_rate"][0] == int(world.site.users["new_users"][mine].sum())
        channels = [key for key in api if key[:2] == (str(4 + 2 * n), "unique_visitors")]
        assert {key[2]: api[key][0] for key in channels} == {
            name: len(people)
            for name in visitors.channels
            if (people := visitors.people(first, last, name))
        }
    late = LAST - timedelta(split.LATE - 1), LAST
    truth = split.truth(world.site, world.orders, world.listed)
    for by in PARTS:
        told, total = by_part(by, late, by_api, capsys)
        assert (told, {}) == by_part(by, late, by_file, capsys), by
        first = "item_views" if by.startswith("item") else "sessions"
        if by in truth:
            assert {n: row[first] for n, row in told.items()} == {
                name: figures_[first] for name, figures_ in truth[by].items()
            }
        assert total[first] == sum(row[first] for row in told.values())
    for by, names in OF_PEOPLE.items():
        told, total = by_part(by, WEEK, by_api, capsys)
        assert (told, total) == by_part(by, WEEK, by_file, capsys), by
        assert set(told) == set(names) and total["active_users"] == len(visitors.people(*WEEK))
        assert total["sessions"] == sum(row["sessions"] for row in told.values())
    week = said(["show", "retention_d7", "--from", f"{BACK[0]}", "--to", f"{BACK[1]}"], by_api,
                capsys, kpi)["rows"][0]  # fmt: skip
    came, back = newcomers(visitors, *BACK)
    assert (week["numerator"], week["denominator"]) == (back, came)
