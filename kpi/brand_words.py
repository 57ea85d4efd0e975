"""品牌字 Brand words: which search queries are the brand's, kept by people, and what they catch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.definition import Kpi
from kpi.facts.quantities import Question
from kpi.facts.searching import fold, is_brand
from kpi.period import Span
from kpi.rules import Setting
from kpi.sql import text
from kpi.terms import Terms

FEW = 8
"""So many queries are shown."""
LEAST = 2
"""Characters a word needs, spaces aside: a shorter one is in half of all queries."""

BRAND_WORDS = Setting(
    "brand_words",
    Text("品牌字", "Brand words"),
    Text(
        "搜尋查詢裡有其中一個字就算品牌檢索；大小寫、全形半形與空格不分，繁體與簡體要各寫一次。",
        "A search query that holds one of these words is a brand search. Case, width and spaces do"
        " not matter; traditional and simplified characters are written separately.",
    ),
)
SHORT = Text(
    "「{word}」太短，會對到太多不相干的查詢；請至少寫 {n} 個字。",
    "“{word}” is too short and would meet too many other queries; write at least {n} characters.",
)


NO_WORDS = Text(
    "還沒有設定品牌字：請到「資料」的「規則」填上。",
    "No brand words are set yet: fill them in on the Data page, under Rules.",
)


@dataclass(frozen=True, slots=True)
class Caught:
    """What a list of words catches in the newest exported queries of every property.

    Parameters
    ----------
    queries, impressions, clicks : int
        Of the brand; `of_queries` … are those of all queries that were exported.
    examples, missed : tuple of str
        The brand queries with most impressions, and the other ones.
    spans : tuple of (str, Span)
        The properties, and the days of their lists.
    """

    queries: int
    impressions: int
    clicks: int
    of_queries: int
    of_impressions: int
    of_clicks: int
    examples: tuple[str, ...]
    missed: tuple[str, ...]
    spans: tuple[tuple[str, Span], ...]


def caught(snapshot: Snapshot, words: Sequence[str]) -> Caught | None:
    """Return what these words catch; None where no list of queries was imported."""
    rows = snapshot.query(text("search_words"))
    if not rows:
        return None
    folded = {fold(word) for word in words} - {""}
    ours = [r for r in rows if is_brand(fold(r[3]), folded)]
    others = [r for r in rows if not is_brand(fold(r[3]), folded)]
    spans = dict.fromkeys((account, Span(first, last)) for account, first, last, *_ in rows)
    (n, shown, clicks), (of_n, of_shown, of_clicks) = (
        (len(some), sum(r[4] or 0 for r in some), sum(r[5] or 0 for r in some))
        for some in (ours, rows)
    )
    examples, missed = (tuple(r[3] for r in some[:FEW]) for some in (ours, others))
    return Caught(n, shown, clicks, of_n, of_shown, of_clicks, examples, missed, tuple(spans))


def objections(words: Sequence[str]) -> list[Text]:
    """Return what is wrong with a list of words, before it is kept."""
    return [SHORT.fill(word=word, n=LEAST) for word in words if len(fold(word)) < LEAST]


def why_none(kpi: Kpi, told: Terms) -> Text | None:
    """Return why a KPI of brand searches has no answer while nobody said what the brand is."""
    return NO_WORDS if kpi.question is Question.BRAND and not told.brand else None


def distinct(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without blanks and without those that mean the same as an earlier one."""
    first: dict[str, str] = {}
    for word in words:
        if fold(word):
            first.setdefault(fold(word), word.strip())
    return tuple(first.values())


def keep(state: State, words: Sequence[str], by: str, why: str) -> None:
    """Keep the list of words, with who and why."""
    state.set_setting(BRAND_WORDS.key, list(words), by, why)
