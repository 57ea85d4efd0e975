"""Where a number comes from: formula, sums, ledger, days, completeness, flags, files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

from data.schema import PLATFORMS
from data.snapshot import Snapshot, Source
from data.state import TIME_ZONE, State
from data.text import Lang, Text
from kpi import internal
from kpi.behind import behind
from kpi.calendar.chosen import compared
from kpi.card import Origin, OriginFile, Pair
from kpi.definition import LEDGERS, Form, Part, Unit
from kpi.doubt.chance import chance
from kpi.doubt.sentence import sentence
from kpi.facts.completeness import Completeness
from kpi.figure import Number
from kpi.format import NO_ANSWER, day, days, figure, joined
from kpi.meaning import meaning
from kpi.overview.empty import why_empty
from kpi.overview.sentence import full_name
from kpi.overview.situation import Situation, situation
from kpi.overview.standing import Standing
from kpi.overview.wording import TAXES, basis
from kpi.sales_channels import own_channels
from kpi.verdict import FLAGS
from kpi.view import View

FORMULA, SUMS = Text("公式", "Formula"), Text("代入", "With figures")
OWN_SITE, AND = Text("算作官網", "Counted as own site"), Text("、", ", ")
LEDGER, BASIS = Text("帳本", "Ledger"), Text("口徑", "Basis")
PERIOD, COMPARED = Text("期間", "Period"), Text("比較", "Compared with")
COMPLETE, MONEY = Text("資料完整至", "Complete to"), Text("幣別與稅基", "Currency and tax")
UNJUDGED, EMPTY = Text("不判定", "Not judged"), Text("沒有答案", "No answer")
FLAG, VERDICT = Text("註記", "Flag"), Text("判定", "Verdict")
CHANCE = Text("看得出來的機會", "Chance to see it")

EQUALS = {
    Form.QUOTIENT: Text("{above} ÷ {below} = {value}", "{above} ÷ {below} = {value}"),
    Form.GAIN: Text("{above} ÷ {below} − 1 = {value}", "{above} ÷ {below} − 1 = {value}"),
    Form.REST: Text("1 − {above} ÷ {below} = {value}", "1 − {above} ÷ {below} = {value}"),
    Form.DIFFERENCE: Text("{above} − {below} = {value}", "{above} − {below} = {value}"),
    Form.REACHED: Text("≥ {below}：{value}", "≥ {below}: {value}"),
}
DAY_COUNT, ONE_DAY = Text("{n} 天", "{n} days"), Text("1 天", "1 day")
LEDGER_OF_COSTS = "costs"

CONVERTED = Text("{tax}，以 5% 換算為{to}", "{tax}, shown as {to} at 5 %")
EXCHANGED = Text(
    "{currency}，依匯率換算為 {to}（{days} 有匯率）",
    "{currency}, told in {to} at each day's exchange rate (known {days})",
)
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
    return explain(snapshot, state, view, scene, standing)


def explain(
    snapshot: Snapshot, state: State, view: View, scene: Situation, standing: Standing
) -> Origin:
    """Return where the number of one standing comes from."""
    zone = ZoneInfo(state.setting("time_zone", TIME_ZONE))
    return Origin(
        title=full_name(standing, view.lang),
        sentence=standing.kpi.sentence.to(view.lang),
        facts=(*_judged(standing, scene, view.lang), *_facts(snapshot, standing, scene, view)),
        files=tuple(_files(snapshot, standing, scene, zone, view.lang)),
    )


def _facts(snapshot: Snapshot, standing: Standing, scene: Situation, view: View) -> Iterator[Pair]:
    """Yield everything a number rests on; what does not apply to its KPI is left out."""
    kpi, reading, lang = standing.kpi, standing.reading, view.lang
    yield Pair(FORMULA.to(lang), kpi.formula.to(lang))
    yield Pair(SUMS.to(lang), _sums(standing, scene, lang))
    if reading.value is None:
        yield Pair(EMPTY.to(lang), why_empty(standing, scene, lang))
    yield Pair(LEDGER.to(lang), " + ".join(LEDGERS[ledger].to(lang) for ledger in kpi.ledgers))
    if own := own_channels(scene.known.extent, kpi, reading.scope):
        yield Pair(OWN_SITE.to(lang), AND.to(lang).join(own))
    now = reading.period.now
    yield Pair(PERIOD.to(lang), days(now, view.today), day_count(now.days).to(lang))
    yield Pair(COMPARED.to(lang), compared(reading.period, view.today).to(lang))
    known = scene.known
    feeding = known.feeding(kpi, reading.scope) or known.inside(reading.scope, kpi)
    yield from dict.fromkeys(
        Pair(COMPLETE.to(lang), day(s.complete_to), _name(s, lang)) for s in feeding
    )
    if left_out := internal.told(snapshot, kpi, reading.scope, now):
        yield Pair(internal.NAME.to(lang), left_out.to(lang))
    if told := basis(standing, scene, lang):
        yield Pair(BASIS.to(lang), told)
    yield from dict.fromkeys(
        Pair(MONEY.to(lang), _money(s, known, view), _name(s, lang))
        for s in known.paying(kpi, reading.scope)
    )
    if standing.judgement.why_not:
        yield Pair(UNJUDGED.to(lang), standing.judgement.why_not.to(lang))
    for flag in standing.judgement.flags:
        said = meaning(flag, reading, known, scene.period.now).to(lang)
        yield Pair(FLAG.to(lang), FLAGS[flag][0].to(lang), said)


def _judged(standing: Standing, scene: Situation, lang: Lang) -> Iterator[Pair]:
    """Yield why the verdict is what it is, and how likely it would have been found out."""
    mixed = len({s.currency for s in scene.known.sources if s.currency}) > 1

    def write(value: Number | None, *, finer: int = 0, short: bool = False) -> str:
        kpi, money = standing.kpi, scene.currency
        told: dict[str, Any] = {"decimals": kpi.decimals, "currency": money, "mixed": mixed}
        return figure(value, kpi.unit, lang, **told, finer=finer, short=short)

    reading, judgement = standing.reading, standing.judgement
    if told := sentence(reading, standing.goal, judgement, write):
        yield Pair(VERDICT.to(lang), told.to(lang))
    if told := chance(reading, judgement, write):
        yield Pair(CHANCE.to(lang), told.to(lang))


def _sums(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Write what is divided by what, all digits, in their units."""
    kpi, reading = standing.kpi, standing.reading
    above = _part(kpi.numerator, reading.numerator, scene, lang)
    if kpi.denominator is None:
        return above
    scale = "" if kpi.scale == 1 else f"{kpi.scale:,} × "
    below = _part(kpi.denominator, reading.denominator, scene, lang)
    value = figure(reading.value, kpi.unit, lang, decimals=kpi.decimals, currency=scene.currency)
    return EQUALS[kpi.form].fill(above=scale + above, below=below, value=value).to(lang)


def _part(part: Part, value: Number | None, scene: Situation, lang: Lang) -> str:
    unit = Unit.MONEY if part.is_money else Unit.COUNT
    return joined(
        part.name.to(lang),
        figure(value, unit, lang, decimals=2, currency=scene.currency, mixed=True, full=True),
    )


def _name(source: Source, lang: Lang) -> str:
    """Name a source; the vendors of the costs ledger are one."""
    name = PLATFORMS[source.platform].name.to(lang)
    if source.platform == LEDGER_OF_COSTS or source.account == name:
        return name
    return f"{name} {source.account}"


def _money(source: Source, known: Completeness, view: View) -> str:
    """Say in which currency a source's money is, with or without tax, and what was converted."""
    lang, told = view.lang, known.terms
    tax = TAXES[source.tax]
    said = ASSUMED.fill(tax=tax) if source.tax_assumed else tax
    if told.tax not in ("exported", source.tax):
        said = CONVERTED.fill(tax=said, to=TAXES[told.tax])
    currency = source.currency or NO_ANSWER
    rated = known.money_days(source)
    if rated and source.currency != told.currency:
        names = {"currency": currency, "to": told.currency, "days": days(rated, view.today)}
        currency = EXCHANGED.fill(**names).to(lang)
    return f"{currency}・{said.to(lang)}"


def _files(
    snapshot: Snapshot, standing: Standing, scene: Situation, zone: ZoneInfo, lang: Lang
) -> Iterator[OriginFile]:
    """Yield the imports that speak for this KPI in its period."""
    for ref in behind(snapshot, standing.reading, scene.known):
        at = ref.committed_at.replace(tzinfo=UTC).astimezone(zone)
        platform = ref.platform
        yield OriginFile(
            file=ref.file,
            source=PLATFORMS[platform].name.to(lang) if platform in PLATFORMS else ref.format,
            days=day_count(ref.days).to(lang),
            imported=f"{day(at.date())} {at:%H:%M}",
        )


def day_count(n: int) -> Text:
    """Return a number of days in words."""
    return ONE_DAY if n == 1 else DAY_COUNT.fill(n=n)
