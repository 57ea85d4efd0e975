"""Visits by campaign: what GA4 files with the names of links leave in the published tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.ga4.tables import TABLES
from data.reading.analytics.links import Link, link
from data.snapshot import current
from data.store import Store
from tests.data.ga4 import CHANNEL, explored, ga4_file

pytestmark = pytest.mark.slow

HEADER = "Date,Session source / medium,Session campaign,Sessions,Key events,Total revenue"
A = [
    "20260101,fb / paid,A,8,1,100.5",
    "20260101,fb / paid,(not set),2,0,0",
    "20260102,fb / paid,A,5,0,0",
]
SEEN = [
    (1, "fb / paid", "(not set)", 2, 0, Decimal(0)),
    (1, "fb / paid", "A", 8, 1, Decimal("100.5")),
    (2, "fb / paid", "A", 5, 0, Decimal(0)),
]


@pytest.fixture
def load(call: Any, tmp_path: Path) -> Any:
    """Return what imports the text of a file and gives the published visits."""

    def run(name: str, text: str) -> list[tuple[Any, ...]]:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        code, said = call("import", path, "--answer", "currency=TWD", "--answer", "replace=replace")
        assert code == 0, said
        return visits(tmp_path)

    return run


def visits(tmp_path: Path) -> list[tuple[Any, ...]]:
    snapshot = current(Store(tmp_path / "store"))
    assert snapshot is not None
    found = snapshot.query(
        "select day(day_from), other, name, sessions, key_events, web_revenue"
        " from site_parts where cut = 'link' order by all"
    )
    return [tuple(row) for row in found]


def sessions(tmp_path: Path) -> int:
    snapshot = current(Store(tmp_path / "store"))
    assert snapshot is not None
    ((found,),) = snapshot.query("select sum(sessions) from account_days")
    return int(found)


def test_campaigns_stand_beside_channels_and_change_no_sum(load: Any, tmp_path: Path) -> None:
    channels = ga4_file(f"{CHANNEL},Date,Sessions", "Paid Social,20260101,11", "Direct,20260102,5")
    assert load("channels.csv", channels) == [], "channels name no campaigns"
    assert load("campaigns.csv", ga4_file(HEADER, *A)) == SEEN
    assert sessions(tmp_path) == 16, "the site's sessions are still those of its channels"


def test_source_and_medium_apart_are_read_as_one(load: Any) -> None:
    """Also behind the grand total of an exploration, which has one cell too many."""
    heads = HEADER.replace("Session source / medium", "工作階段來源,工作階段媒介")
    rows = [line.replace("fb / paid", "fb,paid") for line in A]
    assert load("apart.csv", explored(heads, ",,,,15,1,100.5,Grand total", *rows)) == SEEN


LINKS = [
    ("Date,Session source,Session medium,Sessions", 4, Link(1, 2, 4)),
    ("Session medium,Sessions,Session source", 5, Link(2, 0, 5)),
    ("Date,Session source,Sessions", 3, None),  # a source alone is no link
    ("Session source,Session medium,Session source / medium,Sessions", 4, None),
    ("First user source,First user medium,Sessions", 3, None),  # of people, not of visits
]


@pytest.mark.parametrize(("heads", "width", "found"), LINKS)
def test_a_link_is_put_together_of_just_both(heads: str, width: int, found: Link | None) -> None:
    assert link(heads.split(","), width) == found


def test_a_restatement_takes_its_days_and_undoing_gives_them_back(
    load: Any, call: Any, tmp_path: Path
) -> None:
    load("one.csv", ga4_file(HEADER, *A))
    later = load("two.csv", ga4_file(HEADER, *A[:2], "20260102,fb / paid,B,9,0,0"))
    assert later == [*SEEN[:2], (2, "fb / paid", "B", 9, 0, Decimal(0))]
    assert call("undo", "last")[0] == 0
    assert visits(tmp_path) == SEEN
    assert call("undo", "last")[0] == 0
    assert visits(tmp_path) == []


def test_the_table_that_names_sources_speaks(load: Any) -> None:
    bare = ga4_file("Date,Session campaign,Sessions", "20260101,A,99", "20260103,C,7")
    assert load("bare.csv", bare)[0] == (1, None, "A", 99, None, None)
    found = load("full.csv", ga4_file(HEADER, *A))
    assert found == [*SEEN, (3, None, "C", 7, None, None)], "each day on its own"


def test_a_report_without_days_is_a_range(load: Any, tmp_path: Path) -> None:
    header = HEADER.removeprefix("Date,")
    load("range.csv", ga4_file(header, "fb / paid,A,8,1,100.5"))
    snapshot = current(Store(tmp_path / "store"))
    assert snapshot is not None
    rows = snapshot.query(
        "select day_from::text, day_to::text, sessions from site_parts where cut = 'link'"
    )
    assert rows == [("2026-01-01", "2026-01-03", 8)]


def test_a_pull_brings_what_names_links() -> None:
    wanted = {"campaign", "source_medium"}
    assert any(wanted <= set(table.breakdown.split("+")) and not table.people for table in TABLES)
