"""The GA4 part of the Data page: how a key is made, what it sees, how a pull went."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ga4 import standing
from data.ga4.access import ENDPOINT, KEY_FILE
from data.ga4.standing import STARTING, Standing
from data.lock import flock
from data.store import Store
from data.terminal.pulling import STORING
from data.text import LANGS, Lang, Text
from pages.ui.ga4 import words
from tests.data.test_ga4_pull import cubes
from tests.ga4_standin import Standin, serving

Visit = Callable[..., AppTest]
NAMED = Text("已拉取 範例", "Pulled the sample")

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (KEY_FILE, ENDPOINT):
        monkeypatch.delenv(name, raising=False)


def texts(app: AppTest) -> str:
    """Return all that stands on the page, as it is read."""
    said = [*app.markdown, *app.info, *app.warning, *app.error]
    return " ".join(e.value for e in said).replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_key_it_says_how_one_is_made(visit: Visit, lang: Lang) -> None:
    app = visit("data", lang=lang, part="ga4")
    assert all(step.to(lang) in texts(app) for step in words.STEPS)
    assert KEY_FILE in texts(app)
    assert words.TEST.to(lang) not in [b.label for b in app.button]


@pytest.mark.parametrize("lang", LANGS)
def test_a_test_lists_what_the_key_sees(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    with serving(Standin(cubes())) as address:
        monkeypatch.setenv(ENDPOINT, address)
        app = visit("data", lang=lang, part="ga4")
        next(b for b in app.button if b.label == words.TEST.to(lang)).click().run()
    assert words.SEES.fill(n=1).to(lang) in texts(app)
    assert app.selectbox[0].options == ["範例商店 - GA4 (123456)"]


def test_a_service_that_does_not_answer_teaches(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = tmp_path / "key.json"
    key.write_text(json.dumps({"type": "service_account", "private_key": "s3cret"}))
    monkeypatch.setenv(KEY_FILE, str(key))
    app = visit("data", lang="en", part="ga4")
    assert "cannot be read" in texts(app) and "s3cret" not in texts(app)


def test_a_pull_that_knew_its_parts_and_died_is_told_at_once(tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    standing.write(store, Standing("pulling", "", "範例", done=4, all=9, text=NAMED))
    found = standing.read(store)
    assert found is not None and (found.status, found.text) == ("stopped", None)


@pytest.mark.parametrize(
    ("status", "age", "held", "read"),
    [
        ("pulling", timedelta(0), False, "pulling"),  # asked for, and about to begin
        ("pulling", STARTING * 2, True, "pulling"),
        ("pulling", STARTING * 2, False, "stopped"),  # its process died
        ("pulled", STARTING * 2, False, "pulled"),
    ],
)
def test_a_pull_that_died_counts_as_stopped(
    tmp_path: Path, status: standing.Status, age: timedelta, held: bool, read: str
) -> None:
    store = Store.at(tmp_path)
    standing.write(store, Standing(status, "", "範例", text=NAMED, notes=("sampled",)))
    file = standing.folder(store) / "standing.json"
    doc = json.loads(file.read_text("utf-8")) | {"at": (datetime.now(UTC) - age).isoformat()}
    file.write_text(json.dumps(doc), "utf-8")
    if held:
        with flock(standing.lock(store), wait=False):
            found = standing.read(store)
    else:
        found = standing.read(store)
    assert found is not None and found.status == read and found.notes == ("sampled",)
    # what it was at when it died is not how it ended: the page has words of its own for that
    assert found.text == (None if read == "stopped" else NAMED)


def test_one_that_died_while_it_was_stored_says_so_and_not_that_it_is_being_stored(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Standin(cubes())) as address:
        monkeypatch.setenv(ENDPOINT, address)
        standing.write(Store.at(), Standing("pulling", "", "範例", 1, 1, text=STORING))
        app = visit("data", lang="en", part="ga4")
        next(b for b in app.button if b.label == words.TEST.en).click().run()
    assert words.STOPPED.en in texts(app) and STORING.en not in texts(app)


def test_how_the_last_pull_ended_is_said(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Standin(cubes())) as address:
        monkeypatch.setenv(ENDPOINT, address)
        visit("data", lang="en", part="ga4")
        kept = Store.at()
        standing.write(kept, Standing("pulled", "", text=NAMED, left={"day": 1234}))
        app = visit("data", lang="en", part="ga4")
        next(b for b in app.button if b.label == words.TEST.en).click().run()
    assert "Pulled the sample" in texts(app) and "1,234 tokens" in texts(app)
