"""The shapes other programs rely on, and the tables people read, for python -m data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from data.journal import JournalRow, Step
from data.report import Problem, Report, Rows, Sum, problem_json
from data.schema import Level, quantity
from data.text import Lang, Text
from data.warehouse.changes import unheard

UNKEPT = 2**31 - 1
"""The import id of files that are only tried: as what arrives now it is the latest."""
STATUS = {
    "loaded": Text("已匯入", "loaded"),
    "unchanged": Text("沒有變動", "unchanged"),
    "rejected": Text("無法匯入", "rejected"),
    "needs_answer": Text("需要回答", "needs an answer"),
    "would_load": Text("可以匯入（試跑）", "would load (dry run)"),
}
READ = Text(
    "{loaded} 列匯入、{quarantined} 列隔離、{skipped} 列略過",
    "{loaded} rows loaded, {quarantined} quarantined, {skipped} skipped",
)
PERIOD = Text("{start} 至 {end}", "{start} to {end}")
REPLACED = Text("取代 {days} 天", "{days} days replaced")
PLACE = {
    "sheet": Text("工作表 {at}", "sheet {at}"),
    "row": Text("第 {at} 列", "row {at}"),
    "column": Text("欄位「{at}」", "column “{at}”"),
    "value": Text("值「{at}」", "value “{at}”"),
}
HOW = Text("回答方式：--answer {key}={choices}", "answer with: --answer {key}={choices}")
NO_CHANGE: dict[str, Any] = {"replaced_days": 0}
EMPTY = Text("還沒有匯入任何檔案。", "No file has been imported yet.")


@dataclass(frozen=True, slots=True)
class Told:
    """One file of a call: what became of it, and its journal row where it has one."""

    file: str
    status: str
    row: JournalRow | None = None
    problem: Problem | None = None


def file_json(told: Told, lang: Lang) -> dict[str, Any]:
    """Return one file as the terminal door writes it; what is unknown is null."""
    row = told.row
    report = (row.report if row else None) or Report(status="rejected")
    if told.status in ("rejected", "needs_answer"):
        report = report.held_back()
    changes = NO_CHANGE if told.status == "unchanged" else (row.changes if row else None) or {}
    problems = [*report.problems, *([told.problem] if told.problem else [])]
    return {
        "file": told.file,
        "status": told.status,
        "import_id": row.import_id if row and row.import_id != UNKEPT else None,
        "format": report.format,
        "platform": report.platform,
        "level": Level(report.level).name.lower() if report.level else None,
        "account": account(row),
        "currency": report.currency or (row.answers.get("currency") if row else None),
        "time_zone": report.time_zone or (row.answers.get("time_zone") if row else None),
        "period": _period(report),
        "rows": _rows(report.rows),
        "sums": {name: _sum(total) for name, total in report.sums.items()},
        "reconciled": report.reconciled,
        "replaced_days": changes.get("replaced_days"),
        "changes": {name: _pair(pair) for name, pair in changes.get("measures", {}).items()},
        "questions": [
            {"key": q.key, "text": q.text.to(lang), "choices": [code for code, _ in q.choices]}
            for q in report.questions
        ],
        "problems": [problem_json(p, lang) for p in problems],
        "warnings": [warning.to(lang) for warning in _warnings(report, row)],
    }


def import_json(row: JournalRow) -> dict[str, Any]:
    """Return one import of the journal as the terminal door writes it; `at` is UTC."""
    report = row.report or Report(status="rejected")
    if row.state in (Step.REJECTED, Step.NEEDS_ANSWER):
        report = report.held_back()
    return {
        "import_id": row.import_id,
        "file": row.file,
        "format": report.format,
        "account": account(row),
        "period": _period(report),
        "rows": _rows(report.rows),
        "by": row.by,
        "at": _at(row.committed_at or row.received_at),
        "state": str(row.state),
    }


def account(row: JournalRow | None) -> str | None:
    """Return the accounts of a file, joined; the answered one where it names none."""
    if row is None:
        return None
    named = ", ".join(row.report.accounts) if row.report else ""
    return named or row.answers.get("account")


def file_lines(told: Told, lang: Lang) -> Iterable[str]:
    """Yield what a person reads about one file."""
    plain = file_json(told, lang)
    head = [STATUS[told.status].to(lang), told.file]
    head += [str(plain[k]) for k in ("format", "account") if plain[k]]
    if span := plain["period"]:
        head.append(PERIOD.fill(start=span["from"], end=span["to"]).to(lang))
    yield "  ".join(head)
    if plain["rows"]["in"]:
        skipped = sum(plain["rows"]["skipped"].values())
        yield "  " + READ.fill(**{**plain["rows"], "skipped": skipped}).to(lang)
    if plain["replaced_days"]:
        yield "  " + REPLACED.fill(days=plain["replaced_days"]).to(lang)
    for measure, pair in plain["changes"].items():
        label = quantity(measure).label.to(lang)
        yield f"    {label}: {_shown(pair['before'])} → {_shown(pair['after'])}"
    yield from _open_lines(plain, lang)


def _open_lines(plain: dict[str, Any], lang: Lang) -> Iterable[str]:
    """Yield what is wrong, what is asked and what is worth knowing."""
    for problem in plain["problems"]:
        place = [PLACE[k].fill(at=problem[k]).to(lang) for k in PLACE if problem[k] is not None]
        yield "  ✗ " + "  ".join([*place, problem["rule"], problem["mend"]])
    for question in plain["questions"]:
        choices = "|".join(question["choices"]) or "…"
        yield f"  ? {question['text']}"
        yield "    " + HOW.fill(key=question["key"], choices=choices).to(lang)
    for warning in plain["warnings"]:
        yield f"  ! {warning}"


def import_lines(rows: Sequence[JournalRow], lang: Lang) -> Iterable[str]:
    """Yield the journal as a table."""
    if not rows:
        yield EMPTY.to(lang)
    for row in rows:
        plain = import_json(row)
        span = plain["period"] or {"from": "–", "to": "–"}
        yield "  ".join(
            [
                f"{row.import_id:>4}",
                f"{plain['state']:<12}",
                plain["at"],
                f"{span['from']}–{span['to']}",
                f"{plain['rows']['loaded']:>9,}",
                plain["format"] or "–",
                plain["account"] or "–",
                row.file,
            ]
        )


def _warnings(report: Report, row: JournalRow | None) -> tuple[Text, ...]:
    """Return the warnings of the report, and what the journal alone knows."""
    known = (row.error, unheard(row.changes)) if row else ()
    return (*report.warnings, *(text for text in known if text))


def _period(report: Report) -> dict[str, str] | None:
    span = report.period
    if span is None:
        return None
    return {"from": span.start.isoformat(), "to": span.end.isoformat(), "grain": span.grain}


def _rows(rows: Rows) -> dict[str, Any]:
    skipped = {name: getattr(rows.skipped, name) for name in rows.skipped.__slots__}
    return {
        "in": rows.in_,
        "loaded": rows.loaded,
        "quarantined": rows.quarantined,
        "skipped": skipped,
    }


def _sum(total: Sum) -> dict[str, Any]:
    parts = ("file_total", "loaded", "quarantined")
    return {name: _number(getattr(total, name)) for name in parts}


def _pair(pair: Mapping[str, str | None]) -> dict[str, Any]:
    return {when: _number(value) for when, value in pair.items()}


def _number(value: Decimal | str | None) -> int | float | None:
    """Return a plain number: whole where it is whole."""
    if value is None:
        return None
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:,}"


def _at(moment: datetime) -> str:
    """Write a UTC moment as ISO."""
    return moment.replace(microsecond=0).isoformat() + "Z"
