"""A review taken along: its name, its kinds, and what an outside eye never gets in any of them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from data.state import State
from data.text import LANGS, Lang
from kpi.actions.action import Action
from kpi.publish.meta import safe
from kpi.publish.pdf import FACES
from kpi.reports.weekly import Kind, weekly
from tests.kpi import publish_world as world

pytestmark = pytest.mark.slow
SECRETS = ("行銷後毛利", "Contribution", "31.7", "secret-note", "secret-why", "secret-benefit",
           "google-only", "Meta 新客開發")  # fmt: skip
"""A margin, what people typed, and what is of another platform than LINE's agency has."""
OUTSIDE = "line_ads"
KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.fixture
def state(tmp_path_factory: pytest.TempPathFactory) -> State:
    made = State.open(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'state.sqlite'}")
    made.write_note(world.review().id, "goal-0", "pen", "Mei", "secret-note 31.7 %")
    own = Action("a1", "line-only", "Mei", date(2026, 11, 27), date(2026, 11, 23), "Mei",
                 review=world.review().id, platform=OUTSIDE, benefit="secret-benefit")  # fmt: skip
    docs = [own.as_doc(), replace(own, id="a2", what="google-only", platform="google_ads").as_doc()]
    made.save_actions(docs, "Mei", "")
    return made


@pytest.fixture
def review() -> world.Review:
    made = world.review()
    return replace(made, decisions=tuple(replace(d, why="secret-why") for d in made.decisions))


def readable(kind: Kind, content: bytes) -> str:
    """Return all that can be read of a file, however deep it lies."""
    if kind == "pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True)
        return done.stdout.decode()
    if kind in ("pptx", "xlsx"):
        return "\n".join(_unzipped(content))
    return content.decode()


def _unzipped(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        for name in whole.namelist():
            part = whole.read(name)
            if name.endswith(".xlsx"):
                yield from _unzipped(part)
            else:
                yield part.decode("utf-8", "replace")


def can(kind: Kind) -> None:
    import typst

    if kind == "pdf" and not (set(typst.Fonts().families()) & set(FACES)):
        pytest.skip("no font with Chinese letters")
    if kind == "pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_an_outside_eye_gets_no_margin(
    state: State, review: world.Review, kind: Kind, lang: Lang
) -> None:
    can(kind)
    whole = readable(kind, weekly(state, review, lang, kind)[1])
    assert ("行銷後毛利" if lang == "zh" else "Contribution") in whole, "else this proves nothing"
    name, content = weekly(state, review, lang, kind, OUTSIDE)
    there = readable(kind, content)
    assert [secret for secret in SECRETS if secret in there] == []
    assert OUTSIDE in name
    if kind in ("pptx", "pdf"):
        assert "LINE" in there, "each page says whose version it is"


def test_its_own_action_stays(state: State, review: world.Review) -> None:
    there = readable("xlsx", weekly(state, review, "zh", "xlsx", OUTSIDE)[1])
    assert "line-only" in there


def test_the_whole_has_notes_reasons_and_benefits(state: State, review: world.Review) -> None:
    there = readable("xlsx", weekly(state, review, "zh", "xlsx")[1])
    assert all(said in there for said in ("secret-note", "secret-why", "secret-benefit"))


@pytest.mark.parametrize(
    ("lang", "kind", "name"),
    [("zh", "pptx", "週會_2026-11-16_快照12_20261123-0930.pptx"),
     ("en", "xlsx", "review_2026-11-16_snapshot12_20261123-0930.xlsx"),
     ("zh", "line", "週會_2026-11-16_快照12_20261123-0930.txt")],
)  # fmt: skip
def test_a_file_names_its_snapshot_and_its_time(
    state: State, lang: Lang, kind: Kind, name: str
) -> None:
    assert weekly(state, world.review(), lang, kind)[0] == name


@pytest.mark.parametrize("stem", ["../../etc/passwd", 'a/b\\c:d*e?f"g<h>i|j', "週會 x", "a\x00b"])
def test_a_name_has_letters_that_every_system_takes(stem: str) -> None:
    assert re.fullmatch(r"[\w-]+", safe(stem))
