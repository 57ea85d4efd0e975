"""The sample shop's site pulled over the API: the truth, and what its CSV files say."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.__main__ import main
from data.ga4.tables import TABLES
from data.samples.site import Site
from data.samples.world import build, files
from data.samples.write_site import PROPERTY
from kpi.__main__ import main as kpi
from tests.data.ga4 import RULER, ga4_file
from tests.ga4_people import Crowd
from tests.ga4_standin import Cube, Standin, serving

TODAY = date(2026, 11, 21)
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 20)
COLUMNS = (
    "sessions", "engaged_sessions", "engagement_seconds", "views", "new_users", "key_events",
    "checkouts", "purchases", "web_revenue", "ad_revenue",
)  # fmt: skip
WEEK = date(2026, 11, 9), date(2026, 11, 15)
SPANS = (FIRST, LAST), WEEK, (date(2026, 11, 16), LAST)
"""The days asked for, a week, a running week."""
PEOPLE = ("unique_visitors", "returning_rate", "conversion_rate")
COLUMNS_OF_PERSONS = (
    "date", "sessionDefaultChannelGroup", "person", "active", "new", "keys",
)  # fmt: skip
USERS = ("active_users", "total_users", "new_users")
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


def by_hand(folder: Path, visitors: Crowd) -> list[Path]:
    """Return files as somebody exports them of whole spans: one row, and one a channel."""
    found = []
    for first, last in SPANS:
        days = f"{first:%Y%m%d}", f"{last:%Y%m%d}"
        for dimensions in ([], ["sessionDefaultChannelGroup"]):
            told = visitors.told(days, dimensions, list(visitors.metrics), set())
            header = [*(["Session default channel group"] * len(dimensions)), *HEADINGS]
            rows = [",".join((*names, *map(str, values))) for names, values in told.items()]
            top = (RULER, "Users", f"Property: {PROPERTY}", RULER, "", "All Users",
                   f"Start date: {days[0]}", f"End date: {days[1]}")  # fmt: skip
            path = folder / f"{days[0]}-{days[1]}-{len(dimensions)}.csv"
            path.write_text(ga4_file(",".join(header), *rows, top=top), "utf-8")
            found.append(path)
    return found


def cubes(days: list[date], site: Site, visitors: Crowd) -> tuple[Cube | Crowd, ...]:
    """Return what the API tells of the site; what the sample's site does not know is nothing."""
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
        *(
            Cube(
                (day, *(name for name, _ in t.dimensions if name != day)),
                tuple(n for n, _ in t.metrics),
                [],
            )
            for t in TABLES[4:]
        ),
        visitors,
    )


def said(call: list[str], store: Path, capsys: pytest.CaptureFixture[str], run: Any = main) -> Any:
    code = run([*call, "--store", str(store), "--json"])
    out = capsys.readouterr()
    assert code == 0, out
    return json.loads(out.out)


def figures(store: Path, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, ...], Any]:
    """Return the KPIs of the year, of its last day, and by channel."""
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


@pytest.mark.slow
def test_the_pull_the_files_and_the_truth_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY.isoformat())
    world = build(TODAY)
    exports = [f.write() for f in files(world, tmp_path / "files") if f.path.name.startswith("GA4")]
    by_file, by_api = tmp_path / "by-file", tmp_path / "by-api"
    for export in exports:
        told = [f"{key}={value}" for key, value in export.answers.items()] or ["currency=TWD"]
        said(["import", str(export.path), "--answer", *told], by_file, capsys)
    visitors = persons(list(world.listed.days), world.site)
    for path in by_hand(tmp_path, visitors):
        said(["import", str(path), "--answer", "currency=TWD"], by_file, capsys)
    standin = Standin(cubes(list(world.listed.days), world.site, visitors), name=PROPERTY)
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
