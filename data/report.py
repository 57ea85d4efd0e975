"""What reading one file found: rows accounted for, money checked, questions, problems."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from data.remark import Remark
from data.text import Lang, Text

Status = Literal["parsed", "rejected", "needs_answer"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place of a file: where, what value, which rule, how to mend it.

    Parameters
    ----------
    rule, mend : Text
        What is wrong, and what the person can do about it.
    sheet, column, value : str or None
        As the person sees them; `value` is cut to 80 characters, control and bidi characters
        written as ``U+XXXX``.
    row : int or None
        As Excel counts it, the first physical record being 1.
    """

    rule: Text
    mend: Text
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question only a person can answer.

    Parameters
    ----------
    key : str
        One of the keys of the terminal door: account, currency, date_order, decimal, replace, …
    choices : tuple of (str, Text)
        Answer codes and what they mean; empty where any text may be answered.
    """

    key: str
    text: Text
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Records that are no data, by why."""

    totals: int = 0
    blank: int = 0
    preamble: int = 0
    footer: int = 0
    other_tables: int = 0

    @property
    def all(self) -> int:
        """All skipped records."""
        return self.totals + self.blank + self.preamble + self.footer + self.other_tables


@dataclass(frozen=True, slots=True)
class Rows:
    """The equation of every import: ``in_ = loaded + quarantined + skipped.all``.

    `in_` is counted on the decoded text, independently of the other three. The header counts as
    preamble. Of a file that is refused or waits for an answer nothing is loaded: every row of data
    counts as quarantined. Where reading stopped before its rows were counted, all are 0.
    """

    in_: int = 0
    loaded: int = 0
    quarantined: int = 0
    skipped: Skipped = field(default_factory=Skipped)

    @property
    def closes(self) -> bool:
        """Whether every physical record is accounted for."""
        return self.in_ == self.loaded + self.quarantined + self.skipped.all


@dataclass(frozen=True, slots=True)
class Sum:
    """One money column: the file's own entity-level total, what was loaded, what was held back."""

    file_total: Decimal | None
    loaded: Decimal
    quarantined: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """The days a file speaks for.

    `declared` where the file itself names its range (Google's row 2, Meta's reporting columns of a
    range-only file), not where it was taken from the days present.
    """

    start: date
    end: date
    grain: Literal["day", "range"]
    declared: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything reading one file found; written by the sandbox, read by everybody else.

    Parameters
    ----------
    status : str
        ``parsed`` when typed rows were written, ``needs_answer`` when a question stops it,
        ``rejected`` when the file cannot be loaded at all.
    format : str or None
        ``<platform>.<report>``; None where no format was recognised.
    book : str
        Key of the book of `data.schema.BOOKS` that the typed rows belong to.
    breakdown : str
        Names of breakdown columns present, sorted and joined by ``+``; empty where none.
    accounts : tuple of str
        Accounts named in the file: the id where there is one, else the name.
    currencies : tuple of str
        What the signs of its money can mean, where the file names no currency but writes ``$``.
    actions : tuple of str
        Result types or conversion actions its rows name.
    exported_at : datetime or None
        When the platform wrote the file, where the file says so.
    sums : dict of str to Sum
        By measure name; money columns and every other additive measure that the file totals.
    reconciled : bool or None
        None where the file has no entity-level total; False never loads.
    sketch : dict or None
        Where a person could map the columns: the table as `data.mapping.sketch.Sketch` reads it.
    """

    status: Status
    sha256: str = ""
    parser_version: int = 0
    format: str | None = None
    platform: str | None = None
    book: str = "ads"
    level: int | None = None
    breakdown: str = ""
    accounts: tuple[str, ...] = ()
    currency: str | None = None
    currencies: tuple[str, ...] = ()
    time_zone: str | None = None
    exported_at: datetime | None = None
    period: Span | None = None
    measures: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    rows: Rows = field(default_factory=Rows)
    sums: dict[str, Sum] = field(default_factory=dict)
    reconciled: bool | None = None
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Text, ...] = ()
    remarks: tuple[Remark, ...] = ()
    sketch: dict[str, Any] | None = None

    def held_back(self) -> Report:
        """Return the same report with nothing loaded: rows and sums count as quarantined."""
        rows, zero = self.rows, Decimal(0)
        return replace(
            self,
            rows=replace(rows, loaded=0, quarantined=rows.loaded + rows.quarantined),
            sums={
                name: Sum(total.file_total, zero, total.loaded + total.quarantined)
                for name, total in self.sums.items()
            },
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; both languages kept, decimals and dates as strings."""
        return _plain(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Report:
        """Build a report from what :meth:`to_json` returned."""
        return cls(
            **{
                **raw,
                **{name: tuple(raw.get(name, ())) for name in _LISTS},
                "exported_at": (at := raw.get("exported_at")) and datetime.fromisoformat(at),
                "period": _span(raw["period"]) if raw.get("period") else None,
                "rows": Rows(**{**raw["rows"], "skipped": Skipped(**raw["rows"]["skipped"])}),
                "sums": {k: _sum(v) for k, v in raw["sums"].items()},
                "questions": tuple(_question(q) for q in raw["questions"]),
                "problems": tuple(
                    Problem(**{**p, "rule": Text(**p["rule"]), "mend": Text(**p["mend"])})
                    for p in raw["problems"]
                ),
                "warnings": tuple(Text(**w) for w in raw["warnings"]),
                "remarks": tuple(Remark.from_json(r) for r in raw.get("remarks", ())),
            }
        )


_LISTS = ("accounts", "currencies", "measures", "actions")


def problem_json(problem: Problem, lang: Lang) -> dict[str, Any]:
    """Return a problem as the terminal door writes it, in one language."""
    plain = _plain(problem)
    return {**plain, "rule": problem.rule.to(lang), "mend": problem.mend.to(lang)}


def _plain(value: Any) -> Any:
    """Turn dataclasses, decimals and dates into what json can write."""
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _span(raw: dict[str, Any]) -> Span:
    start, end = (date.fromisoformat(raw[day]) for day in ("start", "end"))
    return Span(start, end, raw["grain"], raw["declared"])


def _sum(raw: dict[str, Any]) -> Sum:
    total = raw["file_total"]
    return Sum(
        file_total=None if total is None else Decimal(total),
        loaded=Decimal(raw["loaded"]),
        quarantined=Decimal(raw["quarantined"]),
    )


def _question(raw: dict[str, Any]) -> Question:
    choices = tuple((code, Text(**text)) for code, text in raw["choices"])
    return Question(key=raw["key"], text=Text(**raw["text"]), choices=choices)
