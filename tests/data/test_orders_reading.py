"""Every order sample through the real reader, held against the numbers it was written from."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.reading.reader import read
from data.report import Report
from tests.samples import make

pytestmark = pytest.mark.slow

FILES = Path(make.FILES)
GOLDEN = ".golden.json"
KEY = b"a key of the tests, and no other"


def cases() -> list[Any]:
    """Return (file, golden, answers) for every order golden and every answered follow-up."""
    out = []
    for path in sorted(FILES.glob(f"*{GOLDEN}")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        if wanted.get("book") != "orders":
            continue
        name = path.name.removesuffix(GOLDEN)
        for case in (wanted, *wanted.get("then", ())):
            answers = case.get("answers", {})
            ident = "&".join([name, *(f"{k}={v}" for k, v in answers.items())])
            out.append(pytest.param(name, case, answers, id=ident))
    return out


CASES = cases()


def of(status: str) -> list[Any]:
    """Return the cases with one end."""
    return [c for c in CASES if c.values[1]["status"] == status]


def run(name: str, tmp_path: Path, answers: dict[str, str]) -> tuple[Report, Path]:
    """Read a sample as the sandbox's child does."""
    out = tmp_path / "rows.parquet"
    return read(FILES / name, name, out, dict(answers), key=KEY), out


def told(report: Report) -> str:
    """Return all a report says in English of what is wrong."""
    return " ".join(f"{p.rule.en} {p.mend.en} {p.row} {p.value}" for p in report.problems)


def test_there_are_cases_of_every_end() -> None:
    assert min(len(of(s)) for s in ("parsed", "rejected", "needs_answer")) > 0


@pytest.mark.parametrize(("name", "wanted", "answers"), of("parsed"))
def test_orders_are_read_to_the_cent(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report, out = run(name, tmp_path, answers)
    assert report.status == "parsed", told(report) or report.questions
    got = report.to_json()
    head = ("book", "format", "currency", "period")
    assert {k: got[k] for k in head} == {k: wanted[k] for k in head}
    assert report.rows.closes
    rows = {k: v for k, v in got["rows"].items() if k != "in_"} | {"in": report.rows.in_}
    assert rows == wanted["rows"]
    sums = {m: (report.sums[m].loaded, report.sums[m].quarantined) for m in wanted["sums"]}
    assert sums == {m: tuple(map(Decimal, s)) for m, s in wanted["sums"].items()}
    check_table(out, wanted)
    for bad in wanted.get("bad", ()):
        places = [(p.row, p.column, p.value) for p in report.problems]
        assert (bad["row"], bad["column"], bad["value"]) in places


def check_table(out: Path, wanted: dict[str, Any]) -> None:
    """The typed rows, order by order: plain sums are right, words stand on every row."""
    rows = duckdb.read_parquet(str(out))
    items, refunds, returned = rows.aggregate(
        "coalesce(sum(quantity), 0), sum(refund), sum(returned_quantity)"
    ).fetchall()[0]
    assert items == wanted["items"]
    if "refunds" in wanted:
        assert (refunds, returned) == (Decimal(wanted["refunds"]), wanted["returned"])
    words = ("status", "payment_status", "sales_channel", "refund_status")
    each = ", ".join(f"list_distinct(list(coalesce({w}, '-')))" for w in words)
    found = rows.aggregate(
        f"order_id, list(distinct day_from), {each}, count(*), count(total), sum(total),"
        " sum(quantity)",
        "order_id",
    ).fetchall()
    assert len(found) == len(wanted["orders"])
    by_id = {f[0]: f[1:] for f in found}
    for order in wanted["orders"]:
        days, *said, lines, stated, total, pieces = by_id[order["order_id"]]
        assert [d.isoformat() for d in days] == [order["day"]], order
        assert said == [[order[w] or "-"] for w in words], order
        assert (lines, stated, total) == (order["lines"], 1, Decimal(order["total"])), order
        assert wanted.get("no_items") or pieces == order["items"], order


@pytest.mark.parametrize(("name", "wanted", "answers"), of("rejected"))
def test_what_cannot_be_trusted_is_refused(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report, out = run(name, tmp_path, answers)
    assert (report.status, report.rows.loaded, out.exists()) == ("rejected", 0, False)
    for words in wanted["says"]:
        assert words in told(report)


@pytest.mark.parametrize(("name", "wanted", "answers"), of("needs_answer"))
def test_what_could_be_two_things_is_asked(
    name: str, wanted: dict[str, Any], answers: dict[str, str], tmp_path: Path
) -> None:
    report, out = run(name, tmp_path, answers)
    assert (report.status, out.exists()) == ("needs_answer", False)
    assert (report.format, [q.key for q in report.questions]) == (
        wanted["format"], wanted["questions"],
    )  # fmt: skip
