"""What a PATH stands for: a file, the files of a folder, the exports in a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from data.limits import Limits
from data.report import Problem
from data.text import Text

ENTRIES = 1_000
CHUNK = 1 << 20
SLACK = 1 << 20
"""Small zips may be as dense as they like."""

UTF_8 = 0x800
"""The bit of an entry whose name is marked as UTF-8."""

WORKBOOK = "[Content_Types].xml"
"""A zip with this in it is a workbook, and is read as one."""

MEND = Text(
    zh="請解壓縮後直接匯入裡面的報表檔。",
    en="Unpack it and import the reports in it.",
)
MANY = Text(
    zh="壓縮檔裡有 {found} 個項目，上限是 {limit} 個。",
    en="The zip holds {found} entries; the limit is {limit}.",
)
LARGE = Text(
    zh="壓縮檔解開後超過 {limit} MB 的上限。",
    en="Unpacked, the zip is larger than the limit of {limit} MB.",
)
DENSE = Text(
    zh="壓縮檔解開後是原來的 {limit} 倍以上，不像是報表。",
    en="The zip unpacks to more than {limit} times its size; that is no report.",
)
NESTED = Text(zh="壓縮檔裡還有壓縮檔。", en="There is a zip inside the zip.")
LOCKED = Text(zh="壓縮檔有密碼。", en="The zip has a password.")
BROKEN = Text(zh="壓縮檔損壞或不完整。", en="The zip is damaged or incomplete.")


@dataclass(frozen=True, slots=True)
class Found:
    """One file to import under the name the person knows, or why it cannot be."""

    name: str
    path: Path | None
    problem: Problem | None = None


Opener = Callable[[Path, str, Path], Iterator[Found]]


def expand(path: Path, scratch: Path, opened: Opener) -> Iterator[Found]:
    """Yield the files a path stands for, in the order of their names.

    Parameters
    ----------
    opened : callable
        Brings what one file stands for, by its path, its name and `scratch`.
    scratch : pathlib.Path
        An empty folder for what is unpacked; a file there is gone when the next one is asked for.
    """
    if path.is_dir():
        for file in sorted(p for p in path.rglob("*") if p.is_file()):
            inside = file.relative_to(path)
            if not any(part.startswith(".") for part in inside.parts):
                yield from opened(file, str(inside), scratch)
    else:
        yield from opened(path, path.name, scratch)


def exports(path: Path, name: str, scratch: Path, limits: Limits) -> Iterator[Found]:
    """Yield a file, or what is in it where it is a zip of exports."""
    if not zipfile.is_zipfile(path):
        yield Found(name, path)
        return
    try:
        with zipfile.ZipFile(path) as packed:
            if WORKBOOK in packed.namelist():
                yield Found(name, path)
            else:
                yield from _unpack(packed, name, scratch, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as broken:
        yield _refused(name, BROKEN, value=str(broken)[:80])


def _unpack(packed: zipfile.ZipFile, name: str, scratch: Path, limits: Limits) -> Iterator[Found]:
    """Yield the entries of a zip, counting what really comes out of it."""
    entries = [e for e in packed.infolist() if not e.is_dir() and not hidden(e.filename)]
    if len(entries) > ENTRIES:
        yield _refused(name, MANY.fill(found=len(entries), limit=ENTRIES))
        return
    left, dense = limits.unpacked, SLACK + limits.ratio * _packed_size(packed)
    out = scratch / "entry"
    for entry in sorted(entries, key=lambda e: e.filename):
        inside = f"{name}/{called(entry)}"
        if entry.flag_bits & 1:
            yield _refused(inside, LOCKED)
            continue
        size = _copy(packed, entry, out, min(left, dense))
        if size is None:
            rule = LARGE.fill(limit=limits.unpacked >> 20) if left <= dense else None
            yield _refused(name, rule or DENSE.fill(limit=limits.ratio))
            return
        left, dense = left - size, dense - size
        yield _refused(inside, NESTED) if is_archive(out) else Found(inside, out)


def _copy(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, out: Path, limit: int) -> int | None:
    """Unpack one entry and return its size; None where it is more than `limit`."""
    size = 0
    with packed.open(entry) as stream, out.open("wb") as copy:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                return None
            copy.write(chunk)
    return size


def is_archive(path: Path) -> bool:
    """Tell a zip from a workbook, which is a zip too."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as packed:
        return WORKBOOK not in packed.namelist()
    return False


def _packed_size(packed: zipfile.ZipFile) -> int:
    """Return how large the zip itself is."""
    return Path(packed.filename or "").stat().st_size


def called(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; one not marked as UTF-8 is in the encoding of its system.

    Windows in Taiwan writes cp950 and some tools UTF-8, both without the mark; Python takes what is
    unmarked for cp437.
    """
    if entry.flag_bits & UTF_8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp950"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return entry.filename


def hidden(name: str) -> bool:
    """Tell what systems put into zips beside the files."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _refused(name: str, rule: Text, value: str | None = None) -> Found:
    return Found(name, None, Problem(rule=rule, mend=MEND, value=value))
