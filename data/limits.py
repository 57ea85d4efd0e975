"""How large a file may be and what reading it may cost, in the browser and in the terminal."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20
GB = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may be and what reading it may use.

    Parameters
    ----------
    packed, unpacked : int
        Bytes as received, and bytes once a workbook is unpacked.
    ratio : int
        How often larger than packed a workbook may be.
    rows, columns, cell : int
        Records, columns, and bytes of one cell.
    resident, address : int
        Bytes of memory the reading process may hold, and of address space it may ask for.
        DuckDB needs several times the address space it uses.
    cpu, wall : int
        Seconds of processor time and of waiting.
    """

    packed: int
    unpacked: int
    rows: int
    cpu: int
    wall: int
    ratio: int = 100
    columns: int = 500
    cell: int = 32 * 1024
    resident: int = 800 * MB
    address: int = 3 * GB


BROWSER = Limits(packed=50 * MB, unpacked=200 * MB, rows=1_000_000, cpu=120, wall=120)
TERMINAL = Limits(packed=4 * GB, unpacked=4 * GB, rows=50_000_000, cpu=3600, wall=3600)
