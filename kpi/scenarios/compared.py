"""Scenarios side by side: what was set, what was predicted, what came; the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.text import Lang, Text
from kpi.definition import Kpi, Unit
from kpi.figure import Number
from kpi.format import NO_ANSWER, change, change_unit, day, days, figure, joined
from kpi.scenarios.happened import Happened
from kpi.scenarios.scenario import Scenario

PLANNED, MADE = Text("計畫的日子", "Planned days"), Text("存於", "Kept")
BY, NOTE = Text("誰", "By"), Text("備註", "Note")
SNAPSHOT = Text("依據的快照", "From snapshot")
RANGE = Text("{value}（{low}–{high}）", "{value} ({low}–{high})")
BEGINS, RUNS = Text("{day} 開始", "begins {day}"), Text("進行中", "under way")
RUNS_TO = Text("實際：資料到 {day}", "actual: data to {day}")
WAITS = Text("等資料補齊", "waits for data")
TOLD = Text("{n} 個數字已知 {k} 個", "{k} of {n} figures known")
NOTHING = Text("實際：沒有答案", "actual: no answer")
OFF = Text("實際 {actual}（{off}）", "actual {actual} ({off})")
OFF_IN = Text("實際 {actual}（{off}，在範圍內）", "actual {actual} ({off}, inside)")
OFF_OUT = Text("實際 {actual}（{off}，在範圍外）", "actual {actual} ({off}, outside)")
YOUNG = Text("{text}・回補中", "{text}, filling up")
MOVED = "→"
"""Stands in what was set elsewhere than it began."""
KPI, WHAT = Text("項目", "What"), Text("單位", "Unit")
VALUE, LOW, HIGH = Text("值", "Value"), Text("下緣", "Low"), Text("上緣", "High")
CAME = Text("實際", "Actual")
NAME, SET = Text("情境", "Scenario"), Text("設定", "Setting")
CURRENCY = Text("幣別", "Currency")

Came = Mapping[str, Sequence[Happened]]
"""What came of each scenario, by its id."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison: a title, and what each scenario says, with what stands aside."""

    title: str
    cells: tuple[tuple[str, str], ...]


def compared(chosen: Sequence[Scenario], came: Came, lang: Lang) -> tuple[Row, ...]:
    """Return scenarios side by side, in words: their days, what was predicted, what came."""
    return (*_about(chosen, came, lang), *_figures(chosen, came, lang))


def settings(chosen: Sequence[Scenario], lang: Lang) -> tuple[Row, ...]:
    """Return what was set side by side; what several set alike and nobody moved is left out."""
    return tuple(_set(chosen, lang))


def _about(chosen: Sequence[Scenario], came: Came, lang: Lang) -> Iterator[Row]:
    yield _row(PLANNED, [days(s.draft.days) for s in chosen], lang)
    yield _row(MADE, [f"{day(s.made_on)}・{s.by}" for s in chosen], lang)
    yield _row(SNAPSHOT, [f"{s.snapshot}" for s in chosen], lang)
    yield _row(CAME, [standing(came[s.id], s, lang) for s in chosen], lang)
    if any(s.note for s in chosen):
        yield _row(NOTE, [s.note or NO_ANSWER for s in chosen], lang)


def _set(chosen: Sequence[Scenario], lang: Lang) -> Iterator[Row]:
    told = [{shown.label: shown.value for shown in s.draft.shown} for s in chosen]
    for label in dict.fromkeys(label for each in told for label in each):
        said = [each[label] for each in told if label in each]
        if len(said) == 1 or len(set(said)) > 1 or any(MOVED in value for value in said):
            yield _row(label, [each.get(label, NO_ANSWER) for each in told], lang)


def _figures(chosen: Sequence[Scenario], came: Came, lang: Lang) -> Iterator[Row]:
    for kpi in dict.fromkeys(h.kpi for s in chosen for h in came[s.id]):
        cells = []
        for kept in chosen:
            one = next((h for h in came[kept.id] if h.kpi is kpi), None)
            told = (_predicted(one, kept, lang), told_actual(one, kept, lang)) if one else None
            cells.append(told or (NO_ANSWER, ""))
        yield Row(kpi.name.to(lang), tuple(cells))


def _row(title: Text, values: Sequence[str], lang: Lang) -> Row:
    return Row(title.to(lang), tuple((value, "") for value in values))


def _predicted(one: Happened, kept: Scenario, lang: Lang) -> str:
    told = one.told
    value = _written(one.kpi, told.value, kept, lang)
    if told.low is None or told.high is None:
        return value
    low, high = (_written(one.kpi, end, kept, lang) for end in (told.low, told.high))
    return RANGE.fill(value=value, low=low, high=high).to(lang)


def standing(came: Sequence[Happened], kept: Scenario, lang: Lang) -> str:
    """Say whether it is known what came: not begun, under way, or of how many figures."""
    standings = [one.standing for one in came]
    told = sum(s in ("over", "none") for s in standings)
    if told:
        return TOLD.fill(k=told, n=len(standings)).to(lang)
    if "coming" in standings:
        return BEGINS.fill(day=day(kept.draft.days.start)).to(lang)
    return (RUNS if "running" in standings else WAITS).to(lang)


def told_actual(one: Happened, kept: Scenario, lang: Lang) -> str:
    """Word what came of one figure; how far its data reach where that is not known yet."""
    if one.standing == "coming":
        return ""
    if one.standing in ("running", "waiting"):
        return RUNS_TO.fill(day=day(one.complete_to)).to(lang) if one.complete_to else ""
    if one.actual is None:
        return NOTHING.to(lang)
    text = OFF if one.inside is None else OFF_IN if one.inside else OFF_OUT
    by = joined(change(one.actual, one.told.value, one.kpi.unit), change_unit(one.kpi.unit, lang))
    actual = _written(one.kpi, one.actual, kept, lang)
    said = text.fill(actual=actual, off=by)
    return (YOUNG.fill(text=said) if one.young else said).to(lang)


def _written(kpi: Kpi, value: Number | None, kept: Scenario, lang: Lang) -> str:
    return figure(
        value, kpi.unit, lang, decimals=kpi.decimals, currency=kept.draft.currency, full=True
    )


def exported(chosen: Sequence[Scenario], came: Came, lang: Lang) -> list[list[str]]:
    """Return scenarios as a table to download: a line a setting or figure, all digits kept."""
    titles = (NAME, PLANNED, MADE, BY, SNAPSHOT, KPI, WHAT, VALUE, LOW, HIGH, CAME, CURRENCY)
    rows = [[title.to(lang) for title in titles]]
    for kept in chosen:
        span = kept.draft.days
        head = [kept.name, f"{span.start}–{span.end}", f"{kept.made_on}", kept.by,
                f"{kept.snapshot}"]  # fmt: skip
        for shown in kept.draft.shown:
            rows.append([*head, shown.label.to(lang), SET.to(lang), shown.value, "", "", "", ""])
        for one in came[kept.id]:
            told = one.told
            ends = ("" if end is None else f"{end}" for end in (told.low, told.high))
            actual = "" if one.actual is None else _plain(one.actual)
            money = kept.draft.currency or "" if one.kpi.unit is Unit.MONEY else ""
            rows.append([*head, one.kpi.name.to(lang), str(one.kpi.unit), f"{told.value}", *ends,
                         actual, money])  # fmt: skip
    return rows


def _plain(value: Number) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return f"{exact.normalize():f}"
