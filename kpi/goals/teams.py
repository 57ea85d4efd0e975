"""Who does, answers for, is asked and is told (RACI): of a goal, else of its funnel stage."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.state import State
from data.text import Lang, Text
from kpi.definition import Stage

SETTING = "stage_raci"
"""The setting that keeps who stands for each stage of the funnel."""

LETTERS = {
    "responsible": Text("執行 R", "Responsible (R)"),
    "accountable": Text("當責 A", "Accountable (A)"),
    "consulted": Text("諮詢 C", "Consulted (C)"),
    "informed": Text("知會 I", "Informed (I)"),
}
"""The four letters, by the field of a goal that holds them."""
STAGES = {
    Stage.AWARENESS: Text("認知", "Awareness"),
    Stage.ENGAGEMENT: Text("互動", "Engagement"),
    Stage.CONVERSION: Text("轉換", "Conversion"),
    Stage.RETENTION: Text("留存", "Retention"),
    Stage.GROWTH: Text("成長", "Growth"),
}
OUTSIDE = Text("{name}（外）", "{name} (outside)")
BETWEEN = Text("、", ", ")
_MARK = re.compile(r"\s*[(（]\s*(外|外部|outside|external)\s*[)）]\s*$", re.IGNORECASE)
_SPLIT = re.compile(r"[、,，;；\n]")


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A team or a person; `outside` is an agency or a supplier."""

    name: str
    outside: bool = False


Parties = tuple[Party, ...]
Teams = Mapping[Stage, Mapping[str, Parties]]
"""By stage and letter."""


class Changed(RuntimeError):
    """Somebody else changed the teams of the stages meanwhile."""


def parse(text: str) -> Parties:
    """Return who is meant by names one after another; 「（外）」 behind one marks it as outside.

    Examples
    --------
    >>> parse("內容組、明日代理商（外）")
    (Party(name='內容組', outside=False), Party(name='明日代理商', outside=True))
    """
    found = []
    for piece in _SPLIT.split(text):
        said = " ".join(piece.split())
        name = _MARK.sub("", said)
        if name:
            found.append(Party(name, name != said))
    return tuple(dict.fromkeys(found))


def written(parties: Sequence[Party], lang: Lang) -> str:
    """Return names as they are typed."""
    told = (OUTSIDE.fill(name=p.name).to(lang) if p.outside else p.name for p in parties)
    return BETWEEN.to(lang).join(told)


def as_list(parties: Sequence[Party]) -> list[dict[str, Any]]:
    """Return parties as JSON keeps them."""
    return [{"name": p.name, "outside": p.outside} for p in parties]


def from_list(kept: Sequence[Mapping[str, Any]]) -> Parties:
    """Return parties as they were kept."""
    return tuple(Party(str(p["name"]), bool(p.get("outside"))) for p in kept)


def teams(state: State) -> Teams:
    """Return who stands for each stage."""
    kept = state.setting(SETTING) or {}
    return {
        stage: {letter: from_list(kept.get(stage, {}).get(letter, ())) for letter in LETTERS}
        for stage in STAGES
    }


def keep(state: State, seen: Teams, wanted: Teams, by: str, why: str) -> None:
    """Keep who stands for each stage.

    Raises
    ------
    Changed
        When what is kept is no longer what was `seen`.
    """
    if teams(state) != seen:
        raise Changed
    told = {
        str(stage): {letter: as_list(found) for letter, found in letters.items() if found}
        for stage, letters in wanted.items()
    }
    state.set_setting(SETTING, {stage: found for stage, found in told.items() if found}, by, why)
