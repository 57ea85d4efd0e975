"""The calendar of days: what is drawn of a source, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.snapshot import Source
from data.text import LANGS, Lang
from kpi.facts.coverage import Covered
from kpi.period import Span
from pages.ui.calendar import FOOT, NAMED, ROW, picture
from pages.ui.calendar import _gaps as gaps
from pages.ui.calendar import _state as state
from pages.ui.theme import DARK, LIGHT, Palette


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def source(days: list[Span], complete_to: str | None, account: str = "示範商店") -> Source:
    """Return a source that reaches over the days."""
    return Source(
        platform="google_ads",
        account_key=1,
        account=account,
        currency=None,
        first_day=min(d.start for d in days),
        last_day=max(d.end for d in days),
        complete_to=date.fromisoformat(complete_to) if complete_to else None,
        received_at=datetime(2026, 2, 1),
        tax="excluded",
        tax_assumed=True,
        time_zone=None,
        imports=2,
    )


JANUARY = span("2026-01-01", "2026-01-31")
ONE_DAY = span("2026-01-05", "2026-01-05")
FALL = span("2025-09-01", "2025-11-30")
LATE = span("2026-02-01", "2026-02-02")


def covered(
    days: Sequence[Span],
    totals: Sequence[Span] = (),
    missing: Sequence[Span] = (),
    to: str | None = None,
) -> Covered:
    spans = [*days, *totals]
    found = source(spans, to or max(d.end for d in spans).isoformat())
    return Covered(found, tuple(days), tuple(totals), tuple(missing))


def bars(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of every bar drawn."""
    found = [layer for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
    return [row | {"mark": layer["mark"]} for layer in found for row in layer["data"]["values"]]


def words_of(spec: dict[str, Any], key: str = "word") -> list[str]:
    """Return every word on the picture."""
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    return [row[key] for layer in texts for row in layer["data"]["values"] if key in row]


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("found", "drawn"),
    [
        (covered([ONE_DAY]), 1),
        (covered([], [FALL]), 1),
        (covered([JANUARY], [FALL], [span("2025-12-01", "2025-12-31")]), 3),
        # days that are not over are drawn apart, whether they end a run or are one
        (covered([span("2026-01-01", "2026-02-02")], to="2026-01-31"), 2),
        (covered([JANUARY, LATE], to="2026-01-31"), 2),
    ],
    ids=["one day", "a total", "a gap", "late end", "late run"],
)
def test_every_day_is_drawn_once(found: Covered, drawn: int, ink: Palette) -> None:
    rows = bars(picture([found], ink, "zh"))
    assert len(rows) == drawn
    whole = (found.source.last_day - found.source.first_day).days + 1
    assert sum(row["x2"] - row["x"] for row in rows) == whole
    colours = {row["mark"].get("color") or row["mark"].get("stroke") for row in rows}
    assert colours <= {ink.ink, ink.band, ink.hatch}


def test_nothing_complete_is_said() -> None:
    rows = Covered(source([ONE_DAY], None), (ONE_DAY,), (), ())
    assert rows.unfinished == ONE_DAY
    assert state(rows, "zh") == ["還沒有完整的一天"]
    assert "–" in words_of(picture([rows], LIGHT, "zh"), "short")


@pytest.mark.parametrize("lang", LANGS)
def test_each_source_has_its_row_and_the_months_are_named(lang: Lang) -> None:
    spec = picture([covered([JANUARY], [FALL]), covered([JANUARY])], LIGHT, lang)
    assert spec["height"] == 2 * ROW + FOOT
    assert words_of(spec)[:5] == ["2025/9", "2025/10", "2025/11", "2025/12", "2026/1"]
    names = [w for w in words_of(spec) if "示範商店" in w]
    assert len(names) == 4, "on the left, and in the data of what stands on the right"
    assert len({row["y"] for row in bars(spec)}) == 2


@pytest.mark.parametrize(("days", "most"), [(10, 5), (45, 10), (400, 12), (4000, 12)])
def test_there_is_room_for_the_names_of_the_months(days: int, most: int) -> None:
    end = date(2026, 1, 31)
    spec = picture([covered([Span(end - timedelta(days - 1), end)])], LIGHT, "en")
    named = [w for w in words_of(spec) if w.replace("/", "").isdigit()]
    assert 1 <= len(named) <= most


@pytest.mark.parametrize("n", [1, NAMED, NAMED + 1])
def test_gaps_are_named_and_the_rest_is_counted(n: int) -> None:
    missing = [span(f"2026-01-{2 * i:02}", f"2026-01-{2 * i:02}") for i in range(1, n + 1)]
    said = gaps(covered([JANUARY], missing=missing), date(2026, 2, 2), "zh")
    assert said.count("1/") == min(n, NAMED)
    assert (f"等 {n} 段" in said) == (n > NAMED)
    assert f"缺 {n} 天" in state(covered([JANUARY], missing=missing), "zh")[-1]
