"""The projector in a real browser: read from eight metres, turned by keys, nothing lost."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from data.state import State
from data.text import LANGS
from kpi.goals.playbook import PLAYBOOK, SKIP
from kpi.review.record import Review, review
from pages.ui.deck import words
from tests.browser import meeting
from tests.browser.conftest import _server
from tests.browser.meeting import BEFORE, DECIDABLE, LONG, REVIEW, Wire

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Screen = tuple[int, int]
SCREENS: tuple[Screen, ...] = ((1280, 720), (1920, 1080), (3840, 2160))
STAR = "shop-revenue"
FOLLOWS = 3000
"""Milliseconds in which a second screen turns with the first."""

# What is wrong with the slide on the screen: letters too small or too pale, beside the screen, cut
# without a way to read them, or one on another.
FAULTS = """() => {
  const root = document.querySelector(".stBidiComponent > * > *").shadowRoot;
  const deck = root.querySelector("dialog");
  const rgb = colour => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const light = ([r, g, b]) => {
    const part = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] === 1) return colour;
    }
  };
  const found = [], boxes = [];
  const walker = document.createTreeWalker(deck, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, e = text.parentElement, style = getComputedStyle(e);
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxed = range.getBoundingClientRect();
    if (!text.data.trim() || !boxed.width) continue;
    const said = text.data.slice(0, 30);
    if (parseFloat(style.fontSize) < 0.023 * innerHeight) found.push(`small: ${said}`);
    const [a, b] = [light(rgb(e.closest("svg") ? style.fill : style.color)), light(ground(e))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 7) found.push(`pale ${contrast.toFixed(1)}: ${said}`);
    let box = {left: boxed.left, right: boxed.right, top: boxed.top, bottom: boxed.bottom};
    for (let n = e; n !== deck; n = n.parentElement) {
      const {overflowX, display} = getComputedStyle(n);
      if (overflowX === "visible" || display === "contents") continue;
      const over = n.getBoundingClientRect();
      const cut = box.right > over.right + 2 || box.bottom > over.bottom + 2;
      if (cut && !e.closest("[title]")) found.push(`cut: ${said}`);
      box = {left: Math.max(box.left, over.left), right: Math.min(box.right, over.right),
             top: Math.max(box.top, over.top), bottom: Math.min(box.bottom, over.bottom)};
    }
    if (box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) {
      found.push(`beside the screen: ${said}`);
    }
    boxes.push([said, box]);
  }
  boxes.forEach(([said, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 0.4 * Math.min(a.bottom - a.top, b.bottom - b.top)) {
      found.push(`on another: ${said} / ${other}`);
    }
  }));
  const number = deck.querySelector(".figure .number");
  const capital = number ? 0.698 * parseFloat(getComputedStyle(number).fontSize) : innerHeight;
  if (capital < 0.12 * innerHeight) found.push("the figure is small");
  if (deck.scrollHeight > innerHeight || deck.scrollWidth > innerWidth) found.push("scrolls");
  const top = document.elementFromPoint(innerWidth / 2, 4);
  if (!top.closest(".stBidiComponent")) found.push(`covered by ${top.outerHTML.slice(0, 80)}`);
  return [deck.querySelector("h1").textContent, [...new Set(found)]];
}"""


def opened(page: Page, address: str, *, id: str = REVIEW, item: str = "", lang: str = "zh") -> None:
    """Open a review on the projector."""
    page.goto(f"{address}/present?review={id}&item={item}&lang={lang}")
    expect(deck(page)).to_be_visible()
    page.wait_for_function("() => document.fonts.ready")


def deck(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_role("dialog", name=re.compile(f"{words.NAME.zh}|{words.NAME.en}"))


def place(page: Page) -> int:
    """Return which slide is on the screen, from 1."""
    return int(re.split("[／/]", deck(page).locator(".place").inner_text())[0])


def shows(page: Page, place: int, timeout: float = FOLLOWS) -> None:
    expect(deck(page).locator(".place")).to_have_text(
        re.compile(rf"^{place}\s?[／/]"), timeout=timeout
    )


def until(found: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


@dataclass(frozen=True)
class Held:
    """A review that one test holds, on the server that all of them share."""

    address: str
    state: State
    id: str

    @property
    def review(self) -> Review:
        found = review(self.state, self.id)
        assert found is not None
        return found

    def decided(self, step: str) -> bool:
        """Whether this step is what is decided on, in the state database."""
        found = self.review.decided(DECIDABLE)
        return found is not None and found.step == step

    def notes(self) -> list[str]:
        return [note.text for note in self.state.notes(self.id)]

    def actions(self) -> list[dict[str, Any]]:
        return [action for action in self.state.actions() if action["review"] == self.id]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, State]]:
    folder = tmp_path_factory.mktemp("hall")
    with _server(folder, "streamlit", meeting.lay(folder, tmp_path_factory)) as address:
        yield address, meeting.state_of(folder)


@pytest.fixture
def held(hall: tuple[str, State]) -> Held:
    """Return a review of its own, as it was opened."""
    address, state = hall
    id = f"2025-{len(state.reviews()):02}-01"
    found = review(state, REVIEW)
    assert found
    state.save_review(replace(found, id=id, decisions=(), version=0).as_doc(), "test", "")
    return Held(address, state, id)


LOOKS = [(screen, dark) for screen in SCREENS for dark in (False, True)]
IN_TURNS = [
    (REVIEW, "zh", [((1280, 720), False), ((1920, 1080), True)]),
    (REVIEW, "en", [((1920, 1080), False), ((1280, 720), True)]),
    (LONG, "zh", [((1280, 720), True)]),
    (LONG, "en", [((3840, 2160), False)]),
]
"""Sizes follow the screen and words are no colours: screens, themes and languages take turns."""
ALL_OF_IT = [
    pytest.param(id, lang, LOOKS, marks=pytest.mark.long) for id in (REVIEW, LONG) for lang in LANGS
]


@pytest.mark.parametrize(("id", "lang", "looks"), [*IN_TURNS, *ALL_OF_IT])
def test_every_slide_is_read_from_eight_metres(
    page: Page, board: Callable[..., str], id: str, lang: str, looks: list[tuple[Screen, bool]]
) -> None:
    address = board(meeting.lay)
    page.set_viewport_size({"width": 1280, "height": 720})
    opened(page, address, id=id, lang=lang)
    count = int(re.split("[／/]", deck(page).locator(".place").inner_text())[1])
    assert count >= 10
    wrong, is_dark = {}, False
    for screen, dark in looks:
        page.set_viewport_size({"width": screen[0], "height": screen[1]})
        if dark != is_dark:
            page.keyboard.press("d")
            is_dark = dark
        page.keyboard.press("Home")
        for n in range(count):
            page.evaluate("() => new Promise(requestAnimationFrame)")
            title, found = page.evaluate(FAULTS)
            if found:
                wrong[n, title, screen, dark] = found
            page.keyboard.press("PageDown")
    assert wrong == {}


def test_a_meeting_is_held_with_keys_alone(page: Page, held: Held) -> None:
    opened(page, held.address, id=held.id, item=STAR, lang="en")
    titles = [item.title.en for item in held.review.agenda]
    heading = deck(page).locator("h1")
    expect(heading).to_have_text(titles[2])
    for key, at in (("PageDown", 4), ("ArrowLeft", 3), (" ", 4), ("PageUp", 3), ("ArrowRight", 4),
                    ("Home", 1), ("PageUp", 1), ("F5", 1)):  # fmt: skip
        page.keyboard.press(key)
        shows(page, at)
    page.keyboard.press("F5")  # full screen, and back: a remote's start button reloads nothing
    page.keyboard.press("a")
    agenda = page.get_by_role("group", name=words.WORDS["agenda"].en)
    expect(agenda.get_by_role("button").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading).to_have_text(titles[2])
    expect(agenda).to_have_count(0)
    expect(page).to_have_url(re.compile(f"lang=en.*|item={STAR}"))
    until(lambda: (at := held.state.meeting(held.id)) and at.item == STAR)

    page.keyboard.press("?")
    expect(page.get_by_role("group", name=words.WORDS["keys_title"].en)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press(".")
    expect(heading).to_be_hidden()
    page.keyboard.press("PageDown")  # brings the picture back, and turns nothing
    expect(heading).to_have_text(titles[2])
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(f"/review\\?review={held.id}&lang=en"))


def test_a_decision_by_key_is_on_record(page: Page, held: Held) -> None:
    held = replace(held, id=REVIEW)  # the week before it was left alone
    opened(page, held.address, id=held.id, item=DECIDABLE)
    chosen = page.get_by_role("button", pressed=True)
    for key, step in (("2", "audience"), ("1", "stop")):
        page.keyboard.press(key)
        expect(chosen).to_contain_text(PLAYBOOK[step].zh)
        until(partial(held.decided, step))
    expect(deck(page).locator(".decided")).to_contain_text(PLAYBOOK["stop"].zh)

    page.keyboard.press("0")  # left alone the second week running
    reason = page.get_by_role("textbox", name=words.WORDS["reason"].zh)
    expect(reason).to_be_focused()
    page.keyboard.press("Enter")
    expect(deck(page)).to_contain_text(words.WORDS["reason_wanted"].zh)
    page.keyboard.type("等 1 號素材上線 2 週")
    page.keyboard.press("Enter")
    until(partial(held.decided, SKIP))
    found = held.review.decided(DECIDABLE)
    assert found and found.why == "等 1 號素材上線 2 週"
    assert held.actions() == []


def test_who_does_it_and_by_when_is_said_with_keys(page: Page, held: Held) -> None:
    opened(page, held.address, id=held.id, item=DECIDABLE)
    page.keyboard.press("w")  # nobody has to do anything yet
    owner = page.get_by_role("textbox", name=words.WORDS["owner"].zh)
    expect(owner).to_have_count(0)
    page.keyboard.press("1")
    until(partial(held.decided, "stop"))
    expect(deck(page).locator(".decided")).to_contain_text("・")
    page.keyboard.press("w")
    expect(owner).to_be_focused()
    owner.fill("")
    page.keyboard.press("Enter")
    expect(deck(page)).to_contain_text(words.WORDS["who_wanted"].zh)
    page.keyboard.type("小林 w 1")  # letters, no keys of the deck
    page.get_by_label(words.WORDS["due"].zh).fill("2026-12-24")
    page.keyboard.press("Enter")
    until(lambda: [(a["owner"], a["due"]) for a in held.actions()] == [("小林 w 1", "2026-12-24")])
    expect(deck(page).locator(".decided")).to_contain_text("小林 w 1")
    page.keyboard.press("2")  # another step keeps who and when
    until(partial(held.decided, "audience"))
    assert [(a["owner"], a["due"]) for a in held.actions()] == [("小林 w 1", "2026-12-24")]


def test_a_second_screen_turns_with_the_first(page: Page, browser: Browser, held: Held) -> None:
    other = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    opened(page, held.address, id=held.id, item=STAR)
    opened(other, held.address, id=held.id, item=STAR)
    page.keyboard.press("PageDown")
    shows(other, 4)
    other.keyboard.press("End")  # looks at something else, and comes back
    last = place(other)
    page.keyboard.press("PageDown")
    shows(page, 5)
    other.wait_for_timeout(FOLLOWS)
    assert (place(page), place(other)) == (5, last)
    other.keyboard.press("r")
    shows(other, 5)
    other.keyboard.press("l")
    other.keyboard.press("PageUp")
    shows(page, 4)
    other.context.close()


def test_no_note_is_lost(page: Page, browser: Browser, held: Held) -> None:
    second = browser.new_context().new_page()
    for one in (page, second):
        opened(one, held.address, id=held.id, item=STAR)
        one.keyboard.press("n")
    page.keyboard.type("退貨還沒結束 ad 1", delay=20)
    second.keyboard.type("下週看 b 2", delay=20)
    second.wait_for_timeout(2000)
    second.context.close()
    wanted = {"退貨還沒結束 ad 1", "下週看 b 2"}
    assert set(held.notes()) == wanted
    expect(deck(page).locator(".others")).to_contain_text("下週看 b 2")
    page.reload()  # the pen stays
    expect(deck(page)).to_be_visible()
    page.keyboard.press("n")
    field = page.get_by_role("textbox", name=words.WORDS["note"].zh)
    expect(field).to_have_value("退貨還沒結束 ad 1")
    page.keyboard.press("End")
    page.keyboard.type("！")
    until(lambda: "退貨還沒結束 ad 1！" in held.notes())
    assert len(held.notes()) == 2


def test_it_goes_on_while_the_line_is_cut(page: Page, held: Held) -> None:
    wire = Wire(held.address)
    opened(page, wire.address, id=held.id, item=STAR)
    page.keyboard.press("PageDown")
    until(lambda: held.state.meeting(held.id))
    wire.cut()
    page.keyboard.press("PageDown")
    shows(page, 5)
    page.keyboard.press("3")
    expect(page.get_by_role("button", pressed=True)).to_contain_text(PLAYBOOK["copy"].zh)
    expect(deck(page)).to_contain_text(words.WORDS["waits"].zh)
    page.keyboard.press("n")
    page.keyboard.type("offline")
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")
    shows(page, 6)
    assert held.review.decisions == ()
    wire.mend()
    until(partial(held.decided, "copy"), 30)
    until(lambda: held.notes() == ["offline"])
    until(lambda: (at := held.state.meeting(held.id)) and at.item == held.review.agenda[5].key)
    assert len(held.actions()) == 1
    wire.close()


def test_who_writes_is_not_turned_away(page: Page, browser: Browser, held: Held) -> None:
    other = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    opened(page, held.address, id=held.id, item=DECIDABLE)
    opened(other, held.address, id=held.id, item=DECIDABLE)
    page.keyboard.press("PageUp")
    shows(other, place(page))
    page.keyboard.press("PageDown")
    shows(other, place(page))
    other.keyboard.press("n")
    other.keyboard.type("12")
    page.keyboard.press("1")  # which draws the slide anew everywhere
    page.wait_for_timeout(500)
    page.keyboard.press("PageDown")
    other.wait_for_timeout(FOLLOWS)
    other.keyboard.type("34")
    until(lambda: held.notes() == ["1234"])
    assert held.decided("stop")
    other.keyboard.press("Escape")
    shows(other, place(page))
    other.context.close()


def test_an_outside_eye_sees_one_channel(page: Page, hall: tuple[str, State]) -> None:
    opened(page, hall[0], id=BEFORE)
    page.keyboard.press("o")
    page.get_by_role("group", name=words.WORDS["eye"].zh).get_by_role("button", name="Meta").press(
        "Enter"
    )
    expect(page).to_have_url(re.compile("eye=meta_ads"))
    page.keyboard.press("End")
    expect(deck(page)).to_contain_text("對外模式")


def test_the_wall_turns_by_itself_and_says_that_it_is_old(
    page: Page, hall: tuple[str, State]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{hall[0]}/tv?lang=en")
    wall = page.get_by_role("dialog", name=words.WALL.en)
    expect(wall.locator(".stale")).to_contain_text(words.WORDS["stale"].en)  # LINE ads are late
    expect(wall.locator(".place")).to_have_text(re.compile("^1"))
    expect(wall.locator(".place")).to_have_text(re.compile("^2"), timeout=15_000)
    title, found = page.evaluate(FAULTS)
    assert (title, found) == ("Revenue", [])
