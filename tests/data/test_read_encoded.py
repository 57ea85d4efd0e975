"""A long text read column by column says what the scan of its records says, or is scanned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.reading import encoded
from data.reading.judge import typed
from data.reading.plan import first_plan
from data.reading.reader import read
from data.reading.table import recognise
from data.reading.text.pieces import Irregular, pieces, regular
from data.report import Report
from tests.data.reports import BARE, META, TODAY, google, meta, reading, row, total
from tests.samples import make

FILES = Path(make.FILES)
PIECE = 150
"""A line or two: then most pieces say something that no other does."""


def both(
    tmp_path: Path, text: str | bytes, answers: dict[str, str] | None = None
) -> tuple[list[int | None], list[Any], list[Any]]:
    """Read a text in one scan, and in pieces; return what was loaded by columns, and both."""
    by_column: list[int | None] = []
    load = encoded.load

    def noted(*args: Any) -> int | None:
        by_column.append(load(*args))
        return by_column[-1]

    found = []
    for piece in (encoded.PIECE, PIECE):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(encoded, "PIECE", piece)
            patched.setattr(encoded, "load", noted)
            by_column.clear()
            report = received(tmp_path, text, answers)
        found.append(said(tmp_path, report))
    return by_column, *found


def received(tmp_path: Path, text: str | bytes, answers: dict[str, str] | None) -> Report:
    """Read a text of any book."""
    path = tmp_path / "received"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = read(path, "any name", tmp_path / "1.parquet", answers or {}, today=TODAY)
    assert report.rows.closes
    return report


def said(tmp_path: Path, report: Report) -> list[Any]:
    """Return everything a reading leaves behind."""
    typed_rows, held = tmp_path / "1.parquet", tmp_path / "1.quarantine.csv"
    left: list[Any] = [report, None]
    if typed_rows.exists():
        left[1] = duckdb.read_parquet(str(typed_rows)).fetchall()
    left.append(held.read_bytes() if held.exists() else None)
    for path in (typed_rows, held):
        path.unlink(missing_ok=True)
    return left


MANY = [row(name=f"c{n % 7}", day=f"2026-01-{n % 28 + 1:02}", clicks=str(n)) for n in range(40)]
SUM = total(str(sum(range(40))), "40000", "500.00", "60.00")
ODD = {
    "blank and wide cells": google(*MANY, row(name="　品牌 "), row(clicks=" --", cost="NT$ 5")),
    "a bad row among good ones": google(*MANY, row(cost="x"), row(day="2026-02-30")),
    "totals among the rows": google(*MANY[:9], SUM, *MANY[9:]),
    "the days of another range": google(*MANY, row(day="2027-01-05")),
    "a second currency": google(*MANY).replace("TWD", "USD", 3),
    "nothing but totals": google(SUM, *[SUM.replace("Campaigns", "Account")] * 9),
    "tabs": google(*MANY, SUM).replace('"1,000"', "1000").replace(",", "\t"),
    "carriage returns": google(*MANY, SUM).replace("\n", "\r\n"),
    "no line end": google(*MANY, SUM).removesuffix("\n"),
    "a name that looks like a column": google(*MANY, row(name="c3"), row(name="impressions")),
    "names of every script": google(*MANY, row(name="品牌 🎉"), row(name="'; drop table t")),
    "no day column": google(*[f"c{n},TWD,10,1000,{n}.50" for n in range(40)], header=BARE),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD)
def test_columns_say_what_records_say(tmp_path: Path, name: str) -> None:
    by_column, scanned, encoded_ = both(tmp_path, ODD[name])
    assert encoded_ == scanned
    assert by_column[0] is not None or name == "no day column"  # its labels look at the whole row


UNLIKE = {
    "a quote inside a cell": google(*MANY, row(name='the 5" one')),
    "words behind a quote": google(*MANY, row(name='"Brand" x')),
    "an escaped quote": google(*MANY, row(name='"the ""best"" one"')),
    "a short record": google(*MANY, "Enabled,Brand"),
    "a long record": google(*MANY, row() + ",more"),
    "a line break in a cell": google(*MANY, row(name='"two\nlines"'), *MANY),
    "a blank line": google(*MANY, "", *MANY),
    "what stands for a missing cell": google(*MANY, row(name="\x01")),
    "a lone carriage return": google(*MANY, row(name="a\rb")),
    "NUL": google(*MANY, row(name="a\x00b")),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNLIKE)
def test_what_readers_split_differently_is_read_as_before(tmp_path: Path, name: str) -> None:
    _, scanned, encoded_ = both(tmp_path, UNLIKE[name])
    assert encoded_ == scanned


@pytest.mark.slow
def test_bytes_that_are_no_text_are_read_as_before(tmp_path: Path) -> None:
    text = google(*MANY, row(name="品牌")).encode().replace("牌".encode(), b"\xff")
    scanned = said(tmp_path, reading(tmp_path, text))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(encoded, "PIECE", PIECE)
        assert said(tmp_path, reading(tmp_path, text)) == scanned


@pytest.mark.slow
def test_a_declared_range_and_blank_actions_of_meta(tmp_path: Path) -> None:
    lines = [
        f"c{n % 3},active,Purchases,{n},{n * 10},{n},{n if n % 4 else ''},{n}.50,"
        f"2026-01-{n % 28 + 1:02},2026-01-01,2026-01-31"
        for n in range(1, 40)
    ]
    header = META.replace("Reporting starts", "Day,Reporting starts")
    by_column, scanned, encoded_ = both(tmp_path, meta(*lines, header=header))
    assert encoded_ == scanned
    assert (scanned[0].status, by_column) == ("parsed", [39])


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(FILES.glob("*.csv")), ids=lambda p: p.stem)
def test_every_sample_is_read_alike(tmp_path: Path, path: Path) -> None:
    """Also where a column looks at other cells or rows: those are scanned."""
    content = path.read_bytes()
    _, scanned, encoded_ = both(tmp_path, content, {"decimal": "point", "date_order": "dmy"})
    assert encoded_ == scanned


def test_what_looks_beyond_its_cell_is_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    table = recognise([line.split(",") for line in google(row()).splitlines()], ",", {})
    assert table is not None
    plan = first_plan(table, TODAY, {})
    found = encoded.readings(plan, len(table.headers))
    assert found is not None and found[0].keys() == {1, 2, 3, 4, 5, 6, 8, 9}
    for sql in ("c5 + c6", "clicks_all + c6", "count(c5) over ()"):
        with monkeypatch.context() as patched:
            patched.setattr(encoded, "typed", lambda p, sql=sql: typed(p) | {"reach": sql})
            assert encoded.readings(plan, len(table.headers)) is None


CELL = st.sampled_from(
    [
        "10",
        "0",
        " --",
        "",
        '"1,234"',
        "1.5",
        "-3",
        "x",
        "< 10%",
        "１２",
        "(4)",
        "NT$5",
        "1e5",
        "1,5",
    ]
)
ROWS = st.lists(
    st.builds(
        row,
        name=st.sampled_from(["Brand", " Brand ", "--", "", "品牌", "Total: x", '"a,b"', '"""b"']),
        day=st.sampled_from(["2026-01-05", "2026/1/9", "Jan 7, 2026", "", "2025-12-31"]),
        clicks=CELL,
        impressions=CELL,
        cost=CELL,
        conversions=CELL,
    ),
    min_size=4,
    max_size=30,
)


@pytest.mark.slow
@given(ROWS, st.booleans())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_rows_are_read_alike(tmp_path: Path, lines: list[str], summed: bool) -> None:
    text = google(*MANY, *lines, *([SUM] if summed else []))
    answers = {"quarantine": "load", "decimal": "point"}
    _, scanned, encoded_ = both(tmp_path, text, answers)
    assert encoded_ == scanned


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (b'"a,b",c\n"d",e\n', True),
        (b'a,"b"\r\nc,"d"', True),
        (b'"a\nb",c\n', True),
        (b'"a""b",c\n', False),
        (b'a"b,c"d\n', False),
        (b'x",y,"z\n', False),
        (b'"a" ,b\n', False),
        (b'"a,b\n', False),
        (b"a,b\n", True),
    ],
)
def test_quotes_stand_where_every_reader_expects_them(text: bytes, alike: bool) -> None:
    assert regular(text, ",") is alike


def test_pieces_are_whole_lines_and_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "text"
    lines = [b"x" * (n % 17) + b"\n" for n in range(300)]
    path.write_bytes(b"".join(lines) + b"tail")
    for size in (20, 64, 1000, 1 << 20):
        found = list(pieces(path, 2, size))
        assert b"".join(found) == b"".join(lines[2:]) + b"tail"
        assert all(p.endswith(b"\n") for p in found[:-1])
    path.write_bytes(b'"a\nb",c\n')
    with pytest.raises(Irregular):
        list(pieces(path, 1, 100))
