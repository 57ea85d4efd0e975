"""Which scopes a goal can have: what its KPI's books know; one platform where platforms claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from data.schema import PLATFORMS
from data.text import Text
from kpi.cut import PATH, Dimension, obstacle
from kpi.definition import LEDGERS, Kpi
from kpi.facts.quantities import Ledger
from kpi.goals.fields import Objection
from kpi.goals.goal import Goal
from kpi.naming import value_name

Books = Mapping[str, frozenset[Ledger]]
"""By platform, the ledgers it brought."""

ACROSS = Text(
    "{kpi}跨 {ledgers} 幾本帳計算，不能限定範圍；請用全部。",
    "{kpi} is read from several books ({ledgers}), so it has no scope; use all.",
)
NOT_SPLIT = Text(
    "{kpi}讀的是{ledgers}，沒有「{value}」這種範圍；請換範圍或用全部。",
    "{kpi} is read from {ledgers}, which does not know “{value}”; choose another scope, or all.",
)
CLAIMED = Text(
    "{kpi}由各平台自己認列，幾個平台合起來不判定；請限定一個平台。",
    "{kpi} is claimed by each platform for itself; over several it is never judged. Choose one"
    " platform.",
)
NOT_ITS_PLATFORM = Text(
    "{value} 沒有{ledgers}的資料，{kpi}讀不到；請換平台。",
    "{value} has no {ledgers}, which {kpi} is read from; choose another platform.",
)
NO_PLATFORM = Text(
    "沒有「{value}」這個平台；請用平台的名稱，例如 Google Ads。",
    "There is no platform “{value}”; use its name, such as Google Ads.",
)
COARSER = Text(
    "限定「{value}」之前，要先限定它的{coarser}。",
    "Before “{value}”, name its {coarser}.",
)
COARSER_NAMES = {"platform": Text("平台", "platform"), "account": Text("帳戶", "account"),
                 "campaign": Text("廣告活動", "campaign")}  # fmt: skip


def scoped(goal: Goal, kpi: Kpi, books: Books) -> Iterator[Objection]:
    """Yield what is wrong with the scope of a goal."""
    scope = dict(goal.scope)
    ledgers = _ledgers(kpi)
    if scope and kpi.across:
        yield Objection("scope", ACROSS.fill(kpi=kpi.name, ledgers=ledgers))
        return
    hindered = obstacle(kpi, [Dimension(name) for name in scope])
    if hindered is not None:
        value = _named(hindered, scope[hindered])
        yield Objection("scope", NOT_SPLIT.fill(kpi=kpi.name, ledgers=ledgers, value=value))
    for coarser, finer in pairwise(PATH):
        if finer in scope and coarser not in scope:
            told = COARSER_NAMES[coarser]
            yield Objection("scope", COARSER.fill(value=scope[finer], coarser=told))
    platform = scope.get("platform")
    if platform is None:
        if kpi.claimed:
            yield Objection("scope", CLAIMED.fill(kpi=kpi.name))
        return
    if platform not in PLATFORMS:
        yield Objection("scope", NO_PLATFORM.fill(value=platform))
    elif platform in books and books[platform].isdisjoint(kpi.ledgers):
        named = PLATFORMS[platform].name
        text = NOT_ITS_PLATFORM.fill(kpi=kpi.name, ledgers=ledgers, value=named)
        yield Objection("scope", text)


def _ledgers(kpi: Kpi) -> Text:
    names = [LEDGERS[ledger] for ledger in kpi.ledgers]
    return Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _named(name: str, value: str) -> Text:
    return Text(value_name(name, value, "zh"), value_name(name, value, "en"))
