"""What the data cannot say in a week's review, in sentences with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from data.schema import FEES
from data.snapshot import Source
from data.text import Text
from kpi.card import Flag
from kpi.facts.quantities import Ledger
from kpi.format import day, days
from kpi.overview.empty import why_empty
from kpi.period import Span
from kpi.review.judged import Judged, WeekRead
from kpi.review.margins import is_margin
from kpi.review.record import Line
from kpi.review.words import COLON, both, listed, name_of, of_names, platform_name

NEVER = Text("還沒有完整的一天：請匯入 {missing}。", "no complete day yet: import {missing}.")
STALE = Text("只到 {day}，落後 {n} 天：請匯入 {missing}。",
             "data to {day} only, {n} days behind: import {missing}.")  # fmt: skip
BEHIND = Text("只到 {day}：請補匯入 {missing}。", "data to {day} only: import {missing}.")
NOTHING = Text("這週的資料都到齊，沒有說不準的指標。",
               "The week’s data are all in; no KPI is in doubt.")  # fmt: skip
SAID: dict[Flag, Text] = {
    Flag.SHORT_HISTORY: Text(
        "訂單歷史不足 12 個月，新客會高估：請匯入更早的訂單。",
        "under 12 months of orders, new customers are overcounted: import earlier orders.",
    ),
    Flag.TAX_MIXED: Text(
        "混了含稅與未稅：到「資料」的「規則」選一種。",
        "amounts with and without tax are mixed: choose one under Rules on the Data page.",
    ),
    Flag.PARTIAL_COVERAGE: Text(
        "有來源沒算進來：點數字看缺哪個檔案或欄位。",
        "some sources are left out: click the figure to see which file or column lacks.",
    ),
    Flag.UNCERTAIN: Text(
        "離界線的差距在誤差內：再看一週，先別大改。",
        "within error of a limit: watch another week before changing much.",
    ),
    Flag.IMMATURE: Text(
        "最近幾天還在回補：數字會再變，先別定論。",
        "the latest days still fill up: the figures will move, do not conclude yet.",
    ),
}
"""What each flag that is about the data asks for; the gravest first."""


def unsaid(read: WeekRead, week: Span) -> tuple[Line, ...]:
    """Return what is stale, missing, not judged, uncertain or still filling up."""
    told = (
        *_sources(read, week),
        *_empty(read.judged),
        *(line for flag in SAID for line in _flagged(read.judged, flag)),
    )
    return told or (Line(NOTHING),)


def _sources(read: WeekRead, week: Span) -> Iterator[Line]:
    """Yield what the sources behind the goals lack: a late one alone, others by their last day.

    Where advertising or costs are among several it is no line for an outside eye. Service fees
    follow the media they grow from and are no file of their own.
    """
    known = read.scene.known
    groups: dict[tuple[date | None, bool, str], list[Source]] = {}
    for source in _behind(read, week):
        books = known.extent.ledgers(source.platform)
        inner = bool({Ledger.PLATFORM, Ledger.COSTS} & books)
        alone = source.platform if known.is_stale(source, week.end) else ""
        groups.setdefault((source.complete_to, inner, alone), []).append(source)
    for (end, inner, alone), sources in groups.items():
        names = listed(list(dict.fromkeys(platform_name(s.platform) for s in sources)))
        outside = alone if inner else ""
        said = _lacking(end, bool(alone), week)
        yield Line(of_names(names, said), platform=outside, margin=inner and not outside)


def _behind(read: WeekRead, week: Span) -> list[Source]:
    """Return the sources behind the goals that do not reach the end of the week, worst first."""
    fed = {
        s.account_key: s
        for j in read.judged
        for s in j.scene.known.feeding(j.standing.kpi, j.standing.reading.scope)
        if s.platform != FEES.key
    }
    behind = [s for s in fed.values() if s.complete_to is None or s.complete_to < week.end]
    return sorted(behind, key=lambda s: (s.complete_to or date.min, s.platform))


def _lacking(end: date | None, stale: bool, week: Span) -> Text:
    """Say how far a source reaches, and what to import."""
    if end is None:
        return NEVER.fill(missing=days(week))
    missing = days(Span(end + timedelta(1), week.end))
    told = STALE.fill(day=day(end), n=(week.end - end).days, missing=missing) if stale else None
    return told or BEHIND.fill(day=day(end), missing=missing)


def _why_none(judged: Judged) -> Text | None:
    """Say why a KPI has no answer or is not judged; None where it has a verdict."""
    standing = judged.standing
    if standing.reading.value is None:
        return both(lambda lang: why_empty(standing, judged.scene, lang))
    return standing.judgement.why_not


def _empty(every: Sequence[Judged]) -> Iterator[Line]:
    """Yield the KPIs without a verdict, with why."""
    for (why, platform, margin), names in _together(every, _why_none).items():
        yield Line(COLON.fill(names=names, said=why), platform=platform, margin=margin)


def _flagged(every: Sequence[Judged], flag: Flag) -> Iterator[Line]:
    """Yield the KPIs that bear a flag; those without an answer have said why already."""
    answered = [one for one in every if one.standing.reading.value is not None]
    bearing = [one for one in answered if flag in one.standing.judgement.flags]
    for (said, platform, margin), names in _together(bearing, lambda _: SAID[flag]).items():
        yield Line(of_names(names, said), platform=platform, margin=margin)


def _together(
    every: Sequence[Judged], said: Callable[[Judged], Text | None]
) -> dict[tuple[Text, str, bool], Text]:
    """Return the names of KPIs of which the same is said, those of one channel apart.

    The key also says whether there is a margin among them: an outside eye then sees none.
    """
    found: dict[tuple[Text, str], list[Judged]] = {}
    for one in every:
        if told := said(one):
            platform = dict(one.standing.goal.scope).get("platform", "")
            found.setdefault((told, platform), []).append(one)
    return {
        (*key, any(is_margin(one.standing.kpi.key) for one in group)): listed(
            [name_of(one.standing) for one in group]
        )
        for key, group in found.items()
    }
