"""Real stores behind the pages: an empty one, and one with a Google and a Meta export in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake
from data.__main__ import main
from data.state import State
from data.store import Store

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples" / "files"
LOADED = ("google_campaign_day_zh_utf8.csv", "meta_campaign_day_zh_csv.csv")
OPEN = ("google_one_bad_row.csv", "bulk_sheet.csv")
WAITS = "meta_campaign_day_en_csv.csv"
TODAY = "2026-02-02"
WAIT = 60


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store made once, of which tests get copies.

    Imports 1 and 2 are on the board, 3 asks for its account, 4 is refused, 5 waits for somebody
    to confirm it.
    """
    root = tmp_path_factory.mktemp("imported")
    at = ("--store", str(root))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LODESTAR_TODAY", TODAY)
        assert main(["import", *(str(SAMPLES / name) for name in LOADED), *at]) == 0
        assert main(["import", *(str(SAMPLES / name) for name in OPEN), *at]) == 1
        waits = intake.receive(Store.at(root), WAITS, SAMPLES / WAITS, "test")
        assert main(["parse", str(waits), *at]) == 0
    return root


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Open the store named by the test (``sample`` or ``empty``) for the pages."""
    kind = getattr(request, "param", "sample")
    if kind == "sample":
        shutil.copytree(request.getfixturevalue("imported"), tmp_path / "store")
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.setenv("LODESTAR_SAMPLE", "off")
    monkeypatch.chdir(ROOT)
    return kind


@pytest.fixture
def visit(store: str) -> Callable[..., AppTest]:
    """Return a way to open a page with query values and see what it draws."""

    def open_page(page: str = "overview", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "ui" / "frame.py"), default_timeout=WAIT)
        app.query_params.update(query)
        app.run()
        if page != "overview":
            app.switch_page(f"../{page}.py").run()
        return app

    return open_page


@pytest.fixture
def state(store: str) -> State:
    """Open the state of the store the pages look at."""
    return State.open(Store.at().state_url)


@pytest.fixture
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests run themselves what the page would start beside itself."""
    monkeypatch.setattr("data.intake._spawn", lambda *_words, **_secrets: None)
