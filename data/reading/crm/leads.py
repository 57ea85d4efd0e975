"""What a row of a CRM says in words: its stage, whether sales took it, when, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.exports.base import Column
from data.exports.crm_words import BILLING, MARKS, NO, STAGE_FIELD, STAGES, YES
from data.reading.cells import blank_cell, name
from data.reading.plan import Plan
from data.reading.refusal import PERSON
from data.reading.shop.identity import customer, hashed
from data.schema import CRM, SALESFORCE
from data.sql import recipe
from data.text import Text

_CLOCK = r"([0-9]{1,2}):([0-9]{2})"
_AFTERNOON, _MORNING = "(?i)下午|PM|p[.]m[.]", "(?i)上午|AM|a[.]m[.]"

_UNKNOWN = Text(
    "有 {n} 筆的階段沒有對應：{names}。它們會先載入，在對應之前不算進任何階段；"
    "請到「資料」的「規則」說明這些階段是什麼。",
    "{n} rows are in stages that nobody has mapped: {names}. They are loaded and count in no stage"
    " until you say on the Data page, under Rules, what these stages are.",
)
_NO_STAGES = Text(
    "檔案沒有各階段的日期欄，只知道目前的階段；之後每次匯入會累積出進階的時間。"
    "建議匯出時加上進入各階段的日期。",
    "No column says when a stage was reached, only where each row stands now; imports to come build"
    " the history up. Better add the dates of the stages to the export.",
)
_CHANGES = Text(
    "這份檔案說的是商機在哪一天換了階段；它只補上日期，商機本身（建立日、金額、來源）要另外匯入商機報表。",
    "This file tells on which day deals changed their stage. It adds these days; the deals"
    " themselves (created, amount, source) come from a report of opportunities.",
)
FREE = {"source": "source", "campaign": "campaign", "channel": "channel", "owner_team": "team",
        "reason": "reason"}  # fmt: skip
"""Words anybody may type, by column: the role that fills it."""
_CURRENCIES = Text(
    "檔案有多種幣別（{codes}）：與這個 CRM 的幣別不同的金額先等著，"
    "匯入匯率（generic.rates）後才計入。",
    "The file holds several currencies ({codes}): amounts that are not in the CRM's own wait until"
    " an exchange rate (generic.rates) is imported.",
)
_STAGE_DAYS = frozenset(("mql_on", "sql_on", "opportunity_on", "won_on", "trial_on", "closed_on"))
NAMED = 5
"""So many unknown stages a warning names."""


def texts(plan: Plan) -> dict[str, str]:
    """Return the SQL of what a row says in words, for the columns of the book."""
    stage, status = plan.table.column("stage"), plan.table.column("lead_status")
    persons = plan.table.column("persons")
    currency, before = plan.table.column("amount_currency"), plan.table.column("from_stage")
    found = {
        **{text: _discreet(plan.table.column(role)) for text, role in FREE.items()},
        "lead_id": _id(plan),
        "kind": f"'{plan.table.export.kind}'",
        "stage": _word(stage, STAGES),
        "mark": _word(status, MARKS),
        "created_clock": _clock(plan.table.column("day")),
        "contacted_clock": _clock(plan.table.column("contacted_on")),
        "billing": _word(plan.table.column("billing"), BILLING),
        "accepted": _word(plan.table.column("accepted"), {"yes": YES, "no": NO}),
        "contact": customer(plan),
        "persons": f"nullif(regexp_replace({_cell(persons)}, '\\s', '', 'g'), '')"
        if persons
        else _NULL,
        "currency": f"nullif(upper(trim({_cell(currency)})), '')" if currency else _NULL,
        "shows": "'change'" if before else _NULL,
        "from_stage": _word(before, STAGES),
    }
    return found | _of_stages(plan)


def _of_stages(plan: Plan) -> dict[str, str]:
    """Return the SQL of both stages where a history holds other fields' changes too: there none."""
    field = plan.table.column("changed_field")
    named = {"stage_name": plan.table.column("stage"), "from_name": plan.table.column("from_stage")}
    if field is None:
        return {}
    is_stage = rf"regexp_full_match({_cell(field)}, '(?i)[\s　]*(?:{STAGE_FIELD})[\s　]*')"
    words = {"stage": "stage_name", "from_stage": "from_name"}
    told = {text: name(_cell(column)) for text, column in named.items() if column}
    told |= {text: _word(named[of], STAGES) for text, of in words.items()}
    return {text: f"case when {is_stage} then {sql} end" for text, sql in told.items()}


_NULL = "null::text"


def _discreet(column: Column | None) -> str:
    """Return the SQL of a cell of words; null where it holds what may reach a person."""
    if column is None:
        return _NULL
    return (
        f"case when not regexp_matches({_cell(column)}, '{PERSON}') then {name(_cell(column))} end"
    )


def _id(plan: Plan) -> str:
    """Return the SQL of a row's id; an address that serves as one is keyed."""
    column = plan.table.column("lead_id")
    assert column is not None  # no format fits without it
    own = name(_cell(column))
    if plan.table.export.platform is SALESFORCE:  # of 15 letters; the API adds three that check
        own = f"regexp_replace({own}, '^([A-Za-z0-9]{{15}})[A-Z0-5]{{3}}$', '\\1')"
    keyed = _NULL if plan.key is None else hashed(f"'lead:' || lower({own})")
    return f"case when contains({own}, '@') then {keyed} else {own} end"


def faults(plan: Plan) -> list[tuple[str, str]]:
    """Return the tests of a row: further days that cannot be read, money in no known currency."""
    found = []
    for column in plan.table.columns:
        cell = _cell(column)
        if column.field.fills in CRM.dates:
            unread = f"{column.field.fills} is null and not {blank_cell(cell)}"
            found.append((unread, f"date:{column.index}"))
        if column.field.fills == "amount_currency":
            strange = f"not regexp_full_match(trim({cell}), '[A-Za-z]{{3}}')"
            found.append((f"{strange} and not {blank_cell(cell)}", f"currency:{column.index}"))
    return found


def warnings(con: duckdb.DuckDBPyConnection, plan: Plan, out: Path) -> tuple[Text, ...]:
    """Return what a file cannot say although it can be read."""
    rows = con.execute(recipe("unknown_stages"), {"file": str(out)}).fetchall()
    told: tuple[Text, ...] = ()
    if rows:
        names = [named for named, _ in rows]
        more = len(names) > NAMED
        whole = Text(
            "、".join(f"「{n}」" for n in names[:NAMED]) + ("等" if more else ""),
            ", ".join(f"“{n}”" for n in names[:NAMED]) + (" and more" if more else ""),
        )
        told = (_UNKNOWN.fill(n=sum(n for _, n in rows), names=whole),)
    found = con.execute(recipe("deal_currencies"), {"file": str(out)}).fetchall()
    if len(found) > 1:
        told += (_CURRENCIES.fill(codes=", ".join(code for (code,) in found)),)
    days = {c.field.fills for c in plan.table.columns}
    if "from_stage" in days:
        return (*told, _CHANGES)
    return told if days & _STAGE_DAYS else (*told, _NO_STAGES)


def _cell(column: Column) -> str:
    return f"c{column.index}"


def _word(column: Column | None, known: Mapping[str, str]) -> str:
    """Return the SQL of which known word a cell is; null where none, or without a column."""
    if column is None:
        return _NULL
    cell = _cell(column)
    whens = " ".join(
        rf"when regexp_full_match({cell}, '(?i)[\s　]*(?:{pattern})[\s　]*') then '{said}'"
        for said, pattern in known.items()
    )
    return f"case {whens} else {_NULL} end"


def _clock(column: Column | None) -> str:
    """Return the SQL of a cell's time of day as HH:MM; null where it tells none."""
    if column is None:
        return _NULL
    cell = _cell(column)
    hour = f"try_cast(regexp_extract({cell}, '{_CLOCK}', 1) as integer)"
    minute = f"regexp_extract({cell}, '{_CLOCK}', 2)"
    noon = (
        f"case when regexp_matches({cell}, '{_AFTERNOON}') and {hour} < 12 then {hour} + 12"
        f" when regexp_matches({cell}, '{_MORNING}') and {hour} = 12 then 0 else {hour} end"
    )
    return (
        f"case when regexp_matches({cell}, '{_CLOCK}')"
        f" then lpad(({noon})::text, 2, '0') || ':' || {minute} end"
    )
