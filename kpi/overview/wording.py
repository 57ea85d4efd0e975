"""A standing worded as a card: figure, chip, changes, pace, table, and why it is empty."""

from __future__ import annotations

from data.text import Lang, Text
from kpi.card import Card, Chip, Pair, Verdict
from kpi.facts.quantities import Ledger
from kpi.format import change, change_unit, day, share
from kpi.overview import extras
from kpi.overview.chart import shown, sum_chart, weeks_chart
from kpi.overview.empty import why_empty
from kpi.overview.sentence import scope_name
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.reading import Reading
from kpi.status import PERIOD_NAMES
from kpi.verdict import FLAGS, VERDICTS

TARGET = Text("目標 {value}", "Target {value}")
PER_PERIOD = Text("{target}／{period}", "{target} a {period}")
ATTAINED, ELAPSED = Text("達成率", "Attained"), Text("時間進度", "Time gone")
EXPECTED = Text("預估期末", "Forecast")
DUE, TARGET_OF = Text("應達（{day}）", "Due ({day})"), Text("目標（{period}）", "Target ({period})")
PREVIOUS, LAST_YEAR = Text("較上期", "vs previous"), Text("較去年同期", "vs last year")
LAST_YEAR_SHORT = Text("較去年", "vs last year")
LAST_SEASON = Text("較去年同檔期", "vs season last year")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

CLAIMED = Text("平台自報", "platform-claimed")
CLAIMED_SUM = Text("平台自報合計（含重複認列）", "sum of platform claims, counted twice")
BASES = {
    "link": Text("連結點擊", "link clicks"),
    "all": Text("全部點擊", "all clicks"),
    "mixed": Text("連結與全部點擊混用", "link and all clicks mixed"),
    "visitors": Text("以訪客計", "by visitors"),
    "sessions": Text("以工作階段計", "by sessions"),
}
TAXES = {"included": Text("含稅", "tax included"), "excluded": Text("未稅", "tax excluded")}

WITHOUT = {
    Ledger.COSTS: Text("未含費用帳（還沒有資料）", "without the costs ledger (no data yet)"),
    Ledger.PLATFORM: Text("未含廣告花費（還沒有資料）", "without media cost (no data yet)"),
}


def card(standing: Standing, scene: Situation, lang: Lang) -> Card:
    """Word one standing as a card."""
    star, judgement = standing.goal.rank == "star", standing.judgement
    draw = sum_chart if standing.days else weeks_chart
    flag = next((FLAGS[f][0].to(lang) for f in judgement.flags), "")
    return Card(
        goal_id=standing.goal.id,
        kpi=standing.kpi.key,
        name=standing.kpi.name.to(lang),
        scope=scope_name(standing, lang),
        figure=shown(standing.reading.value, standing, scene, lang),
        chip=chip(judgement.verdict, lang),
        flag=flag,
        target=_target(standing, scene, lang),
        changes=_changes(standing, lang),
        pace=_pace(standing, scene, lang),
        table=_table(standing, scene, lang) if star else (),
        owner=standing.goal.owner.to(lang),
        basis=basis(standing, scene, lang),
        chart=draw(standing, scene, lang),
        why_empty=why_empty(standing, scene, lang) if standing.reading.value is None else "",
    )


def chip(verdict: Verdict | None, lang: Lang) -> Chip | None:
    """Return a verdict as word and icon; None where nothing is judged."""
    if verdict is None:
        return None
    word, icon = VERDICTS[verdict]
    return Chip(verdict, word.to(lang), icon)


def basis(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Return what the figure rests on: who claims it, which clicks, which tax."""
    kpi, reading = standing.kpi, standing.reading
    told = []
    if kpi.claimed:
        told.append((CLAIMED_SUM if reading.over_platforms else CLAIMED).to(lang))
    if reading.basis:
        told.append(BASES[reading.basis].to(lang))
    taxes = {s.tax for s in scene.known.paying(kpi, reading.scope)}
    display = scene.known.terms.tax
    if taxes and (display != "exported" or len(taxes) == 1):
        told.append(TAXES[taxes.pop() if display == "exported" else display].to(lang))
    told += [text.to(lang) for text in _without(standing, scene)]
    return "・".join(told)


def _without(standing: Standing, scene: Situation) -> list[Text]:
    """Say which half of the marketing cost nobody has brought."""
    reading = standing.reading
    missing = scene.known.halves_missing(standing.kpi, reading.scope)
    return [WITHOUT[ledger] for ledger in missing if reading.value is not None]


def _target(standing: Standing, scene: Situation, lang: Lang) -> str:
    value = shown(standing.target, standing, scene, lang, short=True)
    target = TARGET.fill(value=value)
    if standing.kpi.accumulates:
        target = PER_PERIOD.fill(target=target, period=PERIOD_NAMES[standing.goal.period])
    return target.to(lang)


def _changes(standing: Standing, lang: Lang) -> tuple[Pair, ...]:
    """Return the changes; the unit of points stands once, behind the last that has one."""
    reading, unit = standing.reading, standing.kpi.unit
    now = reading.value
    before = change(now, reading.previous, unit)
    year = change(now, reading.last_year, unit)
    points = change_unit(unit, lang)
    known_year = now is not None and reading.last_year is not None
    known_before = now is not None and reading.previous is not None
    return (
        Pair(PREVIOUS.to(lang), before, points if known_before and not known_year else ""),
        Pair(_year_label(reading, LAST_YEAR_SHORT).to(lang), year, points if known_year else ""),
    )


def _pace(standing: Standing, scene: Situation, lang: Lang) -> tuple[Pair, ...]:
    judgement = standing.judgement
    if judgement.elapsed is None:
        return ()
    pairs = [
        Pair(ATTAINED.to(lang), share(judgement.attained)),
        Pair(ELAPSED.to(lang), share(judgement.elapsed)),
    ]
    if end := extras.expected_end(standing, scene):
        pairs.append(Pair(EXPECTED.to(lang), end))
    return tuple(pairs)


def _table(standing: Standing, scene: Situation, lang: Lang) -> tuple[Pair, ...]:
    """Return 應達, 目標, 較上期, 較去年同期 of the star."""
    reading, judgement = standing.reading, standing.judgement
    rows = []
    if judgement.due is not None:
        last = min(filter(None, (reading.period.now.end, reading.complete_to)))
        due = shown(judgement.due, standing, scene, lang)
        rows.append(Pair(DUE.fill(day=day(last)).to(lang), due))
    target = shown(standing.target, standing, scene, lang, short=True)
    rows.append(Pair(TARGET_OF.fill(period=_period_name(standing, lang)).to(lang), target))
    last_year = _year_label(reading, LAST_YEAR)
    for label, before in ((PREVIOUS, reading.previous), (last_year, reading.last_year)):
        note = "" if before is None else shown(before, standing, scene, lang)
        changed = change(reading.value, before, standing.kpi.unit)
        rows.append(Pair(label.to(lang), changed, note))
    return tuple(rows)


def _year_label(reading: Reading, usual: Text) -> Text:
    return LAST_SEASON if reading.period.by_season else usual


def _period_name(standing: Standing, lang: Lang) -> str:
    """Return the goal's period by name: 11 月, Q4; of a week or another view just its kind."""
    by, start = standing.goal.period, standing.reading.period.now.start
    if standing.judgement.due is None or by == "week":
        return PERIOD_NAMES[by].to(lang)
    if by == "quarter":
        quarter = standing.reading.period.year.quarter(start)
        return Text("第 {n} 季", "Q{n}").fill(n=quarter).to(lang)
    return Text(f"{start.month} 月", MONTHS[start.month - 1]).to(lang)
