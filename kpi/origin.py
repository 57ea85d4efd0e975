"""Where a number comes from: formula, sums, ledger, days, completeness, flags, files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from zoneinfo import ZoneInfo

from data.schema import PLATFORMS
from data.snapshot import Snapshot, Source
from data.state import TIME_ZONE, State
from data.text import Lang, Text
from kpi.card import Origin, OriginFile, Pair
from kpi.definition import LEDGERS, Part, Unit
from kpi.facts import measures_of
from kpi.figure import Number
from kpi.format import NO_ANSWER, day, days, figure, joined
from kpi.period import Period
from kpi.sentence import full_name
from kpi.situation import Situation, Standing, situation
from kpi.verdict import FLAGS
from kpi.view import View
from kpi.wording import TAXES, basis, why_empty

FORMULA, SUMS = Text("公式", "Formula"), Text("代入", "With figures")
LEDGER, BASIS = Text("帳本", "Ledger"), Text("口徑", "Basis")
PERIOD, COMPARED = Text("期間", "Period"), Text("比較", "Compared with")
COMPLETE, MONEY = Text("資料完整至", "Complete to"), Text("幣別與稅基", "Currency and tax")
UNJUDGED, EMPTY = Text("不判定", "Not judged"), Text("沒有答案", "No answer")
FLAG = Text("註記", "Flag")

EQUALS = Text("{above} ÷ {below} = {value}", "{above} ÷ {below} = {value}")
BOTH = Text("上期 {previous}｜去年同期 {year}", "previous {previous} | last year {year}")
DAY_COUNT, ONE_DAY = Text("{n} 天", "{n} days"), Text("1 天", "1 day")
ASSUMED = Text("{tax}（平台慣例，尚未確認）", "{tax} (customary, not confirmed)")


def origin(snapshot: Snapshot, state: State, view: View, goal_id: str) -> Origin:
    """Return where the number on one goal's card comes from.

    Raises
    ------
    KeyError
        When the view has no such goal.
    """
    scene = situation(snapshot, state, view)
    standing = next((s for s in scene.standings if s.goal.id == goal_id), None) if scene else None
    if scene is None or standing is None:
        raise KeyError(goal_id)
    zone = ZoneInfo(state.setting("time_zone", TIME_ZONE))
    return Origin(
        title=full_name(standing, view.lang),
        sentence=standing.kpi.sentence.to(view.lang),
        facts=tuple(_facts(standing, scene, view)),
        files=tuple(_files(snapshot, standing, scene, zone, view.lang)),
    )


def _facts(standing: Standing, scene: Situation, view: View) -> Iterator[Pair]:
    """Yield everything a number rests on; what does not apply to its KPI is left out."""
    kpi, reading, lang = standing.kpi, standing.reading, view.lang
    yield Pair(FORMULA.to(lang), kpi.formula.to(lang))
    yield Pair(SUMS.to(lang), _sums(standing, scene, lang))
    if reading.value is None:
        yield Pair(EMPTY.to(lang), why_empty(standing, scene, lang))
    yield Pair(LEDGER.to(lang), LEDGERS[kpi.ledger].to(lang))
    now = reading.period.now
    yield Pair(PERIOD.to(lang), days(now, view.today), day_count(now.days).to(lang))
    yield Pair(COMPARED.to(lang), _compared(reading.period, view))
    sources = scene.known.feeding(kpi, reading.scope) or scene.known.inside(reading.scope)
    for source in sources:
        yield Pair(COMPLETE.to(lang), day(source.complete_to), _name(source, lang))
    if told := basis(standing, scene, lang):
        yield Pair(BASIS.to(lang), told)
    for source in sources if kpi.is_money else ():
        yield Pair(MONEY.to(lang), _money(source, lang), _name(source, lang))
    if standing.judgement.why_not:
        yield Pair(UNJUDGED.to(lang), standing.judgement.why_not.to(lang))
    for flag in standing.judgement.flags:
        word, sentence = FLAGS[flag]
        yield Pair(FLAG.to(lang), word.to(lang), sentence.to(lang))


def _sums(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Write what is divided by what, all digits, in their units."""
    kpi, reading = standing.kpi, standing.reading
    above = _part(kpi.numerator, reading.numerator, scene, lang)
    if kpi.denominator is None:
        return above
    scale = "" if kpi.scale == 1 else f"{kpi.scale:,} × "
    below = _part(kpi.denominator, reading.denominator, scene, lang)
    value = figure(reading.value, kpi.unit, lang, decimals=kpi.decimals, currency=scene.currency)
    return EQUALS.fill(above=scale + above, below=below, value=value).to(lang)


def _part(part: Part, value: Number | None, scene: Situation, lang: Lang) -> str:
    unit = Unit.MONEY if part.is_money else Unit.COUNT
    return joined(
        part.name.to(lang),
        figure(value, unit, lang, decimals=2, currency=scene.currency, mixed=True, full=True),
    )


def _compared(period: Period, view: View) -> str:
    previous, year = (days(s, view.today) for s in (period.previous, period.last_year))
    return BOTH.fill(previous=previous, year=year).to(view.lang)


def _name(source: Source, lang: Lang) -> str:
    return f"{PLATFORMS[source.platform].name.to(lang)} {source.account}"


def _money(source: Source, lang: Lang) -> str:
    tax = TAXES[source.tax]
    said = ASSUMED.fill(tax=tax) if source.tax_assumed else tax
    return f"{source.currency or NO_ANSWER}・{said.to(lang)}"


def _files(
    snapshot: Snapshot, standing: Standing, scene: Situation, zone: ZoneInfo, lang: Lang
) -> Iterator[OriginFile]:
    """Yield the imports that speak for this KPI in its period."""
    scope, now = dict(standing.reading.scope), standing.reading.period.now
    behind = snapshot.imports_behind(
        scope.get("platform"),
        scope.get("account"),
        now.start,
        now.end,
        measures_of([standing.kpi]),
    )
    for ref in behind:
        at = ref.committed_at.replace(tzinfo=UTC).astimezone(zone)
        platform = ref.format.partition(".")[0]
        yield OriginFile(
            file=ref.file,
            source=PLATFORMS[platform].name.to(lang) if platform in PLATFORMS else ref.format,
            days=day_count(ref.days).to(lang),
            imported=f"{day(at.date())} {at:%H:%M}",
        )


def day_count(n: int) -> Text:
    """Return a number of days in words."""
    return ONE_DAY if n == 1 else DAY_COUNT.fill(n=n)
