"""Lines below a place as a table: shares, figures, change, verdicts, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.card import Chip, Verdict
from kpi.channels.lines import Channels
from kpi.channels.row import COST, FIGURES, Row
from kpi.cut import Dimension
from kpi.definition import Kpi, Unit
from kpi.facts.completeness import Completeness
from kpi.figure import Number
from kpi.format import MINUS, change, change_unit, figure
from kpi.grid import Cell, Column, Grid, Line
from kpi.naming import LEVELS, REST, line_name
from kpi.overview.wording import BASES, chip

GRAVEST = (Verdict.ACT, Verdict.WATCH, Verdict.UNKNOWN, Verdict.GOOD)

SHORT: dict[str, Text] = {
    "cost": Text("花費", "Cost"),
    "impressions": Text("曝光", "Impressions"),
    "clicks": Text("點擊", "Clicks"),
    "ctr": Text("CTR", "CTR"),
    "cpc": Text("CPC", "CPC"),
    "conversions": Text("自報轉換", "Conversions"),
    "cvr_click": Text("CVR", "CVR"),
    "cpa": Text("CPA", "CPA"),
    "conversion_value": Text("自報價值", "Value"),
    "roas": Text("平台 ROAS", "ROAS"),
}
"""What heads a column; its full name and sentence are its help."""
HELP = Text("{name}：{sentence}", "{name}: {sentence}")

IN_UNIT = Text("{name}（{unit}）", "{name} ({unit})")
TIMES = Text("倍", "×")
SHARE = Text("花費占比", "Share of cost")
SHARE_HELP = Text("占這個層級全部廣告花費的比例。", "Of all cost of what is listed here.")
CHANGE = Text("{name} 較上期", "{name} vs previous")
CHANGE_HELP = Text(
    "與上期相比：金額與次數是百分比，比率是百分點，倍數是差。",
    "Against the previous period: percent for money and counts, points for rates, the difference"
    " for multiples.",
)
BASIS = Text("點擊口徑", "Click basis")
VERDICT = Text("{word} {kpi}", "{word} {kpi}")

REST_MORE = Text(
    "「未歸屬差額」是上一層有、下列各項加起來還少的部分：上一層＝各項合計＋差額。",
    "“Not attributed” is what the level above has beyond the lines listed: it equals their sum"
    " and this rest.",
)
REST_LESS = Text(
    "「未歸屬差額」是負的：下列各項加起來比上一層多，兩份匯出的時間或範圍不同；請重新匯出同一段期間。",
    "“Not attributed” is negative: the lines say more than the level above, so the two exports"
    " differ in time or range; export both again for the same days.",
)
CLAIMED = Text(
    "轉換與價值是各平台自報；跨平台相加是平台自報合計（含重複認列），不判定。",
    "Conversions and value are what each platform claims; over several platforms they are a sum of"
    " platform claims, counted more than once, and never judged.",
)
CLICKS = Text("點擊數的口徑：{basis}。", "Clicks are counted as {basis}.")
OF_PLATFORM = Text("{platform} {basis}", "{basis} on {platform}")


def grid(found: Channels, main: Kpi, lang: Lang) -> Grid:
    """Return what lies below a place, the rest as a line of its own."""
    rows = (*found.rows, found.rest) if found.rest else found.rows
    compared = (COST,) if main is COST else (COST, main)
    return Grid(
        LEVELS[found.place.below].to(lang),
        tuple(_columns(found, compared, lang)),
        tuple(_line(row, found, compared, lang) for row in rows),
        tuple(text.to(lang) for text in _notes(found)),
    )


def worded(
    kpi: Kpi,
    value: Number | None,
    known: Completeness,
    lang: Lang,
    *,
    full: bool = False,
    short: bool = False,
) -> str:
    """Return a figure in the unit of its KPI; its currency stands by it where several are about."""
    return figure(
        value,
        kpi.unit,
        lang,
        decimals=kpi.decimals,
        currency=known.terms.currency,
        mixed=not full and len({s.currency for s in known.sources if s.currency}) > 1,
        full=full,
        short=short,
    )


def titled(kpi: Kpi, currency: str | None) -> Text:
    """Return a KPI with its unit, as a column or a chart names it."""
    unit = {Unit.MONEY: currency, Unit.MULTIPLE: TIMES}.get(kpi.unit)
    return IN_UNIT.fill(name=SHORT[kpi.key], unit=unit) if unit else SHORT[kpi.key]


def _columns(found: Channels, compared: tuple[Kpi, ...], lang: Lang) -> Iterator[Column]:
    currency = found.known.terms.currency
    yield _column(COST, currency, lang)
    yield Column("share", SHARE.to(lang), SHARE_HELP.to(lang))
    for kpi in compared:
        unit = change_unit(kpi.unit, lang)
        name = CHANGE.fill(name=SHORT[kpi.key])
        title = IN_UNIT.fill(name=name, unit=unit) if unit else name
        yield Column(f"change-{kpi.key}", title.to(lang), CHANGE_HELP.to(lang))
    for kpi in FIGURES[1:]:
        yield _column(kpi, currency, lang)


def _column(kpi: Kpi, currency: str | None, lang: Lang) -> Column:
    told = HELP.fill(name=kpi.name, sentence=kpi.sentence)
    return Column(kpi.key, titled(kpi, currency).to(lang), told.to(lang))


def _line(row: Row, found: Channels, compared: tuple[Kpi, ...], lang: Lang) -> Line:
    known = found.known
    cells = [_cell(COST, row.figures[COST.key].value, known, lang)]
    share = found.share(row)
    cells.append(Cell(share, figure(share, Unit.RATIO, lang)))
    cells += [_change(kpi, row) for kpi in compared]
    cells += [_cell(kpi, row.figures[kpi.key].value, known, lang) for kpi in FIGURES[1:]]
    if not row.cut:
        return Line(REST.to(lang), tuple(cells))
    place = found.place_of(row)
    name = line_name(row.cut, found.place, lang, with_account=found.has_accounts(place.platform))
    leads = None if found.place.below is Dimension.AD_GROUP else place
    return Line(name, tuple(cells), tuple(_verdicts(row, lang)), leads, place)


def _cell(kpi: Kpi, value: Number | None, known: Completeness, lang: Lang) -> Cell:
    return Cell(value, worded(kpi, value, known, lang, full=True))


def _change(kpi: Kpi, row: Row) -> Cell:
    """Return a change with the number it is sorted by, which is the one that is shown."""
    text = change(row.figures[kpi.key].value, row.before.get(kpi.key), kpi.unit)
    digits = text.strip("±+%").replace(MINUS, "-").replace(",", "")
    return Cell(Decimal(digits) if digits[-1:].isdigit() else None, text)


def _verdicts(row: Row, lang: Lang) -> Iterator[Chip]:
    told = {
        key: made
        for key, (_, judgement) in row.judged.items()
        if (made := chip(judgement.verdict, lang))
    }
    for key, made in sorted(told.items(), key=lambda item: GRAVEST.index(item[1].verdict)):
        word = VERDICT.fill(word=made.word, kpi=SHORT[key])
        yield Chip(made.verdict, word.to(lang), made.icon)


def _notes(found: Channels) -> Iterator[Text]:
    """Yield what a reader must know of the lines."""
    if found.rest:
        told = [figure.value for figure in found.rest.figures.values() if figure.value]
        yield REST_LESS if min(told) < 0 else REST_MORE
    yield from _click_basis(found)
    if len({dict(row.cut).get("platform") for row in found.rows}) > 1:
        yield CLAIMED


def _click_basis(found: Channels) -> Iterator[Text]:
    """Yield which clicks are counted; where platforms differ, on each of them."""
    told = {
        (dict(row.cut)["platform"], BASES[basis])
        for row in found.rows
        if (basis := row.figures["clicks"].basis)
    }
    bases = {text for _, text in told}
    if len(bases) == 1:
        yield CLICKS.fill(basis=bases.pop())
    elif bases:
        each = [
            OF_PLATFORM.fill(platform=PLATFORMS[platform].name, basis=text)
            for platform, text in sorted(told, key=lambda pair: (pair[0], pair[1].en))
        ]
        zh, en = "｜".join(t.zh for t in each), ", ".join(t.en for t in each)
        yield CLICKS.fill(basis=Text(zh, en))
