"""績效報告 O3.2.1: a month's goals, what was decided and done, and what will be improved."""

from __future__ import annotations

from datetime import UTC, date
from typing import Literal

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi import figure
from kpi.alerts.rules import local_now
from kpi.definition import Unit
from kpi.format import days
from kpi.goals.fields import unit_of
from kpi.goals.names import kpi_name
from kpi.publish.meta import Meta, safe
from kpi.publish.pdf import pdf
from kpi.publish.pptx import pptx
from kpi.publish.sheets import NUMBERS, Number, Sheet, Value, number, workbook, written
from kpi.reports import month_words as w
from kpi.reports.month_read import MonthRead, Read, read_month
from kpi.reports.month_slides import decisions, done, month_slides, remedies, titled
from kpi.review.freezing import exact
from kpi.verdict import VERDICTS

Kind = Literal["pptx", "pdf", "xlsx"]


def monthly(
    snapshot: Snapshot | None, state: State, month: date, lang: Lang, kind: Kind
) -> tuple[str, bytes]:
    """Return the report of a month as a file: its name, which tells snapshot and time; its bytes.

    Parameters
    ----------
    month : datetime.date
        Any day of it.

    Raises
    ------
    kpi.reports.month_read.NoMonth
        Before anything is published, and of a month that has not begun.
    kpi.publish.pdf.NoFont
        Of a PDF, where no typeface with 中文 is installed.
    """
    read = read_month(snapshot, state, month)
    meta = _meta(read, state, snapshot.number if snapshot else 0, lang)
    made = {"pptx": pptx, "pdf": pdf}.get(kind)
    content = made(month_slides(read, lang), meta) if made else _workbook(read, meta)
    return f"{meta.stem}.{kind}", content


def _meta(read: MonthRead, state: State, snapshot: int, lang: Lang) -> Meta:
    now, first = local_now(state), read.month.start
    month = w.MONTH.fill(year=first.year, month=first.month)
    told = {"n": snapshot, "days": days(read.month), "at": f"{now:%Y-%m-%d %H:%M}"}
    stem = w.FILE.fill(month=f"{first:%Y-%m}", n=snapshot, at=f"{now:%Y%m%d-%H%M}").to(lang)
    made = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    title = w.TITLE.fill(month=month).to(lang)
    return Meta(title, w.FOOT.fill(**told).to(lang), made, safe(stem), lang)


def _workbook(read: MonthRead, meta: Meta) -> bytes:
    """Return the report as a workbook: its numbers as numbers, its tables as they are read."""
    lang = meta.lang
    lists = (
        (w.DECIDED, (w.WEEK, w.ITEM, w.STEP, w.OWNER, w.DUE, w.STATE), decisions),
        (w.DONE, (w.WHAT, w.KPI, w.OWNER, w.DUE, w.DONE_ON), done),
        (w.REMEDIES, (w.KPI, w.VERDICT, w.WHAT, w.OWNER, w.DUE, w.BENEFIT), remedies),
    )
    sheets = [_goals(read, lang), _months(read, lang)]
    sheets += [
        Sheet(name.to(lang), titled(titles, lang), list(rows(read, lang)))
        for name, titles, rows in lists
    ]
    return workbook(sheets, meta.title, meta.made)


def _goals(read: MonthRead, lang: Lang) -> Sheet:
    titles = (w.KPI, w.UNIT, w.VALUE, w.TARGET, w.ATTAINED, w.VERDICT, w.LAST_MONTH, w.LAST_YEAR,
              w.OWNER)  # fmt: skip
    return Sheet(w.GOALS.to(lang), titled(titles, lang), [_goal(o, read, lang) for o in read.reads])


def _goal(one: Read, read: MonthRead, lang: Lang) -> list[Value]:
    standing = one.standing
    reading, verdict = standing.reading, standing.judgement.verdict

    def told(value: figure.Number | None) -> Number | None:
        return number(exact(value), written(standing.kpi.unit, read.scene.currency))

    return [
        kpi_name(standing.goal, lang),
        unit_of(standing.kpi, read.scene.currency).to(lang),
        told(reading.value),
        told(standing.target),
        number(one.attained, NUMBERS[Unit.RATIO]),
        VERDICTS[verdict][0].to(lang) if verdict else None,
        told(one.before),
        told(reading.last_year),
        standing.goal.owner.to(lang),
    ]


def _months(read: MonthRead, lang: Lang) -> Sheet:
    months = [f"{month.start:%Y-%m}" for month, _ in read.reads[0].months] if read.reads else []
    rows: list[list[Value]] = []
    for one in read.reads:
        how = written(one.standing.kpi.unit, read.scene.currency)
        told = [number(exact(value), how) for _, value in one.months]
        rows.append([kpi_name(one.standing.goal, lang), *told])
    return Sheet(w.TRAILING.to(lang), [w.KPI.to(lang), *months], rows)
