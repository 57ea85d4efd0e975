"""The first steps of a team with its own data: five of them, each done or missing something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.schema import PLATFORMS
from data.snapshot import Snapshot
from data.state import State, Step
from data.text import Text
from kpi import format
from kpi.facts.extent import extent
from kpi.goals import packs
from kpi.overview.sentence import LIST

CONFIRMED = "goals_confirmed"
"""The setting that keeps which goals somebody has looked at and found right."""

NO_PACK = Text("還沒有選", "None chosen yet")
PACK = Text("{name}・{n} 個目標", "{name} · {n} goals")
OWN_GOALS = Text("自己的 {n} 個目標", "{n} goals of your own")
NO_FILES = Text("看板上還沒有檔案", "No file is on the board yet")
FILES = Text("看板上有：{sources}", "On the board: {sources}")
NOTHING_READ = Text("放入檔案後，這裡會列出要回答的事", "Questions appear once files are in")
OPEN = Text("{n} 個檔案等你回答或確認", "{n} files wait for your answer or consent")
NO_QUESTION = Text("沒有待回答的事", "Nothing is open")
NO_GOALS = Text("先選一組目標", "Choose a set of goals first")
UNSEEN = Text("{n} 個目標等你看過", "{n} goals to look through")
SEEN = Text("{n} 個目標都看過了", "All {n} goals were looked through")
NO_BOARD = Text("有檔案之後，看板就有數字", "It has figures once files are in")
BOARD = Text("數字到 {day}", "Figures up to {day}")


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step.

    Parameters
    ----------
    told : Text
        What there is, or what is missing.
    """

    key: str
    name: Text
    done: bool
    told: Text


Found = tuple[bool, Text]


def first_steps(state: State, seen: Snapshot | None) -> tuple[FirstStep, ...]:
    """Return the steps in their order, as the store is now."""
    return tuple(FirstStep(key, name, *find(state, seen)) for key, (name, find) in STEPS.items())


def resumed(steps: tuple[FirstStep, ...]) -> FirstStep:
    """Return where to go on: the first step that misses something, else the last."""
    return next((step for step in steps if not step.done), steps[-1])


def confirm(state: State, by: str) -> None:
    """Keep that the goals as they are were looked through and found right."""
    ids = sorted(doc["id"] for doc in state.goals())
    state.set_setting(CONFIRMED, ids, by, "looked through")


def _pack(state: State, _seen: Snapshot | None) -> Found:
    kept, pack = state.goals(), packs.held(state)
    if not kept:
        return False, NO_PACK
    return True, PACK.fill(name=pack.name, n=len(kept)) if pack else OWN_GOALS.fill(n=len(kept))


def _files(_state: State, seen: Snapshot | None) -> Found:
    names = {s.platform: PLATFORMS[s.platform].name for s in (seen.sources() if seen else [])}
    if not names:
        return False, NO_FILES
    zh, en = (LIST.to(lang).join(n.to(lang) for n in names.values()) for lang in ("zh", "en"))
    return True, FILES.fill(sources=Text(zh, en))


def _questions(state: State, seen: Snapshot | None) -> Found:
    waiting = sum(row.state in (Step.NEEDS_ANSWER, Step.PARSED) for row in state.journal())
    if waiting:
        return False, OPEN.fill(n=waiting)
    read = bool(seen and seen.sources())
    return read, NO_QUESTION if read else NOTHING_READ


def _goals(state: State, _seen: Snapshot | None) -> Found:
    kept = state.goals()
    seen = set(state.setting(CONFIRMED, ()))
    left = [doc for doc in kept if doc["version"] == 1 and doc["id"] not in seen]
    if not kept:
        return False, NO_GOALS
    return not left, UNSEEN.fill(n=len(left)) if left else SEEN.fill(n=len(kept))


def _board(_state: State, seen: Snapshot | None) -> Found:
    reach = extent(seen) if seen else None
    if reach is None or not reach.sources:
        return False, NO_BOARD
    return True, BOARD.fill(day=format.day(reach.last))


STEPS: dict[str, tuple[Text, Callable[[State, Snapshot | None], Found]]] = {
    "pack": (Text("選一組目標", "Choose a set of goals"), _pack),
    "files": (Text("放入檔案", "Bring your files"), _files),
    "questions": (Text("回答問題", "Settle open questions"), _questions),
    "goals": (Text("確認目標", "Check the goals"), _goals),
    "board": (Text("打開看板", "Open the board"), _board),
}
