"""A standing worded as a card: figure, chip, changes, pace, table, and why it is empty."""

from __future__ import annotations

from data.text import Lang, Text
from kpi.card import Card, Chip, Pair, Verdict
from kpi.chart import shown, sum_chart, weeks_chart
from kpi.figure import spoken
from kpi.format import change, change_unit, day, share
from kpi.period import calendar_span
from kpi.sentence import LIST, scope_name
from kpi.situation import Situation, Standing
from kpi.status import PERIOD_NAMES
from kpi.verdict import FLAGS, VERDICTS

TARGET = Text("目標 {value}", "Target {value}")
PER_PERIOD = Text("{target}／{period}", "{target} a {period}")
ATTAINED, ELAPSED = Text("達成率", "Attained"), Text("時間進度", "Time gone")
DUE, TARGET_OF = Text("應達（{day}）", "Due ({day})"), Text("目標（{period}）", "Target ({period})")
PREVIOUS, LAST_YEAR = Text("較上期", "vs previous"), Text("較去年同期", "vs last year")
LAST_YEAR_SHORT = Text("較去年", "vs last year")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

CLAIMED = Text("平台自報", "platform-claimed")
CLAIMED_SUM = Text("平台自報合計（含重複認列）", "sum of platform claims, counted twice")
BASES = {
    "link": Text("連結點擊", "link clicks"),
    "all": Text("全部點擊", "all clicks"),
    "mixed": Text("連結與全部點擊混用", "link and all clicks mixed"),
}
TAXES = {"included": Text("含稅", "tax included"), "excluded": Text("未稅", "tax excluded")}

NO_SOURCE = Text("還沒有 {scope} 的資料。", "No {scope} data yet.")
ONLY_TOTALS = Text(
    "{scope} 的檔案只有整段合計，沒有按天的資料；匯出時請加上「天」的區隔。",
    "{scope} brought totals of a range only; segment the export by day.",
)
NO_COLUMN = Text(
    "{scope} 的匯出沒有「{parts}」；匯出時請加上這些欄位。",
    "The {scope} export lacks {parts}; add these columns when exporting.",
)
BEHIND = Text(
    "{scope} 的資料只到 {day}，這段期間還沒有數字。",
    "{scope} data end on {day}; there are no figures for these days yet.",
)
SEVERAL = Text(
    "多個平台各自認列同一筆訂單，合起來沒有意義；請選單一平台。",
    "Platforms claim the same orders; choose one platform.",
)
NO_DIVISOR = Text(
    "這段期間的{part}是 0，無法相除。", "There were no {part} in this period to divide by."
)
NOTHING = Text("這段期間沒有資料。", "There are no figures for these days.")
ALL = Text("全部來源", "all sources")


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
        pace=_pace(standing, lang),
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
    taxes = {s.tax for s in scene.known.feeding(kpi, reading.scope)}
    if kpi.is_money and len(taxes) == 1:
        told.append(TAXES[taxes.pop()].to(lang))
    return "・".join(told)


def _target(standing: Standing, scene: Situation, lang: Lang) -> str:
    value = shown(standing.goal.target, standing, scene, lang, short=True)
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
        Pair(LAST_YEAR_SHORT.to(lang), year, points if known_year else ""),
    )


def _pace(standing: Standing, lang: Lang) -> tuple[Pair, ...]:
    judgement = standing.judgement
    if judgement.elapsed is None:
        return ()
    return (
        Pair(ATTAINED.to(lang), share(judgement.attained)),
        Pair(ELAPSED.to(lang), share(judgement.elapsed)),
    )


def _table(standing: Standing, scene: Situation, lang: Lang) -> tuple[Pair, ...]:
    """Return 應達, 目標, 較上期, 較去年同期 of the star."""
    reading, judgement = standing.reading, standing.judgement
    rows = []
    if judgement.due is not None:
        last = min(filter(None, (reading.period.now.end, reading.complete_to)))
        due = shown(judgement.due, standing, scene, lang)
        rows.append(Pair(DUE.fill(day=day(last)).to(lang), due))
    target = shown(standing.goal.target, standing, scene, lang, short=True)
    rows.append(Pair(TARGET_OF.fill(period=_period_name(standing, lang)).to(lang), target))
    for label, before in ((PREVIOUS, reading.previous), (LAST_YEAR, reading.last_year)):
        note = "" if before is None else shown(before, standing, scene, lang)
        changed = change(reading.value, before, standing.kpi.unit)
        rows.append(Pair(label.to(lang), changed, note))
    return tuple(rows)


def _period_name(standing: Standing, lang: Lang) -> str:
    """Return the goal's period by name: 11 月, Q4; of a week or another view just its kind."""
    by, start = standing.goal.period, standing.reading.period.now.start
    if standing.judgement.due is None or by == "week":
        return PERIOD_NAMES[by].to(lang)
    if by == "quarter":
        quarter = (calendar_span(by, start).start.month + 2) // 3
        return Text("第 {n} 季", "Q{n}").fill(n=quarter).to(lang)
    return Text(f"{start.month} 月", MONTHS[start.month - 1]).to(lang)


def why_empty(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Return in one sentence why there is no answer, and what to do where something can be."""
    kpi, reading, known = standing.kpi, standing.reading, scene.known
    scope = scope_name(standing, lang) or ALL.to(lang)
    inside = known.inside(reading.scope)
    if not inside:
        text = NO_SOURCE.fill(scope=scope)
    elif reading.numerator is not None and reading.denominator is not None:
        text = _not_formed(standing)
    elif not any(known.carried.get(s.account_key) for s in inside):
        text = _behind(standing, scene, scope)
    elif not known.feeding(kpi, reading.scope):
        text = NO_COLUMN.fill(scope=scope, parts=_missing(standing, scene, lang))
    elif any(
        r.overlaps(scene.period.now) for s in inside for r in scene.ranges.get(s.account_key, ())
    ):
        text = ONLY_TOTALS.fill(scope=scope)
    else:
        text = NOTHING
    return text.to(lang)


def _not_formed(standing: Standing) -> Text:
    """Say why two sums give no figure."""
    kpi, reading = standing.kpi, standing.reading
    if kpi.within_one_platform and len(reading.platforms) > 1:
        return SEVERAL
    if kpi.denominator is not None and not reading.denominator:
        return NO_DIVISOR.fill(part=kpi.denominator.name)
    return kpi.sentence


def _behind(standing: Standing, scene: Situation, scope: str) -> Text:
    """Say how far the data go, where they end before the period."""
    complete_to = standing.reading.complete_to
    if complete_to is not None and complete_to < scene.period.now.start:
        return BEHIND.fill(scope=scope, day=day(complete_to))
    return NOTHING


def _missing(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Name the parts that no source in scope carries; all of them where each lacks another."""
    inside = scene.known.inside(standing.reading.scope)
    patterns = [scene.known.carried.get(s.account_key, 0) for s in inside]
    parts = standing.kpi.parts
    absent = [p for p in parts if not any(spoken(p, pattern) for pattern in patterns)]
    return LIST.to(lang).join(p.name.to(lang) for p in absent or parts)
