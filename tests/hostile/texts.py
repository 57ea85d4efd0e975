"""Hostile text files: shapes, encodings, numbers, dates, ids and names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.hostile.case import (
    ASKED,
    CLICKS,
    COST,
    DAY,
    HEADER,
    IMPRESSIONS,
    PARSED,
    TOP,
    Case,
    cost_of,
    put,
    report,
    rows,
    without,
)
from tests.samples import boxes

ALL = cost_of(rows())


def plain(name: str, table: list[list[object]], **expected: object) -> Case:
    """Return a UTF-8 comma file with a table in it."""
    return Case(name, lambda p: boxes.utf8(p, table), **expected)  # type: ignore[arg-type]


def raw(name: str, content: bytes, **expected: object) -> Case:
    """Return a file with these bytes in it."""
    return Case(name, lambda p: p.write_bytes(content), **expected)  # type: ignore[arg-type]


def empties() -> Iterator[Case]:
    """Files with nothing in them, or everything but data."""
    total = ["Total: Campaigns", " --", " --", "TWD", "3435", "435", f"{ALL}", "45.00"]
    yield raw("zero bytes", b"", says="The file is empty")
    yield raw("only spaces", b"  \n \n\t\n", says="The file is empty")
    yield raw("only a BOM", b"\xef\xbb\xbf", says="The file is empty")
    yield plain("header only", report([]), says="a header and not one row")
    yield plain("totals only", report([total]), says="totals and not one row")
    yield plain(
        "totals in the middle", report([*rows()[:10], total, *rows()[10:]]),
        status=PARSED, cost=ALL,
    )  # fmt: skip
    notes = [[f"note {n}"] for n in range(35)]
    yield plain("35 lines above", report(rows(), top=notes), status=PARSED, cost=ALL)
    notes = [[f"note {n}"] for n in range(500)]
    yield plain("500 lines above", report(rows(), top=notes), says="No header row is known")


def shapes() -> Iterator[Case]:
    """Tables that are too wide, ragged, doubled or open-ended."""
    wide = HEADER + [f"Extra {n}" for n in range(600)]
    yield plain("608 columns", report([r + [""] * 600 for r in rows()], wide), says="608 columns")
    wide = HEADER + [f"Extra {n}" for n in range(20_000)]
    yield plain("20,000 columns", report([r + [""] * 20_000 for r in rows(3)], wide), says="column")
    doubled = [*HEADER, "Cost"]
    yield plain(
        "two Cost columns that differ", report([[*r, "1.00"] for r in rows()], doubled),
        status=PARSED, cost=ALL,
    )  # fmt: skip
    short = rows()
    short[7] = short[7][:5]
    yield plain("a short row", report(short), status=PARSED, cost=without(7), aside=1, row=TOP + 7)
    long = rows()
    long[7] = [*long[7], "more", "still more"]
    yield plain("a long row", report(long), status=PARSED, cost=without(7), aside=1, row=TOP + 7)
    text = boxes.text(report(rows()))
    broken = text.replace("Campaign 1,", '"Campaign 1,', 1)
    yield raw("an open quote", broken.encode(), says="quotation marks of this row do not pair")
    nul = text.replace("Campaign 1", "Camp\0aign 1", 1)
    yield raw("a NUL byte in a name", nul.encode(), status=PARSED, cost=ALL)
    yield raw("nothing but NULs", b"\0" * 100_000)
    yield plain("a cell of 40 KB", report(put(4, 0, "x" * 40_000)), says="larger than 32 KB")
    yield plain("a cell of 20 MB", report(put(4, 0, "x" * 20_000_000)), says="larger than 32 KB")
    yield raw("one line of 20 MB", b"x," * 10_000_000)
    yield raw("CR line ends", text.replace("\n", "\r").encode(), status=PARSED, cost=ALL)
    mixed = "\r\n".join(text.split("\n")[:9]) + "\n" + "\n".join(text.split("\n")[9:])
    yield raw("mixed line ends", mixed.encode(), status=PARSED, cost=ALL)
    pipes = boxes.text(report(rows()), "|")
    yield raw("pipes between cells", pipes.encode(), status=PARSED, cost=ALL)


def encodings() -> Iterator[Case]:
    """The same report in every encoding, and cut off within a character."""
    table = report(put(3, 0, "品牌廣告"))
    text = boxes.text(table)
    for name, content in {
        "utf-8 with two BOMs": b"\xef\xbb\xbf" * 2 + text.encode(),
        "utf-16 big end first": text.encode("utf-16-be"),
        "utf-16-be with BOM": b"\xfe\xff" + text.encode("utf-16-be"),
        "utf-16-le without BOM": text.encode("utf-16-le"),
        "utf-16-le, one byte over": b"\xff\xfe" + text.encode("utf-16-le") + b"\n",
        "cp950": text.encode("cp950"),
    }.items():
        yield raw(name, content, status=PARSED, cost=ALL)
    yield raw("utf-32", text.encode("utf-32"), says="No header row is known")
    half = len(text.encode("utf-16-le")) // 2
    cut = text.encode("utf-16-le")[: half | 1]
    # the torn last row is one of fifteen: more than 5 %, so a person decides
    yield raw("utf-16 cut off", b"\xff\xfe" + cut, status=ASKED, asks="quarantine")
    tail = boxes.text(report(put(29, 0, "品牌廣告"))).encode()
    yield raw(
        "utf-8 cut within a character", tail[: tail.rfind(b"\xe5") + 1], status=PARSED,
        cost=without(29), aside=1, row=TOP + 29,
    )  # fmt: skip
    both = boxes.text(
        report(put(3, 0, "品牌"))
    ).encode() + "廣告,1,2026-01-02,TWD,1,1,1,1\n".encode("cp950")
    yield raw("utf-8, then cp950", both, status=PARSED, cost=ALL + 1)
    yield raw("bytes of no encoding", bytes(range(128, 256)) * 400)


def numbers() -> Iterator[Case]:
    """Costs as people and spreadsheets write them; what is no number is set aside and named."""
    at, own = 12, without(12)
    for value, read in {
        "NT$1,234.50": "1234.50", "１２３.５０": "123.50", "−5.00": "-5.00",
        "1,234.50": "1234.50", " 7.00 ": "7.00", "7.00\u202f": "7.00", "\u00a07.00": "7.00",
        "NT$-7.00": "-7.00", "（NT＄7.00）": "-7.00", "7.00元": "7.00", "TWD 7.00": "7.00",
    }.items():  # fmt: skip
        yield plain(
            f"cost {value!r}", report(put(at, COST, value)), status=PARSED,
            cost=own + Decimal(read), aside=0,
        )  # fmt: skip
    for value in ("1e308", "NaN", "inf", "-Infinity", "1,2,3", "12.345.67", "abc", "0x10", "1_000",
                  "99999999999999999.99", "#DIV/0!", "1.0.0", "12-", "NT$", "元26元元元",
                  "٣.٥٠"):  # fmt: skip
        yield plain(
            f"cost {value!r}", report(put(at, COST, value)), status=PARSED,
            cost=own, aside=1, row=TOP + at, column="Cost",
        )  # fmt: skip
    for value in ("US$26.00", "EUR 26.00", "(￥26.00)", "美金 26 元", "-26.00 hkd"):
        yield plain(
            f"cost {value!r}", report(put(at, COST, value)), says="more than one currency"
        )  # fmt: skip
    yield plain("cost (12.00)", report(put(at, COST, "(12.00)")), status=PARSED, cost=own - 12)
    yield plain(
        "impressions 12.5", report(put(at, IMPRESSIONS, "12.5")), status=PARSED,
        cost=own, aside=1, row=TOP + at, column="Impr.",
    )  # fmt: skip
    yield plain(
        "impressions 64517.0", report(put(at, IMPRESSIONS, "64517.0")), status=PARSED, cost=ALL
    )
    yield plain(
        "clicks beyond 64 bits", report(put(at, CLICKS, "9" * 25)), status=PARSED,
        cost=own, aside=1, row=TOP + at, column="Clicks",
    )  # fmt: skip
    two = put(3, COST, "1.234,50")
    two[5][COST] = "1,234.50"
    yield plain(
        "both decimal marks in one column", report(two), status=PARSED, aside=1, row=TOP + 3,
        column="Cost", cost=cost_of([r for n, r in enumerate(rows()) if n not in (3, 5)])
        + Decimal("1234.50"),
    )  # fmt: skip
    many = [[*r[:COST], "n/a?", *r[COST + 1 :]] for r in rows()]
    yield plain("no cost is a number", report(many), says="None of the 30 rows could be read")


def dates() -> Iterator[Case]:
    """Days that do not exist, lie ahead, mix styles or read two ways."""
    at, own = 12, without(12)
    for value in ("2026-02-30", "2026-13-01", "2026-00-10", "2999-01-01", "0001-01-01", "yesterday",
                  "2026-01", "99999999", "2026-01-05 2026-01-06", "115/01/05"):  # fmt: skip
        yield plain(
            f"day {value!r}", report(put(at, DAY, value)), status=PARSED,
            cost=own, aside=1, row=TOP + at, column="Day",
        )  # fmt: skip
    for value in (
        "2026-01-05T00:00:00",
        "5 January 2026",
        "20260105",
        "２０２６-01-05",
    ):
        yield plain(f"day {value!r}", report(put(at, DAY, value)), status=PARSED, cost=ALL)
    outside = put(at, DAY, "2025-11-05")
    yield plain(
        "a day outside the range in row 2", report(outside), status=PARSED,
        cost=own, aside=1, row=TOP + at, column="Day",
    )  # fmt: skip
    slashes = [
        [*r[:DAY], f"{n % 9 + 1}/{n // 9 + 1}/2026", *r[DAY + 1 :]] for n, r in enumerate(rows())
    ]
    yield plain(
        "days that read two ways", report(slashes, top=[["Campaign report"], ["All time"]]),
        status=ASKED, asks="date_order",
    )  # fmt: skip
    fights = [list(r) for r in slashes]
    fights[0][DAY], fights[1][DAY] = "25/1/2026", "1/25/2026"
    yield plain(
        "days that contradict each other", report(fights, top=[["Campaign report"], ["All time"]]),
        says="mixes day/month/year and month/day/year",
    )  # fmt: skip
    bare = [[*r[:DAY], *r[DAY + 1 :]] for r in rows(3)]
    header = [h for h in HEADER if h != "Day"]
    yield plain(
        "no day and no range", report(bare, header, top=[["Campaign report"], ["All time"]]),
        says="no day column and no range",
    )  # fmt: skip
    yield plain("no day, no title", report(bare, header, top=[]), says="no day column and no range")


def ids() -> Iterator[Case]:
    """Ids with zeros in front, of 19 digits, or destroyed by a spreadsheet."""
    for value in ("0012345", "1234567890123456789"):
        yield plain(f"id {value}", report(put(4, 1, value)), status=PARSED, cost=ALL)
    ruined = [[r[0], "1.20211E+17", *r[2:]] for r in rows()]
    yield plain("ids turned to 1.20211E+17", report(ruined), says="Excel has rounded this id")


NAMES = (
    "=1+1", "+SUM(A1)", "@cmd", "-2+3", "<img src=x onerror=alert(1)>", "**b** [a](javascript:x)",
    "$\\frac{1}{0}$", "\\input{/etc/passwd}", "'; drop table facts; --", "../../etc/passwd",
    "C:\\Windows\\x", "\u202egnp.exe", "Саmраign", "a\u0000b", "a\u0007b", "\u200b", "{name}",
    "%s%n", "${jndi:ldap://x}", "null", "NaN", "Total", "總計", "Total:x", ":red[x]",
    "x" * 10_000,
)  # fmt: skip


def names() -> Iterator[Case]:
    """Names that are formulas, markup, queries or paths stay names; only none is no name."""
    for value in NAMES:
        yield plain(f"name {value[:20]!r}", report(put(4, 0, value)), status=PARSED, cost=ALL)
    yield plain(
        "no name", report(put(4, 0, " --")), status=PARSED,
        cost=without(4), aside=1, row=TOP + 4, column="Campaign",
    )  # fmt: skip


def texts() -> Iterator[Case]:
    """Yield every hostile text file."""
    for family in (empties, shapes, encodings, numbers, dates, ids, names):
        yield from family()


def shuffled(path: Path) -> None:
    """Write the plain report with its rows backwards."""
    boxes.utf8(path, report(rows()[::-1]))
