"""What a new user does: open the board, drop exports, confirm, and see the cards change."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.text import Text
from pages.ui import words

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
GOOGLE, META = (
    SAMPLES / "google_campaign_day_zh_utf16.csv",
    SAMPLES / "meta_campaign_day_en_csv.csv",
)
Serve = Callable[..., str]
FIGURE = '[data-testid="stMetricValue"]'
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def drop(page: Page, *files: Path) -> None:
    """Drop files, wait until they are read, confirm, and wait until they are on the board."""
    page.locator('input[type="file"]').set_input_files([str(f) for f in files])
    page.get_by_text(words.WOULD_CHANGE.zh).last.wait_for()
    page.get_by_role("button", name=words.CONFIRM.zh).click()
    page.get_by_text(words.STEPS["PUBLISHED"].zh).first.wait_for()


def test_dropped_files_change_the_cards(page: Page, serve: Serve) -> None:
    page.goto(serve())
    page.get_by_role("button", name=words.TO_DATA.zh).click()
    expect(page.get_by_text(words.GUIDE.zh)).to_be_visible()

    drop(page, GOOGLE)
    # 147 = 140 + 0 + 7, as the sample's golden result has it
    expect(
        page.get_by_text(re.compile("讀到 147 列 ＝ 載入 140 ＋ 隔離 0 ＋ 略過 7"))
    ).to_be_visible()
    page.get_by_role("link", name=words.OVERVIEW.zh).click()
    expect(page.locator(FIGURE)).to_have_count(5)
    before = page.locator(FIGURE).all_inner_texts()
    assert before[0] != "–" and before[2:] == ["–", "–", "–"]

    page.get_by_role("link", name=words.DATA.zh).click()
    drop(page, META)
    page.get_by_role("link", name=words.OVERVIEW.zh).click()
    expect(page.locator(FIGURE).nth(2)).not_to_have_text("–")
    after = page.locator(FIGURE).all_inner_texts()
    assert after[0] == before[0] and "–" not in after

    page.get_by_role("button", name=words.SOURCE.zh).last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(META.name)).to_be_visible()


def test_the_same_file_again_changes_nothing(page: Page, serve: Serve) -> None:
    page.goto(f"{serve()}/data")
    drop(page, GOOGLE)
    page.locator('input[type="file"]').set_input_files(str(GOOGLE))
    expect(page.get_by_text(words.AGAIN.fill(file=GOOGLE.name).zh)).to_be_visible()


def test_a_hostile_name_is_shown_and_never_obeyed(page: Page, serve: Serve, tmp_path: Path) -> None:
    name = ":red[x] $x$ <b>b</b> **c** [d](javascript:alert(1)) :material-error:.csv"
    file = tmp_path / name.replace("/", "∕")
    file.write_bytes(b"not a report at all")
    page.goto(f"{serve()}/data?lang=en")
    page.locator('input[type="file"]').set_input_files(str(file))
    page.get_by_text(words.STEPS["REJECTED"].en).first.wait_for()
    shown = page.locator('[data-testid="stMarkdownContainer"]', has_text="alert").first
    assert shown.inner_text().replace("\u2060", "").startswith(file.name)
    assert shown.locator("b, a, .katex, em").count() == 0


@pytest.mark.parametrize("by", ["streamlit", "uvicorn"])
@pytest.mark.parametrize(
    ("path", "said"),
    [("/overview?lang=en&period=28d", words.EMPTY_TITLE), ("/data?lang=en", words.DROP_TITLE)],
    ids=["overview", "data"],
)
def test_a_deep_link_on_a_fresh_server_shows_frame_and_page(
    page: Page, serve: Serve, by: str, path: str, said: Text
) -> None:
    address = serve(by)
    page.goto(address + path)
    expect(page.get_by_text(said.en)).to_be_visible()
    expect(page.get_by_role("link", name=words.DATA.en, exact=True)).to_be_visible()
    expect(page.get_by_alt_text("Logo")).to_be_visible()
    font = "/app/static/IBMPlexSans-Regular-Latin1.woff2"
    with urllib.request.urlopen(address + font) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_switching_the_language_keeps_page_and_filters(page: Page, serve: Serve) -> None:
    page.goto(f"{serve()}/data?period=28d&platform=google_ads")
    page.get_by_role("button", name=words.OTHER_LANGUAGE.zh).click()
    expect(page.get_by_text(words.DROP_TITLE.en)).to_be_visible()
    assert page.url.endswith("/data?period=28d&platform=google_ads&lang=en")
    page.get_by_role("link", name=words.OVERVIEW.en).click()
    expect(page.get_by_text(words.EMPTY_TITLE.en)).to_be_visible()
    expect(page).to_have_url(re.compile(r"period=28d&platform=google_ads&lang=en$"))
