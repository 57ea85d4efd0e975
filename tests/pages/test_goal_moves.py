"""The chart of a target that moved: a step a move, nothing named twice or on top of another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from data.text import LANGS, Lang
from kpi.goals.goal import Goal, pack
from pages.ui.goals.moved import steps
from pages.ui.theme import DARK, LIGHT

CAC = next(Goal.from_doc(doc) for doc in pack("shop") if doc["kpi"] == "cac")
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("days", "named"),
    [((0, 80), 2), ((0, 79, 80), 2), ((0, 1, 2, 3), 1), ((0, 30, 60), 3)],
)
def test_a_step_a_move(lang: Lang, days: tuple[int, ...], named: int) -> None:
    moves = [(TODAY - timedelta(80 - n), Decimal(600 - n)) for n in days]
    line, dots, words, below = steps(moves, TODAY, CAC, lang, LIGHT)["layer"]
    drawn = [(row["x"], row["y"]) for row in line["data"]["values"]]
    assert drawn[:-1] == [(at.toordinal(), float(value)) for at, value in moves]
    assert drawn[-1] == (TODAY.toordinal(), drawn[-2][1]), "it holds until today"
    assert len(dots["data"]["values"]) == len(moves)
    told = words["data"]["values"]
    assert len(told) == len(below["data"]["values"]) == named
    assert {"x": moves[-1][0].toordinal(), "y": drawn[-1][1], "word": f"{600 - days[-1]}"} in told


def test_it_is_drawn_in_the_ink_of_the_theme() -> None:
    moves = [(TODAY, Decimal(600)), (TODAY + timedelta(1), Decimal(590))]
    assert steps(moves, TODAY, CAC, "zh", DARK)["layer"][0]["mark"]["color"] == DARK.text
