"""What a new user does: open the board, drop exports, confirm, and see the cards change."""

from __future__ import annotations

import re
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.text import Text
from pages.ui import words
from tests.browser import scenes

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
GOOGLE, META = (
    SAMPLES / "google_campaign_day_zh_utf16.csv",
    SAMPLES / "meta_campaign_day_en_csv.csv",
)
Serve = Callable[..., str]
NAMED = SAMPLES / "google_campaign_day_zh_utf8.csv"
"""It names its account, so that nothing is asked."""
FIGURE = '[data-testid="stMetricValue"]'
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def drop(page: Page, file: Path) -> None:
    """Drop a file, answer whose it is, confirm it, and wait until it is on the board."""
    page.locator('input[type="file"]').first.set_input_files(str(file))
    page.get_by_text(words.ROWS.zh.partition(" {")[0]).first.wait_for()
    change, ask = page.get_by_text(words.WOULD_CHANGE.zh), page.get_by_label(words.QUESTION_TEXT.zh)
    change.or_(ask).first.wait_for()
    if ask.count():
        ask.fill("示範商店")
        page.get_by_role("button", name=words.SUBMIT.zh).click()
    change.wait_for()
    page.get_by_role("button", name=words.CONFIRM.zh).click()
    panel = page.get_by_text(file.name).locator("..").get_by_text(words.STEPS["PUBLISHED"].zh)
    panel.first.wait_for()
    page.get_by_role("button", name=words.HIDE.zh).click()


def figures(page: Page) -> list[str]:
    """Return the figures of the core cards."""
    page.get_by_role("link", name=words.OVERVIEW.zh).click()
    expect(page.locator(FIGURE)).to_have_count(5)
    return page.locator(FIGURE).all_inner_texts()


def test_dropped_files_change_the_cards(page: Page, serve: Serve) -> None:
    page.goto(f"{serve()}/?period=quarter")
    page.get_by_role("button", name=words.TO_DATA.zh).click()
    expect(page.get_by_text(words.GUIDE.zh)).to_be_visible()
    drop(page, GOOGLE)
    before = figures(page)
    assert "–" not in before[:2] and before[2:] == ["–", "–", "–"]

    page.get_by_role("link", name=words.DATA.zh).click()
    drop(page, META)
    after = figures(page)
    assert after[:2] == before[:2] and "–" not in after

    page.get_by_role("button", name=words.SOURCE.zh).last.click()
    expect(page.get_by_role("dialog").get_by_text(META.name)).to_be_visible()


def test_a_zip_of_exports_is_confirmed_at_once_and_changes_the_cards(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    """One of the three is no report: the others do not wait for it."""
    packed = tmp_path / "exports.zip"
    with zipfile.ZipFile(packed, "w") as made:
        for file in (NAMED, META, SAMPLES / "bulk_sheet.csv"):
            made.write(file, f"january/{file.name}")
    page.goto(f"{serve()}/data?period=quarter")
    page.locator('input[type="file"]').first.set_input_files(str(packed))
    page.get_by_role("button", name=words.CONFIRM_ALL.fill(n=2).zh).click()
    page.get_by_role("button", name=words.HIDE_ALL.fill(n=3).zh).click()
    expect(page.get_by_role("button", name=words.HIDE_ALL.zh.partition(" ")[0])).to_have_count(0)
    assert "–" not in figures(page)
    page.get_by_role("link", name=words.DATA.zh).click()
    picture = page.locator('[data-testid="stVegaLiteChart"][aria-label*="完整到"]')
    expect(picture).to_be_visible()


def test_the_same_file_again_changes_nothing(page: Page, serve: Serve) -> None:
    page.goto(f"{serve()}/data")
    drop(page, META)
    page.locator('input[type="file"]').first.set_input_files(str(META))
    expect(page.get_by_text(words.AGAIN.fill(file=META.name).zh)).to_be_visible()


def test_a_hostile_name_is_shown_and_never_obeyed(page: Page, serve: Serve, tmp_path: Path) -> None:
    name = ":red[x] $x$ <b>b</b> **c** [d](javascript:alert(1)) :material-error:.csv"
    file = tmp_path / name.replace("/", "∕")
    file.write_bytes(b"not a report at all")
    page.goto(f"{serve()}/data?lang=en")
    page.locator('input[type="file"]').first.set_input_files(str(file))
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


def test_switching_the_language_keeps_page_and_filters(
    page: Page, board: Callable[[scenes.Lay], str]
) -> None:
    page.goto(f"{board(scenes.empty)}/data?period=28d&platform=google_ads")
    page.get_by_role("button", name=words.OTHER_LANGUAGE.zh, exact=True).click()
    expect(page.get_by_text(words.DROP_TITLE.en)).to_be_visible()
    assert page.url.endswith("/data?period=28d&platform=google_ads&lang=en")
    page.get_by_role("link", name=words.OVERVIEW.en).click()
    expect(page.get_by_text(words.EMPTY_TITLE.en)).to_be_visible()
    expect(page).to_have_url(re.compile(r"period=28d&platform=google_ads&lang=en$"))
