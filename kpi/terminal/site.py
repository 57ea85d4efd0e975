"""``python -m kpi site``: a site by device, page, link, item, city, hour, people; who came back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Snapshot, Store, current
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.definition import Unit
from kpi.figure import Number
from kpi.format import NO_ANSWER, figure
from kpi.period import Span
from kpi.site.cohorts import SHOWN, Cohort, retention
from kpi.site.cuts import CUTS, LABELS, Column, SiteCut
from kpi.site.parts import Line, Parts, parts, remarks
from kpi.terminal.door import common, print_table
from kpi.terminal.door import span as door_span

PROPERTY = Text("資源", "Property")
WEEK = Text("第一次來的那週", "Week of the first visit")
USERS = Text("人數", "Users")
DAY = Text("第 {n} 天", "Day {n}")
ALL_WEEKS = Text("各週合計", "All weeks")
NOTHING = Text(
    "這段日期沒有依「{cut}」分的數字；請用 python -m data pull ga4 拉取，或匯入依它分列的"
    " GA4 檔案。",
    "Nothing by “{cut}” is known of these days; pull it with python -m data pull ga4, or"
    " import a GA4 file that is split by it.",
)


def site(args: argparse.Namespace) -> dict[str, Any]:
    """Return the parts of every property with their figures, what is left, and the total."""
    asked, cut = door_span(args.start, args.end), SiteCut(args.by)
    snapshot = current(Store.at(args.store))
    told = _cohorts if cut is SiteCut.COHORT else _parts
    said = {lang: remarks(snapshot, cut, asked, lang) if snapshot else [] for lang in ("zh", "en")}
    return {
        "period": {"from": asked.start.isoformat(), "to": asked.end.isoformat()},
        "by": cut,
        "remarks": said,
        **told(snapshot, cut, asked),
    }


def _parts(snapshot: Snapshot | None, cut: SiteCut, asked: Span) -> dict[str, Any]:
    found = parts(snapshot, cut, asked) if snapshot else ()
    return {
        "rows": [_row(one, line) for one in found for line in one.lines],
        "rest": [_row(one, one.rest) for one in found if one.rest],
        "total": [_row(one, one.total) for one in found if one.total],
    }


def _row(of: Parts, line: Line) -> dict[str, Any]:
    called = {"zh": line.name.zh, "en": line.name.en}
    names = {"account": of.account, "currency": of.currency, "name": line.key, "called": called}
    return names | {c.key: _plain(line.figure(c)) for c in of.how.columns}


def _cohorts(snapshot: Snapshot | None, _: SiteCut, asked: Span) -> dict[str, Any]:
    found = retention(snapshot, asked) if snapshot else ()
    return {
        "rows": [_cohort(one.account, cohort) for one in found for cohort in one.cohorts],
        "total": [_cohort(one.account, one.total) for one in found],
    }


def _cohort(account: str, of: Cohort) -> dict[str, Any]:
    week = of.week and {"from": of.week.start.isoformat(), "to": of.week.end.isoformat()}
    days = {str(n): of.share(n) for n in SHOWN}
    return {"account": account, "week": week, "users": of.users,
            "retention_d7": of.retention, "days": days}  # fmt: skip


def _plain(value: Number | None) -> int | float | None:
    """Return a number as JSON writes it; whole decimals without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: one line a part, what is left, the total; then the remarks."""
    cut = SiteCut(answer["by"])
    if not answer["rows"]:
        print(NOTHING.fill(cut=LABELS[cut]).to(lang))
        return
    lines = _cohort_lines(answer, lang) if cut is SiteCut.COHORT else _lines(answer, cut, lang)
    print_table(lines, range(2, len(lines[0])))
    for said in answer["remarks"][lang]:
        print(f"* {said}")


def _lines(answer: dict[str, Any], cut: SiteCut, lang: Lang) -> list[list[str]]:
    columns: Sequence[Column] = CUTS[cut].columns
    head = [PROPERTY.to(lang), LABELS[cut].to(lang), *(c.name.to(lang) for c in columns)]
    return [head] + [
        [row["account"], row["called"][lang], *(_told(c, row, lang) for c in columns)]
        for row in (*answer["rows"], *answer["rest"], *answer["total"])
    ]


def _told(column: Column, row: dict[str, Any], lang: Lang) -> str:
    digits = KPIS[column.key].decimals if column.key in KPIS else None
    own = {"decimals": digits, "currency": row["currency"], "full": True}
    return figure(row[column.key], column.unit, lang, **own)


def _cohort_lines(answer: dict[str, Any], lang: Lang) -> list[list[str]]:
    name = KPIS["retention_d7"].name
    head = [PROPERTY, WEEK, USERS, name, *(DAY.fill(n=n) for n in SHOWN)]
    lines = [[title.to(lang) for title in head]]
    for row in (*answer["rows"], *answer["total"]):
        shares = (row["retention_d7"], *row["days"].values())
        week = f"{row['week']['from']}–{row['week']['to']}" if row["week"] else ALL_WEEKS.to(lang)
        users = figure(row["users"], Unit.COUNT, lang, full=True)
        told = [NO_ANSWER if s is None else figure(s, Unit.RATIO, lang) for s in shares]
        lines.append([row["account"], week, users, *told])
    return lines


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser("site", help="a site by device, page, link, item, city, hour, people")
    ask.add_argument("--by", choices=[*SiteCut], required=True)
    ask.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="D")
    ask.add_argument("--to", dest="end", type=date.fromisoformat, required=True, metavar="D")
    common(ask)
    ask.set_defaults(answer=site, told=tell)
