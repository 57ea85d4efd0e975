"""Tables read by a mapping that somebody saved: recognised by their headers, in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from data.exports import EXPORTS, generic_costs, generic_leads, generic_orders, shopee
from data.exports.base import Column, Export, Field, Role
from data.mapping.mapping import SEVERAL, ColumnMapping, choices, lacking, numbered
from data.mapping.sketch import Sketch
from data.measures import quantity
from data.reading import table, unknown
from data.reading.refusal import Refusal, Unanswered, refuse
from data.reading.sketch import HEAD, sketch
from data.reading.spans import declared
from data.reading.table import Table
from data.report import Question
from data.schema import (
    ADS,
    BOOKS,
    COSTS,
    CRM,
    ORDERS,
    OTHER_ADS,
    PLATFORMS,
    SHOPEE,
    Level,
    Quantity,
)
from data.text import Text

_KNOWN: ContextVar[tuple[ColumnMapping, ...]] = ContextVar("mappings", default=())

_WHICH = Text(
    "檔案同時符合 {names}，應以哪一種格式讀取？",
    "The file fits {names}. Which one should it be read as?",
)
_NAMED = Text("對應範本「{name}」", "the mapping “{name}”")
_ALMOST = Text(
    "這像是對應範本「{name}」的檔案，但缺少欄位：{missing}。",
    "This looks like a table of the mapping “{name}”, but it lacks: {missing}.",
)
_ADD = Text(
    "請在匯出時加上這些欄位；如果欄名改了，請到「資料」頁重新對應欄位。",
    "Export it with these columns; if they were renamed, map the columns anew on the Data page.",
)
_MAP_IT = Text(
    "也可以在「資料」頁選這個檔案，用「對應欄位」說明每一欄是什麼；存成範本後，下次會自動認得。",
    "Or choose the file on the Data page and map its columns; kept as a template, the mapping"
    " recognises the next such file.",
)
READ_BY = Text(
    "以對應範本「{name}」讀取；未對應的欄位沒有讀。",
    "Read by the mapping “{name}”; columns it does not map were left out.",
)


@contextmanager
def known(mappings: Sequence[ColumnMapping]) -> Iterator[None]:
    """Let mappings recognise what is read within."""
    before = _KNOWN.set(tuple(mappings))
    try:
        yield
    finally:
        _KNOWN.reset(before)


def recognise(
    records: Sequence[Sequence[str]], delimiter: str, answers: dict[str, str]
) -> Table | None:
    """Find the header and its format, declared or mapped; None where nothing is known.

    Raises
    ------
    Unanswered
        When several fit and no answer says which.
    """
    fitting = [(m, at) for m in _KNOWN.get() if (at := _header(m, records)) is not None]
    if not fitting:
        return table.recognise(records, delimiter, answers)
    chosen = [f for f in fitting if f[0].format == answers.get("format")]
    declared_too, others = (None, ()) if chosen else _declared(records, delimiter, answers)
    if declared_too and declared_too.export.name == answers.get("format"):
        return declared_too
    if declared_too:
        name = declared_too.export.name
        others = ((name, Text(name, name)),)
    if len(chosen or fitting) + len(others) > 1:
        mapped = tuple((m.format, _NAMED.fill(name=m.name)) for m, _ in fitting)
        raise Unanswered(_question((*mapped, *others)))
    return _table(*(chosen or fitting)[0], records, delimiter)


def refusal(records: Sequence[Sequence[str]], sheet: str | None = None) -> Refusal:
    """Return why a text is no known table; with a sketch where a person could map its columns."""
    found = unknown.refusal(records, sheet)
    drawn = sketch(records, sheet) if found.mappable else None
    if drawn is None:
        return found
    almost = _almost(drawn)
    if almost:
        mapping, absent = almost
        missing = "、".join(absent)
        found = refuse(_ALMOST.fill(name=mapping.name, missing=missing), _ADD, sheet=sheet)
    else:
        found = Refusal(
            *(replace(p, mend=Text(p.mend.zh + _MAP_IT.zh, f"{p.mend.en} {_MAP_IT.en}"))
              for p in found.problems)
        )  # fmt: skip
    found.sketch = drawn.to_json()
    return found


def refused(heads: Sequence[tuple[list[list[str]], str]]) -> Refusal:
    """Return why none of a workbook's sheets is known: of the first one that could be mapped."""
    found = [refusal(records, name) for records, name in heads if records]
    return next((f for f in found if f.sketch), found[0] if found else refusal([], heads[0][1]))


def export_of(mapping: ColumnMapping) -> Export:
    """Return the export format a mapping declares; its columns are those of `columns`."""
    platform = PLATFORMS[mapping.platform]
    book = BOOKS[mapping.book]
    if book is COSTS:  # it is restated like any sheet of costs
        return generic_costs.COSTS_SHEET
    fields = tuple(_field(fills, ()) for fills in choices(book))
    made: dict[str, Any] = {"name": mapping.format, "platform": platform, "fields": fields}
    if book is ORDERS:
        own = shopee.ORDER if platform is SHOPEE else generic_orders.ORDER
        return replace(generic_orders.ORDER, own_channel=own.own_channel, **made)
    if book is CRM:
        return replace(generic_leads.LEAD, **made)
    finest, required = _finest(mapping)
    native = [e for e in EXPORTS if e.platform is platform and e.level is finest]
    return Export(
        **made,
        book=book,
        needs=(),
        required=required,
        level=finest if book is ADS else None,
        # a platform's total rows stay what they are, whatever its columns are called
        entity_totals=native[0].entity_totals if native else generic_costs.TOTALS,
        other_totals=native[0].other_totals if native else generic_costs.SUBTOTALS,
        blank_first_total=bool(native) and native[0].blank_first_total,
    )


def _finest(mapping: ColumnMapping) -> tuple[Level, tuple[Role, ...]]:
    """Return how fine an advertising table is, and the names every row of it needs."""
    names: dict[Role, Level] = {"campaign": Level.CAMPAIGN, "ad_group": Level.AD_GROUP}
    names["ad"] = Level.AD
    there = {name: level for name, level in names.items() if name in mapping.fills}
    return max(there.values(), default=Level.CAMPAIGN), tuple(there)


def columns(mapping: ColumnMapping, headers: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a file that a mapping knows, wherever they stand."""
    fills = {c.key: c for c in mapping.columns}
    at = {key: i for i, key in reversed(list(enumerate(numbered(headers))))}
    found = sorted((at[key], c) for key, c in fills.items() if key in at)
    native = [f for e in EXPORTS if e.platform.key == mapping.platform for f in e.fields]
    none = {f.fills for f in native if f.blank_is_zero}  # Meta writes nothing for "none happened"
    made = []
    for i, column in found:
        field = _field(column.fills, (column.header,))
        made.append(Column(i, headers[i], replace(field, blank_is_zero=field.fills in none)))
    return tuple(made)


def _field(fills: str, spellings: tuple[str, ...]) -> Field:
    days = fills == "day" or fills in (*ORDERS.dates, *CRM.dates)
    try:
        measure: Quantity | Role = quantity(fills)
    except KeyError:
        return Field(fills, spellings, clock=days)  # type: ignore[arg-type]
    return Field(measure, spellings, currency_suffix=True, adds=measure in SEVERAL)


def _table(
    mapping: ColumnMapping, at: int, records: Sequence[Sequence[str]], delimiter: str
) -> Table:
    headers = tuple(records[at])
    found = columns(mapping, headers)
    return Table(
        export=export_of(mapping),
        delimiter=delimiter,
        header_row=at + 1,
        headers=headers,
        columns=found,
        declared=declared(records[:at]),
        sample=tuple(tuple(r) for r in records[at + 1 :]),
        said=_said(mapping),
        mapped=mapping.format,
        by=READ_BY.fill(name=mapping.name),
    )


def _said(mapping: ColumnMapping) -> dict[str, str]:
    """Return what a mapping says of every row: whose it is, and the campaign where none is told."""
    said, named = {}, {"account", "account_id"} & set(mapping.fills)
    if mapping.account and not named:
        said["account"] = mapping.account
    if mapping.account and mapping.platform == OTHER_ADS.key:
        # two networks may both call an account by the advertiser's name: it is one of each
        said |= dict.fromkeys(named, mapping.account)
    if mapping.book == ADS.key and not {"campaign", "campaign_id"} & set(mapping.fills):
        said["campaign"] = mapping.account or mapping.name
    return said


def _header(mapping: ColumnMapping, records: Sequence[Sequence[str]]) -> int | None:
    """Return the first record that has every column of a mapping."""
    rows = (at for at, r in enumerate(records[:HEAD]) if not lacking(mapping, r))
    return next(rows, None)


def _declared(
    records: Sequence[Sequence[str]], delimiter: str, answers: dict[str, str]
) -> tuple[Table | None, tuple[tuple[str, Text], ...]]:
    """Return the table of a declared format that fits too, or the choices among several."""
    try:
        return table.recognise(records, delimiter, answers), ()
    except Unanswered as asked:
        return None, asked.questions[0].choices


def _question(offered: tuple[tuple[str, Text], ...]) -> Question:
    names = Text("、".join(t.zh for _, t in offered), " and ".join(t.en for _, t in offered))
    return Question("format", _WHICH.fill(names=names), offered)


def _almost(drawn: Sketch) -> tuple[ColumnMapping, list[str]] | None:
    """Return the mapping a table comes nearest to, and what it lacks; most must be there."""
    near = []
    for mapping in _KNOWN.get():
        for heading in drawn.headings:
            absent = [c.header or "–" for c in lacking(mapping, heading.headers)]
            if len(absent) * 2 < len(mapping.columns):
                near.append((len(absent), mapping.key, mapping, absent))
    return min(near, key=lambda n: n[:2])[2:] if near else None
