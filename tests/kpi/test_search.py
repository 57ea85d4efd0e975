"""Organic search: positions weighed by impressions, brand searches of exported ranges, by rule."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date as d
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.snapshot import Snapshot, current
from data.store import Store
from kpi import brand_words
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.searching import fold, is_brand, is_rule, within
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

TODAY = d(2026, 11, 30)
OCTOBER, NOVEMBER = Span(d(2026, 10, 1), d(2026, 10, 31)), Span(d(2026, 11, 1), d(2026, 11, 10))
WORDS = ("Lodestar", "北極星看板")


@pytest.mark.parametrize(
    ("query", "brand"),
    [
        ("lodestar", True),
        ("LODE STAR 評價", True),
        ("ｌｏｄｅｓｔａｒ", True),
        ("北極星 看板", True),
        ("北极星看板", False),  # another spelling, written as a word of its own
        ("北極星", False),
        ("lode\u3000star", True),
        ("load star", False),
        ("", False),
    ],
)
def test_what_a_brand_query_is(query: str, brand: bool) -> None:
    assert is_brand(fold(query), {fold(word) for word in WORDS}) is brand


@pytest.mark.parametrize(
    ("filtered", "words", "same"),
    [
        ("+lodestar", ("lodestar",), True),
        ("+Lode Star", ("lodestar",), True),
        ("+lodestar", ("lodestar", "北極星"), False),
        ("~lodestar|北極星", ("北極星", "lodestar"), True),
        ("~(lodestar|北極星)", ("北極星", "lodestar"), True),
        ("~lodestar|北極星|x", ("北極星", "lodestar"), False),
        ("~lode.*", ("lodestar",), False),
        ("+", ("",), False),
    ],
)
def test_which_filter_is_the_rule(filtered: str, words: tuple[str, ...], same: bool) -> None:
    assert is_rule(filtered, words) is same


@pytest.mark.parametrize(
    ("one", "other", "inside"),
    [
        ("https://www.example.com/", "example.com", True),
        ("https://example.com/blog/", "https://example.com/", True),
        ("https://example.com/blog/", "sc-domain:Example.com", True),
        ("shop.example.com", "example.com", True),
        ("example.com", "shop.example.com", False),
        ("https://badexample.com/", "example.com", False),
        ("http://example.com/", "https://example.com/", False),
        ("example.com", "example.com", False),
    ],
)
def test_which_property_is_a_part_of_another(one: str, other: str, inside: bool) -> None:
    assert within(one, other) is inside


def test_the_same_searches_in_two_properties_count_once(world: Any) -> None:
    world.account("example.com", "search_console")
    world.account("https://www.example.com/", "search_console").account("b.com", "search_console")
    for account, day, clicks in (
        ("example.com", 1, 10), ("https://www.example.com/", 1, 8), ("b.com", 1, 100),
        ("https://www.example.com/", 2, 7),
    ):  # fmt: skip
        told = {"impressions": 10 * clicks, "positions": 20 * clicks}
        world.searched(account, d(2026, 10, day), clicks=clicks, **told)
        world.searched(account, d(2026, 10, day), "lodestar", clicks=clicks, **told)
    both = Span(d(2026, 10, 1), d(2026, 10, 2))
    for kpi, value in (("search_clicks", 117), ("brand_search", 1_170), ("brand_share", 1.0)):
        assert read(world.snapshot, kpi, both).value == value
        alone = read(world.snapshot, kpi, both, account="https://www.example.com/").value
        assert alone == {"search_clicks": 15, "brand_search": 150, "brand_share": 1.0}[kpi]


@pytest.mark.parametrize(
    ("typed", "kept", "wrong"),
    [
        ([" Lodestar ", "lode star", "", "北極星"], ("Lodestar", "北極星"), 0),
        (["a", "北"], ("a", "北"), 2),
        ([], (), 0),
    ],
)
def test_words_as_they_are_typed(typed: list[str], kept: tuple[str, ...], wrong: int) -> None:
    assert brand_words.distinct(typed) == kept
    assert len(brand_words.objections(kept)) == wrong


def table(head: str, rows: list[tuple[Any, ...]]) -> str:
    lines = [f"{head},Clicks,Impressions,CTR,Position"]
    return "\n".join([*lines, *(f"{of},{c},{n},1%,{p}" for of, c, n, p in rows)]) + "\n"


def export(path: Path, span: Span, queries: list[tuple[Any, ...]], chart: bool = True) -> Path:
    """Write a download of these days: ten clicks and a hundred impressions on each."""
    path.parent.mkdir(exist_ok=True)
    each = [(day.start, 10, 100, 5 + day.start.day % 2) for day in span.each_day()]
    said = f"{span.start:%d %b %Y}-{span.end:%d %b %Y}"
    with zipfile.ZipFile(path, "w") as packed:
        if chart:
            packed.writestr("Chart.csv", table("Date", each))
        packed.writestr("Queries.csv", table("Top queries", queries))
        packed.writestr("Filters.csv", f"Filter,Value\nSearch type,Web\nDate,{said}\n")
    return path


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Return a board with October, a week within it, and November without its last days' chart."""
    root = tmp_path_factory.mktemp("searched")
    name = "example.com-Performance-on-Search-2026-11-20.zip"
    week = Span(d(2026, 10, 5), d(2026, 10, 11))
    brand, other = ("lodestar", 60, 200, 1), ("roas", 40, 900, 9)
    files = (
        export(root / "a" / name, OCTOBER, [brand, ("LODE STAR 看板", 20, 50, 1.5), other]),
        export(root / "b" / name, week, [("lodestar", 15, 45, 1)], chart=False),
        export(root / "c" / name, NOVEMBER, [("lodestar", 30, 90, 1), other], chart=False),
    )
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        patch.setenv("LODESTAR_TODAY", "2026-11-25")
        assert main(["import", *map(str, files), "--store", str(root / "store")]) == 0
    seen = current(Store.at(root / "store"))
    assert seen is not None
    yield seen


def read(
    seen: Snapshot, kpi: str, span: Span = OCTOBER, brand: tuple[str, ...] = WORDS, **where: str
) -> Reading:
    asked = {Dimension(name): value for name, value in where.items()}
    (row,) = read_all(seen, [KPIS[kpi]], span, [], asked, TODAY, Terms("TWD", brand=brand))
    return row


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kpi", "span", "brand", "value"),
    [
        ("search_clicks", OCTOBER, WORDS, 310),
        ("search_impressions", OCTOBER, WORDS, 3_100),
        ("search_ctr", OCTOBER, WORDS, 0.1),
        ("keyword_rank", OCTOBER, WORDS, (16 * 6 + 15 * 5) / 31),
        ("search_clicks", NOVEMBER, WORDS, None),
        ("brand_search", OCTOBER, WORDS, 250),
        ("brand_search", OCTOBER, (), None),  # nobody has said what the brand is
        ("brand_search", OCTOBER, ("nobody asks",), 0),
        ("brand_search", OCTOBER, ("roas", "LODESTAR"), 1_150),
        ("brand_search", Span(d(2026, 10, 5), d(2026, 10, 11)), WORDS, 45),
        ("brand_search", Span(d(2026, 10, 2), d(2026, 10, 31)), WORDS, 45),  # the week in it
        ("brand_search", Span(d(2026, 10, 6), d(2026, 10, 11)), WORDS, None),
        ("brand_search", Span(OCTOBER.start, NOVEMBER.end), WORDS, 250 + 90),
        ("brand_share", OCTOBER, WORDS, 80 / 310),
        ("brand_share", Span(d(2026, 10, 5), d(2026, 10, 11)), WORDS, 15 / 70),
        ("brand_share", NOVEMBER, WORDS, None),  # the clicks of all searches are not known
        ("brand_share", Span(OCTOBER.start, NOVEMBER.end), WORDS, 80 / 310),
    ],
)
def test_figures(
    searched: Snapshot, kpi: str, span: Span, brand: tuple[str, ...], value: float | None
) -> None:
    assert read(searched, kpi, span, brand).value == pytest.approx(value)


@pytest.mark.slow
def test_brand_searches_are_never_the_whole_of_them(searched: Snapshot) -> None:
    share = read(searched, "brand_share")
    assert Flag.PARTIAL_COVERAGE in share.flags and share.interval is not None
    assert share.interval[0] < 80 / 310 < share.interval[1]
    assert Flag.PARTIAL_COVERAGE not in read(searched, "search_clicks").flags
    assert read(searched, "brand_search").kpi.ledger == "web"


@pytest.mark.slow
def test_by_property_and_by_nothing_finer(searched: Snapshot) -> None:
    asked = {"account": "example.com"}
    assert read(searched, "brand_search", **asked).value == 250
    assert read(searched, "search_clicks", **asked).value == 310
    assert read(searched, "brand_search", account="other.com").value is None
    kpis = [KPIS["brand_search"], KPIS["keyword_rank"]]
    told = Terms("TWD", brand=WORDS)
    rows = read_all(searched, kpis, OCTOBER, [Dimension.ACCOUNT], {}, TODAY, told)
    assert [(r.cut, r.value) for r in rows] == [
        ((("platform", "search_console"), ("account", "example.com")), pytest.approx(value))
        for value in (250, 171 / 31)
    ]


@pytest.mark.slow
def test_what_words_catch_in_the_newest_list(searched: Snapshot) -> None:
    found = brand_words.caught(searched, WORDS)
    assert found is not None
    assert (found.queries, found.impressions, found.clicks) == (1, 90, 30)
    assert (found.of_queries, found.of_impressions, found.of_clicks) == (2, 990, 70)
    assert (found.examples, found.missed) == (("lodestar",), ("roas",))
    assert found.spans == (("example.com", NOVEMBER),)
