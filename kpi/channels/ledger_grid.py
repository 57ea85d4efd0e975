"""Three ledgers as a table: a line a channel, the total below, and what the difference means."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.channels.grid import worded
from kpi.channels.ledgers import (
    ASKED,
    BOOKS,
    CLAIMED,
    CLAIMED_VALUE,
    OVER_CLAIM,
    SEEN,
    SEEN_VALUE,
    SOLD,
    SOLD_VALUE,
    LedgerLine,
    Ledgers,
)
from kpi.channels.place import Place
from kpi.definition import Kpi, Unit
from kpi.facts.quantities import Ledger
from kpi.figure import Number
from kpi.format import NO_ANSWER, day, days, figure
from kpi.grid import Cell, Column, Grid, Line
from kpi.naming import REST, value_name
from kpi.overview.situation import Situation
from kpi.sales_channels import own_channels

CHANNEL = Text("渠道", "Channel")
TOTAL = Text("合計", "Total")
WITH_GROUP = Text("{platform}・{group}", "{platform} · {group}")
TITLES: dict[Kpi, Text] = {
    CLAIMED: Text("平台自報訂單", "Platform-claimed orders"),
    CLAIMED_VALUE: Text("平台自報金額（{currency}）", "Platform-claimed value ({currency})"),
    SEEN: Text("GA4 購買", "GA4 purchases"),
    SEEN_VALUE: Text("GA4 營收（{currency}）", "GA4 revenue ({currency})"),
    SOLD: Text("官網訂單", "Own-site orders"),
    SOLD_VALUE: Text("官網營收（{currency}）", "Own-site revenue ({currency})"),
    OVER_CLAIM: Text("認列 ÷ 官網訂單（倍）", "Claimed ÷ own-site orders (×)"),
}
UNCLAIMED = Text("無人認列訂單（至少）", "Unclaimed orders (at least)")
UNCLAIMED_HELP = Text(
    "官網訂單減平台自報訂單：至少這麼多張訂單沒有任何平台認列。認列比訂單多時沒有答案。",
    "Shop orders less platform-claimed ones: at least so many orders no platform claims. No answer"
    " where more is claimed than was sold.",
)

NOT_A_SUM = Text(
    "合計的平台自報是平台自報合計（含重複認列），不判定。",
    "The claimed total is a sum of platform claims, counted more than once, and never judged.",
)
NO_ORIGIN = Text(
    "訂單帳不知道訂單從哪個渠道來，官網訂單只有合計。",
    "The shop does not know which channel an order came by: its orders stand in the total only.",
)
OWN_SITE = Text("官網訂單計入的銷售通路：{own}。", "Counted as the own site: {own}.")
ENDS = Text("{book} {day}", "{book} {day}")
ALL_ENDS = Text("各帳完整至：{ends}。", "Complete to: {ends}.")
MISSING = Text(
    "{columns}是「–」：還沒有這本帳（{book}）；到「資料」放進檔案。",
    "{columns} show “–”: there is no such book yet ({book}); drop its file on the Data page.",
)
SILENT = Text(
    "{book}：這段期間沒有訂單與金額。", "{book}: neither orders nor amounts in this period."
)
NO_COLUMN = Text(
    "{columns}是「–」：{book} 的匯出沒有這一欄；匯出時請加上。",
    "{columns} show “–”: the export of {book} lacks this column; add it when exporting.",
)
NO_CHANNELS = Text(
    "GA4 的匯出沒有分渠道，只有合計；匯出時請加上「工作階段主要管道群組」。",
    "The GA4 export tells no channels apart, only a total; add “Session primary channel group”.",
)
TOO_MANY = Text(
    "兩本帳都有的日子（{days}）：平台一共認列 {claimed} 張，比官網訂單 {orders} 張多 {more} 張；"
    "同一張訂單被重複認列，看不出有幾張沒人認列。",
    "On the days both books have ({days}), platforms claim {claimed} orders, {more} more than the"
    " {orders} sold: some are claimed twice, and how many nobody claims cannot be known.",
)
FEWER = Text(
    "兩本帳都有的日子（{days}）：官網訂單 {orders} 張，平台認列 {claimed} 張，至少 {left} 張沒有"
    "平台認列（自然流量、回頭客，或無法追蹤）。",
    "On the days both books have ({days}), {orders} orders were sold and platforms claim {claimed};"
    " at least {left} nobody claims (organic, returning, or not tracked).",
)
NAMES: dict[Ledger, Text] = {
    Ledger.PLATFORM: Text("廣告平台", "ad platforms"),
    Ledger.WEB: Text("GA4", "GA4"),
    Ledger.ORDERS: Text("官網訂單", "shop orders"),
}


def ledger_grid(told: Ledgers, scene: Situation, lang: Lang) -> Grid:
    """Word the books side by side; figures nobody knows are "–", and the notes say why."""
    columns = [
        Column(k.key, TITLES[k].fill(currency=scene.currency).to(lang), k.sentence.to(lang))
        for k in ASKED
    ]
    columns.append(Column("unclaimed", UNCLAIMED.to(lang), UNCLAIMED_HELP.to(lang)))
    lines = [_line(line, scene, lang) for line in told.lines]
    whole = {kpi: reading.value for kpi, reading in told.total.items()}
    cells = [_cell(kpi, whole[kpi], scene, lang) for kpi in ASKED]
    cells.append(Cell(told.unclaimed, figure(told.unclaimed, Unit.COUNT, lang, full=True)))
    lines.append(Line(TOTAL.to(lang), tuple(cells), stands_for=Place()))
    notes = tuple(text.to(lang) for text in _notes(told, scene, lang))
    return Grid(CHANNEL.to(lang), tuple(columns), tuple(lines), notes)


def _line(line: LedgerLine, scene: Situation, lang: Lang) -> Line:
    cells = [_cell(kpi, line.values.get(kpi), scene, lang) for kpi in ASKED]
    cells.append(Cell(None, NO_ANSWER))
    if line.platform is None:
        named = value_name("channel", line.channel, lang) if line.channel else REST.to(lang)
        return Line(named, tuple(cells))
    name = PLATFORMS[line.platform].name.to(lang)
    if line.channel:
        group = value_name("channel", line.channel, lang)
        name = WITH_GROUP.fill(platform=name, group=group).to(lang)
    return Line(name, tuple(cells), stands_for=Place(line.platform))


def _cell(kpi: Kpi, value: Number | None, scene: Situation, lang: Lang) -> Cell:
    return Cell(value, worded(kpi, value, scene.known, lang, full=True))


def _notes(told: Ledgers, scene: Situation, lang: Lang) -> Iterator[Text]:
    """Yield what the difference means, why cells are empty, and how far each book reaches."""
    yield from _difference(told, lang)
    for ledger, kpis in BOOKS.items():
        silent = [k for k in kpis if told.total[k].value is None]
        titles = [TITLES[k].fill(currency=scene.currency) for k in silent]
        columns = Text(
            "".join(f"「{t.zh}」" for t in titles) or NO_ANSWER,
            ", ".join(t.en for t in titles) or NO_ANSWER,
        )
        if not scene.known.extent.platforms(ledger):
            yield MISSING.fill(book=NAMES[ledger], columns=columns)
        elif len(silent) == len(kpis):
            yield SILENT.fill(book=NAMES[ledger])
        elif silent:
            yield NO_COLUMN.fill(book=NAMES[ledger], columns=columns)
    seen = any(told.total[kpi].value is not None for kpi in BOOKS[Ledger.WEB])
    if seen and not any(line.channel for line in told.lines):
        yield NO_CHANNELS
    if told.total[SOLD].value is not None:
        yield NO_ORIGIN
        if own := own_channels(scene.known.extent, SOLD):
            yield OWN_SITE.fill(own=Text("、".join(own), ", ".join(own)))
    if told.total[CLAIMED].over_platforms:
        yield NOT_A_SUM
    yield from _ends(told)


def _difference(told: Ledgers, lang: Lang) -> Iterator[Text]:
    """Yield what it means that platforms claim more, or fewer, orders than the shop sold."""
    over, left = told.total[OVER_CLAIM], told.unclaimed
    if over.numerator is None or over.denominator is None:
        return
    more = Decimal(over.numerator) - Decimal(over.denominator)
    parts = {"claimed": over.numerator, "orders": over.denominator, "more": more, "left": left}
    shown = {n: figure(v, Unit.COUNT, lang, decimals=1, full=True) for n, v in parts.items()}
    yield (TOO_MANY if left is None else FEWER).fill(days=days(over.period.now), **shown)


def _ends(told: Ledgers) -> Iterator[Text]:
    """Yield up to which day each book is complete."""
    ends = []
    for ledger, kpis in BOOKS.items():
        readings = [told.total[kpi] for kpi in kpis]
        known = [r.complete_to for r in readings if r.complete_to and r.value is not None]
        if known:
            ends.append(ENDS.fill(book=NAMES[ledger], day=day(max(known))))
    if ends:
        joined = Text("｜".join(e.zh for e in ends), " | ".join(e.en for e in ends))
        yield ALL_ENDS.fill(ends=joined)
