"""Where a number comes from: formula, sums, ledger, days, completeness, flags, files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from zoneinfo import ZoneInfo

from data.schema import PLATFORMS
from data.snapshot import Snapshot, Source
from data.state import TIME_ZONE, State
from data.text import Lang, Text
from kpi.behind import behind
from kpi.card import Flag, Origin, OriginFile, Pair
from kpi.definition import LEDGERS, Form, Part, Unit
from kpi.facts.completeness import Completeness
from kpi.facts.quantities import Question
from kpi.figure import Number
from kpi.format import NO_ANSWER, day, days, figure, joined
from kpi.overview.empty import why_empty
from kpi.overview.sentence import full_name
from kpi.overview.situation import Situation, situation
from kpi.overview.standing import Standing
from kpi.overview.wording import TAXES, basis
from kpi.period import Period
from kpi.sales_channels import own_channels
from kpi.verdict import FLAGS
from kpi.view import View

FORMULA, SUMS = Text("公式", "Formula"), Text("代入", "With figures")
OWN_SITE, AND = Text("算作官網", "Counted as own site"), Text("、", ", ")
LEDGER, BASIS = Text("帳本", "Ledger"), Text("口徑", "Basis")
PERIOD, COMPARED = Text("期間", "Period"), Text("比較", "Compared with")
COMPLETE, MONEY = Text("資料完整至", "Complete to"), Text("幣別與稅基", "Currency and tax")
UNJUDGED, EMPTY = Text("不判定", "Not judged"), Text("沒有答案", "No answer")
FLAG = Text("註記", "Flag")

EQUALS = {
    Form.QUOTIENT: Text("{above} ÷ {below} = {value}", "{above} ÷ {below} = {value}"),
    Form.GAIN: Text("{above} ÷ {below} − 1 = {value}", "{above} ÷ {below} − 1 = {value}"),
    Form.REST: Text("1 − {above} ÷ {below} = {value}", "1 − {above} ÷ {below} = {value}"),
    Form.DIFFERENCE: Text("{above} − {below} = {value}", "{above} − {below} = {value}"),
}
BOTH = Text("上期 {previous}｜去年同期 {year}", "previous {previous} | last year {year}")
DAY_COUNT, ONE_DAY = Text("{n} 天", "{n} days"), Text("1 天", "1 day")
LEDGER_OF_COSTS = "costs"

CONVERTED = Text("{tax}，以 5% 換算為{to}", "{tax}, shown as {to} at 5 %")
EXCHANGED = Text(
    "{currency}，依匯率換算為 {to}（{days} 有匯率）",
    "{currency}, told in {to} at each day's exchange rate (known {days})",
)
ONLY_MONTHS = Text(
    "訂單歷史只有 {n} 個月，新客會高估。",
    "Only {n} months of orders before the period: new customers are overcounted.",
)
SHORT_YEAR = Text(
    "到期間結束只有 {n} 個月的訂單，一年內的回購會低估。",
    "Only {n} months of orders up to the period's end: repeat orders of a year are undercounted.",
)
WATCHED = Text(
    "每個人要滿 {n} 天才算：期間後段的人還不在裡面，之後會再補進來。",
    "Everybody counts only after {n} days: those of the period's last days are still to come.",
)
NOBODYS = Text(
    "有訂單沒有顧客（會員編號、手機或電子郵件），沒有算進來。",
    "Orders without a customer (member number, mobile or e-mail) are left out.",
)
LEFT_OUT = {
    Question.PLAN: Text(
        "有平台沒有預算、有兩份不同的預算，或有預算但沒有匯入花費，沒有算進來。",
        "Platforms without a budget, with two different ones, or without imported cost are left"
        " out.",
    ),
    Question.BASKETS: Text(
        "有訂單的商品沒有分類，沒有算進來。", "Orders with an item of no category are left out."
    ),
    Question.COHORTS: NOBODYS,
    Question.BUYERS: NOBODYS,
}
"""What is left out of a figure that is made of single orders or of a plan."""
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
    yield Pair(LEDGER.to(lang), " + ".join(LEDGERS[ledger].to(lang) for ledger in kpi.ledgers))
    if own := own_channels(scene.known.extent, kpi, reading.scope):
        yield Pair(OWN_SITE.to(lang), AND.to(lang).join(own))
    now = reading.period.now
    yield Pair(PERIOD.to(lang), days(now, view.today), day_count(now.days).to(lang))
    yield Pair(COMPARED.to(lang), _compared(reading.period, view))
    known = scene.known
    feeding = known.feeding(kpi, reading.scope) or known.inside(reading.scope, kpi)
    yield from dict.fromkeys(
        Pair(COMPLETE.to(lang), day(s.complete_to), _name(s, lang)) for s in feeding
    )
    if told := basis(standing, scene, lang):
        yield Pair(BASIS.to(lang), told)
    yield from dict.fromkeys(
        Pair(MONEY.to(lang), _money(s, known, view), _name(s, lang))
        for s in known.paying(kpi, reading.scope)
    )
    if standing.judgement.why_not:
        yield Pair(UNJUDGED.to(lang), standing.judgement.why_not.to(lang))
    for flag in standing.judgement.flags:
        yield Pair(FLAG.to(lang), FLAGS[flag][0].to(lang), _meaning(flag, standing, scene).to(lang))


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


def _compared(period: Period, view: View) -> str:
    previous, year = (days(s, view.today) for s in (period.previous, period.last_year))
    return BOTH.fill(previous=previous, year=year).to(view.lang)


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


def _meaning(flag: Flag, standing: Standing, scene: Situation) -> Text:
    """Return what a flag means here; a short history says how short."""
    kpi, reading = standing.kpi, standing.reading
    months = scene.known.months_known(kpi, reading.scope, scene.period.now)
    if flag is Flag.SHORT_HISTORY and months is not None:
        return (SHORT_YEAR if kpi.question is Question.BUYERS else ONLY_MONTHS).fill(n=months)
    if flag is Flag.IMMATURE and kpi.ripens:
        return WATCHED.fill(n=kpi.ripens)
    if flag is Flag.PARTIAL_COVERAGE and kpi.question in LEFT_OUT:
        return LEFT_OUT[kpi.question]
    return FLAGS[flag][1]


def _files(
    snapshot: Snapshot, standing: Standing, scene: Situation, zone: ZoneInfo, lang: Lang
) -> Iterator[OriginFile]:
    """Yield the imports that speak for this KPI in its period."""
    for ref in behind(snapshot, standing.reading, scene.known):
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
