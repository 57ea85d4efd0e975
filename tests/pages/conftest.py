"""Real stores behind the pages: an empty one, and one with a Google and a Meta export in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import snapshot
from data.state import State
from data.store import Store
from tests import stores
from tests.data import sample_shop
from tests.stores import TODAY

ROOT = Path(__file__).parents[2]
WAIT = 60


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of which tests get copies; a module may put more into its own."""
    return stores.imported(tmp_path_factory)


@pytest.fixture
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Open the store named by the test (``sample`` or ``empty``) for the pages."""
    kind = getattr(request, "param", "sample")
    if kind == "sample":
        shutil.copytree(request.getfixturevalue("imported"), tmp_path / "store")
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.setenv("LODESTAR_SAMPLE", "off")
    monkeypatch.chdir(ROOT)
    yield kind
    snapshot._open.pop(tmp_path / "store", None)  # else it stays open until the worker ends


@pytest.fixture
def visit(store: str) -> Callable[..., AppTest]:
    """Return a way to open a page with query values and see what it draws."""

    def open_page(page: str = "overview", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "ui" / "frame.py"), default_timeout=WAIT)
        app.query_params.update(query)
        if page != "overview":  # which is the default
            app.switch_page(f"../{page}.py")
        return app.run()

    return open_page


@pytest.fixture
def state(store: str) -> State:
    """Open the state of the store the pages look at."""
    return State.open(Store.at().state_url)


@pytest.fixture
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests run themselves what the page would start beside itself."""
    monkeypatch.setattr("data.intake._spawn", lambda *_words, **_secrets: None)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> sample_shop.Shop:
    return sample_shop.filled(tmp_path_factory)


@pytest.fixture
def open_shop(
    shop: sample_shop.Shop, visit: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> sample_shop.Shop:
    """Let the pages look at the sample shop, which they do not change."""
    monkeypatch.setenv("LODESTAR_STORE", str(shop.store.root))
    monkeypatch.setenv("LODESTAR_TODAY", sample_shop.TODAY)
    return shop
