"""The advice on all goals in a few lines: a line a rule, naming the goals it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Lang, Text
from kpi.goals.advice import RULES
from kpi.goals.fields import FIELDS
from kpi.goals.lints import Lint
from kpi.goals.names import Names

JOIN = Text("、", ", ")
OF_FIELD = Text("{field}：{names}", "{field}: {names}")
BETWEEN = Text("；", "; ")
GUARDRAIL = Text("護欄", "Guardrail")
ONE = Text("{name}：{text}", "{name}: {text}")
SEVERAL = {
    "incomplete": Text("{names}。", "{names}."),
    "pair": Text(
        "{names}：還沒有合適的配對，容易為了一個數字犧牲另一個。",
        "{names}: not well paired, so that one number may be bought by another.",
    ),
    "stretch": Text(
        "{names}：目標不在基準的 1.2 到 1.5 倍之間；打開看建議。",
        "{names}: the target is not 1.2 to 1.5 times the baseline; open one to see a suggestion.",
    ),
    "past": Text(
        "{names}：基準一開始就越過護欄，第一天就是需處理。",
        "{names}: the baseline is past the guardrail from the start, so action is due on day one.",
    ),
    "estimate": Text(
        "{names}：基準要補來源與日期，或換成自己的數字。",
        "{names}: the baseline needs its source and day, or a figure of your own.",
    ),
    "context": Text("{names}：背景數字，改成關注。", "{names}: context numbers; watch them."),
    "experiment": Text(
        "{names}：有兩個實驗同時在測；打開看是哪兩個。",
        "{names}: two experiments test it at once; open one to see which.",
    ),
    "draft": Text(
        "{names}：需求單位還沒有確認，卡片會標「草案」。",
        "{names}: not confirmed by the asking unit, so the cards say “draft”.",
    ),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: its name, and what it found."""

    rule: str
    name: str
    text: str


def checks(found: Sequence[Lint], names: Names, lang: Lang) -> list[Check]:
    """Return a line a rule, in their order; empty where there is nothing to say."""
    told = []
    for rule, name in RULES.items():
        mine = [one for one in found if one.rule == rule]
        if mine:
            told.append(Check(rule, name.to(lang), _told(rule, mine, names, lang)))
    return told


def _told(rule: str, mine: Sequence[Lint], names: Names, lang: Lang) -> str:
    ids = list(dict.fromkeys(one.goal_id for one in mine if one.goal_id))
    if not ids:
        return " ".join(one.text.to(lang) for one in mine)
    if rule == "incomplete":
        return SEVERAL[rule].fill(names=_by_field(mine, names, lang)).to(lang)
    called = [names.told("pair", key).to(lang) for key in ids]
    if len(mine) == 1:
        return ONE.fill(name=called[0], text=mine[0].text).to(lang)
    return SEVERAL[rule].fill(names=JOIN.to(lang).join(called)).to(lang)


def _by_field(mine: Sequence[Lint], names: Names, lang: Lang) -> str:
    """Return which goals lack what: 基準：營收、客單價；期限：營收."""
    by: dict[str, list[str]] = {}
    for one in mine:
        guardrail = one.field in ("low", "high", "share")
        field = (GUARDRAIL if guardrail else FIELDS[one.field]).to(lang)
        by.setdefault(field, []).append(names.told("pair", one.goal_id).to(lang))
    lines = (
        OF_FIELD.fill(field=field, names=JOIN.to(lang).join(called)).to(lang)
        for field, called in by.items()
    )
    return BETWEEN.to(lang).join(lines)
