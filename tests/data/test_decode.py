"""Bytes to text: every encoding in every state, and records counted without a parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.limits import TERMINAL
from data.reading.refusal import Refusal
from data.reading.text import decode as decoding
from data.reading.text.decode import decode
from data.reading.text.records import count, edges, parsed, tidy

TEXT = "廣告活動,費用\n碁峰裏,12.50\n"


@pytest.mark.parametrize(
    ("content", "encoding", "text", "warnings"),
    [
        (TEXT.encode(), "utf-8", TEXT, 0),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", "\ufeff" + TEXT, 0),
        (TEXT.encode("utf-16"), "utf-16", TEXT, 0),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16", TEXT, 0),
        ("Campaign,Cost\n".encode("utf-16-le"), "utf-16-le", "Campaign,Cost\n", 0),
        ("Campaign,Cost\n".encode("utf-16-be"), "utf-16-be", "Campaign,Cost\n", 0),
        (TEXT.encode("utf-16") + b"\n", "utf-16", TEXT, 1),
        (TEXT.encode("cp950"), "cp950", TEXT, 0),
        (TEXT.encode("cp950") + b"\xff", "cp950", TEXT + "\ufffd", 1),
        (TEXT.encode() + b"\xe5\xbb", "utf-8", TEXT + "\ufffd", 1),
        (TEXT.encode() + "廣".encode("cp950"), "utf-8", TEXT + "\ufffds", 1),
    ],
    ids=[
        "UTF-8", "UTF-8 BOM", "UTF-16", "UTF-16 BE", "UTF-16 LE bare", "UTF-16 BE bare",
        "UTF-16 odd byte", "cp950", "cp950 broken", "UTF-8 cut off", "UTF-8 then cp950",
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, content: bytes, encoding: str, text: str, warnings: int) -> None:
    raw = tmp_path / "raw"
    raw.write_bytes(content)
    got = decode(raw, tmp_path)
    assert (got.encoding, len(got.warnings)) == (encoding, warnings)
    assert got.path.read_text("utf-8") == text
    assert (got.path == raw) == (encoding.startswith("utf-8") and not warnings)


def test_a_large_file_is_checked_at_its_ends_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "BLOCK", 64)
    raw = tmp_path / "raw"
    raw.write_bytes(TEXT.encode() * 100 + b"\xff" + TEXT.encode() * 100)
    assert decode(raw, tmp_path).path == raw
    whole = decode(raw, tmp_path, whole=True)
    assert whole.path != raw and len(whole.warnings) == 1


RECORDS = [
    ("a,b\n1,2\n", 2),
    ("a,b\n1,2", 2),
    ('a,b\n"x\ny",2\n', 2),
    ('a,b\n"x\n\n\ny ""quoted"" z\n",2\n3,4\n', 3),
    ("a,b\n\n\n1,2\n", 4),
    ("", 0),
    ('"1,234","5"\n' * 50, 50),
    ("a,b\r\n1,2\r\n", 2),
]


@pytest.mark.parametrize(("text", "records"), RECORDS)
@pytest.mark.parametrize("block", [1, 3, 7, 1 << 20])
def test_records_are_counted_as_a_parser_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, records: int, block: int
) -> None:
    monkeypatch.setattr("data.reading.text.records.BLOCK", block)
    path = tmp_path / "text"
    path.write_bytes(text.encode())
    counted = count(path)
    assert counted.records == records == len(list(parsed(path, ",", TERMINAL)))
    assert counted.plain and counted.finished == (not text or text.endswith("\n"))


@pytest.mark.parametrize(
    "text", ["a\x00b\n", 'a "b\n', "a\rb\n", "x" * 100_000], ids=["NUL", "quote", "CR", "giant"]
)
def test_what_readers_could_disagree_about_is_not_plain(tmp_path: Path, text: str) -> None:
    path = tmp_path / "text"
    path.write_bytes(text.encode())
    assert not count(path).plain


def test_the_edges_are_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "text"
    lines = [f'{n},"a\nb ""{n}"""\n' for n in range(500)]
    path.write_text("".join(lines))
    head, tail = edges(path, 200)
    text = path.read_bytes()
    assert text.startswith(head) and text.endswith(tail)
    (tmp_path / "tail").write_bytes(tail)
    (tmp_path / "head").write_bytes(head)
    assert all(len(r) == 2 for p in ("head", "tail") for r in parsed(tmp_path / p, ",", TERMINAL))


def test_a_tidied_text_has_one_width(tmp_path: Path) -> None:
    path, out = tmp_path / "text", tmp_path / "tidied"
    path.write_text('t\n\na;"b;c\n";d\nx;y\n')
    assert tidy(path, out, ";", TERMINAL) == 3
    got = list(parsed(out, ",", TERMINAL))
    assert got == [
        ["t", "\x01", "\x01"], ["", "", ""], ["a", "b;c\n", "d"], ["x", "y", "\x01"],
    ]  # fmt: skip
    assert count(out).records == 4


@pytest.mark.parametrize("text", ['a,"b\n1,2\n', 'a,"b" c\n'])
def test_torn_quotes_name_their_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "text"
    path.write_text("x,y\n" + text)
    with pytest.raises(Refusal) as refused:
        list(parsed(path, ",", TERMINAL))
    assert refused.value.problems[0].row == 2
