"""Search Console's exports, held against the numbers they came from, on their way in and out."""

from __future__ import annotations

import json
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.apart import has_tables
from data.limits import TERMINAL
from data.reading.reader import read
from data.reading.refusal import Refusal
from data.reading.search.apart import property_of, take_apart
from data.reading.search.filters import read_filters
from tests.samples import make
from tests.samples.search_console import days

FILES = Path(make.FILES)
GOLDEN = ".golden.json"
GOLDENS = {
    path.name.removesuffix(GOLDEN): wanted
    for path in sorted(FILES.glob(f"*{GOLDEN}"))
    if (wanted := json.loads(path.read_text("utf-8"))).get("book") == "search"
}
PARSED = [name for name, wanted in GOLDENS.items() if wanted["status"] == "parsed"]
REFUSED = [name for name in GOLDENS if name not in PARSED]
EN = "example.com-Performance-on-Search-2026-11-05.zip"
BRAND = "example.com-Performance-on-Search-2026-11-06.zip"
NAMELESS = "search_console_older.zip"


def apart(name: str, tmp_path: Path) -> list[Path]:
    """Take a sample apart as the child does."""
    folder = tmp_path / "tables"
    folder.mkdir()
    return sorted(take_apart(FILES / name, name, folder, TERMINAL), key=lambda path: path.name)


@pytest.mark.slow
@pytest.mark.parametrize("name", PARSED)
def test_every_table_is_read_as_it_was_written(name: str, tmp_path: Path) -> None:
    assert has_tables(FILES / name)
    texts = apart(name, tmp_path)
    assert [t.name for t in texts] == [t["file"] for t in GOLDENS[name]["tables"]]
    for text, wanted in zip(texts, GOLDENS[name]["tables"], strict=True):
        report = read(text, text.name, tmp_path / "rows.parquet", {})
        told = report.to_json()
        assert report.status == "parsed", report.problems
        assert [told[k] for k in ("format", "accounts", "period", "reconciled")] == [
            *(wanted[k] for k in ("format", "accounts", "period")), None,
        ]  # fmt: skip
        rows = wanted["rows"]
        assert told["rows"] == {"in_": rows["in"], **{k: rows[k] for k in rows if k != "in"}}
        assert report.rows.closes
        check_rows(tmp_path / "rows.parquet", wanted)


def check_rows(out: Path, wanted: dict[str, Any]) -> None:
    """The typed rows: what each is split by, its three figures, the filter it was counted under."""
    sql = (
        "select coalesce(query, page, country, device, day_from::text) as name, search_clicks,"
        " search_impressions, search_position, filter from read_parquet($file)"
    )
    found = duckdb.execute(sql, {"file": str(out)}).fetchall()
    entries = [(of, c, n, Decimal(p), wanted["filter"]) for of, c, n, p in wanted["entries"]]
    assert sorted(found) == sorted(entries)


@pytest.mark.parametrize("name", REFUSED)
def test_another_scope_is_refused_with_what_it_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        apart(name, tmp_path)
    (problem,) = refused.value.problems
    assert problem.rule.zh != problem.rule.en and problem.mend.zh != problem.mend.en
    for words in GOLDENS[name]["says"]:
        assert words in problem.rule.en


WEB = ("Search type", "Web")


@pytest.mark.parametrize(
    ("named", "span", "query"),
    [
        ([], None, ""),
        ([WEB, ("Date", "Last 16 months")], None, ""),
        ([WEB, ("Date", "1 Jan 2025-31 Dec 2025")], ((2025, 1, 1), (2025, 12, 31)), ""),
        ([WEB, ("Date", "Aug 28, 2026-Sep 3, 2026")], ((2026, 8, 28), (2026, 9, 3)), ""),
        ([("日期", "2025/1/1-2025/1/31")], ((2025, 1, 1), (2025, 1, 31)), ""),
        ([("日期", "2025-01-01-2025-01-31")], ((2025, 1, 1), (2025, 1, 31)), ""),
        ([("日期", "31 Jan 2025-1 Jan 2025")], None, ""),
        ([("搜尋類型", "網頁"), ("日期", "前 28 天"), ("查詢", "~星|lode")], None, "~星|lode"),
    ],
)
def test_what_filters_say(named: list[Any], span: Any, query: str) -> None:
    found = read_filters(named)
    told = tuple(date(*day) for day in span) if span else None
    assert (found.days, found.query) == (told, query)


@pytest.mark.parametrize(
    "named",
    [
        [("Search type", "Video")],
        [("搜尋類型", "圖片")],
        [("Date", "比較過去 7 天與前一期")],
        [("Date", "1 Jan 2025-7 Jan 2025 vs 8 Jan 2025-14 Jan 2025")],
        [("Country", "Taiwan")],
        [("Query", "-lodestar")],
        [("Query", "+lodestar"), ("Device", "Mobile")],
        [("Query", "+lodestar"), ("Query", "+kpi")],
        [("Something new", "x")],
    ],
)
def test_filters_that_leave_something_out(named: list[Any]) -> None:
    with pytest.raises(Refusal):
        read_filters(named)


@pytest.mark.parametrize(
    ("name", "property_"),
    [
        (EN, "example.com"),
        ("a/b/shop.example.com.tw-Performance-on-Search-2026-11-05 (1).zip", "shop.example.com.tw"),
        (
            "https___www.example.com_-Performance-on-Search-2026-11-05.xlsx",
            "https://www.example.com/",
        ),
        (
            "https___example.com_blog_-Performance-on-Search-2026-11-05.xlsx",
            "https://example.com/blog/",
        ),
        ("export.zip", ""),
        ("-Performance-on-Search-.zip", ""),
    ],
)
def test_the_property_is_in_the_name_or_nowhere(name: str, property_: str) -> None:
    assert property_of(name) == property_


def repacked(path: Path, **changed: str | None) -> Path:
    """Write the English sample again with some members changed, or left out."""
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(FILES / EN) as kept, zipfile.ZipFile(path, "w") as packed:
        for entry in kept.namelist():
            text = changed.get(entry.removesuffix(".csv"), kept.read(entry).decode())
            if text is not None:
                packed.writestr(entry, text)
    return path


@pytest.mark.parametrize(
    ("changed", "first", "last"),
    [
        ({"Chart": "Date,Clicks,Impressions,CTR,Position\n2026-10-05,1,2,50%,3\n"}, 5, 5),
        ({"Chart": None}, 1, 31),
    ],
    ids=["what the chart shows", "else what the filter says"],
)
def test_the_days_are_those_of_the_chart(
    changed: dict[str, str | None], first: int, last: int, tmp_path: Path
) -> None:
    path, folder = repacked(tmp_path / "x.zip", **changed), tmp_path / "tables"
    folder.mkdir()
    texts = take_apart(path, path.name, folder, TERMINAL)
    assert len(texts) == 5 - ("Chart" in changed and changed["Chart"] is None)
    said = f"Days: 2026-10-{first:02} - 2026-10-{last:02}\n"
    assert all(said in text.read_text("utf-8") for text in texts)


def test_no_days_and_strange_files(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    relative = "Filter,Value\nSearch type,Web\nDate,Last 3 months\n"
    path = repacked(tmp_path / "x.zip", Chart=None, Filters=relative)
    with pytest.raises(Refusal, match="Last 3 months"):
        take_apart(path, path.name, folder, TERMINAL)
    path = repacked(tmp_path / "y.zip", Filters="a,b\n")
    assert not has_tables(path) and take_apart(path, path.name, folder, TERMINAL) == []
    (tmp_path / "z.zip").write_bytes(b"PK\x03\x04 torn")
    assert not has_tables(tmp_path / "z.zip")
    assert not has_tables(FILES / "meta_scheduled.xlsx")


def test_nothing_of_a_zip_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    filters = "Filter,Value\nSearch type,Web\nDate,Last 7 days\n"
    for name, text, says in (
        ("other/Filters.csv", filters, "2 Search Console exports"),
        ("ads.csv", "Campaign,Cost\na,1\n", "ads.csv"),
        ("ads.xlsx", "PK", "ads.xlsx"),
    ):
        path = repacked(tmp_path / "x.zip")
        with zipfile.ZipFile(path, "a") as packed:
            packed.writestr(name, text)
        with pytest.raises(Refusal, match=says):
            take_apart(path, path.name, folder, TERMINAL)
    path = repacked(tmp_path / "y.zip")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("__MACOSX/._Chart.csv", "x")
        packed.writestr("Regions.csv", "Region,Clicks,Impressions,CTR,Position\na,1,2,50%,3\n")
    assert len(take_apart(path, path.name, folder, TERMINAL)) == 5


CHART = "Date,Clicks,Impressions,CTR,Position\n2026-10-01,1,20,5%,3.5\n2026-10-02,0,0,0%,0\n"


@pytest.mark.slow
def test_a_table_alone(call: Any, tmp_path: Path) -> None:
    chart, queries = tmp_path / "Chart.csv", tmp_path / "Queries.csv"
    chart.write_text(CHART, "utf-8")
    queries.write_text("Top queries,Clicks,Impressions,CTR,Position\nlodestar,1,2,50%,1\n", "utf-8")
    code, said = call("import", chart, "--answer", "account=example.com")
    (file,) = said["files"]
    assert (code, file["status"], file["format"]) == (0, "loaded", "search_console.dates")
    assert (file["rows"]["loaded"], file["account"]) == (2, "example.com")
    assert len(file["warnings"]) == 1, "nothing says that it was not filtered"
    code, said = call("import", queries)
    (problem,) = said["files"][0]["problems"]
    assert (code, "zip" in problem["mend"]) == (1, True)


FIGURES = "select split, sum(clicks), count(*) from searches group by split order by split"
SMALL: dict[str, str | None] = {"Pages": None, "Countries": None, "Devices": None}
WHOLE = {"all": (1284, 31), "query": (467, 7)}
"""What the chart and the queries of the English sample tell."""


def told(tmp_path: Path, as_of: Any = None) -> dict[str, tuple[int, int]]:
    """Return what the snapshot tells of searches."""
    from data.snapshot import current
    from data.store import Store

    seen = current(Store.at(tmp_path / "store"))
    assert seen is not None
    at = seen if as_of is None else seen.as_of(as_of)
    return {split: (clicks, n) for split, clicks, n in at.query(FIGURES)}


@pytest.mark.slow
def test_in_twice_and_out_again(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from data.journal import now

    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-06")
    path = repacked(tmp_path / EN, **SMALL)
    code, said = call("import", path)
    chart, queries = said["files"]
    assert (code, chart["status"], queries["status"]) == (0, "loaded", "loaded")
    assert told(tmp_path) == WHOLE
    moment = now()
    assert {f["status"] for f in call("import", path)[1]["files"]} == {"unchanged"}
    # a later list of the same days takes the place of the earlier one: a query that left, left
    later = "Top queries,Clicks,Impressions,CTR,Position\nlodestar,400,990,40.4%,1.2\n"
    newer = repacked(tmp_path / "newer" / EN, Chart=None, Queries=later, **SMALL)
    # and a filtered chart is a scope of its own, never added to the whole
    code, said = call("import", newer, FILES / BRAND)
    filtered = (sum(clicks // 2 for _, clicks, _, _ in days()), 31)
    wanted = {"all": WHOLE["all"], "query": (400, 1), "filter": filtered}
    assert (code, told(tmp_path)) == (0, wanted)
    changed = [(f["replaced_days"], f["changes"]["search_clicks"]) for f in said["files"]]
    assert changed == [
        (31, {"before": WHOLE["query"][0], "after": 400}),
        (0, {"before": None, "after": filtered[0]}),
    ]
    assert call("undo", str(said["files"][0]["import_id"]))[0] == 0
    assert told(tmp_path)["query"] == WHOLE["query"]
    assert call("undo", str(chart["import_id"]))[0] == 0
    assert told(tmp_path).keys() == {"filter", "query"}
    assert told(tmp_path, moment) == WHOLE


@pytest.mark.slow
def test_a_download_without_its_name_asks_whose_it_is(call: Any, tmp_path: Path) -> None:
    path = repacked(tmp_path / "export.zip", **SMALL)
    code, said = call("import", path)
    assert (code, {f["status"] for f in said["files"]}) == (1, {"needs_answer"})
    assert {q["key"] for f in said["files"] for q in f["questions"]} == {"account"}
    code, said = call("import", path, "--answer", "account=example.com")
    assert (code, {f["account"] for f in said["files"]}) == (0, {"example.com"})
    renamed = repacked(tmp_path / "renamed.zip", Chart=None, **SMALL)
    code, said = call("import", renamed)
    assert (code, {f["account"] for f in said["files"]}) == (0, {"example.com"})


@pytest.mark.slow
def test_one_answer_serves_every_table_of_a_download(tmp_path: Path) -> None:
    from data import intake
    from data.__main__ import main
    from data.journal import Step
    from data.state import State
    from data.store import Store

    store = Store.at(tmp_path / "store")
    path, state = repacked(tmp_path / "export.zip", **SMALL), State.open(store.state_url)
    packed = intake.receive(store, path.name, path, "me")
    assert main(["parse", str(packed), "--store", str(store.root)]) == 0
    _, *tables = state.journal()
    assert [row.state for row in tables] == [Step.NEEDS_ANSWER] * 2
    intake.answer(store, tables[0].import_id, "account", "example.com", "me")
    assert [row.answers["account"] for row in state.journal()[1:]] == ["example.com"] * 2
    deadline = time.monotonic() + 60
    while any(row.changes is None for row in state.journal()[1:]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [row.state for row in state.journal()[1:]] == [Step.PARSED] * 2
