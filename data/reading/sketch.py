"""A table of no known format, sketched: where its header may stand, what its columns look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from data.mapping.sketch import NUMBERS, Heading, Shape, Sketch, SketchedColumn
from data.reading.cells import BLANKS
from data.reading.currencies import named
from data.reading.days import tidied, undated
from data.reading.refusal import personal, shown

HEAD = 60
"""How many records are searched for a header."""
CANDIDATES = 3
LEAST = 2
"""Columns a table has at least."""
LONGEST = 200
"""Characters of the longest header."""
SAMPLES = 3
MOST = 0.8
"""Share of a column's filled cells that decides what it looks like."""

_DAY = re.compile(
    r"[12]\d{3}([-/.]|年)\d{1,2}(([-/.]|月)(\d{1,2}日?)?)?|(19|20)\d{6}"
    r"|\d{1,3}[-/.]\d{1,2}[-/.](\d{2}|\d{4})|\d{1,3}年\d{1,2}月(\d{1,2}日)?"
    r"|([a-z]{3,9}\.? \d{1,2},?|\d{1,2}[ -][a-z]{3,9}\.?,?)[ -]\d{4}",
    re.I,
)
_COUNT = re.compile(r"-?\(?\d[\d.,\s]*\)?%?")
_ID = re.compile(r"\d{8,}|(?=\S*\d)[\w#-]{6,}")
_CITIZEN = re.compile(r"[A-Za-z][12]\d{8}")
"""The number on an identity card of Taiwan."""
_BUYERS = re.compile(
    r"訂單|訂購|買家|顧客|客戶姓名|會員|收件|收貨|電話|手機|傳真|信箱|電郵|郵件|地址|住址|生日|身分證"
    r"|聯絡人|潛在客戶|名單|lead\b|deal\b|opportunity"
    r"|order|e-?mail|phone|mobile|address|customer|buyer|recipient|birthday",
    re.I,
)
"""Headers of tables about people: whatever words stand in one may say who somebody is."""
_PERSON = re.compile(
    r"姓名|名字|稱呼|暱稱|買家|顧客|客戶姓名|會員|收件|收貨|訂購人|聯絡|電話|手機|傳真|信箱|電郵|郵件|地址|住址"
    r"|生日|身分證|統一編號|統編|備註|註記|留言|帳號|負責|窗口|承辦|經辦|業務員|e-?mail|phone|mobile|address"
    r"|customer|buyer|recipient|birthday|remark|notes?\b|owner|contact"
    r"|\b(first|last|full) name",
    re.I,
)
"""Headers of columns that may name somebody, or say anything at all."""
_SAFE = re.compile(
    r"狀態|階段|stage|方式|幣別|貨幣|管道|通路|來源|分類|類別|status|method|currency|channel|category",
    re.I,
)
"""Headers of columns of words that may be shown of a table of orders."""


def sketch(records: Sequence[Sequence[str]], sheet: str | None = None) -> Sketch | None:
    """Return the table that may lie in records, its likeliest header first; None where none does.

    A header is the row of words that has the most of them, above rows that fill the same columns.
    """
    scored = [(_score(records, at), -at) for at in range(min(len(records), HEAD))]
    best = sorted((s for s in scored if s[0] > 0), reverse=True)[:CANDIDATES]
    top = best[0][0] if best else 0
    headings = [_heading(records, -at) for score, at in best if score * 2 >= top]
    return Sketch(tuple(headings), sheet) if headings else None


def _score(records: Sequence[Sequence[str]], at: int) -> float:
    """Return how likely a record is the header: its names, and how well rows below fill them."""
    names = [c.strip() for c in records[at]]
    filled = [i for i, name in enumerate(names) if name]
    wordless = any(_DAY.fullmatch(n) or _numeric(n) for n in names if n)
    if len(filled) < LEAST or wordless or any(map(_no_header, names)):
        return 0.0
    below = [r for r in islice(records, at + 1, at + 1 + HEAD) if any(c.strip() for c in r)]
    told = [sum(i < len(r) and bool(r[i].strip()) for i in filled) for r in below]
    figures = sum(any(_numeric(c.strip()) for c in r) for r in below)
    if not below or not figures:
        return 0.0
    distinct = len({names[i].casefold() for i in filled})
    return distinct * (sum(told) / len(told) / len(filled)) * (figures / len(below))


def _no_header(name: str) -> bool:
    """Whether a cell is no header but prose, or something about a person."""
    return len(name) > LONGEST or personal(name) or bool(re.search(r"\d{7}", name))


def _heading(records: Sequence[Sequence[str]], at: int) -> Heading:
    rows, headers = records[at + 1 :], records[at]
    cells = [[r[i].strip() for r in rows if i < len(r)] for i in range(len(headers))]
    shapes = [_shape(h, column) for h, column in zip(headers, cells, strict=True)]
    people = any(map(_BUYERS.search, headers))
    columns = [
        SketchedColumn(
            h,
            shape,
            _samples(column) if _may_be_shown(h, shape, people) else (),
        )
        for h, column, shape in zip(headers, cells, shapes, strict=True)
    ]
    return Heading(at + 1, tuple(columns))


def _may_be_shown(header: str, shape: Shape, people: bool) -> bool:
    """Whether cells may be shown; where people stand in a table, only figures and safe words."""
    if not people or shape is Shape.DAY or shape in NUMBERS:
        return shape is not Shape.PERSONAL
    return shape is Shape.TEXT and bool(_SAFE.search(header))


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the first different values."""
    return tuple(dict.fromkeys(shown(c) or "" for c in cells if c not in BLANKS))[:SAMPLES]


def _shape(header: str, cells: Sequence[str]) -> Shape:
    """Return what a column looks like by most of its filled cells."""
    filled = [c for c in cells if c not in BLANKS]
    if _PERSON.search(header) or any(personal(c) or _CITIZEN.fullmatch(c) for c in filled):
        return Shape.PERSONAL
    if not filled:
        return Shape.BLANK
    tests = {
        Shape.DAY: lambda c: bool(_DAY.fullmatch(undated(tidied(c)).strip())),
        Shape.ID: lambda c: bool(_ID.fullmatch(c)),
        Shape.COUNT: _numeric,
    }
    for shape, fits in tests.items():
        if sum(map(fits, filled)) >= MOST * len(filled):
            money = shape is Shape.COUNT and any(map(_money, filled))
            return Shape.MONEY if money else shape
    return Shape.TEXT


def _numeric(cell: str) -> bool:
    return bool(_COUNT.fullmatch(_folded(cell))) or _money(cell)


def _money(cell: str) -> bool:
    return named(cell) is not None or bool(re.fullmatch(r"-?[\d,]*\.\d+", _folded(cell)))


def _folded(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
