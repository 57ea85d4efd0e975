"""The ready-made packs of goals: what each is called and looks at, and choosing one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.schema import PLATFORMS
from data.state import State
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.facts.quantities import Ledger
from kpi.format import joined, limit, share
from kpi.goals import choosing
from kpi.goals.fitting import fitting
from kpi.goals.goal import Goal, pack, pack_names
from kpi.goals.goal import goals as kept_goals
from kpi.goals.scoping import Books
from kpi.overview.sentence import LIST

LED_BY, ALSO = Text("主看", "Led by"), Text("也看", "also")
ABOUT = Text("{star}｜{rest}", "{star} | {rest}")
LOW, HIGH = Text("不低於 {value}", "at least {value}"), Text("不高於 {value}", "at most {value}")
DUE = Text("至少應達的 {share}", "at least {share} of what is due")
NO_STAR = Text("北極星", "a north star")
SPAN = {
    "month": Text("每月 {value}", "{value} a month"),
    "quarter": Text("每季 {value}", "{value} a quarter"),
    "year": Text("每年 {value}", "{value} a year"),
}
FITS = Text(
    "目前的檔案答不出「{star}」，「{name}」組合比較合；到「目標」的「組合」看看會改什麼，再決定。",
    "The files there are cannot tell “{star}”; the pack “{name}” fits them better. See on the Goals"
    " page, under Packs, what it would change before you decide.",
)
TITLES = (
    Text("指標", "KPI"), Text("目標", "Target"), Text("護欄", "Guardrail"), Text("負責人", "Owner"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of goals by line of business."""

    key: str
    name: Text
    goals: tuple[Goal, ...]


def packs() -> dict[str, Pack]:
    """Return every pack by its key."""
    return {
        key: Pack(key, name, tuple(map(Goal.from_doc, pack(key))))
        for key, name in pack_names().items()
    }


def held(state: State) -> Pack | None:
    """Return the pack that most of the goals came from; None without goals of any."""
    key, _, _ = choosing.pack_of([Goal.from_doc(doc) for doc in state.goals()])
    return packs()[key] if key else None


def better(goals: Sequence[Goal], books: Books) -> Pack | None:
    """Return the pack that fits the files where the north star there is cannot be told by them.

    None where it can, where nothing fits better, and without any files.
    """
    star = next((goal for goal in goals if goal.rank == "star"), None)
    pack = packs()[fitting(books)] if books else None
    if pack is None or (star and _is_told(star, books)) or not _is_told(pack.goals[0], books):
        return None
    return pack


def offer(goals: Sequence[Goal], books: Books) -> Text | None:
    """Say which pack fits the files better, and how to get it; None where none does."""
    pack = better(goals, books)
    if pack is None:
        return None
    star = next((KPIS[goal.kpi].name for goal in goals if goal.rank == "star"), NO_STAR)
    return FITS.fill(star=star, name=pack.name)


def _is_told(goal: Goal, books: Books) -> bool:
    """Whether the files have every book a goal is read from, within its platform."""
    platform = dict(goal.scope).get("platform")
    asked = [books.get(platform, frozenset())] if platform else [*books.values()]
    return frozenset[Ledger]().union(*asked).issuperset(KPIS[goal.kpi].ledgers)


def choose(state: State, key: str, by: str) -> None:
    """Put the goals of a pack in the place of those of another; edited ones stay as they are."""
    why = choosing.BY_PACK.fill(name=packs()[key].name)
    choosing.choose(state, choosing.plan(state.goals(), key), by, why.zh)


def about(pack: Pack, lang: Lang) -> str:
    """Say in one line what a pack looks at."""
    names = [KPIS[goal.kpi].name.to(lang) for goal in pack.goals if goal.rank != "watched"]
    rest = LIST.to(lang).join(dict.fromkeys(names[1:]))
    star = joined(LED_BY.to(lang), names[0])
    return ABOUT.fill(star=star, rest=joined(ALSO.to(lang), rest)).to(lang)


def lines(state: State, lang: Lang) -> list[tuple[str, str, str, str]]:
    """Return a line a kept goal, under `TITLES`: what, how much, which limit, whose."""
    kept = kept_goals(state) if state.goals() else ()
    return [(_name(g, lang), _target(g, lang), _limit(g, lang), g.owner.to(lang)) for g in kept]


def _name(goal: Goal, lang: Lang) -> str:
    name = KPIS[goal.kpi].name.to(lang)
    scope = [PLATFORMS[v].name.to(lang) if v in PLATFORMS else v for _, v in goal.scope]
    return "・".join([*scope, name])


def _target(goal: Goal, lang: Lang) -> str:
    told, span = _told(goal.target, goal, lang), SPAN.get(goal.period)
    return span.fill(value=told).to(lang) if span and KPIS[goal.kpi].accumulates else told


def _limit(goal: Goal, lang: Lang) -> str:
    if goal.share is not None:
        return DUE.fill(share=share(goal.share)).to(lang)
    limits = ((LOW, goal.low), (HIGH, goal.high))
    said = [t.fill(value=_told(v, goal, lang)).to(lang) for t, v in limits if v is not None]
    return LIST.to(lang).join(said) or "–"


def _told(value: Decimal, goal: Goal, lang: Lang) -> str:
    return limit(value, KPIS[goal.kpi].unit, lang)
