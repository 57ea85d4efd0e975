"""What GA4 says of its own figures stays with those it touches, and with no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.remark import Remark
from data.report import Report
from data.schema import WEB
from data.snapshot import Snapshot
from data.text import LANGS, Text
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.facts.completeness import completeness
from kpi.meaning import SHOWN, meaning
from kpi.period import Span
from kpi.reading import read_all
from kpi.terms import Terms
from tests.data.typed import RECEIVED, Shop, day, row

pytestmark = pytest.mark.slow  # each opens a master

SAMPLED = Text("抽樣。", "Sampled.")
GA4 = {"book": WEB, "platform": "ga4", "format": "ga4.api", "currency": None, "level": None}
TEN = [row(n, None, sessions=10, engaged_sessions=5, channel="Direct") for n in range(1, 11)]


def remark(first: int, last: int, text: Text = SAMPLED) -> Remark:
    return Remark(text, day(first), day(last))


def lacks(
    shop: Shop | Snapshot, kpi: str, first: int, last: int, **where: Any
) -> str | None:  # fmt: skip
    """Return what a figure is said to lack, in English; None without the flag."""
    snapshot = shop if isinstance(shop, Snapshot) else shop.published()
    span = Span(day(first), day(last))
    terms = Terms("TWD")
    (read,) = read_all(snapshot, [KPIS[kpi]], span, [], where, RECEIVED, terms)
    if Flag.PARTIAL_COVERAGE not in read.flags:
        return None
    known = completeness(snapshot, [read.period], RECEIVED, terms)
    return meaning(Flag.PARTIAL_COVERAGE, read, known, span).en


@pytest.mark.parametrize(
    ("kpi", "days", "said"),
    [
        ("sessions", (1, 2), None),  # the days before
        ("sessions", (1, 3), "Sampled."),
        ("sessions", (4, 4), "Sampled."),
        ("sessions", (5, 10), None),
        ("bounce_rate", (3, 4), "Sampled."),  # a ratio by either of its parts
    ],
)
def test_a_remark_touches_its_days_and_measures(
    tmp_path: Path, kpi: str, days: tuple[int, int], said: str | None
) -> None:
    shop = Shop(tmp_path)
    shop.load(TEN, **GA4, remarks=(remark(3, 4),))
    assert lacks(shop, kpi, *days) == said


def test_what_another_file_brings_is_untouched(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.load(TEN, **GA4)
    views = [row(n, None, views=3, channel="Direct") for n in range(1, 11)]
    shop.load(views, **GA4, remarks=(remark(1, 10),))
    assert lacks(shop, "page_views", 1, 10) == "Sampled."
    assert lacks(shop, "sessions", 1, 10) != "Sampled."


WITHHELD = Text("隱藏。", "Withheld.")
CUTS = [
    # rows of the table that remarks, and whom it touches: sessions, of a channel; people, of one
    ([row(n, None, sessions=10, device="mobile") for n in range(1, 8)], (0, 0, 0, 0)),
    ([row(n, None, sessions=10, channel="Direct") for n in range(1, 8)], (1, 1, 0, 0)),
]


@pytest.mark.parametrize(("table", "touched"), CUTS)
def test_a_remark_touches_the_figures_its_table_tells_and_no_other_cut(
    tmp_path: Path, table: list[Any], touched: tuple[int, ...]
) -> None:
    shop = Shop(tmp_path)
    shop.load(TEN[:7], **GA4, breakdown="channel")
    shop.load([row(n, None, active_users=8, channel=None) for n in range(1, 8)], **GA4)
    breakdown = "device" if "device" in table[0] else "channel"
    shop.load(table, **GA4, breakdown=breakdown, remarks=(remark(1, 7, WITHHELD),))
    asked: list[tuple[str, dict[str, str]]]
    asked = [("sessions", {}), ("sessions", {"channel": "Direct"}),
             ("unique_visitors", {}), ("unique_visitors", {"channel": "Direct"})]  # fmt: skip
    seen = shop.published()
    found = [lacks(seen, kpi, 3, 3, **where) == "Withheld." for kpi, where in asked]
    assert found == list(map(bool, touched))


def test_people_by_channel_and_people_in_all_are_two_requests(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    whole = [row(n, None, active_users=9) for n in range(1, 4)]
    parts = [row(n, None, active_users=5, channel=c) for n in range(1, 4) for c in ("Direct", "A")]
    shop.load(whole, **GA4)
    shop.load(parts, **GA4, breakdown="channel", remarks=(remark(1, 3),))
    seen = shop.published()
    assert lacks(seen, "unique_visitors", 2, 2) is None
    assert lacks(seen, "unique_visitors", 2, 2, channel="Direct") == "Sampled."


def test_a_later_table_without_remarks_takes_them_away(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.load(TEN, **GA4, remarks=(remark(1, 10),))
    shop.load([*TEN[2:], row(11, None, sessions=10, channel="Direct")], **GA4)
    seen = shop.published()
    assert lacks(seen, "sessions", 3, 6) is None and lacks(seen, "sessions", 1, 3) == "Sampled."


def test_an_undone_pull_says_nothing_any_more(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.load(TEN, **GA4)
    shop.load(TEN, **GA4, remarks=(remark(1, 10),))
    assert lacks(shop, "sessions", 1, 10) == "Sampled."
    shop.undo(2)
    assert lacks(shop, "sessions", 1, 10) is None


def test_the_same_is_said_once_and_many_are_counted(tmp_path: Path) -> None:
    shop, many = Shop(tmp_path), [Text(f"第{n}。", f"No. {n}.") for n in range(1, SHOWN + 3)]
    shop.load(TEN, **GA4, remarks=(*(remark(n, n, many[n - 1]) for n in range(1, 6)),
                                   remark(6, 6, many[0])))  # fmt: skip
    said = lacks(shop, "sessions", 1, 10)
    assert said == "No. 1. No. 2. No. 3. So it is with 2 more stretches of days."


def test_a_remark_survives_the_journal() -> None:
    report = Report("parsed", remarks=(remark(1, 2),))
    assert Report.from_json(report.to_json()) == report
    old = {k: v for k, v in report.to_json().items() if k != "remarks"}
    assert Report.from_json(old).remarks == ()
    assert {remark(1, 2).text.to(lang) for lang in LANGS} == {"抽樣。", "Sampled."}
