"""The sample shop's site pulled over the API: the truth, and what its CSV files say."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.ga4.tables import TABLES
from data.samples.site import Site
from data.samples.world import build, files
from data.samples.write_site import PROPERTY
from kpi.__main__ import main as kpi
from tests.ga4_standin import Cube, Standin, serving

TODAY = date(2026, 11, 21)
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 20)
COLUMNS = (
    "sessions", "engaged_sessions", "engagement_seconds", "views", "new_users", "key_events",
    "checkouts", "purchases", "web_revenue", "ad_revenue",
)  # fmt: skip
KPIS = ("sessions", "engagement_rate_web", "time_on_site", "page_views", "add_to_cart_rate",
        "reach_checkout", "unique_visitors")  # fmt: skip


def cubes(days: list[date], site: Site) -> tuple[Cube, ...]:
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
    people = [site.users[m] for m in ("active_users", "total_users")]
    users = [(stamp, *(str(p[n]) for p in people)) for n, stamp in enumerate(stamps)]
    day, channel = "date", "sessionDefaultChannelGroup"
    return (
        Cube((day, channel), tuple(name for name, _ in TABLES[0].metrics), channels),
        Cube((day, channel, "eventName"), ("sessions", "eventCount"), events, adds=False),
        Cube((day,), ("activeUsers", "totalUsers"), users, adds=False),
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
    standin = Standin(cubes(list(world.listed.days), world.site), name=PROPERTY)
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
