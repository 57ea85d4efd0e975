"""Why a card has no figure, in one sentence, and what to do where something can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from data.snapshot import Source
from data.text import Lang, Text
from kpi.brand_words import why_none
from kpi.customers.why_none import why_none as no_worth
from kpi.definition import LEDGERS
from kpi.facts.quantities import Ledger, Question, Reckoned, ledger_of
from kpi.figure import carries, spoken
from kpi.format import day, days
from kpi.overview.sentence import LIST, scope_name
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.period import Span
from kpi.spacing import spaced

NO_BOOK = Text(
    "還沒有「{ledgers}」的資料；到「資料」放進檔案。",
    "No {ledgers} data yet; drop the file on the Data page.",
)
OTHER_BOOK = Text(
    "{scope}沒有這個指標讀的帳本；請拿掉篩選。",
    "{scope} keeps none of the books this KPI is read from; remove the filter.",
)
NO_MARGIN = Text(
    "還沒有設定毛利率：請到「資料」的「規則」填上。",
    "No gross margin is set yet: fill it in on the Data page, under Rules.",
)
NO_PART = Text(
    "這段期間沒有「{parts}」的資料，和另一半對不起來。",
    "There are no {parts} for these days to go with the other half.",
)
ONE_ROW = Text(
    "人不能跨日相加；要單一匯出列剛好是這段期間才有答案。",
    "People do not add over days; only one exported row for exactly these days has an answer.",
)
NO_SOURCE = Text("還沒有 {scope}的資料。", "There are no data of {scope} yet.")
ONLY_TOTALS = Text(
    "「{scope}」的檔案只有整段合計，沒有按天的資料；匯出時請加上「天」的區隔。",
    "{scope} brought totals of a range only; segment the export by day.",
)
NO_COLUMN = Text(
    "{scope}的匯出沒有「{parts}」；匯出時請加上這些欄位。",
    "Exports of {scope} lack {parts}; add these columns when exporting.",
)
NO_RATE = Text(
    "{scope}的金額是 {currencies}，還沒有換成 {currency} 的匯率；到「資料」匯入匯率表"
    "（日期、幣別、匯率）就會算進來。",
    "{scope} has its money in {currencies}, without exchange rates into {currency}; import a sheet"
    " of rates (day, currency, rate) on the Data page and it counts.",
)
NO_PLAN = Text(
    "{scope}這段期間沒有預算；在「預算與目標」表寫上平台與月份再匯入，就會算進來。",
    "{scope} has no budget for these days; import a plan sheet that names the platform and month.",
)
NO_CUSTOMERS = Text(
    "{scope}的訂單沒有顧客，分不出誰回來；匯出時請加上會員編號、手機或電子郵件。",
    "The orders of {scope} name no customer, so nobody is known to come back; export the member"
    " number, mobile number or e-mail with them.",
)
NO_CATEGORIES = Text(
    "{scope}的訂單沒有商品分類；匯出時請加上「商品分類」欄。",
    "The orders of {scope} have no item categories; add that column when exporting.",
)
TOO_YOUNG = Text(
    "每個人要滿 {n} 天才算，這段期間的人要到 {day} 起才會陸續滿。",
    "Everybody counts only after {n} days; those of this period from {day} on.",
)
BEHIND = Text(
    "{scope}的資料只到 {day}，這段期間還沒有數字。",
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
NO_PART_OF = {
    Question.PLAN: NO_PLAN,
    Question.COHORTS: NO_CUSTOMERS,
    Question.BUYERS: NO_CUSTOMERS,
    Question.BASKETS: NO_CATEGORIES,
}
"""What a KPI lacks where it has its books, by the question that brings its parts."""


def why_empty(standing: Standing, scene: Situation, lang: Lang) -> str:
    """Return in one sentence why there is no answer, and what to do where something can be."""
    kpi, reading, known = standing.kpi, standing.reading, scene.known
    scope = spaced(scope_name(standing, lang) or ALL.to(lang), lang)
    inside = known.inside(reading.scope, kpi)
    missing = _missing_books(standing, scene)
    no_margin = known.terms.margin is None and not known.terms.margins
    if Reckoned.GROSS_PROFIT in kpi.quantities and no_margin:
        text = NO_MARGIN
    elif standing.goal.scope != reading.scope and (missing or not inside):
        text = OTHER_BOOK.fill(scope=spaced("・".join(v for _, v in reading.scope), lang))
    elif missing and (kpi.across or not standing.goal.scope):
        text = NO_BOOK.fill(ledgers=LIST.to(lang).join(LEDGERS[n].to(lang) for n in missing))
    elif not inside:
        text = NO_SOURCE.fill(scope=scope)
    elif told := why_none(kpi, known.terms) or no_worth(kpi, known.terms):
        text = told
    elif reading.numerator is not None and (kpi.single_row or reading.denominator is not None):
        text = _not_formed(standing)
    elif not any(known.carried.get(s.account_key) for s in inside):
        text = _behind(standing, scene, scope)
    elif waiting := _waiting(standing, scene):
        names = {"currencies": LIST.to(lang).join(waiting), "currency": scene.currency}
        text = NO_RATE.fill(scope=scope, **names)
    else:
        text = _nothing(standing, scene, inside, scope, lang)
    return text.to(lang)


def _nothing(
    standing: Standing, scene: Situation, inside: Sequence[Source], scope: str, lang: Lang
) -> Text:
    """Say what the sources lack, which do have figures for these days."""
    kpi = standing.kpi
    if not scene.known.feeding(kpi, standing.reading.scope):
        text = NO_PART_OF.get(kpi.question, NO_COLUMN)
        return text.fill(scope=scope, parts=_missing(standing, scene, lang))
    if kpi.ripens:
        ripe = scene.period.now.start + timedelta(kpi.ripens)
        return TOO_YOUNG.fill(n=kpi.ripens, day=days(Span(ripe, ripe), scene.known.today))
    if kpi.single_row:
        return ONE_ROW
    if kpi.across:
        return NO_PART.fill(parts=LIST.to(lang).join(_silent(standing, lang)))
    return ONLY_TOTALS.fill(scope=scope.strip()) if _only_in_total(inside, scene) else NOTHING


def _silent(standing: Standing, lang: Lang) -> list[str]:
    """Name the parts that no book told anything of."""
    reading = standing.reading
    parts = zip(standing.kpi.parts, (reading.numerator, reading.denominator), strict=False)
    return [part.name.to(lang) for part, value in parts if value is None]


def _only_in_total(inside: Sequence[Source], scene: Situation) -> bool:
    """Whether a source tells some days of the period only as one sum of a longer range."""
    ranges = (r for s in inside for r in scene.ranges.get(s.account_key, ()))
    return any(r.overlaps(scene.period.now) for r in ranges)


def _waiting(standing: Standing, scene: Situation) -> list[str]:
    """Return the currencies of a KPI that only waits for exchange rates; none where more lacks."""
    known, kpi = scene.known, standing.kpi
    if not kpi.is_money or kpi.across or scene.currency is None:
        return []
    told = [
        s
        for s in known.inside(standing.reading.scope, kpi)
        if carries(kpi, known.carried.get(s.account_key, 0))
    ]
    named = {s.currency for s in told if s.currency and not known.money_days(s)}
    return sorted(named) if not any(map(known.money_days, told)) else []


def _missing_books(standing: Standing, scene: Situation) -> list[Ledger]:
    """Return the books of a KPI without which one of its parts stays empty."""
    known, kpi = scene.known, standing.kpi
    sources = known.inside(standing.reading.scope, kpi)
    kept = {ledger for s in sources for ledger in known.extent.ledgers(s.platform)}
    kept |= {Ledger.PLAN} if known.extent.planned else set()
    needed = [{ledger_of(m) for m in part.quantities} for part in kpi.parts]
    return [n for n in kpi.ledgers if any(n in part and not part & kept for part in needed)]


def _not_formed(standing: Standing) -> Text:
    """Say why two sums give no figure."""
    kpi, reading = standing.kpi, standing.reading
    if kpi.within_one_platform and len(reading.platforms) > 1:
        return SEVERAL
    if kpi.single_row and reading.denominator != 0:
        return ONE_ROW
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
    inside = scene.known.inside(standing.reading.scope, standing.kpi)
    patterns = [scene.known.carried.get(s.account_key, 0) for s in inside]
    parts = standing.kpi.parts
    absent = [p for p in parts if not any(spoken(p, pattern) for pattern in patterns)]
    return LIST.to(lang).join(p.name.to(lang) for p in absent or parts)
