"""A long, regular text read column by column: each different cell once, by the same statement.

A report of millions of rows says few different things in a column. Arrow splits the text and
encodes each column as a dictionary; DuckDB reads the dictionary; the rows are put together from
what its cells say. Where a column or a test looks at several cells of a row, or where readers
could disagree about the text, nothing is read here and the records are scanned one by one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from data.reading.judge import faults, sources, typed
from data.reading.plan import Plan
from data.reading.statement import Text, bound, scan
from data.reading.text.pieces import PIECE, Irregular, pieces, regular
from data.reading.text.records import MISSING

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 4 << 20
"""Bytes of a piece that Arrow splits at once; more do not stay near the processor."""
SPLITTERS = 2
"""Pieces of text that are split at a time; as many wait."""
REMEMBERED = 20_000
"""Different cells of a column up to which it is worth to look them up in what was read before."""


@dataclass(slots=True)
class Reading:
    """What is read of one column's cells: what they say, and what is tested of them."""

    typed: dict[str, str] = field(default_factory=dict)
    tests: list[tuple[str, str]] = field(default_factory=list)


def readings(plan: Plan, width: int) -> tuple[dict[int, Reading], dict[str, str]] | None:
    """Return what is read of each column, and what is the same in every row.

    None where something looks at several cells of a row, or at other rows.
    """
    seen: dict[str, frozenset[int]] = {}
    found: dict[int, Reading] = {}
    constant = {}
    said, tests = typed(plan), faults(plan, width)
    if any(re.search(r"\bover\b", sql) for sql in (*said.values(), *(test for test, _ in tests))):
        return None
    for name, sql in said.items():
        seen[name] = _cells(sql, seen)
        if len(seen[name]) > 1:
            return None
        if not seen[name]:
            constant[name] = sql
        for index in seen[name]:
            found.setdefault(index, Reading()).typed[name] = sql
    for test, code in tests:
        looked = _cells(test, seen)
        if len(looked) != 1:
            return None
        for index in looked:
            found.setdefault(index, Reading()).tests.append((test, code))
    return found, constant


def _cells(sql: str, known: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """Return the columns that an expression looks at, itself or by what was typed before it."""
    words = set(re.findall(r"\w+", sql))
    own = {int(word[1:]) for word in words if re.fullmatch("c[0-9]+", word)}
    return frozenset(own.union(*(known[word] for word in words & known.keys())))


def load(con: duckdb.DuckDBPyConnection, text: Text, plan: Plan, out: Path) -> int | None:
    """Write the good rows as Parquet; return how many, None where this is no way to read them."""

    if text.tidied or text.path.stat().st_size <= PIECE:
        return None
    found = readings(plan, text.width)
    if found is None:
        return None
    try:
        return Encoded(con, text, plan, *found).write(out)
    except Irregular:
        return None


class Encoded:
    """A text of which each column is read on its own."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        text: Text,
        plan: Plan,
        found: dict[int, Reading],
        constant: dict[str, str],
    ) -> None:
        self._con, self._text, self._plan, self._found = con, text, plan, found
        self._before: dict[int, tuple[Any, pa.Table]] = {}
        same = [f"{sql} as {name}" for name, sql in constant.items()]
        self._constant = self._ask("select " + ", ".join(["true as alike", *same]))

    def write(self, out: Path) -> int:
        """Write the good rows; return how many."""
        from pyarrow.parquet import ParquetWriter

        rows, writer = 0, None
        for cells in self._split():
            good = self._rows(cells)
            if writer is None:
                # as DuckDB writes them; of what rows are looked up by, the extremes are kept
                how: dict[str, Any] = {"store_decimal_as_integer": True, "store_schema": False}
                how |= {"write_statistics": ["day_from", "day_to"]}
                writer = ParquetWriter(out, good.schema, **how)
            writer.write_table(good)
            rows += good.num_rows
        if writer is None:
            raise Irregular
        writer.close()
        return rows

    def _split(self) -> Iterator[pa.Table]:
        """Yield the cells of each piece, encoded."""
        waiting: deque[Future[pa.Table]] = deque()
        with ThreadPoolExecutor(SPLITTERS) as pool:
            for piece in pieces(self._text.path, self._plan.table.header_row, PIECE):
                waiting.append(pool.submit(self._encode, piece))
                if len(waiting) > SPLITTERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _encode(self, piece: bytes) -> pa.Table:
        """Split a piece of text into cells; each column a dictionary."""
        import pyarrow as pa
        from pyarrow import csv

        if MISSING.encode() in piece or not regular(piece, self._text.delimiter):
            raise Irregular
        names = [f"c{i}" for i in range(self._text.width)]
        wanted = {f"c{i}": pa.dictionary(pa.int32(), pa.string()) for i in sorted(self._found)}
        try:
            _utf8(piece)
            table = csv.read_csv(
                pa.py_buffer(piece),
                csv.ReadOptions(column_names=names, block_size=BLOCK, use_threads=False),
                csv.ParseOptions(delimiter=self._text.delimiter, newlines_in_values=True),
                csv.ConvertOptions(
                    column_types=wanted, include_columns=list(wanted), strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid as ragged:
            raise Irregular from ragged
        return table.unify_dictionaries()

    def _rows(self, cells: pa.Table) -> pa.Table:
        """Return the good rows of a piece, typed."""
        import pyarrow as pa
        from pyarrow import compute

        typed_, good = {}, None
        for index in self._found:
            said, at = self._said(index, cells.column(f"c{index}"))
            bad = said.column("bad").combine_chunks()
            if compute.any(bad).as_py():
                fine = compute.invert(bad.take(at))
                good = fine if good is None else compute.and_(good, fine)
            for name in self._found[index].typed:
                typed_[name] = _taken(said.column(name).combine_chunks(), at)
        for name in self._constant.column_names:
            typed_[name] = pa.repeat(self._constant.column(name)[0], cells.num_rows)
        rows = pa.table({c: typed_[s] for c, s in sources(self._plan).items()})
        return rows if good is None else rows.filter(good)

    def _said(self, index: int, column: pa.ChunkedArray) -> tuple[pa.Table, pa.Array]:
        """Return what the different cells of a column say, and for each row which of them it is."""
        import pyarrow as pa
        from pyarrow import compute

        cells = column.chunk(0).dictionary  # of every chunk
        at = pa.concat_arrays([chunk.indices for chunk in column.chunks])
        if len(cells) > REMEMBERED:
            return self._read(index, cells), at
        known, said = self._before.get(index, (cells.slice(0, 0), None))
        new = cells.filter(compute.is_null(compute.index_in(cells, known)))
        if len(new) or said is None:
            fresh = self._read(index, new)
            known = pa.concat_arrays([known, new])
            said = fresh if said is None else pa.concat_tables([said, fresh])
            if len(known) <= REMEMBERED:
                self._before[index] = known, said
        return said, compute.index_in(cells, known).take(at)

    def _read(self, index: int, cells: pa.Array) -> pa.Table:
        """Read different cells of a column by the statement that reads records."""
        import pyarrow as pa

        self._con.register("column_cells", pa.table({f"c{index}": cells}))
        reading = self._found[index]
        wanted = ", ".join([f"c{index}", *reading.typed, "fault is not null as bad"])
        sql = scan("from column_cells", reading.typed, reading.tests, wanted, "null or true")
        said = self._ask(sql)
        if not said.column(0).combine_chunks().equals(cells):
            raise RuntimeError("the cells of a column came back in another order")
        return said

    def _ask(self, sql: str) -> pa.Table:
        values = bound(sql, self._plan, self._text.path, self._text.delimiter)
        return self._con.sql(sql, params=values).to_arrow_table()


def _taken(said: pa.Array, at: pa.Array) -> pa.Array:
    """Return what is said in each row; names stay encoded, for they are repeated most."""
    import pyarrow as pa

    if not pa.types.is_string(said.type):
        return said.take(at)
    names = said.dictionary_encode()
    return pa.DictionaryArray.from_arrays(names.indices.take(at), names.dictionary)


def _utf8(piece: bytes) -> None:
    """Check that a piece is UTF-8 to its end, columns that nobody reads included."""
    import pyarrow as pa

    ends = pa.py_buffer(b"".join(n.to_bytes(8, "little") for n in (0, len(piece))))
    pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(piece)).validate(full=True)
