"""Hostile workbooks: bombs, entities, corners, broken and foreign containers, odd cells."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.hostile.case import ASKED, COST, HEADER, PARSED, Case, cost_of, report, rows

BOOK = "book.xlsx"
ALL = cost_of(rows())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def related(kind: str, target: str) -> str:
    """Return a relationships part that points to one other part."""
    one = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'


def parts(sheet: str, extra: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """Return the parts of a minimal workbook around one sheet's XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    texts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Worksheet" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return {**{k: v.encode() for k, v in texts.items()}, **(extra or {})}


def cells(table: list[list[Any]]) -> str:
    """Return rows of inline strings."""
    out = []
    for n, row in enumerate(table, start=1):
        inner = "".join(f'<c t="inlineStr"><is><t>{v}</t></is></c>' for v in row)
        out.append(f'<row r="{n}">{inner}</row>')
    return "".join(out)


def sheet(data: str, doctype: str = "") -> str:
    """Return a sheet's XML around its rows."""
    return f'{XML}{doctype}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'


def packed(files: dict[str, bytes]) -> bytes:
    """Zip the parts of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            book.writestr(name, content)
    return out.getvalue()


def raw(name: str, content: bytes, **expected: Any) -> Case:
    """Return a file with these bytes in it, named as a workbook."""
    return Case(name, lambda p: p.write_bytes(content), **{"file": BOOK, **expected})


def encrypted(whole: bytes) -> bytes:
    """Lock a workbook with a password, as Excel does."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(whole)).encrypt("open sesame", out)
    return out.getvalue()


def bombs() -> Iterator[Case]:
    """Small files that want to become large, and sizes that lie."""

    def spaces(path: Path) -> None:
        path.write_bytes(packed(parts(sheet(" " * 300_000_000))))

    def lying(path: Path) -> None:
        body = bytearray(packed(parts(sheet(" " * 60_000_000))))
        at = body.rfind(b"PK\x01\x02", 0, body.rfind(b"xl/worksheets/sheet1.xml"))
        body[at + 24 : at + 28] = struct.pack("<I", 1000)  # the directory says 1,000 bytes
        path.write_bytes(bytes(body))

    def crowd(path: Path) -> None:
        extra = {f"xl/media/{n}.bin": b"" for n in range(20_000)}
        path.write_bytes(packed(parts(sheet(cells(report(rows()))), extra)))

    def strings(path: Path) -> None:
        text = f"<si><t>{'A' * 1000}</t></si>" * 250_000
        shared = f'{XML}<sst xmlns="{MAIN}">{text}</sst>'.encode()
        path.write_bytes(packed(parts(sheet(""), {"xl/sharedStrings.xml": shared})))

    says = "times may be"
    yield Case("300 MB of spaces", spaces, says=says, file=BOOK)
    yield Case("a size that lies", lying, says="damaged or incomplete", file=BOOK)
    yield Case("20,000 members", crowd, status=PARSED, cost=ALL, file=BOOK)
    yield Case("250 MB of shared strings", strings, says=says, file=BOOK)


def entities() -> Iterator[Case]:
    """XML that wants to grow by itself, or to read other files."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    grow = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'
    steal = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
    fetch = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    says = "declares XML entities or a DTD"
    table = cells([["Campaign report"], HEADER, ["&a9;", *rows()[0][1:]]])
    for name, doctype in {"grow": grow, "steal": steal}.items():
        yield raw(f"entities that {name}", packed(parts(sheet(table, doctype))), says=says)
    plain = cells(report(rows()))
    yield raw("a DTD elsewhere", packed(parts(sheet(plain, fetch))), says=says)


def corners() -> Iterator[Case]:
    """One cell at the far end of the sheet claims a table of 17 billion cells."""
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    yield raw(
        "one cell at the last corner", packed(parts(sheet(far))), says="lies far outside the data"
    )
    data = cells(report(rows()))
    yield raw(
        "data and the last corner",
        packed(parts(sheet(data + far))),
        says="lies far outside the data",
    )
    claim = sheet(data).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    yield raw("a dimension that lies", packed(parts(claim)), status=PARSED, cost=ALL)
    deep = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    yield raw("data and the last row", packed(parts(sheet(data + deep))), says="lies far outside")


def containers() -> Iterator[Case]:
    """Files that are cut, locked, old, or something else altogether."""
    whole = packed(parts(sheet(cells(report(rows())))))
    yield raw("cut in half", whole[: len(whole) // 2], says="damaged or cut off")
    yield raw("the end missing", whole[:-22], says="damaged or cut off")
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    yield raw("one byte flipped", bytes(flipped), says="damaged or incomplete")
    locked = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 3000
    yield raw("the shell of a locked workbook", locked, says="encrypted, but damaged")
    yield raw("locked with a password", encrypted(whole), status=ASKED, asks="password")
    yield raw("locked, cut in half", encrypted(whole)[:4096], says="encrypted, but damaged")
    busy = encrypted(whole).replace(b'spinCount="100000"', b'spinCount="9999999"')
    yield raw("locked, to keep a reader busy", busy, says="encrypted, but damaged")
    yield raw(
        "a legacy .xls",
        OLE + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 3000,
        says="legacy Excel file",
        file="old.xls",
    )
    macro = {"xl/vbaProject.bin": OLE + b"Sub Auto_Open()"}
    yield raw(
        "with a macro", packed(parts(sheet(cells(report(rows()))), macro)),
        says="contains macros", file="book.xlsm",
    )  # fmt: skip
    yield raw("a zip with nothing in it", packed({}), says="no Excel workbook")
    yield raw("a zip with a picture", packed({"a.png": b"\x89PNG\r\n"}), says="no Excel workbook")
    yield raw("no sheets", packed({k: v for k, v in parts("").items() if "sheet1" not in k}))
    yield raw(
        "a PDF", b"%PDF-1.7\n" + b"1 0 obj\n" * 200, file="report.csv", says="This file is PDF"
    )
    yield raw("a gzip", b"\x1f\x8b\x08" + b"\0" * 200, says="This file is gzip", file="report.csv")
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    yield raw("a picture", picture, says="This file is PNG", file="report.csv")
    yield raw(
        "HTML",
        b"<!DOCTYPE html><html><body><table></table></body></html>",
        says="This file is HTML",
    )
    yield raw("an XLSX named .csv", whole, status=PARSED, cost=ALL, file="report.csv")
    yield raw("a CSV named .xlsx", csv_bytes(), status=PARSED, cost=ALL)


def csv_bytes() -> bytes:
    """Return the plain report as text."""
    from tests.samples import boxes

    return boxes.text(report(rows())).encode()


def odd_cells() -> Iterator[Case]:
    """What spreadsheets do to a report that was opened and saved once more."""

    def written(change: Any, **options: Any) -> Any:
        def write(path: Path) -> None:
            book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options})
            change(book)
            book.close()

        return write

    def fill(page: Any, number: bool = False) -> Any:
        for r, row in enumerate(report(rows())):
            for c, value in enumerate(row):
                if number and c == COST and r > 2:
                    page.write_number(r, c, float(value))
                else:
                    page.write_string(r, c, value)
        return page

    def formulas(book: Any) -> None:
        fill(book.add_worksheet()).write_formula(10, COST, "=SUM(G4:G9)", None, "")

    def errors(book: Any) -> None:
        fill(book.add_worksheet()).write_formula(10, COST, "=1/0", None, "#DIV/0!")

    def hidden(book: Any) -> None:
        fill(book.add_worksheet("Shown"))
        page = fill(book.add_worksheet("Old"))
        page.hide()

    def two(book: Any) -> None:
        fill(book.add_worksheet("January"))
        fill(book.add_worksheet("February"))

    def merged(book: Any) -> None:
        fill(book.add_worksheet()).merge_range(0, 0, 0, 7, "Campaign report")

    def chart_only(book: Any) -> None:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$F$4:$F$9"})
        book.add_chartsheet("Picture").set_chart(chart)
        fill(book.add_worksheet("Data"))

    def eras(book: Any) -> None:
        page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        import datetime

        fill(page)
        for n in range(30):
            page.write_datetime(3 + n, 2, datetime.datetime(2026, 1, n // 3 + 1), day)

    bad = ALL - Decimal("7.25")
    yield Case(
        "a formula without its value",
        written(formulas),
        PARSED,
        cost=bad,
        aside=1,
        row=11,
        column="Cost",
        file=BOOK,
    )
    yield Case(
        "an error cell", written(errors), PARSED, cost=bad, aside=1, row=11,
        column="Cost", file=BOOK,
    )  # fmt: skip
    yield Case("a hidden sheet beside", written(hidden), PARSED, cost=ALL, file=BOOK)
    yield Case("two sheets that fit", written(two), ASKED, asks="sheet", file=BOOK)
    yield Case("a merged title", written(merged), PARSED, cost=ALL, file=BOOK)
    yield Case("a chart sheet first", written(chart_only), PARSED, cost=ALL, file=BOOK)
    yield Case(
        "days of the 1904 system", written(eras, date_1904=True), PARSED, cost=ALL, file=BOOK
    )
    yield Case(
        "numbers as text",
        written(lambda b: fill(b.add_worksheet())),
        PARSED,
        cost=ALL,
        file=BOOK,
    )
    yield Case(
        "numbers", written(lambda b: fill(b.add_worksheet(), True)), PARSED, cost=ALL, file=BOOK
    )


def workbooks() -> Iterator[Case]:
    """Yield every hostile workbook."""
    for family in (bombs, entities, corners, containers, odd_cells):
        yield from family()
