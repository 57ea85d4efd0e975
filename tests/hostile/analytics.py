"""Hostile files that begin as GA4's do: `#` lines without end, tables within tables, lying days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.hostile.case import ASKED, Case
from tests.hostile.texts import raw

RULER = "# " + "-" * 40
TOP = f"{RULER}\n# Traffic: channel\n# Account: A\n# Property: P\n{RULER}\n# \n# All Users\n"
DAYS = "# Start date: 20260101\n# End date: 20260131\n"
HEADER = "Date,Session source / medium,Sessions,Views\n"
EXPLORED = "# P\n# Free form-Tab\n# 20260101-20260131\n\n"


def lines(count: int = 30) -> str:
    """Return plain daily rows."""
    first = date(2026, 1, 1)
    return "".join(f"{first + timedelta(n):%Y%m%d},google / cpc,{n + 1},9\n" for n in range(count))


def analytics() -> Iterator[Case]:
    """Yield every hostile GA4 file."""
    for name, text, says in (
        ("nothing but # lines", "# x\n" * 2_000_000, "“#” lines in a row"),
        ("tables without end", (DAYS + HEADER + lines(1)) * 200_000, "more than 1000 tables"),
        ("# lines and no table", TOP + DAYS, "No header row is known"),
        ("a # line of 40 KB", f"# {'x' * 40_000}\n{DAYS}{HEADER}", "larger than 32 KB"),
        ("a # line of 20,000 commas", f"#{',' * 20_000}\n{DAYS}{HEADER}", "columns"),
        ("an open quote in a # line", f'"# P\n{TOP}{DAYS}{HEADER}{lines()}', ""),
        ("days that end before they start", TOP + "# a: 20260131\n# b: 20260101\n"
         "Session source / medium,Sessions\na,1\n", "no day column and no range"),
        ("days that do not exist", TOP + "# a: 20260230\n# b: 20260231\n"
         "Session source / medium,Sessions\na,1\n", "no day column and no range"),
        ("a grand total alone", f"{EXPLORED}{HEADER},,9,9,Grand total\n", "totals and not one row"),
        ("a grand total that lies", f"{EXPLORED}{HEADER},,465,999,Grand total\n{lines()}",
         "own total is 999, its rows sum to 270"),
        ("rows with no day of the range", TOP + DAYS + HEADER + lines().replace("2026", "2019"),
         "None of the 30 rows could be read"),
    ):  # fmt: skip
        yield raw(f"GA4: {name}", text.encode(), says=says)
    nth = "".join(f"{n},1\n" for n in [*range(9), "1e9", "-1", "9" * 400, "٣"])
    yield raw(
        "GA4: Nth days that lie", f"{TOP}{DAYS}Nth day,Sessions\n{nth}".encode(),
        status=ASKED, asks="quarantine",
    )  # fmt: skip
    mixed = TOP + DAYS + HEADER + lines() + "20260102,x,\0,9\n20260103,y,1,NaN\n"
    yield raw("GA4: NULs and NaN", mixed.encode(), status=ASKED, asks="quarantine")
