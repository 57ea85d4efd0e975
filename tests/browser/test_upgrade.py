"""A store of another version: the server converts it as it starts, and the page shows itself."""

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


def test_a_page_shows_once_its_store_is_converted(
    page: Page, serve: Callable[..., str], tmp_path: Path
) -> None:
    store = Store.at(tmp_path / "store")
    assert main(["import", str(SAMPLE), "--store", str(store.root)]) == 0
    for path in (store.master, store.snapshots / (snapshot.pointer(store) or "")):
        with duckdb.connect(str(path)) as con:
            con.execute("drop table layout")
            con.execute("alter table account_days drop column sessions")
    page.goto(serve())
    expect(page.get_by_text(words.SOURCE.zh).first).to_be_visible()
    expect(page.get_by_text(snapshot.Outdated.text.zh)).to_have_count(0)
    assert (store.root / "former-1.duckdb").exists()
