"""A review as a workbook: what was frozen as numbers, what was decided, noted and defined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.state import Note
from data.text import Lang, Text
from kpi.actions.action import STATES, Action
from kpi.actions.listed import FIELDS
from kpi.actions.table import where
from kpi.definition import Unit
from kpi.format import days
from kpi.goals.fields import MONEY, UNITS
from kpi.publish.meta import TITLE, as_utc
from kpi.publish.sheets import NUMBERS, Sheet, Value, number, workbook, written
from kpi.review.decided import step_name
from kpi.review.frozen import Frozen
from kpi.review.record import Review
from kpi.verdict import FLAGS, VERDICTS

KPIS, WEEKS = Text("指標", "KPIs"), Text("近 13 週", "13 weeks")
DECIDED, ACTIONS = Text("決議", "Decisions"), Text("行動", "Actions")
NOTES, PAST = Text("筆記", "Notes"), Text("過去的改變", "Past changes")
TERMS = Text("定義與條件", "Definitions and terms")
NAME, SCOPE, UNIT = Text("指標", "KPI"), Text("範圍", "Scope"), Text("單位", "Unit")
NUMBERED = {
    "value": Text("數值", "Value"), "previous": Text("上期", "Previous"),
    "last_year": Text("去年同期", "Last year"), "target": Text("目標", "Target"),
    "guardrail": Text("護欄", "Guardrail"), "due": Text("應達", "Due"),
    "low": Text("範圍下緣", "Interval from"), "high": Text("範圍上緣", "Interval to"),
    "expected": Text("補齊後預估", "Expected when filled up"),
}  # fmt: skip
PARTS = (Text("分子", "Numerator"), Text("分母", "Denominator"))
JUDGED = (
    Text("判定", "Verdict"), Text("註記", "Flags"), Text("起", "From"), Text("迄", "To"),
    Text("負責人", "Owner"), Text("約定的處置", "Agreed step"), Text("為什麼", "Why"),
)  # fmt: skip
ITEM, STEP, WHY = Text("項目", "Item"), Text("決議", "Decision"), Text("理由", "Reason")
OWNER, DUE = Text("負責人", "Owner"), Text("期限", "Due")
BY, AT, NOTE = Text("誰", "By"), Text("時間（UTC）", "Time (UTC)"), Text("內容", "Text")
SENTENCE = Text("說明", "Said")
FORMULA, BASIS = Text("公式", "Formula"), Text("依據", "Basis")
COMPLETE = Text("資料完整至", "Complete to")
ABOUT = {
    "week": Text("週", "Week"), "snapshot": Text("快照", "Snapshot"),
    "opened": Text("開啟（UTC）", "Opened (UTC)"), "closed": Text("結束（UTC）", "Closed (UTC)"),
    "news": Text("這一週", "The week"), "term": Text("條件", "Terms"),
}  # fmt: skip
LIST = Text("、", ", ")


def xlsx(review: Review, notes: Sequence[Note], actions: Sequence[Action], lang: Lang) -> bytes:
    """Return a review as an XLSX file.

    Parameters
    ----------
    notes : sequence of Note
        What was noted in it.
    actions : sequence of Action
        Those that came of it, and whichever were talked about.
    """
    sheets = (
        Sheet(KPIS.to(lang), _titles(lang), [_kpi(one, lang) for one in review.frozen]),
        _weeks(review, lang),
        _decisions(review, lang),
        _actions(actions, review.week.end, lang),
        _notes(review, notes, lang),
        *_past(review, lang),
        _terms(review, lang),
    )
    title = TITLE.fill(days=days(review.week)).to(lang)
    return workbook(sheets, title, as_utc(review.opened_at))


def _titles(lang: Lang) -> list[str]:
    every = (NAME, SCOPE, UNIT, *NUMBERED.values(), *PARTS, *JUDGED)
    return [text.to(lang) for text in every]


def _kpi(one: Frozen, lang: Lang) -> list[Value]:
    how = written(one.unit, one.currency)
    verdict = VERDICTS[one.verdict][0].to(lang) if one.verdict else None
    return [
        one.name.to(lang),
        one.scope.to(lang) if one.scope else None,
        _unit(one).to(lang),
        *(number(getattr(one, name), how) for name in NUMBERED),
        *(number(part, NUMBERS[Unit.COUNT]) for part in (one.numerator, one.denominator)),
        verdict,
        LIST.to(lang).join(FLAGS[flag][0].to(lang) for flag in one.flags),
        one.start,
        one.end,
        one.owner.to(lang),
        one.agreed.to(lang),
        one.why.to(lang) if one.why else None,
    ]


def _unit(one: Frozen) -> Text:
    if one.unit is Unit.MONEY:
        return Text(one.currency, one.currency) if one.currency else MONEY
    return UNITS[one.unit]


def _weeks(review: Review, lang: Lang) -> Sheet:
    """Return a line a KPI and a column a Monday; a KPI without a week leaves it empty."""
    mondays = sorted({week.start for one in review.frozen for week in one.weeks})
    rows: list[list[Value]] = []
    for one in review.frozen:
        kept = {week.start: week.value for week in one.weeks}
        how = written(one.unit, one.currency)
        told = (number(kept.get(monday), how) for monday in mondays)
        rows.append([_named(one, lang), _unit(one).to(lang), *told])
    titles = [NAME.to(lang), UNIT.to(lang), *(f"{monday:%Y-%m-%d}" for monday in mondays)]
    return Sheet(WEEKS.to(lang), titles, rows)


def _named(one: Frozen, lang: Lang) -> str:
    return " ".join(text.to(lang) for text in (one.scope, one.name) if text)


def _decisions(review: Review, lang: Lang) -> Sheet:
    titles = {item.key: item.title.to(lang) for item in review.agenda}
    rows = [
        [titles.get(one.item, one.item), step_name(one.step).to(lang), one.why,
         one.owner, one.due, one.by, as_utc(one.at).isoformat(" ", "minutes")]
        for one in review.decisions
    ]  # fmt: skip
    named = [text.to(lang) for text in (ITEM, STEP, WHY, OWNER, DUE, BY, AT)]
    return Sheet(DECIDED.to(lang), named, rows)


def _actions(actions: Sequence[Action], today: date, lang: Lang) -> Sheet:
    """Return actions with what came of them; late is what is so on the last day of the week."""
    names = ("what", "owner", "due", "kept", "step", "benefit", "link")
    rows: list[list[Value]] = [
        [one.what, one.owner, one.due, STATES[one.state(today)].to(lang),
         step_name(one.step).to(lang) if one.step else None, one.benefit, one.link,
         where(one, lang), one.done_on] for one in actions
    ]  # fmt: skip
    titles = [*(FIELDS[name].to(lang) for name in names), SCOPE.to(lang), STATES["done"].to(lang)]
    return Sheet(ACTIONS.to(lang), titles, rows)


def _notes(review: Review, notes: Sequence[Note], lang: Lang) -> Sheet:
    titles = {item.key: item.title.to(lang) for item in review.agenda}
    rows = [
        [titles.get(one.item, one.item), one.by, one.text, as_utc(one.at).isoformat(" ", "minutes")]
        for one in notes
    ]
    return Sheet(NOTES.to(lang), [text.to(lang) for text in (ITEM, BY, NOTE, AT)], rows)


def _past(review: Review, lang: Lang) -> list[Sheet]:
    """Return what changed in the past itself: its table, and what is said about it."""
    item = next((one for one in review.agenda if one.kind == "past"), None)
    if item is None:
        return []
    titles = [text.to(lang) for text in item.table.titles] if item.table else [SENTENCE.to(lang)]
    rows: list[list[Value]] = [[cell.to(lang) for cell in row]
                               for row in (item.table.rows if item.table else ())]  # fmt: skip
    rows += [[line.text.to(lang)] for line in item.lines]
    return [Sheet(PAST.to(lang), titles, rows)]


def _terms(review: Review, lang: Lang) -> Sheet:
    """Return what every figure rests on: first of the review, then of each KPI."""
    closed = review.closed_at and as_utc(review.closed_at).isoformat(" ", "minutes")
    told = {
        "week": f"{review.week.start} – {review.week.end}", "snapshot": str(review.snapshot),
        "opened": as_utc(review.opened_at).isoformat(" ", "minutes"), "closed": closed,
        "news": review.news.to(lang),
    }  # fmt: skip
    rows: list[list[Value]] = [[ABOUT[name].to(lang), value] for name, value in told.items()]
    rows += [[ABOUT["term"].to(lang), text.to(lang)] for text in review.terms]
    rows += [
        [_named(one, lang), one.formula.to(lang), one.basis.to(lang) if one.basis else None,
         one.complete.to(lang)] for one in review.frozen
    ]  # fmt: skip
    titles = [text.to(lang) for text in (NAME, FORMULA, BASIS, COMPLETE)]
    return Sheet(TERMS.to(lang), titles, rows)
