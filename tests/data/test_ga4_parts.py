"""What a pull asks of items, people and newcomers: the requests, and the files they become."""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.ga4.access import Access
from data.ga4.asking import Interrupted
from data.ga4.pull import Pull, pull
from data.ga4.tables import TABLES
from data.state import State
from data.terminal.options import Wrong
from data.terminal.pulling import wanted
from tests.data.test_ga4_pull import LAST, OWNER, cubes, silent
from tests.ga4_people import Crowd
from tests.ga4_standin import Cube, Standin, serving

AGAIN = date(2026, 10, 26), LAST
DAY = timedelta(1)
CROWD = next(c for c in cubes() if isinstance(c, Crowd))


@pytest.fixture
def standin() -> Standin:
    return Standin(cubes(), page=40)


@pytest.fixture
def served(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Iterator[Access]:
    from data.ga4.access import access

    with serving(standin) as address:
        monkeypatch.setenv("LODESTAR_GA4_ENDPOINT", address)
        yield access()


def asked(key: Access, work: Path, *names: str) -> Pull:
    tables = {table: AGAIN for table in TABLES if table.key in names}
    return pull(key, OWNER, tables, work, silent, silent)


def rows(found: Pull, n: int = 0) -> list[list[str]]:
    """Return the rows of a file of a pull, its header first."""
    lines = found.files[n].read_text("utf-8").splitlines()
    return [row for row in csv.reader(x for x in lines if not x.startswith("#")) if row]


def came(person: int) -> list[date]:
    """Return the days on which somebody came, by going through the visits one by one."""
    who, when = (CROWD.columns[name].tolist() for name in ("person", "date"))
    return sorted(
        {date.fromisoformat(str(d)) for p, d in zip(who, when, strict=True) if p == person}
    )


def newcomers(first: date, last: date) -> list[list[date]]:
    """Return of each who first came on some days when they came."""
    who, when, new = (CROWD.columns[name].tolist() for name in ("person", "date", "new"))
    low, high = int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}")
    mine = {p for p, d, n in zip(who, when, new, strict=True) if n and low <= d <= high}
    return [came(person) for person in mine]


def test_totals_are_asked_for_and_say_what_they_are(served: Access, tmp_path: Path) -> None:
    head, *told = rows(asked(served, tmp_path, "site-totals"))
    assert head[:3] == ["Total of the site", "Date", "Sessions"]
    channels = next(c for c in cubes() if isinstance(c, Cube))
    sessions = sum(int(row[2]) for row in channels.rows if row[0] == "20261026")
    assert told[0][:3] == ["site-totals", "20261026", f"{sessions}"]
    assert told[-1][:2] == ["Grand total", ""] and len(told[-1]) == len(head)


def test_items_come_with_id_name_and_category(served: Access, tmp_path: Path) -> None:
    head, *told = rows(asked(served, tmp_path, "items"))
    assert head[:4] == ["Date", "Item ID", "Item name", "Item category"]
    assert told[0] == ["20261026", "SKU-1", "春茶", "茶葉", "9", "4", "3", "2"]


def test_who_first_came_on_a_day_and_came_back(
    served: Access, standin: Standin, tmp_path: Path
) -> None:
    _, *told = rows(asked(served, tmp_path, "retention"))
    assert [row[1] for row in told] == [f"{LAST - (7 + n) * DAY:%Y%m%d}" for n in range(26)][::-1]
    day = date(2026, 11, 3)
    (row,) = [r for r in told if r[1] == f"{day:%Y%m%d}"]
    mine = newcomers(day, day)
    back = [days for days in mine if any(1 <= (d - day).days <= 7 for d in days)]
    assert row[2:] == [str(len(mine)), str(len(back))] and 0 < len(back) < len(mine)
    for one in standin.asked:
        assert not one.date_ranges and len(one.cohort_spec.cohorts) <= 7
        over = one.cohort_spec.cohorts_range
        assert (over.start_offset, over.end_offset) == (1, 7)
        assert not any(c.name.startswith(("cohort_", "RESERVED_")) for c in one.cohort_spec.cohorts)


def test_who_first_came_in_a_week_is_followed_day_by_day(served: Access, tmp_path: Path) -> None:
    _, *told = rows(asked(served, tmp_path, "cohorts"))
    weeks = {row[0]: [r for r in told if r[0] == row[0]] for row in told}
    assert [date.fromisoformat(w).weekday() for w in weeks] == [0] * len(weeks)
    assert len(weeks["20261109"]) == 6, "days that the last of them has not had are not told"
    assert len(weeks["20261012"]) == 29, "nobody on a day is told as nobody"
    first, last = date(2026, 10, 26), date(2026, 11, 1)
    mine = newcomers(first, last)
    there = [sum(days[0] + n * DAY in days for days in mine) for n in range(20)]
    assert [int(row[4]) for row in weeks["20261026"]] == there
    assert {row[3] for row in weeks["20261026"]} == {str(len(mine))}


def test_rows_that_are_withheld_are_said_to_be(
    served: Access, standin: Standin, tmp_path: Path
) -> None:
    whole = rows(asked(served, tmp_path / "whole", "ages", "genders"))
    standin.withholds = {"userAgeBracket": 40}
    found = asked(served, tmp_path / "less", "ages", "genders")
    assert len(rows(found)) < len(whole)
    said = [f.read_text("utf-8").count("# Note: thresholded") for f in found.files]
    assert said[0] > 0 and said[1] == 0, "only where it is so"


def test_a_used_up_quota_keeps_what_was_told_of_newcomers(
    served: Access, standin: Standin, tmp_path: Path
) -> None:
    whole = rows(asked(served, tmp_path / "whole", "retention"))
    standin.faults, standin.retry_after = ["", "429"], "9999"
    with pytest.raises(Interrupted):
        asked(served, tmp_path / "again", "retention")
    standin.asked.clear()
    assert rows(asked(served, tmp_path / "again", "retention")) == whole
    assert len(standin.asked) == 3, "the first answer of four is kept"


OUT = [
    # what is said, what is left out from then on
    (None, ()), ("ages,genders", ("ages", "genders")), (None, ("ages", "genders")), ("none", ()),
]  # fmt: skip


def test_what_is_not_wanted_is_left_out_until_it_is_said_otherwise(tmp_path: Path) -> None:
    kept = State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    for said, out in OUT:
        args = Namespace(without=said, by="ann", lang="en")
        assert {t.key for t in TABLES} - {t.key for t in wanted(args, kept)} == set(out)
    for said in ("channels", "ages,colours", "people"):
        with pytest.raises(Wrong, match="may be left out"):
            wanted(Namespace(without=said, by="ann", lang="en"), kept)
