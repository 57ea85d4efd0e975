"""A review of the sample shop, read as a team lead would: short, spaced, translated, on time."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.state import State
from data.text import LANGS
from kpi.period import Span
from kpi.review.minutes import LONGEST, minutes_markdown, minutes_text
from kpi.review.opening import last_week, open_review
from kpi.review.record import Review
from kpi.review.slides import slides
from tests.data.sample_shop import TODAY, Shop, filled
from tests.kpi.test_review_slides import words

pytestmark = pytest.mark.slow

CJK = re.compile(r"[\u2e80-\u9fff]")
TOUCHING = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Return the filled sample shop."""
    return filled(tmp_path_factory)


@pytest.fixture(scope="module")
def held(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> tuple[Review, ...]:
    """Return the reviews of three weeks, one after another, in a state of their own."""
    file = tmp_path_factory.mktemp("sample-review") / "state.sqlite"
    with closing(sqlite3.connect(shop.store.root / "state.sqlite")) as kept, closing(
        sqlite3.connect(file)
    ) as mine:  # fmt: skip
        kept.backup(mine)
    return reviewed(shop, file)


def reviewed(shop: Shop, file: Path) -> tuple[Review, ...]:
    """Open the last three weeks in the state kept in a file."""
    state = State.open(f"sqlite:///{file}")
    newest = last_week(date.fromisoformat(TODAY))
    weeks: list[Span] = [newest.moved(-14), newest.moved(-7), newest]
    return tuple(
        open_review(shop.snapshot, state, week, week.end + timedelta(1), "林主任") for week in weeks
    )


def names_of_data(review: Review) -> set[str]:
    """Return what the store itself calls its teams and sales channels: no word of ours."""
    told = {d.name.en for one in review.frozen for d in one.drivers}
    told |= {p.strip() for item in review.agenda for line in item.lines if line.who
             for p in line.who.en.split(",")}  # fmt: skip
    return {name for name in told if CJK.search(name)}


def test_every_slide_reads_well(held: tuple[Review, ...]) -> None:
    for review in held:
        for lang in LANGS:
            made = slides(review, lang)
            assert all(len(one.rows) <= 6 and len(one.sentences) <= 3 for one in made)
            assert len({one.key for one in made}) == len(made)
            for said in words(made):
                assert "  " not in said and "{" not in said and "None" not in said, said
                if lang == "zh":
                    assert not TOUCHING.search(said), said
                bare = said.replace("・", "")
                for name in names_of_data(review) if lang == "en" else ():
                    bare = bare.replace(name, "")
                if lang == "en":
                    assert not CJK.search(bare), said


def test_a_meeting_takes_about_a_quarter_of_an_hour(held: tuple[Review, ...]) -> None:
    for review in held:
        assert 12 <= sum(item.minutes for item in review.agenda) <= 20


def test_the_minutes_fit_a_message(held: tuple[Review, ...]) -> None:
    for review in held:
        for lang in LANGS:
            assert len(minutes_text(review, [], [], lang)) <= LONGEST
            assert minutes_markdown(review, [], [], lang).count("## ") >= 7
