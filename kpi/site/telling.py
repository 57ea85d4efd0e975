"""What is said of the parts of a site: the sentence on top, figures in words, a table of hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.definition import Unit
from kpi.figure import Number, quotient
from kpi.format import days, figure
from kpi.period import Span
from kpi.site.board import SiteBoard
from kpi.site.cohorts import Cohort, Retention
from kpi.site.cuts import HOURS, LABELS, WEEKDAYS, Column, SiteCut
from kpi.site.parts import Line, Parts

MOST = Text(
    "{days}：{cut}以「{name}」最多，{figure}。",
    "{days}: by {cut}, “{name}” has the most, {figure}.",
)
MOST_TOLD = Text(
    "{days}：分得出{cut}的裡面，以「{name}」最多，{figure}。",
    "{days}: of what is told by {cut}, “{name}” has the most, {figure}.",
)
OF_ALL = Text("{figure}，占 {share}", "{figure}, {share} of all")
NOTHING = Text("{days}：沒有依{cut}分的數字。", "{days}: nothing is told by {cut}.")
BUSIEST = Text("{days}：{name} 最多，{figure}。", "{days}: most come on {name}, {figure}.")
BACK = Text(
    "{days} 第一次來的人，{share} 在 7 天內又回來。",
    "Of those who first came {days}, {share} came back within 7 days.",
)
NO_BACK = Text("{days}：還沒有留存的數字。", "{days}: retention is not known yet.")


def headline(board: SiteBoard, lang: Lang) -> str:
    """Return the sentence on top."""
    if board.look == "retention":
        return _back(board, lang)
    told = next((one for seen in board.seen for one in seen.parts), None)
    if told is None:
        words = {"days": days(board.asked), "cut": LABELS[board.seen[0].cut]}
        return NOTHING.fill(**words).to(lang)
    return _most(told, lang)


def _most(told: Parts, lang: Lang) -> str:
    """Return which part has most of its first figure, and how much of all that is."""
    column = told.how.columns[0]
    line = max(told.lines, key=lambda x: float(x.figure(column) or 0))
    said = f"{column.name.to(lang)} {cell(column, line, told, lang)}"
    whole = told.total.figure(column) if told.total else None
    part = quotient(line.figure(column), whole) if column.over.additive else None
    if part is not None:
        share = figure(part, Unit.RATIO, lang)
        said = OF_ALL.fill(figure=said, share=share).to(lang)
    words = {"days": days(told.days), "cut": LABELS[told.cut], "name": line.name, "figure": said}
    hidden = told.withheld.figure(column) if told.withheld else None
    most = MOST_TOLD if float(hidden or 0) > float(line.figure(column) or 0) else MOST
    return (BUSIEST if told.cut is SiteCut.HOUR_WEEKDAY else most).fill(**words).to(lang)


def _back(board: SiteBoard, lang: Lang) -> str:
    found = board.cohorts[0].total if board.cohorts else None
    if found is None or found.retention is None:
        return NO_BACK.fill(days=days(board.asked)).to(lang)
    share = figure(found.retention, Unit.RATIO, lang)
    return BACK.fill(days=days(board.asked), share=share).to(lang)


def cell(column: Column, line: Line, told: Parts, lang: Lang, full: bool = True) -> str:
    """Return one figure of a part as a person reads it."""
    digits = KPIS[column.key].decimals if column.key in KPIS else None
    value, unit = line.figure(column), column.unit
    return figure(value, unit, lang, decimals=digits, currency=told.currency, full=full)


def shown(told: Parts) -> Sequence[Line]:
    """Return the lines of a table: the parts, what is left, the total."""
    return [*told.lines, *(x for x in (told.rest, told.total) if x)]


def hours(told: Parts) -> Mapping[tuple[str, str], Number]:
    """Return the first figure of each weekday and hour that is told; what is not told is none."""
    column = told.how.columns[0]
    found = {tuple(x.key.split(" ")): x.figure(column) or 0 for x in told.lines}
    return {(d, h): found.get((d, h), 0) for d in WEEKDAYS for h in HOURS}


def percent(share: float, lang: Lang, whole: bool = False) -> str:
    """Return a share in words, without a point where there is no room for it."""
    return f"{share:.0%}" if whole else figure(share, Unit.RATIO, lang)


def week(span: Span | None, lang: Lang, every: Text) -> str:
    """Return what a cohort is called."""
    return days(span) if span else every.to(lang)


def latest(told: Retention) -> Sequence[Cohort]:
    """Return the cohorts of a heat map, the latest first, then all of them."""
    return [*told.cohorts, told.total]
