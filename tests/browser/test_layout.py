"""What fits: no scrolling on a projector, five cards a row on a laptop, no sideways on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.text import LANGS, Lang
from pages.ui import first_steps, words
from pages.ui.alerts import words as alerts
from pages.ui.customers import words as customers
from pages.ui.funnel import words as funnel
from pages.ui.goals import words as goals
from pages.ui.occasions import words as calendar
from pages.ui.site import words as site
from pages.ui.utm import words as utm
from tests.browser import scenes
from tests.browser.scenes import LAPTOP, PHONE, PROJECTOR, Scene

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("", "channels", "funnel", "customers", "site?part=hours", "pacing", "data",
         "data?part=rules", "goals", "goals?goal=shop-cac", "calendar", "calendar?part=new",
         "calendar?part=closing", "alerts", "alerts?to=%2B", "glossary", "goals?part=teams",
         "start?step=files")  # fmt: skip
WEEKLY = (words.OVERVIEW, words.CHANNELS, funnel.FUNNEL, customers.CUSTOMERS, words.PACING,
          words.DATA)  # fmt: skip
MORE = (goals.GOALS, alerts.ALERTS, calendar.CALENDAR, utm.UTM, site.SITE, words.GLOSSARY,
        first_steps.FIRST_STEPS)  # fmt: skip
PHONE_SCREENS = 4.3
"""So many screens of a phone the overview takes at most, with the demo's banner on top."""
SIZES = """() => {
  const page = document.querySelector('[data-testid="stMain"]');
  return [page.scrollHeight - page.clientHeight, page.scrollWidth - page.clientWidth,
          page.scrollHeight / page.clientHeight];
}"""
BOXES = """() => [...document.querySelectorAll('[data-testid="stHorizontalBlock"]')]
  .filter(e => ["auto", "scroll"].includes(getComputedStyle(e).overflowY)
               && e.scrollHeight > e.clientHeight)
  .map(e => e.innerText)"""
TOPS = """() => [...document.querySelectorAll('[data-testid="stMetric"]')]
  .map(e => Math.round(e.getBoundingClientRect().top))"""


def test_everything_fits(
    page: Page, serve: Callable[..., str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    address = serve(**scenes.sample(tmp_path, tmp_path_factory))
    for lang in LANGS:
        seen(page, PROJECTOR)
        scenes.shown(page, address, Scene(""), lang)
        assert page.evaluate(SIZES)[0] == 0, f"the overview scrolls on a projector ({lang})"
        seen(page, LAPTOP)
        assert len(set(page.evaluate(TOPS))) == 1, f"five figures, one line ({lang})"
        assert page.evaluate(BOXES) == [], "a row with scrollbars of its own"
        seen(page, PHONE)
        assert page.evaluate(SIZES)[2] <= PHONE_SCREENS
    for path in PAGES:  # English words are the longer ones
        scenes.shown(page, address, Scene(path), "en")
        assert page.evaluate(SIZES)[1] == 0, f"{path} goes sideways on a phone"


@pytest.mark.parametrize("lang", LANGS)
def test_the_menu_has_every_week_on_top_and_the_rest_under_more(
    page: Page, serve: Callable[..., str], lang: Lang
) -> None:
    weekly, others = ([t.to(lang) for t in texts] for texts in (WEEKLY, MORE))
    scenes.shown(page, serve(), Scene(""), lang)
    assert page.get_by_test_id("stTopNavLink").all_inner_texts() == weekly
    page.get_by_role("button", name=words.MORE.to(lang), exact=True).click()
    expect(page.get_by_role("menuitem")).to_have_text(others)
    page.keyboard.press("Escape")
    seen(page, PHONE)
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu.get_by_role("link")).to_have_text([*weekly, *others])
    expect(menu.get_by_text(words.MORE.to(lang), exact=True)).to_be_visible()


def seen(page: Page, screen: tuple[int, int]) -> None:
    """Look at the page on another screen."""
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.wait_for_timeout(2 * scenes.STILL)
