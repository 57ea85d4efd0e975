"""Source and medium in two columns, read as the one that GA4 writes for both: ``google / cpc``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.exports import ga4
from data.exports.base import Column, header_key

HEADING = "Session source / medium"
SOURCES = frozenset(map(header_key, ("Session source", "工作階段來源")))
MEDIA = frozenset(map(header_key, ("Session medium", "工作階段媒介")))
FIELD = next(c.field for c in ga4.REPORT.columns((HEADING,)))


@dataclass(frozen=True, slots=True)
class Link:
    """Where source and medium stand, and where both are written: behind the widest row."""

    source: int
    medium: int
    at: int


def link(headers: Sequence[str], width: int) -> Link | None:
    """Return how the two columns are put together; None where a table does not have just both.

    Parameters
    ----------
    width : int
        Cells of the widest row, which may be one more than there are headers.
    """
    keys = [header_key(h) for h in headers]
    sources = [i for i, key in enumerate(keys) if key in SOURCES]
    media = [i for i, key in enumerate(keys) if key in MEDIA]
    written = any(c.field.fills == FIELD.fills for c in ga4.REPORT.columns(headers))
    if written or not sources or not media:
        return None
    return Link(sources[0], media[0], max(len(headers), width))


def linked(
    known: Sequence[Column], headers: Sequence[str], width: int
) -> tuple[Column, ...]:  # fmt: skip
    """Return the columns of a table with the one of both in place of the two."""
    both = link(headers, width)
    if both is None:
        return tuple(known)
    others = (c for c in known if c.index not in (both.source, both.medium))
    return (*others, Column(both.at, HEADING, FIELD))


def headed(headers: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return the headers with the one of both behind the widest row."""
    both = link(headers, width)
    return (*headers, *[""] * (both.at - len(headers)), HEADING) if both else headers


def write(record: list[str], both: Link) -> None:
    """Write source and medium of a row together; nothing where a total row has neither."""
    record += [""] * (both.at + 1 - len(record))
    source, medium = record[both.source].strip(), record[both.medium].strip()
    record[both.at] = f"{source} / {medium}" if source or medium else ""
