"""Everything can be done with the keyboard alone: reached by Tab, seen, pressed, and left again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from data.text import Text
from kpi.view import PERIODS
from pages.ui import first_steps, sample_shop, words
from pages.ui.goals import words as goals
from pages.ui.rules import words as house
from tests.browser import meeting, scenes
from tests.browser.scenes import Scene
from tests.stores import LOADED, SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Serve = Callable[..., str]
MOST = 160
"""So many presses of Tab are more than any page has stops."""

# The walker remembers what was reached, how it looked with the focus, and what could be operated.
WALKER = """() => {
  const looks = e => {
    const seen = [];
    for (let n = e, i = 0; n && i < 4; n = n.parentElement, i++) {
      const s = getComputedStyle(n);
      seen.push([s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor,
                 s.opacity, s.color, s.transform].join());
    }
    return seen.join("|");
  };
  const name = e => [e.tagName.toLowerCase(), e.getAttribute("aria-label") || e.innerText || e.type]
    .join(" ").replace(/\\s+/g, " ").slice(0, 60);
  const state = {reached: new Set(), unseen: [], before: new Map()};
  const wanted = () => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, canvas[tabindex], [role=combobox]"
  )].filter(e => e.checkVisibility({checkOpacity: false, checkVisibilityCSS: true})
    && !e.disabled && !e.closest("[aria-hidden=true]") && e.getBoundingClientRect().width > 1
    // the arrows of a combobox and of a number are for the mouse: in the field the keys do it
    && !e.matches(':is([data-testid="stSelectbox"], [data-testid="stNumberInput"])'
      + ' button[tabindex="-1"]'));
  wanted().forEach(e => state.before.set(e, looks(e)));
  const group = e => e.closest("[role=radiogroup], [role=tablist], [role=grid]") || e;
  window.walker = {
    step: async () => {
      const e = document.activeElement;
      if (e === document.body) return true;
      const again = state.reached.has(e);
      state.reached.add(e);
      state.reached.add(group(e));
      state.reached.add(e.closest("canvas"));
      const before = e.tagName === "CANVAS" ? undefined : state.before.get(e);
      const same = () => before !== undefined && before === looks(e);
      const off = () => {
        const box = e.getBoundingClientRect();
        return box.bottom < 0 || box.top > innerHeight;
      };
      for (let i = 1; i <= 240 && (same() || off()); i++) {  // rings and scrolling take a moment
        await new Promise(done => setTimeout(done, 25));
        if (off() && i % 40 === 0) {  // what was drawn late pushed it away: Shift+Tab and Tab again
          e.blur();
          e.focus();
        }
      }
      if (same() || off()) state.unseen.push(name(e));
      return again && e.closest('[data-testid="stSkipToContent"]') !== null;
    },
    missed: () => wanted().filter(  // what was there from the start and still is
      e => state.before.has(e) && !state.reached.has(e) && !state.reached.has(group(e))
    ).map(name),
    unseen: () => state.unseen,
  };
}"""
PLACES: dict[str, tuple[scenes.Lay, tuple[Scene, ...]]] = {
    "sample": (
        scenes.sample,
        tuple(map(Scene, ("", "channels", "pacing", "goals?goal=shop-cac"))),
    ),
    "own": (
        scenes.own,
        tuple(map(Scene, ("data", "goals", "start?step=pack"))),
    ),
    "meeting": (
        meeting.lay,
        (Scene(f"review?review={meeting.REVIEW}&item={meeting.DECIDABLE}"),),
    ),
}


@pytest.mark.parametrize("kind", PLACES)
def test_tab_reaches_everything_and_one_sees_where_one_is(
    page: Page, board: Callable[[scenes.Lay], str], kind: str
) -> None:
    lay, places = PLACES[kind]
    address = board(lay)
    wrong = {}
    for scene in places:
        scenes.shown(page, address, scene, "zh")
        if any(found := walk(page)):
            wrong[scene.path] = found
    assert not wrong


def walk(page: Page) -> tuple[list[str], list[str]]:
    """Press Tab round the page; return what was not reached, and where one could not see it."""
    page.evaluate(WALKER)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("() => walker.step()"):
            break
    else:
        raise AssertionError(f"a trap: {page.evaluate('() => document.activeElement.outerHTML')}")
    return page.evaluate("() => walker.missed()"), page.evaluate("() => walker.unseen()")


def to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until something has the focus."""
    for _ in range(MOST):
        if wanted.evaluate_all("(found) => found.includes(document.activeElement)"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"not reached: {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Go to something with Tab, and press a key on it."""
    expect(wanted.first).to_be_visible()
    to(page, wanted)
    page.keyboard.press(key)


def named(page: Page, role: Any, text: Text, lang: str = "zh") -> Locator:
    return page.get_by_role(role, name=text.zh if lang == "zh" else text.en, exact=True)


def test_the_demo_is_looked_at_and_left_without_a_mouse(
    page: Page, serve: Serve, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    address = serve(**scenes.sample(tmp_path, tmp_path_factory))
    scenes.shown(page, address, Scene(""), "zh")

    periods = page.get_by_role("radiogroup", name=words.PERIOD.zh).get_by_role("radio")
    to(page, periods)
    to(page, periods.filter(has_text=PERIODS["quarter"].zh), "ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("period=quarter"))
    scenes.settled(page)

    press(page, named(page, "button", words.SOURCE).first)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(words.FILES.zh)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    press(page, page.get_by_text(words.FILTER.zh, exact=True).locator("xpath=ancestor::button"))
    expect(page.get_by_label(words.PLATFORM.zh)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label(words.PLATFORM.zh)).to_have_count(0)

    press(page, named(page, "link", words.CHANNELS))
    expect(page).to_have_url(re.compile("channels.*period=quarter"))
    press(page, named(page, "button", words.OTHER_LANGUAGE), "Space")
    expect(named(page, "link", words.CHANNELS, "en")).to_be_visible()
    press(page, named(page, "button", words.MORE, "en"))
    to(page, named(page, "menuitem", goals.GOALS, "en"), "ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/goals"))

    press(page, named(page, "button", sample_shop.OWN, "en").first)
    press(page, named(page, "button", sample_shop.NOT_NOW, "en"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    press(page, named(page, "button", sample_shop.OWN, "en").first)
    press(page, named(page, "button", sample_shop.EMPTY_NOW, "en"))
    expect(page.get_by_text(words.EMPTY_TITLE.en)).to_be_visible()
    press(page, named(page, "button", first_steps.TAKE, "en"))
    expect(page.get_by_text(first_steps.TAKEN.en)).to_be_visible()


def test_a_file_is_brought_and_a_goal_edited_without_a_mouse(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    address = serve()
    scenes.shown(page, address, Scene("data"), "zh")
    with page.expect_file_chooser() as chooser:
        drop = page.get_by_test_id("stFileUploader").first
        press(page, drop.get_by_test_id("stBaseButton-secondary"))
    chooser.value.set_files(SAMPLES / LOADED[0])
    press(page, named(page, "button", words.CONFIRM))
    press(page, named(page, "button", words.HIDE))
    expect(named(page, "button", words.HIDE)).to_have_count(0)

    scenes.shown(page, address, Scene("goals"), "zh")
    to(page, page.get_by_test_id("data-grid-canvas").nth(1))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")  # as in any spreadsheet: the whole row
    expect(page).to_have_url(re.compile("goal="))
    target = page.get_by_label(re.compile("^目標（"))
    expect(target).to_be_visible()
    to(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    to(page, page.get_by_label(house.WHY.zh).first)
    page.keyboard.type("季檢討")
    press(page, named(page, "button", house.SAVE))
    expect(page.get_by_text(goals.SAVED.zh)).to_be_visible()
    expect(page.get_by_text("→ 3")).to_be_visible()
