"""Every sample through the real reader, held against the numbers it was written from."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.report import Report
from data.schema import BOOKS
from data.store import Store
from tests.samples import make

pytestmark = pytest.mark.slow

FILES = Path(make.FILES)
GOLDEN = ".golden.json"
DIMENSIONS = {
    "campaigns": "campaign", "campaign_ids": "campaign_id", "ad_groups": "ad_group",
    "ad_group_ids": "ad_group_id", "ads": "ad", "ad_ids": "ad_id",
    "channels": "channel", "source_mediums": "source_medium", "devices": "device",
}  # fmt: skip
# One of each kind; the others are read by `make test`.
QUICK = {
    "google_campaign_day_en_utf16.csv", "google_ad_group_range_zh_utf8.csv",
    "google_campaign_range_zh_xlsx.xlsx", "google_one_bad_row.csv", "google_two_ways.csv",
    "google_total_mismatch.csv", "meta_ad_day_en_csv.csv", "meta_campaign_month_zh_csv.csv",
    "meta_scheduled.xlsx", "meta_no_data.csv", "bulk_sheet.csv", "ga4_exploration_day_en.csv",
    "ga4_report_comparison.csv", "ga4_snapshot_en.csv",
}  # fmt: skip


def cases() -> list[Any]:
    """Return (file, golden, answers) for every golden and every answered follow-up."""
    out = []
    for path in sorted(FILES.glob(f"*{GOLDEN}")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        if wanted.get("book") in ("orders", "costs", "plan", "rates", "search", "crm"):
            continue  # in tests of their own: test_orders_reading.py and others
        name = path.name.removesuffix(GOLDEN)
        for case in (wanted, *wanted.get("then", ())):
            answers = case.get("answers", {})
            ident = "&".join([name, *(f"{k}={v}" for k, v in answers.items())])
            marks = [] if name in QUICK else [pytest.mark.slow]
            out.append(pytest.param(name, case, answers, id=ident, marks=marks))
    return out


CASES = cases()
LOADING = [c for c in CASES if c.values[1]["status"] == "parsed"]
REFUSED = [c for c in CASES if c.values[1]["status"] == "rejected"]
ASKING = [c for c in CASES if c.values[1]["status"] == "needs_answer"]


def run(name: str, tmp_path: Path, answers: dict[str, str]) -> tuple[Report, Path]:
    """Read a sample as the sandbox's child does."""
    from data.reading.reader import read

    out = tmp_path / "rows.parquet"
    return read(FILES / name, name, out, dict(answers)), out


def told(report: Report) -> str:
    """Return all a rejected report says in English."""
    return " ".join(f"{p.rule.en} {p.mend.en} {p.value or ''}" for p in report.problems)


@pytest.mark.parametrize(("name", "wanted", "answers"), LOADING)
def test_a_report_is_read_to_the_cent(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report, out = run(name, tmp_path, answers)
    assert report.status == "parsed", told(report) or report.questions
    head = (report.format, report.level, report.currency, report.reconciled, report.questions)
    keys = ("format", "level", "currency", "reconciled")
    assert head == (*(wanted[k] for k in keys), ())
    assert sorted(report.accounts) == wanted["accounts"]
    assert sorted(report.measures) == sorted(wanted["measures"])
    check_period(report, wanted["period"])
    check_rows(report, wanted["rows"])
    check_sums(report, wanted["sums"])
    check_table(out, wanted)
    check_quarantine(report, out, wanted)


def check_period(report: Report, wanted: dict[str, Any]) -> None:
    """The days the file speaks for, and whether it says so itself."""
    assert report.period is not None
    assert report.to_json()["period"] == wanted


def check_rows(report: Report, wanted: dict[str, Any]) -> None:
    """rows in = loaded + quarantined + skipped, each as the generator counted it."""
    rows, skipped = report.rows, report.rows.skipped
    assert rows.closes
    got = {k: getattr(skipped, k) for k in wanted["skipped"]}
    assert (rows.in_, rows.loaded, rows.quarantined, got) == (
        wanted["in"], wanted["loaded"], wanted["quarantined"], wanted["skipped"],
    )  # fmt: skip


def check_sums(report: Report, wanted: dict[str, Any]) -> None:
    """Money is always summed, other measures where the file totals them; each sum is right."""
    money = ("cost", "conversion_value", "web_revenue")
    due = {m for m, s in wanted.items() if m in money or s["file_total"] is not None}
    assert set(report.sums) == due
    for measure in due:
        got, sums = report.sums[measure], wanted[measure]
        total = None if sums["file_total"] is None else Decimal(sums["file_total"])
        assert (got.file_total, got.loaded, got.quarantined) == (
            total, Decimal(sums["loaded"]), Decimal(sums["quarantined"]),
        ), measure  # fmt: skip


def check_table(out: Path, wanted: dict[str, Any]) -> None:
    """The typed rows themselves: sums, nulls, names and ids, days inside the period."""
    rows = duckdb.read_parquet(str(out))
    assert rows.shape[0] == wanted["rows"]["loaded"]
    for measure, sums in wanted["sums"].items():
        total, nulls = rows.aggregate(
            f"coalesce(sum({measure}), 0), count(*) filter ({measure} is null)"
        ).fetchall()[0]
        assert (Decimal(total), nulls) == (Decimal(sums["loaded"]), wanted["nulls"][measure])
    book = BOOKS[wanted.get("book", "ads")]
    other = [m for m in book.measures if m not in wanted["measures"]]
    counts = ", ".join(f"count({n})" for n in other) or "0"
    assert not any(rows.aggregate(counts).fetchall()[0])
    for many, one in DIMENSIONS.items():
        if many in wanted:
            got = [v for (v,) in rows.project(one).distinct().fetchall()]
            assert sorted(got) == wanted[many], one
    first, last = rows.aggregate("min(day_from), max(day_to)").fetchall()[0]
    period = wanted["period"]
    assert (first.isoformat(), last.isoformat()) == (period["start"], period["end"])


def check_quarantine(report: Report, out: Path, wanted: dict[str, Any]) -> None:
    """A row set aside is named as Excel counts it, and can be downloaded as it was written."""
    aside = out.with_suffix(".quarantine.csv")
    for bad in wanted.get("bad", ()):
        places = [(p.row, p.column, p.value) for p in report.problems]
        assert (bad["row"], bad["column"], bad["value"]) in places
        assert bad["value"] in aside.read_text(encoding="utf-8-sig")
    assert bool(wanted["rows"]["quarantined"]) == bool(report.problems)


def check_held_back(report: Report, out: Path, status: str) -> None:
    """Nothing of the file is loaded, and what was counted of it still closes."""
    assert (report.status, report.rows.loaded, out.exists()) == (status, 0, False), told(report)
    assert report.rows.closes
    assert not any(total.loaded for total in report.sums.values())


@pytest.mark.parametrize(("name", "wanted", "answers"), REFUSED)
def test_what_is_no_report_is_said_to_be_that(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report, out = run(name, tmp_path, answers)
    check_held_back(report, out, "rejected")
    for words in wanted["says"]:
        assert words in told(report), (words, told(report))
    assert all(p.rule.zh != p.rule.en for p in report.problems)
    if "reconciled" in wanted:
        assert (report.format, report.reconciled) == (wanted["format"], wanted["reconciled"])


@pytest.mark.parametrize(("name", "wanted", "answers"), ASKING)
def test_what_reads_two_ways_is_asked(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report, out = run(name, tmp_path, answers)
    check_held_back(report, out, "needs_answer")
    assert report.format == wanted["format"]
    assert sorted(q.key for q in report.questions) == wanted["questions"]
    given = {k: v for then in wanted["then"] for k, v in then["answers"].items()}
    codes = {code for q in report.questions for code, _ in q.choices}
    assert set(given.values()) <= codes


@pytest.mark.parametrize(
    "name",
    ["google_campaign_day_zh_utf16.csv", "meta_ad_range_zh_xlsx.xlsx", "html_named.xlsx"],
)
def test_the_sandbox_says_what_the_reader_says(name: str, tmp_path: Path) -> None:
    from data.sandbox import parse

    direct, _ = run(name, tmp_path, {})
    out = tmp_path / "sandboxed.parquet"
    boxed = parse(Store.at(tmp_path / "store"), FILES / name, name, out, {})
    assert (boxed.status, boxed.rows, boxed.sums) == (direct.status, direct.rows, direct.sums)
    assert out.exists() == (direct.status == "parsed")


def test_a_name_does_not_make_a_format(tmp_path: Path) -> None:
    from data.reading.reader import read

    copy = tmp_path / "meta_ads_export.txt"
    copy.write_bytes((FILES / "google_campaign_range_en_utf16.csv").read_bytes())
    report = read(copy, copy.name, tmp_path / "rows.parquet", {})
    assert (report.status, report.format) == ("parsed", "google_ads.campaign")


def test_the_script_writes_the_committed_files_again(tmp_path: Path) -> None:
    make.main(tmp_path)
    fresh = {p.name: content(p) for p in tmp_path.iterdir()}
    kept = {p.name: content(p) for p in FILES.iterdir()}
    assert fresh.keys() == kept.keys()
    assert [n for n in kept if fresh[n] != kept[n]] == []


def content(path: Path) -> Any:
    """Return a file's bytes; a workbook's parts, since zlib builds compress differently."""
    if path.suffix == ".xlsx" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            return {name: book.read(name) for name in book.namelist()}
    return path.read_bytes()


def test_samples_stay_small() -> None:
    sizes = [p.stat().st_size for p in FILES.iterdir()]
    assert max(sizes) <= 200_000
    assert sum(sizes) <= 2_000_000
