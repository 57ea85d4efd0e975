"""A store of another version, or damaged: the server mends it as it starts, the page shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from data import snapshot
from data.__main__ import main
from data.store import Store
from pages.ui import words

SAMPLE = Path(__file__).parents[1] / "samples" / "files" / "google_campaign_day_zh_utf8.csv"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("damaged", [False, True])
def test_a_page_shows_once_its_store_is_mended(
    page: Page, serve: Callable[..., str], tmp_path: Path, damaged: bool
) -> None:
    store = Store.at(tmp_path / "store")
    assert main(["import", str(SAMPLE), "--store", str(store.root)]) == 0
    published = store.snapshots / (snapshot.pointer(store) or "")
    if damaged:
        published.write_bytes(b"not a database" + published.read_bytes()[14:])
    for path in () if damaged else (store.master, published):
        with duckdb.connect(str(path)) as con:
            con.execute("drop table layout")
            con.execute("alter table account_days drop column sessions")
    page.goto(serve())
    expect(page.get_by_text(words.SOURCE.zh).first).to_be_visible()
    expect(page.get_by_text(snapshot.Outdated.text.zh)).to_have_count(0)
    assert (store.root / "former-1.duckdb").exists() is not damaged


def test_a_page_says_that_its_data_are_damaged_and_shows_once_they_are_mended(
    page: Page, serve: Callable[..., str], tmp_path: Path
) -> None:
    """What breaks under a server that runs is told with what to do, and needs no second start."""
    store = Store.at(tmp_path / "store")
    assert main(["import", str(SAMPLE), "--store", str(store.root)]) == 0
    address = serve()
    page.goto(f"{address}/glossary")
    expect(page.get_by_role("heading").first).to_be_visible()
    name = snapshot.pointer(store) or ""
    (store.snapshots / "CURRENT").write_text("all-9.duckdb", "ascii")
    (store.snapshots / "all-9.duckdb").write_bytes(b"not a database")
    page.goto(address)
    expect(page.get_by_text("snapshots/all-9.duckdb")).to_be_visible()
    assert name != "all-9.duckdb" and main(["publish", "--store", str(store.root)]) == 0
    expect(page.get_by_text(words.SOURCE.zh).first).to_be_visible()
