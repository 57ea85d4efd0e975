"""What fits: the overview on a projector, a laptop and a phone; the menu with its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from data.text import LANGS, Lang
from pages.ui import first_steps, words
from pages.ui.alerts import words as alerts
from pages.ui.customers import words as customers
from pages.ui.funnel import words as funnel
from pages.ui.goals import words as goals
from pages.ui.occasions import words as calendar
from pages.ui.review import words as review
from pages.ui.site import words as site
from pages.ui.utm import words as utm
from pages.ui.whatif import words as whatif
from tests.browser import scenes
from tests.browser.scenes import LAPTOP, PHONE, PROJECTOR, Lay, Scene, seen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Board = Callable[[Lay], str]

WEEKLY = (words.OVERVIEW, words.CHANNELS, funnel.FUNNEL, review.REVIEW, whatif.WHAT_IF, words.DATA)
MORE = (customers.CUSTOMERS, words.PACING, goals.GOALS, alerts.ALERTS, calendar.CALENDAR, utm.UTM,
        site.SITE, words.GLOSSARY, first_steps.FIRST_STEPS)  # fmt: skip
PHONE_SCREENS = 4.3
"""So many screens of a phone the overview takes at most, with the demo's banner on top."""
SIZES = """() => {
  const page = document.querySelector('[data-testid="stMain"]');
  return [page.scrollHeight - page.clientHeight, page.scrollHeight / page.clientHeight];
}"""
BOXES = """() => [...document.querySelectorAll('[data-testid="stHorizontalBlock"]')]
  .filter(e => ["auto", "scroll"].includes(getComputedStyle(e).overflowY)
               && e.scrollHeight > e.clientHeight)
  .map(e => e.innerText)"""
TOPS = """() => [...document.querySelectorAll('[data-testid="stMetric"]')]
  .map(e => Math.round(e.getBoundingClientRect().top))"""


@pytest.mark.parametrize("lang", LANGS)
def test_the_overview_fits(page: Page, board: Board, lang: Lang) -> None:
    """That no page goes sideways on a phone is looked at in test_accessibility.py."""
    seen(page, PROJECTOR)
    scenes.shown(page, board(scenes.sample), Scene(""), lang)
    assert page.evaluate(SIZES)[0] == 0, "the overview scrolls on a projector"
    seen(page, LAPTOP)
    assert len(set(page.evaluate(TOPS))) == 1, "five figures, one line"
    assert page.evaluate(BOXES) == [], "a row with scrollbars of its own"
    seen(page, PHONE)
    assert page.evaluate(SIZES)[1] <= PHONE_SCREENS


@pytest.mark.parametrize("lang", LANGS)
def test_the_menu_has_every_week_on_top_and_the_rest_under_more(
    page: Page, board: Board, lang: Lang
) -> None:
    weekly, others = ([t.to(lang) for t in texts] for texts in (WEEKLY, MORE))
    scenes.shown(page, board(scenes.empty), Scene(""), lang)
    assert page.get_by_test_id("stTopNavLink").all_inner_texts() == weekly
    page.get_by_role("button", name=words.MORE.to(lang), exact=True).click()
    expect(page.get_by_role("menuitem")).to_have_text(others)
    page.keyboard.press("Escape")
    seen(page, PHONE)
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu.get_by_role("link")).to_have_text([*weekly, *others])
    expect(menu.get_by_text(words.MORE.to(lang), exact=True)).to_be_visible()
