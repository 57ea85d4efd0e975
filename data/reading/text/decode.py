"""From bytes in any encoding Taiwan meets to UTF-8 text; a clean UTF-8 file is used as it lies."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.text import Text

BLOCK = 1 << 20

_REPLACED = Text(
    "檔案以 {encoding} 讀取時有 {count} 個無法辨識的字元，以「\ufffd」代替。",
    "Read as {encoding}, {count} characters could not be decoded; “\ufffd” stands in their place.",
)
_ODD_BYTE = Text(
    "檔案尾端多出一個位元組（可能沒有下載完整），已略過。",
    "One stray byte at the end was left out; the file may be cut off.",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The UTF-8 text of a file.

    Parameters
    ----------
    path : pathlib.Path
        Where the text lies; the received file itself where nothing had to change.
    encoding : str
        Python's name of the encoding the bytes were in.
    """

    path: Path
    encoding: str
    warnings: tuple[Text, ...] = ()


def decode(raw: Path, work: Path, whole: bool = False) -> Decoded:
    """Return the UTF-8 text of a file, copied into `work` only when its bytes must change.

    Parameters
    ----------
    whole : bool
        Check every byte of a large file. Without it the first and last blocks are checked and
        the rest is left to DuckDB, which refuses text that is not UTF-8.
    """
    with raw.open("rb") as file:
        encoding = encoding_of(file.read(BLOCK))
    if encoding in ("utf-8", "utf-8-sig"):
        if not whole and raw.stat().st_size > 16 * BLOCK and _reads_at_its_ends(raw):
            return Decoded(raw, encoding)
        broken = _errors(raw, encoding)
        if not broken:
            return Decoded(raw, encoding)
        # a stray or cut-off byte in UTF-8 is far rarer than a whole file of cp950
        if _errors(raw, "cp950") < broken:
            encoding = "cp950"
    return _transcode(raw, work / "decoded.csv", encoding)


def encoding_of(start: bytes) -> str:
    """Name the encoding by byte-order mark, then by where the NUL bytes are; else UTF-8."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.count(0) > len(start) // 5:
        odd, even = start[1::2].count(0), start[::2].count(0)
        return "utf-16-le" if odd >= even else "utf-16-be"
    return "utf-8"


def _reads_at_its_ends(raw: Path) -> bool:
    """Whether the first and the last block are UTF-8; a character may be cut between blocks."""
    with raw.open("rb") as file:
        start = file.read(BLOCK)
        file.seek(-BLOCK, 2)
        end = file.read(BLOCK).lstrip(bytes(range(0x80, 0xC0)))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
        end.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _errors(raw: Path, encoding: str) -> int:
    """Count what an encoding cannot read; 0 without building text where it reads everything."""
    try:
        for _ in _text(raw, encoding, "strict"):
            continue
    except UnicodeDecodeError:
        return sum(t.count("\ufffd") for t in _text(raw, encoding, "replace"))
    return 0


def _text(raw: Path, encoding: str, errors: str) -> Iterator[str]:
    """Yield the text block by block; an odd last byte of UTF-16 is left out."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    with raw.open("rb") as file:
        while block := file.read(BLOCK):
            yield decoder.decode(block)
    yield decoder.decode(b"", final=not encoding.startswith("utf-16"))


def _transcode(raw: Path, out: Path, encoding: str) -> Decoded:
    """Write the text as UTF-8 without byte-order mark; count what had to be replaced."""
    replaced = 0
    with out.open("w", encoding="utf-8", errors="replace", newline="") as file:
        for text in _text(raw, encoding, "replace"):
            replaced += text.count("\ufffd")
            file.write(text)
    odd = encoding.startswith("utf-16") and raw.stat().st_size % 2 == 1
    warnings: tuple[Text, ...] = (_ODD_BYTE,) if odd else ()
    if replaced:
        warnings += (_REPLACED.fill(encoding=encoding, count=replaced),)
    return Decoded(out, encoding, warnings)
