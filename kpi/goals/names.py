"""What goals call each other: the names of goals and objectives by their ids, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.text import LANGS, Lang, Text
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.goals.objectives import Objective
from kpi.naming import value_name

REFERENCES = ("pair", "objective")
"""The fields that hold an id."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; two that are called alike are called by their ids."""

    goals: Mapping[str, Text] = field(default_factory=dict)
    objectives: Mapping[str, Text] = field(default_factory=dict)

    def of(self, name: str) -> Mapping[str, Text]:
        """Return what a field may refer to."""
        return self.goals if name == "pair" else self.objectives

    def told(self, name: str, to: str) -> Text:
        """Return what something is called; by its id where it is no more."""
        return self.of(name).get(to, Text(to, to))

    def found(self, name: str, said: str) -> str | None:
        """Return the id somebody names, in either language or by the id itself."""
        known = self.of(name)
        if said in known:
            return said
        return next((key for key, text in known.items() if said in (text.zh, text.en)), None)


NO_NAMES = Names()


def names_of(goals: Iterable[Goal], objectives: Iterable[Objective] = ()) -> Names:
    """Return the names of goals and objectives."""
    called = {g.id: Text(kpi_name(g, "zh"), kpi_name(g, "en")) for g in goals}
    return Names(_apart(called), _apart({o.id: o.name for o in objectives}))


def _apart(called: Mapping[str, Text]) -> dict[str, Text]:
    """Call by their ids those whose name another has, too."""
    often = Counter((lang, text.to(lang)) for text in called.values() for lang in LANGS)
    return {
        key: text if all(often[lang, text.to(lang)] == 1 for lang in LANGS) else Text(key, key)
        for key, text in called.items()
    }


def scope_name(goal: Goal, lang: Lang) -> str:
    """Return what a goal is judged over: 「Google Ads」; empty for all."""
    return "・".join(value_name(name, value, lang) for name, value in goal.scope)


def kpi_name(goal: Goal, lang: Lang) -> str:
    """Return what a goal is about, with its scope."""
    scope = scope_name(goal, lang)
    name = KPIS[goal.kpi].name.to(lang)
    return (
        f"{name}（{scope}）" if scope and lang == "zh" else f"{name} ({scope})" if scope else name
    )
