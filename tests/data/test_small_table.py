"""Small tables: read within their limits in a child of its own, written as Excel opens them."""

from __future__ import annotations

import io
import zipfile

import pytest

from data.small_table import BOM, NoTable, read, write

pytestmark = pytest.mark.slow

ROWS = [["目標 Goal", "=1+1"], ["甲", "1.6"], ["", ""], ["乙", "2026-12-31"]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_written_is_read(kind: str) -> None:
    assert read(write(kind, "目標", ROWS), f"t.{kind}") == ROWS  # type: ignore[arg-type]


def test_csv_begins_with_its_mark_and_xlsx_holds_no_formula() -> None:
    assert write("csv", "t", ROWS).startswith(BOM)
    with zipfile.ZipFile(io.BytesIO(write("xlsx", "t", ROWS))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def bomb() -> bytes:
    """Return a workbook that unpacks to far more than it may."""
    content = io.BytesIO(write("xlsx", "t", ROWS))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet2.xml", b"0" * (60 << 20))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b" ,\r\n,\r\n", "empty"), (b"x" * ((1 << 20) + 1), "1 MB"),
        (b"a\n" * 502, "500 lines"), (b"PK\x03\x04", "cannot be read"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "cannot be read"), (b"\xff\xfe\0", "cannot be read"),
        (bomb(), "cannot be read"), (b"a" * 5000, "cannot be read"),
    ],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(NoTable) as refused:
        read(content, "t.csv")
    assert said in refused.value.text.en and "t.csv" in refused.value.text.zh


def test_five_hundred_lines_are_read() -> None:
    assert len(read(b"a,b\n" * 501, "t.csv")) == 501
