"""名詞 Glossary: every KPI in words, generated from the catalog."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from data.text import LANGS, Lang, Text
from kpi.catalog import KPIS
from kpi.definition import LEDGERS, Better, Kpi, Stage, Unit
from kpi.facts.quantities import Ledger

UNITS = {
    Unit.COUNT: Text("次數", "count"),
    Unit.MONEY: Text("金額", "money"),
    Unit.RATIO: Text("比率（%）", "ratio (%)"),
    Unit.MULTIPLE: Text("倍數", "multiple"),
    Unit.SECONDS: Text("秒", "seconds"),
    Unit.HOURS: Text("小時", "hours"),
    Unit.DAYS: Text("天", "days"),
    Unit.MONTHS: Text("月", "months"),
    Unit.POSITION: Text("名次", "position"),
}
BETTER = {
    Better.HIGHER: Text("越高越好", "higher is better"),
    Better.LOWER: Text("越低越好", "lower is better"),
    Better.BAND: Text("落在區間內", "within a band"),
}
STAGES = {
    Stage.AWARENESS: Text("認知", "Awareness"),
    Stage.ENGAGEMENT: Text("互動", "Engagement"),
    Stage.CONVERSION: Text("轉換", "Conversion"),
    Stage.RETENTION: Text("留存", "Retention"),
    Stage.GROWTH: Text("成長", "Growth"),
}
PROCESS, RESULT = Text("過程", "input"), Text("結果", "output")
LEADING, LAGGING = Text("領先", "leading"), Text("落後", "lagging")
CONTEXT = Text("背景數字", "context")
BETWEEN = Text("、", ", ")
ASIDE = Text("{unit}，{better}", "{unit}, {better}")
SEVERAL = Text("跨帳本", "Several ledgers")

TITLES = (
    Text("指標", "KPI"),
    Text("意思與公式", "Meaning and formula"),
    Text("單位、方向與類型", "Unit, direction and kind"),
)
SENTENCE = Text(
    "{n} 個指標：意思、公式，以及怎樣算好。", "{n} KPIs: meaning, formula, which way is better."
)
SEARCH = Text("搜尋指標、公式或關鍵字", "Search KPIs, formulas, words")
NONE = Text("找不到「{query}」。換一個說法試試。", "Nothing matches “{query}”. Try another word.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One KPI in words.

    Parameters
    ----------
    other : str
        Its name in the other language.
    reading : str
        Unit and which way is better.
    role : str
        Stage, input or output, leading or lagging, whether it is context.
    """

    key: str
    name: str
    other: str
    sentence: str
    formula: str
    reading: str
    role: str


@dataclass(frozen=True, slots=True)
class Section:
    """The KPIs of one ledger, or those that need several."""

    title: str
    entries: tuple[Entry, ...]


def glossary(lang: Lang, query: str = "") -> Sequence[Section]:
    """Return the catalog in words, by ledger; only what has every word of the query.

    Parameters
    ----------
    query : str
        Searched in both languages, width and case aside; the key counts too.
    """
    wanted = [kpi for kpi in KPIS.values() if _found(kpi, query)]
    titles = {ledger: LEDGERS[ledger].to(lang) for ledger in Ledger}
    sections = [
        (titles[ledger], [k for k in wanted if k.ledgers == (ledger,)]) for ledger in Ledger
    ]
    sections.append((SEVERAL.to(lang), [k for k in wanted if len(k.ledgers) > 1]))
    return [
        Section(title[:1].upper() + title[1:], tuple(_entry(kpi, lang) for kpi in kpis))
        for title, kpis in sections
        if kpis
    ]


def _entry(kpi: Kpi, lang: Lang) -> Entry:
    other = next(code for code in LANGS if code != lang)
    join = BETWEEN.to(lang).join
    role = [
        *([STAGES[kpi.stage]] if kpi.stage else []),
        PROCESS if kpi.process else RESULT,
        LEADING if kpi.leading else LAGGING,
        *([CONTEXT] if kpi.context else []),
    ]
    return Entry(
        key=kpi.key,
        name=kpi.name.to(lang),
        other=kpi.name.to(other),
        sentence=kpi.sentence.to(lang),
        formula=kpi.formula.to(lang),
        reading=ASIDE.fill(unit=UNITS[kpi.unit], better=BETTER[kpi.better]).to(lang),
        role=join(t.to(lang) for t in role),
    )


def _found(kpi: Kpi, query: str) -> bool:
    texts = (kpi.name, kpi.sentence, kpi.formula)
    within = _plain(" ".join((kpi.key, *(t.to(lang) for t in texts for lang in LANGS))))
    return all(word in within for word in _plain(query).split())


def _plain(text: str) -> str:
    """Return a text without differences of width and case."""
    return unicodedata.normalize("NFKC", text).casefold()
